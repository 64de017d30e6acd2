"""The same tables at a past event: what each row was, from which event until which.

Rows that are written once and carry the number of their event are their own history
(`WRITTEN_ONCE`). Of tables whose rows change every version is kept beside them (`<table>_then`), by
triggers, so that no handler knows of it. A past event is then a condition of a view with the
table's own name, in the schema `temp` of a connection of its own (`show`): whatever reads a table
reads it there.

What is about a day and was recorded on another (`askew`) has its day here, sealed where it is about
a person: it is what a day of the past and an event of the past do not agree about.
"""

import re
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from ledger.events import Envelope, PersonForgotten
from ledger.events.base import Fact
from ledger.events.sealed import can_be_erased
from ledger.projections.handling import Handler, on

WRITTEN_ONCE = (
    "regulations", "schede", "phases", "outputs", "monitorings", "closures", "assignments",
    "pools", "payouts", "payout_lines", "documents", "reorganisations", "trainings", "resources",
    "meetings", "support",
)  # fmt: skip

CHANGING = (
    "plans", "objectives", "indicators", "anomalies", "aliases", "changes", "entity",
    "contributions", "score_setting", "procedures", "talks", "own_objectives", "personnel",
    "gradings", "maxima", "paid_before", "public_before", "delays", "snoozes", "declined",
    "reminder_settings", "absences", "unreachable", "area_groups", "campaigns", "phases_done",
    "relazione", "plain_readers", "proposals", "votes", "validated_relazioni", "surveys",
)  # fmt: skip

WRITTEN_BESIDE = ("posts", "posts_told")
"""What a handler of these tables writes too, and which lies in time by itself."""

NOT_OF_THE_PAST = ("notices", "notice_days")
"""Whom the calendar told what is asked of today only: a past moment has none."""

TABLES = ("askew", *(f"{name}_then" for name in CHANGING))

SEEN_SINCE, SEEN_UNTIL = "known_from", "known_until"

OF_WHOM = {"proposals": "coalesce(person, actor)", "support": "coalesce(person, actor)"}
"""Whom a row is about, where its `person` alone does not say."""


def create(db: Database) -> None:
    """After the tables it is of."""
    db.execute("create table askew (seq integer primary key, person text, day integer, held text)")
    for name in CHANGING:
        _keep(db, name)


def _keep(db: Database, name: str) -> None:
    columns, key = _columns(db, name)
    kept = f"{name}_then"
    db.execute(
        f"create table {kept} ({', '.join(columns)}, {SEEN_SINCE} integer not null, "
        f"{SEEN_UNTIL} integer)"
    )
    if key:
        db.execute(f"create index {kept}_of on {kept} ({', '.join(key)}, {SEEN_SINCE})")
    names = _names(db, name)
    fresh = (
        f"insert into {kept} values ({', '.join(f'new.{n}' for n in names)}, "
        "(select frame_seq from projected), null);"
    )
    for when, steps in (
        ("insert", _ended(kept, key, "new") + fresh),
        ("update", _ended(kept, key, "old") + fresh),
        ("delete", _ended(kept, key, "old")),
    ):
        db.execute(f"create trigger {name}_{when}_then after {when} on {name} begin {steps} end")


def _ended(kept: str, key: Sequence[str], row: str) -> str:
    """A version ends where the next begins; one of the same event was never seen."""
    stands = " and ".join([f"{SEEN_UNTIL} is null", *(f"{k} = {row}.{k}" for k in key)])
    now = "(select frame_seq from projected)"
    return (
        f"delete from {kept} where {stands} and {SEEN_SINCE} = {now}; "
        f"update {kept} set {SEEN_UNTIL} = {now} where {stands}; "
    )


def _columns(db: Database, name: str) -> tuple[list[str], list[str]]:
    """The columns of a table, each with its type, and those of its primary key."""
    rows = db.execute(f"pragma main.table_info({name})").fetchall()
    key = sorted((place, column) for _, column, _, _, _, place in rows if place)
    return [f"{column} {kind}" for _, column, kind, *_ in rows], [column for _, column in key]


