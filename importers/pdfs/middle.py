"""Tables whose cells stand in the middle of their row, once the rules between the rows are lost.

The number of a row then stands on its middle line: as many lines of it are above as below.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from importers.pdfs.wrapped import is_figure
from importers.tables.headings import role_of
from importers.tables.roles import OF_INDICATOR, Role
from italian.regex import regex

_OF_INDICATOR = {*OF_INDICATOR, Role.VALUE, Role.EXPECTED}
_GOALS = (Role.TARGET, Role.EXPECTED, Role.VALUE)
_UNIT = regex(r"unit[aà]\.?", re.IGNORECASE)
_MOST_UNEVEN = 1
_NO_WAY = 10**6

Cells = tuple[str, ...]


def is_in_the_middle(lines: Sequence[Cells], *, is_known: bool = False) -> bool:
    """Whether a block of lines, its rows numbered in the first column, begins above a number.

    `is_known`: another block of the table does.
    """
    numbered = [i for i, cells in enumerate(lines) if cells[0]]
    opening = next((cell for cell in lines[0] if cell), "") if lines else ""
    if opening[:1].islower():  # the rest of a row that began on the page before
        return False
    if not numbered:
        return False
    return (is_known or numbered[0] > 0) and numbered[0] <= _most_above(lines, numbered)


def _most_above(lines: Sequence[Cells], numbered: Sequence[int]) -> int:
    """A first number far below the first line belongs to something else."""
    return min(len(lines) // 2, 8 if len(numbered) > 1 else 4)


def middle_rows(lines: Sequence[Cells], titles: Sequence[str]) -> Iterator[tuple[int, Cells]]:
    """The rows of a block, each with the position of the line that numbers it.

    A row with several indicators is said once for each, as where cells are merged downwards.
    """
    roles = [role_of(title) for title in titles]
    for i, title in enumerate(titles[1:], start=1):  # `Indicatore | Unità`: of measure
        if _UNIT.fullmatch(title) and roles[i - 1] is Role.INDICATOR:
            roles[i] = Role.UNIT
    begin = 0
    for anchor, end in zip(*_ends(lines), strict=True):
        for cells in _indicators(lines[begin:end], roles):
            yield anchor, cells
        begin = end


def _ends(lines: Sequence[Cells]) -> tuple[list[int], list[int]]:
    """The numbered lines and where their rows end, so that each is the middle of its own."""
    anchors = [i for i, cells in enumerate(lines) if cells[0]]

    @cache
    def best(k: int, begin: int) -> tuple[int, tuple[int, ...]]:
        if k == len(anchors):
            return (0, ()) if begin == len(lines) else (_NO_WAY, ())
        found: tuple[int, tuple[int, ...]] = (_NO_WAY, ())
        limit = anchors[k + 1] if k + 1 < len(anchors) else len(lines)
        for uneven in range(-_MOST_UNEVEN, _MOST_UNEVEN + 1):
            end = anchors[k] + (anchors[k] - begin) + uneven + 1
            if anchors[k] < end <= limit:
                cost, rest = best(k + 1, end)
                found = min(found, (cost + abs(uneven), (end, *rest)))
        return found

    cost, ends = best(0, 0)
    if cost >= _NO_WAY:
        return anchors, [*anchors[1:], len(lines)]
    return anchors, list(ends)


def _indicators(lines: Sequence[Cells], roles: Sequence[Role | None]) -> Iterator[Cells]:
    """The row of some lines; its indicators apart, where their targets stand on several lines."""
    goal = next((i for role in _GOALS for i, own in enumerate(roles) if own is role), None)
    figures = [i for i, role in enumerate(roles) if role in (*_GOALS, Role.BASELINE)]
    goals = [n for n, c in enumerate(lines) if any(is_figure(c[i]) for i in figures)]
    if goal is None or len(goals) < 2:
        yield tuple(_joined(column) for column in zip(*lines, strict=True))
        return
    measured = _measured(lines, roles, goal, goals)
    for k, at in enumerate(goals):
        own = [cells for n, cells in enumerate(lines) if _nearest(goals, n) == at]
        yield tuple(
            _joined([cells[i] for cells in (own if i in measured else lines)])
            if i in measured or k == 0
            else ""
            for i in range(len(roles))
        )


def _measured(
    lines: Sequence[Cells], roles: Sequence[Role | None], goal: int, goals: Sequence[int]
) -> set[int]:
    """The columns that say something of each indicator: by their heading, or filled for each."""
    found = {i for i, role in enumerate(roles) if role in _OF_INDICATOR}
    first = min(found)
    if roles[first] is not Role.INDICATOR:
        first = next((i for i in range(goal, 0, -1) if roles[i] is Role.DESCRIPTION), first)
    told = {
        i
        for i in range(first, len(roles))
        if [n for n, cells in enumerate(lines) if cells[i]] == list(goals)
    }
    return found | told


def _nearest(places: Sequence[int], n: int) -> int:
    return min((abs(place - n), place) for place in places)[1]


def _joined(pieces: Sequence[str]) -> str:
    return " ".join(piece for piece in pieces if piece)
