"""What an indicator's reports came to, day by day: `folds`, each row a day that has reports.

A row holds the running value at the end of its day, without what increments start from where there
is no total (the plan says that). It is a version on two axes: it holds for days from `day` up to
the next row's, and was known from the event `since` until the event `until` (null: still). Changed
again on the calendar day it was made (`dated`), it is changed in place, and `last` is the event of
its newest change: between `since` and `last` it is made anew from the reports.

A report in the order of days adds to the newest row or makes one, however many came before. One
that is not (late, corrected, taken back, contested) remakes its day and carries the difference to
the days after it, up to the next total.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from sqlite_utils import Database

SCHEMA = (
    "create table folds (year integer not null, indicator text not null, day integer not null, "
    "since integer not null, last integer not null, until integer, dated integer not null, "
    "number text not null, numerator text, denominator text, from_day integer, from_seq integer, "
    "made_of integer not null, "
    "primary key (year, indicator, day, since)) without rowid",
)

COLUMNS = "day, since, last, dated, number, numerator, denominator, from_day, from_seq, made_of"

INSERT = (
    f"insert or replace into folds (year, indicator, {COLUMNS}, until) "
    f"values ({', '.join('?' * 13)})"
)

Number = int | Fraction

Place = tuple[int, str]
"""A year, and an indicator of its plan."""

Origin = tuple[int | None, int | None]
"""The day and the number of a total."""


@dataclass(slots=True)
class Counted:
    """A report that counts, as the tables hold it; its number is in percent where it is a pair."""

    day: int
    seq: int
    replaces: bool
    number: Number
    numerator: str | None
    denominator: str | None


@dataclass(slots=True)
class Fold:
    """A row. `from_*` is the last total it rests on, `made_of` how many reports that makes with the
    increments after it."""

    day: int
    since: int
    last: int
    dated: int
    number: Number
    numerator: str | None
    denominator: str | None
    from_day: int | None
    from_seq: int | None
    made_of: int
    until: int | None = None
    waits: bool = False
    """Whether it is still to be written."""


@lru_cache(maxsize=4096)
def number_of(text: str) -> Number:
    """Exact; whole numbers, which most are, without the cost of a fraction."""
    return int(text) if text.isdigit() or text.lstrip("-").isdigit() else Fraction(text)


def fold_of(*columns: object) -> Fold:
    """A row that holds now, as it is read with `COLUMNS`."""
    fold = Fold(*columns)  # type: ignore[arg-type]
    fold.number = number_of(str(fold.number))
    return fold


def folded(base: Fold | None, reports: Iterable[Counted], seq: int, dated: int) -> Fold | None:
    """What reports, in order, make of what stood before them; None where there are none at all."""
    made = base
    for report in reports:
        made = _onto(made, report, seq, dated)
    return made


def _onto(base: Fold | None, report: Counted, seq: int, dated: int) -> Fold:
    if report.replaces:
        pair = (report.numerator, report.denominator)
        place = (report.day, report.seq)
        return Fold(report.day, seq, seq, dated, report.number, *pair, *place, 1)
    if base is None:
        return Fold(report.day, seq, seq, dated, report.number, None, None, None, None, 1)
    number, count = base.number + report.number, base.made_of + 1
    origin = (base.from_day, base.from_seq)
    return Fold(report.day, seq, seq, dated, number, None, None, *origin, count)


@dataclass(slots=True)
class _Series:
    """What was looked at of one indicator: the rows that hold now, complete from the first of them
    on, and the reports that count of some days, in order."""

    place: Place
    rows: list[Fold]
    is_whole: bool
    """Whether there are no rows before the first."""
    days: dict[int, list[Counted]] = field(default_factory=dict)
    changed: list[Fold] = field(default_factory=list)
    """What the table does not hold as it is here."""

    def reaches(self, day: int) -> bool:
        """Whether all rows from a day on are there, and the one before it."""
        return self.is_whole or bool(self.rows and self.rows[0].day < day)


class Folds:
    """The rows of one set of tables as events move them; `flush` writes what is kept back.

    Only what holds now is moved. `counted` reads the reports of a day that count, in order, where
    the tables hold any that this was not told of (not `fresh`).
    """

    def __init__(
        self, db: Database, counted: Callable[[Place, int], list[Counted]], *, fresh: bool
    ) -> None:
        self._execute = db.conn.execute
        self._many = db.conn.executemany
        self._counted = counted
        self._fresh = fresh
        self._series: dict[Place, _Series] = {}
        self._changed: dict[Place, _Series] = {}

    def add(self, place: Place, report: Counted, seq: int, dated: int) -> None:
        """A new report: in the order of days it adds to the newest row or makes one."""
        series, day = self._series.get(place) or self._series_of(place), report.day
        rows = series.rows
        if not rows and not series.is_whole:
            rows[:] = self._read(series.place, "order by day desc limit 1")
            series.is_whole = not rows
        if not rows or day > rows[-1].day:
            series.days[day] = [report]
            made = _onto(rows[-1] if rows else None, report, seq, dated)
            rows.append(made)
            self._note(series, made)
            return
        self._put(series, day, report)
        if day == rows[-1].day:
            self._move(series, len(rows) - 1, _onto(rows[-1], report, seq, dated))
        else:
            self._again(series, day, seq, dated)

    def change(
        self, place: Place, day: int, report: int, now: Counted | None, seq: int, dated: int
    ) -> None:
        """A report of a day says something else, counts no more (None) or counts again."""
        series, days = self._series_of(place), {day}
        if (told := series.days.get(day)) is not None:
            told[:] = [other for other in told if other.seq != report]
        if now is not None:
            self._put(series, now.day, now)
            days.add(now.day)
        for moved in sorted(days):
            self._again(series, moved, seq, dated)

    def flush(self) -> None:
        """Writes what was changed since."""
        if not self._changed:
            return
        # In the order of the table, or nearly: its pages are not looked for again and again.
        self._many(INSERT, [
            (
                *place, f.day, f.since, f.last, f.dated, str(f.number),
                f.numerator, f.denominator, f.from_day, f.from_seq, f.made_of, f.until,
            )
            for place, series in sorted(self._changed.items())
            for f in series.changed
        ])  # fmt: skip
        for series in self._changed.values():
            for fold in series.changed:
                fold.waits = False
            series.changed.clear()
        self._changed.clear()

    def forget(self) -> None:
        """What was looked at is read again when it is needed."""
        self.flush()
        self._series.clear()
        self._fresh = False

    def _series_of(self, place: Place) -> _Series:
        series = self._series.get(place)
        if series is None:
            series = self._series[place] = _Series(place, [], self._fresh)
        return series

    def _put(self, series: _Series, day: int, report: Counted) -> None:
        """Among the reports of a day, where these were looked at."""
        told = series.days.get(day)
        if told is None and self._fresh:
            told = series.days[day] = []
        if told is not None:
            insort(told, report, key=attrgetter("seq"))

    def _told(self, series: _Series, day: int) -> list[Counted]:
        if day not in series.days:
            series.days[day] = [] if self._fresh else self._counted(series.place, day)
        return series.days[day]

    def _read_from(self, series: _Series, day: int) -> None:
        """The rows from the last one before a day on."""
        self.flush()
        before = self._read(series.place, "and day < ? order by day desc limit 1", day)
        series.rows[:] = before + self._read(series.place, "and day >= ? order by day", day)
        series.is_whole = not series.rows or series.rows[0].day >= day

    def _read(self, place: Place, clause: str, *days: int) -> list[Fold]:
        found = self._execute(
            f"select {COLUMNS} from folds where year = ? and indicator = ? and until is null "
            f"{clause}",
            (*place, *days),
        )
        return [fold_of(*row) for row in found]

    def _again(self, series: _Series, day: int, seq: int, dated: int) -> None:
        """A day made anew from its reports, and the difference carried on."""
        if not series.reaches(day):
            self._read_from(series, day)
        rows = series.rows
        at = bisect_left(rows, day, key=attrgetter("day"))
        before = rows[at - 1] if at else None
        old = rows[at] if at < len(rows) and rows[at].day == day else None
        stood = _rests(old or before)
        made = folded(before, self._told(series, day), seq, dated)
        stands = _rests(made)
        if made is before or made is None:
            if old is not None:
                self._close(series, old, seq)
                del rows[at]
        elif old is None:
            rows.insert(at, made)
            self._note(series, made)
        else:
            self._move(series, at, made)
        if stood != stands:
            more = stands[0] - stood[0], stands[1] - stood[1]
            self._carry(series, day, more, stands[2:], seq, dated)

    def _carry(
        self,
        series: _Series,
        day: int,
        more: tuple[Number, int],
        origin: Origin,
        seq: int,
        dated: int,
    ) -> None:
        """Moves the days after by as much, and by as many reports, up to the first that rests on a
        total of its own."""
        first = bisect_right(series.rows, day, key=attrgetter("day"))
        for at in range(first, len(series.rows)):
            fold = series.rows[at]
            if fold.from_day is not None and fold.from_day > day:
                return
            number, count = fold.number + more[0], fold.made_of + more[1]
            moved = Fold(fold.day, seq, seq, dated, number, None, None, *origin, count)
            self._move(series, at, moved)

    def _move(self, series: _Series, at: int, made: Fold) -> None:
        """In place where it was changed on the same calendar day, else as a version of its own."""
        old = series.rows[at]
        if _says(old) == _says(made):
            return
        if old.dated != made.dated:
            self._close(series, old, made.since)
            series.rows[at] = made
            self._note(series, made)
            return
        old.last, old.number = made.last, made.number
        old.numerator, old.denominator = made.numerator, made.denominator
        old.from_day, old.from_seq, old.made_of = made.from_day, made.from_seq, made.made_of
        self._note(series, old)

    def _close(self, series: _Series, fold: Fold, seq: int) -> None:
        fold.until = seq
        self._note(series, fold)

    def _note(self, series: _Series, fold: Fold) -> None:
        if not fold.waits:
            fold.waits = True
            series.changed.append(fold)
            self._changed[series.place] = series


def _rests(fold: Fold | None) -> tuple[Number, int, int | None, int | None]:
    """What the days after it rest on."""
    if fold is None:
        return 0, 0, None, None
    return fold.number, fold.made_of, fold.from_day, fold.from_seq


def _says(fold: Fold) -> tuple[object, ...]:
    return (
        fold.number, fold.numerator, fold.denominator, fold.from_day, fold.from_seq, fold.made_of
    )  # fmt: skip
