"""Copies of a ledger: made while it is written, tried, and put back only when they hold.

    traguardo-2024-09-16.db            the ledger, one file, as consistent as at one instant
    traguardo-2024-09-16.db.evidence/  the files that prove reports
    traguardo-2024-09-16.db.signing    the key of its checkpoints, only when asked for; and so
    traguardo-2024-09-16.db.keys       those of persons: without them names and scores are closed

Encrypted, each of them is a file in the format of `age`.
"""

import datetime as dt
import errno
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pyrage  # type: ignore[import-untyped]  # ships no types
from pyrage import passphrase, x25519

from ledger import file
from ledger.clock import Clock
from ledger.errors_file import LedgerMissing, NotALedger
from ledger.errors_proof import (
    BadCopyKey,
    CopyDamaged,
    CopyExists,
    CopyLocked,
    CopyMissing,
    EvidenceMissing,
    LedgerDamaged,
    LogElsewhere,
    NotACopy,
    TablesDamaged,
)
from ledger.forgetting import evidence_named
from ledger.later import dataclass
from ledger.ledger import Ledger
from ledger.log import Head
from ledger.progress.evidence import EvidenceStore
from ledger.proof.notes import Note
from ledger.proof.signing import signing_path
from ledger.sealing.ring import keys_path
from ledger.whole import put, write_whole

AGE = b"age-encryption.org/v1\n"
"""What every file of `age` begins with."""

PASSPHRASE_VARIABLE = "TRAGUARDO_BACKUP_PASSPHRASE"


@dataclass(frozen=True)
class Lock:
    """For whom a copy is encrypted: an age recipient (`age1…`), or a passphrase."""

    recipient: str | None = None
    words: str | None = None

    def close(self, content: bytes) -> bytes:
        """Raises BadCopyKey."""
        if self.words is not None:
            return bytes(passphrase.encrypt(content, self.words))
        try:
            known = x25519.Recipient.from_str(self.recipient or "")
        except pyrage.RecipientError:
            raise BadCopyKey(self.recipient or "") from None
        return bytes(pyrage.encrypt(content, [known]))


@dataclass(frozen=True)
class Opener:
    """What opens an encrypted copy: an age identity (`AGE-SECRET-KEY-1…`), or a passphrase."""

    identity: str | None = None
    words: str | None = None

    def open(self, content: bytes) -> bytes:
        """Raises CopyLocked where this does not open it, BadCopyKey where it is no key."""
        try:
            if self.identity is not None:
                return bytes(pyrage.decrypt(content, [x25519.Identity.from_str(self.identity)]))
            if self.words is not None:
                return bytes(passphrase.decrypt(content, self.words))
        except pyrage.IdentityError:
            raise BadCopyKey("AGE-SECRET-KEY-…") from None
        except pyrage.DecryptError:
            raise CopyLocked() from None
        raise CopyLocked()


@dataclass(frozen=True)
class Made:
    """What a copy holds."""

    path: Path
    head: Head
    files: int
    with_keys: bool
    encrypted: bool


def back_up(path: Path, target: Path, *, with_keys: bool = False, lock: Lock | None = None) -> Made:
    """A copy of the ledger at `path`, over a connection of its own, tried before it is called one.

    Raises CopyExists, LogElsewhere, and what `try_copy` raises: then nothing is left behind.
    """
    if target.exists():
        raise CopyExists(str(target))
    if not path.exists():
        raise LedgerMissing(str(path))
    if target.parent.is_dir() and not os.access(target.parent, os.W_OK):
        # Told before SQLite is asked, which would speak of the ledger.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    unfinished = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        _copy_file(path, unfinished)
        head = try_copy(unfinished)
        if lock is not None:
            _write(unfinished, unfinished.read_bytes(), lock)
        # What has its name is whole: the files come before it.
        count = _copy_evidence(EvidenceStore(_beside(path, "evidence")), target, lock)
        try:
            put(unfinished, target)
        except FileExistsError:
            raise CopyExists(str(target)) from None
    except OSError as error:
        error.filename = str(target)  # not the name it is built under
        raise
    finally:
        unfinished.unlink(missing_ok=True)
    copied = with_keys and _copy_keys(path, target, lock)
    return Made(target, head, count, copied, lock is not None)


def _copy_file(path: Path, target: Path) -> None:
    with file.file_errors(path):
        source = file.connect(path) if file.is_writable(path) else file.connect_read_only(path)
        try:
            if file.elsewhere(source) is not None:
                raise LogElsewhere(str(path))
            file.copy_to(source, target)
        finally:
            source.conn.close()


def try_copy(target: Path, opener: Opener | None = None) -> Head:
    """Restores a copy to where nobody sees it, and verifies it there.

    Raises what `Ledger.open` and `Ledger.verify` raise, and CopyLocked.
    """
    with tempfile.TemporaryDirectory(prefix="traguardo-copia-") as folder:
        tried = Path(folder) / "traguardo.db"
        _write(tried, _opened(target.read_bytes(), opener), None)
        ledger = Ledger.open(tried, as_it_is=True)
        try:
            return ledger.verify()
        finally:
            ledger.close()


