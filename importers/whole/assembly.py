"""Drafts become objectives: codes by service and order, values read, faults told."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from importers.tables.roles import Role
from importers.units.owners import names_persons, names_surname, read_owners
from importers.units.prefixes import foreign_codes
from importers.units.units import Organisation
from importers.values.codes import Catalogue, Reference, looks_like_code, opening_code, spelt
from importers.values.dates import day_number, deadline_days, years_in
from importers.values.figures import is_error, says_nothing
from importers.values.indicatorrows import PlacedIndicator, read_indicators
from importers.values.resources import (
    listed,
    read_budget,
    read_milestones,
    read_people,
    read_phases,
)
from importers.values.weights import Weights, group_findings, read_weights
from importers.values.words import LONGEST_TITLE, hangs, shortened, squeezed, stems
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.findings import Finding, Findings, bare_ones, said_once, without_loose_links
from importers.whole.grid import one_line
from importers.whole.together import repeated_numbers, tell_together
from italian.regex import regex
from ledger.plan import (
    SEGRETARIO,
    TRANSVERSAL,
    Anomaly,
    Indicator,
    Objective,
    Strategic,
)
from ledger.plan.anomalies import AnomalyName

_IDEM = regex(r"(?:idem|id\.|c\.?\s?s\.?|come sopra|[\"”“]+|'')\.?", re.IGNORECASE)
_ENDS_DATED = regex(r"\([^()]+\)\W*$")  # a piece of work and its month
_YEAR_OF_PLAN = regex(r"\W*(?:anno|esercizio)(?: di riferimento| finanziario)?\W*", re.IGNORECASE)
"""A column that says of every row which plan it is of, and not how long the objective lasts."""
SEGRETARIO_POST = "segretario"


@dataclass(frozen=True)
class Assembled:
    """The objectives that were read and what is wrong with them."""

    objectives: tuple[Objective, ...]
    anomalies: tuple[Anomaly, ...]


def assemble(
    drafts: Sequence[ObjectiveDraft],
    organisation: Organisation,
    strategic: Sequence[Strategic],
    catalogue: Catalogue,
    year: int,
) -> Assembled:
    """The objectives in document order, and what is wrong with each."""
    found: list[Finding] = []
    objectives: list[Objective] = []
    counters: Counter[str] = Counter()
    seen_codes: set[str] = set()
    units = [_unit_code(draft) for draft in drafts]
    weights = read_weights(drafts, units)
    numbered = repeated_numbers(drafts, units)
    foreign = foreign_codes(drafts, units)
    refers = _referring(drafts, catalogue)
    tell_together(drafts, units)
    for i, (draft, unit) in enumerate(zip(drafts, units, strict=True)):
        counters[unit] += 1
        code = f"{unit}.{counters[unit]}"
        before = objectives[-1] if objectives else None
        named = refers[i]
        maker = _Maker(
            draft, code, organisation, strategic, catalogue, year, weights, before, named
        )
        objectives.append(maker.objective())
        printed = spelt(draft.text(Role.CODE))
        if (
            printed
            and not printed.isdecimal()
            and printed in seen_codes
            and printed not in catalogue.strategic
        ):
            draft.findings.add("duplicate_code", draft.line, draft.text(Role.CODE))
        seen_codes.add(printed)
        draft.findings.found.extend(numbered.get(id(draft), ()))
        found.extend(
            Finding(f.kind, f.line, f.text, f.reading, f.where or code)
            for f in draft.findings.found
        )
    found = without_loose_links(found, objectives)
    found.extend(
        replace(foreign[id(draft)], where=objective.code)
        for draft, objective in zip(drafts, objectives, strict=True)
        if id(draft) in foreign
    )
    found.extend(_crossed(found, objectives, drafts, catalogue))
    found.extend(group_findings(objectives, drafts, weights))
    found.extend(bare_ones(found, objectives))
    by_name = {o.code for o, d in zip(objectives, drafts, strict=True) if _names_persons(d)}
    asked = sum(map(_needs_owner, drafts))
    found = said_once(found, objectives, by_name, asked)
    return Assembled(tuple(objectives), tuple(_anomaly(f) for f in found))


def _referring(drafts: Sequence[ObjectiveDraft], catalogue: Catalogue) -> list[bool]:
    """For each objective, whether it names one of the DUP's: by its code where none is apart."""
    apart = [bool(draft.text(Role.REFERENCE)) for draft in drafts]
    codes = (draft.text(Role.REFERENCE) or draft.text(Role.CODE) for draft in drafts)
    if not any(map(catalogue.knows, codes)):
        return [False] * len(apart)
    return apart if sum(apart) * 2 > len(apart) else [True] * len(apart)


def _needs_owner(draft: ObjectiveDraft) -> bool:
    """Whether its document has to say who answers: of the Segretario's own the heading does."""
    heads = draft.head if draft.series is not Series.SEGRETARIO else None
    return bool(draft.text(Role.OWNER) or heads) or draft.series is Series.EXECUTIVE


