"""What people call the offices of a town hall, by what these do: `la ragioneria`, `i vigili`.

Data in `offices.toml`; the functions are those of the thesaurus.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from italian.closed import SMALL_WORDS
from italian.words import clean, stem, words

Functions = frozenset[str]
_MOST_WORDS = 3


@cache
def _names() -> Mapping[str, Functions]:
    """What an office does, by what it is called, as stems."""
    text = (Path(__file__).parent / "offices.toml").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for function, names in tomllib.loads(text).items():
        for name in names:
            found.setdefault(" ".join(stems_of(name)), set()).add(function)
    return {name: frozenset(functions) for name, functions in found.items()}


@cache
def words_for(does: Functions) -> frozenset[str]:
    """The stems of all the names of offices that do some of this."""
    return frozenset(word for name, its in _names().items() if its & does for word in name.split())


@cache
def _of_many() -> frozenset[str]:
    text = (Path(__file__).parent / "offices.toml").read_text("utf-8")
    names = [name for names in tomllib.loads(text).values() for name in names]
    single = [clean(name) for name in names if " " not in name]
    other = {stem(name) for name in single if name[-1] not in ("i", "e")}
    return frozenset(stem(name) for name in single if name[-1] in ("i", "e")) - other


def is_of_many(root: str) -> bool:
    """Whether an office is called by a stem in the plural alone: `i concorsi`."""
    return root in _of_many()


def stems_of(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without those that only link them."""
    return tuple(stem(word) for word in words(clean(text)) if word not in SMALL_WORDS)


def called(stems: Sequence[str]) -> tuple[list[Functions], list[str]]:
    """What the offices do that a row of stems names, the longest names first, and the stems by
    which they are named."""
    found: list[Functions] = []
    said: list[str] = []
    at = 0
    while at < len(stems):
        for length in range(min(_MOST_WORDS, len(stems) - at), 0, -1):
            if (does := _names().get(" ".join(stems[at : at + length]))) is not None:
                found.append(does)
                said += stems[at : at + length]
                at += length
                break
        else:
            at += 1
    return found, said
