"""What the personnel office enters: each fact of a person's service, with the act that proves it.

Source: R-07, R-08 (sanctions), R-13, R-14 (interim), R-15 to R-18 (service), R-20 (reorganisation).
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, FutureDay, UnknownUnit
from ledger.errors_people import OfOneself
from ledger.errors_smvp import (
    ActNeeded,
    BadFact,
    Need,
    NoSuchFact,
    OutOfRange,
    PartTimeKind,
    UnknownAbsence,
    UnknownFact,
)
from ledger.evaluation.adopted import regulation_of
from ledger.events import (
    AbsenceRecorded,
    EmploymentRecorded,
    EmploymentSuspended,
    InterimGranted,
    LegalProtectionRecorded,
    PartTimeRecorded,
    PersonMoved,
    PersonnelFactAnnulled,
    PositionPayRecorded,
    PostAssigned,
    SanctionImposed,
    UnitReorganised,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.people.absences import KINDS, read_absence
from ledger.people.parttime import WORKING_WEEK, read_pattern
from ledger.people.positions import main_posts
from ledger.people.units import unit_between
from ledger.projections import personnel
from ledger.regulation import Regulation
from ledger.scoring.numbers import need_amount
from ledger.scoring.periods import Period, need_in_order
from ledger.scoring.pools import coefficient
from ledger.scoring.sanctions import graded
from ledger.view import View

PERSONALE = (str(Role.PERSONALE),)


@dataclass(frozen=True, config=UNBUILT)
class RecordFact:
    """One fact. Which fields it needs depends on `kind`, a word of `projections.personnel.KINDS`.

    `what` is a class of the CCNL, a kind of absence or of sanction, a fascia, a reason; `amount` a
    ratio or euros; `act` and `act_on` the proof.
    """

    kind: str
    person: str
    act: str
    act_on: dt.date
    since: dt.date | None = None
    until: dt.date | None = None
    unit: str | None = None
    what: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, config=UNBUILT)
class AnnulFact:
    """A sanction annulled, an entry that was wrong; `fact` is its seq."""

    fact: int
    reason: str
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class RecordReorganisation:
    """A unit is organised anew from a day, by an act: its objectives are due in twenty days.
    Source: R-20."""

    unit: str
    effective: dt.date
    act: str
    act_on: dt.date


def _proved(act: str, act_on: dt.date, today: dt.date) -> None:
    if not act.strip():
        raise ActNeeded()
    if act_on > today:
        raise FutureDay(act_on)


def record_fact(view: View, command: RecordFact, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownFact, BadPeriod, ActNeeded, and what the fact of its kind lacks."""
    today = day_of(now)
    _proved(command.act, command.act_on, today)
    view.known(command.person)
    if command.kind not in MAKERS:
        raise UnknownFact(command.kind)
    need_in_order(Period(command.since, command.until))
    # A service that began long ago is judged by the words of the present regulation.
    year = max((command.since or command.act_on).year, view.plan.plan.year)
    regulation = regulation_of(view, year).regulation
    common = {
        "person": command.person,
        "since": command.since,
        "until": command.until,
        "act": command.act.strip(),
        "act_on": command.act_on,
    }
    event = MAKERS[command.kind](view, command, common, regulation)
    day = min(command.since or today, today)
    events = [event, *_interim_post(view, event)]
    return [Decision(found, day) for found in events]


def _interim_post(view: View, event: object) -> list[PostAssigned]:
    """An interim is a post, with its objectives and the right to report on them, not only money;
    one held already on those days is not given twice."""
    if not isinstance(event, InterimGranted) or event.since is None:
        return []
    held = main_posts(view, event.person, event.since.year)
    role = held[-1].role
    taken = any(
        p.role is role and p.unit == event.unit and p.held_on(event.since)
        for p in view.posts(event.person)
    )
    if taken:
        return []
    return [
        PostAssigned(
            person=event.person,
            role=role,
            unit=event.unit,
            interim=True,
            since=event.since,
            until=event.until,
        )
    ]


Common = dict[str, Any]


def _need(command: RecordFact, *fields: str) -> None:
    for name in fields:
        if getattr(command, name) in (None, ""):
            raise BadFact(command.kind, Need(name))


