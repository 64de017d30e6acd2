"""Objectives whose code and title stand in the first row of a small table of labels.

OP01 | Archivio storico |        |            OP01 – Archivio storico
Peso | 40               | Entro  | 15/12      →   Peso | 40 | Entro | 15/12
"""

import re
from collections.abc import Iterator, Sequence

from importers.forms.labelpairs import is_sheet_title
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_code
from importers.tables.roles import Role
from importers.tables.tables import NUMBERED_SHEET
from importers.whole.grid import Row, one_line
from italian.regex import regex

_MEASURES = {Role.INDICATOR, Role.TARGET, Role.BASELINE, Role.VALUE, Role.PHASE, Role.MONTH}
_OPENS = {
    Role.OBJECTIVE, Role.AREA, Role.SERVICE, Role.OWNER, Role.DESCRIPTION, Role.WEIGHT,
    Role.DEADLINE,
}  # fmt: skip
_PAIR = 2
_LONGEST_HEAD = 200
_LOOKS_DOWN = 2
_MOST_IN_LABEL = 4
_FORM_TITLE = regex(r"scheda\b(?!\s+n\b)", re.IGNORECASE)


def with_coded_titles(rows: Sequence[Row]) -> Iterator[Row]:
    """`AG01 | Certificati in rete` over rows of labels and values: a heading of its sheet."""
    said = [row for row in rows if not row.is_blank]
    after = {id(row): said[k : k + _LOOKS_DOWN] for k, row in enumerate(said, start=1)}
    for row in rows:
        below = after.get(id(row), [])
        first = one_line(row.cells[0])
        is_coded = row.filled == (0, 1) and is_code(first) and first[:1].isalpha()
        is_titled = is_coded and len(row.cells[1].split()) > 1
        if is_titled and below and (_is_pair(below[0]) or _are_pairs(below)):
            heading = f"{first} - {one_line(row.cells[1])}"
            yield Row(row.line, (heading,), row.sheet, page=row.page)
        elif row.filled == (0,) and row.across and _is_coded(first) and _opens_sheet(below):
            yield Row(row.line, (first,), row.sheet, page=row.page)
        elif len(row.fresh) == _PAIR and NUMBERED_SHEET.fullmatch(row.cells[row.fresh[1]]):
            yield from (Row(row.line, (row.cells[i],), row.sheet, page=row.page) for i in row.fresh)
        elif pairs := _beside_title(row):
            yield Row(row.line, (one_line(row.cells[0]),), row.sheet, page=row.page)
            for label, value in pairs:
                yield Row(row.line, (f"{label.rstrip(': ')}: {value}",), row.sheet, page=row.page)
        elif _is_unit_in_cells(row):
            yield Row(row.line, (" ".join(row.cells[:3]),), row.sheet, page=row.page)
        else:
            yield row


def _beside_title(row: Row) -> list[tuple[str, str]]:
    """`SCHEDA OBIETTIVO | Codice | 2026/01`: labels with values in the row of a form's title."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    if len(said) % 2 == 0 or not said or not is_sheet_title(said[0]):
        return []
    pairs = list(zip(said[1::2], said[2::2], strict=True))
    are_told = all(is_label(label) and not is_label(value) for label, value in pairs)
    return pairs if are_told else []


def _is_unit_in_cells(row: Row) -> bool:
    """`SETTORE | S01 | AFFARI GENERALI`: the word, the code and the name of a unit."""
    if row.filled != (0, 1, 2) or not is_code(one_line(row.cells[1])):
        return False
    word, name = one_line(row.cells[0]), one_line(row.cells[2])
    is_word = is_only_heading(word) and role_of(word) in (Role.AREA, Role.SERVICE)
    return is_word and not any(map(str.isdigit, name)) and role_of(name) is None


def _is_coded(text: str) -> bool:
    """`R1 Concorsi più rapidi`."""
    code, _, title = text.partition(" ")
    is_title = len(text) < _LONGEST_HEAD and title.lstrip("–—-: ")[:1].isupper()
    return code[:1].isalpha() and is_code(code) and is_title


def _opens_sheet(below: Sequence[Row]) -> bool:
    """Whether the first row holds labels of an objective, beside their values or over them."""
    if _are_pairs(below):
        return True
    label = one_line(below[0].cells[0].split("\n")[0]).rstrip(": ") if below else ""
    return is_only_heading(label) and role_of(label) in _OPENS


def _is_pair(row: Row) -> bool:
    """`Peso: | 40%`."""
    said = [one_line(row.cells[i]) for i in row.filled]
    return len(said) == 2 and said[0].endswith(":") and role_of(said[0].rstrip(": ")) is not None


def _are_pairs(below: Sequence[Row]) -> bool:
    """Whether labels with their values stand below: one in the town's own words may be first."""
    if not below or _is_of_pairs(below[0]):
        return bool(below)
    said = [one_line(below[0].cells[i]) for i in below[0].fresh]
    words = [len(text.split()) for text in said]
    is_told = len(said) == _PAIR and words[0] <= _MOST_IN_LABEL < words[1]
    return is_told and any(map(_is_of_pairs, below[1:]))


def _is_of_pairs(row: Row) -> bool:
    """`Peso | 40 | Da concludere entro | 15/12`: labels of an objective, each beside its value."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    labels, values = said[::2], said[1::2]
    roles = [role_of(label.rstrip(": ")) for label in labels]
    are_labels = any(map(is_label, labels)) and not {None, *_MEASURES} & {*roles}
    is_opened = len(said) > _PAIR or bool(_OPENS & {*roles})
    are_pairs = len(labels) == len(values) and not any(map(is_label, values))
    return are_labels and are_pairs and is_opened


def is_label(text: str) -> bool:
    """Whether a text is only the label of what a form asks, and no heading of measures."""
    bare = text.rstrip(": ")
    if _FORM_TITLE.match(bare):
        return False
    is_heading = is_only_heading(bare) and not any(c.isdigit() or c == ":" for c in bare)
    return is_heading and role_of(bare) not in {None, *_MEASURES}
