"""What reports are read in, as it was at a past moment: the plan, the people, the procedures.

There are few such events beside the reports: those that count at a moment are applied, through the
handlers of the live tables, to tables in memory, and the last few moments asked about are kept.
"""

from collections import OrderedDict

from sqlite_utils import Database

from ledger import projections
from ledger.log import Log
from ledger.plan.inforce import PlanInForce
from ledger.progress.moment import Moment

KEPT = 4
"""Moments kept at once; each holds a plan or two."""

Key = tuple[int, int]
Plans = dict[tuple[int, int], PlanInForce]


class Past:
    """The frames of one ledger at moments of its past."""

    def __init__(self, db: Database, log: Log) -> None:
        self._db = db
        self._log = log
        self._kept: OrderedDict[Key, tuple[Database, Plans]] = OrderedDict()

    def frame(self, at: Moment) -> Database:
        """Tables with all that is not a report, as it was."""
        return self._at(at)[0]

    def plans(self, at: Moment) -> Plans:
        """What was read of those tables before."""
        return self._at(at)[1]

    def _at(self, at: Moment) -> tuple[Database, Plans]:
        key = self._key(at)
        found = self._kept.pop(key, None) or (self._made(at), {})
        self._kept[key] = found
        while len(self._kept) > KEPT:
            _, (oldest, _) = self._kept.popitem(last=False)
            oldest.close()
        return found

    def _key(self, at: Moment) -> Key:
        """The newest day and event that can have a part in it: moments alike have one state."""
        (day,) = self._db.conn.execute(
            "select max(day) from frames where day <= ?", (at.day,)
        ).fetchone()
        (seq,) = self._db.conn.execute(
            "select max(seq) from frames where seq <= ?", (at.seq,)
        ).fetchone()
        return day or 0, seq or 0

    def _made(self, at: Moment) -> Database:
        memory = Database(memory=True)
        projections.create(memory)
        seqs = self._db.conn.execute(
            "select seq from frames where day <= ? and seq <= ? order by seq", (at.day, at.seq)
        ).fetchall()
        for (seq,) in seqs:
            if (envelope := self._log.at(seq)) is not None:
                projections.apply(memory, envelope)
        return memory

    def close(self) -> None:
        for memory, _ in self._kept.values():
            memory.close()
        self._kept.clear()
