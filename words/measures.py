"""Measures as people say them, for chat, page and paper alike."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from ledger.plan import Indicator, Kind
from ledger.progress.figures import Value
from ledger.progress.standings import shown_value
from words.say import Say, say


def amount(indicator: Indicator, number: Decimal | Fraction | None) -> Say:
    """A number with what it counts: `252 carte`, `62,5 %`, `1.500,50 €`, `raggiunto`."""
    if number is None:
        return say("amount.none")
    if indicator.kind.is_step:
        return say("amount.reached" if number == 1 else "amount.not_reached")
    if indicator.kind.in_percent:
        return say("amount.percent", number=number)
    if indicator.kind is Kind.CURRENCY:
        return say("amount.currency", number=number)
    if indicator.unit is None:
        return say("amount.number", number=number)
    return say("amount.unit", number=number, unit=indicator.unit)


def value_amount(indicator: Indicator, value: Value | None) -> Say:
    """Where an indicator stands; a ratio also says its pair."""
    if value is None:
        return say("amount.none")
    shown = amount(indicator, shown_value(indicator, value))
    if value.numerator is None:
        return shown
    return say("amount.pair", shown=shown, numerator=value.numerator, denominator=value.denominator)


def target_amount(indicator: Indicator) -> Say:
    """A target with its unit: a number, or the day of an indicator of kind date. A step has none to
    be set: it is to be done, a date with no day of its own by its deadline."""
    target = indicator.target
    if isinstance(target, dt.date):
        return say("amount.day", day=target)
    if target is None and indicator.kind.is_step:
        return say("amount.to_do")
    return amount(indicator, target)
