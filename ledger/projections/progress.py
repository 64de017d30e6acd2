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
from ledger.plan import Direction
from ledger.progress.figures import Report, Value, value_of

TABLES = ("reports", "standings")

COUNTED = "status in ('provisional', 'validated')"


def create(db: Database) -> None:
    db.execute(
        "create table reports (seq integer primary key, indicator text not null, "
        "day text not null, mode text not null, value text, numerator text, denominator text, "
        "actor text not null, capacity text not null, recorded_at text not null, "
        "status text not null, changed_seq integer not null)"
    )
    db.execute("create index reports_of on reports (indicator, day, seq)")
    db.execute("create index reports_waiting on reports (indicator) where status = 'provisional'")
    db.execute("create index reports_by on reports (actor, seq)")
    db.execute(
        "create table standings (indicator text primary key, number text not null, "
        "numerator text, denominator text, reported_on text not null, validated integer not null)"
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def progress_recorded(db: Database, envelope: Envelope, event: ProgressRecorded) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into reports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'provisional', ?)",
        (
            envelope.seq,
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
    before = standing(db, event.indicator)
    if before and day < before.reported_on.isoformat():
        recompute(db, event.indicator)
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
    _fold(db, event.indicator, [report], before)


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
    recompute(db, event.indicator)


def _mark(db: Database, envelope: Envelope, report: int, indicator: str, status: str) -> None:
    db.execute(
        "update reports set status = ?, changed_seq = ? where seq = ?",
        (status, envelope.seq, report),
    )
    recompute(db, indicator)


def progress_undone(db: Database, envelope: Envelope, event: ProgressUndone) -> None:
    _mark(db, envelope, event.report, event.indicator, "undone")


def progress_validated(db: Database, envelope: Envelope, event: ProgressValidated) -> None:
    _mark(db, envelope, event.report, event.indicator, "validated")


def progress_contested(db: Database, envelope: Envelope, event: ProgressContested) -> None:
    _mark(db, envelope, event.report, event.indicator, "contested")


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    """On a measure of what is left, increments start from the baseline."""
    recompute(db, event.code)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """A corrected baseline moves what increments on a measure of what is left start from."""
    for indicator in event.objective.indicators:
        recompute(db, indicator.code)


HANDLERS: dict[type, Any] = {
    ProgressRecorded: progress_recorded,
    ProgressCorrected: progress_corrected,
    ProgressUndone: progress_undone,
    ProgressValidated: progress_validated,
    ProgressContested: progress_contested,
    BaselineSet: baseline_set,
    ObjectiveAmended: objective_amended,
}


def counted_reports(db: Database, indicator: str) -> list[Report]:
    """The reports that make up an indicator's value, in order of their day, then of record."""
    rows = db.execute(
        "select r.seq, day, mode, value, numerator, denominator, status from reports r, projected "
        f"where indicator = ? and day <= until and {COUNTED} order by day, r.seq",
        (indicator,),
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


def recompute(db: Database, indicator: str) -> None:
    """The value made anew from all its reports."""
    db.execute("delete from standings where indicator = ?", (indicator,))
    _fold(db, indicator, counted_reports(db, indicator), None)


def _fold(db: Database, indicator: str, reports: Sequence[Report], before: Value | None) -> None:
    row = db.execute(
        "select data ->> 'direction', baseline from indicators where code = ?", (indicator,)
    ).fetchone()
    down = row is not None and row[0] == Direction.DOWN
    value = value_of(reports, _number(row[1]) if down else None, before)
    if value is None:
        return
    db.execute(
        "insert or replace into standings values (?, ?, ?, ?, ?, ?)",
        (
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


VALUE_COLUMNS = "number, numerator, denominator, reported_on, validated"


def standing(db: Database, indicator: str) -> Value | None:
    """Where one indicator stands."""
    row = db.execute(
        f"select {VALUE_COLUMNS} from standings where indicator = ?", (indicator,)
    ).fetchone()
    return _value(row) if row else None


def standings(db: Database, indicators: Sequence[str]) -> dict[str, Value]:
    """Where each of these indicators stands that was ever reported."""
    rows = db.execute(
        f"select indicator, {VALUE_COLUMNS} from standings "
        "where indicator in (select value from json_each(?))",
        (json.dumps(indicators),),
    )
    return {indicator: _value(rest) for indicator, *rest in rows}
