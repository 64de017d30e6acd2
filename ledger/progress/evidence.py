"""Files that prove reports, kept outside the log, named by their SHA-256."""

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from ledger.later import dataclass
from ledger.whole import write_whole

NAME = re.compile(r"[0-9a-f]{64}")

ORPHAN_SECONDS = 8 * 24 * 3600
"""A file that no record names is kept for longer than any card may stay open."""


class Evidence(Protocol):
    """Where the files are: a folder, or a bucket of several machines."""

    def put(self, content: bytes) -> str:
        """Stores a file durably and returns its SHA-256; asked after it was found allowed."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """The content, or None where the file is gone or no longer what was bound."""
        ...

    def remove(self, sha256: str) -> None:
        """For good; nothing where it is not there."""
        ...

    def collect(self, needed: Callable[[str], bool], now: float | None = None) -> int:
        """Takes away files that no record and no open card names; says how many."""
        ...

    def names(self) -> list[str]:
        """The SHA-256 of every file that is there."""
        ...


@dataclass(frozen=True)
class Moved:
    """What became of files that were to move."""

    count: int
    left: tuple[str, ...]
    """Names of those that are no longer what they were: they stay where they are."""


def move(source: Evidence, target: Evidence) -> Moved:
    """Every file to another store. It is taken away from the first once it was read back from the
    other: whoever is broken off goes on where it was. Raises EvidenceUnreachable."""
    left, count = [], 0
    for name in source.names():
        content = source.get(name)
        if content is None or target.get(target.put(content)) is None:
            left.append(name)
            continue
        source.remove(name)
        count += 1
    return Moved(count, tuple(left))


class EvidenceStore:
    """A folder beside the ledger. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Stores a file durably and returns its SHA-256; the same content is stored once. What is
        there under that name and is not that content is put right."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.folder / digest
        if self.get(digest) is not None:
            os.utime(target)
            return digest
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(target, content)
        return digest

    def get(self, sha256: str) -> bytes | None:
        """The content, or None where the file is gone or no longer what was bound."""
        path = self.folder / sha256
        if NAME.fullmatch(sha256) is None or not path.exists():
            return None
        content = path.read_bytes()
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def remove(self, sha256: str) -> None:
        """For good; nothing where it is not there."""
        if NAME.fullmatch(sha256):
            (self.folder / sha256).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """Every file of the folder, those left half written included."""
        return iter(sorted(self.folder.iterdir())) if self.folder.exists() else iter(())

    def names(self) -> list[str]:
        """Those that are there whole."""
        return [path.name for path in self.files() if NAME.fullmatch(path.name)]

    def collect(self, needed: Callable[[str], bool], now: float | None = None) -> int:
        """Takes away files that no record and no open card names; says how many."""
        limit = (time.time() if now is None else now) - ORPHAN_SECONDS
        orphans = [p for p in self.files() if p.stat().st_mtime < limit and not needed(p.name)]
        for path in orphans:
            path.unlink()
        return len(orphans)
