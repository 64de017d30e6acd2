"""The plan's own objectives, whatever the shape in which a document tells them.

A cell with labelled parts (`Descrizione: … Azione: …`) beside a few small ones; one column for each
part; a sheet of labels and values, headed paragraphs or lists. One document may mix them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from importers.forms.labelpairs import OPENS_SHEET, are_stacked, is_sheet_title, parts_of
from importers.forms.sheetrows import SheetReader
from importers.forms.signatures import is_signature
from importers.forms.titles import HEADED, Headings, tells_of_sheet
from importers.tables.columns import PLAN_COLUMNS, ColumnReader
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.placing import Place, heads_segretario, series_named
from importers.tables.richrows import RichRow, read_rich, rich_cell
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.units.plaintitles import plain_units
from importers.units.sheetunits import is_named_inside
from importers.units.unitnames import (
    lettered_areas,
    named_unit,
    names_services_only,
    shared_areas,
)
from importers.units.units import Organisation
from importers.values.figures import is_error
from importers.values.words import squeezed, unaccented
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.findings import Findings
from importers.whole.grid import Row, one_line
from importers.whole.strategy import is_dup
from italian.regex import regex

_LOOKS_AHEAD = 8
_LEAST_TITLE = 8
_MOST_IN_TOTAL = 3
"""Cells of a row that may be a total though its word is not the first of them."""
_EXECUTIVE_HEADING = regex(r"obiettivo (?:esecutivo|gestionale)\s+[\w.]*\d", re.IGNORECASE)
_TOTAL = regex(r"\W*(?:Totale|TOTALE|Somma|SOMMA)\b[^:]{0,60}:?\s*\d[\d.,]*\s?[%‰]?\W*$")
"""`Totale millesimi del servizio: 1000`, under the objectives of a unit."""
_RESOURCES = {Role.STAFF, Role.CHAPTER, Role.MONTH}
_OF_SHEET = {Role.INDICATOR, Role.PHASE, *_RESOURCES}
"""What tables within the sheet of an objective hold."""
_AS_WORK: Mapping[Role | None, Role] = {
    Role.OBJECTIVE: Role.PHASE,
    Role.DESCRIPTION: Role.PHASE,
    Role.WEIGHT: Role.PHASE_WEIGHT,
}
_OF_WORK = {Role.OBJECTIVE, Role.DESCRIPTION, Role.NUMBER, Role.WEIGHT, Role.START, Role.DEADLINE,
            Role.TIMING, Role.OTHER}  # fmt: skip
_OF_MEASURES = {Role.INDICATOR, Role.TARGET, Role.PHASE}
_MEETS = {Role.INDICATOR, Role.TARGET, Role.EXPECTED, Role.PHASE, Role.WEIGHT, Role.DEADLINE,
          Role.TIMING, Role.YEARS}  # fmt: skip
"""A table of objectives has a column of some of these; others list units or works."""
_OF_PLAN = {Role.OBJECTIVE, Role.CODE, Role.AREA, Role.SERVICE}


class ExecutiveReader:
    """Goes through the blocks in order and leaves a draft per objective."""

    def __init__(self, organisation: Organisation, findings: Findings, year: int) -> None:
        self.place = Place(organisation)
        self.findings = findings
        self.drafts: list[ObjectiveDraft] = []
        self.unmeasured: list[ObjectiveDraft] = []
        """What is called an objective with nothing to measure or meet, which makes no plan."""
        self.labels = SheetReader(self.place, self.drafts, year)
        self.columns = ColumnReader(self.place, self.drafts, year)
        self.pending: RichRow | None = None
        self.above: ObjectiveDraft | None = None
        """The only objective of the table above: one of indicators right under it is its own."""
        self.before: Table | None = None
        """The table right above, with nothing between."""
        self.headed = 0
        """The level of the last heading outside the sheets."""

    def read(
        self, blocks: Sequence[Block], progress: Callable[[float], None] | None = None
    ) -> None:
        """Reads the blocks of a document into drafts; `progress` hears a share of one."""
        self.labels.has_executive = any(
            isinstance(block, Paragraph) and _EXECUTIVE_HEADING.match(block.text)
            for block in blocks
        )
        self.labels.is_stacked = are_stacked(blocks)
        self.labels.headings = Headings(blocks)
        texts = [one_line(block.text) for block in blocks if isinstance(block, Paragraph)]
        self.place.letters, self.place.shared = lettered_areas(texts), shared_areas(texts)
        self.place.are_services = names_services_only(texts)
        plain = {} if self.place.is_given else plain_units(blocks)
        for i, block in enumerate(blocks):
            if i in plain:
                self.labels.close()
                self.place.open_named(plain[i])
            elif isinstance(block, Paragraph):
                self._paragraph(block, blocks[i + 1 : i + 1 + _LOOKS_AHEAD])
            elif not _is_scoring(block) and not is_dup(block):
                self._table(block)
            if progress:
                progress((i + 1) / len(blocks))
        named = [draft for draft in self.drafts if draft.text(Role.OBJECTIVE)]
        self.unmeasured = [draft for draft in named if not _is_objective(draft)]
        self.drafts = [draft for draft in self.drafts if _is_objective(draft)]
        for draft in self.drafts:
            draft.part_works()

    def _paragraph(self, block: Paragraph, after: Sequence[Block]) -> None:
        self.before = None
        if _TOTAL.match(block.text):
            self.labels.open_role = None
            return
        if 0 < block.level < self.labels.level or self._ends_unit(block):
            self.labels.close()  # a heading above the open sheet ends it
        if self._heads_table(block, after):
            self._unit_row(one_line(block.text), is_first=True, loosely=True)
            return
        if block.is_title and series_named(one_line(block.text)) and _opens_form(after):
            self._unit_row(one_line(block.text), is_first=True, loosely=False)
            return
        is_within = self.labels.sheet is not None and _heads_part(block, after)
        if is_within or self.labels.paragraph(block, after):
            return
        self.labels.close()
        self.headed = block.level or self.headed
        self.above = self._recalled(one_line(block.text))
        if not (block.is_sheet and is_named_inside(block.text, after)):
            self.place.title_read(block)

    def _ends_unit(self, title: Paragraph) -> bool:
        """`4. Monitoraggio`, as high as the unit's heading, after objectives without their own."""
        is_high = not self.labels.level and 0 < title.level <= self.headed
        text = one_line(title.text).lstrip("0123456789.) ")
        return is_high and role_of(text) in (None, Role.OTHER)

    def _heads_table(self, title: Paragraph, after: Sequence[Block]) -> bool:
        """`D1.1 Affari istituzionali` right over a table of objectives, none of which it codes."""
        table = after[0] if after else None
        if not isinstance(table, Table) or not table.columns or Role.OBJECTIVE not in table.roles:
            return False
        text = one_line(title.text)
        code = text.split(maxsplit=1)[0] if text else ""
        codes = {cell.split(maxsplit=1)[0] for row in table.rows for cell in row.cells if cell}
        return title.is_title and self.place.heads_service(text) and code not in codes

    def _recalled(self, text: str) -> ObjectiveDraft | None:
        """`Dettaglio dell'obiettivo 03.1 – Opere pubbliche`: the objective that a title names."""
        said = squeezed(text) if "obiettivo" in unaccented(text) else ""
        for draft in self.drafts if said else ():
            title = squeezed(draft.text(Role.OBJECTIVE))
            if len(title) > _LEAST_TITLE and title in said:
                return draft
        return None

    def _table(self, table: Table) -> None:
        if self.labels.sheet is not None and tells_of_sheet(table):
            self.labels.scalars(table)
            return
        last: ObjectiveDraft | None = self.labels.sheet
        if last is not None and last.text(Role.OBJECTIVE):
            _measures_described(table)
            _works_listed(table)
            _money_described(table)
            _staff_listed(table)
        if any(role in table.roles for role in (Role.OBJECTIVE, Role.DESCRIPTION)):
            last = self._cut_by_page(table) if not table.roles & _RESOURCES else last
        elif last is None and table.roles & _OF_MEASURES and not table.roles & _OF_PLAN:
            last = self.above
        known = len(self.drafts)
        for row in table.rows:
            if is_signature(row):
                continue
            if self._is_total(row) or not _counts(row, table):
                last = self._table_row(row, table, last)
        self._flush()
        self.labels.open_role = None
        self.before = table
        if len(self.drafts) > known:
            self.above = self.drafts[-1] if len(self.drafts) == known + 1 else None

    def _cut_by_page(self, table: Table) -> ObjectiveDraft | None:
        """The last objective of the table above, of which more stands under the same headings."""
        first, above = table.rows[0] if table.rows else None, self.before
        if first is None or above is None or above.columns != table.columns or not self.drafts:
            return None
        is_own = any(table.cell(first, role) for role in _OF_PLAN)
        return self.drafts[-1] if not is_own and self.drafts[-1].opened_by is above else None

    def _is_total(self, row: Row) -> bool:
        return any(self.place.is_total(one_line(row.cells[i])) for i in row.filled)

    def _table_row(
        self, row: Row, table: Table, last: ObjectiveDraft | None
    ) -> ObjectiveDraft | None:
        """Takes one row; the objective that is open after it."""
        if self.labels.title_row(row):
            self._flush()
            return self.labels.sheet
        if self._closes_or_opens(row, table):
            return None
        if _is_caption(row) or (table.columns and _is_summary(row)):
            self.labels.open_role = None
            return last
        index = rich_cell(row)
        if self.pending is not None and self.pending.is_cut(row):
            self.pending.join(row)
        elif index is not None:
            self._flush()
            self.pending = RichRow(row, index, table)
        elif self.labels.pairs(row, table):
            return self.labels.sheet
        elif table.roles & (PLAN_COLUMNS | _RESOURCES):
            self._flush()
            return self.columns.row(row, table, last)
        return last

    def _flush(self) -> None:
        if self.pending is None:
            return
        group = self.place.title if self.place.series is Series.TRANSVERSAL else None
        draft = read_rich(self.pending, self.place, group)
        self.pending = None
        self.place.placed(draft)
        self.drafts.append(draft)

    def _closes_or_opens(self, row: Row, table: Table) -> bool:
        """A row that is a total, or only the name of a unit."""
        few = row.fresh if len(row.fresh) <= _MOST_IN_TOTAL else row.fresh[:1]
        said = (one_line(row.cells[i]) for i in few)
        total = next((text for text in said if self.place.is_total(text)), None)
        if total is not None:
            self._flush()
            self.place.total_read(total)
            return True
        fresh = row.fresh
        if len(fresh) != 1 or len(row.cells[fresh[0]]) > 120 or rich_cell(row) is not None:
            return False
        text = one_line(row.cells[fresh[0]])
        loosely = self.place.heads_service(text) and _is_coded_band(row, table)
        return self._unit_row(text, is_first=fresh == (0,), loosely=loosely)

    def _unit_row(self, text: str, *, is_first: bool, loosely: bool) -> bool:
        unit = named_unit(text, loosely=loosely)
        known = self.place.organisation.units_of(text) if is_first else []
        is_caption = role_of(text) is not None and is_only_heading(text)
        is_named = bool(known) and (not is_caption or self.place.is_same(known[0], text))
        if unit is None and not (is_named and text.isupper()):
            series = series_named(text) if is_first else None
            if series is not None:
                self._flush()
                self.labels.close()
                self.place.title_read(Paragraph(0, f"Obiettivi {series} {text}"))
            return series is not None
        self._flush()
        self.labels.close()
        self.place.series = Series.EXECUTIVE
        self.place.open_group = []
        self.place.service = None
        self.place.open_unit(text, loosely=loosely)
        return True


