"""Units, objectives and indicators: found, filtered, ordered."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from ledger.people import Role
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import WORST_FIRST, State
from ledger.progress.standings import (
    ObjectiveStanding,
    objective_standing,
    standing,
)
from ledger.readings.query.facts import Facts, in_state
from ledger.readings.query.model import Filter, Order, Query, What
from ledger.readings.query.rows import IndicatorRow, ObjectiveRow, UnitRow
from ledger.readings.query.scope import (
    expected_of_line,
    figure_of_line,
    objectives_of,
)
from ledger.view import View

Figures = Mapping[str, Fraction | None]
"""By code: the figure of the day looked back to."""


def standings_of(view: View, of: Sequence[str], day: dt.date) -> list[ObjectiveStanding]:
    """Every objective asked about, as it stands on a day, in the plan's order."""
    plan = view.plan
    objectives = objectives_of(plan, of)
    values = view.standings([i.code for o in objectives for i in o.indicators])
    return [objective_standing(plan, o, values, day) for o in objectives]


def objectives(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[ObjectiveRow]:
    """The objectives that the filters let through, in the order asked for."""
    rows = []
    for row in standings_of(facts.view, query.of, day):
        codes = tuple(p.indicator.code for p in row.indicators)
        if _passes(facts, query, row.state, codes, row.deadline, day) and named(
            query, row.objective.code, row.objective.title
        ):
            code = row.objective.code
            rows.append(ObjectiveRow(row, facts.last_of(codes), before.get(code)))
    return sorted(rows, key=_plan_key(query.order))


def indicators(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[IndicatorRow]:
    """The same of indicators; of an indicator that is asked about, that one alone."""
    plan, rows = facts.view.plan, []
    only = {code for code in query.of if code in plan.indicators}
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            code = part.indicator.code
            if only and code not in only:
                continue
            if _passes(facts, query, part.state, (code,), part.deadline, day) and named(
                query, code, part.indicator.name
            ):
                last = facts.last_days.get(code)
                rows.append(IndicatorRow(part, last, before=before.get(code)))
    return sorted(rows, key=_plan_key(query.order))


def _passes(
    facts: Facts,
    query: Query,
    state: State,
    codes: tuple[str, ...],
    deadline: dt.date,
    day: dt.date,
) -> bool:
    if not in_state(state, query.filters):
        return False
    if Filter.DUE in query.filters:
        first, last = query.since or day, query.until or day
        if not first <= deadline <= last:
            return False
    return facts.hold(query.filters, codes, query.since)


def named(query: Query, *texts: str) -> bool:
    """Whether the words looked for all stand in a code or a name."""
    where = _plain(" ".join(texts))
    return all(word in where for word in _plain(query.words).split())


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def units(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[UnitRow]:
    """Areas, services, or lines of the programme, with how many of theirs are in which state.

    A state asked for keeps the units that have objectives in it.
    """
    view, plan = facts.view, facts.view.plan
    rows = []
    for code, name in _units(plan, query):
        row = (
            _line_row(facts, code, name, day)
            if query.what is What.LINES
            else unit_row(facts, code, name, day)
        )
        row = _with(row, before.get(code))
        post = f"{Role.DIRIGENTE if code in plan.areas else Role.EQ}:{code}"
        vacant = query.what is not What.LINES and not view.holders(post, facts.today)
        if Filter.VACANT in query.filters and not vacant:
            continue
        if _has_states(row, query) and named(query, code, name):
            rows.append(row)
    return sorted(rows, key=_unit_key(query))


def _with(row: UnitRow, before: Fraction | None) -> UnitRow:
    return UnitRow(row.code, row.name, row.progress, row.expected, row.states, row.waiting, before)


def _has_states(row: UnitRow, query: Query) -> bool:
    from_filters = [s for s in row.states if in_state(s, query.filters)]
    asked = query.filters - {Filter.VACANT, Filter.SILENT, Filter.UNVALIDATED}
    if Filter.UNVALIDATED in query.filters and not row.waiting:
        return False
    return bool(from_filters) if asked else True


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


def figures_before(
    view: View, query: Query, day: dt.date, codes: Iterable[str]
) -> dict[str, Fraction | None]:
    """The figures of these codes on a day of before, as the record then had them."""
    plan, found = view.plan, {}
    for code in codes:
        if query.what is What.LINES:
            found[code] = figure_of_line(standings_of(view, (code,), day))
        elif _knows(plan, code):
            found[code] = standing(view, code, day).progress
    return found


def _knows(plan: PlanInForce, code: str) -> bool:
    units = (*plan.areas, *plan.area_of_service)
    return code in units or code in plan.objectives or code in plan.indicators


Key = tuple[object, ...]
_NEVER = dt.date.min


def gap_of(progress: Fraction | None, expected: Fraction | None) -> Fraction:
    """Points ahead of what was expected; below zero is behind."""
    return (progress or Fraction(0)) - (expected or Fraction(0))


def _figures_key(
    order: Order, progress: Fraction | None, expected: Fraction | None, before: Fraction | None
) -> Key | None:
    """What has no figure comes last, whatever the order."""
    none = progress is None
    moved = (progress or Fraction(0)) - (before or Fraction(0))
    keys: dict[Order, Key] = {
        Order.LOWEST: (none, progress or 0),
        Order.BEST: (none, -(progress or 0)),
        Order.BEHIND: (none, gap_of(progress, expected)),
        Order.IMPROVED: (none, -moved),
        Order.FELL: (none, moved),
    }
    return keys.get(order)


def _plan_key(order: Order) -> Callable[[ObjectiveRow | IndicatorRow], Key]:
    def key(row: ObjectiveRow | IndicatorRow) -> Key:
        stands = row.standing
        found = _figures_key(order, stands.progress, stands.expected, row.before)
        if found is not None:
            return found
        if order is Order.WORST:
            state = WORST_FIRST.index(stands.state)
            return (state, gap_of(stands.progress, stands.expected))
        if order is Order.DEADLINE:
            return (stands.deadline,)
        return (row.last or _NEVER,) if order is Order.OLDEST else ()

    return key


def _unit_key(query: Query) -> Callable[[UnitRow], Key]:
    """Units have no deadline: worst is the furthest behind; of a state, who has most of it."""
    asked = [state for state in State if query.filters and in_state(state, query.filters)]

    def key(row: UnitRow) -> Key:
        if query.order is Order.WORST and query.filters:
            return (-sum(row.states.get(s, 0) for s in asked), gap_of(row.progress, row.expected))
        if query.order is Order.WORST:
            return (row.progress is None, gap_of(row.progress, row.expected))
        return _figures_key(query.order, row.progress, row.expected, row.before) or ()

    return key
