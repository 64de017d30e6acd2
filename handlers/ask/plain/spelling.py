"""Words of asking that are misspelt, put right before anything is said not to be known.

    obietivi, registrazoni, servzi   →   obiettivi, registrazioni, servizi

Only what is no word of asking and names nothing of the plan is taken for one, as slips are
(`italian.slips`).
"""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from handlers.ask.cues import HOUSE, TALK, THINGS
from handlers.ask.kinds import is_of_asking, learnt
from handlers.understand.days.day_words import COUNT, MONTH, WEEKDAY
from italian.closed import CLOSED
from italian.regex import regex
from italian.slips import DOUBLED, SHORTEST, Slips, is_usual, one_of
from italian.words import stem

ANOTHER = 7
"""Letters from which one letter may stand for another."""
OF_DAYS = regex(rf"(?:{MONTH}|{WEEKDAY}|{COUNT}|mes[ei]|ann[oi]|giorn[oi]|settiman[ae])")
"""Words of days and numbers: `maggio` is no `maggior`."""
WORD = regex(rf"(?<![\w.'])[a-z]{{{DOUBLED},}}(?![\w.'])")


@cache
def _known() -> frozenset[str]:
    """Every word that somebody asked with."""
    said = (sign[2:] for sign in learnt().rare if sign.startswith("w:"))
    return TALK | CLOSED | {word for word in said if word.isalpha()}


@cache
def _slips() -> Slips:
    """Those by which a kind is known, or which name what the plan is made of."""
    return Slips((word for word in _known() if _is_put_right(word)), ANOTHER)


def _is_put_right(word: str) -> bool:
    of_asking = word in CLOSED or word in TALK or is_of_asking(word) or _is_a_thing(word)
    return len(word) >= SHORTEST and of_asking


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
    return _meant(word)


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """The word of asking that is meant by one; the word itself where there is none, or several."""
    near = _slips().near(word)
    if things := one_of([one for one in near if _is_a_thing(one)]):
        return things
    usual = len(word) >= SHORTEST and is_usual(word)
    return word if usual else one_of(near) or word


def _is_a_thing(word: str) -> bool:
    return any(pattern.fullmatch(word) for _, pattern in THINGS)


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _known()))
