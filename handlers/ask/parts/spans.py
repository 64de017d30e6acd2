"""Since when and until when a question asks: `questa settimana`, `dal 1/9 al 15/9`, `da giugno`."""

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

from handlers.understand.days.dates import find_days
from handlers.understand.days.day_words import COUNT, NUMBERS
from handlers.understand.days.day_words import MONTH as A_MONTH
from handlers.understand.days.day_words import MONTHS as MONTH_NAMES
from handlers.understand.pieces import Day, When
from italian.regex import regex
from ledger.later import dataclass
from ledger.readings.query import SILENT_DAYS

UNIT_DAYS = {"giorn": 1, "settiman": 7, "mes": 30, "trimestr": 91, "semestr": 182}

LAST = regex(
    r"\b(?:negli |nelle |nell'|gli |le |l'|da |degli |delle |dell')?ultim[aioe] "
    rf"(?:(?P<n>{COUNT}) )?(?P<unit>giorn[oi]|settiman[ae]|mes[ei]|trimestr[ei]|semestr[ei])\b"
)
AGO = regex(
    rf"\bda (?:almeno |piu di |oltre )?(?P<n>{COUNT}) (?P<unit>giorn[oi]|settiman[ae]|mes[ei])\b"
)
NEXT = regex(
    r"\b(?:nei |nelle |i |le |entro |tra |fra )?(?:prossim[ioae] )?"
    rf"(?P<n>{COUNT}) (?P<unit>giorn[oi]|settiman[ae]|mes[ei])\b"
)
END_OF_MONTH = regex(r"\b(?:entro |per |a |prima di )?(?:la )?fine (?:del )?mese\b")
THIS_YEAR = regex(r"\b(?:in |nel corso di )?quest'anno\b|\b(?:entro|nell') ?(?:l')?anno\b")
NEXT_MONTH = regex(r"\b(?:il |nel |del )?(?:mese prossimo|prossimo mese)\b")
NEXT_WEEK = regex(
    r"\b(?:la |nella |della |per la )?"
    r"(?:settimana (?:prossima|entrante|che viene)|prossima settimana)\b"
)
SOON = regex(r"\b(?:a breve|tra poco|fra poco|presto|prossimamente|nei prossimi giorni)\b")
WEEK = regex(r"\b(?:in |nella |di |della )?quest[a'] ?settimana\b|\bsettimana in corso\b")
LAST_WEEK = regex(
    r"\b(?:la |di |della |nella )?(?:scorsa settimana|settimana (?:scorsa|passata))\b"
)
MONTH = regex(r"\b(?:in |nel |di |del )?questo mese\b|\bmese in corso\b")
LAST_MONTH = regex(
    r"\b(?:il |lo |del |dello |nel |nello )?(?:scorso mese|mese (?:scorso|passato))\b"
)
YESTERDAY = regex(
    r"\b(?P<from>da )?(?:di )?(?<!\ba )(?<!\bad )(?<!\bfino )(?P<which>ieri|oggi)\b(?! a oggi)"
)
"""`a oggi` is so far, and no day alone."""
_CAME = r"(?:ho guardato|sono venut[oa])"
VISIT = regex(
    rf"\bda(?:ll'|lla mia |lla )ultima (?:mia )?(?:volta|visita)(?: che {_CAME})?\b"
    rf"|\bda quando non (?:guardo|leggo|entro|ci sono)\b|\bl'ultima volta che {_CAME}\b"
)


MORE_THAN = regex(r"\bda (?:piu di|oltre|almeno) ")
"""What waits for longer than a stretch was recorded before it began."""
NEVER = regex(
    r"\bmai\b|\bancora (?:\w+ )?(?:niente|nulla)\b|\b(?:neanche|nemmeno|neppure) un[oa]?\b"
    r"|\bsenza (?:(?:alcun|un|un solo|nessun) )?dat[oi]\b"
    r"|\b(?:non (?:ha|hanno)|senza) (?:\w+ )?"
    r"(?:la prima|il primo|un[oa]? sol[oa]|alcun[oa]?|nessun[oa]?)\b"
    r"|\bnon (?:ha|hanno) (?:ancora )?(?:alcun |nessun )?dat[oi]\b"
)

