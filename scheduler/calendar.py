"""What stands on a day of the calendar: a pure function of the record, the regulation, the day.

Two years overlap: of this one the objectives, targets and monitoring; of the one before what is
late, what waits for validation, and the evaluation, until the year is closed.
"""

import datetime as dt
from collections.abc import Iterator

from ledger.cycle.dates import statutory_day
from scheduler import cycle, evaluation, objectives, upkeep
from scheduler.page import Matter, Page
from scheduler.record import PlanYear, Record


def matters(record: Record, page: Page) -> Iterator[Matter]:
    """Everything that is at some stage on the day of the page, told already or not."""
    for of in record.years:
        if page.day <= last_day(of, page):
            yield from objectives.matters(record, of, page)
        if page.day.year <= of.year:
            yield from upkeep.of_the_plan(of, page)
        yield from upkeep.of_the_year(record, of, page)
    yield from cycle.matters(record, page)
    yield from evaluation.matters(record, page)
    yield from upkeep.for_the_admin(record, page)


def last_day(of: PlanYear, page: Page) -> dt.date:
    """Until the year is evaluated its objectives are still asked about."""
    day = statutory_day(page.regulation, "evaluation", of.year)
    return day or dt.date(of.year + 1, 12, 31)
