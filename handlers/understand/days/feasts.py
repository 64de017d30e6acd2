"""Days by the name of their feast: `a ferragosto`, `il giorno della Liberazione`, `a pasquetta`."""

import datetime as dt
import re

from handlers.understand.days.calendar_days import day_said, when_by
from handlers.understand.days.day_words import FEASTS
from handlers.understand.pieces import Day, When

_CIVIL = {
    "liberazione": (25, 4), "lavoratori": (1, 5), "lavoro": (1, 5), "repubblica": (2, 6),
    "assunta": (15, 8), "assunzione": (15, 8), "santi": (1, 11), "morti": (2, 11),
    "defunti": (2, 11), "unita nazionale": (4, 11), "donna": (8, 3), "papa": (19, 3),
}  # fmt: skip
"""What is a day only where it is said to be its feast or its day."""
_MOVEABLE = {
    "giovedi grasso": -52, "martedi grasso": -47, "mercoledi delle ceneri": -46,
    "domenica delle palme": -7, "giovedi santo": -3, "venerdi santo": -2, "sabato santo": -1,
    "domenica di pasqua": 0, "lunedi di pasqua": 1, "lunedi dell'angelo": 1, "pasquetta": 1,
    "pasqua": 0, "domenica di pentecoste": 49, "corpus domini": 60,
}  # fmt: skip
"""Days from Easter."""
_FIRST_NAMES = frozenset({"immacolata", "natale", "pasqua", "santo stefano", "san silvestro"})
"""What people and places are called too: a day where something before it says so."""
_WHOSE = frozenset({"di", "del", "della", "dell'"})
_ON = frozenset({"a", "ad", "all'", "alla"})
_OF = r"\s(?:di\s|del\s|dei\s|della\s|dell')"
_DAY_OF = rf"(?:(?:festa|festivita|ricorrenza|anniversario|giorno|giornata)(?:\snazionale)?{_OF})"
_ALWAYS = sorted([*FEASTS, *_MOVEABLE], key=len, reverse=True)
FEAST = (
    rf"\b(?P<eve>vigilia{_OF})?(?:(?P<named>{_DAY_OF})?(?P<feast>{'|'.join(_ALWAYS)})"
    rf"|{_DAY_OF}(?P<civil>{'|'.join(_CIVIL)}))\b"
).replace(" ", r"\s")


def feast(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """The last one past, unless it is the state of things by then that is meant."""
    name = match["feast"] or match["civil"]
    said = match["named"] or match["eve"] or match["civil"]
    if name in FEASTS and not said and (lead in _WHOSE or (name in _FIRST_NAMES and not lead)):
        return None  # `mercatini di Natale`, `la collega Immacolata`
    due = lead.startswith("entro") or (lead.startswith("per") and _in(today.year, name) > today)
    year = today.year if due or _in(today.year, name) <= today else today.year - 1
    when = When.DAY if lead in _ON or (lead.startswith("per") and not due) else when_by(lead)
    return day_said(match, when, _in(year, name) - dt.timedelta(days=1 if match["eve"] else 0))


def _in(year: int, name: str) -> dt.date:
    if name in _MOVEABLE:
        return _easter(year) + dt.timedelta(days=_MOVEABLE[name])
    day, month = FEASTS.get(name) or _CIVIL[name]
    return dt.date(year, month, day)


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