def _is_coded_band(row: Row, table: Table) -> bool:
    """`D1.1 Affari istituzionali` across a table in which nothing else has that code."""
    code = row.cells[0].split()[0] if row.cells[0] else ""
    is_across = bool(table.columns) and len(row.across) == len(row.cells) - 1 > 0
    others = (cell for one in table.rows if one is not row for cell in one.cells)
    return is_across and not any(cell.split()[:1] == [code] for cell in others)


def _is_scoring(table: Table) -> bool:
    """A form of evaluation; a plan may keep an empty column for it."""
    plans = {Role.OBJECTIVE, Role.INDICATOR, Role.TARGET} <= table.roles
    return Role.SCORE in table.roles and not plans


def _counts(row: Row, table: Table) -> bool:
    """A row that says of a unit how many objectives or people it has."""
    if not table.columns or table.columns[0].role not in {Role.AREA, Role.SERVICE, Role.OWNER}:
        return False
    figures = [one_line(row.cells[i]) for i in row.filled[1:]]
    of_units = not table.roles & {Role.INDICATOR, Role.TARGET, Role.DEADLINE, Role.PHASE}
    return of_units and bool(figures) and all(map(_is_whole, figures))


def _is_whole(text: str) -> bool:
    return text.rstrip(" %").isdecimal()


