"""The year as a cycle: `phases`, `monitorings`, `closures`; and `assignments`, who fixed a target
or added an objective, and when."""

import datetime as dt
import json

from sqlite_utils import Database

from ledger.events import (
    DelayExplained,
    Envelope,
    MonitoredObjective,
    MonitoringReported,
    ObjectiveAdded,
    PhaseOpened,
    PhaseOutputRecorded,
    TargetSet,
    YearClosed,
    YearReopened,
    canonical,
)
from ledger.events.base import Fact
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("phases", "outputs", "monitorings", "delays", "closures", "assignments")


def create(db: Database) -> None:
    db.execute(
        "create table phases (seq integer primary key, year integer not null, "
        "phase text not null, day text not null, actor text not null, lacks text not null, "
        "reason text)"
    )
    db.execute(
        "create table outputs (seq integer primary key, year integer not null, "
        "output text not null, act text not null, act_on text not null, actor text not null)"
    )
    db.execute(
        "create table monitorings (seq integer primary key, year integer not null, "
        "day text not null, report text not null, corrections text, figures text not null)"
    )
    db.execute(
        "create table delays (year integer not null, code text not null, reason text not null, "
        "measure text, day text not null, actor text not null, primary key (year, code))"
    )
    db.execute(
        "create table closures (seq integer primary key, year integer not null, "
        "day text not null, regulation integer, reason text)"
    )
    db.execute(
        "create table assignments (seq integer primary key, year integer not null, "
        "code text not null, "
        "day text not null, actor text not null)"
    )


def phase_opened(db: Database, envelope: Envelope, event: PhaseOpened) -> None:
    db.execute(
        "insert into phases values (?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.year,
            event.phase,
            envelope.effective_on.isoformat(),
            envelope.actor,
            ",".join(event.lacks),
            event.reason,
        ),
    )


def output_recorded(db: Database, envelope: Envelope, event: PhaseOutputRecorded) -> None:
    act_on = event.act_on.isoformat()
    db.execute(
        "insert into outputs values (?, ?, ?, ?, ?, ?)",
        (envelope.seq, event.year, event.output, event.act, act_on, envelope.actor),
    )


def monitoring_reported(db: Database, envelope: Envelope, event: MonitoringReported) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into monitorings values (?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.year,
            day,
            event.report,
            event.corrections,
            canonical([row.model_dump(mode="json") for row in event.figures]),
        ),
    )


def delay_explained(db: Database, envelope: Envelope, event: DelayExplained) -> None:
    """What is said last takes the place of what was said before."""
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert or replace into delays values (?, ?, ?, ?, ?, ?)",
        (event.year, event.code, event.reason, event.measure, day, envelope.actor),
    )


def year_closed(db: Database, envelope: Envelope, event: YearClosed) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into closures values (?, ?, ?, ?, ?)",
        (envelope.seq, event.year, day, event.regulation, event.reason),
    )


def year_reopened(db: Database, envelope: Envelope, event: YearReopened) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into closures values (?, ?, ?, null, ?)",
        (envelope.seq, event.year, day, event.reason),
    )


def target_set(db: Database, envelope: Envelope, event: TargetSet) -> None:
    _assigned(db, envelope, event.year, event.code)


def objective_added(db: Database, envelope: Envelope, event: ObjectiveAdded) -> None:
    _assigned(db, envelope, event.year, event.objective.code)


def _assigned(db: Database, envelope: Envelope, year: int, code: str) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into assignments values (?, ?, ?, ?, ?)",
        (envelope.seq, year, code, day, envelope.actor),
    )


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(PhaseOpened, phase_opened),
        on(PhaseOutputRecorded, output_recorded),
        on(MonitoringReported, monitoring_reported),
        on(DelayExplained, delay_explained),
        on(YearClosed, year_closed),
        on(YearReopened, year_reopened),
        on(TargetSet, target_set),
        on(ObjectiveAdded, objective_added),
    )
)


@dataclass(frozen=True)
class PhaseRow:
    """A phase of the cycle as it was opened, and what was missing then."""

    phase: str
    day: dt.date
    actor: str
    lacks: tuple[str, ...]
    reason: str | None


def phases(db: Database, year: int) -> list[PhaseRow]:
    """The phases the year went through, the present one last."""
    rows = db.execute(
        "select phase, day, actor, lacks, reason from phases where year = ? order by seq", (year,)
    )
    return [
        PhaseRow(
            phase, dt.date.fromisoformat(day), actor, tuple(filter(None, lacks.split(","))), reason
        )
        for phase, day, actor, lacks, reason in rows
    ]


@dataclass(frozen=True)
class Output:
    """What a phase left: a document with its act, or a page published."""

    output: str
    act: str
    act_on: dt.date
    actor: str


def outputs(db: Database, year: int) -> dict[str, Output]:
    """What was recorded of a year, by output; the last of each."""
    rows = db.execute(
        "select output, act, act_on, actor from outputs where year = ? order by seq", (year,)
    )
    return {
        output: Output(output, act, dt.date.fromisoformat(act_on), actor)
        for output, act, act_on, actor in rows
    }


@dataclass(frozen=True)
class Closure:
    """The last closing or reopening of a year; `regulation` is None for a reopening."""

    seq: int
    day: dt.date
    regulation: int | None
    reason: str | None

    @property
    def closed(self) -> bool:
        """Whether it is a closing and not a reopening."""
        return self.regulation is not None


def closure(db: Database, year: int) -> Closure | None:
    """What happened last to a year: closed, reopened; None: neither."""
    row = db.execute(
        "select seq, day, regulation, reason from closures where year = ? "
        "order by seq desc limit 1",
        (year,),
    ).fetchone()
    return Closure(row[0], dt.date.fromisoformat(row[1]), row[2], row[3]) if row else None


@dataclass(frozen=True)
class Monitoring:
    """A report of monitoring and how objectives stood that day."""

    day: dt.date
    report: str
    corrections: str | None
    figures: tuple[MonitoredObjective, ...]


def monitorings(db: Database, year: int) -> list[Monitoring]:
    """Reports of monitoring of a year, oldest first."""
    rows = db.execute(
        "select day, report, corrections, figures from monitorings where year = ? order by seq",
        (year,),
    )
    return [
        Monitoring(
            dt.date.fromisoformat(day),
            report,
            corrections,
            tuple(MonitoredObjective.model_validate(row) for row in json.loads(figures)),
        )
        for day, report, corrections, figures in rows
    ]


@dataclass(frozen=True)
class Assigned:
    """An objective or target that came in the year, from which its assignment is owed."""

    seq: int
    code: str
    day: dt.date
    actor: str


def assigned(db: Database, year: int) -> dict[str, Assigned]:
    """The last time each target was fixed or objective added in the year, and by whom."""
    rows = db.execute(
        "select seq, code, day, actor from assignments where year = ? order by seq", (year,)
    ).fetchall()
    return {row[1]: Assigned(row[0], row[1], dt.date.fromisoformat(row[2]), row[3]) for row in rows}


@dataclass(frozen=True)
class Delay:
    """Why an objective is behind, by who answers for it, and what is done about it."""

    code: str
    reason: str
    measure: str | None
    day: dt.date
    actor: str


def delays(db: Database, year: int) -> dict[str, Delay]:
    rows = db.execute(
        "select code, reason, measure, day, actor from delays where year = ? order by code", (year,)
    )
    return {
        code: Delay(code, reason, measure, dt.date.fromisoformat(day), actor)
        for code, reason, measure, day, actor in rows
    }
