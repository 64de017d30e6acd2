"""Tables derived from the log: dropped and rebuilt at will, updated in the log's own transaction.

Each module owns some tables: its `create(db)`, its `TABLES`, and its `HANDLERS`, one function per
event that touches them. The same handlers serve the live ledger, a rebuild, and a replay in memory
as of a past day.
"""

import datetime as dt
from collections.abc import Mapping

from sqlite_utils import Database

from ledger.events import Envelope, Erased, Event
from ledger.projections import (
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
    progress,
)
from ledger.projections.handling import Handler

MODULES = (
    changes,  # before the plan: it reads what the plan was
    plan,
    people,
    progress,
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
)
TABLES: tuple[str, ...] = ("projected", *(name for module in MODULES for name in module.TABLES))

SEALED = frozenset(
    {
        "people",
        "chats",
        "awaiting",
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
"""Tables that hold something of people, and cannot be made again without their keys."""

VERSION = 53
"""Raised when a table's shape changes: an older file is rebuilt when it is opened."""


def _handlers() -> Mapping[str, tuple[Handler, ...]]:
    found: dict[str, list[Handler]] = {}
    for module in MODULES:
        for event, handler in module.HANDLERS.items():
            found.setdefault(event.__name__, []).append(handler)
    return {name: tuple(handlers) for name, handlers in found.items()}


HANDLERS = _handlers()


def create(db: Database, until: dt.date | None = None) -> None:
    """Empty tables. With `until`, reports of later days do not count (a replay as of that day)."""
    for name in TABLES:
        db.execute(f"drop table if exists [{name}]")
    db.execute(
        "create table projected (one integer primary key check (one = 1), seq integer not null, "
        "plan_seq integer not null, last_day text not null, until text not null, "
        "version integer not null)"
    )
    last_day = (until or dt.date.max).isoformat()
    db.execute("insert into projected values (1, 0, 0, '', ?, ?)", (last_day, VERSION))
    for module in MODULES:
        module.create(db)


def apply(db: Database, envelope: Envelope, event: Event | None = None) -> None:
    """Brings the tables up to one more event."""
    present = event if event is not None else envelope.event
    if not isinstance(present, Erased):
        for handler in HANDLERS.get(present.type, ()):
            handler(db, envelope, present)
    db.execute(
        "update projected set seq = ?, last_day = max(last_day, ?)",
        (envelope.seq, envelope.effective_on.isoformat()),
    )


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to compare two states of the projections."""
    return {
        name: sorted(db.execute(f"select * from [{name}]").fetchall(), key=repr) for name in TABLES
    }
