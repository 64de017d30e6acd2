"""How near words are in meaning: a vector for the stem of each usual word of Italian.

`nearness.bin` holds them as signs, 512 bits a word, of which half differ where two words have
nothing to do with each other: comparing is a count of bits, the same on every machine. It is made
by `make train`; `benchmarks/fit_nearness.py` says from what.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "nearness.bin"
TITLE = b"traguardo nearness 1\n"
BITS = 512
_BYTES = BITS // 8
_LEAST_COSINE = 0.2
"""Cosine up to which two words have nothing to do with each other."""
RAREST = 255
_MOST_KNOWN = 20_000
"""Words that are kept once they were asked for."""


def _nearness_by_bits() -> tuple[float, ...]:
    cosines = (math.cos(math.pi * bits / BITS) for bits in range(BITS + 1))
    return tuple(round(c * c, 4) if c > _LEAST_COSINE else 0.0 for c in cosines)


_NEARNESS = _nearness_by_bits()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known of a word."""

    signs: int
    rarity: float
    """How seldom it is met in Italian, 0 to 1: what is usual says little."""


class Nearness:
    """The vectors by stem, in order; each is taken out of the table when it is first asked for."""

    def __init__(self, table: bytes) -> None:
        title, _, rest = table.partition(b"\n")
        if title + b"\n" != TITLE:
            raise ValueError("nearness.bin is of another version")
        stems, _, self._table = rest.partition(b"\n")
        self._stems = stems.decode("utf-8").split(" ")
        self._known: dict[str, Meaning | None] = {}

    def of(self, stem: str) -> Meaning | None:
        """What is known of a stem; None where it is no usual word."""
        if stem not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[stem] = self._found(stem)
        return self._known[stem]

    def _found(self, stem: str) -> Meaning | None:
        at = bisect_left(self._stems, stem)
        if at == len(self._stems) or self._stems[at] != stem:
            return None
        start = len(self._stems) + at * _BYTES
        signs = int.from_bytes(self._table[start : start + _BYTES], "little")
        return Meaning(signs, self._table[at] / RAREST)


def near(one: Meaning, other: Meaning) -> float:
    """How near two words are: 1 where they mean the same, 0 where they have nothing in common."""
    return _NEARNESS[(one.signs ^ other.signs).bit_count()]


def nearest(one: Meaning, among: Iterable[Meaning]) -> float:
    """How near a word is to the nearest of some."""
    signs = one.signs
    return _NEARNESS[min([(signs ^ other.signs).bit_count() for other in among], default=BITS)]


@cache
def nearness() -> Nearness:
    """The table, read once."""
    return Nearness(TABLE.read_bytes())
