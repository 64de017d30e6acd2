"""The log in a PostgreSQL table, for who has outgrown one machine; each worker keeps its tables.

Whoever records takes the table's lock first and catches its own tables up, so that what is decided
is decided on all there is and numbers have no gap. The table refuses changes by triggers, and every
append rings a bell (NOTIFY): who hears nothing need not ask whether there is something new.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import psycopg

from ledger.errors_file import LedgerUnreachable
from ledger.events import Envelope
from ledger.events.sealed import Opener
from ledger.log import Row
from ledger.log.table import COLUMNS, StoredLog, row_of

BELL = "traguardo"
CALENDAR = 0x54524744
"""The advisory lock of who looks after the calendar of a schema; `TRGD`, as in a file's header."""

LIMITS = {"lock_timeout": "20s", "idle_in_transaction_session_timeout": "60s"}
"""A worker that stops in the middle of an append holds the others no longer than this. Whoever sets
another limit in the address, or for the role, keeps it."""

PAGE = 2000
"""Rows fetched at once."""

GUARDS = {
    "events_no_update": "create trigger events_no_update before update or delete on events "
    "for each row execute function traguardo_refuse()",
    "events_no_truncate": "create trigger events_no_truncate before truncate on events "
    "for each statement execute function traguardo_refuse()",
    "events_in_order": "create trigger events_in_order before insert on events "
    "for each row execute function traguardo_in_order()",
}

SCHEMA = (
    """create table if not exists events (
        seq bigint primary key, stream text not null, version integer not null,
        type text not null, schema integer not null, recorded_at text not null,
        effective_on text not null, actor text not null, cause text not null,
        key text collate "C" not null unique, data text not null, prev text not null,
        hash text not null, unique (stream, version))""",
    """create or replace function traguardo_refuse() returns trigger language plpgsql as
    $$ begin raise exception 'the log is append-only'; end $$""",
    """create or replace function traguardo_in_order() returns trigger language plpgsql as
    $$ begin
        if new.seq <> (select coalesce(max(seq), 0) + 1 from events) then
            raise exception 'the log has no gaps and replaces nothing';
        end if;
        return new;
    end $$""",
)


