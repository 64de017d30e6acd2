"""Italian words compared as a reader would: without case, accents, endings and small slips."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from italian.regex import regex
from italian.words import snowball

_DOTTED = regex(r"\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?")
_TOKEN = regex(r"[a-z0-9]+")


def word_set(listed: str) -> frozenset[str]:
    """A set of words from one line of them."""
    return frozenset(listed.split(" "))


STOP = word_set(
    "a ad al allo alla ai agli alle all col con da dal dallo dalla dai dagli dalle dall di "
    "del dello della dei degli delle dell e ed o in nel nello nella nei negli nelle nell "
    "per su sul sullo sulla sui sugli sulle sull tra fra il lo la i gli le l un uno una che "
    "chi cui non si come anche piu sono stato stata stati state essere ha hanno ogni altri "
    "altre altro quale quali attraverso mediante tramite fine relativi relative relativo "
    "relativa d"
)


_HANGING = word_set(
    "di del della dei delle da dal e ed con per in a al alla non tra che il la i le"
)


def hangs(text: str) -> bool:
    """A sentence cut off: it ends with a comma or with a word that wants another."""
    bare = text.rstrip()
    last = re.split(r"[\s'’]", bare.rstrip("."))[-1]
    is_label = len(last) == 1 and last.isupper() and not bare.isupper()
    hangs_on = last.lower() in _HANGING and not is_label and len(bare.split()) > 2
    return bare.endswith(",") or hangs_on


@lru_cache(maxsize=16384)
def unaccented(text: str) -> str:
    """A text in small letters without accents."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Words and numbers in order; `S.U.E.` is one word."""
    joined = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text)
    return tuple(_TOKEN.findall(unaccented(joined)))


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Letters and digits only: `Annu alità` and `annualità` are one heading."""
    return "".join(_TOKEN.findall(unaccented(text)))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of an Italian word (Snowball)."""
    return snowball(word)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """What a text speaks of: the stems of its words, small words and years left out."""
    return frozenset(
        stem(w) for w in tokens(text) if w not in STOP and len(w) > 1 and not w.isdecimal()
    )


@lru_cache(maxsize=65536)
def alike(word: str, other: str) -> float:
    """How far two words are the same one, 0 to 1: equal, inflected, abbreviated or misspelt."""
    if word == other:
        return 1.0
    if stem(word) == stem(other):
        return 0.8
    short, long = sorted((word, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return 0.5
    shared = _shared_prefix(short, long)
    if shared >= 5 and shared * 3 >= len(short) * 2:
        return 0.5
    if len(short) >= 6 and fuzz.ratio(short, long) >= 88:
        return 0.6
    return 0.0


def _shared_prefix(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def rarity(texts: Iterable[str]) -> dict[str, float]:
    """How telling each stem is among these texts: a word found everywhere says little."""
    spread: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        spread.update(stems(text))
    return {found: log((total + 1) / count) + 0.1 for found, count in spread.items()}


def covered(text: str, by: str, weight: Mapping[str, float]) -> float:
    """The share of the shorter text's meaning that the other one has too, 0 to 1."""
    one, other = stems(text), stems(by)
    if not one or not other:
        return 0.0
    unseen = max(weight.values(), default=1.0)

    def mass(found: Iterable[str]) -> float:
        return sum(weight.get(s, unseen) for s in found)

    return mass(one & other) / min(mass(one), mass(other))


def sentence_case(text: str) -> str:
    """A name shouted in capitals, said in a normal voice; acronyms cannot be told and go too."""
    if not text.isupper():
        return text
    said = " ".join(_said(word) for word in text.split(" "))
    return said[:1].upper() + said[1:]


def _said(word: str) -> str:
    if re.fullmatch(r"[IVXL]{1,5}\W?", word) and word != "I":
        return word
    low = word.lower()
    if low in STOP and word != "I":
        return low
    before, mark, after = low.partition("'" if "'" in low else "’")
    said = after[:1].upper() + after[1:]
    return f"{before if mark and before in _ELIDED else before.capitalize()}{mark}{said}"


_ELIDED = frozenset({"d", "dell", "nell", "all", "dall", "sull"})
"""What stays small before an apostrophe: `Tutela dell'Ambiente`, `Pieve Sant'Olmo`."""


LONGEST_TITLE = 160
"""Characters of a title that still fits a line."""


def shortened(text: str) -> str:
    """A title that fits a line: the first sentence, or its beginning."""
    if len(text) <= LONGEST_TITLE:
        return re.sub(r"(?<![A-Z])\.+$", "", text) or text
    sentence = text.partition(". ")[0]
    if 20 <= len(sentence) <= LONGEST_TITLE:
        return sentence
    return f"{text[: LONGEST_TITLE - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
