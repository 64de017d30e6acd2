"""What was reported: `reports`, one row a report as it stands now, and `standings`, the value of
each indicator that has one."""

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    BaselineSet,
    Envelope,
    ObjectiveAmended,
    ProgressContested,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
)
from ledger.events.base import Fact
from ledger.plan import Direction
from ledger.progress.figures import Report, Value, value_of
from ledger.projections.handling import Handler, on

TABLES = ("reports", "standings")

COUNTED = "status in ('provisional', 'validated')"


def create(db: Database) -> None:
    db.execute(
        "create table reports (seq integer primary key, year integer not null, "
        "indicator text not null, "
        "day text not null, mode text not null, value text, numerator text, denominator text, "
        "actor text not null, capacity text not null, recorded_at text not null, "
        "status text not null, changed_seq integer not null)"
    )
    db.execute("create index reports_of on reports (year, indicator, day, seq)")
    db.execute(
        "create index reports_waiting on reports (year, indicator) where status = 'provisional'"
    )
    db.execute("create index reports_by on reports (actor, seq)")
    db.execute(
        "create table standings (year integer not null, indicator text not null, "
        "number text not null, numerator text, denominator text, reported_on text not null, "
        "validated integer not null, primary key (year, indicator))"
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def progress_recorded(db: Database, envelope: Envelope, event: ProgressRecorded) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into reports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'provisional', ?)",
        (
            envelope.seq,
            event.year,
            event.indicator,
            day,
            event.mode,
            _text(event.value),
            _text(event.numerator),
            _text(event.denominator),
            envelope.actor,
            str(event.capacity),
            envelope.recorded_at.isoformat(),
            envelope.seq,
        ),
    )
    if _is_later_than_asked(db, day):
        return
    before = standing(db, event.year, event.indicator)
    if before and day < before.reported_on.isoformat():
        recompute(db, event.year, event.indicator)
        return
    report = Report(
        envelope.seq,
        envelope.effective_on,
        event.mode,
        event.value,
        event.numerator,
        event.denominator,
        validated=False,
    )
    _fold(db, event.year, event.indicator, [report], before)


def _is_later_than_asked(db: Database, day: str) -> bool:
    """In a replay as of a past day, a report of a later day is kept but does not count."""
    (until,) = db.execute("select until from projected").fetchone()
    return day > str(until)


def progress_corrected(db: Database, envelope: Envelope, event: ProgressCorrected) -> None:
    db.execute(
        "update reports set day = ?, mode = ?, value = ?, numerator = ?, denominator = ?, "
        "status = 'provisional', changed_seq = ?, actor = ?, capacity = ? where seq = ?",
        (
            envelope.effective_on.isoformat(),
            event.mode,
            _text(event.value),
            _text(event.numerator),
            _text(event.denominator),
            envelope.seq,
            envelope.actor,
            str(event.capacity),
            event.report,
        ),
    )
    recompute(db, event.year, event.indicator)


def _mark(
    db: Database,
    envelope: Envelope,
    event: ProgressUndone | ProgressValidated | ProgressContested,
    status: str,
) -> None:
    db.execute(
        "update reports set status = ?, changed_seq = ? where seq = ?",
        (status, envelope.seq, event.report),
    )
    recompute(db, event.year, event.indicator)


def progress_undone(db: Database, envelope: Envelope, event: ProgressUndone) -> None:
    _mark(db, envelope, event, "undone")


def progress_validated(db: Database, envelope: Envelope, event: ProgressValidated) -> None:
    _mark(db, envelope, event, "validated")


def progress_contested(db: Database, envelope: Envelope, event: ProgressContested) -> None:
    _mark(db, envelope, event, "contested")


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    """On a measure of what is left, increments start from the baseline."""
    recompute(db, event.year, event.code)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """A corrected baseline moves what increments on a measure of what is left start from."""
    for indicator in event.objective.indicators:
        recompute(db, event.year, indicator.code)


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(ProgressRecorded, progress_recorded),
        on(ProgressCorrected, progress_corrected),
        on(ProgressUndone, progress_undone),
        on(ProgressValidated, progress_validated),
        on(ProgressContested, progress_contested),
        on(BaselineSet, baseline_set),
        on(ObjectiveAmended, objective_amended),
    )
)


def counted_reports(db: Database, year: int, indicator: str) -> list[Report]:
    """The reports that make up an indicator's value, in order of their day, then of record."""
    rows = db.execute(
        "select r.seq, day, mode, value, numerator, denominator, status from reports r, projected "
        f"where year = ? and indicator = ? and day <= until and {COUNTED} order by day, r.seq",
        (year, indicator),
    )
    return [
        Report(
            seq,
            dt.date.fromisoformat(day),
            mode,
            _number(value),
            _number(numerator),
            _number(denominator),
            status == "validated",
        )
        for seq, day, mode, value, numerator, denominator, status in rows
    ]


def recompute(db: Database, year: int, indicator: str) -> None:
    """The value made anew from all its reports."""
    db.execute("delete from standings where year = ? and indicator = ?", (year, indicator))
    _fold(db, year, indicator, counted_reports(db, year, indicator), None)


def _fold(
    db: Database, year: int, indicator: str, reports: Sequence[Report], before: Value | None
) -> None:
    row = db.execute(
        "select data ->> 'direction', baseline from indicators where year = ? and code = ?",
        (year, indicator),
    ).fetchone()
    down = row is not None and row[0] == Direction.DOWN
    value = value_of(reports, _number(row[1]) if down else None, before)
    if value is None:
        return
    db.execute(
        "insert or replace into standings values (?, ?, ?, ?, ?, ?, ?)",
        (
            year,
            indicator,
            str(value.number),
            _text(value.numerator),
            _text(value.denominator),
            value.reported_on.isoformat(),
            int(value.validated),
        ),
    )


def _value(row: Sequence[Any]) -> Value:
    number, numerator, denominator, reported_on, validated = row
    return Value(
        Fraction(number),
        _number(numerator),
        _number(denominator),
        dt.date.fromisoformat(reported_on),
        bool(validated),
    )


def last_days(db: Database, year: int) -> dict[str, dt.date]:
    """By indicator: the day of the newest figure that counts."""
    rows = db.execute(
        f"select indicator, max(day) from reports where year = ? and {COUNTED} group by indicator",
        (year,),
    )
    return {indicator: dt.date.fromisoformat(day) for indicator, day in rows}


def contested(db: Database, year: int) -> frozenset[str]:
    """Indicators whose contested report nobody has followed with another one."""
    rows = db.execute(
        "select distinct indicator from reports r where year = ? and status = 'contested' "
        "and not exists (select 1 from reports n where n.year = r.year "
        f"and n.indicator = r.indicator and n.seq > r.seq and n.{COUNTED})",
        (year,),
    )
    return frozenset(indicator for (indicator,) in rows)


VALUE_COLUMNS = "number, numerator, denominator, reported_on, validated"


def standing(db: Database, year: int, indicator: str) -> Value | None:
    """Where one indicator stands."""
    row = db.execute(
        f"select {VALUE_COLUMNS} from standings where year = ? and indicator = ?", (year, indicator)
    ).fetchone()
    return _value(row) if row else None


def standings(db: Database, year: int, indicators: Sequence[str]) -> dict[str, Value]:
    """Where each of these indicators stands that was ever reported."""
    rows = db.execute(
        f"select indicator, {VALUE_COLUMNS} from standings "
        "where year = ? and indicator in (select value from json_each(?))",
        (year, json.dumps(indicators)),
    )
    return {indicator: _value(rest) for indicator, *rest in rows}
