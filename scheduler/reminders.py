"""Who hears of what, and when: one message per person and morning, most urgent first.

A vacant post's notices go one level up; who is away hears nothing, their substitute does, and on
return one message gathers what is still so. What was put off comes back at its hour.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ledger.clock import day_of
from ledger.cycle.agenda import Settings
from ledger.cycle.working import WorkingDays
from ledger.regulation import Regulation
from scheduler.calendar import matters
from scheduler.page import Matter, Page
from scheduler.record import Record

MOST_URGENT_FIRST = (
    "overdue",
    "escalation",
    "deadline",
    "conciliazione",
    "reassignment",
    "monitoring",
    "phase",
    "declined",
    "unreachable",
    "invitation",
    "validation",
    "stale",
    "no_target",
    "weights",
    "anomaly",
    "digest",
)

FOR_GROUPS = ("deadline", "overdue", "digest")
"""What the group of an area hears: nothing about a person."""

HOLIDAY_SHIFT_DAYS = 5
"""A weekly day may come later in its week, never in the next."""

GROUP = "group:"
"""Before an area's code, where a person's would stand."""


@dataclass(frozen=True)
class Notice:
    """One message: everything a person, or an area's group, has to hear at an instant."""

    to: str
    day: dt.date
    number: int
    """Which of the day's messages it is, from 1."""
    lines: tuple[Matter, ...]
    back: bool = False
    """Whether they come back from a leave: what they missed is gathered here."""

    @property
    def key(self) -> str:
        """Names the message: recorded once, it is never sent again."""
        return f"notice:{self.to}:{self.day}:{self.number}"


def line_key(to: str, matter: Matter) -> str:
    """Names what a line says to one person."""
    return f"{matter.kind}:{matter.subject}:{matter.stage}:{to}"


def due(
    record: Record, regulation: Regulation, now: dt.datetime, work: WorkingDays
) -> list[Notice]:
    """What to send now, to whom, in a stable order; nothing in quiet hours and days."""
    if not work.may_write(now):
        return []
    day = day_of(now)
    choices = record.agenda.settings
    ours = regulation.reminders.weekday
    weekdays = {ours, *(s.weekday for s in choices.values() if s.weekday is not None)}
    lines: dict[str, dict[tuple[str, str], Matter]] = {}
    for weekday in sorted(weekdays):
        page = Page(day, regulation, work, weekday)
        for matter in matters(record, page):
            for to in _readers(record, matter, day):
                if (choices.get(to, NO_CHOICES).weekday or ours) == weekday:
                    _add(lines.setdefault(to, {}), matter)
    notices = (
        _notice(record, regulation, work, to, list(lines[to].values()), now) for to in sorted(lines)
    )
    return [notice for notice in notices if notice is not None]


NO_CHOICES = Settings()


def _add(lines: dict[tuple[str, str], Matter], matter: Matter) -> None:
    """Who answers for several units hears of a campaign once, with all that they owe."""
    before = lines.get((matter.kind, matter.subject))
    if before is not None:
        codes = tuple(dict.fromkeys((*before.codes, *matter.codes)))
        matter = replace(matter, codes=codes)
    lines[matter.kind, matter.subject] = matter


def topic_of(matter: Matter) -> str:
    return matter.topic or matter.subject


def _readers(record: Record, matter: Matter, day: dt.date) -> Iterator[str]:
    """The first level that is not vacant; of what went up, that level and the one below."""
    agenda, topic = record.agenda, topic_of(matter)
    present = []
    for level in matter.to:
        people = [
            p
            for post in level
            for p in record.holders.get(post, ())
            if (p, topic) not in agenda.declined
        ]
        if people:
            present.append(people)
    first = min(matter.level, len(present) - 1)
    told = present[max(0, first - 1) : first + 1] if matter.level else present[:1]
    for person in dict.fromkeys(p for people in told for p in people):
        reader = _here(record, person, day)
        if reader is not None and reader not in agenda.unreachable:
            yield reader
    if matter.kind in FOR_GROUPS and agenda.groups:
        yield from _groups(record, matter)


def _here(record: Record, person: str, day: dt.date) -> str | None:
    """The person, or who stands in for them; None while nobody does."""
    for leave in record.agenda.absences.get(person, ()):
        if leave.covers(day):
            stand_in = leave.substitute
            away = record.agenda.absences.get(stand_in, ()) if stand_in else ()
            return None if any(other.covers(day) for other in away) else stand_in
    return person


def _groups(record: Record, matter: Matter) -> Iterator[str]:
    plan = record.plan
    topic = topic_of(matter)
    unit = plan.objectives[topic].unit if topic in plan.objectives else topic
    area = plan.area_of_service.get(unit, unit)
    if area in record.agenda.groups:
        yield f"{GROUP}{area}"


def _notice(
    record: Record,
    regulation: Regulation,
    work: WorkingDays,
    to: str,
    lines: list[Matter],
    now: dt.datetime,
) -> Notice | None:
    agenda, rules = record.agenda, regulation.reminders
    choices = agenda.settings.get(to, NO_CHOICES)
    if not work.may_write(now, choices.hour):
        return None
    last, count = agenda.told_days.get(to, (None, 0))
    day = day_of(now)
    told_today = count if last == day else 0
    if told_today >= rules.most_a_day:
        return None
    kept = []
    for line in lines:
        until = agenda.snoozes.get((to, topic_of(line)))
        present = _present(record, to, line, until, now)
        # After the morning's message only what was put off to this hour comes.
        back_now = until is not None and day_of(until) == day
        wanted = line.kind not in rules.may_silence or _wanted(record, to, line, choices)
        if present and wanted and (not told_today or back_now):
            kept.append(present)
    if not kept:
        return None
    kept.sort(key=_urgency)
    return Notice(to, day, told_today + 1, tuple(kept), _comes_back(record, to, day, last))


def _present(
    record: Record, to: str, line: Matter, until: dt.datetime | None, now: dt.datetime
) -> Matter | None:
    """The line with the name of its stage, where that was not told yet."""
    if until is not None:
        if now < until:
            return None
        line = replace(line, stage=f"{line.stage}~{until.isoformat()}")
    told = record.agenda.told.get((to, line.kind, line.subject))
    if told is not None and (told == line.stage or (line.weekly and told > line.stage)):
        return None
    return line


def _wanted(record: Record, to: str, line: Matter, choices: Settings) -> bool:
    """Whether a person chose to hear of what they may silence, and not too soon after the last."""
    told = record.agenda.told.get((to, line.kind, line.subject))
    if line.kind in choices.silenced:
        return False
    if told is None or not (line.weekly and choices.weeks) or len(line.stage) < len("2024-09-16"):
        return True  # Never told, or no more often than each month anyway.
    days = (dt.date.fromisoformat(line.stage[:10]) - dt.date.fromisoformat(told[:10])).days
    return days > 7 * choices.weeks - HOLIDAY_SHIFT_DAYS


def _urgency(line: Matter) -> tuple[int, dt.date, str]:
    return (
        MOST_URGENT_FIRST.index(line.kind),
        line.due_on or line.since or dt.date.max,
        line.subject,
    )


def _comes_back(record: Record, to: str, day: dt.date, last: dt.date | None) -> bool:
    leaves = record.agenda.absences.get(to, ())
    return any(leave.until < day and (last is None or last <= leave.until) for leave in leaves)
