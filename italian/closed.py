"""The closed classes of Italian: words that name nothing but where a plan has one in a name of its
own (`SUE`). Each class stands once, in `closed.toml`, whoever reads it.

What turns a question into another one is of these classes too, and is not passed over for that: who
asks holds it against what was made of the question.
"""

import tomllib
from pathlib import Path

_CLASSES = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        (Path(__file__).parent / "closed.toml").read_text("utf-8")
    ).items()
}


def closed_words(*classes: str) -> frozenset[str]:
    """The words of some classes, by the names they have in the file."""
    return frozenset[str]().union(*(_CLASSES[name] for name in classes))


def one_of(*classes: str) -> str:
    """A pattern of the words of some classes, the longest first, to stand in a group."""
    return "|".join(sorted(closed_words(*classes), key=lambda word: (-len(word), word)))


def before(*classes: str) -> str:
    """A pattern of one word of some classes with what parts it from the next: `del `, `dell'`."""
    return rf"(?:(?:{one_of(*classes)})(?:\s+|\s*['’]\s*))"


CLOSED = closed_words(*_CLASSES)
PREPOSITIONS = ("di", "a", "da", "in", "su", "con", "per", "tra")
TIES = closed_words(
    "articles", *PREPOSITIONS, "nouns_as_well", "led_by", "coordinating", "conjunctions"
)
"""What never names anything, even within a name."""
SMALL_WORDS = closed_words("articles", *PREPOSITIONS, "coordinating")
"""What ties words and names nothing, even where it is all that is left of a name."""
WISH = (
    r"(?:(?:per favore|vorrei|voglio|dev[oi]|dovrei|dobbiamo|bisogna|(?:mi )?puoi|potresti|mi"
    r"|si deve|allora|ok|adesso)[ ,]+)*"
)
"""What people say before an order."""
