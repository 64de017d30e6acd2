"""Days as officers say them: `l'altro ieri`, `lunedì scorso`, `il 12/6`, `a fine agosto`.

One pass over the cleaned text finds the heart of each phrase; the word before it ("al", "entro")
says whether it is when something happened, the state of things, a start or a deadline. A bare
weekday or day number is the last one past; a period counts at its end."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.understand.calendar_days import (
    day_on,
    day_said,
    last_with_number,
    month_end,
    month_number,
    next_with_number,
    period,
    since,
    step_of,
    when_by,
    year_of,
)
from handlers.understand.day_words import (
    COUNT,
    FEASTS,
    MONTH,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PART,
    RELATIVE,
    SHORT_MONTHS,
    SPANS,
    SPELLED_DAYS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    YEAR,
)
from handlers.understand.pieces import Day, Number, When
from handlers.understand.year_phrases import closed, since_new_year, whole_year, year_end, year_said
from italian.regex import regex

_LEAD = regex(
    r"(?<!\w)(entro(?: e non oltre)?(?: il| la| le| l'| fine)?|a partire da(?:l|lla|ll')?|"
    r"da(?:l|lla|ll')?|fino (?:al|all'|alla|ad|a)|sino (?:al|all'|alla|ad|a)|al|all'|alla|ad|a|"
    r"a tutt'|a tutto(?: il| l')?|per il|per la|per|in data|alla data del|alla data di|giorno|lo scorso|la scorsa|nella?|in|"
    r"de[li]|dell[oa']|di|il|lo|la|le|l'|con data)\s?$"
)

Read = Callable[[re.Match[str], dt.date, str], Day | None]


def find_days(text: str, today: dt.date) -> Iterator[Day]:
    """Every phrase of time in a cleaned text, in order, without overlaps."""
    last: Day | None = None
    for found in _MASTER.finditer(text):
        name = str(found.lastgroup)
        pattern, read = _GRAMMAR[name]
        whole = pattern.match(text, found.start())
        start, lead = _lead_before(text, found.start())
        day = read(whole, today, lead) if whole else None
        if day is None:
            continue
        day = replace(day, start=start, text=text[start : day.end])
        if last and _same_phrase(text, last, day):
            last = replace(day, start=last.start, text=text[last.start : day.end], when=last.when)
            continue
        if last:
            yield last
        last = day
    if last:
        yield last


def _same_phrase(text: str, first: Day, second: Day) -> bool:
    """`venerdì 13 settembre`, `ieri 15/9`: the second says exactly which day the first is."""
    between = text[first.end : second.start]
    return (
        between in (" ", ", ", "")
        and first.when in (When.DAY, When.AT)
        and second.text[:1].isdigit()
        and not first.text[-1:].isdigit()
    )


def _lead_before(text: str, start: int) -> tuple[int, str]:
    found = _LEAD.search(text[max(0, start - 24) : start])
    if not found:
        return start, ""
    return start - (min(start, 24) - found.start()), found[1]


def _numeric(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    day, month = int(match["d"]), int(match["m"])
    return day_on(match, lead, day, month, year_of(month, today, match["y"]))


def _feast(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """The last one past, unless it is the state of things by then that is meant."""
    day, month = FEASTS[match[0]]
    when = When.DAY if lead in ("a", "ad", "all'") else when_by(lead)
    year = (
        today.year
        if when is When.BY or (month, day) <= (today.month, today.day)
        else today.year - 1
    )
    return day_said(match, when, dt.date(year, month, day))


def _short(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`il 12/6`. Without a word before it `12/6` is a pair; whoever reads the fact decides."""
    named = lead in (
        "il",
        "per il",
        "al",
        "all'",
        "dal",
        "dall'",
        "del",
        "dell'",
        "l'",
        "giorno",
        "in data",
    )
    if not named and not lead.startswith(
        ("entro", "fino", "sino", "lo scorso", "alla data", "a p")
    ):
        return None
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return day_on(match, lead, day, month, year_of(month, today, None))


