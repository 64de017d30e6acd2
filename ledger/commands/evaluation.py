"""Evaluating people: the regulation, the performance of the ente, talks, proposals, schede.

Source: R-03 (performance of the ente), R-05 (points), R-19 (who evaluates), R-29.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ledger.adopted import regulation_of
from ledger.clock import day_of
from ledger.commands.authority import require
from ledger.errors import Act, FutureDay, NotAllowed, UnknownPerson
from ledger.errors_smvp import (
    ConferenceMissing,
    ContributionMoved,
    EntityMissing,
    EntityStep,
    Issued,
    ItemReason,
    NoPosition,
    NotEvaluated,
    ObjectiveMissing,
    OutOfRange,
    OwnEvaluation,
    ProposalMissing,
    RegulationFrozen,
    SamePerson,
    ValueReason,
)
from ledger.events import (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceValidated,
    EvaluationContributed,
    RegulationAdopted,
    SchedaIssued,
    ScoresInChatSet,
    TalkHeld,
)
from ledger.events.evaluation import Moment
from ledger.figures import clamp
from ledger.log import Decision
from ledger.people import CLI, Role
from ledger.plan import ENTE
from ledger.positions import Position, holders_of, positions
from ledger.projections import cycle, evaluation
from ledger.queries import standing
from ledger.regulation import Regulation
from ledger.schede import exclusion, latest, proposed_values, signed_facts
from ledger.scoring.numbers import read_number, show_number
from ledger.scoring.parts import assigned_weights, behaviours_part, rules_of
from ledger.scoring.scheda import Status
from ledger.sheet import ItemLine, ObjectiveLine, Sheet
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
class RecordTalk:
    person: str
    year: int
    moment: Moment
    day: dt.date


@dataclass(frozen=True)
class Said:
    """Points of an item, or value of an objective, with the reason where one is asked."""

    number: Fraction
    reason: str = ""


@dataclass(frozen=True)
class Judgement:
    """What an evaluator, or who proposes, says of a person: both are complete.

    `seen` is the last contribution they had before them: 0 for none. Objectives they leave out are
    taken as proposed by the indicators.
    """

    person: str
    year: int
    items: Mapping[str, Said]
    values: Mapping[str, Said] = field(default_factory=dict)
    part: str = ""
    seen: int = 0
    validated_only: bool = True


@dataclass(frozen=True)
class Contribute:
    """The EQ's proposal, or the word of an earlier evaluator."""

    judgement: Judgement


@dataclass(frozen=True)
class IssueScheda:
    judgement: Judgement


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
        raise EntityStep(command.year, "validated")
    computed = computed_entity(view, command.year)
    value = command.value if command.value is not None else computed
    if value is None:
        raise EntityStep(command.year, "nothing")
    _within(ENTE, value, 0, 100)
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
    _within(ENTE, value, 0, 100)
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
        raise EntityStep(year, present.step if present else "nothing")
    return present


def _within(subject: str, value: Fraction, lowest: int, highest: Fraction | int) -> None:
    if not lowest <= value <= highest:
        raise OutOfRange(subject, show_number(value), str(lowest), show_number(Fraction(highest)))


def position_of(view: View, person: str, year: int, part: str = "") -> Position:
    """Raises UnknownPerson, NoPosition."""
    if view.person(person) is None:
        raise UnknownPerson(person)
    for position in positions(view, person, year):
        if position.part == part or not part:
            return position
    raise NoPosition(person, year)


def evaluator_of(
    view: View, actor: str, position: Position, today: dt.date, extra: tuple[str, ...] = ()
) -> None:
    """Says no to who is not the evaluator, nor one of `extra` posts; to anyone about themselves.

    Raises NotAllowed, OwnEvaluation.
    """
    if actor == position.person:
        raise OwnEvaluation()
    posts = (*position.evaluators, *extra)
    if actor == CLI and str(Role.SEGRETARIO) in posts:
        return
    if actor not in holders_of(view, posts, position.signing_day, today):
        raise NotAllowed(Act.EVALUATE, position.person, posts)


def record_talk(view: View, command: RecordTalk, actor: str, now: dt.datetime) -> list[Decision]:
    """The talks of the cycle and the conference of dirigenti, each with its day."""
    today = day_of(now)
    position = position_of(view, command.person, command.year)
    evaluator_of(view, actor, position, today, position.earlier)
    if command.day > today:
        raise FutureDay(command.day)
    event = TalkHeld(person=command.person, year=command.year, moment=command.moment)
    return [Decision(event, command.day)]


def contribution_kind(
    view: View, actor: str, position: Position, today: dt.date
) -> tuple[str, str] | None:
    """As what an actor contributes, and for which post; None for who does not."""
    for post in position.proposers:
        if actor in holders_of(view, (post,), position.signing_day, today):
            return "proposal", post
    for post in position.earlier:
        if actor in view.holders(post, position.signing_day) or actor in _ever(view, post):
            return "earlier", post
    return None


def _ever(view: View, post: str) -> list[str]:
    """Who held a post at any time: an earlier evaluator may have left it."""
    return [p.code for p in view.people() if any(q.name == post for q in p.posts)]


