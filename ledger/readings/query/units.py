"""Areas, services and lines of the programme: found, filtered, ordered."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from ledger.people import Role
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import BEHIND_POINTS, State
from ledger.progress.standings import standing
from ledger.readings.query.facts import JUDGED, Facts
from ledger.readings.query.lists import (
    Figures,
    Key,
    figures_key,
    gap_of,
    indicators_of,
    named,
    passes,
    standings_of,
    within,
)
from ledger.readings.query.model import Filter, Order, Query, What
from ledger.readings.query.rows import UnitRow
from ledger.readings.query.scope import expected_of_line, figure_of_line


def units(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[UnitRow]:
    """Areas, services, or lines of the programme, with how many of theirs are in which state.

    A filter keeps the units of which an objective passes it; silent is who says nothing at all, and
    a unit is judged, as vacant, by itself.
    """
    view, plan = facts.view, facts.view.plan
    rows = []
    for code, name in _units(plan, query):
        row = (
            _line_row(facts, code, name, day)
            if query.what is What.LINES
            else unit_row(facts, code, name, day)
        )
        row = replace(row, before=before.get(code))
        post = f"{Role.DIRIGENTE if code in plan.areas else Role.EQ}:{code}"
        vacant = query.what is not What.LINES and not view.holders(post, facts.today)
        if Filter.VACANT in query.filters and not vacant:
            continue
        inside = _matching(facts, query, code, day)
        row = replace(row, matching=len(inside), inside=inside)
        if counts_data(query):
            row = replace(row, matching=row.waiting)
        held = _holds_of_itself(facts, query, row, day)
        if held and within(query, row.progress, row.expected) and named(query, code, name):
            rows.append(row)
    return sorted(rows, key=_unit_key(query))


def counts_data(query: Query) -> bool:
    """Whether units are put in order by how many data of theirs wait, and not by objectives."""
    most = query.order in (Order.MOST, Order.FEWEST)
    return most and query.filters == frozenset({Filter.UNVALIDATED})


OF_ITSELF = frozenset(
    {Filter.VACANT, Filter.SILENT, Filter.WELL, Filter.BADLY, Filter.BELOW, Filter.ABOVE}
    | {Filter.NONE, Filter.ALL}
)
"""What is asked of a unit as such, and not of each of its objectives."""


def _matching(facts: Facts, query: Query, code: str, day: dt.date) -> tuple[str, ...]:
    """Those of its objectives that the filters let through."""
    wanted = replace(query, filters=query.filters - OF_ITSELF)
    rows = standings_of(facts.view, (code,), day)
    return tuple(
        r.objective.code
        for r in rows
        if passes(facts, wanted, r.state, indicators_of(r), r.deadline, day)
    )


def _holds_of_itself(facts: Facts, query: Query, row: UnitRow, day: dt.date) -> bool:
    if query.filters & JUDGED.keys() and not _is_as_judged(row, query):
        return False
    if Filter.SILENT in query.filters:
        inside = standings_of(facts.view, (row.code,), day)
        codes = tuple(code for r in inside for code in indicators_of(r))
        if not codes or not facts.hold(frozenset({Filter.SILENT}), codes, query.since):
            return False
    if not query.filters - OF_ITSELF and Filter.NONE not in query.filters:
        return True
    if Filter.ALL in query.filters:
        return 0 < row.matching == sum(row.states.values()) - row.states.get(State.CANCELLED, 0)
    if query.order is Order.FEWEST:
        return True  # Who has none of them has the fewest.
    return (row.matching == 0) == (Filter.NONE in query.filters)


def _is_as_judged(row: UnitRow, query: Query) -> bool:
    """A unit is judged by its own figure, as an objective is."""
    if row.progress is None:
        return False
    badly = gap_of(row.progress, row.expected) <= -BEHIND_POINTS
    return badly == (Filter.BADLY in query.filters)


def _units(plan: PlanInForce, query: Query) -> list[tuple[str, str]]:
    every = plan.plan
    if query.what is What.LINES:
        lines = every.mandate or every.strategic
        return [(one.code, one.title) for one in lines]
    if query.what is What.AREAS:
        found = [(a.code, a.name) for a in every.areas]
        return [u for u in found if u[0] in query.of] or found if query.of else found
    return [
        (s.code, s.name)
        for a, s in every.services()
        if not query.of or a.code in query.of or s.code in query.of or "ENTE" in query.of
    ]


def unit_row(facts: Facts, code: str, name: str, day: dt.date) -> UnitRow:
    """How one unit stands on a day, with the states of its objectives and what waits there."""
    stands = standing(facts.view, code, day)
    codes = (p.indicator.code for row in stands.objectives for p in row.indicators)
    waiting = sum(facts.waiting.get(c, 0) for c in codes)
    return UnitRow(code, name, stands.progress, stands.expected, stands.states, waiting)


def _line_row(facts: Facts, code: str, name: str, day: dt.date) -> UnitRow:
    rows = standings_of(facts.view, (code,), day)
    states: dict[State, int] = {}
    for row in rows:
        states[row.state] = states.get(row.state, 0) + 1
    codes = (p.indicator.code for row in rows for p in row.indicators)
    waiting = sum(facts.waiting.get(c, 0) for c in codes)
    return UnitRow(code, name, figure_of_line(rows), expected_of_line(rows), states, waiting)


def _unit_key(query: Query) -> Callable[[UnitRow], Key]:
    """Units have no deadline: worst is the furthest behind; of a state, who has most of it."""

    def key(row: UnitRow) -> Key:
        if query.order is Order.MOST:
            return (-row.matching,)
        if query.order is Order.FEWEST:
            return (row.matching,)
        if query.order is Order.WORST and query.filters:
            return (-row.matching, gap_of(row.progress, row.expected))
        if query.order is Order.WORST:
            return (row.progress is None, gap_of(row.progress, row.expected))
        return figures_key(query.order, row.progress, row.expected, row.before) or ()

    return key
