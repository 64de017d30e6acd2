"""The card of a report: how a message was read, from what to what, every doubt written on it."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.desk import button
from handlers.turn import Button
from handlers.understand.reading import Item
from handlers.words import amount, value_amount
from ledger.commands.progress import Change, Said, value_change
from ledger.plan import Direction, Indicator
from ledger.view import View
from words.say import Say, say

JUMP = 10


def said_of(item: Item) -> Said:
    """What the reader read, as the command takes it."""
    return Said(
        indicator=item.indicator or "",
        mode=item.mode.value if item.mode else "absolute",
        value=item.value,
        numerator=item.numerator,
        denominator=item.denominator,
        day=item.date,
    )


def to_draft(said: Said) -> dict[str, Any]:
    """A fact waiting for confirmation, as the draft keeps it: numbers and days are strings."""
    fields = {
        "indicator": said.indicator,
        "mode": said.mode,
        "value": said.value,
        "numerator": said.numerator,
        "denominator": said.denominator,
        "day": said.day,
    }
    return {name: str(fact) for name, fact in fields.items() if fact is not None}


def from_draft(kept: dict[str, Any]) -> Said:
    def number(name: str) -> Decimal | None:
        return Decimal(kept[name]) if name in kept else None

    return Said(
        kept["indicator"],
        kept["mode"],
        number("value"),
        number("numerator"),
        number("denominator"),
        dt.date.fromisoformat(kept["day"]) if "day" in kept else None,
    )


def fact_lines(
    view: View, said: Said, today: dt.date, replacing: int | None = None
) -> tuple[Say, ...]:
    """One fact on a card: the indicator, from what to what, the day, the doubts."""
    indicator = view.plan.indicators[said.indicator]
    change = value_change(view, said, today, replacing)
    return (
        say("card.indicator", code=indicator.code, name=indicator.name),
        _change(indicator, said, change),
        say("card.day", day=said.day) if said.day else say("card.today", day=today),
        *doubts(view, said, change, today),
    )


def _change(indicator: Indicator, said: Said, change: Change) -> Say:
    after = value_amount(indicator, change.after)
    if indicator.kind.is_step:
        return say("card.step", after=amount(indicator, said.value))
    if said.mode == "increment":
        sign = "+" if (said.value or 0) >= 0 else ""
        return say(
            "card.increment",
            before=value_amount(indicator, change.now),
            after=after,
            sign=sign,
            added=said.value,
        )
    if change.now is None:
        return say("card.first", after=after)
    return say("card.total", before=value_amount(indicator, change.now), after=after)


def doubts(view: View, said: Said, change: Change, today: dt.date) -> Iterable[Say]:
    """What a colleague would ask before writing it down; none of it forbids to confirm."""
    indicator = view.plan.indicators[said.indicator]
    deadline = view.plan.deadline(said.indicator)
    before, after = change.now, change.after
    if said.numerator is not None and said.denominator and said.numerator > said.denominator:
        yield say("doubt.over_hundred")
    if indicator.kind.in_percent and after and after.number > 100 and said.numerator is None:
        yield say("doubt.over_hundred")
    if said.mode != "milestone" and before and after:
        if said.day and said.day < before.reported_on and after.number == before.number:
            yield say("doubt.older", day=before.reported_on)
        elif _shrinks(indicator, before.number, after.number) and said.mode == "absolute":
            yield say("doubt.lower", before=value_amount(indicator, before))
        elif before.number > 0 and after.number > before.number * JUMP:
            yield say("doubt.jump")
    if said.day and said.day.year < view.plan.plan.year:
        yield say("doubt.year", year=view.plan.plan.year)
    if today > deadline:
        yield say("doubt.late", deadline=deadline)


def _shrinks(indicator: Indicator, before: Fraction, after: Fraction) -> bool:
    """Counts only grow; indexes and stocks may go either way."""
    return indicator.kind == "count" and indicator.direction is Direction.UP and after < before


def may_be_more(view: View, said: Said, today: dt.date) -> bool:
    """A total lower than the one on record: perhaps it was what came on top of it."""
    change = value_change(view, said, today)
    if said.mode != "absolute" or change.now is None or change.after is None:
        return False
    indicator = view.plan.indicators[said.indicator]
    return _shrinks(indicator, change.now.number, change.after.number)


def card_buttons(card: str, count: int, *, more: bool = False) -> tuple[tuple[Button, ...], ...]:
    """Conferma, Correggi, Annulla; with several facts, one more to take each away; with `more`,
    one that reads a total as what was added."""
    main = (
        button("confirm", f"ok:{card}"),
        button("correct", f"fix:{card}"),
        button("cancel", f"no:{card}"),
    )
    if more:
        return (main, (button("in_more", f"more:{card}"),))
    if count < 2:
        return (main,)
    drops = [button("drop", f"drop:{card}:{n}", number=n + 1) for n in range(count)]
    return (main, *(tuple(drops[i : i + 4]) for i in range(0, len(drops), 4)))
