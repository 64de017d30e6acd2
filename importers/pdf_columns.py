"""Tables without rules: columns told by the header's places, rows by the space between.

Lines of known headings open a table; what stands below each heading is its column, until a
sentence runs across the columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from importers.codes import looks_like_code
from importers.grid import PAGE_MARK
from importers.headings import header_roles, is_known, role_of
from importers.headingwords import is_only_heading
from importers.middle import is_in_the_middle, middle_rows
from importers.roles import Role
from importers.unitnames import named_unit
from importers.wrapped import joined, wrapped_rows
from italian.regex import regex

Word = dict[str, Any]
Line = list[Word]

_WIDE_GAP = 8.0
"""Points between two words of one line that part two columns."""
_TIMES_USUAL, _TIMES_HEIGHT = 1.8, 1.6
_TWICE = 2.0
_BODY = 14
_LEAST_CELLS = 3
_APART = 2.0
_SLACK = 4.0
_FURTHER_IN = 12.0
"""Points from the edge of a table to that of another under one of its rows."""
_LEADING = 0.45
"""Space between the wrapped lines of a cell, at most, over the height of a line."""
_SAME_GAP = 1.5
_LONGEST_TITLE_WORDS = 12
_MOST_IN_LABEL = 4
_MOST_HEADER_LINES = 4
_FRAGMENT = regex(
    r"(?:(?:\d{1,2}[./]\d{1,2}[./])?20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?|[%(]?\s?%?\s?\)?|n\.?|n°"
    r"|\(?(?:su )?1000?\)|\(?(?:su )?\d+\)|\(su)"
)
"""What stands on the second line of a header: a year, a sign."""
_OF_SHEET = (Role.CODE, Role.OBJECTIVE, Role.DESCRIPTION, Role.WEIGHT, Role.DEADLINE)
_PARTS = (Role.PHASE, Role.INDICATOR, Role.STAFF, Role.CHAPTER, Role.EVIDENCE)
_OF_YEARS = (Role.TARGET, Role.VALUE, Role.BASELINE, Role.EXPECTED)
_SAY_LITTLE = {None, Role.OTHER, Role.VALUE}
_KEYS = (Role.NUMBER, Role.CODE)


@dataclass
class _Heading:
    """A column's heading, over the lines of a header."""

    x0: float
    x1: float
    text: str
    shared: str = ""
    """The heading of several columns above it."""

    def overlaps(self, part: Line) -> bool:
        return bool(part[0]["x0"] <= self.x1 + 1 and part[-1]["x1"] >= self.x0 - 1)

    @property
    def title(self) -> str:
        return f"{self.shared} {self.text}".strip()


class _Below:
    """The lines under one that may be a header, and where their pieces begin."""

    def __init__(self, lines: Sequence[Line], wide: float) -> None:
        self.lines = lines
        self.wide = wide

    @cached_property
    def starts(self) -> Counter[int]:
        """How many lines have a piece that begins at a place."""
        pieces = (_parts(line, self.wide) for line in self.lines)
        return Counter(at for own in pieces for at in {round(piece[0]["x0"]) for piece in own})

    def begins_at(self, x: float) -> bool:
        """Whether cells of a column begin there."""
        at = round(x)
        return sum(self.starts[k] for k in (at - 1, at, at + 1)) >= _LEAST_CELLS


