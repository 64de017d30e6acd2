"""Files that prove reports: `evidence` says which, the files lie beside the ledger."""

from sqlite_utils import Database

from ledger.events import Envelope, EvidenceAttached, PersonForgotten
from ledger.events.base import Fact
from ledger.projections.handling import Handler, on
from ledger.sealing.columns import kept

TABLES = ("evidence",)


def create(db: Database) -> None:
    db.execute(
        "create table evidence (seq integer primary key, report integer not null, "
        "year integer not null, indicator text not null, sha256 text not null, "
        "size integer not null, "
        "media_type text not null, owner text not null, name text, day integer not null)"
    )
    db.execute("create index evidence_of on evidence (report)")


def evidence_attached(db: Database, envelope: Envelope, event: EvidenceAttached) -> None:
    db.execute(
        "insert into evidence values (?, ?, ?, ?, ?, ?, ?, ?, sealed(?, ?), ?)",
        (
            envelope.seq,
            event.report,
            event.year,
            event.indicator,
            event.sha256,
            event.size,
            event.media_type,
            envelope.actor,
            envelope.actor,
            kept(event.name),
            envelope.effective_on.toordinal(),
        ),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    db.execute("update evidence set name = null where owner = ?", (event.person,))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(EvidenceAttached, evidence_attached),
        on(PersonForgotten, person_forgotten),
    )
)
