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
    works, measures = _at(roles, Role.PHASE), _at(roles, Role.INDICATOR)
    first = next(iter(works or measures), None)
    found: dict[int, Role] = {}
    for role, of_measure in _OWN.items():
        columns = _at(roles, role)
        is_of_work = max(_until(works, columns)) > max(_until(measures, columns))
        own = Role.PHASE_WEIGHT if is_of_work and role is Role.WEIGHT else of_measure
        if first is None or len(columns) != 2 or own in roles:
            continue
        if columns[0] < first < columns[1]:
            found[columns[1]] = own
        elif role is Role.DEADLINE and not works and first < columns[0]:
            found.update(dict.fromkeys(_a_line_each(columns, first, rows), own))
    return found


def _at(roles: Sequence[Role | None], role: Role) -> list[int]:
    return [i for i, own in enumerate(roles) if own is role]


def _until(places: Sequence[int], columns: Sequence[int]) -> list[int]:
    """Those of some places that stand before the last of the columns."""
    return [-1, *(i for i in places if columns and i < columns[-1])]


def _a_line_each(columns: Sequence[int], measure: int, rows: Sequence[Row]) -> list[int]:
    """The one of some columns whose cells have lines of their own beside lists of indicators."""
    told = [row for row in rows if measure < len(row.cells) and "\n" in row.cells[measure]]
    listed = [
        i
        for i in columns
        if sum("\n" in row.cells[i] for row in told if i < len(row.cells)) * 3 >= len(told) * 2
    ]
    return listed if told and len(listed) == 1 else []
