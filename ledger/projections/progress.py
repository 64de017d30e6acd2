"""What was reported, in time: `reports`, a row for each version of a report, and `folds` of them.

A version holds from the event `since` until the event `until` (null: still); `seq` is the event
that first recorded the report. So what was known at a past event is a condition of the same query
that answers now. Days are ordinals, instants microseconds since 1970, modes and states their place
in `MODES` and `STATUSES`: a large town has millions of these rows.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any

from pydantic_core import from_json
from sqlite_utils import Database

from ledger.events import (
    Envelope,
    ProgressContested,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
    dump,
)
from ledger.events.base import Fact
from ledger.progress.figures import Report, Value
from ledger.progress.moment import NOW, Moment
from ledger.projections import folds
from ledger.projections.folds import Counted, Folds, Number, number_of
from ledger.projections.handling import Handler, on

TABLES = ("reports", "folds")

MODES = ("absolute", "increment", "ratio", "milestone")
STATUSES = ("provisional", "validated", "contested", "undone")
INCREMENT = MODES.index("increment")
PROVISIONAL = STATUSES.index("provisional")
CONTESTED = STATUSES.index("contested")

COUNTED = "status <= 1"
"""Provisional or validated."""

STANDS = "until is null"
"""Of the versions of a report, the one that holds now."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)

VERSION_COLUMNS = (
    "since, seq, year, indicator, day, mode, value, numerator, denominator, actor, capacity, "
    "recorded, status"
)
INSERT = f"insert into reports ({VERSION_COLUMNS}, until) values ({', '.join('?' * 14)})"


def create(db: Database) -> None:
    db.execute(
        "create table reports (since integer primary key, seq integer not null, until integer, "
        "year integer not null, indicator text not null, day integer not null, "
        "mode integer not null, value text, numerator text, denominator text, "
        "actor text not null, capacity text not null, recorded integer not null, "
        "status integer not null)"
    )
    db.execute("create index reports_of on reports (year, indicator, day, seq)")
    db.execute("create index reports_again on reports (seq) where since <> seq")
    for statement in folds.SCHEMA:
        db.execute(statement)


INDEXES = {
    "reports_waiting": "on reports (year, indicator, day) where status = 0 and until is null",
    "reports_contested": "on reports (year, indicator) where status = 2",
    "reports_by": "on reports (actor, seq)",
}
"""Not needed while the tables are filled: made once, after, in a third of the time."""


def index(db: Database) -> None:
    """What questions need and a rebuild does not."""
    for name, what in INDEXES.items():
        db.execute(f"create index if not exists {name} {what}")


Place = tuple[int, str]
"""A year, and an indicator of its plan."""

Row = list[Any]
"""A version as `INSERT` takes it."""


