"""The plan's own objectives, whatever the shape of their tables.

Three shapes are read: a cell with labelled parts (`Descrizione: … Azione: …`) beside a few small
ones; one column per part; a sheet of labels and values per objective. One document may mix them.
"""

import re
from collections.abc import Callable, Sequence

from importers.codes import looks_like_code
from importers.drafts import IndicatorDraft, ObjectiveDraft, Series
from importers.findings import Findings
from importers.grid import Row, one_line
from importers.headings import Role, labelled_parts, role_of
from importers.placing import Place
from importers.richrows import RichRow, read_rich, rich_cell
from importers.strategy import is_dup
from importers.tables import Block, Paragraph, Table
from importers.units import Organisation, named_unit
from importers.words import squeezed, unaccented

_OF_INDICATOR = (
    Role.INDICATOR,
    Role.TARGET,
    Role.BASELINE,
    Role.UNIT,
    Role.FORMULA,
    Role.KIND,
    Role.INDICATOR_WEIGHT,
)
_PLAN_COLUMNS = {
    Role.INDICATOR,
    Role.TARGET,
    Role.WEIGHT,
    Role.DEADLINE,
    Role.OWNER,
    Role.YEARS,
    Role.BASELINE,
    Role.EXPECTED,
    Role.TIMING,
}
_OPENS_SHEET = {
    Role.AREA,
    Role.SERVICE,
    Role.OBJECTIVE,
    Role.CODE,
    Role.NUMBER,
    Role.STRATEGIC,
    Role.DESCRIPTION,
}


