"""The record as it was at a past moment.

What counts at a moment are the events up to a number that are about a day up to another. Reports
and posts lie in time in the live tables, and versions of all other rows beside them
(`projections.then`): a moment is a condition of the queries that answer now, on a connection of its
own. Nothing is made again from the log but for events that are about another day than they were
recorded on (`askew`) and that day is after the moment, or the moment between them: the few tables
they move then go on from how they were. Moments between which no plan changed share what was read
of plans, and where nothing changed since the live tables are read.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from ledger import file, projections
from ledger.clock import ROME
from ledger.events import Erased
from ledger.later import dataclass
from ledger.log import Log
from ledger.memory import Memory
from ledger.plan.inforce import PlanInForce, read_in_force
from ledger.plan.versions import Versions, at_event, read_years
from ledger.progress.moment import LAST_SEQ, Moment
from ledger.projections import then
from ledger.projections.plan import adopted_years
from ledger.sealing import columns
from ledger.sealing.columns import Tables
from ledger.sealing.ring import Keys
from ledger.view import View

PLANS_KEPT = 24
WHOLE_KEPT = 3
"""Frames kept at once, of plans alone and of everything."""

CACHE_KILOBYTES = 500
"""Of each connection: there are as many as frames."""

SPARE_KEPT = 2
"""Connections that wait for the next moment."""

LAST_DAY = dt.date.max.toordinal()


@dataclass
class Frame:
    """Tables as they were, and what was read in them; kept open while somebody reads it."""

    show: Callable[[], Database]
    """Opens them: how plans stood is told without."""
    memory: Memory
    is_plain: bool = False
    """Whether its connection shows any other moment as well."""
    readers: int = 0
    last: int | None = None
    """The event after which things were so; none where days and numbers do not agree."""

    @cached_property
    def tables(self) -> Database:
        """The tables, opened when they are first asked for."""
        return self.show()

    @property
    def is_open(self) -> bool:
        """Whether anybody asked."""
        return "tables" in self.__dict__


class Counted(NamedTuple):
    """Which events count at a moment: those up to one, but for the early, which are about later
    days; and of those after it the late, which are about days before."""

    last: int
    early: tuple[int, ...] = ()
    late: tuple[int, ...] = ()


class Shelf:
    """The last few frames asked for; those being read stay."""

    def __init__(self, most: int, drop: Callable[[Frame], None]) -> None:
        """`drop` takes those that are kept no more."""
        self._most = most
        self._drop = drop
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
            self._drop(frame)
        unread = [key for key, one in self._frames.items() if not one.readers]
        for key in unread[: -self._most]:
            self._drop(self._frames.pop(key))

    def look(self) -> dict[Hashable, Frame]:
        """What is there."""
        return dict(self._frames)

    def close(self) -> None:
        """Forgets all of them; what is being read is closed when it is given back."""
        for frame in self._frames.values():
            if not frame.readers:
                self._drop(frame)
        self._frames.clear()


class Past:
    """The frames of one ledger at moments of its past."""

    def __init__(self, db: Tables, log: Log, keys: Keys, memory: Memory) -> None:
        """`memory` is of the live tables."""
        self._live = Frame(lambda: db, memory)
        self._db = db
        self._path = path_of(db)
        self._log = log
        self._keys = keys
        self._plans = Shelf(PLANS_KEPT, self._dropped)
        self._whole = Shelf(WHOLE_KEPT, self._dropped)
        self._spare: list[Tables] = []
        self._forgotten = keys.forgotten
        self._askew: list[tuple[int, int]] = []
        self._looked = 0
        self.applied = 0
        """Events applied so far to tables of the past: of those askew, and no others."""

    @contextmanager
    def view(self, at: Moment) -> Iterator[View]:
        """The record as it was."""
        self._keys.refresh()
        if self._forgotten != self._keys.forgotten:
            # What was read with a key that is destroyed is not to be read again.
            self.close()
            self._forgotten = self._keys.forgotten
        self._live.memory.freshen(self._db)
        frames = _Then(self, at)
        try:
            yield View(self._db, day=dt.date.fromordinal(at.day), then=frames)
        finally:
            frames.leave()

    def plans_at(self, at: Moment) -> tuple[Shelf | None, Frame]:
        """Where the plans of a moment are read, taken from its shelf; none holds the live ones."""
        counted = self._of_plans(self._counted(at))
        if counted == self._of_plans(Counted(LAST_SEQ)):
            return None, self._live
        return self._plans, self._plans.take(counted, lambda: self._shown(at, counted))

    def whole_at(self, at: Moment) -> tuple[Shelf, Frame]:
        """Where everything but reports is read, taken from its shelf."""
        counted = self._counted(at)
        return self._whole, self._whole.take((at, counted), lambda: self._shown(at, counted))

    def plan_in(self, frame: Frame, year: int) -> PlanInForce | None:
        """The year's plan in force; None where none was adopted."""
        if frame.last is None:
            return read_in_force(frame.tables, year)
        through = self._live.memory.recall((Versions, year), lambda: self._versions(year))
        return through.at(frame.last, frame.memory.plan_seq)

    def _versions(self, year: int) -> Versions:
        """Read anew after a change: plans made of those read before would keep all of them."""
        for frame in self._plans.look().values():
            frame.memory.plans.clear()
        return Versions(self._db, year)

    def years_in(self, frame: Frame) -> list[int]:
        """The years that had a plan, the oldest first."""
        if frame.last is None:
            return adopted_years(frame.tables)
        through = self._live.memory.recall("plan years", lambda: read_years(self._db))
        return [*at_event(through, frame.last)]

    def _counted(self, at: Moment) -> Counted:
        """Which events count at a moment."""
        last = at.seq
        if at.day < LAST_DAY:
            end = dt.datetime.combine(dt.date.fromordinal(at.day), dt.time.max, ROME)
            last = self._log.known_by(end, last)
        askew = self._all_askew()
        return Counted(
            last,
            tuple(seq for seq, day in askew if seq <= last and day > at.day),
            tuple(seq for seq, day in askew if last < seq <= at.seq and day <= at.day),
        )

    def _of_plans(self, counted: Counted) -> Counted:
        """The same of what makes plans: a few such sets are all there are."""
        query = "select max(seq) from frames where of_plans and seq <= ?"
        (last,) = self._db.conn.execute(query, (counted.last,)).fetchone()
        return Counted(last or 0, *(self._making_plans(s) for s in (counted.early, counted.late)))

    def _making_plans(self, seqs: Sequence[int]) -> tuple[int, ...]:
        query = "select 1 from frames where of_plans and seq = ?"
        return tuple(s for s in seqs if self._db.conn.execute(query, (s,)).fetchone())

    def _all_askew(self) -> list[tuple[int, int]]:
        """By number, the events that are about another day than they were recorded on, with it."""
        query = "select seq, coalesce(day, opened(held)) from askew where seq > ? order by seq"
        found = self._db.execute(query, (self._looked,)).fetchall()
        if found:
            self._askew += [(seq, int(day)) for seq, day in found if day is not None]
            self._looked = found[-1][0]
        return self._askew

    def _shown(self, at: Moment, counted: Counted) -> Frame:
        if counted.early or counted.late:
            tables = self._moved(at, counted)
            self._go_on(tables, counted)
            frame = Frame(lambda: tables, Memory())
            frame.memory.freshen(frame.tables)
            return frame
        query = "select plan_seq from frames where seq <= ? order by seq desc limit 1"
        found = self._db.conn.execute(query, (counted.last,)).fetchone()
        memory = Memory()
        memory.plan_seq = found[0] if found else 0
        show = partial(self._moved, at, counted)
        return Frame(show, memory, is_plain=bool(self._path), last=counted.last)

    def _moved(self, at: Moment, counted: Counted) -> Tables:
        tables = self._spare.pop() if self._spare else self._beside()
        then.move(tables, at.day, at.seq, counted.last)
        return tables

    def _dropped(self, frame: Frame) -> None:
        if not frame.is_open:
            return
        if frame.is_plain and len(self._spare) < SPARE_KEPT and isinstance(frame.tables, Tables):
            self._spare.append(frame.tables)
        else:
            frame.tables.close()

    def _go_on(self, tables: Database, counted: Counted) -> None:
        """Where days and numbers do not agree: the tables concerned from before the first event
        that does not count yet, and what counts since."""
        odd = [self._log.at(seq) for seq in (*counted.early, *counted.late)]
        modules = projections.moved_by({e.event.type for e in odd if e is not None})
        start = min(counted.early) - 1 if counted.early else counted.last
        names = [name for module in modules for name in module.TABLES]
        then.take(tables, [*names, *then.WRITTEN_BESIDE], start)
        handlers = projections.handlers_of(modules)
        query = "select seq from frames where seq > ? and seq <= ? order by seq"
        rows = self._db.conn.execute(query, (start, counted.last)).fetchall()
        for seq in (*(seq for (seq,) in rows if seq not in counted.early), *counted.late):
            envelope = self._log.at(seq)
            if envelope is not None and not isinstance(event := envelope.event, Erased):
                applied = handlers.get(event.type, ())
                for handler in applied:
                    handler(tables, envelope, event)
                self.applied += bool(applied)

    def _beside(self) -> Tables:
        """Another connection to the same tables; to a copy of them, where they have no file."""
        path = Path(self._path)
        tables = file.connect_beside(path) if self._path else file.in_memory(self._db)
        tables.conn.execute("pragma temp_store = memory")
        tables.conn.execute(f"pragma cache_size = -{CACHE_KILOBYTES}")
        columns.attach(tables, self._keys)
        then.show(tables)
        return tables

    def close(self) -> None:
        """Forgets all of them."""
        self._plans.close()
        self._whole.close()
        while self._spare:
            self._spare.pop().close()
        self._askew, self._looked = [], 0


def path_of(db: Database) -> str:
    """The file of a connection; empty where it has none."""
    (_, _, path), *_ = db.execute("pragma database_list").fetchall()
    return str(path)


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

    def plan_of(self, year: int) -> PlanInForce | None:
        """The plan of a year."""
        return self._past.plan_in(self.plans, year)

    @property
    def years(self) -> list[int]:
        """The years that had a plan."""
        return self._past.years_in(self.plans)

    def _took(self, found: tuple[Shelf | None, Frame]) -> Frame:
        self._taken.append(found)
        return found[1]

    def leave(self) -> None:
        """Gives back what was taken."""
        for shelf, frame in self._taken:
            if shelf is not None:
                shelf.give_back(frame)
