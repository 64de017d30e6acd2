"""Where each person's talk stands in each chat, saved before the reply leaves."""

import json
from collections.abc import Mapping

from sqlite_utils import Database

SCHEMA = """
create table if not exists drafts (
    chat text not null,
    person text not null,
    draft text not null,
    primary key (chat, person)
) without rowid;
"""

NOBODY = ""
"""Stands for the person of an unknown chat."""


class Drafts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, chat: str, person: str | None) -> Mapping[str, object] | None:
        row = self._db.conn.execute(
            "select draft from drafts where chat = ? and person = ?", (chat, person or NOBODY)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, chat: str, person: str | None, draft: Mapping[str, object] | None) -> None:
        """None: no talk is open."""
        if draft is None:
            self._db.conn.execute(
                "delete from drafts where chat = ? and person = ?", (chat, person or NOBODY)
            )
        else:
            self._db.conn.execute(
                "insert or replace into drafts values (?, ?, ?)",
                (chat, person or NOBODY, json.dumps(draft, ensure_ascii=False)),
            )
