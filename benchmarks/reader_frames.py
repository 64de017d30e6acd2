"""Messages made of frames: sentences with the thing left out, filled with what the towns measure.

A frame is how somebody writes, whatever they write about: `siamo a {n} {thing} e il dirigente ne
pretende {m}`. Seven writers each wrote facts, things said beside them, corrections, and what may
not be recorded; filled with the things of many towns they teach how sentences are built.
"""

import datetime as dt
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from handlers.understand.figures.values import is_stock
from italian.regex import regex
from italian.words import PARTICIPLE, stem
from ledger.plan import Direction, Indicator, Kind, Plan
from tests.handlers.understand import towns

FOLDER = Path(towns.FOLDER).parent / "frames"
WRITERS = ("a", "b", "c", "d", "e", "f", "g")
DAY = dt.date(2026, 9, 16)
"""The day that every frame is written on."""
MOST_WORDS = 4
EACH = {"facts": 12, "asides": 6, "corrections": 6, "not": 10}
"""Frames of each writer that a town is told by."""
NOTHING = ("report", "unclear", "query_status", "help", "greeting", "query_deadlines",
            "query_objective", "history")  # fmt: skip
"""What a message may be taken for of which nothing is to be recorded."""
_DONE = regex(rf"\w{{3,}}{PARTICIPLE}[oaie]")
_OPENING = regex(r"(?:[Nn]\.|[Nn]umero) (?:(?:di|del|delle|dei|degli) )?")
_ENDING = regex(
    r".* (?:di|a|da|in|su|per|con|d?al|alla|alle|ai|d?el|d?ell[ae]|dei|degli|nel|nell[ae])"
)
_FEMININE = regex(r"\w+(?:e|ioni|a)")
_KINDS = {
    "count": Kind.COUNT, "money": Kind.CURRENCY, "percent": Kind.PERCENT, "ratio": Kind.RATIO,
    "step": Kind.MILESTONE, "measure": Kind.INDEX,
}  # fmt: skip
_IN_WORDS = {12: "dodici", 14: "quattordici", 17: "diciassette"}
"""The numbers that frames write in words."""

Json = Mapping[str, Any]
Message = dict[str, Any] | None


@dataclass(frozen=True)
class Thing:
    """What an office reports, as a frame names it."""

    unit: str
    indicator: Indicator
    name: str
    gender: str

    @property
    def kind(self) -> str:
        named = next(name for name, kind in _KINDS.items() if kind is self.indicator.kind)
        return "measure" if named == "count" and is_stock(self.indicator) else named


def things_of(plan: Plan) -> list[Thing]:
    """The things of a plan that go into a frame: shortly named, growing where counted."""
    found: list[Thing] = []
    for objective, indicator in plan.indicators():
        if objective.unit in ("TR", "SG") or indicator.kind not in _KINDS.values():
            continue
        if (
            indicator.kind in (Kind.COUNT, Kind.CURRENCY)
            and indicator.direction is not Direction.UP
        ):
            continue
        found += [Thing(objective.unit, indicator, *n) for n in _names(indicator)]
    return [one for one in found if not any(_is_of(one, i) for _, i in plan.indicators())]


def _is_of(thing: Thing, other: Indicator) -> bool:
    """Whether another indicator of the office goes by the words of a name as well."""
    same_office = other.code.split(".")[0] == thing.indicator.code.split(".")[0]
    its = {stem(w) for name in (other.name, *other.aliases) for w in name.lower().split()}
    mine = {stem(w) for w in thing.name.lower().split()}
    return same_office and other.code != thing.indicator.code and mine <= its


