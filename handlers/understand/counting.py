"""Which of the numbers of a sentence are measures, and which are said beside them.

`2 posti di blocco, fermate 34 macchine`, `approvato con 14 voti`, `in 3 giorni`: whether a number
counts is told by what stands around it. How much each sign says is learnt (`weights.json`).
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.understand.asides import NOW, numbers_at, without_addends, without_past
from handlers.understand.choosing import dot, learnt, probability
from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Cue, Day, Manner, Mark, Number, Piece, Word
from handlers.understand.terms import Term, terms_in
from italian.regex import regex
from italian.words import PARTICIPLE, clean, stem
from ledger.plan import Direction, Indicator, Kind

Knows = Callable[[Term], float]
"""How well the sender's own indicators explain a word, 0 to 1."""

_GROUPS = {
    name: regex("|".join(f"(?:{word})$" for word in words))
    for name, words in LEXICON.beside.items()
}
_BEFORE = {
    word: name
    for name, words in {
        "con": "con", "dal": "dal dai dalle dalla dall", "per": "per",
        "in": "in nel nei nelle nella negli", "entro": "entro", "fino": "fino sino",
        "del": "del dei della dell delle degli", "di": "di", "nr": "n nr num numero",
        "tra": "tra fra", "a": "a ad al ai alle agli", "the": "il lo la l i le gli",
        "from": "da", "ogni": "ogni", "e": "e ed", "which": "cui", "not": "non",
        "last": "dura durata durera",
        "were": "erano era eravamo prima avevamo avevo aveva partivamo",
    }.items()
    for word in words.split()
}  # fmt: skip
_PLAINLY = 0.8
"""Probability from which a number plainly is a measure."""
_ARTICLES = frozenset({"un", "una", "uno"})
_COURTESIES = ("grazie", "saluti", "ciao", "prego")
"""Words after which nothing follows that is counted."""
_JOINING = ("e", "ed")
"""What is joined to a fact is told as another, or asked about."""
_OTHERS = frozenset({"altri", "altre", "ulteriori"})
_NOTHING = regex(r"niente|nessun|neanche|nemmeno|neppure")
"""What is no figure and still denies: `ancora niente aggiudicazione`."""
_FIGURES = regex(r"\d+")
_TOWARDS = frozenset({"verso", "alle", "dalle", "ore", "dopo", "prima", "sera"})
_REGISTERS = frozenset({"verb", "reg", "rep", "fasc", "prat", "fattura", "bolletta"})
"""Beginnings of what is numbered one by one."""
_SINGULAR = regex(r"(?!\w+(?:ono|ano|iamo)$)\w{3,}[oa]")
_ONE_DONE = regex(rf"\w{{3,}}{PARTICIPLE}[oa]")
_YEAR = regex(r"(?:19|20)\d\d")
_FOR = regex(r"\b(?:con|per|agli|ai|alle|contro|in|su|nei|nelle)\b")
"""After it a name says with whom, or for whom: `esercitazioni con i volontari`."""


@dataclass(frozen=True)
class Around:
    """A number of a sentence, among its pieces."""

    pieces: Sequence[Piece]
    at: int

    @property
    def number(self) -> Number:
        """The number that is looked around."""
        piece = self.pieces[self.at]
        assert isinstance(piece, Number)
        return piece

    def word(self, step: int) -> str:
        """The word so many places on; nothing where another piece stands there."""
        at = self.at + step
        piece = self.pieces[at] if 0 <= at < len(self.pieces) else None
        return piece.text if isinstance(piece, Word) else ""

    def counted(self) -> tuple[str, Term | None]:
        """What follows it: the word, and the term it is, past `di`, `nuovi`, adjectives apart."""
        for piece in self.pieces[self.at + 1 : self.at + 4]:
            if not isinstance(piece, Word):
                return "", None
            if piece.text == "di" or piece.text.startswith("nuov"):
                continue
            terms = terms_in([piece])
            return piece.text, terms[0] if terms else None
        return "", None


