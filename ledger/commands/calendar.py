"""The calendar: what was told, what people ask of it, campaigns, absences, terms, groups."""

import datetime as dt
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import require, setters
from ledger.cycle.agenda import Campaign
from ledger.errors import (
    Act,
    BadFrequency,
    BadPeriod,
    CannotSilence,
    NoChange,
    NotAllowed,
    OutOfHours,
    PastDay,
    UnknownMatter,
    UnknownPerson,
)
from ledger.evaluation.adopted import regulation_in_force
from ledger.events.calendar import (
    CampaignClosed,
    CampaignKind,
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
    Told,
)
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.view import View

CALENDAR = "calendar"
"""The actor of what nobody asked for: notices, and what Telegram says of chats."""

SEGRETARIO = (str(Role.SEGRETARIO),)
PERSONALE = (str(Role.PERSONALE),)
FREQUENCIES = (1, 2, 4)
"""Weeks between one telling and the next, as a person may choose."""

LONGEST_SNOOZE = dt.timedelta(days=31)


@dataclass(frozen=True)
class TellNotice:
    to: str
    number: int
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Snooze:
    topic: str
    until: dt.datetime


@dataclass(frozen=True)
class DeclineReminder:
    """`topic` is an objective."""

    topic: str
    year: int | None = None


@dataclass(frozen=True)
class ReturnReminder:
    person: str
    topic: str
    year: int | None = None


@dataclass(frozen=True)
class ChangeSettings:
    hour: int | None = None
    weekday: int | None = None
    silenced: tuple[str, ...] = ()
    weeks: int | None = None


@dataclass(frozen=True)
class AnnounceLeave:
    person: str
    since: dt.date
    until: dt.date
    substitute: str | None = None


@dataclass(frozen=True)
class EndLeave:
    person: str


@dataclass(frozen=True)
class MarkUnreachable:
    person: str


@dataclass(frozen=True)
class MarkReachable:
    person: str


@dataclass(frozen=True)
class BindGroup:
    chat: str
    area: str


@dataclass(frozen=True)
class UnbindGroup:
    area: str


@dataclass(frozen=True)
class MoveGroup:
    chat: str
    to: str


@dataclass(frozen=True)
class OpenCampaign:
    name: str
    due_on: dt.date
    kind: CampaignKind = "ente"
    scope: str = ENTE
    year: int | None = None


@dataclass(frozen=True)
class CloseCampaign:
    campaign: str


@dataclass(frozen=True)
class FinishPhase:
    """`phase` is a kind of statutory date and its year: `relazione/2025`."""

    phase: str


def _own_act(actor: str, subject: str) -> None:
    """What only the program itself may record."""
    if actor != CALENDAR:
        raise NotAllowed(Act.REMIND, subject, ())


def tell_notice(view: View, command: TellNotice, actor: str, now: dt.datetime) -> list[Decision]:
    _own_act(actor, command.to)
    event = NoticeSent(to=command.to, number=command.number, told=command.told)
    return [Decision(event, day_of(now))]


def snooze(view: View, command: Snooze, actor: str, now: dt.datetime) -> list[Decision]:
    if not now < command.until <= now + LONGEST_SNOOZE:
        raise BadPeriod()
    event = Snoozed(person=actor, topic=command.topic, until=command.until)
    return [Decision(event, day_of(now))]


def decline(view: View, command: DeclineReminder, actor: str, now: dt.datetime) -> list[Decision]:
    topic = view.plan.objective_of(view.plan.resolve(command.topic)).code
    if (actor, topic) in view.agenda().declined:
        raise NoChange(topic)
    return [Decision(ReminderDeclined(year=view.year, person=actor, topic=topic), day_of(now))]


def return_reminder(
    view: View, command: ReturnReminder, actor: str, now: dt.datetime
) -> list[Decision]:
    require(view, actor, Act.REMIND, command.topic, setters(view.plan, command.topic), day_of(now))
    if (command.person, command.topic) not in view.agenda().declined:
        raise NoChange(command.topic)
    event = ReminderReturned(year=view.year, person=command.person, topic=command.topic)
    return [Decision(event, day_of(now))]


def change_settings(
    view: View, command: ChangeSettings, actor: str, now: dt.datetime
) -> list[Decision]:
    rules = regulation_in_force(view).reminders
    hours = rules.hours
    if command.hour is not None and not hours.from_hour <= command.hour < hours.to_hour:
        raise OutOfHours(hours.from_hour, hours.to_hour)
    if command.weekday is not None and command.weekday not in hours.weekdays:
        raise OutOfHours(hours.from_hour, hours.to_hour)
    if command.weeks is not None and command.weeks not in FREQUENCIES:
        raise BadFrequency(command.weeks)
    for kind in command.silenced:
        if kind not in rules.may_silence:
            raise CannotSilence(kind)
    event = ReminderSettingsChanged(
        person=actor,
        hour=command.hour,
        weekday=command.weekday,
        silenced=tuple(sorted(set(command.silenced))),
        weeks=command.weeks,
    )
    return [Decision(event, day_of(now))]


