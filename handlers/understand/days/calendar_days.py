"""What a phrase of time comes to: a day that exists, or the nearest that does; and what it says."""

import calendar
import datetime as dt
import re
from dataclasses import replace

from handlers.understand.days.day_words import MONTHS
from handlers.understand.days.reckoning import month_end
from handlers.understand.pieces import Day, When
from italian.regex import regex

_TO_COME = regex("pross|prox|che (?:vien|entr|verr)|entrant|ventur")
"""`la settimana prossima`, `il mese che viene`, `l'anno venturo`."""


def when_by(lead: str) -> When:
    """What the word before a phrase of time makes of it: `al`, `entro`, `dal`."""
    if lead.startswith(("entro", "per")):
        return When.BY
    if lead.startswith(("da", "a partire")):
        return When.SINCE
    if lead in ("al", "all'", "alla", "ad", "a") or lead.startswith(
        ("fino", "sino", "alla data", "a tutt")
    ):
        return When.AT
    return When.DAY


def day_said(match: re.Match[str], when: When, day: dt.date, *, assumed: bool = False) -> Day:
    """The day that a whole phrase says."""
    return Day(match.start(), match.end(), match[0], when, day, assumed=assumed)


def month_number(name: str) -> int:
    """A month by its name, or by how that begins; 1 to 12."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def year_of(month: int, today: dt.date, typed: str | None) -> int:
    """The typed year, or this one, or last one where this year's is over half a year ahead."""
    if typed:
        return int(typed) + (2000 if len(typed) == 2 else 0)
    return today.year - 1 if month - today.month > 6 else today.year


def day_on(match: re.Match[str], lead: str, day: int, month: int, year: int) -> Day:
    """That day, or none with the nearest that exists."""
    try:
        return day_said(match, when_by(lead), dt.date(year, month, day))
    except ValueError:
        exists = 1 <= month <= 12 and 1 <= year <= 9999
        nearest = month_end(year, month) if exists and day > 0 else None
        return Day(match.start(), match.end(), match[0], when_by(lead), None, nearest)


def period(
    match: re.Match[str], start: dt.date, end: dt.date, today: dt.date, lead: str = ""
) -> Day:
    """What happened in a period counts at its end, or today where it still runs."""
    if lead.startswith("entro"):
        return day_said(match, When.BY, end)
    day = today if start <= today < end else end
    new_year = (start.month, start.day) == (1, 1)
    return replace(day_said(match, When.PERIOD, day, assumed=True), from_new_year=new_year)


def step_of(phrase: str) -> int:
    """-1 for the last one, 1 for the next, 0 for this one."""
    if "scors" in phrase or "passat" in phrase:
        return -1
    return 1 if is_to_come(phrase) else 0


def is_to_come(phrase: str) -> bool:
    """Whether it is said to be the next one."""
    return bool(_TO_COME.search(phrase))


def since(match: re.Match[str], start: dt.date) -> Day:
    """From that day on."""
    new_year = (start.month, start.day) == (1, 1)
    return Day(match.start(), match.end(), match[0], When.SINCE, start, from_new_year=new_year)


def last_with_number(number: int, today: dt.date) -> dt.date | None:
    """The last day with that number in its month, today included."""
    year, month = today.year, today.month
    for _ in range(3):
        if 1 <= number <= calendar.monthrange(year, month)[1]:
            day = dt.date(year, month, number)
            if day <= today:
                return day
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return None


def next_with_number(number: int, today: dt.date) -> dt.date | None:
    """The first day to come with that number, within a month."""
    days = (today + dt.timedelta(days=ahead) for ahead in range(1, 31))
    return next((day for day in days if day.day == number), None)
