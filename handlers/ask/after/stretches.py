"""Of which stretch of time a question is, and the one that ends where it begins."""

import datetime as dt

from ledger.readings.query import Query

DAYS = 7


def before(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """The week, month or day that ends before the one which a day is in."""
    if unit == "settimana":
        day -= dt.timedelta(days=day.weekday())
    elif unit == "mese":
        day = day.replace(day=1)
    until = day - dt.timedelta(days=1)
    since = {
        "settimana": day - dt.timedelta(days=7),
        "mese": until.replace(day=1),
        "giorno": until,
    }[unit]
    return since, until


def unit_of(query: Query, today: dt.date) -> str:
    """What a stretch is one of; empty for any other, or for none."""
    since, last = query.since, query.until or today
    if since is None:
        return ""
    if query.until == since:
        return "giorno"
    if since.day == 1 and (since.year, since.month) == (last.year, last.month):
        return "mese"
    return "settimana" if not since.weekday() and (last - since).days < DAYS else ""
