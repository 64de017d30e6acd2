"""What the rest of the house may ask: how a scope stands, and why.

Answers are plain values, ready for chat, page and sheet alike. Source: contract, "How figures are
made".
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ledger.later import dataclass
from ledger.plan import ENTE, Indicator, Kind, Objective
from ledger.plan.inforce import PlanInForce
from ledger.progress import figures
from ledger.progress.figures import State, Value, mean, weighted
from ledger.progress.lateness import days_late
from ledger.view import View


@dataclass(frozen=True)
class IndicatorStanding:
    """`progress` and `expected` in percent, exact; None where there is no target."""

    indicator: Indicator
    value: Value | None
    progress: Fraction | None
    expected: Fraction | None
    state: State
    deadline: dt.date
    due_soon: bool


@dataclass(frozen=True)
class ObjectiveStanding:
    """An objective on a day: progress and expected progress in percent, exact."""

    objective: Objective
    weight: Fraction
    progress: Fraction | None
    expected: Fraction | None
    state: State
    deadline: dt.date
    indicators: tuple[IndicatorStanding, ...]
    """All of them; in the answer about one indicator, that one alone."""


@dataclass(frozen=True)
class Standing:
    """How a scope stands on a day."""

    scope: str
    day: dt.date
    progress: Fraction | None
    expected: Fraction | None
    state: State
    objectives: tuple[ObjectiveStanding, ...]

    @cached_property
    def states(self) -> Mapping[State, int]:
        """How many objectives are in each state there is one in."""
        counts = Counter(row.state for row in self.objectives)
        return {state: counts[state] for state in State if state in counts}

    @cached_property
    def left_out(self) -> int:
        """How many indicators have no target."""
        return sum(i.state is State.NO_TARGET for row in self.objectives for i in row.indicators)


def indicator_standing(
    plan: PlanInForce, indicator: Indicator, value: Value | None, day: dt.date
) -> IndicatorStanding:
    """How an indicator stands on a day, given its value; None: nobody reported."""
    deadline = plan.deadline(indicator.code)
    progress = figures.progress_of(indicator, value)
    goal = indicator.target if isinstance(indicator.target, dt.date) else deadline
    expected = (
        None
        if progress is None
        else figures.expected_of(indicator.kind, plan.start(indicator.code), goal, day)
    )
    soon = figures.step_due_soon(indicator, progress, goal, day)
    state = figures.state_of(
        progress, expected, goal, day, step_due_soon=soon, reported=value is not None
    )
    gone = plan.cancelled.get(indicator.objective)
    if gone and gone.on <= day:
        return IndicatorStanding(indicator, value, None, None, State.CANCELLED, goal, False)
    return IndicatorStanding(indicator, value, progress, expected, state, goal, soon)


def objective_standing(
    plan: PlanInForce, objective: Objective, values: Mapping[str, Value], day: dt.date
) -> ObjectiveStanding:
    """How an objective stands on a day: the weighted mean of its indicators."""
    parts = tuple(
        indicator_standing(plan, i, values.get(i.code), day) for i in objective.indicators
    )
    weights = [plan.weights[i.code] for i in objective.indicators]
    progress = weighted((w, p.progress) for w, p in zip(weights, parts, strict=True))
    expected = weighted((w, p.expected) for w, p in zip(weights, parts, strict=True))
    deadline = plan.deadline(objective.code)
    gone = plan.cancelled.get(objective.code)
    if gone and gone.on <= day:
        state = State.CANCELLED
    else:
        state = figures.state_of(
            progress,
            expected,
            deadline,
            day,
            step_due_soon=any(p.due_soon for p in parts),
            reported=any(p.value for p in parts),
        )
    return ObjectiveStanding(
        objective, plan.weights[objective.code], progress, expected, state, deadline, parts
    )


def standing(view: View, scope: str, day: dt.date) -> Standing:
    """How the ente, an area, a service, `TR`, `SG`, an objective or an indicator stands.

    `scope` is a resolved code (`PlanInForce.resolve_scope`).
    """
    plan = view.plan
    objectives = objectives_in(plan, scope)
    values = view.standings([i.code for o in objectives for i in o.indicators])
    rows = [_recalled(view, plan, o, values, day) for o in objectives]
    by_code = {row.objective.code: row for row in rows}
    if scope in plan.indicators:
        return _of_indicator(scope, day, rows[0])
    progress = _compose(plan, scope, {c: r.progress for c, r in by_code.items()})
    expected = _compose(plan, scope, {c: r.expected for c, r in by_code.items()})
    state = rows[0].state if scope in plan.objectives else _state_of_scope(progress, expected)
    return Standing(scope, day, progress, expected, state, tuple(rows))


def _recalled(
    view: View, plan: PlanInForce, objective: Objective, values: Mapping[str, Value], day: dt.date
) -> ObjectiveStanding:
    """Of a day's many questions few find that an objective's own figures have changed."""
    own = tuple(values.get(i.code) for i in objective.indicators)
    return view.recall_of_plan(
        (ObjectiveStanding, plan.year, objective.code, day, own),
        lambda: objective_standing(plan, objective, values, day),
    )


def _of_indicator(scope: str, day: dt.date, row: ObjectiveStanding) -> Standing:
    own = next(i for i in row.indicators if i.indicator.code == scope)
    narrowed = ObjectiveStanding(
        row.objective, row.weight, row.progress, row.expected, row.state, row.deadline, (own,)
    )
    return Standing(scope, day, own.progress, own.expected, own.state, (narrowed,))


def _state_of_scope(progress: Fraction | None, expected: Fraction | None) -> State:
    """A service, an area or the ente has no deadline: only behind or not."""
    if progress is None:
        return State.NO_TARGET
    if progress == 100:
        return State.DONE
    behind = progress <= (expected or 0) - figures.BEHIND_POINTS
    return State.AT_RISK if behind else State.ON_TRACK


def objectives_in(plan: PlanInForce, scope: str) -> Sequence[Objective]:
    """The objectives a scope is made of; an indicator's own objective."""
    if scope in plan.indicators or scope in plan.objectives:
        return [plan.objective_of(scope)]
    if scope == ENTE:
        return plan.plan.objectives
    units = (scope, *(s for s, area in plan.area_of_service.items() if area == scope))
    found = [o for unit in units for o in plan.of_unit.get(unit, ())]
    return sorted(found, key=lambda one: plan.places[one.code])


