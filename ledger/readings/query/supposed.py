"""What would be: `se faccio altre 100 CIE`, `se arrivo a 300`, `se ne faccio 30 a settimana`."""

import datetime as dt
from fractions import Fraction

from ledger.plan import Direction, Kind
from ledger.progress.figures import Value, progress_of
from ledger.progress.standings import IndicatorStanding, ObjectiveStanding, objective_standing
from ledger.readings.query.facts import Facts
from ledger.readings.query.gap import PACED
from ledger.readings.query.how_much import Amount
from ledger.readings.query.lists import standings_of
from ledger.readings.query.model import Query
from ledger.readings.query.rows import SupposedRow


def supposed(facts: Facts, query: Query, day: dt.date) -> list[SupposedRow]:
    """Of the indicators asked about, those that add up: with so much more, or with so much by the
    week from now to the deadline, to the year's end where that is over."""
    amount, rows = Amount.of(query.words), []
    if amount.way is None:
        return []
    only = {code for code in query.of if code in facts.view.plan.indicators}
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            if part.indicator.kind in PACED and (not only or part.indicator.code in only):
                rows.append(_row(facts, row, part, amount, day))
    return rows


def _row(
    facts: Facts, row: ObjectiveStanding, part: IndicatorStanding, amount: Amount, day: dt.date
) -> SupposedRow:
    plan, indicator = facts.view.plan, part.indicator
    number, on = part.value.number if part.value else Fraction(0), day
    down = indicator.direction is Direction.DOWN
    if amount.per:
        year_end = dt.date(plan.plan.year, 12, 31)
        on = part.deadline if part.deadline >= day else max(day, year_end)
        made = Fraction(amount.number * (on - day).days, amount.days)
    else:
        made = Fraction(amount.number)
    if amount.way == "fino" and not amount.per:
        then = made
    else:
        then = number - made if down else number + made
    if indicator.kind is Kind.COUNT:
        then = Fraction(int(max(then, Fraction(0))))
    value = Value(then, None, None, day, validated=False)
    values = facts.view.standings([i.code for i in row.objective.indicators])
    whole = objective_standing(plan, row.objective, {**values, indicator.code: value}, day)
    return SupposedRow(
        indicator,
        part.value,
        then,
        on,
        part.progress,
        progress_of(indicator, value),
        row.objective.code,
        row.progress,
        whole.progress,
    )