@dataclass(frozen=True)
class Home:
    """The indicator a sentence most likely speaks of."""

    indicator: Indicator
    with_amounts: bool
    """Whether its objective measures an amount of money as well."""
    explains: Callable[[Term], float]
    """How well a word speaks of it, 0 to 1."""
    size: float | None = None
    """Power of ten of what was aimed at."""

    @property
    def figures(self) -> frozenset[str]:
        """Figures that stand in its name: `Windows 11`, `entro 48 ore`, `L. 162/98`."""
        return frozenset(_FIGURES.findall(self.indicator.name))


def said_beside(word: str) -> bool:
    """Whether a word is of what is often counted beside a measure: people, hours, votes."""
    return any(pattern.match(word) for pattern in _GROUPS.values()) if word else False


@lru_cache(maxsize=2_000)
def said_of_people(indicator: Indicator) -> bool:
    """Whether it counts people: `volontari formati`."""
    named, unit = _FOR.split(clean(indicator.name))[0], clean(indicator.unit or "")
    words = re.findall(r"[a-z]+", f"{named} {unit}")
    return any(_GROUPS["people"].match(word) for word in words[:4])


def counted_beside(word: str) -> str | None:
    """Of what a word that is counted beside is: `people`, `time`; `volte` for times."""
    if word.startswith("volt"):
        return "volte"
    return next((name for name, pattern in _GROUPS.items() if pattern.match(word)), None)


def features_of(around: Around, knows: Knows, home: Home | None = None) -> dict[str, float]:
    """What tells whether a number is a measure; `home`: what its sentence most likely is about."""
    number, pieces, at = around.number, around.pieces, around.at
    others = sum(isinstance(p, Number) for p in pieces) - 1
    found = {"bias": 1.0, "only": float(not others), "many": float(others > 1)}
    before, back = around.word(-1), 1
    if _BEFORE.get(before) == "nr" and not _SINGULAR.fullmatch(around.word(-2)):
        before, back = around.word(-2), 2
    group = _BEFORE.get(before) or ("noun" if before and terms_in([pieces[at - back]]) else "")
    if group:
        found[f"before_{group}"] = 1.0
    found |= dict(_after(around, knows, home))
    found |= dict(_own_looks(number))
    found |= dict(_as_label(around))
    if home is not None:
        found |= dict(_at_home(home, around, others))
    found["dated"] = float(any(isinstance(p, Day) for p in pieces[max(0, at - 2) : at]))
    found["first"] = float(not any(isinstance(p, Number) for p in pieces[:at]))
    found["one_more"] = float(any(isinstance(p, Cue) and p.text.startswith("un") for p in pieces))
    found["bracketed"] = float(_in_brackets(pieces, at))
    near = [*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 3]]
    manners = {p.manner for p in near if isinstance(p, Cue)}
    found["added"] = float(Manner.ADDED in manners or number.sign == "+")
    found["total"] = float(Manner.TOTAL in manners or Manner.LEFT in manners)
    return found


def _as_label(around: Around) -> Iterator[tuple[str, float]]:
    """Whether it tells which one, or when, and not how many: `loculo 214`, `verso le sedici`."""
    before, group = around.word(-1), _BEFORE.get(around.word(-1))
    noun = around.word(-2) if group == "nr" else before
    single = bool(_SINGULAR.fullmatch(noun)) and noun not in _BEFORE
    done = any(isinstance(p, Word) and _ONE_DONE.fullmatch(p.text) for p in around.pieces)
    yield "label", float(single)
    yield "label_nr", float(single and group == "nr")
    yield "label_done", float(single and done)
    yield "towards", float(before in _TOWARDS or around.word(-2) in _TOWARDS)
    yield "in_end", float(group == "in" and not around.counted()[0])
    beside = counted_beside(before) if before else None
    if beside:
        yield f"before_{beside}", 1.0
    back = {around.word(-step) for step in (1, 2, 3)}
    later = {p.text for p in around.pieces[around.at + 1 :] if isinstance(p, Word | Day | Cue)}
    more = any(isinstance(p, Number) for p in around.pieces[around.at + 1 :])
    was = any(_BEFORE.get(word) == "were" for word in back)
    yield "was_then", float(was and more)
    yield "was_now", float(was and more and any(set(t.split()) & NOW for t in later))


