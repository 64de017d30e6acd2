"""The calendar of the small town, lived day by day: what is due is recorded as told, not sent.

year.on("2024-06-28")            what everybody is told that morning, by person
year.says("eq.as4", "AS4.4.1", "90")
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.calendar import TellNotice
from ledger.commands.progress import RecordProgress
from ledger.cycle.faults import Failure
from ledger.events.calendar import Told
from ledger.ledger import Ledger
from ledger.people import CALENDAR
from ledger.plan import Kind
from ledger.progress.change import Said
from scheduler.outbound import due_at, send_due
from scheduler.reminders import Notice

from ..ledger.conftest import image
from ..town import at, opened


@dataclass
class Year:
    """Implements `scheduler.outbound.Outbound`: what was told is kept in `told`."""

    path: Path
    clock: FixedClock
    told: list[tuple[dt.datetime, Notice]] = field(default_factory=list)
    dies_before: Callable[[Notice], bool] = lambda notice: False
    """Whether the process is killed just before this notice is recorded."""

    def __post_init__(self) -> None:
        self.ledger = Ledger.open(self.path, self.clock)

    def send(self, notice: Notice) -> Iterable[Failure]:
        if self.dies_before(notice):
            raise KeyboardInterrupt
        lines = notice.lines
        told = tuple(Told(kind=m.kind, subject=m.subject, stage=m.stage) for m in lines)
        command = TellNotice(notice.to, notice.number, told)
        before = self.ledger.log.head().seq
        self.ledger.execute(command, actor=CALENDAR, cause=CALENDAR, key=notice.key)
        if self.ledger.log.head().seq > before:
            self.told.append((self.clock.now(), notice))
        return ()

    def on(self, day: str, hour: int = 9, minute: int = 0) -> dict[str, Notice]:
        """Lets the clock come to an hour and tells what is due, to whom."""
        self.clock.move(at(day, hour) + dt.timedelta(minutes=minute))
        before = len(self.told)
        send_due(self.ledger, self)
        return {notice.to: notice for _, notice in self.told[before:]}

    def days(self, first: str, last: str) -> list[tuple[dt.date, Notice]]:
        """Every morning between two days, both included: what was told on each."""
        before, day = len(self.told), dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last):
            self.on(day.isoformat())
            day += dt.timedelta(days=1)
        return [(notice.day, notice) for _, notice in self.told[before:]]

    def close(self) -> None:
        self.ledger.close()

    def restart(self) -> None:
        """Another process on the same file."""
        self.ledger.close()
        self.ledger = Ledger.open(self.path, self.clock)

    def does(self, actor: str, command: object) -> None:
        self.ledger.execute(command, actor=actor, cause="test")

    def says(self, actor: str, code: str, value: str, day: str | None = None) -> None:
        """A total; of a ratio so many in a hundred, of a step 1 for reached."""
        kind, number = self.ledger.view.plan.indicators[code].kind, Decimal(value)
        if kind is Kind.RATIO:
            said = Said(code, "ratio", None, number, Decimal(100))
        else:
            said = Said(code, "milestone" if kind.is_step else "absolute", number)
        said = replace(said, day=dt.date.fromisoformat(day) if day else None)
        self.does(actor, RecordProgress((said,)))

    def due_now(self) -> dict[str, Notice]:
        """What would be sent at this instant; sends nothing."""
        return {notice.to: notice for notice in due_at(self.ledger, self.clock.now()).notices}


@pytest.fixture
def year(ledger_path: Path) -> Year:
    """From the morning of 2 January 2024."""
    return opened(Year(ledger_path, FixedClock(at("2024-01-02", 8))))


def about(notice: Notice | None, *kinds: str) -> list[tuple[str, str]]:
    """Kind and subject, as text, of a notice's lines, of these kinds where any are given."""
    lines = notice.lines if notice else ()
    return [(m.kind, m.subject.text) for m in lines if not kinds or m.kind in kinds]


__all__ = ["Year", "about", "image"]
