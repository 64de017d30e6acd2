"""The keys of persons: one each, wrapped by the master key, in a file of their own, 0600.

Whoever is forgotten keeps their line, without a key: none is ever made for them again.
"""

import base64
import contextlib
import os
import sqlite3
import uuid
from pathlib import Path
from urllib.parse import quote

from ledger.errors_people import Forgotten
from ledger.errors_proof import HouseKeyLost, KeysMissing
from ledger.sealing.box import Lock, new_key
from ledger.sealing.master import make_master, read_master
from ledger.whole import whole_file

HOUSE = "@house"
"""Whose key closes what is on its way (letters, drafts, updates) and gives chats other names."""

EVERYBODY = "0"

CHATS_REMEMBERED = 10_000

REMEMBERED = 200_000
"""Columns kept opened, so that what is read again is not opened again."""

SCHEMA = """
create table ring (id text not null);
create table keys (subject text primary key, wrapped text) without rowid;
"""


def keys_path(ledger: Path) -> Path:
    """`TRAGUARDO_KEYS` moves them, to where a copy of the ledger's folder does not reach."""
    moved = os.environ.get("TRAGUARDO_KEYS")
    return Path(moved) if moved else ledger.with_name(f"{ledger.name}.keys")


def move_keys(ledger: Path, to: Path) -> None:
    """The keys of a ledger that takes another name; what lies there already is set aside."""
    source, target = keys_path(ledger), keys_path(to)
    if source == target:
        return
    for kind in ("", ".master"):
        old, new = (p.with_name(p.name + kind) for p in (source, target))
        if not old.exists():
            continue
        if new.exists():
            new.replace(new.with_name(f"{new.name}.{uuid.uuid4().hex[:8]}.old"))
        old.replace(new)