class PostgresLog(StoredLog):
    """`url` is what libpq takes. Raises LedgerUnreachable where the server does not answer."""

    def __init__(self, url: str, keys: Opener) -> None:
        super().__init__(keys)
        self._url = url
        self._connection: psycopg.Connection[Any] | None = None
        self._bell: psycopg.Connection[Any] | None = None
        self._locked = False
        self._rung = True
        self._leads = False

    def found(self) -> None:
        """Makes the table and its guards where they are not there."""
        with self._reached() as connection, connection.transaction():
            for statement in SCHEMA:
                connection.execute(statement)
            there = self._guards_there(connection, "tgenabled is not null")
            for name in GUARDS.keys() - there:
                connection.execute(GUARDS[name])

    def beside(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query about tables that others keep beside the log; a value's place in it
        is `?`."""
        with self._reached() as connection:
            done = connection.execute(query.replace("?", "%s"), values)
            return done.fetchall() if done.description else []

    def is_there(self) -> bool:
        """Whether the server holds a log, made by `found`."""
        row = self._one("select to_regclass('events') is not null")
        return bool(row and row[0])

    @contextmanager
    def _reached(self) -> Iterator[psycopg.Connection[Any]]:
        """The connection, made again where it was lost; what fails meanwhile is the server's."""
        try:
            if self._connection is None or self._connection.closed:
                self._connection = psycopg.connect(self._url, autocommit=True)
                self._locked, self._rung = False, True
                _limit(self._connection)
            yield self._connection
        except psycopg.OperationalError as error:
            if self._connection is not None and not self._locked:
                self._connection.close()
            raise LedgerUnreachable(without_password(self._url)) from error

    def _one(self, query: str, values: Sequence[object] = ()) -> Sequence[object] | None:
        with self._reached() as connection:
            found: Sequence[object] | None = connection.execute(
                query.replace("?", "%s"),
                values,
            ).fetchone()
            return found

    def _found(self, clause: str, values: Sequence[object]) -> Iterator[Sequence[object]]:
        """A log is longer than memory: where all of it is read, a page at a time."""
        if clause == "order by seq":
            yield from self._pages(COLUMNS, 0)
        elif clause == "where seq > ? order by seq":
            yield from self._pages(COLUMNS, int(str(values[0])))
        else:
            query = f"select {COLUMNS} from events {clause}".replace("?", "%s")
            with self._reached() as connection:
                yield from connection.execute(query, values).fetchall()

    def _pages(self, columns: str, seq: int | None) -> Iterator[Sequence[Any]]:
        query = f"select {columns} from events where seq > %s order by seq limit {PAGE}"
        while seq is not None:
            with self._reached() as connection:
                page = connection.execute(query, (seq,)).fetchall()
            yield from page
            seq = page[-1][0] if len(page) == PAGE else None

    def rows(self, seq: int = 0) -> Iterator[Row]:
        """What tables are made from, a page at a time."""
        columns = "seq, type, schema, recorded_at, effective_on, actor, data"
        return self._pages(columns, seq)  # type: ignore[return-value]

    def _adopted(self) -> Iterable[tuple[int, int]]:
        with self._reached() as connection:
            rows = connection.execute(
                "select seq, data::json -> 'plan' ->> 'year' from events "
                "where stream = 'plan' order by seq"
            ).fetchall()
        return [(int(at), int(year)) for at, year in rows]

    def put(self, envelopes: Sequence[Envelope]) -> None:
        """Under the lock; the bell rings when it is committed."""
        self.lock()
        places = ", ".join(["%s"] * len(COLUMNS.split(", ")))
        with self._reached() as connection, connection.cursor() as cursor:
            cursor.executemany(
                f"insert into events ({COLUMNS}) values ({places})",
                [row_of(e) for e in envelopes],
            )
            cursor.execute(f"notify {BELL}")

    def _is_open(self) -> bool:
        return self._locked

    def lock(self) -> bool:
        """Readers go on reading; a second writer waits for the first to end."""
        if not self._locked:
            with self._reached() as connection:
                connection.execute("begin")
                self._locked = True
                try:
                    connection.execute("lock table events in share row exclusive mode")
                except psycopg.Error:
                    self.rollback()
                    raise
        return True

    def is_ahead(self, seq: Callable[[], int]) -> bool:
        """Asks only after the bell rang, or once the connection to it was made."""
        self._listen()
        if not self._rung:
            return False
        self._rung = False
        row = self._one("select max(seq) from events")
        return bool(row and row[0] is not None and int(str(row[0])) > seq())

    def _listen(self) -> None:
        try:
            if self._bell is None or self._bell.closed:
                self._bell = psycopg.connect(self._url, autocommit=True)
                self._bell.execute(f"listen {BELL}")
                self._rung, self._leads = True, False
            for _ in self._bell.notifies(timeout=0):
                self._rung = True
        except psycopg.OperationalError as error:
            self._bell = None
            raise LedgerUnreachable(without_password(self._url)) from error

    def leads(self) -> bool:
        """Holds a lock of the server for as long as its connection lives; asked each time anew,
        because a connection that was lost gave it to another."""
        self._listen()
        try:
            assert self._bell is not None, "just made"
            if self._leads:
                self._bell.execute("select 1")
                return True
            taken = self._bell.execute(
                "select pg_try_advisory_lock(%s, hashtext(current_schema()))", (CALENDAR,)
            ).fetchone()
            self._leads = bool(taken and taken[0])
        except psycopg.OperationalError as error:
            self._bell, self._leads = None, False
            raise LedgerUnreachable(without_password(self._url)) from error
        return self._leads

    @contextmanager
    def _saved(self) -> Iterator[None]:
        self.lock()
        with self._reached() as connection, connection.transaction():
            yield

    def attempt(self) -> AbstractContextManager[None]:
        """A savepoint of the server."""
        return self._saved()

    def commit(self) -> None:
        """Ends the transaction and lets the next writer in."""
        if self._locked:
            self._locked = False
            with self._reached() as connection:
                connection.execute("commit")

    def rollback(self) -> None:
        """What the server has forgotten already is forgotten."""
        if self._locked:
            self._locked = False
            with suppress(psycopg.Error):
                if self._connection is not None and not self._connection.closed:
                    self._connection.execute("rollback")

    def wrong_guards(self) -> tuple[str, ...]:
        """Those that are gone or switched off, and triggers nobody here made."""
        with self._reached() as connection:
            there = self._guards_there(connection, "tgenabled = 'O'")
        return tuple(sorted(there ^ GUARDS.keys()))

    def _guards_there(self, connection: psycopg.Connection[Any], state: str) -> set[str]:
        rows = connection.execute(
            "select tgname from pg_trigger where tgrelid = 'events'::regclass "
            f"and not tgisinternal and {state}"
        ).fetchall()
        return {name for (name,) in rows}

    def put_guards_back(self, names: Sequence[str]) -> None:
        """Makes these anew; needs the rights of the table's owner."""
        with self._reached() as connection:
            for name in names:
                connection.execute(f'drop trigger if exists "{name}" on events')
                if name in GUARDS:
                    connection.execute(GUARDS[name])

    def close(self) -> None:
        """Gives both connections up."""
        for connection in (self._connection, self._bell):
            if connection is not None:
                connection.close()


def _limit(connection: psycopg.Connection[Any]) -> None:
    for name, limit in LIMITS.items():
        row = connection.execute("select current_setting(%s)", (name,)).fetchone()
        if row == ("0",):
            connection.execute("select set_config(%s, %s, false)", (name, limit))


def without_password(url: str) -> str:
    """The address as it may be shown."""
    scheme, _, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}"
