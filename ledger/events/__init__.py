"""What happened: frozen facts, past tense. One module per part of the cycle, with its union.

Events carry facts, never derived numbers. A stored event is never rewritten: when a shape changes
it gets a new `SCHEMA` and an upcaster (`lifted`). An event is found by being in its module's
union, at the foot of the page that defines it: nothing here names it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, cast, get_args

from pydantic import Field

from ledger.bounds import STORED
from ledger.events.base import Fact as Fact
from ledger.events.base import PlanFact as PlanFact
from ledger.events.base import canonical as canonical
from ledger.events.calendar import *
from ledger.events.calendar import CalendarEvent
from ledger.events.cycle import *
from ledger.events.cycle import CycleEvent
from ledger.events.evaluation import *
from ledger.events.evaluation import EvaluationEvent
from ledger.events.lifted import UPCASTERS as UPCASTERS
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
from ledger.events.sealed import ABOUT, opened, without_what_is_erased
from ledger.events.sealed import Erased as Erased
from ledger.events.sealed import Opener as Opener
from ledger.events.sealed import dump as dump
from ledger.events.surveys import *
from ledger.events.surveys import SurveyEvent
from ledger.later import dataclass

Event = Annotated[
    PlanEvent
    | PeopleEvent
    | ProgressEvent
    | EvaluationEvent
    | PersonnelEvent
    | CycleEvent
    | CalendarEvent
    | NucleoEvent
    | PaperEvent
    | SurveyEvent,
    Field(discriminator="type"),
]

KINDS: Mapping[str, type[Fact]] = {kind.__name__: kind for kind in get_args(get_args(Event)[0])}


def load(
    type_: str,
    schema: int,
    data: str,
    year: int = 0,
    *,
    stream: str = "",
    keys: Opener | None = None,
) -> Event | Erased:
    """A stored event, lifted to its present shape; `year` is that of the plan in force then.

    What is sealed in it is opened by the `keys`. Raises KeysMissing.
    """
    found = opened(stream, type_, data, keys)
    body, name = found.body, found.body["type"]
    body.pop(ABOUT, None)
    if name not in KINDS:
        return Erased(type=name, person=body.get("person", ""))
    while upcaster := UPCASTERS.get((name, schema)):
        body, schema = upcaster(body, year), schema + 1
    if not found.whole:
        rest = without_what_is_erased(KINDS[name], body, keys)
        if rest is None:
            return Erased(type=name, person=body.get("person", ""))
        body = rest
    return cast(Event, KINDS[name].model_validate(body, strict=False, context=STORED))


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
    keys: Opener | None = field(default=None, repr=False, compare=False)
    """Not stored: what opens what is sealed in it."""
    recorded: Fact | None = field(default=None, repr=False, compare=False)
    """Not stored: the fact itself, for who recorded it just now."""

    @property
    def event(self) -> Event | Erased:
        """The fact, lifted to its present shape."""
        if self.recorded is not None:
            return cast(Event, self.recorded)
        return load(
            self.type, self.schema, self.data, self.plan_year, stream=self.stream, keys=self.keys
        )

    def clear(self, only: str | None = None) -> dict[str, Any]:
        """What it says, with its own `type` and, as far as it can be read, what is sealed in its
        place (with `only`, of that person alone); as it was written, not lifted."""
        return opened(self.stream, self.type, self.data, self.keys, only).body

    @property
    def about(self) -> dt.date:
        """The day the fact is about, also where that is sealed; as stored once it is erased."""
        if self.type in KINDS:
            return self.effective_on
        day = self.clear().get(ABOUT)
        return dt.date.fromisoformat(day) if day else self.effective_on
