"""Files that people sent and Telegram has not handed over yet: asked for again until they come.

The message was answered without its file; the update is kept here, so that what it proves is not
lost to a bad hour of the network.
"""

import datetime as dt
from dataclasses import dataclass

from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists owed (
    channel text not null,
    id integer not null,
    payload text not null,
    since text not null,
    tries integer not null default 0,
    next_at text not null,
    primary key (channel, id)
) without rowid;
"""

FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(minutes=30)
PATIENCE = dt.timedelta(days=1)
"""So long Telegram is asked; then the person is asked to send the file again."""


@dataclass(frozen=True)
class OwedFile:
    """A file that could not be fetched yet, and the update it came with."""

    id: int
    payload: str
    since: dt.datetime
    tries: int


class Owed:
    """Files still to be fetched, and when to try again."""

    def __init__(self, db: Database, channel: str, keys: Keys) -> None:
        self._db = db
        self._keys = keys
        self._channel = channel
        self._none = False
        """Whether nothing is owed, as far as this process knows: another asks for its own."""

    def add(self, update_id: int, payload: str, now: dt.datetime) -> None:
        """One more, to be tried after a first pause."""
        self._none, next_at = False, (now + FIRST_PAUSE).isoformat()
        self._db.conn.execute(
            "insert or ignore into owed (channel, id, payload, since, next_at) "
            "values (?, ?, ?, ?, ?)",
            (self._channel, update_id, self._keys.close(payload), now.isoformat(), next_at),
        )

    def ripe(self, now: dt.datetime) -> list[OwedFile]:
        """Those to ask for now, the oldest first."""
        if self._none:
            return []
        rows = self._db.conn.execute(
            "select id, payload, since, tries from owed where channel = ? and next_at <= ? "
            "order by since, id",
            (self._channel, now.isoformat()),
        ).fetchall()
        self._none = not rows and not self.count()
        opened = self._keys.open_again
        return [
            OwedFile(i, opened(p), dt.datetime.fromisoformat(s), tries) for i, p, s, tries in rows
        ]

    def later(self, owed: OwedFile, now: dt.datetime) -> None:
        """Asked in vain: again after twice the time."""
        pause = min(FIRST_PAUSE * 2 ** min(owed.tries + 1, 10), LONGEST_PAUSE)
        self._db.conn.execute(
            "update owed set tries = tries + 1, next_at = ? where channel = ? and id = ?",
            ((now + pause).isoformat(), self._channel, owed.id),
        )

    def remove(self, update_id: int) -> None:
        """It came, or is no more to be had."""
        self._db.conn.execute(
            "delete from owed where channel = ? and id = ?", (self._channel, update_id)
        )

    def count(self) -> int:
        """How many are still to come."""
        (count,) = self._db.conn.execute("select count(*) from owed").fetchone()
        return int(count)
