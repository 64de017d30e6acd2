"""How far one day is from another, as it is said: so many days, weeks, months or years."""

import calendar
import datetime as dt

from handlers.understand.days.day_words import NUMBERS


def count_of(word: str) -> int:
    """The number that a word of a `COUNT` says, in figures or in letters."""
    return int(word) if word.isdigit() else NUMBERS[word]


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: dt.date, count: int, unit: str) -> dt.date:
    """A day so many days, weeks, months or years on: of a shorter month its last day."""
    if unit[0] in "gs":
        return day + dt.timedelta(days=count * (7 if unit[0] == "s" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit[0] == "a" else 1)
    last = month_end(months // 12, months % 12 + 1)
    return last.replace(day=min(day.day, last.day))
