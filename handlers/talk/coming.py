"""The day something is to be done by, as people say it: always one that comes, unless it is whole.

il 30/11 · venerdì · fine ottobre · tra due settimane · il 15 (the next one)
"""

import datetime as dt

from handlers.ask.parts.spans import coming_span
from handlers.staff.days_away import WEEKDAY, days_away, next_of
from handlers.talk.typed import read_day
from handlers.understand.days.day_words import FEASTS
from italian.regex import regex
from italian.words import clean

_ALONE = regex(r"(?:(?:il|al|giorno|entro|fino|per|a|lo|l) )*(?P<day>\d{1,2})")


def coming_day(text: str, today: dt.date) -> dt.date | None:
    """None where a text names no day."""
    plain = " ".join(clean(text).split()).strip(" .,;")
    bare = WEEKDAY.sub(" ", plain).strip()
    if (alone := _ALONE.fullmatch(bare)) is not None:
        return next_of(int(alone["day"]), today)
    if WEEKDAY.search(plain):
        return days_away(plain, today)[1] or days_away(f"fino a {plain}", today)[1]
    if any(feast in plain for feast in FEASTS):
        first, last = days_away(plain, today)
        return last or first
    return read_day(text, today) or coming_span(plain, today).until
