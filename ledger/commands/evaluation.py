"""Evaluating people: the regulation, the performance of the ente, talks, proposals, schede.

Source: R-03 (performance of the ente), R-05 (points), R-19 (who evaluates), R-29.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field, replace
from fractions import Fraction
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.ente import within
from ledger.errors import Act, NotAllowed
from ledger.errors_smvp import (
    ConferenceMissing,
    ContributionMoved,
    EntityMissing,
    Issued,
    ItemReason,
    NoObjectives,
    NoPosition,
    NotEvaluated,
    ObjectiveMissing,
    OnlyTheirs,
    OwnEvaluation,
    ProposalMissing,
    ValueReason,
)
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import (
    exclusion,
    has_objectives,
    latest,
    outdated,
    proposed_values,
    signed_facts,
)
from ledger.evaluation.sheet import ItemLine, ObjectiveLine, SchedaForm
from ledger.evaluation.talks import talks_in_time
from ledger.events import (
    EvaluationContributed,
    SchedaIssued,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import CLI, Role
from ledger.people.positions import Position, holders_of, positions
from ledger.projections import cycle, evaluation
from ledger.scoring.numbers import read_number, show_number
from ledger.scoring.parts import assigned_weights, behaviours_part, rules_of
from ledger.scoring.scheda import Status
from ledger.view import View

SEGRETARIO = (str(Role.SEGRETARIO),)


@dataclass(frozen=True, config=UNBUILT)
class Given:
    """Points of an item, or value of an objective, with the reason where one is asked."""

    number: Fraction
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class Judgement:
    """What an evaluator, or who proposes, says of a person: both are complete.

    `seen` is the last contribution they had before them: 0 for none. Objectives they leave out are
    taken as proposed by the indicators.
    """

    person: str
    year: int
    items: Mapping[str, Given]
    values: Mapping[str, Given] = field(default_factory=dict)
    part: str = ""
    seen: int = 0
    validated_only: bool = True


@dataclass(frozen=True, config=UNBUILT)
class Contribute:
    """The EQ's proposal, or the word of an earlier evaluator."""

    judgement: Judgement


@dataclass(frozen=True, config=UNBUILT)
class IssueScheda:
    """The evaluator's judgement becomes the next version of the scheda."""

    judgement: Judgement


def position_of(view: View, person: str, year: int, part: str = "") -> Position:
    """Raises UnknownPerson, NoPosition."""
    view.known(person)
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


def contribution_kind(
    view: View, actor: str, position: Position, today: dt.date
) -> tuple[str, str] | None:
    """As what an actor contributes, and for which post; None for who does not."""
    for post in position.proposers:
        if actor in holders_of(view, (post,), position.signing_day, today):
            return "proposal", post
    for post in position.earlier:
        if actor in view.holders(post, position.signing_day) or actor in ever_in(view, post):
            return "earlier", post
    return None


def ever_in(view: View, post: str) -> list[str]:
    """Who held a post at any time: an earlier evaluator may have left it."""
    return [p.code for p in view.people() if any(q.name == post for q in p.posts)]


def seen_by(view: View, actor: str, position: Position, today: dt.date) -> Position:
    """The position as an actor judges it: an earlier evaluator, only their part of the year."""
    kind = contribution_kind(view, actor, position, today)
    signs = actor in holders_of(view, position.evaluators, position.signing_day, today)
    if kind is None or kind[0] != "earlier" or signs:
        return position
    return position.as_judged_by(kind[1])


def contribute(view: View, command: Contribute, actor: str, now: dt.datetime) -> list[Decision]:
    """A proposal, or the part of an earlier evaluator: it goes before who evaluates at the end."""
    today, said = day_of(now), command.judgement
    position = position_of(view, said.person, said.year, said.part)
    kind = may_contribute(view, actor, position, today)
    sheet = sheet_of(view, seen_by(view, actor, position, today), said)
    event = EvaluationContributed(
        person=said.person,
        year=said.year,
        part=position.part,
        kind="proposal" if kind[0] == "proposal" else "earlier",
        unit=kind[1],
        sheet=sheet.text(),
    )
    return [Decision(event, today)]


def may_contribute(view: View, actor: str, position: Position, today: dt.date) -> tuple[str, str]:
    """All that can be said no to before anything is judged. Raises OwnEvaluation, NotAllowed,
    Issued, NoObjectives."""
    if actor == position.person:
        raise OwnEvaluation()
    kind = contribution_kind(view, actor, position, today)
    if kind is None:
        raise NotAllowed(Act.EVALUATE, position.person, (*position.proposers, *position.earlier))
    need_evaluable(view, position)
    version_before(view, position)
    need_objectives(view, position)
    return kind


def may_issue(view: View, actor: str, position: Position, today: dt.date) -> int:
    """All that can be said no to before anything is judged; the version that stands, 0 for none.

    Raises NotAllowed, OwnEvaluation, NotEvaluated, Issued, NoObjectives, EntityMissing,
    ProposalMissing.
    """
    evaluator_of(view, actor, position, today)
    need_evaluable(view, position)
    before = version_before(view, position)
    need_objectives(view, position)
    entity = evaluation.entity(view.tables, position.year)
    if entity is None or entity.step != "validated":
        raise EntityMissing(position.year)
    found = evaluation.contributions(view.tables, position.person, position.year, position.part)
    if position.proposers and not any(c.kind == "proposal" for c in found):
        raise ProposalMissing(position.person, position.proposers)
    return before


