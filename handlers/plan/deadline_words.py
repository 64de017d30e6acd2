"""Deadlines moved in words: `proroga il SUE digitale al 31 gennaio`, `anticipa di quindici giorni
la scadenza dell'etilometro`, `mi serve una proroga di un mese per la carta dei servizi`."""

import datetime as dt
import re

from handlers.desk import Desk
from handlers.plan import amended_things
from handlers.plan.amend import open_amendment
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from handlers.understand.day_words import COUNT, NUMBERS
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE

_WISH = r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti|allora|ok)[ ,]+)*"
_LATER = (
    r"(?:(?:posticip|rimand|spost)(?:a|i|are|iamo)|prorog(?:a|hi|are|hiamo)|rinvi(?:a|are|iamo)"
    r"|allung(?:a|are))"
)
_SOONER = r"(?:anticip(?:a|i|are|iamo)|accorci(?:a|are))"
_BRINGS = r"port(?:a|i|are|iamo)"
"""Moves a deadline where a day is told, and a figure where it is none: `porta AS4.3 a 240`."""
_DUE = (
    r"(?:(?:il|la|l['’]) ?(?:termine|scadenza)(?: (?:di|del|dello|della|dei|degli|delle|per"
    r"(?: il| la| i| gli| le)?) | dell['’]\s*))?"
)
_BY = rf"di (?P<by>{COUNT}|una?|un['’]?)\s?(?P<unit>giorn[oi]|settiman[ae]|mes[ei]|ann[oi])"
_TO = r"(?:(?:al|a|fino al?|entro(?: il| la)?|per il) |all['’] ?)(?P<day>\S.*?)"
_THING = r"(?P<thing>\S.*?)"
FRAMES = tuple(
    regex(frame, re.IGNORECASE)
    for frame in (
        rf"{_WISH}(?P<verb>{_LATER}|{_SOONER})(?:l[oa])? {_BY} {_DUE}{_THING}",
        rf"{_WISH}(?P<verb>{_LATER}|{_SOONER}) {_DUE}{_THING} {_BY}",
        rf"{_WISH}(?P<verb>{_LATER}|{_SOONER}|{_BRINGS}) {_DUE}{_THING} {_TO}",
        rf"(?P<thing>(?:il|la|l['’]|i|gli|le)? ?\S.*?) (?P<verb>slitta|slittano|va prorogat[oa]"
        rf"|si sposta) (?:{_BY}|{_TO})",
        rf"(?P<verb>(?:mi |ci )?(?:serve|servirebbe|occorre|vorrei|voglio|chiedo|chiediamo|dammi))"
        rf"(?: avere)? (?:una )?proroga(?: (?:{_BY}|{_TO}))? (?:per|su|di|del|della|dell['’])"
        rf"(?: il| la| i| gli| le)? ?{_THING}",
    )
)
CLOSES = regex(
    rf"{_THING} (?:lo|la|li|le) (?:chiud|fini|complet|conclud)(?:iamo|amo|eremo|remo) "
    r"(?:entro|per|al)(?: il| la)? ?(?P<day>\S.*)",
    re.IGNORECASE,
)
"""Of who sets deadlines, by when it shall be done is one."""
BRINGS = regex(_BRINGS, re.IGNORECASE)
A_FIGURE = regex(r"^(?!.*\b(?:termin[ei]|scadenz[ae])\b).*\sa \d+$", re.IGNORECASE)
"""`porta AS4.3.1 a 15`: of a day one says `al 15`."""
YEAR = regex(r"\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d\d\b")


def said(desk: Desk, body: str, why: str) -> Outcome | None:
    """The card of a deadline that is moved; None for anything else. Raises Refusal."""
    for frame in FRAMES:
        if found := frame.fullmatch(body):
            told = found.groupdict()
            thing = amended_things.named(desk, told["thing"], "termine")
            if thing is None or thing.code == ENTE:
                continue
            day = _moved(desk, thing.code, told)
            brings = BRINGS.fullmatch(told["verb"] or "") is not None
            if brings and (day is None or A_FIGURE.search(body)):
                continue
            said_day = day.isoformat() if day else ""
            return open_amendment(desk, "termine", f"{thing.code} {said_day}".strip() + _led(why))
    if found := CLOSES.fullmatch(body):
        thing = amended_things.named(desk, found["thing"], "termine")
        if thing is not None and amended_things.sets(desk, thing.code):
            day = day_in(desk, found["day"], thing.code)
            if day is not None:
                return open_amendment(desk, "termine", f"{thing.code} {day}{_led(why)}")
    return None


def _led(why: str) -> str:
    return f"; {why}" if why else ""


def _moved(desk: Desk, code: str, told: dict[str, str | None]) -> dt.date | None:
    """The day that is told, or so much after or before the one that is set."""
    sooner = regex(_SOONER, re.IGNORECASE).fullmatch(told["verb"] or "") is not None
    if told.get("by"):
        return moved_by(desk, code, f"{told['by']} {told['unit']}", sooner=sooner)
    if not told.get("day"):
        return None
    return day_in(desk, str(told["day"]), code, later=not sooner)


def moved_by(desk: Desk, code: str, by: str, *, sooner: bool) -> dt.date:
    """So much after the deadline that is set, or before it: `15 giorni`, `un mese`."""
    count, _, unit = by.rpartition(" ")
    return _shifted(desk.view.plan.deadline(code), _count(count) * (-1 if sooner else 1), unit)


def day_in(desk: Desk, words: str, code: str, *, later: bool = False) -> dt.date | None:
    """The day that words say; of one that moves on, without its year, the first after what is set
    now where that of this year is before today."""
    day = coming_day(words, desk.today)
    if day is None or not later or YEAR.search(words) or day >= desk.today:
        return day
    after = max(desk.today, desk.view.plan.deadline(code))
    while day <= after:
        day = _shifted(day, 1, "anno")
    return day


def _count(word: str) -> int:
    plain = clean(word).strip(" '")
    return int(plain) if plain.isdecimal() else NUMBERS.get(plain, 1)


def _shifted(day: dt.date, count: int, unit: str) -> dt.date:
    """A day so many days, weeks, months or years on: of a shorter month its last day."""
    if unit[0] in "gs":
        return day + dt.timedelta(days=count * (7 if unit[0] == "s" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit[0] == "a" else 1)
    first = dt.date(months // 12, months % 12 + 1, 1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return min(first.replace(day=1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(1))
