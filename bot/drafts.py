"""Where each person's talk stands in each chat, saved before the reply leaves.

A draft may hold a judgement or a file's name: one that nobody goes on with is forgotten.
"""

import datetime as dt
import json
from collections.abc import Mapping

from sqlite_utils import Database

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

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, chat: str, person: str | None) -> Mapping[str, object] | None:
        """Where a talk stands; None where none is open."""
        row = self._db.conn.execute(
            "select draft from drafts where chat = ? and person = ?", (chat, person or NOBODY)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def put(
        self, chat: str, person: str | None, draft: Mapping[str, object] | None, at: dt.datetime
    ) -> None:
        """None: no talk is open."""
        if draft is None:
            self._db.conn.execute(
                "delete from drafts where chat = ? and person = ?", (chat, person or NOBODY)
            )
        else:
            self._db.conn.execute(
                "insert or replace into drafts (chat, person, draft, at) values (?, ?, ?, ?)",
                (chat, person or NOBODY, json.dumps(draft, ensure_ascii=False), at.isoformat()),
            )

    def all(self) -> list[str]:
        """Every draft as written, for who asks which files are still needed."""
        return [row[0] for row in self._db.conn.execute("select draft from drafts")]

    def purge(self, now: dt.datetime) -> None:
        """Forgets talks nobody went on with."""
        self._db.conn.execute("delete from drafts where at < ?", ((now - KEPT).isoformat(),))
