"""Deadlines, silence, and what goes one level up: matters of the objectives.

Who has reported hears nothing: what is reached owes nothing, a report a few days before a reminder
silences it, and past the deadline a measure owes one last figure.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.clock import day_of
from ledger.plan import Indicator, Objective
from ledger.progress.figures import progress_of
from scheduler.levels import Levels
from scheduler.page import Matter, Page
from scheduler.record import Record, who_reports


def matters(record: Record, page: Page) -> Iterator[Matter]:
    plan = record.plan
    for objective in plan.objectives.values():
        if objective.code in plan.cancelled:
            continue
        missing = [i for i in objective.indicators if not _reached(record, i)]
        if missing:
            yield from _of_objective(record, page, objective, missing)


def _reached(record: Record, indicator: Indicator) -> bool:
    return progress_of(indicator, record.values.get(indicator.code)) == 100


def _of_objective(
    record: Record, page: Page, objective: Objective, missing: Sequence[Indicator]
) -> Iterator[Matter]:
    to = who_reports(record.plan, objective.code)
    deadline = record.plan.deadline(objective.code)
    by_day: dict[dt.date, list[Indicator]] = {}
    for indicator in missing:
        by_day.setdefault(record.plan.due_on(indicator), []).append(indicator)
    for due_on, due in by_day.items():
        if due_on == deadline:
            yield from _deadline(record, page, objective.code, due_on, due, to)
        else:
            for indicator in due:
                yield from _deadline(record, page, indicator.code, due_on, [indicator], to)
    yield from _silences(record, page, objective, missing, to)


def _reported_on(record: Record, indicator: Indicator) -> dt.date | None:
    """The day somebody last wrote how it stands."""
    at = record.agenda.reported_at.get(indicator.code)
    return day_of(at) if at else None


def _owing(
    record: Record, page: Page, indicators: Sequence[Indicator], due_on: dt.date, on: dt.date
) -> tuple[str, ...]:
    """The indicators that nobody has reported on lately, as of a reminder due `on` a day."""
    fresh_from = on - dt.timedelta(days=page.rules.fresh_days)
    owing = []
    for indicator in indicators:
        reported = _reported_on(record, indicator)
        last_figure = reported is not None and reported >= due_on and not indicator.kind.is_step
        if not last_figure and (reported is None or reported < fresh_from):
            owing.append(indicator.code)
    return tuple(owing)


def _deadline(
    record: Record,
    page: Page,
    subject: str,
    due_on: dt.date,
    indicators: Sequence[Indicator],
    to: Levels,
) -> Iterator[Matter]:
    topic = subject if subject in record.plan.objectives else indicators[0].objective
    step = page.before(due_on, page.rules.deadline_days)
    if step is not None:
        days, on = step
        if codes := _owing(record, page, indicators, due_on, on):
            stage = f"{due_on}/{days}"
            yield Matter("deadline", subject, stage, to, due_on, codes=codes, topic=topic)
        return
    if page.day <= due_on:
        return
    if due_on < page.week and (codes := _owing(record, page, indicators, due_on, page.week)):
        stage = str(page.week)
        yield Matter("overdue", subject, stage, to, due_on, codes=codes, topic=topic, weekly=True)
    yield from _gone_up(record, page, subject, due_on, indicators, to)


def _gone_up(
    record: Record,
    page: Page,
    subject: str,
    due_on: dt.date,
    indicators: Sequence[Indicator],
    to: Levels,
) -> Iterator[Matter]:
    """Overdue after the reminders: one level up for each run of working days."""
    level, on = _level(record, page, due_on, to)
    if not level:
        return
    if codes := _owing(record, page, indicators, due_on, on):
        topic = subject if subject in record.plan.objectives else indicators[0].objective
        stage = f"{due_on}/{level}"
        yield Matter(
            "escalation", subject, stage, to, due_on, codes=codes, topic=topic, level=level
        )


def _level(record: Record, page: Page, since: dt.date, to: Levels) -> tuple[int, dt.date]:
    """How many levels up a matter went that waits `since` a day, and when it last rose.

    Days on which everybody of the first level was away do not count.
    """
    present = [level for level in to if any(post in record.holders for post in level)]
    if len(present) < 2:
        return 0, since
    people = [p for post in present[0] for p in record.holders.get(post, ())]
    leaves = [record.agenda.absences.get(person, ()) for person in people]

    def away(day: dt.date) -> bool:
        return all(any(leave.covers(day) for leave in of_one) for of_one in leaves)

    reached, on = 0, since
    for days in page.rules.escalation_days[: len(present) - 1]:
        rises = page.work.after(on, days, away)
        if rises > page.day:
            break
        reached, on = reached + 1, rises
    return reached, on


def _silences(
    record: Record,
    page: Page,
    objective: Objective,
    missing: Sequence[Indicator],
    to: Levels,
) -> Iterator[Matter]:
    """Measures that nobody speaks of for too long; near the deadline that reminder is enough."""
    start = record.plan.start(objective.code)
    near = dt.timedelta(days=max(page.rules.deadline_days, default=0))
    for indicator in missing:
        longest = page.rules.stale_days.get(indicator.kind)
        if longest is None or record.plan.due_on(indicator) - near <= page.day:
            continue
        since = max(_reported_on(record, indicator) or start, start)
        silent_on = since + dt.timedelta(days=longest)
        if silent_on > page.week:
            continue
        silence = Matter(
            "stale",
            indicator.code,
            str(page.week),
            to,
            since=since,
            topic=objective.code,
            weekly=True,
        )
        yield silence
        first = page.work.first_weekly(silent_on, page.weekday)
        level, on = _level(record, page, first, to)
        if level and on <= page.week:
            stage = f"{since}/{level}"
            yield replace(silence, kind="escalation", stage=stage, level=level, weekly=False)
