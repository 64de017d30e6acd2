"""Words of dialects in a message, put into Italian: `incheu 4 carte` is `oggi 4 carte`.

Only what every office says is in `dialects.toml` (days, small numbers, `avemo`, `nun`); who writes
a whole sentence in dialect is asked.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from italian.regex import regex

_WORD = regex(r"(?<![\w'])[a-z]+(?:'[a-z]+)?")


@cache
def _said() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("italian").joinpath("dialects.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _meanings() -> Mapping[str, str]:
    """Every word of the file with what it means in Italian."""
    said = _said()["words"]
    return {word: meaning for meaning, words in said.items() for word in words.split()}


@cache
def _any_phrase() -> re.Pattern[str]:
    return regex("|".join(re.sub(r"\((?!\?)", "(?:", said) for said in _said()["phrases"]))


@cache
def _phrases() -> Sequence[tuple[re.Pattern[str], str]]:
    """Every expression of several words with what stands in its place."""
    return [(regex(said), meaning) for said, meaning in _said()["phrases"].items()]


def in_italian(text: str) -> str:
    """A cleaned text with its words and phrases of dialect replaced; the same where it has none."""
    meanings = _meanings()
    for phrase, meaning in _phrases() if _any_phrase().search(text) else ():
        text = phrase.sub(meaning, text)
    return _WORD.sub(lambda m: meanings.get(m[0], m[0]), text)
