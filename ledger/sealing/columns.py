"""What tables hold of people: closed by their key where it is written, opened where it is read.

In SQL, on every connection with tables:

sealed(person, text)   closed; the same text the same way, so that tables made again are the same
opened(column)         the text, null once the key is destroyed; KeysMissing without keys
words(column)          of mere words: what stands for them where they cannot be read
chat_name(number)      by which a chat is found
"""

import sqlite3
from typing import Any

from sqlite_utils import Database

from ledger.errors_proof import KeysMissing
from ledger.events.base import ERASED, LOCKED_AWAY
from ledger.sealing.ring import Keys


class Tables(Database):
    """A connection whose functions may say that the keys are missing."""

    missing: KeysMissing | None = None

    def __init__(
        self, connection: sqlite3.Connection | None = None, *, memory: bool = False
    ) -> None:
        """Without what is installed beside the library: to look for that takes longer than to open
        a file, and nothing of it may touch a ledger."""
        super().__init__(connection, memory=memory, execute_plugins=False)

    def execute(self, *args: Any, **kwargs: Any) -> sqlite3.Cursor:
        """Raises KeysMissing, where SQLite only says that a function failed."""
        try:
            return super().execute(*args, **kwargs)
        except sqlite3.OperationalError:
            missing, self.missing = self.missing, None
            if missing is not None:
                raise missing from None
            raise


def attach(db: Tables, keys: Keys) -> None:
    """Gives a connection these functions."""

    def sealed(subject: str, value: object) -> str | None:
        return None if value is None or not keys.present else keys.column(subject, str(value))

    def opened(held: str | None) -> str | None:
        try:
            return None if held is None else keys.read_column(held)
        except KeysMissing as missing:
            db.missing = missing
            raise

    def words(held: str | None) -> str:
        if held is not None and not keys.present:
            return LOCKED_AWAY
        return (opened(held) if held is not None else None) or ERASED

    def chat_name(number: str | None) -> str | None:
        return None if number is None or not keys.present else keys.chat(number)

    for name, arguments, function in (
        ("sealed", 2, sealed),
        ("opened", 1, opened),
        ("words", 1, words),
        ("chat_name", 1, chat_name),
    ):
        db.conn.create_function(name, arguments, function, deterministic=True)


def kept(words: str | None) -> str | None:
    """What a table holds of words: nothing, where they cannot be read."""
    return None if words in (ERASED, LOCKED_AWAY) else words
