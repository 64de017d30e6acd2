"""Days and years as documents write them, whole or broken."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from italian.regex import regex
from ledger.bounds import FIRST_DAY, LAST_DAY

_MONTH = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
_MONTHS = _MONTH.split("|")
_SHORT = "gen|feb|mar|apr|mag|giu|lug|ago|sett?|ott|nov|dic"
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4}
_TERM = r"(?:semestre|trimestre|quadrimestre|sem\b\.?|trim\b\.?|quadr\b\.?)"
_ORDINAL = rf"(?:[1-4](?=\s?(?:[°ºªo^]|{_TERM}))|iv|i{{1,3}}|primo|secondo|terzo|quarto)"
_DAY = regex(
    r"(?<![\d/.])(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4}|\d{2})(?![\d/])"
    r"|(?<!\d)(?P<iy>20\d\d)[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})(?!\d)"
    rf"|(?<!\d)(?P<wd>\d{{1,2}})[°º]?[\s\-./]+(?P<wm>{_MONTH}|(?:{_SHORT})\b\.?)"
    r"(?:[\s\-./']+(?P<wy>20\d\d|\d\d(?!\d)))?"
    rf"|\b(?P<om>{_MONTH})\s+(?P<oy>20\d\d)"
    rf"|\b(?P<part>{_ORDINAL})\s?[°ºªo^]?\s*(?P<span>{_TERM})"
    r"(?:\s+(?:del(?:l['’]anno)?\s+)?(?P<py>20\d\d))?"
    rf"|\b(?P<span_first>{_TERM})\s+(?P<part_last>[1-4]|iv|i{{1,3}})(?!\w)"
    r"|\b(?:entro|fine|al termine di|a|per)\s+(?:(?:il|la|fine|del?|di|mese)\s+){0,5}"
    rf"(?P<em>{_MONTH})(?!\s+\d)"
    r"|(?P<end>\b(?:entro|fine)\s+(?:la\s+fine\s+del)?l?['’]?\s*anno\b(?:\s+(?P<ey>20\d\d))?"
    r"|\bfine anno\b)"
    r"|(?<![\d/.])(?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
_MONTHS_OF = {"sem": 6, "tri": 3, "qua": 4}
_WHOLE = regex(
    rf"\W*(?:(?:entro|per|al|il|in|fine|entro il|entro il mese di|mese di)\s+)*(?:"
    rf"(?P<month>{_MONTH}|(?:{_SHORT})\b\.?)(?:[\s\-./']+(?P<y>20\d\d|\d\d))?"
    r"|(?P<m>0?[1-9]|1[0-2])[/\-](?P<my>20\d\d)"
    r"|(?P<d>\d{1,2})[.\-](?P<dm>0[1-9]|1[0-2])\.?"
    r"|(?P<year>annuale|(?:tutto|intero) (?:l['’]\s?)?anno|(?:nel )?corso dell['’]\s?anno|31/12)"
    r")\W*",
    re.IGNORECASE,
)
"""What only a cell for days may say: `dicembre`, `dic-26`, `12/2026`, `31.12`, `annuale`."""
_EPOCH = dt.date(1899, 12, 30)
_SPAN = regex(r"\b(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b")
_YEAR = regex(r"(?<!\d)20\s?\d\s?\d(?!\d)")


_SHORTEST = 40
_LONGEST = 4000
"""Characters of a cell in which days are looked for."""


@dataclass(frozen=True)
class Day:
    """A day as written. `day` is None when no such day exists; `reading` is then a proposal."""

    text: str
    day: dt.date | None
    reading: dt.date | None = None


def days_in(text: str, year: int) -> list[Day]:
    """Every day a text names, in order; a day without its year is of the plan's."""
    return [_day(found, year or 2000) for found in _DAY.finditer(text[:_LONGEST])]


