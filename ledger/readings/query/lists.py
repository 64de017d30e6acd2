"""Units, objectives and indicators: found, filtered, ordered."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import WORST_FIRST, State
from ledger.progress.standings import (
    ObjectiveStanding,
    objective_standing,
    standing,
)
from ledger.readings.query.causes import leaves
from ledger.readings.query.facts import Facts, in_state
from ledger.readings.query.model import Filter, Order, Query, What
from ledger.readings.query.rows import IndicatorRow, ObjectiveRow
from ledger.readings.query.scope import (
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


def indicators_of(row: ObjectiveStanding) -> tuple[str, ...]:
    """The codes of an objective's indicators."""
    return tuple(part.indicator.code for part in row.indicators)


def objectives(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[ObjectiveRow]:
    """The objectives that the filters let through, in the order asked for."""
    rows = []
    for row in kept(facts, query, standings_of(facts.view, query.of, day), day):
        last = facts.last_of(indicators_of(row))
        rows.append(ObjectiveRow(row, last, before.get(row.objective.code)))
    if query.order is Order.HEAVIEST:
        return _heaviest(facts, query, rows, day)
    return sorted(rows, key=_plan_key(query.order))


def _heaviest(
    facts: Facts, query: Query, rows: list[ObjectiveRow], day: dt.date
) -> list[ObjectiveRow]:
    """By the share of the scope asked about, where it is one; else by the weight in each group."""
    scope = query.of[0] if len(query.of) == 1 else ENTE
    plan = facts.view.plan
    if len(query.of) > 1 or scope not in (ENTE, *plan.areas):
        return sorted(rows, key=lambda row: -row.standing.weight)
    shares = dict(leaves(facts.view, scope, day, Fraction(1)))
    found = [
        replace(row, share=shares.get(row.standing.objective.code, Fraction(0)) * 100)
        for row in rows
    ]
    return sorted(found, key=lambda row: -(row.share or 0))


def kept(
    facts: Facts, query: Query, rows: Iterable[ObjectiveStanding], day: dt.date
) -> list[ObjectiveStanding]:
    """Of objectives whose standing is known, those a question lets through."""
    return [
        row
        for row in rows
        if passes(facts, query, row.state, indicators_of(row), row.deadline, day)
        and within(query, row.progress, row.expected, row.weight)
        and named(query, row.objective.code, row.objective.title)
    ]


def indicators(facts: Facts, query: Query, day: dt.date, before: Figures) -> list[IndicatorRow]:
    """The same of indicators; of an indicator that is asked about, that one alone."""
    plan, rows = facts.view.plan, []
    only = {code for code in query.of if code in plan.indicators}
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            code = part.indicator.code
            if only and code not in only:
                continue
            if not passes(facts, query, part.state, (code,), part.deadline, day):
                continue
            if within(query, part.progress, part.expected) and named(
                query, code, part.indicator.name
            ):
                last = facts.last_days.get(code)
                rows.append(IndicatorRow(part, last, before=before.get(code)))
    return sorted(rows, key=_plan_key(query.order))


def passes(
    facts: Facts,
    query: Query,
    state: State,
    codes: tuple[str, ...],
    deadline: dt.date,
    day: dt.date,
) -> bool:
    """Whether the filters let something through, by its state, its reports and its deadline."""
    if not in_state(state, query.filters):
        return False
    if Filter.DUE in query.filters:
        first, last = query.since or day, query.until or day
        if not first <= deadline <= last:
            return False
    if query.newly_cancelled and not _cancelled_within(facts, query, codes, day):
        return False
    return facts.hold(query.filters, codes, query.since)


def _cancelled_within(facts: Facts, query: Query, codes: tuple[str, ...], day: dt.date) -> bool:
    plan, since = facts.view.plan, query.since or day
    gone = [plan.cancelled.get(plan.objective_of(code).code) for code in codes]
    return any(one is not None and since <= one.on <= (query.until or day) for one in gone)


def within(
    query: Query,
    progress: Fraction | None,
    expected: Fraction | None,
    weight: Fraction | None = None,
) -> bool:
    """Whether a figure is between those asked for, and on the side of what was expected; of the
    heaviest it is the weight that is between them."""
    gap = None if progress is None else progress - (expected or Fraction(0))
    if Filter.BELOW in query.filters and (gap is None or gap >= 0):
        return False
    if Filter.ABOVE in query.filters and (gap is None or gap <= 0):
        return False
    of_weight = query.order is Order.HEAVIEST and weight is not None
    return all(bound.holds(weight if of_weight else progress) for bound in query.bounds)


def named(query: Query, *texts: str) -> bool:
    """Whether the words looked for all stand in a code or a name."""
    where = _plain(" ".join(texts))
    return all(word in where for word in _plain(query.words).split())


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


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


def figures_key(
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
        found = figures_key(order, stands.progress, stands.expected, row.before)
        if found is not None:
            return found
        if order is Order.WORST:
            state = WORST_FIRST.index(stands.state)
            return (state, gap_of(stands.progress, stands.expected))
        if order is Order.DEADLINE:
            return (stands.deadline,)
        return (row.last or _NEVER,) if order is Order.OLDEST else ()

    return key
