"""The words of one plan: what each indicator is called there, and what else it may be called.

An indicator is found by its name, unit, aliases, by its objective and service, and, through the
thesaurus, by what people say for the same thing.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.understand.figures.pairs import ratio_terms
from handlers.understand.figures.values import is_backlog
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.senses import Senses
from handlers.understand.naming.terms import DOING, Term, Unfolded, key_of, unfold, words_of
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import clean, stem, words
from ledger.later import dataclass
from ledger.plan import Indicator, Objective, Plan

NAME, SPELLED, TITLE, UNIT, TEXT, SERVICE = 1.0, 0.8, 0.55, 0.5, 0.25, 0.25
"""How much a word counts, by where in the plan it stands (SPELLED: in an acronym's phrase)."""

_KNOWN = 5_000
"""Words whose look-up is remembered."""
_LEAST_KIN, _LEAST_SHORTENED = 5, 4
"""Letters of the shortest beginning by which two words may be kin, and a word cut short."""
_SHORTENED = regex(r"[a-z]+[bcdfghlmnpqrtvz]")
"""How no whole word of Italian ends: `etil.`, `cond.`."""


@dataclass(frozen=True)
class Profile:
    """What an indicator may be called by."""

    indicator: Indicator
    words: Mapping[str, float]
    """Keys of words, with how well each names it."""
    concepts: Mapping[int, float]
    """Concepts of the thesaurus, the near ones included."""
    phrases: tuple[frozenset[str], ...]
    """Its name and aliases, each as what has to be said to say all of it."""
    verbs: frozenset[str]
    """What is done with the things it counts, as the thesaurus has it."""
    functions: Mapping[str, float]
    """What a town hall does that it belongs to, each with how surely: `tributi`."""
    texts: Sequence[tuple[str, float]]
    """All that the plan says of it, each with how much its words count."""
    terms: tuple[frozenset[str], frozenset[str]]
    """What only its numerator, and only its denominator, is called."""
    size: float | None = None
    """Power of ten of what is aimed at, or of what it was; None where neither is known."""

    @cached_property
    def doing(self) -> tuple[frozenset[str], frozenset[str]]:
        """The doing words of its name, and of all that is said of it."""
        every = frozenset(key for key in self.words if is_doing(key))
        return frozenset(key for key in every if self.words[key] >= NAME), every

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of its own name, as they stand there."""
        return frozenset(words(clean(self.indicator.name)))

    @cached_property
    def bare(self) -> tuple[set[str], ...]:
        """The things that have to be named to say its name, or an alias."""
        return tuple(things for phrase in self.phrases if (things := nouns(phrase)))

    @cached_property
    def waits(self) -> bool:
        """Whether it counts what plainly waits."""
        return is_backlog(self.indicator)

    @property
    def steps(self) -> frozenset[str]:
        """The doing words of its own name."""
        return frozenset(key for phrase in self.phrases[:1] for key in phrase if is_doing(key))


def is_doing(key: str) -> bool:
    """Whether a key is of something done."""
    return key.startswith(DOING)


class Vocabulary:
    """Built once per plan; look-ups cost by the words, not by the town."""

    def __init__(self, plan: Plan) -> None:
        self.profiles: dict[str, Profile] = {}
        self.postings: dict[str, dict[str, float]] = defaultdict(dict)
        self.meant: dict[int, dict[str, float]] = defaultdict(dict)
        self.senses = Senses()
        self._words: dict[str, str] = {}
        self._contexts: dict[tuple[str, float], list[tuple[Unfolded, float]]] = {}
        services = {s.code: s.name for _, s in plan.services()}
        for objective, indicator in plan.indicators():
            self._add(objective, indicator, services.get(objective.unit, ""))
        self._contexts.clear()
        self._spellings = sorted(w for w in self._words if len(w) >= 4)
        self._keys = sorted(k for k in self.postings if not is_doing(k))
        self.rarest = math.log(1 + (len(self.profiles) or 1))
        self._weights = {key: self._weight(key) for key in self.postings}
        self._found: dict[str, tuple[tuple[str, float], ...]] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._kin_vectors: dict[str, Mapping[int, float]] = {}

    def _add(self, objective: Objective, indicator: Indicator, service: str) -> None:
        own = [indicator.name, indicator.numerator, indicator.denominator, *indicator.aliases]
        texts = [(text, NAME) for text in own if text]
        texts += [(indicator.unit or "", UNIT), (objective.title, TITLE), (service, SERVICE)]
        texts += [(objective.description or "", TEXT), (objective.action or "", TEXT)]
        code = indicator.code
        self.senses.add(code, [*own, indicator.unit], [objective.title])
        words: dict[str, float] = {}
        concepts: dict[int, float] = {}
        for text, field in texts:
            unfolded = unfold(text)
            spelled = [(t, SPELLED) for t in words_of(text)] if field == NAME else []
            for term, weight in [*((t, field) for t in unfolded.terms), *spelled]:
                self._words.setdefault(term.word, term.key)
                words[term.key] = max(weight, words.get(term.key, 0.0))
            for concept, nearness in unfolded.meant():
                if nearness * field > concepts.get(concept, 0.0):
                    concepts[concept] = nearness * field
        for key, weight in words.items():
            self.postings[key][code] = weight
        for concept, weight in concepts.items():
            self.meant[concept][code] = weight
        phrases = (_phrase(text) for text in (indicator.name, *indicator.aliases))
        self.profiles[code] = Profile(
            indicator,
            words,
            concepts,
            tuple(p for p in phrases if p),
            _verbs(concepts),
            _functions(concepts),
            texts,
            ratio_terms(indicator) if indicator.kind.in_percent else (frozenset(), frozenset()),
            _size(indicator),
        )

    def _weight(self, key: str) -> float:
        """Rarity among names and titles; what stands only in longer texts says little."""
        holders = sum(1 for field in self.postings[key].values() if field >= UNIT)
        return math.log(1 + len(self.profiles) / holders) if holders else 0.25 * self.rarest

    def weight(self, key: str) -> float:
        """How much a key tells: the rarer in the plan, the more."""
        return self._weights[key]

    def knows(self, term: Term) -> bool:
        """Whether the plan, or the trade, has the term."""
        return bool(self.look_up(term))

    def means(self, term: Term) -> bool:
        """Whether the plan has a concept that a word may stand for."""
        kin = (near for concept, _ in term.meant for near, _ in thesaurus().kin(concept))
        return any(near in self.meant for near in kin)

    def explains(self, code: str, term: Term) -> bool:
        """Whether a word is one of those an indicator's own name, unit, title is made of."""
        words = self.profiles[code].words
        return any(words.get(key, 0.0) >= UNIT for key, _ in self.look_up(term))

    def explained(self, term: Term, among: frozenset[str]) -> float:
        """How well some indicators explain a word, the best of them, 0 to 1."""
        best = 0.0
        for key, quality in self.look_up(term):
            holders = self.postings[key]
            best = max([best, *(holders[c] * quality for c in holders.keys() & among)])
        for concept, surely in term.meant:
            holders = self.meant.get(concept, {})
            best = max([best, *(holders[c] * surely for c in holders.keys() & among)])
        return best

    def nearness(self, root: str, code: str) -> float:
        """How near what a stem speaks of is to what an indicator is about, 0 to 1."""
        if root not in self._near:
            if len(self._near) > _KNOWN:
                self._near.clear()
            self._near[root] = {}
        known = self._near[root]
        if code not in known:
            kin, own = kin_of_stem(root), self._kin_of(code)
            known[code] = sum([kin[at] * own[at] for at in kin.keys() & own.keys()])
        return known[code]

    def _kin_of(self, code: str) -> Mapping[int, float]:
        """What all the words of an indicator speak of: found when it is first looked at, for the
        vectors of a whole plan take more memory than all else that is known of it."""
        if code not in self._kin_vectors:
            self._kin_vectors[code] = _kinship(self.profiles[code].texts)
        return self._kin_vectors[code]

    def has(self, word: str) -> bool:
        """Whether a word is one of the plan's."""
        return word in self._words or stem(word) in self.postings

    def look_up(self, term: Term) -> tuple[tuple[str, float], ...]:
        """Terms of the plan a word may stand for, with how well (0 to 1)."""
        if term.key in self.postings:
            return ((term.key, 1.0),)
        if term.word not in self._found:
            if len(self._found) > _KNOWN:
                self._found.clear()
            self._found[term.word] = self._resembling(term)
        return self._found[term.word]

    def _resembling(self, term: Term) -> tuple[tuple[str, float], ...]:
        """Words with the same beginning or a slip of the finger away; short words need be exact."""
        word = term.word
        if len(word) < 4 or term.doing:
            return ()
        least = _LEAST_SHORTENED if _SHORTENED.fullmatch(word) else _LEAST_KIN
        kin = dict.fromkeys(self._kin(term.key, least), 0.85)
        if kin or stem(word) in thesaurus().words:
            return tuple(kin.items())
        slips = 0 if len(word) < 5 else 1 if len(word) < 9 else 2
        close = process.extract(
            word, self._spellings, scorer=OSA.distance, score_cutoff=slips, limit=4
        )
        best: dict[str, float] = {}
        for spelled, distance, _ in close:
            if len(word) >= 5 or spelled[0] == word[0]:
                key = self._words[spelled]
                best[key] = max(best.get(key, 0.0), 0.9 - 0.1 * int(distance))
        return tuple(best.items())

    def _kin(self, root: str, least: int) -> Iterable[str]:
        """Keys that begin with a word's root, or that it begins with."""
        if len(root) < least:
            return
        at = bisect_left(self._keys, root)
        while at < len(self._keys) and self._keys[at].startswith(root):
            yield self._keys[at]
            at += 1
        yield from (root[:n] for n in range(least, len(root)) if root[:n] in self.postings)


def _size(indicator: Indicator) -> float | None:
    known = [v for v in (indicator.target, indicator.baseline) if isinstance(v, Decimal) and v]
    return math.log10(max(abs(v) for v in known)) if known else None


def _kinship(texts: Iterable[tuple[str, float]]) -> Mapping[int, float]:
    """What some texts speak of, each word by itself, the nearer concepts around it included."""
    found: dict[int, float] = defaultdict(float)
    for text, field in texts:
        for concept, share in _kin_of_text(text).items():
            found[concept] += share * field
    return _of_length_one(found)


@lru_cache(maxsize=_KNOWN)
def _kin_of_text(text: str) -> Mapping[int, float]:
    found: dict[int, float] = defaultdict(float)
    for term in unfold(text).terms:
        for concept, share in kin_of(term.word).items():
            found[concept] += share
    return _of_length_one(found)


@lru_cache(maxsize=_KNOWN)
def kin_of(word: str) -> Mapping[int, float]:
    """What a word speaks of by itself: a vector of length 1, or nothing."""
    return kin_of_stem(stem(word))


@lru_cache(maxsize=_KNOWN)
def kin_of_stem(root: str) -> Mapping[int, float]:
    """The same of a stem, as those of the plan that a misspelt word stands for."""
    return _of_length_one(thesaurus().speaks_of(root))


def _of_length_one(vector: Mapping[int, float]) -> Mapping[int, float]:
    length = math.sqrt(sum(v * v for v in vector.values()))
    return {at: v / length for at, v in vector.items()} if length else {}


def _functions(concepts: Mapping[int, float]) -> Mapping[str, float]:
    known = thesaurus().concepts
    found: dict[str, float] = {}
    for at, nearness in concepts.items():
        function = known[at].function
        found[function] = max(found.get(function, 0.0), nearness)
    return found


def _verbs(concepts: Mapping[int, float]) -> frozenset[str]:
    known = thesaurus().concepts
    near = (known[at] for at, nearness in concepts.items() if nearness >= UNIT)
    return frozenset(key_of(verb) for concept in near for verb in concept.verbs)


def _phrase(text: str) -> frozenset[str]:
    """What has to be said to say all of it; nothing where one word is left of several.

    `corsi per tutti` is not said by saying `corsi`.
    """
    keys = frozenset(t.key for t in unfold(text).terms)
    words = [w for w in clean(text).replace("'", " ").split() if len(w) > 3]
    emptied = len(keys) == 1 and len(words) > 1 and any(w in LEXICON.empty_words for w in words)
    return frozenset() if emptied else keys


def nouns(keys: Sequence[str] | frozenset[str] | set[str]) -> set[str]:
    """The keys that are things."""
    return {key for key in keys if not is_doing(key)}
