"""Rows under headings: one objective a row, or one of its indicators, activities, resources."""

import re

from importers.forms.inline import BULLET, items_of, said_inline, works_of
from importers.forms.labels import labelled_parts
from importers.tables.looks import is_number
from importers.tables.placing import Place
from importers.tables.roles import LEVELS, OF_INDICATOR, Role
from importers.tables.saidrow import OF_PHASE, TEXTS, SaidRow, has_days_of_work
from importers.tables.tables import Table
from importers.units.unitnames import named_unit
from importers.values.codes import looks_like_code
from importers.values.figures import is_error
from importers.values.indicators import is_list
from importers.values.resources import people_in
from importers.values.words import hangs, squeezed, unaccented
from importers.values.works import phase_said
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft, Series
from importers.whole.grid import Row, one_line
from italian.regex import regex

PLAN_COLUMNS = {
    Role.INDICATOR,
    Role.TARGET,
    Role.WEIGHT,
    Role.DEADLINE,
    Role.OWNER,
    Role.YEARS,
    Role.BASELINE,
    Role.EXPECTED,
    Role.TIMING,
    Role.PHASE,
}
_RESOURCES = {Role.STAFF, Role.CHAPTER, Role.AMOUNT, Role.MONTH}
_NUMBERED = regex(r"(?:n[.°º]\s?(?=\d{1,2}\s)|(?=\d{1,2}[.)]))(\d{1,2})[.)]?\s+(\S.*)", re.DOTALL)
_HEADED = regex(
    r"(?:obiettivo|ob\.)\s*(?:n\.\s?)?(\d{1,2})\s*[–—:.-]+\s*(?=(?-i:[A-ZÀ-Ù]))(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""`Ob. 1 – Archivio digitale`."""
_POINTS = regex(r"\W*(?:si veda|si vedano|vedi|vedasi|cfr)\b", re.IGNORECASE)
"""`si veda il dettaglio`: where the measures stand, and none of them."""
_WORD = re.compile(r"[^\W\d]{4,}")
_OF_LIST = {Role.OBJECTIVE, Role.NUMBER, Role.CODE, Role.WEIGHT}
_KIND_WORD = {Role.AREA: "Settore", Role.SERVICE: "Servizio"}
_OF_BOTH = regex(r"(?i)respons\w*.*\bpeso\b|\bpeso\b.*respons")


class ColumnReader:
    """Puts the rows of tables into drafts."""

    def __init__(self, place: Place, drafts: list[ObjectiveDraft], year: int) -> None:
        self.place = place
        self.drafts = drafts
        self.year = year

    def row(self, row: Row, table: Table, last: ObjectiveDraft | None) -> ObjectiveDraft | None:
        """Takes one row; the objective that is open after it."""
        said = SaidRow(row, table, self.year)
        if (not said.said and not said.months) or _is_said_of_all(said, table):
            return last
        roles = table.roles
        level = LEVELS.get(squeezed(said.said.get(Role.KIND, "")))
        if level is not None and said.is_piece:
            said.take_piece(level)
        elif level is not None and not self._of_level(level, said, last, table):
            return last
        if not roles & set(TEXTS):
            last = self._referred(said) or last
        if not roles & {*TEXTS, Role.INDICATOR, Role.TARGET} and roles & _RESOURCES:
            self._resource(said, last)
            return last
        is_rest = last is not None and self._is_rest(said, last, table)
        if last is not None and (is_rest or (row.line in table.breaks and is_cut(said, last))):
            self._join(said, last)
            return last
        if self._is_phase(said, table):
            self._phase(said, last, table)
            return last
        if not self._has_own_text(said, table):
            self._goes_on(said, last, table)
            return last
        self.unit_columns(said.said)
        if last is not None and self._is_same(said, last):
            self._same(said, last, table)
            return last
        return self._new(said, table)

    def _of_level(
        self, level: Role, said: SaidRow, last: ObjectiveDraft | None, table: Table
    ) -> bool:
        """A row that says what it is: a unit, an objective, an indicator. True for an objective."""
        text = said.text
        del said.said[Role.KIND]
        if level is Role.OBJECTIVE:
            return True
        for role in TEXTS:
            said.said.pop(role, None)
        if level in (Role.AREA, Role.SERVICE):
            code = said.said.get(Role.CODE, "")
            named = named_unit(text)
            is_named = named is not None and named.level is not None
            text = f"{_KIND_WORD[level]} {code} - {text}" if code and not is_named else text
            area, service = (text, "") if level is Role.AREA else ("", text)
            self.place.columns_read(one_line(area), one_line(service), "")
            self.place.owner = said.said.get(Role.OWNER)
        elif last is not None and text:
            said.said[level] = text
            weight = said.said.pop(Role.WEIGHT, None)
            of_weight = Role.INDICATOR_WEIGHT if level is Role.INDICATOR else Role.PHASE_WEIGHT
            if weight:
                said.said.setdefault(of_weight, weight)
            last.has_own_weight = True
            if level is Role.INDICATOR:
                self._indicator(said, last, table, is_first=False)
            else:
                self._phase(said, last, table)
        return False

    def _referred(self, said: SaidRow) -> ObjectiveDraft | None:
        """The objective whose code a row of another table gives."""
        code = squeezed(said.said.get(Role.CODE) or said.said.get(Role.REFERENCE, ""))
        found = [draft for draft in self.drafts if squeezed(draft.text(Role.CODE)) == code]
        return found[0] if code and found else None

    def _has_own_text(self, said: SaidRow, table: Table) -> bool:
        has_measures = bool(table.roles & {Role.INDICATOR, Role.TARGET})
        return bool(said.text) and (has_measures or len(said.said) > 1)

    @staticmethod
    def _is_rest(said: SaidRow, last: ObjectiveDraft, table: Table) -> bool:
        """The end of a title beside the next indicator, in a table whose rows have numbers.

        In small letters, or where it says none of what every other row does.
        """
        keys = table.roles & {Role.CODE, Role.NUMBER}
        own = {role for role in said.said if role not in said.carried}
        is_told = bool(own & {*keys, Role.WEIGHT, Role.DEADLINE, Role.YEARS})
        if is_told or not any(last.text(key) for key in keys):
            return False
        usual = {role for role in (Role.WEIGHT, Role.DEADLINE) if last.text(role)}
        is_end = said.text[:1].islower() or len(usual) > 1 or hangs(last.text(Role.OBJECTIVE))
        is_own = bool(said.text) and not said.text_goes_on
        return is_own and is_end and {Role.INDICATOR, Role.TARGET} <= own

    def _is_phase(self, said: SaidRow, table: Table) -> bool:
        """An activity listed among the objectives: `- Formazione del personale`."""
        if Role.PHASE in said.said and not said.text:
            return True
        text = said.said.get(Role.OBJECTIVE, "")
        is_item = BULLET.match(text) is not None and not text[:1].isdigit()
        return is_item and not (said.said.get(Role.CODE) or said.said.get(Role.NUMBER))

    def _phase(self, said: SaidRow, last: ObjectiveDraft | None, table: Table) -> None:
        if last is None:
            return
        own = {role: text for role, text in said.said.items() if role in OF_PHASE}
        if not has_days_of_work(table):
            own.pop(Role.DEADLINE, None)
        if Role.PHASE not in own:
            own[Role.PHASE] = BULLET.sub("", said.said[Role.OBJECTIVE])
        works = _works_said(own[Role.PHASE])
        is_one = len(works) == 1
        if Role.INDICATOR_DEADLINE in said.said and is_one:
            own[Role.DEADLINE] = said.said[Role.INDICATOR_DEADLINE]
        has_weight = Role.WEIGHT in said.said and Role.WEIGHT not in said.carried and is_one
        has_weight = has_weight and not (said.text and last.opened_in_row(said.line))
        if Role.PHASE_WEIGHT not in own and has_weight:
            own[Role.PHASE_WEIGHT] = said.said[Role.WEIGHT]
        for work in works if Role.PHASE_WEIGHT not in own else [{}]:
            one = {**own, **work}
            last.phases.append(IndicatorDraft(said.line, one, months=tuple(said.months)))

    def _resource(self, said: SaidRow, last: ObjectiveDraft | None) -> None:
        if last is None:
            return
        if said.months or Role.PHASE in said.said:
            own = {role: text for role, text in said.said.items() if role in OF_PHASE}
            if Role.WEIGHT in said.said:
                own.setdefault(Role.PHASE_WEIGHT, said.said[Role.WEIGHT])
            if Role.PHASE in own:
                last.phases.append(IndicatorDraft(said.line, own, months=tuple(said.months)))
            return
        if Role.STAFF in said.said:
            last.people.append(IndicatorDraft(said.line, said.said))
        if Role.CHAPTER in said.said:  # beside the people, in one table
            last.budget.append(IndicatorDraft(said.line, said.said))

    def _goes_on(self, said: SaidRow, last: ObjectiveDraft | None, table: Table) -> None:
        if last is None:
            return
        if any(role in said.said for role in OF_INDICATOR):
            self._indicator(said, last, table, is_first=False)
        elif said.text:
            last.put(Role.DESCRIPTION, said.text, said.line)

    def _is_same(self, said: SaidRow, last: ObjectiveDraft) -> bool:
        if said.text_goes_on and last.opened_by is not None:
            return Role.CODE not in said.said or Role.CODE in said.carried
        return _same_objective(said.said, last) and last.service is self.place.service

    def _same(self, said: SaidRow, last: ObjectiveDraft, table: Table) -> None:
        if Role.PHASE in said.said and Role.PHASE not in said.carried and not _repeats(said, last):
            self._phase(said, last, table)
        if Role.WEIGHT in said.carried and not last.has_own_weight:
            last.has_own_weight = True
            for indicator in last.indicators:
                indicator.said.pop(Role.WEIGHT, None)
        self._indicator(said, last, table, is_first=False)

    def unit_columns(self, said: dict[Role, str]) -> None:
        """The unit that a row names."""
        area, service = said.get(Role.AREA, ""), said.get(Role.SERVICE, "")
        unit_text = unaccented(f"{area} {service}")
        if "trasversal" in unit_text:
            self.place.series, self.place.title = Series.TRANSVERSAL, None
        elif re.fullmatch(r"\s*segretari[oa]( general[ei]| comunale)?\s*", unit_text):
            self.place.series = Series.SEGRETARIO
        elif area or service or said.get(Role.UNIT_CODE):
            if self.place.series is not Series.TRANSVERSAL or not self.place.title:
                self.place.series = Series.EXECUTIVE
            code, area_code = said.get(Role.UNIT_CODE, ""), said.get(Role.AREA_CODE, "")
            code = "" if " " in code.strip() and service else code
            self.place.columns_read(one_line(area), one_line(service), code, area_code)

    def _new(self, said: SaidRow, table: Table) -> ObjectiveDraft:
        draft = self.place.begin(said.line)
        self.drafts.append(draft)
        draft.opened_by = table
        draft.measured = bool(table.roles & {Role.INDICATOR, Role.TARGET})
        draft.area, draft.service = self.place.area, self.place.service
        draft.group = said.said.get(Role.GROUP) or draft.group
        draft.has_years_column = Role.YEARS in table.roles
        draft.has_own_weight = bool(table.roles & {Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT})
        for role, text in said.said.items():
            if role not in OF_INDICATOR and role not in (Role.PHASE, Role.PHASE_WEIGHT):
                draft.put(role, text, said.line)
        if Role.PHASE in said.said:
            if has_days_of_work(table):
                draft.said.pop(Role.DEADLINE, None)
            self._phase(said, draft, table)
        self._cells_of_two(draft, table)
        draft.phases.extend(IndicatorDraft(said.line, own) for own in said.works)
        draft.people.extend(people_in(said.said.get(Role.STAFF, ""), said.line))
        numbered = said.said.get(Role.NUMBER, "")
        if Role.CODE not in said.said and _is_lettered(numbered):
            draft.put(Role.CODE, numbered, said.line)
        for column in table.columns:
            if column.role:
                draft.headings.setdefault(column.role, column.title)
        parts = labelled_parts(said.said.get(Role.OBJECTIVE, ""))
        if len(parts) > 1:
            self._spread(parts, draft, said.line)
        self._indicator(said, draft, table, is_first=True)
        return draft

    @staticmethod
    def _cells_of_two(draft: ObjectiveDraft, table: Table) -> None:
        """`1. Archivio digitale`: a number and a title; `EQ – peso 50%` under a heading of both."""
        said = draft.text(Role.OBJECTIVE)
        title = _NUMBERED.match(said) or _HEADED.fullmatch(said)
        if title and not (draft.text(Role.NUMBER) or draft.text(Role.CODE)):
            draft.said[Role.NUMBER], draft.said[Role.OBJECTIVE] = title[1], title[2]
        for one, other in ((Role.OWNER, Role.WEIGHT), (Role.WEIGHT, Role.OWNER)):
            both = any(c.role is one and _OF_BOTH.search(c.title) for c in table.columns)
            if both and draft.text(one) and other not in table.roles:
                draft.said[other] = draft.said[one]

    def _spread(
        self, parts: list[tuple[Role | None, str]], draft: ObjectiveDraft, line: int
    ) -> None:
        """An objective's cell that holds other parts too, under their labels."""
        draft.said[Role.OBJECTIVE] = ""
        for role, text in parts:
            if role in OF_INDICATOR:
                draft.indicators.append(IndicatorDraft(line, {role: text}))
            else:
                draft.put(role or Role.OBJECTIVE, text, line)

    def _indicator(
        self, said: SaidRow, draft: ObjectiveDraft, table: Table, *, is_first: bool
    ) -> None:
        own = {role: said.said[role] for role in OF_INDICATOR if role in said.said}
        if not is_first and Role.INDICATOR in said.carried:
            return
        if _POINTS.match(own.get(Role.INDICATOR, "")):
            return
        for role in (Role.DEADLINE, Role.WEIGHT, Role.EXPECTED):
            if role in said.said and (is_first or role not in said.carried):
                own[role] = said.said[role]
        _settle_own(own, said, table)
        if draft.has_own_weight and draft.opened_by is not None:
            own.pop(Role.WEIGHT, None)
        has_figures_beside = Role.EXPECTED in own and is_list(own.get(Role.INDICATOR, ""))
        if Role.INDICATOR in own and Role.TARGET not in table.roles and not has_figures_beside:
            items = items_of(own[Role.INDICATOR])
            parted = [said_inline(item, self.year) for item in items]
            if parted and all(parted):
                draft.indicators.extend(IndicatorDraft(said.line, part) for part in parted)
                return
            own.update(said_inline(own[Role.INDICATOR], self.year))
        if any(role in own for role in (Role.INDICATOR, Role.TARGET, Role.EXPECTED)):
            draft.indicators.append(IndicatorDraft(said.line, own))
        draft.indicators.extend(IndicatorDraft(said.line, more) for more in said.more)

    def _join(self, said: SaidRow, draft: ObjectiveDraft) -> None:
        """What a page cut goes back where it belongs, and is told."""
        own = {role: text for role, text in said.said.items() if role not in said.carried}
        is_whole = not own.get(Role.INDICATOR, "a")[:1].islower() and Role.TARGET in own
        if is_whole:
            measure = {role: own.pop(role) for role in OF_INDICATOR if role in own}
            draft.indicators.append(IndicatorDraft(said.line, measure))
        for role, text in own.items():
            if role in OF_INDICATOR and draft.indicators:
                before = draft.indicators[-1].text(role)
                draft.indicators[-1].said[role] = f"{before} {text}".strip()
            else:
                draft.put(role, text, said.line)
        if not is_whole:  # an indicator of its own beside the end of a title loses nothing
            draft.findings.add("broken_cell", said.line, " ".join(said.said.values()))


def _settle_own(own: dict[Role, str], said: SaidRow, table: Table) -> None:
    """Which of a row's days and weights are the indicator's own."""
    if Role.INDICATOR_DEADLINE in table.roles or (
        Role.PHASE in said.said and has_days_of_work(table)
    ):
        own.pop(Role.DEADLINE, None)
    if Role.INDICATOR_DEADLINE in said.said:
        own[Role.DEADLINE] = said.said[Role.INDICATOR_DEADLINE]
    if Role.PHASE_WEIGHT in said.said and Role.PHASE not in said.said:
        own[Role.PHASE_WEIGHT] = own[Role.INDICATOR_WEIGHT] = said.said[Role.PHASE_WEIGHT]
        if not {Role.TARGET, Role.BASELINE} & set(own):
            own[Role.KIND] = "milestone"


def _works_said(cell: str) -> list[dict[Role, str]]:
    """The pieces of work of a cell; each of several may say its own weight and days."""
    works = works_of(cell)
    return [phase_said(work) for work in works] if len(works) > 1 else [{Role.PHASE: cell}]


def _is_said_of_all(said: SaidRow, table: Table) -> bool:
    """`Risorse strumentali | 4 P.C., 2 stampanti` under `Obiettivi | Peso`: of the unit."""
    weight = said.said.get(Role.WEIGHT, "")
    is_of_words = len(_WORD.findall(weight)) > 1 and not is_error(weight)
    return table.roles <= _OF_LIST and is_of_words


def _repeats(said: SaidRow, last: ObjectiveDraft) -> bool:
    """A list of works that every row of an objective says again."""
    works = _works_said(said.said[Role.PHASE])
    told = {work.text(Role.PHASE) for work in last.phases}
    return len(works) > 1 and all(work.get(Role.PHASE) in told for work in works)


def _is_lettered(text: str) -> bool:
    """`T1` where others are 1, 2, 3: a code that stands in the column of numbers."""
    is_code = looks_like_code(text) and not is_number(text)
    return is_code and text[:1].isalpha() and text[-1:].isdigit()


def _same_objective(said: dict[Role, str], last: ObjectiveDraft) -> bool:
    if said.get(Role.CODE) and squeezed(said[Role.CODE]) != squeezed(last.text(Role.CODE)):
        return False
    if said.get(Role.NUMBER) and said[Role.NUMBER] != last.text(Role.NUMBER):
        return False
    texts = [role for role in TEXTS if said.get(role)]
    return all(squeezed(said[role]) == squeezed(last.text(role)) for role in texts)


def is_cut(row: SaidRow, last: ObjectiveDraft) -> bool:
    """The first row of a page that goes on with the row above it."""
    said = row.said
    if (
        said.get(Role.CODE)
        or said.get(Role.NUMBER)
        or looks_like_code(said.get(Role.OBJECTIVE, ""))
    ):
        return False
    if row.text:
        return row.text[:1].islower() and not _NUMBERED.match(row.text)
    indicator, phase = said.get(Role.INDICATOR, ""), said.get(Role.PHASE, "")
    before = last.phases[-1].text(Role.PHASE) if last.phases else ""
    if phase[:1].isupper() and not hangs(before):
        return False
    if indicator and said.get(Role.TARGET) and not last.indicators:
        return False  # nothing is above it that it could go on with
    return not indicator or (indicator[:1].islower() and not re.match(r"n\.|nr|n°", indicator))
