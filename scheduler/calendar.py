"""What stands on a day of the calendar: a pure function of the record, the regulation, the day."""

import datetime as dt
from collections.abc import Iterator

from scheduler import cycle, objectives, upkeep
from scheduler.page import Matter, Page
from scheduler.record import Record


def matters(record: Record, page: Page) -> Iterator[Matter]:
    """Everything that is at some stage on the day of the page, told already or not."""
    year = record.plan.plan.year
    if page.day <= last_day(record, page) and year not in record.agenda.closed_years:
        yield from objectives.matters(record, page)
        yield from upkeep.of_the_plan(record, page)
    yield from cycle.matters(record, page)
    yield from upkeep.matters(record, page)


def last_day(record: Record, page: Page) -> dt.date:
    """Until the year is evaluated its objectives are still asked about."""
    dates = [d for d in page.regulation.statutory_dates if d.kind == "evaluation"]
    year = record.plan.plan.year
    days = [dt.date.fromisoformat(f"{year + d.years_later}-{d.day}") for d in dates]
    return max(days, default=dt.date(year + 1, 12, 31))
