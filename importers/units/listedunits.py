"""Lists of units by their codes: `S1.1 | Segreteria`, `A.1 Tributi, A.2 Sport`."""

from collections.abc import Sequence

from importers.tables.looks import is_code
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, one_line
from italian.regex import regex

_BETWEEN_CODED = regex(r"\s*[,;/–|]\s+(?=(?:[A-Z]{1,4}\.?){1,3}\d{1,2}\b|\d{1,2}\.\d)")
_NAMES = (Role.OBJECTIVE, Role.DESCRIPTION)
_LISTED = {Role.AREA, Role.SERVICE, Role.OWNER, *_NAMES}
_ROWS = 8

Roles = tuple[Role | None, ...]


def each_coded(cell: str) -> list[str]:
    """The units of a cell that gives each a code; otherwise all of it."""
    for pieces in (cell.split("\n"), _BETWEEN_CODED.split(one_line(cell))):
        units = [named_unit(piece, loosely=True) for piece in pieces]
        if len(pieces) > 1 and all(unit is not None and unit.printed for unit in units):
            return pieces
    return [cell]


def with_names_of_codes(roles: Roles, after: Sequence[Row]) -> Roles:
    """`Settore | U.O. | Denominazione` over the codes of the services: the last is their name."""
    names = [i for i, role in enumerate(roles) if role in _NAMES]
    of_codes = roles.index(Role.SERVICE) if Role.SERVICE in roles else -1
    is_list = Role.AREA in roles and set(roles) <= _LISTED and names == [of_codes + 1]
    if not is_list:
        return roles
    codes = [one_line(row.cells[of_codes]) for row in _body(after, len(roles))]
    if len(codes) < 2 or not all(map(is_code, codes)):
        return roles
    told = {of_codes: Role.UNIT_CODE, names[0]: Role.SERVICE}
    return tuple(told.get(i, role) for i, role in enumerate(roles))


def _body(after: Sequence[Row], width: int) -> list[Row]:
    """The rows right under a header."""
    body: list[Row] = []
    for row in after[:_ROWS]:
        if len(row.cells) != width or len(row.filled) < 2:
            break
        body.append(row)
    return body
