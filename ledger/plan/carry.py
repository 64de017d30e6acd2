"""From one year to the next: what a plan's objectives continue, and next year's plan drafted.

Source: issue of the years, "From one year to the next"; contract, `plan carry` and `earlier`.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Final

from ledger.errors import NoPlanOf
from ledger.later import dataclass
from ledger.plan import Anomaly, Direction, Indicator, Kind, Objective, Plan
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State, progress_of, rounded, value_of
from ledger.progress.standings import indicator_standing, objective_standing, pace, shown_value
from ledger.view import View

EARLIER_YEARS = 5
"""How far back an indicator's history is shown."""

PROJECTED: Final = "projected_baseline"
"""The anomaly of a baseline that nobody validated: what the present pace would come to."""


@dataclass(frozen=True)
class Earlier:
    """An indicator in a year before: its value, target and progress (percent) as they ended."""

    year: int
    code: str
    value: Decimal | None
    target: Decimal | dt.date | None
    progress: Fraction | None


def earlier(view: View, code: str, limit: int = EARLIER_YEARS) -> list[Earlier]:
    """The years before of an indicator that continues, the newest first."""
    found: list[Earlier] = []
    for before, former in islice(_line_of(view, code), limit):
        value = before.standing(former.code)
        shown = shown_value(former, value) if value else None
        found.append(
            Earlier(before.year, former.code, shown, former.target, progress_of(former, value))
        )
    return found


def _line_of(view: View, code: str) -> Iterator[tuple[View, Indicator]]:
    """What an indicator continues, year by year, the newest first."""
    plan, indicator = view.plan, view.plan.indicators[code]
    for year in sorted((y for y in view.years if y < plan.year), reverse=True):
        before = view.of(year)
        former = _continued(plan, indicator, before.plan)
        if former is None:
            return
        yield before, former
        plan, indicator = before.plan, former


def counterpart(view: View, code: str, year: int) -> str | None:
    """The code that the same indicator has in another year's plan, before or after; None where
    that plan has none of it. `code` is of the view's year."""
    if year == view.year:
        return code
    if code not in view.plan.indicators or year not in view.years:
        return None
    if year < view.year:
        line = _line_of(view, code)
        return next((former.code for before, former in line if before.year == year), None)
    later = view.of(year)
    codes = (one for one in later.plan.indicators if counterpart(later, one, view.year) == code)
    return next(codes, None)


def _continued(plan: PlanInForce, indicator: Indicator, before: PlanInForce) -> Indicator | None:
    """What an indicator continues: the one its plan names, else the same words in the same unit."""
    if indicator.continues is not None:
        return before.indicators.get(indicator.continues)
    unit = plan.objectives[indicator.objective].unit
    alike = [
        i
        for objective in before.of_unit.get(unit, ())
        for i in objective.indicators
        if i.kind is indicator.kind and _squeezed(i.name) == _squeezed(indicator.name)
    ]
    same_code = [i for i in alike if i.code == indicator.code]
    return next(iter([*same_code, *alike]), None)


