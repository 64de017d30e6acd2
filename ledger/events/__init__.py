"""What happened: frozen facts, past tense, one union at the foot of this page.

Events carry facts, never derived numbers. A stored event is never rewritten: when a shape changes
it gets a new `SCHEMA` and an upcaster in `lifted`. One module per part of the cycle.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from ledger.bounds import STORED
from ledger.events.base import Fact, Personal, PlanFact, canonical
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
from ledger.events.nucleo import (
    CollegialProposed,
    CollegialVoted,
    NucleoMet,
    RelazioneValidated,
    SupportRequested,
)
from ledger.events.papers import DocumentIssued, PlainModeSet, RelazioneWritten
from ledger.events.people import (
    ChatAwaiting,
    ChatBound,
    ChatRefused,
    ChatUnbound,
    InvitationIssued,
    PersonAdded,
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
    ChangeExplained,
    DeadlineSet,
    ObjectiveAdded,
    ObjectiveAmended,
    ObjectiveCancelled,
    PlanAdopted,
    ResourcesChanged,
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
    "ChangeExplained",
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
    "PersonMoved",
    "PersonReachable",
    "PersonUnreachable",
    "Personal",
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
    "ResourcesChanged",
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
    | ChangeExplained
    | ResourcesChanged
    | AliasAdded
    | AliasRemoved
    | AnomalySettled
    | PersonAdded
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
    | CollegialProposed
    | CollegialVoted
    | NucleoMet
    | RelazioneValidated
    | SupportRequested
    | PlainModeSet,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)


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
