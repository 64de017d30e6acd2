"""Slips of the finger in a message, put right.

    lanno scorso incasstai 12   →   l'anno scorso incassati 12

Only words by which messages are read (`slips.toml`), or which the caller has of its own (`Slips`),
are put right, and only where what was typed is no usual word of Italian, names nothing that is
reported, and is near one of them alone.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from italian.nearness import nearness
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import stem

SHORTEST = 5
"""Letters from which a word that is misspelt is put right: of shorter ones too many are near."""
DOUBLED = 4
"""The same of one that only lacks a letter said twice: `fato`, `vano`."""
_ENDS = "oaie"
_DOUBLE = regex(r"(.)\1")
_WORD = regex(r"(?<![\w'.@/])[a-z]{5,}(?![\w'@/])")
_GLUED = regex(r"(?P<article>dell|nell|all|dall|sull|quest|quell|un|l)(?P<word>[aeiou][a-z]{3,})")
"""A word that has run into its article: `lanno`, `questanno`, `unaltra`."""
_SAID_TO = regex(r"[a-z]{3,}[aei](?:l[aeio]|[mtcv]i|ne)")
"""`registralo`, `approvami`: a verb with its pronoun."""


class Slips:
    """Words that are put right, each for what is one slip of the finger away from it alone."""

    def __init__(self, meant: Iterable[str], another: int = SHORTEST) -> None:
        """`another`: letters from which one letter may stand for another: `mense` is no `messe`."""
        self._meant: dict[str, list[str]] = {}
        for word in sorted(meant):
            self._meant.setdefault(word[0], []).append(word)
        self._another = another

    def __contains__(self, word: str) -> bool:
        return word in self._meant.get(word[0], ())

    def near(self, word: str) -> list[str]:
        """The words one slip away from another that begins with the same letter."""
        return [w for w in self._meant.get(word[0], ()) if self._is_slip(word, w)]

    def _is_slip(self, word: str, meant: str) -> bool:
        if OSA.distance(word, meant, score_cutoff=1) != 1:
            return False
        if len(word) < SHORTEST:
            return len(meant) > len(word) and _DOUBLE.sub(r"\1", meant) == word
        return len(word) != len(meant) or len(word) >= self._another or _same_letters(word, meant)


def one_of(near: Sequence[str]) -> str | None:
    """The word that is meant, where all that are near are forms of it."""
    return near[0] if len({stem(word) for word in near}) == 1 else None


def _same_letters(word: str, other: str) -> bool:
    return sorted(word) == sorted(other)


@cache
def _slips() -> Slips:
    words_of = tomllib.loads((Path(__file__).parent / "slips.toml").read_text("utf-8"))
    said = {name: words.split() for name, words in words_of.items()}
    whole = [root + end for root in said.pop("participles") for end in _ENDS]
    return Slips([*whole, *(w for words in said.values() for w in words if len(w) >= SHORTEST)])


def put_right(text: str, is_named: Callable[[str], bool]) -> str:
    """A cleaned text with its slips put right. `is_named`: whether a word is one of the plan."""
    return _WORD.sub(lambda found: _right(found[0], is_named), text)


def _right(word: str, is_named: Callable[[str], bool]) -> str:
    right = _unslipped(word)
    return word if right == word or is_named(word) else right


@lru_cache(maxsize=20_000)
def _unslipped(word: str) -> str:
    """The word that is meant; the same where it is a usual one, or may be several."""
    if is_usual(word) or word in _slips() or _SAID_TO.fullmatch(word):
        return word
    glued = _GLUED.fullmatch(word)
    if glued is not None and is_usual(glued["word"]):
        return f"{glued['article']}'{glued['word']}"
    return one_of(_slips().near(word)) or word


def is_usual(word: str) -> bool:
    """Whether it is usual Italian or of some trade; what only messages have may be a slip."""
    meaning = nearness().of(stem(word))
    return stem(word) in thesaurus().words or (meaning is not None and meaning.rarity < 1)
