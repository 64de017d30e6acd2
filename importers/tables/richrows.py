"""A row with one long cell of labelled parts: the small cells around it are told by what they hold.

Its header is a help only: rows have more or fewer cells than it, or stand one place aside.
"""

import re
from dataclasses import dataclass, field

from importers.forms.labels import labelled_parts
from importers.tables.placing import Place
from importers.tables.roles import Role
from importers.tables.tables import Table
from importers.values.codes import looks_like_code
from importers.values.dates import years_in
from importers.values.words import unaccented
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from importers.whole.grid import Row, one_line
from italian.regex import regex

_POST_WORDS = regex(
    r"\b(?:dirigent|responsabil|segretari|titolar|incaricat|funzionari|p\.\s?o\b|e\.?\s?q\b|referent)"
)
_PARTS = {Role.DESCRIPTION, Role.ACTION, Role.INDICATOR, Role.DEADLINE, Role.TARGET, Role.EXPECTED}
_WEIGHT = regex(r"\d{1,3}(?:[.,]\d+)?\s*%?|\d+\s*/\s*\d+")


def rich_cell(row: Row) -> int | None:
    """The cell with labelled parts; None in a row without one."""
    if row.is_paragraph:
        return None
    for i, cell in enumerate(row.cells):
        if len(cell) < 20 or (":" not in cell and "ermine" not in cell):
            continue
        roles = {role for role, _ in labelled_parts(cell) if role in _PARTS}
        opens = labelled_parts(cell)[0][0] is Role.DESCRIPTION
        if len(roles) >= 2 or opens:
            return i
    return None


@dataclass
class RichRow:
    """A row and what pages cut from it."""

    row: Row
    text_at: int
    table: Table
    cells: list[str] = field(default_factory=list)
    cut: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = list(self.row.cells)

    def is_cut(self, row: Row) -> bool:
        """The rest of this row on the next page: half empty, no code, no new description."""
        is_poor = row.line in self.table.breaks and len(row.filled) * 2 <= len(row.cells)
        if (row.cells[0] and not is_poor) or any(
            looks_like_code(cell) for cell in row.cells[: self.text_at]
        ):
            return False
        parts = [role for cell in row.cells for role, _ in labelled_parts(cell)]
        return Role.DESCRIPTION not in parts

    def join(self, row: Row) -> None:
        """Each cell goes back to its own; the long one to the long one where the shapes differ."""
        longest = _longest(row)
        is_text = labelled_parts(row.cells[longest])[-1][0] is not None
        is_alone = longest >= len(self.cells) or not self.cells[longest]
        shift = self.text_at - longest if is_text or is_alone else 0
        for i, cell in enumerate(row.cells):
            at = min(max(i + shift, 0), len(self.cells) - 1)
            if cell:
                self.cells[at] = _joined(self.cells[at], cell)
        self.cut.append(row)


def _joined(before: str, after: str) -> str:
    if not before or before in "-–—":
        return after
    goes_on = after[:1].islower() and not re.match(r"n\.|nr|n°", after)
    return f"{before}{' ' if goes_on else chr(10)}{after}"


def read_rich(rich: RichRow, place: Place, group: str | None) -> ObjectiveDraft:
    """The draft of one row, its unit included."""
    row = rich.row
    draft = ObjectiveDraft(row.line, place.series, group=group)
    draft.has_years_column = Role.YEARS in rich.table.roles
    for part in rich.cut:
        draft.findings.add("broken_cell", part.line, " ".join(c for c in part.cells if c))
    _parts(rich, draft)
    draft.has_own_weight = draft.is_prose = True
    _small_cells(rich, draft, place)
    return draft