def _compose(
    plan: PlanInForce, scope: str, figure_of: Mapping[str, Fraction | None]
) -> Fraction | None:
    """Objectives make groups by weight, services make areas, areas and groups make the ente."""
    if scope in plan.objectives:
        return figure_of[scope]

    def group(name: str) -> Fraction | None:
        return weighted(
            (plan.weights[o.code], figure_of[o.code])
            for o in plan.groups[name]
            if o.code in figure_of
        )

    def unit(code: str) -> Fraction | None:
        return mean(group(name) for name in plan.groups_of(code))

    def area(code: str) -> Fraction | None:
        services = [s.code for s in plan.areas[code].services]
        return mean(unit(s) for s in dict.fromkeys([*services, code]))

    if scope == ENTE:
        apart = [g for u in _apart(plan) for g in plan.groups_of(u)]
        return mean([*(area(a) for a in plan.areas), *(group(g) for g in apart)])
    return area(scope) if scope in plan.areas else unit(scope)


def if_done(
    view: View, scope: str, code: str, day: dt.date
) -> tuple[Fraction | None, Fraction | None]:
    """A scope's figure, and what it would be were an objective, or one of its indicators, at
    100 %."""
    plan, objective = view.plan, view.plan.objective_of(code).code
    rows = standing(view, scope, day).objectives
    figure_of = {row.objective.code: row.progress for row in rows}
    parts = standing(view, objective, day).objectives[0].indicators
    full = Fraction(100)
    done = weighted(
        (plan.weights[i.indicator.code], full if i.indicator.code == code else i.progress)
        for i in parts
    )
    then = {**figure_of, objective: full if code == objective else done}
    return _compose(plan, scope, figure_of), _compose(plan, scope, then)


def _apart(plan: PlanInForce) -> list[str]:
    """Transversal and Segretario's: units that are neither services nor areas."""
    units = dict.fromkeys(o.unit for o in plan.plan.objectives)
    return [u for u in units if u not in plan.areas and u not in plan.area_of_service]


@dataclass(frozen=True)
class Why:
    """How a figure comes about: the rule, and what went in."""

    scope: str
    rule: str
    progress: Fraction | None
    expected: Fraction | None
    inputs: tuple[tuple[str, object], ...]
    parts: tuple[tuple[str, Fraction, Fraction | None], ...]
    """Code, weight in percent and figure of what it is composed of."""
    target_set_on: dt.date | None = None
    forecast: Fraction | None = None


def why(view: View, scope: str, day: dt.date) -> Why:
    """The explanation behind a figure of `standing`."""
    stands = standing(view, scope, day)
    plan = view.plan
    if scope in plan.indicators:
        return _why_indicator(view, stands)
    if scope in plan.objectives:
        row = stands.objectives[0]
        parts = tuple(
            (p.indicator.code, plan.weights[p.indicator.code], p.progress) for p in row.indicators
        )
        rule = "cancelled" if row.state is State.CANCELLED else "objective"
    else:
        parts, rule = _why_unit(plan, stands), _unit_rule(plan, scope)
    return Why(scope, rule, stands.progress, stands.expected, (), parts)


