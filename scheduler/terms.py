"""Terms that a rule counts from an act: of a conciliazione, after a reorganisation."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from ledger.cycle.agenda import Agenda, Dispute
from ledger.evaluation.adopted import regulation_at, regulation_in_force
from ledger.events.calendar import Subject
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan.inforce import PlanInForce
from ledger.regulation import Regulation
from ledger.scoring.conciliation import conciliation_terms
from ledger.scoring.days import reorganisation_deadline
from ledger.view import View
from scheduler.apart import Apart
from scheduler.levels import SEGRETARIO_LEVEL, Levels, only


@dataclass(frozen=True)
class Term:
    """Something to be done by a day that a rule gives, counted from the day `since`.

    `late_to`: who hears once that it was not done; empty where silence is a choice.
    """

    kind: str
    subject: Subject
    to: Levels
    since: dt.date
    due_on: dt.date
    late_to: Levels = ()


def terms(view: View, agenda: Agenda, plans: Sequence[PlanInForce], apart: Apart) -> Iterator[Term]:
    """`plans` are those of the years still open, the oldest first."""
    for dispute in agenda.disputes:
        subject = Subject(year=dispute.year, person=dispute.person)
        yield from apart.look("conciliazione", subject, partial(_dispute, view, dispute))
    for unit, effective in agenda.reorganisations:
        subject = Subject(year=effective.year, code=unit)
        find = partial(_reorganisation, plans, unit, effective, regulation_in_force(view))
        yield from apart.look("reassignment", subject, find)


def _dispute(view: View, dispute: Dispute) -> Iterator[Term]:
    """The person's term for observations, then the evaluator's for the answer. Source: R-22."""
    regulation = regulation_at(view, dispute.regulation).regulation
    due = conciliation_terms(dispute.notified_on, dispute.observed_on, None, regulation)
    person, evaluator = only(dispute.person), only(dispute.evaluator)
    subject = Subject(year=dispute.year, person=dispute.person, part=dispute.part or None)
    if due.reply_deadline is not None and dispute.observed_on is not None:
        yield Term(
            "conciliazione",
            subject.model_copy(update={"step": "answer"}),
            ((evaluator,),),
            dispute.observed_on,
            due.reply_deadline,
            late_to=((evaluator, person),),
        )
    else:
        yield Term(
            "conciliazione",
            subject.model_copy(update={"step": "observe"}),
            ((person,),),
            dispute.notified_on,
            due.observations_deadline,
        )


def _reorganisation(
    plans: Sequence[PlanInForce], unit: str, effective: dt.date, regulation: Regulation
) -> Iterator[Term]:
    """New objectives are due, until one is added to the unit, that year or since. Source: R-20."""
    since = [plan for plan in plans if plan.year >= effective.year]
    if not since or any(_given(plan, unit, effective) for plan in since):
        return
    area = since[0].area_of_service.get(unit, unit)
    to = ((f"{Role.DIRIGENTE}:{area}",), SEGRETARIO_LEVEL)
    due_on = reorganisation_deadline(effective, regulation)
    subject = Subject(year=effective.year, code=unit)
    yield Term("reassignment", subject, to, effective, due_on, late_to=to)


def _given(plan: PlanInForce, unit: str, effective: dt.date) -> bool:
    """Whether the unit, or its area, was given an objective from that day on."""
    for code, day in plan.added_on.items():
        of_unit = plan.objectives[code].unit
        if day >= effective and unit in (of_unit, plan.area_of_service.get(of_unit)):
            return True
    return False
