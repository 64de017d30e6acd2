"""Columns about the parts of an objective, its indicators and pieces of work: which is of which."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from importers.forms.inline import works_of
from importers.tables.headings import is_known
from importers.tables.roles import Role
from importers.tables.schema import in_sets
from importers.values.works import bears_weight, phase_said
from importers.whole.grid import Row
from italian.regex import regex

_FIGURES = (None, Role.TARGET, Role.BASELINE, Role.VALUE)
_TEXTS = (Role.OBJECTIVE, Role.DESCRIPTION)
Roles = list[Role | None]

_COUNT = regex(
    r"(?:[^\W\d]{1,10}\.?\s?)?(?:n[.°º]\s?)?(?:\d{1,2}|(?<![^\W\d])[a-z])[.)]?", re.IGNORECASE
)
"""`Ind. 1`, `n. 2`, `a)`: which one of several."""
_OF_SET = regex(r"(?<!\d)\d\W*$")
_PAIR = 2
_MOST = 0.9
"""Share of a column's cells that must count."""
_WEIGHTS: Mapping[Role | None, Role] = {
    Role.INDICATOR: Role.INDICATOR_WEIGHT,
    Role.PHASE: Role.PHASE_WEIGHT,
}
_DAYS: Mapping[Role | None, Role] = dict.fromkeys(_WEIGHTS, Role.INDICATOR_DEADLINE)


def as_told(roles: Sequence[Role | None], titles: Sequence[str], rows: Sequence[Row]) -> Roles:
    """What the columns beside the parts of an objective are, by their cells and their place."""
    return _of_chapters(_of_works(of_sets(roles, titles), rows), titles)


def of_sets(roles: Sequence[Role | None], titles: Sequence[str]) -> Roles:
    """`Indicatore 1 | Peso 1 | Scadenza 1 | Indicatore 2 | …`: what is numbered is of each."""
    told = _alike(roles, titles)
    if told.count(Role.INDICATOR) <= 1:
        return told
    owns = {Role.WEIGHT: Role.INDICATOR_WEIGHT, Role.DEADLINE: Role.INDICATOR_DEADLINE}
    return [
        owns.get(role, role) if role and _OF_SET.search(title) else role
        for role, title in zip(told, titles, strict=True)
    ]


def _alike(roles: Sequence[Role | None], titles: Sequence[str]) -> Roles:
    """`p. 1`, `p. 2`, `p. 3`: what most of them are, so that each set has the same columns."""
    told = list(roles)
    numbered = [i for i, title in enumerate(titles) if _OF_SET.search(title)]
    for i in numbered:
        same = [k for k in numbered if in_sets(titles[i], titles[k])]
        found = Counter(role for k in same if (role := roles[k]) is not None)
        if len(found) > 1:
            told[i] = found.most_common(1)[0][0]
    return told


def _of_chapters(roles: Sequence[Role | None], titles: Sequence[str]) -> Roles:
    """`Capitolo | Risorse (€)`: what a figure right beside a chapter says is money."""
    told = list(roles)
    for i, (beside, role) in enumerate(pairwise(roles)):
        if beside is Role.CHAPTER and role in _FIGURES and not is_known(titles[i + 1]):
            told[i + 1] = Role.AMOUNT
    return told


def named_beside(roles: Sequence[Role | None], cells: Sequence[Sequence[str]]) -> Roles:
    """`Indicatori | Denominazione` over `Ind. 1 | Atti scansionati`: the name stands beside."""
    told = list(roles)
    for i, (role, beside) in enumerate(pairwise(roles)):
        is_named = role in _WEIGHTS and beside in (Role.OBJECTIVE, Role.DESCRIPTION)
        if is_named and roles.count(role) == 1 and _count(cells[i]):
            told[i : i + 2] = [Role.OTHER, role]
            told = [_WEIGHTS[role] if one is Role.WEIGHT else one for one in told]
    return told


def _count(cells: Sequence[str]) -> bool:
    counting = sum(_COUNT.fullmatch(cell) is not None for cell in cells)
    return bool(cells) and counting >= _MOST * len(cells)


def _of_works(roles: Sequence[Role | None], rows: Sequence[Row]) -> Roles:
    """`Fasi e tempi`, `Azioni` over `1) Gara – 31/03`, several in a cell: pieces of work."""
    told = list(roles)
    for i, role in enumerate(roles):
        cells = [row.cells[i] for row in rows if i < len(row.cells) and row.cells[i]]
        lists = _lists_works if role is Role.TIMING else _dates_works
        are_works = role in (Role.TIMING, Role.ACTION) and Role.PHASE not in roles
        if are_works and sum(map(lists, cells)) * 2 > len(cells):
            told[i] = Role.PHASE
            break
    return told


def _dates_works(cell: str) -> bool:
    return _lists_works(cell) and all(map(bears_weight, works_of(cell)))


def _lists_works(cell: str) -> bool:
    works = works_of(cell)
    return len(works) > 1 and all(phase_said(work).get(Role.PHASE) for work in works)


def with_their_own(roles: Sequence[Role | None], rows: Sequence[Row]) -> Roles:
    """`Peso | … | Indicatore | Peso`: one of two weights or days is of the part it follows."""
    told = list(roles)
    for role, owns in ((Role.WEIGHT, _WEIGHTS), (Role.DEADLINE, _DAYS)):
        found = [i for i, one in enumerate(roles) if one is role]
        if len(found) != _PAIR:
            continue
        before = roles[: found[-1]]
        at = {roles.index(part): own for part, own in owns.items() if part in before}
        own = at[max(at)] if at else None
        if own is None or own in roles:
            continue
        at_own = _of_part(found, max(at), roles, rows)
        if at_own is not None:
            told[at_own] = own
    return told


def _of_part(
    found: Sequence[int], part: int, roles: Sequence[Role | None], rows: Sequence[Row]
) -> int | None:
    """Which of two columns is of the indicators or works of a third: where it stands, what it says.

    A column of the objective stands before them, or stands still beside them.
    """
    first, last = found
    if first < part:
        return last
    changes = {i: _changes_within(roles, rows, i) for i in found}
    return max(found, key=lambda i: changes[i]) if changes[first] != changes[last] else None


def _changes_within(roles: Sequence[Role | None], rows: Sequence[Row], i: int) -> int:
    """How often a column says something else, or something again, for the same objective.

    Lines of one cell are for as many of its indicators.
    """
    at = next((k for k, role in enumerate(roles) if role in _TEXTS), None)
    changes = sum(_at(row, i).count("\n") for row in rows)
    for above, row in pairwise(rows if at is not None else ()):
        assert at is not None
        title, cell = _at(row, at), _at(row, i)
        goes_on = at not in row.fresh
        is_same = goes_on or title == _at(above, at)
        changes += is_same and i in row.fresh and (goes_on or cell != _at(above, i))
    return changes


def _at(row: Row, i: int) -> str:
    return row.cells[i] if i < len(row.cells) else ""