SEASONS = {"primavera": (3, 5), "estate": (6, 8), "autunno": (9, 11), "inverno": (1, 2)}
"""Of whole months: the season of the year that is named."""
SEASON = regex(
    r"\b(?P<before>prima (?:dell'|della |di |del(?:lo)? )?)?"
    r"(?:in |d'|quest'|questa |questo |l'|la |dell'|della |nell'|nella |di |durante |lo )*"
    rf"(?P<since>da(?:ll'|lla |l )?)?(?P<name>{'|'.join(SEASONS)})(?: scors[ao]| passat[ao])?\b"
)
WHOLE_YEAR = regex(r"\bann[oi]\b(?! \d)|^(?:nel(?:l'anno| corso del)?|durante il) (?:19|20)\d\d$")

ORDINALS = {"pri": 0, "sec": 1, "ter": 2, "qua": 3}
PART = regex(
    r"\b(?:nel |del |il |al |durante il )?(?P<nth>prim|second|terz|quart)o "
    r"(?P<part>trimestre|semestre)\b"
)
QUARTER = regex(r"\b(?:in |nel |di |del )?questo (?P<part>trimestre|semestre)\b")
SINCE_START = regex(
    r"\b(?:da|dall'|dal) ?inizio (?:del |della |di )?(?:questo |questa )?"
    r"(?P<unit>mese|settimana)\b(?! scors| passat)"
)
FROM_START = regex(rf"\b(?:da|dall'|dal) ?inizio (?:di )?(?={A_MONTH}\b)")
STRETCH = regex(
    r"\b(?P<lead>dal|dall'|tra il|tra l'|fra il|fra l') ?(?P<first>\d{1,2})"
    rf"(?P<to> (?:al|all'|e il|e l'|ed il) ?\d{{1,2}} (?P<month>{A_MONTH})\b)"
)
"""`dal 9 al 12 settembre`: the first day is of the month of the second."""
TWO_MONTHS = regex(
    r"(?<!\d )\b(?:(?:tra|fra|a|ad|in|nei mesi di|di) )?"
    rf"(?P<first>{A_MONTH}) ed? (?P<last>{A_MONTH})\b"
)
"""`tra luglio e agosto`: both of them whole."""
MONTHS = regex(
    rf"\b(?:(?:tra|fra|a|ad|in|nei mesi di|di) )?(?P<first>{A_MONTH})"
    rf"(?:(?:,|,? ed?)? (?:{A_MONTH})(?=[ ,]))+(?:,|,? ed?)? (?P<last>{A_MONTH})\b"
)
"""`giugno, luglio e agosto`: all of them."""
DECEMBER = 12
AFTER = regex(r"\bdopo (?:il |l'|la |di )?(?=\S)")
"""`dopo gennaio`: from the day that follows."""
BEFORE = regex(r"\bprima (?:del |dell'|della |di )?(?=\S)")
"""`prima di dicembre`: up to the day that comes before."""


@dataclass(frozen=True)
class Span:
    """Both days included; `rest` is the text without the words that said it."""

    since: dt.date | None
    until: dt.date | None
    rest: str


@lru_cache(maxsize=128)
def past_span(text: str, today: dt.date, visited: dt.date | None) -> Span:
    """What has been: a stretch that ends today unless it is said when."""
    if found := VISIT.search(text):
        return Span(visited, None, _without(text, found))
    stretches: tuple[tuple[re.Pattern[str], tuple[dt.date, dt.date | None]], ...] = (
        (WEEK, (today - dt.timedelta(days=today.weekday()), None)),
        (LAST_WEEK, _week_before(today)),
        (MONTH, (today.replace(day=1), None)),
        (LAST_MONTH, _month_before(today)),
    )
    for pattern, (since, until) in stretches:
        if found := pattern.search(text):
            return Span(since, until, _without(text, found))
    if (stretch := _from_its_start(text, today)) is not None:
        return stretch
    if (season := SEASON.search(text)) and (span := _season(season, text, today)):
        return span
    if found := LAST.search(text) or AGO.search(text):
        days = _count(found["n"]) * _unit_days(found["unit"])
        return Span(today - dt.timedelta(days=days), None, _without(text, found))
    if (led := _after(text, today) or _up_to(text, today)) is not None:
        return led
    if found := YESTERDAY.search(text):
        day = today - dt.timedelta(days=1) if found["which"] == "ieri" else today
        if found["from"]:
            return Span(day, None, _without(text, found))
        return Span(day, day, _without(text, found))
    text = FROM_START.sub("dal 1 ", text)
    text = MONTHS.sub(_in_order, text)
    text = TWO_MONTHS.sub(_in_order, text)
    text = STRETCH.sub(r"\g<lead> \g<first> \g<month>\g<to>", text)
    return _of_days([*find_days(text, today)], text, today)


