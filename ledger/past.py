"""What reports are read in, as it was at a past moment: the plan, the people, the procedures.

There are few such events beside the reports: those that count at a moment are applied, through the
handlers of the live tables, to tables in memory, and the last few moments asked about are kept.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from ledger import projections
from ledger.log import Log
from ledger.memory import Memory
from ledger.progress.moment import Moment
from ledger.sealing import columns
from ledger.sealing.ring import Keys
from ledger.view import View

KEPT = 4
"""Moments kept at once; each holds a plan or two."""

Key = tuple[int, int, int]


@dataclass
class Frame:
    """What there was besides reports; kept open while somebody reads it."""

    tables: Database
    memory: Memory
    readers: int = 0


class Past:
    """The frames of one ledger at moments of its past."""

    def __init__(self, db: Database, log: Log, keys: Keys) -> None:
        self._db = db
        self._log = log
        self._keys = keys
        self._kept: OrderedDict[Key, Frame] = OrderedDict()

    @contextmanager
    def view(self, at: Moment) -> Iterator[View]:
        """The record as it was: reports as versions of the live tables, the rest as made again."""
        key = self._key(at)
        frame = self._kept.pop(key, None) or self._made(at)
        self._kept[key] = frame
        frame.readers += 1
        try:
            day = dt.date.fromordinal(at.day)
            yield View(frame.tables, frame.memory, day=day, past=(self._db, at))
        finally:
            frame.readers -= 1
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        unread = [key for key, frame in self._kept.items() if not frame.readers]
        gone = [key for key in unread if key[-1] != self._keys.forgotten]
        for key in {*unread[:-KEPT], *gone}:
            self._kept.pop(key).tables.close()

    def _key(self, at: Moment) -> Key:
        """The day asked about, the newest event that can have a part in it, and how often keys
        went: what was read with one that is destroyed is not to be read again."""
        (seq,) = self._db.conn.execute(
            "select max(seq) from frames where seq <= ?", (at.seq,)
        ).fetchone()
        self._keys.refresh()
        return at.day, seq or 0, self._keys.forgotten

    def _made(self, at: Moment) -> Frame:
        frame, memory = columns.Tables(memory=True), Memory()
        columns.attach(frame, self._keys)
        projections.create(frame)
        day = dt.date.fromordinal(at.day)
        seqs = self._db.conn.execute(
            "select seq from frames where seq <= ? order by seq", (at.seq,)
        ).fetchall()
        for (seq,) in seqs:
            envelope = self._log.at(seq)
            # The day of what is sealed whole is inside it.
            if envelope is not None and envelope.about <= day:
                projections.apply(frame, envelope)
        memory.freshen(frame)
        return Frame(frame, memory)

    def close(self) -> None:
        """Forgets all of them."""
        for frame in self._kept.values():
            frame.tables.close()
        self._kept.clear()
