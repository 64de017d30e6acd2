"""The adapter's own tables in the ledger's SQLite file, over a connection of its own.

What people wrote and what they are told is closed by the key of the house while it waits, and chats
go by another name than their number: nothing here is to be read by who has the file.

What must survive a power cut before somebody else lets go of it (an update, before Telegram is
told) is written with `synchronous=FULL`. The rest is written with NORMAL: it survives the death
of the process, and after a power cut SQLite loses only the newest transactions, in order. A turn
whose end is lost that way is still in the inbox, and is answered again from there.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from bot import drafts
from bot.incoming import door, inbox, messages, owed
from bot.outgoing import menus_kept, outbox
from bot.outgoing.outbox import Letter
from bot.process import ills, owners
from bot.towns import speaks
from handlers.turn import Turn
from ledger.clock import Clock
from ledger.errors_file import LedgerLocked, LedgerReadOnly
from ledger.file import keys_of_what_waits
from ledger.sealing.columns import Tables

BUSY_SECONDS = 5

CONSOLE = "console"
"""The channel that has nobody upstream: no one lets go of an update because we have it."""


TABLES = (inbox, outbox, drafts, messages, owners, ills, owed, door, menus_kept, speaks)

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


def may_pass(error: Exception) -> bool:
    """Whether an error is of the file and not of what was asked: held by another, disk full."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in PASSING
    return isinstance(error, LedgerLocked | LedgerReadOnly)


@dataclass(frozen=True)
class LeftBehind:
    """What processes that are gone had still to say and to answer."""

    letters: list[Letter]
    payloads: list[str]