def _employment(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    _need(c, "what")
    coefficient(c.what or "", regulation)
    return EmploymentRecorded(**common, what=c.what)


def _move(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    """`what` is the role; without one the person keeps theirs."""
    _need(c, "since")
    assert c.since is not None
    held = main_posts(view, c.person, c.since.year)
    try:
        role = Role(c.what) if c.what else held[-1].role if held else Role.DIPENDENTE
    except ValueError:
        raise BadFact(c.kind, Need.WHAT) from None
    if role not in (Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ, Role.DIPENDENTE):
        raise BadFact(c.kind, Need.WHAT)
    if not role.needs_unit:
        return PersonMoved(**common, role=role)
    _need(c, "unit")
    unit, plan = unit_between(view, c.unit or "", c.since or dt.date.min)
    known = plan.areas if role is Role.DIRIGENTE else plan.area_of_service
    if unit not in known:
        raise UnknownUnit(c.unit or "", view.plan.some_units())
    return PersonMoved(**common, role=role, unit=unit)


def _suspension(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    _need(c, "since")
    return EmploymentSuspended(**common)


def _absence(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    """A kind of the closed list, in the words people use: nothing unknown is ordinary (R-16)."""
    _need(c, "what", "since")
    kind = c.what if c.what in regulation.absences.protected else read_absence(c.what or "")
    if kind is None:
        raise UnknownAbsence(c.what or "", tuple(KINDS))
    return AbsenceRecorded(**common, what=kind)


def _part_time(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    """Horizontal or vertical, the latter with what is due; of weekdays the ratio is theirs over
    five where none is said (R-17)."""
    pattern = read_pattern(c.what or "")
    if pattern is None:
        raise PartTimeKind(c.what or "")
    amount = c.amount
    if amount is None and pattern.weekdays:
        amount = Decimal(len(pattern.weekdays)) / WORKING_WEEK
    if amount is None:
        raise BadFact(c.kind, Need.AMOUNT)
    if not 0 < amount <= 1:
        raise OutOfRange(c.kind, Fraction(amount), 0, 1)
    return PartTimeRecorded(**common, what=pattern.word(), amount=amount)


def _protection(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    _need(c, "what", "since")
    return LegalProtectionRecorded(**common, what=c.what)


def _sanction(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    """`since` is the day it was imposed, by default that of the act."""
    _need(c, "what")
    graded({c.what or "": 1}, regulation)
    day = c.since or c.act_on
    return SanctionImposed(**{**common, "since": day, "until": None}, what=c.what)


def _interim(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    """Of a dirigente: an area, the base in `amount` or nothing. Of an EQ: the post, fascia, and its
    position pay, which an approved grading says where nobody does (R-33)."""
    _need(c, "unit", "since")
    assert c.since is not None
    unit, _ = unit_between(view, c.unit or "", c.since, c.until)
    held = main_posts(view, c.person, c.since.year)
    role = held[-1].role if held else None
    if role not in (Role.DIRIGENTE, Role.EQ):
        raise BadFact(c.kind, Need.ROLE)
    amount = c.amount
    if role is Role.EQ:
        approved = personnel.grading(view.tables, unit, approved=True)
        amount = approved.pay if amount is None and approved is not None else amount
        _need(c, "what", *(("amount",) if amount is None else ()))
        if c.what not in regulation.settings.eq.interim_pct.model_dump():
            raise BadFact(c.kind, Need.WHAT)
    elif c.what:
        raise BadFact(c.kind, Need.WHAT)
    _euros(c)
    return InterimGranted(**common, unit=unit, what=c.what, amount=amount)


def _position_pay(view: View, c: RecordFact, common: Common, regulation: Regulation) -> Any:
    _need(c, "amount")
    _euros(c)
    return PositionPayRecorded(**common, amount=c.amount)


def _euros(c: RecordFact) -> None:
    if c.amount is not None:
        need_amount("L'importo", Fraction(c.amount))


Maker = Callable[[View, RecordFact, Common, Regulation], Any]

MAKERS: dict[str, Maker] = {
    "servizio": _employment,
    "assegnazione": _move,
    "sospensione_rapporto": _suspension,
    "assenza": _absence,
    "part_time": _part_time,
    "tutela": _protection,
    "sanzione": _sanction,
    "interim": _interim,
    "posizione": _position_pay,
}


def annul_fact(view: View, command: AnnulFact, actor: str, now: dt.datetime) -> list[Decision]:
    """A move is not annulled: the right one is entered, and takes its place."""
    today = day_of(now)
    _proved(command.act, command.act_on, today)
    found = [
        f
        for f in personnel.facts(view.tables)
        if f.seq == command.fact and not f.annulled and f.kind != "assegnazione"
    ]
    if not found:
        raise NoSuchFact(command.fact)
    if found[0].person == actor:
        raise OfOneself()
    if not command.reason.strip():
        raise BadFact(found[0].kind, Need.REASON)
    event = PersonnelFactAnnulled(
        person=found[0].person,
        fact=command.fact,
        reason=command.reason.strip(),
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def record_reorganisation(
    view: View, command: RecordReorganisation, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises UnknownUnit, ActNeeded."""
    today = day_of(now)
    _proved(command.act, command.act_on, today)
    event = UnitReorganised(
        unit=unit_between(view, command.unit, command.effective)[0],
        effective=command.effective,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, min(command.effective, today))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(RecordFact, record_fact),
        decides(AnnulFact, annul_fact),
        decides(RecordReorganisation, record_reorganisation),
    )
)


def _office(
    view: View, command: RecordFact | RecordReorganisation | AnnulFact, day: dt.date
) -> list[Grounds]:
    """Facts of people are the personnel office's."""
    match command:
        case RecordFact(person=person):
            subject = person
        case RecordReorganisation(unit=unit):
            subject = unit
        case AnnulFact(fact=seq):
            subject = str(seq)
        case other:
            assert_never(other)
    return [Grounds(Act.PERSONNEL, subject, PERSONALE)]


RULES: dict[type, Rule] = dict(
    (
        allows(RecordFact, _office),
        allows(RecordReorganisation, _office),
        allows(AnnulFact, _office),
    )
)
