"""What the personnel office entered: `personnel` (one row a fact), `reorganisations`, `trainings`,
`gradings`. A move also ends and starts `posts`.

What is of one person is sealed: of a fact which it is, its days, act and amounts are `held`.
"""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from sqlite_utils import Database

from ledger.events import (
    AbsenceRecorded,
    EmploymentRecorded,
    EmploymentSuspended,
    Envelope,
    GradingApproved,
    InterimGranted,
    LegalProtectionRecorded,
    PartTimeRecorded,
    PersonForgotten,
    PersonMoved,
    PersonnelFact,
    PersonnelFactAnnulled,
    PositionPayRecorded,
    PostGraded,
    SanctionImposed,
    TrainingRecorded,
    UnitReorganised,
    VerticalPartTimeRecorded,
    canonical,
)
from ledger.events.base import Fact
from ledger.later import dataclass
from ledger.projections.handling import Handler, on
from ledger.projections.people import MOVED, tell
from ledger.scoring.periods import Period
from ledger.sealing.columns import kept

TABLES = ("personnel", "reorganisations", "trainings", "gradings")

KINDS: dict[type[PersonnelFact], str] = {
    EmploymentRecorded: "servizio",
    PersonMoved: "assegnazione",
    EmploymentSuspended: "sospensione_rapporto",
    AbsenceRecorded: "assenza",
    PartTimeRecorded: "part_time",
    VerticalPartTimeRecorded: "part_time",
    LegalProtectionRecorded: "tutela",
    SanctionImposed: "sanzione",
    InterimGranted: "interim",
    PositionPayRecorded: "posizione",
}
"""The word each fact goes by in the tables, in the CSV and in the chat."""

EVALUATED_ROLES = "('segretario', 'dirigente', 'eq', 'dipendente')"


def create(db: Database) -> None:
    db.execute(
        "create table personnel (seq integer primary key, person text not null, "
        "held text not null, annulled_seq integer)"
    )
    db.execute("create index personnel_of on personnel (person)")
    db.execute(
        "create table reorganisations (seq integer primary key, unit text not null, "
        "effective text not null)"
    )
    _create_trainings_and_gradings(db)


def _create_trainings_and_gradings(db: Database) -> None:
    db.execute(
        "create table trainings (seq integer primary key, person text not null, "
        "day text not null, held text not null, actor text not null)"
    )
    db.execute(
        "create table gradings (seq integer primary key, unit text not null, day text not null, "
        "points text not null, pay text not null, act text, act_on text)"
    )


def fact_recorded(db: Database, envelope: Envelope, event: PersonnelFact) -> None:
    held = [
        KINDS[type(event)],
        _iso(event.since),
        _iso(event.until),
        getattr(event, "unit", None),
        getattr(event, "what", None),
        _text(getattr(event, "amount", None)),
        event.act,
        event.act_on.isoformat(),
    ]
    db.execute(
        "insert into personnel values (?, ?, sealed(?, ?), null)",
        (envelope.seq, event.person, event.person, canonical(held)),
    )


def person_moved(db: Database, envelope: Envelope, event: PersonMoved) -> None:
    """The post held so far ends the day before, one of later days goes; interim posts stay."""
    if kept(event.act) is not None:  # else nothing may be written of them, and it goes in the end
        fact_recorded(db, envelope, event)
    start = event.since or envelope.effective_on
    before = (start - dt.timedelta(days=1)).isoformat()
    own = f"person = ? and role in {EVALUATED_ROLES} and interim = 0"
    db.execute(f"delete from posts where {own} and since >= ?", (event.person, start.isoformat()))
    db.execute(
        f"update posts set until = ? where {own} and coalesce(until, '9999') > ?",
        (before, event.person, before),
    )
    post = {
        "role": str(event.role),
        "unit": event.unit,
        "interim": 0,
        "since": start.isoformat(),
        "until": _iso(event.until),
    }
    db.table("posts").insert({"person": event.person, **post})
    tell(db, envelope, event.person, MOVED, **post)


def fact_annulled(db: Database, envelope: Envelope, event: PersonnelFactAnnulled) -> None:
    db.execute("update personnel set annulled_seq = ? where seq = ?", (envelope.seq, event.fact))


def unit_reorganised(db: Database, envelope: Envelope, event: UnitReorganised) -> None:
    db.execute(
        "insert into reorganisations values (?, ?, ?)",
        (envelope.seq, event.unit, event.effective.isoformat()),
    )


