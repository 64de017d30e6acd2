"""Days as officers say them: `l'altro ieri`, `lunedì scorso`, `il 12/6`, `a fine agosto`.

One pass over the cleaned text finds the heart of each phrase; the word before it ("al", "entro")
says whether it is when something happened, the state of things, a start or a deadline. A bare
weekday or day number is the last one past; a period counts at its end."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from handlers.understand.days.bare_days import (
    day_number,
    day_reached,
    span,
    weekday,
    weekday_number,
)
from handlers.understand.days.calendar_days import (
    day_on,
    day_said,
    month_number,
    period,
    since,
    step_of,
    when_by,
    year_of,
)
from handlers.understand.days.counted_days import (
    END_OF_MONTH,
    WEEKDAY_OF_MONTH,
    WEEKDAY_OF_WEEK,
    end_of_month,
    weekday_of_month,
    weekday_of_week,
)
from handlers.understand.days.day_words import (
    COMING,
    COUNT,
    MONTH,
    MONTHS,
    ORDINALS,
    PART,
    RELATIVE,
    SHORT_MONTHS,
    SHORT_WEEKDAY,
    SPANS,
    SPELLED_DAYS,
    THANKS,
    WEEKDAY,
    WHICH,
    YEAR,
)
from handlers.understand.days.feasts import FEAST, feast
from handlers.understand.days.led_days import opening
from handlers.understand.days.reckoning import count_of, month_end, shifted
from handlers.understand.days.time_apart import MANY, UNIT, ago, ahead, done_for
from handlers.understand.days.year_phrases import (
    closed,
    since_new_year,
    whole_year,
    year_end,
    year_said,
)
from handlers.understand.pieces import Day, Number, When
from italian.regex import regex

Read = Callable[[re.Match[str], dt.date, str], Day | None]


def find_days(text: str, today: dt.date) -> Iterator[Day]:
    """Every phrase of time in a cleaned text, in order, without overlaps."""
    last: Day | None = None
    at = 0
    while found := _MASTER.search(text, at):
        name = str(found.lastgroup)
        pattern, read = _GRAMMAR[name]
        whole = pattern.match(text, found.start())
        opened = opening(text, found.start())
        day = read(whole, today, opened.lead) if whole else None
        at = found.end() if day else found.start() + 1
        if day is None:
            continue
        day = opened.day(day, text)
        if last and _same_phrase(text, last, day):
            last = replace(day, start=last.start, text=text[last.start : day.end], when=last.when)
            continue
        if last:
            yield last
        last = day
    if last:
        yield last


def _same_phrase(text: str, first: Day, second: Day) -> bool:
    """`venerdì 13 settembre`, `martedì primo settembre`, `ieri 15/9`: the second says exactly which
    day the first is."""
    between = text[first.end : second.start]
    return (
        between in (" ", ", ", "")
        and first.when in (When.DAY, When.AT)
        and bool(_EXACT.match(second.text))
        and not first.text[-1:].isdigit()
    )


_EXACT = regex(rf"\d|(?:{'|'.join(SPELLED_DAYS)})\s(?:di\s)?(?:{MONTH})\b")
_OTHER_WEEKDAY = regex(r"\b(?:lun|merc?|giov?|ven)\b")
_AFTER_WEEKDAY = regex(rf"\b(?:{WEEKDAY}|{SHORT_WEEKDAY})\.?,?\s$")


def _numeric(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    day, month = int(match["d"]), int(match["m"])
    return day_on(match, lead, day, month, year_of(month, today, match["y"]))


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
    named = named or lead.startswith(
        ("entro", "fino", "sino", "lo scorso", "alla data", "a p", "a tutt")
    )
    if not named and not _AFTER_WEEKDAY.search(match.string, 0, match.start()):
        return None
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return day_on(match, lead, day, month, year_of(month, today, None))


def _spelled(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    if match["month"] == "mar" and _OTHER_WEEKDAY.search(match.string):
        return None  # `3 lun, 4 mar`
    day = SPELLED_DAYS.get(match["d"]) or int(match["d"])
    month = month_number(match["month"])
    return day_on(match, lead, day, month, year_of(month, today, match["y"] or match["short"]))


def _relative(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    """`per oggi` is today; `per domani` is a deadline."""
    back = RELATIVE[match["word"]]
    past = lead.startswith("per") and back >= 0
    return day_said(match, When.DAY if past else when_by(lead), today - dt.timedelta(days=back))


def _week(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    step = step_of(match[0]) or (-1 if "scors" in lead else 0)
    monday = today + dt.timedelta(days=7 * step - today.weekday())
    return period(match, monday, monday + dt.timedelta(days=6), today, lead)


def _weekend(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    sunday = today - dt.timedelta(days=(today.weekday() + 1) % 7)
    return period(match, sunday - dt.timedelta(days=1), sunday, today, lead)


def _loose_month(match: re.Match[str], today: dt.date, lead: str) -> Day | None:
    step = step_of(match[0]) or (-1 if "scors" in lead else 0)
    first = shifted(today.replace(day=1), step, "mese")
    return period(match, first, month_end(first.year, first.month), today, lead)


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
    if "ultimo" in part:
        return day_said(match, when_by(lead), end)
    if part.startswith(("fine", "chiusura", "termine", "tutto")) or up_to:
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
    many = count_of(match["n"])
    if not 1 <= many <= 12:
        return None
    return period(match, dt.date(today.year, 1, 1), month_end(today.year, many), today)


_RELATIVE_WORDS = "|".join(sorted(RELATIVE, key=len, reverse=True)).replace(" ", r"\s")
_NOT_A_DAY = r"""(?![\w/%°€]|[.,-]\d
    |\sin\s\d|\s(?:era|e)\s(?:un\s)?(?:refuso|errore|sbaglio|errato|sbagliato)
    |\s?(?:%|€|su\b|per\scento|percento|euro|mila|mln|milion|di\b(?!\squesto\smese)|/))"""
"""What after a number says that it is no day of the month."""

_DAY = rf"(?:\d{{1,2}}|{'|'.join(SPELLED_DAYS)})"
_FROM = rf"(?P<from>{_DAY})[°^]?"
_TO = rf"(?P<d>{_DAY})[°^]?(?:\s(?:di\s)?(?P<month>{MONTH})\b\.?{YEAR}|/(?P<m>\d{{1,2}})(?!\d))?{_NOT_A_DAY}"
_ENDS = rf"(?=\s?(?:$|[,;:)!?\n]|\.(?!\d))|{THANKS})"
_THIS_MONTH = (
    r"\s?(?:di\squesto\smese|del\s(?:corrente\s)?mese|corrente(?:\smese)?|c\.\s?m\.)(?!\w)"
)

PHRASES: tuple[tuple[str, str, Read], ...] = (
    ("span", rf"\bdal(?:l'|\s){_FROM}\s(?:fino\s)?al(?:l'|\s){_TO}", span),
    (
        "span_and",
        rf"\b(?:(?:tra|fra)\s(?:il\s|l')|(?:gg\.?|giorni)\s){_FROM}\se\s(?:il\s|l')?{_TO}",
        span,
    ),
    (
        "span_dashed",
        r"""(?<![\w.,/+-])(?P<from>\d{1,2})\s?-\s?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?
        (?![\w/%-]|,\d)""",
        span,
    ),
    (
        "numeric",
        r"""(?<![\w.,/+-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)
        (?![\w/]|\.\d)""",
        _numeric,
    ),
    ("iso", r"(?<![\w./-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\w)", _numeric),
    (
        "spelled",
        rf"""(?:(?<![\w.,/+-])|(?<=\bl))(?P<d>\d{{1,2}}|{"|".join(SPELLED_DAYS)})[°^]?\s?(?:di\s|-)?(?P<month>{MONTH})\b\.?
        (?:-(?P<short>\d\d(?:\d\d)?)\b)?{YEAR}""",
        _spelled,
    ),
    (
        "short",
        r"(?<![\w.,/+-])(?P<d>\d{1,2})(?:[/-]|\.(?=(?:0\d|1[0-2])\b)|\.(?=[1-9](?:\s*(?:$|[,;)])|\s(?:con|in|dal|dalla)\b)))(?P<m>\d{1,2})(?![\w/%-]|,\d)",
        _short,
    ),
    (
        "ago",
        rf"\b(?P<n>{MANY})\s(?P<unit>{UNIT})\s(?:fa|or\s?sono|addietro|indietro|prima\sdi\soggi)\b",
        ago,
    ),
    ("ahead", rf"\b(?:tra|fra)\s(?P<n>{MANY})\s(?P<unit>{UNIT})(?!\w)", ahead),
    ("done_for", rf"\bda\s(?P<n>{MANY})\s(?P<unit>{UNIT})(?!\w)", done_for),
    ("feast", FEAST, feast),
    ("relative", rf"\b(?P<word>{_RELATIVE_WORDS})\b{PART}", _relative),
    ("weekday_of_week", WEEKDAY_OF_WEEK, weekday_of_week),
    ("weekday_of_month", WEEKDAY_OF_MONTH, weekday_of_month),
    ("end_of_month", END_OF_MONTH, end_of_month),
    (
        "weekday_number",
        rf"""\b(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY})\b\.?{PART}{WHICH}\s(?P<d>\d{{1,2}})(?=[ :;!)]|[.,](?!\d)|$)
        (?!\s?(?:{MONTH})\b)""",
        weekday_number,
    ),
    ("weekday", rf"\b(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY})\b\.?{PART}{WHICH}{PART}", weekday),
    (
        "week",
        rf"""\b(?:quest[ao]\s|scorsa\s|passata\s|prossima\s)settimana\b
        |\bsettimana\s(?:scorsa|passata|{COMING}|in\scorso)\b|(?<=la\sscorsa\s)settimana\b""",
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
        rf"""\b(?:quest[o']\s?|scorso\s|passato\s|prossimo\s)mese\b
        |\bmese\s(?:scorso|passato|{COMING}|in\scorso)\b""",
        _loose_month,
    ),
    (
        "since_new_year",
        r"""\bd(?:a|al|all')\s?(?:inizio|principio|1[°^]?\sgennaio|primo\sgennaio|gennaio)
        (?:\s?(?:del|dell')?\s?anno)?\b""",
        since_new_year,
    ),
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
        rf"""(?P<part>\b(?:prima\smeta|fine|chiusura|termine|meta|inizio|inizi|primi|tutto|ultimo\sgiorno)\s(?:di\s|del\smese\sdi\s)?)?
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
        |\b(?:scorso|passato)\sanno\b|\banno\sCOMING\b""".replace("COMING", COMING),
        whole_year,
    ),
    (
        "year_said",
        r"\b(?:nel(?:\scorso\sdel|l'anno)?|durante\sil)\s(?P<y>(?:19|20)\d\d)(?![\d.,]*\d|\s?(?:%|/|su\b))",
        year_said,
    ),
    (
        "day_number",
        rf"""\b(?:il|(?<!stesso\s)(?<!medesimo\s)giorno|lo\sscorso|in\sdata|l')\s?(?:(?P<d>[12]\d|3[01]|[1-9]){_NOT_A_DAY}
        (?![\s-](?:{MONTH})\b)(?P<this>{_THIS_MONTH})?)""",
        day_number,
    ),
    (
        "day_in_words",
        rf"""\b(?:il|l')\s?(?P<d>{"|".join(SPELLED_DAYS)})\b(?:(?P<this>{_THIS_MONTH})|(?<!primo)(?:{_ENDS}|(?=\se\s)))""",
        day_number,
    ),
    (
        "day_reached",
        rf"""\b(?P<from>(?:d?a|de)l(?=\s)|(?:d?a|de)ll')\s?(?P<d>[12]\d|3[01]|[1-9])[°^]?{_NOT_A_DAY}
        (?![\s-](?:{MONTH})\b)""",
        day_reached,
    ),
)
_GRAMMAR = {name: (regex(pattern, re.VERBOSE), read) for name, pattern, read in PHRASES}


def any_of(phrases: Iterable[tuple[str, str]]) -> str:
    """Any of these patterns, each a group by its name."""
    return "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern).replace('(?P=sep)', '[/.-]')})"
        for name, pattern in phrases
    )


_STARTS = r"(?:\b|(?<=\bl))(?=\w)"
"""Where any of them may begin: asked before each of them is tried at each letter."""
_EACH = any_of((name, pattern) for name, pattern, _ in PHRASES)
_MASTER = regex(f"{_STARTS}(?:{_EACH})", re.VERBOSE)


def short_day(pair: Number, today: dt.date) -> Day | None:
    """A slashed pair (`31/8`, `31.08`) as a day, where it has the shape of one."""
    found = re.fullmatch(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})", pair.text)
    if not found or not (1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 39):
        return None
    month = int(found["m"])
    day = day_on(found, "", int(found["d"]), month, year_of(month, today, None))
    return replace(day, start=pair.start, end=pair.end)
