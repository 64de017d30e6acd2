"""The plan in force at an instant: the document as amended, with what only the record knows."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

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
from ledger.plan.parts import Cancelled, Gathered, Part, read_anomalies, read_parts

DOCUMENTS_KEPT = 24
"""What documents say besides objectives, of as many years and plans."""


@dataclass(frozen=True)
class PlanInForce:
    """`weights` are percent shares, of objectives in their group and of indicators in theirs."""

    seq: int
    plan: Plan
    known_on: dt.date
    """The day it was first put in the record: nobody could be told of it before."""
    objectives: Mapping[str, Objective]
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, list[Objective]]
    areas: Mapping[str, Area]
    area_of_service: Mapping[str, str]
    weights: Mapping[str, Fraction]
    added_on: Mapping[str, dt.date]
    cancelled: Mapping[str, Cancelled]
    target_set_on: Mapping[str, dt.date]
    gone: Mapping[str, tuple[Indicator, dt.date]]
    """Indicators that a corrected document took away, and when: readable, closed to reports."""

    @cached_property
    def groups_of(self) -> Mapping[str, Sequence[str]]:
        """The groups of each unit, by name, in order."""
        found: dict[str, list[str]] = {}
        for name, members in self.groups.items():
            found.setdefault(members[0].unit, []).append(name)
        return found

    @property
    def year(self) -> int:
        """The year the plan is of."""
        return self.plan.year

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
            return self.plan.ente
        return next((s.name for _, s in self.plan.services() if s.code == code), "")

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
        return own or self.objective_of(code).deadline or dt.date(self.plan.year, 12, 31)

    def due_on(self, indicator: Indicator) -> dt.date:
        """When an indicator is due: of kind `date`, the day that is its target."""
        own = indicator.target
        return own if isinstance(own, dt.date) else self.deadline(indicator.code)

    def start(self, code: str) -> dt.date:
        """1 January, or the day an objective added in the year was assigned."""
        return self.added_on.get(self.objective_of(code).code) or dt.date(self.plan.year, 1, 1)

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
    plan = put_together(seq, data, known_on, read_parts(db, year), read_anomalies(db, year))
    # Of now everything is asked for, again and again.
    return replace(
        plan,
        indicators=dict(plan.indicators),
        weights=dict(plan.weights),
        target_set_on=dict(plan.target_set_on),
        gone=dict(plan.gone),
    )


def put_together(
    seq: int, data: str, known_on: str, parts: Sequence[Part], anomalies: Sequence[Anomaly]
) -> PlanInForce:
    """A plan in force of its document's own row, its objectives in order and what is unsettled.

    A standing of a past moment puts a whole plan together and asks for a few codes of it.
    """
    document, areas, area_of_service = _document(data)
    by_code = {p.code: p for p in parts}
    objectives = {p.code: p.objective for p in parts}
    groups: dict[str, list[Objective]] = {}
    for part in parts:
        groups.setdefault(part.group, []).append(part.objective)
    told = {"objectives": (*objectives.values(),), "anomalies": tuple(anomalies)}
    return PlanInForce(
        seq=seq,
        plan=document.model_copy(update=told),
        known_on=dt.date.fromisoformat(known_on),
        objectives=objectives,
        indicators=Gathered(by_code, lambda part: part.indicators),
        groups=groups,
        areas=areas,
        area_of_service=area_of_service,
        weights=_Weights(by_code, groups),
        added_on={p.code: p.added_on for p in parts if p.added_on},
        cancelled={p.code: p.cancelled for p in parts if p.cancelled},
        target_set_on=Gathered(by_code, lambda part: part.target_set_on),
        gone=Gathered(by_code, lambda part: part.gone),
    )


class _Weights(Gathered[Fraction]):
    """Shares of objectives in their group too."""

    def __init__(
        self, parts: Mapping[str, Part], groups: Mapping[str, Sequence[Objective]]
    ) -> None:
        super().__init__(parts, lambda part: part.weights)
        self._groups = groups

    def __getitem__(self, code: str) -> Fraction:
        if (part := self._parts.get(code)) is None:
            return super().__getitem__(code)
        members = self._groups[part.group]
        shares = split_weights([o.weight for o in members])
        return next(s for o, s in zip(members, shares, strict=True) if o.code == code)

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from self._parts

    def __len__(self) -> int:
        return super().__len__() + len(self._parts)


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _document(data: str) -> tuple[Plan, Mapping[str, Area], Mapping[str, str]]:
    """A plan without its objectives, its areas, and which of them each service is of."""
    plan = Plan.model_validate(json.loads(data) | {"objectives": (), "anomalies": ()})
    services = {s.code: a.code for a, s in plan.services()}
    return plan, {a.code: a for a in plan.areas}, services
