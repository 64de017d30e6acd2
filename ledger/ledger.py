"""The ledger a process works with: one file, its log, its projections, one clock.

Whoever wants something recorded calls `execute`; whoever wants to know asks `view` (or
`view_at` for a past instant). Several processes may hold the same file.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from ledger import file, projections
from ledger.clock import Clock, ShiftedClock, SystemClock, day_of
from ledger.commands import decide
from ledger.commands.people import BindChat
from ledger.errors import LedgerExists, LedgerMissing, LedgerReadOnly
from ledger.errors_people import InvitationInvalid, TooManyAttempts
from ledger.errors_proof import GuardsMissing, NoCheckpoint
from ledger.events import Envelope, Fact, ProgressContested
from ledger.events.progress import DATED_BY_REPORT
from ledger.file import check_header, file_errors
from ledger.log import Entry, Head, verify
from ledger.log.sqlite import SqliteLog
from ledger.people import traces
from ledger.plan.inforce import PlanInForce
from ledger.progress.evidence import EvidenceStore
from ledger.proof.checkpoints import Checkpoints, Witness, origin_of
from ledger.proof.notes import Note
from ledger.proof.receipts import prove
from ledger.proof.signing import signing_path
from ledger.sealing import columns, keyring
from ledger.sealing.ring import Keys, keys_path
from ledger.view import View

STRANGER = "stranger"
"""The actor of a chat that is not bound yet."""

ATTEMPTS = 5
ATTEMPT_MINUTES = 15
"""A chat that got this many invitations wrong in this time is not listened to for a while."""


class Ledger:
    """Opens with `Ledger.open` or `Ledger.create`."""

    def __init__(
        self, path: Path, db: columns.Tables, clock: Clock, keys: Keys | None = None
    ) -> None:
        self.path = path
        self.clock = clock
        self.keys = keys or Keys.absent(keys_path(path))
        columns.attach(db, self.keys)
        self.evidence = EvidenceStore(path.with_name(path.name + ".evidence"))
        self._db = db
        self._plans: dict[tuple[int, int], PlanInForce] = {}
        self.log = SqliteLog(db, self.keys)
        self.checkpoints = Checkpoints(db, path)
        self.read_only = False

    @classmethod
    def create(cls, path: Path, clock: Clock, shift: dt.timedelta | None = None) -> "Ledger":
        """A new, empty ledger. `shift`: its clock runs that much off the real one (a demo).

        Raises LedgerExists and other LedgerFileError.
        """
        if path.exists():
            raise LedgerExists(str(path))
        with file_errors(path):
            keys = Keys.create(keys_path(path))
            db = file.make(path, keys.id, shift)
            ledger = cls(path, db, clock, keys)
            with ledger.transaction():
                projections.create(db)
        return ledger

    @classmethod
    def creation(cls, path: Path) -> AbstractContextManager[Path]:
        """A place to build a ledger in, which takes its name only once it is whole.

        Raises LedgerExists, also when somebody else took the name meanwhile.
        """
        return file.creation(path)

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
            try:
                seals = not as_it_is and file.upgrade(path, db)
                ledger = cls(path, db, clock or _own_clock(db), file.keys_of(path, db))
                if seals:
                    ledger.checkpoint()
                if not as_it_is:
                    ledger._refresh_projections()
                    ledger.finish_forgetting()
                    keyring.clear_up(db)
            except BaseException:
                db.close()
                raise
        return ledger

    @classmethod
    def _open_read_only(cls, path: Path, clock: Clock | None) -> "Ledger":
        db = file.connect_read_only(path)
        keys = file.keys_of(path, db)
        ledger = cls(path, db, clock or _own_clock(db), keys)
        if ledger._tables_are_old():
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
        self.keys.refresh()
        return View(self._db, self._plans, day=self.today())

    def close(self) -> None:
        self._db.close()
        self.keys.shut()

    @property
    def file(self) -> Database:
        """The open file, for who keeps tables of their own in it and must write them in the
        transaction of a record (the outbox)."""
        return self._db

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The write lock first, so that what is read inside is what will be written on."""
        self.need_writable()
        with file_errors(self.path):
            self._db.conn.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._db.conn.execute("rollback")
                # A plan read meanwhile may carry the number of an event that never was.
                self._plans.clear()
                raise
            self._db.conn.execute("commit")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever others write meanwhile. Writes nothing."""
        self._db.conn.execute("begin")
        try:
            yield
        finally:
            self._db.conn.execute("rollback")

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
        key = key or uuid.uuid4().hex
        if before := self.log.with_key(key):
            return before
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
        return written

    def _whose(self, event: Fact) -> str | None:
        """Why a report does not count is about who made it, whoever says so."""
        return self.log.actor_of(event.report) if isinstance(event, ProgressContested) else None

    def bind_chat(self, code: str, *, user_id: str, key: str) -> list[Envelope]:
        """A stranger tries an invitation. Raises TooManyAttempts before looking at the code."""
        now, chat = self.now(), self.keys.chat(user_id)
        since = (now - dt.timedelta(minutes=ATTEMPT_MINUTES)).isoformat()
        (tried,) = self._db.execute(
            "select count(*) from attempts where user_id = ? and at > ?", (chat, since)
        ).fetchone()
        if tried >= ATTEMPTS:
            raise TooManyAttempts(ATTEMPT_MINUTES)
        try:
            return self.execute(
                BindChat(code, user_id), actor=STRANGER, cause="invitation", key=key
            )
        except InvitationInvalid:
            with self.transaction():
                self._db.execute("insert into attempts values (?, ?)", (chat, now.isoformat()))
            raise

    def finish_forgetting(self) -> None:
        """Destroys the keys of whom the record says were forgotten, and what waited for them."""
        if self.keys.present and not self.read_only:
            for person in keyring.still_to_forget(self._db, self.keys):
                with self.transaction():
                    keyring.drop_what_waits(self._db, person)
                self.keys.destroy(person)

    def trace_reading(self, reader: str, person: str, year: int, way: str) -> None:
        """Notes that somebody read a person's scores: chat, page, command line or paper."""
        if not self.read_only:
            with self.transaction():
                traces.trace(self._db, reader, person, year, way, self.now())

    def readings_of(self, person: str) -> list[traces.Reading]:
        """Who read a person's scores, the newest first."""
        return traces.readings_of(self._db, person)

    def forget_attempts(self) -> None:
        """Invitations tried so long ago that they no longer count."""
        since = self.now() - dt.timedelta(minutes=ATTEMPT_MINUTES)
        with self.transaction():
            self._db.execute("delete from attempts where at < ?", (since.isoformat(),))

    def consider(self, command: object, *, actor: str) -> None:
        """Says what `execute` would say, and records nothing. Raises Refusal."""
        decide(self.view, command, actor, self.now())

    def now(self) -> dt.datetime:
        return self.clock.now()

    def today(self) -> dt.date:
        return day_of(self.now())

    @contextmanager
    def view_at(self, as_of: dt.datetime | None, known_at: dt.datetime | None) -> Iterator[View]:
        """The record as of a past day, or as it was known at a past instant.

        Answered from the live tables when the day of reckoning is not before the last fact;
        otherwise replayed into memory through the same handlers.
        """
        (last_day,) = self._db.execute("select last_day from projected").fetchone()
        day = day_of(as_of or known_at or self.now())
        if known_at is None and last_day <= day.isoformat():
            yield View(self._db, self._plans, day=day)
            return
        with self._memory() as memory:
            projections.create(memory, until=day)
            for envelope in self.log.after():
                if known_at is not None and envelope.recorded_at > known_at:
                    break
                if envelope.type in DATED_BY_REPORT or envelope.about <= day:
                    projections.apply(memory, envelope)
            yield View(memory, day=day)

    @contextmanager
    def _memory(self) -> Iterator[Database]:
        """Tables of their own that are forgotten."""
        with closing(columns.Tables(memory=True)) as memory:
            columns.attach(memory, self.keys)
            yield memory

    def story(self, kind: str, code: str, year: int) -> Iterator[Envelope]:
        """What was recorded of an `indicator`, an `objective` or a group's `weights` of a year.

        Events written before streams named their year are found by the year they were lifted to.
        """
        for stream in (f"{kind}:{code}", f"{kind}:{year}:{code}"):
            for envelope in self.log.stream(stream):
                if getattr(envelope.event, "year", year) == year:
                    yield envelope

    def verify(self, published: Iterable[Note] = ()) -> Head:
        """Recomputes the chain and every checkpoint, those `published` elsewhere too, and looks at
        the file and its guards, which it puts back. What was published before the log was sealed,
        and is kept here, speaks of the log as it was.

        Raises ChainBroken, LedgerDamaged, BadNote, GuardsMissing.
        """
        with file_errors(self.path):
            file.check_pages(self.path, self._db)
            beside = self.checkpoints.beside()
            notes = [checkpoint.note for checkpoint in self.checkpoints.all()]
            before = set(self.checkpoints.before())
            told = [note for note in published if note.text not in before]
            witness = Witness([*notes, *([beside] if beside else []), *told])
            head = verify(self.log.every(), witness.sees)
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

        Raises NoCheckpoint, BadNote where that one is not of this log.
        """
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
            self._catch_up()
        self._plans.clear()

    def differs_from_rebuild(self) -> list[str]:
        """The projection tables that are not what a rebuild would make of them; without keys, of
        those that hold nothing of people."""
        with self._memory() as memory:
            projections.create(memory)
            for envelope in self.log.after():
                projections.apply(memory, envelope)
            fresh = projections.contents(memory)
        present = projections.contents(self._db)
        compared = set(projections.TABLES) - (set() if self.keys.present else projections.SEALED)
        return [n for n in projections.TABLES if n in compared and fresh[n] != present[n]]

    def _catch_up(self) -> None:
        (seq,) = self._db.execute("select seq from projected").fetchone()
        for envelope in self.log.after(seq):
            projections.apply(self._db, envelope)

    def _refresh_projections(self) -> None:
        """Tables of an older shape, or missing, are rebuilt on opening."""
        if self._tables_are_old():
            self.rebuild()

    def _tables_are_old(self) -> bool:
        if not self._db.table("projected").exists():
            return True
        row = self._db.execute("select version from projected").fetchone()
        return row is None or row[0] != projections.VERSION


def _own_clock(db: Database) -> Clock:
    row = db.execute("select shift_seconds from clock").fetchone()
    return ShiftedClock(dt.timedelta(seconds=row[0])) if row else SystemClock()