class ExecutiveReader:
    """Goes through the blocks in order and leaves a draft per objective."""

    def __init__(self, organisation: Organisation, findings: Findings, year: int) -> None:
        self.place = Place(organisation)
        self.findings = findings
        self.year = year
        self.drafts: list[ObjectiveDraft] = []
        self.sheet: ObjectiveDraft | None = None
        """The objective whose labels and values are being read."""
        self.open_role: Role | None = None
        self.pending: RichRow | None = None

    def read(
        self, blocks: Sequence[Block], progress: Callable[[float], None] | None = None
    ) -> None:
        for i, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif Role.SCORE not in block.roles and not is_dup(block):
                self._table(block)
            if progress:
                progress((i + 1) / len(blocks))
        self.drafts = [draft for draft in self.drafts if _is_objective(draft)]

    # A sheet of labels in running text

    def _paragraph(self, paragraph: Paragraph) -> None:
        parts = labelled_parts(paragraph.text)
        if parts and parts[0][0] is not None and not self.place.is_over:
            for role, text in parts:
                if role is not None:
                    self._labelled(role, text, paragraph.line)
            return
        if self.sheet is not None and self.open_role is not None and not _is_shouted(paragraph):
            text = paragraph.text
            if named_unit(text) is None:
                self._labelled(self.open_role, text, paragraph.line, goes_on=True)
                return
        self.sheet = self.open_role = None
        self.place.title_read(paragraph)

    def _labelled(self, role: Role, text: str, line: int, *, goes_on: bool = False) -> None:
        """One label and its value."""
        if role in (Role.AREA, Role.SERVICE) and self.sheet is None:
            self._unit_label(role, text)
            return
        opens = role in _OPENS_SHEET and not goes_on
        if opens and (self.sheet is None or role in self.sheet.said or self._is_next(role)):
            if role is Role.DESCRIPTION and self.sheet is None:
                return
            self.sheet = self._begin(line)
        if self.sheet is None:
            return
        self.open_role = role
        if role in (Role.AREA, Role.SERVICE):
            self._unit_label(role, text)
            self.sheet.area, self.sheet.service = self.place.area, self.place.service
        elif role in _OF_INDICATOR:
            self._indicator_label(role, text, line, goes_on=goes_on)
            return
        self.sheet.has_own_weight = self.sheet.has_own_weight or role is Role.WEIGHT
        self.sheet.put(role, text, line)

    def _is_next(self, role: Role) -> bool:
        """A unit's label after the indicators opens the next sheet."""
        assert self.sheet is not None
        return role in (Role.AREA, Role.SERVICE, Role.OBJECTIVE) and bool(self.sheet.indicators)

    def _unit_label(self, role: Role, text: str) -> None:
        if "trasversal" in unaccented(text):
            self.place.series = Series.TRANSVERSAL
            return
        area, service = (text, "") if role is Role.AREA else ("", text)
        self.place.series = Series.EXECUTIVE
        self.place.columns_read(one_line(area), one_line(service), "")

    def _indicator_label(self, role: Role, text: str, line: int, *, goes_on: bool) -> None:
        assert self.sheet is not None
        rows = self.sheet.indicators
        if goes_on and rows:
            rows[-1].said[role] = f"{rows[-1].text(role)}\n{text}".strip()
        elif role is Role.INDICATOR or not rows:
            rows.append(IndicatorDraft(line, {role: text}))
        else:
            rows[-1].said[role] = text

    def _begin(self, line: int) -> ObjectiveDraft:
        draft = ObjectiveDraft(line, self.place.series, group=self._group())
        self.place.placed(draft)
        self.drafts.append(draft)
        return draft

    def _group(self) -> str | None:
        return self.place.title if self.place.series is Series.TRANSVERSAL else None

    # Tables

    def _table(self, table: Table) -> None:
        last: ObjectiveDraft | None = self.sheet
        if any(role in table.roles for role in (Role.OBJECTIVE, Role.DESCRIPTION)):
            last = None
        for row in table.rows:
            if self._closes_or_opens(row):
                last = None
                continue
            index = rich_cell(row)
            if self.pending is not None and index is None and self.pending.is_cut(row):
                self.pending.join(row)
            elif index is not None and not (self.pending and self.pending.is_cut(row)):
                self._flush()
                self.pending = RichRow(row, index, table)
            elif self.pending is not None and self.pending.is_cut(row):
                self.pending.join(row)
            elif self._pairs(row, table):
                last = self.sheet
            elif table.roles & _PLAN_COLUMNS:
                self._flush()
                last = self._columns(row, table, last)
        self._flush()
        self.open_role = None

    def _flush(self) -> None:
        if self.pending is None:
            return
        draft = read_rich(self.pending, self.place, self._group())
        self.pending = None
        self.place.placed(draft)
        self.drafts.append(draft)

    def _closes_or_opens(self, row: Row) -> bool:
        """A row that is a total, or only the name of a unit."""
        first = next((one_line(cell) for cell in row.cells if cell), "")
        if self.place.is_total(first):
            self._flush()
            self.place.total_read(first)
            self.sheet = None
            return True
        alone = row.alone
        if alone is None or len(alone) > 120 or rich_cell(row) is not None:
            return False
        return self._unit_row(one_line(alone), is_first=row.filled == (0,))

    def _unit_row(self, text: str, *, is_first: bool) -> bool:
        unit = named_unit(text)
        known = self.place.organisation.units_of(text) if is_first else []
        if unit is None and not (known and text.isupper()):
            if is_first and "trasversal" in unaccented(text):
                self._flush()
                self.place.title_read(Paragraph(0, f"Obiettivi trasversali {text}"))
                return True
            return False
        self._flush()
        self.sheet = None
        self.place.series = Series.EXECUTIVE
        self.place.open_group = []
        self.place.service = None
        self.place.open_unit(text)
        return True

    def _pairs(self, row: Row, table: Table) -> bool:
        """A row of a sheet: `Peso | 30 | Scadenza | 31/12/2025`."""
        if len(row.filled) > 2 and table.roles & {Role.OBJECTIVE, Role.DESCRIPTION}:
            return False
        filled = [row.cells[i] for i in row.filled]
        if len(filled) < 2 or len(filled) % 2 or role_of(filled[0].rstrip(":")) is None:
            return False
        pairs = list(zip(filled[::2], filled[1::2], strict=True))
        roles = [role_of(label.rstrip(":")) for label, _ in pairs]
        if any(role is None for role in roles):
            return False
        for role, (_, value) in zip(roles, pairs, strict=True):
            assert role is not None
            if self.sheet is None and role not in _OF_INDICATOR:
                self.sheet = self._begin(row.line)
            self._labelled(role, value, row.line)
        return True

    def _columns(
        self, row: Row, table: Table, last: ObjectiveDraft | None
    ) -> ObjectiveDraft | None:
        said = self._by_role(row, table)
        text = said.get(Role.OBJECTIVE) or said.get(Role.DESCRIPTION) or ""
        if not said:
            return last
        if last is not None and row.line in table.breaks and _is_cut(said, last):
            self._join(said, row, last)
            return last
        has_own = bool(text) and (
            Role.INDICATOR in table.roles or Role.TARGET in table.roles or len(said) > 1
        )
        if not has_own:
            if last is not None and any(role in said for role in _OF_INDICATOR):
                self._indicator_row(said, row, last)
            elif last is not None and text:
                last.put(Role.DESCRIPTION, text, row.line)
            return last
        self._unit_columns(said)
        same = last is not None and _same_objective(said, last)
        if same and last is not None and last.service is self.place.service:
            self._indicator_row(said, row, last)
            return last
        return self._new_from_columns(said, row, table)

    def _unit_columns(self, said: dict[Role, str]) -> None:
        area, service = said.get(Role.AREA, ""), said.get(Role.SERVICE, "")
        unit_text = unaccented(f"{area} {service}")
        if "trasversal" in unit_text:
            self.place.series, self.place.title = Series.TRANSVERSAL, None
        elif re.fullmatch(r"\s*segretari[oa]( general[ei]| comunale)?\s*", unit_text):
            self.place.series = Series.SEGRETARIO
        elif area or service or said.get(Role.UNIT_CODE):
            if self.place.series is not Series.TRANSVERSAL or not self.place.title:
                self.place.series = Series.EXECUTIVE
            code = said.get(Role.UNIT_CODE, "")
            self.place.columns_read(one_line(area), one_line(service), code)

    def _new_from_columns(self, said: dict[Role, str], row: Row, table: Table) -> ObjectiveDraft:
        self.sheet = None
        draft = self._begin(row.line)
        draft.area, draft.service = self.place.area, self.place.service
        draft.group = said.get(Role.GROUP) or draft.group
        draft.has_years_column = Role.YEARS in table.roles
        for role, text in said.items():
            if role not in _OF_INDICATOR:
                draft.put(role, text, row.line)
        for column, title in zip(table.columns, table.titles, strict=True):
            if column:
                draft.headings.setdefault(column, title)
        parts = labelled_parts(said.get(Role.OBJECTIVE, ""))
        if len(parts) > 1:
            self._spread(parts, draft, row)
        self._indicator_row(said, row, draft)
        return draft

    def _spread(
        self, parts: list[tuple[Role | None, str]], draft: ObjectiveDraft, row: Row
    ) -> None:
        """An objective's cell that holds other parts too, under their labels."""
        draft.said[Role.OBJECTIVE] = ""
        for role, text in parts:
            if role in _OF_INDICATOR:
                draft.indicators.append(IndicatorDraft(row.line, {role: text}))
            else:
                draft.put(role or Role.OBJECTIVE, text, row.line)

    def _indicator_row(self, said: dict[Role, str], row: Row, draft: ObjectiveDraft) -> None:
        own = {role: said[role] for role in _OF_INDICATOR if role in said}
        for role in (Role.DEADLINE, Role.WEIGHT, Role.EXPECTED):
            if role in said:
                own[role] = said[role]
        if any(role in own for role in (Role.INDICATOR, Role.TARGET, Role.EXPECTED)):
            draft.indicators.append(IndicatorDraft(row.line, own))

    def _join(self, said: dict[Role, str], row: Row, draft: ObjectiveDraft) -> None:
        """What a page cut goes back where it belongs, and is told."""
        for role, text in said.items():
            if role in _OF_INDICATOR and draft.indicators:
                before = draft.indicators[-1].text(role)
                draft.indicators[-1].said[role] = f"{before} {text}".strip()
            else:
                draft.put(role, text, row.line)
        draft.findings.add("broken_cell", row.line, " ".join(said.values()))

    def _by_role(self, row: Row, table: Table) -> dict[Role, str]:
        """Each part under its heading; of several years' columns, the plan's."""
        said: dict[Role, str] = {}
        for role, title, cell in zip(table.columns, table.titles, row.cells, strict=False):
            if role is None or not cell:
                continue
            named = re.search(r"20\d\d", title)
            if role in said and not (named and int(named.group()) == self.year):
                continue
            if (
                role is Role.TARGET
                and named
                and int(named.group()) > self.year
                and any(str(self.year) in other for other in table.titles)
            ):
                continue
            said[role] = cell
        return said


