"""Working days and hours of the ente: when people may be written to. The clock is Rome's.

The regulation says holidays, patron saint and closures (R-21); the library `holidays` adds national
ones that a regulation was too old to know.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from ledger.clock import ROME
from ledger.regulation import Regulation
from ledger.scoring.days import is_working_day

ONE_DAY = dt.timedelta(days=1)
LONGEST_CLOSURE_DAYS = 60
"""A calendar without a working day in so many is a mistake of the regulation."""


class NoWorkingDay(Exception):
    """The regulation closes the ente for good."""


class WorkingDays:
    """Remembers what each day is: the calendar asks again and again."""

    def __init__(self, regulation: Regulation) -> None:
        self._regulation = regulation
        self._hours = regulation.reminders.hours
        from holidays import country_holidays  # loaded when a calendar is asked for

        self._national: Mapping[dt.date, str] = country_holidays("IT")
        self._known: dict[dt.date, bool] = {}

    def is_working(self, day: dt.date) -> bool:
        """Whether the office works: its weekdays, the holidays of R-21 and of the law left out."""
        if day not in self._known:
            self._known[day] = (
                day.isoweekday() in self._hours.weekdays
                and is_working_day(day, self._regulation)
                and day not in self._national
            )
        return self._known[day]

    def on_or_before(self, day: dt.date) -> dt.date:
        """What precedes a deadline comes on the last working day before."""
        return self._nearest(day, -ONE_DAY)

    def on_or_after(self, day: dt.date) -> dt.date:
        """The day itself, or the first working one after it."""
        return self._nearest(day, ONE_DAY)

    def _nearest(self, day: dt.date, step: dt.timedelta) -> dt.date:
        for _ in range(LONGEST_CLOSURE_DAYS):
            if self.is_working(day):
                return day
            day += step
        raise NoWorkingDay()

    def after(
        self, day: dt.date, count: int, away: Callable[[dt.date], bool] = lambda day: False
    ) -> dt.date:
        """The day on which `count` working days have passed; days `away` do not count."""
        while count:
            day = self.on_or_after(day + ONE_DAY)
            count -= not away(day)
        return day

    def weekly(self, day: dt.date, weekday: int) -> dt.date:
        """The last day on or before `day` on which weekly repeats fell due.

        It is the weekday (ISO), or the next working day where that one is not.
        """
        monday = day - dt.timedelta(days=day.isoweekday() - weekday)
        for weeks in range(LONGEST_CLOSURE_DAYS // 7 + 2):
            occasion = self.on_or_after(monday - dt.timedelta(weeks=weeks))
            if occasion <= day:
                return occasion
        raise NoWorkingDay()

    def first_weekly(self, day: dt.date, weekday: int) -> dt.date:
        """The first day on or after `day` on which weekly repeats fall due."""
        found = self.weekly(day, weekday)
        while found < day:
            day_after = found + dt.timedelta(days=7 - found.isoweekday() + weekday)
            found = self.on_or_after(day_after)
        return found

    def may_write(self, instant: dt.datetime, hour: int | None = None) -> bool:
        """Whether people may be written to; `hour`: the one from which a person wants to be."""
        here = instant.astimezone(ROME)
        begins = max(hour or 0, self._hours.from_hour)
        return self.is_working(here.date()) and begins <= here.hour < self._hours.to_hour

    def opening(self, instant: dt.datetime) -> dt.datetime:
        """The instant itself where people may be written to, else the next one."""
        here = instant.astimezone(ROME)
        if self.may_write(instant):
            return instant
        late = here.hour >= self._hours.to_hour
        day = self.on_or_after(here.date() + (ONE_DAY if late else dt.timedelta()))
        return dt.datetime.combine(day, dt.time(self._hours.from_hour), tzinfo=ROME)
