"""Who read whose scores or amounts, and when: kept beside the log, where nothing takes a line away.

Not events: a reading changes nothing in the town, and there are many more of them than facts.
"""

import datetime as dt
from collections.abc import Iterable

from sqlite_utils import Database

from ledger.later import dataclass

SCHEMA = """
create table if not exists readings (
    id integer primary key,
    reader text not null,
    person text not null,
    year integer not null,
    way text not null,
    at text not null
);
create index if not exists readings_of on readings (person);
create trigger if not exists readings_no_update before update on readings
begin select raise(abort, 'a reading is not taken back'); end;
create trigger if not exists readings_no_delete before delete on readings
begin select raise(abort, 'a reading is not taken back'); end;
"""


AGAIN = dt.timedelta(hours=1)
"""Within it a list that is looked at again, sorted or supposed otherwise, is the same reading."""


@dataclass(frozen=True)
class Reading:
    """Somebody looked at a person's scores of a year; `way` is chat, page, command line, paper,
    with `.amounts` where a list of payments showed what they get and no score."""

    reader: str
    year: int
    way: str
    at: dt.datetime


def trace(db: Database, reader: str, person: str, year: int, way: str, at: dt.datetime) -> None:
    """Notes a reading; one's own is nobody's business."""
    if reader != person:
        db.execute(
            "insert into readings (reader, person, year, way, at) values (?, ?, ?, ?, ?)",
            (reader, person, year, way, at.isoformat()),
        )


def trace_amounts(
    db: Database, reader: str, persons: Iterable[str], year: int, way: str, at: dt.datetime
) -> None:
    """Notes that the list of a year's payments was read, of each person on it."""
    way, since = f"{way}.amounts", (at - AGAIN).isoformat()
    for person in sorted({*persons} - {reader}):
        before = db.execute(
            "select 1 from readings where person = ? and reader = ? and year = ? and way = ? "
            "and at > ?",
            (person, reader, year, way, since),
        )
        if before.fetchone() is None:
            trace(db, reader, person, year, way, at)


def readings_of(db: Database, person: str) -> list[Reading]:
    """Who read a person's scores, the newest first."""
    rows = db.execute(
        "select reader, year, way, at from readings where person = ? order by id desc", (person,)
    )
    return [Reading(r, y, w, dt.datetime.fromisoformat(a)) for r, y, w, a in rows]
