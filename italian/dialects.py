"""Words of dialects in a message, put into Italian: `incheu 4 carte` is `oggi 4 carte`.

Only what every office says is in `dialects.toml` (days, small numbers, `avemo`, `nun`); who writes
a whole sentence in dialect is asked.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from italian.regex import regex

_WORD = regex(r"(?<![\w'])[a-z]+(?:'[a-z]+)?")


@cache
def _meanings() -> Mapping[str, str]:
    """Every word of the file with what it means in Italian."""
    text = resources.files("italian").joinpath("dialects.toml").read_text("utf-8")
    said = tomllib.loads(text)["words"]
    return {word: meaning for meaning, words in said.items() for word in words.split()}


def in_italian(text: str) -> str:
    """A cleaned text with its words of dialect replaced; the same where it has none."""
    meanings = _meanings()
    return _WORD.sub(lambda m: meanings.get(m[0], m[0]), text)
