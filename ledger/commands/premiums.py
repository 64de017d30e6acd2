"""The money of a year: funds, maxima, the quota of the top bonus, the payout list.

Source: R-24 to R-28. All of it is the personnel office's.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, decides
from ledger.commands.personnel import PERSONALE
from ledger.errors import Act, FutureDay, NoChange
from ledger.errors_smvp import (
    ActNeeded,
    NoPool,
    OutOfRange,
    PayoutFixed,
    PayoutNotFixed,
    PayoutNotReady,
)
from ledger.evaluation.fixed import written_funds, written_lines
from ledger.evaluation.paylist import NOTHING
from ledger.evaluation.payout import computed, payout
from ledger.events import (
    BonusQuotaSet,
    MaximumSet,
    PaymentTimesRecorded,
    PayoutAdjusted,
    PayoutListApproved,
    PoolSet,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.plan import ENTE
from ledger.scoring.numbers import need_amount
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class SetPool:
    """The fund of a year for a group of people, in euro, by an act."""

    year: int
    pool: Literal["staff", "dirigenti", "eq", "segretario"]
    amount: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class SetBonusQuota:
    """More than 0 and at most 1: a tenth is 0.1."""

    year: int
    quota: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class SetMaximum:
    """The most a person may be paid for a year, in euro, by an act."""

    year: int
    person: str
    amount: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class RecordPaymentTimes:
    """The ente's indicator of timeliness of payments, in days; zero or below is in time. R-37."""

    year: int
    days: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class ApprovePayout:
    """The list is final: refused until nothing is missing, for anybody."""

    year: int


@dataclass(frozen=True, config=UNBUILT)
class AdjustPayout:
    """What came to differ from the definitive list is paid or taken back."""

    year: int
    act: str
    act_on: dt.date


def set_pool(view: View, command: SetPool, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises ActNeeded, and BadAmount for less than a cent."""
    need_amount("Il fondo", Fraction(command.amount))
    event = PoolSet(
        year=command.year, pool=command.pool, amount=command.amount, **_proof(command, now)
    )
    return [Decision(event, day_of(now))]


def set_bonus_quota(
    view: View, command: SetBonusQuota, actor: str, now: dt.datetime
) -> list[Decision]:
    """A share of one, from the contract, for the best evaluated. Raises OutOfRange."""
    if not 0 < command.quota <= 1:
        raise OutOfRange("quota", Fraction(command.quota), 0, 1)
    event = BonusQuotaSet(year=command.year, quota=command.quota, **_proof(command, now))
    return [Decision(event, day_of(now))]


def set_maximum(view: View, command: SetMaximum, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownPerson, ActNeeded."""
    view.known(command.person)
    need_amount("Il massimo", Fraction(command.amount))
    event = MaximumSet(
        year=command.year, person=command.person, amount=command.amount, **_proof(command, now)
    )
    return [Decision(event, day_of(now))]


def record_payment_times(
    view: View, command: RecordPaymentTimes, actor: str, now: dt.datetime
) -> list[Decision]:
    """Mean days of payment of the ente's invoices in the year, from the certified platform."""
    event = PaymentTimesRecorded(year=command.year, days=command.days, **_proof(command, now))
    return [Decision(event, day_of(now))]


Proved = SetPool | SetBonusQuota | SetMaximum | RecordPaymentTimes


def _proof(command: "Proved | AdjustPayout", now: dt.datetime) -> dict[str, Any]:
    """The act and its day. Raises ActNeeded, FutureDay."""
    if not command.act.strip():
        raise ActNeeded()
    if command.act_on > day_of(now):
        raise FutureDay(command.act_on)
    return {"act": command.act.strip(), "act_on": command.act_on}


def approve_payout(
    view: View, command: ApprovePayout, actor: str, now: dt.datetime
) -> list[Decision]:
    """Once: what differs later is paid by an adjustment, never by another list."""
    today = day_of(now)
    found = payout(view, command.year, today)
    if found.fixed is not None:
        raise PayoutFixed(command.year, found.fixed.day)
    if not found.lines:
        raise NoPool(command.year)
    if found.missing:
        raise PayoutNotReady(command.year, len(found.missing))
    event = PayoutListApproved(
        year=command.year, lines=written_lines(found.lines), funds=written_funds(found.funds)
    )
    return [Decision(event, today)]


def adjust_payout(
    view: View, command: AdjustPayout, actor: str, now: dt.datetime
) -> list[Decision]:
    """Pays or takes back the differences from the definitive list, with the act."""
    today = day_of(now)
    proof = _proof(command, now)
    found = payout(view, command.year, today)
    if found.fixed is None:
        raise PayoutNotFixed(command.year)
    if not found.differences:
        raise NoChange(str(command.year))
    if found.missing:
        raise PayoutNotReady(command.year, len(found.missing))
    now_due = {line.key: line for line in computed(view, command.year, today).lines}
    gone = [d.key for d in found.differences if d.key not in now_due]
    lines = [now_due[d.key] for d in found.differences if d.key in now_due]
    lines += [
        replace(line, amount=NOTHING, bonus=NOTHING, organisational=NOTHING)
        for line in found.lines
        if line.key in gone
    ]
    event = PayoutAdjusted(year=command.year, lines=written_lines(lines), **proof)
    return [Decision(event, today)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(SetPool, set_pool),
        decides(SetBonusQuota, set_bonus_quota),
        decides(SetMaximum, set_maximum),
        decides(RecordPaymentTimes, record_payment_times),
        decides(ApprovePayout, approve_payout),
        decides(AdjustPayout, adjust_payout),
    )
)

RULES: dict[type, Rule] = dict.fromkeys(
    DECIDERS, lambda view, command, day: [Grounds(Act.PREMIUMS, ENTE, PERSONALE)]
)
