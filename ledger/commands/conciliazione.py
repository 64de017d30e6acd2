"""After a scheda is issued: notification, observations, reply, signature. Source: R-22, R-23.

The person takes note, or the scheda is served on them; they may file observations; the evaluator
answers, confirming the scheda or changing it; the person signs the outcome, or says they do not.
"""

import datetime as dt
from dataclasses import replace

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.evaluation import Judgement, judges_of, position_of, sheet_of, theirs
from ledger.errors import Act, FutureDay, ReasonNeeded
from ledger.errors_smvp import (
    ActNeeded,
    AlreadyAnswered,
    AlreadyNotified,
    AlreadyObserved,
    AlreadySigned,
    NoOutcome,
    NoScheda,
    NothingToAnswer,
    NotNotified,
    NotRead,
    OldVersion,
    OwnEvaluation,
)
from ledger.evaluation.adopted import regulation_at
from ledger.evaluation.schede import Course, course, latest
from ledger.events import (
    ObservationsAnswered,
    ObservationsFiled,
    OutcomeSigned,
    SchedaAcknowledged,
    SchedaIssued,
    SchedaServed,
)
from ledger.events.evaluation import ReadOn
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.projections import evaluation, papers
from ledger.projections.evaluation import Version
from ledger.scoring.conciliation import conciliation_terms
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class AcknowledgeScheda:
    """The person took note of a version, which they read whole in the chat, on the page or on
    paper: nobody takes note of what they could not read."""

    person: str
    year: int
    version: int
    part: str = ""
    read_on: ReadOn = "chat"


@dataclass(frozen=True, config=UNBUILT)
class ServeScheda:
    """Notified by other means on a day, with the act that proves it."""

    person: str
    year: int
    day: dt.date
    act: str
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class FileObservations:
    """`document` is the SHA-256 of the file they came in, when they did."""

    person: str
    year: int
    text: str
    document: str | None = None
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class AnswerObservations:
    """`changed` is the new judgement; None confirms the scheda."""

    person: str
    year: int
    text: str
    changed: Judgement | None = None
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class SignOutcome:
    """The person accepts, or not, what the evaluator answered to their observations."""

    person: str
    year: int
    accepted: bool
    part: str = ""


def _scheda(
    view: View, person: str, year: int, part: str, today: dt.date
) -> tuple[Version, Course]:
    """The version that stands and its course. Raises NoScheda."""
    version = latest(view, person, year, part)
    if version is None:
        raise NoScheda(person, year)
    return version, course(view, version, today)


def acknowledge(
    view: View, command: AcknowledgeScheda, actor: str, now: dt.datetime
) -> list[Decision]:
    """The term for observations runs from this day. Raises NoScheda, AlreadyNotified,
    OldVersion."""
    today = day_of(now)
    version, stands = _scheda(view, command.person, command.year, command.part, today)
    if version.version != command.version:
        raise OldVersion(command.person, version.version)
    if stands.procedure.notified_on is not None:
        raise AlreadyNotified(command.person, stands.procedure.notified_on)
    if not _was_read(view, command.read_on, version):
        raise NotRead(command.year)
    event = SchedaAcknowledged(
        person=command.person,
        year=command.year,
        part=command.part,
        version=command.version,
        read_on=command.read_on,
    )
    return [Decision(event, today)]


def _was_read(view: View, on: ReadOn, version: Version) -> bool:
    """Whether this version could be read whole there: a chat that shows scores, a paper drawn up
    after its issue; the page shows it."""
    if on == "chat":
        return evaluation.scores_in_chat(view.tables)
    if on == "page":
        return True
    subject = f"{version.person}@{version.part}" if version.part else version.person
    drawn = papers.issued(view.tables, subject, version.year)
    return any(paper.seq > version.seq and paper.kind == "scheda" for paper in drawn)


def serve(view: View, command: ServeScheda, actor: str, now: dt.datetime) -> list[Decision]:
    """By the evaluator or the personnel office; not before the issue, not in the future."""
    today = day_of(now)
    version, stands = _scheda(view, command.person, command.year, command.part, today)
    if not command.act.strip():
        raise ActNeeded()
    if command.day > today or command.day < version.day:
        raise FutureDay(command.day)
    if stands.procedure.notified_on is not None:
        raise AlreadyNotified(command.person, stands.procedure.notified_on)
    event = SchedaServed(
        person=command.person,
        year=command.year,
        part=command.part,
        version=version.version,
        act=command.act.strip(),
    )
    return [Decision(event, command.day)]


