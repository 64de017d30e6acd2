"""The ways out of a doubt: what the message would say, read again with each possible answer.

The reader is asked with the answer put into its words, so that numbers, days and manners stay as it
reads them. What the ledger would refuse is no way.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.desk import Desk
from handlers.reporting.cards import said_of
from handlers.reporting.doubts import MOST_ASKED, MOST_WAYS, Doubt, Heard, Way
from handlers.standing.by_day import NO_SUCH_CODE, ONLY_IN_YEAR
from handlers.understand.reading import Intent, Item, Mode, Reading
from italian.regex import regex
from italian.words import clean
from ledger.commands.progress import RecordProgress
from ledger.errors import Refusal
from ledger.progress.change import Said
from words.say import Say, say

Facts = Mapping[str, Any]

WHICH = "understand.which_indicator"
TWO_VALUES = "understand.two_values"
IS_IT = "understand.is_it"
SUM = "understand.sum"
OFFERED_AS_READ = frozenset({IS_IT, SUM, ONLY_IN_YEAR})
"""Questions that only ask whether a fact was read right: what the ledger says of it comes first."""
NAMING = frozenset({WHICH, NO_SUCH_CODE, "report.which"})
"""Questions about which indicator is meant."""

LONGEST_AGAIN = 1000
"""Characters of a message that is read again for each way: a longer one would take a second."""

_FIGURE = regex(r"\d[\d.,']*")
_ROUGHLY = regex(
    r"\b(?:circa|quasi|oltre|almeno|(?:piu|meno) di|piu o meno|grosso modo|pressappoco|"
    r"all'incirca|intorno ai?|intorno alle|sui|sulle|tipo|forse|credo|penso|mi pare|mi sembra|"
    r"abbondanti|scars[ie]|e passa|e rotti)\s?|[~≈<>]\s?"
)
"""What makes a figure a rough one: without it, it is what may have been meant."""


def is_sure(item: Item) -> bool:
    """Whether a fact can be offered as it is."""
    return not item.refusal and not item.ambiguous and item.indicator is not None


def doubts_of(desk: Desk, heard: Heard, items: Iterable[Item]) -> tuple[Doubt, ...]:
    """What is missing of each fact that cannot be offered; two values of one indicator are one."""
    found: list[Doubt] = []
    for at, item in enumerate(items):
        if is_sure(item):
            continue
        known = len(found) < MOST_ASKED and len(heard.text) <= LONGEST_AGAIN
        known = known or (item.question is not None and item.question.key == IS_IT)
        of_year = desk.telling(item.year)
        doubt = doubt_of(of_year, heard, item, at) if known else _by_words_alone(item, at)
        doubt = replace(doubt, year=of_year.told)
        same = next((n for n, d in enumerate(found) if _two_values(d, doubt)), None)
        if same is None:
            found.append(doubt)
        else:
            ways = (*found[same].ways, *doubt.ways)
            found[same] = replace(found[same], ways=ways[:MOST_WAYS])
    return tuple(found)


def _by_words_alone(item: Item, at: int) -> Doubt:
    """A doubt without buttons: each way is the whole message read again."""
    return Doubt(item.question or say("report.which"), (), item.indicator, item.words, at=at)


def _two_values(one: Doubt, other: Doubt) -> bool:
    return one.question.key == other.question.key == TWO_VALUES and one.code == other.code


def doubt_of(desk: Desk, heard: Heard, item: Item, at: int) -> Doubt:
    """What is missing of a fact that cannot be offered, and the ways to complete it."""
    question = item.question or say("report.which")
    code = item.indicator
    if code is None:
        doubt = Doubt(question, _by_name(desk, heard, item, at), words=item.words, at=at)
        return _of_the_only_one(desk, heard, doubt)
    told = said_of(item) if question.key in DAY and item.mode else None
    facts = _figures(desk, heard, item, at)
    ways = tuple(Way(code, said) for said in _taken(desk, heard, facts))
    if question.key == IS_IT and not ways:
        # There is nothing to press: what is missing is the fact itself.
        return doubt_of(desk, heard, replace(item, question=how_much(desk, code)), at)
    return Doubt(question, ways[:MOST_WAYS], code, "", told, at)


def _of_the_only_one(desk: Desk, heard: Heard, doubt: Doubt) -> Doubt:
    """One candidate is no question: what is missing is asked of it at once."""
    if len(doubt.ways) != 1 or doubt.ways[0].said is not None:
        return doubt
    next_ = named(desk, heard, doubt, doubt.ways[0].code)
    return next_ if isinstance(next_, Doubt) else doubt


def _by_name(desk: Desk, heard: Heard, item: Item, at: int) -> tuple[Way, ...]:
    """A way for each candidate; one that cannot hold what was said only where all cannot."""
    found: list[Way] = []
    beside: list[Way] = []
    for code in _candidates(desk, item):
        again = item_named(desk, heard, item, code, at)
        if again is not None and is_sure(again) and (way := _way(desk, heard, again)) is not None:
            found.append(way)
        elif again is None or again.refusal is None:
            beside.append(Way(code))
    return tuple([*found, *beside][:MOST_WAYS])


def guessed(desk: Desk, heard: Heard, question: Say, codes: tuple[str, ...]) -> Doubt:
    """What was not understood, as what it may have been about; of one alone, the next question."""
    item = Item(candidates=codes, question=question)
    doubt = Doubt(question, _by_name(desk, heard, item, 0))
    return _of_the_only_one(desk, heard, doubt)


def _candidates(desk: Desk, item: Item) -> Iterator[str]:
    """The indicators that may be meant: those of an objective, where only that is said."""
    plan = desk.record.plan
    codes = item.candidates or ((item.objective,) if item.objective else ())
    for code in codes:
        if code in plan.indicators:
            yield code
        elif code in plan.objectives:
            yield from (i.code for i in plan.objectives[code].indicators)


def item_named(desk: Desk, heard: Heard, item: Item, code: str, at: int) -> Item | None:
    """A fact as the message tells it, once its doubtful words are taken to name an indicator."""
    text, meant = heard.text, {**heard.meant, item.words: code}
    if item.question is not None and item.question.key == NO_SUCH_CODE:
        typed = str(item.question.facts.get("typed", "")).lower()
        text, meant = clean(text).replace(typed, code.lower(), 1), dict(heard.meant)
    again = item_of(read_again(desk, heard, text, meant), code, at)
    # A code that stands there already (`AS4 340`) counts before what words were said to mean.
    return again or item_of(read_again(desk, heard, f"{code} {heard.text}", {}), code, 0)


def read_again(
    desk: Desk, heard: Heard, text: str, meant: Mapping[str, str] | None = None
) -> Reading:
    """Other words for the same message, as of the day it was written."""
    known = heard.meant if meant is None else meant
    return desk.reader.read(text, sender=desk.sender(), today=heard.day, meant=known)


def item_of(reading: Reading, code: str, at: int) -> Item | None:
    """The fact at that place, or else the one of that indicator."""
    if reading.intent is not Intent.REPORT:
        return None
    if at < len(reading.items) and reading.items[at].indicator == code:
        return reading.items[at]
    return next((item for item in reading.items if item.indicator == code), None)


def named(desk: Desk, heard: Heard, doubt: Doubt, code: str) -> Doubt | Way:
    """What a doubt about which indicator comes to once named: a fact, or the next question."""
    desk = desk.telling(doubt.year)
    item = Item(words=doubt.words, question=doubt.question)
    again = item_named(desk, heard, item, code, doubt.at)
    if again is None:
        return _unsaid(desk, heard, doubt, code)
    if is_sure(again) and (way := _way(desk, heard, again)) is not None:
        return way
    return replace(doubt_of(desk, heard, again, doubt.at), words=doubt.words, year=doubt.year)


def _unsaid(desk: Desk, heard: Heard, doubt: Doubt, code: str) -> Doubt:
    """The message says nothing of it that could be recorded: that is what is missing."""
    item = Item(indicator=code, question=how_much(desk, code))
    return replace(doubt_of(desk, heard, item, doubt.at), words=doubt.words, year=doubt.year)


def how_much(desk: Desk, code: str) -> Say:
    """The question of a figure, or of a step."""
    step = desk.record.plan.indicators[code].kind.is_step
    return say("understand.reached" if step else "understand.how_much", indicator=code)


def _way(desk: Desk, heard: Heard, item: Item) -> Way | None:
    for said in _taken(desk, heard, [said_of(item)]):
        return Way(said.indicator, said)
    return None


def _taken(desk: Desk, heard: Heard, facts: Iterable[Said]) -> Iterator[Said]:
    """Those the ledger would take, each once."""
    seen = set()
    for said in facts:
        if said in seen:
            continue
        seen.add(said)
        said = replace(said, day=said.day or desk.last_day)
        of_day = replace(said, day=said.day or heard.day)
        try:
            desk.ledger.consider(RecordProgress((of_day,)), actor=desk.person)
        except Refusal:
            continue
        yield said


# What a question about a figure can be answered with, by its name in the catalogue.


def _figures(desk: Desk, heard: Heard, item: Item, at: int) -> Iterator[Said]:
    question = item.question
    if question is None or item.indicator is None:
        return
    if question.key in {TWO_VALUES, *OFFERED_AS_READ} and item.mode is not None:
        yield said_of(item)
    elif question.key in AGAIN:
        texts = AGAIN[question.key](clean(heard.text), question.facts)
        found = (item_of(read_again(desk, heard, text), item.indicator, at) for text in texts)
        yield from (said_of(again) for again in found if again is not None and is_sure(again))
    elif question.key in PLAINLY:
        for mode, value in PLAINLY[question.key](question.facts):
            yield said_of(replace(item, mode=mode, value=value))
    elif question.key == "understand.more_than_all":
        yield from _either_way(item, question.facts)
    elif question.key == "understand.bad_date" and item.mode is not None:
        nearest = question.facts["nearest"]
        yield said_of(replace(item, date=nearest if isinstance(nearest, dt.date) else None))
    elif question.key in STEP and desk.record.plan.indicators[item.indicator].kind.is_step:
        yield from (said_of(replace(item, mode=Mode.MILESTONE, value=v)) for v in _STEPS)


def _either_way(item: Item, facts: Facts) -> Iterator[Said]:
    """`40 su 12` as 12 of 40, and as it was written."""
    terms = Decimal(str(facts["part"])), Decimal(str(facts["whole"]))
    for one, other in (sorted(terms), terms):
        pair = replace(item, mode=Mode.RATIO, value=None)
        yield said_of(replace(pair, numerator=one, denominator=other))


_STEPS = (Decimal(1), Decimal(0))


def _written_out(text: str, facts: Facts) -> Iterator[str]:
    """`12.500` as decimals, and as thousands: as somebody would write it who left no doubt."""
    whole = str(facts["whole"])
    for found in _FIGURE.finditer(text):
        if re.sub(r"\D", "", found[0]) == whole:
            for figure in (str(facts["decimal"]).replace(".", ","), whole):
                yield text[: found.start()] + figure + text[found.end() :]
            return


def _exact(text: str, facts: Facts) -> Iterator[str]:
    """`circa 23` as 23."""
    yield _ROUGHLY.sub("", text)


def _each(text: str, facts: Facts) -> Iterator[str]:
    """`45-50` as each of the two."""
    words = str(facts["words"])
    for found in _FIGURE.finditer(words):
        yield text.replace(words, found[0], 1)


def _value(facts: Facts) -> Decimal:
    return Decimal(str(facts["value"]))


AGAIN: dict[str, Callable[[str, Facts], Iterator[str]]] = {
    "understand.dot": _written_out,
    "understand.about": _exact,
    "understand.range": _each,
}
"""Questions answered by writing the same otherwise."""

PLAINLY: dict[str, Callable[[Facts], tuple[tuple[Mode, Decimal], ...]]] = {
    "understand.cleared_or_left": lambda f: (
        (Mode.INCREMENT, -_value(f)), (Mode.ABSOLUTE, _value(f)),
    ),
    "understand.moved": lambda f: ((Mode.ABSOLUTE, _value(f)), (Mode.INCREMENT, _value(f))),
    "understand.something_else": lambda f: (
        (Mode.INCREMENT, _value(f)), (Mode.ABSOLUTE, _value(f)),
    ),
    "understand.fewer": lambda f: ((Mode.INCREMENT, -abs(_value(f))),),
}  # fmt: skip
"""Questions answered by how a number counts."""

DAY = frozenset({"understand.bad_date", "understand.no_such_day", "understand.future"})
"""Questions answered by a day."""

STEP = frozenset(
    {
        "understand.reached",
        "understand.another_step",
        "understand.step_number",
        "understand.to_do",
    }
)
"""Questions answered by whether a step is reached."""
