"""Tables derived from the log: dropped and rebuilt at will, updated in the log's own transaction.

Each module owns some tables: its `create(db)`, its `TABLES`, and its `HANDLERS`, one function per
event that touches them. The same handlers serve the live ledger, a rebuild, and what is made again
in memory of the plan, the people and the procedures of a past moment.
"""

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from pydantic_core import from_json
from sqlite_utils import Database

from ledger.clock import day_of
from ledger.events import Envelope, Erased, Event
from ledger.log import Row
from ledger.projections import (
    aliases,
    calendar,
    changes,
    cycle,
    encounters,
    evaluation,
    evidence,
    nucleo,
    papers,
    payments,
    people,
    personnel,
    plan,
    procedures,
    reports,
    surveys,
    then,
)
from ledger.projections.handling import Handler

MODULES = (
    changes,  # before the plan: it reads what the plan was
    plan,
    aliases,
    people,
    reports,
    evidence,
    evaluation,
    procedures,
    encounters,
    personnel,
    payments,
    cycle,
    calendar,
    papers,
    nucleo,
    surveys,
    then,  # after all it keeps the past of
)
TABLES: tuple[str, ...] = (
    "projected",
    "frames",
    *(name for module in MODULES for name in module.TABLES),
)

_PERSONAL = frozenset(
    {
        "people",
        "chats",
        "awaiting",
        "second_factors",
        "evidence",
        "talks",
        "own_objectives",
        "contributions",
        "schede",
        "procedures",
        "personnel",
        "maxima",
        "payout_lines",
        "trainings",
        "absences",
        "area_groups",
        "proposals",
        "votes",
        "support",
    }
)

SEALED = _PERSONAL | {"askew", *(f"{name}_then" for name in _PERSONAL)}
"""Tables that hold something of people, and cannot be made again without their keys."""

VERSION = 72
"""Raised when a table's shape changes: an older file is rebuilt when it is opened."""

ASIDE = frozenset({*reports.KINDS, "EvidenceAttached", "NoticeSent"})
"""What there is most of, and what the past is asked of in tables of its own. All other events are
`frames`: the plan, the people and the procedures that reports are read in."""


PLANS = (changes, plan, aliases)
"""What makes a plan in force: the tables that every question about the past asks."""

TOGETHER = (PLANS, (evaluation, procedures))
"""Modules whose handlers read or write each other's tables."""


def handlers_of(modules: Iterable[ModuleType]) -> Mapping[str, tuple[Handler, ...]]:
    found: dict[str, list[Handler]] = {}
    for module in modules:
        for event, handler in module.HANDLERS.items():
            found.setdefault(event.__name__, []).append(handler)
    return {name: tuple(handlers) for name, handlers in found.items()}


HANDLERS = handlers_of(MODULES)
OF_PLANS = handlers_of(PLANS)

IN_TIME = tuple(m for m in MODULES if {*m.TABLES} & {*then.WRITTEN_ONCE, *then.CHANGING})
"""Modules whose tables are kept as they were at each event."""

OF_IN_TIME = handlers_of(IN_TIME)


def moved_by(kinds: Iterable[str]) -> tuple[ModuleType, ...]:
    """The modules that events of some kinds move, of those kept in time, with what they share."""
    moved = [m for m in IN_TIME if any(event.__name__ in kinds for event in m.HANDLERS)]
    for group in TOGETHER:
        if any(module in group for module in moved):
            moved += group
    return tuple(m for m in MODULES if m in moved)


def create(db: Database) -> None:
    """Empty tables, without what `index` adds once they are filled."""
    for name in TABLES:
        db.execute(f"drop table if exists [{name}]")
    db.execute(
        "create table projected (one integer primary key check (one = 1), seq integer not null, "
        "plan_seq integer not null, frame_seq integer not null, last_day text not null, "
        "version integer not null)"
    )
    db.execute("insert into projected values (1, 0, 0, 0, '', ?)", (VERSION,))
    # `seq` is how far the tables follow a log that is not in their own file. Of frames, `plan_seq`
    # is what it was after the event.
    db.execute(
        "create table frames (seq integer primary key, of_plans integer not null, "
        "plan_seq integer not null)"
    )
    db.execute("create index frames_of_plans on frames (seq) where of_plans")
    for module in MODULES:
        module.create(db)


index = reports.index


def newest(*, elsewhere: bool) -> str:
    """The query for the number of the last event that tables know, its log `elsewhere` or not."""
    inside = "" if elsewhere else ", coalesce((select max(seq) from events), 0)"
    return f"select max(seq, 0{inside}) from projected"


def apply(db: Database, envelope: Envelope, event: Event | None = None) -> None:
    """Brings the tables up to one more event."""
    present = event if event is not None else envelope.event
    is_frame = envelope.type not in ASIDE
    day = envelope.effective_on.isoformat()
    if is_frame:
        # First: the versions that are kept of rows say since which event.
        db.conn.execute("update projected set frame_seq = ?", (envelope.seq,))
    db.conn.execute("update projected set last_day = ? where last_day < ?", (day, day))
    if not isinstance(present, Erased):
        for handler in HANDLERS.get(present.type, ()):
            handler(db, envelope, present)
    if is_frame:
        db.conn.execute(
            "insert into frames select ?, ?, plan_seq from projected",
            (envelope.seq, envelope.type in OF_PLANS),
        )
        if isinstance(present, Erased) or present.type not in OF_IN_TIME:
            return
        if (about := envelope.about) != day_of(envelope.recorded_at):
            then.note(db, envelope, present, about.toordinal())


def apply_all(db: Database, rows: Iterable[Row], lifted: Callable[[int], Envelope]) -> int:
    """The same for many events, as the log stores them; `lifted` reads the others whole. Returns
    the number of the last; 0 where there was none.

    What there is most of is read without a model (it was checked when it was written, and the chain
    says that it is what was written) and written many rows at a time.
    """
    with _uncollected():
        seq, last_day = _moved(db, rows, lifted)
    index(db)
    db.conn.execute("update projected set last_day = max(last_day, ?)", (last_day,))
    return seq


def _moved(db: Database, rows: Iterable[Row], lifted: Callable[[int], Envelope]) -> tuple[int, str]:
    """The last event, and the last day that was reported on."""
    moved = reports.Reports(db, fresh=reports.is_empty(db))
    seq, last_day, days = 0, "", _Ordinals()
    for seq, type_, schema, recorded_at, effective_on, actor, data in rows:
        if (present := reports.KINDS.get(type_)) is None:
            apply(db, lifted(seq))
            continue
        if present == schema:
            at, day = dt.datetime.fromisoformat(recorded_at), days[effective_on]
            moved.take(type_, seq, at, day, actor, from_json(data))
        else:
            moved.move(lifted(seq))
        if effective_on > last_day:
            last_day = effective_on
    moved.settle()
    return seq, last_day


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows kept back are many and in no circle: to look for circles in them again and again takes
    a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Ordinals(dict[str, int]):
    """Of days as the log writes them."""

    def __missing__(self, day: str) -> int:
        found = self[day] = dt.date.fromisoformat(day).toordinal()
        return found


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to compare two states of the projections."""
    return {
        name: sorted(db.execute(f"select * from [{name}]").fetchall(), key=repr) for name in TABLES
    }
