"""The ledger's file: how it is made, opened, brought up to date, and what SQLite complains of.

0600      nobody but its owner reads it; SQLite gives its journal the same
upgrade   only forward, in one transaction, after a copy of how it was
"""

import datetime as dt
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from ledger.errors import TraguardoError
from ledger.errors_file import (
    LedgerExists,
    LedgerFileError,
    LedgerLocked,
    LedgerReadOnly,
    NewerLedger,
    NotALedger,
)
from ledger.errors_proof import KeysMissing, LedgerDamaged, TablesDamaged
from ledger.log.sqlite import SCHEMA
from ledger.people import traces
from ledger.proof import checkpoints
from ledger.sealing import columns, keyring, old
from ledger.sealing.columns import Tables
from ledger.sealing.ring import Keys, keys_path, move_keys
from ledger.whole import whole_file

APPLICATION_ID = 0x54524744
"""`TRGD` in the file's header: says that a SQLite file is one of ours."""

FORMAT = 3
"""Version of what is not derived, in `user_version`; a newer one is refused.

1  events; 2  checkpoints, traces of who read scores; 3  what is about people is sealed
"""

SEALED_SINCE = 3

BUSY_SECONDS = 5

PATIENT_SECONDS = 120
"""How long somebody waits for the others to finish who is not in a talk."""

FILE_TROUBLE = (LedgerFileError, sqlite3.Error)
"""What is wrong with the file itself, and so nobody's matter but the admin's."""

SINCE_2 = (checkpoints.SCHEMA, traces.SCHEMA)


def make(path: Path, ring: str, shift: dt.timedelta | None) -> Tables:
    """An empty ledger in a new file of ours alone; `ring` names the keys of its persons."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    db = connect(path)
    db.conn.executescript(
        f"begin; {SCHEMA} {' '.join(SINCE_2)} "
        "create table clock (shift_seconds integer not null); "
        "create table attempts (user_id text not null, at text not null); "
        f"{keyring.SCHEMA} "
        f"pragma application_id = {APPLICATION_ID}; pragma user_version = {FORMAT}; commit"
    )
    db.execute("insert into keyring (ring) values (?)", (ring,))
    if shift is not None:
        db.execute("insert into clock values (?)", (round(shift.total_seconds()),))
    return db


@contextmanager
def creation(path: Path) -> Iterator[Path]:
    """Where a ledger is built before it takes its name, its keys with it. Raises LedgerExists."""
    if path.exists():
        raise LedgerExists(str(path))
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for journal in journals_of(path):
            journal.replace(journal.with_name(f"{journal.name}.{uuid.uuid4().hex[:8]}.old"))
        unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.new")
        try:
            yield unfinished
            os.link(unfinished, path)
            move_keys(unfinished, path)
        except FileExistsError:
            raise LedgerExists(str(path)) from None
        except LedgerReadOnly:
            raise LedgerReadOnly(str(path)) from None  # not by the name it is built under
        finally:
            for leftover in path.parent.glob(f"{unfinished.name}*"):
                leftover.unlink(missing_ok=True)


def journals_of(path: Path) -> list[Path]:
    """What SQLite left beside a file. Of a file that is gone it is of no use to another, which
    would take it for its own: it is set aside, since it may hold the newest records."""
    return [
        journal
        for ending in ("-wal", "-shm", "-journal")
        if (journal := path.with_name(path.name + ending)).exists()
    ]


def connect(path: Path) -> Tables:
    """The file, durable at every commit (WAL, `synchronous = full`)."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
    except BaseException:
        connection.close()
        raise
    return Tables(connection)


@contextmanager
def patience(db: Database) -> Iterator[None]:
    """For a command that nobody waits for in a chat: who writes without a pause holds it up longer
    than `BUSY_SECONDS`, since SQLite keeps no queue."""
    db.execute(f"pragma busy_timeout = {PATIENT_SECONDS * 1000}")
    try:
        yield
    finally:
        db.execute(f"pragma busy_timeout = {BUSY_SECONDS * 1000}")


def elsewhere(db: Database) -> str | None:
    """Where the log is that these tables follow; None where it is in the file itself."""
    if not db.table("elsewhere").exists():
        return None
    row = db.execute("select url from elsewhere").fetchone()
    return str(row[0]) if row else None


def note_elsewhere(db: Tables, url: str) -> None:
    """Says which log the tables follow."""
    db.execute("create table if not exists elsewhere (url text not null)")
    db.execute("delete from elsewhere")
    db.execute("insert into elsewhere values (?)", (url,))


def is_writable(path: Path) -> bool:
    """Whether the file and its folder may be written by us."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_read_only(path: Path) -> Tables:
    """For a file or a folder that cannot be written: nothing is left beside it.

    Raises LedgerReadOnly where the newest events are in a journal that cannot be read so.
    """
    wal = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if wal.exists() and wal.stat().st_size else "immutable=1"
    address = f"file:{quote(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        connection.execute("select 1 from events limit 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        raise LedgerReadOnly(str(path)) from error
    return Tables(connection)


def connect_beside(path: Path) -> Tables:
    """Another connection to a file that is open already, to read it."""
    if not is_writable(path):
        return connect_read_only(path)
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    return Tables(connection)


def in_memory(db: Tables) -> Tables:
    """A whole copy that can be worked on and is forgotten."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    db.conn.backup(copy)
    return Tables(copy)