class Reports:
    """The tables as events move them; `settle` writes what is kept back for many at once.

    What is kept back lies by indicator, so that a day that must be made anew has its own rows
    written and no others.
    """

    def __init__(self, db: Database) -> None:
        self._execute = db.conn.execute
        self._many = db.conn.executemany
        self._folds = Folds(db)
        self._new: dict[Place, list[Row]] = {}
        self._holding: dict[int, Row] = {}
        self._ended: list[tuple[int, int]] = []

    def take(
        self,
        type_: str,
        seq: int,
        recorded_at: dt.datetime,
        day: int,
        actor: str,
        said: Mapping[str, Any],
    ) -> None:
        """One more event, `said` being its data as the log stores it."""
        dated = recorded_at.toordinal()
        if type_ == "ProgressRecorded":
            self._recorded(seq, instant(recorded_at), dated, day, actor, said)
            return
        row = self._standing(said["report"])
        if row is None:
            return
        if type_ == "ProgressCorrected":
            told = (MODES.index(said["mode"]), *map(said.get, NUMBERS))
            kept = (actor, said["capacity"], row[11], PROVISIONAL, None)
            fresh = [seq, *row[1:4], day, *told, *kept]
        else:
            fresh = [seq, *row[1:12], STATUS_BY[type_], None]
        self._replace(row, fresh, dated)

    def _recorded(
        self, seq: int, recorded: int, dated: int, day: int, actor: str, said: Mapping[str, Any]
    ) -> None:
        mode, (value, numerator, denominator) = MODES.index(said["mode"]), map(said.get, NUMBERS)
        year, indicator = said["year"], said["indicator"]
        self._keep([
            seq, seq, year, indicator, day, mode, value, numerator, denominator,
            actor, said["capacity"], recorded, PROVISIONAL, None,
        ])  # fmt: skip
        report = _counted(day, seq, mode, value, numerator, denominator)
        if not self._folds.add(year, indicator, report, seq, dated):
            self._fold_again(year, indicator, day, seq, dated)

    def _keep(self, row: Row) -> None:
        self._new.setdefault((row[2], row[3]), []).append(row)
        self._holding[row[1]] = row

    def _standing(self, report: int) -> Row | None:
        """The version of a report that holds now."""
        if report in self._holding:
            return self._holding[report]
        clause = f"{STANDS} and (since = ? or (seq = ? and since <> seq))"
        row = self._execute(
            f"select {VERSION_COLUMNS}, until from reports where {clause}", (report, report)
        ).fetchone()
        return list(row) if row else None

    def _replace(self, row: Row, fresh: Row, dated: int) -> None:
        """One version after the other. What only its validation changed adds up as before."""
        seq = fresh[0]
        if self._holding.get(row[1]) is row:
            row[13] = seq
        else:
            self._ended.append((seq, row[0]))
        self._keep(fresh)
        if row[4:9] == fresh[4:9] and (row[12] <= 1) == (fresh[12] <= 1):
            return
        for day in sorted({row[4], fresh[4]}):
            self._fold_again(row[2], row[3], day, seq, dated)

    def _fold_again(self, year: int, indicator: str, day: int, seq: int, dated: int) -> None:
        self._write(self._new.pop((year, indicator), []))
        rows = self._execute(
            "select day, seq, mode, value, numerator, denominator from reports "
            f"where year = ? and indicator = ? and day = ? and {STANDS} and {COUNTED} order by seq",
            (year, indicator, day),
        )
        self._folds.again(year, indicator, day, (_counted(*row) for row in rows), seq, dated)

    def _write(self, rows: list[Row]) -> None:
        if self._ended:
            self._many("update reports set until = ? where since = ?", self._ended)
            self._ended.clear()
        if rows:
            self._many(INSERT, rows)
            for row in rows:
                self._holding.pop(row[1], None)

    def settle(self) -> None:
        """Writes what was kept back."""
        self._write(sorted(chain.from_iterable(self._new.values())))
        self._new.clear()
        self._folds.flush()


NUMBERS = ("value", "numerator", "denominator")

STATUS_BY = {
    "ProgressUndone": STATUSES.index("undone"),
    "ProgressValidated": STATUSES.index("validated"),
    "ProgressContested": STATUSES.index("contested"),
}

KINDS: dict[str, int] = {
    kind.__name__: kind.SCHEMA
    for kind in (
        ProgressRecorded,
        ProgressCorrected,
        ProgressUndone,
        ProgressValidated,
        ProgressContested,
    )
}
"""The events these tables are made of, and the shape in which their data is read as stored."""


def _moved(db: Database, envelope: Envelope, event: Fact) -> None:
    reports = Reports(db)
    said = from_json(envelope.data if envelope.schema == KINDS[envelope.type] else dump(event))
    day = envelope.effective_on.toordinal()
    reports.take(envelope.type, envelope.seq, envelope.recorded_at, day, envelope.actor, said)
    reports.settle()


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(ProgressRecorded, _moved),
        on(ProgressCorrected, _moved),
        on(ProgressUndone, _moved),
        on(ProgressValidated, _moved),
        on(ProgressContested, _moved),
    )
)


def _counted(
    day: int, seq: int, mode: int, value: str | None, numerator: str | None, denominator: str | None
) -> Counted:
    if numerator is None or denominator is None:
        number: Number = number_of(value or "0")
    else:
        parts = Fraction(numerator), Fraction(denominator)
        number = parts[0] * 100 / parts[1] if parts[1] else number_of(value or "0")
    return Counted(day, seq, mode != INCREMENT, number, numerator, denominator)


def known(at: Moment) -> str:
    """The versions that were known at a moment, as a condition on the parameter `:seq`."""
    return STANDS if at.is_known_now else f"since <= :seq and ({STANDS} or until > :seq)"


def asked(at: Moment, **more: object) -> dict[str, object]:
    """The parameters of a query about a moment."""
    return {"day": at.day, "seq": at.seq, **more}


def counted_reports(db: Database, year: int, indicator: str, at: Moment = NOW) -> list[Report]:
    """The reports that make up an indicator's value, in order of their day, then of record."""
    rows = db.conn.execute(
        "select seq, day, mode, value, numerator, denominator, status from reports "
        f"where year = :year and indicator = :code and day <= :day and {known(at)} and {COUNTED} "
        "order by day, seq",
        asked(at, year=year, code=indicator),
    )
    return [
        Report(
            seq,
            day_of(day),
            MODES[mode],
            _decimal(value),
            _decimal(numerator),
            _decimal(denominator),
            status != PROVISIONAL,
        )
        for seq, day, mode, value, numerator, denominator, status in rows
    ]


