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
_PAGE = "\f"
_ITEM = regex(r"[-–•*]\s|\d{1,2}[.)]\s|[a-z]\)\s")
"""What opens an item of a list, and goes on with nothing."""
_NO_FIGURE = regex(r"20\d\d\b|\(")
"""The end of a day, or something beside what is above."""
_LEAST_LINES = 3
"""Of several pieces, that make a table."""
_LEAST_COLUMNS = 5
"""Of a table that is the document; narrower ones stand in one that is read by its lines."""
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
        if any(_ITEM.match(text) and self.goes_on(number, column) for column, text in told):
            return False  # lists, side by side in the cells of one row
        has_gap = not all(self.goes_on(number, column) for column in begun)
        if len(begun) >= _NEW_ROW and (has_gap or any(_is_figure(text) for _, text in told)):
            return True
        is_again = any(
            self.ends_in_figure(column) or (column in self.cells and _is_figure(text))
            for column, text in told
        )
        return is_again and not pieces[0][1][:1].islower()

    def ends_in_figure(self, column: int) -> bool:
        """Whether the last line of a cell is a figure."""
        return column in self.cells and _is_figure(self.cells[column][-1][-1])

    def goes_on(self, number: int, column: int) -> bool:
        """Whether a cell has something in the line above."""
        return self.last.get(column) == number - 1

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
        if not self.goes_on(number, column):
            return False
        above = self.cells[column][-1][-1]
        if _ITEM.match(text) or (_is_figure(text) and not _wants_figure(above)):
            return False
        return len(above) + 1 + len(text.split(" ")[0]) > self.widths[column]

    def row(self) -> Row:
        """With the lines of each cell."""
        said = (self.cells.get(column, []) for column in range(len(self.widths)))
        texts = ([text for lines in cell for text in _texts(lines)] for cell in said)
        return Row(self.line, tuple(map("\n".join, texts)))


def _is_figure(text: str) -> bool:
    return not (_ITEM.match(text) or _NO_FIGURE.match(text)) and is_figure(text)


def _wants_figure(above: str) -> bool:
    """`entro il`, `€`: words or a sign that a figure follows, and no figure or heading."""
    return hangs(above) or not (above[:1].isupper() or _is_figure(above))


def _texts(lines: Sequence[str]) -> list[str]:
    """The lines that a column wrapped as one text; a title, and the sentences under it."""
    whole = " ".join(lines)
    begins = (i for i in range(1, len(lines)) if lines[i][:1].isupper())
    at = next(begins, 0)
    is_titled = whole.endswith(".") and at and "." not in " ".join(lines[:at])
    return [" ".join(lines[:at]), " ".join(lines[at:])] if is_titled else [whole]


def set_rows(text: str) -> list[Row]:
    """The rows of a text with such tables; none where it has no table of columns.

    Pages cut rows and set their columns anew: a text of several is read another way.
    """
    if _PAGE in text.strip(_PAGE + " \n"):
        return []
    blocks = list(_blocks(text.expandtabs(8).splitlines()))
    columns = list(_of_blocks([block for _, block in blocks]))
    if not any(columns):
        return []
    widths: dict[int, int] = {}
    for start, end in {span for spans in columns for span in spans}:
        widths[start] = max(widths.get(start, 0), end - start)
    found: list[Row] = []
    named: set[int] = set()
    for (start, block), spans in zip(blocks, columns, strict=True):
        if spans:
            found.extend(_rows(block, start, spans, [widths[begin] for begin, _ in spans], named))
        else:
            found.extend(Row(start + k, (one_line(line),)) for k, line in enumerate(block))
        found.append(Row(start + len(block) - 1, ("",)))
    return found


def _of_blocks(blocks: Sequence[Sequence[str]]) -> Iterator[list[Span]]:
    """The columns of each block: its own, those it shares with the next, or those before it."""
    before: list[Span] = []
    for i, block in enumerate(blocks):
        own = _columns(block)
        if not own and not _fits(block, before) and any(map(_is_row, block)):
            own = _columns([line for one in blocks[i : i + _LEAST_LINES] for line in one])
            own = own if _fits(block, own) else []
        before = own or (before if _fits(block, before) else [])
        yield before


def _is_row(line: str) -> bool:
    return len(_pieces(line)) >= _LEAST_COLUMNS


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
    begins = {start for start, _ in spans}
    heads = next((pieces for pieces in rows if len(pieces) >= _LEAST_COLUMNS), [])
    is_set = bool(heads) and all(at in begins for at, _ in heads)  # and no heading in the middle
    return spans if is_set and len(spans) >= _LEAST_COLUMNS else []


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


def _rows(
    block: Sequence[str],
    start: int,
    columns: Sequence[Span],
    widths: Sequence[int],
    named: set[int],
) -> Iterator[Row]:
    """The rows of a block, and its lines that stand across the columns.

    `named` holds the columns in which rows of measures were seen to begin.
    """
    found: list[_Set | Row] = []
    lead = row = _Set(start, widths)
    for number, line in enumerate(block, start=start):
        said = [(_at(columns, at, text), text) for at, text in _pieces(line)]
        pieces = [(column, text) for column, text in said if column is not None]
        if len(pieces) < len(said) or (len(said) == 1 and row.begun(number, pieces) == [0]):
            is_within = sum(isinstance(one, _Set) for one in found) > 1
            lead = row = _Set(number, widths)
            found.append(_band(number, one_line(line), len(widths) if is_within else 1))
            continue
        own = [one for one in pieces if one[0] in row.cells or not lead.goes_on(number, one[0])]
        begun = row.begun(number, own)
        is_first = 0 in begun or not row.cells
        is_bare = len(begun) == 1 and begun[0] in named and own[0][1][:1].isupper()
        if is_first or is_bare or row.is_over(number, own, begun):
            first = 0 if is_first else begun[0] if is_bare else _first(own, lead)
            named.update({first} - {0})
            own = [one for one in own if one[0] >= first or not lead.goes_on(number, one[0])]
            row = _Set(number, widths)
            found.append(row)
            lead = row if is_first else lead
        row.take(number, own)
        if row is not lead:
            lead.take(number, [one for one in pieces if one not in own])
    yield from (one.row() if isinstance(one, _Set) else one for one in found)


def _band(number: int, text: str, width: int) -> Row:
    """A line over the columns: a paragraph, or under some rows a band of their table."""
    return Row(number, (text, *[""] * (width - 1)), across=frozenset(range(1, width)))


def _first(pieces: Sequence[_Piece], lead: _Set) -> int:
    """Where a row begins beside the one that it belongs to: its columns stand side by side."""
    held = {column for column, _ in pieces}
    names = (c for c, text in pieces if not (_is_figure(text) or lead.ends_in_figure(c)))
    at = max(names, default=max(held))
    while at > 0 and (at - 1 in held or at - 1 not in lead.cells):
        at -= 1
    return at
