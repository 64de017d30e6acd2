"""How a figure is made: pure functions, exact, each value able to say where it comes from.

Source: contract, "How figures are made". Progress and expected are percentages from 0 to 100 as
`Fraction`; None where there is nothing to measure against.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm

from ledger.later import dataclass
from ledger.plan import Direction, Indicator, Kind, Origin

SOON_DAYS = 30
BEHIND_POINTS = 10
FORECAST_FROM_DAY = 30


class State(StrEnum):
    """How something stands against what was expected by the day."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_TARGET = "no_target"


WORST_FIRST = (
    State.LATE,
    State.AT_RISK,
    State.NOT_STARTED,
    State.ON_TRACK,
    State.NO_TARGET,
    State.DONE,
    State.CANCELLED,
)


@dataclass(frozen=True)
class Report:
    """A report that counts, as corrected; `seq` is the event that first recorded it."""

    seq: int
    day: dt.date
    mode: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    validated: bool


def in_order(report: Report) -> tuple[dt.date, int]:
    """Reports count in order of their day, then of record."""
    return report.day, report.seq


@dataclass(frozen=True)
class Value:
    """Where an indicator stands: a number, and a ratio's pair."""

    number: Fraction
    numerator: Decimal | None
    denominator: Decimal | None
    reported_on: dt.date
    validated: bool

    def __hash__(self) -> int:
        # Of whole numbers: what Fraction makes of its own takes ten times as long.
        return hash((self.number.numerator, self.number.denominator, self.reported_on))


NOTHING, ALL = Fraction(0), Fraction(100)
"""Of a percentage."""


def clamp(percent: Fraction) -> Fraction:
    """A percentage between 0 and 100: what goes beyond counts as all."""
    # In whole numbers, here and below: what Fraction makes of the same takes ten times as long.
    if percent.numerator <= 0:
        return NOTHING
    return ALL if percent.numerator >= 100 * percent.denominator else percent


def rounded(number: Fraction, places: int = 2) -> Decimal:
    """At most `places` decimals, half up (away from zero), without trailing zeros."""
    over, under = number.numerator, number.denominator
    units = (2 * abs(over) * 10**places + under) // (2 * under)
    return plain(Decimal(units if over >= 0 else -units).scaleb(-places))


def plain(number: Decimal) -> Decimal:
    """Without exponent and trailing zeros: 1E+2 is 100, 62.50 is 62.5, -0 is 0."""
    tidy = number.normalize()
    if tidy == 0:
        return Decimal(0)
    return tidy.quantize(Decimal(1)) if tidy.as_tuple().exponent > 0 else tidy  # type: ignore[operator]


def reported_number(report: Report) -> Fraction:
    """What one report says, as a number: a pair is a percentage."""
    if report.numerator is not None and report.denominator:
        return Fraction(report.numerator) * 100 / Fraction(report.denominator)
    return Fraction(report.value or 0)


def value_of(
    reports: Iterable[Report], start: Decimal | None, before: Value | None = None
) -> Value | None:
    """Folds reports, in order of their day and then of record, onto what stood before them.

    A total, a ratio or a milestone replaces; an increment adds to what stands, or where nothing
    does to `start` (the baseline, for direction down) or to zero.
    """
    value = before
    for report in reports:
        number = reported_number(report)
        if report.mode != "increment":
            value = Value(
                number, report.numerator, report.denominator, report.day, report.validated
            )
            continue
        stands = value.number if value else Fraction(start or 0)
        validated = report.validated and (value is None or value.validated)
        value = Value(stands + number, None, None, report.day, validated)
    return value


def makers(reports: Iterable[Report]) -> list[Report]:
    """The reports a value is made of: the last total, and the increments after it."""
    made_of: list[Report] = []
    for report in reports:
        if report.mode != "increment":
            made_of.clear()
        made_of.append(report)
    return made_of


