"""Days that deadlines are moved to, as people say them: `al 31 gennaio`, `di quindici giorni`."""

import datetime as dt

from handlers.desk import Desk
from handlers.talk.coming import coming_day
from handlers.understand.days.day_words import NUMBERS
from handlers.understand.days.reckoning import shifted
from italian.regex import regex
from italian.words import clean

YEAR = regex(r"\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d\d\b")


def moved_by(desk: Desk, code: str, by: str, *, sooner: bool) -> dt.date:
    """So much after the deadline that is set, or before it: `15 giorni`, `un mese`."""
    count, _, unit = by.rpartition(" ")
    return shifted(desk.view.plan.deadline(code), count_of(count) * (-1 if sooner else 1), unit)


def day_in(desk: Desk, words: str, code: str, *, later: bool = False) -> dt.date | None:
    """The day that words say; of one that moves on, without its year, the first after what is set
    now where that of the plan's year is over."""
    day = of_plan(desk, words, coming_day(words, desk.today))
    if day is None or not later or YEAR.search(words) or day >= desk.today:
        return day
    after = max(desk.today, desk.view.plan.deadline(code))
    while day <= after:
        day = shifted(day, 1, "anno")
    return day


def of_plan(desk: Desk, words: str, day: dt.date | None) -> dt.date | None:
    """A day that was read as over, though its year was not said: that of the plan's year. In spring
    the nearest autumn is that of the year before."""
    if day is None or YEAR.search(words) or day >= desk.today:
        return day
    if desk.today.year - day.year > 1:
        return day  # `01/01/0024`
    return shifted(day, desk.view.year - day.year, "anno")


def count_of(word: str) -> int:
    """The number that a word says; one of any other."""
    plain = clean(word).strip(" '")
    return int(plain) if plain.isdecimal() else NUMBERS.get(plain, 1)
