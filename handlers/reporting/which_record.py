"""Which record of the sender's own is meant: of the thing that is named, of its day, with the
figure that it is said to hold. Where none is, nothing else is touched and the nearest are shown.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from handlers.desk import Desk
from handlers.reporting import by_name, meant
from handlers.reporting.pointing import Pointed
from ledger.clock import ROME, day_of
from ledger.rows import ReportRow

_LATELY: Final = dt.timedelta(days=62)
"""How far back a record is looked for where its day is not said."""
_NOON: Final = 13
_COUNTS: Final = ("absolute", "increment")
MOST_NEAR: Final = 3


def of_them(desk: Desk, said: Pointed) -> list[ReportRow]:
    """The records that words may mean by the thing and the day, the first first."""
    rows = by_name.mine(desk)[::-1]
    rows = [row for row in rows if not said.codes or row.indicator in said.codes]
    if not (said.codes or said.takes or said.old is not None):
        rows = _spoken_of(desk, said, rows)
    if not said.dated:
        rows = [row for row in rows if desk.today - row.day <= _LATELY]
    else:
        rows = [row for row in rows if said.has(_day_of(said, row))]
    return _of_the_part(said, rows)


def _spoken_of(desk: Desk, said: Pointed, rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Where no thing is named: of what was told last, where that has a record of that day."""
    last = {row.indicator for row in meant.told_last(desk)}
    its = [row for row in rows if row.indicator in last]
    return its if any(said.has(_day_of(said, row)) for row in its) else [*rows]


def _day_of(said: Pointed, row: ReportRow) -> dt.date:
    return day_of(row.recorded_at) if said.written else row.day


def _of_the_part(said: Pointed, rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Those written in the part of the day that is said, where any was."""
    if said.morning is None:
        return [*rows]
    its = [row for row in rows if (row.recorded_at.astimezone(ROME).hour < _NOON) is said.morning]
    return its or [*rows]


def holding(rows: Iterable[ReportRow], figure: Decimal) -> list[ReportRow]:
    """Those that hold just that figure."""
    return [row for row in rows if figure in (row.value, row.numerator)]


def holding_more(rows: Iterable[ReportRow], figure: Decimal) -> list[ReportRow]:
    """Those that so much can be taken off."""
    return [row for row in rows if row.mode in _COUNTS and (row.value or 0) > figure]


def newest_told(desk: Desk, rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Those told last, where they are of today; all of them else."""
    last = {row.seq for row in meant.told_last(desk)}
    today = [r for r in rows if r.seq in last and day_of(r.recorded_at) == desk.today]
    return today or [*rows]


def nearest(desk: Desk, said: Pointed) -> list[ReportRow]:
    """What the words come nearest to: of the thing that is named, of days near the one said."""
    rows = [row for row in by_name.mine(desk) if not said.codes or row.indicator in said.codes]
    day = said.until or desk.today
    return sorted(rows, key=lambda row: abs((row.day - day).days))[:MOST_NEAR]