class Columns:
    """Reads line after line, page after page; a table goes on over the pages."""

    def __init__(self, apart: float = _APART) -> None:
        self.apart = apart
        """How many times the height of a line parts a table from what follows it."""
        self.starts: list[float] = []
        self.wide = _WIDE_GAP
        self.below = _Below((), _WIDE_GAP)
        self.titles: list[str] = []
        self.keyed = False
        """The first column numbers the rows."""
        self.outer: tuple[list[float], list[str], bool] | None = None
        """A table with another set in under each of its rows, whose header comes back."""

    def rows(self, lines: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Height and cells of every row, paragraphs as rows of one cell."""
        self.wide = _wide_gap(lines)
        block: list[Line] = []
        i = 0
        while i < len(lines):
            line = lines[i]
            parts = [_said(part) for part in _parts(line, self.wide)]
            self.below = _Below(lines[i + 1 : i + 1 + _BODY], self.wide)
            count = _header_lines(lines[i : i + _MOST_HEADER_LINES], self.wide, self.below)
            apart = bool(block) and self._is_apart(block[-1], line, parts)
            is_title = not block and self._is_numbered(line, parts)
            ends = bool(count) or apart or is_title
            if self.starts and not ends and not self._stands_out(line, parts):
                if self.outer and self._is_of_outer(line, parts):
                    yield from self._flush(block)
                    block = []
                    yield line[0]["top"], self._reopened(self.outer)
                block.append(line)
                i += 1
                continue
            yield from self._flush(block)
            block = []
            if count:
                titles = self._opened(lines[i : i + count])
                yield line[0]["top"], titles
                i += count
                continue
            is_prose = len(parts) > 1 or len(_said(line).split()) > _LONGEST_TITLE_WORDS
            if is_prose or _is_of_sheet(parts[-1]) or _heads_part(_said(line)):
                self.starts, self.outer = [], None
            yield line[0]["top"], tuple(parts) if _opens_a_row(parts) else (_said(line),)
            i += 1
        yield from self._flush(block)

    def _opened(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Takes the lines of a header; the headings of its columns."""
        headings = _headings(lines, self.wide, self.below)
        if self.starts and headings[0].x0 > self.starts[0] + _FURTHER_IN:
            self.outer = self.starts, self.titles, self.keyed
        elif not self.starts or abs(headings[0].x0 - self.starts[0]) > _SLACK:
            self.outer = None
        self.starts = [heading.x0 for heading in headings]
        self.keyed = role_of(headings[0].title) in _KEYS
        self.titles = [heading.title for heading in headings]
        return tuple(heading.title for heading in headings)

    def _is_of_outer(self, line: Line, parts: Sequence[str]) -> bool:
        """A row set further out than the table that stands under a row of another."""
        return len(parts) > 1 and bool(line[0]["x0"] < self.starts[0] - _SLACK)

    def _reopened(self, outer: tuple[list[float], list[str], bool]) -> tuple[str, ...]:
        """Goes back to the table around; its headings again."""
        self.starts, self.titles, self.keyed = outer
        self.outer = None
        return tuple(self.titles)

    def _is_numbered(self, line: Line, parts: Sequence[str]) -> bool:
        """`2. Archivio digitale` right under the name of a unit: a title, and no row."""
        is_left = bool(self.starts) and line[0]["x0"] <= self.starts[0] + _SLACK
        is_title = re.match(r"\d{1,2}[.)]\s+[A-ZÀ-Ù]", parts[0]) is not None
        return is_left and len(parts) == 1 and is_title and not self.keyed

    def _stands_out(self, line: Line, parts: Sequence[str]) -> bool:
        """Not a row of the open table: a label and its value, a title, a sentence across."""
        is_left = line[0]["x0"] <= self.starts[0] + _SLACK
        if len(parts) <= 2 and is_left and named_unit(_said(line)) is not None:
            return True
        label = parts[0]
        is_known = role_of(label.rstrip(": ")) is not None
        if _is_labelled(parts) and (is_left or is_known):
            return True
        if is_left and 1 < len(parts) < len(self.starts) and all(map(_is_of_sheet, parts[1:])):
            return True
        is_head = len(parts) == 1 and role_of(label.partition(":")[0]) is Role.OWNER
        is_free = is_left or is_head
        if is_free and label.partition(":")[1] and role_of(label.partition(":")[0]) is not None:
            return True
        if len(parts) > 1:
            is_label = is_left and role_of(label) is not None and is_only_heading(label)
            is_label = is_label and not label[:1].islower()
            return len(parts) % 2 == 0 and is_label and len(parts) < len(self.starts)
        at = self._column([line[0]])
        end = self.starts[at + 1] if at + 1 < len(self.starts) else float("inf")
        is_cell = at > 0 and abs(line[0]["x0"] - self.starts[at]) <= _SLACK
        is_title = (
            (parts[0].isupper() and not is_cell)
            or (is_left and _heads_part(parts[0]))
            or named_unit(parts[0]) is not None
        )
        return is_title or bool(line[-1]["x1"] > end)

    def _is_apart(self, before: Line, line: Line, parts: Sequence[str]) -> bool:
        """Whether a line is set apart from the table above: in another size, or far below it."""
        if len(parts) > 1:
            return False
        gap = line[0]["top"] - before[0]["bottom"]
        is_larger = _height(line) > _height(before) + 1
        return bool(is_larger or gap > self.apart * _height(before))

    def _column(self, part: Line) -> int:
        """The column that holds most of a piece of a line."""
        ends = [*(x - _SLACK for x in self.starts[1:]), float("inf")]

        def held(i: int) -> float:
            begin = self.starts[i] - _SLACK if i else float("-inf")
            shared: float = min(part[-1]["x1"], ends[i]) - max(part[0]["x0"], begin)
            return shared

        return max(range(len(self.starts)), key=held)

    def _cells(self, line: Line) -> tuple[str, ...]:
        cells = [""] * len(self.starts)
        for part in self._pieces(line):
            at = self._column(part)
            cells[at] = f"{cells[at]} {_said(part)}".strip()
        return tuple(cells)

    def _pieces(self, line: Line) -> Iterator[Line]:
        """Pieces between wide gaps, parted also where a word stands just under a heading."""
        for part in _parts(line, self.wide):
            piece = [part[0]]
            for word in part[1:]:
                if any(abs(word["x0"] - x) <= 1 for x in self.starts[1:]):
                    yield piece
                    piece = []
                piece.append(word)
            yield piece

    def _is_text(self, block: Sequence[Line]) -> bool:
        """Lines of one piece that all begin at the margin: no row of the open table."""
        edge = (self.starts[0] if self.starts else 0.0) + _SLACK
        return all(len(_parts(line, self.wide)) == 1 and line[0]["x0"] <= edge for line in block)

    def _flush(self, block: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        if self._is_text(block):
            yield from ((line[0]["top"], (_said(line),)) for line in block)
            return
        said = [line for line in block if not PAGE_MARK.fullmatch(_said(line))]
        if self.keyed and said and is_in_the_middle([self._cells(line) for line in said]):
            rows = middle_rows([self._cells(line) for line in said], self.titles)
            yield from ((said[at][0]["top"], cells) for at, cells in rows)
            return
        for lines in _grouped(block):
            cells = [self._cells(line) for line in lines]
            for row in wrapped_rows(cells, keyed=self.keyed):
                yield lines[row[0]][0]["top"], joined([cells[i] for i in row])


def _wide_gap(lines: Sequence[Line]) -> float:
    """The space that parts two columns: more than words stand apart, which scans set wide."""
    gaps = sorted(b["x0"] - a["x1"] for line in lines for a, b in pairwise(line))
    if not gaps:
        return _WIDE_GAP
    usual: float = gaps[len(gaps) // 4] * _TIMES_USUAL
    return max(_WIDE_GAP, min(usual, _height(lines[0]) * _TIMES_HEIGHT))


def _header_lines(lines: Sequence[Line], wide: float, below: _Below) -> int:
    """How many of the lines make a header; 0 where the first opens none."""
    found = 0
    for count, line in enumerate(lines):
        parts = [_said(part) for part in _heading_parts(line, wide, below)]
        whole = header_roles(parts) is not None
        if not whole and not all(_is_fragment(part) for part in parts):
            break
        if count and line[0]["top"] - lines[count - 1][0]["bottom"] > _height(line):
            break
        titles = [heading.title for heading in _headings(lines[: count + 1], wide, below)]
        if whole or set(header_roles(titles) or ()) - _SAY_LITTLE:
            found = count + 1
    return found


def _is_fragment(text: str) -> bool:
    """A piece of a heading: a year, a sign, words of headings."""
    if _FRAGMENT.fullmatch(text):
        return True
    bare = re.sub(r"\b20\d\d\b", "", text).strip()
    return 0 < len(bare) <= 25 and not any(c.isdigit() for c in bare) and is_only_heading(bare)


def _height(line: Line) -> float:
    height: float = line[0]["bottom"] - line[0]["top"]
    return height


def _headings(lines: Sequence[Line], wide: float, below: _Below) -> list[_Heading]:
    """The headings of a header's lines, left to right; one spread over others is said in each."""
    found: list[_Heading] = []
    for line in lines:
        before: _Heading | None = None
        for part in _heading_parts(line, wide, below):
            x0, x1, text = part[0]["x0"], part[-1]["x1"], _said(part)
            own = next((h for h in found if h.overlaps(part)), None)
            if own is None:
                shared = _shared(before) if before and text.isdecimal() else ""
                own = _Heading(x0, x1, text, shared)
                found.append(own)
            else:
                if before is None and text.isdecimal():
                    own.shared, own.text = own.title, text
                else:
                    own.text = f"{own.text} {text}"
                own.x0, own.x1 = min(own.x0, x0), max(own.x1, x1)
            before = own
    return sorted(found, key=lambda h: h.x0)


def _shared(before: _Heading) -> str:
    """What stands over several years: `Target` in `Target 2026 | 2027`, and no `Peso`."""
    said = before.shared or before.text
    return said if role_of(said) in _OF_YEARS else ""


def _heading_parts(line: Line, wide: float, below: _Below) -> list[Line]:
    """The headings of a line: those set closer than columns are told by their words."""
    usual = min((b["x0"] - a["x1"] for a, b in pairwise(line)), default=0.0)
    return [own for part in _parts(line, wide) for own in _split_heading(part, usual, below)]


def _split_heading(part: Line, usual: float, below: _Below) -> list[Line]:
    """`Peso %  Scadenza`: two headings, where the space between them is no space of words.

    Or where the cells of a column begin just under the second one.
    """
    if len(part) < 2 or not is_only_heading(_said(part)) or is_known(_said(part)):
        return [part]
    for i in range(1, len(part)):
        gap = part[i]["x0"] - part[i - 1]["x1"]
        if not _are_two(_said(part[:i]), _said(part[i:])):
            continue
        if gap > max(usual, 1.0) * _TWICE or below.begins_at(part[i]["x0"]):
            return [part[:i], *_split_heading(part[i:], usual, below)]
    return [part]


def _are_two(one: str, other: str) -> bool:
    """Whether two texts are headings of different things, and not the words of one."""
    roles = role_of(one), role_of(other)
    both = roles[0] is not None and roles[1] is not None and roles[0] is not roles[1]
    return both and is_only_heading(one) and is_only_heading(other)


def _is_of_sheet(text: str) -> bool:
    """`Titolo: Archivio digitale`: the next sheet has begun, no row of a table follows."""
    label, colon, value = text.partition(":")
    is_label = bool(colon and value.strip()) and is_only_heading(label.rstrip(" ."))
    return is_label and role_of(label.rstrip(" .")) in _OF_SHEET


def _is_said(text: str) -> bool:
    """`Unità di misura: giorni`: a label with its value."""
    label, colon, value = text.partition(":")
    return bool(colon and value.strip()) and is_only_heading(label) and role_of(label) is not None


def _heads_part(text: str) -> bool:
    """`Fasi`, under the indicators of a sheet: the heading of another part of it."""
    bare = text.rstrip(": ")
    return bare[:1].isupper() and is_only_heading(bare) and role_of(bare) in _PARTS


def _is_labelled(parts: Sequence[str]) -> bool:
    """`Risponde:` and, in a column of its own, what answers it."""
    return len(parts) == 2 and parts[0].endswith(":") and len(parts[0].split()) <= _MOST_IN_LABEL


def _opens_a_row(parts: Sequence[str]) -> bool:
    """A row without a header: a label with its value, or a code with what it stands for."""
    first = parts[0].rstrip(":")
    if len(parts) > 1 and (all(map(_is_of_sheet, parts[1:])) or all(map(_is_said, parts))):
        return True
    is_known = role_of(first) is not None or looks_like_code(first)
    return len(parts) > 1 and (is_known or _is_labelled(parts))


def _parts(line: Line, wide: float) -> list[Line]:
    """The pieces of a line that wide gaps keep apart."""
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word["x0"] - before["x1"] > wide:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one row together: rows stand further apart than the lines of a wrapped cell."""
    if not lines:
        return []
    gaps = [max(b[0]["top"] - a[0]["bottom"], 0.0) for a, b in pairwise(lines)]
    height = _height(lines[0])
    least = min(gaps, default=height)
    limit = least + _SAME_GAP if least < height * _LEADING else -1.0
    groups = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap > limit:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _said(line: Line) -> str:
    return " ".join(word["text"] for word in line)
