"""What the ente decides of a year: its regulation, its performance, whether chats show scores.

Source: R-03 (performance of the ente).
"""

import datetime as dt
from fractions import Fraction
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import require
from ledger.errors import Act
from ledger.errors_smvp import (
    EntityStep,
    OutOfRange,
    RegulationFrozen,
    SamePerson,
    Stage,
    ValueReason,
)
from ledger.events import (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceValidated,
    RegulationAdopted,
    ScoresInChatSet,
)
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.progress.figures import clamp
from ledger.progress.standings import standing
from ledger.projections import cycle, evaluation
from ledger.regulation import Regulation
from ledger.scoring.numbers import read_number, show_number
from ledger.view import View

SEGRETARIO = (str(Role.SEGRETARIO),)


@dataclass(frozen=True)
class AdoptRegulation:
    """`year` None is the plan's."""

    regulation: Regulation
    year: int | None = None


@dataclass(frozen=True)
class ProposeEntity:
    """`value` None is what the record says; another needs a reason."""

    year: int
    value: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True)
class ApproveEntity:
    """`value` None is what was proposed; another needs a reason."""

    year: int
    value: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True)
class ValidateEntity:
    year: int


@dataclass(frozen=True)
class SetScoresInChat:
    allowed: bool


def adopt_regulation(
    view: View, command: AdoptRegulation, actor: str, now: dt.datetime
) -> list[Decision]:
    """Frozen once the year is closed or a scheda was issued under what stood before."""
    today = day_of(now)
    require(view, actor, Act.ADOPT, ENTE, SEGRETARIO, today)
    year = command.year or view.plan.plan.year
    closed = cycle.closure(view.tables, year)
    if evaluation.versions(view.tables, year) or (closed is not None and closed.closed):
        raise RegulationFrozen(year)
    return [Decision(RegulationAdopted(year=year, regulation=command.regulation), today)]


def computed_entity(view: View, year: int) -> Fraction | None:
    """What the record says of the performance of the ente at the end of the year."""
    return standing(view, ENTE, dt.date(year, 12, 31)).progress


def propose_entity(
    view: View, command: ProposeEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.ENTITY, ENTE, SEGRETARIO, today)
    present = evaluation.entity(view.tables, command.year)
    if present is not None and present.step == "validated":
        raise EntityStep(command.year, Stage.VALIDATED)
    computed = computed_entity(view, command.year)
    value = command.value if command.value is not None else computed
    if value is None:
        raise EntityStep(command.year, Stage.NOTHING)
    within(ENTE, value, 0, 100)
    if value != computed and not command.reason.strip():
        raise ValueReason(ENTE)
    event = EntityPerformanceProposed(
        year=command.year,
        value=show_number(value),
        computed=None if computed is None else show_number(clamp(computed)),
        reason=command.reason.strip() or None,
    )
    return [Decision(event, today)]


def approve_entity(
    view: View, command: ApproveEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.ENTITY, ENTE, (str(Role.GIUNTA),), today)
    present = _entity_at(view, command.year, "proposed")
    if actor == present.proposed_by:
        raise SamePerson(command.year)
    value = read_number(present.value) if command.value is None else command.value
    within(ENTE, value, 0, 100)
    if value != read_number(present.value) and not command.reason.strip():
        raise ValueReason(ENTE)
    event = EntityPerformanceApproved(
        year=command.year, value=show_number(value), reason=command.reason.strip() or None
    )
    return [Decision(event, today)]


def validate_entity(
    view: View, command: ValidateEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.ENTITY, ENTE, (str(Role.NUCLEO),), today)
    present = _entity_at(view, command.year, "approved")
    if actor in (present.proposed_by, present.approved_by):
        raise SamePerson(command.year)
    return [Decision(EntityPerformanceValidated(year=command.year), today)]


def _entity_at(view: View, year: int, step: str) -> evaluation.Entity:
    """The step before this one, and no other. Raises EntityStep."""
    present = evaluation.entity(view.tables, year)
    if present is None or present.step != step:
        raise EntityStep(year, Stage(present.step) if present else Stage.NOTHING)
    return present


def within(subject: str, value: Fraction, lowest: int, highest: int) -> None:
    """Raises OutOfRange."""
    if not lowest <= value <= highest:
        raise OutOfRange(subject, value, lowest, highest)


def set_scores_in_chat(
    view: View, command: SetScoresInChat, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.SETTINGS, ENTE, (str(Role.ADMIN),), today)
    return [Decision(ScoresInChatSet(allowed=command.allowed), today)]


DECIDERS: dict[type, Any] = {
    AdoptRegulation: adopt_regulation,
    ProposeEntity: propose_entity,
    ApproveEntity: approve_entity,
    ValidateEntity: validate_entity,
    SetScoresInChat: set_scores_in_chat,
}
