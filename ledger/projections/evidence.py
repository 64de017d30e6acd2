"""Files that prove reports: `evidence` says which, the files lie beside the ledger."""

from sqlite_utils import Database

from ledger.events import Envelope, EvidenceAttached
from ledger.events.base import Fact
from ledger.projections.handling import Handler, on

TABLES = ("evidence",)


def create(db: Database) -> None:
    db.execute(
        "create table evidence (seq integer primary key, report integer not null, "
        "year integer not null, indicator text not null, sha256 text not null, "
        "size integer not null, "
        "media_type text not null, name text not null)"
    )
    db.execute("create index evidence_of on evidence (report)")


def evidence_attached(db: Database, envelope: Envelope, event: EvidenceAttached) -> None:
    db.execute(
        "insert into evidence values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.report,
            event.year,
            event.indicator,
            event.sha256,
            event.size,
            event.media_type,
            event.name,
        ),
    )


HANDLERS: dict[type[Fact], Handler] = dict((on(EvidenceAttached, evidence_attached),))
