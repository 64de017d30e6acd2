"""Every indicator that a clause may speak of, with the features a choice is made by.

A feature is a named number, mostly a share between 0 and 1. Which count, and how much, is learnt
(`weights.json`): here nothing is decided.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.understand.figures.values import in_unit
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.senses import Said, set_beside_each_other
from handlers.understand.naming.shape import Shape, on_a_scale
from handlers.understand.naming.terms import DOING, Term
from handlers.understand.naming.vocabulary import TITLE, UNIT, Profile, Vocabulary, kin_of
from handlers.understand.pieces import Manner, When
from italian.thesaurus import thesaurus
from italian.words import stem
from ledger.plan import Direction, Kind

_NAMES = 0.25
"""Share of the words from which they name an indicator."""
_COMMON = 300
"""Indicators of one town beyond which a word names none of other offices'."""
_FEW = 14
"""Indicators of one's own up to which each is looked at, whether the words speak of it or not."""
_NEAREST = 4
"""Of more than that, how many are looked at for what the words mean alone."""
_WHOLLY = 0.99
"""Share of the words from which one's own explains them all, and nobody else's is looked at."""
_MOST_OTHERS = 8
"""Other offices' indicators that are looked at closely."""
_DOING_KIN = 0.4
"""What a doing word counts for, among what is near: it is done with many things."""
_HARDLY_KIN = 0.1
"""Nearness that is shared by nobody: what is little near to all says little."""
_FAR_OFF = 1.0
"""Powers of ten by which a total is unlike what was aimed at, from which it is of another."""


@dataclass(slots=True)
class Candidate:
    """An indicator that may be meant, and the features it is weighed by."""

    code: str
    features: dict[str, float]
    said: frozenset[str]
    """Keys of the words that speak of it."""
    share: float
    """Part of what the words say that it explains, 0 to 1."""
    score: float = 0.0


_FIELDS = ("name", "title", "concept", "text")


@dataclass(frozen=True)
class Clause:
    """The words of a stretch, each key once, looked up in the plan."""

    terms: tuple[Term, ...]
    known: tuple[tuple[Term, tuple[tuple[str, float], ...], float], ...]
    """Words the plan has, what they stand for there, their weight."""
    meant: tuple[tuple[Term, float], ...]
    """Words the plan lacks, and a phrase of the thesaurus means, with their weight."""
    strange: Mapping[str, float]
    """How many words neither explains, by what they look like."""
    kin: tuple[tuple[str, float], ...] = ()
    """The roots of its words, each with its part of the whole."""
    said: tuple[Said, ...] = ()
    """Its words by what they mean, whether the plan has them or not."""

    @cached_property
    def done(self) -> frozenset[str]:
        """The doing words that are said."""
        return frozenset(t.key for t in self.terms if t.doing)

    @cached_property
    def alike(self) -> frozenset[str]:
        """Doing words that may say the same as those that are said."""
        steps = (LEXICON.same_step.get(key.removeprefix(DOING), ()) for key in self.done)
        return frozenset(DOING + other for step in steps for other in step)

    @cached_property
    def functions(self) -> tuple[tuple[tuple[str, float], ...], ...]:
        """Of each word that means something, what a town hall does that it may be of."""
        known = thesaurus().concepts
        return tuple(
            tuple((known[at].function, surely) for at, surely in term.meant)
            for term in self.terms
            if term.meant
        )

    @cached_property
    def total(self) -> float:
        """How much there is in the clause to be explained; never zero."""
        return sum(w for _, _, w in self.known) + sum(w for _, w in self.meant) or 1.0


