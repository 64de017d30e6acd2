"""What a card says of each command that a form gives: the same lines as in the chat."""

from collections.abc import Iterator
from functools import singledispatch

from handlers.procedure.relazione import relazione_part
from handlers.reporting.cards import said_lines
from handlers.reporting.held import held
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.evidence import AttachEvidence
from ledger.commands.objectives import NoteObjectives
from ledger.commands.papers import WriteRelazione
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.commands.surveys import CloseSurvey, OpenSurvey
from ledger.commands.talks import RecordTalk
from ledger.progress.change import Said
from ledger.view import View
from web.visit import Visit
from words.say import Say, say

CODES_LETTERS = 300


@singledispatch
def card_lines(command: object, visit: Visit) -> Iterator[Say]:
    """The lines of a command. Raises NotImplementedError for one that no form gives."""
    raise NotImplementedError(type(command).__name__)


@card_lines.register
def _report(command: RecordProgress, visit: Visit) -> Iterator[Say]:
    items, today = command.items, visit.today
    yield say("card.report", report=None)
    for n, said in enumerate(items):
        of_day = _of_day(visit.ledger.view, said)
        yield from said_lines(of_day, said, today, now=today, beside=items[:n])


@card_lines.register
def _correction(command: CorrectProgress, visit: Visit) -> Iterator[Say]:
    view, seq = visit.ledger.view, command.report
    yield say("card.correct", report=seq)
    of_year = view.of(view.report(seq).year)
    yield from said_lines(of_year, command.said, visit.today, now=visit.today, replacing=seq)


@card_lines.register
def _taking_back(command: UndoProgress, visit: Visit) -> Iterator[Say]:
    assert isinstance(command.report, int)
    view = visit.ledger.view
    yield _about("undo.card", view, command.report, what=held(view, view.report(command.report)))


@card_lines.register
def _validation(command: ValidateProgress, visit: Visit) -> Iterator[Say]:
    view, reports = visit.ledger.view, command.reports
    codes = ", ".join(dict.fromkeys(view.report(seq).indicator for seq in reports))
    yield say("validate.all", count=len(reports), codes=codes[:CODES_LETTERS])


@card_lines.register
def _contest(command: ContestProgress, visit: Visit) -> Iterator[Say]:
    yield _about("page.card.contest", visit.ledger.view, command.report)
    yield say("page.card.reason", reason=command.reason)


@card_lines.register
def _proof(command: AttachEvidence, visit: Visit) -> Iterator[Say]:
    yield _about("page.card.proof", visit.ledger.view, command.report)
    yield say("card.proof", name=command.name)


@card_lines.register
def _survey_opened(command: OpenSurvey, visit: Visit) -> Iterator[Say]:
    yield say(
        "survey.card.open",
        code=command.indicator,
        title=command.title,
        day=command.closes_on,
        count=len(command.questions),
    )


@card_lines.register
def _survey_closed(command: CloseSurvey, visit: Visit) -> Iterator[Say]:
    yield say("survey.card.close", code=command.survey, count=command.people)


@card_lines.register
def _relazione(command: WriteRelazione, visit: Visit) -> Iterator[Say]:
    yield say("relazione.card", year=command.year)
    for section, text in command.texts.items():
        yield relazione_part(section, text)


@card_lines.register
def _note(command: AcknowledgeScheda, visit: Visit) -> Iterator[Say]:
    yield say("page.card.note", year=command.year)


@card_lines.register
def _objectives_noted(command: NoteObjectives, visit: Visit) -> Iterator[Say]:
    yield say("page.card.note_objectives", year=command.year)


@card_lines.register
def _talk(command: RecordTalk, visit: Visit) -> Iterator[Say]:
    yield say("page.card.conference", person=command.person, day=command.day)


def _of_day(view: View, said: Said) -> View:
    """A report goes to the plan of its day."""
    return view.of(said.day.year) if said.day else view


def _about(key: str, view: View, seq: int, **more: Say) -> Say:
    row = view.report(seq)
    found = view.of(row.year).plan.indicators[row.indicator]
    facts = {"code": found.code, "name": found.name, "day": row.day, "actor": row.actor}
    return say(key, report=seq, **facts, **more)
