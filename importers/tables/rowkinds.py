"""Kinds of rows that stand among tables, told by one row and what is under it."""

import re

from importers.tables.compound import year_of
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_day
from importers.tables.roles import Role
from importers.whole.grid import Row, one_line

_PAIR = 2
_LABELLED = re.compile(r"(?P<label>[^:]{2,40}):\s*\S")
_FIGURES = {Role.TARGET, Role.BASELINE, Role.EXPECTED, Role.VALUE}


def is_across(row: Row) -> bool:
    """`Servizio: Tributi` over the whole width: a band of the table, and no form under it."""
    return row.filled == (0,) and len(row.across) == len(row.cells) - 1 > 0


def is_boxed(row: Row, width: int) -> bool:
    """Two cells under headings of four columns or more: a box of its own on the page."""
    return row.page is not None and len(row.cells) == _PAIR < width - 1


def are_pairs(row: Row) -> bool:
    """`Settore | Tributi | Responsabile | rag. Neri`: labels, each before what is no label."""
    said = [one_line(row.cells[i]).rstrip(": ") for i in row.filled]
    labels, values = said[::2], said[1::2]
    are_labels = all(is_only_heading(label) and role_of(label) is not None for label in labels)
    is_even = len(said) % 2 == 0 and len(said) > 2
    is_heading = (is_only_heading(text) and re.search(r"[^\W\d]", text) for text in values)
    return is_even and are_labels and not any(is_heading)


def goes_on_as_form(row: Row) -> bool:
    """`… | Archivio digitale | Peso | 35`: after a label and its value there are others."""
    return len(row.filled) % 2 == 0 and all(
        role_of(one_line(row.cells[i]).rstrip(": ")) for i in row.filled[2::2]
    )


def heads_counts(row: Row, below: Row) -> bool:
    """`Settore | Funzionari | Istruttori` over a unit and figures: people, and no objectives."""
    said = [one_line(row.cells[i]) for i in row.filled]
    under = [one_line(below.cells[i]) for i in below.filled]
    of_unit = bool(said) and role_of(said[0]) in (Role.AREA, Role.SERVICE)
    are_counts = len(under) > 2 and all(map(str.isdecimal, under[1:]))
    return of_unit and are_counts and len(said) == len(under) and not under[0].isdecimal()


def is_of_labels(row: Row) -> bool:
    """`Risorse: 2 istruttori | Capitoli: | 403.8` set under a table: a line, and no row of it."""
    first, *others = [one_line(row.cells[i]) for i in row.filled] or [""]
    opens = _LABELLED.match(first) is not None and first[:1].isupper()
    goes_on = any(text.endswith(":") or _LABELLED.match(text) for text in others)
    is_line = row.sheet is None and not row.across and not are_labelled(row)
    return is_line and opens and goes_on


def are_labelled(row: Row) -> bool:
    """`Settore: Tecnico | Servizio: Opere`: labels and values in the same cells."""
    found = [_LABELLED.match(one_line(row.cells[i])) for i in row.filled]
    return len(found) > 1 and all(one and role_of(one["label"]) for one in found)


def heads_measures(row: Row, below: Row | None) -> bool:
    """`Indicatore | Valore atteso`, `Fase | Entro il` over rows, and no label with its value."""
    first, second = (one_line(row.cells[i]) for i in row.filled)
    if role_of(first) is Role.PHASE and role_of(second) is Role.DEADLINE:
        own = [one_line(below.cells[i]) for i in below.filled] if below is not None else []
        return is_only_heading(second) and len(own) == _PAIR and is_day(own[1])
    of_measures = role_of(first) is Role.INDICATOR and is_only_heading(second)
    if not of_measures or role_of(second) not in _FIGURES:
        return False
    if year_of(second) is not None:
        return True
    at = row.filled[0]
    named = one_line(below.cells[at]) if below is not None and at < len(below.cells) else ""
    return bool(named) and not (role_of(named) is not None and is_only_heading(named))
