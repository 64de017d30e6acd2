"""What the personnel office entered: `personnel` (one row a fact), `reorganisations`, and the
money of the year: `pools`, `maxima`, `payouts`. A move also ends and starts `posts`.

What is of one person is sealed: of a fact which it is, its days, act and amounts are `held`.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    AbsenceRecorded,
    BonusQuotaSet,
    EmploymentRecorded,
    EmploymentSuspended,
    Envelope,
    GradingApproved,
    InterimGranted,
    LegalProtectionRecorded,
    MaximumSet,
    PartTimeRecorded,
    PaymentTimesRecorded,
    PayoutAdjusted,
    PayoutListApproved,
    PersonForgotten,
    PersonMoved,
    PersonnelFact,
    PersonnelFactAnnulled,
    PoolSet,
    PositionPayRecorded,
    PostGraded,
    SanctionImposed,
    TrainingRecorded,
    UnitReorganised,
    VerticalPartTimeRecorded,
    canonical,
)
from ledger.events.base import Fact
from ledger.projections.handling import Handler, on
from ledger.scoring.periods import Period
from ledger.sealing.columns import kept

TABLES = (
    "personnel",
    "reorganisations",
    "pools",
    "maxima",
    "payouts",
    "payout_lines",
    "paid_before",
    "trainings",
    "gradings",
)

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
    db.execute(
        "create table pools (seq integer primary key, year integer not null, name text not null, "
        "amount text not null, day text not null)"
    )
    db.execute(
        "create table maxima (year integer not null, person text not null, "
        "amount text not null, seq integer not null, primary key (year, person))"
    )
    db.execute(
        "create table payouts (seq integer primary key, year integer not null, "
        "day text not null, actor text not null, funds text, act text, act_on text)"
    )
    db.execute(
        "create table payout_lines (seq integer not null, line text not null, "
        "person text not null, held text not null, primary key (seq, line)) without rowid"
    )
    db.execute(
        "create table paid_before (year integer not null, fund text not null, "
        "seq integer not null, paid text not null, primary key (year, fund)) without rowid"
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
    db.execute(
        "insert into posts (person, role, unit, interim, since, until) values (?, ?, ?, 0, ?, ?)",
        (event.person, str(event.role), event.unit, start.isoformat(), _iso(event.until)),
    )


def fact_annulled(db: Database, envelope: Envelope, event: PersonnelFactAnnulled) -> None:
    db.execute("update personnel set annulled_seq = ? where seq = ?", (envelope.seq, event.fact))


def unit_reorganised(db: Database, envelope: Envelope, event: UnitReorganised) -> None:
    db.execute(
        "insert into reorganisations values (?, ?, ?)",
        (envelope.seq, event.unit, event.effective.isoformat()),
    )


def _put_pool(db: Database, envelope: Envelope, year: int, name: str, amount: Decimal) -> None:
    row = (envelope.seq, year, name, str(amount), envelope.effective_on.isoformat())
    db.execute("insert into pools values (?, ?, ?, ?, ?)", row)


def pool_set(db: Database, envelope: Envelope, event: PoolSet) -> None:
    _put_pool(db, envelope, event.year, event.pool, event.amount)


def bonus_quota_set(db: Database, envelope: Envelope, event: BonusQuotaSet) -> None:
    _put_pool(db, envelope, event.year, "quota", event.quota)


def payment_times_recorded(db: Database, envelope: Envelope, event: PaymentTimesRecorded) -> None:
    _put_pool(db, envelope, event.year, "payment_times", event.days)


def maximum_set(db: Database, envelope: Envelope, event: MaximumSet) -> None:
    db.execute(
        "insert or replace into maxima values (?, ?, sealed(?, ?), ?)",
        (event.year, event.person, event.person, str(event.amount), envelope.seq),
    )


def payout_approved(db: Database, envelope: Envelope, event: PayoutListApproved) -> None:
    _put_payout(db, envelope, event.year, event.lines, (event.funds, None, None))


def payout_adjusted(db: Database, envelope: Envelope, event: PayoutAdjusted) -> None:
    _put_payout(db, envelope, event.year, event.lines, (None, event.act, event.act_on.isoformat()))


def _put_payout(
    db: Database, envelope: Envelope, year: int, lines: str, rest: tuple[str | None, ...]
) -> None:
    day = envelope.effective_on.isoformat()
    db.execute(
        "insert into payouts values (?, ?, ?, ?, ?, ?, ?)",
        (envelope.seq, year, day, envelope.actor, *rest),
    )
    for key, line in json.loads(lines).items():
        person = key.partition("@")[0]
        db.execute(
            "insert into payout_lines values (?, ?, ?, sealed(?, ?))",
            (envelope.seq, key, person, person, canonical(line)),
        )


def training_recorded(db: Database, envelope: Envelope, event: TrainingRecorded) -> None:
    day = envelope.effective_on.isoformat()
    held = canonical([str(event.hours), event.what])
    db.execute(
        "insert into trainings values (?, ?, ?, sealed(?, ?), ?)",
        (envelope.seq, event.person, day, event.person, held, envelope.actor),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    """What was paid from each fund stays what it was, though a line of it is read no more."""
    for table in ("personnel", "maxima", "payout_lines", "trainings"):
        db.execute(f"delete from {table} where person = ?", (event.person,))
    for year, funds in event.paid.items():
        for fund, paid in funds.items():
            db.execute(
                "insert or replace into paid_before values (?, ?, ?, ?)",
                (year, fund, envelope.seq, paid),
            )


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
        on(PoolSet, pool_set),
        on(BonusQuotaSet, bonus_quota_set),
        on(PaymentTimesRecorded, payment_times_recorded),
        on(MaximumSet, maximum_set),
        on(PayoutListApproved, payout_approved),
        on(PayoutAdjusted, payout_adjusted),
        on(PersonForgotten, person_forgotten),
    )
)


@dataclass(frozen=True)
class FactRow:
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


@dataclass(frozen=True)
class Money:
    amount: Decimal
    seq: int
    set_on: dt.date | None = None


def pool(db: Database, year: int, name: str, before: int | None = None) -> Money | None:
    """`staff`, `dirigenti`, `eq`, `segretario`, the `quota` of the top bonus, the `payment_times`
    of the ente; as it stood before an event, where one is named."""
    row = db.execute(
        "select amount, seq, day from pools where year = ? and name = ? "
        "and seq < coalesce(?, seq + 1) order by seq desc limit 1",
        (year, name, before),
    ).fetchone()
    return Money(Decimal(row[0]), row[1], dt.date.fromisoformat(row[2])) if row else None


def paid_years(db: Database, person: str) -> list[int]:
    """The years whose definitive list has a line of somebody."""
    rows = db.execute(
        "select distinct year from payouts p, payout_lines l where l.seq = p.seq and person = ? "
        "order by year",
        (person,),
    )
    return [year for (year,) in rows]


def maxima(db: Database, year: int) -> dict[str, Money]:
    rows = db.execute("select person, opened(amount), seq from maxima where year = ?", (year,))
    return {person: Money(Decimal(amount), seq) for person, amount, seq in rows}


@dataclass(frozen=True)
class PayoutRow:
    """A definitive list, or an adjustment of it: the lines that can still be read, by key, and
    `funds` as the JSON of the event."""

    seq: int
    day: dt.date
    actor: str
    lines: Mapping[str, Mapping[str, Any]]
    funds: str | None
    act: str | None
    act_on: dt.date | None


def payouts(db: Database, year: int) -> list[PayoutRow]:
    """What was fixed of a year, oldest first."""
    rows = db.execute(
        "select seq, day, actor, funds, act, act_on from payouts where year = ? order by seq",
        (year,),
    ).fetchall()
    return [
        PayoutRow(seq, dt.date.fromisoformat(day), actor, _lines(db, seq), funds, act, _day(act_on))
        for seq, day, actor, funds, act, act_on in rows
    ]


def _lines(db: Database, seq: int) -> Mapping[str, Mapping[str, Any]]:
    rows = db.execute(
        "select line, opened(held) from payout_lines where seq = ? order by line", (seq,)
    )
    return {line: json.loads(held) for line, held in rows}


@dataclass(frozen=True)
class PaidBefore:
    """What had been paid from a fund by a definitive list when somebody on it was forgotten."""

    seq: int
    paid: str


def paid_before(db: Database, year: int) -> dict[str, PaidBefore]:
    """By fund, of the last who was forgotten."""
    rows = db.execute("select fund, seq, paid from paid_before where year = ?", (year,))
    return {fund: PaidBefore(seq, paid) for fund, seq, paid in rows}


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
    rows = db.execute("select unit, effective from reorganisations order by seq")
    return [(unit, dt.date.fromisoformat(day)) for unit, day in rows]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
