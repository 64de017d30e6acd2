"""Pages set in two columns, as newspapers are: the left one is read to its end, then the right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from importers.forms.inline import BULLET
from importers.pdfs.pdf_words import changes_face
from importers.tables.headings import heads_objective, is_tail, opens_label
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, is_parted

Line = list[dict[str, Any]]
_LEAST_LINES = 12
"""Lines on either side, below which a page is no page of two columns."""
_LEAST_WORDS = 3.5
"""Words of an average line on either side: cells of a table are shorter."""
_MOST_CROSSING = 0.15
"""Share of the lines that may cross the gutter: titles, and what runs along every page."""
_LEAST_GAP = 6.0
_WIDE_GAP = 10.0
_MOST_PARTED = 0.1
"""Share of the lines that may have a gap within one side: more are the cells of a table."""
_AIM = 3.0
_ODD_ENDS = 15
"""One line in so many may stand out of its column: a running title."""
_NEAR = 0.8
"""Of the height of a line: what may stand between two lines of one paragraph."""


@dataclass(frozen=True)
class Ruled:
    """A ruled table of a page: where it stands, and its rows."""

    top: float
    left: float
    right: float
    rows: list[Row]


def columns_of_text(
    lines: Sequence[Line], tables: Sequence[Ruled] = ()
) -> list[list[Line] | Ruled] | None:
    """Lines and tables in the order they are read; None for a page of one column.

    What stands across the page parts what is above it from what is below.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return None
    sides = _Sides()
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].top < line[0]["top"]:
            sides.table(waiting.pop(0), gutter)
        ahead = [word for word in line if word["x1"] <= gutter]
        behind = [word for word in line if word["x0"] >= gutter]
        if len(ahead) + len(behind) < len(line):
            sides.across([line])
            continue
        if ahead:
            sides.left.append(ahead)
        if behind:
            sides.right.append(behind)
    for table in waiting:
        sides.table(table, gutter)
    return sides.ended()


