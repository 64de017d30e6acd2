"""Who is there: people by their posts, and how far their schede have come."""

import datetime as dt
from collections.abc import Callable, Mapping

from ledger.commands.authority import posts_on, require
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.errors import Act
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import personnel
from ledger.projections.people import invited_until
from ledger.readings.query.facts import Facts
from ledger.readings.query.model import PER_AREA, Filter, Query
from ledger.readings.query.people import SEES_ALL_EVALUATORS
from ledger.readings.query.rows import SchedaRow, StaffCountRow, StaffRow
from ledger.readings.scheda import Evaluated, evaluated_by_all, evaluated_for
from ledger.rows import Person
from ledger.scoring.conciliation import State
from ledger.view import View

ROLES = frozenset(map(str, Role))


INTERIM, SEVERAL = "ad interim", "piu incarichi"
"""What `words` may ask of somebody's posts, beside a role."""

KNOWS_PEOPLE = frozenset({Role.ADMIN, Role.PERSONALE, Role.SEGRETARIO, Role.NUCLEO})


WITHOUT_CHAT, WITH_CHAT, INVITED = "senza chat", "con chat", "invitati"
PART_TIME, SANCTION = "part time", "sanzione"
ENDING, WITHOUT_POST = "a termine", "senza incarico"
FACTS = {PART_TIME: "part_time", SANCTION: "sanzione"}
"""Facts of personnel, which the personnel office alone reads."""

OF_POSTS = (
    INTERIM, SEVERAL, WITHOUT_CHAT, WITH_CHAT, INVITED, PART_TIME, SANCTION, ENDING, WITHOUT_POST,
)  # fmt: skip
"""All that `words` may ask of people, beside their role."""

Holds = Callable[[Person], bool]


def _asked_of(facts: Facts, query: Query, reader: str, day: dt.date) -> Holds:
    """What must hold of a person beside their posts. Raises NotAllowed for what of people is not
    everybody's: who has a chat, and the facts of personnel."""
    view = facts.view
    if query.words in (WITHOUT_CHAT, WITH_CHAT, INVITED):
        require(view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
        if query.words == INVITED:
            return lambda p: (
                view.user_of(p.code) is None and invited_until(view.tables, p.code) is not None
            )
        return lambda p: (view.user_of(p.code) is not None) == (query.words == WITH_CHAT)
    if query.words in FACTS:
        require(view, reader, Act.PERSONNEL, ENTE, (str(Role.PERSONALE),), day)
        kind = FACTS[query.words]
        those = {
            f.person
            for f in personnel.facts(view.tables)
            if f.kind == kind and not f.annulled and _is_of(f, day)
        }
        return lambda p: p.code in those
    return lambda p: True


def _is_of(fact: personnel.FactRow, day: dt.date) -> bool:
    """A part-time of the day; a sanction of its year."""
    first, last = fact.period.start, fact.period.end
    if fact.kind == FACTS[SANCTION]:
        on = first or fact.act_on
        return on is not None and on.year == day.year
    return (first is None or first <= day) and (last is None or day <= last)


def staff(facts: Facts, query: Query, reader: str, day: dt.date) -> list[StaffRow]:
    """Everybody who holds a post today within the units asked about; `words` is a role, or what
    their posts have in them. Who is in charge is known by name; of dipendenti only who keeps people
    and their own office read names, others codes. Source: the contract, people and roles."""
    reads = frozenset(post.unit for post in posts_on(facts.view, reader, day))
    knows = any(post.role in KNOWS_PEOPLE for post in posts_on(facts.view, reader, day))
    plan = facts.view.plan
    inside = _inside(facts, query)
    holds = _asked_of(facts, query, reader, day)
    if query.words == WITHOUT_POST:
        return _without_post(facts, reader, day)
    rows = []
    for person in facts.view.people():
        if not holds(person):
            continue
        held = tuple(
            post
            for post in person.posts
            if post.held_on(day)
            and (query.words not in ROLES or str(post.role) == query.words)
            and (query.words != INTERIM or post.interim)
            and (query.words != ENDING or post.until is not None)
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


def staff_by_unit(facts: Facts, query: Query, day: dt.date) -> list[StaffCountRow]:
    """How many persons hold a post today in each area, or in each service, the most first; who
    holds two posts in one is one. Source: the contract, people and roles."""
    plan, area_of = facts.view.plan, facts.view.plan.area_of_service
    units = plan.areas if query.words == PER_AREA else area_of
    inside, held = _inside(facts, query), dict[str, set[str]]()
    for person in facts.view.people():
        for post in person.posts:
            unit = post.unit or ""
            unit = area_of.get(unit, unit) if query.words == PER_AREA else unit
            if post.held_on(day) and unit in units and (inside is None or unit in inside):
                held.setdefault(unit, set()).add(person.code)
    rows = [StaffCountRow(code, plan.name_of(code), len(who)) for code, who in held.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def _without_post(facts: Facts, reader: str, day: dt.date) -> list[StaffRow]:
    """Who is enrolled and holds nothing today. Raises NotAllowed."""
    require(facts.view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
    return [
        StaffRow(person.code, person.name, ())
        for person in facts.view.people()
        if not person.forgotten and not any(post.held_on(day) for post in person.posts)
    ]


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
        if query.words in ROLES and str(one.position.role) != query.words:
            continue
        state = one.course.state if one.course else None
        if Filter.DONE in query.filters and state is None:
            continue
        wanted = [STATES[f] for f in query.filters if f in STATES]
        if all(state in states for states in wanted):
            rows.append(SchedaRow(one.position.person, one.position.post.name, state))
    return rows
