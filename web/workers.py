"""A few threads, each with the ledger open for itself: SQLite's connections stay in their thread.

A page is made whole in one of them while the others go on, so that one slow question (a replay as
of a past day) does not keep everybody waiting.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from handlers.turn import Outcome, Reply, Turn
from ledger.access import Access
from ledger.ledger import Ledger
from ledger.progress.scanner import Scanner
from ledger.surveys import Answers

T = TypeVar("T")

WORKERS = 2
"""Python runs one at a time; the second is there while the first waits for the disk."""


Converse = Callable[[Turn, Mapping[str, object] | None], Outcome]
"""The conversations of the chat: a turn and where the talk stands, to what is said."""


Tell = Callable[[Ledger, Sequence[Reply]], None]
"""What a page leaves for the chats of others."""


Supply = Callable[[Ledger, Turn, Outcome], Outcome]
"""Makes the files and pictures that replies name; what is refused on the way is said instead."""


LONGEST_MEMORY = 64
"""Answers kept at once."""


@dataclass
class Office:
    """What a thread works with. `known` remembers answers while the record does not change."""

    ledger: Ledger
    access: Access
    answers: Answers
    converse: Converse
    tell: Callable[[Sequence[Reply]], None]
    supply: Callable[[Turn, Outcome], Outcome]
    url: str
    """How people reach the pages."""
    scanner: Scanner | None = None
    """The antivirus of the town, where there is one."""
    known: dict[object, Any] = field(default_factory=dict)
    past: ExitStack = field(default_factory=ExitStack)
    """The record as of past days, each in a memory of its own until it is forgotten."""

    def freshen(self) -> None:
        """Forgets what was known of an earlier record; asked before each page, never within one."""
        head = self.ledger.log.head().seq
        if self.known.get("head") != head or len(self.known) > LONGEST_MEMORY:
            self.known.clear()
            self.past.close()
            self.known["head"] = head

    def close(self) -> None:
        """Gives up both ledgers, in the thread that opened them."""
        self.past.close()
        self.ledger.close()


class Workers:
    """Opens its ledgers on `start`; `do` runs a piece of work in whichever thread is free."""

    def __init__(
        self,
        open_ledger: Callable[[], Ledger],
        converse: Callable[[Ledger], Converse],
        tell: Tell,
        supply: Supply,
        url: str,
        count: int = WORKERS,
    ) -> None:
        self._open = open_ledger
        self._converse = converse
        self._tell = tell
        self._supply = supply
        self._url = url
        self._threads = [ThreadPoolExecutor(1, "page") for _ in range(count)]
        self._free: asyncio.Queue[tuple[ThreadPoolExecutor, Office]] = asyncio.Queue()

    def _office(self) -> Office:
        ledger = self._open()
        return Office(
            ledger,
            Access(ledger),
            Answers(ledger),
            self._converse(ledger),
            partial(self._tell, ledger),
            partial(self._supply, ledger),
            self._url,
            Scanner.from_environment(ledger.environment),
        )

    async def start(self) -> None:
        """Each thread opens the ledger for itself."""
        loop = asyncio.get_running_loop()
        self._free = asyncio.Queue()
        for thread in self._threads:
            self._free.put_nowait((thread, await loop.run_in_executor(thread, self._office)))

    async def stop(self) -> None:
        """Waits until each is free, and closes what it opened."""
        loop = asyncio.get_running_loop()
        for _ in self._threads:
            thread, office = await self._free.get()
            await loop.run_in_executor(thread, office.close)
            thread.shutdown()

    async def do(self, work: Callable[[Office], T]) -> T:
        """Does something in the next free thread; what it raises is raised here."""
        thread, office = await self._free.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work, office)
        finally:
            self._free.put_nowait((thread, office))
