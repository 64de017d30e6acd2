"""Who is there: people by their posts, and how far their schede have come."""

import datetime as dt
from collections.abc import Mapping

from ledger.commands.authority import posts_on
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.plan import ENTE
from ledger.readings.query.facts import Facts
from ledger.readings.query.model import Filter, Query
from ledger.readings.query.people import SEES_ALL_EVALUATORS
from ledger.readings.query.rows import SchedaRow, StaffRow
from ledger.readings.scheda import Evaluated, evaluated_by_all, evaluated_for
from ledger.scoring.conciliation import State
from ledger.view import View

ROLES = frozenset(map(str, Role))


INTERIM, SEVERAL = "ad interim", "piu incarichi"
"""What `words` may ask of somebody's posts, beside a role."""

KNOWS_PEOPLE = frozenset({Role.ADMIN, Role.PERSONALE, Role.SEGRETARIO, Role.NUCLEO})


def staff(facts: Facts, query: Query, reader: str, day: dt.date) -> list[StaffRow]:
    """Everybody who holds a post today within the units asked about; `words` is a role, or what
    their posts have in them. Who is in charge is known by name; of dipendenti only who keeps people
    and their own office read names, others codes. Source: the contract, people and roles."""
    reads = frozenset(post.unit for post in posts_on(facts.view, reader, day))
    knows = any(post.role in KNOWS_PEOPLE for post in posts_on(facts.view, reader, day))
    plan = facts.view.plan
    inside = _inside(facts, query)
    rows = []
    for person in facts.view.people():
        held = tuple(
            post
            for post in person.posts
            if post.held_on(day)
            and (query.words not in ROLES or str(post.role) == query.words)
            and (query.words != INTERIM or post.interim)
            and (inside is None or post.unit in inside)
            and (post.unit is None or post.unit in (*plan.areas, *plan.area_of_service))
        )
        if not held or (query.words == SEVERAL and len(held) < 2):
            continue
        mine = any(_unit_and_area(facts, post.unit) & reads for post in held)
        in_charge = any(post.role is not Role.DIPENDENTE for post in held)
        name = person.name if knows or mine or in_charge else None
        rows.append(StaffRow(person.code, name, held))
    return rows


def _unit_and_area(facts: Facts, unit: str | None) -> set[str | None]:
    return {unit, facts.view.plan.area_of_service.get(unit or "")} - {None}


def _inside(facts: Facts, query: Query) -> set[str] | None:
    """The areas and services asked about; None for the whole ente."""
    if not query.of or ENTE in query.of:
        return None
    areas = facts.view.plan.area_of_service
    return {*query.of, *(service for service, area in areas.items() if area in query.of)}


def _evaluated(view: View, reader: str, day: dt.date) -> list[Evaluated]:
    """How far they have come is no score: who follows the evaluation sees it of everybody."""
    if any(post.role in SEES_ALL_EVALUATORS for post in posts_on(view, reader, day)):
        return evaluated_by_all(view, reader, day)
    return evaluated_for(view, reader, day)


STATES: Mapping[Filter, frozenset[str | None]] = {
    Filter.NOT_STARTED: frozenset({None}),
    Filter.CONTESTED: frozenset({str(State.OBSERVED)}),
}
"""What of schede is asked for: those not written; those somebody objects to. DONE: the written."""


def schede(facts: Facts, query: Query, reader: str) -> list[SchedaRow]:
    """Those the asker may read, theirs left out (it has its own door). None in a year without
    rules. Source: R-19, and the contract on who reads scores."""
    year = year_of_procedure(facts.view, facts.today)
    try:
        found = _evaluated(facts.view.of(year), reader, facts.today)
    except NoRegulation:
        return []
    inside = _inside(facts, query)
    rows = []
    for one in found:
        if inside is not None and one.position.post.unit not in inside:
            continue
        state = one.course.state if one.course else None
        if Filter.DONE in query.filters and state is None:
            continue
        wanted = [STATES[f] for f in query.filters if f in STATES]
        if all(state in states for states in wanted):
            rows.append(SchedaRow(one.position.person, one.position.post.name, state))
    return rows
