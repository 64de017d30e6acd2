"""The money of a year: `pools`, `maxima`, `payouts` with their lines, and what was `paid_before`
somebody on a list was forgotten. What is of one person is sealed."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    BonusQuotaSet,
    Envelope,
    MaximumSet,
    PaymentTimesRecorded,
    PayoutAdjusted,
    PayoutListApproved,
    PersonForgotten,
    PoolSet,
    canonical,
)
from ledger.events.base import Fact
from ledger.events.people import PublicFigures
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("pools", "maxima", "payouts", "payout_lines", "paid_before", "public_before")


def create(db: Database) -> None:
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
    db.execute("create table public_before (year integer primary key, figures text not null)")


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


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    """What was paid from each fund stays what it was, though a line of it is read no more."""
    for table in ("maxima", "payout_lines"):
        db.execute(f"delete from {table} where person = ?", (event.person,))
    for year, funds in event.paid.items():
        for fund, paid in funds.items():
            db.execute(
                "insert or replace into paid_before values (?, ?, ?, ?)",
                (year, fund, envelope.seq, paid),
            )
    for year, figures in event.public.items():
        db.execute(
            "insert or replace into public_before values (?, ?)", (year, figures.model_dump_json())
        )


HANDLERS: dict[type[Fact], Handler] = dict(
    (
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
class Money:
    """Euro, and the event that said so."""

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


def public_before(db: Database, year: int) -> PublicFigures | None:
    """What was public of a year when somebody on its list was forgotten."""
    row = db.execute("select figures from public_before where year = ?", (year,)).fetchone()
    return PublicFigures.model_validate_json(row[0]) if row else None


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


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