def _names(indicator: Indicator) -> Iterator[tuple[str, str]]:
    words = _OPENING.sub("", indicator.name).split()
    if not words[0].isupper():
        words[0] = words[0][:1].lower() + words[0][1:]
    at = next((i for i, w in enumerate(words) if i and _DONE.fullmatch(w.lower())), None)
    if any(c in "()/,;:0123456789" for c in indicator.name):
        return
    if indicator.kind is Kind.MILESTONE:
        if at is not None and at <= MOST_WORDS and not _ENDING.fullmatch(" ".join(words[:at])):
            yield " ".join(words[:at]), "f" if words[at].endswith("a") else "m"
        return
    if at is not None and _ENDING.fullmatch(" ".join(words[:at])):
        at = None
    gender = "f" if _FEMININE.fullmatch(words[at] if at else words[0]) else "m"
    if len(words) <= MOST_WORDS + 1:
        yield " ".join(words), gender
    if at is not None and at <= MOST_WORDS and indicator.kind is Kind.COUNT:
        yield " ".join(words[:at]), gender


@cache
def frames(sort: str, writer: str) -> tuple[Json, ...]:
    text = (FOLDER / writer / f"{sort}.jsonl").read_text("utf-8")
    return tuple(json.loads(line) | {"writer": writer} for line in text.splitlines())


@cache
def plan_of(town: str) -> Plan:
    """The plan of a town, of the year of the frames."""
    return towns.plan_of(town).model_copy(update={"year": DAY.year})


def framed(town: str, writer: str, each: Mapping[str, int] = EACH) -> Iterator[Json]:
    """Messages as the towns hold them, the same for the same town and writer; `each`: of how many
    frames of a sort."""
    chance = random.Random(f"{town} {writer}")
    things = things_of(plan_of(town))
    for sort, made in _MADE.items():
        written = frames(sort, writer)
        for frame in chance.sample(written, min(each[sort], len(written))):
            message = made(frame, things, chance)
            if message is not None:
                yield message


def _fact_told(frame: Json, things: Sequence[Thing], chance: random.Random) -> Message:
    slots = _slots(frame, things, chance)
    return slots and _message(frame, slots, _meant(frame, slots))


def _fact_with_aside(frame: Json, things: Sequence[Thing], chance: random.Random) -> Message:
    told = _fact_told(chance.choice(frames("facts", frame["writer"])), things, chance)
    if told is None:
        return None
    fact, aside = told["text"].rstrip(" ."), frame["text"]
    text = f"{aside}, {fact}" if frame["where"] == "head" else f"{fact}, {aside}"
    return told | {"id": f"{frame['writer']}: {aside}", "text": text}


def _nothing_told(frame: Json, things: Sequence[Thing], chance: random.Random) -> Message:
    slots = _slots(frame | {"kind": "count"}, things, chance)
    intent = "query_status" if frame["why"] == "question" else "unclear"
    expect = {"intent": intent, "ambiguous": True, "accept": {"intent": NOTHING}}
    return slots and _message(frame, slots, expect)


def _put_right_by(frame: Json, things: Sequence[Thing], chance: random.Random) -> Message:
    slots = _slots(frame | {"kind": "count", "mode": "increment"}, things, chance, two=True)
    if slots is None:
        return None
    slots |= {"o": slots["n"], "o2": slots["n2"], "n": slots["n"] + 2}
    slots["N"] = _IN_WORDS.get(slots["n"])
    told = [_told_before(one, slots) for one in frame["previous"]]
    return _message(frame, slots, _put_right(frame, slots)) | {"previous": ", ".join(told)}


def _told_before(one: Json, slots: Mapping[str, Any]) -> str:
    name, value, day = slots[one["thing"]], slots[one["value"]], _day(one.get("day"))
    if one["mode"] == "increment":
        said = {None: "altri", DAY: "oggi"}.get(day) or (day and f"il {day.day} settembre")
        return f"{said} {value} {name}"
    return f"{name}: {value}" if day is None else f"al {day.day}/{day.month} {name}: {value}"


