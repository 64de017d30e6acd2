"""What happened: frozen facts, past tense, one union at the foot of this page.

Events carry facts, never derived numbers. A stored event is never rewritten: when a shape changes
it gets a new `SCHEMA` and an upcaster (`lifted`). One module per part of the cycle.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from ledger.bounds import STORED
from ledger.events.base import Fact, PlanFact, canonical
from ledger.events.calendar import (
    CampaignClosed,
    CampaignOpened,
    GroupBound,
    GroupMoved,
    GroupUnbound,
    LeaveAnnounced,
    LeaveEnded,
    NoticeSent,
    PersonReachable,
    PersonUnreachable,
    PhaseDone,
    ReminderDeclined,
    ReminderReturned,
    ReminderSettingsChanged,
    Snoozed,
)
from ledger.events.cycle import (
    MonitoredObjective,
    MonitoringReported,
    PhaseOpened,
    PhaseOutputRecorded,
    YearClosed,
    YearReopened,
)
from ledger.events.evaluation import (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceRefused,
    EntityPerformanceValidated,
    EvaluationContributed,
    ObjectivesAssigned,
    ObjectivesConsulted,
    ObjectivesNoted,
    ObjectivesProposed,
    ObservationsAnswered,
    ObservationsFiled,
    OutcomeSigned,
    PersonalObjective,
    RegulationAdopted,
    SchedaAcknowledged,
    SchedaIssued,
    SchedaServed,
    ScoresInChatSet,
    TalkAnnotated,
    TalkHeld,
)
from ledger.events.lifted import UPCASTERS
from ledger.events.papers import DocumentIssued, PlainModeSet, RelazioneWritten
from ledger.events.people import (
    ChatAwaiting,
    ChatBound,
    ChatRefused,
    ChatUnbound,
    InvitationIssued,
    PersonAdded,
    PersonForgotten,
    PostAssigned,
    PostEnded,
)
from ledger.events.personnel import (
    AbsenceRecorded,
    BonusQuotaSet,
    EmploymentRecorded,
    EmploymentSuspended,
    GradingApproved,
    InterimGranted,
    LegalProtectionRecorded,
    MaximumSet,
    PartTimeRecorded,
    PaymentTimesRecorded,
    PayoutAdjusted,
    PayoutListApproved,
    PersonMoved,
    PersonnelFact,
    PersonnelFactAnnulled,
    PoolSet,
    PositionPayRecorded,
    PostGraded,
    SanctionImposed,
    TrainingRecorded,
    UnitReorganised,
    VerticalPartTimeRecorded,
)
from ledger.events.plan import (
    AliasAdded,
    AliasRemoved,
    AnomalySettled,
    BaselineSet,
    DeadlineSet,
    ObjectiveAdded,
    ObjectiveAmended,
    ObjectiveCancelled,
    PlanAdopted,
    TargetSet,
    WeightsSet,
)
from ledger.events.progress import (
    EvidenceAttached,
    Mode,
    ProgressContested,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
)
from ledger.events.sealed import ABOUT, Erased, Opener, dump, opened, without_what_is_erased

__all__ = [
    "UPCASTERS",
    "AbsenceRecorded",
    "AliasAdded",
    "AliasRemoved",
    "AnomalySettled",
    "BaselineSet",
    "BonusQuotaSet",
    "CampaignClosed",
    "CampaignOpened",
    "ChatAwaiting",
    "ChatBound",
    "ChatRefused",
    "ChatUnbound",
    "DeadlineSet",
    "DocumentIssued",
    "EmploymentRecorded",
    "EmploymentSuspended",
    "EntityPerformanceApproved",
    "EntityPerformanceProposed",
    "EntityPerformanceRefused",
    "EntityPerformanceValidated",
    "Envelope",
    "Erased",
    "EvaluationContributed",
    "Event",
    "EvidenceAttached",
    "Fact",
    "GradingApproved",
    "GroupBound",
    "GroupMoved",
    "GroupUnbound",
    "InterimGranted",
    "InvitationIssued",
    "LeaveAnnounced",
    "LeaveEnded",
    "LegalProtectionRecorded",
    "MaximumSet",
    "Mode",
    "MonitoredObjective",
    "MonitoringReported",
    "NoticeSent",
    "ObjectiveAdded",
    "ObjectiveAmended",
    "ObjectiveCancelled",
    "ObjectivesAssigned",
    "ObjectivesConsulted",
    "ObjectivesNoted",
    "ObjectivesProposed",
    "ObservationsAnswered",
    "ObservationsFiled",
    "OutcomeSigned",
    "PartTimeRecorded",
    "PaymentTimesRecorded",
    "PayoutAdjusted",
    "PayoutListApproved",
    "PersonAdded",
    "PersonForgotten",
    "PersonMoved",
    "PersonReachable",
    "PersonUnreachable",
    "PersonalObjective",
    "PersonnelFact",
    "PersonnelFactAnnulled",
    "PhaseDone",
    "PhaseOpened",
    "PhaseOutputRecorded",
    "PlainModeSet",
    "PlanAdopted",
    "PlanFact",
    "PoolSet",
    "PositionPayRecorded",
    "PostAssigned",
    "PostEnded",
    "PostGraded",
    "ProgressContested",
    "ProgressCorrected",
    "ProgressRecorded",
    "ProgressUndone",
    "ProgressValidated",
    "RegulationAdopted",
    "RelazioneWritten",
    "ReminderDeclined",
    "ReminderReturned",
    "ReminderSettingsChanged",
    "SanctionImposed",
    "SchedaAcknowledged",
    "SchedaIssued",
    "SchedaServed",
    "ScoresInChatSet",
    "Snoozed",
    "TalkAnnotated",
    "TalkHeld",
    "TargetSet",
    "TrainingRecorded",
    "UnitReorganised",
    "VerticalPartTimeRecorded",
    "WeightsSet",
    "YearClosed",
    "YearReopened",
    "canonical",
    "dump",
    "load",
]

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
    | PersonForgotten
    | PostAssigned
    | InvitationIssued
    | PostEnded
    | ChatBound
    | ChatAwaiting
    | ChatRefused
    | ChatUnbound
    | ProgressRecorded
    | ProgressCorrected
    | ProgressUndone
    | ProgressValidated
    | ProgressContested
    | EvidenceAttached
    | EntityPerformanceApproved
    | EntityPerformanceProposed
    | EntityPerformanceValidated
    | EvaluationContributed
    | ObservationsAnswered
    | ObservationsFiled
    | OutcomeSigned
    | RegulationAdopted
    | SchedaAcknowledged
    | SchedaIssued
    | SchedaServed
    | ScoresInChatSet
    | TalkHeld
    | AbsenceRecorded
    | BonusQuotaSet
    | EmploymentRecorded
    | EmploymentSuspended
    | InterimGranted
    | LegalProtectionRecorded
    | MaximumSet
    | PartTimeRecorded
    | PaymentTimesRecorded
    | PayoutAdjusted
    | PayoutListApproved
    | PersonMoved
    | PersonnelFactAnnulled
    | PoolSet
    | PositionPayRecorded
    | SanctionImposed
    | UnitReorganised
    | VerticalPartTimeRecorded
    | MonitoringReported
    | PhaseOpened
    | YearClosed
    | YearReopened
    | CampaignClosed
    | CampaignOpened
    | GroupBound
    | GroupMoved
    | GroupUnbound
    | LeaveAnnounced
    | LeaveEnded
    | NoticeSent
    | PersonReachable
    | PersonUnreachable
    | PhaseDone
    | ReminderDeclined
    | ReminderReturned
    | ReminderSettingsChanged
    | EntityPerformanceRefused
    | TalkAnnotated
    | ObjectivesProposed
    | ObjectivesConsulted
    | ObjectivesAssigned
    | ObjectivesNoted
    | PhaseOutputRecorded
    | TrainingRecorded
    | PostGraded
    | GradingApproved
    | Snoozed
    | DocumentIssued
    | RelazioneWritten
    | PlainModeSet,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)

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
        return Erased(type=name, person=body["person"])
    while upcaster := UPCASTERS.get((name, schema)):
        body, schema = upcaster(body, year), schema + 1
    if not found.whole:
        rest = without_what_is_erased(KINDS[name], body, keys)
        if rest is None:
            return Erased(type=name, person=body["person"])
        body = rest
    return _ADAPTER.validate_python(body, strict=False, context=STORED)


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

    @property
    def event(self) -> Event | Erased:
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
