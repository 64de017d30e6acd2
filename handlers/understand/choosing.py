"""Which indicator is meant: candidates weighed by what was learnt, and how sure that is.

The weights stand in `weights.json` with the names of their features; `make train` fits them.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from handlers.understand.candidates import (
    Candidate,
    Candidates,
    Clause,
    Shape,
    clause_of,
)
from handlers.understand.terms import Term
from handlers.understand.vocabulary import Vocabulary, nouns
from italian.thesaurus import thesaurus
from italian.words import stem

MOST_CANDIDATES = 5
_REMEMBERED = 256
"""Choices that are kept: a message asks for the same one several times."""
_LEVEL = 0.05
"""Share of the words by which two that are as good may differ."""
_ALONE = 2.5
"""Lead in score that doing words need where they stand alone."""
_FAR = 6.0
"""A lead in score beyond which it says no more."""


@dataclass(frozen=True)
class Weights:
    """What was learnt: a weight per feature, and from which score on to offer."""

    choice: Mapping[str, float]
    """Of the features of a candidate: which one is meant."""
    surety: Mapping[str, float]
    """Of the features of a choice: whether it is right; with its `bias`."""
    counting: Mapping[str, float] = field(default_factory=dict)
    """Of what stands around a number: whether it is a measure."""
    intent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    wording: frozenset[str] = frozenset()
    """Words and openings that say something of what a message wants."""
    offer: float = 0.7
    """Least probability of being right of what is offered."""
    refuse: float = 0.75
    """The same of what is refused as another office's."""
    measure: float = 0.5
    """Least probability that a number is a measure, to look at it as one."""


@cache
def learnt() -> Weights:
    text = resources.files("handlers.understand").joinpath("weights.json").read_text("utf-8")
    data = json.loads(text)
    words = {w for weights in data["intent"].values() for w in weights if w[:2] in ("w:", "s:")}
    return Weights(**data, wording=frozenset(words))


def dot(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items() if value)


def probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True)
class Choice:
    """What the words come to: the candidates, best first, and how sure the best is."""

    clause: Clause
    ranked: tuple[Candidate, ...] = ()
    sure: float = 0.0
    surety: Mapping[str, float] = field(default_factory=dict)
    bare: bool = False
    """Nothing says when, or how it counts."""

    @property
    def best(self) -> Candidate | None:
        return self.ranked[0] if self.ranked else None

    @property
    def code(self) -> str | None:
        """The indicator meant, where that is sure enough to offer it.

        Doing words alone (`approvato ad aprile`) name something where nothing else is done so.
        """
        unnamed = all(t.doing for t in self.clause.terms) and len(self.ranked) > 1
        carried = unnamed and self.ranked[0].features["before"]
        if unnamed and not carried and self.ranked[0].score - self.ranked[1].score < _ALONE:
            return None
        sure = self.best is not None and self.sure >= learnt().offer
        sure = sure and not (self.bare and self._of_another_kind)
        apart = all(told_apart(self.ranked[0], other) for other in self.ranked[1:4])
        return self.ranked[0].code if sure and apart else None

    @property
    def _of_another_kind(self) -> bool:
        """`eventi sismici`: one noun it has, and nothing else but words of the trade it has not."""
        terms = self.clause.terms
        if self.best is None or any(t.doing for t in terms) or self.best.share > 0.99 * len(terms):
            return False
        said = [t for t in terms if self._speaks(t)]
        rest = [t for t in terms if t not in said]
        trade = thesaurus().words
        return (
            len(said) == 1
            and bool(rest)
            and all(t.attached and (stem(t.word) in trade or t in self._known) for t in rest)
        )

    @property
    def _known(self) -> list[Term]:
        return [t for t, _, _ in self.clause.known]

    def _speaks(self, term: Term) -> bool:
        """Whether a word is one of those that speak of the best candidate."""
        assert self.best is not None
        keys = next((keys for t, keys, _ in self.clause.known if t == term), ())
        return term.key in self.best.said or any(key in self.best.said for key, _ in keys)

    @property
    def near(self) -> tuple[str, ...]:
        """Codes to ask about, the likeliest first."""
        best = self.best.score if self.best else 0.0
        return tuple(c.code for c in self.ranked if c.score >= best - 2.5)[:MOST_CANDIDATES]


