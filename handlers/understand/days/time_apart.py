"""Days told by how far they are: `tre giorni fa`, `fra due settimane`, `concluso da due giorni`."""

import datetime as dt
import re

from handlers.understand.days.calendar_days import day_said, period
from handlers.understand.days.day_words import NUMBERS
from handlers.understand.days.reckoning import shifted
from handlers.understand.pieces import Day, When
from italian.regex import regex
from italian.words import PARTICIPLE

_ROUND = {"un paio di": 2, "una decina di": 10, "una quindicina di": 15, "una ventina di": 20}
MANY = "|".join([r"\d{1,2}", *_ROUND, *NUMBERS]).replace(" ", r"\s")
UNIT = r"giorn[oi]|gg\.?|settiman[ae]|sett\.|mes[ei]|ann[oi]"
_ONE_DONE = regex(rf"\b\w{{3,}}{PARTICIPLE}[oa]\s(?:\w+\s)?$")


def ago(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """So long ago; only days are counted exactly."""
    many, unit = _how_many(match), match["unit"]
    if unit.startswith("ann"):
        year = max(today.year - many, 1)
        return period(match, dt.date(year, 1, 1), dt.date(year, 12, 31), today)
    vague = unit[0] != "g" or match["n"] in _ROUND
    return day_said(match, When.DAY, shifted(today, -many, unit), assumed=vague)


def ahead(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """So long from now: when it is due."""
    return day_said(match, When.BY, shifted(today, _how_many(match), match["unit"]))


def done_for(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`concluso da due giorni`: the day it was done on."""
    return ago(match, today, lead) if _ONE_DONE.search(match.string, 0, match.start()) else None


def _how_many(match: re.Match[str]) -> int:
    said = match["n"]
    return int(said) if said.isdigit() else (NUMBERS | _ROUND)[said]
