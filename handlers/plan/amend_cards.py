"""What the cards of amendments show: what was, what would be, and what is doubted of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.desk import Desk
from handlers.talk.words import amount, target_amount, value_amount
from ledger.commands.plan import SetWeights
from ledger.plan import Direction, Indicator, Kind, Objective, split_weights
from words.say import Say, say


def named(desk: Desk, code: str) -> dict[str, str]:
    """An objective or an indicator by code and name."""
    plan = desk.view.plan
    name = plan.indicators[code].name if code in plan.indicators else plan.objectives[code].title
    return {"code": code, "name": name}


def goal_amount(desk: Desk, code: str, target: Any) -> Say:
    """A value to reach: a figure, or a day."""
    if isinstance(target, dt.date):
        return say("amount.day", day=target)
    return amount(desk.view.plan.indicators[code], target)


def target_card(desk: Desk, code: str, target: Any) -> tuple[Say, ...]:
    """From what to what; a past day, what is done already, what is far from before is doubted."""
    indicator = desk.view.plan.indicators[code]
    before = target_amount(indicator)
    if indicator.kind is Kind.DATE:
        before = say("amount.day", day=desk.view.plan.due_on(indicator))
    after = goal_amount(desk, code, target)
    line = say("amend.target", **named(desk, code), before=before, after=after)
    past = isinstance(target, dt.date) and target < desk.today
    if past:
        return (line, say("amend.doubt.past", day=target))
    return (line, *_reached_at_once(desk, code, target), *_far_from(desk, code, target))


FAR = 3
"""Times more or less than before: a digit too many or too few is likelier than that."""


def _far_from(desk: Desk, code: str, target: Any) -> tuple[Say, ...]:
    """A target that is many times the one before, or a small part of it, is doubted."""
    before = desk.view.plan.indicators[code].target
    if not isinstance(before, Decimal) or not isinstance(target, Decimal) or before <= 0:
        return ()
    if target >= before * FAR:
        return (say("amend.doubt.times_more", times=int(target / before)),)
    if 0 < target * FAR <= before:
        return (say("amend.doubt.times_less", times=int(before / target)),)
    return (say("amend.doubt.zero"),) if target == 0 else ()


def _reached_at_once(desk: Desk, code: str, target: Any) -> tuple[Say, ...]:
    """A target that asks for no more than what is done already is doubted."""
    indicator, value = desk.view.plan.indicators[code], desk.view.standing(code)
    if value is None or indicator.kind.is_step or isinstance(target, dt.date):
        return ()
    down = indicator.direction is Direction.DOWN
    done = value.number <= target if down else value.number >= target
    return (say("amend.doubt.done", value=value_amount(indicator, value)),) if done else ()


def base_card(desk: Desk, code: str, base: Any) -> tuple[Say, ...]:
    """From what to what; a start beyond the target is doubted."""
    indicator = desk.view.plan.indicators[code]
    before = amount(indicator, indicator.baseline)
    after = amount(indicator, base)
    line = say("amend.base", **named(desk, code), before=before, after=after)
    goal = indicator.target
    down = indicator.direction is Direction.DOWN
    beyond = isinstance(goal, Decimal) and (base <= goal if down else base >= goal)
    doubt = say("amend.doubt.base", goal=target_amount(indicator))
    return (line, doubt) if beyond else (line,)


def weight_card(desk: Desk, code: str, weights: Any) -> tuple[Say, ...]:
    """Each weight from what to what; those of others that share what is left too."""
    before = desk.view.plan.weights
    moved = {**weights, **_shared(desk, code, weights)}
    lines = tuple(
        say("amend.weight_line", **named(desk, c), before=before[c], after=w)
        for c, w in moved.items()
    )
    return (say("amend.weight", lines=lines),)


def _shared(desk: Desk, code: str, weights: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """What those of the same group that have no weight of their own would weigh, where that
    moves."""
    plan = desk.view.plan
    group: Sequence[Objective | Indicator] = (
        plan.objective_of(code).indicators
        if code in plan.indicators
        else plan.groups[plan.objectives[code].group_name]
    )
    shares = split_weights([weights.get(one.code, one.weight) for one in group])
    return {
        one.code: share
        for one, share in zip(group, shares, strict=True)
        if one.code not in weights and share != plan.weights[one.code]
        if one.code not in plan.cancelled
    }


def deadline_card(desk: Desk, code: str, day: Any) -> tuple[Say, ...]:
    """From when to when; a day beyond the year is doubted, and one before is said to leave less
    time: it is asked for as `proroga` too."""
    before = desk.view.plan.deadline(code)
    lines = (
        say("amend.deadline", **named(desk, code), before=before, after=day),
        *_apart(desk, code, before),
    )
    if day.year > desk.view.year:
        return (*lines, say("amend.doubt.beyond", year=desk.view.year))
    if before is not None and day < before:
        return (*lines, say("amend.sooner", days=(before - day).days))
    return lines


def _apart(desk: Desk, code: str, before: dt.date) -> tuple[Say, ...]:
    """The indicators of an objective that have a deadline of their own, and do not go with it."""
    objective = desk.view.plan.objectives.get(code)
    own = [
        i.code
        for i in (objective.indicators if objective else ())
        if i.deadline not in (None, before)
    ]
    return (say("amend.apart", count=len(own), codes=", ".join(own)),) if own else ()


def weights_done(desk: Desk, code: str, command: SetWeights) -> Say:
    """Each weight as it is now."""
    lines = tuple(
        say("amend.done.weight_line", **named(desk, c), after=w) for c, w in command.weights.items()
    )
    return say("amend.done.peso", lines=lines)


def reinstate_card(desk: Desk, code: str, reason: Any) -> tuple[Say, ...]:
    """What comes back, and why."""
    return (say("amend.reinstate", **named(desk, code), reason=reason),)
