"""Where each person's talk stands in each chat, saved before the reply leaves.

A draft may hold a judgement or a file's name: it is closed, and one that nobody goes on with is
forgotten.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pydantic_core import from_json, to_json
from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists drafts (
    chat text not null,
    person text not null,
    draft text not null,
    at text not null default '',
    primary key (chat, person)
) without rowid;
"""

KEPT = dt.timedelta(days=7)

NOBODY = ""
"""Stands for the person of an unknown chat."""


class Drafts:
    """Half-finished talks, by chat and person, kept before the reply leaves."""

    def __init__(self, db: Database, keys: Keys) -> None:
        self._db = db
        self._keys = keys

    def get(self, chat: str, person: str | None) -> Mapping[str, object] | None:
        """Where a talk stands; None where none is open."""
        row = self._db.conn.execute(
            "select draft from drafts where chat = ? and person = ?",
            (self._keys.chat(chat), person or NOBODY),
        ).fetchone()
        return from_json(self._keys.open_again(row[0])) if row else None

    def put(
        self, chat: str, person: str | None, draft: Mapping[str, object] | None, at: dt.datetime
    ) -> None:
        """None: no talk is open."""
        place = (self._keys.chat(chat), person or NOBODY)
        if draft is None:
            self._db.conn.execute("delete from drafts where chat = ? and person = ?", place)
        else:
            self._db.conn.execute(
                "insert or replace into drafts (chat, person, draft, at) values (?, ?, ?, ?)",
                (
                    *place,
                    self._keys.close(to_json(draft).decode()),
                    at.isoformat(),
                ),
            )

    def all(self) -> list[str]:
        """Every draft as written, for who asks which files are still needed."""
        rows = self._db.conn.execute("select draft from drafts")
        return [self._keys.open_again(row[0]) for row in rows]

    def purge(self, now: dt.datetime) -> None:
        """Forgets talks nobody went on with."""
        self._db.conn.execute("delete from drafts where at < ?", ((now - KEPT).isoformat(),))


class Beside(Protocol):
    """Tables on the server of a log."""

    def beside(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; a value's place in it is `?`. Raises LedgerUnreachable."""
        ...


class SharedDrafts(Drafts):
    """The same on the server of the log, for workers that take each other's chats over.

    Written before what else closes a turn: who dies between the two leaves an update that is
    answered again, on a talk that has gone on, as after a press that came twice.
    """

    def __init__(self, server: Beside, keys: Keys) -> None:
        self._server = server
        self._keys = keys
        server.beside(SCHEMA.replace(" without rowid", ""))

    def get(self, chat: str, person: str | None) -> Mapping[str, object] | None:
        """Where a talk stands, whoever answered last."""
        rows = self._server.beside(
            "select draft from drafts where chat = ? and person = ?",
            (self._keys.chat(chat), person or NOBODY),
        )
        return from_json(self._keys.open_again(rows[0][0])) if rows else None

    def put(
        self, chat: str, person: str | None, draft: Mapping[str, object] | None, at: dt.datetime
    ) -> None:
        """None: no talk is open."""
        place = (self._keys.chat(chat), person or NOBODY)
        if draft is None:
            self._server.beside("delete from drafts where chat = ? and person = ?", place)
            return
        closed = self._keys.close(to_json(draft).decode())
        self._server.beside(
            "insert into drafts (chat, person, draft, at) values (?, ?, ?, ?) "
            "on conflict (chat, person) do update set draft = excluded.draft, at = excluded.at",
            (*place, closed, at.isoformat()),
        )

    def all(self) -> list[str]:
        """Every draft as written, of every worker."""
        rows = self._server.beside("select draft from drafts")
        return [self._keys.open_again(row[0]) for row in rows]

    def purge(self, now: dt.datetime) -> None:
        """Forgets talks nobody went on with."""
        self._server.beside("delete from drafts where at < ?", ((now - KEPT).isoformat(),))
