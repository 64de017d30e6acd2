"""What a correction says anew, and what becomes of the fact it puts right, field by field."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import takewhile

from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.pairs import pair_of, term_said
from handlers.understand.figures.values import Figured, asks, measured
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.naming import Named
from handlers.understand.naming.terms import Term
from handlers.understand.pieces import Code, Cue, Day, Manner, Number, Piece, Word
from handlers.understand.reading import Item, Mode
from handlers.understand.telling import steps
from handlers.understand.telling.offering import amended_evidence
from handlers.understand.telling.telling import manners_of
from italian.regex import regex
from ledger.later import dataclass, replace
from ledger.plan import Direction, Indicator, Kind
from words.say import say

Pair = tuple[Decimal, Decimal]

_NO = regex(r"^(?:ah |ma |eh )?no\b[\s,.!:]*")
SWAPPED = any_of(LEXICON.corrections.swapped)
ARTICLES = frozenset({"un", "uno", "una"})
_BARE = regex(r"(?:ah |ma )?(?:no|nono|no no|anzi|aspetta|ops|scus\w+)[\s.!,]*")
"""Nothing but that something is wrong."""
_NEAR, _NEXT = Decimal("0.15"), Decimal(2)
"""Share of a figure, and how far at most, within which another one may be the same put right."""
_ONLY_WRONG = frozenset(
    "no non anzi scusa scusate era erano sono e ma ops pardon aspetta ah i le il la gli".split()  # noqa: SIM905
)
"""Words of a correction that name nothing."""
_A_TALE = 2
"""Things spoken of, from which a figure among them is told of those."""
_COUNTED = 2
"""Words, at most, of what is said to be fewer."""
_NEARLY = Decimal("0.03")
"""How far an old figure may be from the one on record and still be that one, as a share."""


@dataclass(frozen=True)
class Amendment:
    """What a correction says anew, and what it takes back."""

    named: Named
    pieces: tuple[Piece, ...]
    gone: tuple[Piece, ...]
    number: Number | None
    old: Number | None
    day: Day | None
    text: str

    @property
    def empty(self) -> bool:
        """Whether it says that something is wrong, and not what would be right."""
        if _BARE.fullmatch(self.text):
            return True
        told = self.number or self.day or manners_of(self.pieces) or manners_of(self.gone)
        return not (told or steps.denied(self.text) or steps.done(self.text) or self.swaps)

    @property
    def swaps(self) -> bool:
        """Whether two figures, or their digits, are said to have changed places."""
        return bool(SWAPPED.search(self.text))

    @property
    def other_number(self) -> bool:
        """Whether a figure is put in the place of another: `45 non 54`."""
        return any(isinstance(p, Number) for p in self.gone) and self.number is not None

    @property
    def other_day(self) -> bool:
        """Whether a day is put in the place of another: `non oggi, ieri`."""
        return any(isinstance(p, Day) for p in self.gone) and self.day is not None


def on_scale(item: Item, indicator: Indicator, amendment: Amendment) -> Amendment:
    """`123, non 132`, of 132mila euro: both figures are in thousands, as the old one shows; `no,
    36` after 38mila euro is in thousands as well."""
    old, number = amendment.old, amendment.number
    meant = old is None or old.value == item.value
    if number is not None and item.value and meant and indicator.kind is Kind.CURRENCY:
        for scale in (1000, 1_000_000):
            if Decimal("0.5") < number.value * scale / abs(item.value) < _NEXT:
                return replace(amendment, number=replace(number, value=number.value * scale))
    if old is None or number is None or item.value is None or not old.value:
        return amendment
    if abs(item.value) not in (old.value * 1000, old.value * 1_000_000):
        return amendment
    times = abs(item.value) / old.value
    new = number if number.value >= times else replace(number, value=number.value * times)
    return replace(amendment, number=new, old=replace(old, value=old.value * times))


def revalued(item: Item, indicator: Indicator, amendment: Amendment) -> Item:
    """The fact with the figure said anew, in the manner it was told first."""
    assert amendment.number
    if by_how_much(amendment.pieces, amendment.number):
        return _lessened(item, amendment.number.value)
    pair = _terms_anew(item, indicator, amendment)
    if pair:
        return replace(item, mode=Mode.RATIO, value=None, numerator=pair[0], denominator=pair[1])
    number, mode = amendment.number, mode_of(item, amendment)
    term = term_said(indicator, amendment.pieces)
    if item.mode is Mode.RATIO and number.over is None and not number.percent:
        figures = [p for p in amendment.pieces if isinstance(p, Number)]
        figures = [n for n in figures if not by_how_much(amendment.pieces, n)]
        new = {n.value for n in figures if not is_value(item, n.value)}
        several = len(new) > 1  # `i formati erano 85, no 58, erano 93 in tutto`
        anew = None if several else term or _replaced_term(item, amendment)
        return _one_term(item, number, anew)
    manners = {Manner.ADDED if mode is Mode.INCREMENT else Manner.TOTAL}
    fell = item.value is None or item.value < 0
    if indicator.direction is Direction.DOWN and mode is Mode.INCREMENT and fell:
        manners.add(Manner.CLEARED)
    cleared = replace(item, value=None, numerator=None, denominator=None, assumed=())
    if indicator.kind is Kind.RATIO:
        manners.clear()
    return measured(indicator, Figured(number, frozenset(manners)), cleared)


def _lessened(item: Item, less: Decimal) -> Item:
    """`sono uno in meno`: taken off the figure on record, the part of a pair."""
    if item.numerator is not None:
        return replace(item, numerator=item.numerator - less)
    return item if item.value is None else replace(item, value=item.value - less)


def _one_term(item: Item, number: Number, term: str | None) -> Item:
    """A ratio with one of its terms said anew."""
    if term is None or item.numerator is None or item.denominator is None:
        return asks(item, say("understand.ratio_term", value=number.value))
    terms = {"numerator": item.numerator, "denominator": item.denominator}
    terms[term] = number.value
    return replace(item, numerator=terms["numerator"], denominator=terms["denominator"])


def _replaced_term(item: Item, amendment: Amendment) -> str | None:
    """The term whose figure is taken back, or the one that the new figure is plainly nearest to."""
    assert amendment.number
    old = amendment.old.value if amendment.old else None
    if old is not None and item.numerator != item.denominator:
        if old == item.numerator:
            return "numerator"
        if old == item.denominator:
            return "denominator"
    terms = (("numerator", item.numerator), ("denominator", item.denominator))
    alike = [name for name, v in terms if v and _same_digits(v, amendment.number.value)]
    if len(alike) == 1:
        return alike[0]
    words = {p.text for p in amendment.pieces if isinstance(p, Word)} - _ONLY_WRONG
    return _nearest_term(item, amendment.number.value) if words else None


def _terms_anew(item: Item, indicator: Indicator, amendment: Amendment) -> Pair | None:
    """Both terms of a ratio said anew: `emessi 1.480 spediti 1.350`; the same two, swapped."""
    numbers = [p for p in amendment.pieces if isinstance(p, Number)]
    if not indicator.kind.in_percent or len(numbers) != 2 or any(n.over for n in numbers):
        return None
    pair = pair_of(indicator, amendment.pieces)
    swapped = {item.numerator, item.denominator} == {n.value for n in numbers}
    if pair is None and amendment.swaps and swapped and item.numerator and item.denominator:
        return item.denominator, item.numerator
    return pair


def is_its_own(
    fact: Item, named: Named, gone: Sequence[Piece], explains: Callable[[str, Term], bool]
) -> bool:
    """`42 accertamenti, non 24`, after 24 of them: the same fact, whatever else the words name."""
    denied = any(isinstance(p, Number) and is_value(fact, p.value) for p in gone)
    nouns, code = [t for t in named.terms if not t.doing], fact.indicator
    return denied and code is not None and all(explains(code, t) for t in nouns)


def is_a_remark(
    amendment: Amendment, before: Sequence[Item], explains: Callable[[str, Term], bool]
) -> bool:
    """`il software ci ha bloccato 3 pratiche`: a figure among things of which the facts before it
    know none; not `quel 12 diventa 14`, which tells the old one."""
    codes = [i.indicator for i in before if i.indicator]
    things = [t for t in amendment.named.terms if not t.doing]
    figure = amendment.number is not None and amendment.old is None
    tale = bool(codes) and figure and len(things) >= _A_TALE
    return tale and not any(explains(code, thing) for code in codes for thing in things)


def by_how_much(pieces: Sequence[Piece], number: Number) -> bool:
    """`50 in meno`, `una dote in meno`: by how much, and not how many."""
    if number not in pieces:
        return False
    at = pieces.index(number) + 1
    words = takewhile(lambda p: isinstance(p, Word), pieces[at : at + _COUNTED])
    after = at + len(list(words))
    return any(isinstance(p, Cue) and p.manner is Manner.FEWER for p in pieces[after : after + 1])


def is_near(amendment: Amendment, before: Sequence[Item]) -> bool:
    """`CIE 14`, after 240, is news: a figure told anew puts another right that is like it."""
    if amendment.number is None or not before:
        return True
    said = abs(amendment.number.value)
    told = (v for i in before for v in (i.value, i.numerator, i.denominator) if v is not None)
    others = (abs(v) for v in told if abs(v) != said)
    return any(abs(said - v) <= max(_NEXT, v * _NEAR) or _same_digits(said, v) for v in others)


def _same_digits(one: Decimal, other: Decimal) -> bool:
    """`1.116`, after 1.161: typed with two digits in each other's place."""
    return sorted(str(one)) == sorted(str(other))


