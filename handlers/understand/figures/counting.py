"""Which of the numbers of a sentence are measures, and which are said beside them.

`2 posti di blocco, fermate 34 macchine`, `approvato con 14 voti`, `in 3 giorni`: whether a number
counts is told by what stands around it. How much each sign says is learnt (`weights.json`).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from handlers.understand.cutting.clauses import names_something, stretches
from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.around import (
    BEFORE,
    GROUPS,
    ONE_DONE,
    PLACING,
    SINGULAR,
    Around,
    Home,
    counted_beside,
    counts_its,
    said_beside,
    said_of_people,
    told_apart,
)
from handlers.understand.figures.asides import (
    NOW,
    numbers_at,
    without_addends,
    without_numbered,
    without_past,
    without_staff,
    without_taken_back,
)
from handlers.understand.figures.labels import (
    ARTICLES,
    without_articles,
    without_labels,
    without_prices,
    without_repeated,
)
from handlers.understand.figures.values import LEFT_WORDS
from handlers.understand.figures.when import decides
from handlers.understand.naming.choosing import dot, learnt, probability
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Cue, Day, Manner, Mark, Number, Piece, When, Word
from italian.closed import closed_words
from italian.regex import regex
from italian.words import PARTICIPLE
from ledger.plan import Direction, Kind

Knows = Callable[[Term], float]
"""How well the sender's own indicators explain a word, 0 to 1."""

_KNOWN = 0.6
"""How well a word must speak of what the sender reports, to be of it."""
_SPEAKS_OF = 0.45
"""Share of its own words from which a figure is of something that is reported."""
_BARELY = 0.3
"""How well a word may speak of one thing reported, and still be of another."""
_PLAINLY = 0.8
"""Probability from which a number plainly is a measure."""
COURTESIES = closed_words("closing")
"""Words after which nothing follows that is counted."""
_JOINING = ("e", "ed")
"""What is joined to a fact is told as another, or asked about."""
_OTHERS = frozenset({"altri", "altre", "ulteriori"})
_NOTHING = regex(r"niente|nessun|neanche|nemmeno|neppure")
"""What is no figure and still denies: `ancora niente aggiudicazione`."""
_DONE = regex(rf"\w{{2,}}{PARTICIPLE}[ieao]")
_TOWARDS = frozenset({"verso", "alle", "dalle", "ore", "dopo", "prima", "sera"})
_MANY = 6
"""Numbers of a sentence from which each is judged by the whole of it."""
_YEAR = regex(r"(?:19|20)\d\d")


def features_of(around: Around, knows: Knows, home: Home | None = None) -> dict[str, float]:
    """What tells whether a number is a measure; `home`: what its sentence most likely is about."""
    number, pieces, at = around.number, around.pieces, around.at
    kinds = [*map(type, pieces)]
    others = kinds.count(Number) - 1
    found = {"bias": 1.0, "only": float(not others), "many": float(others > 1)}
    before, back = around.word(-1), 1
    if BEFORE.get(before) == "nr" and not SINGULAR.fullmatch(around.word(-2)):
        before, back = around.word(-2), 2
    group = BEFORE.get(before) or ("noun" if before and terms_in([pieces[at - back]]) else "")
    if group:
        found[f"before_{group}"] = 1.0
    found |= dict(_after(around, knows, home))
    found |= dict(_own_looks(number))
    found |= dict(_as_label(around))
    if home is not None:
        found |= dict(_at_home(home, around, others))
    cues = [p for p in pieces if isinstance(p, Cue)] if Cue in kinds else []
    found["dated"] = float(Day in kinds[max(0, at - 2) : at])
    found["first"] = float(Number not in kinds[:at])
    found["one_more"] = float(any(p.text.startswith("un") for p in cues))
    found["after_act"] = float(any(map(decides, pieces[:at])))
    found["bracketed"] = float(_in_brackets(pieces, at))
    near = [*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 3]]
    manners = {p.manner for p in near if isinstance(p, Cue)} if cues else set()
    found["added"] = float(Manner.ADDED in manners or number.sign == "+")
    found["total"] = float(Manner.TOTAL in manners or Manner.LEFT in manners)
    return found


