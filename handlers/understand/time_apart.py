"""Days told by how far they are: `tre giorni fa`, `fra due settimane`."""

import calendar
import datetime as dt
import re

from handlers.understand.calendar_days import day_said, period
from handlers.understand.day_words import NUMBERS
from handlers.understand.pieces import Day, When


def ago(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """So long ago; only days are counted exactly."""
    many, unit = _how_many(match), match["unit"]
    if unit.startswith("ann"):
        year = max(today.year - many, 1)
        return period(match, dt.date(year, 1, 1), dt.date(year, 12, 31), today)
    return day_said(match, When.DAY, _moved(today, -many, unit), assumed=unit[0] != "g")


def ahead(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """So long from now: when it is due."""
    return day_said(match, When.BY, _moved(today, _how_many(match), match["unit"]))


def _how_many(match: re.Match[str]) -> int:
    return int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]


def _moved(today: dt.date, many: int, unit: str) -> dt.date:
    if unit.startswith("giorn"):
        return today + dt.timedelta(days=many)
    if unit.startswith("settiman"):
        return today + dt.timedelta(weeks=many)
    months = many * 12 if unit.startswith("ann") else many
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(today.day, last))
