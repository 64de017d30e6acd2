"""What reports are read in, as it was at a past moment: the plan, the procedures.

What counts at a moment are the events up to a number that are about a day up to another. Those that
make plans are few, and every question about the past asks them: they are applied, through the
handlers of the live tables, to tables in memory that hold plans alone. Moments between which no
plan changed share them, a later one goes on from an earlier one's, and where nothing changed since
the live tables are read. Reports, people and posts lie in time in the live tables; procedures are
made again only for who asks about them.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlite_utils import Database

from ledger import projections
from ledger.log import Log
from ledger.memory import Memory
from ledger.progress.moment import NOW, Moment
from ledger.sealing import columns
from ledger.sealing.ring import Keys
from ledger.view import View

PLANS_KEPT = 8
WHOLE_KEPT = 3
"""Frames kept at once, of plans alone and of everything."""


@dataclass
class Frame:
    """Tables as they were, and what was read in them; kept open while somebody reads it."""

    tables: Database
    memory: Memory
    readers: int = 0


class Counted(NamedTuple):
    """Which events that make plans count at a moment: no two such sets share both numbers."""

    last: int
    many: int


class Shelf:
    """The last few frames asked for; those being read stay."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._frames: dict[Hashable, Frame] = {}

    def take(self, key: Hashable, make: Callable[[], Frame]) -> Frame:
        """The frame of a key, to be given back."""
        frame = self._frames.pop(key, None) or make()
        self._frames[key] = frame
        frame.readers += 1
        return frame

    def give_back(self, frame: Frame) -> None:
        """Read no more by who took it."""
        frame.readers -= 1
        if not frame.readers and all(frame is not one for one in self._frames.values()):
            frame.tables.close()
        unread = [key for key, one in self._frames.items() if not one.readers]
        for key in unread[: -self._most]:
            self._frames.pop(key).tables.close()

    def look(self) -> dict[Hashable, Frame]:
        """What is there."""
        return dict(self._frames)

    def close(self) -> None:
        """Forgets all of them; what is being read is closed when it is given back."""
        for frame in self._frames.values():
            if not frame.readers:
                frame.tables.close()
        self._frames.clear()


class Past:
    """The frames of one ledger at moments of its past."""

    def __init__(self, db: Database, log: Log, keys: Keys, memory: Memory) -> None:
        """`memory` is of the live tables."""
        self._live = Frame(db, memory)
        self._db = db
        self._log = log
        self._keys = keys
        self._plans = Shelf(PLANS_KEPT)
        self._whole = Shelf(WHOLE_KEPT)
        self._forgotten = keys.forgotten

    @contextmanager
    def view(self, at: Moment) -> Iterator[View]:
        """The record as it was: reports as versions of the live tables, the rest as made again."""
        self._keys.refresh()
        if self._forgotten != self._keys.forgotten:
            # What was read with a key that is destroyed is not to be read again.
            self.close()
            self._forgotten = self._keys.forgotten
        then = _Then(self, at)
        try:
            yield View(self._db, day=dt.date.fromordinal(at.day), then=then)
        finally:
            then.leave()

    def plans_at(self, at: Moment) -> tuple[Shelf | None, Frame]:
        """Where the plans of a moment are read, taken from its shelf; none holds the live ones."""
        key = self._counted(at.day, at.seq)
        if key == self._counted(NOW.day, NOW.seq):
            self._live.memory.freshen(self._db)
            return None, self._live
        return self._plans, self._plans.take(key, lambda: self._plans_made(key, at))

    def whole_at(self, at: Moment) -> tuple[Shelf, Frame]:
        """Where everything but reports is read, taken from its shelf."""
        query = "select max(seq) from frames where seq <= ?"
        (last,) = self._db.conn.execute(query, (at.seq,)).fetchone()
        key = at.day, last or 0
        return self._whole, self._whole.take(key, lambda: self._whole_made(at))

    def _counted(self, day: int, seq: int) -> Counted:
        query = "select max(seq), count(*) from frames where day <= ? and seq <= ?"
        last, many = self._db.conn.execute(query, (day, seq)).fetchone()
        return Counted(last or 0, many)

    def _plans_made(self, key: Counted, at: Moment) -> Frame:
        frame, memory = self._empty(), Memory()
        begun = self._begun(key, at)
        if begun is None:
            projections.create(frame, projections.PLANS)
            done = 0
        else:
            done, base = begun
            base.conn.backup(frame.conn)
        query = "select seq from frames where day <= ? and seq <= ? and seq > ? order by seq"
        for (seq,) in self._db.conn.execute(query, (at.day, at.seq, done)).fetchall():
            envelope = self._log.at(seq)
            if envelope is not None:
                projections.apply(frame, envelope, handlers=projections.OF_PLANS)
        frame.conn.commit()  # or a later one could not go on from it
        memory.freshen(frame)
        return Frame(frame, memory)

    def _begun(self, key: Counted, at: Moment) -> tuple[int, Database] | None:
        """The latest tables kept that hold exactly what counts up to an event."""
        kept = {k: frame for k, frame in self._plans.look().items() if isinstance(k, Counted)}
        for last, many in sorted(kept, reverse=True):
            if last < key.last and self._counted(at.day, last) == (last, many):
                return last, kept[Counted(last, many)].tables
        return None

    def _whole_made(self, at: Moment) -> Frame:
        frame, memory = self._empty(), Memory()
        projections.create(frame)
        day = dt.date.fromordinal(at.day)
        query = "select seq from frames where seq <= ? order by seq"
        for (seq,) in self._db.conn.execute(query, (at.seq,)).fetchall():
            envelope = self._log.at(seq)
            # The day of what is sealed whole is inside it.
            if envelope is not None and envelope.about <= day:
                projections.apply(frame, envelope)
        memory.freshen(frame)
        return Frame(frame, memory)

    def _empty(self) -> columns.Tables:
        frame = columns.Tables(memory=True)
        columns.attach(frame, self._keys)
        return frame

    def close(self) -> None:
        """Forgets all of them."""
        self._plans.close()
        self._whole.close()


class _Then:
    """What one view of the past reads, made when it is first asked for."""

    def __init__(self, past: Past, at: Moment) -> None:
        self.at = at
        self._past = past
        self._taken: list[tuple[Shelf | None, Frame]] = []

    @cached_property
    def plans(self) -> Frame:
        """Tables of plans."""
        return self._took(self._past.plans_at(self.at))

    @cached_property
    def whole(self) -> Frame:
        """Tables of everything but reports."""
        return self._took(self._past.whole_at(self.at))

    def _took(self, found: tuple[Shelf | None, Frame]) -> Frame:
        self._taken.append(found)
        return found[1]

    def leave(self) -> None:
        """Gives back what was taken."""
        for shelf, frame in self._taken:
            if shelf is not None:
                shelf.give_back(frame)
