"""The unit of a post: its code in the plan of a year the post touches."""

import datetime as dt

from ledger.errors import UnknownUnit
from ledger.plan.inforce import PlanInForce
from ledger.view import View


def unit_between(
    view: View, typed: str, since: dt.date, until: dt.date | None = None
) -> tuple[str, PlanInForce]:
    """An area or a service and the plan that has it: this year's, else the newest one touched.

    Offices come and go with the years: who is enrolled in December for an area of January's plan,
    and who held until June an office that is no more, are both of a unit. Raises UnknownUnit.
    """
    last = (until or dt.date.max).year
    others = [y for y in reversed(view.years) if since.year <= y <= last and y != view.year]
    for year in (view.year, *others):
        plan = view.of(year).plan
        try:
            return plan.resolve_unit(typed), plan
        except UnknownUnit:
            continue
    raise UnknownUnit(typed, view.plan.some_units())
