"""The Nucleo decides in a meeting where it has more than one member: a member prepares an act, the
others agree or not, the meeting records it and the acts of the majority follow. Source: R-36.

Collegial are evaluations, the performance of the ente, the Relazione and the grading of posts;
never the validation of a report. With `nucleo.members` = 1 that one decides as everybody does.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands import conciliazione, cycle, ente, evaluation, grading
from ledger.commands.authority import Grounds, Rule, allow
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.evaluation import position_of
from ledger.errors import Act, FutureDay, NoPlan, ReasonNeeded, UnknownPerson
from ledger.errors_nucleo import (
    AlreadyValidated,
    MeetingNeeded,
    NoMajority,
    NoQuorum,
    NoSuchProposal,
    NotAMember,
    NotCollegial,
)
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.events.base import canonical
from ledger.events.nucleo import (
    CollegialProposed,
    CollegialVoted,
    NucleoMet,
    RelazioneValidated,
    SupportRequested,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import nucleo
from ledger.view import View

NUCLEO = (str(Role.NUCLEO),)


@dataclass(frozen=True, config=UNBUILT)
class ValidateRelazione:
    """The Nucleo validates the Relazione of a year; `text` is what it notes."""

    year: int
    text: str = ""


@dataclass(frozen=True, config=UNBUILT)
class ProposeAct:
    """A member prepares an act of the Nucleo; `act` is the command as a draft keeps it."""

    year: int
    act: Mapping[str, Any]


@dataclass(frozen=True, config=UNBUILT)
class VoteOnAct:
    """A member of the Nucleo agrees with an act another proposed, or says why not."""

    year: int
    proposal: int
    agrees: bool
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class HoldMeeting:
    """A meeting of the Nucleo and the proposals it decides. `chair` empty is who records it."""

    year: int
    day: dt.date
    present: tuple[str, ...]
    proposals: tuple[int, ...] = ()
    text: str = ""
    chair: str = ""


@dataclass(frozen=True, config=UNBUILT)
class RequestSupport:
    """Who evaluates asks for the Nucleo's support, for a person where one is named."""

    year: int
    text: str
    person: str = ""


def validate_relazione(
    view: View, command: ValidateRelazione, actor: str, now: dt.datetime
) -> list[Decision]:
    """The Nucleo finds the Relazione of a year sound. Source: D.Lgs. 150/2009, art. 14."""
    done = nucleo.validated_relazione(view.tables, command.year)
    if done is not None:
        raise AlreadyValidated(command.year, done.day)
    event = RelazioneValidated(year=command.year, text=command.text.strip() or None)
    return [Decision(event, day_of(now))]


OF_THE_BODY: Mapping[type, tuple[Any, Rule]] = {
    kind: (deciders[kind], rules[kind])
    for kind, deciders, rules in (
        (evaluation.IssueScheda, evaluation.DECIDERS, evaluation.RULES),
        (conciliazione.AnswerObservations, conciliazione.DECIDERS, conciliazione.RULES),
        (ente.ValidateEntity, ente.DECIDERS, ente.RULES),
        (ente.RefuseEntity, ente.DECIDERS, ente.RULES),
        (grading.GradePost, grading.DECIDERS, grading.RULES),
    )
} | {
    ValidateRelazione: (
        validate_relazione,
        lambda view, command, day: [Grounds(Act.ENTITY, ENTE, NUCLEO)],
    )
}
"""The acts of the body: what decides each, and who may."""

_BY_NAME = {kind.__name__: kind for kind in OF_THE_BODY}


def members_wanted(view: View, year: int) -> int:
    """How many sit in the Nucleo by the regulation of a year."""
    try:
        return regulation_of(view, year).regulation.settings.nucleo.members
    except (NoRegulation, NoPlan):
        return 1


def majority(view: View, year: int) -> int:
    """How many members must agree for an act to be the body's (R-36)."""
    return members_wanted(view, year) // 2 + 1


def decidable(view: View, year: int, present: Sequence[str]) -> list[nucleo.Proposal]:
    """Proposals of a year that a majority of the body agrees with, among some members (R-36)."""
    wanted = majority(view, year)
    return [
        p
        for p in nucleo.proposals(view.tables, year)
        if p.is_open and len(p.agreed_by(present)) >= wanted
    ]


def year_of(view: View, command: object) -> int:
    """The year an act is about: its own, or that of the view."""
    named = getattr(getattr(command, "judgement", command), "year", None)
    return view.year if named is None else int(named)


def is_collegial(view: View, command: object) -> bool:
    """Whether an act is decided in a meeting: one of the body's, where more than one sits in it."""
    if type(command) not in OF_THE_BODY or members_wanted(view, year_of(view, command)) == 1:
        return False
    said: Any = getattr(command, "judgement", command)
    if not isinstance(command, evaluation.IssueScheda | conciliazione.AnswerObservations):
        return True
    position = position_of(view, said.person, said.year, said.part)
    return str(Role.NUCLEO) in position.evaluators


def as_given(view: View, command: object) -> object:
    """The command itself, or the proposal of it where the body decides in a meeting."""
    if not is_collegial(view, command):
        return command
    kind = type(command)
    said = TypeAdapter(kind).dump_python(command, mode="json")
    return ProposeAct(year_of(view, command), {"kind": kind.__name__, "said": said})


