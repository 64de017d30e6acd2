"""The ledger a process works with: one file, its log, its projections, one clock.

Whoever wants something recorded calls `execute`; whoever wants to know asks `view` (or
`view_at` for a past instant). Several processes may hold the same file.
"""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from ledger import file, projections
from ledger.clock import Clock, day_of
from ledger.commands import decide
from ledger.commands.people import BindChat
from ledger.errors_file import LedgerExists, LedgerMissing, LedgerReadOnly
from ledger.errors_people import InvitationInvalid
from ledger.errors_proof import GuardsMissing, NoCheckpoint, NoSuchEvent
from ledger.events import Envelope, Fact, ProgressContested
from ledger.file import check_header, file_errors
from ledger.log import Entry, Head, Log
from ledger.log.halves import verified
from ledger.log.sqlite import SqliteLog
from ledger.memory import Memory
from ledger.past import Past
from ledger.people import attempts
from ledger.progress.moment import LAST_SEQ, Moment
from ledger.proof.checkpoints import Checkpoints, Witness, origin_of
from ledger.proof.notes import Note
from ledger.proof.receipts import prove
from ledger.proof.signing import signing_path
from ledger.sealing import columns, keyring
from ledger.sealing.ring import Keys, keys_path
from ledger.story import Story
from ledger.tables import are_old, catch_up, follow_to, log_elsewhere, own_clock
from ledger.tracing import Tracing
from ledger.view import View

KEY_BYTES = 16

STRANGER = "stranger"
"""The actor of a chat that is not bound yet."""


