"""What the ente decides of a year: its regulation, its performance, whether chats show scores.

Source: R-03 (performance of the ente).
"""

import datetime as dt
from fractions import Fraction

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, FutureDay, ReasonNeeded
from ledger.errors_smvp import (
    ActNeeded,
    EntityStage,
    EntityStep,
    OutOfRange,
    RegulationFrozen,
    SamePerson,
    ValueReason,
)
from ledger.evaluation.entity import citizens, reckoned
from ledger.events import (
    CitizensPart,
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceRefused,
    EntityPerformanceValidated,
    RegulationAdopted,
    ScoresInChatSet,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.progress.figures import clamp
from ledger.projections import cycle, evaluation
from ledger.regulation import Regulation
from ledger.scoring.numbers import read_number, show_number
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class AdoptRegulation:
    """`year` None is the plan's."""

    regulation: Regulation
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class ProposeEntity:
    """`value` None is what the record says; another needs a reason."""

    year: int
    value: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class ApproveEntity:
    """By an act of the Giunta. `value` None is what was proposed; another needs a reason."""

    year: int
    act: str
    act_on: dt.date
    value: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class ValidateEntity:
    """`value` None is what was approved; another needs a reason."""

    year: int
    value: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class RefuseEntity:
    """The Nucleo does not validate: it is proposed anew."""

    year: int
    reason: str


@dataclass(frozen=True, config=UNBUILT)
class SetScoresInChat:
    """Whether people may read their scores in a private chat."""

    allowed: bool


def adopt_regulation(
    view: View, command: AdoptRegulation, actor: str, now: dt.datetime
) -> list[Decision]:
    """Frozen once the year is closed or a scheda was issued under what stood before."""
    today = day_of(now)
    year = command.year or view.plan.plan.year
    closed = cycle.closure(view.tables, year)
    if evaluation.versions(view.tables, year) or (closed is not None and closed.closed):
        raise RegulationFrozen(year)
    return [Decision(RegulationAdopted(year=year, regulation=command.regulation), today)]


def computed_entity(view: View, year: int, *, validated_only: bool = True) -> Fraction | None:
    """What the record says of the performance of the ente at the end of the year, the part of
    citizens in it: of the data that were validated, or of all there are."""
    return reckoned(view, year, validated_only=validated_only).total


def propose_entity(
    view: View, command: ProposeEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    """Anew too, after a refusal, or where a closed year was reopened to correct it."""
    present = evaluation.entity(view.tables, command.year)
    if present is not None and present.step == "validated" and not _reopened(view, present):
        raise EntityStep(command.year, EntityStage.VALIDATED)
    computed = computed_entity(view, command.year)
    every = computed_entity(view, command.year, validated_only=False)
    value = command.value if command.value is not None else computed
    if value is None:
        raise EntityStep(command.year, EntityStage.NOTHING)
    within(ENTE, value, 0, 100)
    if value != computed and not command.reason.strip():
        raise ValueReason(ENTE)
    event = EntityPerformanceProposed(
        year=command.year,
        value=show_number(value),
        computed=None if computed is None else show_number(clamp(computed)),
        with_unvalidated=None if every in (None, computed) else show_number(clamp(every)),
        reason=command.reason.strip() or None,
        citizens=_citizens(view, command.year),
    )
    return [Decision(event, day_of(now))]


def _citizens(view: View, year: int) -> CitizensPart | None:
    """What citizens said, as it is kept with the proposal."""
    said = citizens(view, year)
    if said is None or said.heard is None or said.heard.share is None:
        return None
    return CitizensPart(
        percent=show_number(said.percent),
        share=show_number(said.heard.share),
        people=said.heard.people,
        surveys=said.codes,
    )


def _reopened(view: View, present: evaluation.Entity) -> bool:
    closure = cycle.closure(view.tables, present.year)
    return closure is not None and not closure.closed and closure.seq > present.seqs[-1]


def approve_entity(
    view: View, command: ApproveEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    """The Giunta's act over the value proposed. Raises ActNeeded, EntityMissing."""
    today = day_of(now)
    present = _entity_at(view, command.year, "proposed")
    if actor == present.proposed_by:
        raise SamePerson(command.year)
    if not command.act.strip():
        raise ActNeeded()
    if command.act_on > today:
        raise FutureDay(command.act_on)
    event = EntityPerformanceApproved(
        year=command.year,
        value=show_number(_another(command, present) or read_number(present.value)),
        reason=command.reason.strip() or None,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def _another(
    command: ApproveEntity | ValidateEntity, present: evaluation.Entity
) -> Fraction | None:
    """A value other than the one before them; None for the same. Raises OutOfRange, ValueReason."""
    if command.value is None or command.value == read_number(present.value):
        return None
    within(ENTE, command.value, 0, 100)
    if not command.reason.strip():
        raise ValueReason(ENTE)
    return command.value


def validate_entity(
    view: View, command: ValidateEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    """The Nucleo's word over the value approved; only then it counts in schede. Raises
    EntityMissing."""
    present = _entity_at(view, command.year, "approved")
    if actor in (present.proposed_by, present.approved_by):
        raise SamePerson(command.year)
    value = _another(command, present)
    event = EntityPerformanceValidated(
        year=command.year,
        value=None if value is None else show_number(value),
        reason=command.reason.strip() or None,
    )
    return [Decision(event, day_of(now))]


def refuse_entity(
    view: View, command: RefuseEntity, actor: str, now: dt.datetime
) -> list[Decision]:
    """It has to be proposed anew. Raises EntityMissing, ReasonNeeded."""
    _entity_at(view, command.year, "approved")
    if not command.reason.strip():
        raise ReasonNeeded()
    event = EntityPerformanceRefused(year=command.year, reason=command.reason.strip())
    return [Decision(event, day_of(now))]


def _entity_at(view: View, year: int, step: str) -> evaluation.Entity:
    """The step before this one, and no other. Raises EntityStep."""
    present = evaluation.entity(view.tables, year)
    if present is None or present.step != step:
        raise EntityStep(year, EntityStage(present.step) if present else EntityStage.NOTHING)
    return present


def within(subject: str, value: Fraction, lowest: int, highest: int) -> None:
    """Raises OutOfRange."""
    if not lowest <= value <= highest:
        raise OutOfRange(subject, value, lowest, highest)


def set_scores_in_chat(
    view: View, command: SetScoresInChat, actor: str, now: dt.datetime
) -> list[Decision]:
    """The ente's choice; it changes what is shown and no figure."""
    return [Decision(ScoresInChatSet(allowed=command.allowed), day_of(now))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(AdoptRegulation, adopt_regulation),
        decides(ProposeEntity, propose_entity),
        decides(ApproveEntity, approve_entity),
        decides(ValidateEntity, validate_entity),
        decides(RefuseEntity, refuse_entity),
        decides(SetScoresInChat, set_scores_in_chat),
    )
)


def _only(act: Act, role: Role) -> Rule:
    return lambda view, command, day: [Grounds(act, ENTE, (str(role),))]


RULES: dict[type, Rule] = dict(
    (
        allows(AdoptRegulation, _only(Act.ADOPT, Role.SEGRETARIO)),
        allows(ProposeEntity, _only(Act.ENTITY, Role.SEGRETARIO)),
        allows(ApproveEntity, _only(Act.ENTITY, Role.GIUNTA)),
        allows(ValidateEntity, _only(Act.ENTITY, Role.NUCLEO)),
        allows(RefuseEntity, _only(Act.ENTITY, Role.NUCLEO)),
        allows(SetScoresInChat, _only(Act.SETTINGS, Role.ADMIN)),
    )
)
