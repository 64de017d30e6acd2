"""What a message left in doubt, so that an answer completes it and nothing is said twice.

    officer   altre 4 tessere oggi
    bot       «tessere», +4: di quale indicatore parli?    [AS4.3.1 CIE rilasciate] [AS4.1.1 …]

A doubt is one fact that cannot be offered before an answer. Its ways are the facts it may be, each
a button; it is kept in the draft, with the message, until it is answered or put away.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from pydantic import TypeAdapter

from handlers.desk import Desk
from handlers.standing.status import indicator_row
from handlers.talk.words import amount, short
from handlers.turn import Button
from ledger.later import dataclass
from ledger.plan import Indicator
from ledger.progress.change import Said
from ledger.readings.query.lists import standings_of
from words.say import Say, read_back, say, written

MOST_WAYS = 5

MOST_ASKED = 5
"""Doubts of one message that are asked at once; the others when these are answered."""

_SAID = TypeAdapter(Said)


FIGURELESS = frozenset({"understand.how_much", "understand.reached"})
"""Questions of who named a thing and told nothing of it."""


@dataclass(frozen=True)
class Heard:
    """The message a doubt comes from: its words, the day it was written, what its words were said
    to mean so far."""

    text: str
    day: dt.date
    meant: Mapping[str, str] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {"text": self.text, "day": self.day.isoformat(), "meant": dict(self.meant)}


@dataclass(frozen=True)
class Way:
    """One answer: the indicator it names and the fact it makes; without a fact, something of it is
    still to be asked."""

    code: str
    said: Said | None = None

    def kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        said = None if self.said is None else _SAID.dump_python(self.said, mode="json")
        return {"code": self.code, "said": said}


@dataclass(frozen=True)
class Doubt:
    """One fact that waits for an answer."""

    question: Say
    ways: tuple[Way, ...] = ()
    code: str | None = None
    """Its indicator, where that is not what is asked."""
    words: str = ""
    """Words that an answer gives a meaning; remembered for the office once it is confirmed."""
    told: Said | None = None
    """The fact but for its day, where the day is what is asked."""
    at: int = 0
    """Its place among the facts of the message."""
    year: int | None = None
    """Of the plan it is of, where it is not that of the day it was written."""

    @property
    def names(self) -> bool:
        """Whether the answer says which indicator is meant."""
        return self.code is None

    def kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {
            "question": written(self.question),
            "ways": [way.kept() for way in self.ways],
            "code": self.code,
            "words": self.words,
            "told": None if self.told is None else _SAID.dump_python(self.told, mode="json"),
            "at": self.at,
            "year": self.year,
        }


def kept_doubts(doubts: Iterable[Doubt], heard: Heard | None) -> dict[str, Any]:
    """What a draft keeps of them, and of the message."""
    if heard is None:
        return {}
    return {"doubts": [doubt.kept() for doubt in doubts], "heard": heard.kept()}


def doubts_in(draft: Mapping[str, Any]) -> tuple[tuple[Doubt, ...], Heard | None]:
    """The doubts of an open draft, and the message that led to it, where words did."""
    heard = draft.get("heard")
    if heard is None:
        return (), None
    message = Heard(heard["text"], dt.date.fromisoformat(heard["day"]), heard["meant"])
    return tuple(_doubt(kept) for kept in draft["doubts"]), message


def _doubt(kept: Mapping[str, Any]) -> Doubt:
    return Doubt(
        read_back(kept["question"]),
        tuple(Way(way["code"], _said(way["said"])) for way in kept["ways"]),
        kept["code"],
        kept["words"],
        _said(kept["told"]),
        kept["at"],
        kept.get("year"),
    )


def _said(kept: Any) -> Said | None:
    return None if kept is None else _SAID.validate_python(kept)


def doubt_lines(desk: Desk, doubt: Doubt, number: int | None = None) -> Iterable[Say]:
    """What was read of it, then what is missing. `number`: its place among several facts."""
    desk = desk.telling(doubt.year)
    if number is not None:
        yield say("card.number", number=number)
    what = _common(desk, doubt)
    if doubt.code is not None and doubt.question.key in FIGURELESS:
        yield from _as_it_stands(desk, doubt.code)
    elif doubt.code is not None:
        name = desk.record.plan.indicators[doubt.code].name
        yield say("card.indicator", code=doubt.code, name=name)
    elif doubt.words and what is not None:
        yield say("doubt.told", words=doubt.words, what=what)
    elif doubt.words:
        yield say("doubt.words", words=doubt.words)
    elif what is not None:
        yield say("doubt.what", what=what)
    yield doubt.question


def _as_it_stands(desk: Desk, code: str) -> Iterable[Say]:
    """What is known of a thing that was named and of which nothing was told: who asked how it
    stands has the answer, who meant to report is asked the figure below it."""
    (objective,) = standings_of(desk.view, (desk.view.plan.objective_of(code).code,), desk.today)
    part = next(part for part in objective.indicators if part.indicator.code == code)
    yield indicator_row(desk.view, part)
    if part.value is not None:
        yield say("status.reported_on", day=part.value.reported_on)


def way_rows(
    desk: Desk, card: str, doubts: Sequence[Doubt], first: int = 1
) -> tuple[tuple[Button, ...], ...]:
    """A row for each way; of several doubts each bears its number, from `first` on."""
    rows = []
    for at, doubt in enumerate(doubts):
        number = first + at if first + len(doubts) > 2 else None
        for n, way in enumerate(doubt.ways):
            label = _label(desk, doubt, way)
            if number is not None:
                label = say("button.way_of", number=number, way=label)
            rows.append((Button(label, f"pick:{card}:{at}:{n}"),))
    return tuple(rows)


def _label(desk: Desk, doubt: Doubt, way: Way) -> Say:
    """The indicator, or what is said of it: whichever the ways differ in."""
    indicator = desk.telling(doubt.year).record.plan.indicators[way.code]
    named = {"code": way.code, "name": short(indicator.name)}
    if way.said is None:
        return say("button.candidate", **named)
    if doubt.told is not None:
        return say("amount.day", day=way.said.day)
    what = what_said(indicator, way.said)
    if not doubt.names:
        return what
    if _common(desk, doubt) is not None:
        return say("button.candidate", **named)
    return say("button.way", **named, what=what)


def _common(desk: Desk, doubt: Doubt) -> Say | None:
    """What all the ways say alike, whichever indicator is meant."""
    facts = [way.said for way in doubt.ways if way.said is not None]
    figures = {(f.mode, f.value, f.numerator, f.denominator) for f in facts}
    if not doubt.names or len(figures) != 1:
        return None
    plan = desk.telling(doubt.year).record.plan
    unit = plan.indicators[facts[0].indicator].model_copy(update={"unit": None})
    return what_said(unit, facts[0])


def what_said(indicator: Indicator, said: Said) -> Say:
    """The figure of a fact: `+4`, `12 su 40`, `in tutto 340 carte`, `Fatto`."""
    if said.numerator is not None and said.denominator is not None:
        return say("what.pair", numerator=said.numerator, denominator=said.denominator)
    if indicator.kind.is_step:
        return say("what.reached" if said.value == 1 else "what.not_reached")
    value = amount(indicator, said.value)
    if said.mode == "increment":
        return say("what.more", sign="+" if (said.value or 0) >= 0 else "", value=value)
    return say("what.total", value=value)


def without(doubts: Sequence[Doubt], at: int) -> tuple[Doubt, ...]:
    """The others."""
    return (*doubts[:at], *doubts[at + 1 :])
