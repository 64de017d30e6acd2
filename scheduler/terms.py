"""Terms that a rule counts from an act: of a conciliazione, after a reorganisation."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.cycle.agenda import Agenda, Dispute
from ledger.evaluation.adopted import regulation_at, regulation_in_force
from ledger.people import Role
from ledger.plan.inforce import PlanInForce
from ledger.scoring.conciliation import conciliation_terms
from ledger.scoring.days import reorganisation_deadline
from ledger.view import View
from scheduler.levels import SEGRETARIO_LEVEL, Levels, only


@dataclass(frozen=True)
class Term:
    """Something to be done by a day that a rule gives, counted from the day `since`.

    `late_to`: who hears once that it was not done; empty where silence is a choice.
    """

    kind: str
    subject: str
    to: Levels
    since: dt.date
    due_on: dt.date
    late_to: Levels = ()


def terms(view: View, agenda: Agenda) -> tuple[Term, ...]:
    return (*_disputes(view, agenda.disputes), *_reorganisations(view, agenda))


def _disputes(view: View, disputes: Sequence[Dispute]) -> Iterator[Term]:
    """The person's term for observations, then the evaluator's for the answer. Source: R-22."""
    for dispute in disputes:
        regulation = regulation_at(view, dispute.regulation).regulation
        due = conciliation_terms(dispute.notified_on, dispute.observed_on, None, regulation)
        subject = f"{dispute.person}/{dispute.year}"
        person, evaluator = only(dispute.person), only(dispute.evaluator)
        if due.reply_deadline is not None and dispute.observed_on is not None:
            yield Term(
                "conciliazione",
                f"{subject}/answer",
                ((evaluator,),),
                dispute.observed_on,
                due.reply_deadline,
                late_to=((evaluator, person),),
            )
        else:
            yield Term(
                "conciliazione",
                f"{subject}/observe",
                ((person,),),
                dispute.notified_on,
                due.observations_deadline,
            )


def _reorganisations(view: View, agenda: Agenda) -> Iterator[Term]:
    """New objectives are due, until one is added to the unit. Source: R-20."""
    plan = view.plan
    for unit, effective in agenda.reorganisations:
        given = any(
            day >= effective and unit in (plan.objectives[code].unit, _area_of(plan, code))
            for code, day in plan.added_on.items()
        )
        if not given:
            area = plan.area_of_service.get(unit, unit)
            to = ((f"{Role.DIRIGENTE}:{area}",), SEGRETARIO_LEVEL)
            due_on = reorganisation_deadline(effective, regulation_in_force(view))
            yield Term("reassignment", unit, to, effective, due_on, late_to=to)


def _area_of(plan: PlanInForce, objective: str) -> str | None:
    return plan.area_of_service.get(plan.objectives[objective].unit)