def come_to(numbers: Sequence[Number], before: Sequence[Item]) -> list[Number]:
    """`togline quattro, 84 prestiti`, after 88: what it comes to, of two figures that add up."""
    if len(numbers) != 2:
        return []
    known = {abs(v) for i in before for v in (i.value, i.numerator) if v is not None}
    less, result = sorted(numbers, key=lambda number: number.value)
    fits = any(v - less.value == result.value or v + less.value == result.value for v in known)
    return [result] if fits else []


def is_value(item: Item, value: Decimal) -> bool:
    """Whether a figure is one of those on record, to the digit."""
    known = (item.value, item.numerator, item.denominator)
    return any(v is not None and abs(v) == abs(value) for v in known)


def is_old(item: Item, value: Decimal) -> bool:
    """Whether a figure may be one of those on record, give or take how it was rounded."""
    known = {abs(v) for v in (item.value, item.numerator, item.denominator) if v is not None}
    return any(abs(abs(value) - v) <= v * _NEARLY for v in known)


def mode_of(item: Item, amendment: Amendment) -> Mode | None:
    """The first report's, unless the correction says that it was a total, or was not."""
    if item.mode not in (Mode.ABSOLUTE, Mode.INCREMENT):
        return item.mode
    denied = manners_of(amendment.gone)
    told = manners_of(_without_difference(amendment))
    if denied & told:
        return item.mode  # `non siamo a 12, siamo a 14`
    if Manner.TOTAL in denied:
        return Mode.INCREMENT
    if Manner.ADDED in denied:
        return Mode.ABSOLUTE
    if amendment.number and amendment.number.sign == "+":
        return Mode.INCREMENT
    if Manner.ADDED in told and Manner.TOTAL not in told:
        return Mode.INCREMENT
    if Manner.TOTAL in told and Manner.ADDED not in told:
        return Mode.ABSOLUTE
    return item.mode


