"""What follows the issue of a scheda: `procedures`, one row of each person, year and part.

What was said and decided of a person is sealed.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    Envelope,
    ObservationsAnswered,
    ObservationsFiled,
    OutcomeSigned,
    PersonForgotten,
    SchedaAcknowledged,
    SchedaServed,
)
from ledger.events.base import Fact
from ledger.events.evaluation import SchedaFact
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("procedures",)


def create(db: Database) -> None:
    db.execute(
        "create table procedures (person text not null, year integer not null, "
        "part text not null, notified_on text, how text, observed_on text, observed_seq integer, "
        "observations text, document text, deadline text, admissible integer, replied_on text, "
        "replied_by text, outcome text, answer text, signed_on text, accepted integer, "
        "replied_seq integer, "
        "primary key (person, year, part))"
    )


SEALED = frozenset(
    {
        "how",
        "observations",
        "document",
        "deadline",
        "admissible",
        "outcome",
        "answer",
        "accepted",
    }
)
"""Columns of `procedures`."""


def _set(db: Database, event: SchedaFact, **columns: object) -> None:
    named = ", ".join(f"{n} = {'sealed(person, ?)' if n in SEALED else '?'}" for n in columns)
    db.execute(
        f"update procedures set {named} where person = ? and year = ? and part = ?",
        (*columns.values(), *_key(event)),
    )


def _key(event: SchedaFact) -> tuple[str, int, str]:
    return event.person, event.year, event.part


def acknowledged(db: Database, envelope: Envelope, event: SchedaAcknowledged) -> None:
    _set(db, event, notified_on=envelope.effective_on.isoformat(), how="acknowledged")


def served(db: Database, envelope: Envelope, event: SchedaServed) -> None:
    _set(db, event, notified_on=envelope.effective_on.isoformat(), how=event.act)


def observations_filed(db: Database, envelope: Envelope, event: ObservationsFiled) -> None:
    _set(
        db,
        event,
        observed_on=envelope.effective_on.isoformat(),
        observed_seq=envelope.seq,
        observations=event.text,
        document=event.document,
        deadline=event.deadline.isoformat(),
        admissible=int(event.admissible),
    )


def observations_answered(db: Database, envelope: Envelope, event: ObservationsAnswered) -> None:
    _set(
        db,
        event,
        replied_on=envelope.effective_on.isoformat(),
        replied_by=envelope.actor,
        replied_seq=envelope.seq,
        outcome=event.outcome,
        answer=event.text,
    )


def outcome_signed(db: Database, envelope: Envelope, event: OutcomeSigned) -> None:
    _set(
        db,
        event,
        signed_on=envelope.effective_on.isoformat(),
        accepted=int(event.accepted),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    db.execute("delete from procedures where person = ?", (event.person,))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(SchedaAcknowledged, acknowledged),
        on(SchedaServed, served),
        on(ObservationsFiled, observations_filed),
        on(ObservationsAnswered, observations_answered),
        on(OutcomeSigned, outcome_signed),
        on(PersonForgotten, person_forgotten),
    )
)


@dataclass(frozen=True)
class Procedure:
    """What followed the issue of a scheda; None is what has not happened."""

    notified_on: dt.date | None
    how: str | None
    observed_on: dt.date | None
    observed_seq: int | None
    observations: str | None
    document: str | None
    deadline: dt.date | None
    admissible: bool | None
    replied_on: dt.date | None
    replied_by: str | None
    outcome: str | None
    answer: str | None
    signed_on: dt.date | None
    accepted: bool | None


def procedure(db: Database, person: str, year: int, part: str) -> Procedure | None:
    row = db.execute(
        "select notified_on, opened(how), observed_on, observed_seq, opened(observations), "
        "opened(document), opened(deadline), opened(admissible), replied_on, replied_by, "
        "opened(outcome), opened(answer), signed_on, opened(accepted) from procedures "
        "where person = ? and year = ? and part = ?",
        (person, year, part),
    ).fetchone()
    return _procedure(row) if row else None


def _procedure(row: Sequence[Any]) -> Procedure:
    days = {n: _day(row[n]) if row[n] else None for n in (0, 2, 6, 8, 12)}
    flags = {n: None if row[n] is None else row[n] == "1" for n in (7, 13)}
    read: list[Any] = [days.get(n, flags.get(n, value)) for n, value in enumerate(row)]
    return Procedure(*read)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
