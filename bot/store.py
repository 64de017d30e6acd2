"""The adapter's own tables in the ledger's SQLite file, over a connection of its own.

What must survive a power cut before somebody else lets go of it (an update, before Telegram is
told) is written with `synchronous=FULL`. The rest is written with NORMAL: it survives the death
of the process, and after a power cut SQLite loses only the newest transactions, in order. A turn
whose end is lost that way is still in the inbox, and is answered again from there.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from sqlite_utils import Database
from telegram import Update

from bot import drafts, inbox, messages, outbox
from bot.outbox import Letter
from handlers.turn import Turn
from ledger.clock import Clock

BUSY_SECONDS = 5

SEATS = """
create table if not exists seats (id integer primary key, person text not null unique);
create table if not exists console_numbers (last integer not null);
"""

FIRST_SEAT = 1 << 53
"""Chats of the console are numbered from here, above any number Telegram gives."""

BLOCK = 50
"""Numbers of messages that a console takes at once; what it does not use is skipped."""


class Store:
    """Inbox, outbox, drafts and messages of one channel (`telegram`, `console`).

    Rows that wait belong to the process that wrote them. `adopt` takes over those of processes
    that are gone, so that two consoles on one file never answer each other's turns.
    """

    def __init__(self, path: Path, channel: str, clock: Clock) -> None:
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        self._db = Database(connection)
        self._clock = clock
        self.path = path
        self.channel = channel
        self._owner = f"{channel}:{os.getpid()}"
        self._create()
        self.inbox = inbox.Inbox(self._db, channel, self._owner)
        self.outbox = outbox.Outbox(self._db, self._owner)
        self.drafts = drafts.Drafts(self._db)
        self.messages = messages.Messages(self._db)
        self._numbers: Iterator[int] = iter(())

    def close(self) -> None:
        self._db.conn.close()

    def about(self, chat: str, message: int) -> int | None:
        """Seq of the event that a message of this chat speaks of, the bot's or a person's own."""
        return self.messages.about(int(chat), message)

    def keep(self, update: Update) -> None:
        """Writes an update down, durably."""
        with self._writing(durable=True):
            self.inbox.add(update.update_id, update.to_json(), self._clock.now())

    def settle(
        self,
        update_id: int,
        turn: Turn,
        draft: Mapping[str, object] | None,
        letters: Sequence[Letter],
    ) -> None:
        """Closes a turn: where the talk stands, what will be said, and that it was answered."""
        with self._writing():
            self.drafts.put(turn.chat, turn.person, draft)
            self._add(letters)
            self._link(turn, letters)
            self.inbox.close(update_id, "done")

    def give_up(self, update_id: int, letters: Sequence[Letter]) -> None:
        with self._writing():
            self._add(letters)
            self.inbox.close(update_id, "failed")

    def post(self, letters: Sequence[Letter]) -> None:
        """Puts in the outbox what no turn asked for."""
        with self._writing():
            self._add(letters)

    def sent(self, letter: Letter, message: int | None) -> None:
        """Telegram took it: it leaves the outbox, and the message it became is remembered."""
        with self._writing():
            self.outbox.remove(letter)
            if message is None:
                return
            if letter.method == "editMessageReplyMarkup":
                self.messages.without_buttons(letter.chat, message)
            else:
                self.messages.sent(
                    letter.chat,
                    message,
                    buttons=letter.buttons,
                    about=letter.about,
                    answers=letter.answers,
                )

    def adopt(self) -> None:
        """Takes over what processes of this channel that are no more left behind."""
        owners = self._db.conn.execute(
            "select distinct owner from inbox where state = 'waiting' "
            "union select distinct owner from outbox where state = 'waiting'"
        ).fetchall()
        gone = [o for (o,) in owners if o != self._owner and not _alive(o, self.channel)]
        with self._writing():
            for owner in gone:
                for table in ("inbox", "outbox"):
                    self._db.conn.execute(
                        f"update {table} set owner = ? where owner = ? and state = 'waiting'",
                        (self._owner, owner),
                    )

    def seat(self, person: str) -> int:
        """The console chat of a person, the same for ever."""
        find = "select id from seats where person = ?"
        row = self._db.conn.execute(find, (person,)).fetchone()
        if row is None:
            with self._writing():
                self._db.conn.execute("insert or ignore into seats (person) values (?)", (person,))
            row = self._db.conn.execute(find, (person,)).fetchone()
        return FIRST_SEAT + int(row[0])

    def seated(self, chat: int) -> str | None:
        row = self._db.conn.execute(
            "select person from seats where id = ?", (chat - FIRST_SEAT,)
        ).fetchone()
        return row[0] if row else None

    def number(self) -> int:
        """A number for a message or an update of the console, greater than any given before."""
        number = next(self._numbers, None)
        if number is None:
            with self._writing():
                (last,) = self._db.conn.execute("select last from console_numbers").fetchone()
                self._db.conn.execute("update console_numbers set last = ?", (last + BLOCK,))
            self._numbers = iter(range(last + 1, last + BLOCK + 1))
            number = next(self._numbers)
        return number

    def _create(self) -> None:
        with self._writing():
            for script in (inbox, outbox, drafts, messages):
                for statement in script.SCHEMA.split(";"):
                    self._db.conn.execute(statement)
            for statement in SEATS.split(";"):
                self._db.conn.execute(statement)
            self._db.conn.execute(
                "insert into console_numbers select 0 "
                "where not exists (select 1 from console_numbers)"
            )

    def _add(self, letters: Sequence[Letter]) -> None:
        for letter in letters:
            self.outbox.add(letter)

    def _link(self, turn: Turn, letters: Sequence[Letter]) -> None:
        """The message in which a person wrote a report speaks of the record it became."""
        about = next((letter.about for letter in letters if letter.about is not None), None)
        if about is None or turn.message is None:
            return
        chat = int(turn.chat)
        source = self.messages.answered_by(chat, turn.message)
        for message in chain((turn.message,), () if source is None else (source,)):
            self.messages.speaks_of(chat, message, about)

    @contextmanager
    def _writing(self, *, durable: bool = False) -> Iterator[None]:
        """One transaction, the write lock first."""
        execute = self._db.conn.execute
        if durable:
            execute("pragma synchronous = full")
        execute("begin immediate")
        try:
            yield
        except BaseException:
            execute("rollback")
            raise
        else:
            execute("commit")
        finally:
            if durable:
                execute("pragma synchronous = normal")


def _alive(owner: str, channel: str) -> bool:
    """Whether the process that owns a row still runs, or the row is another channel's."""
    name, _, pid = owner.rpartition(":")
    if name != channel:
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
