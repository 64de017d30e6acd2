"""What came in and is not answered yet, kept on disk before Telegram is told we have it.

PTB confirms an update once it sits in its queue in memory; here the queue itself writes it down
first (`bot.incoming.queue`). An update is handled once: its number, which is its bot's, says
whether it was seen before.
"""

import datetime as dt
from collections.abc import Iterator

from sqlite_utils import Database

from ledger.later import dataclass
from ledger.sealing.ring import Keys

KEPT = dt.timedelta(days=7)
"""Telegram repeats an update for a day at most; its number is remembered for longer."""

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
    """Rows belong to a channel (whose numbers they are: a bot's, so that a new bot's are new) and
    to the process that handles them."""

    def __init__(self, db: Database, channel: str, owner: str, keys: Keys) -> None:
        self._db = db
        self._channel = channel
        self._owner = owner
        self._keys = keys

    def add(self, update_id: int, payload: str, received_at: dt.datetime) -> None:
        """A number seen before changes nothing."""
        self._db.conn.execute(
            "insert or ignore into inbox (channel, id, received_at, payload, owner) "
            "values (?, ?, ?, ?, ?)",
            (
                self._channel,
                update_id,
                received_at.isoformat(),
                self._keys.close(payload),
                self._owner,
            ),
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
            "select payload from inbox where channel = ? and owner = ? and state = 'waiting' "
            "order by id",
            (self._channel, self._owner),
        ).fetchall()
        return (self._keys.open_again(row[0]) for row in rows)

    def count_attempt(self, update_id: int) -> None:
        """One more attempt at answering it."""
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

    def take(self, owner: str) -> list[str]:
        """The payloads that an owner who is gone still owed an answer to, now ours."""
        mine = "channel = ? and owner = ? and state = 'waiting'"
        rows = self._db.conn.execute(
            f"select payload from inbox where {mine} order by id", (self._channel, owner)
        ).fetchall()
        self._db.conn.execute(
            f"update inbox set owner = ? where {mine}", (self._owner, self._channel, owner)
        )
        return [self._keys.open_again(row[0]) for row in rows]

    def owners(self) -> list[str]:
        """The processes whose updates wait."""
        rows = self._db.conn.execute(
            "select distinct owner from inbox where channel = ? and state = 'waiting'",
            (self._channel,),
        )
        return [owner for (owner,) in rows]

    def purge(self, now: dt.datetime) -> None:
        """Forgets numbers that cannot come back."""
        self._db.conn.execute(
            "delete from inbox where state <> 'waiting' and received_at < ?",
            ((now - KEPT).isoformat(),),
        )
