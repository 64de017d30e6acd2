"""Words of asking that are misspelt, put right before anything is said not to be known.

    obietivi, registrazoni, servzi   →   obiettivi, registrazioni, servizi

Only what is no word of asking and names nothing of the plan is taken for one, and only where one
edit leads to words of asking of a single stem.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from handlers.ask.cues import HOUSE, TALK, THINGS
from handlers.ask.kinds import is_of_asking, learnt
from handlers.understand.days.day_words import COUNT, MONTH, WEEKDAY
from italian.closed import CLOSED
from italian.regex import regex
from italian.words import stem

LEAST = 4
"""Letters from which a word that lacks a second one is put right: `fato`, `vano`."""
SHORTEST = 5
"""The same of one that is misspelt otherwise: of shorter ones too many are near."""
SURELY = 7
"""The same where one letter stands for another: `mense` is no `messe`."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OF_DAYS = regex(rf"(?:{MONTH}|{WEEKDAY}|{COUNT}|mes[ei]|ann[oi]|giorn[oi]|settiman[ae])")
"""Words of days and numbers: `maggio` is no `maggior`."""
WORD = regex(rf"(?<![\w.'])[a-z]{{{LEAST},}}(?![\w.'])")


@cache
def _known() -> frozenset[str]:
    """Every word that somebody asked with."""
    said = (sign[2:] for sign in learnt().rare if sign.startswith("w:"))
    return TALK | CLOSED | {word for word in said if word.isalpha()}


@cache
def _of_asking() -> frozenset[str]:
    """Those by which a kind is known, or which name what the plan is made of."""
    return frozenset(
        word
        for word in _known()
        if len(word) >= SHORTEST
        and (word in CLOSED or word in TALK or is_of_asking(word) or _is_a_thing(word))
    )


SHORTENED = regex(r"(?<![\w.'])(?P<start>[a-z]{3,})\.(?=[ ,;:?!]|$)(?! *$)")
"""A word that is cut off and dotted: `fatt. ricevute`."""


def in_full(plain: str, naming: Collection[str]) -> str:
    """A cleaned text with the words that are cut off written in full, where those that begin so are
    of a single stem."""

    def whole(found: re.Match[str]) -> str:
        start = found["start"]
        return _whole(start, HOUSE) or _whole(start, naming) or found[0]

    return SHORTENED.sub(whole, plain)


def _whole(start: str, naming: Collection[str]) -> str:
    begun = sorted(word for word in naming if word.startswith(start) and word != start)
    return begun[0] if start not in naming and len({stem(word) for word in begun}) == 1 else ""


def put_right(plain: str, naming: Collection[str]) -> str:
    """A cleaned text with its misspelt words of asking put right."""
    return WORD.sub(lambda found: _right(found[0], naming), plain)


def _right(word: str, naming: Collection[str]) -> str:
    if word in _known() or OF_DAYS.fullmatch(word) or word in naming:
        return word
    if len(word) >= SHORTEST and stem(word) in _stems():
        return word  # Of short ones too many have a stem in common: `fato`, `fate`.
    return _nearest(word)


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    """The word of asking that is meant by one; the word itself where there is none, or several."""
    near = sorted({one for one in edited(word) if one in _of_asking()})
    near = [one for one in near if _is_a_thing(one)] or near
    return near[0] if near and len({stem(one) for one in near}) == 1 else word


def _is_a_thing(word: str) -> bool:
    return any(pattern.fullmatch(word) for _, pattern in THINGS)


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _known()))


def edited(word: str) -> Iterator[str]:
    """The words at one edit: a letter said twice, one that is missing, another, or two that changed
    places. The first is seldom mistaken."""
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if len(word) < SHORTEST:
            yield before + before[-1] + after
            continue
        yield from (before + letter + after for letter in LETTERS)
        if after and after[0] == before[-1]:
            yield before + after[1:]
        if after:
            others = LETTERS if len(word) >= SURELY else ""
            yield from (before + letter + after[1:] for letter in others)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
