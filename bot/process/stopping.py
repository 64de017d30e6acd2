"""Told to stop, a process is gone within ten seconds, whatever it is at.

What it does then of its own (turns under way, letters, pages) is bounded where it is done. This is
for the rest: a copy of a large ledger in a thread, a program of the town's that hangs, a file held
by another, a machine so laden that nothing takes the time it should. All that was received,
decided or to be said is on disk, as after a kill, and the next start goes on from there.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)

LIMIT_SECONDS = 7.5
"""From the signal to the end of a process that is still there."""


class Stop:
    """What SIGINT and SIGTERM ask: `calls` says of whom, while `heeded` lasts."""

    def __init__(self, seconds: float = LIMIT_SECONDS) -> None:
        self._seconds = seconds
        self._end: Callable[[], object] = lambda: None
        self._is_asked = False
        self._signalled = threading.Lock()
        """Held until a signal comes: letting go of it is all that its handler does, which may
        interrupt anything."""
        self._over = threading.Event()

    def calls(self, end: Callable[[], object]) -> None:
        """`end` is called from another thread when a signal comes, or at once if one came."""
        self._end = end
        if self._is_asked:
            end()

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Until its end signals ask; a process that is in it too long after one is left there."""
        self._signalled.acquire()
        watch = threading.Thread(target=self._watch, name="stop", daemon=True)
        watch.start()
        asks = (signal.SIGINT, signal.SIGTERM)
        kept = {number: signal.signal(number, self._ask) for number in asks}
        try:
            yield
        finally:
            self._over.set()
            self._ask()
            watch.join()
            for number, before in kept.items():
                signal.signal(number, before)

    def _ask(self, *_: object) -> None:
        if not self._is_asked:
            self._is_asked = True
            self._signalled.release()

    def _watch(self) -> None:
        self._signalled.acquire()
        if self._over.is_set():
            return
        self._end()
        if not self._over.wait(self._seconds):
            logger.warning("still at work %.0f s after a stop: left as it is", self._seconds)
            os._exit(0)
