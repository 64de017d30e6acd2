"""Days of a year that periods cover. Periods include both ends and are cut to the year."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.scoring.errors import CalcError


@dataclass(frozen=True)
class Period:
    """Without a start it goes back before the year, without an end it goes on after it."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether a day is in it, both ends included; without one it is open."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def days_of_year(year: int) -> int:
    """365, or 366."""
    return 366 if calendar.isleap(year) else 365


def need_in_order(period: Period) -> None:
    """Raises CalcError when a period ends before it starts."""
    if period.start is not None and period.end is not None and period.end < period.start:
        raise CalcError(
            "bad_period", f"Il periodo finisce il {period.end} prima di cominciare: correggilo."
        )


def days_covered(periods: Iterable[Period], year: int) -> frozenset[dt.date]:
    """Days of the year in at least one of the periods."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found: set[dt.date] = set()
    for period in periods:
        need_in_order(period)
        start = first if period.start is None else max(first, period.start)
        end = last if period.end is None else min(last, period.end)
        found.update(start + dt.timedelta(n) for n in range((end - start).days + 1))
    return frozenset(found)


def days_by_month(days: Iterable[dt.date]) -> dict[int, int]:
    """How many of the days fall in each of the twelve months."""
    months = dict.fromkeys(range(1, 13), 0)
    for day in days:
        months[day.month] += 1
    return months
