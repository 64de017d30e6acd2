"""What something weighs: `quanto vale AS4.3?`, in its group and in everything around it."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import standing, why
from ledger.readings.query.facts import Facts
from ledger.readings.query.model import Query
from ledger.readings.query.rows import WorthRow


def worth(facts: Facts, query: Query, day: dt.date) -> list[WorthRow]:
    """One row for each code asked about; the ente weighs in nothing."""
    return [_row(facts, code, day) for code in query.of if code != ENTE]


def _row(facts: Facts, code: str, day: dt.date) -> WorthRow:
    view, plan = facts.view, facts.view.plan
    shares: list[tuple[str, Fraction]] = []
    whole = Fraction(1)
    inner = code
    for outer in _around(plan, code):
        counted = {c: w for c, w, figure in why(view, outer, day).parts if figure is not None}
        total = sum(counted.values(), Fraction(0))
        if inner not in counted or not total:
            shares.clear()
            break
        whole *= counted[inner] / total
        shares.append((outer, whole * 100))
        inner = outer
    stands = standing(view, code, day)
    part = stands.objectives[0].indicators[0] if code in plan.indicators else None
    return WorthRow(
        code,
        plan.name_of(code),
        plan.weights.get(code),
        tuple(shares),
        stands.progress,
        part.indicator if part else None,
        part.value if part else None,
    )


def _around(plan: PlanInForce, code: str) -> Iterator[str]:
    """What a code is part of, from the nearest to the ente."""
    if code in plan.indicators:
        code = plan.indicators[code].objective
        yield code
    if code in plan.objectives:
        code = plan.objectives[code].unit
        yield code
    if code in plan.area_of_service:
        yield plan.area_of_service[code]
    yield ENTE
