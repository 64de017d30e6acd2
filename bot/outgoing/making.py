"""Makes what a reply names: schede, workbooks, pictures. Here chat meets reports.

Typesetters and workbooks are loaded with the first reply that needs them: most need none.
"""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import person_json
from bot.pages import one_time_address
from handlers import ask
from handlers.talk.words import refusal
from handlers.turn import Outcome, Reply, Turn, Wanted
from ledger.errors import Refusal
from ledger.evaluation.schede import latest
from ledger.ledger import Ledger
from ledger.plan.carry import carried, former_year
from ledger.projections import papers
from ledger.readings.query.model import read as query_of

if TYPE_CHECKING:
    from reports.made import Made
    from scheduler.reminders import Notice


def supplied(ledger: Ledger, turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with its files made. What is refused on the way is said instead."""
    if not any(reply.wants for reply in outcome.replies):
        return outcome
    return replace(outcome, replies=tuple(_made(ledger, turn, r) for r in outcome.replies))


def _made(ledger: Ledger, turn: Turn, reply: Reply) -> Reply:
    if reply.wants is None:
        return reply
    try:
        return _supply(ledger, turn, reply, reply.wants)
    except Refusal as no:
        return replace(reply, lines=(refusal(no),), wants=None)


def _supply(ledger: Ledger, turn: Turn, reply: Reply, wants: Wanted) -> Reply:
    today = ledger.today()
    if wants.kind == "chart":
        if turn.person and papers.reads_plainly(ledger.view.tables, turn.person):
            # Who reads in plain mode is told the same in words.
            return replace(reply, wants=None)
        from reports.charts import chart_of

        chart = chart_of(ledger.view.of(wants.year), wants.view, wants.subject, today)
        name = f"grafico-{wants.subject}.png"
        return replace(reply, picture=(name, chart.png()), wants=None)
    if wants.kind == "list":
        return replace(reply, document=_list(ledger, turn, wants), wants=None)
    if wants.kind == "foglio":
        from reports.foglio import name_of_book, service_book

        content = service_book(ledger, wants.subject, wants.year)
        file = (name_of_book(wants.subject, wants.year, today), content)
        return replace(reply, document=file, wants=None)
    if wants.kind == "page":
        assert turn.person is not None
        return replace(reply, lines=(one_time_address(ledger, turn.person),), wants=None)
    if wants.kind == "own":
        return replace(reply, document=_own(ledger, turn), wants=None)
    if wants.kind == "paper":
        return replace(reply, document=_paper(ledger, turn, wants), wants=None)
    if wants.kind == "plan":
        return replace(reply, document=_draft(ledger, wants.year), wants=None)
    return replace(reply, document=_scheda(ledger, turn, wants), wants=None)


def _draft(ledger: Ledger, year: int) -> tuple[str, bytes]:
    """The plan of a year to come, drafted from the newest before it. Raises NoPlanOf."""
    from importers.ours.writing import plan_bytes

    view = ledger.view
    plan = carried(view.of(former_year(view.years, year)), year, ledger.today())
    name = f"piano-{year}.xlsx"
    return name, plan_bytes(plan, name)


def _list(ledger: Ledger, turn: Turn, wants: Wanted) -> tuple[str, bytes]:
    """A list the chat has open, whole. Raises Refusal."""
    from reports.listed import answer_book, lines_book

    title, rows = wants.table
    if wants.view == ask.LIST:
        assert turn.person is not None
        query = query_of(wants.subject)
        return "elenco.xlsx", answer_book(ledger, turn.person, query, ledger.today())
    return "elenco.xlsx", lines_book(ledger, title, rows)


def _scheda(ledger: Ledger, turn: Turn, wants: Wanted) -> tuple[str, bytes]:
    """The file, its fingerprint entered by who asked. Raises Refusal."""
    from reports.made import scheda

    person, _, part = wants.subject.partition("@")
    version = latest(ledger.view.of(wants.year), person, wants.year, part)
    assert version is not None and turn.person is not None
    ledger.trace_reading(turn.person, person, wants.year, "paper")
    return _issued(ledger, turn, scheda(ledger, version), "pdf")


def _own(ledger: Ledger, turn: Turn) -> tuple[str, bytes]:
    """Whatever the ledger holds on who asks. Raises Forgotten."""
    assert turn.person is not None
    held = person_json(ledger, ledger.view.known(turn.person))
    text = json.dumps(held, ensure_ascii=False, indent=2)
    return f"dati-{turn.person}.json", f"{text}\n".encode()


def _paper(ledger: Ledger, turn: Turn, wants: Wanted) -> tuple[str, bytes]:
    """A document of the office, entered like it. Raises Refusal."""
    from reports.kinds import Asked
    from reports.made import document

    kind, form, *codes = wants.view.split(".")
    person = wants.subject if kind == "person" else None
    asked = Asked(wants.subject, person, wants.year, codes_only=bool(codes))
    return _issued(ledger, turn, document(ledger, kind, form, asked), form)


def _issued(ledger: Ledger, turn: Turn, made: "Made", form: str) -> tuple[str, bytes]:
    from reports.made import issue

    assert turn.person is not None
    issue(ledger, made, actor=turn.person, cause=turn.key)
    return made.named(form), made.content


def with_picture(ledger: Ledger, notice: "Notice", reply: Reply) -> Reply:
    """A person's digest carries the picture of what it tells of first; a group's stays short."""
    from reports.charts import chart_of
    from scheduler.reminders import GROUP

    scope = next((line.subject for line in notice.lines if line.kind == "digest"), None)
    if scope is None or notice.to.startswith(GROUP):
        return reply
    view = ledger.view.of(scope.year)
    code = view.plan.resolve_scope(scope.code)
    chart = chart_of(view, "bars", code, ledger.today())
    return replace(reply, picture=(f"grafico-{code}.png", chart.png()))
