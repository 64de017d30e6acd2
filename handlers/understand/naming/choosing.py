"""Which indicator is meant: candidates weighed by what was learnt, and how sure that is.

The weights stand in `weights.json` with the names of their features; `make train` fits them.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from importlib import resources

from handlers.understand.naming.candidates import Candidate, Candidates, Clause, clause_of
from handlers.understand.naming.senses import OF_BEST, Senses, by_sense, nearer, of_choice
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import Term
from handlers.understand.naming.vocabulary import Vocabulary, nouns
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import PARTICIPLE, stem
from ledger.later import dataclass, replace

MOST_CANDIDATES = 5
_REMEMBERED = 256
"""Choices that are kept: a message asks for the same one several times."""
_LEVEL = 0.05
"""Share of the words by which two that are as good may differ."""
_PARTICIPLE = regex(rf"\w{{2,}}{PARTICIPLE}[oaie]")
"""What was done (`panchine cambiate`) sets nothing apart from what is counted."""
_PLAINLY = 0.7
"""Share of the words from which they, and not what kinds can hold, have to tell two apart."""
_WHOLLY = 0.95
"""Share of the words from which a name was said and nothing else."""
_ALL_BUT_SURE = 0.9
"""Probability from which words of another kind (`eventi sismici`) do not matter."""
_OF_A_FIGURE = 0.6
"""Probability from which a figure is of the best: the answer to a question shows what it is of."""
_SURELY = 0.8
"""Probability from which nothing that was said has to tell two apart: one is plainly meant."""
_BESIDE = 3.0
"""Lead in score from which nothing more is asked of what tells two apart."""
_CLOSE = 0.7
"""Lead in score below which two are hardly apart."""
LITTLE = 2.5
"""How far behind the best one may be, and be asked about beside it."""
_LEVEL_STEPS = 0.5
"""Lead in score within which the step that was said tells two apart."""
_NEARER = 0.13
"""Share of what is near to the words by which the whole of them tells two apart."""
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
    offer: float = 0.25
    """Least probability of being right of what is looked at for offering."""
    refuse: float = 0.75
    """The same of what is refused as another office's."""
    accept: Mapping[str, float] = field(default_factory=dict)
    """Of all that speaks for a reading: whether it is what was meant."""
    least: float = 0.5
    """Least probability of that, to offer it without asking."""
    measure: float = 0.5
    """Least probability that a number is a measure, to look at it as one."""

    @cached_property
    def by_sign(self) -> Mapping[str, tuple[float, ...]]:
        """What each sign says for each intent, in their order."""
        signs = {sign for weights in self.intent.values() for sign in weights}
        said = self.intent.values()
        return {sign: tuple([w.get(sign, 0.0) for w in said]) for sign in signs}


@cache
def learnt() -> Weights:
    """The weights that `make train` fitted, read once."""
    text = resources.files("handlers.understand").joinpath("weights.json").read_text("utf-8")
    data = json.loads(text)
    words = {w for weights in data["intent"].values() for w in weights if is_wording(w)}
    return Weights(**data, wording=frozenset(words))


def is_wording(sign: str) -> bool:
    """Whether a sign of what a message wants is a word of it, which counts only where learnt."""
    return sign[:2] in ("w:", "t:", "s:")


def dot(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Weights times features; a feature without a weight counts nothing."""
    return sum([weights[name] * value for name, value in features.items()
                if value and name in weights])  # fmt: skip


def probability(score: float) -> float:
    """A score as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True)
class Choice:
    """What the words come to: the candidates, best first, and how sure the best is.

    That is worked out when it is first asked: most choices are looked at for their best alone.
    """

    clause: Clause
    shape: Shape
    ranked: tuple[Candidate, ...]
    every: tuple[Candidate, ...]
    """All that were looked at, whoever's they are."""
    senses: Senses

    @cached_property
    def surety(self) -> Mapping[str, float]:
        """The features of the choice."""
        return surety_of(self.clause, self.shape, self.ranked, self.every, self.senses)

    @cached_property
    def sure(self) -> float:
        """How likely the best is the one that is meant."""
        return probability(dot(learnt().surety, self.surety)) if self.ranked else 0.0

    @property
    def best(self) -> Candidate | None:
        """The candidate ranked first; None where there is none."""
        return self.ranked[0] if self.ranked else None

    @property
    def code(self) -> str | None:
        """The indicator meant, where that is sure enough to offer it."""
        if self.best is None:
            return None
        if self._by_whole_name():
            return self.best.code
        if self.sure < (learnt().offer if self.shape.number is None else _OF_A_FIGURE):
            return None
        if self.surety["kind_bare"] and self.sure < _ALL_BUT_SURE:
            return None
        return self.best.code if self.sure >= _SURELY or self._is_apart() else None

    def _is_apart(self) -> bool:
        """Whether something that was said tells the best from those little behind it."""
        assert self.best
        near = [c for c in self.ranked[1:4] if c.score > self.best.score - _BESIDE]
        return self.best.share < _PLAINLY or all(told_apart(self.best, other) for other in near)

    def _by_whole_name(self) -> bool:
        """Whether nothing was said but the whole name of one that can hold it."""
        wholly = [c for c in self.ranked if c.features["whole"] and c.share > _WHOLLY]
        fits = [c for c in wholly if c.features["fits"]]
        return len(wholly) == len(fits) == 1 and fits[0] is self.best and not self.surety["kind"]

    @property
    def near(self) -> tuple[str, ...]:
        """Codes to ask about, the likeliest first."""
        best = self.best.score if self.best else 0.0
        return tuple(c.code for c in self.ranked if c.score >= best - LITTLE)[:MOST_CANDIDATES]