def is_sealed(db: Tables) -> bool:
    """Whether what is about people is sealed in this file."""
    (version,) = db.execute("pragma user_version").fetchone()
    return bool(version >= SEALED_SINCE)


def clear_copies(path: Path) -> list[Path]:
    """Copies made before the ledger was sealed: they hold in clear what it held then."""
    return [
        copy
        for version in range(1, SEALED_SINCE)
        if (copy := path.with_name(f"{path.name}.formato-{version}")).exists()
    ]


def keys_of(path: Path, db: Tables) -> Keys:
    """The keys a ledger was sealed with; those of another are as good as none.

    Raises BadMasterKey.
    """
    if not is_sealed(db):
        return Keys.absent(keys_path(path))
    row = db.execute("select ring from keyring").fetchone()
    if row is None:
        raise LedgerDamaged(str(path))
    try:
        keys = Keys.open(keys_path(path))
    except KeysMissing as missing:
        return Keys.absent(Path(missing.path))
    if keys.id != row[0]:
        keys.shut()
        return Keys.absent(keys.path)
    return keyring.matching(db, keys)


def renew_house_key(path: Path) -> None:
    """Of a ledger that is not open: `keyring.renew_house`. Raises KeysMissing, BadMasterKey."""
    db = connect(path)
    try:
        keys = Keys.open(keys_path(path))
        try:
            keyring.renew_house(db, keys)
        finally:
            keys.shut()
    finally:
        db.close()


def keys_of_what_waits(path: Path, db: Tables) -> Keys:
    """Those of the ledger; keys that nobody keeps where it has none at hand: what is closed with
    them lasts as long as the process."""
    keys = keys_of(path, db)
    return keys if keys.present else Keys.passing()


def upgrade(path: Path, db: Tables) -> bool:
    """Brings an older file to this version's form, after a copy of it beside it; whether its log
    was sealed just now."""
    (version,) = db.execute("pragma user_version").fetchone()
    if version == FORMAT:
        return False
    if version > FORMAT:
        raise NewerLedger(str(path))
    copy_to(db, path.with_name(f"{path.name}.formato-{version}"))
    keys = Keys.create(keys_path(path))
    columns.attach(db, keys)
    db.execute("begin immediate")
    try:
        _create(db, SINCE_2)
        seals = old.seal(db, keys)
        _create(db, SINCE_2)
        db.execute(f"pragma user_version = {FORMAT}")
    except BaseException:
        db.execute("rollback")
        raise
    finally:
        keys.shut()
    db.execute("commit")
    return seals


def _create(db: Tables, schemas: Sequence[str]) -> None:
    for table in schemas:
        for statement in table.split(";\n"):
            if statement.strip():
                db.execute(statement)


def copy_to(db: Tables, target: Path) -> None:
    """A consistent copy of the whole file, of ours alone, whatever others write meanwhile."""
    with (
        whole_file(target) as fresh,
        closing(sqlite3.connect(fresh, isolation_level=None)) as copy,
    ):
        db.conn.backup(copy)
        # One file and nothing beside it: a copy may be carried anywhere.
        copy.execute("pragma journal_mode = delete")


def check_header(path: Path) -> None:
    """Looks before opening for writing, so that a strange file is not touched at all.

    By SQLite, never by `open`: to close a file by any of its handles gives up, on POSIX, the locks
    that this process's other connections hold on it, and the last to close elsewhere would then
    take the journal away under them.
    """
    if path.is_dir():
        raise LedgerReadOnly(str(path))
    uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        try:
            (application,) = db.execute("pragma application_id").fetchone()
            (version,) = db.execute("pragma user_version").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise NotALedger(str(path)) from None
            raise
    if application != APPLICATION_ID:
        raise NotALedger(str(path))
    if version > FORMAT:
        raise NewerLedger(str(path))


def check_pages(path: Path, db: Tables) -> None:
    """Raises LedgerDamaged where the file itself is broken."""
    (found,) = db.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise LedgerDamaged(str(path))


def damage(error: sqlite3.Error, path: Path) -> TraguardoError | None:
    """What SQLite says is wrong: the file is broken, a table is not there, others keep writing."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerLocked(str(path))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerDamaged(str(path))
    gone = str(error).startswith(("no such table", "no such column"))
    return TablesDamaged(str(path)) if gone else None


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """SQLite's own complaints about the file, as errors a person can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "readonly" in text or "unable to open" in text:
            raise LedgerReadOnly(str(path)) from error
        if (broken := damage(error, path)) is not None:
            raise broken from error
        raise
    except (PermissionError, IsADirectoryError) as error:
        raise LedgerReadOnly(str(path)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise LedgerDamaged(str(path)) from error
        raise NotALedger(str(path)) from error
