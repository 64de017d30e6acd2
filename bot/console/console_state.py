"""What the console's Bot API remembers between processes, as Telegram's servers would."""

from collections.abc import Iterator

from pydantic_core import from_json, to_json

from bot.outgoing.outbox import Buttons, buttons_from
from bot.store import Store

SCHEMA = (
    "create table if not exists seats (id integer primary key, person text not null unique)",
    "create table if not exists console_numbers (last integer not null)",
    "create table if not exists keyboards (id integer primary key, chat integer not null, "
    "message integer not null, buttons text not null)",
    "insert into console_numbers select 0 where not exists (select 1 from console_numbers)",
)

FIRST_SEAT = 1 << 53
"""Chats of the console are numbered from here, above any number Telegram gives."""

BLOCK = 50
"""Numbers that a console takes at once; those it does not use are skipped."""


class ConsoleState:
    """Who sits at which chat of the console, and what was shown there, kept in the ledger's
    file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.db
        self._numbers: Iterator[int] = iter(())
        self._seats: dict[str, int] = {}
        self._people: dict[int, str] = {}
        with store.writing():
            for statement in SCHEMA:
                self._db.conn.execute(statement)

    def seat(self, person: str) -> int:
        """The chat of a person, the same for ever."""
        if person not in self._seats:
            self._seats[person] = self._seat(person)
        return self._seats[person]

    def _seat(self, person: str) -> int:
        find = "select id from seats where person = ?"
        row = self._db.conn.execute(find, (person,)).fetchone()
        if row is None:
            with self._store.writing():
                self._db.conn.execute("insert or ignore into seats (person) values (?)", (person,))
            row = self._db.conn.execute(find, (person,)).fetchone()
        return FIRST_SEAT + int(row[0])

    def seated(self, chat: int) -> str | None:
        """Code of the person at a chat; None where nobody sits."""
        if chat not in self._people:
            row = self._db.conn.execute(
                "select person from seats where id = ?", (chat - FIRST_SEAT,)
            ).fetchone()
            if row is None:
                return None
            self._people[chat] = row[0]
        return self._people[chat]

    def number(self) -> int:
        """A number for a message or an update, greater than any given before."""
        number = next(self._numbers, None)
        if number is None:
            with self._store.writing():
                (last,) = self._db.conn.execute("select last from console_numbers").fetchone()
                self._db.conn.execute("update console_numbers set last = ?", (last + BLOCK,))
            self._numbers = iter(range(last + 1, last + BLOCK + 1))
            number = next(self._numbers)
        return number

    def show_buttons(self, chat: int, message: int, buttons: Buttons) -> None:
        """The buttons of a new message, the last one shown."""
        # The bot notes at once that it was sent: one transaction serves both.
        self._store.later(lambda: self._note(chat, message, buttons))

    def change_buttons(self, chat: int, message: int, buttons: Buttons) -> None:
        """The buttons of a message as it is shown now; it becomes the last one shown."""
        self._store.later(lambda: self._note_anew(chat, message, buttons))

    def _note(self, chat: int, message: int, buttons: Buttons) -> None:
        if buttons:
            self._db.conn.execute(
                "insert into keyboards (chat, message, buttons) values (?, ?, ?)",
                (chat, message, to_json(buttons).decode()),
            )

    def _note_anew(self, chat: int, message: int, buttons: Buttons) -> None:
        # Looked for from the newest on: what changes was most often shown a moment ago.
        self._db.conn.execute(
            "delete from keyboards where id = (select id from keyboards "
            "where chat = ? and message = ? order by id desc limit 1)",
            (chat, message),
        )
        self._note(chat, message, buttons)

    def last_buttons(self, chat: int) -> tuple[int, Buttons] | None:
        """The message last shown with buttons, and its buttons."""
        row = self._db.conn.execute(
            "select message, buttons from keyboards where chat = ? order by id desc limit 1",
            (chat,),
        ).fetchone()
        return (row[0], buttons_from(from_json(row[1]))) if row else None
