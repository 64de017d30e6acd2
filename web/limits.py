"""How much one address or one person may ask: a bucket that fills again as time passes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_MEMORY = 10_000
"""Names remembered at once; beyond it the fullest buckets, who ask nothing, are forgotten."""


@dataclass
class Bucket:
    """`size` at once, then `per_minute`."""

    size: int
    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, name: str) -> bool:
        """Whether this one may; what is refused takes nothing."""
        left = self._now(name)
        if left < 1:
            return False
        self._put(name, left - 1)
        return True

    def empty(self, name: str) -> bool:
        """Whether who is so named has asked for too much and has to wait."""
        return self._now(name) < 1

    def _now(self, name: str) -> float:
        left, at = self._left.get(name, (self.size, self.clock()))
        return min(self.size, left + (self.clock() - at) * self.per_minute / 60)

    def _put(self, name: str, left: float) -> None:
        if len(self._left) >= LONGEST_MEMORY:
            self._left = dict(
                sorted(self._left.items(), key=lambda kept: kept[1])[: LONGEST_MEMORY // 2]
            )
        self._left[name] = (left, self.clock())