def _as_label(around: Around) -> Iterator[tuple[str, float]]:
    """Whether it tells which one, or when, and not how many: `loculo 214`, `verso le sedici`."""
    before, group = around.word(-1), BEFORE.get(around.word(-1))
    noun = around.word(-2) if group == "nr" else before
    single = bool(SINGULAR.fullmatch(noun)) and noun not in BEFORE
    done = any(isinstance(p, Word) and ONE_DONE.fullmatch(p.text) for p in around.clause())
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
    was = any(BEFORE.get(word) == "were" for word in back)
    more = more and not _another_follows(around)
    yield "was_then", float(was and more)
    yield "was_now", float(was and more and any(set(t.split()) & NOW for t in later))
    earlier = around.pieces[: around.at]
    told = any(isinstance(p, Number) for p in earlier) and not any(
        isinstance(p, Day) for p in earlier[-3:]
    )
    yield "was_told", float(was and told and not more)


def _another_follows(around: Around) -> bool:
    """`le CIE erano 4 e i certificati 6`: what follows is told of something else."""
    return BEFORE.get(around.word(1)) == "e" and BEFORE.get(around.word(2)) == "the"


def _at_home(home: Home, around: Around, others: int) -> Iterator[tuple[str, float]]:
    number = around.number
    yield "in_name", float(number.text in home.figures)
    its = [counts_its(home, Around(around.pieces, at)) for at in numbers_at(around.pieces)]
    mine = counts_its(home, around)
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


def _after(around: Around, knows: Knows, home: Home | None) -> Iterator[tuple[str, float]]:
    text, term = around.counted()
    explained = knows(term) if term else 0.0
    groups = [name for name, pattern in GROUPS.items() if text and pattern.match(text)]
    for name in groups:
        yield f"after_{name}", 1.0
        if name == "people" and home is not None:
            yield "people_of_people", float(said_of_people(home.indicator))
        yield f"after_{name}_own", explained
    if term is None:
        following = around.pieces[around.at + 1 : around.at + 2]
        ends = not any(isinstance(p, Word) and p.text not in COURTESIES for p in following)
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
        """How likely a number is a measure, 0 to 1; that a part of one is none is told later, with
        its day."""
        if BEFORE.get(around.word(-1)) == "which":
            return 1.0
        return probability(dot(learnt().counting, features_of(around, knows, home)))

    def without_asides(
        self,
        pieces: Sequence[Piece],
        knows: Knows,
        home: Home | None = None,
        home_of: Callable[[Sequence[Piece]], Home | None] | None = None,
    ) -> list[Piece]:
        """The pieces without the numbers that are no measures; the others say how likely.

        `home_of` tells what a part of a sentence that has several numbers speaks of.
        """
        kept = without_repeated(without_taken_back(without_numbered(without_staff(pieces))))
        kept = kept if home and home.indicator.kind is Kind.RATIO else without_past(kept)
        kept = without_prices(without_labels(kept, home, knows), home)

        def is_another(term: Term) -> bool:
            its = home.explains(term) if home else 0.0
            return knows(term) > _KNOWN and its <= _BARELY

        kept = without_addends(kept, is_another)
        kept = without_articles(kept, home)
        numbers = [at for at, p in enumerate(kept) if isinstance(p, Number)]
        homes = _homes(kept, numbers, home_of) if home_of else {}
        likely = {at: self.likely(Around(kept, at), knows, homes.get(at, home)) for at in numbers}
        aside = {
            at
            for at in numbers
            if not (
                self._kept(kept, at, likely, knows)
                or _is_its_amount(kept, at, homes.get(at, home))
                or _are_its_people(kept, at, homes.get(at))
                or _is_its_part(kept, at, home)
                or (len(numbers) > 1 and _is_of_one_beside(kept, at, home, homes))
            )
        }
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

    def _kept(
        self, pieces: Sequence[Piece], at: int, likely: Mapping[int, float], knows: Knows
    ) -> bool:
        """A measure, or what is joined to one as another would be: `12 CIE e 3 gelati`, `11 ore in
        piscina e 8 al palazzetto`."""
        least = learnt().measure
        before = [number for number in likely if number < at]
        joined = Around(pieces, at).word(-1) in _JOINING and bool(before)
        counted, noun = Around(pieces, at).counted()
        cue = pieces[at - 1] if at else None
        if isinstance(cue, Cue) and cue.manner is Manner.ADDED and cue.text in _OTHERS:
            return True
        plainly = joined and likely[before[-1]] >= _PLAINLY
        if plainly and noun and not said_beside(counted) and counted not in PLACING:
            return True
        if plainly and _placed(pieces, at, knows):
            return True
        if at in told_apart(pieces):
            return True
        return likely[at] >= least


def _placed(pieces: Sequence[Piece], at: int, knows: Knows) -> bool:
    """`e 8 al palazzetto`: of a place that is reported on, what was counted of the one before."""
    tie, *following = (*pieces[at + 1 : at + 3], None)
    if not isinstance(tie, Word) or tie.text not in PLACING or not following[0]:
        return False
    return any(knows(term) > _KNOWN for term in terms_in(following[:1]))


