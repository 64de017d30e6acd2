"""Documents drawn up from the record, and how a person wants to be written to."""

import datetime as dt
from collections.abc import Mapping

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, NoChange, ReasonNeeded
from ledger.errors_smvp import ScoresArePrivate
from ledger.evaluation.schede import readers_of
from ledger.events.papers import (
    DocumentIssued,
    PaperKind,
    PlainModeSet,
    RelazioneWritten,
    Section,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import CLI, Role
from ledger.plan import ENTE
from ledger.projections import papers
from ledger.view import View

OF_A_PERSON = ("scheda", "person")
"""Kinds that show scores: for who may read that person's."""

OF_OFFICES = {
    "payment": (Act.PREMIUMS, (Role.PERSONALE, Role.NUCLEO, Role.SEGRETARIO)),
    "verbale": (Act.READ_SCORES, (Role.NUCLEO, Role.SEGRETARIO, Role.PERSONALE)),
}

RELAZIONE_WRITERS = (str(Role.SEGRETARIO),)


@dataclass(frozen=True, config=UNBUILT)
class IssueDocument:
    """Enters the fingerprint of a document in the record; the same document is entered once."""

    kind: PaperKind
    subject: str
    year: int
    sha256: str
    rests_on: int


@dataclass(frozen=True, config=UNBUILT)
class WriteRelazione:
    """The texts of sections of the Relazione; each takes the place of the former one."""

    year: int
    texts: Mapping[Section, str]


@dataclass(frozen=True, config=UNBUILT)
class SetPlainMode:
    """How who asks wants to read: without bars and signs, or as everybody."""

    on: bool


def issue_document(
    view: View, command: IssueDocument, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises ScoresArePrivate for a person's document asked by who may not read it."""
    today = day_of(now)
    person = command.subject.partition("@")[0]
    private = command.kind in OF_A_PERSON and actor != CLI
    if private and actor != person and actor not in readers_of(view, person, command.year, today):
        raise ScoresArePrivate(person)
    event = DocumentIssued(
        kind=command.kind,
        subject=command.subject,
        year=command.year,
        sha256=command.sha256,
        rests_on=command.rests_on,
    )
    return [Decision(event, today)]


def write_relazione(
    view: View, command: WriteRelazione, actor: str, now: dt.datetime
) -> list[Decision]:
    """What changes of it; raises ReasonNeeded for an empty text, NoChange where nothing does."""
    texts = {section: text.strip() for section, text in command.texts.items()}
    if not all(texts.values()):
        raise ReasonNeeded()
    written = {s.section: s.text for s in papers.sections(view.tables, command.year)}
    changed = [s for s in papers.SECTIONS if s in texts and texts[s] != written.get(s)]
    if not changed:
        raise NoChange(", ".join(texts))
    return [
        Decision(RelazioneWritten(year=command.year, section=s, text=texts[s]), day_of(now))
        for s in changed
    ]


def set_plain_mode(
    view: View, command: SetPlainMode, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises NoChange where it is so already."""
    if papers.reads_plainly(view.tables, actor) == command.on:
        raise NoChange("/testo")
    return [Decision(PlainModeSet(person=actor, on=command.on), day_of(now))]


def _who_issues(view: View, command: IssueDocument, day: dt.date) -> list[Grounds]:
    if command.kind not in OF_OFFICES:
        return []
    act, roles = OF_OFFICES[command.kind]
    return [Grounds(act, ENTE, tuple(map(str, roles)))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(IssueDocument, issue_document),
        decides(WriteRelazione, write_relazione),
        decides(SetPlainMode, set_plain_mode),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(IssueDocument, _who_issues),
        allows(
            WriteRelazione, lambda view, command, day: [Grounds(Act.CYCLE, ENTE, RELAZIONE_WRITERS)]
        ),
        allows(SetPlainMode, lambda view, command, day: []),
    )
)
