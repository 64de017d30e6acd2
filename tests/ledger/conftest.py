"""Given, when, then: what happened, what is asked, what is recorded or refused.

    given(report("AS4.3.1", 240)).when(UndoProgress(7, "doppia"), by="eq.as4").then(...)

Facts are applied to tables in memory, where the small town's plan and people already are; `decide`
is the whole of what is tried. `ledger` and `open_ledger` of the folder above are for what needs a
file. `memory` is a whole ledger without one, for histories by the hundred.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from ledger import projections
from ledger.clock import FixedClock
from ledger.commands import decide
from ledger.errors import Refusal
from ledger.events import Envelope, Fact, Mode, ProgressRecorded, dump
from ledger.ledger import Ledger
from ledger.log import Decision
from ledger.log.sqlite import SCHEMA
from ledger.people import Role
from ledger.progress.change import Said
from ledger.sealing import columns
from ledger.sealing.ring import Keys
from ledger.view import View

from ..town import MORNING, TODAY, at, found, opened

KEYS = Keys.passing()
"""Of every ledger that is kept in memory."""


def copied(image: sqlite3.Connection) -> columns.Tables:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    image.backup(connection)
    db = columns.Tables(connection)
    columns.attach(db, KEYS)
    return db


def in_memory(image: sqlite3.Connection) -> columns.Tables:
    """A copy for one test."""
    return opened(copied(image))


@pytest.fixture(scope="session")
def image() -> Iterator[sqlite3.Connection]:
    """The small town on 2 January, as bytes to copy."""
    db = columns.Tables(sqlite3.connect(":memory:", isolation_level=None))
    db.conn.executescript(SCHEMA)
    ledger = Ledger(Path("town"), db, FixedClock(at("2024-01-02", 8)), KEYS)
    projections.create(db)
    found(ledger)
    yield db.conn
    db.conn.close()


@pytest.fixture
def memory(image: sqlite3.Connection) -> Iterator[Callable[[], Ledger]]:
    """As many ledgers of the small town as wanted, on the tests' morning, each its own. What one
    keeps of its past, copies of its tables, goes when the next is made."""
    before: list[Ledger] = []

    def make() -> Ledger:
        while before:
            before.pop().past.close()
        before.append(Ledger(Path("town"), in_memory(image), FixedClock(MORNING), KEYS))
        return before[0]

    yield make
    while before:
        before.pop().past.close()


def amount(number: int | str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def said(
    indicator: str,
    value: int | str | None = None,
    *,
    of: tuple[int, int] | None = None,
    mode: Mode = "absolute",
    on: str | None = None,
) -> Said:
    """What an officer confirms; `of` is a pair, numerator first."""
    day = dt.date.fromisoformat(on) if on else None
    if of is not None:
        return Said(indicator, "ratio", None, Decimal(of[0]), Decimal(of[1]), day)
    return Said(indicator, mode, amount(value), day=day)


def plus(indicator: str, value: int | str, on: str | None = None) -> Said:
    return said(indicator, value, mode="increment", on=on)


def done(indicator: str, *, on: str | None = None, value: int = 1) -> Said:
    return said(indicator, value, mode="milestone", on=on)


def recorded(fact: Said, capacity: Role = Role.EQ) -> ProgressRecorded:
    """The event of a report."""
    return ProgressRecorded(
        year=2024,
        indicator=fact.indicator,
        mode=fact.mode,
        value=fact.value,
        numerator=fact.numerator,
        denominator=fact.denominator,
        capacity=capacity,
        note=fact.note,
    )


@dataclass
class Answer:
    """What was decided, or why it was refused."""

    decisions: list[Decision] = field(default_factory=list)
    refusal: Refusal | None = None

    def then(self, *events: Fact) -> "Answer":
        assert self.refusal is None, repr(self.refusal)
        assert [d.event for d in self.decisions] == list(events)
        return self

    def on(self, *days: str) -> "Answer":
        """The days the facts are about."""
        assert [d.effective_on.isoformat() for d in self.decisions] == list(days)
        return self

    def then_refused(self, refusal: Refusal | type[Refusal]) -> None:
        expected = refusal if isinstance(refusal, type) else type(refusal)
        assert type(self.refusal) is expected, self.refusal or self.decisions
        if isinstance(refusal, Refusal):
            assert self.refusal == refusal


class Story:
    """What happened so far. Numbers of events go on from where the town was founded."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.view = View(db)
        (self.last,) = db.execute("select max(seq) from events").fetchone()
        """Number of the last event."""

    def given(
        self, *events: Fact, by: str = "eq.as4", on: dt.date = TODAY, at: dt.datetime = MORNING
    ) -> "Story":
        for event in events:
            self.last += 1
            envelope = Envelope(
                self.last, event.stream, 1, type(event).__name__, event.SCHEMA,
                at, on, by, "test", f"k{self.last}", dump(event), "", "",
            )  # fmt: skip
            projections.apply(self._db, envelope)
        return self

    def when(self, command: object, *, by: str = "eq.as4", at: dt.datetime = MORNING) -> Answer:
        try:
            return Answer(decide(self.view, command, by, at))
        except Refusal as no:
            return Answer(refusal=no)


@pytest.fixture
def story(image: sqlite3.Connection) -> Story:
    return Story(in_memory(image))


Given = Callable[..., Story]


@pytest.fixture
def given(story: Story) -> Given:
    return story.given
