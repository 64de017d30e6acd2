"""What a process remembers of the record: who serves, which plan holds, what is closed.

Reports come by the thousand and change none of it, so it is kept with the number of the event that
last did (`projected.frame_seq`) and forgotten when another has. Where an indicator stands is kept
until something is recorded in its story, or anything by another process; whatever else is read of
reports until anything at all is recorded.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from sqlite_utils import Database

from ledger.plan.inforce import PlanInForce
from ledger.progress.moment import Moment

T = TypeVar("T")

LARGEST = 20_000
"""Answers kept at most."""


class Memory:
    """Of one set of tables. `freshen` is asked once before a piece of work, not within it."""

    def __init__(
        self, destroyed: Callable[[], int] = lambda: 0, newest: str = "select seq from projected"
    ) -> None:
        """`destroyed` counts the keys that were: what was read with one is not to be told again.
        `newest` asks for the number of the last event."""
        self.plans: dict[tuple[int, int], PlanInForce] = {}
        """By year and the number of the event that last changed a plan."""
        self.plan_seq = -1
        self._destroyed = destroyed
        self._query = f"select ({newest}), plan_seq, frame_seq from projected"
        self._record: tuple[int, int] = (-1, 0)
        self._frame: tuple[int, int] = (-1, 0)
        self._known: dict[object, object] = {}
        self._record_known: dict[object, object] = {}
        self._values: dict[str, object] = {}
        """By the story of the indicator."""

    def freshen(self, db: Database) -> None:
        """Forgets what an event since may have changed."""
        seq, self.plan_seq, frame_seq = db.conn.execute(self._query).fetchone()
        destroyed = self._destroyed()
        frame, record = (frame_seq, destroyed), (seq, destroyed)
        if frame != self._frame or len(self._known) > LARGEST:
            self._known.clear()
            self._frame = frame
        if record != self._record or len(self._record_known) > LARGEST:
            self._record_known.clear()
            self._values.clear()
            self._record = record

    def grown(self, seq: int, stories: Iterable[str]) -> None:
        """The same after events that change neither plan nor people, the last of that number, all
        in these stories."""
        self._record = (seq, self._record[1])
        self._record_known.clear()
        for story in stories:
            self._values.pop(story, None)

    def forget(self) -> None:
        """After what was begun and taken back: it may have been read meanwhile."""
        self.plans.clear()
        self._known.clear()
        self._record_known.clear()
        self._values.clear()
        self._record = self._frame = (-1, 0)

    def recall(self, key: object, ask: Callable[[], T]) -> T:
        """An answer about the frame: asked once."""
        if key not in self._known:
            self._known[key] = ask()
        found: T = self._known[key]  # type: ignore[assignment]
        return found

    def recall_of_record(self, key: object, ask: Callable[[], T]) -> T:
        """An answer about anything: asked once until something is recorded."""
        if key not in self._record_known:
            self._record_known[key] = ask()
        found: T = self._record_known[key]  # type: ignore[assignment]
        return found

    def recall_value(self, story: str, ask: Callable[[], T]) -> T:
        """Where an indicator stands: asked once until something is recorded of it."""
        if story not in self._values:
            self._values[story] = ask()
        found: T = self._values[story]  # type: ignore[assignment]
        return found


def recalled(memory: Memory | None, key: object, ask: Callable[[], T]) -> T:
    """What a memory recalls; without one it is asked anew."""
    return ask() if memory is None else memory.recall(key, ask)


class Tables(Protocol):
    """Tables, and what was read in them."""

    @property
    def tables(self) -> Database:
        """Opened when they are first asked for."""
        ...

    @property
    def memory(self) -> Memory:
        """What was read."""
        ...


class Then(Protocol):
    """What was there at a past moment besides reports; each made when it is first asked for."""

    at: Moment

    @property
    def plans(self) -> Tables:
        """Tables of plans alone."""
        ...

    @property
    def years(self) -> list[int]:
        """The years that had a plan, the oldest first."""
        ...

    def plan_of(self, year: int) -> PlanInForce | None:
        """The plan of a year; None where none was adopted."""
        ...

    @property
    def whole(self) -> Tables:
        """Tables of everything but reports."""
        ...