def _squeezed(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def drafted_from(year: int) -> dt.date:
    """The day from which the year after may be drafted: its PIAO is due by the end of January."""
    return dt.date(year, 11, 1)


def waits_for_a_draft(years: Collection[int], year: int, today: dt.date) -> bool:
    """Whether a year with a plan is near its end and the one after has none yet."""
    return year in years and year + 1 not in years and today >= drafted_from(year)


def former_year(years: Collection[int], year: int) -> int:
    """The newest year with a plan before this one. Raises NoPlanOf where there is none."""
    before = [y for y in years if y < year]
    if not before:
        raise NoPlanOf(year - 1, tuple(years))
    return max(before)


def drafted_year(years: Collection[int], year: int) -> int:
    """The year to draft when one is named: that year; where it has its plan already and the next
    has none, the next, drafted from it."""
    return year + 1 if year in years and year + 1 not in years else year


def carried(view: View, year: int, today: dt.date) -> Plan:
    """Next year's plan drafted from the view's: a proposal for people to go through.

    Objectives that span years go on, and annual ones that are not done; baselines are the last
    validated figures, or what the present pace comes to (marked as an anomaly to settle).
    """
    former = view.plan
    kept, anomalies = [], []
    for objective in former.plan.objectives:
        if objective.code in former.cancelled or _ends(view, objective, year, today):
            continue
        indicators = []
        for indicator in objective.indicators:
            baseline, projected = _next_baseline(view, indicator, today)
            indicators.append(_next_indicator(former, indicator, baseline, year))
            if projected:
                anomalies.append(
                    Anomaly(kind=PROJECTED, where=indicator.code, reading=str(baseline))
                )
        kept.append(_next_objective(objective, tuple(indicators), year))
    plan = former.plan
    operational = tuple(o for o in plan.operational if o.state in ("in_progress", "planned"))
    return plan.model_copy(
        update={
            "year": year,
            "objectives": tuple(kept),
            "operational": operational,
            "anomalies": tuple(anomalies),
        }
    )


def _spans(objective: Objective, plan: Plan, year: int) -> bool:
    """Whether an objective says of itself that it goes on into the year."""
    if any(y >= year for y in objective.years):
        return True
    if objective.deadline is not None and objective.deadline.year >= year:
        return True
    return any(o.code == objective.operational and o.span == "multiyear" for o in plan.operational)


def _ends(view: View, objective: Objective, year: int, today: dt.date) -> bool:
    plan = view.plan
    if _spans(objective, plan.plan, year):
        return False
    values = view.standings([i.code for i in objective.indicators])
    return objective_standing(plan, objective, values, today).state is State.DONE


def _next_objective(
    objective: Objective, indicators: tuple[Indicator, ...], year: int
) -> Objective:
    return objective.model_copy(
        update={
            "continues": objective.code,
            "years": tuple(y for y in objective.years if y >= year) or (year,),
            "deadline": _moved(objective.deadline, objective.years, year),
            "indicators": indicators,
        }
    )


def _moved(deadline: dt.date | None, years: tuple[int, ...], year: int) -> dt.date | None:
    """A deadline moves only where its objective spans the year; else it is for people to set."""
    if deadline is None or deadline.year >= year:
        return deadline
    if year not in years:
        return None
    last_of_february = (deadline.month, deadline.day) == (2, 29)
    return deadline.replace(year=year, day=28 if last_of_february else deadline.day)


def _next_indicator(
    plan: PlanInForce, indicator: Indicator, baseline: Decimal | None, year: int
) -> Indicator:
    years = plan.objectives[indicator.objective].years
    target = indicator.target
    if isinstance(target, dt.date):
        target = _moved(target, years, year)
    return indicator.model_copy(
        update={
            "continues": indicator.code,
            "baseline": baseline,
            "target": target,
            "deadline": _moved(indicator.deadline, years, year),
        }
    )


def _next_baseline(view: View, indicator: Indicator, today: dt.date) -> tuple[Decimal | None, bool]:
    """The last validated figure; else the projection, and True; else nothing."""
    if indicator.kind.is_step:
        return None, False
    reports = view.counted_reports(indicator.code)
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    validated = value_of([r for r in reports if r.validated], start)
    if validated is not None:
        return shown_value(indicator, validated), False
    value = view.standing(indicator.code)
    if value is None:
        return start, False  # what is left to do stays what it was
    stands = indicator_standing(view.plan, indicator, value, today)
    # What an objective of more years comes to by its own deadline is no start for the next one.
    year_s_end = min(stands.deadline, dt.date(view.plan.year, 12, 31))
    projected = pace(view.plan, replace(stands, deadline=year_s_end), today)
    if projected is None:
        return shown_value(indicator, value), True
    return rounded(projected, 0 if indicator.kind is Kind.COUNT else 2), True
