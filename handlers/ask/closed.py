"""The words of the closed classes of Italian, which name nothing but where a plan has one in a
name of its own (`SUE`).

What turns a question into another one is of these classes too, and is not passed over for that:
`ask.unread` and `ask.account` hold it against what was made of the question.
"""

import tomllib
from importlib import resources

from italian.regex import regex

TYING = ("articles", "prepositions", "conjunctions")
"""The classes of words that never name anything, even within a name."""


def _load() -> dict[str, str]:
    text = resources.files("handlers.ask").joinpath("closed.toml").read_text("utf-8")
    return tomllib.loads(text)


_DATA = _load()
LOCUTIONS = regex(
    rf"[ ,]*(?<![\w'.])(?:{'|'.join(_DATA.pop('locutions').split(chr(10))[:-1])})(?![\w'])"
)
"""What is said of the asking in more words than one: `in teoria`, `senza tanti giri di parole`."""
_CLASSES = {name: frozenset(words.split()) for name, words in _DATA.items()}
CLOSED = frozenset[str]().union(*_CLASSES.values())
TIES = frozenset[str]().union(*(_CLASSES[name] for name in TYING))
_LEADING = "|".join(
    sorted(w for name in ("leading", "discourse", "courtesy", "addressed") for w in _CLASSES[name])
)
LEADS = regex(
    rf"^(?:(?:e|ma) )?(?:(?:{_LEADING})[ ,.!:]+)+(?:(?<=re )se |(?<=mi )se )?"
    r"(?<!\bmi )(?<!\bci )(?<!\bti )(?<!\bper )"
    r"(?:(?<= se )|(?=(?:per |da |di |a |in |su |con |fino a |entro )?"
    r"(?:chi|che|cosa|come|quando|quant\w+|qual\w*|perche|dove)\b)"
    r"|(?<=(?:dere |pere |cere |vere ))(?=(?:il|lo|la|l'|i|gli|le|un|una|l) ?))"
)
"""What is said before a question, up to the word that asks or what is asked for."""
