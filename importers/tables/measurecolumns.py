"""Weights and days that are of indicators: by the place of their columns and what cells say."""

from collections.abc import Sequence

from importers.tables.roles import Role
from importers.tables.schema import in_sets
from importers.whole.grid import Row

_OWN = {Role.WEIGHT: Role.INDICATOR_WEIGHT, Role.DEADLINE: Role.INDICATOR_DEADLINE}


def of_sets(roles: Sequence[Role | None], titles: Sequence[str]) -> dict[int, Role]:
    """The weights and days of `Indicatore 1, Peso 1, Indicatore 2, Peso 2`: one in each set."""
    measures = _at(roles, Role.INDICATOR)
    if len(measures) < 2 or not all(in_sets(titles[measures[0]], titles[i]) for i in measures):
        return {}
    found: dict[int, Role] = {}
    for role, own in _OWN.items():
        after = [i for i in _at(roles, role) if i > measures[0] and titles[i][-1:].isdigit()]
        are_alike = all(in_sets(titles[after[0]], titles[i]) for i in after)
        if len(after) == len(measures) and are_alike:
            found.update(dict.fromkeys(after, own))
    return found


def own_columns(roles: Sequence[Role | None], rows: Sequence[Row]) -> dict[int, Role]:
    """`Peso | … | Indicatore | Peso`: the second weight or day is that of the indicator."""
    works = _at(roles, Role.PHASE)
    first = next(iter(works or _at(roles, Role.INDICATOR)), None)
    found: dict[int, Role] = {}
    for role, of_measure in _OWN.items():
        own = Role.PHASE_WEIGHT if works and role is Role.WEIGHT else of_measure
        columns = _at(roles, role)
        if first is None or len(columns) != 2 or own in roles:
            continue
        if columns[0] < first < columns[1]:
            found[columns[1]] = own
        elif role is Role.DEADLINE and not works and first < columns[0]:
            found.update(dict.fromkeys(_a_line_each(columns, first, rows), own))
    return found


def _at(roles: Sequence[Role | None], role: Role) -> list[int]:
    return [i for i, own in enumerate(roles) if own is role]


def _a_line_each(columns: Sequence[int], measure: int, rows: Sequence[Row]) -> list[int]:
    """The first of some columns whose cells have as many lines as those of the indicators."""
    told = [row for row in rows if measure < len(row.cells) and "\n" in row.cells[measure]]
    for i in columns:
        own = [row for row in told if i < len(row.cells)]
        alike = sum(row.cells[i].count("\n") == row.cells[measure].count("\n") for row in own)
        if own and alike * 3 >= len(own) * 2:
            return [i]
    return []
