"""Which of the records that wait are meant by words: `i ricorsi e le autotutele`, `quelli di
eq.as4 fino al 5 settembre`, `la prima`.

Each of several things is read by itself, and all of them are meant; nothing is where one of them
is not known, as a record that somebody wanted to look at is never validated with the rest.
"""

import datetime as dt
from collections.abc import Sequence

from handlers import ask
from handlers.ask.answers.people import PERSON
from handlers.ask.parts.apart import EXCEPTING
from handlers.ask.parts.spans import past_span
from handlers.desk import Desk
from handlers.reporting import validation
from handlers.reporting.contesting import BY_PLACE, PLACES
from handlers.understand.days.dates import find_days
from handlers.understand.pieces import When
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass
from ledger.rows import ReportRow

_BUT = regex(rf"(?<=\w)[ ,;:]+(?:{EXCEPTING}|meno(?= (?:il|la|lo|le|i|gli|quell\w+)\b| l'))")
_ORDERED = regex(r"^.*?\b(?:con)?(?:valid|approv|conferm|accett)\w+")
_WHY = regex(
    r"[ ,;:(]+(?:che|perche|poiche|siccome|visto che|dato che|in quanto|su(?:l|lla|i|lle)? qual[ei]"
    r"|su cui)\b.*$|(?:(?<!\bn)(?<!\bnr)(?<!\bnum)\.(?= |$)|[!?;(]).*$"
)
"""What is said of what is left out, and why it is."""
_JOINS = regex(r"\s*[,;]\s*|(?P<between>\b[tf]ra\b[^,;]*?)?\s+(?:ed?|o|ne|nonche)\s+")
_NUMBERS = regex(r"(?<![\d/.,])\d{1,15}(?![\d/.,]*\d)")
_PLACE = regex(r"^\W*" + BY_PLACE.pattern)
_BEFORE = regex(r"\bprima (?:del(?:l[aeo'])?|dell'|di) ?$")


_BUT_FIRST = regex(rf"^(?:(?:no|anzi|ah|aspetta|pero|ma|si)[ ,]+)*{EXCEPTING}(?: (?:solo|anche))?")


def left_out_of_it(text: str) -> str | None:
    """What words leave out of what is open: `no, tranne le autotutele`."""
    plain = " ".join(clean(text).split())
    found = _BUT_FIRST.match(plain)
    return _WHY.sub("", plain[found.end() :]) if found else None


def parted(text: str) -> tuple[str, str | None]:
    """What is wanted and, where something is, what is left out of it."""
    plain = " ".join(clean(text).split())
    ordered = _ORDERED.match(plain)
    start = ordered.end() if ordered else 0
    found = _BUT.search(plain, max(0, start - 1))
    if found is None:
        return _WHY.sub("", plain[start:]), None
    return plain[start : found.start()], _WHY.sub("", plain[found.end() :])


@dataclass(frozen=True)
class Meant:
    """Records that words mean."""

    rows: frozenset[int]
    several: bool = False
    """Whether more than one thing was said, or days were."""
    code: str | None = None
    """Of the plan, where one thing of it is meant."""


def meant(desk: Desk, rows: Sequence[ReportRow], words: str) -> Meant | None:
    """Those of the rows that the words mean; None where something of the words is not known."""
    parts = [part for part in _things(words) if _says_which(desk, part)]
    read = [_of_one(desk, rows, part) for part in parts]
    known = frozenset[int]().union(*(found for found in read if found is not None))
    if not read or None in read:  # Or is it one name: `gli accertamenti IMU e TARI`?
        whole = _of_one(desk, rows, words)
        code = _code_of(desk, words)
        return Meant(whole, code=code) if whole is not None and known <= whole else None
    dated = any(_days(desk, part) is not None for part in parts)
    several = len(parts) > 1 or dated
    return Meant(known, several, None if several else _code_of(desk, parts[0]))


def _code_of(desk: Desk, words: str) -> str | None:
    """What words name, where it is one thing of the plan."""
    if _PLACE.match(words) or PERSON.search(words):
        return None
    about = ask.names_of(desk).of(words)
    return about.codes[0] if about.said and not about.unread and len(about.codes) == 1 else None


def _things(words: str) -> list[str]:
    """What is named one after the other; days `tra il 5 e il 9` are one stretch."""
    ends = [found.span() for found in _JOINS.finditer(words) if not found["between"]]
    starts = [0, *(end for _, end in ends)]
    return [words[a:b] for a, b in zip(starts, [*(at for at, _ in ends), len(words)], strict=True)]


def says_which(desk: Desk, words: str) -> bool:
    """Whether some of the words may say which, known or not: then not all that waits is meant."""
    return any(_says_which(desk, part) for part in _things(words))


def _says_which(desk: Desk, part: str) -> bool:
    """Whether it may say which: by a name, a person's code, a day, a number or a place."""
    names = ask.names_of(desk)
    said = names.content_of(part) or names.of(part).said
    at = _PLACE.match(part) or _NUMBERS.search(part) or PERSON.search(part)
    return bool(said or at) or _days(desk, part) is not None


def _of_one(desk: Desk, rows: Sequence[ReportRow], words: str) -> frozenset[int] | None:
    """Those that one name means, those of its days alone where it has any."""
    days = _days(desk, words)
    rest = days.rest if days else words
    here = [row for row in rows if days is None or days.has(row.day)]
    if by_number := {int(n[0]) for n in _NUMBERS.finditer(rest)} & {row.seq for row in rows}:
        return frozenset(by_number)
    if (place := _PLACE.match(rest)) is not None:
        return _standing(desk, here, PLACES[place["place"].lower()], place["rest"])
    if persons := {p for p in PERSON.findall(rest) if desk.record.person(p) is not None}:
        return frozenset(row.seq for row in here if row.actor in persons)
    about = ask.names_of(desk).of(rest)
    if about.unread or not (about.said or days):
        return None
    if not about.said:
        return frozenset(row.seq for row in here)
    there = {row.seq for code in about.codes for row in validation.waiting_for(desk, code)}
    return frozenset(row.seq for row in here if row.seq in there)


def standing(desk: Desk, rows: Sequence[ReportRow], words: str) -> int | None:
    """The record that is named by its place: `la seconda`, `l'ultimo di eq.as4`."""
    place = _PLACE.match(words)
    found = _standing(desk, rows, PLACES[place["place"]], place["rest"]) if place else None
    return next(iter(found), None) if found else None


def _standing(desk: Desk, rows: Sequence[ReportRow], at: int, words: str) -> frozenset[int] | None:
    """The one at a place of those that the words behind it mean, or of all of them."""
    if words.strip(" .!"):
        of_them = _of_one(desk, rows, words)
        rows = [row for row in rows if of_them is not None and row.seq in of_them]
    return frozenset({rows[at].seq}) if -len(rows) <= at < len(rows) else None


@dataclass(frozen=True)
class _Days:
    """The days that words say, both included."""

    since: dt.date | None
    until: dt.date | None
    rest: str

    def has(self, day: dt.date) -> bool:
        return (self.since or day) <= day <= (self.until or day)


def _days(desk: Desk, words: str) -> _Days | None:
    """The days that are said; one alone is that day, unless it is said to be the last."""
    found = [day for day in find_days(words, desk.today) if day.day is not None]
    span = past_span(words, desk.today, None)
    if span.since is None and span.until is None:
        return None
    if len(found) != 1 or span.since is not None:
        return _Days(span.since, span.until, span.rest)
    alone = found[0].when is When.DAY and found[0].day == span.until
    return _Days(span.until if alone else None, span.until, span.rest)
