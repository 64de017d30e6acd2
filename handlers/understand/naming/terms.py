"""Words as the matcher compares them: abbreviations opened, acronyms joined, doing words by what
is done, everything else by its stem.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Piece, Word
from italian.closed import SMALL_WORDS, closed_words
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import PARTICIPLE, clean, stem

MOST_WORDS = 100
"""Words of one stretch that are looked at: whatever names an indicator is among them."""

DOING = "@"
"""Starts a term that stands for a doing word: `@approve`."""

_WORD = regex(r"[^\W\d_]+")
LINKS = closed_words("di", "su", "con", "per") | {"a", "da", "in"}
"""Words that tie a noun to the one before it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word that may name something. `key` is what the plan's words are compared by."""

    word: str
    key: str
    attached: bool = False
    """It qualifies the term before it (`eventi sportivi`, `certificati di morte`)."""
    adjoins: bool = False
    """It stands right after another, as an adjective does."""
    meant: tuple[tuple[int, float], ...] = ()
    """Concepts of the thesaurus that a phrase it stands in may mean, each with how surely."""

    @property
    def doing(self) -> bool:
        """Whether it is something done rather than a thing."""
        return self.key.startswith(DOING)

    @property
    def participle(self) -> bool:
        """It says what was done (`sanzionati`), and names nothing."""
        return bool(_PARTICIPLE.fullmatch(self.word))


_PARTICIPLE = regex(rf"\w{{2,}}{PARTICIPLE}[oaie]")
_DOUBLE = regex(r"([a-z])\1")


def _concept_pattern() -> re.Pattern[str]:
    """A double letter may be typed once: `realizato`, `publicata`."""
    once_or_twice = {
        name: _DOUBLE.sub(r"\1{1,2}", "|".join(beginnings))
        for name, beginnings in LEXICON.concepts.items()
    }
    groups = (f"(?P<{name}>{beginnings})" for name, beginnings in once_or_twice.items())
    return regex("|".join(groups))


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
    return regex(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), meanings


_ACRONYM, _MEANING = _acronym_pattern()
_IN_TIME = regex(
    r"\b(in|nei|per|entro i|fuori) temp[oi]\b(?! (?:medi|certi|brevi|rapidi|di |reale|da ))"
)
"""`381 in tempo` are those done `nei termini`, and no time that was measured."""
_HERS = regex(r"\b(le|alle|delle|nelle|dalle|con le|sulle) sue\b")


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """The key a word is compared by: the trade's concept, or its stem."""
    done = concept(word)
    return DOING + done if done else stem(word)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text that stands by itself (a name, a title, an alias) as terms."""

    terms: tuple[Term, ...]

    def meant(self) -> Iterator[tuple[int, float]]:
        """Every concept its phrases may mean, and those near it, with how near."""
        for term in self.terms:
            for concept, surely in term.meant:
                for near, nearness in thesaurus().kin(concept):
                    yield near, nearness * surely


@lru_cache(maxsize=2_000)
def unfold(text: str) -> Unfolded:
    """The terms of a text, words written together taken apart."""
    return Unfolded(tuple(_terms(_WORD.findall(clean(text)))))


def terms_of(text: str) -> list[Term]:
    """The terms of a text that stands by itself: a name, a title, an alias."""
    return list(unfold(text).terms)


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
            terms += _terms(tuple(run))
            run = []
    return terms + list(_terms(tuple(run)))


def _terms(words: Sequence[str]) -> tuple[Term, ...]:
    return _terms_of_run(tuple(words))


@lru_cache(maxsize=2_000)
def _terms_of_run(words: tuple[str, ...]) -> tuple[Term, ...]:
    opened = " ".join(LEXICON.abbreviations.get(w, w) for w in words)
    opened = _IN_TIME.sub(r"\1 termini", _HERS.sub(r"\1", opened))
    joined = _ACRONYM.sub(lambda m: _MEANING[m[0]].replace(" ", "_"), opened)
    row = [(part, at > 0) for word in joined.split() for at, part in enumerate(word.split("_"))]
    meant = _concepts_of([word for word, _ in row])
    terms: list[Term] = []
    attached = adjoins = False
    for (word, inner), concepts in zip(row, meant, strict=True):
        if word in LEXICON.empty_words and not inner:
            attached, adjoins = attached and word in LINKS, False
            continue
        terms.append(Term(word, key_of(word), attached or inner, adjoins, concepts))
        attached = adjoins = True
    return tuple(terms)


def _concepts_of(row: Sequence[str]) -> list[tuple[tuple[int, float], ...]]:
    """For each word of a row, the concepts that a phrase it stands in may mean.

    Of two phrases at one word the longer counts; one that may mean several things says each of
    them less surely.
    """
    places = [at for at, word in enumerate(row) if word not in SMALL_WORDS]
    stems = [stem(row[at]) for at in places]
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    for found in thesaurus().find(stems):
        length = found.end - found.start
        for at in places[found.start : found.end]:
            if length > best.get(at, (0, ()))[0]:
                best[at] = (length, found.concepts)
    nothing: tuple[int, tuple[int, ...]] = (0, ())
    return [
        tuple((concept, _surely(len(meant))) for concept in meant)
        for _, meant in (best.get(at, nothing) for at in range(len(row)))
    ]


def _surely(meanings: int) -> float:
    return 1.0 if meanings < 3 else 2.0 / meanings


def key_phrase(terms: Iterable[Term]) -> str:
    """The words that named an indicator, as an office's alias is kept and compared."""
    return " ".join(t.key for t in terms)


def said(terms: Iterable[Term]) -> str:
    """The words themselves, as they would be shown and taught."""
    return " ".join(t.word for t in terms)


def taught(learnt: Mapping[str, str]) -> dict[str, str]:
    """An office's aliases by the terms of their words."""
    return {key_phrase(terms_of(words)): code for words, code in learnt.items()}
