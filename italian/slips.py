"""Slips of the finger in a message, put right.

    lanno scorso incasstai 12   →   l'anno scorso incassati 12

Only words by which messages are read (`slips.toml`) are put right, and only where what was typed
is no usual word of Italian, names nothing that is reported, and is near one of them alone.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from italian.nearness import nearness
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import stem

SHORTEST = 5
"""Letters from which a word that is misspelt is put right: of shorter ones too many are near."""
_ENDS = "oaie"
_WORD = regex(r"(?<![\w'.@/])[a-z]{5,}(?![\w'@/])")
_GLUED = regex(r"(?P<article>dell|nell|all|dall|sull|quest|quell|un|l)(?P<word>[aeiou][a-z]{3,})")
"""A word that has run into its article: `lanno`, `questanno`, `unaltra`."""
_SAID_TO = regex(r"[a-z]{3,}[aei](?:l[aeio]|[mtcv]i|ne)")
"""`registralo`, `approvami`: a verb with its pronoun."""


@cache
def _meant() -> Mapping[str, tuple[str, ...]]:
    """The words that are put right, by their first letter."""
    words_of = tomllib.loads((Path(__file__).parent / "slips.toml").read_text("utf-8"))
    said = {name: words.split() for name, words in words_of.items()}
    whole = [root + end for root in said.pop("participles") for end in _ENDS]
    whole += [word for words in said.values() for word in words if len(word) >= SHORTEST]
    return {first: tuple(w for w in whole if w[0] == first) for first in {w[0] for w in whole}}


def put_right(text: str, is_named: Callable[[str], bool]) -> str:
    """A cleaned text with its slips put right. `is_named`: whether a word is one of the plan."""
    return _WORD.sub(lambda found: _right(found[0], is_named), text)


def _right(word: str, is_named: Callable[[str], bool]) -> str:
    right = _unslipped(word)
    return word if right == word or is_named(word) else right


@lru_cache(maxsize=20_000)
def _unslipped(word: str) -> str:
    """The word that is meant; the same where it is a usual one, or may be several."""
    if _is_usual(word) or word in _meant().get(word[0], ()) or _SAID_TO.fullmatch(word):
        return word
    glued = _GLUED.fullmatch(word)
    if glued is not None and _is_usual(glued["word"]):
        return f"{glued['article']}'{glued['word']}"
    near = [w for w in _meant().get(word[0], ()) if OSA.distance(word, w, score_cutoff=1) == 1]
    return near[0] if len({stem(w) for w in near}) == 1 else word


def _is_usual(word: str) -> bool:
    """Whether it is usual Italian or of some trade; what only messages have may be a slip."""
    meaning = nearness().of(stem(word))
    return stem(word) in thesaurus().words or (meaning is not None and meaning.rarity < 1)
