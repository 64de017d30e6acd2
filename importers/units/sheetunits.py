"""The unit of each sheet of a workbook: by its own name, or named inside it.

A workbook with a sheet for each unit prints its name on the same row of each. Where the other
sheets say `Area …` or `Ufficio …` there, what stands over who answers for it is a unit too, though
no word says so: `Polizia Locale`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from importers.forms.labelpairs import pairs_of
from importers.tables.headings import role_of
from importers.tables.roles import Role
from importers.tables.tables import Block, Table
from importers.units.unitnames import named_unit, same_code
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line

_WORDS = {"area": "Settore", "service": "Servizio"}
_LABELS = {Role.AREA, Role.SERVICE}
_LEAST = 2
_LONGEST = 80


def with_units_named(rows: Sequence[Row]) -> list[Row]:
    """The rows with a label before the name of each such unit."""
    said = [row for row in rows if not row.is_blank]
    headed = [row for row, below in pairwise(said) if _is_headed(row, below)]
    levels = [(row.line, _level(row)) for row in headed]
    places = Counter((line, level) for line, level in levels if level)
    words = {line: _WORDS[level] for (line, level), times in places.items() if times >= _LEAST}
    named = {id(row): words.get(row.line) for row in headed if _level(row) is None}
    return [_labelled(row, named.get(id(row))) for row in rows]


def _is_headed(row: Row, below: Row) -> bool:
    """A short text by itself over `Responsabile: …`."""
    text, label = row.alone, one_line(below.cells[below.filled[0]]).partition(":")[0]
    if text is None or row.sheet is None or row.sheet != below.sheet or len(text) > _LONGEST:
        return False
    return ":" not in text and role_of(label) is Role.OWNER


def _level(row: Row) -> str | None:
    unit = named_unit(one_line(row.alone or ""))
    return unit.level if unit is not None else None


def _labelled(row: Row, word: str | None) -> Row:
    return replace(row, cells=(f"{word}: {one_line(row.alone or '')}",)) if word else row


def is_named_inside(sheet: str, after: Sequence[Block]) -> bool:
    """Whether a sheet names its unit inside, better than its own name does."""
    for block in after:
        if isinstance(block, Table):
            return not block.columns and _labels_in(block) >= _LABELS
        if block.is_sheet:
            return False
        unit = named_unit(block.text)
        if unit is not None and unit.level == "service":
            return True
        if unit is not None and any(same_code(unit.printed, word) for word in sheet.split()):
            return True
        if unit is not None and unit.level and squeezed(block.text).startswith(squeezed(sheet)):
            return True
    return False


def _labels_in(table: Table) -> set[Role | None]:
    """The labels of a form: `Area | Area Tecnica` over `Servizio | S1.1 – Opere`."""
    rows = ([row.cells[i] for i in row.fresh] for row in table.rows)
    return {role for cells in rows for role, value in pairs_of(cells) if value}
