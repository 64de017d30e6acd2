"""Schede, the checks before sign-off, the payments: only for who may read scores."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from decimal import Decimal

from handlers.evaluating.evaluable import capacity
from handlers.evaluating.scheda_page import figure_inputs, figure_name, readable
from handlers.talk.words import post
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.evaluation import position_of
from ledger.errors import BadInput
from ledger.errors_smvp import NoPosition, NoRegulation, NoScheda
from ledger.evaluation.checks import Check
from ledger.evaluation.schede import Course, Judged
from ledger.readings import scores
from ledger.readings.office import checks_for
from ledger.readings.record import openable
from ledger.readings.scheda import evaluated_for, scheda_for
from ledger.scoring.numbers import read_number
from web.pages.board import path_of
from web.pages.cards import offer
from web.rendering import Answer, Page
from web.routes import PageRoute, get
from web.routes import post as posted
from web.tables import Cell, Table, cells, cents, columns
from web.visit import Visit
from words.checks import check_said
from words.say import Two, say


def schede(visit: Visit) -> Answer:
    """One's own scheda, and those one may read."""
    view = visit.view
    try:
        own: object = scheda_for(view, visit.person, visit.person, "", visit.today)
    except (NoScheda, NoPosition, NoRegulation, BadInput):
        own = None
    rows = []
    for found in evaluated_for(view, visit.person, visit.today):
        person, part = found.position.person, found.position.part
        path = f"/scheda/{person}@{part}" if part else f"/scheda/{person}"
        rows.append(
            cells(
                Cell(person, visit.link(path) if found.version else None),
                post(found.position.post.name),
                found.version.version if found.version else None,
                found.version.day if found.version else None,
                say(f"scheda.state.{found.course.state}")
                if found.course
                else say("page.not_issued"),
            )
        )
    names = columns("person", "role", "version#", "day", "state")
    facts = {"own": own is not None, "year": view.year}
    tables = (Table("schede", names, rows),) if rows else ()
    return Page("schede.html", say("page.schede.title", year=view.year), facts, tables)


def scheda(visit: Visit) -> Answer:
    """A scheda, figure by figure, each with its rule and the events behind it."""
    person, _, part = visit.place["person"].lower().partition("@")
    found, stands = scheda_for(visit.view, visit.person, person, part.upper(), visit.today)
    version = found.version
    visit.ledger.trace_reading(visit.person, person, version.year, "page")
    objectives = [
        cells(
            Cell(line.code, visit.link(f"/obiettivo/{line.code}")),
            line.title,
            read_number(line.weight),
            read_number(line.value),
            line.reason,
        )
        for line in version.sheet.objectives
    ]
    mine, done = person == visit.person, stands.procedure
    facts = {
        "version": version,
        "done": done,
        "observes": mine and stands.state == "notified" and done.observed_on is None,
        "signs": mine and done.replied_on is not None and done.signed_on is None,
        "replies": _replies(visit, found, stands),
        "score": found.score,
        "shown_score": Two(read_number(found.score.display)) if found.score else None,
        "status": found.status,
        "state": say(f"scheda.state.{stands.state}"),
        "course": stands,
        "mine": mine,
        "whom": visit.place["person"],
    }
    tables = (
        Table(
            "figures", columns("what", "value", "rule", "inputs", "events"), _figures(visit, found)
        ),
        Table("list", columns("code", "title", "weight#", "value#", "reason"), objectives),
        Table("items", columns("code", "title", "value#", "reason"), _items(found)),
    )
    title = say("page.scheda.title", person=person, year=version.year)
    return Page("scheda.html", title, facts, tables)


def _replies(visit: Visit, found: Judged, stands: Course) -> bool:
    """Whether observations wait for this very reader."""
    done, version = stands.procedure, found.version
    if not (done.observed_on and done.admissible) or done.replied_on is not None:
        return False
    position = position_of(visit.view, version.person, version.year, version.part)
    signs = capacity(visit.desk.in_year(version.year), position) == "evaluator"
    return visit.person == version.actor or signs


def _places(
    visit: Visit, events: Sequence[int], open_ones: Container[int]
) -> tuple[tuple[str, str | None], ...]:
    """Each event with its page, where this reader may open it."""
    return tuple(
        (str(seq), visit.link(f"/evento/{seq}") if seq in open_ones else None) for seq in events
    )


def _value(text: str) -> Cell:
    """A figure: as people read it, and in a file the number alone, cut to two places (R-12)."""
    shown = say("page.plain", text=readable(text))
    if not re.fullmatch(r"-?\d+(\.\d+|/\d+)?", text):
        return Cell(text, shown=shown)
    number = read_number(text)
    return Cell(cents(number) if "/" in text else Decimal(text), shown=shown)


def _figures(visit: Visit, found: Judged) -> list[tuple[Cell, ...]]:
    asked = {seq for f in found.figures for seq in f.events}
    open_ones = openable(visit.ledger, visit.person, asked, visit.today)
    return [
        cells(
            figure_name(f.name),
            _value(f.value),
            f.rule,
            figure_inputs(f.inputs),
            Cell(", ".join(map(str, f.events)), links=_places(visit, f.events, open_ones)),
        )
        for f in found.figures
    ]


def _items(found: Judged) -> list[tuple[Cell, ...]]:
    rules = found.regulation.roles
    titles = {code: item.title for r in rules.values() for code, item in r.items.items()}
    return [
        cells(code, titles.get(code, ""), read_number(line.points), line.reason)
        for code, line in found.version.sheet.items.items()
    ]


def take_note(visit: Visit) -> Answer:
    """Prendo visione, through a card."""
    person, _, part = visit.place["person"].lower().partition("@")
    found, _ = scheda_for(
        visit.ledger.view.of(visit.year), visit.person, person, part.upper(), visit.today
    )
    version = found.version
    command = AcknowledgeScheda(person, version.year, version.version, version.part, read_on="page")
    return offer(visit, command, visit.link(f"/scheda/{visit.place['person']}"))


def checks(visit: Visit) -> Answer:
    """What the Nucleo looks at before signing off, each line with its cause."""
    scores.check_all(visit.view, visit.person, visit.today)
    key = ("checks", visit.view.year, visit.today, visit.as_of, visit.known_at)
    found = visit.remember(key, lambda: checks_for(visit.view, visit.person, visit.today))
    asked = visit.query.get("tipo", "")
    shown = [check for check in found if asked in ("", check.kind)]
    for check in shown:
        if check.tells_a_score:
            visit.ledger.trace_reading(visit.person, check.subject, visit.view.year, "page")
    table = Table("checks", columns("cause", "what"), [_check_row(visit, c) for c in shown])
    kinds = [(k, n, say(f"page.check.{k}")) for k, n in Counter(c.kind for c in found).items()]
    facts = {"count": len(found), "kinds": kinds, "asked": asked}
    return Page("checks.html", say("page.checks.title", year=visit.view.year), facts, (table,))


def _check_row(visit: Visit, check: Check) -> tuple[Cell, ...]:
    path = f"/scheda/{check.cause}" if check.of_person else path_of(visit.plan, check.cause)
    return cells(Cell(check.cause, visit.link(path)), check_said(check))


ROUTES: tuple[PageRoute, ...] = (
    get("/scheda", schede, of_people=True),
    get("/scheda/{person}", scheda, of_people=True),
    posted("/scheda/{person}/visione", take_note),
    get("/verifiche", checks, of_people=True),
)
