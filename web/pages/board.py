"""How things stand: one's own on the first page, then any unit, worst first."""

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from handlers.standing.status import scope_name
from handlers.talk.words import listed, post, target_amount, value_amount
from ledger.errors import NotAllowed
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Indicator, Kind, Objective
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import WORST_FIRST, State
from ledger.progress.standings import IndicatorStanding, ObjectiveStanding, Standing, shown_value
from ledger.readings.office import reported_by, waiting_for
from ledger.readings.query import OF_STATE, Facts, Filter, Query, What, kept
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get
from web.tables import Cell, Made, Table, cells, columns
from web.visit import Visit
from words.objectives import context_lines
from words.say import Say, say

NO_LINE = "-"
"""The branch of objectives that name no strategic line."""

MORE = (Filter.UNPROVED, Filter.UNVALIDATED, Filter.CONTESTED, Filter.SILENT, Filter.VACANT)
"""What objectives are filtered by, beside their state."""


def home(visit: Visit) -> Answer:
    """What one answers for, what waits, what one reports on; for who only reads, the ente."""
    plan, view = visit.plan, visit.view
    posts = [p for p in visit.ledger.view.posts(visit.person) if p.held_on(visit.today)]
    units = [p.unit for p in posts if p.unit]
    scopes = [u for u in dict.fromkeys(units) if u in plan.areas or u in plan.area_of_service]
    summaries = [summary(visit, visit.standing(scope)) for scope in scopes or [ENTE]]
    mine = {o.code for o in reported_by(view, {p.name for p in posts})}
    tables: tuple[Table, ...] = ()
    if mine:
        rows = [r for r in visit.standing(ENTE).objectives if r.objective.code in mine]
        tables = (objective_table(visit, rows, "mine"), _mine(visit, rows))
    else:
        tables = (unit_table(visit, ENTE),)
    facts = {"summaries": summaries, "waiting": _waiting(visit)}
    return Page("home.html", say("page.home.title"), facts, tables)


def _mine(visit: Visit, rows: Sequence[ObjectiveStanding]) -> Table:
    """One's own indicators, those not heard of for longest first: what is reported next."""
    parts = [part for row in rows for part in row.indicators]
    parts.sort(key=lambda p: p.value.reported_on if p.value else dt.date.min)
    names = ("code", "name", "value", "target", "measure~", "state", "reported_on")
    said = [_mine_row(visit, part) for part in parts]
    return Table("my_indicators", columns(*names), said)


def _mine_row(visit: Visit, part: IndicatorStanding) -> tuple[Cell, ...]:
    heard = part.value.reported_on if part.value else None
    return cells(*_what_stands(visit, part), part.state, heard)


def _what_stands(visit: Visit, part: IndicatorStanding) -> tuple[object, ...]:
    """An indicator's code, name, value, target and unit."""
    indicator = part.indicator
    return (
        Cell(indicator.code, visit.link(f"/indicatore/{indicator.code}")),
        indicator.name,
        value_cell(part),
        target_cell(indicator),
        measure_of(indicator),
    )


def _waiting(visit: Visit) -> int | None:
    """How many reports wait for this person; None for who validates nothing."""
    if visit.in_the_past:
        return None
    try:
        return len(waiting_for(visit.view, visit.person, ENTE, visit.day))
    except NotAllowed:
        return None


def scope(visit: Visit) -> Answer:
    """A unit's board: its figure, what it is made of, its objectives under the filters."""
    plan = visit.plan
    code = plan.resolve_scope(visit.place["code"])
    if (path := path_of(plan, code)) != f"/ambito/{code}":
        return Redirect(visit.link(path))
    stands = visit.standing(code)
    rows = filtered(visit, stands.objectives)
    tables = [objective_table(visit, rows, "objectives")]
    if code == ENTE or code in plan.areas:
        tables.append(unit_table(visit, code))
    facts = {
        "code": code,
        "summary": summary(visit, stands),
        "states": [(state, say("page.fact", fact=state)) for state in WORST_FIRST],
        "more": [(one.name.lower(), say(f"page.with.{one.name.lower()}")) for one in MORE],
        "services": _services(plan, code),
        "owners": _owners(stands.objectives),
        "parent": parent(plan, code),
        "found": len(rows),
    }
    title = say("page.scope.title", code=code, name=scope_name(plan, code))
    return Page("scope.html", title, facts, tuple(tables))


