"""The Nucleo as a body: `proposals` with their `votes`, `meetings`, `support` asked, and which
Relazione it validated (`validated_relazioni`)."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from ledger.events import Envelope
from ledger.events.base import Fact, canonical
from ledger.events.nucleo import (
    CollegialProposed,
    CollegialVoted,
    NucleoMet,
    RelazioneValidated,
    SupportRequested,
)
from ledger.events.people import PersonForgotten
from ledger.later import dataclass
from ledger.projections.handling import Handler, on
from ledger.sealing.columns import kept

TABLES = ("proposals", "votes", "meetings", "support", "validated_relazioni")


def create(db: Database) -> None:
    db.execute(
        "create table proposals (seq integer primary key, year integer not null, "
        "kind text not null, person text, act text not null, actor text not null, "
        "day text not null, closed_by integer, met integer)"
    )
    db.execute(
        "create table votes (proposal integer not null, actor text not null, "
        "agrees integer not null, reason text, day text not null, primary key (proposal, actor))"
    )
    db.execute(
        "create table meetings (seq integer primary key, year integer not null, day text not null, "
        "present text not null, chair text not null, decided text not null, said text, "
        "actor text not null)"
    )
    db.execute(
        "create table support (seq integer primary key, year integer not null, person text, "
        "said text not null, actor text not null, day text not null)"
    )
    db.execute(
        "create table validated_relazioni (year integer primary key, seq integer not null, "
        "day text not null, actor text not null, said text)"
    )


def proposed(db: Database, envelope: Envelope, event: CollegialProposed) -> None:
    """One of the same kind about the same thing takes the place of the former; its proposer
    agrees with it."""
    subject = subject_of(json.loads(event.act))
    for seq, act in db.execute(
        "select seq, opened(act) from proposals where year = ? and kind = ? and closed_by is null",
        (event.year, event.kind),
    ).fetchall():
        if act is not None and subject_of(json.loads(act)) == subject:
            db.execute("update proposals set closed_by = ? where seq = ?", (envelope.seq, seq))
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into proposals values (?, ?, ?, ?, sealed(?, ?), ?, ?, null, null)",
        (
            envelope.seq,
            event.year,
            event.kind,
            event.person,
            event.whose(envelope.actor),
            event.act,
            envelope.actor,
            day,
        ),
    )
    _vote(db, envelope.seq, envelope.actor, agrees=True, reason=None, day=day)


def subject_of(act: Any) -> tuple[object, ...]:
    """What a written act is about: a person's scheda, a unit, the year."""
    said = act["said"]
    inner = said.get("judgement", said)
    return inner.get("person"), inner.get("part"), inner.get("unit")


def voted(db: Database, envelope: Envelope, event: CollegialVoted) -> None:
    day = envelope.effective_on.isoformat()
    _vote(db, event.proposal, envelope.actor, agrees=event.agrees, reason=event.reason, day=day)


def _vote(
    db: Database, proposal: int, actor: str, *, agrees: bool, reason: str | None, day: str
) -> None:
    db.execute(
        # A proposal that can be read no more has no votes.
        "insert or replace into votes select seq, ?, ?, sealed(?, ?), ? from proposals "
        "where seq = ?",
        (actor, agrees, actor, kept(reason), day, proposal),
    )


def met(db: Database, envelope: Envelope, event: NucleoMet) -> None:
    db.execute(
        "insert into meetings values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.year,
            envelope.effective_on.isoformat(),
            canonical(list(event.present)),
            event.chair,
            canonical(list(event.decided)),
            event.text,
            envelope.actor,
        ),
    )
    for seq in event.decided:
        db.execute(
            "update proposals set closed_by = ?, met = ? where seq = ?",
            (envelope.seq, envelope.seq, seq),
        )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    """What was prepared about them, or by them about nobody, and what they said."""
    db.execute(
        "delete from votes where proposal in "
        "(select seq from proposals where coalesce(person, actor) = ?)",
        (event.person,),
    )
    for table in ("proposals", "support"):
        db.execute(f"delete from {table} where coalesce(person, actor) = ?", (event.person,))
    db.execute("update votes set reason = null where actor = ?", (event.person,))


def support_requested(db: Database, envelope: Envelope, event: SupportRequested) -> None:
    if kept(event.text) is None:
        return
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into support values (?, ?, ?, sealed(?, ?), ?, ?)",
        (
            envelope.seq,
            event.year,
            event.person,
            event.whose(envelope.actor),
            event.text,
            envelope.actor,
            day,
        ),
    )


