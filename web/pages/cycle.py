"""The year as a cycle: the phase, what is missing, the campaigns and who still owes what."""

from collections.abc import Iterator, Mapping

from handlers.standing.status import scope_name
from handlers.talk.words import listed, post
from ledger.clock import day_of
from ledger.commands.cycle import PHASES
from ledger.cycle.campaigns import owed
from ledger.errors import UnknownCode
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import IndicatorStanding
from ledger.projections import cycle as cycle_tables
from ledger.projections import evaluation
from ledger.scoring.numbers import read_number
from web.pages.board import path_of
from web.pages.personnel import units_of
from web.pages.steering import following, missing_before, steps_for
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import Say, say

PART = ("code", "name", "unit", "owner")
MISSING: Mapping[str, tuple[str, ...]] = {
    "target": PART,
    "report": PART,
    "validation": ("event#", "code", "name", "day", "actor"),
    "anomaly": ("where", "what", "in_document"),
}
"""What a year may lack, and how each is listed."""


def cycle(visit: Visit) -> Answer:
    """Phases opened so far, performance of the ente, monitorings, campaigns, what is missing."""
    view, year, plan = visit.view, visit.view.year, visit.plan
    past = cycle_tables.phases(view.tables, year)
    opened = {row.phase: row.day for row in past}
    without = {row.phase: row for row in past if row.lacks}
    coming = following(visit)
    before = missing_before(visit, coming) if coming else []
    phases = [
        cells(
            letter.upper(),
            say(f"phase.{letter}"),
            opened.get(letter),
            _lacked(without.get(letter), before if letter == coming else []),
        )
        for letter in PHASES
    ]
    entity = evaluation.entity(view.tables, year)
    facts = {
        "year": year,
        "now": say(f"phase.{past[-1].phase}") if past else None,
        "entity": entity,
        "entity_value": read_number(entity.value) if entity else None,
        "closure": cycle_tables.closure(view.tables, year),
        "steps": steps_for(visit),
        "coming": coming,
        "before": listed(before) if before else None,
        "units": [(code, scope_name(plan, code)) for code in units_of(visit)],
        "monitorings": cycle_tables.monitorings(view.tables, year),
    }
    tables = (
        Table("missing", columns("what", "number#"), _missing(visit)),
        Table("phases", columns("phase", "name", "day", "lacks"), phases),
        Table(
            "campaigns",
            columns("code", "name", "unit", "opened_on", "due_on", "closed_on", "owed#"),
            _campaigns(visit),
        ),
    )
    return Page("cycle.html", say("page.cycle.title", year=year), facts, tables)


def _lacked(row: cycle_tables.PhaseRow | None, before: list[Say]) -> Say | None:
    """What a phase was opened without, or what is missing before the next one."""
    names = [say(f"Lack.{name}") for name in row.lacks] if row else before
    return listed(names) if names else None


def _missing(visit: Visit) -> list[tuple[Cell, ...]]:
    """What the year still lacks, each with where it is seen."""
    view = visit.view
    stands = visit.standing(ENTE)
    unreported = sum(part.value is None for part in _parts(visit))
    counts = (stands.left_out, unreported, len(view.waiting()), len(view.anomalies()))
    return [
        cells(say(f"page.missing.{what}"), Cell(count, visit.link(f"/ciclo/manca/{what}")))
        for what, count in zip(MISSING, counts, strict=True)
    ]


def missing(visit: Visit) -> Answer:
    """One of the things a year lacks, line by line: what its number on the year's page counts.
    Raises NoSuchPage."""
    what = visit.place["what"]
    if what not in MISSING:
        raise NoSuchPage
    rows = {
        "target": _without_target,
        "report": _without_report,
        "validation": _unvalidated,
        "anomaly": _anomalies,
    }[what](visit)
    table = Table(f"missing_{what}", columns(*MISSING[what]), rows)
    title = say("page.missing.title", what=say(f"page.missing.{what}"), year=visit.view.year)
    return Page("missing.html", title, {}, (table,))


def _without_target(visit: Visit) -> list[tuple[Cell, ...]]:
    return [_part(visit, part) for part in _parts(visit) if part.state is State.NO_TARGET]


def _without_report(visit: Visit) -> list[tuple[Cell, ...]]:
    return [_part(visit, part) for part in _parts(visit) if part.value is None]


def _parts(visit: Visit) -> Iterator[IndicatorStanding]:
    """The indicators of the year's objectives, those cancelled left out."""
    for row in visit.standing(ENTE).objectives:
        if row.objective.code not in visit.plan.cancelled:
            yield from row.indicators


def _part(visit: Visit, part: IndicatorStanding) -> tuple[Cell, ...]:
    code = part.indicator.code
    objective = visit.plan.objective_of(code)
    owners = listed([post(owner) for owner in objective.owners])
    link = visit.link(f"/indicatore/{code}")
    return cells(Cell(code, link), part.indicator.name, objective.unit, owners)


def _unvalidated(visit: Visit) -> list[tuple[Cell, ...]]:
    plan = visit.plan
    return [
        cells(
            Cell(row.seq, visit.link(f"/evento/{row.seq}")),
            Cell(row.indicator, visit.link(f"/indicatore/{row.indicator}")),
            plan.indicators[row.indicator].name,
            row.day,
            row.actor,
        )
        for row in visit.view.waiting()
    ]


def _anomalies(visit: Visit) -> list[tuple[Cell, ...]]:
    plan = visit.plan
    known = plan.indicators.keys() | plan.objectives.keys()
    return [
        cells(
            Cell(
                one.where,
                visit.link(path_of(plan, one.where)) if one.where in known else None,
            ),
            say(f"anomaly.{one.kind}"),
            one.printed,
        )
        for one in visit.view.anomalies()
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


ROUTES: tuple[PageRoute, ...] = (
    get("/ciclo", cycle),
    get("/ciclo/manca/{what}", missing),
    get("/campagna/{code}", campaign),
)
