"""Which record a message of a chat speaks of, so that quoting or editing it finds it.

Only numbers are kept, never words; and only of messages that may lead to a record.
"""

from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists messages (
    chat text not null,
    message integer not null,
    about integer,
    answers integer,
    primary key (chat, message)
) without rowid;
"""


class Messages:
    """Which report each message speaks of, so that quoting or editing it speaks of that."""

    def __init__(self, db: Database, keys: Keys) -> None:
        self._db = db
        self._keys = keys

    def sent(self, chat: int, message: int, *, about: int | None, answers: int | None) -> None:
        """The bot's message, new or edited: what it reports, which person's message it answers."""
        self._db.conn.execute(
            "insert into messages values (?, ?, ?, ?) on conflict (chat, message) do update "
            "set about = coalesce(excluded.about, about),"
            " answers = coalesce(answers, excluded.answers)",
            (self._keys.chat(chat), message, about, answers),
        )

    def answered_by(self, chat: int, message: int) -> int | None:
        """The person's message that this message of the bot answers."""
        return self._one("answers", chat, message)

    def speaks_of(self, chat: int, message: int, about: int) -> None:
        """A person's own message led to this record."""
        self._db.conn.execute(
            "insert into messages (chat, message, about) values (?, ?, ?) "
            "on conflict (chat, message) do update set about = excluded.about",
            (self._keys.chat(chat), message, about),
        )

    def about(self, chat: int, message: int) -> int | None:
        """Seq of the report; None where the message speaks of none."""
        return self._one("about", chat, message)

    def knows(self, chat: int, message: int) -> bool:
        """Whether this is a message that was noted here."""
        row = self._db.conn.execute(
            "select 1 from messages where chat = ? and message = ?",
            (self._keys.chat(chat), message),
        ).fetchone()
        return row is not None

    def _one(self, column: str, chat: int, message: int) -> int | None:
        row = self._db.conn.execute(
            f"select {column} from messages where chat = ? and message = ?",
            (self._keys.chat(chat), message),
        ).fetchone()
        return row[0] if row else None