def clause_of(terms: Iterable[Term], vocabulary: Vocabulary) -> Clause:
    """The terms of a stretch with what the plan and the trade know of them."""
    trade = thesaurus().words
    known: list[tuple[Term, tuple[tuple[str, float], ...], float]] = []
    meant: list[tuple[Term, float]] = []
    strange = dict.fromkeys(("trade", "attached", "other", "adjective", "qualified"), 0.0)
    distinct = {t.key: t for t in terms}
    row = list(distinct.values())
    for previous, term in zip([None, *row], row, strict=False):
        keys = vocabulary.look_up(term)
        if keys:
            weight = max(vocabulary.weight(key) * quality for key, quality in keys)
            known.append((term, keys, weight * (0.6 if term.doing else 1.0)))
        elif vocabulary.means(term):
            meant.append((term, 0.8 * vocabulary.rarest))
        elif not term.doing:
            is_trade = stem(term.word) in trade
            strange["attached" if term.attached else "trade" if is_trade else "other"] += 1
            strange["qualified"] += float(is_trade and term.attached)
            adjoins = term.adjoins and previous is not None and not previous.doing
            strange["adjective"] += float(adjoins)
    taken_for = {term.word: keys[0][0] for term, keys, _ in known}
    kin = _spoken_of(row, taken_for)
    said = vocabulary.senses.said_in(row, taken_for)
    return Clause(tuple(row), tuple(known), tuple(meant), strange, kin, said)


class Candidates:
    """Makes the candidates of a clause: all of the sender's, and the likeliest of the others."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def of(
        self,
        clause: Clause,
        shape: Shape,
        own: Collection[str],
        among: Collection[str] | None = None,
        before: str | None = None,
    ) -> list[Candidate]:
        """`among`: the only ones to look at; `before`: the indicator spoken of last."""
        mine = self._touched(clause, own if among is None else among)
        if among is None and own and (not mine or len(own) <= _FEW):
            mine = set(own)
        elif among is None and own:
            mine |= self._vocabulary.senses.nearest_of(clause.said, own, _NEAREST)
        if before and (among is None or before in among):
            mine.add(before)
        rare = self._rarity(clause, own if among is None else among)
        found = [self._candidate(code, clause, shape, own, rare) for code in sorted(mine)]
        if among is None and not any(c.share >= _WHOLLY for c in found if c.features["own"]):
            strangers = sorted(self._others(clause, own) - mine)
            found += [self._candidate(code, clause, shape, own, rare) for code in strangers]
        _set_beside_each_other(found)
        others = any(c.share >= _NAMES for c in found if c.code != before)
        others = others or (shape.counted is not None and not clause.known and not clause.meant)
        for candidate in found:  # the one spoken of last carries on, unless words name another
            candidate.features["before"] = float(candidate.code == before and not others)
        return found

    def _touched(self, clause: Clause, among: Collection[str]) -> set[str]:
        found: set[str] = set()
        members = among if isinstance(among, frozenset | set) else frozenset(among)
        for holders in self._holders(clause):
            found |= holders.keys() & members
        return found

    def _holders(self, clause: Clause) -> Iterable[Mapping[str, float]]:
        vocabulary = self._vocabulary
        for _, keys, _ in clause.known:
            for key, _ in keys:
                yield vocabulary.postings[key]
        for term in clause.terms:
            for concept, _ in term.meant:
                if concept in vocabulary.meant:
                    yield vocabulary.meant[concept]

    def _others(self, clause: Clause, own: Collection[str]) -> set[str]:
        """Those of other offices that the words speak of most."""
        scores: dict[str, float] = {}
        for _, keys, weight in clause.known:
            for key, quality in keys:
                holders = self._vocabulary.postings[key]
                for code, part in holders.items() if len(holders) <= _COMMON else ():
                    if code not in own:
                        scores[code] = scores.get(code, 0.0) + weight * quality * part
        for term in clause.terms:
            for concept, surely in term.meant:
                for code, near in self._vocabulary.meant.get(concept, {}).items():
                    if code not in own and near >= UNIT:
                        scores[code] = scores.get(code, 0.0) + near * surely
        best = sorted(scores, key=lambda code: (-scores[code], code))
        return set(best[:_MOST_OTHERS])

    def _rarity(self, clause: Clause, own: Collection[str]) -> Mapping[str, float]:
        """How few of the sender's own indicators each known word speaks of: 1 for one alone."""
        members = own if isinstance(own, frozenset) else frozenset(own)
        rare: dict[str, float] = {}
        for term, keys, _ in clause.known:
            holders: set[str] = set()
            for key, _ in keys:
                holders |= self._vocabulary.postings[key].keys() & members
            rare[term.key] = 1.0 / len(holders) if holders else 0.0
        return rare

    def _candidate(
        self,
        code: str,
        clause: Clause,
        shape: Shape,
        own: Collection[str],
        rare: Mapping[str, float],
    ) -> Candidate:
        profile = self._vocabulary.profiles[code]
        features, said = _explained(profile, clause, rare)
        features |= _doing(profile, clause)
        features |= _held(profile, shape, self._vocabulary, clause)
        features |= _of_function(profile, clause, features)
        nearness = self._vocabulary.nearness
        features["kin"] = sum([part * nearness(root, code) for root, part in clause.kin])
        features |= self._vocabulary.senses.features(clause.said, code)
        features["own"] = float(code in own)
        share = sum([features[field] for field in _FIELDS])
        return Candidate(code, features, frozenset(said), share)