def newest_steps(
    db: Database, year: int, indicator: str, at: Moment, most: int
) -> list[Number | None]:
    """What each of the last reports added; None for one that is no increment."""
    rows = db.conn.execute(
        "select mode, value from reports where year = :year and indicator = :code "
        f"and day <= :day and {known(at)} and {COUNTED} order by day desc, seq desc limit :most",
        asked(at, year=year, code=indicator, most=most),
    )
    return [number_of(value or "0") if mode == INCREMENT else None for mode, value in rows]


@lru_cache(maxsize=4096)
def day_of(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def instant(at: dt.datetime) -> int:
    """An instant as the tables keep it: microseconds since 1970."""
    return (at - EPOCH) // MICROSECOND


def instant_of(microseconds: int) -> dt.datetime:
    return EPOCH + microseconds * MICROSECOND


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


FOLD = (
    f"select {folds.COLUMNS} from folds where year = :year and indicator = :code and day <= :day "
    "and {known} order by day desc limit 1"
)


def standing(
    db: Database, year: int, indicator: str, at: Moment = NOW, start: Decimal | None = None
) -> Value | None:
    """Where one indicator stands, or stood; `start` is what increments start from."""
    about = asked(at, year=year, code=indicator)
    fold = _fold_at(db, at, about)
    if fold is None:
        return None
    return Value(
        number_at(fold, start),
        _decimal(fold.numerator),
        _decimal(fold.denominator),
        day_of(fold.day),
        not _waits(db, at, about, fold),
    )


def number_at(fold: folds.Fold, start: Decimal | None) -> Fraction:
    """What a row says, with what increments start from where there is no total."""
    return Fraction(fold.number) + (Fraction(start or 0) if fold.from_day is None else 0)


def _fold_at(db: Database, at: Moment, about: Mapping[str, object]) -> folds.Fold | None:
    row = db.conn.execute(FOLD.format(known=known(at)), about).fetchone()
    fold = folds.fold_of(*row) if row else None
    return _unsettled(db, at, about) if fold is not None and fold.last > at.seq else fold


def _unsettled(db: Database, at: Moment, about: Mapping[str, object]) -> folds.Fold | None:
    """At a moment of a day whose rows changed again after it: from the newest row that had not,
    through the reports since."""
    clean = FOLD.format(known=f"last <= :seq and {known(at)}")
    row = db.conn.execute(clean, about).fetchone()
    base = folds.fold_of(*row) if row else None
    later = db.conn.execute(
        "select day, seq, mode, value, numerator, denominator from reports "
        "where year = :year and indicator = :code and day > :after and day <= :day "
        f"and {known(at)} and {COUNTED} order by day, seq",
        {**about, "after": base.day if base else 0},
    )
    return folds.folded(base, (_counted(*found) for found in later), at.seq, 0)


def _waits(db: Database, at: Moment, about: Mapping[str, object], fold: folds.Fold) -> bool:
    """Whether one of the reports that made a value was still to be validated."""
    found = db.conn.execute(
        f"select 1 from reports where year = :year and indicator = :code "
        f"and status = {PROVISIONAL} and {known(at)} and day between :from and :day "
        "and (day > :from or reports.seq >= :first) order by day desc limit 1",
        {**about, "from": fold.from_day or 0, "first": fold.from_seq or 0},
    ).fetchone()
    return found is not None


def versions(
    db: Database, clause: str, values: Mapping[str, object], at: Moment = NOW
) -> Iterator[tuple[Any, ...]]:
    """Rows of reports as known at a moment: `VERSION_COLUMNS`."""
    return db.conn.execute(
        f"select {VERSION_COLUMNS} from reports where {known(at)} and {clause}",
        asked(at, **values),
    )


def last_days(db: Database, year: int) -> dict[str, dt.date]:
    """By indicator: the day of the newest figure that counts."""
    rows = db.conn.execute(
        f"select indicator, max(day) from folds where year = ? and {STANDS} group by indicator",
        (year,),
    )
    return {indicator: day_of(day) for indicator, day in rows}


def contested(db: Database, year: int) -> frozenset[str]:
    """Indicators whose contested report nobody has followed, since then, with another one."""
    rows = db.conn.execute(
        f"select distinct indicator from reports r where year = ? and status = {CONTESTED} "
        f"and {STANDS} and not exists (select 1 from reports n where n.year = r.year "
        f"and n.indicator = r.indicator and n.seq > r.since and n.{STANDS} and n.{COUNTED})",
        (year,),
    )
    return frozenset(indicator for (indicator,) in rows)