def note(db: Database, envelope: Envelope, event: Fact, day: int) -> None:
    """That an event is about another day than that on which it was recorded."""
    kind, whose = type(event), event.whose(envelope.actor)
    of = whose if can_be_erased(kind) else None
    if kind.SEALED_AS is None:
        db.execute("insert into askew values (?, ?, ?, null)", (envelope.seq, of, day))
    else:
        row = (envelope.seq, of, whose, day)
        db.execute("insert into askew values (?, ?, null, sealed(?, ?))", row)


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    """Of the past nothing is kept that is gone from the present."""
    for name in CHANGING:
        kept = f"{name}_then"
        if name in OF_WHOM or "person" in _names(db, kept):
            whom = OF_WHOM.get(name, "person")
            db.execute(f"delete from {kept} where {whom} = ?", (event.person,))
    db.execute("delete from votes_then where proposal not in (select seq from proposals)")
    db.execute("update votes_then set reason = null where actor = ?", (event.person,))
    db.execute("delete from askew where person = ?", (event.person,))


def _names(db: Database, table: str) -> list[str]:
    return [column.partition(" ")[0] for column in _columns(db, table)[0]]


HANDLERS: dict[type[Fact], Handler] = dict((on(PersonForgotten, person_forgotten),))


def show(db: Database) -> None:
    """On a connection of its own: each table as it was at the moment that `move` says."""
    db.execute("create temp table moment (day integer, seq integer, last integer)")
    db.execute(
        "create temp table projected (one integer, seq integer, plan_seq integer, "
        "frame_seq integer)"
    )
    seq, day = "(select seq from moment)", "(select day from moment)"
    for name in ("reports", "folds"):
        # What was known then stood then, whatever became of it.
        then = {
            "until": "null as until",
            "settled": f"case when settled <= {seq} then settled end as settled",
        }
        shown = [then.get(n, n) for n in _names(db, name)]
        known = f"since <= {seq} and (until is null or until > {seq}) and day <= {day}"
        _view(db, name, f"select {', '.join(shown)} from main.{name} where {known}")
    for name in (*WRITTEN_ONCE, *CHANGING):
        _view(db, name, _at(db, name, "(select last from moment)"))
    for name in NOT_OF_THE_PAST:
        _view(db, name, f"select * from main.{name} where false")


def move(db: Database, day: int, seq: int, last: int) -> None:
    """What is shown is as it was after the event `last`; reports as known after `seq`, of days up
    to `day` (an ordinal)."""
    db.execute("delete from moment")
    db.execute("insert into moment values (?, ?, ?)", (day, seq, last))
    db.execute("delete from temp.projected")
    db.execute(
        "insert into temp.projected select 1, coalesce(max(seq), 0), coalesce(max(plan_seq), 0), "
        "coalesce(max(seq), 0) from "
        "(select seq, plan_seq from main.frames where seq <= ? order by seq desc limit 1)",
        (last,),
    )


def _view(db: Database, name: str, query: str) -> None:
    db.execute(f"create temp view {name} as {query}")


def _at(db: Database, name: str, last: object) -> str:
    """What a table held after an event."""
    if name in WRITTEN_ONCE:
        return f"select * from main.{name} where seq <= {last}"
    return (
        f"select {', '.join(_names(db, name))} from main.{name}_then where {SEEN_SINCE} <= {last} "
        f"and ({SEEN_UNTIL} is null or {SEEN_UNTIL} > {last})"
    )


def take(db: Database, names: Iterable[str], last: int) -> None:
    """Tables that may be written, in place of what was shown, as they were after an event."""
    for name in names:
        (made,) = db.execute(
            "select sql from main.sqlite_master where name = ?", (name,)
        ).fetchone()
        db.execute(f"drop view if exists temp.{name}")
        db.execute(re.sub("^create table", "create temp table", made, flags=re.IGNORECASE))
        if name in (*WRITTEN_ONCE, *CHANGING):
            db.execute(f"insert into temp.{name} {_at(db, name, last)}")
