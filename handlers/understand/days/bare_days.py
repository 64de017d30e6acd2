"""Days said without their month: `martedì`, `venerdì 13`, `il 12`, `al 15`, `dal 7 all'11`."""

import datetime as dt
import re
from dataclasses import replace

from handlers.understand.days.calendar_days import (
    day_on,
    day_said,
    is_to_come,
    last_with_number,
    month_number,
    next_with_number,
    when_by,
    year_of,
)
from handlers.understand.days.day_words import SHORT_WEEKDAYS, SPELLED_DAYS, THANKS, WEEKDAYS
from handlers.understand.pieces import Day, When
from italian.regex import regex

_HAPPENS = regex(
    r"\s(?:c'e|ci sono|ci sara|ci saranno|si (?:fa|tiene|svolge|inaugura|parte|terra)|faccio"
    r"|facciamo|inauguriamo|inaugura|parte|inizia|comincia)\b"
)
"""`sabato 21 c'è la sagra`: what is announced of a day, and no figure of it."""
_COUNTED = regex(
    r"\s(?!(?:\w+(?:at|it|ut)|fatt|apert|chius|svolt|mess|\w*scritt|\w*lett|\w*colt|\w*solt|emess|spes|pres)[ie]\b)(?:nuov[ie]\s)?(?:[a-z]{3,}[ie]|cie|or[ae](?!\s\d)|[a-z]+[bcdfghlmnpqrstvz](?<!\scon)(?<!\sper)(?<!\snel)(?<!\sdel)(?<!\sal)(?<!\sil)(?<!\sdal)(?<!\sin)(?<!\snon))\b"
)
"""Things in the plural, and nothing done: `sabato 31 contatti` counts them."""
_WITH_ITS_OWN = regex(rf"(?:\s[a-z']+)+:?\s\d[\d.]*(?:,?{THANKS})?\W*$")
"""`lun 14 buche tappate 12`: things that have their figure after them."""
_SOON = regex(r"\b(?:oggi|ieri|stamattina|stamani)\b")
_IN_SHORT = regex(rf"\b(?:{'|'.join(SHORT_WEEKDAYS)})\b")
_COUNTS = regex(r"(?<![\d/.,])\d+\s$")
_CUT_SHORT = regex(r"\s?(?!(?:matt|pom|ser|u\.?s|p\.?v|prox)\b)[a-z]{2,}\.(?=\s?\S)")
_NUMBERED = regex(
    r"\b(?:civic|numer|pagin|articol|lott|sezion|aul|stanz|fald|class|passat|salit"
    r"|sces|cresciut|calat|mappal|fogl|particell|quietanz|bollett|verbal|matricol)\w*\.?\s$"
    r"|\b(?:nr?|artt?|pagg?|anni|ore)\.?\s$"
)
"""What goes by number too: `civici dal 3 all'11`, `saliti dal 7 al 9`."""

_ENDS = regex(rf"\s?(?:$|[,;:)!?\n]|\.(?!\d)|-\s)|{THANKS}")
_FIGURE_OR_STATE = regex(r"(?:\d|\b(?:dat[oi]|situazione|aggiornat[oaie]|fermi?))\s$")
_THAT = regex(r"\b(?:quell[oaie]|chill[oaie]|quei|dat[oi])\s$")
"""`quello del 14 era un doppione`."""
_IS_OF = regex(r"\b(?:e|era|sono|erano)\s$")
"""`la firma è del 5`: the day of an act."""
_STARTED = regex(r"\bda(?:l|ll')?\s?\d+\s$")
_THEN_TOLD = regex(r"\s?:\s?\d|,?\s(?:siamo|eravamo|erano|erav|sono|abbiamo|avevamo|ne)\s[^,;]*\d")
"""What a bare day stands beside, where it is one: `83 al 14`, `al 15 siamo a 233`."""


