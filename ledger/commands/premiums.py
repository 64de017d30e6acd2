"""The money of a year: funds, maxima, the quota of the top bonus, the payout list.

Source: R-24 to R-28. All of it is the personnel office's.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import require
from ledger.commands.personnel import PERSONALE
from ledger.errors import Act, NoChange, UnknownPerson
from ledger.errors_smvp import ActNeeded, NoPool, OutOfRange, PayoutNotReady
from ledger.evaluation.payout import payout
from ledger.events import BonusQuotaSet, MaximumSet, PayoutListApproved, PoolSet, canonical
from ledger.log import Decision
from ledger.plan import ENTE
from ledger.projections import personnel
from ledger.scoring.numbers import need_amount, show_two
from ledger.view import View


@dataclass(frozen=True)
class SetPool:
    year: int
    pool: Literal["staff", "dirigenti"]
    amount: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True)
class SetBonusQuota:
    """More than 0 and at most 1: a tenth is 0.1."""

    year: int
    quota: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True)
class SetMaximum:
    year: int
    person: str
    amount: Decimal
    act: str
    act_on: dt.date


@dataclass(frozen=True)
class ApprovePayout:
    """The list is final: refused until nothing is missing, for anybody."""

    year: int


def set_pool(view: View, command: SetPool, actor: str, now: dt.datetime) -> list[Decision]:
    today = _may(view, actor, command.act, now)
    need_amount("Il fondo", Fraction(command.amount))
    event = PoolSet(
        year=command.year,
        pool=command.pool,
        amount=command.amount,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def set_bonus_quota(
    view: View, command: SetBonusQuota, actor: str, now: dt.datetime
) -> list[Decision]:
    today = _may(view, actor, command.act, now)
    if not 0 < command.quota <= 1:
        raise OutOfRange("quota", Fraction(command.quota), 0, 1)
    event = BonusQuotaSet(
        year=command.year,
        quota=command.quota,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def set_maximum(view: View, command: SetMaximum, actor: str, now: dt.datetime) -> list[Decision]:
    today = _may(view, actor, command.act, now)
    if view.person(command.person) is None:
        raise UnknownPerson(command.person)
    need_amount("Il massimo", Fraction(command.amount))
    event = MaximumSet(
        year=command.year,
        person=command.person,
        amount=command.amount,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def _may(view: View, actor: str, act: str, now: dt.datetime) -> dt.date:
    today = day_of(now)
    require(view, actor, Act.PREMIUMS, ENTE, PERSONALE, today)
    if not act.strip():
        raise ActNeeded()
    return today


def approve_payout(
    view: View, command: ApprovePayout, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.PREMIUMS, ENTE, PERSONALE, today)
    found = payout(view, command.year, today)
    if not found.lines:
        raise NoPool(command.year)
    if found.missing:
        raise PayoutNotReady(command.year, len(found.missing))
    lines = {line.key: show_two(line.total) for line in found.lines}
    event = PayoutListApproved(year=command.year, lines=canonical(lines))
    if personnel.payout_lines(view.tables, command.year) == event.lines:
        raise NoChange(str(command.year))
    return [Decision(event, today)]


DECIDERS: dict[type, Any] = {
    SetPool: set_pool,
    SetBonusQuota: set_bonus_quota,
    SetMaximum: set_maximum,
    ApprovePayout: approve_payout,
}
