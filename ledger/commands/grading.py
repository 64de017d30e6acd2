"""Around people and posts: the grading of EQ posts (R-33), hours of training (R-37)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.ente import within
from ledger.errors import Act, FutureDay, ReasonNeeded, UnknownUnit
from ledger.errors_smvp import ActNeeded, NoGrading, OutOfRange
from ledger.evaluation.adopted import regulation_of
from ledger.events import GradingApproved, PostGraded, TrainingRecorded
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import personnel
from ledger.view import View

MOST_HOURS = 400
"""Of one training: more is a slip of the finger."""


@dataclass(frozen=True, config=UNBUILT)
class GradePost:
    """The Nucleo's points of an EQ post, by criterion of the regulation, each of them."""

    unit: str
    points: Mapping[str, Decimal]


@dataclass(frozen=True, config=UNBUILT)
class ApproveGrading:
    """The Giunta approves the last grading of a post, by its act."""

    unit: str
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class RecordTraining:
    """Hours of training of a person on a day; `document` is the SHA-256 of the certificate."""

    person: str
    day: dt.date
    hours: Decimal
    what: str
    document: str | None = None


def grade_post(view: View, command: GradePost, actor: str, now: dt.datetime) -> list[Decision]:
    """The band the points fall in gives the position pay."""
    unit = view.plan.resolve_unit(command.unit)
    if unit not in view.plan.area_of_service:
        raise UnknownUnit(command.unit, view.plan.some_units())
    settings = regulation_of(view, view.year).regulation.settings.eq_grading
    maxima = {criterion.name: criterion.maximum for criterion in settings.criteria}
    if not maxima or maxima.keys() != command.points.keys():
        raise NoGrading(unit, tuple(maxima))
    for name, points in command.points.items():
        within(name, Fraction(points), 0, int(maxima[name]))
    total = sum(command.points.values(), Decimal(0))
    reached = [band for band in settings.bands if band.lowest <= total]
    if not reached:
        raise OutOfRange(unit, Fraction(total), 0, 100)
    pay = max(reached, key=lambda band: band.lowest).pay
    return [Decision(PostGraded(unit=unit, points=command.points, pay=pay), day_of(now))]


def approve_grading(
    view: View, command: ApproveGrading, actor: str, now: dt.datetime
) -> list[Decision]:
    """The Giunta's act over the Nucleo's points: from then the position pay holds. Raises
    ActNeeded."""
    unit = view.plan.resolve_unit(command.unit)
    present = personnel.grading(view.tables, unit)
    if present is None or present.act is not None:
        raise NoGrading(unit, ())
    if not command.act.strip():
        raise ActNeeded()
    if command.act_on > day_of(now):
        raise FutureDay(command.act_on)
    event = GradingApproved(
        unit=unit, grading=present.seq, act=command.act.strip(), act_on=command.act_on
    )
    return [Decision(event, day_of(now))]


def record_training(
    view: View, command: RecordTraining, actor: str, now: dt.datetime
) -> list[Decision]:
    """Hours count for the person in the year of their day. Raises UnknownPerson."""
    view.known(command.person)
    if command.day > day_of(now):
        raise FutureDay(command.day)
    if not 0 < command.hours <= MOST_HOURS:
        raise OutOfRange(command.person, Fraction(command.hours), 0, MOST_HOURS)
    if not command.what.strip():
        raise ReasonNeeded()
    event = TrainingRecorded(
        person=command.person,
        hours=command.hours,
        what=command.what.strip(),
        document=command.document,
    )
    return [Decision(event, command.day)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(GradePost, grade_post),
        decides(ApproveGrading, approve_grading),
        decides(RecordTraining, record_training),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(
            GradePost, lambda view, command, day: [Grounds(Act.GRADING, ENTE, (str(Role.NUCLEO),))]
        ),
        allows(
            ApproveGrading,
            lambda view, command, day: [Grounds(Act.GRADING, ENTE, (str(Role.GIUNTA),))],
        ),
        allows(
            RecordTraining,
            lambda view, command, day: [
                Grounds(Act.PERSONNEL, command.person, (str(Role.PERSONALE),), (command.person,))
            ],
        ),
    )
)
