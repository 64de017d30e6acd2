"""How near words are in meaning: a vector for the stem of each usual word of Italian.

`nearness.bin` holds them as signs, 512 bits a word, of which half differ where two words have
nothing to do with each other: comparing is a count of bits, the same on every machine. It is made
by `make train`; `benchmarks/fit_nearness.py` says from what.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "nearness.bin"
TITLE = b"traguardo nearness 1\n"
BITS = 512
_BYTES = BITS // 8
_ROW_BYTES = 512
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


class _Row(NamedTuple):
    """Some stems side by side: where they are, the first of them, how many there are by its end."""

    first: bytes
    start: int
    end: int
    after: int


def _rows(table: bytes, start: int, end: int) -> Iterator[_Row]:
    after = 0
    while start < end:
        cut = table.find(b" ", start + _ROW_BYTES, end)
        stop = end if cut < 0 else cut
        after += table.count(b" ", start, stop) + 1
        yield _Row(table[start:stop].partition(b" ")[0], start, stop, after)
        start = stop + 1


class Nearness:
    """The vectors by stem, in order; each is taken out of the table when it is first asked for.

    Stems are looked for where they lie, a row of them at a time: as texts by themselves they would
    take as much memory as the whole table.
    """

    def __init__(self, table: bytes) -> None:
        if not table.startswith(TITLE):
            raise ValueError("nearness.bin is of another version")
        end = table.index(b"\n", len(TITLE))
        self._table = table
        self._rows = [*_rows(table, len(TITLE), end)]
        self._rarities = end + 1
        self._signs = end + 1 + self._rows[-1].after
        self._known: dict[str, Meaning | None] = {}

    def of(self, stem: str) -> Meaning | None:
        """What is known of a stem; None where it is no usual word."""
        if stem not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[stem] = self._found(stem.encode("utf-8"))
        return self._known[stem]

    def _found(self, stem: bytes) -> Meaning | None:
        row = self._rows[bisect_right(self._rows, stem, key=attrgetter("first")) - 1]
        stems = self._table[row.start : row.end].split(b" ")
        place = bisect_left(stems, stem)
        if place == len(stems) or stems[place] != stem:
            return None
        at = row.after - len(stems) + place
        start = self._signs + at * _BYTES
        signs = int.from_bytes(self._table[start : start + _BYTES], "little")
        return Meaning(signs, self._table[self._rarities + at] / RAREST)


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
