"""Objectives told by labels: sheets of labels and values, headed paragraphs, lists of items."""

import re
from collections.abc import Sequence

from importers.forms.inline import BULLET, WORDED
from importers.forms.labelpairs import (
    OPENS_SHEET,
    TELLS_OBJECTIVE,
    as_code,
    is_above,
    is_other_label,
    is_sheet_title,
    of_year,
    parts_of,
    stacked_label,
)
from importers.forms.labels import labelled_parts
from importers.forms.listed import LISTS, ItemReader
from importers.forms.sheetparts import (
    add_to_indicator,
    add_works,
    is_complete,
    is_prose,
    is_rating,
)
from importers.forms.titles import CODED, Headings, code_of, is_told
from importers.tables.headings import role_of
from importers.tables.placing import Place, heads_segretario
from importers.tables.roles import OF_INDICATOR, Role
from importers.tables.tables import Block, Paragraph
from importers.units.owners import is_bare_post
from importers.units.unitnames import named_unit
from importers.values.asides import facts_apart_of, line_of_facts, served_in, suits, without_aside
from importers.values.codes import is_of_another_kind, looks_like_code
from importers.values.words import unaccented
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.grid import one_line
from italian.regex import regex

_UNITS = (Role.AREA, Role.SERVICE)
_MAY_SERVE = (Role.OBJECTIVE, Role.STRATEGIC, Role.REFERENCE, Role.CODE)
_PARTS = regex(r"\d{1,3}(?:\.\d{1,3}){1,3}")
"""`01.03.02`: no day, before a title."""
_ABOVE = regex(
    r"obiettivo (?P<kind>strategico|operativo)\s+(?P<code>(?=[\w.]*\d)[\w.]+)", re.IGNORECASE
)
"""Headings of what the executive objectives serve, where a document has those too."""