def weekday(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`lunedì`, `giovedì scorso`: the last one past, or the next where it is said to be."""
    if _stands_for_another_word(match):
        return None
    number = _weekday_of(match)
    if is_to_come(match[0]) or lead == "entro":
        ahead = (number - today.weekday() - 1) % 7 + 1
        return day_said(match, when_by(lead), today + dt.timedelta(days=ahead))
    if lead in ("del", "della", "dell'") and match[0] in WEEKDAYS:
        return None  # `il mercato del venerdì`: a name
    back = (today.weekday() - number - 1) % 7 + 1
    return day_said(match, when_by(lead), today - dt.timedelta(days=back))


def _weekday_of(match: re.Match[str]) -> int:
    return next(i for i, w in enumerate(WEEKDAYS) if w.startswith(match["weekday"][:3]))


def _stands_for_another_word(match: re.Match[str]) -> bool:
    """`visite dom. 4 ieri`: three letters of some other word, where the day is told besides; so is
    what is counted (`accolte 47 dom.`), and what goes on with another such (`dom. rateizz.`)."""
    if match["weekday"] not in SHORT_WEEKDAYS or len(_IN_SHORT.findall(match.string)) > 1:
        return False
    rest = match.string[match.end() :]
    counted = _COUNTS.search(match.string, 0, match.start()) and not _ENDS.match(rest)
    return bool(counted or _CUT_SHORT.match(rest) or _SOON.search(match.string))


def weekday_number(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`venerdì 13`: a day only where the 13th last past was a Friday, and nothing it may count
    follows but with a number of its own."""
    plain, dated = weekday(match, today, lead), last_with_number(int(match["d"]), today)
    rest = match.string[match.end() :]
    coming = next_with_number(int(match["d"]), today)
    if plain and coming and coming.weekday() == _weekday_of(match) and _HAPPENS.match(rest):
        return day_said(match, when_by(lead), coming)
    if not (plain and plain.day and dated) or dated.weekday() != plain.day.weekday():
        return replace(plain, end=match.start("d") - 1) if plain else None
    alone = not re.search(r"[a-z]{3}", match.string[: match.start()])
    if _COUNTED.match(rest) and not _WITH_ITS_OWN.match(rest):
        return replace(plain, end=match.start("d") - 1)
    if (alone or re.match(r"\s[a-z]", rest)) and not re.search(r"(?<![/.\d])\d", rest):
        return replace(plain, end=match.start("d") - 1)
    return day_said(match, when_by(lead), dated)


def day_number(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`il 12`, `il ventotto`, `l'11 c.m.`: the last day of that number; `per il 12`: a deadline."""
    number, due = _number(match["d"]), lead == "per"
    if match["this"]:
        return day_on(match, "", number, today.month, today.year)
    day = next_with_number(number, today) if due else last_with_number(number, today)
    return day_said(match, When.BY if due else When.DAY, day) if day else None


def day_reached(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`233 al 15`, `dato al 14: 473`, `quello del 14`: beside what it is of; `a posto dal 9`."""
    back, rest = match.string[: match.start()], match.string[match.end() :]
    ends = _ENDS.match(rest)
    if match["from"].startswith("de"):
        told = _THAT.search(back) or (ends if _IS_OF.search(back) else None)
    elif match["from"].startswith("al"):
        beside = _FIGURE_OR_STATE.search(back) and not _STARTED.search(back)
        told = _THEN_TOLD.match(rest) or (ends if beside else None)
    else:
        told = ends
    day = last_with_number(int(match["d"]), today) if told else None
    return day_said(match, when_by(match["from"]), day) if day else None


def span(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`dal 7 all'11`, `7-11/9`, `giorni 9 e 10`: a period, counted at its end."""
    said = match.groupdict()
    first, number = _number(match["from"]), _number(match["d"])
    if not 1 <= first < number <= 31 or _NUMBERED.search(match.string, 0, match.start()):
        return None
    month = month_number(said["month"]) if said.get("month") else int(said.get("m") or 0)
    if month > 12:
        return None
    if month:
        day = day_on(match, "", number, month, year_of(month, today, said.get("y"))).day
    else:
        day = last_with_number(number, today)
    return day_said(match, When.PERIOD, day, assumed=True) if day else None


def _number(said: str) -> int:
    return SPELLED_DAYS.get(said) or int(said)