def _is_objective(draft: ObjectiveDraft) -> bool:
    """Prose may speak of `Obiettivo 1:`; without anything to measure or meet it is no plan row."""
    told = (Role.DEADLINE, Role.WEIGHT, Role.OWNER, Role.YEARS, Role.EXPECTED)
    has_text = draft.text(Role.OBJECTIVE) or draft.text(Role.DESCRIPTION)
    return bool(has_text) and (bool(draft.indicators) or any(draft.text(role) for role in told))


def _same_objective(said: dict[Role, str], last: ObjectiveDraft) -> bool:
    if said.get(Role.CODE) and squeezed(said[Role.CODE]) != squeezed(last.text(Role.CODE)):
        return False
    if said.get(Role.NUMBER) and said[Role.NUMBER] != last.text(Role.NUMBER):
        return False
    texts = [role for role in (Role.OBJECTIVE, Role.DESCRIPTION) if said.get(role)]
    return all(squeezed(said[role]) == squeezed(last.text(role)) for role in texts)


def _is_cut(said: dict[Role, str], last: ObjectiveDraft) -> bool:
    """The first row of a page that goes on with the row above it."""
    if (
        said.get(Role.CODE)
        or said.get(Role.NUMBER)
        or looks_like_code(said.get(Role.OBJECTIVE, ""))
    ):
        return False
    text = said.get(Role.OBJECTIVE) or said.get(Role.DESCRIPTION) or ""
    if text:
        return text[:1].islower()
    indicator = said.get(Role.INDICATOR, "")
    return not indicator or (indicator[:1].islower() and not re.match(r"n\.|nr|n°", indicator))


def _is_shouted(paragraph: Paragraph) -> bool:
    return paragraph.text.isupper() and paragraph.is_title
