"""Amending the plan in the year: targets, weights, deadlines, objectives."""

import datetime as dt
from decimal import Decimal

from pydantic.dataclasses import dataclass

from ledger.bounds import LONGEST_REASON
from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, setters, unit_setters
from ledger.commands.because import Because, why
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import (
    Act,
    BadCode,
    BadValue,
    BadWeight,
    DeadlinePast,
    NeedsIndicator,
    NeedsObjective,
    NoChange,
    NotCancelled,
    NothingLeft,
    ReasonNeeded,
    StepHasNoTarget,
    UnknownCode,
    UnknownUnit,
    WeightsNot100,
    WrongKind,
)
from ledger.events import (
    BaselineSet,
    DeadlineSet,
    ObjectiveAdded,
    ObjectiveCancelled,
    ObjectiveReinstated,
    TargetSet,
    WeightsSet,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, AskedGoal, Indicator, Kind, Objective
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class SetTarget:
    """What an indicator has to reach: a number in its unit, or a day for kind `date`."""

    code: str
    target: AskedGoal
    year: int | None = None
    because: Because = Because()


@dataclass(frozen=True, config=UNBUILT)
class SetBaseline:
    """Where an indicator starts from, in its unit."""

    code: str
    baseline: Decimal
    year: int | None = None
    because: Because = Because()


@dataclass(frozen=True, config=UNBUILT)
class SetWeights:
    """Weights of objectives in one group, or of indicators of one objective."""

    weights: dict[str, Decimal]
    year: int | None = None
    because: Because = Because()


@dataclass(frozen=True, config=UNBUILT)
class SetDeadline:
    """The day an objective or an indicator is due on."""

    code: str
    deadline: dt.date
    year: int | None = None
    because: Because = Because()


@dataclass(frozen=True, config=UNBUILT)
class CancelObjective:
    """An objective leaves the plan, with the reason."""

    code: str
    reason: str
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class ReinstateObjective:
    """A cancellation is taken back, with the reason."""

    code: str
    reason: str
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class AddObjective:
    """`weights` are the new weights of the group, needed where the others already take 100."""

    objective: Objective
    weights: dict[str, Decimal]
    year: int | None = None


def indicator_of(view: View, code: str) -> str:
    """The code of an indicator as typed. Raises UnknownCode, NeedsIndicator."""
    found = view.plan.resolve(code)
    if found not in view.plan.indicators:
        raise NeedsIndicator(found, tuple(i.code for i in view.plan.objectives[found].indicators))
    return found


def set_target(view: View, command: SetTarget, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises StepHasNoTarget for a milestone, WrongKind, BadValue, NoChange."""
    today = day_of(now)
    code = indicator_of(view, command.code)
    view.plan.alive(code)
    indicator = view.plan.indicators[code]
    need_measured(indicator)
    wants_day = indicator.kind is Kind.DATE
    if isinstance(command.target, dt.date) != wants_day:
        raise WrongKind(code, indicator.kind)
    if isinstance(command.target, Decimal):
        _plausible(code, command.target, indicator.kind)
    if indicator.target == command.target:
        raise NoChange(code)
    event = TargetSet(
        year=view.year, code=code, target=command.target, **why(command.because, today)
    )
    return [Decision(event, today)]


def need_measured(indicator: Indicator) -> None:
    """Raises StepHasNoTarget: a milestone is to be reached, and there is no figure to set."""
    if indicator.kind is Kind.MILESTONE:
        raise StepHasNoTarget(indicator.code)


def _plausible(code: str, value: Decimal, kind: Kind) -> None:
    if value < 0 and kind not in (Kind.INDEX, Kind.CURRENCY):
        raise BadValue(code, str(value))


def set_baseline(view: View, command: SetBaseline, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises WrongKind for a step, BadValue, NoChange."""
    today = day_of(now)
    code = indicator_of(view, command.code)
    view.plan.alive(code)
    indicator = view.plan.indicators[code]
    if indicator.kind.is_step:
        raise WrongKind(code, indicator.kind)
    _plausible(code, command.baseline, indicator.kind)
    if indicator.baseline == command.baseline:
        raise NoChange(code)
    event = BaselineSet(
        year=view.year, code=code, baseline=command.baseline, **why(command.because, today)
    )
    return [Decision(event, today)]


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
    """Raises WeightsNot100, NothingLeft, BadWeight where the group would not hold."""
    today = day_of(now)
    resolved = {view.plan.resolve(code): weight for code, weight in command.weights.items()}
    if not resolved:
        raise NoChange(ENTE)
    first = next(iter(resolved))
    group, siblings = _siblings(view, first)
    for code in resolved:
        view.plan.alive(code)
        if code not in siblings:
            raise UnknownCode(code, tuple(siblings)[:3])
    if all(siblings[code] == weight for code, weight in resolved.items()):
        raise NoChange(first)
    check_weights(group, {**siblings, **resolved})
    event = WeightsSet(year=view.year, group=group, weights=resolved, **why(command.because, today))
    return [Decision(event, today)]


def set_deadline(view: View, command: SetDeadline, actor: str, now: dt.datetime) -> list[Decision]:
    """From today on only. Raises DeadlinePast, NoChange."""
    today = day_of(now)
    code = view.plan.alive(command.code)
    if command.deadline < today:
        raise DeadlinePast(code, command.deadline)
    if view.plan.deadline(code) == command.deadline and _has_own_deadline(view, code):
        raise NoChange(code)
    event = DeadlineSet(
        year=view.year, code=code, deadline=command.deadline, **why(command.because, today)
    )
    return [Decision(event, today)]


def _has_own_deadline(view: View, code: str) -> bool:
    holder = view.plan.indicators.get(code) or view.plan.objectives[code]
    return holder.deadline is not None


def cancel_objective(
    view: View, command: CancelObjective, actor: str, now: dt.datetime
) -> list[Decision]:
    """Once, and with a reason. Raises ReasonNeeded, ObjectiveGone."""
    today = day_of(now)
    code = view.plan.alive(_objective(view, command.code))
    if not command.reason.strip():
        raise ReasonNeeded()
    reason = command.reason.strip()[:LONGEST_REASON]
    return [Decision(ObjectiveCancelled(year=view.year, code=code, reason=reason), today)]


def reinstate_objective(
    view: View, command: ReinstateObjective, actor: str, now: dt.datetime
) -> list[Decision]:
    """What was cancelled is in the plan again. Raises ReasonNeeded, NotCancelled."""
    code = _objective(view, command.code)
    if code not in view.plan.cancelled:
        raise NotCancelled(code)
    if not command.reason.strip():
        raise ReasonNeeded()
    reason = command.reason.strip()[:LONGEST_REASON]
    return [Decision(ObjectiveReinstated(year=view.year, code=code, reason=reason), day_of(now))]


def _objective(view: View, typed: str) -> str:
    """Raises NeedsObjective for an indicator's code."""
    code = view.plan.resolve(typed)
    if code not in view.plan.objectives:
        raise NeedsObjective(code, view.plan.objective_of(code).code)
    return code


def add_objective(
    view: View, command: AddObjective, actor: str, now: dt.datetime
) -> list[Decision]:
    """With the next free number, in a group that holds. Raises BadCode, UnknownUnit."""
    today = day_of(now)
    objective, plan = command.objective, view.plan
    if objective.code in plan.objectives:
        raise BadCode(objective.code)
    _well_made(view, objective)
    present = [o for o in plan.groups.get(objective.group_name, []) if o.code not in plan.cancelled]
    weights: dict[str, Decimal | None] = {o.code: o.weight for o in present}
    weights[objective.code] = objective.weight
    for code in command.weights:
        if code not in weights:
            raise UnknownCode(code, tuple(weights)[:3])
    check_weights(objective.group_name, {**weights, **command.weights})
    event = ObjectiveAdded(year=view.year, objective=objective, weights=command.weights)
    return [Decision(event, today)]


def _well_made(view: View, objective: Objective) -> None:
    """Its unit is one of the plan, its indicators are numbered under it.

    Raises UnknownUnit, BadCode, BadValue.
    """
    plan = view.plan
    units = {TRANSVERSAL, SEGRETARIO, *plan.areas, *plan.area_of_service}
    if objective.unit not in units:
        raise UnknownUnit(objective.unit, view.plan.some_units())
    codes = [i.code for i in objective.indicators]
    for indicator in objective.indicators:
        taken = codes.count(indicator.code) > 1 or indicator.code in plan.gone
        if taken or indicator.objective != objective.code:
            raise BadCode(indicator.code)
        if isinstance(indicator.target, Decimal):
            _plausible(indicator.code, indicator.target, indicator.kind)


DECIDERS: dict[type, Decider] = dict(
    (
        decides(SetTarget, set_target),
        decides(SetBaseline, set_baseline),
        decides(SetWeights, set_weights),
        decides(SetDeadline, set_deadline),
        decides(CancelObjective, cancel_objective),
        decides(ReinstateObjective, reinstate_objective),
        decides(AddObjective, add_objective),
    )
)


def _may_set(view: View, command: SetTarget | SetBaseline, day: dt.date) -> list[Grounds]:
    code = indicator_of(view, command.code)
    return [Grounds(Act.SET, code, setters(view.plan, code))]


def _may_weigh(view: View, command: SetWeights, day: dt.date) -> list[Grounds]:
    codes = [view.plan.resolve(code) for code in command.weights]
    return [Grounds(Act.SET, code, setters(view.plan, code)) for code in codes]


def _may_put_off(view: View, command: SetDeadline, day: dt.date) -> list[Grounds]:
    code = view.plan.resolve(command.code)
    return [Grounds(Act.SET, code, setters(view.plan, code))]


def _may_cancel(
    view: View, command: CancelObjective | ReinstateObjective, day: dt.date
) -> list[Grounds]:
    code = _objective(view, command.code)
    return [Grounds(Act.CANCEL, code, setters(view.plan, code))]


def _may_add(view: View, command: AddObjective, day: dt.date) -> list[Grounds]:
    unit = command.objective.unit
    return [Grounds(Act.ADD, unit, unit_setters(view.plan, unit))]


RULES: dict[type, Rule] = dict(
    (
        allows(SetTarget, _may_set),
        allows(SetBaseline, _may_set),
        allows(SetWeights, _may_weigh),
        allows(SetDeadline, _may_put_off),
        allows(CancelObjective, _may_cancel),
        allows(ReinstateObjective, _may_cancel),
        allows(AddObjective, _may_add),
    )
)
