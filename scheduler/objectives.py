"""Deadlines, silence, and what goes one level up: matters of the objectives.

Who has reported hears nothing: what is reached owes nothing, a report a few days before a reminder
silences it, and past the deadline a measure owes one last figure.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ledger.clock import day_of
from ledger.events.calendar import Stage, Subject
from ledger.later import dataclass
from ledger.plan import Indicator, Objective
from ledger.progress.figures import progress_of
from scheduler.levels import Levels
from scheduler.page import Matter, Page
from scheduler.record import PlanYear, Record, who_reports
from scheduler.rising import level_reached


@dataclass(frozen=True)
class Unreached:
    """An objective, or an indicator with a day of its own: what of it is not reached yet."""

    subject: Subject
    about: Subject
    """The objective."""
    due_on: dt.date
    indicators: tuple[Indicator, ...]
    to: Levels


def matters(record: Record, of: PlanYear, page: Page) -> Iterator[Matter]:
    """What each objective of a year asks for on the day of the page: deadlines, silence, what went
    up."""
    for objective in of.plan.objectives.values():
        if objective.code not in of.plan.cancelled:
            find = partial(_of_objective, record, of, page, objective)
            yield from page.apart.look("deadline", of.subject(objective.code), find)


def _of_objective(
    record: Record, of: PlanYear, page: Page, objective: Objective
) -> Iterator[Matter]:
    missing = [i for i in objective.indicators if not _reached(of, i)]
    if not missing:
        return
    to = who_reports(of.plan, objective.code)
    for due in _by_day(of, objective, missing, to):
        yield from page.apart.look("deadline", due.subject, partial(_deadline, of, page, due))
        find = partial(_gone_up, record, of, page, due)
        yield from page.apart.look("escalation", due.subject, find)
    for indicator in missing:
        if indicator.kind not in page.rules.stale_days:
            continue
        find = partial(_silence, record, of, page, indicator, to)
        yield from page.apart.look("stale", of.subject(indicator.code), find)


def _reached(of: PlanYear, indicator: Indicator) -> bool:
    return progress_of(indicator, of.values.get(indicator.code)) == 100


def _by_day(
    of: PlanYear, objective: Objective, missing: Sequence[Indicator], to: Levels
) -> Iterator[Unreached]:
    """What is due on the objective's day together, the rest each by itself."""
    about, deadline = of.subject(objective.code), of.plan.deadline(objective.code)
    together = tuple(i for i in missing if of.plan.due_on(i) == deadline)
    if together:
        yield Unreached(about, about, deadline, together, to)
    for indicator in missing:
        if (due_on := of.plan.due_on(indicator)) != deadline:
            yield Unreached(of.subject(indicator.code), about, due_on, (indicator,), to)


def _reported_on(of: PlanYear, indicator: Indicator) -> dt.date | None:
    """The day somebody last wrote how it stands."""
    at = of.reported_at(indicator.code)
    return day_of(at) if at else None


def _owing(of: PlanYear, page: Page, due: Unreached, on: dt.date) -> tuple[str, ...]:
    """The indicators that nobody has reported on lately, as of a reminder due `on` a day."""
    fresh_from = on - dt.timedelta(days=page.rules.fresh_days)
    owing = []
    for indicator in due.indicators:
        reported = _reported_on(of, indicator)
        last_figure = reported is not None and reported >= due.due_on and not indicator.kind.is_step
        if not last_figure and (reported is None or reported < fresh_from):
            owing.append(indicator.code)
    return tuple(owing)


def _deadline(of: PlanYear, page: Page, due: Unreached) -> Iterator[Matter]:
    step = page.before(due.due_on, page.rules.deadline_days)
    if step is not None:
        days, on = step
        if codes := _owing(of, page, due, on):
            stage = page.stage("before", due.due_on, days)
            yield _matter("deadline", due, stage, codes)
    elif due.due_on < page.week and (codes := _owing(of, page, due, page.week)):
        yield _matter("overdue", due, page.this_week, codes)


def _matter(
    kind: str, due: Unreached, stage: Stage, codes: tuple[str, ...], level: int = 0
) -> Matter:
    return Matter(
        kind, due.subject, stage, due.to, due.due_on, codes=codes, about=due.about, level=level
    )


def _gone_up(record: Record, of: PlanYear, page: Page, due: Unreached) -> Iterator[Matter]:
    """Unreached after the reminders: one level up for each run of working days, none of them before
    the plan was known here."""
    if page.day <= due.due_on:
        return
    level, on = level_reached(record, page, max(due.due_on, of.plan.known_on), due.to)
    if level and (codes := _owing(of, page, due, on)):
        stage = page.stage("up", due.due_on, level)
        yield _matter("escalation", due, stage, codes, level)


def _silence(
    record: Record, of: PlanYear, page: Page, indicator: Indicator, to: Levels
) -> Iterator[Matter]:
    """A measure that nobody speaks of for too long; near the deadline that reminder is enough."""
    near = dt.timedelta(days=max(page.rules.deadline_days, default=0))
    longest = page.rules.stale_days[indicator.kind]
    if of.plan.due_on(indicator) - near <= page.day:
        return
    start = of.plan.start(indicator.code)
    since = max(_reported_on(of, indicator) or start, start)
    silent_on = since + dt.timedelta(days=longest)
    if silent_on > page.week:
        return
    about = of.subject(indicator.objective)
    silence = Matter(
        "stale", of.subject(indicator.code), page.this_week, to, since=since, about=about
    )
    yield silence
    first = page.work.first_weekly(max(silent_on, of.plan.known_on), page.weekday)
    level, on = level_reached(record, page, first, to)
    if level and on <= page.week:
        stage = page.stage("up", since, level)
        yield replace(silence, kind="escalation", stage=stage, level=level)
