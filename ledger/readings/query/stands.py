"""A figure beside what was expected of it by the day, or beside what it was on a day before:
`siamo sotto l'atteso?`, `quanti punti mancano per essere in linea?`, `come va AS rispetto a
giugno?`."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ledger.clock import parse_instant
from ledger.ledger import Ledger
from ledger.plan import ENTE
from ledger.progress.standings import standing
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
    before: dict[str, Fraction | None] = {}
    if query.since is not None:
        instant = parse_instant(query.since.isoformat(), end_of_day=True)
        with ledger.view_at(instant, None) as past:
            if view.year in past.years:
                then = _figures(past.of(view.year), codes, query.since)
                before = {code: figures[0] for code, figures in then.items()}
    return [
        ScopeRow(code, _name(view, code), *now[code], before=before.get(code)) for code in codes
    ]


Pair = tuple[Fraction | None, Fraction | None]


def _figures(view: View, codes: Sequence[str], day: dt.date) -> dict[str, Pair]:
    """Progress and what was expected, of what the plan of the view has."""
    plan, found = view.plan, dict[str, Pair]()
    for code in codes:
        if is_line(plan, code):
            rows = standings_of(view, (code,), day)
            found[code] = figure_of_line(rows), expected_of_line(rows)
        else:
            one = standing(view, code, day)
            found[code] = one.progress, one.expected
    return found


def _name(view: View, code: str) -> str:
    every = view.plan.plan
    if not is_line(view.plan, code):
        return every.ente if code == ENTE else view.plan.name_of(code)
    titles = {one.code: one.title for one in every.mandate}
    titles |= {one.code: one.title for one in every.strategic}
    titles |= {one.code: one.title for one in every.operational}
    return titles[code]