def _names_persons(draft: ObjectiveDraft) -> bool:
    said = draft.text(Role.OWNER) or draft.head or ""
    return names_persons(said) or names_surname(said)


def _crossed(
    found: Sequence[Finding],
    objectives: Sequence[Objective],
    drafts: Sequence[ObjectiveDraft],
    catalogue: Catalogue,
) -> list[Finding]:
    """Operational objectives of another strategic line than the one that stands beside them."""
    told = {finding.where for finding in found if finding.kind == "code_mismatch"}
    crossed: list[Finding] = []
    for objective, draft in zip(objectives, drafts, strict=True):
        beside = spelt(draft.text(Role.STRATEGIC).partition(" ")[0])
        is_other = beside in catalogue.strategic and beside != objective.strategic
        if objective.operational and is_other and objective.code not in told:
            line, text = draft.line_of(Role.STRATEGIC), objective.operational
            crossed.append(Finding("code_mismatch", line, text, where=objective.code))
    return crossed


def _unit_code(draft: ObjectiveDraft) -> str:
    if draft.series is Series.TRANSVERSAL:
        return TRANSVERSAL
    if draft.series is Series.SEGRETARIO:
        return SEGRETARIO
    assert draft.service is not None, "placed before it is numbered"
    return draft.service.code


def _anomaly(finding: Finding) -> Anomaly:
    return Anomaly(
        kind=finding.kind,
        where=finding.where,
        line=finding.line,
        text=finding.text,
        reading=finding.reading,
    )


