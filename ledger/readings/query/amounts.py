"""How much was made within a span: `quante CIE a giugno?`."""

import datetime as dt
from fractions import Fraction

from ledger.clock import parse_instant
from ledger.ledger import Ledger
from ledger.plan import Direction
from ledger.progress.figures import Value
from ledger.readings.query.facts import Facts
from ledger.readings.query.gap import PACED
from ledger.readings.query.lists import standings_of
from ledger.readings.query.model import Query
from ledger.readings.query.rows import MadeRow


def made(ledger: Ledger, facts: Facts, query: Query, day: dt.date) -> list[MadeRow]:
    """Of each indicator asked about, its value before the span and at its end, by the days that
    facts are of and as they are known now. What adds up has a sum: counts and amounts upwards.
    Of a unit, only what moved."""
    view = facts.view
    since, until = query.since or dt.date(view.year, 1, 1), query.until or day
    only = {code for code in query.of if code in view.plan.indicators}
    parts = [
        part.indicator
        for row in standings_of(view, query.of, day)
        for part in row.indicators
        if not only or part.indicator.code in only
    ]
    codes = [indicator.code for indicator in parts]
    before = _values(ledger, view.year, since - dt.timedelta(days=1), codes)
    after = _values(ledger, view.year, until, codes)
    rows, named = [], only or {code for code in query.of if code in view.plan.objectives}
    for indicator in parts:
        first, last = before.get(indicator.code), after.get(indicator.code)
        if not named and _number(first) == _number(last):
            continue
        adds_up = indicator.kind in PACED and indicator.direction is Direction.UP
        sum_ = _number(last) - _number(first)
        rows.append(MadeRow(indicator, first, last, sum_ if adds_up else None))
    return rows


def _number(value: Value | None) -> Fraction:
    return value.number if value else Fraction(0)


def _values(ledger: Ledger, year: int, day: dt.date, codes: list[str]) -> dict[str, Value]:
    """Nothing where there was no plan yet."""
    with ledger.view_at(parse_instant(day.isoformat(), end_of_day=True), None) as past:
        if year not in past.years:
            return {}
        view = past.of(year)
        return view.standings([code for code in codes if code in view.plan.indicators])
