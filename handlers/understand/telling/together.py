"""Facts side by side: one said twice, two that cannot both be, and what stands over them all."""

from collections.abc import Iterable

from handlers.understand.figures.values import asks
from handlers.understand.reading import Intent, Item, Mode, Reading
from ledger.later import replace
from words.say import Say, say

_HARDLY_MEANT, _SURELY_MEANT = 0.3, 0.85
"""How likely a figure is meant at most, that goes where another one of the same thing is surely."""


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
    """Two figures of one indicator, not of two days, are asked about: one of them is the total of
    the other, part of it (`altre 2 diete, un nichel e una celiachia`), or counts something else.

    A whole that is said to be one stands, whatever is said beside it of a day (`in tutto 412,
    ieri 7`), and so does what is added to an indicator by its code. Which of the two is asked,
    though one of them is doubted besides.
    """
    return tuple(
        _one_of_two(i)
        if (not i.ambiguous or _is_doubted(i))
        and any(_of_one_day(i, o) and not _stands(i, o) for o in items)
        else i
        for i in items
    )


def without_asides_told(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without the figures that are hardly meant beside one that is surely: `finora 52, tutti con
    windows 11` tells 52."""
    return tuple(i for i in items if not any(_outweighs(o, i) for o in items))


def _outweighs(item: Item, other: Item) -> bool:
    return (
        _of_one_day(other, item)
        and not _stands(other, item)
        and not item.ambiguous
        and _meant(item) > _SURELY_MEANT
        and _meant(other) < _HARDLY_MEANT
    )


def _meant(item: Item) -> float:
    return item.evidence.offer if item.evidence else 1.0


def _is_doubted(item: Item) -> bool:
    return item.evidence is not None and item.evidence.is_doubted


def _one_of_two(item: Item) -> Item:
    if item.evidence is not None:
        item = replace(item, evidence=replace(item.evidence, is_doubted=False))
    return asks(item, say("understand.two_values", indicator=item.indicator))


def _stands(item: Item, other: Item) -> bool:
    if other.mode is not Mode.INCREMENT:
        return False
    named = item.evidence is not None and bool(item.evidence.signs.get("by_code"))
    whole = item.mode is Mode.ABSOLUTE and "mode" not in item.assumed
    return whole or (named and item.mode is Mode.INCREMENT)


def _of_one_day(item: Item, other: Item) -> bool:
    """Whether both tell a figure of one indicator, and no two days are said."""
    told = (
        item is not other
        and other.refusal is None
        and item.indicator == other.indicator is not None
    )
    days = {item.date, other.date} - {None}
    return told and item.mode is not None and other.mode is not None and len(days) < 2


def summed_up(intent: Intent, items: tuple[Item, ...]) -> Reading:
    """What stands at the top: doubts and refusals that concern the whole message."""
    ambiguous = bool(items) and all(i.ambiguous for i in items)
    refusals = {i.refusal for i in items}
    refusal = refusals.pop() if len(refusals) == 1 else None
    question: Say | None = None
    if ambiguous:
        question = next((i.question for i in items if i.question), None)
    return Reading(intent, items, ambiguous, refusal, question)
