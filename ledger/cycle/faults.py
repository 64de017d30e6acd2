"""What the calendar could not look at or say: each told to the admin once, and shown by `doctor`.

Not facts of the cycle, so not in the log: a table of the file beside it, of what still fails and
since when. What has not failed again for a week is forgotten.
"""

import datetime as dt
from collections.abc import Iterable

from sqlite_utils import Database

from ledger.events.calendar import Subject
from ledger.later import dataclass

TABLE = "calendar_faults"
KEPT_DAYS = 7
"""What is told once a week fails once a week."""


@dataclass(frozen=True)
class Failure:
    """One thing of the calendar that failed by itself. The subject's `step` is the kind of notice;
    `error` is the name of what went wrong, never its text, which may quote people."""

    subject: Subject
    error: str


@dataclass(frozen=True)
class Fault(Failure):
    """A failure that is known, `since` a day."""

    since: dt.date


def standing(db: Database) -> tuple[Fault, ...]:
    """Those known, the oldest first."""
    if not db.table(TABLE).exists():
        return ()
    rows = db.execute(f"select subject, error, since from {TABLE} order by since, subject")
    return tuple(
        Fault(Subject.model_validate_json(subject), error, dt.date.fromisoformat(since))
        for subject, error, since in rows
    )


def is_news(db: Database, found: Iterable[Failure], day: dt.date) -> bool:
    """Whether there is anything to keep or to forget: asked before the file is locked for it."""
    if any(True for _ in found):
        return True
    return db.table(TABLE).exists() and bool(
        db.execute(f"select 1 from {TABLE} where seen_on < ?", (_oldest(day),)).fetchone()
    )


def keep(db: Database, found: Iterable[Failure], day: dt.date) -> None:
    """Remembers what failed on a day, in the transaction of whoever calls."""
    db.execute(
        f"create table if not exists {TABLE} (subject text primary key, error text not null, "
        "since text not null, seen_on text not null)"
    )
    for failure in found:
        db.execute(
            f"insert into {TABLE} values (?, ?, ?, ?) on conflict (subject) "
            "do update set error = excluded.error, seen_on = excluded.seen_on",
            (failure.subject.written, failure.error, day.isoformat(), day.isoformat()),
        )
    db.execute(f"delete from {TABLE} where seen_on < ?", (_oldest(day),))


def _oldest(day: dt.date) -> str:
    return (day - dt.timedelta(days=KEPT_DAYS)).isoformat()