def guard(view: View, command: object) -> None:
    """Raises MeetingNeeded for an act of the body given by one alone."""
    if is_collegial(view, command):
        raise MeetingNeeded(year_of(view, command))


def read_act(act: Mapping[str, Any]) -> object:
    """The command a proposal holds. Raises NotCollegial for what is none of the body's."""
    kind = _BY_NAME.get(str(act.get("kind")))
    if kind is None:
        raise NotCollegial()
    return TypeAdapter(kind).validate_python(act["said"])


def _decided(view: View, act: object, actor: str, now: dt.datetime) -> list[Decision]:
    """What an act would record, as if one alone gave it. Raises Refusal."""
    day = day_of(now)
    decider, rule = OF_THE_BODY[type(act)]
    cycle.guard(view, act, day)
    allow(view, actor, rule(view, act, day), day)
    decisions: list[Decision] = decider(view, act, actor, now)
    return decisions


def propose_act(view: View, command: ProposeAct, actor: str, now: dt.datetime) -> list[Decision]:
    """What would be refused at the meeting is refused now."""
    act = read_act(command.act)
    if not is_collegial(view, act):
        raise NotCollegial()
    _decided(view, act, actor, now)
    person = getattr(getattr(act, "judgement", act), "person", None)
    event = CollegialProposed(
        year=command.year,
        kind=type(act).__name__,
        person=person,
        act=canonical(dict(command.act)),
    )
    return [Decision(event, day_of(now))]


def _open(view: View, year: int, seq: int) -> nucleo.Proposal:
    found = next((p for p in nucleo.proposals(view.tables, year) if p.seq == seq), None)
    if found is None or not found.is_open:
        raise NoSuchProposal(seq)
    return found


def vote_on_act(view: View, command: VoteOnAct, actor: str, now: dt.datetime) -> list[Decision]:
    """Also another vote than before, until a meeting decides."""
    _open(view, command.year, command.proposal)
    if not command.agrees and not command.reason.strip():
        raise ReasonNeeded()
    event = CollegialVoted(
        year=command.year,
        proposal=command.proposal,
        agrees=command.agrees,
        reason=command.reason.strip() or None,
    )
    return [Decision(event, day_of(now))]


def hold_meeting(view: View, command: HoldMeeting, actor: str, now: dt.datetime) -> list[Decision]:
    """Those present are members of that day and a majority; each proposal decided has the
    agreement of a majority of the body among them. Its acts follow.

    Raises FutureDay, NotAMember, NoQuorum, NoMajority, NoSuchProposal, ReasonNeeded.
    """
    today = day_of(now)
    if command.day > today:
        raise FutureDay(command.day)
    present = tuple(dict.fromkeys(command.present))
    members = view.holders(str(Role.NUCLEO), command.day)
    for person in (*present, command.chair or actor):
        if person not in members:
            raise NotAMember(person, command.day)
    wanted = majority(view, command.year)
    if len(present) < wanted:
        raise NoQuorum(len(present), wanted)
    if not command.proposals and not command.text.strip():
        raise ReasonNeeded()
    decisions = []
    for seq in dict.fromkeys(command.proposals):
        proposal = _open(view, command.year, seq)
        agreed = proposal.agreed_by(present)
        if len(agreed) < wanted:
            raise NoMajority(seq, len(agreed), wanted)
        decisions += _decided(view, read_act(proposal.act), actor, now)
    event = NucleoMet(
        year=command.year,
        present=present,
        chair=command.chair or actor,
        decided=tuple(dict.fromkeys(command.proposals)),
        text=command.text.strip() or None,
    )
    return [Decision(event, command.day), *decisions]


def request_support(
    view: View, command: RequestSupport, actor: str, now: dt.datetime
) -> list[Decision]:
    """Sindaco or dirigente ask the Nucleo for its support (R-36)."""
    if command.person and view.person(command.person) is None:
        raise UnknownPerson(command.person)
    if not command.text.strip():
        raise ReasonNeeded()
    event = SupportRequested(
        year=command.year, person=command.person or None, text=command.text.strip()
    )
    return [Decision(event, day_of(now))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(ValidateRelazione, validate_relazione),
        decides(ProposeAct, propose_act),
        decides(VoteOnAct, vote_on_act),
        decides(HoldMeeting, hold_meeting),
        decides(RequestSupport, request_support),
    )
)


def _members(view: View, command: object, day: dt.date) -> list[Grounds]:
    return [Grounds(Act.NUCLEO, ENTE, NUCLEO)]


def _askers(view: View, command: RequestSupport, day: dt.date) -> list[Grounds]:
    """Sindaco, Segretario and the dirigenti, who evaluate."""
    heads = tuple(f"{Role.DIRIGENTE}:{area}" for area in view.plan.areas)
    return [Grounds(Act.NUCLEO, ENTE, (str(Role.SINDACO), str(Role.SEGRETARIO), *heads))]


RULES: dict[type, Rule] = dict(
    (
        allows(ValidateRelazione, OF_THE_BODY[ValidateRelazione][1]),
        allows(ProposeAct, _members),
        allows(VoteOnAct, _members),
        allows(HoldMeeting, _members),
        allows(RequestSupport, _askers),
    )
)
