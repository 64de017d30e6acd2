"""A table whose name stands before its first heading, in one cell with it."""

from dataclasses import replace

from importers.tables.headers import joined_heading
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.whole.grid import Row, one_line

_NAMED = {Role.AREA, Role.SERVICE, Role.OWNER, Role.OBJECTIVE, Role.CODE, Role.NUMBER}
"""After these stands what they are called: `Servizio: Personale`."""


def without_band(row: Row) -> Row:
    """`Risorse finanziarie: capitolo | Stanziamento 2026` as the headings of its columns."""
    if len(row.fresh) < 2 or row.down or row.fresh[0]:
        return row
    band, colon, heading = one_line(row.cells[0]).partition(": ")
    others = [one_line(row.cells[i]) for i in row.fresh[1:]]
    if not colon or role_of(band) in _NAMED or not all(map(_heads, (heading, *others))):
        return row
    if role_of(band) is None and not is_only_heading(band):
        return row
    return replace(row, cells=(joined_heading(band, heading), *row.cells[1:]))


def _heads(text: str) -> bool:
    return is_only_heading(text) and role_of(text) is not None
