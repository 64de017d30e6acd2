"""Where a text says days that an order may be of: by the grammar of days, and as only what is to
come is said.

fino al 27 · dal 23 al 27 settembre · per due settimane · venerdì 27 settembre · a dicembre
"""

import re
from collections.abc import Iterator

from handlers.understand.days.dates import PHRASES, any_of
from handlers.understand.days.day_words import COUNT, MONTH, WEEKDAY
from handlers.understand.days.led_days import opening
from italian.regex import regex
from ledger.later import dataclass

_OF_WHAT_WAS = ("ago", "weekend", "since_new_year", "closed", "first_months", "whole_year")
_OF_SPANS = ("span", "span_and", "span_dashed", "part_of_year", "year_said")
_NUMBERS = ("day_number", "day_in_words", "day_reached")
"""`il 15` may be a figure too: it is a day for an act that is of days alone."""

_NUMBER = r"(?:[12]?\d|3[01])"
_ONLY_ORDERED = (
    ("listed", rf"(?<![\w.,/]){_NUMBER}(?:,\s?{_NUMBER})*\se\s{_NUMBER}\s(?:{MONTH})\b"),
    # A first day whose month follows, and a last one without its month.
    (
        "first_of_two",
        rf"(?<![\w.,/]){_NUMBER}(?=\s?(?:-|al|all'|a)\s?\d{{1,2}}(?:/\d|\s(?:{MONTH})))"
        rf"|(?<=\bdal\s){_NUMBER}(?=\s(?:fino\s)?al\s)",
    ),
    (
        "by_number",
        rf"(?:(?<=\bentro\sil\s)|(?<=\bfino\sal\s)|(?<=\bsino\sal\s)"
        r"|(?<=\bdal\s\d\sal\s)|(?<=\bdal\s\d\d\sal\s)|(?<=\boggi\sal\s)|(?<=\bdomani\sal\s)"
        r"|(?<=\bieri\sal\s))"
        rf"{_NUMBER}(?![\w/%°€]|[.,-]\d|\s?(?:%|€|su\b|per\s|punti|euro|(?:{MONTH})\b))",
    ),
    ("for_so_long", rf"\bper\s(?:{COUNT})\s(?:giorn[oi]|settiman[ae]|mes[ei])\b"),
    ("last_of_the_year", r"\bultimo\sdell'anno\b"),
)
_PHRASE = regex(
    any_of(
        (
            *_ONLY_ORDERED,
            *((n, p) for n, p, _ in PHRASES if n not in {*_OF_WHAT_WAS, *_OF_SPANS, *_NUMBERS}),
        )
    ),
    re.VERBOSE,
)
_MONTH_LEADS = ("a", "in", "per", "da", "entro", "fino", "sino")
_MORE_LEAD = regex(r"(?:con decorrenza|a decorrere|compreso|non oltre|[-–]) ?$")
_TAIL = regex(r" duemila\w+|\s?[-–](?=\s?\d)")
"""A year in words; a dash before the last of two days."""
_OF_WEEK = regex(rf"(?:{WEEKDAY}),? $")
_FROM = ("da", "a partire", "con decorrenza", "a decorrere")


_MOVED = regex(r"(?P<said>.*) (?P<count>[+-]\d+) (?P<unit>\w+)")


def moved_by(said: str, count: int, unit: str) -> str:
    """What was said of a day, put so many days, weeks or months on."""
    return f"{said} {count:+d} {unit}"


def apart(said: str) -> tuple[str, int, str]:
    """What was said of a day, and how far it was put on."""
    found = _MOVED.fullmatch(said)
    return (found["said"], int(found["count"]), found["unit"]) if found else (said, 0, "giorno")


@dataclass(frozen=True)
class Said:
    """A phrase of time in its place, with the word that leads to it."""

    start: int
    end: int
    text: str

    @property
    def is_first(self) -> bool:
        """Whether something begins with it."""
        return self.text.startswith(_FROM)


def days_in(text: str) -> Iterator[Said]:
    """Every phrase of time, in order: a day of the week and its date are one."""
    at, last = 0, None
    while found := _PHRASE.search(text, at):
        at = found.end()
        opened = opening(text, found.start())
        start, lead = opened.start, opened.lead
        if found.lastgroup == "named_month" and not _is_of_days(found[0], lead):
            continue
        if more := _MORE_LEAD.search(text, 0, start):
            start = more.start()
        end = tail.end() if (tail := _TAIL.match(text, found.end())) else found.end()
        text = f"{text[: found.end()]}{' ' * (end - found.end())}{text[end:]}"
        said = Said(start, end, text[start:end].strip(" -–"))
        if last and text[start].isdigit() and _OF_WEEK.search(text[last.start : start]):
            last = Said(last.start, said.end, text[last.start : said.end])
            continue
        if last:
            yield last
        last = said
    if last:
        yield last


def _is_of_days(phrase: str, lead: str) -> bool:
    """`a dicembre`, `fine ottobre`; `di settembre` only says which one is meant."""
    return " " in phrase or lead.startswith(_MONTH_LEADS)
