"""One indicator: where it stands, its year drawn, every version of it, its proofs, and why."""

import datetime as dt

from handlers.history import history_row
from handlers.status import scope_name
from handlers.why import why_lines
from handlers.words import target_amount, value_amount
from ledger.commands.authority import may_report
from ledger.errors import NoEvidence, NotAllowed, NotEnrolled
from ledger.events import canonical
from ledger.progress.standings import why
from ledger.readings import evidence
from ledger.readings.record import event_for
from ledger.rows import EvidenceRow
from web.charts import chart_of, points_of
from web.pages.board import figure_cell, parent, path_of, summary
from web.rendering import Answer, File, Page, Redirect
from web.routes import NoSuchPage, PageRoute, get
from web.tables import Cell, Table, cells, columns
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
    points = points_of(part.indicator, view.counted_reports(code))
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
        "chart": chart_of(part.indicator, points, plan.start(code), year_end, visit.day),
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
    rows = []
    for event in visit.ledger.story("indicator", code, visit.view.year):
        told = history_row(event).facts
        seq, at, on = told["seq"], told["at"], told["day"]
        assert isinstance(at, dt.datetime) and isinstance(on, dt.date)
        if on > visit.day or (visit.known_at is not None and at > visit.known_at):
            continue
        place = Cell(seq, visit.link(f"/evento/{seq}"))
        rows.append(cells(place, at, told["actor"], on, told["what"]))
    return Table("history", columns("seq#", "at", "actor", "day", "what"), rows)


def _reports(visit: Visit, code: str) -> Table:
    """The reports as they stand, each with what may be done about it."""
    indicator = visit.plan.indicators[code]
    pairs = ("numerator#", "denominator#") if indicator.kind.in_percent else ()
    rows = []
    for row in visit.view.reports_of(code):
        said = say(f"page.mode.{row.mode}")
        number = row.value if row.numerator is None else None
        mine = row.status in ("provisional", "validated")
        path = visit.link(f"/registrazione/{row.seq}") if mine else None
        rows.append(
            cells(
                Cell(row.seq, path),
                row.day,
                said,
                None if indicator.kind.is_step else number,
                *((row.numerator, row.denominator) if pairs else ()),
                row.actor,
                say(f"page.report.{row.status}"),
            )
        )
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
    events = Table(
        "events",
        columns("seq#"),
        [cells(Cell(seq, visit.link(f"/evento/{seq}"))) for seq in answer.events],
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