def contribute(view: View, command: Contribute, actor: str, now: dt.datetime) -> list[Decision]:
    today, said = day_of(now), command.judgement
    position = position_of(view, said.person, said.year, said.part)
    if actor == said.person:
        raise OwnEvaluation()
    kind = contribution_kind(view, actor, position, today)
    if kind is None:
        raise NotAllowed(Act.EVALUATE, said.person, (*position.proposers, *position.earlier))
    _not_issued(view, position)
    sheet = sheet_of(view, position, said)
    event = EvaluationContributed(
        person=said.person,
        year=said.year,
        part=position.part,
        kind="proposal" if kind[0] == "proposal" else "earlier",
        unit=kind[1],
        sheet=sheet.text(),
    )
    return [Decision(event, today)]


def issue_scheda(view: View, command: IssueScheda, actor: str, now: dt.datetime) -> list[Decision]:
    """The evaluator signs. What must come before is asked for by name."""
    today, said = day_of(now), command.judgement
    position = position_of(view, said.person, said.year, said.part)
    evaluator_of(view, actor, position, today)
    before = _not_issued(view, position)
    _contributions(view, position, said)
    if position.role is Role.EQ and str(Role.NUCLEO) not in position.evaluators:
        moments = {talk.moment for talk in evaluation.talks(view.tables, said.person, said.year)}
        if "conference" not in moments:
            raise ConferenceMissing(said.person)
    sheet = sheet_of(view, position, said)
    if sheet.entity is None:
        raise EntityMissing(said.year)
    event = SchedaIssued(
        person=said.person,
        year=said.year,
        part=position.part,
        version=before + 1,
        regulation=regulation_of(view, said.year).seq,
        sheet=sheet.text(),
    )
    return [Decision(event, today)]


def _not_issued(view: View, position: Position) -> int:
    """The version that stands, where a new one may follow: after the year was reopened."""
    standing_version = latest(view, position.person, position.year, position.part)
    if standing_version is None:
        return 0
    reopened = cycle.closure(view.tables, position.year)
    if reopened is not None and not reopened.closed and reopened.seq > standing_version.seq:
        return standing_version.version
    raise Issued(
        position.person, standing_version.version, standing_version.actor, standing_version.day
    )


def _contributions(view: View, position: Position, said: Judgement) -> None:
    """The compulsory proposal is there, and nothing came after what the evaluator saw."""
    found = evaluation.contributions(view.tables, said.person, said.year, position.part)
    if position.proposers and not any(c.kind == "proposal" for c in found):
        raise ProposalMissing(said.person, position.proposers)
    if found and found[-1].seq > said.seen:
        raise ContributionMoved(said.person, found[-1].actor, found[-1].day)


def sheet_of(view: View, position: Position, said: Judgement) -> Sheet:
    """The sheet of a judgement, checked whole: items, values, reasons.

    Raises CalcError for an item missing, unknown or out of its scale; ItemReason, ValueReason,
    ObjectiveMissing, OutOfRange, NotEvaluated.
    """
    regulation = regulation_of(view, said.year).regulation
    status, _ = exclusion(view, position, regulation)
    if status is not Status.EVALUATED:
        raise NotEvaluated(said.person, str(status))
    rules_of(position.role, regulation)
    points = {code: item.number for code, item in said.items.items()}
    behaviours_part(position.role, points, regulation)
    for code, item in said.items.items():
        if item.number == 0 and not item.reason.strip():
            raise ItemReason(code)
    lines = _objective_lines(view, position, said)
    assigned_weights([read_number(line.weight) for line in lines], regulation)
    fields, events = signed_facts(view, position, regulation)
    return Sheet.model_validate(
        {
            "role": str(position.role),
            "unit": position.post.unit,
            "objectives": lines,
            "items": {
                code: ItemLine(points=show_number(i.number), reason=i.reason.strip() or None)
                for code, i in said.items.items()
            },
            "events": events,
            **fields,
        }
    )


def _objective_lines(view: View, position: Position, said: Judgement) -> tuple[ObjectiveLine, ...]:
    """Values confirmed as the indicators propose them, or overridden with a reason. R-02."""
    proposed = proposed_values(view, position, validated_only=said.validated_only)
    known = {p.code for p in proposed}
    for code in said.values:
        if code not in known:
            raise ObjectiveMissing(said.person, code)
    lines = []
    for p in proposed:
        own = said.values.get(p.code)
        value = own.number if own else p.value
        if value is None:
            raise ObjectiveMissing(said.person, p.code)
        _within(p.code, value, 0, 100)
        reason = own.reason.strip() if own else ""
        if value != p.value and not reason:
            raise ValueReason(p.code)
        lines.append(
            ObjectiveLine(
                code=p.code,
                title=p.title,
                weight=show_number(p.weight),
                value=show_number(value),
                proposed=None if p.value is None else show_number(p.value),
                reason=reason or None,
                events=p.events,
            )
        )
    return tuple(lines)


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
    RecordTalk: record_talk,
    Contribute: contribute,
    IssueScheda: issue_scheda,
    SetScoresInChat: set_scores_in_chat,
}
