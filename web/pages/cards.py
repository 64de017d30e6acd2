"""The card before anything is recorded: what a form asked for, as the chat would show it.

The session keeps the very command the card shows; Conferma gives that one, under the card's own
key, so that a form sent twice records once.
"""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.cards import said_lines
from handlers.progress import attachment
from handlers.validation import told_author
from ledger.commands import read_back, written
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.evidence import AttachEvidence
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.commands.surveys import CloseSurvey, OpenSurvey
from ledger.progress.change import Said
from ledger.view import View
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get, post
from web.visit import Visit
from words.say import Say, say

CODES_LETTERS = 300


def offer(
    visit: Visit, command: object, back: str, proof: Mapping[str, Any] | None = None
) -> Redirect:
    """Shows the card, once the ledger has said that it would not refuse; a `proof` is attached to
    what the command records. Raises Refusal."""
    visit.ledger.consider(command, actor=visit.person)
    card = {"id": secrets.token_hex(8), "command": written(command), "back": back, "proof": proof}
    visit.office.access.keep(visit.session, {"card": card})
    return Redirect("/carta")


def card(visit: Visit) -> Answer:
    """What would be recorded. Nothing open: home."""
    kept = (visit.session.draft or {}).get("card")
    if kept is None:
        return Redirect("/")
    lines = tuple(card_lines(visit, read_back(kept["command"])))
    facts = {"lines": lines, "id": kept["id"], "back": kept["back"]}
    return Page("card.html", say("page.card.title"), facts)


def confirm(visit: Visit) -> Answer:
    """Conferma or Annulla. A card that is no longer the one shown records nothing."""
    kept = (visit.session.draft or {}).get("card")
    if kept is None or visit.form.get("carta") != kept["id"]:
        return _stale(visit)
    if visit.form.get("scelta") == "annulla":
        visit.office.access.keep(visit.session, None)
        return Redirect(kept["back"])
    command = read_back(kept["command"])
    recorded = visit.ledger.execute(
        command, actor=visit.person, cause=f"page:{visit.session.id[:12]}", key=f"page:{kept['id']}"
    )
    if proof := kept.get("proof"):
        cause, key = f"page:{visit.session.id[:12]}", f"page:{kept['id']}:proof"
        attached = attachment(recorded[0].seq, proof)
        visit.ledger.execute(attached, actor=visit.person, cause=cause, key=key)
    if isinstance(command, ContestProgress):
        told = told_author(visit.ledger.view, command.report, command.reason, visit.person)
        visit.office.tell([told])
    last = recorded[-1]
    done = {"id": kept["id"], "seq": last.seq, "hash": last.hash[:8], "back": kept["back"]}
    visit.office.access.keep(visit.session, {"done": done})
    return Redirect("/fatto")


def _stale(visit: Visit) -> Answer:
    """The same form again says the same; another one says that the card is gone."""
    done = (visit.session.draft or {}).get("done")
    if done is not None and visit.form.get("carta") == done["id"]:
        return Redirect("/fatto")
    facts = {"said": say("card.stale")}
    return Page("told.html", say("page.told.409"), facts, status=409)


def done(visit: Visit) -> Answer:
    """The receipt: number and short hash of what was recorded."""
    told = (visit.session.draft or {}).get("done")
    if told is None:
        return Redirect("/")
    return Page("done.html", say("page.done.title"), {"done": told})


def card_lines(visit: Visit, command: object) -> Iterator[Say]:
    """The same lines as in the chat, for each command that pages give."""
    view, today = visit.ledger.view, visit.today
    match command:
        case RecordProgress(items=items):
            yield say("card.report", report=None)
            for n, said in enumerate(items):
                of_day = _of_day(view, said)
                yield from said_lines(of_day, said, today, now=today, beside=items[:n])
        case CorrectProgress(report=seq, said=said):
            yield say("card.correct", report=seq)
            of_year = view.of(view.report(seq).year)
            yield from said_lines(of_year, said, today, now=today, replacing=seq)
        case UndoProgress(report=int(seq)):
            yield _about("undo.card", view, seq)
        case ValidateProgress(reports=reports):
            codes = ", ".join(dict.fromkeys(view.report(seq).indicator for seq in reports))
            yield say("validate.all", count=len(reports), codes=codes[:CODES_LETTERS])
        case ContestProgress(report=seq, reason=reason):
            yield _about("page.card.contest", view, seq)
            yield say("page.card.reason", reason=reason)
        case AttachEvidence(report=seq, name=name):
            yield _about("page.card.proof", view, seq)
            yield say("card.proof", name=name)
        case OpenSurvey() | CloseSurvey():
            yield _survey(command)
        case AcknowledgeScheda(year=year):
            yield say("page.card.note", year=year)


def _survey(command: OpenSurvey | CloseSurvey) -> Say:
    if isinstance(command, CloseSurvey):
        return say("survey.card.close", code=command.survey, count=command.people)
    return say(
        "survey.card.open",
        code=command.indicator,
        title=command.title,
        day=command.closes_on,
        count=len(command.questions),
    )


def _of_day(view: View, said: Said) -> View:
    """A report goes to the plan of its day."""
    return view.of(said.day.year) if said.day else view


def _about(key: str, view: View, seq: int) -> Say:
    row = view.report(seq)
    found = view.of(row.year).plan.indicators[row.indicator]
    return say(key, report=seq, code=found.code, name=found.name, day=row.day, actor=row.actor)


ROUTES: tuple[PageRoute, ...] = (
    get("/carta", card),
    post("/carta", confirm),
    get("/fatto", done),
)
