"""Who is there: people by their posts, and how far their schede have come."""

import datetime as dt
from collections.abc import Mapping

from ledger.errors_smvp import NoRegulation
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.plan import ENTE
from ledger.readings.query.facts import Facts
from ledger.readings.query.lists import named
from ledger.readings.query.model import Filter, Query
from ledger.readings.query.rows import SchedaRow, StaffRow
from ledger.readings.scheda import evaluated_for
from ledger.scoring.conciliation import State

ROLES = frozenset(map(str, Role))


def staff(facts: Facts, query: Query, day: dt.date) -> list[StaffRow]:
    """Everybody who holds a post today within the units asked about; `words` is a role, or part
    of a code or a name."""
    plan = facts.view.plan
    inside = _inside(facts, query)
    rows = []
    for person in facts.view.people():
        held = tuple(
            post
            for post in person.posts
            if post.held_on(day)
            and (query.words not in ROLES or str(post.role) == query.words)
            and (inside is None or post.unit in inside)
            and (post.unit is None or post.unit in (*plan.areas, *plan.area_of_service))
        )
        if held and (query.words in ROLES or named(query, person.code, person.name)):
            rows.append(StaffRow(person.code, person.name, held))
    return rows


def _inside(facts: Facts, query: Query) -> set[str] | None:
    """The areas and services asked about; None for the whole ente."""
    if not query.of or ENTE in query.of:
        return None
    areas = facts.view.plan.area_of_service
    return {*query.of, *(service for service, area in areas.items() if area in query.of)}


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
        found = evaluated_for(facts.view.of(year), reader, facts.today)
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