def _at_home(home: Home, around: Around, others: int) -> Iterator[tuple[str, float]]:
    number = around.number
    yield "in_name", float(number.text in home.figures)
    its = [_counts_its(home, Around(around.pieces, at)) for at in numbers_at(around.pieces)]
    mine = _counts_its(home, around)
    yield "counts_its", mine
    yield "outdone", max(its, default=0.0) - mine
    if number.over is None and number.value and home.size is not None:
        powers = math.log10(float(abs(number.value))) - home.size
        yield "size_over", min(1.0, max(0.0, powers - 0.2))
        yield "size_under", min(1.0, max(0.0, -powers - 1.5))
        yield "size_near", max(0.0, 1.0 - abs(powers))
    kind = home.indicator.kind
    left = kind is Kind.COUNT and home.indicator.direction is Direction.DOWN
    yield f"home_{'left' if left else kind}", 1.0
    yield "home_people", float(said_of_people(home.indicator))
    yield "home_ratio_two", float(kind.in_percent and others > 0 and number.over is None)
    yield "home_money", float(number.money and (kind is Kind.CURRENCY or home.with_amounts))
    yield "else_money", float(number.money and kind is not Kind.CURRENCY and not home.with_amounts)


def _counts_its(home: Home, around: Around) -> float:
    """Whether what follows a number, or its unit, is what the likeliest indicator counts."""
    text, term = around.counted()
    if term is None:
        return 0.0
    unit = stem(home.indicator.unit or "") == stem(text)
    return 1.0 if unit else home.explains(term)


def _after(around: Around, knows: Knows, home: Home | None) -> Iterator[tuple[str, float]]:
    text, term = around.counted()
    explained = knows(term) if term else 0.0
    groups = [name for name, pattern in _GROUPS.items() if text and pattern.match(text)]
    for name in groups:
        yield f"after_{name}", 1.0
        if name == "people" and home is not None:
            yield "people_of_people", float(said_of_people(home.indicator))
        yield f"after_{name}_own", explained
    if term is None:
        following = around.pieces[around.at + 1 : around.at + 2]
        ends = not any(isinstance(p, Word) and p.text not in _COURTESIES for p in following)
        yield "after_nothing", float(ends)
    elif term.doing:
        yield "after_doing", 1.0
    else:
        yield "after_own", explained
        yield "after_strange", float(explained < 0.3 and not groups)


def _own_looks(number: Number) -> Iterator[tuple[str, float]]:
    text = number.text
    yield "year", float(bool(_YEAR.fullmatch(text)))
    yield "percent", float(number.percent)
    yield "money", float(number.money)
    yield "pair", float(number.over is not None)
    yield "signed", float(bool(number.sign))
    yield "points", float(number.points)
    yield "in_words", float(number.in_words)
    yield "grouped", float("." in text or "," in text)
    yield "article", float(text in ("un", "una", "uno"))


def _in_brackets(pieces: Sequence[Piece], at: int) -> bool:
    marks = [p.text for p in pieces[:at] if isinstance(p, Mark) and p.text in "()"]
    return bool(marks) and marks[-1] == "("


class Counting:
    """Judges the numbers of a sentence."""

    def likely(self, around: Around, knows: Knows, home: Home | None) -> float:
        """How likely a number is a measure, 0 to 1."""
        return probability(dot(learnt().counting, features_of(around, knows, home)))

    def without_asides(
        self, pieces: Sequence[Piece], knows: Knows, home: Home | None = None
    ) -> list[Piece]:
        """The pieces without the numbers that are no measures; the others say how likely."""
        kept = without_repeated(pieces)
        kept = kept if home and home.indicator.kind.in_percent else without_past(kept)
        kept = without_labels(kept, home)
        kept = without_articles(without_addends(kept), home)
        numbers = [at for at, p in enumerate(kept) if isinstance(p, Number)]
        likely = {at: self.likely(Around(kept, at), knows, home) for at in numbers}
        aside = {at for at in numbers if not self._kept(kept, at, likely)}
        aside |= {
            at for at, p in enumerate(kept)
            if isinstance(p, Day) and at + 1 in aside and _in_brackets(kept, at)
        }  # fmt: skip
        aside |= {at for number in aside for at in _its_cues(kept, number)}
        told: list[Piece] = []
        for at, piece in enumerate(kept):
            if isinstance(piece, Number) and at in likely and at not in aside:
                told.append(replace(piece, likely=likely[at]))
            elif at not in aside:
                told.append(piece)
            elif _NOTHING.match(piece.text):
                told.append(Word(piece.start, piece.end, piece.text))
        return told

    def _kept(self, pieces: Sequence[Piece], at: int, likely: Mapping[int, float]) -> bool:
        """A measure, or what is joined to one as another would be: `12 CIE e 3 gelati`."""
        least = learnt().measure
        before = [number for number in likely if number < at]
        joined = Around(pieces, at).word(-1) in _JOINING and bool(before)
        counted, noun = Around(pieces, at).counted()
        cue = pieces[at - 1] if at else None
        if isinstance(cue, Cue) and cue.manner is Manner.ADDED and cue.text in _OTHERS:
            return True
        if joined and likely[before[-1]] >= _PLAINLY and noun and not said_beside(counted):
            return True
        return likely[at] >= least


