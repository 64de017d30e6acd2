"""From a number and the indicator's kind to what would be recorded: mode, value, terms.

Source: contract, "How messages are read".
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from handlers.turn import Say, say
from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Day, Doubt, Number, When
from handlers.understand.reading import Item, Mode, NotTaken
from ledger.plan import Direction, Indicator, Kind


class Manner(StrEnum):
    """How the words around a number say it counts."""

    ADDED = "added"
    TOTAL = "total"
    LEFT = "left"
    """What remains: `ne restano 40`."""
    CLEARED = "cleared"
    """What was disposed of: `smaltite altre 15`."""
    NEW = "new"
    """One new thing, without a number: `inviata la comunicazione`."""


@dataclass(frozen=True)
class Said:
    """A number with what was said around it."""

    number: Number
    manners: frozenset[Manner]
    day: Day | None
    by_code: bool


def asks(item: Item, question: Say) -> Item:
    """The same fact, not to be offered before an answer."""
    return replace(item, ambiguous=True, question=question)


def refused(item: Item, why: NotTaken, question: Say) -> Item:
    return replace(item, ambiguous=True, refusal=why, question=question)


def is_stock(indicator: Indicator) -> bool:
    """Measures a state (agents in service, a debt), so that a figure is always the whole of it."""
    if indicator.kind in (Kind.INDEX, Kind.PERCENT):
        return True
    name = f"{indicator.name} {indicator.unit or ''}".lower()
    return bool(_STOCK.search(name))


_STOCK = re.compile(r"\b(?:" + "|".join(LEXICON.stock_phrases) + r")\b")
_CONTINUOUS = re.compile(r"\b(?:" + "|".join(LEXICON.continuous_units) + r")\b")


def measured(indicator: Indicator, said: Said, item: Item) -> Item:
    """The item with mode and value, or the question that stands in the way."""
    number = said.number
    doubt = _doubtful(indicator, number)
    if doubt:
        return asks(item, doubt)
    if number.over is not None:
        return _pair(indicator, said, item)
    if indicator.kind.is_step:
        return _step_number(number, item)
    if indicator.kind is Kind.RATIO:
        return _share(number, item)
    if number.percent and indicator.kind is not Kind.PERCENT and indicator.unit != "%":
        return asks(item, say("understand.percent_of_count", indicator=indicator.code))
    return _single(indicator, said, item)


def _doubtful(indicator: Indicator, number: Number) -> Say | None:
    if number.doubt is Doubt.DOT:
        if _plainly_decimal(indicator, number):
            return None
        whole = Decimal(re.sub(r"[.,']", "", re.sub(r"[^\d.,']", "", number.text)))
        return say("understand.dot", decimal=number.value, whole=whole)
    if number.doubt is Doubt.ABOUT:
        return say("understand.about", words=number.text)
    if number.doubt is Doubt.UNREADABLE:
        return say("understand.unreadable", words=number.text)
    if number.doubt is Doubt.YEAR:
        return say("understand.year", words=number.text)
    return None


def _plainly_decimal(indicator: Indicator, number: Number) -> bool:
    """`1500.50` and `62.5 %` can only have decimals; `12.5` carte cannot."""
    if indicator.kind in (Kind.COUNT, Kind.MILESTONE, Kind.DATE):
        return False
    digits = re.sub(r"[^\d.,]", "", number.text)
    whole, _, decimals = digits.partition(".")
    if "," in digits:
        return digits.count(",") == 1 and digits.count(".") == 1
    if indicator.kind.in_percent and number.value <= 100:
        return True
    return len(whole) > 3 or whole == "0" or (number.money and len(decimals) == 2)


def _pair(indicator: Indicator, said: Said, item: Item) -> Item:
    number = said.number
    over = number.over or Decimal(0)
    if number.sign == "-":
        return refused(item, NotTaken.BAD_VALUE, say("understand.negative", value=-number.value))
    if indicator.kind.in_percent:
        if over == 0:
            return refused(item, NotTaken.BAD_VALUE, say("understand.over_zero"))
        if number.sign or Manner.ADDED in said.manners:
            return asks(item, say("understand.ratio_increment", indicator=indicator.code))
        return replace(item, mode=Mode.RATIO, numerator=number.value, denominator=over)
    if indicator.kind.is_step:
        return asks(item, say("understand.step_number", value=number.value))
    return _single(indicator, replace(said, number=replace(number, over=None)), item)


def _step_number(number: Number, item: Item) -> Item:
    """Milestones are reached or not: 1, 0, 100 %, 0 %; anything else is no value of theirs."""
    if number.value in (0, 1) and not number.sign:
        return replace(item, mode=Mode.MILESTONE, value=number.value)
    if number.percent and number.value == 100:
        return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
    return refused(item, NotTaken.BAD_VALUE, say("understand.step_number", value=number.value))


def _share(number: Number, item: Item) -> Item:
    """A ratio said as a percentage alone; a bare number could be either of its terms."""
    if not number.percent:
        return asks(item, say("understand.ratio_term", value=number.value))
    if number.sign:
        return asks(item, say("understand.ratio_increment", indicator=item.indicator))
    return replace(item, mode=Mode.RATIO, value=number.value)


def _single(indicator: Indicator, said: Said, item: Item) -> Item:
    number = said.number
    value = -number.value if number.sign == "-" else number.value
    if indicator.kind is Kind.COUNT:
        if value != value.to_integral_value() and not _CONTINUOUS.search(
            f"{indicator.unit or ''} {indicator.name}".lower()
        ):
            return refused(item, NotTaken.BAD_VALUE, say("understand.not_whole", value=value))
        if value < 0 and indicator.direction is Direction.UP:
            return refused(item, NotTaken.BAD_VALUE, say("understand.negative", value=value))
    if indicator.direction is Direction.DOWN and not is_stock(indicator):
        return _left(indicator, said, value, item)
    mode, assumed = _mode(indicator, said)
    if mode is Mode.ABSOLUTE and value < 0 and indicator.kind in (Kind.CURRENCY, Kind.PERCENT):
        return refused(item, NotTaken.BAD_VALUE, say("understand.negative", value=value))
    return replace(item, mode=mode, value=value, assumed=(*item.assumed, *assumed))


def _mode(indicator: Indicator, said: Said) -> tuple[Mode, tuple[str, ...]]:
    """Total or increment, and whether that had to be assumed."""
    if said.number.sign == "+":
        return Mode.INCREMENT, ()
    if said.number.sign == "-":
        return (Mode.ABSOLUTE if indicator.kind is Kind.INDEX else Mode.INCREMENT), ()
    if said.number.points and said.day is None and Manner.TOTAL not in said.manners:
        return Mode.INCREMENT, ()
    if Manner.TOTAL in said.manners:
        return Mode.ABSOLUTE, ()
    if Manner.ADDED in said.manners:
        return Mode.INCREMENT, ()
    if said.day and said.day.when in (When.AT, When.SINCE):
        return Mode.ABSOLUTE, ()
    if is_stock(indicator):
        return Mode.ABSOLUTE, ()
    if said.day and said.day.when is When.DAY:
        return Mode.INCREMENT, ()
    if said.day and said.day.when is When.PERIOD:
        whole = said.day.from_new_year
        return (Mode.ABSOLUTE if whole else Mode.INCREMENT), ("mode",)
    return Mode.ABSOLUTE, ("mode",)


def _left(indicator: Indicator, said: Said, value: Decimal, item: Item) -> Item:
    """On a measure of what is left, work done takes away: `smaltite altre 15` is −15."""
    cleared = Manner.CLEARED in said.manners
    if said.number.sign:
        return replace(item, mode=Mode.INCREMENT, value=value)
    if Manner.LEFT in said.manners and not cleared:
        return replace(item, mode=Mode.ABSOLUTE, value=value)
    if cleared:
        one_day = said.day is not None and said.day.when is When.DAY
        if Manner.TOTAL in said.manners or not (Manner.ADDED in said.manners or one_day):
            return asks(item, say("understand.cleared_or_left", value=value))
        return replace(item, mode=Mode.INCREMENT, value=-value)
    if Manner.ADDED in said.manners:
        return asks(item, say("understand.cleared_or_left", value=value))
    assumed = () if Manner.TOTAL in said.manners else ("mode",)
    return replace(item, mode=Mode.ABSOLUTE, value=value, assumed=(*item.assumed, *assumed))
