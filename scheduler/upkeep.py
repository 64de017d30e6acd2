"""Open items and digests: what waits for somebody, whatever the day, on the weekly day."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ledger.clock import day_of
from ledger.commands.authority import validators
from ledger.cycle.agenda import OpenInvitation
from ledger.cycle.faults import Fault
from ledger.events.calendar import Stage, Subject
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import ENTE, Objective
from ledger.rows import ReportRow
from scheduler.levels import SEGRETARIO_LEVEL, Levels
from scheduler.page import Matter, Page
from scheduler.record import PlanYear, Record, who_sets

ADMIN_LEVEL = (str(Role.ADMIN),)
TOLD_ELSEWHERE = ("no_target", "no_weight")
"""Anomalies that are matters of their own."""


def of_the_plan(of: PlanYear, page: Page) -> Iterator[Matter]:
    """What a plan still needs, and how it stands, while its year lasts."""
    look, subject = page.apart.look, of.subject
    for objective in of.plan.objectives.values():
        find = partial(_targets, of, page, objective)
        yield from look("no_target", subject(objective.code), find)
    for name, members in of.plan.groups.items():
        yield from look("weights", subject(name), partial(_weights, of, page, name, members))
    for place, kinds in _anomalies(of).items():
        yield from look("anomaly", subject(place), partial(_anomaly, of, page, place, kinds))
    for area in of.plan.areas:
        to = ((f"{Role.DIRIGENTE}:{area}",),)
        yield _weekly(page, "digest", subject(area), to)
    yield from look("digest", subject(ENTE), partial(_of_the_ente, of, page))


def of_the_year(record: Record, of: PlanYear, page: Page) -> Iterator[Matter]:
    """What waits for who validates, or says whose something is, until the year is closed."""
    find: Callable[[], Iterator[Matter]]
    for group, rows in _waiting(record, of, page).items():
        find = partial(_validation, of, page, group, rows)
        yield from page.apart.look("validation", of.subject(group.unit), find)
    for (person, topic), on in record.agenda.declined.items():
        if topic.year == of.year:
            find = partial(_declined, record, of, person, topic, on)
            yield from page.apart.look("declined", topic, find)


def _weekly(
    page: Page,
    kind: str,
    subject: Subject,
    to: Levels,
    codes: tuple[str, ...] = (),
    since: dt.date | None = None,
) -> Matter:
    return Matter(kind, subject, page.this_week, to, since=since, codes=codes)


def _targets(of: PlanYear, page: Page, objective: Objective) -> Iterator[Matter]:
    """An objective with measures that have nothing to be measured against."""
    if objective.code in of.plan.cancelled or of.plan.start(objective.code) > page.week:
        return
    codes = tuple(i.code for i in objective.indicators if i.target is None and not i.kind.is_step)
    if codes:
        to = who_sets(of.plan, objective.unit)
        yield _weekly(page, "no_target", of.subject(objective.code), to, codes)


def _weights(of: PlanYear, page: Page, name: str, members: Sequence[Objective]) -> Iterator[Matter]:
    """A group of objectives whose weights nobody has set: until then they are split evenly."""
    present = [o for o in members if o.code not in of.plan.cancelled]
    codes = tuple(o.code for o in present if o.weight is None)
    if codes and len(present) > 1:
        to = who_sets(of.plan, present[0].unit)
        yield _weekly(page, "weights", of.subject(name), to, codes)


def _anomalies(of: PlanYear) -> dict[str, list[str]]:
    """What the document got wrong, gathered by the objective, or the place, it is about."""
    places: dict[str, list[str]] = {}
    for anomaly in of.anomalies:
        if anomaly.kind not in TOLD_ELSEWHERE:
            known = anomaly.where in of.plan.indicators
            place = of.plan.objective_of(anomaly.where).code if known else anomaly.where
            places.setdefault(place, []).append(anomaly.kind)
    return places


def _anomaly(of: PlanYear, page: Page, place: str, kinds: list[str]) -> Iterator[Matter]:
    plan = of.plan
    to: Levels = (SEGRETARIO_LEVEL,)
    if place in plan.objectives:
        to = who_sets(plan, plan.objectives[place].unit)
    elif place in plan.areas or place in plan.area_of_service:
        to = who_sets(plan, place)
    yield _weekly(page, "anomaly", of.subject(place), to, tuple(kinds))


@dataclass(frozen=True)
class _Group:
    """Reports of one unit that wait for the same people."""

    unit: str
    to: Levels


def _waiting(record: Record, of: PlanYear, page: Page) -> dict[_Group, list[ReportRow]]:
    """Reports gathered by unit, where the first of them waits since before the weekly day: once it
    is told, it is told of all, as the digest counts them."""
    plan = of.plan
    waiting: dict[_Group, list[ReportRow]] = {}
    for row in of.waiting:
        if row.indicator not in plan.indicators:
            continue
        judges = validators(plan, row.indicator, row.capacity)
        if {p for post in judges for p in record.holders.get(post, ())} == {row.actor}:
            judges = SEGRETARIO_LEVEL
        to: Levels = (judges,) if judges[0] == Role.NUCLEO else (judges, SEGRETARIO_LEVEL)
        group = _Group(plan.objective_of(row.indicator).unit, to)
        waiting.setdefault(group, []).append(row)
    return {
        group: rows
        for group, rows in waiting.items()
        if any(day_of(row.recorded_at) < page.week for row in rows)
    }


def _validation(of: PlanYear, page: Page, group: _Group, rows: list[ReportRow]) -> Iterator[Matter]:
    codes = tuple(str(row.seq) for row in rows)
    since = min(day_of(row.recorded_at) for row in rows)
    yield _weekly(page, "validation", of.subject(group.unit), group.to, codes, since)


def _declined(
    record: Record, of: PlanYear, person: str, topic: Subject, on: dt.date
) -> Iterator[Matter]:
    """Somebody said that it is not theirs: who is above says whose it is."""
    plan, code = of.plan, topic.code or ""
    if code not in plan.objectives or code in plan.cancelled:
        return
    above = tuple(
        level
        for level in who_sets(plan, plan.objectives[code].unit)
        if all(person not in record.holders.get(post, ()) for post in level)
    )
    subject = topic.model_copy(update={"person": person})
    stage = Stage(name="once", day=on)
    yield Matter("declined", subject, stage, above, since=on, codes=(person,))


def _of_the_ente(of: PlanYear, page: Page) -> Iterator[Matter]:
    """On the month's first weekly day the ente by area."""
    first = page.day.replace(day=1)
    if page.day >= page.work.first_weekly(first, page.weekday):
        month = Stage(name="month", day=first)
        for role in (SEGRETARIO_LEVEL, (str(Role.NUCLEO),)):
            yield Matter("digest", of.subject(ENTE), month, (role,))


def for_the_admin(record: Record, page: Page) -> Iterator[Matter]:
    """Invitations about to expire, and people who do not want to hear from the bot."""
    for invitation in record.agenda.invitations:
        subject = Subject(person=invitation.person)
        find = partial(_invitation, page, invitation, subject)
        yield from page.apart.look("invitation", subject, find)
    for person, since in record.agenda.unreachable.items():
        subject, stage = Subject(person=person), Stage(name="once", day=since)
        yield Matter("unreachable", subject, stage, (ADMIN_LEVEL,), since=since)


def _invitation(page: Page, invitation: OpenInvitation, subject: Subject) -> Iterator[Matter]:
    day = day_of(invitation.expires_at)
    if page.before(day, (page.rules.invitation_days,)) is not None:
        yield Matter("invitation", subject, Stage(name="once", day=day), (ADMIN_LEVEL,), day)


def fault(known: Fault) -> Matter:
    """What the calendar could not look at or say, told once to the admin."""
    stage = Stage(name="once", day=known.since)
    return Matter("fault", known.subject, stage, (ADMIN_LEVEL, SEGRETARIO_LEVEL), since=known.since)