def _spoken_of(terms: Sequence[Term], known: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """What is spoken of, word by word, whatever phrases the words make up, each with its part."""
    weights = [_DOING_KIN if term.doing else 1.0 for term in terms]
    whole = sum(weights)
    roots = (
        stem(t.word) if kin_of(t.word) or t.word not in known else known[t.word] for t in terms
    )
    return tuple((root, weight / whole) for root, weight in zip(roots, weights, strict=True))


def _set_beside_each_other(found: list[Candidate]) -> None:
    """Of what is near to the words, how much is each one's, among those of the same offices."""
    whole = {
        own: _HARDLY_KIN + sum(c.features["kin"] for c in found if c.features["own"] == own)
        for own in (0.0, 1.0)
    }
    for c in found:
        c.features["kin_share"] = c.features["kin"] / whole[c.features["own"]]
    set_beside_each_other([c.features for c in found])


def _explained(
    profile: Profile, clause: Clause, rare: Mapping[str, float]
) -> tuple[dict[str, float], set[str]]:
    """How much of what was said the indicator's words and concepts explain."""
    total, words = clause.total, profile.words
    features = dict.fromkeys(("name", "title", "text", "concept", "rare"), 0.0)
    said: set[str] = set()
    named: set[str] = set()
    for term, keys, weight in clause.known:
        key, best = "", -1.0
        for k, quality in keys:
            if (well := words.get(k, 0.0) * quality) > best:
                key, best = k, well
        meant = _by_concept(profile, term)
        if meant > best + 0.2:
            features["concept"] += weight * meant / total
            said.add(term.key)
        elif best:
            field = "name" if best > TITLE else "title" if best >= UNIT * 0.8 else "text"
            features[field] += weight * best / total
            said.add(key)
            if words.get(key, 0.0) > TITLE or words.get(key) == UNIT:
                named.add(key)
        if best or meant:
            features["rare"] += rare.get(term.key, 0.0) * (0.3 if term.doing else 1.0)
    for term, weight in clause.meant:
        meant = _by_concept(profile, term)
        features["concept"] += weight * meant / total
        if meant:
            said.add(term.key)
    features["rare"] = min(features["rare"], 2.0) / 2
    features["amount"] = min(1.0, sum(features[f] for f in _FIELDS) * total / 12)
    features |= _whole(profile, named)
    return features, said


def _by_concept(profile: Profile, term: Term) -> float:
    best, near = 0.0, profile.concepts
    for at, surely in term.meant:
        if at in near and near[at] * surely > best:
            best = near[at] * surely
    return best


def _whole(profile: Profile, named: set[str]) -> dict[str, float]:
    """Whether its whole name, or a whole alias, was said; doing words apart."""
    if not named:
        return {"whole": 0.0, "cover": 0.0}
    whole = any(phrase <= named for phrase in profile.phrases)
    cover = max((len(p & named) / len(p) for p in profile.bare), default=0.0)
    return {"whole": float(whole), "cover": cover}


def _doing(profile: Profile, clause: Clause) -> dict[str, float]:
    """Whether what is said to be done is what is done with it."""
    done = clause.done
    features = dict.fromkeys(("does", "does_alike", "does_title", "does_usual", "does_other"), 0.0)
    if not done:
        return features
    own, title = profile.doing
    if done & own:
        features["does"] = 1.0
    elif clause.alike & own:
        features["does_alike"] = 1.0
    elif done & title:
        features["does_title"] = 1.0
    elif done & profile.verbs:
        features["does_usual"] = 1.0
    elif own:
        features["does_other"] = 1.0
    return features


def _of_function(
    profile: Profile, clause: Clause, features: Mapping[str, float]
) -> dict[str, float]:
    """Whether what is said belongs to what the indicator's office does, named or not."""
    own = profile.functions
    shares = [
        max([own.get(function, 0.0) * surely for function, surely in meant])
        for meant in clause.functions
    ]
    function = sum(shares) / len(shares) if shares else 0.0
    named = sum(features[field] for field in _FIELDS)
    return {"function": function, "function_only": function * float(named < 0.1)}


def _held(
    profile: Profile, shape: Shape, vocabulary: Vocabulary, clause: Clause
) -> dict[str, float]:
    """Whether its kind can hold what is said, and is of what the number counts."""
    indicator, number, counted = profile.indicator, shape.number, shape.counted
    kind, down = indicator.kind, indicator.direction is Direction.DOWN
    step, money, index = kind.is_step, kind is Kind.CURRENCY, kind is Kind.INDEX
    measures, average = index or kind is Kind.PERCENT, shape.average
    told, plain = number is not None, shape.is_plain
    alone = plain and not shape.several and number is not None and number.over is None
    said = {t.key for t in clause.terms} if shape.several else set()
    both = not any(said.isdisjoint(terms) for terms in profile.terms)
    paid = shape.paid and told and counted is None
    bare = index and plain and indicator.unit is not None and shape.unit is None and not average
    its = counted is not None and (
        vocabulary.explains(indicator.code, counted) or _by_concept(profile, counted) >= UNIT
    )
    return {
        "fits": float(shape.fits(indicator)),
        "step_number": float(told and step),
        "count_step": float(not told and not step),
        "no_money": float(plain and money),
        "no_percent": float(alone and kind.in_percent),
        "both_terms": float(both),
        "scale": float(index and number is not None and on_a_scale(number)),
        "several_ratio": float(shape.several and kind is Kind.RATIO),
        "unit": float(shape.unit is not None and in_unit(indicator, shape.unit)),
        **_of_a_size(profile, shape),
        "left_down": float(shape.left and down),
        "left_up": float(shape.left and not down),
        "waits": float(profile.waits),
        "average_index": float(average and measures),
        "average_else": float(average and not measures),
        "paid_money": float(paid and money),
        "paid_else": float(paid and not money),
        "day_index": float(told and measures and shape.day is When.DAY),
        "bare_index": float(bare),
        "added_down": float(down and Manner.ADDED in shape.manners),
        "counts_it": float(its),
        "counts_else": float(counted is not None and not its),
    }


def _of_a_size(profile: Profile, shape: Shape) -> dict[str, float]:
    """Whether a number is of the size of what was aimed at: `8,6` is no count of 5.000 loans."""
    features = dict.fromkeys(("near", "off", "too_much", "size_unknown"), 0.0)
    number, indicator = shape.number, profile.indicator
    if number is None or number.over is not None or indicator.kind.is_step or not number.value:
        return features
    if profile.size is None:
        features["size_unknown"] = 1.0
        return features
    powers = math.log10(float(abs(number.value))) - profile.size
    part = Manner.ADDED in shape.manners or shape.day in (When.DAY, When.PERIOD)
    part = part and indicator.kind in (Kind.COUNT, Kind.CURRENCY)
    features["too_much"] = min(1.0, max(0.0, powers - 0.2))
    if not part:
        features["near"] = max(0.0, 1.0 - abs(powers))
        features["off"] = min(1.0, max(0.0, -powers - _FAR_OFF))
    return features