def deadline_days(text: str, year: int) -> list[Day]:
    """The days of a cell for days, which may say less than a whole one."""
    days = days_in(text, year)
    found = _WHOLE.fullmatch(text.strip()) if not days and len(text) < _SHORTEST else None
    if found is None:
        return days
    year = year or 2000
    if found["d"]:
        return days_in(f"{found['d']}/{found['dm']}", year)
    if found["year"]:
        return [Day(text, dt.date(year, 12, 31))]
    named = found["y"] or found["my"] or str(year)
    of = int(named) if len(named) == 4 else 2000 + int(named)
    month = _month_number(found["month"]) if found["month"] else int(found["m"])
    return [Day(text, _last_day(of, month))]


def day_number(text: str) -> dt.date | None:
    """The day that a spreadsheet's bare number may stand for: `45657` is 31/12/2024."""
    flat = text.strip()
    if not re.fullmatch(r"[34]\d{4}|5[0-4]\d{3}", flat):
        return None
    return _EPOCH + dt.timedelta(days=int(flat))


QUARTER = regex(
    r"(?:(?P<order>[1-4]|I{1,3}|IV)\s?[°ºª^]?\s?(?:trim(?:estre)?\.?|t)|[tq]\s?(?P<number>[1-4]))(?:\s+20\d\d)?",
    re.IGNORECASE,
)
"""`II trim.`, `T2`: a quarter of the year, over a column."""


def months_named(title: str) -> range:
    """`gen-feb` is January and February; empty for a title without names of months."""
    quarter = QUARTER.fullmatch(title.strip())
    if quarter is not None:
        said = (quarter["order"] or quarter["number"]).lower()
        order = int(said) if said.isdigit() else _ORDINALS[said]
        return range(order * 3 - 2, order * 3 + 1)
    named = [_month_number(name) for name in re.findall(_SHORT, title.lower())]
    return range(named[0], max(named) + 1) if named else range(0)


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, start=1) if month[:3] == name.lower()[:3])


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _end_of_span(part: dict[str, str | None], year: int) -> dt.date | None:
    """The last day of a month, a term or the year that a text names without a day."""
    if part["om"]:
        return _last_day(int(part["oy"] or year), _month_number(part["om"]))
    if part["em"]:
        return _last_day(year, _month_number(part["em"]))
    if part["end"]:
        return dt.date(int(part["ey"] or year), 12, 31)
    if span := part["span"] or part["span_first"]:
        said = str(part["part"] or part["part_last"]).lower()
        order = int(said) if said.isdigit() else _ORDINALS[said]
        month = order * _MONTHS_OF[span.lower()[:3]]
        return _last_day(int(part["py"] or year), month) if month <= 12 else None
    return None


def _day(found: re.Match[str], year: int) -> Day:
    part = found.groupdict()
    if any(part[name] for name in ("om", "em", "end", "span", "span_first")):
        return Day(found.group(), _end_of_span(part, year))
    number = int(part["d"] or part["id"] or part["wd"] or part["sd"])
    named = part["wm"]
    month = _month_number(named) if named else int(part["m"] or part["im"] or part["sm"])
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
    """The years of a cell; `broken` where it says something else besides."""

    years: tuple[int, ...]
    broken: bool
    """A year was written in pieces (`20 25`)."""


_LONGEST_SPAN = 10
"""Years of a plan: `2026-2082` is a slip."""


def years_in(text: str) -> Years:
    """The years a cell lists; `2024-2026` is three of them."""
    listed: set[int] = set()
    for first, last in _SPAN.findall(text):
        start, end = int(first), 2000 + int(last)
        if not start <= end <= start + _LONGEST_SPAN:
            return Years((), True)
        listed.update(range(start, end + 1))
    pieces = _YEAR.findall(text)
    listed.update(int(re.sub(r"\s", "", piece)) for piece in pieces)
    broken = any(re.search(r"\s", piece) for piece in pieces)
    return Years(tuple(sorted(listed)), broken)
