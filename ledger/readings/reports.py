"""The reports of an indicator, read when they are looked at: a page of them, not all; and the
course they make, a day at a time.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import overload

from ledger.progress.figures import value_of
from ledger.progress.standings import objectives_in
from ledger.projections import folds, progress
from ledger.rows import ReportRow, report_of
from ledger.view import View

ALL = 2**62


class ReportsOf(Sequence[ReportRow]):
    """Whatever became of each, in order of the days they are about, then of record."""

    def __init__(self, view: View, indicator: str) -> None:
        self._view = view
        self._indicator = indicator
        db, at = view.reports
        query = (
            "select count(*) from reports "
            f"where year = :year and indicator = :code and {progress.known(at)}"
        )
        asked = progress.asked(at, year=view.year, code=indicator)
        (self._many,) = db.conn.execute(query, asked).fetchone()

    def __len__(self) -> int:
        return int(self._many)

    def __iter__(self) -> Iterator[ReportRow]:
        return self._read(0, ALL)

    @overload
    def __getitem__(self, at: int) -> ReportRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[ReportRow]: ...
    def __getitem__(self, at: int | slice) -> ReportRow | list[ReportRow]:
        places = range(len(self))[at if isinstance(at, slice) else slice(at, at + 1 or None)]
        if isinstance(at, int):
            return next(self._read(places[0], 1))
        if not places:
            return []
        first = min(places[0], places[-1])
        rows = [*self._read(first, abs(places[-1] - places[0]) + 1)]
        return [rows[place - first] for place in places]

    def _read(self, first: int, most: int) -> Iterator[ReportRow]:
        db, at = self._view.reports
        clause = (
            "year = :year and indicator = :code order by day, reports.seq limit :most offset :first"
        )
        about = {"year": self._view.year, "code": self._indicator, "most": most, "first": first}
        return map(report_of, progress.versions(db, clause, about, at))


def rests_on(view: View, scope: str, most: int | None = None) -> tuple[int, tuple[int, ...]]:
    """The reports a figure is made of: how many, and the numbers of the last `most` of them; of an
    indicator in the order they count in, else in that of the record."""
    plan, (db, at) = view.plan, view.reports
    if scope in plan.indicators:
        count, last = progress.makers(db, view.year, scope, at, most)
        return count, tuple(seq for _, seq in last)
    codes = [i.code for o in objectives_in(plan, scope) for i in o.indicators]
    each = [progress.makers(db, view.year, code, at, most) for code in codes]
    last = sorted(one for _, some in each for one in some)
    newest = last if most is None else last[-most:]
    return sum(count for count, _ in each), tuple(sorted(seq for _, seq in newest))


def course_of(view: View, indicator: str) -> list[tuple[dt.date, Fraction]]:
    """Where it stood at the end of each day that has reports, however many a day has."""
    db, at = view.reports
    start = view.starts_from(indicator)
    rows = db.conn.execute(
        f"select {folds.COLUMNS} from folds where year = :year and indicator = :code "
        f"and day <= :day and {progress.known(at)} order by day",
        progress.asked(at, year=view.year, code=indicator),
    )
    found = [folds.fold_of(*row) for row in rows]
    if all(fold.last <= at.seq for fold in found):
        return [(progress.day_of(fold.day), progress.number_at(fold, start)) for fold in found]
    # One of these days was changed again since: it is made of its reports.
    value, by_day = None, {}
    for report in view.counted_reports(indicator):
        value = value_of([report], start, value)
        assert value is not None, "a report that counts makes a value"
        by_day[report.day] = value.number
    return [*by_day.items()]