def announce_leave(
    view: View, command: AnnounceLeave, actor: str, now: dt.datetime
) -> list[Decision]:
    require(view, actor, Act.ABSENCE, command.person, PERSONALE, day_of(now))
    if command.until < command.since or command.substitute == command.person:
        raise BadPeriod()
    for person in filter(None, (command.person, command.substitute)):
        if view.person(person) is None:
            raise UnknownPerson(person)
    event = LeaveAnnounced(
        person=command.person,
        since=command.since,
        until=command.until,
        substitute=command.substitute,
    )
    return [Decision(event, day_of(now))]


def end_leave(view: View, command: EndLeave, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.ABSENCE, command.person, PERSONALE, today)
    if view.person(command.person) is None:
        raise UnknownPerson(command.person)
    if all(leave.until < today for leave in view.agenda().absences.get(command.person, ())):
        raise NoChange(command.person)
    return [Decision(LeaveEnded(person=command.person), today)]


def mark_unreachable(
    view: View, command: MarkUnreachable, actor: str, now: dt.datetime
) -> list[Decision]:
    _own_act(actor, command.person)
    if command.person in view.agenda().unreachable:
        return []
    return [Decision(PersonUnreachable(person=command.person), day_of(now))]


def mark_reachable(
    view: View, command: MarkReachable, actor: str, now: dt.datetime
) -> list[Decision]:
    if command.person not in view.agenda().unreachable:
        return []
    return [Decision(PersonReachable(person=command.person), day_of(now))]


def bind_group(view: View, command: BindGroup, actor: str, now: dt.datetime) -> list[Decision]:
    area = _area(view, command.area, actor, now)
    if view.agenda().groups.get(area) == command.chat:
        raise NoChange(area)
    return [Decision(GroupBound(chat=command.chat, area=area), day_of(now))]


def unbind_group(view: View, command: UnbindGroup, actor: str, now: dt.datetime) -> list[Decision]:
    area = _area(view, command.area, actor, now)
    if area not in view.agenda().groups:
        raise NoChange(area)
    return [Decision(GroupUnbound(area=area), day_of(now))]


def _area(view: View, typed: str, actor: str, now: dt.datetime) -> str:
    area = view.plan.resolve_unit(typed)
    area = view.plan.area_of_service.get(area, area)
    require(view, actor, Act.GROUP, area, (f"{Role.DIRIGENTE}:{area}",), day_of(now))
    return area


def move_group(view: View, command: MoveGroup, actor: str, now: dt.datetime) -> list[Decision]:
    _own_act(actor, command.chat)
    areas = [area for area, chat in view.agenda().groups.items() if chat == command.chat]
    return [Decision(GroupMoved(area=a, chat=command.to), day_of(now)) for a in areas]


def open_campaign(
    view: View, command: OpenCampaign, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    scope = view.plan.resolve_scope(command.scope)
    require(view, actor, Act.CYCLE, scope, SEGRETARIO, today)
    if command.due_on <= today:
        raise PastDay(command.due_on)
    number = len(view.agenda().campaigns) + 1
    event = CampaignOpened(
        year=view.year,
        campaign=f"M{number}",
        name=" ".join(command.name.split())[:80] or f"M{number}",
        kind=command.kind,
        scope=scope,
        due_on=command.due_on,
    )
    return [Decision(event, today)]


def close_campaign(
    view: View, command: CloseCampaign, actor: str, now: dt.datetime
) -> list[Decision]:
    require(view, actor, Act.CYCLE, command.campaign, SEGRETARIO, day_of(now))
    open_campaign_of(view, command.campaign)
    return [Decision(CampaignClosed(campaign=command.campaign), day_of(now))]


def open_campaign_of(view: View, code: str) -> Campaign:
    """Raises UnknownMatter for one that is closed or was never there."""
    for campaign in view.agenda().campaigns:
        if campaign.code == code.upper() and campaign.closed_on is None:
            return campaign
    raise UnknownMatter(code)


def finish_phase(view: View, command: FinishPhase, actor: str, now: dt.datetime) -> list[Decision]:
    require(view, actor, Act.CYCLE, command.phase, SEGRETARIO, day_of(now))
    kind, _, year = command.phase.partition("/")
    known = {date.kind for date in regulation_in_force(view).statutory_dates}
    if kind not in known or not year.isdecimal():
        raise UnknownMatter(command.phase)
    if command.phase in view.agenda().phases_done:
        raise NoChange(command.phase)
    return [Decision(PhaseDone(phase=command.phase), day_of(now))]


DECIDERS: dict[type, Any] = {
    TellNotice: tell_notice,
    Snooze: snooze,
    DeclineReminder: decline,
    ReturnReminder: return_reminder,
    ChangeSettings: change_settings,
    AnnounceLeave: announce_leave,
    EndLeave: end_leave,
    MarkUnreachable: mark_unreachable,
    MarkReachable: mark_reachable,
    BindGroup: bind_group,
    UnbindGroup: unbind_group,
    MoveGroup: move_group,
    OpenCampaign: open_campaign,
    CloseCampaign: close_campaign,
    FinishPhase: finish_phase,
}
