"""Tables without rules: columns told by the header's places, rows by the space between.

Lines of known headings open a table; what stands below each heading is its column, until a
sentence runs across the columns.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from importers.pdfs.hardlines import cells_of, widths_of
from importers.pdfs.middle import is_in_the_middle, middle_rows
from importers.pdfs.pdf_headers import (
    Below,
    Line,
    header_lines,
    headings_of,
    height_of,
    pieces_of,
    said_in,
    starts_of,
)
from importers.pdfs.pdf_lines import (
    WIDE_GAP,
    aligned_lines,
    grouped,
    heads_part,
    is_labelled,
    is_of_sheet,
    opens_a_row,
    turns_page,
    wide_gap,
)
from importers.pdfs.pdf_moved import moved
from importers.pdfs.wrapped import MARK, is_figure, is_total, joined, wrapped_rows
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.words import stems
from importers.whole.grid import PAGE_MARK

_BODY = 14
_APART = 2.0
_SLACK = 4.0
_WHOLE = 1.0
_FURTHER_IN = 12.0
"""Points from the edge of a table to that of another under one of its rows."""
_LONGEST_TITLE_WORDS = 12
_MOST_HEADER_LINES = 4
_KEYS = (Role.NUMBER, Role.CODE)
_LEAST_LINES = 2


class Columns:
    """Reads line after line, page after page; a table goes on over the pages."""

    def __init__(self, apart: float = _APART, slack: float = _SLACK, share: float = _WHOLE) -> None:
        self.apart = apart
        """How many times the height of a line parts a table from what follows it."""
        self.slack = slack
        """Points by which a line may miss the edge of its column."""
        self.share = share
        """Of the width of a column, what its lines surely have."""
        self.starts: list[float] = []
        self.wide = WIDE_GAP
        self.below = Below((), WIDE_GAP)
        self.titles: list[str] = []
        self.told: dict[str, list[str]] = {}
        """The headings of each header, by its words: it says the same on every page."""
        self.keyed = False
        """The first column numbers the rows."""
        self.is_parted = False
        """A title stands between the open table and what follows."""
        self.is_centred = False
        """The cells of the open table stand in the middle of their rows."""
        self.outer: tuple[list[float], list[str], bool] | None = None
        """A table with another set in under each of its rows, whose header comes back."""

    def rows(self, lines: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Height and cells of every row, paragraphs as rows of one cell."""
        self.wide = wide_gap(lines)
        aligned = aligned_lines(lines, self.wide)
        block: list[Line] = []
        i = 0
        while i < len(lines):
            line = lines[i]
            parts = [said_in(part) for part in pieces_of(line, self.wide)]
            self.below = Below(lines[i + 1 : i + 1 + _BODY], self.wide)
            count = header_lines(lines[i : i + _MOST_HEADER_LINES], self.wide, self.below)
            above = lines[max(0, i - len(block) - 1) : i]
            apart = bool(block) and self._is_apart(above, line, parts)
            is_title = not block and self._is_numbered(line, parts)
            ends = bool(count) or apart or is_title
            if i and self.starts and not count and turns_page(lines[i - 1], line):
                ended, block = list(self._flush(block)), []
                self._turn_page(lines[i:])
                rest = self._rest_of_row(lines[i:]) if ended else []
                if rest:
                    top, cells = ended[-1]
                    ended[-1] = top, joined([cells, *(self._ends(cells, one) for one in rest)])
                yield from ended
                if rest:
                    i += len(rest)
                    continue
            if self.starts and not ends and not self._stands_out(line, parts):
                if self.outer and self._is_of_outer(line, parts):
                    yield from self._flush(block)
                    block = []
                    yield line[0]["top"], self._reopened(self.outer)
                block.append(line)
                self.is_parted = False
                i += 1
                continue
            yield from self._flush(block)
            block = []
            if count:
                titles = self._opened(lines[i : i + count])
                yield line[0]["top"], titles
                i += count
                continue
            is_prose = len(parts) > 1 or len(said_in(line).split()) > _LONGEST_TITLE_WORDS
            if is_prose or is_of_sheet(parts[-1]) or heads_part(said_in(line)):
                self.starts, self.outer = [], None
            self.is_parted = not heads_part(said_in(line))
            is_row = i in aligned or opens_a_row(parts)
            yield line[0]["top"], tuple(parts) if is_row else (said_in(line),)
            i += 1
        yield from self._flush(block)

    def _opened(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Takes the lines of a header; the headings of its columns."""
        headings = headings_of(lines, self.wide, self.below)
        is_within = bool(self.starts) and not self.is_parted
        if is_within and headings[0].x0 > self.starts[0] + _FURTHER_IN:
            self.outer = self.starts, self.titles, self.keyed
        elif not self.starts or abs(headings[0].x0 - self.starts[0]) > self.slack:
            self.outer = None
        self.starts = starts_of(headings, self.below)
        words = " ".join(word["text"] for line in lines for word in line)
        titles = [heading.title for heading in headings]
        if len(known := self.told.setdefault(words, titles)) == len(titles):
            titles = known
        self.is_centred = self.is_centred and titles == self.titles
        self.keyed = role_of(headings[0].title) in _KEYS
        self.titles = titles
        return tuple(titles)

    def _turn_page(self, lines: Sequence[Line]) -> None:
        """Sets the columns anew where a page of a text begins: its cells may stand elsewhere."""
        own = [line for line in lines if line[0]["page"] == lines[0][0]["page"]]
        ends = next(
            (
                k
                for k in range(len(own))
                if header_lines(own[k : k + 1], self.wide, self.below)
                or (k and self._is_apart(own[:k], own[k], pieces_of(own[k], self.wide)))
            ),
            len(own),
        )
        self.starts = moved(self.starts, own[:ends], self.wide)

    def _rest_of_row(self, lines: Sequence[Line]) -> list[Line]:
        """The first lines of a page that end the cells of the row above: in small letters."""
        first = [said_in(piece) for piece in pieces_of(lines[0], self.wide)]
        if not all(text[:1].islower() for text in first):
            return []
        return grouped(lines[:_BODY])[0]

    def _ends(self, cells: Sequence[str], line: Line) -> tuple[str, ...]:
        """The pieces of a line, each under the nearest of the texts that it may end."""
        open_ones = [i for i, cell in enumerate(cells) if cell and not is_figure(cell)]
        found = [""] * len(cells)
        for piece in pieces_of(line, self.wide):
            x0 = piece[0]["x0"]
            at = min(open_ones, key=lambda i: abs(self.starts[i] - x0), default=0)
            found[at] = f"{found[at]} {said_in(piece)}".strip()
        return tuple(found)

    def _is_of_outer(self, line: Line, parts: Sequence[str]) -> bool:
        """A row set further out than the table that stands under a row of another."""
        return len(parts) > 1 and bool(line[0]["x0"] < self.starts[0] - self.slack)

    def _reopened(self, outer: tuple[list[float], list[str], bool]) -> tuple[str, ...]:
        """Goes back to the table around; its headings again."""
        self.starts, self.titles, self.keyed = outer
        self.outer = None
        return tuple(self.titles)

    def _is_numbered(self, line: Line, parts: Sequence[str]) -> bool:
        """`2. Archivio digitale` right under the name of a unit: a title, and no row."""
        is_left = bool(self.starts) and line[0]["x0"] <= self.starts[0] + self.slack
        is_title = re.match(r"\d{1,2}[.)]\s+[A-ZÀ-Ù]", parts[0]) is not None
        return is_left and len(parts) == 1 and is_title and not self.keyed

    def _stands_out(self, line: Line, parts: Sequence[str]) -> bool:
        """Not a row of the open table: a label and its value, a title, a sentence across."""
        if self.outer is None and line[0]["x0"] < self.starts[0] - _FURTHER_IN:
            return True
        is_left = line[0]["x0"] <= self.starts[0] + self.slack
        if len(parts) > 1 and all(map(MARK.fullmatch, parts[1:])):
            return False  # `Consuntivo | X`: work in a month
        if len(parts) <= 2 and is_left and named_unit(said_in(line)) is not None:
            return True
        label = parts[0]
        is_known = role_of(label.rstrip(": ")) is not None
        if is_labelled(parts) and (is_left or is_known):
            return True
        if is_left and 1 < len(parts) < len(self.starts) and all(map(is_of_sheet, parts[1:])):
            return True
        at, is_cell = self._column([line[0]]), self._is_cell(line)
        is_head = len(parts) == 1 and role_of(label.partition(":")[0]) is Role.OWNER
        is_head = is_head and not is_cell
        is_free = is_left or is_head
        word, colon, _ = label.partition(":")
        if is_free and colon and role_of(word) is not None and not self._is_headed(word, parts):
            return True
        if len(parts) > 1:
            is_label = is_left and role_of(label) is not None and is_only_heading(label)
            is_label = is_label and not label[:1].islower()
            opens = role_of(label) in (Role.OBJECTIVE, Role.AREA, Role.SERVICE)
            is_label = is_label and (opens or not self._skips_column(line))
            return len(parts) % 2 == 0 and is_label and len(parts) < len(self.starts)
        end = self.starts[at + 1] if at + 1 < len(self.starts) else float("inf")
        is_title = (
            (parts[0].isupper() and not is_cell)
            or (is_left and heads_part(parts[0]))
            or named_unit(parts[0]) is not None
        )
        return is_title or bool(line[-1]["x1"] > end)

    def _is_headed(self, label: str, parts: Sequence[str]) -> bool:
        """`Obiettivo 1: Rive pulite | peso 60% | entro il 30/11` under `Obiettivi e indicatori`."""
        return len(parts) > _LEAST_LINES and bool(stems(label) & stems(self.titles[0]))

    def _skips_column(self, line: Line) -> bool:
        """`Profili | | 24 profili`: what stands under a later heading is no value of a label."""
        x0 = pieces_of(line, self.wide)[1][0]["x0"]
        return any(abs(x0 - start) <= 1 for start in self.starts[2:])

    def _is_apart(self, above: Sequence[Line], line: Line, parts: Sequence[object]) -> bool:
        """Whether a line is set apart from the rows above: in another size, or far below them."""
        if len(parts) > 1:
            return False
        before = above[-1]
        gap = line[0]["top"] - before[0]["bottom"]
        if height_of(line) > height_of(before) + 1:
            return True
        is_far = gap > self.apart * height_of(before)
        return bool(is_far and not (self._is_cell(line) and gap <= _widest_gap(above)))

    def _is_cell(self, line: Line) -> bool:
        """Whether a line begins just where a column after the first does."""
        at = self._column([line[0]])
        return at > 0 and bool(abs(line[0]["x0"] - self.starts[at]) <= self.slack)

    def _column(self, part: Line) -> int:
        """The column that holds most of a piece of a line."""
        ends = [*(x - self.slack for x in self.starts[1:]), float("inf")]

        def held(i: int) -> float:
            begin = self.starts[i] - self.slack if i else float("-inf")
            shared: float = min(part[-1]["x1"], ends[i]) - max(part[0]["x0"], begin)
            return shared

        return max(range(len(self.starts)), key=held)

    def _cells(self, line: Line) -> tuple[str, ...]:
        placed = self._placed(line)
        return tuple(said_in(placed.get(i, [])) for i in range(len(self.starts)))

    def _placed(self, line: Line) -> dict[int, Line]:
        """The words of a line by the column they stand in."""
        placed: dict[int, Line] = {}
        for part in self._pieces(line):
            placed.setdefault(self._column(part), []).extend(part)
        return placed

    def _pieces(self, line: Line) -> Iterator[Line]:
        """Pieces between wide gaps, parted also where a word stands just under a heading."""
        for part in pieces_of(line, self.wide):
            piece = [part[0]]
            is_centred = all(abs(part[0]["x0"] - x) > self.slack for x in self.starts)
            for word in part[1:]:
                if not is_centred and any(abs(word["x0"] - x) <= 1 for x in self.starts[1:]):
                    yield piece
                    piece = []
                piece.append(word)
            yield piece

    def _is_text(self, block: Sequence[Line]) -> bool:
        """Lines of one piece that all begin at the margin: no row of the open table."""
        edge = (self.starts[0] if self.starts else 0.0) + self.slack
        return all(len(pieces_of(line, self.wide)) == 1 and line[0]["x0"] <= edge for line in block)

    def _flush(self, block: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        if self._is_text(block):
            yield from ((line[0]["top"], (said_in(line),)) for line in block)
            return
        for part in self._parted_by_totals(block):
            yield from self._flush_part(part)

    def _parted_by_totals(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines between those that sum them up; each of these by itself."""
        part: list[Line] = []
        for line in lines:
            if is_total(self._cells(line)):
                yield from ([part] if part else [])
                yield [line]
                part = []
            else:
                part.append(line)
        if part:
            yield part

    def _is_at_the_top(self, lines: Sequence[Line]) -> bool:
        """Rows set apart, each of which opens with its number: none is set in the middle."""
        rows = [[self._cells(line)[0] for line in row] for row in grouped(lines)]
        numbered = [keys for keys in rows if any(keys)]
        return len(rows) > 1 and bool(numbered) and all(keys[0] for keys in numbered)

    def _flush_part(self, lines: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        told = [line for line in lines if not PAGE_MARK.fullmatch(said_in(line))]
        cells = [self._cells(line) for line in told]
        is_middle = self.keyed and bool(told) and not self._is_at_the_top(told)
        if is_middle and is_in_the_middle(cells, is_known=self.is_centred):
            self.is_centred = True
            rows = middle_rows(cells, self.titles)
            yield from ((told[at][0]["top"], cells) for at, cells in rows)
            return
        widths = widths_of(list(map(self._placed, lines)))
        for group in grouped(lines):
            placed = [self._placed(line) for line in group]
            cells = [self._cells(line) for line in group]
            for row in wrapped_rows(cells, keyed=self.keyed):
                own = [placed[i] for i in row]
                yield group[row[0]][0]["top"], cells_of(own, len(self.starts), widths, self.share)


def sets_columns(lines: Sequence[Line], *, is_alone: bool) -> bool:
    """Whether the lines of a cell are a table without rules: a header, or pieces far apart.

    `is_alone`: the cell is all there is in its table.
    """
    if not lines or (len(lines) < _LEAST_LINES and not is_alone):
        return False
    wide = wide_gap(lines)
    if is_alone:
        return any(len(pieces_of(line, wide * 2)) > 1 for line in lines)
    below = Below((), wide)
    return any(
        len(pieces_of(line, wide)) > 1
        and header_lines(lines[i : i + _MOST_HEADER_LINES], wide, below)
        for i, line in enumerate(lines)
    )


def _widest_gap(lines: Sequence[Line]) -> float:
    """The most space between two lines of a table, as far as it was read."""
    return max((b[0]["top"] - a[0]["bottom"] for a, b in pairwise(lines)), default=0.0)
