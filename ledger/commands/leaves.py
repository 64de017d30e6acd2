"""Who is away, as announced: it pauses notices. The absences presence is counted from are facts."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.cycle.agenda import Leave
from ledger.errors import Act, BadPeriod, NoChange
from ledger.events.calendar import LeaveAnnounced, LeaveEnded, LeaveWithdrawn
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.projections import personnel
from ledger.view import View

PERSONALE = (str(Role.PERSONALE),)


@dataclass(frozen=True, config=UNBUILT)
class AnnounceLeave:
    """Somebody is away, both days included; a substitute hears in their place."""

    person: str
    since: dt.date
    until: dt.date
    substitute: str | None = None


@dataclass(frozen=True, config=UNBUILT)
class WithdrawLeave:
    """An announcement was wrong, also one that is past; `leave` is the number of its event."""

    person: str
    leave: int


@dataclass(frozen=True, config=UNBUILT)
class EndLeave:
    """Somebody is back before the day that was announced."""

    person: str


def announce_leave(
    view: View, command: AnnounceLeave, actor: str, now: dt.datetime
) -> list[Decision]:
    """One announced from the same day takes the place of the one before. Raises BadPeriod,
    UnknownPerson, and NoChange for what was announced already."""
    if command.until < command.since or command.substitute == command.person:
        raise BadPeriod()
    for person in filter(None, (command.person, command.substitute)):
        view.known(person)
    before = announced_from(view, command.person, command.since)
    if before and (before.until, before.substitute) == (command.until, command.substitute):
        raise NoChange(command.person)
    event = LeaveAnnounced(
        person=command.person,
        since=command.since,
        until=command.until,
        substitute=command.substitute,
    )
    today = day_of(now)
    wrong = [LeaveWithdrawn(person=command.person, leave=before.seq)] if before else []
    return [Decision(found, today) for found in (*wrong, event)]


def announced(view: View, person: str) -> list[Leave]:
    """Leaves of a person that were announced; the absences of their record are facts, and annulled
    as such."""
    facts = {row.seq for row in personnel.facts(view.tables, person)}
    return [leave for leave in view.agenda().leaves.get(person, ()) if leave.seq not in facts]


def announced_from(view: View, person: str, since: dt.date) -> Leave | None:
    """The leave announced from that day, if there is one."""
    return next((leave for leave in announced(view, person) if leave.since == since), None)


def withdraw_leave(
    view: View, command: WithdrawLeave, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises UnknownPerson, NoChange where there is none of that number."""
    view.known(command.person)
    if command.leave not in [leave.seq for leave in announced(view, command.person)]:
        raise NoChange(command.person)
    event = LeaveWithdrawn(person=command.person, leave=command.leave)
    return [Decision(event, day_of(now))]


def end_leave(view: View, command: EndLeave, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownPerson, and NoChange for who is not away."""
    today = day_of(now)
    view.known(command.person)
    if all(leave.until < today for leave in view.agenda().leaves.get(command.person, ())):
        raise NoChange(command.person)
    return [Decision(LeaveEnded(person=command.person), today)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(AnnounceLeave, announce_leave),
        decides(EndLeave, end_leave),
        decides(WithdrawLeave, withdraw_leave),
    )
)


def _personnel(
    view: View, command: AnnounceLeave | EndLeave | WithdrawLeave, day: dt.date
) -> list[Grounds]:
    return [Grounds(Act.ABSENCE, command.person, PERSONALE)]


RULES: dict[type, Rule] = dict(
    (
        allows(AnnounceLeave, _personnel),
        allows(EndLeave, _personnel),
        allows(WithdrawLeave, _personnel),
    )
)