def _put_right(frame: Json, slots: Mapping[str, Any]) -> Json:
    change, one = frame["change"], frame["previous"][frame["of"]]
    thing = slots[f"{change.get('thing', one['thing'])}_is"]
    value = slots["n"] if "value" in change else slots[one["value"]]
    day = _day(change["day"]) if "day" in change else _day(one.get("day"))
    fact = _fact(thing, one["mode"], None if "undo" in change else value, day)
    return {"intent": "correct", "ambiguous": False} | fact


def _slots(
    frame: Json, things: Sequence[Thing], chance: random.Random, *, two: bool = False
) -> dict[str, Any] | None:
    fit = [t for t in things if t.kind == frame["kind"]]
    fit = [t for t in fit if frame.get("gender") in (None, t.gender)]
    if not fit:
        return None
    thing = chance.choice(fit)
    slots: dict[str, Any] = {"thing_is": thing, "a": 34, "b": 48}
    beside = [t for t in fit if t.unit == thing.unit and t.indicator != thing.indicator]
    if two or "{thing2}" in frame["text"]:
        if not beside:
            return None
        slots["thing2_is"] = chance.choice(beside)
        slots["thing2"] = slots["thing2_is"].name
    n = _figure(frame, thing.indicator)
    slots |= dict.fromkeys(("thing", "money", "step"), thing.name)
    slots |= {"n": n, "m": int(n * 1.4) + 3, "n2": n + 5}
    return slots | {"N": _IN_WORDS.get(n), "N2": _IN_WORDS.get(n + 5)}


def _figure(frame: Json, indicator: Indicator) -> int:
    """One that goes with the kind, and with how much is reported of the thing."""
    if "{N" in frame["text"]:
        return min(_IN_WORDS)
    added = frame.get("mode") == "increment"
    if frame["kind"] in ("percent", "measure"):
        return 3 if added else 71
    whole = indicator.target if isinstance(indicator.target, Decimal) else Decimal(100)
    least = 120 if frame["kind"] == "money" else 4
    return max(least, int(whole * (4 if added else 57) / 100))


def _meant(frame: Json, slots: Mapping[str, Any]) -> Json:
    fact = _fact(slots["thing_is"], frame["mode"], frame["value"], _day(frame["day"]))
    fact["value"] = slots["n"] if frame["value"] == "n" else fact["value"]
    if frame["value"] == "a/b":
        fact |= {"value": None, "numerator": slots["a"], "denominator": slots["b"]}
    if slots["thing_is"].indicator.kind is Kind.RATIO and frame["mode"] == "absolute":
        fact["mode"] = "ratio"
    also = [
        _fact(slots["thing2_is"], one["mode"], slots["n2"], _day(one["day"]))
        for one in frame.get("also", [])
    ]
    return {"intent": "report", "ambiguous": frame["asks"], **fact, "also": also}


def _fact(thing: Thing, mode: str, value: Any, day: dt.date | None) -> dict[str, Any]:
    accept = [None] if day == DAY else [DAY.isoformat()] if day is None else []
    return {
        "objective": thing.indicator.code.rsplit(".", 1)[0],
        "indicator": thing.indicator.code,
        "mode": mode,
        "value": None if value is None else str(value),
        "date": day.isoformat() if day else None,
        "accept": {"date": accept},
    }


def _day(said: str | None) -> dt.date | None:
    if said in (None, "null"):
        return None
    if said in ("today", "yesterday"):
        return DAY - dt.timedelta(days=said == "yesterday")
    return DAY + dt.timedelta(int(said)) if said.startswith("-") else dt.date.fromisoformat(said)


def _message(frame: Json, slots: Mapping[str, Any], expect: Json) -> dict[str, Any]:
    thing: Thing = slots["thing_is"]
    return {
        "id": f"{frame['writer']}: {frame['text']}",
        "as": f"eq.{thing.unit.lower()}",
        "text": frame["text"].format(**slots),
        "day": DAY.isoformat(),
        "hard": False,
        "expect": expect,
    }


_MADE = {
    "facts": _fact_told,
    "asides": _fact_with_aside,
    "corrections": _put_right_by,
    "not": _nothing_told,
}
