"""The cycle's calendar: what people were told, what they asked of it, and what it waits for."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ledger.events.base import Fact, Personal, PlanFact

CampaignKind = Literal["infra-annual", "ente"]
"""The yearly check of TUEL, art. 193, or one of the ente's own."""


class Told(BaseModel):
    """One line of a message. With the person, `kind`, `subject` and `stage` say it once."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    subject: str
    stage: str


class NoticeSent(Fact):
    """The calendar told a person, or a group, what was due; in the same transaction the message
    was put in the outbox."""

    type: Literal["NoticeSent"] = "NoticeSent"
    to: str
    number: int
    """Which message of the day it was."""
    told: tuple[Told, ...]

    @property
    def stream(self) -> str:
        return f"notices:{self.to}"


class Snoozed(Fact):
    """A person asked to hear of something later."""

    type: Literal["Snoozed"] = "Snoozed"
    person: str
    topic: str
    until: dt.datetime

    @property
    def stream(self) -> str:
        return f"notices:{self.person}"


class ReminderDeclined(PlanFact):
    """A person said that something is not theirs to do; who is above them will say whose it is."""

    type: Literal["ReminderDeclined"] = "ReminderDeclined"
    person: str
    topic: str

    @property
    def stream(self) -> str:
        return f"notices:{self.person}"


class ReminderReturned(PlanFact):
    """Who is above a person said that it is theirs all the same."""

    type: Literal["ReminderReturned"] = "ReminderReturned"
    person: str
    topic: str

    @property
    def stream(self) -> str:
        return f"notices:{self.person}"


class ReminderSettingsChanged(Fact):
    """A person chose the hour, the weekday, or what not to hear of; None is as the ente has it."""

    type: Literal["ReminderSettingsChanged"] = "ReminderSettingsChanged"
    person: str
    hour: int | None = None
    weekday: int | None = None
    silenced: tuple[str, ...] = ()
    weeks: int | None = None
    """Between one telling and the next of what may be silenced and is not."""

    @property
    def stream(self) -> str:
        return f"notices:{self.person}"


class LeaveAnnounced(Fact):
    """The personnel office: a person will be away, both days included; perhaps who stands in."""

    type: Literal["LeaveAnnounced"] = "LeaveAnnounced"
    person: str
    since: dt.date
    until: dt.date
    substitute: str | None = None

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class LeaveEnded(Fact):
    """The personnel office: from this day a person is back, or will not go at all."""

    type: Literal["LeaveEnded"] = "LeaveEnded"
    person: str

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PersonUnreachable(Fact):
    """Telegram said that a person does not want to hear from the bot."""

    type: Literal["PersonUnreachable"] = "PersonUnreachable"
    person: str

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PersonReachable(Fact):
    """A person who did not want to hear from the bot wrote to it again."""

    type: Literal["PersonReachable"] = "PersonReachable"
    person: str

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class GroupBound(Fact):
    """The dirigente of an area bound a group chat to it."""

    type: Literal["GroupBound"] = "GroupBound"
    chat: Personal
    area: str

    @property
    def stream(self) -> str:
        return f"area:{self.area}"


class GroupUnbound(Fact):
    """The group of an area hears nothing more."""

    type: Literal["GroupUnbound"] = "GroupUnbound"
    area: str

    @property
    def stream(self) -> str:
        return f"area:{self.area}"


class GroupMoved(Fact):
    """Telegram gave a group another number."""

    type: Literal["GroupMoved"] = "GroupMoved"
    area: str
    chat: Personal

    @property
    def stream(self) -> str:
        return f"area:{self.area}"


class CampaignOpened(PlanFact):
    """The Segretario asked everybody in a scope for fresh data by a day."""

    type: Literal["CampaignOpened"] = "CampaignOpened"
    campaign: str
    name: str
    kind: CampaignKind
    scope: str
    due_on: dt.date

    @property
    def stream(self) -> str:
        return f"campaign:{self.campaign}"


class CampaignClosed(Fact):
    """The Segretario closed a campaign: nobody owes anything for it any more."""

    type: Literal["CampaignClosed"] = "CampaignClosed"
    campaign: str

    @property
    def stream(self) -> str:
        return f"campaign:{self.campaign}"


class PhaseDone(Fact):
    """The Segretario said that a phase with a date of its own (PIAO, Relazione) is done."""

    type: Literal["PhaseDone"] = "PhaseDone"
    phase: str

    @property
    def stream(self) -> str:
        return f"phase:{self.phase}"
