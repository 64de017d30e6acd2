"""Where several towns share a bot: whether who writes in a chat speaks of this one.

Each town keeps it for itself, so that none learns from another where else somebody works.
"""

from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists speaks (
    chat text primary key,
    here integer not null
) without rowid;
"""


class Speaks:
    """The chats whose people were asked of which of their towns they speak."""

    def __init__(self, db: Database, keys: Keys) -> None:
        self._db = db
        self._keys = keys

    def here(self, chat: int) -> bool | None:
        """Whether of this town; None: they were not asked yet."""
        row = self._db.conn.execute(
            "select here from speaks where chat = ?", (self._keys.chat(chat),)
        ).fetchone()
        return bool(row[0]) if row else None

    def note(self, chat: int, *, here: bool) -> None:
        """They said so."""
        self._db.conn.execute(
            "insert or replace into speaks values (?, ?)", (self._keys.chat(chat), here)
        )