def restore(
    source: Path,
    target: Path,
    clock: Clock | None = None,
    *,
    published: Iterable[Note] = (),
    opener: Opener | None = None,
) -> Head:
    """Puts a copy in place of a ledger that is not there any more, once it has held.

    Raises LedgerExists, CopyMissing, NotACopy, ChainBroken where it contradicts itself or a
    published checkpoint, and what `Ledger.open` raises.
    """
    if not source.exists():
        raise CopyMissing(str(source))
    with Ledger.creation(target) as unfinished:
        _write(unfinished, _opened(source.read_bytes(), opener), None)
        try:
            head = _held(unfinished, clock, published)
        except NotALedger:
            raise NotACopy(str(source)) from None
        except (LedgerDamaged, TablesDamaged):
            raise CopyDamaged(str(source)) from None
    _restore_beside(source, target, opener)
    return head


def _held(unfinished: Path, clock: Clock | None, published: Iterable[Note]) -> Head:
    """The head of a copy put where nobody sees it yet, verified; nothing waits in it any more."""
    with file.file_errors(unfinished):
        ledger = Ledger.open(unfinished, clock, as_it_is=True)
        try:
            head = ledger.verify(published)
            # Whatever was still to be said or answered is of another place and another day.
            for table in ("inbox", "outbox", "owners", "ills", "owed"):
                if ledger.file.table(table).exists():
                    ledger.file.execute(f"delete from {table}")
            ledger.file.execute("pragma journal_mode = delete")
        finally:
            ledger.close()
    return head


def _restore_beside(source: Path, target: Path, opener: Opener | None) -> None:
    evidence = EvidenceStore(_beside(target, "evidence"))
    folder = _beside(source, "evidence")
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        evidence.put(_opened(path.read_bytes(), opener))
    for kind, place in (
        ("signing", signing_path(target)),
        ("keys", keys_path(target)),
        ("keys.master", _beside(keys_path(target), "master")),
    ):
        keys = _beside(source, kind)
        if keys.exists() and not place.exists():
            _write(place, _opened(keys.read_bytes(), opener), None)


def check_evidence_files(ledger: Ledger) -> int:
    """Every file that a record names, against its hash; says how many.

    Raises EvidenceMissing with those that are gone or changed.
    """
    names = evidence_named(ledger)
    lost = [name for name in names if ledger.evidence.get(name) is None]
    if lost:
        raise EvidenceMissing(tuple(lost))
    return len(names)


@dataclass(frozen=True)
class Rotation:
    """Which daily copies stay: the newest of each of the last days, weeks and months."""

    days: int = 7
    weeks: int = 5
    months: int = 12

    def keeps(self, made_on: Iterable[dt.date]) -> set[dt.date]:
        """The days whose copies stay: of the last days each, then a week's newest, then a
        month's."""
        newest = sorted(made_on, reverse=True)
        by_week = {d.isocalendar()[:2]: d for d in reversed(newest)}
        by_month = {(d.year, d.month): d for d in reversed(newest)}
        weekly = sorted(by_week.values(), reverse=True)[: self.weeks]
        monthly = sorted(by_month.values(), reverse=True)[: self.months]
        return {*newest[: self.days], *weekly, *monthly}


def _copy_evidence(evidence: EvidenceStore, target: Path, lock: Lock | None) -> int:
    folder, count = _beside(target, "evidence"), 0
    for path in evidence.files():
        folder.mkdir(mode=0o700, exist_ok=True)
        if lock is not None:
            _write(folder / path.name, path.read_bytes(), lock)
        elif not (folder / path.name).exists():
            _link_or_copy(path, folder / path.name)
        count += 1
    return count


def _copy_keys(path: Path, target: Path, lock: Lock | None) -> bool:
    """Those of persons, what wraps them where it lies beside them, and what signs checkpoints."""
    beside = {
        "signing": signing_path(path),
        "keys": keys_path(path),
        "keys.master": _beside(keys_path(path), "master"),
    }
    there = {kind: key for kind, key in beside.items() if key.exists()}
    for kind, key in there.items():
        content = _ring(key) if kind == "keys" else key.read_bytes()
        _write(_beside(target, kind), content, lock)
    return bool(there)


def _ring(path: Path) -> bytes:
    """The ring whole, by SQLite: a handle of ours would give up the locks of who uses it now."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as db:
        return db.serialize()


def _link_or_copy(source: Path, target: Path) -> None:
    """A file named by its content never changes: on one disk, two names are one file."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        target.chmod(0o600)


def _opened(content: bytes, opener: Opener | None) -> bytes:
    if not content.startswith(AGE):
        return content
    return (opener or Opener()).open(content)


def _write(path: Path, content: bytes, lock: Lock | None) -> None:
    write_whole(path, content if lock is None else lock.close(content))


def _beside(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.name}.{kind}")
