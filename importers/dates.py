"""Days and years as documents write them, whole or broken."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ledger.bounds import FIRST_DAY, LAST_DAY

_MONTH = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
_MONTHS = _MONTH.split("|")
_DAY = re.compile(
    r"(?<![\d/.])(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4}|\d{2})(?![\d/])"
    r"|(?<!\d)(?P<iy>20\d\d)-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?!\d)"
    rf"|(?<!\d)(?P<wd>\d{{1,2}})[°º]?\s+(?P<wm>{_MONTH})(?:\s+(?P<wy>20\d\d))?"
    rf"|(?P<om>\b(?:{_MONTH}))\s+(?P<oy>20\d\d)"
    r"|(?<![\d/.])(?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b")
_YEAR = re.compile(r"(?<!\d)20\s?\d\s?\d(?!\d)")


@dataclass(frozen=True)
class Day:
    """A day as written. `day` is None when no such day exists; `reading` is then a proposal."""

    text: str
    day: dt.date | None
    reading: dt.date | None = None


def days_in(text: str, year: int) -> list[Day]:
    """Every day a text names, in order; a day without its year is of the plan's."""
    return [_day(found, year) for found in _DAY.finditer(text)]


def _day(found: re.Match[str], year: int) -> Day:
    part = found.groupdict()
    if part["om"]:
        month = _MONTHS.index(part["om"].lower()) + 1
        of = int(part["oy"])
        return Day(found.group(), dt.date(of, month, calendar.monthrange(of, month)[1]))
    number = int(part["d"] or part["id"] or part["wd"] or part["sd"])
    named = part["wm"]
    month = (
        _MONTHS.index(named.lower()) + 1 if named else int(part["m"] or part["im"] or part["sm"])
    )
    written = part["y"] or part["iy"] or part["wy"] or str(year)
    of = int(written) if len(written) == 4 else 2000 + int(written)
    if not 1 <= month <= 12 or not FIRST_DAY.year <= of <= LAST_DAY.year:
        return Day(found.group(), None)
    last = calendar.monthrange(of, month)[1]
    if 1 <= number <= last:
        return Day(found.group(), dt.date(of, month, number))
    return Day(found.group(), None, dt.date(of, month, last) if 28 < number <= 31 else None)


@dataclass(frozen=True)
class Years:
    years: tuple[int, ...]
    broken: bool
    """A year was written in pieces (`20 25`)."""


def years_in(text: str) -> Years:
    """The years a cell lists; `2024-2026` is three of them."""
    listed: set[int] = set()
    for first, last in _SPAN.findall(text):
        start, end = int(first), 2000 + int(last)
        if start <= end <= start + 10:
            listed.update(range(start, end + 1))
    pieces = _YEAR.findall(text)
    listed.update(int(re.sub(r"\s", "", piece)) for piece in pieces)
    broken = any(re.search(r"\s", piece) for piece in pieces)
    return Years(tuple(sorted(listed)), broken)
