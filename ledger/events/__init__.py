"""What happened: frozen facts, past tense. One module per part of the cycle, with its union.

Events carry facts, never derived numbers. A stored event is never rewritten: when a shape changes
it gets a new `SCHEMA` and an upcaster here. An event is found by being in its module's union, at
the foot of the page that defines it: nothing here names it.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from ledger.bounds import STORED
from ledger.events import calendar_lifted
from ledger.events.base import Fact as Fact
from ledger.events.base import Personal as Personal
from ledger.events.base import PlanFact as PlanFact
from ledger.events.base import canonical as canonical
from ledger.events.base import plan_facts
from ledger.events.calendar import *
from ledger.events.calendar import CalendarEvent
from ledger.events.cycle import *
from ledger.events.cycle import CycleEvent
from ledger.events.evaluation import *
from ledger.events.evaluation import EvaluationEvent
from ledger.events.nucleo import *
from ledger.events.nucleo import NucleoEvent
from ledger.events.papers import *
from ledger.events.papers import PaperEvent
from ledger.events.people import *
from ledger.events.people import PeopleEvent
from ledger.events.personnel import *
from ledger.events.personnel import PersonnelEvent
from ledger.events.plan import *
from ledger.events.plan import PlanEvent
from ledger.events.progress import *
from ledger.events.progress import ProgressEvent

Event = Annotated[
    PlanEvent
    | PeopleEvent
    | ProgressEvent
    | EvaluationEvent
    | PersonnelEvent
    | CycleEvent
    | CalendarEvent
    | NucleoEvent
    | PaperEvent,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)

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


_GAINED_FIELDS = (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceValidated,
    MonitoringReported,
    PhaseOpened,
    RegulationAdopted,
    SchedaAcknowledged,
    TalkHeld,
)

_GAINED_WHY = (TargetSet, BaselineSet, WeightsSet, DeadlineSet)

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    **{(kind.__name__, 1): _as_it_was for kind in _GAINED_FIELDS},
    **{(kind.__name__, 1): _with_its_year for kind in plan_facts()},
    **{(kind.__name__, 2): _as_it_was for kind in _GAINED_WHY},
    ("PayoutListApproved", 1): _totals,
    ("RegulationAdopted", 2): _as_it_was,
    **calendar_lifted.LIFTED,
}
"""From (type, old schema) to what lifts its data to the next one; it is also given the year of the
plan that was in force when the event was written."""


def dump(event: Fact) -> str:
    """An event's data as stored: canonical JSON without its type and without what is not set."""
    return canonical(
        event.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"type"})
    )


def load(type_: str, schema: int, data: str, year: int = 0) -> Event:
    """A stored event, lifted to its present shape; `year` is that of the plan in force then."""
    body = json.loads(data)
    while upcaster := UPCASTERS.get((type_, schema)):
        body, schema = upcaster(body, year), schema + 1
    return _ADAPTER.validate_python({**body, "type": type_}, strict=False, context=STORED)


@dataclass(frozen=True)
class Envelope:
    """What is written of each event. Two times on purpose: `effective_on` is the day the fact is
    about, `recorded_at` the instant it became known."""

    seq: int
    stream: str
    version: int
    type: str
    schema: int
    recorded_at: dt.datetime
    effective_on: dt.date
    actor: str
    cause: str
    key: str
    data: str
    prev: str
    hash: str
    plan_year: int = 0
    """Not stored: the year of the plan in force when an event of an old shape was written."""

    @property
    def event(self) -> Event:
        return load(self.type, self.schema, self.data, self.plan_year)