@dataclass(frozen=True)
class _Maker:
    """One draft, read part by part."""

    draft: ObjectiveDraft
    code: str
    organisation: Organisation
    strategic: Sequence[Strategic]
    catalogue: Catalogue
    year: int
    weights: Weights
    before: Objective | None
    """The objective above, which `idem` speaks of."""
    refers: bool
    """Objectives of the document name those of the DUP: here, or in the code of each."""

    @property
    def weights_are_of_indicators(self) -> bool:
        is_summed = id(self.draft) in self.weights.summed
        return self.weights.shared or is_summed or self.draft.has_own_weight

    @property
    def findings(self) -> Findings:
        return self.draft.findings

    def objective(self) -> Objective:
        title, description = self._texts()
        reference = self._reference(title, description)
        indicators = read_indicators(
            self.draft, self.code, self.year, weights_here=self.weights_are_of_indicators
        )
        self._agreement(description or title, indicators)
        milestones = read_milestones(self.draft, self.code, self.year)
        measured = (*(placed.indicator for placed in indicators), *milestones)
        deadline = self._deadline(measured)
        if not measured:
            self.findings.add("no_indicator", self.draft.line, title)
        return Objective(
            code=self.code,
            title=title,
            description=description,
            action=one_line(self.draft.text(Role.ACTION)) or None,
            printed=one_line(self.draft.printed) or None,
            group=self.draft.group,
            strategic=reference.strategic or self._strategic_by_name(),
            operational=reference.operational,
            years=self._years(deadline),
            deadline=deadline,
            weight=self._weight(),
            owners=self._owners(),
            indicators=measured,
            impact=one_line(self.draft.text(Role.IMPACT)) or None,
            stakeholders=listed(self.draft.text(Role.STAKEHOLDERS)),
            ptpct=listed(self.draft.text(Role.PTPCT)),
            phases=read_phases(self.draft, self.code, self.year),
            people=read_people(self.draft.people),
            budget=read_budget(self.draft, self.code),
        )

    def _texts(self) -> tuple[str, str | None]:
        title = one_line(self.draft.text(Role.OBJECTIVE))
        description = one_line(self.draft.text(Role.DESCRIPTION))
        expected = one_line(self.draft.text(Role.EXPECTED))
        is_measure = not self.draft.indicators and not self.draft.expected_is_told
        used = is_measure or any(i.text(Role.EXPECTED) for i in self.draft.indicators)
        if not title:
            title = description
        elif not description and len(title) > LONGEST_TITLE:
            description = title
        if expected and not used:
            description = f"{description} Risultato atteso: {expected}".strip()
        if hangs(description or title):
            self.findings.add("broken_cell", self.draft.line, (description or title)[-80:])
        short = shortened(title)
        if description == short and self.draft.opened_by is not None:
            description = ""
        return short, description or None

    def _reference(self, title: str, description: str | None) -> Reference:
        said = description or title
        printed = self.draft.text(Role.REFERENCE) or self.draft.text(Role.CODE)
        if not self.refers:
            return Reference()
        references = self.catalogue.refer(printed, said, self.draft.text(Role.ACTION))
        for reference in references:
            if reference.kind:
                self.findings.add(
                    reference.kind,
                    self.draft.line_of(Role.CODE),
                    printed or None,
                    reference.reading,
                )
        return references[0]

    def _agreement(self, text: str, indicators: Sequence[PlacedIndicator]) -> None:
        """An action that shares no word with what it is for, nor with what is measured."""
        action = self.draft.text(Role.ACTION)
        if all(_ENDS_DATED.search(piece) for piece in action.split(";")):
            return
        measured = " ".join(placed.indicator.name for placed in indicators)
        said, wanted = stems(action), stems(text)
        if min(len(said), len(wanted)) > 4 and not said & (wanted | stems(measured)):
            self.findings.add("content_mismatch", self.draft.line_of(Role.ACTION), action)

    def _strategic_by_name(self) -> str | None:
        """A strategic line given by its code or by its title, word for word."""
        said = one_line(self.draft.text(Role.STRATEGIC))
        if not said:
            return None
        opening = opening_code(said)
        named = {spelt(word.strip(".,;:()")) for word in said.split()}
        for known in self.strategic:
            if known.code == opening or known.code in named:
                return known.code
            if squeezed(known.title) == squeezed(said):
                return known.code
        if self.strategic and looks_like_code(opening):
            self.findings.add("unknown_code", self.draft.line_of(Role.STRATEGIC), said)
            return opening
        return None

    def _deadline(self, indicators: Sequence[Indicator]) -> dt.date | None:
        """The objective's own day; with several indicators' days, the latest."""
        text = self.draft.text(Role.DEADLINE) or self.draft.text(Role.TIMING)
        line = self.draft.line_of(Role.DEADLINE)
        own = [i.deadline for i in indicators if i.deadline]
        days = deadline_days(text, self.year)
        for day in days:
            if day.day is None:
                reading = day.reading.isoformat() if day.reading else None
                self.findings.add("bad_date", line, day.text, reading)
        real = [day.day for day in days if day.day is not None]
        if text and not days and not says_nothing(text) and Role.DEADLINE in self.draft.said:
            proposed = day_number(text)
            kind: AnomalyName = "broken_cell" if is_error(text) else "bad_date"
            self.findings.add(kind, line, text, proposed.isoformat() if proposed else None)
        if any(day.day is None for day in days) and not own:
            return None
        latest = max([*real, *own], default=None)
        if latest is not None and latest.year < self.year:
            self.findings.add("past_date", line, latest.strftime("%d/%m/%Y"))
        return latest

    def _years(self, deadline: dt.date | None) -> tuple[int, ...]:
        text = self.draft.text(Role.YEARS)
        heading = self.draft.headings.get(Role.YEARS, "")
        is_of_plan = text == str(self.year) and _YEAR_OF_PLAN.fullmatch(heading) is not None
        if is_of_plan or (not text and not self.draft.has_years_column):
            last = deadline.year if deadline else self._year_written()
            return tuple(range(self.year, max(last, self.year) + 1))
        read = years_in(text)
        line = self.draft.line_of(Role.YEARS)
        if read.broken:
            self.findings.add("bad_years", line, text, " ".join(map(str, read.years)))
        elif not read.years or max(read.years) < self.year:
            self.findings.add("bad_years", line, text or None)
        return read.years

    def _year_written(self) -> int:
        """Of a day that does not exist, the year that is written with it."""
        days = deadline_days(self.draft.text(Role.DEADLINE), self.year)
        years = [year for day in days for year in years_in(day.text).years]
        return max(years, default=self.year)

    def _weight(self) -> Decimal | None:
        text = self.draft.text(Role.WEIGHT)
        if self.weights.shared and not self.draft.has_own_weight:
            return None
        if not text or says_nothing(text):
            return None
        weight = None if is_error(text) else self.weights.of(self.draft)
        factor = self.weights.factor(self.code.rpartition(".")[0], self.draft.group)
        if factor is not None and factor < 1:
            return None
        if weight is None or not 0 <= weight <= 100:
            kind: AnomalyName = "broken_cell" if is_error(text) else "bad_weight"
            self.findings.add(kind, self.draft.line_of(Role.WEIGHT), text)
            return None
        return weight

    def _owners(self) -> tuple[str, ...]:
        text = self.draft.text(Role.OWNER) or self.draft.head or ""
        if _IDEM.fullmatch(text.strip()) and self.before is not None:
            return self.before.owners
        heading = self.draft.headings.get(Role.OWNER, "")
        if not text and self.draft.series is Series.SEGRETARIO:
            return (SEGRETARIO_POST,)
        owners = read_owners(
            text, self.organisation, self.draft.area, self.draft.service, heading=heading
        )
        is_told = (
            text == self.draft.head
            and self.before is not None
            and self.before.unit == (self.code.rpartition(".")[0])
        )
        is_everybodys = not text and self.draft.series is Series.TRANSVERSAL
        if (owners.unread or not text) and not (text and is_told) and not is_everybodys:
            self.findings.add("no_owner", self.draft.line_of(Role.OWNER))
        return owners.posts
