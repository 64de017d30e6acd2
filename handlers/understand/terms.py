"""Words as the matcher compares them: abbreviations opened, acronyms joined, doing words by what
is done, everything else by its stem.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.understand.lexicon import LEXICON
from handlers.understand.normal import clean, stem
from handlers.understand.pieces import Piece, Word

MOST_WORDS = 100
"""Words of one stretch that are looked at: whatever names an indicator is among them."""

DOING = "@"
"""Starts a term that stands for a doing word: `@approve`."""

_WORD = re.compile(r"[^\W\d_]+")
LINKS = frozenset(
    "di d da del dello della dei degli delle dell per su sui sul sulla con in a".split()  # noqa: SIM905
)
"""Words that tie a noun to the one before it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word that may name something. `key` is what the plan's words are compared by."""

    word: str
    key: str
    attached: bool = False
    """It qualifies the term before it (`eventi sportivi`, `certificati di morte`)."""

    @property
    def doing(self) -> bool:
        return self.key.startswith(DOING)


_DOUBLE = re.compile(r"([a-z])\1")


def _concept_pattern() -> re.Pattern[str]:
    """A double letter may be typed once: `realizato`, `publicata`."""
    once_or_twice = {
        name: _DOUBLE.sub(r"\1{1,2}", "|".join(beginnings))
        for name, beginnings in LEXICON.concepts.items()
    }
    groups = (f"(?P<{name}>{beginnings})" for name, beginnings in once_or_twice.items())
    return re.compile("|".join(groups))


_CONCEPT = _concept_pattern()


def concept(word: str) -> str | None:
    """What a doing word does: `deliberata` and `approvazione` are both `approve`."""
    found = _CONCEPT.match(word)
    return found.lastgroup if found else None


def _acronym_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for every phrase an acronym stands for, the longest first."""
    meanings: dict[str, str] = {}
    for acronym, phrases in LEXICON.acronyms.items():
        for phrase in (*phrases, acronym):
            meanings[" ".join(_WORD.findall(phrase))] = acronym
        if " " not in acronym and len(acronym) <= 5:
            meanings[" ".join(acronym)] = acronym
    ordered = sorted(meanings, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), meanings


_ACRONYM, _MEANING = _acronym_pattern()
_HERS = re.compile(r"\b(le|alle|delle|nelle|dalle|con le|sulle) sue\b")


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    done = concept(word)
    return DOING + done if done else stem(word)


def terms_of(text: str) -> list[Term]:
    """The terms of a text that stands by itself: a name, a title, an alias."""
    return _terms(_WORD.findall(clean(text)))


def words_of(text: str) -> list[Term]:
    """The same with no phrase taken for its acronym: `tempestività` is a word of the ITP."""
    words = _WORD.findall(clean(text))
    return [Term(w, key_of(w)) for w in words if w not in LEXICON.empty_words]


def terms_in(pieces: Iterable[Piece]) -> list[Term]:
    """The terms of a stretch of a message; what is not a word parts them."""
    terms: list[Term] = []
    run: list[str] = []
    for piece in pieces:
        if len(terms) + len(run) >= MOST_WORDS:
            break
        if isinstance(piece, Word):
            run.append(piece.text)
        elif run:
            terms += _terms(run)
            run = []
    return terms + _terms(run)


def _terms(words: Sequence[str]) -> list[Term]:
    opened = " ".join(LEXICON.abbreviations.get(w, w) for w in words)
    joined = _ACRONYM.sub(lambda m: _MEANING[m[0]].replace(" ", "_"), _HERS.sub(r"\1", opened))
    terms: list[Term] = []
    attached = False
    for word in joined.split():
        if word in LEXICON.empty_words:
            attached = attached and word in LINKS
            continue
        for part in word.split("_"):
            terms.append(Term(part, key_of(part), attached))
            attached = True
    return terms


def key_phrase(terms: Iterable[Term]) -> str:
    """The words that named an indicator, as an office's alias is kept and compared."""
    return " ".join(t.key for t in terms)


def said(terms: Iterable[Term]) -> str:
    """The words themselves, as they would be shown and taught."""
    return " ".join(t.word for t in terms)