class _Sides:
    """The two columns since the last thing across the page."""

    def __init__(self) -> None:
        self.found: list[list[Line] | Ruled] = []
        self.left: list[Line | Ruled] = []
        self.right: list[Line | Ruled] = []

    def table(self, table: Ruled, gutter: float) -> None:
        """A table goes to the column it stands in."""
        if table.right <= gutter + _AIM:
            self.left.append(table)
        elif table.left >= gutter - _AIM:
            self.right.append(table)
        else:
            self.across(table)

    def across(self, part: "list[Line] | Ruled") -> None:
        """What stands over both columns."""
        self.ended()
        self.found.append(part)

    def ended(self) -> "list[list[Line] | Ruled]":
        """All so far, the left column before the right one."""
        for part in self.left:
            self._add(part)
        self._cut()
        for part in self.right:
            self._add(part)
        self._cut()
        self.left, self.right = [], []
        return self.found

    def _add(self, part: "Line | Ruled") -> None:
        last = self.found[-1] if self.found else None
        if isinstance(part, Ruled):
            self.found.append(part)
        elif isinstance(last, list) and not self._is_cut:
            last.append(part)
        else:
            self.found.append([part])
        self._is_cut = False

    def _cut(self) -> None:
        self._is_cut = True

    _is_cut = True


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the right column begins: many lines start there, in the middle of the page."""
    if len(lines) < _LEAST_LINES:
        return None
    begin = min(line[0]["x0"] for line in lines)
    end = max(line[-1]["x1"] for line in lines)
    width = end - begin
    starts: dict[int, int] = {}
    for line in lines:
        for i, word in enumerate(line):
            is_apart = i == 0 or word["x0"] - line[i - 1]["x1"] >= _LEAST_GAP
            if is_apart and begin + width * 0.35 < word["x0"] < begin + width * 0.65:
                at = round(word["x0"] / _AIM)
                starts[at] = starts.get(at, 0) + 1
    if not starts:
        return None
    edge = max(starts, key=lambda at: starts[at])
    gutter = edge * _AIM - _AIM
    return gutter if _parts_text(lines, gutter) else None


def _is_gap(word: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(after["x0"] - word["x1"] > _WIDE_GAP)


def _parts_text(lines: Sequence[Line], gutter: float) -> bool:
    """Whether running text stands on both sides, and hardly a line across."""
    crossing = sum(any(w["x0"] < gutter < w["x1"] for w in line) for line in lines)
    left = [words for line in lines if (words := [w for w in line if w["x1"] <= gutter])]
    right = [words for line in lines if (words := [w for w in line if w["x0"] >= gutter])]
    if min(len(left), len(right)) < _LEAST_LINES or crossing > _MOST_CROSSING * len(lines):
        return False
    parted = [side for side in (*left, *right) if any(_is_gap(a, b) for a, b in pairwise(side))]
    if len(parted) > _MOST_PARTED * (len(left) + len(right)):
        return False
    sides = (sum(map(len, side)) / len(side) for side in (left, right))
    return all(words >= _LEAST_WORDS for words in sides)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines of a column, those that its width wrapped put together again."""
    ends = sorted(line[-1]["x1"] for line in lines)
    edge = ends[-1 - len(ends) // _ODD_ENDS]
    found = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(found[-1][0], before, line, edge):
            found[-1].append(line)
        else:
            found.append([line])
    return [" ".join(_said(line) for line in group) for group in found]


def with_wrapped_joined(
    rows: Iterable[tuple[float, tuple[str, ...]]], lines: Sequence[Line]
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The rows of a page of one column, wrapped lines of its paragraphs put together again."""
    at = {line[0]["top"]: i for i, line in enumerate(lines)}
    whole = [line[-1]["x1"] for line in lines if not any(_is_gap(a, b) for a, b in pairwise(line))]
    ends = sorted(whole)
    edge = ends[-1 - len(ends) // _ODD_ENDS] if ends else 0.0
    held: tuple[float, tuple[str, ...]] | None = None
    opened = last = -2
    for top, cells in rows:
        i = at.get(top, -2)
        is_line = len(cells) == 1 and i >= 0 and cells[0] == _said(lines[i])
        follows = (
            is_line and held is not None and i == last + 1 and not _begins(held[1][0], cells[0])
        )
        if follows and held and _goes_on(lines[opened], lines[last], lines[i], edge):
            is_apart = _is_told_apart(lines[opened], lines[i])
            sign = "; " if is_apart and not held[1][0].endswith((";", ":")) else " "
            held, last = (held[0], (f"{held[1][0]}{sign}{cells[0]}",)), i
            continue
        if held is not None:
            yield held
        held = (top, cells)
        opened = last = i if is_line else -2
    if held is not None:
        yield held


def _begins(before: str, text: str) -> bool:
    """Whether a line begins something: what is above has ended, or it heads an objective."""
    if not text[:1].isupper():
        return False
    return before.endswith((".", ";", ":", ")")) or heads_objective(text)


def _goes_on(opening: Line, before: Line, line: Line, edge: float) -> bool:
    """Whether a line is the rest of the one above: nothing begins in it, and there was no room."""
    height = before[-1]["bottom"] - before[-1]["top"]
    is_near = line[-1]["top"] - before[-1]["bottom"] < height * _NEAR
    is_alike = abs(line[-1]["bottom"] - line[-1]["top"] - height) < 1
    text = _said(line)
    if not is_near or not is_alike or changes_face(before, line):
        return False
    if BULLET.match(text) or text.startswith("(cid:"):
        return False
    is_item = BULLET.match(_said(opening)) is not None or opening[0]["text"].startswith("(cid:")
    hangs = is_item and line[0]["x0"] > opening[0]["x0"] + 1
    if hangs or is_parted(_said(before), text):
        return True
    if _is_labelled(text) or named_unit(text) is not None:
        return False
    room = edge - before[-1]["x1"]
    return bool(line[0]["x1"] - line[0]["x0"] + _AIM > room)


def _is_labelled(text: str) -> bool:
    label = re.match(r"([^:]*[^\W\d][^:]*):", text[:46])
    return label is not None and not is_tail(label[1]) and opens_label(label[1])


def _is_told_apart(opening: Line, line: Line) -> bool:
    """`target 2026: 95%` under an item and within it: a figure of it, on a line of its own."""
    return BULLET.match(_said(opening)) is not None and _is_labelled(_said(line))


def _said(line: Line) -> str:
    return " ".join(word["text"] for word in line)
