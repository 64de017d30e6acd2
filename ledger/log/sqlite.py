"""The log in a SQLite table, which itself refuses to change or lose what was written."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlite_utils import Database

from ledger.errors import ChainBroken
from ledger.events import UPCASTERS, Envelope
from ledger.events.sealed import Opener, stored
from ledger.log import GENESIS, Entry, Head, envelope_hash

TABLE = """
create table events (
    seq integer primary key,
    stream text not null,
    version integer not null,
    type text not null,
    schema integer not null,
    recorded_at text not null,
    effective_on text not null,
    actor text not null,
    cause text not null,
    key text not null unique,
    data text not null,
    prev text not null,
    hash text not null,
    unique (stream, version)
);
"""

GUARDS = {
    "events_no_update": "create trigger events_no_update before update on events\n"
    "begin select raise(abort, 'the log is append-only'); end",
    "events_no_delete": "create trigger events_no_delete before delete on events\n"
    "begin select raise(abort, 'the log is append-only'); end",
    "events_in_order": "create trigger events_in_order before insert on events\n"
    "when new.seq <> (select coalesce(max(seq), 0) + 1 from events)\n"
    "    or exists (select 1 from events where key = new.key)\n"
    "    or exists (select 1 from events where stream = new.stream and version = new.version)\n"
    "begin select raise(abort, 'the log has no gaps and replaces nothing'); end",
}
"""By these the database itself refuses to change the log."""

SCHEMA = f"{TABLE}{''.join(f'{guard};' for guard in GUARDS.values())}"

COLUMNS = (
    "seq, stream, version, type, schema, recorded_at, effective_on, "
    "actor, cause, key, data, prev, hash"
)


class SqliteLog:
    """Appends run inside the transaction of whoever calls (`BEGIN IMMEDIATE` taken first).

    The `keys` seal what is personal before it is written, and open it when it is read.
    """

    def __init__(self, db: Database, keys: Opener) -> None:
        self._db = db
        self._keys = keys
        self._adoptions: list[tuple[int, int]] | None = None

    def append(self, entries: Sequence[Entry], recorded_at: dt.datetime) -> list[Envelope]:
        head = self.head()
        if head.recorded_at is not None:
            recorded_at = max(recorded_at, head.recorded_at)
        written: list[Envelope] = []
        for entry in entries:
            envelope = self._envelope(entry, head, recorded_at)
            self._insert(envelope)
            written.append(envelope)
            head = Head(envelope.seq, envelope.hash, envelope.recorded_at)
        return written

    def _envelope(self, entry: Entry, head: Head, recorded_at: dt.datetime) -> Envelope:
        event = entry.decision.event
        (last,) = self._db.execute(
            "select coalesce(max(version), 0) from events where stream = ?", (event.stream,)
        ).fetchone()
        found = stored(
            event,
            event.stream,
            entry.decision.effective_on,
            entry.subject,
            recorded_at,
            self._keys,
        )
        envelope = Envelope(
            seq=head.seq + 1,
            stream=event.stream,
            version=last + 1,
            type=found.type,
            schema=event.SCHEMA,
            recorded_at=recorded_at,
            effective_on=found.effective_on,
            actor=entry.actor,
            cause=entry.cause,
            key=entry.key,
            data=found.data,
            prev=head.hash,
            hash="",
            keys=self._keys,
        )
        return replace(envelope, hash=envelope_hash(envelope))

    def _insert(self, e: Envelope) -> None:
        self._db.execute(
            f"insert into events ({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                e.seq,
                e.stream,
                e.version,
                e.type,
                e.schema,
                e.recorded_at.isoformat(),
                e.effective_on.isoformat(),
                e.actor,
                e.cause,
                e.key,
                e.data,
                e.prev,
                e.hash,
            ),
        )

    def after(self, seq: int = 0) -> Iterator[Envelope]:
        return self._read("where seq > ? order by seq", (seq,))

    def every(self) -> Iterator[Envelope]:
        return self._read("order by seq", (), lift=False)

    def wrong_guards(self) -> tuple[str, ...]:
        """The names of guards that are gone or changed, and of triggers nobody here made."""
        there = dict(
            self._db.execute(
                "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'events'"
            ).fetchall()
        )
        names = sorted(there.keys() | GUARDS.keys())
        return tuple(n for n in names if _squeezed(there.get(n)) != _squeezed(GUARDS.get(n)))

    def put_guards_back(self, names: Sequence[str]) -> None:
        """Inside the transaction of the caller."""
        for name in names:
            self._db.execute(f'drop trigger if exists "{name}"')
            if name in GUARDS:
                self._db.execute(GUARDS[name])

    def stream(self, name: str) -> Iterator[Envelope]:
        return self._read("where stream = ? order by version", (name,))

    def of_types(self, names: Sequence[str]) -> Iterator[Envelope]:
        """The events of some types, by the names they have in the log, in order."""
        places = ",".join("?" * len(names))
        return self._read(f"where type in ({places}) order by seq", names)

    def actor_of(self, seq: int) -> str | None:
        """Who recorded an event."""
        row = self._db.execute("select actor from events where seq = ?", (seq,)).fetchone()
        return str(row[0]) if row else None

    def last_of(self, names: Sequence[str]) -> Envelope | None:
        places = ",".join("?" * len(names))
        found = self._read(f"where stream in ({places}) order by seq desc limit 1", names)
        return next(found, None)

    def with_key(self, prefix: str) -> list[Envelope]:
        # `key;` sorts right after every `key:...`, so the index finds them as one range.
        return list(
            self._read(
                "where seq > 0 and (key = ? or (key >= ? and key < ?)) order by seq",
                (prefix, f"{prefix}:", f"{prefix};"),
            )
        )

    def head(self) -> Head:
        row = self._db.execute(
            "select seq, hash, recorded_at from events order by seq desc limit 1"
        ).fetchone()
        return Head(row[0], row[1], dt.datetime.fromisoformat(row[2])) if row else EMPTY

    def _read(
        self, clause: str, values: Sequence[object], *, lift: bool = True
    ) -> Iterator[Envelope]:
        """Raises ChainBroken at what is not text, as at anything else no event can hold."""
        rows = self._db.execute(f"select {COLUMNS} from events {clause}", values)
        seq = 0
        try:
            for row in rows:
                seq = row[0]
                yield self._lifted(_from_row(row, self._keys)) if lift else _from_row(row)
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
            raise ChainBroken(seq + 1, "altered") from error

    def _lifted(self, envelope: Envelope) -> Envelope:
        """With the year it was about, where it was written before events named theirs."""
        if (envelope.type, envelope.schema) not in UPCASTERS:
            return envelope
        return replace(envelope, plan_year=self._year_at(envelope.seq))

    def _year_at(self, seq: int) -> int:
        """The year of the plan in force at an event, when one plan at a time was."""
        if self._adoptions is None:
            rows = self._db.execute(
                "select seq, data ->> '$.plan.year' from events where stream = 'plan' order by seq"
            )
            self._adoptions = [(int(at), int(year)) for at, year in rows]
        before = [year for at, year in self._adoptions if at < seq]
        return before[-1] if before else 0


EMPTY = Head(0, GENESIS, None)


def _squeezed(sql: str | None) -> str | None:
    """However it was written down: SQLite puts the first words in capitals."""
    return None if sql is None else " ".join(sql.lower().split()).rstrip(";")


def _from_row(row: Sequence[object], keys: Opener | None = None) -> Envelope:
    """Raises ChainBroken where somebody wrote what no event can hold."""
    (
        seq, stream, version, type_, schema, recorded_at, effective_on,
        actor, cause, key, data, prev, hash_,
    ) = row  # fmt: skip
    try:
        envelope = Envelope(
            int(str(seq)),
            str(stream),
            int(str(version)),
            str(type_),
            int(str(schema)),
            dt.datetime.fromisoformat(str(recorded_at)),
            dt.date.fromisoformat(str(effective_on)),
            str(actor),
            str(cause),
            str(key),
            str(data),
            str(prev),
            str(hash_),
            keys=keys,
        )
    except ValueError:
        raise ChainBroken(int(str(seq)), "altered") from None
    written = (envelope.recorded_at.isoformat(), envelope.effective_on.isoformat())
    if written != (recorded_at, effective_on):
        # The same instant in other letters: the hash, made of the instant, would not tell.
        raise ChainBroken(envelope.seq, "altered")
    return envelope