def _services(plan: PlanInForce, code: str) -> list[tuple[str, str]]:
    """The services to filter by: those of an area, or all of them."""
    inside = [a for a in plan.areas.values() if code in (ENTE, a.code)]
    return [(s.code, s.name) for area in inside for s in area.services]


def _owners(rows: Iterable[ObjectiveStanding]) -> list[tuple[str, Say]]:
    names = sorted({owner for row in rows for owner in row.objective.owners})
    return [(name, post(name)) for name in names]


def filtered(visit: Visit, rows: Sequence[ObjectiveStanding]) -> list[ObjectiveStanding]:
    """By what the address asks, as the chat does: state, proofs, reports; by service and owner."""
    asked = visit.query
    if asked.get("stato", "") not in ("", *OF_STATE):
        return []
    found = kept(Facts(visit.view, visit.day), _query(visit), rows, visit.day)
    return [
        row
        for row in found
        if asked.get("servizio", "") in ("", row.objective.unit)
        and (not asked.get("titolare") or asked["titolare"] in row.objective.owners)
    ]


def _query(visit: Visit) -> Query:
    """The question of the address."""
    asked = {visit.query.get("stato", ""), visit.query.get("con", "")} - {""}
    states = {str(state): one for state, one in OF_STATE.items()}
    more = {one.name.lower(): one for one in MORE}
    chosen = {(states | more)[word] for word in asked if word in states | more}
    if not chosen & states.keys() and not visit.query.get("stato"):
        chosen |= set(OF_STATE.values())
    return Query(What.OBJECTIVES, filters=frozenset(chosen))


def summary(visit: Visit, stands: Standing) -> dict[str, object]:
    """A unit's figure as the top of a page shows it."""
    return {
        "code": stands.scope,
        "name": scope_name(visit.plan, stands.scope),
        "progress": stands.progress,
        "expected": stands.expected,
        "state": stands.state,
        "left_out": stands.left_out,
        "path": path_of(visit.plan, stands.scope),
        "states": [
            (state, stands.states[state]) for state in WORST_FIRST if state in stands.states
        ],
    }


def objective_table(visit: Visit, rows: Iterable[ObjectiveStanding], name: str) -> Table:
    """Objectives as a table, the furthest behind first."""
    ordered = sorted(
        rows, key=lambda r: (WORST_FIRST.index(r.state), (r.progress or 0) - (r.expected or 0))
    )
    return Table(
        name,
        columns("code", "title", "progress#", "expected#", "state", "deadline"),
        Made(ordered, lambda row: _objective_row(visit, row)),
    )


def _objective_row(visit: Visit, row: ObjectiveStanding) -> tuple[Cell, ...]:
    code = row.objective.code
    why = visit.link(f"/perche/{code}")
    return cells(
        Cell(code, visit.link(f"/obiettivo/{code}")),
        row.objective.title,
        figure_cell(row.progress, row.expected, why),
        row.expected,
        row.state,
        row.deadline,
    )


def figure_cell(progress: Fraction | None, expected: Fraction | None, why: str) -> Cell:
    """A percentage with its bar; pressed, it says how it comes about."""
    if progress is None:
        return Cell(None, why)
    return Cell(progress, why, (progress, expected))


