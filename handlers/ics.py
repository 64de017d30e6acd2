"""A person's deadlines as an iCalendar file (RFC 5545): a day each, a reminder a week before.

Each entry keeps its name (UID) from one file to the next, so that importing it again changes the
entry and doubles nothing.
"""

import datetime as dt
from collections.abc import Iterator

from icalendar import Alarm, Calendar, Event

from ledger.clock import day_of
from ledger.commands.authority import may_report
from ledger.cycle.campaigns import owed
from ledger.progress.figures import progress_of
from ledger.view import View

NAME = "scadenze.ics"
WARNING = dt.timedelta(days=-7)
DAY = dt.timedelta(days=1)


def calendar_file(view: View, person: str, now: dt.datetime) -> tuple[str, bytes, int]:
    """The file's name, its content, and how many deadlines it holds."""
    entries = [*_objectives(view, person, day_of(now)), *_campaigns(view, person, day_of(now))]
    calendar = Calendar()
    calendar.add("prodid", "-//Traguardo//Scadenze//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Scadenze {view.plan.plan.ente}")
    for code, title, day in entries:
        calendar.add_component(_entry(view.plan.plan.year, code, title, day, now))
    return NAME, calendar.to_ical(), len(entries)


def _objectives(view: View, person: str, today: dt.date) -> Iterator[tuple[str, str, dt.date]]:
    """The objectives a person answers for that are still to be reached."""
    plan = view.plan
    values = view.standings([*plan.indicators])
    for objective in plan.plan.objectives:
        if objective.code in plan.cancelled or not may_report(view, person, objective.code, today):
            continue
        reached = all(progress_of(i, values.get(i.code)) == 100 for i in objective.indicators)
        if not reached:
            yield objective.code, objective.title, plan.deadline(objective.code)
            for indicator in objective.indicators:
                if (day := plan.due_on(indicator)) != plan.deadline(objective.code):
                    yield indicator.code, indicator.name, day


def _campaigns(view: View, person: str, today: dt.date) -> Iterator[tuple[str, str, dt.date]]:
    """The open campaigns for which a person still owes something."""
    agenda = view.agenda()
    for campaign in agenda.campaigns:
        if campaign.closed_on is None and any(
            may_report(view, person, code, today) for code in owed(view.plan, agenda, campaign)
        ):
            yield campaign.code, campaign.name, campaign.due_on


def _entry(year: int, code: str, title: str, day: dt.date, now: dt.datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{year}-{code}@traguardo")
    entry.add("dtstamp", now)
    entry.add("dtstart", day)
    entry.add("dtend", day + DAY)
    entry.add("summary", f"{code} {title}")
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{code} {title}")
    alarm.add("trigger", WARNING)
    entry.add_component(alarm)
    return entry