def told_apart(best: Candidate, other: Candidate) -> bool:
    """Whether something that was said speaks for the best, and not for another of the same office.

    `corsi generali` are those of two objectives; only the step said tells those of one apart.
    """
    mine, its = best.features, other.features
    if best.features["before"] or its["own"] != mine["own"] or its["fits"] < mine["fits"]:
        return True
    if max(its["off"], its["too_much"]) > max(mine["off"], mine["too_much"]) + 0.5:
        return True
    by_kin = mine["kin_share"] > its["kin_share"] + _NEARER and mine["kin"] > _NEARER
    if its["name"] < _WHOLLY and (by_kin or nearer(mine, its)):
        return True
    left = max(its["left_down"], mine["left_down"])
    if its["waits"] != mine["waits"] == left:  # `orti dati 49`: nothing of those who wait for one
        return True
    if its["no_money"] > mine["no_money"] and mine["counts_it"]:
        return True
    by_step = best.said - other.said or mine["does"] > its["does"]
    if _objective(best.code) == _objective(other.code) and by_step:
        return True
    level = its["name"] + its["concept"] >= mine["name"] + mine["concept"] - _LEVEL
    level = level and (mine["whole"] == 0.0 or its["cover"] >= 1.0)
    return not (level and nouns(best.said) <= nouns(other.said))


def _of_another_kind(clause: Clause, best: Candidate) -> bool:
    """`eventi sismici`: one noun it has, and nothing else but words of the trade it has not."""
    terms = clause.terms
    if any(t.doing for t in terms) or best.share > 0.99 * len(terms):
        return False
    known = {t: keys for t, keys, _ in clause.known}

    def speaks(term: Term) -> bool:
        return term.key in best.said or any(key in best.said for key, _ in known.get(term, ()))

    rest = [t for t in terms if not speaks(t)]
    trade = thesaurus().words
    tied = all(t.attached and (t in known or stem(t.word) in trade) for t in rest)
    tied = tied and not any(_PARTICIPLE.fullmatch(t.word) for t in rest)
    return len(terms) - len(rest) == 1 and bool(rest) and tied


def _objective(code: str) -> str:
    return code.rpartition(".")[0]


class Chooser:
    """Ranks the indicators that a clause may speak of, and says how sure that is."""

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
        ranked = by_step_said(ranked_by(learnt().choice, found))
        mine = tuple(c for c in ranked if c.features["own"]) if among is None else ranked
        every = Choice(clause, shape, ranked, ranked, self.vocabulary.senses)
        return every if mine == ranked else replace(every, ranked=mine), every


