"""What the calendar looks at, read once: plan, values, posts, and what was told before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.commands.authority import reporters, unit_setters
from ledger.cycle.agenda import Agenda
from ledger.plan import TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import Value
from ledger.view import OpenAnomaly, ReportRow, View
from scheduler.levels import SEGRETARIO_LEVEL, Levels, only
from scheduler.terms import Term, terms


@dataclass(frozen=True)
class Record:
    plan: PlanInForce
    values: Mapping[str, Value]
    holders: Mapping[str, tuple[str, ...]]
    """By post, as owners are named: who holds it today."""
    waiting: Sequence[ReportRow]
    anomalies: Sequence[OpenAnomaly]
    agenda: Agenda
    terms: tuple[Term, ...]


def read(view: View, day: dt.date) -> Record:
    """Raises NoPlan."""
    holders: dict[str, tuple[str, ...]] = {}
    for person in view.people():
        holders[only(person.code)] = (person.code,)
        for post in person.posts:
            if post.held_on(day) and person.code not in holders.get(post.name, ()):
                holders[post.name] = (*holders.get(post.name, ()), person.code)
    agenda = view.agenda()
    return Record(
        view.plan,
        view.standings([*view.plan.indicators]),
        holders,
        view.waiting(),
        view.anomalies(),
        agenda,
        terms(view, agenda),
    )


def who_reports(plan: PlanInForce, code: str) -> Levels:
    """EQ, then dirigente, then Segretario; transversal objectives begin with their dirigenti."""
    objective = plan.objective_of(code)
    posts = reporters(plan, code)
    if SEGRETARIO_LEVEL[0] in posts:
        return (posts,)
    if objective.unit == TRANSVERSAL:
        return (posts, SEGRETARIO_LEVEL)
    return (posts[:1], posts[1:], SEGRETARIO_LEVEL)


def who_sets(plan: PlanInForce, unit: str) -> Levels:
    """Who fixes targets and weights and settles anomalies, one level a post."""
    return tuple((post,) for post in unit_setters(plan, unit))
