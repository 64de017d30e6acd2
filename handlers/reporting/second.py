"""A second reader's opinion: what it is told, when it is asked, what of its answer may be taken.

It is a server of the town's own, asked only where our reader would ask or does not understand. It
is told the sender's own indicators and the message, and nobody's name; it answers in the contract's
JSON. Whatever is not that, names another's indicator, or holds a number or a day that the message
does not say, is no answer. What is taken goes the way of every reading: rights, card, Conferma.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handlers.desk import Desk, Rehearsal
from handlers.talk.deed import CardOutdated
from handlers.turn import Outcome
from handlers.understand import Sender
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.reading import ASKING, Intent, Item, Mode, Reading
from handlers.understand.rights import reportable
from italian.regex import regex
from italian.words import clean
from ledger.plan import Indicator, Plan
from words.say import say

Question = Mapping[str, Any]

PERSONAL = regex(
    r"[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b"
    r"|\b[A-Z]{2}\d{2}[A-Z]\d{10}\w{12}\b"
    r"|(?:\+39\s?)?\b3\d{2}[\s./-]?\d{6,7}\b",
    re.IGNORECASE,
)
"""Addresses, tax codes, accounts, telephones: they say nothing of any indicator."""

HIDDEN = "…"
MOST_ITEMS = 40
STEPS = (Decimal(0), Decimal(1))

Plain = Annotated[str, Field(pattern=r"^-?\d{1,15}(\.\d{1,6})?$")]


class _Item(BaseModel):
    """One item of the contract's JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    objective: str | None = None
    indicator: str | None = None
    year: int | None = None
    scope: str | None = None
    mode: Mode | None = None
    value: Plain | None = None
    numerator: Plain | None = None
    denominator: Plain | None = None
    date: dt.date | None = None
    ambiguous: bool = False
    refusal: str | None = None
    question: str | None = None


class _Answer(BaseModel):
    """The contract's JSON, as it comes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    intent: Intent
    ambiguous: bool = False
    refusal: str | None = None
    question: str | None = None
    items: Annotated[list[_Item], Field(max_length=MOST_ITEMS)] = []


def is_unsure(reading: Reading) -> bool:
    """Whether our reader would ask, or has not understood. What it refuses it is sure of."""
    if reading.intent is Intent.UNCLEAR:
        return reading.refusal is None
    doubtful = reading.ambiguous or any(item.ambiguous for item in reading.items)
    refused = reading.refusal or any(item.refusal for item in reading.items)
    return reading.intent is Intent.REPORT and doubtful and not refused


def opinion(desk: Desk, reading: Reading) -> Reading | None:
    """What the second reader made of a message that ours is not sure of; of a turn that is only
    tried, that it would be asked."""
    if not is_unsure(reading):
        return None
    if desk.rehearsed is not None:
        desk.rehearsed.append(reading)
    if not desk.turn.second:
        return None
    plan = desk.record.plan.present()
    other = taken(plan, desk.sender(), desk.today, desk.turn.text, desk.turn.second)
    if other is None or len(other.items) != 1 or len(reading.items) != 1:
        return other
    # Once confirmed, the words that left ours in doubt mean what the second reader said.
    words = "" if reading.items[0].indicator else reading.items[0].words
    return replace(other, items=(replace(other.items[0], words=words),))


def asked(desk: Desk, answered: Callable[[Desk], Outcome]) -> Question | None:
    """What is asked about a turn, tried first: None where none of its words were in doubt."""
    tried = replace(desk, rehearsed=[])
    try:
        answered(tried)
    except (Rehearsal, CardOutdated):
        return None
    if not tried.rehearsed:
        return None
    names = [person.name for person in desk.record.people()]
    plan = desk.record.plan.present()
    return question(plan, desk.sender(), desk.today, desk.turn.text, names)


def question(
    plan: Plan, sender: Sender, today: dt.date, text: str, names: Iterable[str] = ()
) -> Question | None:
    """What is sent; None for who reports nothing. `names`: people's, which are left out."""
    own = reportable(plan, sender, today)
    if not own:
        return None
    indicators = [_told(i) for _, i in plan.indicators() if i.code in own]
    return {
        "message": _impersonal(text, names),
        "today": today.isoformat(),
        "indicators": indicators,
    }


