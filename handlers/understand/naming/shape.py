"""What a clause says besides its words: its number, unit, day, and what these can be said of."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from handlers.understand.figures.values import has_decimals, in_unit, unit_said
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Code, Cue, Day, Manner, Mark, Number, Piece, When, Word
from italian.closed import closed_words
from italian.regex import regex
from ledger.later import dataclass
from ledger.plan import Direction, Indicator, Kind

_PLACING = closed_words("di", "a", "in", "su", "con", "per") | {"da", "presso"}
"""Words after which a noun says where or when, and not what is counted."""
_AVERAGE = regex(r"medi[oaie]$|media|mediamente|temp[oi]$|durat|dura$|impiegh|attes[ae]$")
_STILL_THERE = regex(
    r"ancora$|fermi?e?$|apert[ie]$|pendent|giacen|restant|rimanent|arretrat|inevas|sospes|coda$|attesa$"
)
_PAYING = regex(
    r"incass|versat|pagat|pagament|riscoss|spes[aoie]$|costat|accreditat|bonific|saldat|rientrat|fatturat|impegnat|liquidat"
)
_IN_TIME = frozenset({"fuori", "in", "nei", "per"})
"""`mandata fuori tempo` is late, `381 in tempo` was not, and no time was measured."""
_OF_NONE = (False, False, False)
_SCALES = (5, 10)
"""What marks are given out of."""
_WHOLE = 100
"""Percent that a share comes to at most."""


@dataclass(frozen=True)
class Shape:
    """What a clause says besides words: which kinds of indicator can hold it."""

    number: Number | None = None
    unit: str | None = None
    """The unit typed after its one number: `68 giorni`."""
    bare: bool = False
    """A number with no day and no word of how it counts."""
    several: bool = False
    """Two numbers or more, as the terms of a ratio are told."""
    counted: Term | None = None
    """The noun its number is said of, where it follows: `20 appuntamenti`."""
    manners: frozenset[Manner] = frozenset()
    day: When | None = None
    """What its day, if any, says of it."""
    average: bool = False
    """It speaks of a mean or of how long something takes."""
    left: bool = False
    """It speaks of what is still there to be done."""
    paid: bool = False
    """It speaks of money that came in or went out."""

    @staticmethod
    def of(pieces: Sequence[Piece]) -> "Shape":
        """The shape of a stretch: what stands beside its number."""
        number: Number | None = None
        numbers, day = 0, None
        manners: set[Manner] = set()
        words: list[str] = []
        for piece in pieces:  # once: a message asks for the shape of its stretches many times
            kind = type(piece)
            if kind is Word:
                words.append(piece.text)
            elif isinstance(piece, Number):
                number, numbers = number or piece, numbers + 1
            elif isinstance(piece, Cue):
                manners.add(piece.manner)
            elif isinstance(piece, Day):
                day = day or piece.when
        bare = number is not None and not manners and day is None
        due = {w for said, w in pairwise(words) if said in _IN_TIME and w in ("tempo", "tempi")}
        told = [_speaks_of(word) for word in {*words} - due] or [_OF_NONE]
        average, still, paid = map(any, zip(*told, strict=True))
        left = still or Manner.LEFT in manners
        unit = unit_said(pieces) if numbers == 1 else None
        counted = counted_in(pieces) if numbers else None
        of_all = frozenset(manners)
        return Shape(number, unit, bare, numbers > 1, counted, of_all, day, average, left, paid)

    @cached_property
    def is_plain(self) -> bool:
        """Whether its number is neither money nor a share."""
        return self.number is not None and not (self.number.money or self.number.percent)

    def fits(self, indicator: Indicator) -> bool:
        """Whether an indicator's kind can hold a pair, a percentage, a number, a step."""
        if self.unit is not None:
            return in_unit(indicator, self.unit)
        number, kind = self.number, indicator.kind
        in_percent = kind.in_percent or indicator.unit == "%"
        if number is None:
            return kind.is_step or (kind is Kind.COUNT and indicator.direction is Direction.UP)
        if number.money:
            return kind is Kind.CURRENCY or indicator.unit in ("€", "euro")
        if number.over is not None and on_a_scale(number):
            return kind is Kind.INDEX or (kind.in_percent and number.value == int(number.value))
        if number.percent or number.over is not None:
            return in_percent
        if number.points:
            return in_percent or kind is Kind.INDEX
        if kind is Kind.COUNT:
            return number.value == number.value.to_integral_value() or has_decimals(indicator)
        if kind.is_step or Manner.ADDED in self.manners:
            return kind is Kind.CURRENCY
        if kind.in_percent:
            return number.value <= _WHOLE and (kind is Kind.PERCENT or self.several)
        return True


@lru_cache(maxsize=20_000)
def _speaks_of(word: str) -> tuple[bool, bool, bool]:
    """Whether a word speaks of a mean, of what is still there, of money that moved."""
    return bool(_AVERAGE.match(word)), bool(_STILL_THERE.match(word)), of_paying(word)


def of_paying(word: str) -> bool:
    """Whether a word says that money came in or went out."""
    return bool(_PAYING.match(word))


def on_a_scale(number: Number) -> bool:
    """`4,4 su 5`: a mark, as people give it."""
    return number.over in _SCALES and number.value <= number.over and not number.slashed


def counted_in(pieces: Sequence[Piece]) -> Term | None:
    """The noun a number is said of, where it follows; none in `20 in sede`."""
    at = next((i for i, p in enumerate(pieces) if isinstance(p, Number)), None)
    if at is None:
        return None
    for piece in pieces[at + 1 :]:
        if isinstance(piece, Mark | Code | Number | Day):
            return None
        if not isinstance(piece, Word) or piece.text == "di":
            continue
        terms = terms_in([piece])
        if terms and not piece.text.startswith("nuov"):
            return None if terms[0].doing else terms[0]
        if piece.text in _PLACING:
            return None
    return None
