"""The commands each chat was offered last, so that a restart offers only what changed."""

import json

from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists menus (
    channel text not null,
    chat text not null,
    commands text not null,
    primary key (channel, chat)
) without rowid;
"""

Commands = tuple[tuple[str, str], ...]
"""Names and descriptions, as `setMyCommands` takes them."""

EVERYBODY = 0
"""Stands for the menu of chats that have none of their own."""


class MenusKept:
    """Which commands each chat was offered last, so that they are sent once."""

    def __init__(self, db: Database, channel: str, keys: Keys) -> None:
        self._db = db
        self._keys = keys
        self._channel = channel
        self._known: dict[int, Commands | None] = {}

    def get(self, chat: int) -> Commands | None:
        """What the chat was offered; None: nothing yet. Asked after every turn, so remembered."""
        if chat not in self._known:
            self._known[chat] = self._read(chat)
        return self._known[chat]

    def _read(self, chat: int) -> Commands | None:
        row = self._db.conn.execute(
            "select commands from menus where channel = ? and chat = ?",
            (self._channel, self._keys.chat(chat)),
        ).fetchone()
        return tuple((name, text) for name, text in json.loads(row[0])) if row else None

    def put(self, chat: int, commands: Commands) -> None:
        """Notes what it is offered now."""
        self._known.pop(chat, None)
        self._db.conn.execute(
            "insert or replace into menus values (?, ?, ?)",
            (self._channel, self._keys.chat(chat), json.dumps(commands, ensure_ascii=False)),
        )