class Store:
    """Inbox, outbox, drafts and messages of one channel (`telegram`, `console`).

    Rows that wait belong to the process that wrote them. `adopt` takes over those of processes
    that are gone, so that two consoles on one file never answer each other's turns. `bot` is the
    number of the bot whose updates the inbox holds: another bot numbers its own.
    """

    def __init__(self, path: Path, channel: str, clock: Clock, bot: int | None = None) -> None:
        with ExitStack() as undo:
            connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
            undo.callback(connection.close)
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            self.db = Tables(connection)
            self.keys = keys_of_what_waits(path, self.db)
            undo.callback(self.keys.shut)
            self._clock = clock
            self.path = path
            self.channel = channel
            self.shares_bot = False
            """Whether other towns speak through the same bot: then each knows its own buttons."""
            self._later: list[Callable[[], None]] = []
            self.owners = owners.Owners(self.db, channel)
            numbers = channel if bot is None else f"{channel}:{bot}"
            self.inbox = inbox.Inbox(self.db, numbers, self.owners.ours, self.keys)
            self.outbox = outbox.Outbox(self.db, self.owners.ours, self.keys)
            self.owed = owed.Owed(self.db, numbers, self.keys)
            self.drafts = drafts.Drafts(self.db, self.keys)
            self.messages = messages.Messages(self.db, self.keys)
            self.strangers = door.Strangers(self.db, self.keys)
            self.speaks = speaks.Speaks(self.db, self.keys)
            self.menus = menus_kept.MenusKept(self.db, numbers, self.keys)
            self._ills = ills.Ills(self.db, channel)
            self._ailing: set[str] = set()
            self._create(numbers)
            undo.pop_all()

    def close(self) -> None:
        """Gives the connection up."""
        self.db.conn.close()
        self.keys.shut()

    def about(self, chat: str, message: int) -> int | None:
        """Seq of the event that a message of this chat speaks of, the bot's or a person's own."""
        return self.messages.about(int(chat), message)

    def keep(self, update_id: int, payload: str) -> None:
        """Writes an update down: durably, where somebody upstream then forgets it."""
        with nullcontext() if self.channel == CONSOLE else self._durably(), self.writing():
            self.inbox.add(update_id, payload, self._clock.now())

    def settle(
        self,
        updates: Sequence[int],
        turn: Turn,
        draft: Mapping[str, object] | None,
        letters: Sequence[Letter],
        *,
        before: Mapping[str, object] | None = None,
        owed: Mapping[int, str] | None = None,
        leaving: bool = False,
    ) -> list[Letter]:
        """Closes a turn: where the talk stands, what will be said, and that it was answered.

        `updates` are one, or those of an album, its words' first. `before` is where the talk stood;
        `owed` the updates as received, by number, whose file is still to come. With `leaving` the
        first letter is given to Telegram at once, and so is marked here. Returns the letters as
        they stand in the outbox.
        """
        now = self._clock.now()
        with self.writing():
            if draft is not None or before is not None:
                self.drafts.put(turn.chat, turn.person, draft, now)
            self._link(turn, letters)
            for update_id in updates:
                self.inbox.close(update_id, "done")
                if owed and update_id in owed:
                    self.owed.add(update_id, owed[update_id], now)
                elif turn.attachment is not None:
                    self.owed.remove(update_id)
            if turn.person is None:
                self.strangers.tell(int(turn.chat), now)
            first, rest = letters[:1], letters[1:]
            marks = leaving and bool(first) and first[0].repeats
            return [*(self.outbox.add(one, leaves=marks) for one in first), *self._add(rest)]

    def give_up(self, updates: Sequence[int], letters: Sequence[Letter]) -> list[Letter]:
        """Closes a turn that cannot be answered, with what is said of it."""
        with self.writing():
            for update_id in updates:
                self.inbox.close(update_id, "failed")
            return self._add(letters)

    def post(self, letters: Sequence[Letter]) -> list[Letter]:
        """Puts in the outbox what no turn asked for."""
        with self.writing():
            return self._add(letters)

    def post_within(self, ledger: Database, letters: Sequence[Letter]) -> list[Letter]:
        """The same over the ledger's own connection, in the transaction it has open: what is
        recorded and what is said of it are written both or neither."""
        box = outbox.Outbox(ledger, self.owners.ours, self.keys)
        return [box.add(letter) for letter in letters]

    def sent(self, letter: Letter, message: int | None) -> None:
        """Telegram took it: it leaves the outbox, and the message it became is remembered."""
        with self.writing():
            self.outbox.remove(letter)
            tells = (letter.about, letter.answers) != (None, None)
            if message is not None and (tells or (self.shares_bot and letter.buttons)):
                self.messages.sent(letter.chat, message, about=letter.about, answers=letter.answers)

    def later(self, write: Callable[[], None]) -> None:
        """Something to write with the next transaction, whatever that one is about."""
        self._later.append(write)

    def resume(self) -> LeftBehind:
        """What this process has to say and to answer as it starts, whoever left it behind."""
        self.adopt()
        with self.writing():
            # Nothing of ours is on its way yet: what seems so was of one that is no more.
            self.outbox.give_up_doubtful()
            self._ills.clear()
        return LeftBehind(self.outbox.waiting(), list(self.inbox.unanswered()))

    def adopt(self) -> LeftBehind:
        """Takes over what processes of this channel that are no more left behind."""
        with self.writing():
            self.owners.beat()
            gone = {
                owner
                for owner in (*self.inbox.owners(), *self.outbox.owners())
                if self.owners.gone(owner)
            }
            letters = [letter for owner in sorted(gone) for letter in self.outbox.take(owner)]
            payloads = [payload for owner in sorted(gone) for payload in self.inbox.take(owner)]
            self.owners.forget_gone()
        return LeftBehind(letters, payloads)

    def claim(self) -> str | None:
        """Takes the place of the one process that listens; None when it is ours now, else the
        name of the living process that has it."""
        with self.writing():
            other = self.owners.listener()
            if other is None:
                self.owners.listen()
            return other

    def leave(self) -> None:
        """Gives up the place of who listens, for whoever waits to take over."""
        with self.writing():
            self.owners.leave()

    def purge(self) -> None:
        """Forgets what nobody will ask for: old numbers, old drafts, strangers, failures."""
        now = self._clock.now()
        with self.writing():
            self.inbox.purge(now)
            self.drafts.purge(now)
            self.strangers.purge(now)
            self.outbox.purge()

    def ails(self, name: str, detail: str) -> None:
        """Something fails, for `doctor` to tell. That it cannot be noted changes nothing."""
        self._ailing.add(name)
        with suppress(LedgerLocked, sqlite3.Error), self.writing():
            self._ills.note(name, detail, self._clock.now())

    def heals(self, name: str) -> None:
        """It works. Costs nothing where it did before."""
        if name in self._ailing:
            with suppress(LedgerLocked, sqlite3.Error), self.writing():
                self._ills.heal(name)
                self._ailing.discard(name)

    def ills(self) -> list[ills.Ill]:
        """What fails at present."""
        return self._ills.all()

    def _create(self, numbers: str) -> None:
        execute = self.db.conn.execute
        with self.writing():
            for table in TABLES:
                execute(table.SCHEMA)
            if "at" not in {row[1] for row in execute("pragma table_info(drafts)")}:
                execute("alter table drafts add column at text not null default ''")
                execute("update drafts set at = ?", (self._clock.now().isoformat(),))
            if "once" not in {row[1] for row in execute("pragma table_info(outbox)")}:
                execute("alter table outbox add column once integer not null default 0")
            # Earlier versions numbered updates by channel alone.
            execute(
                "update or ignore inbox set channel = ? where channel = ? and state = 'waiting'",
                (numbers, self.channel),
            )
            self.owners.beat()

    def _add(self, letters: Sequence[Letter]) -> list[Letter]:
        return [self.outbox.add(letter) for letter in letters]

    def _link(self, turn: Turn, letters: Sequence[Letter]) -> None:
        """The message in which a person wrote a report speaks of the record it became."""
        told = next((letter for letter in letters if letter.about is not None), None)
        if told is None or told.about is None or turn.message is None:
            return
        chat, source = int(turn.chat), told.answers
        if source is None:
            source = self.messages.answered_by(chat, turn.message)
        for message in {turn.message, turn.message if source is None else source}:
            self.messages.speaks_of(chat, message, told.about)

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
