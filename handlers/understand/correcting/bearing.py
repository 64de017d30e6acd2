"""How an edit fits what a message says: its figures, days and names, told before and told anew."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from handlers.understand.correcting.edits import Edit, Sort, Told
from handlers.understand.cutting.scan import Scanned
from handlers.understand.figures.around import counted_beside, said_of_people
from handlers.understand.figures.pairs import term_said
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Code, Day, Mark, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Reading
from italian.regex import regex
from italian.words import stem
from ledger.later import dataclass

NEGATIVE = regex(
    r"\b(?:manca|segno|col|il|un|mess\w+|metti\w*) (?:il )?meno\b|\bnegativ[oaie]\b|\bsotto zero\b"
)
"""What says that a figure is below zero, and was told above."""
_WAS = frozenset({"era", "erano", "eran", "eravamo", "furono", "fu"})
_IS = frozenset({"e", "sono", "son", "so", "fanno", "siamo"})
_TO = frozenset({"a", "in", "con", "diventa", "diventano", "leggi", "leggasi"})
_NOT = frozenset({"non", "no", "mica", "nn"})
_ARTICLES = frozenset({"un", "uno", "una"})
_PLACES = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "ultim": -1}
_NTH = rf"({'|'.join(_PLACES)})[oaie]"
_PLACE = regex(
    rf"\b{_NTH} (?:numero|dato|valore|cifra|fatto|voce|riga)\b"
    rf"|\b(?:il|la|l'|quell[oa]|sul|del) ?{_NTH}(?: de(?:i|lle) \w+)?"
    r"(?=\W*$|[,:;]| (?:e|era|erano|sono|va|vanno|invece|mi|\w{4,}l[oaie])\b)"
)
"""Which of the facts told before: `il secondo numero era 3`, `l'ultimo era di ieri`."""
_NEAR, _LIKE, _VERY_FAR = Decimal("0.15"), Decimal("0.5"), 3
"""How far a figure is from the one it may stand for, as a share of that."""
_STEPS = 2
_ALIKE = 0.2
"""Nearness from which a word may mean what a fact is about."""
_LEAD = 3.0
"""Lead in score beyond which it says no more."""

Signs = Iterator[tuple[str, float]]


@dataclass(frozen=True)
class Sequel:
    """A message after others, with all that its edits are weighed by."""

    scanned: Scanned
    told: Told
    wants: Mapping[Intent, float]
    plain: Reading
    """How it is read by itself."""
    namer: Namer
    today: dt.date

    def day_of(self, fact: Item) -> dt.date:
        """That of a fact before it: of the day it was written, where none was said."""
        return fact.date or self.today

    @property
    def days_before(self) -> set[dt.date]:
        """Of all that was told before it."""
        return {self.day_of(fact) for fact in self.told.before}


def own_signs(edit: Edit, sequel: Sequel, family: str) -> dict[str, float]:
    """The signs of an edit, beside what the message says whatever it does."""
    found = {f"is_{edit.sort}": 1.0, f"is_{edit.sort}_{edit.how}": 1.0}
    found["is_other_number"] = float(edit.other is not None and edit.number is not None)
    found["is_value_day"] = float(edit.number is not None and edit.day is not None)
    on = "on_" if edit.sort is Sort.ON else ""
    if edit.of is not None:
        fact = edit.of
        if edit.number is not None:
            found |= {f"n:{on}{n}": v for n, v in _of_number(edit.number, edit, fact, sequel) if v}
            found |= {f"n:{on}{n}": v for n, v in _around(edit.number, fact, sequel) if v}
        if edit.day is not None:
            found |= {f"d:{on}{n}": v for n, v in _of_day(edit.day, edit, sequel) if v}
        found |= {f"f:{on}{n}": v for n, v in _of_fact(edit, fact, sequel) if v}
        found |= {f"h:{n}": v for n, v in _of_how(edit, fact, sequel) if v}
        found |= {f"o:{n}": v for n, v in _of_other(edit, fact, sequel) if v}
    if edit.sort not in (Sort.NEWS, Sort.ALONE, Sort.SEVERAL, Sort.NOTHING):
        found |= {f"u:{family}:{n}": v for n, v in _left(edit, sequel) if v}
    return found


def values_of(item: Item) -> list[Decimal]:
    """The figures of a fact, without their signs."""
    return [abs(v) for v in (item.value, item.numerator, item.denominator) if v is not None]


def _of_number(number: Number, edit: Edit, fact: Item, sequel: Sequel) -> Signs:
    """How a figure stands to the one it would stand for, and to the others."""
    value, mine = abs(number.value), values_of(fact)
    every = [v for i in sequel.told.before for v in values_of(i)]
    if edit.sort is Sort.TERM:
        mine = [abs(v) for v in [getattr(fact, edit.how)] if v is not None]
        yield from _of_term(value, edit, fact, mine)
    yield "equal", float(value in mine)
    yield "equal_any", float(value in every)
    off = min((abs(value - v) / v for v in mine if v), default=Decimal(9))
    yield "near", float(0 < off <= _NEAR)
    yield "like", float(_NEAR < off <= _LIKE)
    yield "far", float(off > _LIKE)
    yield "very_far", float(off > _VERY_FAR)
    yield "step", float(any(0 < abs(value - v) <= _STEPS for v in mine))
    yield "digits", float(any(value != v and same_digits(value, v) for v in mine))
    yield "zeros", float(any(v and value in (v * 10, v / 10) for v in mine))
    yield "scaled", float("scaled" in edit.how)
    yield "words", float(number.in_words)
    yield "article", float(number.text in _ARTICLES)
    yield "unlikely", 1.0 - number.likely
    yield "doubt", float(number.doubt is not None)
    yield "gone", float(any(_overlaps(p, number) for p in sequel.told.parts.gone))
    figures = [n for n in sequel.scanned.pieces if isinstance(n, Number)]
    yield "as_day", float(all(n.start != number.start for n in figures))
    new = [n.start for n in figures if abs(n.value) not in every]
    yield "only_new", float(new == [number.start])
    yield "first_new", float(len(new) > 1 and number.start == new[0])
    yield "last_new", float(len(new) > 1 and number.start == new[-1])


def _of_term(value: Decimal, edit: Edit, fact: Item, mine: Sequence[Decimal]) -> Signs:
    """Which term of a ratio a figure is nearest to."""
    other = fact.denominator if edit.how == "numerator" else fact.numerator
    if not mine or not mine[0] or not other:
        return
    nearer = abs(value - mine[0]) / mine[0] - abs(value - other) / other
    yield "other_term_equal", float(value == other)
    yield "term_nearer", float(nearer < 0)
    yield "term_farther", float(nearer > 0)
    yield "term_more_than_all", float(value > other if edit.how == "numerator" else value < other)


def _around(number: Number, fact: Item, sequel: Sequel) -> Signs:
    """What stands around a figure: how it is said, and what it counts."""
    pieces = sequel.scanned.pieces
    at = next((i for i, p in enumerate(pieces) if p.start == number.start), 0)
    last, after = pieces[at - 1].text if at else "", next(iter(pieces[at + 1 :]), None)
    for name, words in (("was", _WAS), ("is", _IS), ("to", _TO), ("not", _NOT)):
        yield f"after_{name}", float(last in words)
    yield "opens", float(at == 0)
    yield "closes", float(after is None)
    yield "alone", float(isinstance(after, Mark) and last in ("", ",", ".", ":"))
    noun = next((t for t in terms_in(pieces[at + 1 : at + 4]) if not t.doing), None)
    if noun is None or not isinstance(after, Word):
        return
    others = (o.code for o in sequel.told.others if o.code != fact.indicator)
    its = names(fact, noun, sequel)
    of_other = any(sequel.namer.vocabulary.explains(code, noun) for code in others)
    yield "counts_it", float(its)
    yield "counts_other", float(of_other and not its)
    yield "counts_strange", float(not its and not of_other)
    near = sequel.namer.vocabulary.senses.nearest(stem(noun.word), fact.indicator or "")
    yield "counts_far", float(not its and near < _ALIKE)
    indicator = sequel.namer.indicators[fact.indicator or ""]
    people = counted_beside(noun.word) == "people" and not said_of_people(indicator)
    yield "counts_people", float(people)


def names(fact: Item, noun: Term, sequel: Sequel) -> bool:
    """Whether a noun speaks of a fact: by what it is, or as it was called before."""
    code = fact.indicator or ""
    return noun.word in fact.words.split() or sequel.namer.vocabulary.explains(code, noun)


def _of_day(day: Day, edit: Edit, sequel: Sequel) -> Signs:
    told = sequel.told.days
    last = [n for n in sequel.scanned.numbers if n.start < day.start][-1:]
    old = {v for i in sequel.told.before for v in values_of(i)}
    right = edit.number is None or edit.number.start > day.start
    yield "of_old", float(right and any(abs(n.value) in old for n in last))
    yield "any", 1.0
    yield "gone", float(any(_overlaps(p, day) for p in sequel.told.parts.gone))
    yield "only", float(len(told) == 1)
    yield "first", float(len(told) > 1 and day is told[0])
    yield "last", float(len(told) > 1 and day is told[-1])
    yield "at", float(day.when is When.AT)
    yield "since", float(day.when in (When.SINCE, When.BY))
    yield "future", float(bool(day.day and day.day > sequel.today))
    yield "beside", float(day not in told)
    yield "as_number", float(day not in sequel.scanned.pieces)
    yield "of_others", float(day.day in sequel.days_before)


def _of_fact(edit: Edit, fact: Item, sequel: Sequel) -> Signs:
    """Whether it is that fact which is spoken of."""
    nouns = [t for t in sequel.told.terms if not t.doing]
    if len(sequel.told.before) > 1:
        yield from _of_several(edit, fact, nouns, sequel)
    elif nouns and edit.sort is not Sort.OTHER:
        share = sum(names(fact, t, sequel) for t in nouns) / len(nouns)
        yield "nouns_its", share
        yield "nouns_strange", 1 - share
        nearest = sequel.namer.vocabulary.senses.nearest
        far = [nearest(stem(t.word), fact.indicator or "") < _ALIKE for t in nouns]
        yield "nouns_far", float(share == 0 and all(far))


def _of_several(edit: Edit, fact: Item, nouns: Sequence[Term], sequel: Sequel) -> Signs:
    """Which of the facts before is meant: by place, name, word, figure or day."""
    facts, at = sequel.told.before, sequel.told.before.index(fact)
    yield "last", float(at == len(facts) - 1)
    found = _PLACE.search(sequel.scanned.text)
    place = _PLACES[found[1] or found[2]] % len(facts) if found else at
    yield "placed", float(found is not None and place == at)
    yield "not_placed", float(place != at)
    shares = {o.code: o.share for o in sequel.told.others}
    for name, told in (
        ("named", [shares.get(i.indicator or "", 0.0) for i in facts]),
        ("called", [float(sum(t.word in i.words.split() for t in nouns)) for i in facts]),
        ("figured", [_old_said(edit, i, sequel) for i in facts]),
        ("dated", [_day_said(edit, i, sequel) for i in facts]),
    ):
        rest = max(value for i, value in enumerate(told) if i != at)
        yield f"{name}_more", max(0.0, min(1.0, told[at] - rest))
        yield f"{name}_less", max(0.0, min(1.0, rest - told[at]))


def tells_which(edit: Edit, sequel: Sequel) -> bool:
    """Whether anything says of which of several facts an edit is, if only how near it is."""
    facts = sequel.told.before
    if edit.of is None:
        return True
    if len(facts) < 2:
        return edit.sort is not Sort.TERM or _tells_term(edit, edit.of, sequel)
    nouns = [t for t in sequel.told.terms if not t.doing]
    told = dict(_of_several(edit, edit.of, nouns, sequel))
    if any(value for name, value in told.items() if name == "placed" or name.endswith("_more")):
        return True
    value = abs(edit.number.value) if edit.number else None
    alike = [i for i in facts if value and any(same_digits(value, v) for v in values_of(i))]
    return alike == [edit.of]


def _tells_term(edit: Edit, fact: Item, sequel: Sequel) -> bool:
    """Whether anything says which term of a ratio a figure is: `erano 13`, after 12 of 40."""
    said = bool(sequel.told.terms or sequel.told.manners) or _old_said(edit, fact, sequel) > 0
    old: Decimal | None = getattr(fact, edit.how, None)
    return said or (
        edit.number is not None and old is not None and same_digits(edit.number.value, old)
    )


def same_digits(value: Decimal, old: Decimal) -> bool:
    """The same digits, typed in another order."""
    return sorted(str(abs(value))) == sorted(str(abs(old)))


def _old_said(edit: Edit, item: Item, sequel: Sequel) -> float:
    old = values_of(item)
    return float(any(abs(n.value) in old for n in _beside(edit, sequel)))


def _day_said(edit: Edit, item: Item, sequel: Sequel) -> float:
    """Whether its day is said, if only as `quello del 12`."""
    its = sequel.day_of(item)
    said = any(d.day == its for d in sequel.told.days if d is not edit.day)
    pieces = sequel.scanned.pieces
    numbers = [n for last, n in pairwise(pieces) if isinstance(n, Number) and last.text == "del"]
    return float(said or any(n.value == its.day for n in numbers))


def _beside(edit: Edit, sequel: Sequel) -> list[Number]:
    """The figures of a message, but for the one that an edit takes."""
    taken = edit.number.start if edit.number else -1
    return [n for n in sequel.scanned.numbers if n.start != taken]


def _of_how(edit: Edit, fact: Item, sequel: Sequel) -> Signs:
    """Whether that is said which turns a figure: its sign, its term."""
    if edit.how == "below":
        yield "below_said", float(bool(NEGATIVE.search(sequel.scanned.text)))
    if edit.sort is Sort.TERM:
        indicator = sequel.namer.indicators[fact.indicator or ""]
        term = term_said(indicator, sequel.told.parts.said)
        yield "term_said", float(term == edit.how)
        yield "term_not_said", float(term is not None and term != edit.how)


def _left(edit: Edit, sequel: Sequel) -> Signs:
    """Figures, days and names that an edit leaves without a meaning."""
    facts = sequel.told.before if edit.of is None else (edit.of,)
    gone = sequel.told.parts.gone
    taken = [p for p in (edit.number, edit.day, *gone) if p is not None]
    old = {v for i in facts for v in values_of(i)}
    beside = _beside(edit, sequel)
    left = [n for n in beside if abs(n.value) not in old]
    left = [n for n in left if not any(_overlaps(n, p) for p in taken)]
    yield "number_left", float(len(left) == 1)
    yield "numbers_left", float(len(left) > 1)
    yield "article_left", float(any(n.text in _ARTICLES for n in left))
    dates = {sequel.day_of(i) for i in facts}
    days = [d for d in sequel.scanned.days if not any(_overlaps(d, p) for p in taken)]
    yield "day_left", float(any(d.day not in dates for d in days))
    yield "day_again", float(any(d.day in dates for d in sequel.scanned.days))
    again = [n for n in beside if abs(n.value) in old]
    yield "old_told", float(bool(again))
    yield "old_gone", float(any(n in gone for n in again))
    codes = {i.indicator for i in facts}
    if len(facts) == 1 and edit.sort is not Sort.OTHER:
        shares = {o.code: o.share for o in sequel.told.others}
        other = max((share for code, share in shares.items() if code not in codes), default=0.0)
        yield "name_left", max(0.0, other - shares.get(facts[0].indicator or "", 0.0))
    typed = [p for p in sequel.scanned.pieces if isinstance(p, Code)]
    yield "code_left", float(any(p.code not in codes for p in typed))


def _of_other(edit: Edit, fact: Item, sequel: Sequel) -> Signs:
    """How plainly another indicator is named in the place of the fact's."""
    other = edit.other
    if other is None or fact.indicator is None:
        return
    explains = sequel.namer.vocabulary.explains
    others = [o for o in sequel.told.others if o.code != fact.indicator]
    mine = (o.share for o in sequel.told.others if o.code == fact.indicator)
    yield "share", other.share
    yield "own_share", next(mine, 0.0)
    yield "first", float(other is others[0])
    next_best = max((o.score for o in others if o is not other), default=0.0)
    yield "lead", min(_LEAD, other.score - next_best)
    gone = [t for t in terms_in(sequel.told.parts.gone) if not t.doing]
    yield "gone_its", float(any(explains(fact.indicator, t) for t in gone))
    yield "gone_others", float(any(explains(other.code, t) for t in gone))
    yield "told_too", float(other.code in {i.indicator for i in sequel.told.before})
    yield "beside", float(_objective(other.code) == _objective(fact.indicator))


def _objective(code: str) -> str:
    return code.rpartition(".")[0]


def _overlaps(piece: Piece, other: Piece) -> bool:
    return piece.start < other.end and other.start < piece.end
