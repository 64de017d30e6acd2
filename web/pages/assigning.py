"""Objectives of one person: proposed, spoken about, assigned, taken note of. Source: R-31."""

from typing import Any

from handlers.evaluating.evaluable import capacity
from handlers.evaluating.objectives import TEXT_LENGTH, of_the_plan
from handlers.talk.typed import read_amount, read_day
from ledger.commands.evaluation import position_of
from ledger.commands.objectives import NoteObjectives
from ledger.errors import BadValue, NotAnInstant, ReasonNeeded
from ledger.evaluation.schede import evaluated_people
from ledger.people.positions import Position
from ledger.projections import encounters
from ledger.projections.encounters import OwnObjectives
from ledger.readings import scores
from ledger.scoring.numbers import read_number
from web.pages.cards import offer, offer_deed
from web.rendering import Answer, Page
from web.routes import PageRoute, get, post
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import say

ROWS = 6
"""Objectives a form has room for."""

TITLE_LENGTH = 300


def people(visit: Visit) -> Answer:
    """One's own objectives, and those of whom one evaluates."""
    year, desk = visit.view.year, visit.desk.in_year(visit.view.year)
    mine = [p for p in evaluated_people(visit.view, year) if p.person == visit.person]
    theirs = [p for p in evaluated_people(visit.view, year) if capacity(desk, p) == "evaluator"]
    table = Table("assigned", columns("person", "state"), [_row(visit, p) for p in mine + theirs])
    facts = {"year": year}
    return Page("assigning.html", say("page.assigning.title", year=year), facts, (table,))


def _row(visit: Visit, position: Position) -> tuple[Cell, ...]:
    found = encounters.own_objectives(visit.view.tables, position.person, position.year)
    link = visit.link(f"/obiettivi/{position.person}")
    return cells(Cell(position.person, link), say(f"page.assigning.state.{_state(found)}"))


def _state(found: OwnObjectives | None) -> str:
    if found is None:
        return "none"
    if not found.assigned:
        return "consulted" if found.consulted else "proposed"
    return "noted" if found.noted_on else "assigned"


def person(visit: Visit) -> Answer:
    """What was proposed, said and assigned, with the form of whose turn it is. Raises Refusal."""
    view, whom = visit.view, visit.place["person"].lower()
    position = position_of(view, whom, view.year)
    scores.check(view, visit.person, whom, view.year, visit.today)
    found = encounters.own_objectives(view.tables, whom, view.year)
    listed = (found.assigned or found.proposed) if found else ()
    rows = [
        cells(o.title, o.code, o.indicator, o.target or None, read_number(o.weight), o.deadline)
        for o in listed
    ]
    desk = visit.desk.in_year(view.year)
    facts = {
        "whom": whom,
        "found": found,
        "state": say(f"page.assigning.state.{_state(found)}"),
        "mine": whom == visit.person,
        "proposes": capacity(desk, position) == "evaluator",
        "rows": range(1, ROWS + 1),
        "objectives": [(o.code, o.title) for o in view.plan.plan.objectives],
    }
    names = columns("title", "code", "name", "target", "weight#", "deadline")
    title = say("page.assigning.of", person=whom, year=view.year)
    return Page("assign.html", title, facts, (Table("own", names, rows),))


def propose(visit: Visit) -> Answer:
    """The rows that were filled, as the chat's card. Raises BadValue, NotAnInstant, Refusal."""
    args = {**_whose(visit), "objectives": _rows(visit)}
    return offer_deed(visit, "objectives", "propose", args, _back(visit))


def _rows(visit: Visit) -> list[dict[str, Any]]:
    desk, form = visit.desk.in_year(visit.view.year), visit.form
    found = []
    for n in range(1, ROWS + 1):
        code = form.get(f"codice.{n}", "").strip()
        title = " ".join(form.get(f"titolo.{n}", "").split())[:TITLE_LENGTH]
        weight = form.get(f"peso.{n}", "").strip()
        if not (code or title or weight):
            continue
        if read_amount(weight) is None:
            raise BadValue(code or title, weight)
        if code:
            found.append(of_the_plan(desk, code, weight, visit.view.year))
            continue
        typed = form.get(f"termine.{n}", "").strip()
        day = read_day(typed, visit.today) if typed else None
        if typed and day is None:
            raise NotAnInstant(typed)
        found.append(
            {
                "title": title,
                "indicator": " ".join(form.get(f"indicatore.{n}", "").split())[:TITLE_LENGTH],
                "target": " ".join(form.get(f"target.{n}", "").split())[:TITLE_LENGTH],
                "weight": str(read_amount(weight)),
                "code": None,
                "deadline": day.isoformat() if day else None,
            }
        )
    if not found:
        raise ReasonNeeded()
    return found


def assign(visit: Visit) -> Answer:
    """Those proposed become definitive. Raises Refusal."""
    args = {**_whose(visit), "objectives": []}
    return offer_deed(visit, "objectives", "assign", args, _back(visit))


def consult(visit: Visit) -> Answer:
    """What the person thinks of them. Raises ReasonNeeded, Refusal."""
    text = visit.form.get("testo", "").strip()[:TEXT_LENGTH]
    if not text:
        raise ReasonNeeded()
    args = {"year": visit.view.year, "text": text}
    return offer_deed(visit, "objectives", "consult", args, _back(visit))


def note(visit: Visit) -> Answer:
    """Prendo atto. Raises Refusal."""
    return offer(visit, NoteObjectives(visit.person, visit.view.year), _back(visit))


def _whose(visit: Visit) -> dict[str, Any]:
    return {"person": visit.place["person"].lower(), "year": visit.view.year}


def _back(visit: Visit) -> str:
    return visit.link(f"/obiettivi/{visit.place['person']}")


ROUTES: tuple[PageRoute, ...] = (
    get("/obiettivi", people, of_people=True),
    get("/obiettivi/{person}", person, of_people=True),
    post("/obiettivi/{person}/proponi", propose),
    post("/obiettivi/{person}/assegna", assign),
    post("/obiettivi/{person}/osserva", consult),
    post("/obiettivi/{person}/atto", note),
)
