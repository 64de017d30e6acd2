"""The answer to a question: for whoever serves in the ente, from the record as it is now."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from ledger.clock import parse_instant
from ledger.errors import NoPlanOf
from ledger.ledger import Ledger
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import standing
from ledger.readings import progress as readings
from ledger.readings.query.amounts import made
from ledger.readings.query.columns import cells
from ledger.readings.query.facts import Facts
from ledger.readings.query.gap import hardest_first, misses, with_gap
from ledger.readings.query.how_much import Amount
from ledger.readings.query.lists import (
    Figures,
    figures_before,
    indicators,
    indicators_of,
    objectives,
    standings_of,
)
from ledger.readings.query.model import (
    JUDGED,
    MOVED,
    PER_AREA,
    PER_SERVICE,
    Filter,
    Order,
    Query,
    What,
)
from ledger.readings.query.months import months
from ledger.readings.query.people import holders, people, records_by_unit
from ledger.readings.query.record import amended, changes, files, judged_within, judges, reports
from ledger.readings.query.rights import ONESELF, entitled
from ledger.readings.query.rows import Answer, IndicatorRow, MadeRow, ObjectiveRow, Row
from ledger.readings.query.scope import (
    expected_of_line,
    figure_of_line,
    is_line,
    objectives_of,
)
from ledger.readings.query.staff import schede, staff, staff_by_unit
from ledger.readings.query.stands import stands
from ledger.readings.query.supposed import supposed
from ledger.readings.query.units import units
from ledger.readings.query.worth import worth
from ledger.readings.series import day_in_year, day_of_reckoning
from ledger.view import View

LOOKS_BACK = dt.timedelta(days=30)
"""Since when something rose or fell, where no day is named."""

UNITS = (What.AREAS, What.SERVICES, What.LINES)
PEOPLE = (What.REPORTERS, What.VALIDATORS, What.EVALUATORS, What.ASSIGNERS, What.WRITERS)


def answer(ledger: Ledger, reader: str, query: Query, today: dt.date) -> Answer:
    """Raises NotEnrolled, NoPlanOf, and UnknownCode for what that year's plan does not have."""
    view = ledger.view.on(today).of(query.year)
    readings.check(view, reader, today)
    query = _resolved(view, query, reader, today)
    day = day_of_reckoning(view, today)
    if query.until and query.until < day_in_year(view, day) and _looks_at_a_day(query):
        if query.until.year not in view.years:
            raise NoPlanOf(query.until.year, tuple(view.years))
        instant = parse_instant(query.until.isoformat(), end_of_day=True)
        with ledger.view_at(instant, None) as past:
            return _answer(ledger, past.of(view.year), reader, query, query.until)
    return _answer(ledger, view, reader, query, day)


def _looks_at_a_day(query: Query) -> bool:
    lists = (*UNITS, What.OBJECTIVES, What.INDICATORS, What.STANDS)
    return query.what in lists and Filter.DUE not in query.filters and not query.newly_judged


def _resolved(view: View, query: Query, reader: str, today: dt.date) -> Query:
    """Codes as the plan has them, and the day a comparison looks back to."""
    plan = view.plan
    campaigns = {c.code for c in view.agenda().campaigns}
    of = tuple(
        code if is_line(plan, code) or code in campaigns else plan.resolve_scope(code)
        for code in query.of
    )
    if query.order in MOVED and query.since is None:
        query = replace(query, since=today - LOOKS_BACK)
    if query.who == ONESELF:
        query = replace(query, who=reader)
    return replace(query, of=of)


def _answer(ledger: Ledger, view: View, reader: str, query: Query, day: dt.date) -> Answer:
    facts = Facts(view, day)
    rows: list[Row] = [*_rows(ledger, facts, reader, query, day)]
    progress, expected = _whole_figure(view, query, day)
    return Answer(
        query,
        view.year,
        day_in_year(view, day),
        tuple(rows),
        _whole(ledger, facts, reader, query, day, rows),
        progress,
        expected,
        cells(facts, query, rows, day),
    )


def _rows(ledger: Ledger, facts: Facts, reader: str, query: Query, day: dt.date) -> Iterable[Row]:
    if query.what is What.JUDGES:
        return judges(ledger, facts, query)
    if query.what is What.WRITERS and query.words in (PER_AREA, PER_SERVICE):
        return records_by_unit(facts, query)
    if query.what in PEOPLE:
        return people(facts, query, reader, day)
    if query.what is What.CHANGES:
        return changes(ledger, facts, query, day)
    others: Mapping[What, Callable[[], Iterable[Row]]] = {
        What.REPORTS: lambda: reports(ledger, facts, query, reader),
        What.RECORDS: lambda: reports(ledger, facts, query, reader),
        What.HOLDERS: lambda: holders(facts, query, day),
        What.RIGHTS: lambda: entitled(facts, query, reader, day),
        What.WORTH: lambda: worth(facts, query, day),
        What.STAFF: lambda: _staff(facts, query, reader, day),
        What.SCHEDE: lambda: schede(facts, query, reader),
        What.MADE: lambda: made(ledger, facts, query, day),
        What.FILES: lambda: files(facts, query, reader),
        What.GAP: lambda: _gaps(facts, query, day),
        What.STANDS: lambda: stands(ledger, facts, query, day),
        What.SUPPOSED: lambda: supposed(facts, query, day),
        What.AMENDED: lambda: amended(facts, query),
        What.MONTHS: lambda: months(ledger, facts, query, day),
    }
    if query.what in others:
        return others[query.what]()
    return _moved(query, _listed(ledger, facts, query, day))


