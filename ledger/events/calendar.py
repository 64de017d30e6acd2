"""The cycle's calendar: what people were told, what they asked of it, and what it waits for."""

import datetime as dt
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from ledger.events.base import Fact, PlanFact, Words, canonical

CampaignKind = Literal["infra-annual", "ente"]
"""The yearly check of TUEL, art. 193, or one of the ente's own."""


class Value(BaseModel):
    """A frozen part of an event; also its canonical JSON, where a table needs it as a key."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @property
    def written(self) -> str:
        """As it stands in tables, where it is the key too."""
        return canonical(self.model_dump(mode="json", exclude_none=True))


class Subject(Value):
    """What a line is about: its year, where it belongs to one, and what names it there."""

    year: int | None = None
    code: str | None = None
    """An objective, an indicator, a unit, a group of weights, a place of the plan's document, or a
    campaign."""
    phase: str | None = None
    """A kind of statutory date, `relazione`; `plan` is the draft of a year's plan."""
    person: str | None = None
    part: str | None = None
    """The unit, where the person has a scheda for each of two."""
    step: str | None = None
    """What is to be done about it (`observe`, `answer`, `evaluate`); of a fault, what kind of
    notice could not be made."""

    @property
    def text(self) -> str:
        """As scripts and people read it; nothing is read from it."""
        if self.phase is not None:
            return f"{self.phase}/{self.year}"
        found = ":".join(part for part in (self.code, self.person, self.part) if part)
        if self.step is None:
            return found
        year = None if self.year is None else str(self.year)
        return "/".join(part for part in (found, year, self.step) if part)


StageName = Literal["before", "opened", "late", "up", "week", "month", "once"]


class Stage(Value):
    """How far a line has come. Of a matter only the stage told last is remembered.

    `day` is what the stage is counted from: the deadline or the end of a term (`before`, `opened`,
    `late`, `up`), the weekly day (`week`), the first of the month (`month`), or the day it began
    (`once`; `up` for a silence).
    """

    name: StageName
    day: dt.date
    count: int | None = None
    """Days before, or levels up; of an opening, the event that opened it."""
    put_off: dt.datetime | None = None
    """Until when the person asked not to hear of it: it is told once more then."""

    @property
    def repeats(self) -> bool:
        """Whether it comes back each week or month: none is told after a later."""
        return self.name in ("week", "month")

    @property
    def text(self) -> str:
        """As scripts and people read it; nothing is read from it."""
        day = f"{self.day:%Y-%m}" if self.name == "month" else self.day.isoformat()
        if self.name in ("opened", "late"):
            day = f"{day}/{self.name}"
        if self.count is not None:
            day = f"{day}/{self.count}"
        return day if self.put_off is None else f"{day}~{self.put_off.isoformat()}"


class Told(Value):
    """One line of a message. With the person, `kind`, `subject` and `stage` say it once."""

    kind: str
    subject: Subject
    stage: Stage


class NoticeSent(Fact):
    """The calendar told a person, or a group, what was due; in the same transaction the message
    was put in the outbox."""

    SCHEMA: ClassVar[int] = 2
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

    SCHEMA: ClassVar[int] = 2
    type: Literal["Snoozed"] = "Snoozed"
    person: str
    topic: Subject
    until: dt.datetime

    @property
    def stream(self) -> str:
        return f"notices:{self.person}"


class ReminderDeclined(PlanFact):
    """A person said that an objective (`topic`) is not theirs to do; who is above them will say
    whose it is."""

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

    SEALED_AS: ClassVar[str | None] = "PersonnelFactRecorded"
    type: Literal["LeaveAnnounced"] = "LeaveAnnounced"
    person: str
    since: dt.date
    until: dt.date
    substitute: str | None = None

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class LeaveWithdrawn(Fact):
    """The personnel office: an announcement was wrong, also one whose days are past; `leave` is the
    number of its event."""

    SEALED_AS: ClassVar[str | None] = "PersonnelFactRecorded"
    type: Literal["LeaveWithdrawn"] = "LeaveWithdrawn"
    person: str
    leave: int

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class LeaveEnded(Fact):
    """The personnel office: from this day a person is back, or will not go at all."""

    SEALED_AS: ClassVar[str | None] = "PersonnelFactRecorded"
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

    SCHEMA: ClassVar[int] = 2
    type: Literal["GroupBound"] = "GroupBound"
    chat: Words[str]
    area: str
    topic: int | None = None
    """Where in a group that is kept by topics; not known of what was written before."""

    @property
    def stream(self) -> str:
        return f"area:{self.area}"

    def whose(self, actor: str) -> str:
        """A group is of its area and of no person."""
        return f"@{self.stream}"


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
    chat: Words[str]

    @property
    def stream(self) -> str:
        return f"area:{self.area}"

    def whose(self, actor: str) -> str:
        """A group is of its area and of no person."""
        return f"@{self.stream}"


class CampaignOpened(PlanFact):
    """The Segretario asked everybody in a scope of the year's plan for fresh data by a day.

    `campaign` names it among those of all years.
    """

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
    """The Segretario said that a year's phase with a date of its own (PIAO, Relazione) is done."""

    SCHEMA: ClassVar[int] = 2
    type: Literal["PhaseDone"] = "PhaseDone"
    phase: str
    year: int

    @property
    def stream(self) -> str:
        return f"phase:{self.year}:{self.phase}"


CalendarEvent = (
    NoticeSent
    | Snoozed
    | ReminderDeclined
    | ReminderReturned
    | ReminderSettingsChanged
    | LeaveAnnounced
    | LeaveEnded
    | LeaveWithdrawn
    | PersonUnreachable
    | PersonReachable
    | GroupBound
    | GroupUnbound
    | GroupMoved
    | CampaignOpened
    | CampaignClosed
    | PhaseDone
)
"""Every event of this module: being here is how one is found."""
