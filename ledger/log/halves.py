"""A long log verified by two processes, each its half of the rows, where the log is a file.

The second half begins at what the log itself says of the row before it; that this is right is what
the first half finds out. Whatever does not fit is read again in order, by one, who names it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable

from ledger import chain
from ledger.chain import LEAF_BYTES, Chain, Sees
from ledger.later import dataclass
from ledger.log import Head, Log, follow, head_of, verify

LONG = 15_000
"""Fewer events are read in the time that a process takes to start."""

OURS = 0.42
"""The part of the rows that is read here, besides what is looked at first."""


@dataclass(frozen=True)
class Half:
    """What the other process made of the rows after the middle."""

    hash: str
    at: str
    began: dict[str, int]
    leaves: bytes


def verified(
    log: Log,
    sees: Sees | None = None,
    long: int = LONG,
    first_of_all: Callable[[], None] = lambda: None,
) -> Head:
    """As `ledger.log.verify`, by two where that is worth it; after what is to be looked at before,
    which the second need not wait for. Raises ChainBroken."""
    file, end = log.file, _length(log)
    if end < long or file is None or (os.cpu_count() or 1) < 2:
        first_of_all()
        return verify(log.stored(), sees)
    first, middle = Chain(sees), int(end * OURS)
    other = _begun(file, middle, end, witnessed=sees is not None)
    try:
        first_of_all()
        follow(first, log.stored(last=middle))
        half = _ended(other)
    finally:
        _stop(other)
    if half is None or not first.joins(half.began):
        # Not to be read by another process, or wrong: who reads on names what.
        follow(first, log.stored(first=middle + 1))
        return head_of(first)
    for n in range(len(half.leaves) // LEAF_BYTES if sees else 0):
        assert sees is not None
        sees(middle + 1 + n, "", half.leaves[n * LEAF_BYTES : (n + 1) * LEAF_BYTES])
    first.seq, first.hash, first.at = end, half.hash, half.at
    return head_of(first)


def _length(log: Log) -> int:
    """How long it says it is; 0 where its last row cannot even be read, which the reader names."""
    try:
        return log.head().seq
    except ValueError:
        return 0


Process = subprocess.Popen[bytes]


def _begun(file: str, middle: int, end: int, *, witnessed: bool) -> Process | None:
    command = [sys.executable, "-I", str(chain.__file__), file, str(middle), str(end)]
    command += ["leaves"] if witnessed else []
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return None


def _ended(other: Process | None) -> Half | None:
    """None where it cannot read the file, or found something wrong."""
    told = other.communicate()[0] if other is not None else b""
    if other is None or other.returncode != 0:
        return None
    line, _, leaves = told.partition(b"\n")
    said = json.loads(line)
    return Half(said["hash"], said["at"], said["began"], leaves)


def _stop(other: Process | None) -> None:
    if other is not None and other.poll() is None:
        other.kill()
        other.communicate()
