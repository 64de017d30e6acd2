"""A figure beside what was expected of it by the day, or beside what it was on a day before:
`siamo sotto l'atteso?`, `quanti punti mancano per essere in linea?`, `come va AS rispetto a
giugno?`."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ledger.clock import parse_instant
from ledger.later import dataclass
from ledger.ledger import Ledger
from ledger.plan import ENTE, Direction, Indicator, Kind
from ledger.progress.standings import Standing, standing
from ledger.readings.query.facts import Facts
from ledger.readings.query.lists import standings_of
from ledger.readings.query.model import Query
from ledger.readings.query.rows import ScopeRow
from ledger.readings.query.scope import expected_of_line, figure_of_line, is_line
from ledger.view import View


def stands(ledger: Ledger, facts: Facts, query: Query, day: dt.date) -> list[ScopeRow]:
    """One row for each code; `since` is the day it is compared with, `until` the day it is asked
    of where that is not today. Both are as they are known now."""
    view, codes = facts.view, query.of or (ENTE,)
    now = _figures(view, codes, day)
    before: dict[str, Stood] = {}
    if query.since is not None:
        instant = parse_instant(query.since.isoformat(), end_of_day=True)
        with ledger.view_at(instant, None) as past:
            if view.year in past.years:
                before = _figures(past.of(view.year), codes, query.since)
    return [
        ScopeRow(
            code,
            _name(view, code),
            now[code].progress,
            now[code].expected,
            before=before[code].progress if code in before else None,
            indicator=_counted(view, code),
            much=now[code].much,
            much_before=before[code].much if code in before else None,
        )
        for code in codes
    ]


@dataclass(frozen=True)
class Stood:
    """Progress, what was expected, and of what is counted how much it was."""

    progress: Fraction | None
    expected: Fraction | None
    much: Fraction | None = None


def _counted(view: View, code: str) -> Indicator | None:
    """An indicator whose values are amounts, and neither steps nor percentages; the one of an
    objective that has no other."""
    plan = view.plan
    indicator = plan.indicators.get(code)
    if indicator is None and code in plan.objectives and len(plan.objectives[code].indicators) == 1:
        indicator = plan.objectives[code].indicators[0]
    amounts = indicator is not None and not (indicator.kind.is_step or indicator.kind.in_percent)
    return indicator if amounts else None


def _much(view: View, code: str, stands: Standing) -> Fraction | None:
    """How much of it is counted; before any report what an increment adds to."""
    if (indicator := _counted(view, code)) is None:
        return None
    value = stands.objectives[0].indicators[0].value
    if value is not None:
        return value.number
    if indicator.direction is Direction.DOWN:
        return None if indicator.baseline is None else Fraction(indicator.baseline)
    return None if indicator.kind is Kind.INDEX else Fraction(0)


def _figures(view: View, codes: Sequence[str], day: dt.date) -> dict[str, Stood]:
    """What the plan of the view has of these."""
    plan, found = view.plan, dict[str, Stood]()
    for code in codes:
        if is_line(plan, code):
            rows = standings_of(view, (code,), day)
            found[code] = Stood(figure_of_line(rows), expected_of_line(rows))
        else:
            one = standing(view, code, day)
            found[code] = Stood(one.progress, one.expected, _much(view, code, one))
    return found


def _name(view: View, code: str) -> str:
    every = view.plan.plan
    if not is_line(view.plan, code):
        return every.ente if code == ENTE else view.plan.name_of(code)
    titles = {one.code: one.title for one in every.mandate}
    titles |= {one.code: one.title for one in every.strategic}
    titles |= {one.code: one.title for one in every.operational}
    return titles[code]
