"""A text whose tables are set in columns by spaces, read by the gutters that stay empty in them.

What a column wraps goes on in it: the first word below would not have fitted above. A line that
begins two things anew is a new row; one that begins a single thing adds a line to its cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from importers.values.facts import is_figure
from importers.values.words import hangs
from importers.whole.grid import Row, one_line
from italian.regex import regex

_PIECE = regex(r"\S+(?: \S+)*")
_ITEM = regex(r"[-–•*]\s|\d{1,2}[.)]\s|[a-z]\)\s")
"""What opens an item of a list, and goes on with nothing."""
_YEAR = regex(r"20\d\d\b")
"""The end of a day as well as a figure."""
_LEAST_LINES = 3
"""Of several pieces, that make a table."""
_LEAST_COLUMNS = 3
_NEW_ROW = 2
"""Things begun in one line: more than a line of a cell."""

Span = tuple[int, int]
_Piece = tuple[int, str]
"""The column that something stands in, and what it says."""


@dataclass
class _Set:
    """A row while its lines are put together."""

    line: int
    widths: Sequence[int]
    cells: dict[int, list[list[str]]] = field(default_factory=dict)
    """By column, what each line of a cell says: as it was wrapped."""
    last: dict[int, int] = field(default_factory=dict)
    """By column, the number of its last line."""

    def begun(self, number: int, pieces: Sequence[_Piece]) -> list[int]:
        """The columns in which a line begins something, and does not go on with what is above."""
        return [column for column, text in pieces if not self._is_wrapped(number, column, text)]

    def is_over(self, number: int, pieces: Sequence[_Piece], begun: Sequence[int]) -> bool:
        """Whether a line begins a row: several things after a gap, or a figure under another.

        Texts right under others are lines of their cells.
        """
        told = [(column, text) for column, text in pieces if column in begun]
        has_gap = any(self.last.get(column) != number - 1 for column in begun)
        if len(begun) >= _NEW_ROW and (has_gap or any(_is_figure(text) for _, text in told)):
            return True
        is_again = any(column in self.cells and _is_figure(text) for column, text in told)
        return is_again and not any(text[:1].islower() for _, text in pieces)

    def take(self, number: int, pieces: Sequence[_Piece]) -> None:
        """One line of the row."""
        for column, text in pieces:
            said = self.cells.setdefault(column, [])
            if self._is_wrapped(number, column, text):
                said[-1].append(text)
            else:
                said.append([text])
            self.last[column] = number

    def _is_wrapped(self, number: int, column: int, text: str) -> bool:
        """Whether the first word would not have fitted in the line right above."""
        if self.last.get(column) != number - 1:
            return False
        above = self.cells[column][-1][-1]
        if _ITEM.match(text) or (_is_figure(text) and not hangs(above)):
            return False
        return len(above) + 1 + len(text.split(" ")[0]) > self.widths[column]

    def row(self) -> Row:
        """With the lines of each cell."""
        said = (self.cells.get(column, []) for column in range(len(self.widths)))
        texts = ([text for lines in cell for text in _texts(lines)] for cell in said)
        return Row(self.line, tuple(map("\n".join, texts)))


def _is_figure(text: str) -> bool:
    return not (_ITEM.match(text) or _YEAR.match(text)) and is_figure(text)


def _texts(lines: Sequence[str]) -> list[str]:
    """The lines that a column wrapped as one text; a title, and the sentences under it."""
    whole = " ".join(lines)
    begins = (i for i in range(1, len(lines)) if lines[i][:1].isupper())
    at = next(begins, 0)
    is_titled = whole.endswith(".") and at and "." not in " ".join(lines[:at])
    return [" ".join(lines[:at]), " ".join(lines[at:])] if is_titled else [whole]


def set_rows(text: str) -> list[Row]:
    """The rows of a text with such tables; none where it has no table of columns."""
    lines = text.expandtabs(8).splitlines()
    found: list[Row] = []
    columns: list[Span] = []
    has_table = False
    for start, block in _blocks(lines):
        own = _columns(block)
        columns = own if own else columns if _fits(block, columns) else []
        has_table = has_table or bool(own)
        if columns:
            found.extend(_rows(block, start, columns))
        else:
            found.extend(Row(start + k, (one_line(line),)) for k, line in enumerate(block))
        found.append(Row(start + len(block) - 1, ("",)))
    return found if has_table else []


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank ones, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), block
            block = []


def _pieces(line: str) -> list[tuple[int, str]]:
    """What stands in a line, parted by more than one space, with where each begins."""
    return [(found.start(), found.group()) for found in _PIECE.finditer(line)]


def _columns(block: Sequence[str]) -> list[Span]:
    """Where the columns of a block stand: between the places that all its rows leave empty."""
    rows = [pieces for line in block if len(pieces := _pieces(line)) > 1]
    if len(rows) < _LEAST_LINES:
        return []
    width = max(at + len(text) for pieces in rows for at, text in pieces)
    taken = [False] * width
    for pieces in rows:
        for at, text in pieces:
            taken[at : at + len(text)] = [True] * len(text)
    said = "".join("x" if one else " " for one in taken)
    spans = [found.span() for found in re.finditer(r"x+(?: x+)*", said)]
    return spans if len(spans) >= _LEAST_COLUMNS else []


def _at(columns: Sequence[Span], at: int, text: str) -> int | None:
    """The column that a piece stands in; None where it stands across several."""
    ends = [start for start, _ in columns[1:]] + [max(at + len(text), columns[-1][1]) + 1]
    for i, ((start, _), following) in enumerate(zip(columns, ends, strict=True)):
        if start <= at and at + len(text) < following:
            return i
    return None


def _fits(block: Sequence[str], columns: Sequence[Span]) -> bool:
    """Whether a block goes on with a table: its pieces stand in the same columns."""
    rows = [pieces for line in block if len(pieces := _pieces(line)) > 1]
    return bool(columns and rows) and all(
        _at(columns, at, text) is not None for pieces in rows for at, text in pieces
    )


def _rows(block: Sequence[str], start: int, columns: Sequence[Span]) -> Iterator[Row]:
    widths = [end - begin for begin, end in columns]
    row: _Set | None = None
    for number, line in enumerate(block, start=start):
        said = [(_at(columns, at, text), text) for at, text in _pieces(line)]
        pieces = [(column, text) for column, text in said if column is not None]
        begun = row.begun(number, pieces) if row is not None else [column for column, _ in pieces]
        is_band = len(said) == 1 and begun == [0]
        is_new = row is None or 0 in begun or row.is_over(number, pieces, begun)
        if row is not None and (is_new or len(pieces) < len(said)):
            yield row.row()
            row = None
        if is_band or len(pieces) < len(said):
            yield Row(number, (one_line(line),))
            continue
        row = row or _Set(number, widths)
        row.take(number, pieces)
    if row is not None:
        yield row.row()
