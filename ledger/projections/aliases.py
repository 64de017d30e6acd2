"""Names of an office's own for the plan's indicators (`aliases`)."""

from sqlite_utils import Database

from ledger.events import AliasAdded, AliasRemoved, Envelope
from ledger.events.base import Fact
from ledger.projections.handling import Handler, on
from ledger.projections.plan import touched

TABLES = ("aliases",)


def create(db: Database) -> None:
    db.execute(
        "create table aliases (year integer not null, code text not null, words text not null, "
        "office text not null, said_on text not null, seq integer not null, "
        "primary key (year, code, words, office))"
    )


def alias_added(db: Database, envelope: Envelope, event: AliasAdded) -> None:
    # Said again, a name is as good as new.
    db.execute(
        "insert into aliases values (?, ?, ?, ?, ?, ?) on conflict (year, code, words, office) "
        "do update set said_on = excluded.said_on, seq = excluded.seq",
        (
            event.year,
            event.code,
            event.words,
            event.office or "",
            envelope.effective_on.isoformat(),
            envelope.seq,
        ),
    )
    touched(db, envelope)


def alias_removed(db: Database, envelope: Envelope, event: AliasRemoved) -> None:
    db.execute(
        "delete from aliases where year = ? and code = ? and words = ? and office = ?",
        (event.year, event.code, event.words, event.office or ""),
    )
    touched(db, envelope)


HANDLERS: dict[type[Fact], Handler] = dict(
    (on(AliasAdded, alias_added), on(AliasRemoved, alias_removed))
)