class Keys:
    """The ring of one ledger; `id` is what the ledger knows it by."""

    def __init__(self, db: sqlite3.Connection, master: Lock, path: Path) -> None:
        self._db = db
        self._master = master
        self.path = path
        self._locks: dict[str, Lock | None] = {}
        self._opened: dict[str, str | None] = {}
        self._chats: dict[str, str] = {}
        self.forgotten = 0
        """How often all that was open was let go: somebody, here or elsewhere, may be forgotten."""
        self._seen = self._written_at()
        (self.id,) = db.execute("select id from ring").fetchone()

    @classmethod
    def create(cls, path: Path) -> "Keys":
        """The ring at a path: a new one, or the one a broken beginning left there."""
        if path.exists():
            return cls.open(path)
        master = make_master(path)
        with (
            whole_file(path, over=False) as fresh,
            contextlib.closing(sqlite3.connect(fresh)) as db,
        ):
            db.executescript(SCHEMA)
            db.execute("insert into ring values (?)", (uuid.uuid4().hex,))
            wrapped = Lock(master).close(new_key().hex(), HOUSE)
            db.execute("insert into keys values (?, ?)", (HOUSE, wrapped))
            db.commit()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Keys":
        """Raises KeysMissing, BadMasterKey."""
        if not path.exists():
            raise KeysMissing(str(path))
        lock, db = Lock(read_master(path)), _connected(path)
        try:
            keys = cls(db, lock, path)
        except (sqlite3.DatabaseError, TypeError) as broken:
            # Truncated, emptied, or something else under that name; one that is held is waited for.
            db.close()
            if "locked" in str(broken):
                raise
            raise KeysMissing(str(path)) from None
        try:
            # Wrapped by another master key, the first of them does not open.
            keys.house()
        except BaseException:
            keys.shut()
            raise
        return keys

    @classmethod
    def absent(cls, path: Path, why: type[KeysMissing] = KeysMissing) -> "Keys":
        """Stands for keys that are not there: it opens nothing, and seals nothing (`why`)."""
        return _Absent(path, why)

    @classmethod
    def passing(cls) -> "Keys":
        """Keys that nobody keeps, for tables in memory of a ledger that has none yet."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        db.executescript(SCHEMA)
        db.execute("insert into ring values ('')")
        keys = cls(db, Lock(new_key()), Path(":memory:"))
        keys.make_house()
        return keys

    @property
    def present(self) -> bool:
        """Whether keys are there."""
        return True

    @property
    def house_is_lost(self) -> bool:
        """Whether the key of the house is what is missing."""
        return False

    def need(self) -> None:
        """Raises KeysMissing where these stand for keys that are not there."""

    def house(self) -> str | None:
        """By what the key of the house is known; None where there is none. Raises KeysMissing."""
        if self._wrapped(HOUSE) is None:
            return None
        return self._need(HOUSE).alias(HOUSE)

    def make_house(self) -> None:
        """A key of the house in place of whatever there was."""
        made = self._master.close(new_key().hex(), HOUSE)
        self._db.execute("insert or replace into keys values (?, ?)", (HOUSE, made))
        self._chats.clear()
        self._forget_what_is_open()

    def shut(self) -> None:
        """Gives the file of keys up."""
        self._db.close()

    def refresh(self) -> None:
        """Notices a key that another process destroyed meanwhile."""
        written_at = self._written_at()
        if written_at != self._seen:
            self._forget_what_is_open()
            self._seen = written_at

    def lock(self, subject: str) -> Lock | None:
        """A subject's key, made where there was none; None once destroyed."""
        if subject not in self._locks:
            self._locks[subject] = self._found(subject)
        return self._locks[subject]

    def seal(self, subject: str, text: str, place: str) -> str:
        """Closed by a subject's key. Raises Forgotten."""
        return self._need(subject).close(text, place)

    def open_box(self, subject: str, closed: str, place: str) -> str | None:
        """None once the key is destroyed. Raises KeysMissing where these are other keys."""
        if subject not in self._locks and self._wrapped(subject) is None:
            raise KeysMissing(str(self.path))
        lock = self.lock(subject)
        try:
            return None if lock is None else lock.open(closed, place)
        except ValueError:
            raise KeysMissing(str(self.path)) from None

    def column(self, subject: str, text: str) -> str:
        """What a table holds of a subject instead of a text. Raises Forgotten."""
        found = f"{subject} {self._need(subject).close_alike(text, subject)}"
        self._remember(found, text)
        return found

    def read_column(self, held: str) -> str | None:
        """The text again; None once the key is destroyed. Raises KeysMissing."""
        if held in self._opened:
            return self._opened[held]
        subject, _, closed = held.partition(" ")
        text = self.open_box(subject, closed, subject)
        self._remember(held, text)
        return text

    def close(self, text: str) -> str:
        """What is on its way, closed by the key of the house."""
        return self._need(HOUSE).close(text, HOUSE)

    def close_file(self, content: bytes) -> str:
        """The same of a file on its way."""
        return self.close(base64.b64encode(content).decode())

    def open_file(self, closed: str) -> bytes:
        """Raises KeysMissing."""
        return base64.b64decode(self.open_again(closed))

    def open_again(self, closed: str) -> str:
        """Raises KeysMissing."""
        text = self.open_box(HOUSE, closed, HOUSE)
        assert text is not None
        return text

    def chat(self, number: str | int) -> str:
        """The name by which a chat is found again where its number is not to be read. What is meant
        for everybody (0) is no chat."""
        number = str(number)
        if number == EVERYBODY:
            return EVERYBODY
        if number not in self._chats:
            if len(self._chats) >= CHATS_REMEMBERED:
                self._chats.clear()
            self._chats[number] = f"c{self._need(HOUSE).alias(number)}"
        return self._chats[number]

    def destroy(self, subject: str) -> None:
        """For good: what it closed is read by nobody any more."""
        self._db.execute("insert or replace into keys values (?, null)", (subject,))
        self._forget_what_is_open()

    def _need(self, subject: str) -> Lock:
        lock = self.lock(subject)
        if lock is None:
            raise Forgotten(subject)
        return lock

    def _found(self, subject: str) -> Lock | None:
        row = self._wrapped(subject)
        if row is None and subject == HOUSE:
            raise HouseKeyLost(str(self.path))
        if row is None:
            wrapped = self._master.close(new_key().hex(), subject)
            self._db.execute("insert or ignore into keys values (?, ?)", (subject, wrapped))
            row = self._wrapped(subject)
        if row is None or row[0] is None:
            return None
        try:
            return Lock(bytes.fromhex(self._master.open(row[0], subject)))
        except ValueError:
            raise KeysMissing(str(self.path)) from None

    def _wrapped(self, subject: str) -> tuple[str | None] | None:
        """None where there never was a key; one of None once it is destroyed."""
        query = "select wrapped from keys where subject = ?"
        row: tuple[str | None] | None = self._db.execute(query, (subject,)).fetchone()
        return row

    def _remember(self, held: str, text: str | None) -> None:
        if len(self._opened) >= REMEMBERED:
            self._opened.clear()
        self._opened[held] = text

    def _forget_what_is_open(self) -> None:
        self.forgotten += 1
        self._locks.clear()
        self._opened.clear()

    def _written_at(self) -> int:
        """When the file was written last: asked at every reading, so nothing is opened for it."""
        try:
            return self.path.stat().st_mtime_ns
        except FileNotFoundError:
            return 0  # of keys in memory, or moved away while they are in use


class _Absent(Keys):
    def __init__(self, path: Path, why: type[KeysMissing]) -> None:
        self.path = path
        self.id = ""
        self._why = why
        self.forgotten = 0
        self._locks = {}
        self._opened = {}
        self._chats = {}

    @property
    def present(self) -> bool:
        return False

    @property
    def house_is_lost(self) -> bool:
        return self._why is HouseKeyLost

    def need(self) -> None:
        raise self._why(str(self.path))

    def open_box(self, subject: str, closed: str, place: str) -> str | None:
        return None

    def read_column(self, held: str) -> str | None:
        raise self._why(str(self.path))

    def shut(self) -> None:
        pass

    def refresh(self) -> None:
        pass

    def destroy(self, subject: str) -> None:
        self.need()

    def _wrapped(self, subject: str) -> tuple[str | None] | None:
        raise self._why(str(self.path))


def _connected(path: Path) -> sqlite3.Connection:
    """What is deleted is written over; no journal stays beside."""
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
    db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=5)
    try:
        db.execute("pragma secure_delete = on")
        db.execute("pragma synchronous = full")
    except BaseException:
        db.close()
        raise
    return db
