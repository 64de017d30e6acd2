"""How near a clause is in meaning to what each indicator is about, word by word.

Where the plan and the thesaurus lack a word (`bimbi`, `rattoppi`), what it means is still near to
the name of one indicator, and far from those of the others of its office.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from handlers.understand.naming.terms import Term, terms_of, words_of
from italian.nearness import BITS, Meaning, near, nearness
from italian.words import stem

OF_A_TITLE = 0.7
"""What nearness to a word of the objective counts for, of one to the indicator's own."""
_SHARPNESS = 6.0
"""How much likelier the nearer of two is: that of which the table was made."""
_KNOWN = 5_000
"""Words whose nearness to the plan's is remembered."""
_NEARER, _COVERS, _NEARER_THAN_MONEY = 0.3, 0.2, 0.1
"""Leads in likelihood, and in how much of a name is near to the words, that tell two apart."""
_ALL_SAID = 3.0
"""Rare words as much as which one says, with nothing more to be gained by saying more."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The words of an indicator's own names, and those of its objective's title beside them."""

    own: tuple[Meaning, ...]
    title: tuple[Meaning, ...]
    rarities: tuple[float, ...]
    """How much each of its own says."""
    rare: float
    """How much they say together; never zero."""


@dataclass(frozen=True, slots=True)
class Near:
    """How near a word is to an indicator."""

    own: tuple[float, ...]
    """To each of the indicator's own words."""
    nearest_own: float
    nearest: float
    """To the nearest of all, those of the title counting for less."""


def _stems(texts: Iterable[str]) -> dict[str, None]:
    """Once as acronyms have it, and once as it is spelled."""
    return {stem(t.word): None for text in texts for t in (*terms_of(text), *words_of(text))}


