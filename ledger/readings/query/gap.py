"""What is missing to a target: how much, at which pace it would be reached, needed per week."""

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ledger.plan import Direction, Indicator, Kind
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State, Value
from ledger.readings.query.how_much import TO_TARGET, Amount
from ledger.readings.query.rows import IndicatorRow

PACED = (Kind.COUNT, Kind.CURRENCY)
"""What adds up week by week; an index, a percentage or a step has no pace."""


def with_gap(
    plan: PlanInForce,
    row: IndicatorRow,
    day: dt.date,
    amount: Amount = TO_TARGET,
    by: dt.date | None = None,
) -> IndicatorRow:
    """The row with what is missing to the target, or to what `amount` names, by its deadline or by
    the day asked about; its paces are of the stretch that `amount` names. A step is missing or it
    is not: it has a deadline only."""
    part = row.standing
    indicator = part.indicator
    if not isinstance(indicator.target, Decimal) or indicator.kind.is_step:
        return row
    start, value = plan.start(indicator.code), part.value
    missing = missing_of(indicator, value, amount)
    if missing is None or indicator.kind not in PACED:
        return replace(row, missing=missing)
    days, left = (day - start).days, ((by or part.deadline) - day).days
    made = _made(indicator, value)
    pace = made * amount.days / days if days > 0 else None
    needed = missing * amount.days / left if left > 0 else None
    reached = None
    # Of a year that is over, or of what was due in it, no pace goes on.
    if missing and pace and pace > 0 and row.standing.deadline.year >= day.year:
        reached = _plus(day, math.ceil(missing / pace * amount.days))
    return replace(row, missing=missing, pace=pace, needed=needed, reached_on=reached)


def missing_of(
    indicator: Indicator, value: Value | None, amount: Amount = TO_TARGET
) -> Fraction | None:
    """In the indicator's unit; zero once the goal is reached. None for a measure of what is left
    that nobody has reported yet."""
    if not isinstance(indicator.target, Decimal):
        return None
    target = amount.goal(indicator.target)
    if indicator.direction is Direction.DOWN:
        number = value.number if value else indicator.baseline
        return None if number is None else max(Fraction(0), Fraction(number) - target)
    return max(Fraction(0), target - (value.number if value else 0))


def _made(indicator: Indicator, value: Value | None) -> Fraction:
    """How much of the way was made since the start, always upwards."""
    if value is None:
        return Fraction(0)
    if indicator.direction is Direction.DOWN:
        return Fraction(indicator.baseline or value.number) - value.number
    return value.number


def _plus(day: dt.date, days: int) -> dt.date | None:
    """None beyond what a calendar holds."""
    left = (dt.date(2100, 12, 31) - day).days
    return day + dt.timedelta(days=days) if days <= left else None


def misses(row: IndicatorRow) -> bool:
    """Whether at the pace so far the target is not reached by its deadline; of what has no pace,
    whether the deadline is past."""
    part = row.standing
    if part.state is State.DONE:
        return False
    if part.state is State.LATE or row.needed is None:
        return part.state is State.LATE
    return row.reached_on is None or row.reached_on > part.deadline


def hardest_first(row: IndicatorRow) -> tuple[int, Fraction]:
    """Past its deadline and not reached, then by how much faster it must go than it went."""
    part = row.standing
    if part.state is State.DONE:
        return 3, Fraction(0)
    if part.state is State.LATE:
        return 0, part.progress or Fraction(0)
    if row.needed is None:
        return 2, part.progress or Fraction(0)
    return 1, -(row.needed / row.pace) if row.pace else Fraction(-(10**9))
