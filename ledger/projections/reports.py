"""What was reported, in time: `reports`, a row for each version of a report, and `folds` of them.

A version holds from the event `since` until the event `until` (null: still); `seq` is the event
that first recorded the report, `settled` the one that validated what the version says. Days are
ordinals, instants microseconds since 1970, modes and states their place in `MODES` and `STATUSES`:
a large town has millions of these rows.

One event and a million go the same way (`Reports.take`); what differs is only how many are kept
back before they are written, and whether what the tables hold is known without reading it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from weakref import proxy

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
from ledger.projections import folds
from ledger.projections.folds import Counted, Folds, Place
from ledger.projections.handling import Handler, on
from ledger.projections.progress import (
    COUNTED,
    MODES,
    PROVISIONAL,
    STANDS,
    STATUSES,
    counted,
    instant,
)

TABLES = ("reports", "folds")

KEPT_BACK = 20_000
"""Rows kept back before they are written."""

REMEMBERED = 250_000
"""Events after which what was not read because it was known is read again: it would fill memory."""

COLUMNS = (
    "since, seq, year, indicator, day, mode, value, numerator, denominator, actor, capacity, "
    "recorded, status, until, settled"
)
INSERT = f"insert into reports ({COLUMNS}) values ({', '.join('?' * 15)})"

NUMBERS = ("value", "numerator", "denominator")

MODE_OF = {name: place for place, name in enumerate(MODES)}

WAITING = [PROVISIONAL, None, None]
"""The last columns of a version that somebody has still to validate."""

STATUS_BY = {
    "ProgressUndone": STATUSES.index("undone"),
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


def create(db: Database) -> None:
    db.execute(
        "create table reports (since integer primary key, seq integer not null, until integer, "
        "year integer not null, indicator text not null, day integer not null, "
        "mode integer not null, value text, numerator text, denominator text, "
        "actor text not null, capacity text not null, recorded integer not null, "
        "status integer not null, settled integer)"
    )
    for statement in folds.SCHEMA:
        db.execute(statement)


TO_WRITE = {
    "reports_of": "on reports (year, indicator, day, seq)",
    "reports_again": "on reports (seq) where since <> seq",
}
"""By which events find the rows they move."""

INDEXES = {
    **TO_WRITE,
    "reports_waiting": "on reports (year, indicator, day) "
    "where status = 0 and until is null and settled is null",
    "reports_contested": "on reports (year, indicator) where status = 2",
    "reports_by": "on reports (actor, seq)",
}
"""Made once the tables are filled, in a third of the time."""


def index(db: Database, indexes: Mapping[str, str] = INDEXES) -> None:
    """What is not needed while empty tables are filled."""
    for name, what in indexes.items():
        db.execute(f"create index if not exists {name} {what}")


def is_empty(db: Database) -> bool:
    """Whether nothing was reported yet, as far as the tables know."""
    return db.conn.execute("select 1 from reports limit 1").fetchone() is None


Row = list[Any]
"""A version as `INSERT` takes it."""


class Reports:
    """The tables as events move them; `settle` writes what is kept back for many at once."""

    def __init__(self, db: Database, *, fresh: bool = False) -> None:
        """`fresh`: the tables are empty, and without indexes."""
        self._db = db
        self._execute = db.conn.execute
        self._many = db.conn.executemany
        self._fresh = fresh
        # Not bound to this: all that is remembered of a long log would wait for the collector.
        me = proxy(self)
        self._folds = Folds(db, lambda place, day: me._counted(place, day), fresh=fresh)
        self._new: list[Row] = []
        self._holding: dict[int, Row] = {}
        """By report, the version that holds now."""
        self._changed: list[tuple[int | None, int | None, int]] = []
        """Of versions that the table holds: how they end, and what validated them."""
        self._newest: dict[int, int] = {}
        """While fresh: of reports with more versions than one, the newest."""
        self._taken = 0

    def move(self, envelope: Envelope, event: Fact | None = None) -> None:
        """One more event, as a store reads it."""
        if envelope.schema == KINDS[envelope.type]:
            said = from_json(envelope.data)
        else:
            said = from_json(dump(event or envelope.event))
        day = envelope.effective_on.toordinal()
        self.take(envelope.type, envelope.seq, envelope.recorded_at, day, envelope.actor, said)

    def take(
        self,
        type_: str,
        seq: int,
        recorded_at: dt.datetime,
        day: int,
        actor: str,
        said: Mapping[str, Any],
    ) -> None:
        """The same, `said` being its data in its present shape."""
        if type_ == "ProgressRecorded":
            get, mode, year, code = said.get, MODE_OF[said["mode"]], said["year"], said["indicator"]
            value, numerator, denominator = get("value"), get("numerator"), get("denominator")
            self._keep([
                seq, seq, year, code, day, mode, value, numerator, denominator,
                actor, said["capacity"], instant(recorded_at), PROVISIONAL, None, None,
            ])  # fmt: skip
            report = counted(day, seq, mode, value, numerator, denominator)
            self._folds.add((year, code), report, seq, recorded_at.toordinal())
            return
        row = self._standing(said["report"])
        if row is None:
            return
        if type_ == "ProgressValidated" and row[12:] == WAITING:
            self._mark(row, settled=seq)
            return
        if type_ == "ProgressCorrected":
            says = (MODE_OF[said["mode"]], *map(said.get, NUMBERS))
            fresh = [seq, *row[1:4], day, *says, actor, said["capacity"], row[11], *WAITING]
        elif type_ == "ProgressValidated":
            fresh = [seq, *row[1:12], PROVISIONAL, None, seq]
        else:
            fresh = [seq, *row[1:12], STATUS_BY[type_], None, None]
        self._replace(row, fresh, recorded_at.toordinal())

    def _keep(self, row: Row) -> None:
        self._new.append(row)
        self._holding[row[1]] = row
        if len(self._new) >= KEPT_BACK:
            self.settle()

    def _standing(self, report: int) -> Row | None:
        """The version of a report that holds now."""
        if report in self._holding:
            return self._holding[report]
        clause = "since = :newest"
        if not self._fresh:
            clause = f"{STANDS} and (since = :report or (seq = :report and since <> seq))"
        asked = {"report": report, "newest": self._newest.get(report, report)}
        query = f"select {COLUMNS} from reports where {clause}"
        row = self._execute(query, asked).fetchone()
        if row is None:
            return None
        found = self._holding[report] = list(row)
        return found

    def _replace(self, row: Row, fresh: Row, dated: int) -> None:
        """One version after the other."""
        seq, report = fresh[0], fresh[1]
        self._mark(row, until=seq)
        if self._fresh:
            self._newest[report] = seq
        self._keep(fresh)
        now = counted(fresh[4], report, *fresh[5:9]) if fresh[12] == PROVISIONAL else None
        self._folds.change((row[2], row[3]), row[4], report, now, seq, dated)

    def _mark(self, row: Row, until: int | None = None, settled: int | None = None) -> None:
        """A version that holds ends, or is validated."""
        row[13], row[14] = until, settled or row[14]
        if not self._new or row[0] < self._new[0][0]:
            self._changed.append((until, row[14], row[0]))

    def _counted(self, place: Place, day: int) -> list[Counted]:
        """The reports of a day that count, in order."""
        self._write()
        rows = self._execute(
            "select day, seq, mode, value, numerator, denominator from reports "
            f"where year = ? and indicator = ? and day = ? and {STANDS} and {COUNTED} order by seq",
            (*place, day),
        )
        return [counted(*row) for row in rows]

    def _write(self) -> None:
        if self._changed:
            self._many("update reports set until = ?, settled = ? where since = ?", self._changed)
        if self._new:
            self._many(INSERT, self._new)
        self._taken += len(self._new)
        self._changed.clear()
        self._new.clear()
        self._holding.clear()

    def settle(self) -> None:
        """Writes what was kept back."""
        self._write()
        self._folds.flush()
        if self._taken >= REMEMBERED:
            self._forget()

    def _forget(self) -> None:
        if self._fresh:
            index(self._db, TO_WRITE)
        self._fresh, self._taken = False, 0
        self._newest.clear()
        self._folds.forget()


def _moved(db: Database, envelope: Envelope, event: Fact) -> None:
    reports = Reports(db)
    reports.move(envelope, event)
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
