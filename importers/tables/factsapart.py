"""Rows of objectives among rows of measures, that say their facts in the columns of the measures.

`Ob. 1 – Archivio | | peso 50 | entro 30/09` over `– Pratiche digitali | n. | 100 | 300`: what is
said with its label is no figure of a measure, and gets a column of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from importers.tables.roles import Role
from importers.values.ownfacts import OWN_LABELS, own_fact
from importers.whole.grid import Row, one_line
from italian.regex import regex

_LEAST = 2
_MOST_SHARE = 0.6
"""Of the rows: where more of them say the same label, all are of one level."""

NUMBERED = regex(r"(?:obiettivo|ob\.)\s*(?:n\.\s?)?\d", re.IGNORECASE)
"""`Ob. 1 – Archivio`, `Obiettivo n. 2`: the row of an objective."""

Roles = tuple[Role | None, ...]
Bodies = Sequence[list[Row]]


def facts_apart(
    roles: Roles, titles: tuple[str, ...], bodies: Bodies, year: int
) -> tuple[Roles, tuple[str, ...], Bodies]:
    """The headings and rows of a table, its labelled facts in columns of their own."""
    rows = [row for body in bodies for row in body]
    said = {id(row): _facts(row, roles, year) for row in rows}
    times = {
        role: sum(role in facts for facts in said.values()) for role in OWN_LABELS.keys() - {*roles}
    }
    apart = [role for role in OWN_LABELS if _LEAST <= times.get(role, 0) <= len(rows) * _MOST_SHARE]
    opens = bool(rows) and bool(said[id(rows[0])])  # and no line that closes a table of measures
    if not apart or not opens:
        return roles, titles, bodies
    width = len(roles)
    moved = [[_moved(row, said[id(row)], apart, width) for row in body] for body in bodies]
    return (*roles, *apart), (*titles, *(OWN_LABELS[role] for role in apart)), moved


def _facts(row: Row, roles: Roles, year: int) -> dict[Role, tuple[int, str]]:
    """What the cells of a row say with labels that are not their headings: where, and what.

    Nothing where the row says anything else besides its title, unless that heads an objective.
    """
    found: dict[Role, tuple[int, str]] = {}
    for i in row.fresh[1:]:
        fact = own_fact(one_line(row.cells[i]), year)
        if fact is not None and i < len(roles) and roles[i] is not fact[0]:
            found[fact[0]] = (i, fact[1])
    if NUMBERED.match(one_line(row.cells[0])):
        return found
    is_day_alone = found.keys() == {Role.DEADLINE}  # `entro il 30/06` may be what is aimed at
    return {} if is_day_alone or len(found) < len(row.fresh) - 1 else found


def _moved(row: Row, facts: dict[Role, tuple[int, str]], apart: Sequence[Role], width: int) -> Row:
    cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
    for role in apart:
        at, value = facts.get(role, (None, ""))
        if at is not None:
            cells[at] = ""
        cells.append(value)
    return replace(row, cells=tuple(cells))
