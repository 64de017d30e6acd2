"""What was typed, made comparable: one case, no accents, nothing invisible.

Every later step works on the cleaned text, so that capitals, accents, look-alike quotes, digits of
other scripts and markup cannot change a meaning.
"""

import unicodedata
from functools import lru_cache
from threading import Lock

import Stemmer

from italian.regex import regex

_TAG = regex(r"<[a-zA-Z/!][^<>]{0,200}>")
_ARROW = regex(r"[-=]+>|[→⇒➜]")
_GLUED = regex(r"(?<![\w.,/-])(\d[\d.,]*)(?=[a-z]{3})")
_RUN = regex(r"([^\w\s])\1{3,}")
"""A mark typed over and over says no more than three of it."""
_BLANKS = regex(r"[^\S\n]+")
_LINES = regex(r" ?\n[ \n]*")
_QUOTES = "'’‘`´ʼ′"
_DASHES = "‐‑‒–—―−﹣－"
_DONE_SIGNS = "✅☑✔"


class _Plain(dict[int, str]):
    """Plain counterpart of each character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    known = _SIGNS.get(char)
    if known is not None:
        return known
    return "".join(map(_bare, unicodedata.normalize("NFKD", char).casefold()))


_SIGNS = {
    **dict.fromkeys("\n\u2028\u2029", "\n"),
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DONE_SIGNS, " fatto "),
    "€": "€",
    "⁄": "/",
}


def _bare(char: str) -> str:
    """A letter, a digit or a telling sign; a blank for the rest, nothing for accents."""
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if char == "⁄":
        return "/"
    if kind[0] in "LP" or char in "+<>=|%°^$":
        return char
    return " " if kind[0] in "ZSN" or char in "\t\r" else ""


_PLAIN = _Plain()


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Lower case, no accents, ASCII digits and quotes, single blanks; line ends kept as `\\n`."""
    short = _RUN.sub(r"\1\1\1", text)
    bare = _ARROW.sub(": ", _TAG.sub(" ", short)).translate(_PLAIN)
    bare = _GLUED.sub(r"\1 ", bare)
    return _LINES.sub("\n", _BLANKS.sub(" ", bare)).strip()


_STEMMER = Stemmer.Stemmer("italian")
_ONE_AT_A_TIME = Lock()
"""The stemmer keeps the word it is at in itself: two threads would get each other's stems."""
_VOWEL_ENDS = regex(r"(?:[aeiou]|i[aeo]|h[ie])$")


def snowball(word: str) -> str:
    """The stem of an Italian word as Snowball has it."""
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that number and gender leave alone: `certificati`, `certificato`.

    Snowball keeps the last vowel of short words (`atti`, `atto`): that is taken off here.
    """
    if len(word) < 4:
        return word
    root = snowball(word)
    return _VOWEL_ENDS.sub("", root) if len(root) > 3 else root


PARTICIPLE = r"(?:at|it|ut|es|os|us|as|is|tt|ss|rt|st|lt|[iu]nt)"
"""How participles end, their last vowel apart: `rilasciat(e)`, `emess(e)`, `aggiunt(e)`."""
_WORD = regex(r"[^\W\d_]+")


def words(text: str) -> list[str]:
    """The words of a cleaned text; figures and marks left out."""
    return _WORD.findall(text)