class LabelReader(ItemReader):
    """Keeps the sheet being read and the label that is open."""

    def __init__(self, place: Place, drafts: list[ObjectiveDraft], year: int) -> None:
        super().__init__(year)
        self.place = place
        self.drafts = drafts
        self.above: dict[Role, str] = {}
        """The codes that the headings above give the objectives under them."""
        self.has_executive = False
        """The document heads its own objectives as executive: the others stand above them."""
        self.level = 0
        """Of the heading that opened the sheet, where the document marks headings."""
        self.is_stacked = False
        """Labels and their values stand each on a line of its own."""
        self.headings = Headings()
        self.waiting: Role | None = None
        """A label whose value is the next line."""
        self.coming: tuple[Role, str] | None = None
        """The code of a heading without a title, for the sheet under it."""

    def close(self) -> None:
        """Ends the open sheet and its label: what follows belongs to none."""
        self.sheet = self.open_role = self.coming = self.waiting = None
        self.level = 0

    def paragraph(self, paragraph: Paragraph, after: Sequence[Block]) -> bool:
        """Reads a paragraph of a sheet; False for one that belongs to none."""
        text = paragraph.text
        if self._heading(paragraph, after):
            return True
        if self.place.is_over or paragraph.is_sheet or heads_segretario(paragraph):
            return False
        if self.is_stacked and self._stacked(text, paragraph.line):
            return True
        facts = line_of_facts(text, self.year) if self.sheet is not None else ()
        said: list[tuple[Role | None, str]] = [*facts] or self._figures(text)
        parts = said or parts_of(text)
        if parts is not None and self._is_measure(text):
            parts = parts if parts[0][0] is not None and self._is_label(text) else None
        if parts is not None:
            self.is_listed = False
            return self._labels(parts, paragraph.line)
        if self.sheet is None:
            return False
        if self._awaits(text, after):
            return True
        if served := served_in(text):
            self.sheet.said.update(served)
            return True
        unit = named_unit(text) if paragraph.is_title else None
        is_unit = unit is not None and unit.level is not None
        is_work = self.open_role is Role.PHASE and WORDED.match(text) is not None
        is_item = BULLET.match(text) is not None or is_work or self._is_measure(text)
        if is_item and not is_unit and not paragraph.level and self._item(text, paragraph.line):
            self.is_listed, self.is_bulleted = True, BULLET.match(text) is not None
            return True
        return self._goes_on(paragraph, after)

    def _heading(self, paragraph: Paragraph, after: Sequence[Block]) -> bool:
        """A heading with the objective's code, its number or its title."""
        flat = one_line(paragraph.text)
        if len(flat) > 250:
            return False
        if is_sheet_title(flat):
            self.close()
            return True
        above = _ABOVE.match(flat) if self.has_executive else None
        if above is not None:
            self.close()
            is_strategic = above["kind"].lower() == "strategico"
            self.above[Role.STRATEGIC if is_strategic else Role.REFERENCE] = above["code"]
            return True
        found = self.headings.found(paragraph, after, self.place.area)
        if found is None:
            is_next = self.sheet is None or bool(self.sheet.text(Role.WEIGHT) or self._is_told())
            if is_next and self.headings.is_title(paragraph, after):
                self._opens(flat, paragraph)
                return True
            return False
        self.close()
        self.coming = code_of(found, flat)
        if found["title"]:
            self._opens(found["title"], paragraph)
        return True

    def _opens(self, title: str, paragraph: Paragraph) -> None:
        """Begins the sheet that a heading with its title opens."""
        coming = self.coming
        self.close()
        self.coming = coming
        self.place.is_over = False
        self.sheet = self._begin(paragraph.line)
        self.level = paragraph.level
        for served, said in self.above.items():
            self.sheet.put(served, said, paragraph.line)
        self._title(title, paragraph.line)

    def _stacked(self, text: str, line: int) -> bool:
        """A label on a line of its own, or the value under one."""
        role = stacked_label(text)
        if role is not None and not (role is Role.OWNER and self.waiting is role):
            self.waiting = of_year(role, text, self.year)
            return True
        unit = named_unit(text)
        is_unit = unit and unit.level and self.waiting not in _UNITS
        parts = parts_of(text) if self.waiting is Role.INDICATOR else None
        is_labelled = parts is not None and parts[0][0] is not None
        if self.waiting is None or is_unit or is_labelled:
            self.waiting = None
            return False
        waiting, self.waiting = self.waiting, None
        self.take(waiting, text, line)
        return True

    def _awaits(self, text: str, after: Sequence[Block]) -> bool:
        """A label by itself over a line that is what it promises, or such a line."""
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            unit = named_unit(text)
            if unit is not None and unit.level and waiting not in _UNITS:
                return False
            self.take(waiting, text, self.sheet.line if self.sheet else 0)
            return True
        role, below = stacked_label(text), after[0] if after else None
        if role is None or not isinstance(below, Paragraph) or below.is_sheet:
            return False
        if stacked_label(below.text) not in (None, Role.OWNER):
            return False
        if suits(role, below.text, self.year):
            self.waiting = role
        return self.waiting is not None

    def _title(self, title: str, line: int) -> None:
        assert self.sheet is not None
        title, facts = without_aside(title, self.year)
        for known, value in facts:
            self.take(known, value, line)
        self.open_role = None
        for role, text in labelled_parts(title):
            if role is None:
                self.sheet.put(Role.OBJECTIVE, text, line)
            else:
                self.take(role, text, line)

    def _labels(self, parts: list[tuple[Role | None, str]], line: int) -> bool:
        if parts[0][0] is None and self.sheet is None:
            return False
        said = {role for role, _ in parts}
        of_measure = bool(said & {Role.TARGET, Role.BASELINE}) or self._weighs_again(said)
        for role, text in parts:
            if role is Role.DEADLINE and of_measure and self.sheet and self.sheet.indicators:
                self.sheet.indicators[-1].said[role] = text
            elif role is None:
                assert self.sheet is not None
                self.sheet.put(Role.DESCRIPTION, text, line)
            else:
                for own, value in facts_apart_of(role, text, self.year):
                    self.take(own, value, line)
        return True

    def _weighs_again(self, said: set[Role | None]) -> bool:
        """A second weight, beside indicators: what stands with it is said of the last of them."""
        is_second = self.sheet is not None and bool(self.sheet.text(Role.WEIGHT))
        return Role.WEIGHT in said and is_second

    def _goes_on(self, paragraph: Paragraph, after: Sequence[Block]) -> bool:
        """Text without a label: of the open one, of the objective, or a title within the sheet."""
        assert self.sheet is not None
        text = paragraph.text
        if named_unit(text, lower=True) is not None and paragraph.is_title:
            return False
        if is_above(paragraph, self.level):
            return False
        role = role_of(one_line(text).rstrip(":"))
        if role is not None and paragraph.is_title and (not paragraph.level or self.level):
            self.open_role = role if role in (Role.INDICATOR, Role.PHASE) else None
            return True
        is_shouted = text.isupper() and paragraph.is_title
        if is_shouted or paragraph.level:
            return False
        if is_other_label(text):
            self.open_role = None
            return True
        if text[:1].isupper() and self.is_listed:
            self.open_role, self.is_listed = None, False
            return not paragraph.is_title
        ends_owner = self.open_role is Role.OWNER and is_prose(text)
        if text[:1].isupper() and (self.open_role is Role.OBJECTIVE or ends_owner):
            self.open_role = None
            self.sheet.put(Role.DESCRIPTION, text, paragraph.line)
            return True
        if self.open_role in LISTS and text[:1].isupper() and is_complete(self.sheet):
            return not paragraph.is_title or self._lists_on(after)
        return self._belongs(paragraph, after)

    def _belongs(self, paragraph: Paragraph, after: Sequence[Block]) -> bool:
        """Takes what stands under an open label, or describes the objective."""
        assert self.sheet is not None
        if self.open_role is not None:
            self.take(self.open_role, paragraph.text, paragraph.line, goes_on=True)
            return True
        is_first = not set(self.sheet.said) & TELLS_OBJECTIVE and is_told(paragraph, after)
        if not self.sheet.indicators and (is_first or not paragraph.is_title):
            self.sheet.put(Role.DESCRIPTION, paragraph.text, paragraph.line)
            return True
        return not paragraph.is_title and not paragraph.text.rstrip().endswith(":")

    def take(self, role: Role, text: str, line: int, *, goes_on: bool = False) -> None:
        """One label and its value."""
        role = self._taken_as(role, text)
        if role is Role.WEIGHT and self.sheet is not None and is_rating(self.sheet, text):
            return
        if self._dates_measure(role, text) or (role in _UNITS and self._heads_unit(role, text)):
            return
        if role in _MAY_SERVE and self._serves(role, text):
            return
        opens = role in OPENS_SHEET and not goes_on
        if opens and (self.sheet is None or self._is_said(role) or self._is_next(role)):
            if role is Role.DESCRIPTION and self.sheet is None:
                return
            self.sheet = self._begin(line)
        if self.sheet is None:
            self.place.owner = text if role is Role.OWNER else self.place.owner
            return
        self.open_role = role
        text = self._without_code(role, text, line)
        if role in (Role.AREA, Role.SERVICE):
            self._unit_label(role, text)
            self.sheet.area, self.sheet.service = self.place.area, self.place.service
        elif role in OF_INDICATOR:
            add_to_indicator(self.sheet, role, (text, line), self.year, goes_on=goes_on)
            return
        elif role is Role.PHASE:
            add_works(self.sheet, text, line)
            return
        self.sheet.has_own_weight = self.sheet.has_own_weight or role is Role.WEIGHT
        self.sheet.put(role, text, line)

    def _dates_measure(self, role: Role, text: str) -> bool:
        """The day of the last indicator, by its own label."""
        rows = self.sheet.indicators if self.sheet is not None else []
        if role is not Role.INDICATOR_DEADLINE or not rows:
            return False
        rows[-1].said[Role.DEADLINE] = text
        return True

    def _without_code(self, role: Role, title: str, line: int) -> str:
        """`01.03.02 – Archivio digitale`: the title; its code is the sheet's."""
        coded = CODED.match(one_line(title)) if role is Role.OBJECTIVE else None
        if self.sheet is None or coded is None or self.sheet.text(Role.CODE):
            return title
        if not looks_like_code(coded["code"]) and not _PARTS.fullmatch(coded["code"]):
            return title
        self.sheet.put(Role.CODE, coded["code"], line)
        return coded["title"]

    def _heads_unit(self, role: Role, text: str) -> bool:
        """The label of a unit outside a sheet, or after one that has all it needs."""
        if self._is_told():
            self.close()
        if self.sheet is not None:
            return False
        self._unit_label(role, text)
        self.place.owner = None
        return True

    def _taken_as(self, role: Role, text: str) -> Role:
        """What a label holds where it stands: a second weight is a measure's, codes are codes."""
        if self.sheet is not None and self.sheet.indicators:
            if role is Role.EXPECTED:
                return Role.TARGET
            if role is Role.WEIGHT and self.sheet.text(role):
                return Role.INDICATOR_WEIGHT
        elif self._goes_on_in_prose(role, text):
            return Role.DESCRIPTION
        own = self.sheet.text(Role.CODE) if self.sheet is not None else text
        is_post = role in _UNITS and is_bare_post(text)
        return Role.OWNER if is_post else as_code(role, text, own)

    def _goes_on_in_prose(self, role: Role, text: str) -> bool:
        """`Obiettivo di mantenimento: si conferma …` under a title: more of it, and no other."""
        return role is Role.OBJECTIVE and self._has_title() and text[:1].islower()

    def _has_title(self) -> bool:
        return self.sheet is not None and bool(self.sheet.text(Role.OBJECTIVE))

    def _serves(self, role: Role, text: str) -> bool:
        """`Obiettivo operativo: 2.A.3` in a sheet with its title: the code of what it serves."""
        if self.sheet is None:
            return False
        of_served = role in (Role.STRATEGIC, Role.REFERENCE)
        if of_served and (served := served_in(text)):
            self.sheet.said.update(served)
            return True
        if (
            role is Role.REFERENCE
            or not looks_like_code(text)
            or not self.sheet.text(Role.OBJECTIVE)
        ):
            return False
        is_next = self.sheet.indicators or self.sheet.phases
        own_code = self.sheet.text(Role.CODE) or text
        if role is Role.CODE and (is_next or not is_of_another_kind(own_code, text)):
            return False
        own = role if role is Role.STRATEGIC else Role.REFERENCE
        self.sheet.said[own] = text
        return True

    def _is_said(self, role: Role) -> bool:
        assert self.sheet is not None
        if role is Role.CODE and not self.sheet.text(Role.OBJECTIVE) and not self._is_measured():
            self.sheet.said.pop(role, None)
        return role in self.sheet.said and role not in (Role.STRATEGIC, Role.DESCRIPTION)

    def _is_told(self) -> bool:
        """Whether the sheet has all it needs: the name of a unit heads what follows."""
        return self._has_title() and self._is_measured()

    def _is_measured(self) -> bool:
        return self.sheet is not None and bool(self.sheet.indicators or self.sheet.phases)

    def _is_next(self, role: Role) -> bool:
        """A unit's label after the indicators opens the next sheet."""
        assert self.sheet is not None
        return role in (Role.AREA, Role.SERVICE, Role.OBJECTIVE) and bool(self.sheet.indicators)

    def _unit_label(self, role: Role, text: str) -> None:
        if "trasversal" in unaccented(text):
            self.place.series = Series.TRANSVERSAL
            return
        if re.fullmatch(r"\s*segretari[oa]( general[ei]| comunale)?\s*", unaccented(text)):
            self.place.series = Series.SEGRETARIO
            if self.sheet is not None:
                self.sheet.series = Series.SEGRETARIO
            return
        area, service = (text, "") if role is Role.AREA else ("", text)
        self.place.series = Series.EXECUTIVE
        if self.sheet is not None:
            self.sheet.series = Series.EXECUTIVE
        self.place.columns_read(one_line(area), one_line(service), "")

    def _begin(self, line: int) -> ObjectiveDraft:
        draft = self.place.begin(line)
        self.drafts.append(draft)
        if self.coming is not None:
            draft.put(*self.coming, line)
            draft.is_numbered = self.coming[0] is Role.NUMBER
            self.coming = None
        return draft
