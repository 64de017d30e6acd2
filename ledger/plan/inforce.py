"""The plan in force at an instant: the document as amended, with what only the record knows."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz import process
from sqlite_utils import Database

from ledger.errors import IndicatorGone, ObjectiveGone, UnitNotHere, UnknownCode, UnknownUnit
from ledger.later import dataclass, replace
from ledger.plan import (
    ENTE,
    SEGRETARIO,
    TRANSVERSAL,
    Anomaly,
    Area,
    Indicator,
    Objective,
    Plan,
    group_members,
    normalise_code,
    plan_code_candidates,
    split_weights,
)
from ledger.plan.gathered import OfEach, OfIndicators, Shares, Together
from ledger.plan.parts import Cancelled, Part, read_anomalies, read_parts, unit_of

DOCUMENTS_KEPT = 24
"""What documents say besides objectives, of as many years and plans."""


@dataclass(frozen=True)
class PlanInForce:
    """`weights` are percent shares, of objectives in their group and of indicators in theirs."""

    seq: int
    document: Plan
    """What it says besides its objectives."""
    anomalies: tuple[Anomaly, ...]
    """What nobody has settled."""
    known_on: dt.date
    """The day it was first put in the record: nobody could be told of it before."""
    objectives: Mapping[str, Objective]
    places: Mapping[str, int]
    """Where in the order of the plan each objective stands."""
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, Sequence[Objective]]
    of_unit: Mapping[str, Sequence[Objective]]
    areas: Mapping[str, Area]
    area_of_service: Mapping[str, str]
    weights: Mapping[str, Fraction]
    added_on: Mapping[str, dt.date]
    cancelled: Mapping[str, Cancelled]
    target_set_on: Mapping[str, dt.date]
    gone: Mapping[str, tuple[Indicator, dt.date]]
    """Indicators that a corrected document took away, and when: readable, closed to reports."""

    @cached_property
    def plan(self) -> Plan:
        """The document, with its objectives and what is unsettled."""
        told = {"objectives": (*self.objectives.values(),), "anomalies": self.anomalies}
        return self.document.model_copy(update=told)

    def groups_of(self, unit: str) -> list[str]:
        """The names of a unit's groups: of those whose first objective is its own."""
        names = dict.fromkeys(o.group_name for o in self.of_unit.get(unit, ()))
        return [name for name in names if self.groups[name][0].unit == unit]

    @property
    def year(self) -> int:
        """The year the plan is of."""
        return self.document.year

    def present(self) -> Plan:
        """The plan without what was cancelled: what people may still speak of as theirs."""
        kept = tuple(o for o in self.plan.objectives if o.code not in self.cancelled)
        return self.plan.model_copy(update={"objectives": kept})

    def name_of(self, code: str) -> str:
        """What the plan calls the ente, a unit, an objective or an indicator; empty for what it
        gives no name: what is of no area, and what is not in it."""
        if code in self.indicators:
            return self.indicators[code].name
        if code in self.objectives:
            return self.objectives[code].title
        if code in self.areas:
            return self.areas[code].name
        if code == ENTE:
            return self.document.ente
        return next((s.name for _, s in self.document.services() if s.code == code), "")

    def objective_of(self, code: str) -> Objective:
        """The objective of an objective's or an indicator's code, the indicator gone or not."""
        if code in self.objectives:
            return self.objectives[code]
        known = code in self.indicators or code in self.gone
        return self.objectives[self.indicator(code).objective if known else code]

    def indicator(self, code: str) -> Indicator:
        """An indicator of the plan, or one that left it: what was reported on it stays readable.

        Raises UnknownCode.
        """
        if (found := self.indicators.get(code)) is not None:
            return found
        if code in self.gone:
            return self.gone[code][0]
        raise UnknownCode(code, self.nearest(code), self.year)

    def alive(self, typed: str) -> str:
        """The code of what may still be acted on: the one door for drafts, buttons and messages
        that may speak of what left the plan. Raises ObjectiveGone, IndicatorGone, UnknownCode."""
        code = self.resolve(typed)
        objective = self.objective_of(code).code
        if gone := self.cancelled.get(objective):
            raise ObjectiveGone(objective, gone.on)
        return code

    def deadline(self, code: str) -> dt.date:
        """An indicator has its objective's deadline unless it has its own; none is 31 December."""
        indicator = self.indicators.get(code)
        own = None if indicator is None else indicator.deadline
        return own or self.objective_of(code).deadline or dt.date(self.year, 12, 31)

    def due_on(self, indicator: Indicator) -> dt.date:
        """When an indicator is due: of kind `date`, the day that is its target."""
        own = indicator.target
        return own if isinstance(own, dt.date) else self.deadline(indicator.code)

    def start(self, code: str) -> dt.date:
        """1 January, or the day an objective added in the year was assigned."""
        return self.added_on.get(self.objective_of(code).code) or dt.date(self.year, 1, 1)

    def resolve(self, typed: str) -> str:
        """The code of the objective or indicator that was typed. Raises UnknownCode."""
        if typed in self.indicators or typed in self.objectives:
            return typed
        for code in plan_code_candidates(typed):
            if code in self.objectives or code in self.indicators:
                return code
        for code in plan_code_candidates(typed):
            if code in self.gone:
                raise IndicatorGone(code, self.gone[code][1])
        if self._is_unit(normalise_code(typed)):
            raise UnitNotHere(normalise_code(typed))
        raise UnknownCode(typed.strip(), self.nearest(typed), self.year)

    def is_office(self, code: str) -> bool:
        """Whether that is the very code of an area or a service."""
        return code in self.areas or code in self.area_of_service

    def _is_unit(self, code: str) -> bool:
        return self.is_office(code) or code in (ENTE, TRANSVERSAL, SEGRETARIO)

    def resolve_scope(self, typed: str | None) -> str:
        """Any scope: `ENTE`, an area, a service, `TR`, `SG`, an objective, an indicator."""
        unit = normalise_code(typed or ENTE)
        if self._is_unit(unit):
            return unit
        return self.resolve(typed or "")

    def has(self, typed: str) -> bool:
        """Whether that is the code of a unit, of an objective or of an indicator."""
        try:
            self.resolve_scope(typed)
        except (UnknownCode, IndicatorGone):
            return False
        return True

    def some_units(self) -> tuple[str, ...]:
        """An area and a service, as examples of codes that there are."""
        return (*[*self.areas][:1], *[*self.area_of_service][:1])

    def resolve_unit(self, typed: str) -> str:
        """An area or a service. Raises UnknownUnit."""
        unit = normalise_code(typed)
        if self.is_office(unit):
            return unit
        raise UnknownUnit(typed, self.some_units())

    def nearest(self, typed: str) -> tuple[str, ...]:
        """The three codes most like a mistyped one, of the same depth where it has dots."""
        depth = typed.strip(". ").count(".")
        pool = [*self.indicators] if depth > 1 else [*self.objectives, *self.indicators]
        found = process.extract(typed.upper().replace(" ", ""), pool, limit=3)
        return tuple(code for code, _, _ in found)


