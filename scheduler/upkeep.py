"""Open items and digests: what waits for somebody, whatever the day, on the weekly day."""

import datetime as dt
from collections.abc import Iterator

from ledger.clock import day_of
from ledger.commands.authority import validators
from ledger.people import Role
from ledger.plan import ENTE
from scheduler.levels import SEGRETARIO_LEVEL, Levels
from scheduler.page import Matter, Page
from scheduler.record import Record, who_sets

ADMIN_LEVEL = (str(Role.ADMIN),)
TOLD_ELSEWHERE = ("no_target", "no_weight")
"""Anomalies that are matters of their own."""


def of_the_plan(record: Record, page: Page) -> Iterator[Matter]:
    """What a plan still needs, and how it stands, while its year lasts."""
    yield from _targets(record, page)
    yield from _weights(record, page)
    yield from _anomalies(record, page)
    yield from _declined(record, page)
    yield from _digests(record, page)


def matters(record: Record, page: Page) -> Iterator[Matter]:
    yield from _validation(record, page)
    yield from _for_the_admin(record, page)


def _weekly(
    page: Page,
    kind: str,
    subject: str,
    to: Levels,
    codes: tuple[str, ...] = (),
    since: dt.date | None = None,
) -> Matter:
    return Matter(kind, subject, str(page.week), to, since=since, codes=codes, weekly=True)


def _targets(record: Record, page: Page) -> Iterator[Matter]:
    """Objectives with measures that have nothing to be measured against."""
    plan = record.plan
    for objective in plan.objectives.values():
        if objective.code in plan.cancelled or plan.start(objective.code) > page.week:
            continue
        codes = tuple(
            i.code for i in objective.indicators if i.target is None and not i.kind.is_step
        )
        if codes:
            to = who_sets(plan, objective.unit)
            yield _weekly(page, "no_target", objective.code, to, codes)


def _weights(record: Record, page: Page) -> Iterator[Matter]:
    """Groups of objectives whose weights nobody has set: until then they are split evenly."""
    for name, members in record.plan.groups.items():
        present = [o for o in members if o.code not in record.plan.cancelled]
        codes = tuple(o.code for o in present if o.weight is None)
        if codes and len(present) > 1:
            to = who_sets(record.plan, present[0].unit)
            yield _weekly(page, "weights", name, to, codes)


def _anomalies(record: Record, page: Page) -> Iterator[Matter]:
    """What the document got wrong, gathered by the objective, or the place, it is about."""
    plan = record.plan
    places: dict[str, list[str]] = {}
    for anomaly in record.anomalies:
        if anomaly.kind not in TOLD_ELSEWHERE:
            known = anomaly.where in plan.indicators
            place = plan.objective_of(anomaly.where).code if known else anomaly.where
            places.setdefault(place, []).append(anomaly.kind)
    for place, kinds in places.items():
        to: Levels = (SEGRETARIO_LEVEL,)
        if place in plan.objectives:
            to = who_sets(plan, plan.objectives[place].unit)
        elif place in plan.areas or place in plan.area_of_service:
            to = who_sets(plan, place)
        yield _weekly(page, "anomaly", place, to, tuple(kinds))


def _validation(record: Record, page: Page) -> Iterator[Matter]:
    """Reports that wait since before the weekly day, gathered by unit."""
    plan = record.plan
    waiting: dict[tuple[str, Levels], list[tuple[dt.date, int]]] = {}
    for row in record.waiting:
        if row.indicator not in plan.indicators or day_of(row.recorded_at) >= page.week:
            continue
        judges = validators(plan, row.indicator, row.capacity)
        if {p for post in judges for p in record.holders.get(post, ())} == {row.actor}:
            judges = SEGRETARIO_LEVEL
        to: Levels = (judges,) if judges[0] == Role.NUCLEO else (judges, SEGRETARIO_LEVEL)
        unit = plan.objective_of(row.indicator).unit
        waiting.setdefault((unit, to), []).append((day_of(row.recorded_at), row.seq))
    for (unit, to), rows in waiting.items():
        codes = tuple(str(seq) for _, seq in rows)
        yield _weekly(page, "validation", unit, to, codes, min(rows)[0])


def _declined(record: Record, page: Page) -> Iterator[Matter]:
    """Somebody said that it is not theirs: who is above says whose it is."""
    plan = record.plan
    for (person, topic), on in record.agenda.declined.items():
        if topic in plan.objectives and topic not in plan.cancelled:
            above = tuple(
                level
                for level in who_sets(plan, plan.objectives[topic].unit)
                if all(person not in record.holders.get(post, ()) for post in level)
            )
            yield Matter("declined", f"{topic}:{person}", str(on), above, since=on, codes=(person,))


def _digests(record: Record, page: Page) -> Iterator[Matter]:
    """Each week the area to its dirigente; on the month's first weekly day, the ente by area."""
    for area in record.plan.areas:
        yield _weekly(page, "digest", area, ((f"{Role.DIRIGENTE}:{area}",),))
    first = page.work.first_weekly(page.day.replace(day=1), page.weekday)
    if page.day >= first:
        month = f"{page.day:%Y-%m}"
        for role in (SEGRETARIO_LEVEL, (str(Role.NUCLEO),)):
            yield Matter("digest", ENTE, month, (role,), weekly=True)


def _for_the_admin(record: Record, page: Page) -> Iterator[Matter]:
    """Invitations about to expire, and people who do not want to hear from the bot."""
    for invitation in record.agenda.invitations:
        day = day_of(invitation.expires_at)
        if page.before(day, (page.rules.invitation_days,)) is not None:
            yield Matter("invitation", invitation.person, str(day), (ADMIN_LEVEL,), day)
    for person, since in record.agenda.unreachable.items():
        yield Matter("unreachable", person, str(since), (ADMIN_LEVEL,), since=since)
