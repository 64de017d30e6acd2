"""The same facts kept with `eventsourcing` 9.5 in its SQLite store: what ours is measured against.

Its store keeps a journal with `synchronous=FULL`, SQLite's own default, as ours does; it projects
nothing.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

PAGE = 1000
"""Events read at once: fewer are slower, more are not faster."""


class Indicator(Aggregate):
    """An indicator that is reported on."""

    @event("Created")
    def __init__(self, code: str) -> None:
        self.code = code

    @event("Recorded")
    def record(self, mode: str, value: Decimal, day: str, actor: str, cause: str) -> None:
        self.value = value


class Town(Application):
    """Its events in a file of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(path),
                "SQLITE_LOCK_TIMEOUT": "60",
            }
        )

    def record(self, indicator: Indicator, cause: str) -> None:
        """One report, saved."""
        indicator.record("increment", Decimal(1), "2024-09-16", "eq.as4", cause)
        self.save(indicator)

    def fill(self, indicators: list[Indicator], events: int) -> None:
        """That many reports, many a transaction."""
        each = max(1, min(200, events // len(indicators)))
        written = 0
        while written < events:
            for indicator in indicators:
                for n in range(each):
                    day = (dt.date(2024, 1, 1) + dt.timedelta(days=n % 366)).isoformat()
                    indicator.record("increment", Decimal(n), day, "eq.as4", f"chat:{written}")
                written += each
            self.save(*indicators)

    def decoded(self) -> Iterator[object]:
        """Every event of the log, in order, as its library makes them."""
        start: int | None = 1
        while start is not None:
            found = self.recorder.select_notifications(start=start, limit=PAGE)
            for notification in found:
                yield self.mapper.to_domain_event(notification)
            start = found[-1].id + 1 if len(found) == PAGE else None