def _spelled(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    day = SPELLED_DAYS.get(match["d"]) or int(match["d"])
    month = month_number(match["month"])
    return day_on(match, lead, day, month, year_of(month, today, match["y"] or match["short"]))


def _relative(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`per oggi` is today; `per domani` is a deadline."""
    back = RELATIVE[match["word"]]
    when = When.DAY if lead == "per" and back >= 0 else when_by(lead)
    return day_said(match, when, today - dt.timedelta(days=back))


def _ago(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    many = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
    unit = match["unit"]
    if unit.startswith("giorn"):
        return day_said(match, When.DAY, today - dt.timedelta(days=many))
    if unit.startswith("settiman"):
        return day_said(match, When.DAY, today - dt.timedelta(weeks=many), assumed=True)
    if unit.startswith("ann"):
        year = max(today.year - many, 1)
        return period(match, dt.date(year, 1, 1), dt.date(year, 12, 31), today)
    year, month = divmod(today.year * 12 + today.month - 1 - many, 12)
    last = calendar.monthrange(year, month + 1)[1]
    day = dt.date(year, month + 1, min(today.day, last))
    return day_said(match, When.DAY, day, assumed=True)


def _weekday_of(match: re.Match[str]) -> int:
    return next(i for i, w in enumerate(WEEKDAYS) if w.startswith(match["weekday"][:3]))


def _weekday(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    number = _weekday_of(match)
    if "pross" in match[0] or "prox" in match[0]:
        ahead = (number - today.weekday() - 1) % 7 + 1
        return day_said(match, when_by(lead), today + dt.timedelta(days=ahead))
    if lead in ("del", "della", "dell'") and match[0] in WEEKDAYS:
        return None  # `il mercato del venerdì`: a name
    back = (today.weekday() - number - 1) % 7 + 1
    return day_said(match, when_by(lead), today - dt.timedelta(days=back))


def _weekday_number(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`venerdì 13`: a day only where the 13th last past was a Friday, and nothing it may count
    follows but with a number of its own."""
    plain, dated = _weekday(match, today, lead), last_with_number(int(match["d"]), today)
    rest = match.string[match.end() :]
    coming = next_with_number(int(match["d"]), today)
    if plain and coming and coming.weekday() == _weekday_of(match) and _HAPPENS.match(rest):
        return day_said(match, when_by(lead), coming)
    if not (plain and plain.day and dated) or dated.weekday() != plain.day.weekday():
        return replace(plain, end=match.start("d") - 1) if plain else None
    alone = not re.search(r"[a-z]{3}", match.string[: match.start()])
    if _COUNTED.match(rest):
        return replace(plain, end=match.start("d") - 1)
    if (alone or re.match(r"\s[a-z]", rest)) and not re.search(r"(?<![/.\d])\d", rest):
        return replace(plain, end=match.start("d") - 1)
    return day_said(match, when_by(lead), dated)


_HAPPENS = regex(
    r"\s(?:c'e|ci sono|ci sara|ci saranno|si (?:fa|tiene|svolge|inaugura|parte|terra)|faccio|facciamo"
    r"|inauguriamo|inaugura|parte|inizia|comincia)\b"
)
"""`sabato 21 c'è la sagra`: what is announced of a day, and no figure of it."""
_COUNTED = regex(
    r"\s(?!(?:\w+(?:at|it|ut)|fatt|apert|chius|svolt|mess|\w*scritt|\w*lett|\w*colt|\w*solt|emess|spes|pres)[ie]\b)(?:nuov[ie]\s)?(?:[a-z]{3,}[ie]|cie|or[ae](?!\s\d)|[a-z]+[bcdfghlmnpqrstvz](?<!\scon)(?<!\sper)(?<!\snel)(?<!\sdel)(?<!\sal)(?<!\sil)(?<!\sdal)(?<!\sin)(?<!\snon))\b"
)
"""Things in the plural, and nothing done: `sabato 31 contatti` counts them."""


def _day_number(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    number, due = int(match["d"]), lead == "per"
    day = next_with_number(number, today) if due else last_with_number(number, today)
    return day_said(match, When.BY if due else When.DAY, day) if day else None


def _week(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    step = step_of(match[0]) or (-1 if "scors" in lead else 0)
    monday = today + dt.timedelta(days=7 * step - today.weekday())
    return period(match, monday, monday + dt.timedelta(days=6), today, lead)


def _weekend(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    sunday = today - dt.timedelta(days=(today.weekday() + 1) % 7)
    return period(match, sunday - dt.timedelta(days=1), sunday, today, lead)


def _loose_month(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    step = step_of(match[0]) or (-1 if "scors" in lead else 0)
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    return period(match, dt.date(year, month + 1, 1), month_end(year, month + 1), today, lead)


def _month_end(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`entro fine mese` is a deadline; `a fine mese` is still to come."""
    when = When.BY if lead.startswith(("entro", "per")) else When.AT
    return day_said(match, when, month_end(today.year, today.month))


def _named_month(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    month = month_number(match["month"])
    year = year_of(month, today, match["y"])
    end, part = month_end(year, month), match["part"] or ""
    if lead.startswith(("entro", "per")):
        return day_said(match, When.BY, end)
    up_to = lead.startswith(("fino", "sino")) and not part
    if "fine" in part or "tutto" in part or up_to:
        return day_said(match, When.AT, end)
    if part:
        middle = dt.date(year, month, 15 if "meta" in part else 1)
        return day_said(match, When.AT, middle, assumed=True)
    if lead.startswith("da"):
        return replace(since(match, dt.date(year, month, 1)))
    return period(match, dt.date(year, month, 1), end, today)


def _part_of_year(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    order, length = ORDINALS[match["nth"].rstrip("°^")], _months_of(match["span"])
    if order * length > 12:
        return None
    year = year_of(1, today, match["y"])
    start, end = dt.date(year, (order - 1) * length + 1, 1), month_end(year, order * length)
    if when_by(lead) is When.AT and end <= today:
        return day_said(match, When.AT, end)
    return period(match, start, end, today, lead)


def _months_of(span: str) -> int:
    """How many months a part of the year has: `trimestre`, `trim.`."""
    return next(n for name, n in SPANS.items() if name.startswith(span.rstrip(".")))


def _first_months(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    many = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
    if not 1 <= many <= 12:
        return None
    return period(match, dt.date(today.year, 1, 1), month_end(today.year, many), today)


_RELATIVE_WORDS = "|".join(sorted(RELATIVE, key=len, reverse=True)).replace(" ", r"\s")
_NOT_A_DAY = r"""(?![\w/%°€]|[.,-]\d
    |\s?(?:%|€|su\b|per\scento|percento|euro|mila|mln|milion|di\b|/))"""
"""What after a number says that it is no day of the month."""

_PHRASES: tuple[tuple[str, str, Read], ...] = (
    (
        "numeric",
        r"""(?<![\w.,/+-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)
        (?![\w/]|\.\d)""",
        _numeric,
    ),
    ("iso", r"(?<![\w./-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\w)", _numeric),
    (
        "spelled",
        rf"""(?<![\w.,/+-])(?P<d>\d{{1,2}}|{"|".join(SPELLED_DAYS)})[°^]?\s?(?:di\s|-)?(?P<month>{MONTH})\b\.?
        (?:-(?P<short>\d\d(?:\d\d)?)\b)?{YEAR}""",
        _spelled,
    ),
    (
        "short",
        r"(?<![\w.,/+-])(?P<d>\d{1,2})(?:[/-]|\.(?=(?:0\d|1[0-2])\b)|\.(?=[1-9](?:\s*(?:$|[,;)])|\s(?:con|in|dal|dalla)\b)))(?P<m>\d{1,2})(?![\w/%-]|,\d)",
        _short,
    ),
    ("ago", rf"\b(?P<n>{COUNT})\s(?P<unit>giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\sfa\b", _ago),
    ("relative", rf"\b(?P<word>{_RELATIVE_WORDS})\b{PART}", _relative),
    (
        "weekday_number",
        rf"""\b(?P<weekday>{WEEKDAY})\b\.?{PART}{WHICH}\s(?P<d>\d{{1,2}})(?=[ :,;.!)]|$)
        (?!\s?(?:{MONTH})\b)""",
        _weekday_number,
    ),
    ("weekday", rf"\b(?P<weekday>{WEEKDAY})\b\.?{PART}{WHICH}{PART}", _weekday),
    (
        "week",
        r"""\b(?:quest[ao]\s|scorsa\s|passata\s|prossima\s)settimana\b
        |\bsettimana\s(?:scorsa|passata|prossima|in\scorso)\b|(?<=la\sscorsa\s)settimana\b""",
        _week,
    ),
    (
        "weekend",
        r"""\b(?:scorso\s|questo\s)?(?:week\s?end|fine\ssettimana)(?:\s(?:scorso|passato))?\b""",
        _weekend,
    ),
    ("month_end", r"\bfine\s(?:del\s)?mese\b", _month_end),
    (
        "loose_month",
        r"""\b(?:quest[o']\s?|scorso\s|passato\s|prossimo\s)mese\b
        |\bmese\s(?:scorso|passato|prossimo|in\scorso)\b""",
        _loose_month,
    ),
    (
        "since_new_year",
        r"""\bd(?:a|al|all')\s?(?:inizio|principio|1[°^]?\sgennaio|primo\sgennaio|gennaio)
        (?:\s?(?:del|dell')?\s?anno)?\b""",
        since_new_year,
    ),
    ("feast", rf"\b(?:{'|'.join(FEASTS)})\b", _feast),
    (
        "year_end",
        r"""\b(?:fine|chiusura|termine)\s(?:(?:dell'|dello\s|di\s)?\s?
        (?:(?:scorso|passato)\s)?anno(?:\s(?:scorso|passato))?(?:\s(?=(?:19|20)\d\d\b))?\b|(?=(?:del\s)?20\d\d\b))
        (?:\s?(?:del\s)?(?P<y>20\d\d)(?![.,]?\d|\s?(?:%|/|su\b)))?""",
        year_end,
    ),
    (
        "closed",
        r"""\b(?:chius[oaie]|chiudiamo|chiudo|finito|terminato|concluso)\s(?:il|l'anno)\s(?P<y>20\d\d)
        (?![.,/]?\d|\s?(?:%|su\b))""",
        closed,
    ),
    (
        "named_month",
        rf"""(?P<part>\b(?:prima\smeta|fine|meta|inizio|inizi|primi|tutto)\s(?:di\s|del\smese\sdi\s)?)?
        \b(?:mese\sdi\s)?(?P<month>{"|".join(MONTHS)}|(?<=\ba\s)(?:{SHORT_MONTHS})(?!\s\d))\b(?:\sscorso)?{YEAR}""",
        _named_month,
    ),
    (
        "part_of_year",
        r"""\b(?P<nth>primo|secondo|terzo|quarto|ultimo|[1-4][°^]?|i{1,3}|iv)\s
        (?P<span>bimestre|trimestre|quadrimestre|semestre|(?:bim|trim|quadrim|sem)\b\.?)(?:\s(?:del\s)?(?P<y>(?:19|20)\d\d)\b)?""",
        _part_of_year,
    ),
    ("first_months", rf"\bprimi\s(?P<n>{COUNT})\smesi\b", _first_months),
    (
        "whole_year",
        r"""\bquest'\s?anno\b|\b(?:scorso\s|passato\s)?anno\s(?:scorso|passato|in\scorso)\b
        |\b(?:scorso|passato)\sanno\b""",
        whole_year,
    ),
    (
        "year_said",
        r"\b(?:nel(?:\scorso\sdel|l'anno)?|durante\sil)\s(?P<y>(?:19|20)\d\d)(?![\d.,]*\d|\s?(?:%|/|su\b))",
        year_said,
    ),
    (
        "day_number",
        rf"""\b(?:il|giorno|lo\sscorso|in\sdata|l')\s?(?P<d>[12]\d|3[01]|[1-9])
        {_NOT_A_DAY}(?![\s-](?:{MONTH})\b)""",
        _day_number,
    ),
)
_GRAMMAR = {name: (regex(pattern, re.VERBOSE), read) for name, pattern, read in _PHRASES}
_MASTER = regex(
    "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern).replace('(?P=sep)', '[/.-]')})"
        for name, pattern, _ in _PHRASES
    ),
    re.VERBOSE,
)


def short_day(pair: Number, today: dt.date) -> Day | None:
    """A slashed pair (`31/8`, `31.08`) as a day, where it has the shape of one."""
    found = re.fullmatch(r"(?P<d>\d{1,2})(?:/|\.(?=[01]\d))(?P<m>\d{1,2})", pair.text)
    if not found or not (1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 39):
        return None
    month = int(found["m"])
    day = day_on(found, "", int(found["d"]), month, year_of(month, today, None))
    return replace(day, start=pair.start, end=pair.end)