def _without_difference(amendment: Amendment) -> list[Piece]:
    """`contati due in più, 46`: by how much says nothing of how the right figure counts."""
    pieces = amendment.pieces
    return [
        p
        for at, p in enumerate(pieces)
        if "quindi" not in p.text
        and not (
            isinstance(pieces[at - 1], Number) and at > 0 and pieces[at - 1] is not amendment.number
        )
    ]


def _nearest_term(item: Item, value: Decimal) -> str | None:
    """Which term of a pair a new figure stands for: the one it is nearest to, if clearly so."""
    if not item.numerator or not item.denominator or item.numerator == item.denominator:
        return None
    off = {
        "numerator": abs(value - item.numerator) / item.numerator,
        "denominator": abs(value - item.denominator) / item.denominator,
    }
    nearest = min(off, key=lambda term: off[term])
    other = max(off.values())
    keeps = value <= item.denominator if nearest == "numerator" else value >= item.numerator
    return nearest if keeps and off[nearest] * 2 < other else None


def exchanged(amendment: Amendment, before: Sequence[Item]) -> tuple[Item, ...]:
    """`le 11 erano in palestra e le 8 in piscina`, told the other way round: both facts, each with
    the figure of the other; a question where it is not said which of them is which."""
    values = [n.value for n in amendment.pieces if isinstance(n, Number)]
    if len(before) != 2 or len(values) != 2 or amendment.gone:
        return ()
    first, second = before
    if first.value is None or second.value is None or first.value == second.value:
        return ()
    if {abs(first.value), abs(second.value)} != set(values) or first.mode is not second.mode:
        return ()
    owner = first if abs(first.value) == values[0] else second
    if amendment.named.code not in {i.indicator for i in before} - {owner.indicator}:
        near = tuple(i.indicator for i in before if i.indicator)
        return (asks(Item(candidates=near), say("understand.which_record")),)
    return tuple(
        with_signs(replace(fact, value=value, ambiguous=False, question=None), fact, amendment)
        for fact, value in ((first, second.value), (second, first.value))
    )


