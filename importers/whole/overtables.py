"""Objectives named in the row over a table of what they do or are measured by, with their own facts
in its other cells.

    A1 - Archivio storico |           | Peso: 15%          Obiettivo: A1 - Archivio storico
    Fase                  | Peso fase | Entro il      →    Peso: 15%
    Inventario            | 40%       | 30/06/2026         Fase | Peso fase | Entro il …
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.tables.headings import is_known, role_of
from importers.tables.roles import Role
from importers.whole.grid import Row, one_line
from italian.regex import regex

_FACT = regex(r"(?:peso|pesatura|scadenza|termine|entro(?: il)?)(?: obiettivo)?\s*[:=]\s*\S.*", 2)
_PARTS = {Role.PHASE, Role.INDICATOR}
_LEAST_WORDS = 3
"""Of a title; fewer may be a label or an office."""
_LEAST_TIMES = 2
"""Once it may be anything: what repeats is how the document is made."""


def with_titles_over_tables(rows: Sequence[Row]) -> list[Row]:
    """The rows, with each such title and its facts as paragraphs of their own."""
    over = {at for at in range(len(rows) - 1) if _is_title(rows[at]) and _heads(rows[at + 1])}
    if len(over) < _LEAST_TIMES:
        return list(rows)
    return [one for at, row in enumerate(rows) for one in (_parted(row) if at in over else [row])]


def _is_title(row: Row) -> bool:
    if row.is_paragraph or row.is_blank or len(row.filled) < 2 or row.filled[0] != 0:
        return False
    title, *facts = (one_line(row.cells[at]) for at in row.filled)
    is_title = len(title.split()) >= _LEAST_WORDS and ":" not in title and not is_known(title)
    return is_title and all(_FACT.fullmatch(fact) for fact in facts)


def _heads(row: Row) -> bool:
    """Whether it heads a table of parts, and of no objectives."""
    roles = {role_of(one_line(row.cells[at])) for at in row.filled}
    return (
        not row.is_paragraph
        and None not in roles
        and bool(roles & _PARTS)
        and (Role.OBJECTIVE not in roles)
    )


def _parted(row: Row) -> Iterator[Row]:
    title, *facts = (one_line(row.cells[at]) for at in row.filled)
    yield replace(row, cells=(f"Obiettivo: {title}",))
    yield from (replace(row, cells=(fact,)) for fact in facts)
