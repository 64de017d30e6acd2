"""What the calendar remembers: `notices` told last, snoozes, absences, campaigns, terms, groups.

What a line is about, and how far it has come, are canonical JSON of `Subject` and `Stage`. Of an
absence the days and the substitute are `held` sealed, and so is the chat of a group.
"""

import datetime as dt
import json

from sqlite_utils import Database

from ledger.events import AbsenceRecorded, Envelope, PersonForgotten, PersonnelFactAnnulled
from ledger.events.base import Fact
from ledger.events.calendar import (
    CampaignClosed,
    CampaignOpened,
    GroupBound,
    GroupMoved,
    GroupUnbound,
    LeaveAnnounced,
    LeaveEnded,
    LeaveWithdrawn,
    NoticeSent,
    PersonReachable,
    PersonUnreachable,
    PhaseDone,
    ReminderDeclined,
    ReminderReturned,
    ReminderSettingsChanged,
    Snoozed,
)
from ledger.projections.handling import Handler, on

TABLES = (
    "notices",
    "notice_days",
    "snoozes",
    "declined",
    "reminder_settings",
    "absences",
    "unreachable",
    "area_groups",
    "campaigns",
    "phases_done",
)


def create(db: Database) -> None:
    db.execute(
        "create table notices (person text not null, kind text not null, subject text not null, "
        "stage text not null, told_on text not null, primary key (person, kind, subject)) "
        "without rowid"
    )
    db.execute(
        "create table notice_days (person text primary key, day text not null, "
        "count integer not null)"
    )
    db.execute(
        "create table snoozes (person text not null, topic text not null, until text not null, "
        "primary key (person, topic)) without rowid"
    )
    db.execute(
        "create table declined (person text not null, year integer not null, topic text not null, "
        "day text not null, primary key (person, year, topic)) without rowid"
    )
    db.execute(
        "create table reminder_settings (person text primary key, hour integer, weekday integer, "
        "silenced text not null, weeks integer)"
    )
    db.execute(
        "create table absences (seq integer primary key, person text not null, held text not null)"
    )
    db.execute("create table unreachable (person text primary key, since text not null)")
    db.execute(
        "create table area_groups (area text primary key, chat text not null, topic integer)"
    )
    db.execute(
        "create table campaigns (campaign text primary key, year integer not null, "
        "name text not null, kind text not null, scope text not null, opened_on text not null, "
        "due_on text not null, closed_on text)"
    )
    db.execute(
        "create table phases_done (phase text not null, year integer not null, "
        "primary key (phase, year)) without rowid"
    )


def notice_sent(db: Database, envelope: Envelope, event: NoticeSent) -> None:
    """Of each matter only the stage told last is kept: an earlier one never comes back."""
    day = envelope.effective_on.isoformat()
    for told in event.told:
        db.execute(
            "insert or replace into notices values (?, ?, ?, ?, ?)",
            (event.to, told.kind, told.subject.written, told.stage.written, day),
        )
    db.execute("insert or replace into notice_days values (?, ?, ?)", (event.to, day, event.number))


def snoozed(db: Database, envelope: Envelope, event: Snoozed) -> None:
    db.execute(
        "insert or replace into snoozes values (?, ?, ?)",
        (event.person, event.topic.written, event.until.isoformat()),
    )


def reminder_declined(db: Database, envelope: Envelope, event: ReminderDeclined) -> None:
    db.execute(
        "insert or replace into declined values (?, ?, ?, ?)",
        (event.person, event.year, event.topic, envelope.effective_on.isoformat()),
    )


def reminder_returned(db: Database, envelope: Envelope, event: ReminderReturned) -> None:
    db.execute(
        "delete from declined where person = ? and year = ? and topic = ?",
        (event.person, event.year, event.topic),
    )


def settings_changed(db: Database, envelope: Envelope, event: ReminderSettingsChanged) -> None:
    db.execute(
        "insert or replace into reminder_settings values (?, ?, ?, ?, ?)",
        (event.person, event.hour, event.weekday, json.dumps(event.silenced), event.weeks),
    )


def leave_announced(db: Database, envelope: Envelope, event: LeaveAnnounced) -> None:
    _away(db, envelope, event.person, event.since, event.until, event.substitute)


