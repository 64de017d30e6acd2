"""Which row of a document is the header of a table: by its words, or by the rows under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from importers.review.mapping import PlanMap
from importers.tables.compound import tells
from importers.tables.headings import header_roles, holds_day, role_of, roles_of, without_dates
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import looks_of
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, one_line
from italian.regex import regex

_MOST_IN_FORM = 6
"""Cells of a row of labels and values; more are the headings of a table."""
_TWICE = 4
_PAIR = 2
_LONGEST = 60
_MOST_WORDS = 5
"""A heading of more words, not all of them words of headings, is a value."""
_LEAST_TOLD = 0.4
"""Share of the headings that must be words of headings, where the rows below tell the rest."""
_BODY = 12
_FIRST_ROWS = 3


@dataclass(frozen=True)
class Header:
    """What a header row says of each column."""

    roles: tuple[Role | None, ...]
    titles: tuple[str, ...]
    more: int
    """Rows it takes beyond the first."""


def header_at(row: Row, after: Sequence[Row], known: PlanMap, year: int) -> Header | None:
    """A header of one line, or of two where the second says what is under a shared heading.

    `after` are the rows that follow: a header of words never met is told by them.
    """
    below = after[0] if after else None
    has_bands = below is not None and _bands(row, below)
    is_other = is_form(row) or is_band(row) or _are_units(row)
    is_other = is_other or (_alternate(row, year) and not _is_over_rows(row, after))
    if (is_other or _is_over_pair(row, below)) and not has_bands:
        return None
    both = None
    is_shared = has_bands or (below is not None and is_split(row, below))
    if below is not None and len(row.filled) > 1 and (is_shared or not _says_value(row)):
        shared = row if row.across else _with_gaps(row, below)
        both = _two_lines(shared, below, year) if shared.across else None
    if both is not None:
        joined = header_roles(both) or _by_shape(both, after[1:], year)
        if joined is not None:
            return Header(joined, tuple(one_line(cell) for cell in both), 1)
    roles = known.header(row.cells) or header_roles(row.cells)
    roles = roles or (_by_shape(row.cells, after, year) if not row.down else None)
    if roles is None:
        return None
    return Header(roles, tuple(one_line(cell) for cell in row.cells), 0)


def _are_units(row: Row) -> bool:
    """`Area | Finanziaria | Servizio | Bilancio e programmazione`: units, though words head too."""
    said = [one_line(row.cells[i]) for i in row.filled]
    labels = [role_of(text) for text in said[::2]]
    are_labels = all(role in (Role.AREA, Role.SERVICE, Role.OWNER) for role in labels)
    return len(said) == _TWICE and are_labels and labels[0] != labels[1] and not role_of(said[1])


def _bands(row: Row, below: Row) -> bool:
    """`Programmazione | | | Misurazione | |` over the headings of the columns: names of groups."""
    if not row.across or any(_is_value(one_line(row.cells[i])) for i in row.filled):
        return False
    if len(row.filled) == _PAIR and _says_value(row):
        return False
    heads = header_roles(below.cells) if not is_form(below) else None
    return heads is not None and len(below.fresh) > max(len(row.filled) + 1, _MOST_IN_FORM - 2)


def is_split(row: Row, below: Row) -> bool:
    """`Indicatore | Valori |` over `(Indicatore) | 2025 | Atteso`: merged across, and down."""
    return bool(row.across and below.down) and all(i in below.fresh for i in row.across)


def _by_shape(
    cells: Sequence[str], after: Sequence[Row], year: int
) -> tuple[Role | None, ...] | None:
    """The roles of a row of headings some of which say nothing known, over rows of data."""
    said = [one_line(cell) for cell in cells if cell]
    is_short = all(len(text) <= _LONGEST and not _is_value(text) for text in said)
    if len(said) < 3 or not is_short or holds_day(said) or len(set(said)) * 4 < len(said) * 3:
        return None
    told = sum(role_of(text) is not None or tells(text, year) for text in said)
    if told < 2 or told < _LEAST_TOLD * len(said):
        return None
    body = _body(after)
    if not body or _are_forms(body):
        return None
    if not any(
        _is_typed([row.cells[i] for row in body if i < len(row.cells)]) for i in range(len(cells))
    ):
        return None
    return roles_of(cells)


def _alternate(row: Row, year: int) -> bool:
    """`Responsabile | Anna Neri | Scadenza | II semestre`: labels, each before its value."""
    said = [one_line(row.cells[i]) for i in row.filled]
    labels, values = said[::2], said[1::2]
    if len(said) % 2 or not 2 < len(said) <= _MOST_IN_FORM:
        return False
    are_labels = all(is_only_heading(text) and role_of(text) is not None for text in labels)
    others = sum(
        not (is_only_heading(text) or (tells(text, year) and len(text.split()) <= _MOST_WORDS))
        for text in values
    )
    are_values = others * 2 >= len(values) or any(_is_value(t) or len(t) == 1 for t in values)
    return are_labels and are_values


def _is_under(below: Row | None, row: Row) -> bool:
    """Whether a row is one of data under a header: as wide, and no label first.

    The last column may be left to be filled in: `Attività | Entro | Peso % | Fatto (sì/no)`.
    """
    if below is None or below.filled not in (row.filled, row.filled[:-1]):
        return False
    said = [one_line(below.cells[i]) for i in below.filled]
    if len(said) > _PAIR and _is_value(said[_PAIR]):
        return True  # where a form has its second label
    return below.filled == row.filled and role_of(said[0]) is None


def _is_over_rows(row: Row, after: Sequence[Row]) -> bool:
    """Whether rows of data stand under it, the first of which may leave some cells empty."""
    for below in after[:_FIRST_ROWS]:
        if _is_under(below, row):
            return True
        text = one_line(below.cells[below.filled[0]]) if below.filled else ""
        if len(below.fresh) < _PAIR or role_of(text.rstrip(": ")) or header_roles(below.cells):
            return False
    return False


def _is_over_pair(row: Row, below: Row | None) -> bool:
    """`Obiettivo | Piano degli interventi` over `Scadenza | 31/12/2026`: rows of one form."""
    if below is None or len(row.filled) != _PAIR or below.filled != row.filled:
        return False
    label = one_line(below.cells[below.filled[0]])
    is_label = is_only_heading(label) and not any(map(str.isdigit, label))
    heads = {role_of(one_line(row.cells[i])) for i in row.filled}
    is_table = bool(heads & {Role.INDICATOR, Role.TARGET}) or heads == {Role.PHASE, Role.DEADLINE}
    return is_label and _says_value(below) and not is_table


def _body(after: Sequence[Row]) -> list[Row]:
    """The rows under a header, as far as the first that is none of a table.

    The name of the first group of rows, and what is said of it, may stand between.
    """
    body: list[Row] = []
    for row in after[:_BODY]:
        if row.is_paragraph and body:
            break
        if len(row.filled) > 2:
            body.append(row)
    return body


def _are_forms(body: Sequence[Row]) -> bool:
    """Rows that open with labels are those of a form."""
    first = [one_line(row.cells[row.filled[0]]) for row in body]
    labels = sum(is_only_heading(text) and role_of(text) is not None for text in first)
    return labels * 2 > len(first)


def _is_typed(cells: Sequence[str]) -> bool:
    """A column of figures, days, codes or units."""
    looks = looks_of(cells)
    kinds = (looks.numeric, looks.day, looks.code, looks.its_unit, looks.yes)
    return looks.count > 0 and max(kinds) >= 0.7


def _says_value(row: Row) -> bool:
    """`Termine ultimo | entro il 20 dicembre`: a label with its value, no heading."""
    said = [one_line(row.cells[i]) for i in row.filled]
    labels, values = said[::2], said[1::2]
    is_even = len(said) % 2 == 0 and len(said) <= _MOST_IN_FORM
    is_form = is_even and all(role_of(label) is not None for label in labels)
    return (is_form and not all(map(is_only_heading, values))) or any(map(_is_value, said))


def is_form(row: Row) -> bool:
    """`Settore: | Settore Tecnico | Servizio: | Servizio Personale`: labels with their values."""
    said = [one_line(row.cells[i]) for i in row.filled]
    labels, values = said[::2], said[1::2]
    if (
        len(said) % 2
        or len(said) > _MOST_IN_FORM
        or not all(role_of(s.rstrip(": ")) for s in labels)
    ):
        return False
    has_colons = all(s.endswith(":") for s in labels) and not any(s.endswith(":") for s in values)
    units = [named_unit(value) for value in values if not is_only_heading(value)]
    return has_colons or any(
        unit is not None and (unit.level or unit.printed) and unit.name for unit in units
    )


_NUMBERED = regex(
    r"(?:scheda\s+)?obiettivo\s*(?:n\.?|n[°º]|nr\.?)?\s*(?:[A-Z]{1,4}[.\-]?)?\d{1,3}(?:[.\-/]\d{1,3})*\W*",
    re.IGNORECASE,
)
_COUNTED = regex(r"(?:n\.|n[°º]|nr\.|cod\.)\s*(?=\S*\d)[\w./-]+", re.IGNORECASE)


def is_band(row: Row) -> bool:
    """`OBIETTIVO N. 7 | Lo sportello unico | Peso: 30`: the band over a sheet, with its title."""
    said = [one_line(row.cells[i]) for i in row.filled]
    if len(said) < 2 or is_only_heading(said[1]):
        return False
    if _COUNTED.fullmatch(said[0]) and len(said[1].split()) > 1:
        return len(said) == 2 or all(":" in cell for cell in said[2:])
    return _NUMBERED.fullmatch(said[0]) is not None


_OF_SEVERAL = re.compile(
    r"(?i)(?:indicatore|kpi|misura|attività|fase|azione)\s+(?:n\.?\s?|n[°º]\s?)?\d"
)
"""`Indicatore 2`: one of several headings, each over columns of its own."""


def _is_value(text: str) -> bool:
    """What stands under headings and is none: a figure, a sign, a yes."""
    bare = re.sub(r"[\s_]\(?\d\)?$", "", without_dates(text))
    if _OF_SEVERAL.fullmatch(text) or text == "#":
        return False
    return (
        re.search(r":\s*\S", text) is not None
        or any(map(str.isdigit, bare))
        or len(re.sub(r"\W", "", bare)) < len(text) <= 1
        or text.upper() in ("SI", "SÌ", "NO", "X")
    )


def _with_gaps(row: Row, below: Row) -> Row:
    """A row whose empty cells are headed by the one below: the heading on their left is shared.

    A file that knows no merged cells says no more.
    """
    width = max(len(row.cells), len(below.cells))
    empty = {i for i in range(width) if i >= len(row.cells) or not row.cells[i]}
    under = set(below.fresh)
    spread = under & empty
    if not spread or not under <= empty | {i - 1 for i in empty}:
        return row
    return replace(row, across=frozenset(spread))


def _two_lines(row: Row, below: Row, year: int) -> list[str] | None:
    """The two rows read downwards, where the lower one holds nothing but headings."""
    if below.is_paragraph or len(below.cells) < 2:
        return None
    under = [below.cells[i] for i in below.fresh]
    if len(under) < 2 or not any(i in row.across for i in below.fresh):
        return None
    if any(len(cell) > _LONGEST or not _heads(cell, year) for cell in under):
        return None
    if all(map(_DAY.fullmatch, under)):
        return None
    spread = row.spread()
    width = max(len(spread), len(below.cells))
    above = [*spread, *[""] * (width - len(spread))]
    lower = [*below.cells, *[""] * (width - len(below.cells))]
    return [
        "" if i in row.across & below.across else joined_heading(a, "" if i in below.down else b)
        for i, (a, b) in enumerate(zip(above, lower, strict=True))
    ]


_DAY = regex(r"(?:al\s+)?\d{1,2}[/.]\d{1,2}")
"""`30/06`: the day of a review, under a heading that says of what."""


def _heads(cell: str, year: int) -> bool:
    if role_of(cell) is not None or _DAY.fullmatch(cell):
        return True
    return tells(one_line(cell), year) and not _is_value(cell)


def joined_heading(above: str, below: str) -> str:
    """What stands below is the heading; the shared one only tells whose it is."""
    if not above or not below:
        return above or below
    role, shared = role_of(below), role_of(above)
    if role is Role.WEIGHT and shared is Role.INDICATOR:
        return f"Peso indicatore ({below})"
    if role is Role.DEADLINE and shared is Role.INDICATOR:
        return f"Termine indicatore ({below})"
    if role in (Role.DESCRIPTION, Role.OBJECTIVE) and shared in (Role.INDICATOR, Role.PHASE):
        return above
    is_bare = not re.search(r"[^\W\d]", below) and shared is not Role.INDICATOR
    is_of_above = (role is Role.VALUE and is_bare) or _DAY.fullmatch(below) is not None
    return f"{above} {below}" if is_of_above else below
