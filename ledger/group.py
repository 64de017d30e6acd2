"""Many writers, one flush: what several threads ask for meanwhile is recorded in one transaction.

Each command is decided and recorded by itself, on what those before it left, and refused by itself;
all of them reach the disk together, so that eight who wait pay for one flush and not for eight. The
group has a thread and an open ledger of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic

from ledger.errors import Refusal
from ledger.events import Envelope
from ledger.ledger import Ledger

TOGETHER = 64
"""At most so many in one transaction: nobody waits for a crowd."""

LINGER_SECONDS = 0.002
"""So long those who were answered a moment ago may take to ask again: less than a flush takes. Who
asks alone is not kept waiting."""


def _shut() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Asked:
    """What one thread asked for, and where it waits: a lock alone costs half of a `Future`."""

    command: object
    actor: str
    cause: str
    key: str | None
    found: list[Envelope] | Exception = field(default_factory=list)
    _door: Lock = field(default_factory=_shut)

    def answer(self, found: list[Envelope] | Exception) -> None:
        """Lets who waits go on."""
        self.found = found
        self._door.release()

    def wait(self) -> list[Envelope]:
        """What was recorded. Raises what was answered."""
        self._door.acquire()
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


class Group:
    """Records for whoever calls, from whatever thread; `close` ends its thread."""

    def __init__(self, open_ledger: Callable[[], Ledger]) -> None:
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._open = open_ledger
        self._crowd = 1
        self._thread = Thread(target=self._run, name="record", daemon=True)
        self._thread.start()

    def execute(
        self, command: object, *, actor: str, cause: str, key: str | None = None
    ) -> list[Envelope]:
        """As `Ledger.execute`: returns after the commit. Raises Refusal."""
        asked = _Asked(command, actor, cause, key)
        self._asked.put(asked)
        return asked.wait()

    def close(self) -> None:
        """Records what still waits, and ends its thread."""
        self._asked.put(None)
        self._thread.join()

    def _run(self) -> None:
        ledger = self._open()
        try:
            while (first := self._asked.get()) is not None:
                last = self._with_those_waiting(first, ledger)
                if last:
                    return
        finally:
            ledger.close()

    def _with_those_waiting(self, first: _Asked, ledger: Ledger) -> bool:
        """Records what waits; True where the end was among it."""
        batch, ends = self._gathered(first)
        self._crowd = len(batch)
        try:
            done = _recorded(ledger, batch)
        except Exception as error:  # handed to each who waits: none of it is on disk
            done = [error] * len(batch)
        for asked, found in zip(batch, done, strict=True):
            asked.answer(found)
        return ends

    def _gathered(self, first: _Asked) -> tuple[list[_Asked], bool]:
        """What waits with the first, and those of the crowd of before who are about to ask."""
        batch, patience = [first], monotonic() + LINGER_SECONDS
        while len(batch) < TOGETHER:
            left = patience - monotonic() if len(batch) < self._crowd else 0
            try:
                more = self._asked.get(timeout=left) if left > 0 else self._asked.get_nowait()
            except Empty:
                if left > 0:
                    continue
                return batch, False
            if more is None:
                return batch, True
            batch.append(more)
        return batch, False


def _recorded(ledger: Ledger, batch: Sequence[_Asked]) -> list[list[Envelope] | Exception]:
    """What became of each. A refusal comes before anything is written, and costs the others
    nothing; after any other error each is tried again by itself."""
    done: list[list[Envelope] | Exception] = []
    try:
        with ledger.transaction(), ledger.steady():
            for asked in batch:
                try:
                    done.append(_record(ledger, asked))
                except Refusal as no:
                    done.append(no)
    except Exception:
        if len(batch) == 1:
            raise
        return [_alone(ledger, asked) for asked in batch]
    return done


def _record(ledger: Ledger, asked: _Asked) -> list[Envelope]:
    return ledger.record(asked.command, actor=asked.actor, cause=asked.cause, key=asked.key)


def _alone(ledger: Ledger, asked: _Asked) -> list[Envelope] | Exception:
    try:
        with ledger.transaction():
            return _record(ledger, asked)
    except Exception as error:  # of whoever asked for this one
        return error
