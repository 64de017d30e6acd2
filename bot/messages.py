"""What is remembered of the messages of a chat: never their words.

Which record a message speaks of, so that quoting or editing it finds it; which buttons it shows.
"""

import json

from sqlite_utils import Database

from bot.outbox import Buttons

SCHEMA = """
create table if not exists messages (
    chat integer not null,
    message integer not null,
    about integer,
    answers integer,
    buttons text,
    shown integer not null default 0,
    primary key (chat, message)
) without rowid;
create index if not exists messages_buttons on messages (chat, shown) where buttons is not null;
"""


class Messages:
    def __init__(self, db: Database) -> None:
        self._db = db

    def sent(
        self,
        chat: int,
        message: int,
        *,
        buttons: Buttons,
        about: int | None,
        answers: int | None,
    ) -> None:
        """The bot's message as it stands now: new, or edited."""
        self._db.conn.execute(
            "insert into messages (chat, message, about, answers, buttons, shown) "
            "values (:chat, :message, :about, :answers, :buttons,"
            " (select coalesce(max(shown), 0) + 1 from messages"
            "  where chat = :chat and buttons is not null)) "
            "on conflict (chat, message) do update set buttons = excluded.buttons,"
            " shown = excluded.shown, about = coalesce(excluded.about, about),"
            " answers = coalesce(answers, excluded.answers)",
            {
                "chat": chat,
                "message": message,
                "about": about,
                "answers": answers,
                "buttons": json.dumps(buttons, ensure_ascii=False) if buttons else None,
            },
        )

    def without_buttons(self, chat: int, message: int) -> None:
        self._db.conn.execute(
            "update messages set buttons = null where chat = ? and message = ?", (chat, message)
        )

    def last_buttons(self, chat: int) -> tuple[int, Buttons] | None:
        """The message last shown with buttons, and its buttons."""
        row = self._db.conn.execute(
            "select message, buttons from messages where chat = ? and buttons is not null "
            "order by shown desc limit 1",
            (chat,),
        ).fetchone()
        if row is None:
            return None
        rows = json.loads(row[1])
        return row[0], tuple(tuple((label, data) for label, data in r) for r in rows)

    def answered_by(self, chat: int, message: int) -> int | None:
        """The person's message that this message of the bot answers."""
        row = self._db.conn.execute(
            "select answers from messages where chat = ? and message = ?", (chat, message)
        ).fetchone()
        return row[0] if row else None

    def speaks_of(self, chat: int, message: int, about: int) -> None:
        """A person's own message led to this record."""
        self._db.conn.execute(
            "insert into messages (chat, message, about) values (?, ?, ?) "
            "on conflict (chat, message) do update set about = excluded.about",
            (chat, message, about),
        )

    def about(self, chat: int, message: int) -> int | None:
        row = self._db.conn.execute(
            "select about from messages where chat = ? and message = ?", (chat, message)
        ).fetchone()
        return row[0] if row else None
