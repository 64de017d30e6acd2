"""The log in a SQLite table, which itself refuses to change or lose what was written."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from sqlite_utils import Database

from ledger.errors import ChainBroken
from ledger.events import Envelope
from ledger.events.sealed import Opener
from ledger.log import Row
from ledger.log.table import COLUMNS, StoredLog, row_of

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

INSERT = f"insert into events ({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?,?,?)"


class SqliteLog(StoredLog):
    """Appends run inside the transaction of whoever calls (`BEGIN IMMEDIATE` taken first).

    The `keys` seal what is personal before it is written, and open it when it is read.
    """

    def __init__(self, db: Database, keys: Opener) -> None:
        super().__init__(keys)
        self._db = db

    @property
    def file(self) -> str | None:
        """Where the database lies; None of one in memory."""
        (_, _, path) = self._db.conn.execute("pragma database_list").fetchone()
        return path or None

    def put(self, envelopes: Sequence[Envelope]) -> None:
        self._db.conn.executemany(INSERT, map(row_of, envelopes))

    def rows(self, seq: int = 0) -> Iterator[Row]:
        return self._db.conn.execute(
            "select seq, type, schema, recorded_at, effective_on, actor, data from events "
            "where seq > ? order by seq",
            (seq,),
        )

    def _one(self, query: str, values: Sequence[object] = ()) -> Sequence[object] | None:
        found: Sequence[object] | None = self._db.conn.execute(query, values).fetchone()
        return found

    def _found(self, clause: str, values: Sequence[object]) -> Iterator[Sequence[object]]:
        """Raises ChainBroken at what is not text, as at anything else no event can hold."""
        seq = 0
        try:
            for row in self._db.conn.execute(f"select {COLUMNS} from events {clause}", values):
                seq = row[0]
                yield row
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
            raise ChainBroken(seq + 1, "altered") from error

    def _adopted(self) -> Iterable[tuple[int, int]]:
        rows = self._db.conn.execute(
            "select seq, data ->> '$.plan.year' from events where stream = 'plan' order by seq"
        )
        return [(int(at), int(year)) for at, year in rows]

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

    def _is_open(self) -> bool:
        return bool(self._db.conn.in_transaction)

    def lock(self) -> bool:
        """The caller's own transaction is the lock, and its tables are in it."""
        return False

    def is_ahead(self, seq: Callable[[], int]) -> bool:
        """Tables in the log's own file are never behind it."""
        return False

    def leads(self) -> bool:
        """Who listens with the file was chosen by its name in it."""
        return True

    def attempt(self) -> AbstractContextManager[None]:
        return nullcontext()

    def commit(self) -> None:
        """With the caller's transaction."""

    def rollback(self) -> None:
        """With the caller's transaction."""

    def close(self) -> None:
        """With the caller's file."""


def _squeezed(sql: str | None) -> str | None:
    """However it was written down: SQLite puts the first words in capitals."""
    return None if sql is None else " ".join(sql.lower().split()).rstrip(";")