def told_apart(best: Candidate, other: Candidate) -> bool:
    """Whether something that was said speaks for the best, and not for another of the same office.

    `corsi generali` are those of two objectives; only the step said tells those of one apart.
    """
    mine, its = best.features, other.features
    if best.features["before"] or its["own"] != mine["own"] or its["fits"] < mine["fits"]:
        return True
    by_step = best.said - other.said or mine["does"] > its["does"]
    if _objective(best.code) == _objective(other.code) and by_step:
        return True
    level = its["name"] + its["concept"] >= mine["name"] + mine["concept"] - _LEVEL
    level = level and (mine["whole"] == 0.0 or its["cover"] >= 1.0)
    return not (level and nouns(best.said) <= nouns(other.said))


def _objective(code: str) -> str:
    return code.rpartition(".")[0]


class Chooser:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._candidates = Candidates(vocabulary)
        self._chosen: dict[object, tuple[Choice, Choice]] = {}

    def choose(
        self,
        terms: Sequence[Term],
        shape: Shape,
        own: frozenset[str],
        *,
        among: frozenset[str] | None = None,
        before: str | None = None,
    ) -> tuple[Choice, Choice]:
        """What is meant of the sender's own, and of all (the same where `among` narrows them)."""
        asked = (tuple(terms), shape, own, among, before)
        if asked not in self._chosen:
            if len(self._chosen) >= _REMEMBERED:
                self._chosen.clear()
            self._chosen[asked] = self._choose(*asked)
        return self._chosen[asked]

    def _choose(
        self,
        terms: tuple[Term, ...],
        shape: Shape,
        own: frozenset[str],
        among: frozenset[str] | None,
        before: str | None,
    ) -> tuple[Choice, Choice]:
        clause = clause_of(terms, self.vocabulary)
        found = self._candidates.of(clause, shape, own, among, before)
        ranked = ranked_by(learnt().choice, found)
        mine = tuple(c for c in ranked if c.features["own"]) if among is None else ranked
        return self.judged(clause, shape, mine, ranked), self.judged(clause, shape, ranked, ranked)

    def judged(
        self,
        clause: Clause,
        shape: Shape,
        ranked: tuple[Candidate, ...],
        every: tuple[Candidate, ...],
    ) -> Choice:
        surety = surety_of(clause, shape, ranked, every)
        sure = probability(dot(learnt().surety, surety)) if ranked else 0.0
        return Choice(clause, ranked, sure, surety, shape.bare)


def ranked_by(weights: Mapping[str, float], found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    scored = (replace(c, score=dot(weights, c.features)) for c in found)
    return tuple(sorted(scored, key=lambda c: (-c.score, c.code)))


def surety_of(
    clause: Clause, shape: Shape, ranked: Sequence[Candidate], every: Sequence[Candidate]
) -> dict[str, float]:
    """Features of a choice: how far ahead it is, and what of the message it leaves unexplained."""
    if not ranked:
        return {}
    best = ranked[0]
    second = next((c.score for c in ranked[1:]), None)
    other = next((c.score for c in every if c.features["own"] != best.features["own"]), None)
    lead = _FAR if second is None else min(_FAR, best.score - second)
    edge = _FAR if other is None else max(-_FAR, min(_FAR, best.score - other))
    share = best.share
    return {
        "bias": 1.0,
        "lead": lead / _FAR,
        "close": float(lead < 0.7),
        "edge": edge / _FAR,
        "behind": float(edge < 0),
        "others": float(best.features["own"] == 0.0),
        "others_lead": lead / _FAR * float(best.features["own"] == 0.0),
        "outshone": max(0.0, max((c.share for c in every), default=0.0) - share),
        "share": share,
        "share_low": float(share < 0.45),
        "nothing": float(share < 0.05),
        "unsaid": float(not clause.terms),
        "no_noun": float(not any(not t.doing for t in clause.terms)),
        "trade": min(3.0, clause.strange["trade"]),
        "attached": min(3.0, clause.strange["attached"]),
        "adjective": min(2.0, clause.strange["adjective"]),
        "strange": min(3.0, clause.strange["other"]),
        "alone": float(second is None),
        "number": float(shape.number is not None),
        **{name: best.features[name] for name in _OF_BEST},
    }


_OF_BEST = (
    "name", "title", "concept", "text", "rare", "amount", "whole", "cover", "does", "does_other",
    "fits", "step_number", "count_step", "counts_it", "counts_else", "no_money", "no_percent",
    "several_ratio", "before",
)  # fmt: skip
