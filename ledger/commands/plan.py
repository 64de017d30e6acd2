"""Amending the plan in the year: targets, weights, deadlines, names; settling what it left open."""

import datetime as dt
from decimal import Decimal
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import reporters, require, setters, unit_setters
from ledger.errors import (
    Act,
    AlreadySettled,
    BadCode,
    BadValue,
    BadWeight,
    NeedsIndicator,
    NeedsObjective,
    NoChange,
    NoSuchAlias,
    NothingLeft,
    ObjectiveGone,
    ReasonNeeded,
    UnknownCode,
    WeightsNot100,
    WrongKind,
)
from ledger.events import (
    AliasAdded,
    AliasRemoved,
    AnomalySettled,
    BaselineSet,
    DeadlineSet,
    ObjectiveAdded,
    ObjectiveCancelled,
    TargetSet,
    WeightsSet,
)
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import Goal, Kind, Objective
from ledger.plan.inforce import PlanInForce
from ledger.view import View

SEGRETARIO_ONLY = (str(Role.SEGRETARIO),)


@dataclass(frozen=True)
class SetTarget:
    code: str
    target: Goal
    year: int | None = None


@dataclass(frozen=True)
class SetBaseline:
    code: str
    baseline: Decimal
    year: int | None = None


@dataclass(frozen=True)
class SetWeights:
    """Weights of objectives in one group, or of indicators of one objective."""

    weights: dict[str, Decimal]
    year: int | None = None


@dataclass(frozen=True)
class SetDeadline:
    code: str
    deadline: dt.date
    year: int | None = None


@dataclass(frozen=True)
class AddAlias:
    """`office`: learnt for one office by confirmation; None: for the whole ente."""

    code: str
    words: str
    office: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class RemoveAlias:
    """Takes away a name that was set, or that an office taught by confirming."""

    code: str
    words: str
    year: int | None = None


@dataclass(frozen=True)
class CancelObjective:
    code: str
    reason: str
    year: int | None = None


@dataclass(frozen=True)
class AddObjective:
    """`weights` are the new weights of the group, needed where the others already take 100."""

    objective: Objective
    weights: dict[str, Decimal]
    year: int | None = None


@dataclass(frozen=True)
class SettleAnomaly:
    """`value` None acknowledges the anomaly as it stands."""

    anomaly: int
    value: str | None


def _indicator(view: View, code: str) -> str:
    found = view.plan.resolve(code)
    if found not in view.plan.indicators:
        raise NeedsIndicator(found, tuple(i.code for i in view.plan.objectives[found].indicators))
    return found


def _present(view: View, code: str) -> None:
    objective = view.plan.objective_of(code).code
    if gone := view.plan.cancelled.get(objective):
        raise ObjectiveGone(objective, gone.on)


