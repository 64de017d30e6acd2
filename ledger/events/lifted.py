"""Shapes events once had, and what lifts each to the next; a stored event is never rewritten."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ledger.events import calendar, calendar_lifted, plan, progress
from ledger.events.base import PlanFact, canonical
from ledger.events.calendar import GroupBound
from ledger.events.cycle import MonitoringReported, PhaseOpened, YearClosed
from ledger.events.evaluation import (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceValidated,
    RegulationAdopted,
    SchedaAcknowledged,
    TalkHeld,
)
from ledger.events.people import ChatBound

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


def _plan_facts() -> list[str]:
    """Every kind of fact that belongs to the plan of a year and was there before it said which."""
    there = {**vars(calendar), **vars(plan), **vars(progress)}.values()
    kinds = [k for k in there if isinstance(k, type) and issubclass(k, PlanFact)]
    return [k.__name__ for k in kinds if PlanFact in k.__bases__ and k.SCHEMA > 1]


_GAINED_FIELDS = (
    ChatBound,
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceValidated,
    GroupBound,
    MonitoringReported,
    PhaseOpened,
    RegulationAdopted,
    SchedaAcknowledged,
    TalkHeld,
    YearClosed,
)

_GAINED_WHY = (
    plan.TargetSet,
    plan.BaselineSet,
    plan.WeightsSet,
    plan.DeadlineSet,
    plan.ObjectiveAmended,
)

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    **{(kind.__name__, 1): _as_it_was for kind in _GAINED_FIELDS},
    **{(name, 1): _with_its_year for name in _plan_facts()},
    **{(kind.__name__, 2): _as_it_was for kind in _GAINED_WHY},
    ("PayoutListApproved", 1): _totals,
    ("RegulationAdopted", 2): _as_it_was,
    ("RegulationAdopted", 3): _as_it_was,
    ("MonitoringReported", 2): _as_it_was,
    ("MonitoringReported", 3): _as_it_was,
    ("EntityPerformanceProposed", 2): _as_it_was,
    **calendar_lifted.LIFTED,
}
"""From (type, old schema) to what lifts its data to the next one; it is also given the year of the
plan that was in force when the event was written."""