def weights_of(plan: Plan) -> dict[str, Fraction]:
    """Percent shares of objectives in their group and of indicators in their objective."""
    weights: dict[str, Fraction] = {}
    for members in group_members(plan.objectives).values():
        shares = split_weights([o.weight for o in members])
        weights |= {o.code: share for o, share in zip(members, shares, strict=True)}
    for objective in plan.objectives:
        shares = split_weights([i.weight for i in objective.indicators])
        weights |= {i.code: w for i, w in zip(objective.indicators, shares, strict=True)}
    return weights


def read_in_force(db: Database, year: int) -> PlanInForce | None:
    """A year's plan in force as the projections hold it; None where none was adopted."""
    told = db.execute("select data, known_on from plans where year = ?", (year,)).fetchone()
    if told is None:
        return None
    (seq,) = db.execute("select plan_seq from projected").fetchone()
    data, known_on = told
    parts = {part.code: part for part in read_parts(db, year)}
    groups, units = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for part in parts.values():
        groups[part.group].append(part.code)
        units[unit_of(part.code)].append(part.code)
    anomalies = read_anomalies(db, year)
    found = put_together(seq, data, known_on, parts, anomalies, Among(groups, units))
    # Of now everything is asked for, again and again.
    return replace(
        found,
        objectives=dict(found.objectives.items()),
        places=dict(found.places.items()),
        indicators=dict(found.indicators.items()),
        groups=dict(found.groups.items()),
        of_unit=dict(found.of_unit.items()),
        weights=dict(found.weights.items()),
        added_on=dict(found.added_on.items()),
        cancelled=dict(found.cancelled.items()),
        target_set_on=dict(found.target_set_on.items()),
        gone=dict(found.gone.items()),
    )


class Among(NamedTuple):
    """The codes of objectives that may be found under each name, here or in another plan."""

    groups: Mapping[str, Sequence[str]]
    units: Mapping[str, Sequence[str]]


def put_together(
    seq: int,
    data: str,
    known_on: str,
    parts: Mapping[str, Part],
    anomalies: Iterable[Anomaly],
    among: Among,
) -> PlanInForce:
    """A plan in force of its document's own row, its objectives in order and what is unsettled."""
    document, areas, area_of_service = _document(data)
    groups = Together(parts, among.groups, attrgetter("group"))
    return PlanInForce(
        seq=seq,
        document=document,
        anomalies=tuple(anomalies),
        known_on=dt.date.fromisoformat(known_on),
        objectives=OfEach(parts, attrgetter("objective")),
        places=OfEach(parts, attrgetter("position")),
        indicators=OfIndicators(parts, attrgetter("indicators")),
        groups=groups,
        of_unit=Together(parts, among.units, lambda part: unit_of(part.code)),
        areas=areas,
        area_of_service=area_of_service,
        weights=Shares(parts, groups),
        added_on=OfEach(parts, attrgetter("added_on")),
        cancelled=OfEach(parts, attrgetter("cancelled")),
        target_set_on=OfIndicators(parts, attrgetter("target_set_on")),
        gone=OfIndicators(parts, attrgetter("gone")),
    )


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _document(data: str) -> tuple[Plan, Mapping[str, Area], Mapping[str, str]]:
    """A plan without its objectives, its areas, and which of them each service is of."""
    plan = Plan.model_validate(json.loads(data) | {"objectives": (), "anomalies": ()})
    services = {s.code: a.code for a, s in plan.services()}
    return plan, {a.code: a for a in plan.areas}, services