def _in_order(found: re.Match[str]) -> str:
    """Months that are told one beside the other, as the stretch of all of them: `luglio e giugno`
    are named in no order."""
    first, last = found["first"], found["last"]
    if _month(last) < _month(first) < DECEMBER:
        first, last = last, first
    return f"da {first} a {last}"


def _month(name: str) -> int:
    return next(n for n, whole in enumerate(MONTH_NAMES, 1) if whole.startswith(name[:3]))


def _after(text: str, today: dt.date) -> Span | None:
    """Since the day after the one that `dopo` leads."""
    found = AFTER.search(text)
    if found is None:
        return None
    days = [d for d in find_days(text, today) if found.start() <= d.start <= found.end()]
    if not days or days[0].day is None or days[0].day >= today:
        return None
    rest = f"{text[: found.start()]} {text[days[0].end :]}"
    return Span(days[0].day + dt.timedelta(days=1), None, rest)


def _up_to(text: str, today: dt.date) -> Span | None:
    """What has been before a day that is past."""
    before = _before(text, today)
    return Span(None, *before) if before is not None and before[0] < today else None


def _before(text: str, today: dt.date) -> tuple[dt.date, str] | None:
    """The day that comes before the one, or the month, that `prima di` leads, and the rest."""
    found = BEFORE.search(text)
    if found is None:
        return None
    days = [d for d in find_days(text, today) if found.start() <= d.start <= found.end()]
    if not days or days[0].day is None:
        return None
    first = _start_of(days[0], today) if days[0].when is When.PERIOD else days[0].day
    rest = f"{text[: found.start()]} {text[days[0].end :]}"
    return first - dt.timedelta(days=1), rest


def _quarter(today: dt.date, found: re.Match[str]) -> tuple[dt.date, dt.date]:
    """The first and the last day of the quarter, or half year, that a day is in."""
    months = 3 if found["part"].startswith("tri") else 6
    first = (today.month - 1) // months * months + 1
    last = first + months - 1
    end = today.replace(month=last, day=monthrange(today.year, last)[1])
    return today.replace(month=first, day=1), end


