"""The adapter's own tables in the ledger's SQLite file, over a connection of its own.

What must survive a power cut before somebody else lets go of it (an update, before Telegram is
told) is written with `synchronous=FULL`. The rest is written with NORMAL: it survives the death
of the process, and after a power cut SQLite loses only the newest transactions, in order. A turn
whose end is lost that way is still in the inbox, and is answered again from there.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path

from sqlite_utils import Database

from bot import drafts, inbox, messages, outbox
from bot.outbox import Letter
from handlers.turn import Turn
from ledger.clock import Clock
from ledger.errors import LedgerLocked

BUSY_SECONDS = 5

CONSOLE = "console"
"""The channel that has nobody upstream: no one lets go of an update because we have it."""


class Store:
    """Inbox, outbox, drafts and messages of one channel (`telegram`, `console`).

    Rows that wait belong to the process that wrote them. `adopt` takes over those of processes
    that are gone, so that two consoles on one file never answer each other's turns.
    """

    def __init__(self, path: Path, channel: str, clock: Clock) -> None:
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        self.db = Database(connection)
        self._clock = clock
        self.path = path
        self.channel = channel
        self._owner = f"{channel}:{os.getpid()}"
        self._later: list[Callable[[], None]] = []
        self._create()
        self.inbox = inbox.Inbox(self.db, channel, self._owner)
        self.outbox = outbox.Outbox(self.db, self._owner)
        self.drafts = drafts.Drafts(self.db)
        self.messages = messages.Messages(self.db)

    def close(self) -> None:
        self.db.conn.close()

    def about(self, chat: str, message: int) -> int | None:
        """Seq of the event that a message of this chat speaks of, the bot's or a person's own."""
        return self.messages.about(int(chat), message)

    def keep(self, update_id: int, payload: str) -> None:
        """Writes an update down: durably, where somebody upstream then forgets it."""
        with nullcontext() if self.channel == CONSOLE else self._durably(), self.writing():
            self.inbox.add(update_id, payload, self._clock.now())

    def settle(
        self,
        update_id: int,
        turn: Turn,
        draft: Mapping[str, object] | None,
        letters: Sequence[Letter],
    ) -> list[Letter]:
        """Closes a turn: where the talk stands, what will be said, and that it was answered.

        Returns the letters as they stand in the outbox.
        """
        with self.writing():
            self.drafts.put(turn.chat, turn.person, draft)
            self._link(turn, letters)
            self.inbox.close(update_id, "done")
            return self._add(letters)

    def give_up(self, update_id: int, letters: Sequence[Letter]) -> list[Letter]:
        with self.writing():
            self.inbox.close(update_id, "failed")
            return self._add(letters)

    def post(self, letters: Sequence[Letter]) -> list[Letter]:
        """Puts in the outbox what no turn asked for."""
        with self.writing():
            return self._add(letters)

    def post_within(self, ledger: Database, letters: Sequence[Letter]) -> list[Letter]:
        """The same over the ledger's own connection, in the transaction it has open: what is
        recorded and what is said of it are written both or neither."""
        box = outbox.Outbox(ledger, self._owner)
        return [box.add(letter) for letter in letters]

    def sent(self, letter: Letter, message: int | None) -> None:
        """Telegram took it: it leaves the outbox, and the message it became is remembered."""
        with self.writing():
            self.outbox.remove(letter)
            if message is not None and (letter.about, letter.answers) != (None, None):
                self.messages.sent(letter.chat, message, about=letter.about, answers=letter.answers)

    def later(self, write: Callable[[], None]) -> None:
        """Something to write with the next transaction, whatever that one is about."""
        self._later.append(write)

    def adopt(self) -> None:
        """Takes over what processes of this channel that are no more left behind."""
        owners = self.db.conn.execute(
            "select distinct owner from inbox where state = 'waiting' "
            "union select distinct owner from outbox where state = 'waiting'"
        ).fetchall()
        gone = [o for (o,) in owners if o != self._owner and not _alive(o, self.channel)]
        with self.writing():
            for owner in gone:
                for table in ("inbox", "outbox"):
                    self.db.conn.execute(
                        f"update {table} set owner = ? where owner = ? and state = 'waiting'",
                        (self._owner, owner),
                    )
            # Nothing of ours is on its way yet: what seems so was of one that is no more.
            self.outbox.give_up_doubtful()

    def _create(self) -> None:
        with self.writing():
            for table in (inbox, outbox, drafts, messages):
                self.db.conn.execute(table.SCHEMA)

    def _add(self, letters: Sequence[Letter]) -> list[Letter]:
        return [self.outbox.add(letter) for letter in letters]

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
    def _durably(self) -> Iterator[None]:
        """Commits inside it have reached the disk when they return."""
        self.db.conn.execute("pragma synchronous = full")
        try:
            yield
        finally:
            self.db.conn.execute("pragma synchronous = normal")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, the write lock first. Raises LedgerLocked."""
        execute = self.db.conn.execute
        try:
            execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise LedgerLocked(str(self.path)) from error
        try:
            for write in self._later:
                write()
            yield
        except BaseException:
            execute("rollback")
            raise
        execute("commit")
        self._later.clear()


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
