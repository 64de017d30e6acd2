"""Settling what the plan's document got wrong, one point at a time or all of a kind."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from pydantic.dataclasses import dataclass

from ledger import bounds
from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, setters
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.plan import SetTarget, set_target
from ledger.errors import Act, AlreadySettled, BadValue
from ledger.events import AnomalySettled, DeadlineSet
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.plan.inforce import PlanInForce
from ledger.rows import OpenAnomaly
from ledger.view import View

SEGRETARIO_ONLY = (str(Role.SEGRETARIO),)


@dataclass(frozen=True, config=UNBUILT)
class SettleAnomaly:
    """`value` None acknowledges the anomaly as it stands."""

    anomaly: int
    value: str | None


@dataclass(frozen=True, config=UNBUILT)
class SettleAnomalies:
    """Several of one kind, together or not at all."""

    items: tuple[SettleAnomaly, ...]


def anomaly_setters(plan: PlanInForce, where: str) -> tuple[str, ...]:
    """Who sets the objective settles its anomalies; the Segretario all the others."""
    known = where in plan.objectives or where in plan.indicators
    return setters(plan, where) if known else SEGRETARIO_ONLY


def settle_anomaly(
    view: View, command: SettleAnomaly, actor: str, now: dt.datetime
) -> list[Decision]:
    """The anomaly is closed; a day accepted for a deadline becomes the deadline."""
    today = day_of(now)
    anomaly = _open_anomaly(view, command.anomaly)
    view = view.of(anomaly.year)
    plan = view.plan
    code = anomaly.where if anomaly.where in (*plan.objectives, *plan.indicators) else None
    settled = AnomalySettled(
        year=view.year,
        anomaly=anomaly.id,
        kind=anomaly.kind,
        where=anomaly.where,
        value=command.value,
    )
    decisions = [Decision(settled, today)]
    if code and command.value and anomaly.kind == "bad_date":
        day = _as_day(code, command.value)
        decisions.append(Decision(DeadlineSet(year=view.year, code=code, deadline=day), today))
    if code and code in plan.indicators and command.value and anomaly.kind == "no_target":
        target = SetTarget(code, _as_number(code, command.value))
        decisions += set_target(view, target, actor, now)
    return decisions


def _open_anomaly(view: View, id_: int) -> OpenAnomaly:
    anomaly = view.anomaly(id_)
    if anomaly is None or anomaly.settled:
        raise AlreadySettled(anomaly.where if anomaly else str(id_))
    return anomaly


def _as_day(code: str, text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise BadValue(code, text[:60]) from None
    bounds.check(day)
    return day


def _as_number(code: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadValue(code, text[:60]) from None
    if not number.is_finite():
        raise BadValue(code, text[:60])
    return number


def settle_anomalies(
    view: View, command: SettleAnomalies, actor: str, now: dt.datetime
) -> list[Decision]:
    """Each as if settled by itself, in one transaction."""
    return [d for item in command.items for d in settle_anomaly(view, item, actor, now)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(SettleAnomaly, settle_anomaly),
        decides(SettleAnomalies, settle_anomalies),
    )
)


def _may_settle(view: View, items: Iterable[SettleAnomaly]) -> list[Grounds]:
    found = [_open_anomaly(view, item.anomaly) for item in items]
    return [
        Grounds(Act.SETTLE, a.where, anomaly_setters(view.of(a.year).plan, a.where)) for a in found
    ]


RULES: dict[type, Rule] = dict(
    (
        allows(SettleAnomaly, lambda view, command, day: _may_settle(view, (command,))),
        allows(SettleAnomalies, lambda view, command, day: _may_settle(view, command.items)),
    )
)