def set_target(view: View, command: SetTarget, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    code = _indicator(view, command.code)
    require(view, actor, Act.SET, code, setters(view.plan, code), today)
    _present(view, code)
    indicator = view.plan.indicators[code]
    wants_day = indicator.kind is Kind.DATE
    if indicator.kind is Kind.MILESTONE or isinstance(command.target, dt.date) != wants_day:
        raise WrongKind(code, indicator.kind)
    if isinstance(command.target, Decimal):
        _plausible(code, command.target, indicator.kind)
    if indicator.target == command.target:
        raise NoChange(code)
    return [Decision(TargetSet(year=view.year, code=code, target=command.target), today)]


def _plausible(code: str, value: Decimal, kind: Kind) -> None:
    negative = value < 0 and kind not in (Kind.INDEX, Kind.CURRENCY)
    if not value.is_finite() or negative or abs(value) >= Decimal(10) ** 15:
        raise BadValue(code, str(value))


def set_baseline(view: View, command: SetBaseline, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    code = _indicator(view, command.code)
    require(view, actor, Act.SET, code, setters(view.plan, code), today)
    _present(view, code)
    indicator = view.plan.indicators[code]
    if indicator.kind.is_step:
        raise WrongKind(code, indicator.kind)
    _plausible(code, command.baseline, indicator.kind)
    if indicator.baseline == command.baseline:
        raise NoChange(code)
    return [Decision(BaselineSet(year=view.year, code=code, baseline=command.baseline), today)]


def _siblings(view: View, code: str) -> tuple[str, dict[str, Decimal | None]]:
    """The group a code's weight is part of, and what is set in it."""
    plan = view.plan
    if code in plan.indicators:
        objective = plan.objective_of(code)
        return objective.code, {i.code: i.weight for i in objective.indicators}
    group = plan.objectives[code].group_name
    present = [o for o in plan.groups[group] if o.code not in plan.cancelled]
    return group, {o.code: o.weight for o in present}


def check_weights(group: str, weights: dict[str, Decimal | None]) -> None:
    """A group's weights are 100 together; those not set share what the others leave."""
    unset = tuple(code for code, weight in weights.items() if weight is None)
    total = sum((w for w in weights.values() if w is not None), Decimal(0))
    for code, weight in weights.items():
        if weight is not None and not 0 <= weight <= 100:
            raise BadWeight(code, weight)
    if unset and total == 100:
        raise NothingLeft(group, unset)
    if total > 100 or (not unset and total != 100):
        raise WeightsNot100(group, total, unset or tuple(weights))


def set_weights(view: View, command: SetWeights, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    resolved = {view.plan.resolve(code): weight for code, weight in command.weights.items()}
    first = next(iter(resolved))
    group, siblings = _siblings(view, first)
    for code in resolved:
        require(view, actor, Act.SET, code, setters(view.plan, code), today)
        _present(view, code)
        if code not in siblings:
            raise UnknownCode(code, tuple(siblings)[:3])
    if all(siblings[code] == weight for code, weight in resolved.items()):
        raise NoChange(first)
    check_weights(group, {**siblings, **resolved})
    return [Decision(WeightsSet(year=view.year, group=group, weights=resolved), today)]


def set_deadline(view: View, command: SetDeadline, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    code = view.plan.resolve(command.code)
    require(view, actor, Act.SET, code, setters(view.plan, code), today)
    _present(view, code)
    if view.plan.deadline(code) == command.deadline and _has_own_deadline(view, code):
        raise NoChange(code)
    return [Decision(DeadlineSet(year=view.year, code=code, deadline=command.deadline), today)]


def _has_own_deadline(view: View, code: str) -> bool:
    holder = view.plan.indicators.get(code) or view.plan.objectives[code]
    return holder.deadline is not None


def namers(plan: PlanInForce, code: str) -> tuple[str, ...]:
    """Who may give an indicator a name of the office's own: who reports there, who sets."""
    return (*reporters(plan, code), *setters(plan, code))


def _may_name(view: View, actor: str, code: str, office: str | None, today: dt.date) -> None:
    """Names for the whole ente are set as targets are; an office's own by who reports there."""
    who = setters(view.plan, code) if office is None else namers(view.plan, code)
    require(view, actor, Act.SET, code, who, today)


def add_alias(view: View, command: AddAlias, actor: str, now: dt.datetime) -> list[Decision]:
    """Set by who sets targets; learnt for an office by who reports there."""
    today = day_of(now)
    code = _indicator(view, command.code)
    _may_name(view, actor, code, command.office, today)
    words = " ".join(command.words.split())
    if not words or len(words) > 80:
        raise BadValue(code, words[:80])
    return [
        Decision(AliasAdded(year=view.year, code=code, words=words, office=command.office), today)
    ]


def remove_alias(view: View, command: RemoveAlias, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    code = _indicator(view, command.code)
    asked = " ".join(command.words.split()).casefold()
    known = view.aliases(code)
    found = [(words, office) for words, office in known if words.casefold() == asked]
    if not found:
        require(view, actor, Act.SET, code, namers(view.plan, code), today)
        raise NoSuchAlias(code, command.words, tuple(words for words, _ in known))
    for _, office in found:
        _may_name(view, actor, code, office, today)
    return [
        Decision(AliasRemoved(year=view.year, code=code, words=words, office=office), today)
        for words, office in found
    ]


def cancel_objective(
    view: View, command: CancelObjective, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    code = view.plan.resolve(command.code)
    if code not in view.plan.objectives:
        raise NeedsObjective(code, view.plan.objective_of(code).code)
    require(view, actor, Act.CANCEL, code, setters(view.plan, code), today)
    _present(view, code)
    if not command.reason.strip():
        raise ReasonNeeded()
    return [
        Decision(
            ObjectiveCancelled(year=view.year, code=code, reason=command.reason.strip()), today
        )
    ]


def add_objective(
    view: View, command: AddObjective, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    objective, plan = command.objective, view.plan
    if objective.code in plan.objectives:
        raise BadCode(objective.code)
    who = unit_setters(plan, objective.unit)
    require(view, actor, Act.ADD, objective.unit, who, today)
    present = [o for o in plan.groups.get(objective.group_name, []) if o.code not in plan.cancelled]
    weights: dict[str, Decimal | None] = {o.code: o.weight for o in present}
    weights[objective.code] = objective.weight
    check_weights(objective.group_name, {**weights, **command.weights})
    event = ObjectiveAdded(year=view.year, objective=objective, weights=command.weights)
    return [Decision(event, today)]


def anomaly_setters(plan: PlanInForce, where: str) -> tuple[str, ...]:
    """Who sets the objective settles its anomalies; the Segretario all the others."""
    known = where in plan.objectives or where in plan.indicators
    return setters(plan, where) if known else SEGRETARIO_ONLY


def settle_anomaly(
    view: View, command: SettleAnomaly, actor: str, now: dt.datetime
) -> list[Decision]:
    """The anomaly is closed; a day accepted for a deadline becomes the deadline."""
    today = day_of(now)
    anomaly = view.anomaly(command.anomaly)
    if anomaly is None or anomaly.settled:
        raise AlreadySettled(anomaly.where if anomaly else str(command.anomaly))
    view = view.of(anomaly.year)
    plan = view.plan
    code = anomaly.where if anomaly.where in (*plan.objectives, *plan.indicators) else None
    require(view, actor, Act.SETTLE, anomaly.where, anomaly_setters(plan, anomaly.where), today)
    settled = AnomalySettled(
        year=view.year,
        anomaly=anomaly.id,
        kind=anomaly.kind,
        where=anomaly.where,
        value=command.value,
    )
    decisions = [Decision(settled, today)]
    if code and command.value and anomaly.kind == "bad_date":
        day = dt.date.fromisoformat(command.value)
        decisions.append(Decision(DeadlineSet(year=view.year, code=code, deadline=day), today))
    if code and code in plan.indicators and command.value and anomaly.kind == "no_target":
        target = SetTarget(code, Decimal(command.value))
        decisions += set_target(view, target, actor, now)
    return decisions


DECIDERS: dict[type, Any] = {
    SetTarget: set_target,
    SetBaseline: set_baseline,
    SetWeights: set_weights,
    SetDeadline: set_deadline,
    AddAlias: add_alias,
    RemoveAlias: remove_alias,
    CancelObjective: cancel_objective,
    AddObjective: add_objective,
    SettleAnomaly: settle_anomaly,
}