def conference_is_missing(view: View, position: Position) -> bool:
    """Of EQ evaluated by a dirigente, the comparison in the conference, held in its time. R-19."""
    if position.role is not Role.EQ or str(Role.NUCLEO) in position.evaluators:
        return False
    held = talks_in_time(view, position.person, position.year)
    return all(talk.moment != "conference" for talk in held)


def issue_scheda(view: View, command: IssueScheda, actor: str, now: dt.datetime) -> list[Decision]:
    """The evaluator signs. What must come before is asked for by name."""
    today, said = day_of(now), command.judgement
    position = position_of(view, said.person, said.year, said.part)
    before = may_issue(view, actor, position, today)
    _nothing_came_since(view, position, said)
    if conference_is_missing(view, position):
        raise ConferenceMissing(said.person)
    sheet = sheet_of(view, position, said)
    event = SchedaIssued(
        person=said.person,
        year=said.year,
        part=position.part,
        version=before + 1,
        regulation=regulation_of(view, said.year).seq,
        sheet=sheet.text(),
    )
    return [Decision(event, today)]


def version_before(view: View, position: Position) -> int:
    """The version that stands, where a new one may follow: the year was reopened, or the facts it
    rests on are others now (a sanction annulled, an absence entered late). Raises Issued."""
    standing_version = latest(view, position.person, position.year, position.part)
    if standing_version is None:
        return 0
    reopened = cycle.closure(view.tables, position.year)
    if reopened is not None and not reopened.closed and reopened.seq > standing_version.seq:
        return standing_version.version
    if outdated(view, position, standing_version.sheet):
        return standing_version.version
    raise Issued(
        position.person, standing_version.version, standing_version.actor, standing_version.day
    )


def _nothing_came_since(view: View, position: Position, said: Judgement) -> None:
    """Nothing was proposed after what the evaluator saw. Raises ContributionMoved."""
    found = evaluation.contributions(view.tables, said.person, said.year, position.part)
    if found and found[-1].seq > said.seen:
        raise ContributionMoved(said.person, found[-1].actor, found[-1].day)


def need_evaluable(view: View, position: Position) -> None:
    """Raises NotEvaluated for who was dismissed, or present for too short a time. R-29."""
    regulation = regulation_of(view, position.year).regulation
    status, _ = exclusion(view, position, regulation)
    if status is not Status.EVALUATED:
        raise NotEvaluated(position.person, status)


def need_objectives(view: View, position: Position) -> None:
    """Raises NoObjectives for who has none, of their own or of their posts: half of the scheda
    would have nothing to say. R-01."""
    if not has_objectives(view, position):
        raise NoObjectives(position.person, position.year)


def sheet_of(view: View, position: Position, said: Judgement) -> SchedaForm:
    """The sheet of a judgement, checked whole: items, values, reasons.

    Raises CalcError for an item missing, unknown or out of its scale; ItemReason, ValueReason,
    ObjectiveMissing, OutOfRange, NotEvaluated.
    """
    regulation = regulation_of(view, said.year).regulation
    need_evaluable(view, position)
    rules_of(position.role, regulation)
    points = {code: item.number for code, item in said.items.items()}
    behaviours_part(position.role, points, regulation)
    for code, item in said.items.items():
        if item.number == 0 and not item.reason.strip():
            raise ItemReason(code)
    lines = _objective_lines(view, position, said)
    assigned_weights([read_number(line.weight) for line in lines], regulation)
    fields, events = signed_facts(view, position, regulation)
    return SchedaForm.model_validate(
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
        within(p.code, value, 0, 100)
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


def _evaluators(view: View, command: Any, day: dt.date) -> list[Grounds]:
    """Who evaluates the person, as the signing day says; of themselves the decider says no in its
    own words."""
    said = getattr(command, "judgement", command)
    position = position_of(view, said.person, said.year, getattr(said, "part", ""))
    return [judges_of(view, position, position.evaluators, day)]


def _contributors(view: View, command: Any, day: dt.date) -> list[Grounds]:
    said = command.judgement
    position = position_of(view, said.person, said.year, said.part)
    posts = (*position.proposers, *position.earlier)
    ever = [p for post in position.earlier for p in ever_in(view, post)]
    found = judges_of(view, position, posts, day)
    return [replace(found, persons=(*found.persons, *ever))]


def judges_of(view: View, position: Position, posts: tuple[str, ...], day: dt.date) -> Grounds:
    """The persons who may act for some posts towards a person, whatever post they hold today."""
    persons = (*holders_of(view, posts, position.signing_day, day), position.person)
    no = NotAllowed(Act.EVALUATE, position.person, posts)
    console = SEGRETARIO if str(Role.SEGRETARIO) in posts else ()
    return Grounds(Act.EVALUATE, position.person, console, persons, no)


def theirs(view: View, command: Any, day: dt.date) -> list[Grounds]:
    """What only the person evaluated does. Raises OnlyTheirs."""
    of = command.person
    return [Grounds(Act.EVALUATE, of, (), (of,), OnlyTheirs(of))]


RULES: dict[type, Rule] = dict(
    (
        allows(Contribute, _contributors),
        allows(IssueScheda, _evaluators),
    )
)

DECIDERS: dict[type, Decider] = dict(
    (
        decides(Contribute, contribute),
        decides(IssueScheda, issue_scheda),
    )
)
