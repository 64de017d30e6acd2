"""Several things named one after the other: `bilancio, tributi e demografici`."""

from collections.abc import Callable, Sequence

from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.words import clean, stem

JOINS = regex(r"\b(?:ed?|o|oppure|contro|con|tra|fra)\b|,| / ")
OR_NOT = regex(r"\b(?:o|oppure) (?:no|meno)\b")
"""Joins nothing: `hanno obiettivi o no?`."""
SMALL = SMALL_WORDS | {"area"}
"""Beside what names a unit; and whatever has two letters."""
WORD = regex(r"[a-z]{2,}")


def units(text: str, unit_of: Callable[[Sequence[str]], str]) -> tuple[str, ...]:
    """The units, where every piece names one: the last words of the first, the first of the last.
    `unit_of` knows one by words of its name."""
    text = OR_NOT.sub("", text)
    if JOINS.search(text) is None:
        return ()
    pieces = [
        [w for w in WORD.findall(p) if len(w) > 2 and w not in SMALL] for p in JOINS.split(text)
    ]
    if not all(pieces):
        return ()
    first, *between, last = _apart(pieces[:-1], unit_of) + pieces[-1:]
    starts = (first[at:] for at in range(len(first)))
    ends = (last[:end] for end in range(len(last), 0, -1))
    found = [
        next(filter(None, map(unit_of, starts)), ""),
        *map(unit_of, between),
        next(filter(None, map(unit_of, ends)), ""),
    ]
    return tuple(dict.fromkeys(found)) if all(found) and len(set(found)) > 1 else ()


def _apart(pieces: list[list[str]], unit_of: Callable[[Sequence[str]], str]) -> list[list[str]]:
    """Pieces of which each ends in words of one unit: `bilancio tributi` are two."""
    found = []
    for piece in pieces:
        ends: list[list[str]] = []
        left = piece
        while at := next((n for n in range(1, len(left)) if unit_of(left[n:])), 0):
            if not unit_of(left[at - 1 : at]):
                break
            ends.insert(0, left[at:])
            left = left[:at]
        found += [left, *ends]
    return found


def run(text: str, name: str) -> int:
    """How many words of a name stand in a text one after the other."""
    said = f" {' '.join(stem(w) for w in WORD.findall(clean(text)))} "
    words = [stem(w) for w in WORD.findall(clean(name))]
    runs = (
        j - i
        for i in range(len(words))
        for j in range(i + 1, len(words) + 1)
        if f" {' '.join(words[i:j])} " in said
    )
    return max(runs, default=0)
