"""Which process holds what waits, and whether it still lives.

A process is named by what no other one ever shares: the boot of the machine, its space of process
numbers, its number there and the tick it started at. On the same machine that alone says whether
it lives; of one elsewhere (another container, a shared disk) only its heartbeat does.
"""

import functools
import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

SCHEMA = """
create table if not exists owners (
    owner text primary key,
    beat_at integer not null,
    listens integer not null default 0
) without rowid;
"""

BEAT_SECONDS = 10
SILENT_SECONDS = 60
"""Without a beat for so long, an owner that cannot be looked at is gone."""

Seconds = Callable[[], float]


@functools.cache
def _place() -> str | None:
    """Machine since its boot, and space of process numbers; None where the system does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _started(pid: int) -> str | None:
    """The tick at which a process started; None for one that is gone or only waits to be buried."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state in "ZX" else fields[18]


def this_process() -> str:
    """A name no other process has, has had or will have."""
    place, pid = _place(), os.getpid()
    return f"{place}/{pid}/{_started(pid)}" if place else f"{uuid.getnode()}/{pid}/{_chance()}"


@functools.cache
def _chance() -> str:
    return uuid.uuid4().hex


def number_of(owner: str) -> str:
    """The number of an owner's process, as people look for it; the whole name where it has none."""
    parts = owner.rsplit("/", 2)
    return parts[1] if len(parts) == 3 else owner


class Owners:
    """Beats of the processes of one channel. `seconds` is the machine's own clock: a drill that
    stops the calendar's does not make a process look dead."""

    def __init__(self, db: Database, channel: str, seconds: Seconds = time.time) -> None:
        self._db = db
        self._channel = channel
        self._seconds = seconds
        self.ours = f"{channel}:{this_process()}"

    def beat(self) -> None:
        """Says that this process lives."""
        self._db.conn.execute(
            "insert into owners (owner, beat_at) values (?, ?) "
            "on conflict (owner) do update set beat_at = excluded.beat_at",
            (self.ours, int(self._seconds())),
        )

    def gone(self, owner: str) -> bool:
        """Whether an owner of this channel lives no more; those of other channels are not ours to
        judge, except that a name of the old kind (a bare process number) says nothing."""
        channel, _, process = owner.partition(":")
        return channel == self._channel and owner != self.ours and not self._lives(owner, process)

    def _lives(self, owner: str, process: str) -> bool:
        place, _, rest = process.rpartition("/")
        place, _, pid = place.rpartition("/")
        if place and place == _place():
            return pid.isdecimal() and _started(int(pid)) == rest
        row = self._db.conn.execute(
            "select beat_at from owners where owner = ?", (owner,)
        ).fetchone()
        return row is not None and int(self._seconds()) - int(row[0]) < SILENT_SECONDS

    def listener(self) -> str | None:
        """The living process that already listens to this channel, if it is not this one."""
        rows = self._db.conn.execute(
            "select owner from owners where listens = 1 and owner <> ?", (self.ours,)
        )
        same = f"{self._channel}:"
        return next((o for (o,) in rows if o.startswith(same) and not self.gone(o)), None)

    def listen(self) -> None:
        """Says that this process listens, until it lives no more."""
        self.beat()
        self._db.conn.execute("update owners set listens = 1 where owner = ?", (self.ours,))

    def leave(self) -> None:
        """Says that it is going."""
        self._db.conn.execute("delete from owners where owner = ?", (self.ours,))

    def forget_gone(self) -> None:
        """Takes away those that live no more."""
        for (owner,) in self._db.conn.execute("select owner from owners").fetchall():
            if self.gone(owner):
                self._db.conn.execute("delete from owners where owner = ?", (owner,))