def relazione_validated(db: Database, envelope: Envelope, event: RelazioneValidated) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert or replace into validated_relazioni values (?, ?, ?, ?, ?)",
        (event.year, envelope.seq, day, envelope.actor, event.text),
    )


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(CollegialProposed, proposed),
        on(CollegialVoted, voted),
        on(NucleoMet, met),
        on(SupportRequested, support_requested),
        on(PersonForgotten, person_forgotten),
        on(RelazioneValidated, relazione_validated),
    )
)


@dataclass(frozen=True)
class Vote:
    """What a member said of a proposal, and why where they do not agree."""

    actor: str
    agrees: bool
    reason: str | None


@dataclass(frozen=True)
class Proposal:
    """An act a member prepared. `act` is the command as a draft keeps it."""

    seq: int
    year: int
    kind: str
    person: str | None
    act: Any
    actor: str
    day: dt.date
    votes: tuple[Vote, ...]
    is_open: bool
    met: int | None

    def agreed_by(self, present: Sequence[str]) -> tuple[str, ...]:
        """Those of some who agree."""
        return tuple(v.actor for v in self.votes if v.agrees and v.actor in present)


def proposals(db: Database, year: int) -> list[Proposal]:
    """Those of a year that can still be read, the oldest first."""
    votes: dict[int, list[Vote]] = {}
    for proposal, actor, agrees, reason in db.execute(
        "select proposal, actor, agrees, opened(reason) from votes order by proposal, actor"
    ):
        votes.setdefault(proposal, []).append(Vote(actor, bool(agrees), reason))
    rows = db.execute(
        "select seq, kind, person, opened(act), actor, day, closed_by, met from proposals "
        "where year = ? order by seq",
        (year,),
    )
    return [
        Proposal(
            seq,
            year,
            kind,
            person,
            json.loads(act),
            actor,
            dt.date.fromisoformat(day),
            tuple(votes.get(seq, ())),
            closed_by is None,
            met,
        )
        for seq, kind, person, act, actor, day, closed_by, met in rows
        if act is not None
    ]


def years_of_proposals(db: Database) -> list[int]:
    """The years that have proposals waiting, the newest first."""
    rows = db.execute(
        "select distinct year from proposals where closed_by is null order by year desc"
    )
    return [year for (year,) in rows]


def year_of_proposal(db: Database, seq: int) -> int | None:
    row = db.execute("select year from proposals where seq = ?", (seq,)).fetchone()
    return int(row[0]) if row else None


@dataclass(frozen=True)
class Meeting:
    """A meeting of the Nucleo: its day, who was there, what it decided."""

    seq: int
    day: dt.date
    present: tuple[str, ...]
    chair: str
    decided: tuple[int, ...]
    text: str | None


def meetings(db: Database, year: int) -> list[Meeting]:
    rows = db.execute(
        "select seq, day, present, chair, decided, said from meetings where year = ? "
        "order by day, seq",
        (year,),
    )
    return [
        Meeting(
            seq,
            dt.date.fromisoformat(day),
            tuple(json.loads(present)),
            chair,
            tuple(json.loads(decided)),
            said,
        )
        for seq, day, present, chair, decided, said in rows
    ]


@dataclass(frozen=True)
class Support:
    """Support asked of the Nucleo, by who evaluates."""

    seq: int
    person: str | None
    text: str
    actor: str
    day: dt.date


def support(db: Database, year: int) -> list[Support]:
    rows = db.execute(
        "select seq, person, opened(said), actor, day from support where year = ? order by seq",
        (year,),
    )
    return [
        Support(seq, person, said, actor, dt.date.fromisoformat(day))
        for seq, person, said, actor, day in rows
    ]


@dataclass(frozen=True)
class ValidatedRelazione:
    """When the Nucleo validated the Relazione, and in which event."""

    seq: int
    day: dt.date
    actor: str
    text: str | None


def validated_relazione(db: Database, year: int) -> ValidatedRelazione | None:
    row = db.execute(
        "select seq, day, actor, said from validated_relazioni where year = ?", (year,)
    ).fetchone()
    return ValidatedRelazione(row[0], dt.date.fromisoformat(row[1]), *row[2:]) if row else None
