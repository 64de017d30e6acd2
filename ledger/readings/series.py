"""What pictures and their captions are made of: parts of a scope, an indicator's values over time,
the last years, the phases. One reading, so that words and picture say the same."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from ledger.later import dataclass
from ledger.plan import ENTE, Direction, Indicator
from ledger.plan.carry import earlier
from ledger.progress import figures
from ledger.progress.standings import Standing, standing
from ledger.projections import cycle
from ledger.view import View

MOST_YEARS = 5


def day_of_reckoning(view: View, today: dt.date) -> dt.date:
    """Today, or the day after the last of the year once it is over: what was due on the last day
    is expected from the day after it."""
    return min(today, dt.date(view.year + 1, 1, 1))


def day_in_year(view: View, day: dt.date) -> dt.date:
    """A day of reckoning as it is told and drawn: of a year that is over, its last."""
    return min(day, dt.date(view.year, 12, 31))


def parts_of(view: View, scope: str) -> list[str]:
    """What a scope is made of, one level down; an indicator is made of nothing else."""
    plan = view.plan
    if scope in plan.indicators:
        return []
    if scope in plan.objectives:
        return [i.code for i in plan.objectives[scope].indicators]
    if scope == ENTE:
        apart = [o.unit for o in plan.plan.objectives if o.unit not in plan.area_of_service]
        return [*plan.areas, *(u for u in dict.fromkeys(apart) if u not in plan.areas)]
    if scope in plan.areas:
        return [s.code for s in plan.areas[scope].services]
    return [o.code for o in plan.plan.objectives if o.unit == scope]


def standings_of_parts(view: View, scope: str, day: dt.date) -> list[Standing]:
    """The parts, the furthest behind what was expected first; those without a figure last."""
    found = [standing(view, part, day) for part in parts_of(view, scope)]
    return sorted(found, key=lambda s: (s.progress is None, (s.progress or 0) - (s.expected or 0)))


@dataclass(frozen=True)
class Point:
    """Where an indicator stood after a report."""

    day: dt.date
    value: Fraction
    validated: bool


def points_of(view: View, indicator: Indicator) -> list[Point]:
    """The value after each report that counts, in order of their days."""
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    value, found = None, []
    for report in sorted(view.counted_reports(indicator.code), key=figures.in_order):
        value = figures.value_of([report], start, value)
        assert value is not None, "a report that counts makes a value"
        found.append(Point(report.day, value.number, value.validated))
    return found


@dataclass(frozen=True)
class OfYear:
    """How a scope ended a year, in percent; `expected` None where the year is over."""

    year: int
    progress: Fraction | None
    expected: Fraction | None


def last_years(view: View, scope: str, today: dt.date) -> list[OfYear]:
    """At most five years, the oldest first: an indicator by what it continues, a unit by its code.

    A unit that an earlier plan does not have is left out of that year.
    """
    if scope in view.plan.indicators:
        before = [OfYear(e.year, e.progress, None) for e in reversed(earlier(view, scope))]
        return [*before, _of_year(view, scope, today)][-MOST_YEARS:]
    years = [y for y in view.years if y <= view.year][-MOST_YEARS:]
    views = [view.of(year) for year in years]
    return [_of_year(v, scope, today) for v in views if _has(v, scope)]


def _of_year(view: View, scope: str, today: dt.date) -> OfYear:
    stands = standing(view, scope, day_of_reckoning(view, today))
    running = today.year == view.year
    return OfYear(view.year, stands.progress, stands.expected if running else None)


def _has(view: View, scope: str) -> bool:
    plan = view.plan
    known = scope in plan.areas or scope in plan.area_of_service or scope in plan.objectives
    return scope == ENTE or known or any(o.unit == scope for o in plan.plan.objectives)


@dataclass(frozen=True)
class Phase:
    """A stretch of work. `code` is a phase of the cycle, or an indicator of the objective."""

    code: str
    title: str
    start: dt.date
    end: dt.date
    done: bool


def phases_of(view: View, scope: str, today: dt.date) -> Iterator[Phase]:
    """Of an objective, each indicator up to its term; else the phases the cycle went through."""
    if scope in view.plan.objectives:
        for part in standing(view, scope, today).objectives[0].indicators:
            start, code = view.plan.start(scope), part.indicator.code
            done = part.progress == 100
            yield Phase(code, part.indicator.name, start, part.deadline, done)
        return
    opened = cycle.phases(view.tables, view.year)
    for n, row in enumerate(opened):
        last = n + 1 == len(opened)
        end = max(row.day, day_in_year(view, today)) if last else opened[n + 1].day
        yield Phase(row.phase, "", row.day, end, not last)
