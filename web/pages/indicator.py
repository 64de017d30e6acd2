"""One indicator: where it stands, its year drawn, every version of it, its proofs, and why."""

import datetime as dt
from collections.abc import Sequence

from handlers.standing.history import history_row
from handlers.standing.status import scope_name
from handlers.standing.why import why_lines
from handlers.talk.words import target_amount, value_amount
from ledger.commands.authority import may_report
from ledger.errors import NoEvidence, NotAllowed, NotEnrolled
from ledger.events import Envelope, canonical
from ledger.progress.standings import why
from ledger.readings import evidence
from ledger.readings.record import event_for
from ledger.readings.reports import ReportsOf, course_of, rests_on
from ledger.rows import EvidenceRow, ReportRow
from web.charts import chart_of
from web.pages.board import figure_cell, parent, path_of, summary
from web.rendering import Answer, File, Page, Redirect
from web.routes import NoSuchPage, PageRoute, get
from web.tables import Cell, Made, Table, cells, columns
from web.visit import Visit
from words.catalogue.event_names import EVENTS
from words.say import say

LONGEST_FACTS = 4000
"""Letters of an event shown on its page; a whole plan is exported, not read here."""


def indicator(visit: Visit) -> Answer:
    """An indicator: its figure, why it is so, its reports; an objective's code leads to the
    objective."""
    plan, view = visit.plan, visit.view
    code = plan.resolve(visit.place["code"])
    if code in plan.objectives:
        return Redirect(visit.link(f"/obiettivo/{code}"))
    own = visit.standing(plan.indicators[code].objective)
    part = next(i for i in own.objectives[0].indicators if i.indicator.code == code)
    year_end = dt.date(plan.year, 12, 31)
    facts = {
        "code": code,
        "indicator": part.indicator,
        "summary": {**summary(visit, visit.standing(code)), "name": part.indicator.name},
        "value": value_amount(part.indicator, part.value),
        "target": target_amount(part.indicator),
        "part": part,
        "weight": plan.weights[code],
        "deadline": plan.due_on(part.indicator),
        "chart": chart_of(
            part.indicator, course_of(view, code), plan.start(code), year_end, visit.day
        ),
        "proofs": _proofs(visit, code),
        "may_report": not visit.in_the_past
        and code.rpartition(".")[0] not in plan.cancelled
        and may_report(view, visit.person, code, visit.today),
        "parent": parent(plan, code),
        "unit": part.indicator.unit,
    }
    tables = (_history(visit, code), _reports(visit, code))
    title = say("page.objective.title", code=code, name=part.indicator.name)
    return Page("indicator.html", title, facts, tables)


def _proofs(visit: Visit, code: str) -> list[EvidenceRow]:
    try:
        return evidence.files(visit.view, visit.person, code, visit.today)
    except (NotAllowed, NotEnrolled, NoEvidence):
        return []


def _history(visit: Visit, code: str) -> Table:
    """What was recorded of it, newest last, each event with its place in the log."""
    story: Sequence[Envelope] = visit.ledger.story("indicator", code, visit.view.year)
    if visit.in_the_past:
        story = [
            event
            for event in story
            if event.effective_on <= visit.day
            and (visit.known_at is None or event.recorded_at <= visit.known_at)
        ]

    def row(event: Envelope) -> tuple[Cell, ...]:
        told = history_row(event).facts
        place = Cell(told["seq"], visit.link(f"/evento/{told['seq']}"))
        return cells(place, told["at"], told["actor"], told["day"], told["what"])

    return Table("history", columns("seq#", "at", "actor", "day", "what"), Made(story, row))


def _reports(visit: Visit, code: str) -> Table:
    """The reports as they stand, each with what may be done about it."""
    indicator = visit.plan.indicators[code]
    pairs = ("numerator#", "denominator#") if indicator.kind.in_percent else ()

    def made(row: ReportRow) -> tuple[Cell, ...]:
        number = row.value if row.numerator is None else None
        mine = row.status in ("provisional", "validated")
        return cells(
            Cell(row.seq, visit.link(f"/registrazione/{row.seq}") if mine else None),
            row.day,
            say(f"page.mode.{row.mode}"),
            None if indicator.kind.is_step else number,
            *((row.numerator, row.denominator) if pairs else ()),
            row.actor,
            say(f"page.report.{row.status}"),
        )

    rows = Made(ReportsOf(visit.view, code), made)
    names = ("seq#", "day", "mode", "value#", *pairs, "actor", "status")
    return Table("reports", columns(*names), rows)


def why_page(visit: Visit) -> Answer:
    """How a figure comes about: rule, what went in, parts, events."""
    plan, view = visit.plan, visit.view
    code = plan.resolve_scope(visit.place["code"])
    key = ("why", code, view.year, visit.day, visit.as_of, visit.known_at)
    answer = visit.remember(key, lambda: why(view, code, visit.day))
    rows = [
        cells(
            Cell(part, visit.link(path_of(plan, part))),
            scope_name(plan, part),
            weight,
            figure_cell(figure, None, visit.link(f"/perche/{part}")),
        )
        for part, weight, figure in answer.parts
    ]
    parts = Table("parts", columns("code", "name", "weight#", "progress#"), rows)
    _, made_of = visit.remember(("rests_on", *key), lambda: rests_on(view, code))
    events = Table(
        "events",
        columns("seq#"),
        Made(made_of, lambda seq: cells(Cell(seq, visit.link(f"/evento/{seq}")))),
    )
    lines = [line for line in why_lines(view, answer) if line.key != "why.part"]
    facts = {"lines": lines, "code": code, "up": (path_of(plan, code), scope_name(plan, code))}
    tables = (parts, events) if rows else (events,)
    return Page("why.html", say("page.why.title", code=code), facts, tables)


def event(visit: Visit) -> Answer:
    """One event and its place in the log."""
    if not visit.place["seq"].isdecimal() or len(visit.place["seq"]) > 15:
        raise NoSuchPage
    found = event_for(visit.ledger, visit.person, int(visit.place["seq"]), visit.today)
    said = found.clear()
    kind = said.pop("type")
    name = say(f"event.{kind}") if kind in EVENTS else None
    facts = {"event": found, "kind": kind, "name": name, "data": canonical(said)[:LONGEST_FACTS]}
    return Page("event.html", say("page.event.title", seq=found.seq), facts)


def proof(visit: Visit) -> Answer:
    """The file itself, if it is still what was bound by its hash."""
    if not visit.place["seq"].isdecimal():
        raise NoSuchPage
    code = visit.plan.resolve(visit.place["code"])
    row = evidence.file(visit.view, visit.person, code, int(visit.place["seq"]), visit.today)
    content = visit.ledger.evidence.get(row.sha256)
    if content is None:
        raise NoEvidence(code)
    return File(row.name, row.media_type, content)


ROUTES: tuple[PageRoute, ...] = (
    get("/indicatore/{code}", indicator),
    get("/perche/{code}", why_page),
    get("/evento/{seq}", event, of_people=True),
    get("/prova/{code}/{seq}", proof, of_people=True),
)
