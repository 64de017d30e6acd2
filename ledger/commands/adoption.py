"""Adopting the plan of a year, and amending it by a corrected document."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.because import Because, why
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, BadCode, NoChange, NothingContinued, ReasonNeeded, UnknownUnit
from ledger.events import ObjectiveAdded, ObjectiveAmended, ObjectiveCancelled, PlanAdopted
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Plan
from ledger.plan.amending import amendment
from ledger.view import View

SEGRETARIO_ONLY = (str(Role.SEGRETARIO),)


@dataclass(frozen=True, config=UNBUILT)
class AdoptPlan:
    """The plan of its year: beside those of other years, or over that year's as an amendment.

    Objectives that stay bear the codes they have. `reason` is why those that go are cancelled,
    `because` why the plan is amended in the year, and by which act.
    """

    plan: Plan
    reason: str = ""
    because: Because = Because()


def adopt_plan(view: View, command: AdoptPlan, actor: str, now: dt.datetime) -> list[Decision]:
    """A year's first plan holds from 1 January even when adopted later; one over it amends it:
    what it leaves empty stays, what it takes away is cancelled, not forgotten."""
    today = day_of(now)
    plan = command.plan
    check_plan(plan)
    _check_continued(view, plan)
    if plan.year not in view.years:
        return [Decision(PlanAdopted(plan=plan), min(today, dt.date(plan.year, 1, 1)))]
    in_force = view.of(plan.year).plan
    found = amendment(in_force.plan, plan)
    if found.is_empty:
        raise NoChange(ENTE)
    gone = [code for code in found.removed if code not in in_force.cancelled]
    year, reason = plan.year, command.because.reason.strip() or command.reason.strip()
    if gone and not reason:
        raise ReasonNeeded()
    told = why(command.because, today)
    events = [
        PlanAdopted(plan=found.plan),
        *(ObjectiveCancelled(year=year, code=code, reason=reason) for code in gone),
        *(ObjectiveAmended(year=year, objective=objective, **told) for objective in found.changed),
        *(ObjectiveAdded(year=year, objective=objective) for objective in found.added),
    ]
    return [Decision(event, today) for event in events]


def check_plan(plan: Plan) -> None:
    """Refuses what the record could not hold: codes that stand twice, units that do not exist.

    Raises BadCode, UnknownUnit.
    """
    units = {TRANSVERSAL, SEGRETARIO, *(a.code for a in plan.areas)}
    units |= {s.code for _, s in plan.services()}
    some = tuple(sorted(units)[:2])
    seen: set[str] = set()
    for objective in plan.objectives:
        if objective.unit not in units:
            raise UnknownUnit(objective.unit, some)
        for code in (objective.code, *(i.code for i in objective.indicators)):
            if code in seen or not code.startswith(objective.code):
                raise BadCode(code)
            seen.add(code)
        for owner in objective.owners:
            unit = owner.partition(":")[2]
            if unit and unit not in units:
                raise UnknownUnit(unit, some)


def _check_continued(view: View, plan: Plan) -> None:
    """What goes on from a year before must be in one of the plans on record before it; with none on
    record nothing can be said. Raises NothingContinued."""
    before = [year for year in view.years if year < plan.year]
    known: set[str] = set()
    for year in before:
        former = view.of(year).plan
        known |= {*former.objectives, *former.indicators, *former.gone}
    for objective in plan.objectives if before else ():
        for continued in (objective.continues, *(i.continues for i in objective.indicators)):
            if continued is not None and continued not in known:
                raise NothingContinued(continued, tuple(before))


DECIDERS: dict[type, Decider] = dict((decides(AdoptPlan, adopt_plan),))
RULES: dict[type, Rule] = dict(
    (allows(AdoptPlan, lambda view, command, day: [Grounds(Act.ADOPT, ENTE, SEGRETARIO_ONLY)]),)
)
