"""Documents that were drawn up (`documents`), and who reads in plain mode (`plain_readers`)."""

import datetime as dt
from typing import get_args

from sqlite_utils import Database

from ledger.events import Envelope
from ledger.events.base import Fact
from ledger.events.papers import DocumentIssued, PlainModeSet, RelazioneWritten, Section
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("documents", "relazione", "plain_readers")

SECTIONS: tuple[Section, ...] = get_args(Section)
"""The parts of the Relazione, in their order."""


@dataclass(frozen=True)
class Issued:
    """A document as it was drawn up; `day` is when."""

    seq: int
    kind: str
    subject: str
    year: int
    sha256: str
    rests_on: int
    day: dt.date
    actor: str


def create(db: Database) -> None:
    db.execute(
        "create table documents (seq integer primary key, kind text not null, "
        "subject text not null, year integer not null, sha256 text not null, "
        "rests_on integer not null, day text not null, actor text not null)"
    )
    db.execute(
        "create table relazione (year integer not null, section text not null, "
        "version integer not null, seq integer not null, text text not null, "
        "primary key (year, section))"
    )
    db.execute("create table plain_readers (person text primary key)")


def document_issued(db: Database, envelope: Envelope, event: DocumentIssued) -> None:
    db.execute(
        "insert into documents values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.kind,
            event.subject,
            event.year,
            event.sha256,
            event.rests_on,
            envelope.effective_on.isoformat(),
            envelope.actor,
        ),
    )


def relazione_written(db: Database, envelope: Envelope, event: RelazioneWritten) -> None:
    db.execute(
        "insert into relazione values (?, ?, 1, ?, ?) on conflict (year, section) do update set "
        "version = version + 1, seq = excluded.seq, text = excluded.text",
        (event.year, event.section, envelope.seq, event.text),
    )


def plain_mode_set(db: Database, envelope: Envelope, event: PlainModeSet) -> None:
    db.execute("delete from plain_readers where person = ?", (event.person,))
    if event.on:
        db.execute("insert into plain_readers values (?)", (event.person,))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(DocumentIssued, document_issued),
        on(RelazioneWritten, relazione_written),
        on(PlainModeSet, plain_mode_set),
    )
)


def issued(db: Database, subject: str, year: int) -> list[Issued]:
    """The documents of a person or a unit, oldest first."""
    rows = db.execute(
        "select seq, kind, subject, year, sha256, rests_on, day, actor from documents "
        "where subject = ? and year = ? order by seq",
        (subject, year),
    )
    return [
        Issued(seq, kind, of, in_year, sha256, rests_on, dt.date.fromisoformat(day), actor)
        for seq, kind, of, in_year, sha256, rests_on, day, actor in rows
    ]


@dataclass(frozen=True)
class Written:
    """A section of the Relazione as it stands; `version` counts how often it was written."""

    section: str
    version: int
    seq: int
    text: str


def sections(db: Database, year: int) -> list[Written]:
    """The sections of the Relazione of a year in their newest version."""
    rows = db.execute(
        "select section, version, seq, text from relazione where year = ? order by seq", (year,)
    )
    return [Written(*row) for row in rows]


def reads_plainly(db: Database, person: str) -> bool:
    """Whether a person chose plain mode."""
    row = db.execute("select 1 from plain_readers where person = ?", (person,)).fetchone()
    return row is not None