def _parts(rich: RichRow, draft: ObjectiveDraft) -> None:
    """The labelled parts of the long cell; each target stays with its indicator."""
    for role, text in labelled_parts(rich.cells[rich.text_at]):
        line = _line_of(rich, text)
        if role is Role.INDICATOR:
            draft.indicators.append(IndicatorDraft(line, {role: text}))
        elif role in (Role.TARGET, Role.BASELINE, Role.UNIT, Role.INDICATOR_WEIGHT):
            if draft.indicators:
                draft.indicators[-1].said[role] = text
            else:
                draft.indicators.append(IndicatorDraft(line, {role: text}))
        else:
            draft.put(role or Role.OBJECTIVE, text, line)


def _line_of(rich: RichRow, text: str) -> int:
    """The line a part was read on: the row's, or that of the piece a page cut off."""
    start = one_line(text)[:25]
    for part in rich.cut:
        if start and start in one_line(part.cells[_longest(part)]):
            return part.line
    return rich.row.line


def _longest(row: Row) -> int:
    return max(range(len(row.cells)), key=lambda i: len(row.cells[i]))


def _small_cells(rich: RichRow, draft: ObjectiveDraft, place: Place) -> None:
    """Every cell but the long one, told by its heading where the shapes agree, or by what it holds.

    A year found in the posts' cell is read and told.
    """
    columns = [column.role for column in rich.table.columns]
    agrees = len(columns) == len(rich.cells)
    unit_said = False
    for i, cell in enumerate(rich.cells):
        flat = one_line(cell)
        if i == rich.text_at or not flat:
            continue
        role = columns[i] if agrees else (Role.NUMBER if i == 0 and _is_numbered(rich) else None)
        if role is Role.NUMBER and flat.isdecimal():
            continue
        held = _held(flat, role, is_before=i < rich.text_at)
        if held is Role.AREA:
            unit_said = _unit_read(flat, draft, place, is_first=i == 0) or unit_said
        elif held is not None:
            draft.put(held, cell if held is Role.OWNER else flat, rich.row.line)
    if columns[:1] == [Role.AREA] and rich.text_at and not unit_said and not rich.cells[0]:
        draft.findings.add("broken_cell", rich.row.line, "area")
    _years_of_owners(draft, rich.row.line)


def _is_numbered(rich: RichRow) -> bool:
    return [column.role for column in rich.table.columns[:1]] == [Role.NUMBER]


def _held(flat: str, role: Role | None, *, is_before: bool) -> Role | None:
    """What a small cell holds; None for a dash."""
    if re.fullmatch(r"[-–—.\s]*", flat):
        return None
    plain = unaccented(flat)
    if _POST_WORDS.search(plain) and (not is_before or not plain.startswith("segretari")):
        return Role.OWNER
    if looks_like_code(flat) and role not in (Role.WEIGHT, Role.YEARS):
        has_letter = any(c.isalpha() for c in flat)
        if has_letter or role is Role.CODE or (role is None and is_before):
            return Role.CODE
    if years_in(flat).years and len(flat) <= 60:
        return Role.YEARS
    if _WEIGHT.fullmatch(flat):
        return Role.WEIGHT
    if role in (Role.AREA, Role.SERVICE):
        return Role.AREA
    if is_before:
        return Role.STRATEGIC if role is Role.STRATEGIC else Role.AREA
    return Role.OWNER


def _unit_read(flat: str, draft: ObjectiveDraft, place: Place, *, is_first: bool) -> bool:
    """The area or service a cell names; what names none is the strategic line."""
    units = place.organisation.units_of(flat)
    if units and is_first:
        draft.area, draft.service = units[0]
        return True
    if is_first and not place.is_given and not units:
        place.open_unit(flat)
        return True
    draft.put(Role.STRATEGIC, flat, draft.line)
    return False


def _years_of_owners(draft: ObjectiveDraft, line: int) -> None:
    owners = one_line(draft.text(Role.OWNER))
    years = years_in(owners).years
    if years and not draft.text(Role.YEARS):
        draft.said[Role.YEARS] = " ".join(str(year) for year in years)
        draft.findings.add("bad_years", line, owners, draft.said[Role.YEARS])
