"""Which indicator the words mean: a score over names, aliases, titles; precision first.

Each content word of a message is looked up in the plan's vocabulary (same stem, same beginning,
one or two letters off) and weighs as much as it is rare. The best indicator is offered only when
it stands clear of the next; otherwise its nearest rivals become candidates.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.understand.normal import clean, stem
from handlers.understand.phrases import content_words
from ledger.plan import Indicator, Objective, Plan

NAME, TITLE, UNIT, TEXT, SERVICE = 1.0, 0.6, 0.6, 0.3, 0.25
"""How much a word counts, by where in the plan it stands."""

MAX_CANDIDATES = 5
_CLEAR = 1.2
"""The best must weigh this many times the next to be offered."""
_UNKNOWN = 0.35
"""Weight of a word the plan does not have, as a share of the rarest word's."""
_ENOUGH = 0.5
"""Least share of a message's weight that an indicator must explain to be offered."""


@dataclass(frozen=True)
class Match:
    code: str
    score: float
    share: float
    """Part of the message's weight that this indicator explains, 0 to 1."""
    named: frozenset[str]
    """Words found in the indicator's own name."""
    complete: bool
    """All of its name was said."""


@dataclass(frozen=True)
class Choice:
    """What the words come to: one indicator, or the candidates to ask about."""

    code: str | None
    candidates: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


class Matcher:
    def __init__(self, plan: Plan) -> None:
        self._postings: dict[str, dict[str, float]] = defaultdict(dict)
        self._names: dict[str, frozenset[str]] = {}
        services = {s.code: s.name for _, s in plan.services()}
        for objective, indicator in plan.indicators():
            self._add(objective, indicator, services.get(objective.unit, ""))
        self._vocabulary = sorted(self._postings)
        many = len(self._names) or 1
        self._weights = {
            word: math.log(1 + many / sum(1 for w in posting.values() if w >= UNIT))
            if any(w >= UNIT for w in posting.values())
            else 0.5
            for word, posting in self._postings.items()
        }
        self._unknown = _UNKNOWN * math.log(1 + many)
        self._found: dict[str, tuple[tuple[str, float], ...]] = {}

    def _add(self, objective: Objective, indicator: Indicator, service: str) -> None:
        fields: list[tuple[str | None, float]] = [
            (service, SERVICE),
            (objective.description, TEXT),
            (objective.action, TEXT),
            (objective.title, TITLE),
            (indicator.unit, UNIT),
            (indicator.name, NAME),
            (indicator.numerator, NAME),
            (indicator.denominator, NAME),
            *((alias, NAME) for alias in indicator.aliases),
        ]
        for text, weight in fields:
            for word in stems(text or ""):
                posting = self._postings[word]
                posting[indicator.code] = max(weight, posting.get(indicator.code, 0))
        self._names[indicator.code] = frozenset(stems(indicator.name))

    def rank(self, words: Iterable[str], among: Collection[str]) -> list[Match]:
        """Indicators that share words with the message, best first."""
        scores: dict[str, float] = defaultdict(float)
        named: dict[str, set[str]] = defaultdict(set)
        total = 0.0
        for word in dict.fromkeys(words):
            known = self.look_up(word)
            weight = max((self._weights[w] for w, _ in known), default=self._unknown)
            total += weight
            best: dict[str, float] = {}
            for entry, quality in known:
                for code, field in self._postings[entry].items():
                    if code in among:
                        worth = self._weights[entry] * quality * field
                        best[code] = max(worth, best.get(code, 0))
                        if field == NAME:
                            named[code].add(entry)
            for code, worth in best.items():
                scores[code] += worth
        ranked = [
            Match(
                code,
                score,
                score / total if total else 0,
                frozenset(named[code]),
                self._names[code] <= named[code],
            )
            for code, score in scores.items()
        ]
        return sorted(ranked, key=lambda m: (-m.score, len(self._names[m.code] - m.named), m.code))

    def choose(self, words: Sequence[str], among: Collection[str]) -> Choice:
        ranked = self.rank(words, among)
        if not ranked:
            return Choice(None)
        best = ranked[0]
        rivals = [m for m in ranked[1:] if not self._clear_of(best, m)]
        near = tuple(m.code for m in ranked if m.score >= best.score / 2)[:MAX_CANDIDATES]
        if rivals or best.share < _ENOUGH or not best.named:
            return Choice(None, near, tuple(ranked))
        return Choice(best.code, near, tuple(ranked))

    @staticmethod
    def _clear_of(best: Match, other: Match) -> bool:
        if best.score >= _CLEAR * other.score:
            return True
        return best.complete and not other.complete and best.named >= other.named

    def look_up(self, word: str) -> tuple[tuple[str, float], ...]:
        """Entries of the vocabulary a word may stand for, with how well (0 to 1)."""
        if word not in self._found:
            if len(self._found) > 20_000:
                self._found.clear()
            self._found[word] = self._search(word)
        return self._found[word]

    def _search(self, word: str) -> tuple[tuple[str, float], ...]:
        root = stem(word)
        if root in self._postings:
            return ((root, 1.0),)
        if len(root) < 4:
            return ()
        alike = [
            (w, 0.85)
            for w in self._vocabulary
            if len(w) >= 5 and (w.startswith(root[:6]) or root.startswith(w)) and len(root) >= 5
        ]
        if alike:
            return tuple(alike)
        slips = 1 if len(root) < 7 else 2
        close = process.extract(
            root, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=3
        )
        return tuple((w, 0.85 - 0.15 * int(d)) for w, d, _ in close if len(w) >= 4)


def stems(text: str) -> list[str]:
    """Stems of the content words of a text, acronyms and what they stand for included."""
    words = content_words(clean(text))
    return list(dict.fromkeys(stem(w) for w in words))


def learnt_key(words: Sequence[str]) -> str:
    """The words that named an indicator, as they are kept as an office's alias."""
    return " ".join(words)


def aliases_by_words(learnt: Mapping[str, str]) -> dict[str, str]:
    return {learnt_key(content_words(clean(words))): code for words, code in learnt.items()}