def _part_of_year(today: dt.date, found: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    """`il primo semestre`: its first and last day; None for one that has not begun."""
    months = 3 if found["part"].startswith("tri") else 6
    first = ORDINALS[found["nth"][:3]] * months + 1
    if first > today.month:
        return None
    last = first + months - 1
    end = today.replace(month=last, day=monthrange(today.year, last)[1])
    return today.replace(month=first, day=1), end


def _season(found: re.Match[str], text: str, today: dt.date) -> Span | None:
    """The months of a season, up to today; the day before it where that is said. None for one
    that has not begun."""
    first, last = SEASONS[found["name"]]
    since = dt.date(today.year, first, 1)
    if since > today:
        return None
    if found["before"]:
        return Span(None, since - dt.timedelta(days=1), _without(text, found))
    until = dt.date(today.year, last, monthrange(today.year, last)[1])
    rest = MONTHS.sub(" ", _without(text, found))  # Its months may be told one by one.
    if found["since"]:
        return Span(since, None, rest)
    return Span(since, until if until < today else None, rest)


def silent_since(plain: str, today: dt.date) -> dt.date:
    """Who never wrote is silent since the year began."""
    if NEVER.search(plain):
        return dt.date(today.year, 1, 1)
    return today - dt.timedelta(days=SILENT_DAYS)


def coming_span(text: str, today: dt.date) -> Span:
    """What is to come: from today to the end of what is said."""
    if found := WEEK.search(text):
        sunday = today + dt.timedelta(days=6 - today.weekday())
        return Span(today, sunday, _without(text, found))
    if found := MONTH.search(text):
        last = today.replace(day=monthrange(today.year, today.month)[1])
        return Span(today, last, _without(text, found))
    if found := END_OF_MONTH.search(text):
        last = today.replace(day=monthrange(today.year, today.month)[1])
        return Span(today, last, _without(text, found))
    if (stretch := _to_its_end(text, today)) is not None:
        return stretch
    if found := SOON.search(text):
        return Span(today, today + dt.timedelta(days=30), _without(text, found))
    if found := NEXT.search(text):
        days = _count(found["n"]) * _unit_days(found["unit"])
        return Span(today, today + dt.timedelta(days=days), _without(text, found))
    for day in find_days(text, today):
        if day.day is not None and day.day >= today:
            rest = f"{text[: day.start]} {text[day.end :]}"
            first = day.day.replace(day=1) if day.when is When.PERIOD else today
            until = day.day
            if day.when is When.PERIOD and until == today:  # The month under way, to its end.
                until = today.replace(day=monthrange(today.year, today.month)[1])
            return Span(max(first, today), until, rest)
    return Span(None, None, text)


def _from_its_start(text: str, today: dt.date) -> Span | None:
    """What has been of a quarter, a half year, the month or the week under way."""
    if found := QUARTER.search(text):
        return Span(_quarter(today, found)[0], None, _without(text, found))
    if (found := PART.search(text)) and (part := _part_of_year(today, found)):
        return Span(part[0], part[1] if part[1] < today else None, _without(text, found))
    if found := SINCE_START.search(text):
        monday = today - dt.timedelta(days=today.weekday())
        since = monday if found["unit"].startswith("sett") else today.replace(day=1)
        return Span(since, None, _without(text, found))
    return None


def _to_its_end(text: str, today: dt.date) -> Span | None:
    """The rest of the quarter, half year or year under way; the whole of the month to come; up to
    what `prima di` leads."""
    if found := QUARTER.search(text):
        return Span(today, _quarter(today, found)[1], _without(text, found))
    if found := THIS_YEAR.search(text):
        return Span(today, dt.date(today.year, 12, 31), _without(text, found))
    if found := NEXT_WEEK.search(text):
        monday = today + dt.timedelta(days=7 - today.weekday())
        return Span(monday, monday + dt.timedelta(days=6), _without(text, found))
    if found := NEXT_MONTH.search(text):
        first = (today.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return Span(first, last, _without(text, found))
    before = _before(text, today)
    return Span(today, *before) if before is not None and before[0] >= today else None


def _of_days(days: list[Day], text: str, today: dt.date) -> Span:
    known = [d for d in days if d.day is not None and d.day <= today]
    if not known:
        return Span(None, None, text)
    rest = text
    for day in reversed(known):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    first, last = known[0], known[-1]
    assert first.day is not None and last.day is not None
    if len({day.day for day in known}) > 1:
        return Span(min(first.day, last.day), max(first.day, last.day), rest)
    if first.when is When.PERIOD:
        return Span(_start_of(first, today), first.day, rest)
    if first.when is When.SINCE or re.match(r"da(?:l|ll'|lla)?\b", first.text.strip()):
        return Span(first.day, None, rest)
    return Span(None, first.day, rest)


def _start_of(day: Day, today: dt.date) -> dt.date:
    """A year, a month or a part of the year counts from its first day, the month that is not over
    up to today; anything else is that day alone."""
    assert day.day is not None
    if WHOLE_YEAR.search(day.text):
        return day.day.replace(month=1, day=1)
    last_of_month = monthrange(day.day.year, day.day.month)[1]
    whole = day.day.day == last_of_month or day.day == today
    return day.day.replace(day=1) if whole else day.day


def _count(text: str | None) -> int:
    if text is None:
        return 1
    return int(text) if text.isdigit() else NUMBERS[text]


def _unit_days(unit: str) -> int:
    return next(days for start, days in UNIT_DAYS.items() if unit.startswith(start))


def _week_before(today: dt.date) -> tuple[dt.date, dt.date]:
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def _month_before(today: dt.date) -> tuple[dt.date, dt.date]:
    last = today.replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=1), last


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