def file_observations(
    view: View, command: FileObservations, actor: str, now: dt.datetime
) -> list[Decision]:
    """Late ones are recorded as inadmissible: they open no phase."""
    today = day_of(now)
    version, stands = _scheda(view, command.person, command.year, command.part, today)
    done = stands.procedure
    if done.notified_on is None:
        raise NotNotified(command.person)
    if done.observed_on is not None:
        raise AlreadyObserved(done.observed_on)
    if not command.text.strip():
        raise ReasonNeeded()
    regulation = regulation_at(view, version.regulation).regulation
    terms = conciliation_terms(done.notified_on, today, None, regulation)
    event = ObservationsFiled(
        person=command.person,
        year=command.year,
        part=command.part,
        version=version.version,
        text=command.text.strip(),
        document=command.document,
        deadline=terms.observations_deadline,
        admissible=bool(terms.observations_admissible),
    )
    return [Decision(event, today)]


def answer_observations(
    view: View, command: AnswerObservations, actor: str, now: dt.datetime
) -> list[Decision]:
    """The reply, and with it the new scheda that replaces the former."""
    today = day_of(now)
    if actor == command.person:
        raise OwnEvaluation()
    version, stands = _scheda(view, command.person, command.year, command.part, today)
    position = position_of(view, command.person, command.year, command.part)
    done = stands.procedure
    if not done.admissible:
        raise NothingToAnswer(command.person)
    if done.replied_on is not None:
        raise AlreadyAnswered(command.person, done.replied_by or "", done.replied_on)
    if not command.text.strip():
        raise ReasonNeeded()
    answered = ObservationsAnswered(
        person=command.person,
        year=command.year,
        part=command.part,
        outcome="confirmed" if command.changed is None else "changed",
        text=command.text.strip(),
    )
    if command.changed is None:
        return [Decision(answered, today)]
    issued = SchedaIssued(
        person=command.person,
        year=command.year,
        part=command.part,
        version=version.version + 1,
        regulation=version.regulation,
        sheet=sheet_of(view, position, command.changed).text(),
    )
    return [Decision(answered, today), Decision(issued, today)]


def sign_outcome(view: View, command: SignOutcome, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NoOutcome before there is an answer, AlreadySigned after."""
    today = day_of(now)
    _, stands = _scheda(view, command.person, command.year, command.part, today)
    done = stands.procedure
    if done.replied_on is None:
        raise NoOutcome()
    if done.signed_on is not None:
        raise AlreadySigned(done.signed_on)
    event = OutcomeSigned(
        person=command.person, year=command.year, part=command.part, accepted=command.accepted
    )
    return [Decision(event, today)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(AcknowledgeScheda, acknowledge),
        decides(ServeScheda, serve),
        decides(FileObservations, file_observations),
        decides(AnswerObservations, answer_observations),
        decides(SignOutcome, sign_outcome),
    )
)


def _servers(view: View, command: ServeScheda, day: dt.date) -> list[Grounds]:
    """Who signed the scheda, or the personnel office."""
    version = latest(view, command.person, command.year, command.part)
    signer = (version.actor,) if version is not None else ()
    return [Grounds(Act.PERSONNEL, command.person, (str(Role.PERSONALE),), signer)]


def _answerers(view: View, command: AnswerObservations, day: dt.date) -> list[Grounds]:
    """Who signed the scheda, or who evaluates the person now."""
    position = position_of(view, command.person, command.year, command.part)
    version = latest(view, command.person, command.year, command.part)
    found = judges_of(view, position, position.evaluators, day)
    signer = (version.actor,) if version is not None else ()
    return [replace(found, persons=(*found.persons, *signer))]


RULES: dict[type, Rule] = dict(
    (
        allows(AcknowledgeScheda, theirs),
        allows(ServeScheda, _servers),
        allows(FileObservations, theirs),
        allows(AnswerObservations, _answerers),
        allows(SignOutcome, theirs),
    )
)
