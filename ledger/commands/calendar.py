"""The calendar: what was told, what people ask of it, campaigns, terms, groups."""

import datetime as dt
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, setters
from ledger.commands.deciding import Decider, allows, decides
from ledger.cycle.agenda import Campaign
from ledger.errors import (
    Act,
    BadFrequency,
    BadPeriod,
    CannotSilence,
    NoChange,
    OutOfHours,
    PastDay,
    UnknownMatter,
)
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_in_force, regulation_of
from ledger.events.calendar import (
    CampaignClosed,
    CampaignKind,
    CampaignOpened,
    NoticeSent,
    PersonReachable,
    PersonUnreachable,
    PhaseDone,
    ReminderDeclined,
    ReminderReturned,
    ReminderSettingsChanged,
    Snoozed,
    Subject,
    Told,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import CALENDAR, Role
from ledger.plan import ENTE
from ledger.regulation import Regulation, bundled
from ledger.view import View

SEGRETARIO = (str(Role.SEGRETARIO),)
FREQUENCIES = (1, 2, 4)
"""Weeks between one telling and the next, as a person may choose."""

LONGEST_SNOOZE = dt.timedelta(days=31)


@dataclass(frozen=True, config=UNBUILT)
class TellNotice:
    """What a message of the calendar told one person: its number on the day, and its lines."""

    to: str
    number: int
    told: tuple[Told, ...]


@dataclass(frozen=True, config=UNBUILT)
class Snooze:
    """`topic` is what a line is about; of a line about an indicator, its objective."""

    topic: Subject
    until: dt.datetime


@dataclass(frozen=True, config=UNBUILT)
class DeclineReminder:
    """`topic` is an objective."""

    topic: str
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class ReturnReminder:
    """Whoever sets the objective's values says that it is that person's after all."""

    person: str
    topic: str
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class ChangeSettings:
    """A person's choices of hour, weekday (ISO), kinds not to hear of, and weeks between; None: the
    ente's."""

    hour: int | None = None
    weekday: int | None = None
    silenced: tuple[str, ...] = ()
    weeks: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class MarkUnreachable:
    """The person has shut the bot out: nothing is sent until they write."""

    person: str


@dataclass(frozen=True, config=UNBUILT)
class MarkReachable:
    """They wrote again."""

    person: str


@dataclass(frozen=True, config=UNBUILT)
class OpenCampaign:
    """Asks a scope for figures by a day: the yearly check of the SMVP, or one of the ente's own."""

    name: str
    due_on: dt.date
    kind: CampaignKind = "ente"
    scope: str = ENTE
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class CloseCampaign:
    """Nothing more is asked for in it."""

    campaign: str


@dataclass(frozen=True, config=UNBUILT)
class FinishPhase:
    """`phase` is a kind of statutory date, `relazione`; `year` the one evaluated."""

    phase: str
    year: int


def tell_notice(view: View, command: TellNotice, actor: str, now: dt.datetime) -> list[Decision]:
    """Recorded with the letter it goes out in, so that it is said once."""
    event = NoticeSent(to=command.to, number=command.number, told=command.told)
    return [Decision(event, day_of(now))]


def snooze(view: View, command: Snooze, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises OutOfHours past the longest snooze or in the past."""
    if not now < command.until <= now + LONGEST_SNOOZE:
        raise BadPeriod()
    event = Snoozed(person=actor, topic=command.topic, until=command.until)
    return [Decision(event, day_of(now))]


def decline(view: View, command: DeclineReminder, actor: str, now: dt.datetime) -> list[Decision]:
    """From now on the person hears no more of the objective, and who sets it says whose it is."""
    topic = _topic(view, command.topic)
    if (actor, Subject(year=view.year, code=topic)) in view.agenda().declined:
        raise NoChange(topic)
    return [Decision(ReminderDeclined(year=view.year, person=actor, topic=topic), day_of(now))]


def _topic(view: View, typed: str) -> str:
    """Reminders are declined by objective. Raises UnknownCode."""
    return view.plan.objective_of(view.plan.resolve(typed)).code


def return_reminder(
    view: View, command: ReturnReminder, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises NoChange where that person never declined it."""
    code = _topic(view, command.topic)
    if (command.person, Subject(year=view.year, code=code)) not in view.agenda().declined:
        raise NoChange(code)
    event = ReminderReturned(year=view.year, person=command.person, topic=code)
    return [Decision(event, day_of(now))]


def change_settings(
    view: View, command: ChangeSettings, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises OutOfHours, BadFrequency, CannotSilence for what the regulation does not let one
    choose."""
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


def mark_unreachable(
    view: View, command: MarkUnreachable, actor: str, now: dt.datetime
) -> list[Decision]:
    """Already known: nothing is recorded."""
    if command.person in view.agenda().unreachable:
        return []
    return [Decision(PersonUnreachable(person=command.person), day_of(now))]


def mark_reachable(
    view: View, command: MarkReachable, actor: str, now: dt.datetime
) -> list[Decision]:
    """Never out of reach: nothing is recorded."""
    if command.person not in view.agenda().unreachable:
        return []
    return [Decision(PersonReachable(person=command.person), day_of(now))]


def open_campaign(
    view: View, command: OpenCampaign, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises PastDay for an end that is not after today."""
    today = day_of(now)
    scope = view.plan.resolve_scope(command.scope)
    if command.due_on <= today:
        raise PastDay(command.due_on)
    number = len(view.agenda().campaigns) + 1  # Among those of all years: a name means one.
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
    """Raises UnknownMatter for one that is closed or was never there."""
    found = open_campaign_of(view, command.campaign)
    return [Decision(CampaignClosed(campaign=found.code), day_of(now))]


def open_campaign_of(view: View, code: str) -> Campaign:
    """Raises UnknownMatter for one that is closed or was never there."""
    for campaign in view.agenda().campaigns:
        if campaign.code == code.upper() and campaign.closed_on is None:
            return campaign
    raise UnknownMatter(code)


def _regulation(view: View, year: int) -> Regulation:
    """That of a year which may have no plan yet."""
    try:
        return regulation_of(view, year).regulation
    except NoRegulation:
        return bundled()


def finish_phase(view: View, command: FinishPhase, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownMatter for a phase the regulation does not name, NoChange for one that is
    done."""
    known = {date.kind for date in _regulation(view, command.year).statutory_dates}
    if command.phase not in known:
        raise UnknownMatter(command.phase)
    if (command.phase, command.year) in view.agenda().phases_done:
        raise NoChange(f"{command.phase} {command.year}")
    return [Decision(PhaseDone(phase=command.phase, year=command.year), day_of(now))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(TellNotice, tell_notice),
        decides(Snooze, snooze),
        decides(DeclineReminder, decline),
        decides(ReturnReminder, return_reminder),
        decides(ChangeSettings, change_settings),
        decides(MarkUnreachable, mark_unreachable),
        decides(MarkReachable, mark_reachable),
        decides(OpenCampaign, open_campaign),
        decides(CloseCampaign, close_campaign),
        decides(FinishPhase, finish_phase),
    )
)


def _enrolled(view: View, command: object, day: dt.date) -> list[Grounds]:
    """What everybody may ask for themselves, while they hold a post."""
    return []


def calendar_itself(view: View, command: Any, day: dt.date) -> list[Grounds]:
    """What only the program may record: nobody holds its post."""
    return [Grounds(Act.REMIND, "", (CALENDAR,))]


def _sets(view: View, command: ReturnReminder, day: dt.date) -> list[Grounds]:
    code = _topic(view, command.topic)
    return [Grounds(Act.REMIND, code, setters(view.plan, code))]


def _segretario(view: View, command: Any, day: dt.date) -> list[Grounds]:
    return [Grounds(Act.CYCLE, ENTE, SEGRETARIO)]


RULES: dict[type, Rule] = dict(
    (
        allows(TellNotice, calendar_itself),
        allows(Snooze, _enrolled),
        allows(DeclineReminder, _enrolled),
        allows(ReturnReminder, _sets),
        allows(ChangeSettings, _enrolled),
        allows(MarkUnreachable, calendar_itself),
        allows(MarkReachable, _enrolled),
        allows(OpenCampaign, _segretario),
        allows(CloseCampaign, _segretario),
        allows(FinishPhase, _segretario),
    )
)
