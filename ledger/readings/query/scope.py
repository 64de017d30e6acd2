"""Which objectives a question is about: of units, of lines of the programme, of a campaign."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ledger.plan import ENTE, Objective
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import mean
from ledger.progress.standings import ObjectiveStanding, objectives_in


def objectives_of(plan: PlanInForce, of: Sequence[str]) -> list[Objective]:
    """Those of all the codes together, in the plan's order, each once."""
    found = {o.code for code in of or (ENTE,) for o in _within(plan, code)}
    return [o for o in plan.plan.objectives if o.code in found]


def _within(plan: PlanInForce, code: str) -> Iterable[Objective]:
    if is_line(plan, code):
        return [o for o in plan.plan.objectives if code in lines_of(plan, o)]
    return objectives_in(plan, code)


def is_line(plan: PlanInForce, code: str) -> bool:
    """Whether a code is of the programme: a line of the mandate, a strategic or operational
    objective."""
    every = plan.plan
    lines = {m.code for m in every.mandate} | {s.code for s in every.strategic}
    return code in lines or any(code == one.code for one in every.operational)


def lines_of(plan: PlanInForce, objective: Objective) -> frozenset[str]:
    """Every line of the programme an objective serves, from the operational one up."""
    operational = objective.operational or ""
    strategic = objective.strategic or operational.partition(".")[0]
    mandate = next((s.mandate for s in plan.plan.strategic if s.code == strategic), None)
    return frozenset(filter(None, (operational, strategic, mandate)))


def figure_of_line(rows: Iterable[ObjectiveStanding]) -> Fraction | None:
    """The plain mean of the objectives that serve it and have a figure: no document weighs them."""
    return mean(row.progress for row in rows)


def expected_of_line(rows: Iterable[ObjectiveStanding]) -> Fraction | None:
    """What was expected of it by the day, over the same objectives."""
    return mean(row.expected for row in rows)
