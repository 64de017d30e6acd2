"""Years as officers say them: `nel 2023`, `a fine anno`, `abbiamo chiuso il 2024`, `quest'anno`."""

import datetime as dt
import re

from handlers.understand.days.calendar_days import day_said, period, since, step_of, year_of
from handlers.understand.pieces import Day, When


def year_said(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`nel 2023`: all of that year."""
    year = int(match["y"])
    if year == today.year:
        return since(match, dt.date(year, 1, 1))
    return period(match, dt.date(year, 1, 1), dt.date(year, 12, 31), today)


def since_new_year(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`da inizio anno`: since its first day."""
    return since(match, dt.date(today.year, 1, 1))


def year_end(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """The end of the year named; in the first months, of the last one, unless it is a deadline."""
    when = When.BY if lead.startswith(("entro", "per")) else When.AT
    if "scors" in match[0] or "passat" in match[0]:
        year = today.year - 1
    else:
        year = year_of(12 if when is When.AT else today.month, today, match["y"])
    return day_said(match, when, dt.date(year, 12, 31))


def closed(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`abbiamo chiuso il 2024 con 450`: the state of things at its end."""
    return day_said(match, When.AT, dt.date(int(match["y"]), 12, 31))


def whole_year(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`quest'anno`, `l'anno scorso`: all of it."""
    year = today.year + (step_of(match[0]) or (-1 if "scors" in lead else 0))
    if year == today.year:
        return since(match, dt.date(year, 1, 1))
    return period(match, dt.date(year, 1, 1), dt.date(year, 12, 31), today)