class Ledger(Tracing):
    """Opens with `Ledger.open` or `Ledger.create`."""

    def __init__(
        self,
        path: Path,
        db: columns.Tables,
        clock: Clock,
        keys: Keys | None = None,
        log: Log | None = None,
    ) -> None:
        """`log` is the log that the tables in `db` follow; without, it is in `db` too."""
        self.path = path
        self.clock = clock
        self.keys = keys or Keys.absent(keys_path(path))
        columns.attach(db, self.keys)
        self._db = db
        self._is_elsewhere = log is not None
        self._memory = Memory(
            lambda: self.keys.forgotten, projections.newest(elsewhere=log is not None)
        )
        self.log: Log = log or SqliteLog(db, self.keys)
        self.past = Past(db, self.log, self.keys, self._memory)
        self.checkpoints = Checkpoints(db, path)
        self.read_only = False
        self._traced = []
        self._is_steady = False

    @classmethod
    def create(cls, path: Path, clock: Clock, shift: dt.timedelta | None = None) -> "Ledger":
        """A new, empty ledger. `shift`: its clock runs that much off the real one (a demo).
        Raises LedgerExists and other LedgerFileError."""
        if path.exists():
            raise LedgerExists(str(path))
        with file_errors(path):
            keys = Keys.create(keys_path(path))
            db = file.make(path, keys.id, shift)
            ledger = cls(path, db, clock, keys)
            with ledger.transaction():
                projections.create(db)
                projections.index(db)
                keyring.note_house(db, keys)
        return ledger

    creation = staticmethod(file.creation)

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, *, as_it_is: bool = False) -> "Ledger":
        """An existing ledger, brought up to this version's form, unless it is to be left as it is
        (a copy that is tried). One that cannot be written is read as it is.

        Raises LedgerFileError and LedgerDamaged, the file left as it was.
        """
        if not path.exists():
            raise LedgerMissing(str(path))
        with file_errors(path):
            check_header(path)
            if not file.is_writable(path):
                return cls._open_read_only(path, clock)
            db = file.connect(path)
            keys: Keys | None = None
            try:
                seals = not as_it_is and file.upgrade(path, db)
                keys = file.keys_of(path, db)
                keys = keys if as_it_is or are_old(db) else keyring.note_house(db, keys)
                ledger = cls(path, db, clock or own_clock(db), keys, log_elsewhere(db, keys))
                if seals:
                    ledger.checkpoint()
                if not as_it_is:
                    ledger._refresh_projections()
                    ledger.finish_forgetting()
                    keyring.clear_up(db)
            except BaseException:
                db.close()
                if keys is not None:
                    keys.shut()
                raise
        return ledger

    @classmethod
    def _open_read_only(cls, path: Path, clock: Clock | None) -> "Ledger":
        db = file.connect_read_only(path)
        keys = file.keys_of(path, db)
        ledger = cls(path, db, clock or own_clock(db), keys)
        if are_old(ledger.file):
            # One never sealed is read with keys that go when it is closed.
            keys = keys if file.is_sealed(db) else Keys.passing()
            ledger = cls(path, file.in_memory(db), ledger.clock, keys)
            db.close()
            ledger.rebuild()
        ledger.read_only = True
        return ledger

    def need_writable(self) -> None:
        """Raises LedgerReadOnly, for who keeps tables of their own in the file."""
        if self.read_only:
            raise LedgerReadOnly(str(self.path))

    @property
    def view(self) -> View:
        """The record now, of the year that today belongs to."""
        if self._held is not None:
            return self._held
        self.keys.refresh()
        self._follow()
        self._memory.freshen(self._db)
        found = View(self._db, self._memory, day=self.today())
        self._held = found if self._is_steady else None
        return found

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Inside it whether others wrote is asked once, and again at each transaction of ours: for
        a turn, which asks a dozen times within a few milliseconds."""
        self._is_steady = True
        try:
            yield
        finally:
            self._is_steady, self._held = False, None

    def close(self) -> None:
        """Gives the file up; nothing can be asked afterwards."""
        self.past.close()
        self.log.close()
        self._db.close()
        self.keys.shut()

    @property
    def file(self) -> Database:
        """The open file, for who keeps tables of their own in it and must write them in the
        transaction of a record (the outbox)."""
        return self._db

    def execute(
        self, command: object, *, actor: str, cause: str, key: str | None = None
    ) -> list[Envelope]:
        """Decides and records, all or nothing; returns after the commit.

        A key seen before records nothing and returns what it recorded then. Raises Refusal.
        """
        with self.transaction():
            return self.record(command, actor=actor, cause=cause, key=key)

    def record(
        self, command: object, *, actor: str, cause: str, key: str | None = None
    ) -> list[Envelope]:
        """The same inside a transaction of the caller, who records several commands at once."""
        if self.log.lock():
            self._catch_up(self._db)
            self._held = None
        if key is not None and (before := self.log.with_key(key)):
            return before
        key = key or os.urandom(KEY_BYTES).hex()
        now = self.now()
        decisions = decide(self.view, command, actor, now)
        entries = [
            Entry(
                decision,
                actor,
                cause,
                key if len(decisions) == 1 else f"{key}:{n}",
                self._whose(decision.event),
            )
            for n, decision in enumerate(decisions)
        ]
        written = self.log.append(entries, now)
        for envelope, decision in zip(written, decisions, strict=True):
            projections.apply(self._db, envelope, decision.event)  # type: ignore[arg-type]
        if written and self._is_elsewhere:
            follow_to(self._db, written[-1].seq)
        if written and all(envelope.type in projections.ASIDE for envelope in written):
            self._memory.grown(written[-1].seq, {envelope.stream for envelope in written})
        else:
            self._memory.freshen(self._db)
        return written

    def _whose(self, event: Fact) -> str | None:
        """Why a report does not count is about who made it, whoever says so."""
        return self.log.actor_of(event.report) if isinstance(event, ProgressContested) else None

    def recorded_with(self, seq: int) -> list[int]:
        """The numbers of what one command recorded, this one's among them."""
        envelope = self.log.at(seq)
        key, _, place = envelope.key.rpartition(":") if envelope else ("", "", "")
        if not place.isdecimal() or int(place) >= seq:
            return [seq]  # A card's name may be all figures, and far more than were recorded.
        # A key of somebody's making may end so too: those of a command stand side by side.
        first = seq - int(place)
        return [e.seq for e in self.log.with_key(key) if e.key == f"{key}:{e.seq - first}"]

    def bind_chat(self, code: str, *, user_id: str, key: str) -> list[Envelope]:
        """A stranger tries an invitation. Raises TooManyAttempts before looking at the code."""
        now, chat = self.now(), self.keys.chat(user_id)
        attempts.check(self._db, chat, now)
        try:
            return self.execute(
                BindChat(code, user_id), actor=STRANGER, cause="invitation", key=key
            )
        except InvitationInvalid:
            with self.transaction():
                attempts.note(self._db, chat, now)
            raise

    def finish_forgetting(self) -> None:
        """Destroys the keys of whom the record says were forgotten, and what waited for them."""
        if self.keys.present and not self.read_only:
            for person in keyring.still_to_forget(self._db, self.keys):
                with self.transaction():
                    keyring.drop_what_waits(self._db, person)
                self.keys.destroy(person)

    def forget_attempts(self) -> None:
        """Invitations tried so long ago that they no longer count."""
        with self.transaction():
            attempts.forget(self._db, self.now())

    def consider(self, command: object, *, actor: str) -> None:
        """Says what `execute` would say, and records nothing. Raises Refusal."""
        decide(self.view, command, actor, self.now())

    def now(self) -> dt.datetime:
        """The present instant, in UTC."""
        return self.clock.now()

    def today(self) -> dt.date:
        """The present day in Rome."""
        return day_of(self.now())

    @contextmanager
    def view_at(self, as_of: dt.datetime | None, known_at: dt.datetime | None) -> Iterator[View]:
        """The record as of a past day, or as it was known at a past instant.

        A condition of the tables that answer now: `ledger.past`.
        """
        (last_day,) = self._db.execute("select last_day from projected").fetchone()
        day = day_of(as_of or known_at or self.now())
        if known_at is None and last_day <= day.isoformat():
            yield self.view.on(day)
            return
        seq = LAST_SEQ if known_at is None else self.log.known_by(known_at)
        at = Moment(day.toordinal(), seq)
        with self.past.view(at) as view:
            yield view

    @contextmanager
    def _aside(self) -> Iterator[Database]:
        """Tables of their own that are forgotten."""
        with closing(columns.Tables(memory=True)) as memory:
            columns.attach(memory, self.keys)
            yield memory

    def story(self, kind: str, code: str, year: int) -> Story:
        """What was recorded of an `indicator`, an `objective` or a group's `weights` of a year."""
        return Story(self.log, kind, code, year)

    def verify(self, published: Iterable[Note] = ()) -> Head:
        """Recomputes the chain and every checkpoint, those `published` elsewhere too, and looks at
        the file and its guards, which it puts back. What was published before the log was sealed,
        and is kept here, speaks of the log as it was.

        Raises ChainBroken, LedgerDamaged, BadNote, GuardsMissing.
        """
        with file_errors(self.path):
            beside = self.checkpoints.beside()
            notes = [checkpoint.note for checkpoint in self.checkpoints.all()]
            before = set(self.checkpoints.before())
            told = [note for note in published if note.text not in before]
            witness = Witness([*notes, *([beside] if beside else []), *told])
            head = verified(
                self.log,
                witness.sees if witness.looks else None,
                first_of_all=partial(file.check_pages, self.path, self._db),
            )
            witness.ends()
            self._check_guards()
        return head

    def _check_guards(self) -> None:
        wrong = self.log.wrong_guards()
        if not wrong:
            return
        if not self.read_only:
            with self.transaction():
                self.log.put_guards_back(wrong)
        raise GuardsMissing(wrong)

    def checkpoint(self, *, rotate: bool = False) -> Note:
        """The newest head, signed; the same as before when nothing was recorded since. With
        `rotate` by a new key. Raises NoCheckpoint for an empty log."""
        with self.transaction():
            last, head = self.checkpoints.newest(), self.log.head()
            if last is not None and last.note.size == head.seq and not rotate:
                note = last.note
            else:
                first = next(self.log.every(), None)
                if first is None:
                    raise NoCheckpoint(1)
                grown = self.checkpoints.grown(self.log.after(last.note.size if last else 0), last)
                key = signing_path(self.path)
                origin = origin_of(first.hash)
                note = self.checkpoints.add(origin, grown, key, self.now(), rotate=rotate)
        self.checkpoints.lay_beside(note)
        return note

    def receipt(self, seq: int, under: Note | None = None) -> str:
        """The proof that an event is under the newest checkpoint, or `under` another one.

        Raises NoSuchEvent, NoCheckpoint, BadNote where that one is not of this log.
        """
        last = self.log.head().seq
        if not 1 <= seq <= last:
            raise NoSuchEvent(seq, last)
        newest = self.checkpoints.newest()
        note = under or (newest.note if newest else None)
        if note is None or not 1 <= seq <= note.size:
            raise NoCheckpoint(seq)
        return prove(self.log.every(), seq, note)

    def rebuild(self) -> None:
        """Drops the projections and makes them again from the log. Raises KeysMissing."""
        self.need_writable()
        self.keys.need()
        with self.transaction():
            projections.create(self._db)
            self._catch_up(self._db)
        self._memory.forget()

    def differs_from_rebuild(self) -> list[str]:
        """The projection tables that are not what a rebuild would make of them; without keys, of
        those that hold nothing of people."""
        with self._aside() as memory:
            projections.create(memory)
            self._catch_up(memory)
            fresh = projections.contents(memory)
        present = projections.contents(self._db)
        compared = set(projections.TABLES) - (set() if self.keys.present else projections.SEALED)
        return [n for n in projections.TABLES if n in compared and fresh[n] != present[n]]

    def _follow(self) -> None:
        """Tables whose log is elsewhere are brought up to it before they are read."""
        if self._db.conn.in_transaction or self.read_only or not self.log.is_ahead(self._seq):
            return
        with self.transaction():
            self._catch_up(self._db)

    def _catch_up(self, tables: Database) -> None:
        catch_up(tables, self.log, elsewhere=self._is_elsewhere)

    def _refresh_projections(self) -> None:
        """Tables of an older shape, or missing, are rebuilt on opening."""
        if are_old(self._db):
            self.rebuild()
