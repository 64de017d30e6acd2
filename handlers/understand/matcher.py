"""Which indicator the words mean: a score over names, aliases, titles; precision first.

Each term of a message is looked up in the plan's vocabulary (same word, same beginning, a letter
or two off) and weighs as much as it is rare. The best indicator is offered only when it explains
most of what was said and stands clear of the next; otherwise the nearest become candidates.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.understand.lexicon import LEXICON
from handlers.understand.normal import clean
from handlers.understand.terms import DOING, Term, key_phrase, terms_of, words_of
from ledger.plan import Indicator, Objective, Plan

NAME, SPELLED, TITLE, UNIT, TEXT, SERVICE = 1.0, 0.8, 0.55, 0.5, 0.25, 0.25
"""How much a word counts, by where in the plan it stands (SPELLED: in an acronym's phrase)."""

DOING_SHARE = 0.6
"""Doing words (`rilasciate`, `approvato`) say less than what was done to."""

MAX_CANDIDATES = 5
_CLEAR = 1.25
"""The best must weigh this many times the next to be offered."""
_STRANGE, _QUALIFYING = 0.15, 1.3
"""Weight of a word the plan does not have, as a share of the rarest word's: said beside, or as a
quality of what was named (`eventi sportivi` are not any events)."""
_ELSEWHERE = 0.9
"""How much more one of the plan's words weighs, where it qualifies what it does not belong to
(`fascicoli del personale`)."""
_ENOUGH = 0.5
"""Least share of a message's weight that an indicator must explain to be offered."""
_ENOUGH_WHOLE = 0.4
"""The same where its whole name, or an alias of several words, was said."""
_KNOWN = 5_000
"""Words whose look-up is remembered."""

Fits = Callable[[Indicator], bool]


@dataclass(frozen=True)
class Match:
    code: str
    score: float
    share: float
    """Part of the message's weight that this indicator explains, 0 to 1."""
    said: frozenset[str]
    """Its terms that were said, wherever in the plan they stand."""
    named: frozenset[str]
    """Those of its own name, unit or aliases."""
    complete: bool
    """Its whole name, or a whole alias, was said."""
    nouns_complete: bool
    """The same, doing words apart (`permessi di costruire`, of those `rilasciati`)."""


@dataclass(frozen=True)
class Choice:
    """What the words come to: one indicator, or the candidates to ask about."""

    code: str | None
    candidates: tuple[str, ...] = ()
    best: Match | None = None
    ranked: tuple[Match, ...] = ()


NOTHING = Choice(None)


class Matcher:
    """The words of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.indicators = {i.code: i for _, i in plan.indicators()}
        self._postings: dict[str, dict[str, float]] = defaultdict(dict)
        self._words: dict[str, str] = {}
        self._phrases: dict[str, tuple[frozenset[str], ...]] = {}
        services = {s.code: s.name for _, s in plan.services()}
        for objective, indicator in plan.indicators():
            self._add(objective, indicator, services.get(objective.unit, ""))
        self._spellings = sorted(w for w in self._words if len(w) >= 4)
        self._rarest = math.log(1 + (len(self.indicators) or 1))
        self._weights = {key: self._weight(key) for key in self._postings}
        self._found: dict[str, tuple[tuple[str, float], ...]] = {}

    def _add(self, objective: Objective, indicator: Indicator, service: str) -> None:
        own = [indicator.name, indicator.numerator, indicator.denominator, *indicator.aliases]
        fields = [(text, NAME) for text in own if text]
        fields += [(indicator.unit or "", UNIT), (objective.title, TITLE), (service, SERVICE)]
        fields += [(objective.description or "", TEXT), (objective.action or "", TEXT)]
        found = [(term, weight) for text, weight in fields for term in terms_of(text)]
        found += [(term, SPELLED) for text in own if text for term in words_of(text)]
        for term, weight in found:
            self._words.setdefault(term.word, term.key)
            posting = self._postings[term.key]
            posting[indicator.code] = max(weight, posting.get(indicator.code, 0))
        phrases = (_phrase(text) for text in (indicator.name, *indicator.aliases))
        self._phrases[indicator.code] = tuple(p for p in phrases if p)

    def _weight(self, key: str) -> float:
        """Rarity among names and titles; what stands only in longer texts says little."""
        holders = sum(1 for field in self._postings[key].values() if field >= UNIT)
        rarity = math.log(1 + len(self.indicators) / holders) if holders else 0.25 * self._rarest
        return rarity * (DOING_SHARE if key.startswith(DOING) else 1)

    def knows(self, term: Term) -> bool:
        return bool(self.look_up(term))

    def rank(self, terms: Sequence[Term], among: Collection[str]) -> tuple[Match, ...]:
        """Indicators that share words with the message, best first."""
        scores: dict[str, float] = defaultdict(float)
        said: dict[str, set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        total = 0.0
        spared: dict[str, float] = defaultdict(float)
        seen: set[str] = set()
        for term in terms:
            if term.key in seen:
                continue
            seen.add(term.key)
            known = self.look_up(term)
            if not known:
                qualifies = term.attached and not term.doing
                total += self._rarest * (_QUALIFYING if qualifies else _STRANGE)
                continue
            weight = max(self._weights[key] for key, _ in known)
            more = weight * _ELSEWHERE if term.attached and not term.doing else 0.0
            total += weight + more
            best: dict[str, float] = {}
            for key, quality in known:
                for code, field in self._postings[key].items():
                    if code not in among:
                        continue
                    best[code] = max(self._weights[key] * quality * field, best.get(code, 0.0))
                    said[code].add(key)
                    if field >= UNIT and field != TITLE:
                        named[code].add(key)
            for code, worth in best.items():
                scores[code] += worth
                spared[code] += more
        found = (
            self._match(
                c, score / (total - spared[c] or 1), score, frozenset(said[c]), frozenset(named[c])
            )
            for c, score in scores.items()
        )
        return tuple(sorted(found, key=_best_first))

    def _match(
        self, code: str, share: float, score: float, said: frozenset[str], named: frozenset[str]
    ) -> Match:
        complete = any(phrase <= named for phrase in self._phrases[code])
        without_doing = [nouns(phrase) for phrase in self._phrases[code]]
        nouns_complete = any(len(p) > 1 and p <= named for p in without_doing)
        return Match(code, score, share, said, named, complete, nouns_complete)

    def choose(
        self, terms: Sequence[Term], among: Collection[str], fits: Fits | None = None
    ) -> Choice:
        """The one indicator meant, where there is one. `fits` prefers some kinds over others."""
        ranked = self.rank(terms, among)
        if fits:
            suited = tuple(m for m in ranked if fits(self.indicators[m.code]))
            if suited and suited[0].score >= ranked[0].score / _CLEAR:
                ranked = suited
        if not ranked:
            return NOTHING
        best = ranked[0]
        near = tuple(m.code for m in ranked if m.score >= best.score / 2)[:MAX_CANDIDATES]
        clear = all(self._clear(best, other) for other in ranked[1:])
        enough = _ENOUGH_WHOLE if best.complete and len(best.named) > 1 else _ENOUGH
        if clear and best.share >= enough and best.named:
            return Choice(best.code, near, best, ranked)
        return Choice(None, near, best, ranked)

    def _clear(self, best: Match, other: Match) -> bool:
        if best.score >= _CLEAR * other.score:
            return True
        if not best.said >= other.said:
            return False
        told_apart = bool(nouns(best.said - other.said))
        if self._steps_of_one(best.code, other.code):
            return told_apart or bool(best.named - other.named)
        whole = best.complete and not other.complete
        return told_apart or whole or (best.nouns_complete and not other.nouns_complete)

    def _steps_of_one(self, code: str, other: str) -> bool:
        """`definiti` and `presentati` of one objective: only the step said tells them apart."""
        first, second = self.indicators[code], self.indicators[other]
        return first.objective == second.objective and first.kind.is_step and second.kind.is_step

    def explains(self, code: str, term: Term) -> bool:
        """Whether a word is one of those an indicator's own name, unit, title is made of."""
        fields = (self._postings[key].get(code, 0.0) for key, _ in self.look_up(term))
        return any(field >= UNIT for field in fields)

    def look_up(self, term: Term) -> tuple[tuple[str, float], ...]:
        """Terms of the vocabulary a word may stand for, with how well (0 to 1)."""
        if term.key in self._postings:
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
        root = term.key
        if len(root) >= 5:
            kin = {
                key: 0.85
                for spelled, key in self._words.items()
                if not key.startswith(DOING)
                and (key.startswith(root) or (len(key) >= 5 and root.startswith(key)))
            }
            if kin:
                return tuple(kin.items())
        slips = 1 if len(word) < 9 else 2
        close = process.extract(
            word, self._spellings, scorer=OSA.distance, score_cutoff=slips, limit=4
        )
        best: dict[str, float] = {}
        for spelled, distance, _ in close:
            if len(word) >= 5 or spelled[0] == word[0]:
                key = self._words[spelled]
                best[key] = max(best.get(key, 0.0), 0.9 - 0.1 * int(distance))
        return tuple(best.items())


def _phrase(text: str) -> frozenset[str]:
    """What has to be said to say all of it; nothing where one word is left of several.

    `corsi per tutti` is not said by saying `corsi`.
    """
    keys = frozenset(t.key for t in terms_of(text))
    words = [w for w in clean(text).replace("'", " ").split() if len(w) > 3]
    emptied = len(keys) == 1 and len(words) > 1 and any(w in LEXICON.empty_words for w in words)
    return frozenset() if emptied else keys


def _best_first(match: Match) -> tuple[float, bool, bool, str]:
    return (-match.score, not match.complete, not match.nouns_complete, match.code)


def nouns(keys: Collection[str]) -> set[str]:
    return {key for key in keys if not key.startswith(DOING)}


def taught(learnt: Mapping[str, str]) -> dict[str, str]:
    """An office's aliases by the terms of their words."""
    return {key_phrase(terms_of(words)): code for words, code in learnt.items()}
