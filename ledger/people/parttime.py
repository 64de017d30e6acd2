"""Part-time as the personnel office records it: horizontal, or vertical with what is due. R-17.

In the record one word: `orizzontale`, `verticale:1,2,3` (weekdays, 1 is Monday) or
`verticale:2025-01-01/2025-06-30,...` (periods). One recorded before the kind was asked has none:
its threshold is scaled and every calendar day counts.
"""

import datetime as dt
import re
from fractions import Fraction

from ledger.later import dataclass
from ledger.scoring.periods import Period

HORIZONTAL = "orizzontale"
VERTICAL = "verticale"
WORKING_WEEK = 5
WEEKDAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")


@dataclass(frozen=True)
class Pattern:
    """What is due: so many weekdays of the five, or only the days of some periods."""

    weekdays: tuple[int, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def is_vertical(self) -> bool:
        """Whether whole days are not worked: then presence is measured on those due (R-16)."""
        return bool(self.weekdays or self.periods)

    def due_on(self, day: dt.date) -> Fraction:
        """The share of a calendar day that is due."""
        if self.weekdays:
            return Fraction(len(self.weekdays), WORKING_WEEK)
        if self.periods:
            return Fraction(any(period.covers(day) for period in self.periods))
        return Fraction(1)

    def word(self) -> str:
        """As a fact keeps it."""
        if self.weekdays:
            return f"{VERTICAL}:{','.join(map(str, self.weekdays))}"
        if self.periods:
            spans = (f"{p.start}/{p.end}" for p in self.periods)
            return f"{VERTICAL}:{','.join(spans)}"
        return HORIZONTAL


def read_pattern(typed: str) -> Pattern | None:
    """`orizzontale`, `verticale lun mar mer`, `verticale 01/01/2025-30/06/2025`, or the word of
    the record; None where it is none of them, or a vertical one does not say what is due."""
    head, _, rest = typed.strip().lower().replace(":", " ").partition(" ")
    if head.startswith("orizz") and not rest.strip():
        return Pattern()
    if not head.startswith("vert"):
        return None
    spans = re.findall(r"(\d[\d-]{9}|\d\d?/\d\d?/\d{4})\s*(?:/|-|al)\s*([\d/-]{8,10})", rest)
    if spans:
        return _of_periods(spans)
    days = []
    for word in re.findall(r"[a-zà-ù]+|\d", rest):
        number = int(word) if word.isdigit() else _weekday(word)
        if number is None or not 1 <= number <= len(WEEKDAYS):
            return None
        days.append(number)
    wanted = tuple(sorted(set(days)))
    return Pattern(weekdays=wanted) if 0 < len(wanted) <= WORKING_WEEK else None


def _weekday(word: str) -> int | None:
    return next((n for n, day in enumerate(WEEKDAYS, 1) if word.startswith(day)), None)


def _of_periods(spans: list[tuple[str, str]]) -> Pattern | None:
    periods = []
    for first, last in spans:
        start, end = _day(first), _day(last)
        if start is None or end is None or end < start:
            return None
        periods.append(Period(start, end))
    return Pattern(periods=tuple(periods))


def _day(typed: str) -> dt.date | None:
    try:
        if "-" in typed:
            return dt.date.fromisoformat(typed)
        day, month, year = map(int, typed.split("/"))
        return dt.date(year, month, day)
    except ValueError:
        return None
