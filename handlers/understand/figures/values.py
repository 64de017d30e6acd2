"""From a number and the indicator's kind to what would be recorded: mode, value, terms.

Source: contract, "How messages are read".
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.pieces import Day, Doubt, Manner, Number, Piece, When, Word
from handlers.understand.reading import Item, Mode, NotTaken
from italian.regex import regex
from ledger.later import dataclass, replace
from ledger.plan import Direction, Indicator, Kind
from words.say import Say, say

_STOCK = any_of(LEXICON.measures.stock)
LEFT_WORDS = any_of(LEXICON.measures.left)
STATE = any_of((*LEXICON.measures.stock, "in deposito", "giacenza", "lista d'attesa"))
"""What says that the whole of something is told."""
_ASKED_FOR = regex(r"\b(?:presentat|richiest|ricevut|pervenut|arrivat|total)")
_FLOW = any_of(LEXICON.measures.flow)
_MOVING = any_of(LEXICON.measures.moving)
_WAITING = regex(r"lista d'attesa|in essere|\bda \w+re\b|canile|ricoverat")
"""Names of what there is, of which there should be less."""
_OF_WHAT_IS_LEFT = frozenset({Manner.LEFT, Manner.CLEARED, Manner.FEWER})
_LESSENING = regex(r"\b(?:riduzion|diminuzion|risparmi|contenimento|calo\b|abbattiment)")
"""Names of measures that are themselves of how much less there is."""
_CONTINUOUS = any_of(LEXICON.measures.continuous_units)
_SAME_UNIT = {
    "metri": ("metr", "mq", "km", "m\\b", "ml\\b"), "gg": ("gg", "giorn"),
    "mq": ("mq", "m2", "metr"), "mc": ("mc", "m3", "metri c"),
    "km": ("km", "chilometr"), "chilometri": ("km", "chilometr"), "ettari": ("ha\\b", "ettar"),
    "tonnellate": ("t\\b", "ton"), "quintali": ("q\\b", "quintal"), "litri": ("l\\b", "litr"),
    "m": ("metr", "m\\b", "ml\\b", "mq"), "ml": ("metr", "m\\b", "ml\\b"), "min": ("min",),
    "giorni": ("giorn", "gg"), "ora": ("or[ae]\\b",), "ore": ("or[ae]\\b",), "minuti": ("min",),
}  # fmt: skip
"""Beginnings under which a plan may have the same unit."""
_MEASURES = {"cubi": "mc", "cubo": "mc", "quad": "mq"}
"""`180 metri cubi`, `3.000 metri quadrati`: the unit that two words make up."""
_UNIT_FIRST = frozenset({"giorni", "gg", "minuti"})
"""Units that may stand before their number: `giorni 79`."""
_SPENDING = regex(r"\b(?:spes[ae]|cost[oi]|bollett|consum|uscit)")
"""Names of what is paid for: a payment adds to it, as it takes from a debt."""
_MORNING = regex(r"\bda sta(?:mattin|man)")
_ALL = 100
"""Percent of what is aimed at, at most, where a share is of a whole."""
_A_DAY = 31
"""`987/1012` is a part and its whole; `5/9` may be a day."""
_DOUBTS = {
    Doubt.ABOUT: "understand.about",
    Doubt.UNREADABLE: "understand.unreadable",
    Doubt.RANGE: "understand.range",
    Doubt.YEAR: "understand.year",
}


@dataclass(frozen=True)
class Figured:
    """A number with what was said around it."""

    number: Number
    manners: frozenset[Manner] = frozenset()
    day: Day | None = None
    by_code: bool = False
    """Of an indicator named by its code, where the figure is meant: the card says what is odd."""
    pair: tuple[Decimal, Decimal] | None = None
    """Its two terms put in place by their names, where they were named."""

    @property
    def added(self) -> bool:
        """Whether it is to be added to what there was."""
        return Manner.ADDED in self.manners

    @property
    def total(self) -> bool:
        """Whether it is said to be the total."""
        return Manner.TOTAL in self.manners or self.number.reached

    @property
    def since_this_morning(self) -> bool:
        """`da stamattina`: what was done in one day."""
        return self.day is not None and bool(_MORNING.search(self.day.text))

    def happened(self, *when: When) -> bool:
        """Whether its day is said in one of these ways."""
        return self.day is not None and self.day.when in when


def unit_said(pieces: Sequence[Piece]) -> str | None:
    """The unit of measure typed after the one number of a stretch: `68 giorni`, `7,4 km`."""
    numbers = [at for at, p in enumerate(pieces) if isinstance(p, Number)]
    if len(numbers) != 1:
        return None
    at = numbers[0]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if isinstance(after, Word) and _CONTINUOUS.match(after.text):
        of = pieces[at + 2].text if at + 2 < len(pieces) else ""
        return _MEASURES.get(of[:4], after.text) if after.text.startswith("metr") else after.text
    number, before = pieces[at], pieces[at - 1] if at else None
    single = isinstance(number, Number) and number.over is None
    first = single and isinstance(before, Word) and before.text in _UNIT_FIRST
    return before.text if before and first else None


_SCALES = (
    {"m": 1, "ml": 1, "mt": 1, "metri": 1, "metro": 1, "km": 1000, "chilometri": 1000},
    {"kg": 1, "chili": 1, "q": 100, "quintali": 100, "t": 1000, "tonnellate": 1000},
    {"mq": 1, "ha": 10_000, "ettari": 10_000},
)
"""Units of one measure, by how many of the smallest each is."""


def in_its_unit(indicator: Indicator, pieces: Sequence[Piece], number: Number) -> Number:
    """`700 metri` as 0,7, where kilometres are measured."""
    plain = number in pieces and number.over is None and not re.search("[a-z]", number.text)
    unit = unit_said(pieces) if plain else None
    scale = next((s for s in _SCALES if unit in s), None)
    if unit is None or scale is None:
        return number
    named = re.findall(r"[a-z]+", f"{indicator.unit or ''} {indicator.name}".lower())
    its = {scale[word] for word in named if word in scale}
    if len(its) != 1:
        return number
    return replace(number, value=number.value * scale[unit] / its.pop())


def in_unit(indicator: Indicator, unit: str) -> bool:
    """Whether an indicator is measured in that unit, by its unit or its name."""
    said = f"{indicator.unit or ''} {indicator.name}".lower()
    beginnings = _SAME_UNIT.get(unit, (unit[:-1] or unit,))
    return any(re.search(rf"\b{begins}", said) for begins in beginnings)


def has_decimals(indicator: Indicator) -> bool:
    """Whether what a count counts is measured, and not told one by one: `km`, `ore`."""
    return bool(_CONTINUOUS.search(f"{indicator.unit or ''} {indicator.name}".lower()))


def asks(item: Item, question: Say) -> Item:
    """The same fact, not to be offered before an answer."""
    return replace(item, ambiguous=True, question=question)


def refused(item: Item, why: NotTaken, question: Say) -> Item:
    """An item that cannot be taken, and what to ask."""
    return replace(item, ambiguous=True, refusal=why, question=question)


def is_stock(indicator: Indicator) -> bool:
    """Measures a state (agents in service, a debt): a figure is always the whole of it."""
    if indicator.kind in (Kind.INDEX, Kind.PERCENT):
        return True
    named = f"{indicator.name} {indicator.unit or ''}".lower()
    return bool(_STOCK.search(named)) and not _FLOW.search(named)


def is_left(indicator: Indicator) -> bool:
    """Counts what is left to do: work takes away from it."""
    return indicator.direction is Direction.DOWN and indicator.kind is Kind.COUNT


def is_backlog(indicator: Indicator) -> bool:
    """Whether what it counts is plainly waiting: `pratiche arretrate`, and not `incidenti`."""
    named = f"{indicator.name} {indicator.unit or ''}".lower()
    waiting = LEFT_WORDS.search(named) or _STOCK.search(named) or _WAITING.search(named)
    return is_left(indicator) and bool(waiting)


def of_a_whole(indicator: Indicator) -> bool:
    """Whether a ratio is what came of what was asked for: it cannot be more than all of it."""
    under = (indicator.denominator or indicator.name.partition(" su ")[2]).lower()
    return bool(_ASKED_FOR.search(under))


def _aims_at_all(indicator: Indicator) -> bool:
    """Whether a share is of a whole as far as its target says; its terms, named, say it better."""
    target = indicator.target
    return indicator.kind.in_percent and isinstance(target, Decimal) and target <= _ALL


def moves(text: str) -> bool:
    """Whether it speaks of who came or went, or was paid, and not of the whole."""
    return bool(_MOVING.search(text))


def measured(indicator: Indicator, said: Figured, item: Item) -> Item:
    """The item with mode and value, or the question that stands in the way."""
    doubt = _doubtful(indicator, said.number)
    if doubt:
        return asks(item, doubt)
    if indicator.kind.in_percent and (said.number.over is not None or said.pair):
        return _pair(indicator, said, item)
    if indicator.kind.is_step:
        return step_number(said.number, item)
    if indicator.kind is Kind.RATIO:
        return _share(said, item)
    return _single(indicator, said, item)


def _doubtful(indicator: Indicator, number: Number) -> Say | None:
    if number.doubt is None or _plainly_decimal(indicator, number):
        return None
    if number.doubt is Doubt.DOT:
        whole = Decimal(re.sub(r"\D", "", number.text))
        return say("understand.dot", decimal=number.value, whole=whole)
    return say(_DOUBTS[number.doubt], words=number.text)


def _plainly_decimal(indicator: Indicator, number: Number) -> bool:
    """`1500.50` euro and `62.5 %` can only have decimals; `12.5` carte cannot."""
    if number.doubt is not Doubt.DOT or indicator.kind in (Kind.COUNT, Kind.MILESTONE, Kind.DATE):
        return False
    digits = re.sub(r"[^\d.,]", "", number.text)
    whole, _, decimals = digits.partition(".")
    if "," in digits:
        return "." in digits
    if indicator.kind.in_percent and number.value <= 100:
        return True
    return len(whole) > 3 or whole == "0" or (number.money and len(decimals) == 2)


def _pair(indicator: Indicator, said: Figured, item: Item) -> Item:
    over = said.number.over if said.number.over is not None else Decimal(0)
    numerator, denominator = said.pair or (said.number.value, over)
    whole = of_a_whole(indicator) or (said.pair is None and _aims_at_all(indicator))
    whole = whole and not said.by_code
    if said.number.over is not None and numerator > denominator > 0 and whole:
        return asks(item, say("understand.more_than_all", part=numerator, whole=denominator))
    if said.number.sign == "-":
        value = -said.number.value
        return refused(item, NotTaken.BAD_VALUE, say("understand.negative", value=value))
    if denominator == 0:
        return refused(item, NotTaken.BAD_VALUE, say("understand.over_zero"))
    if said.number.sign or said.added:
        return asks(item, say("understand.ratio_increment"))
    assumed = item.assumed if said.pair else (*item.assumed, "terms")
    return replace(
        item, mode=Mode.RATIO, numerator=numerator, denominator=denominator, assumed=assumed
    )


def step_number(number: Number, item: Item) -> Item:
    """Milestones are reached or not: 1, 0, 100 %, 0 %; anything else is no value of theirs."""
    if number.value in (0, 1) and not number.sign and not number.percent and not number.over:
        return replace(item, mode=Mode.MILESTONE, value=number.value)
    if number.percent and number.value in (0, 100):
        return replace(item, mode=Mode.MILESTONE, value=number.value / 100)
    question = say("understand.step_number", value=number.text)
    if number.percent:
        return asks(item, question)
    return refused(item, NotTaken.BAD_VALUE, question)


def _share(said: Figured, item: Item) -> Item:
    """A ratio said as a percentage alone; a bare number could be either of its terms."""
    number = said.number
    if not number.percent:
        return asks(item, say("understand.ratio_term", value=number.value))
    if number.sign or said.added:
        return asks(item, say("understand.ratio_increment"))
    return replace(item, mode=Mode.RATIO, value=number.value)


def _single(indicator: Indicator, said: Figured, item: Item) -> Item:
    number = said.number
    value = -number.value if number.sign == "-" else number.value
    if question := _of_another_sort(indicator, said, value):
        return asks(item, question)
    whole = value == value.to_integral_value()
    if indicator.kind is Kind.COUNT and not whole and not has_decimals(indicator):
        return refused(item, NotTaken.BAD_VALUE, say("understand.not_whole", value=value))
    if is_left(indicator) and (is_backlog(indicator) or said.manners & _OF_WHAT_IS_LEFT):
        return _left(said, value, item)
    if indicator.direction is Direction.DOWN and _paid_off(indicator, said):
        return replace(item, mode=Mode.INCREMENT, value=-value)
    if value < 0 and not _may_fall(indicator, said):
        return refused(item, NotTaken.BAD_VALUE, say("understand.negative", value=value))
    if Manner.FEWER in said.manners:
        return _fewer(indicator, value, item)
    mode, assumed = _mode(indicator, said)
    return replace(item, mode=mode, value=value, assumed=(*item.assumed, *assumed))


def _of_another_sort(indicator: Indicator, said: Figured, value: Decimal) -> Say | None:
    """What to ask where a percentage, money or a fraction is said of what is counted."""
    number = said.number
    in_percent = indicator.kind is Kind.PERCENT or indicator.unit == "%"
    if number.percent and not in_percent:
        return say("understand.percent_of_count")
    if number.money and indicator.kind is Kind.COUNT and indicator.unit not in ("euro", "€"):
        return say("understand.money_of_count", value=value)
    whole = number.over is not None and value <= number.over and number.over > _A_DAY
    if number.slashed and number.over is not None and not whole and not said.by_code:
        return say("understand.range", words=number.text)
    return None


def _may_fall(indicator: Indicator, said: Figured) -> bool:
    """Whether a number below zero may be told: an index, or points by which a share fell."""
    in_percent = indicator.kind is Kind.PERCENT or indicator.unit == "%"
    fell = said.number.points or Manner.FEWER in said.manners
    return indicator.kind is Kind.INDEX or (in_percent and fell)


def _fewer(indicator: Indicator, value: Decimal, item: Item) -> Item:
    """`15 in meno`: taken away, where less is better; a reduction is what is measured."""
    if value < 0:
        return replace(item, mode=Mode.INCREMENT, value=value)
    if _LESSENING.search(indicator.name.lower()):
        return _whole(item, value)
    if indicator.direction is Direction.UP:
        return asks(item, say("understand.fewer", value=value))
    return replace(item, mode=Mode.INCREMENT, value=-value)


def _paid_off(indicator: Indicator, said: Figured) -> bool:
    """`pagati altri 45.000 di debito`: what was taken off a debt, and not the debt."""
    named = indicator.name.lower()
    if _SPENDING.search(named) and not (_STOCK.search(named) or LEFT_WORDS.search(named)):
        return False
    taken = Manner.CLEARED in said.manners and (said.added or said.happened(When.DAY))
    return indicator.kind is Kind.CURRENCY and taken and not said.total and not said.number.sign


def _mode(indicator: Indicator, said: Figured) -> tuple[Mode, tuple[str, ...]]:
    """Total or increment, and whether that had to be assumed."""
    if said.total:
        return Mode.ABSOLUTE, ()
    since_new_year = said.happened(When.SINCE) and said.day is not None and said.day.from_new_year
    if since_new_year and said.number.sign != "+":
        return Mode.ABSOLUTE, ()
    if said.number.sign == "+" or said.added:
        return Mode.INCREMENT, ()
    if said.number.points and indicator.kind is Kind.PERCENT:
        return Mode.INCREMENT, ()
    if said.happened(When.AT, When.SINCE) and not said.since_this_morning:
        return Mode.ABSOLUTE, ()
    paid_in = indicator.kind is Kind.CURRENCY and indicator.direction is Direction.UP
    if is_stock(indicator) and not (paid_in and said.happened(When.DAY)):
        return Mode.ABSOLUTE, ()
    if said.happened(When.DAY) or said.since_this_morning:
        return Mode.INCREMENT, ()
    if said.happened(When.PERIOD):
        whole = said.day is not None and said.day.from_new_year
        return (Mode.ABSOLUTE if whole else Mode.INCREMENT), ("mode",)
    return Mode.ABSOLUTE, ("mode",)


def _left(said: Figured, value: Decimal, item: Item) -> Item:
    """On a measure of what is left, work done takes away: `smaltite altre 15` is −15."""
    if said.number.sign:
        return replace(item, mode=Mode.INCREMENT, value=value)
    if Manner.FEWER in said.manners:
        return replace(item, mode=Mode.INCREMENT, value=-value)
    cleared, left = Manner.CLEARED in said.manners, Manner.LEFT in said.manners
    unclear = asks(item, say("understand.cleared_or_left", value=value))
    if left or said.number.reached:
        return unclear if cleared and said.added else _whole(item, value)
    if cleared:
        if said.total or not (said.added or said.happened(When.DAY, When.PERIOD)):
            return unclear
        return replace(item, mode=Mode.INCREMENT, value=-value)
    if said.added or (said.happened(When.DAY, When.PERIOD) and not said.total):
        return unclear
    if said.total or said.happened(When.AT, When.SINCE):
        return _whole(item, value)
    return unclear


def _whole(item: Item, value: Decimal) -> Item:
    return replace(item, mode=Mode.ABSOLUTE, value=value)
