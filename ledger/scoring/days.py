"""Working days and terms that run in days. Source: R-20, R-21, R-30."""

import calendar
import datetime as dt
import re
from functools import cache

from dateutil.easter import easter  # type: ignore[import-untyped]  # ships no types

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.errors import CalcError

SATURDAY, SUNDAY = 5, 6
FIRST_YEAR, LAST_YEAR = 1583, 4099
"""Years of the Gregorian calendar whose Easter can be computed."""
_LONGEST_TERM = 10_000


@dataclass(frozen=True)
class PrintedDate:
    """A date as a document prints it; `suggestion` is only a proposal for a person to accept."""

    day: dt.date | None
    suggestion: dt.date | None = None


@cache
def easter_monday(year: int) -> dt.date:
    """Source: R-21 (SMVP, Procedura di conciliazione)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalcError("out_of_range", f"L'anno {year} è fuori da {FIRST_YEAR}-{LAST_YEAR}.")
    sunday: dt.date = easter(year)
    return sunday + dt.timedelta(days=1)


def is_working_day(day: dt.date, regulation: Regulation) -> bool:
    """Monday to Friday, unless a national holiday, the patron saint or a closure.

    Source: R-21 (SMVP, Procedura di conciliazione).
    """
    settings = regulation.settings.calendar
    if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and not settings.saturday_working):
        return False
    month_day = day.isoformat()[5:]
    if month_day == settings.patron or day in settings.extra_closures:
        return False
    national = regulation.holidays
    if any(h.day == month_day and day.year >= (h.from_year or 0) for h in national.fixed):
        return False
    return not (national.easter_monday and day == easter_monday(day.year))


def working_days_term(start: dt.date, days: int, regulation: Regulation) -> dt.date:
    """The last useful day of a term in working days; the starting day is not counted.

    Source: R-21 (SMVP, Procedura di conciliazione).
    """
    if not 0 <= days <= _LONGEST_TERM:
        raise CalcError(
            "out_of_range", f"Il termine di {days} giorni è fuori da 0-{_LONGEST_TERM}."
        )
    day, left = start, days
    while left:
        day = _after(day, 1)
        left -= is_working_day(day, regulation)
    return day


def reorganisation_deadline(effective: dt.date, regulation: Regulation) -> dt.date:
    """Term for new objectives: calendar days, the first not counted.

    Source: R-20 (SMVP, Riorganizzazione).
    """
    settings = regulation.settings.reorg
    deadline = _after(effective, settings.days)
    while settings.roll and not is_working_day(deadline, regulation):
        deadline = _after(deadline, 1)
    return deadline


def _after(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise CalcError(
            "out_of_range", "Il termine va oltre il calendario: indica un'altra data."
        ) from None


def parse_date(text: str) -> PrintedDate:
    """A date printed dd/mm/yyyy. A day its month does not have proposes the month's last one.

    Source: R-30 (PDO tables).
    """
    if not re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", text):
        return PrintedDate(None)
    day, month, year = (int(part) for part in text.split("/"))
    if not (1 <= day <= 31 and 1 <= month <= 12 and year >= dt.MINYEAR):
        return PrintedDate(None)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        return PrintedDate(None, dt.date(year, month, last))
    return PrintedDate(dt.date(year, month, day))