def of_a_step(amendment: Amendment) -> bool:
    """Whether it says of a step that it was reached, or was not."""
    return bool(denied(amendment) or amendment.named.terms)


def denied(amendment: Amendment) -> bool:
    """`no, era venerdì` denies the day, and not the step."""
    return steps.denied(_NO.sub("", amendment.text) if amendment.day else amendment.text)


def another_named(amendment: Amendment, before: Sequence[Item]) -> bool:
    """`non certificati, CIE`: another indicator in the place of the one of the only fact."""
    code = amendment.named.code
    instead = code is not None and len(before) == 1 and before[0].indicator != code
    return instead and amendment.number is None and bool(words_of(amendment.gone))


def of_another(code: str | None, number: Number, before: Sequence[Item]) -> bool:
    """`quei 15 erano TARI`, after 15 of something else: the same figure, of another thing."""
    codes = {i.indicator for i in before}
    return code is not None and code not in codes and any(is_value(i, number.value) for i in before)


def tells_of_another(amendment: Amendment, before: Sequence[Item]) -> bool:
    """`TR.1.3 fatto`, `gli atti sono finiti`, after a fact of something else: who types a code, or
    names another thing without a figure, tells of that one, however much it looks like second
    thoughts."""
    if any(isinstance(piece, Code) for piece in amendment.pieces):
        return True
    code = amendment.named.code
    is_other = code is not None and code not in {i.indicator for i in before}
    return is_other and amendment.number is None


def with_signs(item: Item, target: Item, amendment: Amendment) -> Item:
    """The fact put right, with what speaks for that."""
    signs = {
        "moved": float(item.indicator != target.indicator),
        "new_number": float(amendment.number is not None),
        "old_gone": float(any(isinstance(p, Number) for p in amendment.gone)),
        "old_told": float(amendment.old is not None),
        "day": float(amendment.day is not None),
        "swaps": float(amendment.swaps),
        "nothing_new": float(amendment.number is None and amendment.day is None),
        "pair": float(item.numerator is not None),
    }
    return replace(item, evidence=amended_evidence(item, amendment.named.choice, signs))
