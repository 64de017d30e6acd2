"""What came in and is not answered yet, kept on disk before Telegram is told we have it.

PTB confirms an update once it sits in its queue in memory; here the queue itself writes it down
first. An update is handled once: its number says whether it was seen before.
"""

import asyncio
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database
from telegram import Bot, Update
from telegram.error import NetworkError

from ledger.errors import LedgerLocked

SCHEMA = """
create table if not exists inbox (
    channel text not null,
    id integer not null,
    received_at text not null,
    payload text,
    attempts integer not null default 0,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    owner text not null,
    primary key (channel, id)
) without rowid;
"""


@dataclass(frozen=True)
class Waiting:
    """An update that was received and not answered."""

    received_at: dt.datetime
    attempts: int
    """How often handling it was begun and did not end well."""


class Inbox:
    """Rows belong to a channel (whose numbers they are) and to the process that handles them."""

    def __init__(self, db: Database, channel: str, owner: str) -> None:
        self._db = db
        self._channel = channel
        self._owner = owner

    def add(self, update_id: int, payload: str, received_at: dt.datetime) -> None:
        """A number seen before changes nothing."""
        self._db.conn.execute(
            "insert or ignore into inbox (channel, id, received_at, payload, owner) "
            "values (?, ?, ?, ?, ?)",
            (self._channel, update_id, received_at.isoformat(), payload, self._owner),
        )

    def waiting(self, update_id: int) -> Waiting | None:
        """None when the update was answered, given up, or never received."""
        row = self._db.conn.execute(
            "select received_at, attempts from inbox "
            "where channel = ? and id = ? and state = 'waiting'",
            (self._channel, update_id),
        ).fetchone()
        return Waiting(dt.datetime.fromisoformat(row[0]), row[1]) if row else None

    def unanswered(self) -> Iterator[str]:
        """The payloads this process still owes an answer to, oldest first."""
        rows = self._db.conn.execute(
            "select payload from inbox where owner = ? and state = 'waiting' order by id",
            (self._owner,),
        ).fetchall()
        return (row[0] for row in rows)

    def count_attempt(self, update_id: int) -> None:
        self._db.conn.execute(
            "update inbox set attempts = attempts + 1 where channel = ? and id = ?",
            (self._channel, update_id),
        )

    def close(self, update_id: int, state: str) -> None:
        """`done` or `failed`: what was written is forgotten, the number is kept."""
        self._db.conn.execute(
            "update inbox set state = ?, payload = null where channel = ? and id = ?",
            (state, self._channel, update_id),
        )


class DurableQueue(asyncio.Queue[object]):
    """PTB's queue of updates: what is put in it is on disk when `put` returns.

    Polling confirms an update, and the webhook answers 200, only after that.
    """

    def __init__(self, keep: Callable[[int, str], None]) -> None:
        super().__init__()
        self._keep = keep

    async def put(self, item: object) -> None:
        """Raises NetworkError when it could not be written, so that PTB asks for it again."""
        if isinstance(item, Update):
            try:
                self._keep(item.update_id, item.to_json())
            except (sqlite3.Error, LedgerLocked) as error:
                raise NetworkError("the inbox cannot be written") from error
        await super().put(item)

    async def put_raw(self, raw: dict[str, Any], bot: Bot) -> None:
        """The same for an update that PTB has not read yet. Raises LedgerLocked."""
        self._keep(raw["update_id"], json.dumps(raw))
        await super().put(Update.de_json(raw, bot))
