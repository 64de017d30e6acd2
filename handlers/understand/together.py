"""Facts side by side: one said twice, two that cannot both be, and what stands over them all."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.understand.reading import Intent, Item, Mode, Reading
from handlers.understand.values import asks
from words.say import Say, say


def said_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each fact once, however often it was said."""
    kept: list[Item] = []
    for item in items:
        if not any(_again(item, before) for before in kept):
            kept.append(item)
    return tuple(kept)


def _again(item: Item, before: Item) -> bool:
    """The same fact; one new thing said twice is one, though its day was said once. What must be
    asked about is not known yet to be the same."""
    if item.ambiguous:
        return False
    one, other = (replace(i, assumed=(), words="") for i in (item, before))
    if "value" in (*item.assumed, *before.assumed) and item.date is None:
        other = replace(other, date=None)
    return one == other


def contradictions_asked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Two totals of one indicator on one day cannot both be: both are asked about.

    What is said of a day beside a total without one (`CIE 412 (ieri 405)`) may be part of it, or
    the total of that day: it is asked about.
    """
    seen: dict[tuple[object, ...], set[object]] = {}
    for item in items:
        if item.mode in (Mode.ABSOLUTE, Mode.MILESTONE, Mode.RATIO):
            key = (item.indicator, item.date)
            seen.setdefault(key, set()).add((item.value, item.numerator, item.denominator))
    whole = {i.indicator for i in items if i.mode is Mode.ABSOLUTE and i.date is None}
    of_a_day = {i.indicator for i in items if i.mode is Mode.INCREMENT and i.date is not None}

    def doubtful(item: Item) -> bool:
        if item.indicator in whole and item.indicator in of_a_day:
            return item.mode is Mode.INCREMENT or "mode" in item.assumed
        return len(seen.get((item.indicator, item.date), ())) > 1

    return tuple(
        asks(i, say("understand.two_values", indicator=i.indicator)) if doubtful(i) else i
        for i in items
    )


def summed_up(intent: Intent, items: tuple[Item, ...]) -> Reading:
    """What stands at the top: doubts and refusals that concern the whole message."""
    ambiguous = bool(items) and all(i.ambiguous for i in items)
    refusals = {i.refusal for i in items}
    refusal = refusals.pop() if len(refusals) == 1 else None
    question: Say | None = None
    if ambiguous:
        question = next((i.question for i in items if i.question), None)
    return Reading(intent, items, ambiguous, refusal, question)