def training_recorded(db: Database, envelope: Envelope, event: TrainingRecorded) -> None:
    day = envelope.effective_on.isoformat()
    held = canonical([str(event.hours), event.what])
    db.execute(
        "insert into trainings values (?, ?, ?, sealed(?, ?), ?)",
        (envelope.seq, event.person, day, event.person, held, envelope.actor),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    for table in ("personnel", "trainings"):
        db.execute(f"delete from {table} where person = ?", (event.person,))


def post_graded(db: Database, envelope: Envelope, event: PostGraded) -> None:
    points = canonical({name: str(number) for name, number in event.points.items()})
    db.execute(
        "insert into gradings values (?, ?, ?, ?, ?, null, null)",
        (envelope.seq, event.unit, envelope.effective_on.isoformat(), points, str(event.pay)),
    )


def grading_approved(db: Database, envelope: Envelope, event: GradingApproved) -> None:
    db.execute(
        "update gradings set act = ?, act_on = ? where seq = ?",
        (event.act, event.act_on.isoformat(), event.grading),
    )


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        *(on(kind, fact_recorded) for kind in KINDS),
        on(PersonMoved, person_moved),
        on(PersonnelFactAnnulled, fact_annulled),
        on(TrainingRecorded, training_recorded),
        on(PostGraded, post_graded),
        on(GradingApproved, grading_approved),
        on(UnitReorganised, unit_reorganised),
        on(PersonForgotten, person_forgotten),
    )
)


@dataclass(frozen=True)
class FactRow:
    """A fact of personnel with its act."""

    seq: int
    person: str
    kind: str
    period: Period
    unit: str | None
    what: str | None
    amount: Decimal | None
    act: str
    act_on: dt.date
    annulled: bool


def facts(db: Database, person: str | None = None) -> list[FactRow]:
    """Every fact of a person, or of everybody, as entered; annulled ones say so."""
    rows = db.execute(
        "select seq, person, opened(held), annulled_seq is not null from personnel "
        f"where {'person = ?' if person else 'true'} order by seq",
        (person,) if person else (),
    )
    return [_fact(seq, of, bool(annulled), *json.loads(held)) for seq, of, held, annulled in rows]


def _fact(
    seq: int,
    person: str,
    annulled: bool,
    kind: str,
    since: str | None,
    until: str | None,
    unit: str | None,
    what: str | None,
    amount: str | None,
    act: str,
    act_on: str,
) -> FactRow:
    return FactRow(
        seq,
        person,
        kind,
        Period(_day(since), _day(until)),
        unit,
        what,
        Decimal(amount) if amount is not None else None,
        act,
        dt.date.fromisoformat(act_on),
        annulled,
    )


def training_hours(db: Database, person: str, year: int) -> Decimal:
    """Hours of training a person followed in a year."""
    rows = db.execute(
        "select opened(held) from trainings where person = ? and substr(day, 1, 4) = ?",
        (person, str(year)),
    )
    return sum((Decimal(json.loads(held)[0]) for (held,) in rows), Decimal(0))


@dataclass(frozen=True)
class Grading:
    """The grading of an EQ post; a proposal until the act of the Giunta."""

    seq: int
    unit: str
    day: dt.date
    points: Mapping[str, Decimal]
    pay: Decimal
    act: str | None
    act_on: dt.date | None


def grading(db: Database, unit: str, approved: bool = False) -> Grading | None:
    """The last grading of a post; the last approved, where asked."""
    row = db.execute(
        "select seq, unit, day, points, pay, act, act_on from gradings "
        "where unit = ? and (act is not null or not ?) order by seq desc limit 1",
        (unit, approved),
    ).fetchone()
    if row is None:
        return None
    seq, of, day, points, pay, act, act_on = row
    by_criterion = {name: Decimal(number) for name, number in json.loads(points).items()}
    when = dt.date.fromisoformat(day)
    return Grading(seq, of, when, by_criterion, Decimal(pay), act, _day(act_on))


def reorganisations(db: Database) -> list[tuple[str, dt.date]]:
    """Units organised anew and since when."""
    rows = db.execute("select unit, effective from reorganisations order by seq")
    return [(unit, dt.date.fromisoformat(day)) for unit, day in rows]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