def _told(indicator: Indicator) -> dict[str, Any]:
    told = {
        "code": indicator.code,
        "name": indicator.name,
        "kind": str(indicator.kind),
        "unit": indicator.unit,
        "direction": str(indicator.direction),
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
    }
    return {name: fact for name, fact in told.items() if fact is not None}


def _impersonal(text: str, names: Iterable[str]) -> str:
    for name in names:
        words = name.split()
        for order in (words, words[::-1]) if len(words) > 1 else ():
            pattern = r"\s+".join(map(re.escape, order))
            text = re.sub(rf"\b{pattern}\b", HIDDEN, text, flags=re.IGNORECASE)
    return PERSONAL.sub(HIDDEN, text)


def taken(plan: Plan, sender: Sender, today: dt.date, text: str, answer: str) -> Reading | None:
    """The reading that an answer gives; None where it may not be gone by."""
    try:
        said = _Answer.model_validate_json(answer)
    except ValidationError:
        return None
    if said.ambiguous or said.refusal is not None:
        return None
    if any(item.year not in (None, plan.year) for item in said.items):
        return None
    own = reportable(plan, sender, today)
    if said.intent in ASKING:
        return _asked(said, own)
    if said.intent is not Intent.REPORT or not said.items:
        return None
    words = _Words(text, today)
    indicators = {i.code: i for _, i in plan.indicators() if i.code in own}
    items = [_fact(item, indicators, words) for item in said.items]
    found = tuple(item for item in items if item is not None)
    return Reading(Intent.REPORT, found) if len(found) == len(items) else None


def _asked(said: _Answer, own: frozenset[str]) -> Reading | None:
    """A question about one of the sender's own, or about none in particular."""
    if not said.items:
        return Reading(said.intent)
    item = said.items[0]
    objectives = {code.rpartition(".")[0] for code in own}
    objective = item.objective if item.objective in objectives else None
    if item.indicator is not None and item.indicator not in own:
        return None
    if len(said.items) > 1 or (item.indicator is None and objective is None):
        return None
    return Reading(said.intent, (Item(objective=objective, indicator=item.indicator),))


class _Words:
    """The numbers and the days that a message says."""

    def __init__(self, text: str, today: dt.date) -> None:
        plain = clean(text)
        numbers = [n for number in find_numbers(plain) for n in (number.value, number.over)]
        digits = [Decimal(re.sub(r"\D", "", run)) for run in re.findall(r"\d[\d.,']*", plain)]
        self.numbers = frozenset(abs(n) for n in (*numbers, *digits) if n is not None)
        self.days = frozenset(day.day for day in find_days(plain, today) if day.day is not None)


def _fact(said: _Item, indicators: Mapping[str, Indicator], words: _Words) -> Item | None:
    """The fact, where it is whole, of one's own, and says nothing that the message does not."""
    indicator = indicators.get(said.indicator or "")
    if indicator is None or said.mode is None or said.ambiguous or said.refusal is not None:
        return None
    numbers = {
        name: Decimal(given)
        for name in ("value", "numerator", "denominator")
        if (given := getattr(said, name)) is not None
    }
    if not _fits(indicator, said.mode, numbers) or not _said(said, numbers, words):
        return None
    return Item(
        objective=indicator.objective,
        indicator=indicator.code,
        mode=said.mode,
        value=numbers.get("value"),
        numerator=numbers.get("numerator"),
        denominator=numbers.get("denominator"),
        date=said.date,
        assumed=() if said.date is not None else ("date",),
    )


def _fits(indicator: Indicator, mode: Mode, numbers: Mapping[str, Decimal]) -> bool:
    pair = {"numerator", "denominator"}
    if mode is Mode.RATIO:
        return indicator.kind.in_percent and numbers.keys() == pair
    if (mode is Mode.MILESTONE) != indicator.kind.is_step:
        return False
    return numbers.keys() == {"value"} and (mode is not Mode.MILESTONE or numbers["value"] in STEPS)


def _said(said: _Item, numbers: Mapping[str, Decimal], words: _Words) -> bool:
    """Never a number, nor a day, that is not in the message's words."""
    if said.date is not None and said.date not in words.days:
        return False
    return said.mode is Mode.MILESTONE or all(abs(n) in words.numbers for n in numbers.values())


SPOKE = say("second.read")
"""Said before what comes of its reading."""
