"""The plan as it stood at the end of a past day of its year: who left a unit is measured by the
targets, weights and deadlines of the last day there. Source: R-19.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ledger.bounds import STORED
from ledger.plan import Indicator, Objective, group_members
from ledger.plan.inforce import PlanInForce, weights_of
from ledger.projections.changes import OF_INDICATORS, Change


def plan_on(plan: PlanInForce, changes: Iterable[Change], day: dt.date) -> PlanInForce:
    """The plan without what was changed after a day, `changes` in the order they happened;
    indicators that left it later are in it again."""
    was: dict[str, dict[str, str | None]] = {}
    for change in reversed([c for c in changes if c.day > day and c.what in OF_INDICATORS]):
        was.setdefault(change.code, {})[change.what] = change.before
    later = [i for i, gone in plan.gone.values() if gone > day]
    if not was and not later:
        return plan
    objectives = tuple(_as_it_was(o, later, was) for o in plan.plan.objectives)
    past = plan.plan.model_copy(update={"objectives": objectives})
    return replace(
        plan,
        objectives={o.code: o for o in objectives},
        indicators={i.code: i for _, i in past.indicators()},
        groups=group_members(objectives),
        of_unit={o.unit: [one for one in objectives if one.unit == o.unit] for o in objectives},
        weights=weights_of(past),
    )


def _as_it_was(
    objective: Objective, later: list[Indicator], was: dict[str, dict[str, str | None]]
) -> Objective:
    known = (*objective.indicators, *(i for i in later if i.objective == objective.code))
    indicators = [i.model_dump(by_alias=True) | was.get(i.code, {}) for i in known]
    own = objective.model_dump(by_alias=True) | was.get(objective.code, {})
    return Objective.model_validate({**own, "indicators": indicators}, context=STORED)