def progress_of(indicator: Indicator, value: Value | None) -> Fraction | None:
    """How much of an indicator's target is reached."""
    if indicator.kind.is_step:
        return Fraction(100 if value and value.number == 1 else 0)
    if not isinstance(indicator.target, Decimal):
        return None
    if value is None:
        return NOTHING
    target, x = Fraction(indicator.target), value.number
    base = None if indicator.baseline is None else Fraction(indicator.baseline)
    if indicator.direction is Direction.DOWN:
        if base is not None and base > target:
            return clamp(_percent(base - x, base - target))
        if x <= target:
            return ALL
        return clamp(_percent(target, x)) if target > 0 else NOTHING
    if target <= 0:
        return ALL if x >= target else NOTHING
    if indicator.origin is Origin.BASELINE and base is not None and base < target:
        return clamp(_percent(x - base, target - base))
    return clamp(_percent(x, target))


def _percent(part: Fraction, whole: Fraction) -> Fraction:
    over, under = part.numerator * whole.denominator, part.denominator * whole.numerator
    return Fraction(100 * over, under)


def rule_of(indicator: Indicator) -> str:
    """The name of the rule `progress_of` applies, for the explanation."""
    if indicator.kind.is_step:
        return "step"
    if not isinstance(indicator.target, Decimal):
        return "no_target"
    base = indicator.baseline
    if indicator.direction is Direction.DOWN:
        if base is not None and base > indicator.target:
            return "down_from_baseline"
        return "down_ratio" if indicator.target > 0 else "down_step"
    if indicator.target <= 0:
        return "up_step"
    if indicator.origin is Origin.BASELINE and base is not None and base < indicator.target:
        return "up_from_baseline"
    return "up_ratio"


@lru_cache(maxsize=4096)
def expected_of(kind: Kind, start: dt.date, deadline: dt.date, today: dt.date) -> Fraction:
    """What should be reached by today: linear in days, or a step after the deadline."""
    if kind.is_step or deadline <= start:
        return Fraction(100 if today > deadline else 0)
    return clamp(Fraction((today - start).days * 100, (deadline - start).days))


def weighted(parts: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Mean of (weight, figure) by weight, rescaled over those that have a figure."""
    over, whole, under = 0, 0, 1
    for weight, figure in parts:
        if figure is None:
            continue
        part = weight.denominator * figure.denominator
        common = lcm(under, part)
        times, share = common // under, common // part * weight.numerator
        over = over * times + share * figure.numerator
        whole = whole * times + share * figure.denominator
        under = common
    return Fraction(over, whole) if whole else None


def mean(figures: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of those that have a figure; None where none has."""
    return weighted((Fraction(1), figure) for figure in figures)


def state_of(
    progress: Fraction | None,
    expected: Fraction | None,
    deadline: dt.date,
    today: dt.date,
    *,
    step_due_soon: bool,
    reported: bool,
) -> State:
    """The first that holds, for an indicator or an objective that is not cancelled."""
    if progress is None:
        return State.NO_TARGET
    if progress == 100:
        return State.DONE
    if today > deadline:
        return State.LATE
    if progress <= (expected or 0) - BEHIND_POINTS or step_due_soon:
        return State.AT_RISK
    return State.ON_TRACK if reported else State.NOT_STARTED


def step_due_soon(
    indicator: Indicator, progress: Fraction | None, deadline: dt.date, today: dt.date
) -> bool:
    """A milestone or date not reached whose deadline is 30 days away or less."""
    return indicator.kind.is_step and progress != 100 and (deadline - today).days <= SOON_DAYS


def forecast(
    indicator: Indicator, value: Value | None, start: dt.date, deadline: dt.date, today: dt.date
) -> Fraction | None:
    """The figure at the deadline if the pace since the start goes on.

    None in the first 30 days, after the deadline, and for what has no pace: indexes, percentages,
    ratios and steps.
    """
    days = (today - start).days
    if value is None or days < FORECAST_FROM_DAY or today > deadline:
        return None
    if indicator.kind not in (Kind.COUNT, Kind.CURRENCY):
        return None
    falls = indicator.direction is Direction.DOWN
    if falls and indicator.baseline is None:
        return None  # From where it falls is not known.
    origin = Fraction(indicator.baseline or 0) if falls else 0
    return origin + (value.number - origin) * (deadline - start).days / days