def ranked_by(weights: Mapping[str, float], found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates by weight, the best first."""
    for candidate in found:
        candidate.score = dot(weights, candidate.features)
    return tuple(sorted(found, key=lambda c: (-c.score, c.code)))


def by_step_said(ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """`carta pubblicata` is the step of publishing, not that of approving, of the same office."""
    if len(ranked) < 2:
        return ranked
    first, second, *rest = ranked
    mine, its = first.features, second.features
    level = first.score - second.score < _LEVEL_STEPS and mine["own"] == its["own"]
    if level and mine["does_other"] and its["does"] and not mine["count_step"]:
        return replace(second, score=first.score + _BESIDE), first, *rest
    return ranked


def surety_of(
    clause: Clause,
    shape: Shape,
    ranked: Sequence[Candidate],
    every: Sequence[Candidate],
    senses: Senses,
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
    among = [c for c in every if c.features["own"] == best.features["own"] and c is not best]
    rivals = [c for c in among if c.features["fits"] and c.features["off"] < 0.5]
    spoken = [c for c in rivals if c.share > 0.1]
    fits = best.features["fits"]
    named = any(not t.doing for t in clause.terms)
    unnamed = bool(among) and not named
    level = not all(told_apart(best, other) for other in ranked[1:4])
    kind = _of_another_kind(clause, best)
    close = lead < _CLOSE
    its_size = ranked[1].features["near"] if len(ranked) > 1 else best.features["near"]
    by_size = best.features["near"] - its_size
    return {
        "level_close": float(level and close),
        "level_low": float(level and share < _PLAINLY),
        "level_sized": float(level) * max(0.0, by_size),
        "level_unsized": float(level) * max(0.0, -by_size),
        "close_sized": float(close) * max(0.0, by_size),
        "bias": 1.0,
        "lead": lead / _FAR,
        "close": float(close),
        "edge": edge / _FAR,
        "behind": float(edge < 0),
        "others": float(best.features["own"] == 0.0),
        "others_lead": lead / _FAR * float(best.features["own"] == 0.0),
        "outshone": max(0.0, max((c.share for c in every), default=0.0) - share),
        "share": share,
        "share_low": float(share < 0.45),
        "nothing": float(share < 0.05),
        "unsaid": float(not clause.terms),
        "noun_unsaid": float(bool(best.said) and named and not nouns(best.said)),
        "no_noun": float(not named),
        "trade": min(3.0, clause.strange["trade"]),
        "attached": min(3.0, clause.strange["attached"]),
        "adjective": min(2.0, clause.strange["adjective"]),
        "strange": min(3.0, clause.strange["other"]),
        "alone": float(second is None),
        "rivals": fits / (1 + len(rivals)),
        "no_rival": float(fits and not rivals),
        "spoken": fits / (1 + len(spoken)),
        "no_spoken": float(fits and not spoken),
        "no_spoken_share": share * float(fits and not spoken),
        "no_rival_share": min(share, 0.3) * float(fits and not rivals),
        "misfit": 1.0 - fits,
        "level": float(level),
        "level_fit": float(level and bool(spoken)),
        "unnamed": float(unnamed) * (1.0 - best.features["before"]),
        "unnamed_close": float(unnamed) * (1.0 - lead / _FAR),
        "kind": float(kind),
        "kind_bare": float(kind and shape.bare),
        "number": float(shape.number is not None),
        "rival_says": _said_by_rivals(clause, best, spoken),
        "rival_counts": best.features["bare_index"] * _counted_by_rivals(best, spoken),
        **_agreeing(best, rivals),
        **by_sense(best.features, [c.features for c in among], [c.features for c in every]),
        **of_choice(senses, clause.said, best.code, [c.code for c in rivals]),
        **{name: best.features[name] for name in _OF_BEST},
    }


def _said_by_rivals(clause: Clause, best: Candidate, rivals: Sequence[Candidate]) -> float:
    """Share of the words that say nothing of the best, and speak of another that may be meant."""

    def speaks(keys: Sequence[str], of: Candidate) -> bool:
        return any(key in of.said for key in keys)

    words = [((t.key, *(k for k, _ in keys)), w) for t, keys, w in clause.known if not t.doing]
    words += [((t.key,), w) for t, w in clause.meant]
    rest = [(keys, w) for keys, w in words if not speaks(keys, best)]
    if not rest:
        return 0.0
    said = (sum(w for keys, w in rest if speaks(keys, other)) for other in rivals)
    return max(said, default=0.0) / clause.total


def _counted_by_rivals(best: Candidate, rivals: Sequence[Candidate]) -> float:
    """How near, of the rivals that a bare number may count, the likeliest is."""
    shares = [c.share for c in rivals if not c.features["bare_index"]]
    return max(0.0, 1.0 + max(shares, default=-1.0) - best.share)


def _agreeing(best: Candidate, rivals: Sequence[Candidate]) -> dict[str, float]:
    """Whether several signs point the same way, each by itself."""
    kin = max((c.features["kin_share"] for c in rivals), default=0.0)
    share = max((c.share for c in rivals), default=0.0)
    ahead_kin, ahead_share = best.features["kin_share"] - kin, best.share - share
    return {
        "kin_lead": ahead_kin,
        "kin_behind": float(ahead_kin < -0.02),
        "share_lead": ahead_share,
        "share_behind": float(ahead_share < -0.02),
        "both_lead": float(ahead_kin > 0.1 and ahead_share > 0.1),
        "kin_only": float(ahead_kin > 0.2 and abs(ahead_share) <= 0.02),
        "kin_against": float(ahead_kin < -0.1 and ahead_share > 0.02),
    }


_OF_BEST = (
    "name", "title", "concept", "text", "rare", "amount", "whole", "cover", "does", "does_other",
    "fits", "step_number", "count_step", "counts_it", "counts_else", "no_money", "no_percent",
    "several_ratio", "before", "near", "off", "too_much", "left_down", "left_up", "average_index",
    "average_else", "function", "function_only", "paid_money", "paid_else", "day_index", "unit",
    "added_down", "size_unknown", "kin", "kin_share", "both_terms", "scale", "bare_index",
    *OF_BEST,
)  # fmt: skip