def unit_table(visit: Visit, scope: str) -> Table:
    """The units that a figure is put together from."""
    plan = visit.plan
    if scope == ENTE:
        used = {o.unit for o in plan.plan.objectives}
        units = [*plan.areas, *(u for u in (TRANSVERSAL, SEGRETARIO) if u in used)]
    else:
        units = [s.code for s in plan.areas[scope].services]
    rows = []
    for unit in units:
        stands = visit.standing(unit)
        late = stands.states.get(State.LATE, 0) + stands.states.get(State.AT_RISK, 0)
        rows.append(
            cells(
                Cell(unit, visit.link(f"/ambito/{unit}")),
                scope_name(plan, unit),
                figure_cell(stands.progress, stands.expected, visit.link(f"/perche/{unit}")),
                stands.expected,
                len(stands.objectives),
                late,
            )
        )
    return Table(
        "units", columns("code", "name", "progress#", "expected#", "count#", "late#"), rows
    )


def objective(visit: Visit) -> Answer:
    """One objective: its text, its figure, its indicators."""
    plan = visit.plan
    code = plan.resolve(visit.place["code"])
    if code in plan.indicators:
        return Redirect(visit.link(f"/indicatore/{code}"))
    stands = visit.standing(code)
    row = stands.objectives[0]
    gone = plan.cancelled.get(code)
    facts = {
        "context": context_lines(plan.plan, row.objective),
        "code": code,
        "objective": row.objective,
        "summary": summary(visit, stands),
        "weight": plan.weights[code],
        "deadline": row.deadline,
        "owners": listed([post(o) for o in row.objective.owners]),
        "gone": gone,
        "anomalies": visit.view.anomalies_of(code),
        "parent": parent(plan, code),
        "line": line_of(plan, row.objective),
    }
    table = Table(
        "indicators",
        columns("code", "name", "value", "target", "measure~", "progress#", "expected#", "state"),
        [_indicator_row(visit, part) for part in row.indicators],
    )
    title = say("page.objective.title", code=code, name=row.objective.title)
    return Page("objective.html", title, facts, (table,))


def _indicator_row(visit: Visit, part: IndicatorStanding) -> tuple[Cell, ...]:
    why = visit.link(f"/perche/{part.indicator.code}")
    reached = figure_cell(part.progress, part.expected, why)
    return cells(*_what_stands(visit, part), reached, part.expected, part.state)


def value_cell(part: IndicatorStanding) -> Cell:
    """Where an indicator stands: with its unit on a page, the number alone in a file."""
    said = value_amount(part.indicator, part.value)
    if part.value is None or part.indicator.kind.is_step:
        return Cell(said)
    return Cell(shown_value(part.indicator, part.value), shown=said)


def target_cell(indicator: Indicator) -> Cell:
    """What is to be reached: with its unit on a page, the number or the day alone in a file."""
    said = target_amount(indicator)
    if indicator.target is None or indicator.kind is Kind.MILESTONE:
        return Cell(said)
    return Cell(indicator.target, shown=said)


def measure_of(indicator: Indicator) -> str | None:
    """The unit a file's numbers are in."""
    if indicator.kind.in_percent:
        return "%"
    return "€" if indicator.kind is Kind.CURRENCY else indicator.unit or None


def line_of(plan: PlanInForce, objective: Objective) -> str:
    """The strategic line of an objective, its own or its operational one's."""
    lines = {s.code for s in plan.plan.strategic}
    asked = objective.strategic or (objective.operational or "").partition(".")[0]
    return asked if asked in lines else NO_LINE


def path_of(plan: PlanInForce, code: str) -> str:
    """Where a code's page is."""
    if code in plan.indicators:
        return f"/indicatore/{code}"
    return f"/obiettivo/{code}" if code in plan.objectives else f"/ambito/{code}"


def parent(plan: PlanInForce, code: str) -> tuple[str, str] | None:
    """The way up: address and name of what a code belongs to."""
    if code == ENTE:
        return None
    if code in plan.indicators:
        up = plan.indicators[code].objective
    elif code in plan.objectives:
        up = plan.objectives[code].unit
    else:
        up = plan.area_of_service.get(code, ENTE)
    return path_of(plan, up), scope_name(plan, up)


ROUTES: tuple[PageRoute, ...] = (
    get("/", home),
    get("/ambito/{code}", scope),
    get("/obiettivo/{code}", objective),
)
