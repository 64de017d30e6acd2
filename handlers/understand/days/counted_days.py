"""Days told by their place in a week or a month: `martedì della settimana scorsa`, `la prima
domenica di settembre`, `l'ultimo di agosto`."""

import datetime as dt
import re

from handlers.understand.days.calendar_days import (
    day_said,
    month_number,
    step_of,
    when_by,
    year_of,
)
from handlers.understand.days.day_words import COMING, MONTH, PART, WEEKDAY, WEEKDAYS, YEAR
from handlers.understand.days.reckoning import month_end, shifted
from handlers.understand.pieces import Day, When

_PAST = r"(?:scors|passat|precedent)[aeo]"
_THIS_WEEK = rf"(?:quest[ao']|{_PAST}|prossima)"
_MONTH_OF = (
    rf"(?:di|del\smese\sdi|dello\sscorso)\s(?P<month>{MONTH})\b\.?{YEAR}"
    rf"|(?:del|di\squesto|dello\sscorso)\smese(?:\s(?:scorso|passato|{COMING}))?\b"
)
_ORDINALS = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "penultim": -2, "ultim": -1}
WEEKDAY_OF_WEEK = (
    rf"\b(?P<weekday>{WEEKDAY})\b\.?{PART}\s(?:di|della)\s(?:la\s)?(?:{_THIS_WEEK}\s)?settimana\b"
    rf"(?:\s(?:{_PAST}|{COMING}|in\scorso))?"
)
WEEKDAY_OF_MONTH = (
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})[oa]\s(?P<weekday>{WEEKDAY})\b\.?{PART}\s(?:{_MONTH_OF})"
)
END_OF_MONTH = (
    rf"\b(?:(?P<nth>prim|ultim)[oa]\sgiorn(?:o|ata)|(?<=\bl')(?P<last>ultimo)|(?<=\bil\s)primo)"
    rf"\s(?:{_MONTH_OF})"
)


def weekday_of_week(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`martedì di settimana scorsa`, `giovedì di questa settimana`."""
    said = match[0][match.end("weekday") - match.start() :]
    step = -1 if "precedent" in said else step_of(said)
    monday = today + dt.timedelta(days=7 * step - today.weekday())
    return day_said(match, when_by(lead), monday + dt.timedelta(days=_weekday(match)))


def weekday_of_month(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`la prima domenica di settembre`, `l'ultimo venerdì del mese`."""
    start, end = _month(match, today)
    place = _ORDINALS[match["nth"]]
    if place < 0:
        back = (end.weekday() - _weekday(match)) % 7
        day = end - dt.timedelta(days=back - 7 * (place + 1))
    else:
        day = start + dt.timedelta(days=(_weekday(match) - start.weekday()) % 7 + 7 * place)
    return day_said(match, when_by(lead), day)


def end_of_month(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`il primo giorno di settembre`, `l'ultimo di agosto`, `il primo del mese`."""
    start, end = _month(match, today)
    last = match["nth"] == "ultim" or match["last"]
    when = When.DAY if lead in ("il", "l'") else when_by(lead)
    return day_said(match, when, end if last else start)


def _weekday(match: re.Match[str]) -> int:
    return next(i for i, w in enumerate(WEEKDAYS) if w.startswith(match["weekday"][:3]))


def _month(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month said."""
    if match["month"]:
        month = month_number(match["month"])
        year = year_of(month, today, match["y"])
    else:
        first = shifted(today.replace(day=1), step_of(match[0]), "mese")
        year, month = first.year, first.month
    return dt.date(year, month, 1), month_end(year, month)
