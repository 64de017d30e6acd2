"""What does not work just now: noted by whoever meets it, shown by `doctor`, gone when it works.

Kept on disk because the one who asks is another process. Never with what people wrote.
"""

import datetime as dt
from dataclasses import dataclass

from sqlite_utils import Database

from ledger.ledger import Ledger

SCHEMA = """
create table if not exists ills (
    channel text not null,
    name text not null,
    since text not null,
    last text not null,
    detail text not null,
    primary key (channel, name)
) without rowid;
"""


@dataclass(frozen=True)
class Ill:
    """Something that fails: `name` is one of `doctor.ill.*`, `detail` the kind of error."""

    name: str
    since: dt.datetime
    last: dt.datetime
    detail: str


class Ills:
    """What fails in the running bot, for `doctor` to tell."""

    def __init__(self, db: Database, channel: str) -> None:
        self._db = db
        self._channel = channel

    def note(self, name: str, detail: str, at: dt.datetime) -> None:
        """Notes that it fails, since when and how often."""
        self._db.conn.execute(
            "insert into ills values (?, ?, ?, ?, ?) on conflict (channel, name) do update "
            "set last = excluded.last, detail = excluded.detail",
            (self._channel, name, at.isoformat(), at.isoformat(), detail),
        )

    def heal(self, name: str) -> None:
        """Notes that it works again."""
        self._db.conn.execute(
            "delete from ills where channel = ? and name = ?", (self._channel, name)
        )

    def clear(self) -> None:
        """A process begins well."""
        self._db.conn.execute("delete from ills where channel = ?", (self._channel,))

    def all(self) -> list[Ill]:
        """Of every channel, the oldest first."""
        rows = self._db.conn.execute("select name, since, last, detail from ills order by since")
        when = dt.datetime.fromisoformat
        return [Ill(name, when(since), when(last), detail) for name, since, last, detail in rows]


def names_of_ills(ledger: Ledger) -> list[str]:
    """What the bot of a ledger says is wrong with it, for who watches over the process."""
    if not ledger.file.table("ills").exists():
        return []
    query = "select distinct name from ills where channel = 'telegram' order by name"
    return [name for (name,) in ledger.file.execute(query).fetchall()]
