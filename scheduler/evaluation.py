"""Evaluators, proposers and bodies, told before their day as officers are; late, one level up."""

from collections.abc import Iterator
from functools import partial

from ledger.events.calendar import Stage
from scheduler.duties import Duty
from scheduler.page import Matter, Page
from scheduler.record import Record
from scheduler.rising import level_reached


def matters(record: Record, page: Page) -> Iterator[Matter]:
    """Who is to evaluate, propose, approve or validate, by the days of the regulation."""
    for duty in record.duties:
        find = partial(_of_duty, record, page, duty)
        yield from page.apart.look(duty.kind, duty.subject, find)


def _of_duty(record: Record, page: Page, duty: Duty) -> Iterator[Matter]:
    """Its opening, the days before its term, then each week, or once to who is above too."""
    if page.day > duty.due_on:
        yield from _late(record, page, duty)
        return
    stage = page.stage_before(duty.due_on, page.rules.deadline_days)
    if stage is None and duty.opened is not None:
        stage = Stage(name="opened", day=duty.due_on, count=duty.opened)
    if stage is not None:
        yield _matter(duty, stage)


def _late(record: Record, page: Page, duty: Duty) -> Iterator[Matter]:
    if not duty.insists:
        everybody = tuple(post for level in duty.to for post in level)
        late = Stage(name="late", day=duty.due_on)
        yield Matter(duty.kind, duty.subject, late, (everybody,), duty.due_on, codes=duty.codes)
        return
    if duty.due_on < page.week:
        yield _matter(duty, page.this_week)
    level, _ = level_reached(record, page, duty.due_on, duty.to)
    if level:
        stage = Stage(name="up", day=duty.due_on, count=level)
        yield Matter(
            "escalation", duty.subject, stage, duty.to, duty.due_on, codes=duty.codes, level=level
        )


def _matter(duty: Duty, stage: Stage) -> Matter:
    return Matter(duty.kind, duty.subject, stage, duty.to, duty.due_on, codes=duty.codes)
