"""How fast Telegram lets a bot speak: overall, to one person, to one group.

Source: Bot API, "My bot is hitting limits": 30 messages a second overall, one a second to a chat
with short bursts, 20 a minute to a group.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

OVERALL = (30, 1.0)
ANSWERS, NOTICES, MENUS = 30, 20, 5
"""How much of that each may take: what nobody waits for leaves room for who does."""

PRIVATE = (5, 5.0)
GROUP = (20, 60.0)
"""So many calls in so many seconds."""

CHATS_REMEMBERED = 1000


@dataclass
class Window:
    """No more than `most` in any `seconds`."""

    most: int
    seconds: float
    _past: deque[float] = field(default_factory=deque)

    def wait(self, now: float, most: int | None = None) -> float:
        """Seconds until one more is allowed; `most`: within fewer than the window's own."""
        while self._past and now - self._past[0] >= self.seconds:
            self._past.popleft()
        over = len(self._past) - (self.most if most is None else most)
        return self._past[over] + self.seconds - now if over >= 0 else 0

    def count(self, now: float) -> None:
        """One more was sent, at this reading of the clock (seconds)."""
        self._past.append(now)


class Gate(Protocol):
    """Seconds to wait before a call to a chat may be made; 0: it may, and is counted. `share` is
    how many calls a second may have been made, whoever made them."""

    def __call__(self, chat: int, share: int = ANSWERS) -> float:
        """Seconds to wait before a message to this chat; a share below one leaves room to
        others."""


class Pace:
    """Asked before each call."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._overall = Window(*OVERALL)
        self._chats: dict[int, Window] = {}

    def __call__(self, chat: int, share: int = ANSWERS) -> float:
        """As `Gate` says."""
        now = self._clock()
        window = self._window(chat, now)
        wait = max(self._overall.wait(now, share), window.wait(now))
        if not wait:
            self._overall.count(now)
            window.count(now)
        return wait

    def _window(self, chat: int, now: float) -> Window:
        """Groups have negative numbers."""
        if chat not in self._chats:
            if len(self._chats) >= CHATS_REMEMBERED:
                self._chats = {c: w for c, w in self._chats.items() if w.wait(now)}
            self._chats[chat] = Window(*(PRIVATE if chat > 0 else GROUP))
        return self._chats[chat]


def unhurried(chat: int, share: int = ANSWERS) -> float:
    """For a transport that has no limits."""
    return 0
