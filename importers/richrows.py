"""A row with one long cell of labelled parts: the small cells around it are told by what they hold.

Its header is a help only: rows have more or fewer cells than it, or stand one place aside.
"""

import re
from dataclasses import dataclass, field

from importers.codes import looks_like_code
from importers.dates import years_in
from importers.drafts import IndicatorDraft, ObjectiveDraft
from importers.grid import Row, one_line
from importers.headings import Role, labelled_parts
from importers.placing import Place
from importers.tables import Table
from importers.words import unaccented

_POST_WORDS = re.compile(
    r"\b(?:dirigent|responsabil|segretari|titolar|incaricat|funzionari|p\.\s?o\b|e\.?\s?q\b|referent)"
)
_PARTS = {Role.DESCRIPTION, Role.ACTION, Role.INDICATOR, Role.DEADLINE, Role.TARGET, Role.EXPECTED}
_WEIGHT = re.compile(r"[-–—]|\d{1,3}(?:[.,]\d+)?\s*%?|\d+\s*/\s*\d+")


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
        """The rest of this row on the next page: no first cell, no code, no new description."""
        if row.cells[0] or any(looks_like_code(cell) for cell in row.cells[: self.text_at]):
            return False
        parts = [role for cell in row.cells for role, _ in labelled_parts(cell)]
        return Role.DESCRIPTION not in parts

    def join(self, row: Row) -> None:
        """Each cell goes back to its own; the long one to the long one where the shapes differ."""
        shift = 0
        if len(row.cells) == len(self.cells):
            longest = max(range(len(row.cells)), key=lambda i: len(row.cells[i]))
            shift = self.text_at - longest if not self.cells[longest] else 0
            if longest < len(self.cells) and labelled_parts(row.cells[longest])[-1][0] is not None:
                shift = self.text_at - longest
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
    _before(rich, draft, place)
    _after(rich, draft)
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


def _before(rich: RichRow, draft: ObjectiveDraft, place: Place) -> None:
    """Number, area, strategic line and code stand before the long cell, in any order."""
    cells = rich.cells[: rich.text_at]
    numbered = bool(rich.table.columns) and rich.table.columns[0] is Role.NUMBER
    area_said = False
    for i, cell in enumerate(cells):
        flat = one_line(cell)
        if not flat or (i == 0 and numbered and flat.isdecimal()):
            continue
        if looks_like_code(flat):
            draft.said[Role.CODE] = flat
            continue
        units = place.organisation.units_of(flat)
        if units and i == 0 and not numbered:
            draft.area, draft.service = units[0]
            area_said = True
        elif i == 0 and not numbered and not place.organisation.areas:
            place.open_unit(flat)
            area_said = True
        else:
            draft.put(Role.STRATEGIC, flat, rich.row.line)
    is_unit_first = bool(rich.table.columns) and rich.table.columns[0] is Role.AREA
    if is_unit_first and not area_said and not one_line(cells[0] if cells else "x"):
        draft.findings.add("broken_cell", rich.row.line, "area")


def _after(rich: RichRow, draft: ObjectiveDraft) -> None:
    """Posts, years and weight come after it; a year in the posts' cell is found and told."""
    owner_years = ""
    for cell in rich.cells[rich.text_at + 1 :]:
        flat = one_line(cell)
        if not flat:
            continue
        if _POST_WORDS.search(unaccented(flat)):
            draft.put(Role.OWNER, cell, rich.row.line)
            owner_years = flat if years_in(flat).years else owner_years
        elif years_in(flat).years:
            draft.put(Role.YEARS, flat, rich.row.line)
        elif _WEIGHT.fullmatch(flat):
            if flat not in "-–—":
                draft.said[Role.WEIGHT] = flat
        else:
            draft.put(Role.OWNER, cell, rich.row.line)
    if owner_years and not draft.text(Role.YEARS):
        years = years_in(owner_years).years
        draft.said[Role.YEARS] = " ".join(str(year) for year in years)
        draft.findings.add("bad_years", rich.row.line, owner_years, draft.said[Role.YEARS])