def _is_summary(row: Row) -> bool:
    """A line under a table that counts: `Obiettivi assegnati | 5`."""
    if len(row.fresh) != 2:
        return False
    label, figure = (one_line(row.cells[i]) for i in row.fresh)
    is_label = role_of(label) is not None and is_only_heading(label)
    return row.fresh[0] > 0 and is_label and (is_error(figure) or figure.isdecimal())


def _measures_described(table: Table) -> None:
    """In the sheet of an objective `Descrizione | Valore 2025 | Target` describes indicators."""
    roles = table.roles
    is_of_measures = roles & {Role.TARGET, Role.BASELINE} and Role.DESCRIPTION in roles
    if is_of_measures and not roles & {Role.OBJECTIVE, Role.INDICATOR, Role.OWNER}:
        table.columns = tuple(
            replace(column, role=Role.INDICATOR) if column.role is Role.DESCRIPTION else column
            for column in table.columns
        )


def _money_described(table: Table) -> None:
    """In the sheet of an objective `Descrizione | Capitolo | Importo` describes chapters."""
    if Role.CHAPTER in table.roles and not table.roles & {Role.INDICATOR, Role.TARGET}:
        table.columns = tuple(
            replace(column, role=Role.OTHER) if column.role is Role.DESCRIPTION else column
            for column in table.columns
        )