def _its_cues(pieces: Sequence[Piece], at: int) -> Iterator[int]:
    """`48 persone in tutto`: what says how a number counts goes with it."""
    for next_to in range(at + 1, min(at + 3, len(pieces))):
        if isinstance(pieces[next_to], Cue):
            yield next_to
        if not isinstance(pieces[next_to], Word):
            return


def without_labels(pieces: Sequence[Piece], home: Home | None) -> list[Piece]:
    """Without what tells which one: `assegnato il loculo 214`, `piani 162 attivati 98`."""
    if home is None:
        return list(pieces)
    many = sum(isinstance(p, Number) for p in pieces) > 1
    shares = home.indicator.kind.in_percent
    return [
        p
        for at, p in enumerate(pieces)
        if not (
            isinstance(p, Number)
            and (
                (many and p.text in home.figures)
                or (not shares and _is_label(Around(pieces, at), home))
            )
        )
    ]


def _is_label(around: Around, home: Home) -> bool:
    """One thing was done, and a number stands right after what it was done to."""
    number = around.number
    plain = number.text.isdigit() and number.over is None and not (number.percent or number.money)
    if not plain or home.indicator.kind is not Kind.COUNT or _counts_its(home, around):
        return False
    if any(isinstance(p, Cue) for p in around.pieces):
        return False
    numbered = _BEFORE.get(around.word(-1)) == "nr" or around.word(-1) in _REGISTERS
    noun = around.word(-2) if numbered else around.word(-1)
    single = _SINGULAR.fullmatch(noun) and noun not in clean(home.indicator.name).split()
    done = any(isinstance(p, Word) and _ONE_DONE.fullmatch(p.text) for p in around.pieces)
    return done and (
        bool(numbered and noun)
        or bool(single and noun not in _BEFORE and not _ONE_DONE.fullmatch(noun))
    )


def without_articles(pieces: Sequence[Piece], home: Home | None) -> list[Piece]:
    """Without `una` where something is measured: `una famiglia ha pagato 180 euro`."""
    many = sum(isinstance(p, Number) for p in pieces) > 1
    if not many or home is None or home.indicator.kind is Kind.COUNT or home.indicator.kind.is_step:
        return list(pieces)
    return [p for p in pieces if not (isinstance(p, Number) and p.text in _ARTICLES)]


def without_repeated(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is denied or said twice: `45 non 54`, `12 (dodici)`."""
    kept = list(pieces)
    many = sum(isinstance(p, Number) for p in kept)
    for test in (_denied, _spelled_again):
        for at in range(len(kept) - 1, -1, -1):
            if many > 1 and isinstance(kept[at], Number) and test(kept, at):
                del kept[at]
                many -= 1
    return kept


def _denied(pieces: Sequence[Piece], at: int) -> bool:
    """`45 non 54`, `non 54 ma 45`."""
    return Around(pieces, at).word(-1) == "non"


def _spelled_again(pieces: Sequence[Piece], at: int) -> bool:
    """`12 (dodici)`: the same number, once more in words."""
    before = [p for p in pieces[max(0, at - 2) : at] if isinstance(p, Number)]
    number = pieces[at]
    again = isinstance(number, Number) and any(b.value == number.value for b in before)
    return again and at + 1 < len(pieces) and pieces[at + 1].text == ")"
