"""Which year a procedure speaks of when none is said: the one that is being evaluated."""

import datetime as dt

from ledger.projections import cycle, evaluation
from ledger.view import View

MEASURED_BY = 6
"""The month by whose end last year is measured, evaluated and accounted for (R-34, phase j)."""


def year_of_procedure(view: View, today: dt.date) -> int:
    """Last year while it is being evaluated and not closed, else the year of the day.

    Raises NoPlan.
    """
    before = today.year - 1
    return before if is_being_evaluated(view, before, today) else view.of(None).year


def is_being_evaluated(view: View, year: int, today: dt.date) -> bool:
    """Whether a year that is over has a plan, is not closed, and is in its term or under way."""
    if year not in view.years or today.year <= year:
        return False
    closure = cycle.closure(view.tables, year)
    if closure is not None:
        return not closure.closed
    in_term = today <= dt.date(year + 1, MEASURED_BY, 30)
    return in_term or _has_begun(view, year)


def _has_begun(view: View, year: int) -> bool:
    tables = view.tables
    return bool(evaluation.entity(tables, year) or evaluation.versions(tables, year))


def evaluated_years(view: View, person: str) -> list[int]:
    """The years a person has a scheda of, the newest first."""
    rows = view.tables.execute(
        "select distinct year from schede where person = ? order by year desc", (person,)
    )
    return [year for (year,) in rows]
