"""What stands on a day of the calendar: a pure function of the record, the regulation, the day."""

from collections.abc import Iterator

from scheduler import cycle, objectives, upkeep
from scheduler.page import Matter, Page
from scheduler.record import Record


def matters(record: Record, page: Page) -> Iterator[Matter]:
    """Everything that is at some stage on the day of the page, told already or not."""
    yield from objectives.matters(record, page)
    yield from cycle.matters(record, page)
    yield from upkeep.matters(record, page)
