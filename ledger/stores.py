"""Where a log is: in a file of its own, or on a PostgreSQL server that a file of tables follows.

The tables' file names the log it follows. It can be thrown away: it is made again from the log.
"""

import datetime as dt
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from ledger import file, projections
from ledger.errors_file import LedgerExists, LedgerMissing
from ledger.errors_proof import KeysMissing
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.log import Log, verify
from ledger.log.postgres import PostgresLog, without_password
from ledger.sealing.ring import Keys, keys_path

SCHEMES = ("postgresql://", "postgres://")
TABLES_VARIABLE = "TRAGUARDO_TABLES"
BATCH = 1000
"""Events moved in one transaction."""


def is_server(db: str) -> bool:
    """Whether an address is that of a server."""
    return db.startswith(SCHEMES)


def shown(db: str) -> str:
    """The address of a ledger as it may be shown."""
    return without_password(db) if is_server(db) else db


def tables_of(db: str) -> Path:
    """The file of a ledger; for one on a server, that of this worker's tables."""
    if not is_server(db):
        return Path(db)
    name = re.sub(r"[^A-Za-z0-9]+", "-", without_password(db).partition("://")[2]).strip("-")
    return Path(os.environ.get(TABLES_VARIABLE) or f"traguardo-{name}.db")


def followed(db: str) -> Path:
    """The file to open for a ledger, made where it is of a server's log and not there yet.

    Raises LedgerMissing where the server holds no ledger, LedgerUnreachable.
    """
    path = tables_of(db)
    if is_server(db):
        log = _log_at(db)
        try:
            if not log.is_there() or not log.head().seq:
                raise LedgerMissing(without_password(db))
        finally:
            log.close()
        follow(path, db)
    return path


def follow(path: Path, url: str, shift: dt.timedelta | None = None) -> None:
    """Makes or marks the file of a worker's tables; `shift` as in `Ledger.create`."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        tables = file.make(path, _ring_of(path), shift)
        projections.create(tables)
        tables.close()
    tables = file.connect(path)
    file.note_elsewhere(tables, url)
    tables.close()


def _log_at(url: str) -> PostgresLog:
    """To look at what is there, without opening anything sealed."""
    return PostgresLog(url, Keys.absent(Path()))


def _ring_of(path: Path) -> str:
    """The name of the keys that lie beside a worker's tables; none where they were not put."""
    try:
        keys = Keys.open(keys_path(path))
    except KeysMissing:
        return ""
    keys.shut()
    return str(keys.id)


def _copy_keys(source: Path, target: Path) -> None:
    """The keys of persons go where the ledger goes: sealed with others it could not be read."""
    old, new = keys_path(source), keys_path(target)
    if old == new or not old.exists() or new.exists():
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    for path in (new, new.with_name(f"{new.name}.master")):
        path.touch(mode=0o600)
    with closing(sqlite3.connect(old)) as ring, closing(sqlite3.connect(new)) as copy:
        ring.backup(copy)
    master = old.with_name(f"{old.name}.master")
    if master.exists():
        new.with_name(f"{new.name}.master").write_bytes(master.read_bytes())
    else:
        new.with_name(f"{new.name}.master").unlink()


def need_free(db: str) -> None:
    """Raises LedgerExists where there is a ledger already."""
    if not is_server(db):
        if Path(db).exists():
            raise LedgerExists(db)
        return
    log = _log_at(db)
    try:
        if log.is_there() and log.head().seq:
            raise LedgerExists(without_password(db))
    finally:
        log.close()


def migrate(source: str, target: str, shift: dt.timedelta | None = None) -> int:
    """Moves every event as it is, and goes on from where an earlier try ended; the number moved.

    The whole chain is verified at both ends. Raises ChainBroken, LedgerExists where the target
    holds another ledger.
    """
    came = Ledger.open(followed(source))
    _copy_keys(came.path, tables_of(target))
    if not is_server(target) and not Path(target).exists():
        Ledger.create(Path(target), came.clock).close()
    elif is_server(target):
        log = _log_at(target)
        log.found()
        log.close()
        follow(tables_of(target), target, shift)
    goes = Ledger.open(tables_of(target))
    try:
        verify(came.log.stored())
        moved = _moved(came.log, goes)
        if verify(goes.log.stored()) != came.log.head():
            raise LedgerExists(target)
        goes.rebuild()
    finally:
        came.close()
        goes.close()
    return moved


def _moved(source: Log, target: Ledger) -> int:
    head, moved = target.log.head(), 0
    if head.seq:
        same = source.at(head.seq)
        if same is None or same.hash != head.hash:
            raise LedgerExists(str(target.path))
    batch: list[Envelope] = []
    for envelope in source.after(head.seq):
        batch.append(envelope)
        if len(batch) == BATCH:
            moved += _put(target, batch)
    return moved + _put(target, batch)


def _put(target: Ledger, batch: list[Envelope]) -> int:
    count = len(batch)
    if batch:
        with target.transaction():
            target.log.put(batch)
        batch.clear()
    return count