def _staff(facts: Facts, query: Query, reader: str, day: dt.date) -> Iterable[Row]:
    if query.words in (PER_AREA, PER_SERVICE):
        return staff_by_unit(facts, query, day)
    return staff(facts, query, reader, day)


def _gaps(facts: Facts, query: Query, day: dt.date) -> list[IndicatorRow]:
    found = indicators(facts, replace(query, words=""), day, {})
    amount = Amount.of(query.words)
    rows = [with_gap(facts.view.plan, row, day, amount, query.until) for row in found]
    alone = any(code in facts.view.plan.indicators for code in query.of)
    kept = [r for r in rows if alone or r.standing.state is not State.NO_TARGET]
    if Filter.MISSES in query.filters:
        kept = [r for r in kept if misses(r)]
    return kept if alone else sorted(kept, key=hardest_first)


Lister = Callable[[Facts, Query, dt.date, Figures], Iterable[Row]]


def _listed(ledger: Ledger, facts: Facts, query: Query, day: dt.date) -> list[Row]:
    make: Lister
    if query.what in UNITS:
        make = units
    else:
        make = objectives if query.what is What.OBJECTIVES else indicators
    before: Figures = {}
    if query.order in MOVED and query.since is not None:
        codes = [code_of(row) for row in make(facts, replace(query, order=Order.PLAN), day, {})]
        instant = parse_instant(query.since.isoformat(), end_of_day=True)
        with ledger.view_at(instant, None) as past:
            if facts.view.year in past.years:
                view = past.of(facts.view.year)
                before = figures_before(view, query, query.since, codes)
    if query.newly_judged:
        every = replace(query, filters=query.filters - JUDGED)
        judged = judged_within(ledger, facts, query)
        return [row for row in make(facts, every, day, before) if judged.intersection(_codes(row))]
    rows = [*make(facts, query, day, before)]
    if query.newly_done:
        return _newly_done(ledger, facts, query, rows, make)
    return _overrun(ledger, facts, rows) if Filter.OVERRUN in query.filters else rows


def _overrun(ledger: Ledger, facts: Facts, rows: list[Row]) -> list[Row]:
    """Of what is done, what was not on the day it was due."""
    found = [row for row in rows if isinstance(row, ObjectiveRow | IndicatorRow)]
    kept: dict[str, bool] = {}
    for day in {row.standing.deadline for row in found}:
        with ledger.view_at(parse_instant(day.isoformat(), end_of_day=True), None) as past:
            then = past.of(facts.view.year)
            for code in (code_of(row) for row in found if row.standing.deadline == day):
                kept[code] = day < facts.today and standing(then, code, day).state != State.DONE
    return [row for row in found if kept[code_of(row)]]


def _newly_done(
    ledger: Ledger, facts: Facts, query: Query, rows: list[Row], make: Lister
) -> list[Row]:
    """Without what was done before the span began."""
    assert query.since is not None
    eve = query.since - dt.timedelta(days=1)
    with ledger.view_at(parse_instant(eve.isoformat(), end_of_day=True), None) as past:
        if facts.view.year not in past.years:
            return rows
        then = replace(query, since=None, until=None)
        known = {code_of(row) for row in make(Facts(past.of(facts.view.year), eve), then, eve, {})}
    return [row for row in rows if code_of(row) not in known]


def code_of(row: Row) -> str:
    """Of what a row of a list is."""
    if isinstance(row, MadeRow):
        return row.indicator.code
    standing_ = getattr(row, "standing", None)
    if standing_ is None:
        return str(row.code)  # type: ignore[union-attr]
    part = getattr(standing_, "indicator", None) or standing_.objective
    return str(part.code)


def _codes(row: Row) -> tuple[str, ...]:
    """The indicators of a row: its own, or those of its objective."""
    return indicators_of(row.standing) if isinstance(row, ObjectiveRow) else (code_of(row),)


def _moved(query: Query, rows: list[Row]) -> list[Row]:
    """Of what rose, only what rose; of what fell, only what fell."""
    if query.order not in MOVED:
        return rows
    sign = 1 if query.order is Order.IMPROVED else -1
    return [row for row in rows if sign * moved_by(row) > 0]


def moved_by(row: Row) -> Fraction:
    """Points of percent since the first day of the span."""
    before = getattr(row, "before", None) or Fraction(0)
    stands = getattr(row, "standing", row)
    return (getattr(stands, "progress", None) or Fraction(0)) - before


def _whole_figure(
    view: View, query: Query, day: dt.date
) -> tuple[Fraction | None, Fraction | None]:
    """Of one scope its own figure; of a line the mean of what serves it."""
    if len(query.of) != 1 or query.what not in (What.OBJECTIVES, What.INDICATORS, What.LINES):
        return None, None
    code = query.of[0]
    if is_line(view.plan, code):
        rows = standings_of(view, (code,), day)
        return figure_of_line(rows), expected_of_line(rows)
    stands = standing(view, code, day)
    return stands.progress, stands.expected


def _whole(
    ledger: Ledger, facts: Facts, reader: str, query: Query, day: dt.date, rows: list[Row]
) -> int:
    """How many there are before the filters and the words."""
    plan = facts.view.plan
    if query.what is What.OBJECTIVES:
        found = objectives_of(plan, query.of or (ENTE,))
        return sum(o.code not in plan.cancelled for o in found)
    if query.what is What.INDICATORS:
        found = objectives_of(plan, query.of or (ENTE,))
        return sum(len(o.indicators) for o in found if o.code not in plan.cancelled)
    if query.what in UNITS and query.filters:
        return len([*units(facts, replace(query, filters=frozenset(), words=""), day, {})])
    return len(rows)
