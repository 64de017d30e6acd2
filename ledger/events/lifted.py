"""Events of older shapes, lifted step by step to the present. What is stored is never rewritten."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ledger.events import calendar, calendar_lifted, evaluation, plan, progress
from ledger.events.base import PlanFact, canonical
from ledger.events.cycle import MonitoringReported, PhaseOpened

Upcaster = Callable[[dict[str, Any], int], dict[str, Any]]


def _with_its_year(body: dict[str, Any], year: int) -> dict[str, Any]:
    """Before plans had years beside each other there was one: the one in force then."""
    return {**body, "year": year}


def _totals(body: dict[str, Any], year: int) -> dict[str, Any]:
    """A list was once euros by person and nothing else."""
    lines = {key: {"total": total} for key, total in json.loads(body["lines"]).items()}
    return {**body, "lines": canonical(lines)}


def _as_it_was(body: dict[str, Any], year: int) -> dict[str, Any]:
    """What the shape gained is not known of what was written before."""
    return body


_OF_A_PLAN = {
    kind
    for module in (plan, progress, calendar)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, PlanFact) and kind is not PlanFact
}
_GAINED_FIELDS = (
    evaluation.EntityPerformanceApproved,
    evaluation.EntityPerformanceProposed,
    evaluation.EntityPerformanceValidated,
    MonitoringReported,
    PhaseOpened,
    evaluation.RegulationAdopted,
    evaluation.SchedaAcknowledged,
    evaluation.TalkHeld,
)
_GAINED_WHY = (plan.TargetSet, plan.BaselineSet, plan.WeightsSet, plan.DeadlineSet)

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    **{(kind.__name__, 1): _as_it_was for kind in _GAINED_FIELDS},
    **{(kind.__name__, 1): _with_its_year for kind in _OF_A_PLAN},
    **{(kind.__name__, 2): _as_it_was for kind in _GAINED_WHY},
    ("PayoutListApproved", 1): _totals,
    ("RegulationAdopted", 2): _as_it_was,
    **calendar_lifted.LIFTED,
}
"""From (type, old schema) to what lifts its data to the next one; it is also given the year of the
plan that was in force when the event was written."""