def _staff_listed(table: Table) -> None:
    """In the sheet of an objective `Area | N. unità | % di impiego` counts people by their area."""
    if Role.AREA in table.roles and table.roles & {Role.HEADCOUNT, Role.SHARE}:
        as_people = {Role.AREA: Role.STAFF, Role.UNIT_CODE: Role.HEADCOUNT}
        table.columns = tuple(
            replace(c, role=as_people.get(c.role, c.role) if c.role else None)
            for c in table.columns
        )


def _works_listed(table: Table) -> None:
    """In the sheet of an objective `Azioni | Peso | Entro il` are its phases, and no objectives.

    So is whatever has a beginning: `Descrizione | Peso | Inizio | Fine`.
    """
    names = [c for c in table.columns if c.role in (Role.OBJECTIVE, Role.DESCRIPTION)]
    is_begun = Role.START in table.roles
    is_of_work = len(names) == 1 and (
        is_begun or role_of(names[0].title) in (Role.ACTION, Role.PHASE)
    )
    if is_of_work and table.roles <= _OF_WORK:
        table.columns = tuple(replace(c, role=_AS_WORK.get(c.role, c.role)) for c in table.columns)


def _is_caption(row: Row) -> bool:
    """A row across the table that is only a heading: `INDICATORI DI RISULTATO`."""
    text = one_line(row.cells[row.fresh[0]]) if len(row.fresh) == 1 else ""
    spreads = bool(row.across) or text.isupper()
    return spreads and bool(text) and role_of(text) is not None and is_only_heading(text)


def _heads_part(title: Paragraph, after: Sequence[Block]) -> bool:
    """`B) MISURAZIONE`: a title within a sheet, over the indicators or the work of it."""
    table = after[0] if after else None
    if not isinstance(table, Table) or not title.is_title or named_unit(title.text) is not None:
        return False
    if heads_segretario(title) or _opens_form(after):
        return False
    is_sheet = title.is_sheet or is_sheet_title(title.text)
    if is_sheet or HEADED.match(one_line(title.text)) or parts_of(title.text) is not None:
        return False
    if table.columns:
        return bool(table.roles & _OF_SHEET) and not table.roles & _OF_PLAN
    first = table.rows[0] if table.rows else None
    return first is not None and first.filled[:1] == (0,) and role_of(_bare(first)) in _OF_SHEET


def _opens_form(after: Sequence[Block]) -> bool:
    """Whether an objective comes next: its heading, a table, a form: `Codice | X1 | Peso | 50`."""
    table = after[0] if after else None
    if isinstance(table, Table) and table.columns and Role.OBJECTIVE in table.roles:
        return True
    if isinstance(table, Paragraph):
        heading = HEADED.match(one_line(table.text))
        return heading is not None and bool(heading["title"])
    first = table.rows[0] if isinstance(table, Table) and table.rows else None
    if first is None or len(first.fresh) < 2 or first.fresh[0]:
        return False
    return role_of(_bare(first)) in OPENS_SHEET and is_only_heading(_bare(first))


def _bare(row: Row) -> str:
    return re.sub(r"\s*(?:n\.?\s?|n[°º]\s?)?\d{1,2}$", "", one_line(row.cells[0]).rstrip(": "))


def _is_objective(draft: ObjectiveDraft) -> bool:
    """Prose may speak of `Obiettivo 1:`; without anything to measure or meet it is no plan row."""
    told = (Role.DEADLINE, Role.WEIGHT, Role.OWNER, Role.YEARS, Role.EXPECTED)
    has_text = draft.text(Role.OBJECTIVE) or draft.text(Role.DESCRIPTION)
    table = draft.opened_by
    if isinstance(table, Table) and not table.roles & _MEETS and not draft.indicators:
        return False
    if isinstance(table, Table) and Role.INDICATOR in table.roles and draft.text(Role.CODE):
        return bool(has_text)  # among others that are measured, and the town left its cells empty
    return bool(has_text) and (
        bool(draft.indicators or draft.phases) or any(draft.text(role) for role in told)
    )
