"""What happened: frozen facts, past tense, one union at the foot.

Events carry facts, never derived numbers. A stored event is never rewritten: when a shape changes
it gets a new `schema` and an upcaster beside the class (`UPCASTERS`).

Fields marked `Personal` hold what is about a person and not about the plan, so that they can be
encrypted with a key per person later.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ledger.people import Role
from ledger.plan import Goal, Objective, Plan

PERSONAL = "personal"
Personal = Annotated[str, PERSONAL]

Mode = Literal["absolute", "increment", "ratio", "milestone"]


class Fact(BaseModel):
    """Base of all events. `stream` is the thing whose story the event belongs to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    SCHEMA: ClassVar[int] = 1

    @property
    def stream(self) -> str:
        raise NotImplementedError


class PlanAdopted(Fact):
    """The Segretario adopted the year's plan, with the anomalies its document has."""

    type: Literal["PlanAdopted"] = "PlanAdopted"
    plan: Plan

    @property
    def stream(self) -> str:
        return "plan"


class ObjectiveAmended(Fact):
    """A corrected document changed what an objective or its indicators say."""

    type: Literal["ObjectiveAmended"] = "ObjectiveAmended"
    objective: Objective
    former_code: str | None = None

    @property
    def stream(self) -> str:
        return f"objective:{self.objective.code}"


class ObjectiveAdded(Fact):
    """A dirigente added an objective in the year; `weights` are the new ones of its group."""

    type: Literal["ObjectiveAdded"] = "ObjectiveAdded"
    objective: Objective
    weights: dict[str, Decimal] = Field(default_factory=dict)

    @property
    def stream(self) -> str:
        return f"objective:{self.objective.code}"


class ObjectiveCancelled(Fact):
    """An objective left the plan on a day, for a reason."""

    type: Literal["ObjectiveCancelled"] = "ObjectiveCancelled"
    code: str
    reason: str

    @property
    def stream(self) -> str:
        return f"objective:{self.code}"


class TargetSet(Fact):
    """Somebody entitled fixed or changed an indicator's target."""

    type: Literal["TargetSet"] = "TargetSet"
    code: str
    target: Goal

    @property
    def stream(self) -> str:
        return f"indicator:{self.code}"


class BaselineSet(Fact):
    """Somebody entitled fixed or changed the figure an indicator starts from."""

    type: Literal["BaselineSet"] = "BaselineSet"
    code: str
    baseline: Decimal

    @property
    def stream(self) -> str:
        return f"indicator:{self.code}"


class WeightsSet(Fact):
    """Percent weights of objectives in a group, or of indicators in an objective."""

    type: Literal["WeightsSet"] = "WeightsSet"
    group: str
    weights: dict[str, Decimal]

    @property
    def stream(self) -> str:
        return f"weights:{self.group}"


class DeadlineSet(Fact):
    """A new deadline for an objective, or for one of its indicators."""

    type: Literal["DeadlineSet"] = "DeadlineSet"
    code: str
    deadline: dt.date

    @property
    def stream(self) -> str:
        return f"{'indicator' if self.code.count('.') > 1 else 'objective'}:{self.code}"


class AliasAdded(Fact):
    """Words that name an indicator, for the whole ente or, when learnt, for one office."""

    type: Literal["AliasAdded"] = "AliasAdded"
    code: str
    words: str
    office: str | None = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.code}"


class AliasRemoved(Fact):
    """An alias no longer names the indicator."""

    type: Literal["AliasRemoved"] = "AliasRemoved"
    code: str
    words: str
    office: str | None = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.code}"


class AnomalySettled(Fact):
    """Somebody entitled said what an anomaly of the document comes to.

    `value` is the reading taken, as typed: a day, a code, or free words; None where the anomaly is
    acknowledged without a value.
    """

    type: Literal["AnomalySettled"] = "AnomalySettled"
    anomaly: int
    kind: str
    where: str
    value: str | None = None

    @property
    def stream(self) -> str:
        return f"anomaly:{self.anomaly}"


class PersonAdded(Fact):
    """A person was enrolled."""

    type: Literal["PersonAdded"] = "PersonAdded"
    person: str
    name: Personal

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PostAssigned(Fact):
    """A person was given a post, possibly ad interim, between two days."""

    type: Literal["PostAssigned"] = "PostAssigned"
    person: str
    role: Role
    unit: str | None = None
    interim: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class InvitationIssued(Fact):
    """An admin issued a one-time code; only its hash is kept."""

    type: Literal["InvitationIssued"] = "InvitationIssued"
    person: str
    code_hash: str
    expires_at: dt.datetime

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatBound(Fact):
    """A person used an invitation: this Telegram user is them."""

    type: Literal["ChatBound"] = "ChatBound"
    person: str
    code_hash: str
    user_id: Personal

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ProgressRecorded(Fact):
    """An officer reported how an indicator stands, and confirmed what the bot had read.

    The envelope's `effective_on` is the day of the fact. `capacity` is the role they spoke in.
    """

    type: Literal["ProgressRecorded"] = "ProgressRecorded"
    indicator: str
    mode: Mode
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    capacity: Role
    note: str | None = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


class ProgressCorrected(Fact):
    """A report was corrected; it keeps its place. `report` is the seq of what it corrects."""

    type: Literal["ProgressCorrected"] = "ProgressCorrected"
    report: int
    indicator: str
    mode: Mode
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: str

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


class ProgressUndone(Fact):
    """A report was taken back."""

    type: Literal["ProgressUndone"] = "ProgressUndone"
    report: int
    indicator: str
    reason: str

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


class ProgressValidated(Fact):
    """Who answers for the office confirmed a report."""

    type: Literal["ProgressValidated"] = "ProgressValidated"
    report: int
    indicator: str

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


class ProgressContested(Fact):
    """Who answers for the office rejected a report, with the reason; it no longer counts."""

    type: Literal["ProgressContested"] = "ProgressContested"
    report: int
    indicator: str
    reason: str

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


class EvidenceAttached(Fact):
    """A file that proves a report, kept outside the log and bound by its SHA-256."""

    type: Literal["EvidenceAttached"] = "EvidenceAttached"
    report: int
    indicator: str
    sha256: str
    size: int
    media_type: str
    name: Personal

    @property
    def stream(self) -> str:
        return f"indicator:{self.indicator}"


Event = Annotated[
    PlanAdopted
    | ObjectiveAmended
    | ObjectiveAdded
    | ObjectiveCancelled
    | TargetSet
    | BaselineSet
    | WeightsSet
    | DeadlineSet
    | AliasAdded
    | AliasRemoved
    | AnomalySettled
    | PersonAdded
    | PostAssigned
    | InvitationIssued
    | ChatBound
    | ProgressRecorded
    | ProgressCorrected
    | ProgressUndone
    | ProgressValidated
    | ProgressContested
    | EvidenceAttached,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""From (type, old schema) to the function that lifts its data to the next schema."""


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, exact strings for numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def dump(event: Fact) -> str:
    """An event's data as stored: canonical JSON without its type and without what is not set."""
    return canonical(
        event.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"type"})
    )


def load(type_: str, schema: int, data: str) -> Event:
    """A stored event, lifted to its present shape."""
    body = json.loads(data)
    while upcaster := UPCASTERS.get((type_, schema)):
        body, schema = upcaster(body), schema + 1
    return _ADAPTER.validate_python({**body, "type": type_}, strict=False)


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

    @property
    def event(self) -> Event:
        return load(self.type, self.schema, self.data)
