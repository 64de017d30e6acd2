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

from collections.abc import Iterable
from fractions import Fraction

from sqlite_utils import Database

from ledger.later import dataclass

SCHEMA = (
    "create table folds (year integer not null, indicator text not null, day integer not null, "
    "since integer not null, last integer not null, until integer, dated integer not null, "
    "number text not null, numerator text, denominator text, from_day integer, from_seq integer, "
    "primary key (year, indicator, day, since)) without rowid",
)

COLUMNS = "day, since, last, dated, number, numerator, denominator, from_day, from_seq"

INSERT = f"insert or replace into folds (year, indicator, {COLUMNS}) values ({', '.join('?' * 11)})"

Number = int | Fraction


@dataclass
class Counted:
    """A report that counts, as the tables hold it; its number is in percent where it is a pair."""

    day: int
    seq: int
    replaces: bool
    number: Number
    numerator: str | None
    denominator: str | None


@dataclass
class Fold:
    """A row that holds now. `from_*` is the last total it rests on."""

    day: int
    since: int
    last: int
    dated: int
    number: Number
    numerator: str | None
    denominator: str | None
    from_day: int | None
    from_seq: int | None


def number_of(text: str) -> Number:
    """Exact; whole numbers, which most are, without the cost of a fraction."""
    return int(text) if text.lstrip("-").isdigit() else Fraction(text)


def fold_of(*columns: object) -> Fold:
    """A row as it is read with `COLUMNS`."""
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
        return Fold(report.day, seq, seq, dated, report.number, *pair, *place)
    if base is None:
        return Fold(report.day, seq, seq, dated, report.number, None, None, None, None)
    number = base.number + report.number
    origin = (base.from_day, base.from_seq)
    return Fold(report.day, seq, seq, dated, number, None, None, *origin)


class Folds:
    """The rows of one set of tables as events move them; `flush` writes what is kept back.

    Only what holds now is moved. `counted` reads the reports of a day that count, in order.
    """

    def __init__(self, db: Database) -> None:
        self._execute = db.conn.execute
        self._many = db.conn.executemany
        self._newest: dict[tuple[int, str], Fold | None] = {}
        self._changed: dict[tuple[int, str], dict[tuple[int, int], Fold]] = {}

    def add(self, year: int, indicator: str, report: Counted, seq: int, dated: int) -> bool:
        """A new report, where it comes after all the others; False where it does not."""
        newest = self._last(year, indicator)
        if newest is None or report.day > newest.day:
            self._put(year, indicator, _onto(newest, report, seq, dated))
            return True
        if report.day < newest.day:
            return False
        self._move(year, indicator, newest, _onto(newest, report, seq, dated))
        return True

    def again(
        self, year: int, indicator: str, day: int, reports: Iterable[Counted], seq: int, dated: int
    ) -> None:
        """A day made anew from its reports, and the difference carried on."""
        self._flush_one(year, indicator)
        before = self._one(year, indicator, "day < ? order by day desc", day)
        rows = self._execute(
            f"select {COLUMNS} from folds where year = ? and indicator = ? and day >= ? "
            "and until is null order by day",
            (year, indicator, day),
        )
        later = [fold_of(*row) for row in rows]
        old = later.pop(0) if later and later[0].day == day else None
        made = folded(before, reports, seq, dated)
        if made is before or made is None:
            if old is not None:
                self._close(year, indicator, old, seq)
        elif old is None:
            self._put(year, indicator, made)
        else:
            self._move(year, indicator, old, made)
        self._carry(year, indicator, day, old or before, made, later, seq, dated)
        self._newest.pop((year, indicator), None)
        self._flush_one(year, indicator)

    def _carry(
        self,
        year: int,
        indicator: str,
        day: int,
        old: Fold | None,
        made: Fold | None,
        later: Iterable[Fold],
        seq: int,
        dated: int,
    ) -> None:
        """Moves the days after by as much, up to the first that rests on a total of its own."""
        difference = (made.number if made else 0) - (old.number if old else 0)
        origin = (made.from_day, made.from_seq) if made else (None, None)
        before = (old.from_day, old.from_seq) if old else (None, None)
        if not difference and origin == before:
            return
        for fold in later:
            if fold.from_day is not None and fold.from_day > day:
                return
            number = fold.number + difference
            moved = Fold(fold.day, seq, seq, dated, number, None, None, *origin)
            self._move(year, indicator, fold, moved)

    def _last(self, year: int, indicator: str) -> Fold | None:
        place = (year, indicator)
        if place not in self._newest:
            self._newest[place] = self._one(year, indicator, "day >= ? order by day desc", 0)
        return self._newest[place]

    def _one(self, year: int, indicator: str, clause: str, day: int) -> Fold | None:
        row = self._execute(
            f"select {COLUMNS} from folds where year = ? and indicator = ? and until is null "
            f"and {clause} limit 1",
            (year, indicator, day),
        ).fetchone()
        return fold_of(*row) if row else None

    def _move(self, year: int, indicator: str, old: Fold, made: Fold) -> None:
        """In place where it was changed on the same calendar day, else as a version of its own."""
        if _says(old) == _says(made):
            return
        if old.dated == made.dated:
            made.since = old.since
        else:
            self._close(year, indicator, old, made.since)
        self._put(year, indicator, made)

    def _put(self, year: int, indicator: str, fold: Fold) -> None:
        self._changed.setdefault((year, indicator), {})[fold.day, fold.since] = fold
        self._newest[year, indicator] = fold

    def _close(self, year: int, indicator: str, fold: Fold, seq: int) -> None:
        if (fold.day, fold.since) in self._changed.get((year, indicator), ()):
            self._flush_one(year, indicator)
        self._execute(
            "update folds set until = ? where year = ? and indicator = ? and day = ? and since = ?",
            (seq, year, indicator, fold.day, fold.since),
        )

    def flush(self) -> None:
        """Writes what was changed since."""
        for place in [*self._changed]:
            self._flush_one(*place)

    def _flush_one(self, year: int, indicator: str) -> None:
        changed = self._changed.pop((year, indicator), None)
        if changed:
            self._many(INSERT, [
                (
                    year, indicator, f.day, f.since, f.last, f.dated, str(f.number),
                    f.numerator, f.denominator, f.from_day, f.from_seq,
                )
                for f in changed.values()
            ])  # fmt: skip


def _says(fold: Fold) -> tuple[object, ...]:
    return (
        fold.number, fold.numerator, fold.denominator, fold.from_day, fold.from_seq
    )  # fmt: skip
