"""Who hears of what, and when: one message per person and morning, most urgent first.

A vacant post's notices go one level up; who is away hears nothing, their substitute does, and on
return one message gathers what is still so. What was put off comes back at its hour.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from ledger.clock import day_of
from ledger.cycle.agenda import Choices
from ledger.cycle.faults import Failure, Fault
from ledger.cycle.working import WorkingDays
from ledger.events.calendar import Subject
from ledger.later import dataclass
from ledger.regulation import Regulation
from scheduler.apart import Apart
from scheduler.calendar import matters
from scheduler.page import Matter, Page
from scheduler.record import Record
from scheduler.upkeep import fault

MOST_URGENT_FIRST = (
    "carry",  # said once a year: it must not be among what a long message only counts
    "overdue",
    "escalation",
    "deadline",
    "conciliazione",
    "entity",
    "evaluation",
    "collegial",
    "assignment",
    "reassignment",
    "monitoring",
    "phase",
    "publication",
    "declined",
    "fault",
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


@dataclass(frozen=True)
class Due:
    """What to send, and what could not be looked at."""

    notices: tuple[Notice, ...] = ()
    failures: tuple[Failure, ...] = ()


def line_key(to: str, matter: Matter) -> str:
    """Names what a line says to one person."""
    subject = matter.subject
    year = [] if subject.year is None else [str(subject.year)]
    return ":".join((matter.kind, *year, subject.text, matter.stage.text, to))


def due(record: Record, regulation: Regulation, now: dt.datetime, work: WorkingDays) -> Due:
    """What to send now, to whom, in a stable order; nothing in quiet hours and days."""
    if not work.may_write(now):
        return Due()
    apart = Apart(dict(record.apart.failures))
    lines = _lines(record, regulation, day_of(now), work, apart)
    notices = []
    for to in sorted(lines):
        find = partial(_notice, record, regulation, work, to, list(lines[to].values()), now)
        notices += apart.look("notice", Subject(person=to), find)
    return Due(tuple(notices), tuple(apart.failures.values()))


Lines = dict[str, dict[tuple[str, Subject], Matter]]


def _lines(
    record: Record, regulation: Regulation, day: dt.date, work: WorkingDays, apart: Apart
) -> Lines:
    """By who hears them; those of the week come on the day each has chosen."""
    choices = record.agenda.settings
    ours = regulation.reminders.weekday
    weekdays = {ours, *(s.weekday for s in choices.values() if s.weekday is not None)}
    lines: Lines = {}

    def tell(matter: Matter, weekday: int | None) -> None:
        readers = apart.look(matter.kind, matter.subject, partial(_readers, record, matter, day))
        for to in readers:
            if weekday in (None, choices.get(to, NO_CHOICES).weekday or ours):
                _add(lines.setdefault(to, {}), matter)

    for weekday in sorted(weekdays):
        make = partial(_page, day, regulation, work, weekday, apart)
        for page in apart.look("week", Subject(code=str(weekday)), make):
            for matter in matters(record, page):
                tell(matter, weekday)
    for known in _faults(record.agenda.faults, apart.failures.values(), day):
        tell(fault(known), None)
    return lines


def _page(
    day: dt.date, regulation: Regulation, work: WorkingDays, weekday: int, apart: Apart
) -> Iterator[Page]:
    yield Page(day, regulation, work, weekday, apart)


def _faults(known: Iterable[Fault], found: Iterable[Failure], day: dt.date) -> Iterator[Fault]:
    """What failed before, and what fails now for the first time."""
    before = {fault.subject: fault for fault in known}
    yield from before.values()
    for failure in [*found]:
        if failure.subject not in before:
            yield Fault(failure.subject, failure.error, day)


NO_CHOICES = Choices()


def _add(lines: dict[tuple[str, Subject], Matter], matter: Matter) -> None:
    """Who answers for several units hears of a campaign once, with all that they owe."""
    before = lines.get((matter.kind, matter.subject))
    if before is not None:
        codes = tuple(dict.fromkeys((*before.codes, *matter.codes)))
        matter = replace(matter, codes=codes)
    lines[matter.kind, matter.subject] = matter


def _readers(record: Record, matter: Matter, day: dt.date) -> Iterator[str]:
    """The first level that is not vacant; of what went up, that level and the one below."""
    agenda, topic = record.agenda, matter.topic
    present = []
    for level in matter.to:
        people = [
            p
            for post in level
            for p in record.holders.get(post, ())
            if not agenda.declined or (p, topic) not in agenda.declined
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
    for leave in record.agenda.leaves.get(person, ()):
        if leave.covers(day):
            stand_in = leave.substitute
            away = record.agenda.leaves.get(stand_in, ()) if stand_in else ()
            return None if any(other.covers(day) for other in away) else stand_in
    return person


def _groups(record: Record, matter: Matter) -> Iterator[str]:
    of, code = record.of(matter.topic.year or 0), matter.topic.code or ""
    if of is None:
        return
    unit = of.plan.objectives[code].unit if code in of.plan.objectives else code
    area = of.plan.area_of_service.get(unit, unit)
    if area in record.agenda.groups:
        yield f"{GROUP}{area}"


def _notice(
    record: Record,
    regulation: Regulation,
    work: WorkingDays,
    to: str,
    lines: list[Matter],
    now: dt.datetime,
) -> Iterator[Notice]:
    """One, or none where there is nothing to say now."""
    agenda, rules = record.agenda, regulation.reminders
    choices = agenda.settings.get(to, NO_CHOICES)
    if not work.may_write(now, choices.hour):
        return
    last, count = agenda.told_days.get(to, (None, 0))
    day = day_of(now)
    told_today = count if last == day else 0
    if told_today >= rules.most_a_day:
        return
    kept = []
    for line in lines:
        until = agenda.snoozes.get((to, line.topic)) if agenda.snoozes else None
        present = _present(record, to, line, until, now)
        # After the morning's message only what was put off to this hour comes, and what is broken.
        back_now = line.kind == "fault" or (until is not None and day_of(until) == day)
        wanted = line.kind not in rules.may_silence or _wanted(record, to, line, choices)
        if present and wanted and (not told_today or back_now):
            kept.append(present)
    if kept:
        kept.sort(key=_urgency)
        yield Notice(to, day, told_today + 1, tuple(kept), _comes_back(record, to, day, last))


def _present(
    record: Record, to: str, line: Matter, until: dt.datetime | None, now: dt.datetime
) -> Matter | None:
    """The line with the name of its stage, where that was not told yet."""
    if until is not None:
        if now < until:
            return None
        put_off = line.stage.model_copy(update={"put_off": until})
        line = replace(line, stage=put_off)
    told = record.agenda.told.get((to, line.kind, line.subject))
    if told == line.stage:
        return None
    if told is not None and line.stage.repeats and told.day > line.stage.day:
        return None
    return line


def _wanted(record: Record, to: str, line: Matter, choices: Choices) -> bool:
    """Whether a person chose to hear of what they may silence, and not too soon after the last."""
    told = record.agenda.told.get((to, line.kind, line.subject))
    if line.kind in choices.silenced:
        return False
    if told is None or choices.weeks is None or line.stage.name != "week":
        return True  # Never told, or no more often than each month anyway.
    return (line.stage.day - told.day).days > 7 * choices.weeks - HOLIDAY_SHIFT_DAYS


def _urgency(line: Matter) -> tuple[int, int, dt.date, str]:
    """By kind, then the older year first."""
    return (
        MOST_URGENT_FIRST.index(line.kind),
        line.subject.year or 0,
        line.due_on or line.since or dt.date.max,
        line.subject.text,
    )


def _comes_back(record: Record, to: str, day: dt.date, last: dt.date | None) -> bool:
    leaves = record.agenda.leaves.get(to, ())
    return any(leave.until < day and (last is None or last <= leave.until) for leave in leaves)