def _are_its_people(pieces: Sequence[Piece], at: int, home: Home | None) -> bool:
    """`al museo 130 persone`, where its visitors are counted."""
    people = counted_beside(Around(pieces, at).counted()[0] or "-") == "people"
    return people and home is not None and said_of_people(home.indicator)


def _is_its_part(pieces: Sequence[Piece], at: int, home: Home | None) -> bool:
    """`contratti 23 stipulati, 22 in digitale`: of a share's two figures the smaller one."""
    numbers = [p for p in pieces if isinstance(p, Number)]
    if home is None or home.indicator.kind is not Kind.RATIO or len(numbers) != 2:
        return False
    plain = not any(n.over is not None or n.percent or n.money or n.sign for n in numbers)
    first, second = numbers
    parted = at > 1 and isinstance(pieces[at - 1], Mark) and pieces[at] is second
    return plain and parted and second.value <= first.value


def _is_its_amount(pieces: Sequence[Piece], at: int, home: Home | None) -> bool:
    """`contributi per 800 euro a 2 famiglie`: the one amount, where an amount is measured."""
    number = pieces[at]
    if home is None or not isinstance(number, Number) or not number.money:
        return False
    if sum(isinstance(p, Number) and p.money for p in pieces) != 1:
        return False
    return home.with_amounts or home.indicator.kind is Kind.CURRENCY


def _is_of_one_beside(
    pieces: Sequence[Piece], at: int, home: Home | None, homes: Mapping[int, Home]
) -> bool:
    """Whether a number is of another indicator than the ones told before it."""
    if _is_of_another(pieces, at, homes):
        return True
    beside = home is not None and at != numbers_at(pieces)[0]
    return beside and (_is_what_waits(pieces, at, home) or _are_who_came(pieces, at, home))


def _is_of_another(pieces: Sequence[Piece], at: int, homes: Mapping[int, Home]) -> bool:
    """`controlli aua 18, alberi 1.205`: plainly of something else that is reported than the others
    are; not how long it took, or how many were there."""
    home, around = homes.get(at), Around(pieces, at)
    if home is None or around.number.slashed or around.adjoins:
        return False
    if home.share < _SPEAKS_OF or said_beside(around.counted()[0]):
        return False
    others = {h.indicator.code for number, h in homes.items() if number != at}
    return bool(others) and home.indicator.code not in others


def _are_who_came(pieces: Sequence[Piece], at: int, home: Home | None) -> bool:
    """`7 laboratori e 95 ragazzi`: who came, where they are counted beside what was held; not how
    many were there on a day, or at one of them."""
    if home is None or not home.with_people:
        return False
    others = [n for n in numbers_at(pieces) if n != at]
    several = any(pieces[n].text not in ARTICLES for n in others)
    on_a_day = any(isinstance(p, Day) and p.when is When.DAY for p in pieces)
    around = Around(pieces, at)
    done_to_them = bool(_DONE.fullmatch(around.word(-1)))
    return several and (done_to_them or not on_a_day) and around.are_people


def _is_what_waits(pieces: Sequence[Piece], at: int, home: Home | None) -> bool:
    """`definiti 134, 1.316 in arretrato`: how many are left, where that is counted beside."""
    if home is None or not home.with_waiting:
        return False
    part = Around(pieces, at).clause()
    left = any(isinstance(p, Cue) and p.manner is Manner.LEFT for p in part)
    return left or bool(LEFT_WORDS.search(words_of(part)))


def _homes(
    pieces: Sequence[Piece],
    numbers: Sequence[int],
    home_of: Callable[[Sequence[Piece]], Home | None],
) -> dict[int, Home]:
    """What each of several numbers is most likely said of, by the words of its own part."""
    if len(numbers) < 2 or len(numbers) > _MANY:
        return {}
    found: dict[int, Home] = {}
    for part in stretches(pieces):
        named = home_of(part) if names_something(part) else None
        if named is not None:
            found |= {at: named for at in numbers if any(pieces[at] is p for p in part)}
    return found


def _its_cues(pieces: Sequence[Piece], at: int) -> Iterator[int]:
    """`48 persone in tutto`: what says how a number counts goes with it."""
    for next_to in range(at + 1, min(at + 3, len(pieces))):
        if isinstance(pieces[next_to], Cue):
            yield next_to
        if not isinstance(pieces[next_to], Word):
            return
