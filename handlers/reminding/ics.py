"""A person's deadlines as an iCalendar file (RFC 5545): a day each, a reminder a week before.

Each entry keeps its name (UID) from one file to the next, so that importing it again changes the
entry and doubles nothing.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from icalendar import Alarm, Calendar, Event

from ledger.clock import day_of
from ledger.commands.authority import may_report
from ledger.cycle.agenda import Agenda, open_years
from ledger.cycle.campaigns import owed
from ledger.later import dataclass
from ledger.progress.figures import progress_of
from ledger.view import View

NAME = "scadenze.ics"
WARNING = dt.timedelta(days=-7)
DAY = dt.timedelta(days=1)


def calendar_file(view: View, person: str, now: dt.datetime) -> tuple[str, bytes, int]:
    """The file's name, its content, and how many deadlines it holds, of every year still open."""
    today, agenda = day_of(now), view.agenda()
    years = [view.of(year) for year in open_years(view.years, agenda, today)]
    entries = [entry for of_year in years for entry in _objectives(of_year, person, today)]
    entries += _campaigns(years, agenda, person, today)
    calendar = Calendar()
    calendar.add("prodid", "-//Traguardo//Scadenze//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Scadenze {view.plan.plan.ente}")
    for entry in entries:
        calendar.add_component(_component(entry, now))
    return NAME, calendar.to_ical(), len(entries)


@dataclass(frozen=True)
class Entry:
    """A deadline of one of the years, as a calendar shows it."""

    year: int
    code: str
    title: str
    day: dt.date


def _objectives(view: View, person: str, today: dt.date) -> Iterator[Entry]:
    """The objectives a person answers for that are still to be reached."""
    plan = view.plan
    values = view.standings([*plan.indicators])
    for objective in plan.plan.objectives:
        if objective.code in plan.cancelled or not may_report(view, person, objective.code, today):
            continue
        reached = all(progress_of(i, values.get(i.code)) == 100 for i in objective.indicators)
        if not reached:
            deadline = plan.deadline(objective.code)
            yield Entry(plan.year, objective.code, objective.title, deadline)
            for indicator in objective.indicators:
                if (day := plan.due_on(indicator)) != deadline:
                    yield Entry(plan.year, indicator.code, indicator.name, day)


def _campaigns(
    years: Sequence[View], agenda: Agenda, person: str, today: dt.date
) -> Iterator[Entry]:
    """The open campaigns for which a person still owes something."""
    by_year = {view.year: view for view in years}
    for campaign in agenda.campaigns:
        view = by_year.get(campaign.year)
        if campaign.closed_on is None and view is not None:
            codes = owed(view.plan, agenda, campaign)
            if any(may_report(view, person, code, today) for code in codes):
                yield Entry(campaign.year, campaign.code, campaign.name, campaign.due_on)


def _component(of: Entry, now: dt.datetime) -> Event:
    title = f"{of.code} {of.title}"
    entry = Event()
    entry.add("uid", f"{of.year}-{of.code}@traguardo")
    entry.add("dtstamp", now)
    entry.add("dtstart", of.day)
    entry.add("dtend", of.day + DAY)
    entry.add("summary", title)
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", WARNING)
    entry.add_component(alarm)
    return entry