def _coined(root: str) -> Meaning:
    """Of a word that only a plan knows (an acronym, a project's name): it is near to itself alone,
    and whoever says it says much."""
    digest = hashlib.shake_256(root.encode()).digest(BITS // 8)
    return Meaning(int.from_bytes(digest, "little"), 1.0)


@dataclass(frozen=True, slots=True)
class Said:
    """A word that was said: its root, and how much it says by being rare."""

    root: str
    part: float
    doing: bool = False
    """It says what was done: that is done with many things."""


class Senses:
    """The senses of a plan's indicators, and how near each word is to each."""

    def __init__(self) -> None:
        self._senses: dict[str, Sense] = {}
        self._coined: dict[str, Meaning] = {}
        self._near: dict[str, dict[str, Near]] = {}

    def add(self, code: str, names: Iterable[str | None], titles: Iterable[str]) -> None:
        """One more indicator, so called."""
        roots = _stems(text for text in names if text)
        title = [root for root in _stems(titles) if root not in roots]
        own = self._meanings(roots)
        rarities = tuple(meaning.rarity for meaning in own)
        self._senses[code] = Sense(own, self._meanings(title), rarities, sum(rarities) or 1.0)

    def _meanings(self, roots: Iterable[str]) -> tuple[Meaning, ...]:
        return tuple(
            nearness().of(root) or self._coined.setdefault(root, _coined(root)) for root in roots
        )

    def _meaning(self, root: str) -> Meaning | None:
        return nearness().of(root) or self._coined.get(root)

    def said_in(self, terms: Iterable[Term], known: Mapping[str, str]) -> tuple[Said, ...]:
        """The words of a clause; a slip of the finger is the word of the plan it was taken for."""
        found: dict[str, Said] = {}
        for term in terms:
            for root in (known.get(term.word, ""), stem(term.word)):
                meaning = self._meaning(root)
                if meaning is not None:
                    found[root] = Said(root, meaning.rarity, term.doing)
                    break
        return tuple(said for said in found.values() if said.part > 0)

    def of(self, root: str, code: str) -> Near:
        """How near a word is to an indicator's own words, and to its title."""
        known = self._near.get(root)
        if known is None:
            if len(self._near) >= _KNOWN:
                self._near.clear()
            known = self._near[root] = {}
        found = known.get(code)
        if found is None:
            found = known[code] = self._compared(root, self._senses[code])
        return found

    def _compared(self, root: str, sense: Sense) -> Near:
        meaning = self._meaning(root)
        if meaning is None:
            return Near((0.0,) * len(sense.own), 0.0, 0.0)
        title = max([near(meaning, other) for other in sense.title], default=0.0)
        own = tuple(near(meaning, other) for other in sense.own)
        nearest_own = max(own, default=0.0)
        return Near(own, nearest_own, max(nearest_own, title * OF_A_TITLE))

    def nearest(self, root: str, code: str) -> float:
        """How near a word is to the nearest of an indicator."""
        return self.of(root, code).nearest

    def nearest_of(self, said: Sequence[Said], codes: Iterable[str], many: int) -> set[str]:
        """Those of some indicators that are nearest to what was said."""
        near = {
            code: sum([word.part * self.nearest(word.root, code) for word in said])
            for code in codes
        }
        return set(sorted(near, key=lambda code: (-near[code], code))[:many])

    def features(self, said: Sequence[Said], code: str) -> dict[str, float]:
        """How near what was said is to an indicator, and how much of its name is near to it."""
        whole = sum([word.part for word in said]) or 1.0
        all_, named, best = 0.0, 0.0, 0.0
        sense = self._senses[code]
        covered: Sequence[float] = (0.0,) * len(sense.own)
        for word in said:
            its = self.of(word.root, code)
            mine = word.part * its.nearest_own
            named += mine
            all_ += word.part * its.nearest
            best = max(best, mine)
            covered = [*map(max, covered, its.own)]
        cover = sum(map(mul, sense.rarities, covered))
        return {
            "sense": all_ / whole,
            "sense_name": named / whole,
            "sense_best": best,
            "sense_amount": min(1.0, all_ / _ALL_SAID),
            "sense_cover": cover / sense.rare,
            "sense_sum": all_,
        }


def set_beside_each_other(found: Sequence[dict[str, float]]) -> None:
    """How likely each of some is meant, of those of the same offices, by nearness alone."""
    for own in (0.0, 1.0):
        of_office = [one for one in found if one["own"] == own]
        best = max((one["sense_sum"] for one in of_office), default=0.0)
        odds = [math.exp(_SHARPNESS * (one["sense_sum"] - best)) for one in of_office]
        for one, likely in zip(of_office, odds, strict=True):
            one["sense_odds"] = likely / (sum(odds) or 1.0)
            one["sense_behind"] = best - one["sense_sum"]
    for one in found:
        del one["sense_sum"]


def of_choice(
    senses: Senses, said: Sequence[Said], best: str, rivals: Sequence[str]
) -> dict[str, float]:
    """What of the words is far from the one chosen, and near to another, or to nothing."""
    whole = sum([word.part for word in said]) or 1.0
    mine = [senses.nearest(word.root, best) for word in said]
    parts = [word.part for word in said]
    theirs = [[senses.nearest(word.root, code) for word in said] for code in rivals]
    beyond = [
        sum([p * max(0.0, their - my) for p, their, my in zip(parts, row, mine, strict=True)])
        for row in theirs
    ]
    nearest = (
        [max(my, *others) for my, *others in zip(mine, *theirs, strict=True)] if theirs else mine
    )
    return {
        "sense_rival": max(beyond, default=0.0) / whole,
        "sense_left": sum([p * (1.0 - my) for p, my in zip(parts, mine, strict=True)]) / _ALL_SAID,
        "sense_stranger": max(
            [w.part * (1.0 - n) for w, n in zip(said, nearest, strict=True) if not w.doing],
            default=0.0,
        ),
    }


def by_sense(
    best: Mapping[str, float],
    among: Iterable[Mapping[str, float]],
    every: Iterable[Mapping[str, float]],
) -> dict[str, float]:
    """How far ahead the best is by what the words mean, whatever things are called in the plan."""
    lead = best["sense_odds"] - max((one["sense_odds"] for one in among), default=0.0)
    others = [one["sense"] for one in every if one["own"] != best["own"]]
    named = sum([best[field] for field in ("name", "title", "concept", "text")])
    return {
        "sense_lead": lead,
        "sense_second": float(lead < -0.1),
        "sense_only": max(0.0, lead) * float(named < 0.1),
        "sense_edge": best["sense"] - max(others, default=0.0),
        "sense_agrees": max(0.0, lead) * named,
    }


def nearer(mine: Mapping[str, float], its: Mapping[str, float]) -> bool:
    """Whether what was said is plainly nearer to one indicator's meaning than to another's; money
    that a plain number may not be needs less."""
    lead = mine["sense_odds"] - its["sense_odds"]
    covers = mine["sense_cover"] > its["sense_cover"] + _COVERS
    less = its["no_money"] > mine["no_money"] and lead > _NEARER_THAN_MONEY
    return lead > _NEARER or (covers and lead >= 0) or less


OF_BEST = (
    "sense", "sense_name", "sense_best", "sense_amount", "sense_cover", "sense_odds",
    "sense_behind",
)  # fmt: skip
"""Those of the features of the best that say how sure it is."""