def _unit_rule(plan: PlanInForce, scope: str) -> str:
    if scope == ENTE:
        return "ente"
    if scope in plan.areas:
        return "area"
    return "groups" if len(plan.groups_of(scope)) > 1 else "group"


def _why_unit(
    plan: PlanInForce, stands: Standing
) -> tuple[tuple[str, Fraction, Fraction | None], ...]:
    """What a unit's figure is the mean of, each with what it counts for in a hundred: an area is
    one part of the ente as each transversal group is, so that `TR` counts once for each of its own.
    Objectives of one group keep the weights of the plan."""
    scope = stands.scope
    figure_of = {row.objective.code: row.progress for row in stands.objectives}
    if scope == ENTE:
        counts = dict.fromkeys(plan.areas, 1)
        counts |= {u: max(1, len(_figured_groups(plan, u, figure_of))) for u in _apart(plan)}
    elif scope in plan.areas:
        counts = {service.code: 1 for service in plan.areas[scope].services}
    else:
        return _why_groups(plan, scope, figure_of)
    own = _why_groups(plan, scope, figure_of) if scope in plan.areas else ()
    figured = [(u, count, _compose(plan, u, figure_of)) for u, count in counts.items()]
    has_own = any(figure is not None for _, _, figure in own)
    whole = sum(count for _, count, figure in figured if figure is not None) + has_own
    share = Fraction(100, max(1, whole))
    return (
        *((u, share * count, figure) for u, count, figure in figured),
        *((code, share * weight / 100, figure) for code, weight, figure in own),
    )


def _figured_groups(
    plan: PlanInForce, unit: str, figure_of: Mapping[str, Fraction | None]
) -> list[str]:
    """The groups of a unit in which an objective has a figure."""
    return [
        name
        for name in plan.groups_of(unit)
        if any(figure_of.get(o.code) is not None for o in plan.groups[name])
    ]


def _why_groups(
    plan: PlanInForce, unit: str, figure_of: Mapping[str, Fraction | None]
) -> tuple[tuple[str, Fraction, Fraction | None], ...]:
    """A unit's own objectives: where they make several groups, each counts for a part of its own
    group among those that have a figure."""
    groups = plan.groups_of(unit)
    among = max(1, len(_figured_groups(plan, unit, figure_of)))
    parts: list[tuple[str, Fraction, Fraction | None]] = []
    for name in groups:
        members = [o.code for o in plan.groups[name]]
        counted = [c for c in members if figure_of.get(c) is not None] or members
        whole = sum((plan.weights[c] for c in counted), Fraction(0)) or Fraction(1)
        scale = Fraction(100, among) / whole if len(groups) > 1 else Fraction(1)
        parts += [(c, plan.weights[c] * scale, figure_of.get(c)) for c in members]
    return tuple(parts)


def _why_indicator(view: View, stands: Standing) -> Why:
    own = stands.objectives[0].indicators[0]
    indicator, plan = own.indicator, view.plan
    inputs: list[tuple[str, object]] = [
        ("value", own.value.number if own.value else None),
        ("target", indicator.target),
        ("baseline", indicator.baseline),
        ("start", plan.start(indicator.code)),
        ("deadline", own.deadline),
        ("day", stands.day),
    ]
    if late := days_late(view, indicator, own.value, own.deadline):
        inputs += [("days_late", late)]
    if indicator.kind is Kind.RATIO and own.value:
        inputs += [("numerator", own.value.numerator), ("denominator", own.value.denominator)]
    cancelled = own.state is State.CANCELLED
    return Why(
        stands.scope,
        "cancelled" if cancelled else figures.rule_of(indicator),
        own.progress,
        own.expected,
        tuple((name, fact) for name, fact in inputs if fact is not None),
        (),
        plan.target_set_on.get(indicator.code),
        None if cancelled else pace(plan, own, stands.day),
    )


def pace(plan: PlanInForce, own: IndicatorStanding, day: dt.date) -> Fraction | None:
    """The forecast at the deadline, linear from the year's start."""
    start = plan.start(own.indicator.code)
    return figures.forecast(own.indicator, own.value, start, own.deadline, day)


def shown_value(indicator: Indicator, value: Value) -> Decimal:
    """A value as a decimal: exact as reported, a ratio in percent with two decimals."""
    number = value.number
    if indicator.kind.in_percent:
        return figures.rounded(number)
    if number.denominator == 1:
        return Decimal(number.numerator)
    return figures.plain(Decimal(number.numerator) / Decimal(number.denominator))