def leave_ended(db: Database, envelope: Envelope, event: LeaveEnded) -> None:
    """What has begun ends the day before; what has not is dropped."""
    day = envelope.effective_on.isoformat()
    last = (envelope.effective_on - dt.timedelta(days=1)).isoformat()
    away = db.execute(
        "select seq, opened(held) from absences where person = ?", (event.person,)
    ).fetchall()
    for seq, held in away:
        since, until, substitute = json.loads(held)
        if since >= day:
            db.execute("delete from absences where seq = ?", (seq,))
        elif until > last:
            ended = json.dumps([since, last, substitute])
            db.execute("update absences set held = sealed(person, ?) where seq = ?", (ended, seq))


def leave_withdrawn(db: Database, envelope: Envelope, event: LeaveWithdrawn) -> None:
    db.execute("delete from absences where seq = ?", (event.leave,))


def absence_recorded(db: Database, envelope: Envelope, event: AbsenceRecorded) -> None:
    """An absence of the personnel office's own record pauses reminders as a leave does."""
    if event.since is not None and event.until is not None:
        _away(db, envelope, event.person, event.since, event.until, None)


def _away(
    db: Database,
    envelope: Envelope,
    person: str,
    since: dt.date,
    until: dt.date,
    substitute: str | None,
) -> None:
    db.execute(
        "insert into absences values (?, ?, sealed(?, ?))",
        (
            envelope.seq,
            person,
            person,
            json.dumps([since.isoformat(), until.isoformat(), substitute]),
        ),
    )


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    """With what they asked of the calendar."""
    for table in ("absences", "reminder_settings", "snoozes", "declined", "unreachable", "notices"):
        db.execute(f"delete from {table} where person = ?", (event.person,))


def fact_annulled(db: Database, envelope: Envelope, event: PersonnelFactAnnulled) -> None:
    db.execute("delete from absences where seq = ?", (event.fact,))


def person_unreachable(db: Database, envelope: Envelope, event: PersonUnreachable) -> None:
    """What they were told may not have arrived: they hear all of it when they return."""
    db.execute(
        "insert or replace into unreachable values (?, ?)",
        (event.person, envelope.effective_on.isoformat()),
    )
    db.execute("delete from notices where person = ?", (event.person,))


def person_reachable(db: Database, envelope: Envelope, event: PersonReachable) -> None:
    db.execute("delete from unreachable where person = ?", (event.person,))


def group_bound(db: Database, envelope: Envelope, event: GroupBound | GroupMoved) -> None:
    """A group that moved has no topics yet: they are made in the new one."""
    topic = event.topic if isinstance(event, GroupBound) else None
    db.execute(
        "insert or replace into area_groups values (?, sealed(?, ?), ?)",
        (event.area, event.whose(envelope.actor), event.chat, topic),
    )


def group_unbound(db: Database, envelope: Envelope, event: GroupUnbound) -> None:
    db.execute("delete from area_groups where area = ?", (event.area,))


def campaign_opened(db: Database, envelope: Envelope, event: CampaignOpened) -> None:
    db.execute(
        "insert into campaigns values (?, ?, ?, ?, ?, ?, ?, null)",
        (
            event.campaign,
            event.year,
            event.name,
            event.kind,
            event.scope,
            envelope.effective_on.isoformat(),
            event.due_on.isoformat(),
        ),
    )


def campaign_closed(db: Database, envelope: Envelope, event: CampaignClosed) -> None:
    db.execute(
        "update campaigns set closed_on = ? where campaign = ?",
        (envelope.effective_on.isoformat(), event.campaign),
    )


def phase_done(db: Database, envelope: Envelope, event: PhaseDone) -> None:
    db.execute("insert or ignore into phases_done values (?, ?)", (event.phase, event.year))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(NoticeSent, notice_sent),
        on(Snoozed, snoozed),
        on(ReminderDeclined, reminder_declined),
        on(ReminderReturned, reminder_returned),
        on(ReminderSettingsChanged, settings_changed),
        on(LeaveAnnounced, leave_announced),
        on(LeaveEnded, leave_ended),
        on(LeaveWithdrawn, leave_withdrawn),
        on(AbsenceRecorded, absence_recorded),
        on(PersonnelFactAnnulled, fact_annulled),
        on(PersonUnreachable, person_unreachable),
        on(PersonReachable, person_reachable),
        on(GroupBound, group_bound),
        on(GroupMoved, group_bound),
        on(GroupUnbound, group_unbound),
        on(CampaignOpened, campaign_opened),
        on(CampaignClosed, campaign_closed),
        on(PhaseDone, phase_done),
        on(PersonForgotten, person_forgotten),
    )
)
