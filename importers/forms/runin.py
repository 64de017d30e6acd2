"""Objectives told in one paragraph each, their labels one after another within the prose.

`O.1.1 Archivio digitale. Si adotta … Indicatore: Atti scansionati. Target: 90%. Peso: 30%.` is put
as the sheet it is: its heading, what describes it, and each label on a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.forms.labels import labelled_parts
from importers.forms.titles import CODED
from importers.tables.roles import Role
from importers.values.asides import line_of_facts
from importers.whole.grid import Row, one_line
from italian.regex import regex

_LEAST = 2
"""Paragraphs of the kind from which a document tells its objectives so; and labels of others."""
_LEAST_LABELS = 3
_SENTENCE = regex(r"(?<=[\w)%»\"”])\.\s+(?=[A-ZÀ-Ù«\"“])")
_LABEL = regex(r"(?<=[.;)])\s+(?=[A-ZÀ-Ù][^.:;]{1,45}:\s)")
_LONGEST_TITLE = 160
_TELLS = {Role.INDICATOR, Role.TARGET, Role.WEIGHT, Role.DEADLINE, Role.OWNER}


def with_run_in_parted(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows with such paragraphs put as the lines of a sheet."""
    if sum(_labels_in(row) >= _LEAST_LABELS for row in rows) < _LEAST:
        return list(rows)
    found = {i for i, row in enumerate(rows) if _labels_in(row) >= _LEAST}
    return [
        line for i, row in enumerate(rows) for line in (_lines(row, year) if i in found else (row,))
    ]


def _labels_in(row: Row) -> int:
    """How many labels of an objective and its indicators stand within a paragraph."""
    if not row.is_paragraph or "\n" in row.cells[0] or len(_LABEL.findall(row.cells[0])) < _LEAST:
        return 0
    roles = [role for role, _ in labelled_parts(row.cells[0])]
    return sum(role in _TELLS for role in roles) if roles[0] is None else 0


def _lines(row: Row, year: int) -> Iterator[Row]:
    pieces = [piece.strip(" .;") for piece in _LABEL.split(one_line(row.cells[0]))]
    opening, *rest = pieces
    first, *described = _SENTENCE.split(opening)
    is_heading = CODED.match(first) is not None and len(first) < _LONGEST_TITLE
    if is_heading:
        yield replace(row, cells=(first.rstrip(". "),))
    text = ". ".join(described if is_heading else (first, *described))
    if text:
        yield replace(row, cells=(f"Descrizione: {text}",))
    for piece in rest:
        own, *others = _SENTENCE.split(piece)
        yield replace(row, cells=(own,))
        for other in others:
            said = other if other.endswith(".") else f"{other}."
            told = line_of_facts(said, year) or re.match(r"[^:]{2,45}:\s", other)
            yield replace(row, cells=(said if told else f"Note: {other}",))
