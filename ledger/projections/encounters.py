"""What goes on between a person and who evaluates them before the scheda: `talks`, and
`own_objectives` proposed, said on, assigned, noted. What was said is sealed."""

import datetime as dt
import json
from typing import assert_never

from sqlite_utils import Database

from ledger.events import (
    Envelope,
    ObjectivesAssigned,
    ObjectivesConsulted,
    ObjectivesNoted,
    ObjectivesProposed,
    PersonalObjective,
    PersonForgotten,
    TalkAnnotated,
    TalkHeld,
    canonical,
)
from ledger.events.base import Fact
from ledger.events.evaluation import SchedaFact
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("talks", "own_objectives")


def create(db: Database) -> None:
    db.execute(
        "create table talks (seq integer primary key, person text not null, "
        "year integer not null, part text not null, moment text not null, day text not null, "
        "actor text not null, content text, added text)"
    )
    db.execute(
        "create table own_objectives (person text not null, year integer not null, "
        "part text not null, seq integer not null, proposed text, proposed_on text, "
        "proposed_by text, consulted text, assigned text, assigned_on text, assigned_by text, "
        "noted_on text, primary key (person, year, part))"
    )


def talk_held(db: Database, envelope: Envelope, event: TalkHeld) -> None:
    db.execute(
        "insert into talks values (?, ?, ?, ?, ?, ?, ?, sealed(?, ?), null)",
        (
            envelope.seq,
            *_key(event),
            event.moment,
            envelope.effective_on.isoformat(),
            envelope.actor,
            event.person,
            event.content,
        ),
    )


def talk_annotated(db: Database, envelope: Envelope, event: TalkAnnotated) -> None:
    db.execute(
        "update talks set added = sealed(?, ?) where seq = ?",
        (event.person, event.text, event.talk),
    )


def objectives_said(
    db: Database, envelope: Envelope, event: ObjectivesProposed | ObjectivesAssigned
) -> None:
    """What is said last takes the place of what was said before; taking note begins again."""
    match event:
        case ObjectivesAssigned():
            column = "assigned"
        case ObjectivesProposed():
            column = "proposed"
        case other:
            assert_never(other)
    _own(db, event)
    rows = canonical([o.model_dump(mode="json", exclude_none=True) for o in event.objectives])
    cleared = ", noted_on = null" if column == "assigned" else ", consulted = null"
    db.execute(
        f"update own_objectives set {column} = sealed(person, ?), {column}_on = ?, "
        f"{column}_by = ?, seq = ?{cleared} where person = ? and year = ? and part = ?",
        (rows, envelope.effective_on.isoformat(), envelope.actor, envelope.seq, *_key(event)),
    )


def objectives_consulted(db: Database, envelope: Envelope, event: ObjectivesConsulted) -> None:
    db.execute(
        "update own_objectives set consulted = sealed(person, ?) "
        "where person = ? and year = ? and part = ?",
        (event.text, *_key(event)),
    )


def objectives_noted(db: Database, envelope: Envelope, event: ObjectivesNoted) -> None:
    db.execute(
        "update own_objectives set noted_on = ? where person = ? and year = ? and part = ?",
        (envelope.effective_on.isoformat(), *_key(event)),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    for table in TABLES:
        db.execute(f"delete from {table} where person = ?", (event.person,))


def _own(db: Database, event: SchedaFact) -> None:
    db.execute(
        "insert or ignore into own_objectives (person, year, part, seq) values (?, ?, ?, 0)",
        _key(event),
    )


def _key(event: SchedaFact) -> tuple[str, int, str]:
    return event.person, event.year, event.part


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(TalkHeld, talk_held),
        on(TalkAnnotated, talk_annotated),
        on(ObjectivesProposed, objectives_said),
        on(ObjectivesAssigned, objectives_said),
        on(ObjectivesConsulted, objectives_consulted),
        on(ObjectivesNoted, objectives_noted),
        on(PersonForgotten, person_forgotten),
    )
)


@dataclass(frozen=True)
class Talk:
    """A talk that was held, and what the other added."""

    seq: int
    moment: str
    day: dt.date
    actor: str
    content: str | None
    added: str | None


def talks(db: Database, person: str, year: int) -> list[Talk]:
    """The talks of a year with a person, whatever their day, the earliest first."""
    rows = db.execute(
        "select seq, moment, day, actor, opened(content), opened(added) from talks "
        "where person = ? and year = ? order by day, seq",
        (person, year),
    )
    return [Talk(seq, moment, _day(day), *rest) for seq, moment, day, *rest in rows]


@dataclass(frozen=True)
class OwnObjectives:
    """Objectives of one person beside their unit's: what was proposed, said, assigned, noted."""

    seq: int
    proposed: tuple[PersonalObjective, ...]
    proposed_by: str | None
    consulted: str | None
    assigned: tuple[PersonalObjective, ...]
    assigned_on: dt.date | None
    assigned_by: str | None
    noted_on: dt.date | None


def own_objectives(db: Database, person: str, year: int, part: str = "") -> OwnObjectives | None:
    """A person's own objectives of a year, proposed and assigned; None where there are none."""
    row = db.execute(
        "select seq, opened(proposed), proposed_by, opened(consulted), opened(assigned), "
        "assigned_on, assigned_by, noted_on from own_objectives "
        "where person = ? and year = ? and part = ?",
        (person, year, part),
    ).fetchone()
    if row is None:
        return None
    seq, proposed, proposed_by, consulted, assigned, assigned_on, assigned_by, noted_on = row
    return OwnObjectives(
        seq,
        _objectives(proposed),
        proposed_by,
        consulted,
        _objectives(assigned),
        _day(assigned_on) if assigned_on else None,
        assigned_by,
        _day(noted_on) if noted_on else None,
    )


def _objectives(text: str | None) -> tuple[PersonalObjective, ...]:
    return tuple(PersonalObjective.model_validate(o) for o in json.loads(text or "[]"))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
