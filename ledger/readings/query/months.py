"""Month by month: how much of one thing was made, or how much its figure rose; of everything, how
much was recorded: `in che mese ho fatto più CIE?`, `quanto siamo cresciuti ogni mese?`."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from fractions import Fraction

from ledger.clock import day_of, parse_instant
from ledger.ledger import Ledger
from ledger.plan import ENTE, Direction
from ledger.progress.standings import standing
from ledger.readings.query.facts import Facts
from ledger.readings.query.gap import PACED
from ledger.readings.query.model import Order, Query
from ledger.readings.query.rows import MonthRow
from ledger.readings.query.scope import objectives_of

RECORDED = "registrazioni"
"""What `words` asks by the month, where it is how much was recorded."""


def months(ledger: Ledger, facts: Facts, query: Query, day: dt.date) -> list[MonthRow]:
    """One row for each month of the year up to the day, or of the span; the order is by how much.
    What adds up has a sum, of the rest the figure goes from what to what."""
    stretches = [*_stretches(facts, query, day)]
    if query.words == RECORDED:
        rows = _recorded(facts, query, stretches)
    else:
        rows = _figures(ledger, facts, query, stretches)
    sign = {Order.MOST: -1, Order.FEWEST: 1}.get(query.order, 0)
    least_made = query.order is Order.FEWEST and query.words != RECORDED
    if query.since is None and (not sign or least_made):
        begun = next((i for i, row in enumerate(rows) if row.much), 0)
        rows = rows[begun:]  # Before anything was made there is nothing to tell.
    return sorted(rows, key=lambda row: sign * row.much) if sign else rows


Stretch = tuple[dt.date, dt.date]


def _stretches(facts: Facts, query: Query, day: dt.date) -> Iterator[Stretch]:
    first = query.since or dt.date(facts.view.year, 1, 1)
    last = min(query.until or day, day)
    month = first.replace(day=1)
    while month <= last:
        end = month.replace(day=monthrange(month.year, month.month)[1])
        yield month, min(end, last)
        month = end + dt.timedelta(days=1)


def _recorded(facts: Facts, query: Query, stretches: list[Stretch]) -> list[MonthRow]:
    """By the day of recording; what was taken back does not count."""
    inside = {i.code for o in objectives_of(facts.view.plan, query.of) for i in o.indicators}
    inside = {code for code in query.of if code in facts.view.plan.indicators} or inside
    rows = []
    for since, until in stretches:
        found = [
            row
            for row in facts.view.reports_within(since, until)
            if row.status != "undone"
            and row.indicator in inside
            and query.who in ("", row.actor)
            and since <= day_of(row.recorded_at) <= until
        ]
        rows.append(MonthRow(since, until, much=Fraction(len(found))))
    return rows


def _figures(
    ledger: Ledger, facts: Facts, query: Query, stretches: list[Stretch]
) -> list[MonthRow]:
    code = query.of[0] if query.of else ENTE
    indicator = facts.view.plan.indicators.get(code)
    adds_up = (
        indicator is not None and indicator.kind in PACED and indicator.direction is Direction.UP
    )
    made = indicator if adds_up else None
    before = _at(ledger, facts, code, stretches[0][0] - dt.timedelta(days=1), adds_up=adds_up)
    rows = []
    for since, until in stretches:
        after = _at(ledger, facts, code, until, adds_up=adds_up)
        much = (after or Fraction(0)) - (before or Fraction(0))
        rows.append(MonthRow(since, until, much, made, before, after))
        before = after
    return rows


def _at(ledger: Ledger, facts: Facts, code: str, day: dt.date, *, adds_up: bool) -> Fraction | None:
    """The number of what adds up, else the percentage; None before there was a plan."""
    with ledger.view_at(parse_instant(day.isoformat(), end_of_day=True), None) as past:
        if facts.view.year not in past.years:
            return None
        view = past.of(facts.view.year)
        if adds_up:
            value = view.standings([code]).get(code)
            return value.number if value else None
        return standing(view, code, day).progress
