"""Tasks that run as long as the process does: none of them ends on an error.

One that fails is noted for `doctor` by its name, rests, and begins again; once it has gone on for
a while it is well again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.process.defects import log_defect
from bot.store import Store, may_pass

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0

Rest = Callable[[float], Awaitable[None]]


class Supervisor:
    """Keeps the tasks of a process."""

    def __init__(self, store: Store, rest: Rest = asyncio.sleep) -> None:
        self._store = store
        self._rest = rest
        self._tasks: set[asyncio.Task[None]] = set()

    def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Does `work` until it returns or the process ends; an error begins it anew."""
        self._start(self._forever(name, work))

    def every(self, seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Does `work` again and again, with a rest after each time."""

        async def again() -> None:
            while True:
                await work()
                self._store.heals(name)
                await self._rest(seconds)

        self.keep(name, again)

    def aside(self, name: str, work: Awaitable[None]) -> None:
        """Does something once that nobody waits for."""

        async def once() -> None:
            try:
                await work
            except Exception as error:
                log_defect(error, name)

        self._start(once())

    async def idle(self) -> None:
        """Returns when nothing done aside is under way; not for a process that keeps tasks."""
        while under_way := tuple(self._tasks):
            # From Python 3.12 on waiting for what is done gives the loop no turn to forget it.
            await asyncio.gather(*under_way)
            self._tasks.difference_update(under_way)

    async def stop(self) -> None:
        """Ends them all, whatever they are at."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _forever(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await work()
            except Exception as error:
                if may_pass(error):
                    logger.warning("%s waits: %s", name, type(error).__name__)
                else:
                    log_defect(error, name)
                self._store.ails(name, type(error).__name__)
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
