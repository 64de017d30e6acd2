"""The year as a cycle: the phase, what is missing, the campaigns and who still owes what."""

from handlers.status import scope_name
from ledger.clock import day_of
from ledger.commands.cycle import PHASES
from ledger.cycle.campaigns import owed
from ledger.errors import UnknownCode
from ledger.projections import cycle as cycle_tables
from ledger.projections import evaluation
from ledger.scoring.numbers import read_number
from web.rendering import Answer, Page
from web.routes import PageRoute, get
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import say


def cycle(visit: Visit) -> Answer:
    """Phases opened so far, performance of the ente, monitorings, campaigns, what is missing."""
    view, year = visit.view, visit.view.year
    opened = {row.phase: row.day for row in cycle_tables.phases(view.tables, year)}
    phases = [
        cells(letter.upper(), say(f"phase.{letter}"), opened.get(letter)) for letter in PHASES
    ]
    entity = evaluation.entity(view.tables, year)
    facts = {
        "year": year,
        "now": max(opened, default=None),
        "entity": entity,
        "entity_value": read_number(entity.value) if entity else None,
        "closure": cycle_tables.closure(view.tables, year),
        "monitorings": cycle_tables.monitorings(view.tables, year),
    }
    tables = (
        Table("missing", columns("what", "number#"), _missing(visit)),
        Table("phases", columns("phase", "name", "day"), phases),
        Table(
            "campaigns",
            columns("code", "name", "unit", "opened_on", "due_on", "closed_on", "owed#"),
            _campaigns(visit),
        ),
    )
    return Page("cycle.html", say("page.cycle.title", year=year), facts, tables)


def _missing(visit: Visit) -> list[tuple[Cell, ...]]:
    """What the year still lacks, each with where it is seen."""
    plan, view = visit.plan, visit.view
    stands = visit.standing("ENTE")
    unreported = sum(
        part.value is None
        for row in stands.objectives
        if row.objective.code not in plan.cancelled
        for part in row.indicators
    )
    board = visit.link("/ambito/ENTE", stato="no_target")
    return [
        cells(say("page.missing.target"), Cell(stands.left_out, board)),
        cells(
            say("page.missing.report"),
            Cell(unreported, visit.link("/ambito/ENTE", stato="not_started")),
        ),
        cells(say("page.missing.validation"), len(view.waiting())),
        cells(say("page.missing.anomaly"), len(view.anomalies())),
    ]


def _campaigns(visit: Visit) -> list[tuple[Cell, ...]]:
    plan, agenda = visit.plan, visit.view.agenda()
    return [
        cells(
            Cell(c.code, visit.link(f"/campagna/{c.code}")),
            c.name,
            c.scope,
            c.opened_on,
            c.due_on,
            c.closed_on,
            len(owed(plan, agenda, c)) if c.closed_on is None else None,
        )
        for c in agenda.campaigns
        if c.year == plan.year
    ]


def campaign(visit: Visit) -> Answer:
    """One campaign: which indicators it still waits for. Raises UnknownCode."""
    agenda = visit.view.agenda()
    typed = visit.place["code"].upper()
    found = next((c for c in agenda.campaigns if c.code.upper() == typed), None)
    if found is None:
        raise UnknownCode(visit.place["code"])
    plan = visit.view.of(found.year).plan
    rows = []
    for code in owed(plan, agenda, found) if found.closed_on is None else ():
        reported = agenda.reported_at.get((plan.year, code))
        rows.append(
            cells(
                Cell(code, visit.link(f"/indicatore/{code}", anno=found.year)),
                plan.indicators[code].name,
                plan.objective_of(code).unit,
                day_of(reported) if reported else None,
            )
        )
    table = Table("owed", columns("code", "name", "unit", "reported_on"), rows)
    facts = {"campaign": found, "scope": scope_name(plan, found.scope)}
    return Page("campaign.html", say("page.campaign.title", name=found.name), facts, (table,))


ROUTES: tuple[PageRoute, ...] = (get("/ciclo", cycle), get("/campagna/{code}", campaign))
