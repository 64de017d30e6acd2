"""Towns with messages as forty different people write them, and what a careful colleague reads.

A line of a town's messages is `{"id", "as", "text", "previous"?, "hard", "expect"}`. What is
expected: `intent`, `objective`, `indicator`, `mode`, `value`, `numerator`, `denominator`, `date`,
`ambiguous`, `refuse`, `scope`, `decision`; `also`: further facts; `alt`: other lists of facts that
are as good; `accept`: per field what else is; `must_not_store`: numbers that are no values.
"""

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from handlers.understand import Reader, reading_json
from handlers.understand.reading import Reading
from importers import read_plan
from ledger.plan import Plan
from words.wording import plain_text

from .table import sender

FOLDER = Path(__file__).parent / "towns"
WANTS = Path(__file__).parent / "wants"
"""Messages over some of the plans of which only is known what they want."""
DAYS: dict[str, dt.date] = tomllib.loads((FOLDER / "days.toml").read_text("utf-8"))


def wants() -> list[str]:
    """The towns there are such messages of."""
    return sorted(path.stem for path in WANTS.glob("*.jsonl"))


SAME_PLAN = dict.fromkeys(("capovalle6", "capovalle7", "capovalle8"), "capovalle")
"""Messages over the plan of another set."""
Json = Mapping[str, Any]

_CLAIMS = ("report", "correct")
_ASKED_BY_REFUSING = ("bad_value", "bad_date", "too_long")
_REFUSALS = {"invalid_date": "bad_date", None: None}


@dataclass(frozen=True)
class Verdict:
    right: bool
    wrongly_offered: bool = False
    """Something would be offered for recording that was not said."""
    needless: bool = False
    """Asked, where a colleague would have understood."""


@cache
def plan_of(town: str) -> Plan:
    return read_plan(FOLDER / f"{SAME_PLAN.get(town, town)}.plan.yaml")


def messages(town: str) -> Iterator[Json]:
    for line in (FOLDER / f"{town}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def read(reader: Reader, town: str, message: Json) -> Json:
    """How a message is read, as the contract's JSON."""
    return reading_json(reading_of(reader, town, message), plain_text)


def day_of(town: str, message: Json) -> dt.date:
    """The day a message is written on: its own, or that of the town's."""
    return dt.date.fromisoformat(message["day"]) if "day" in message else DAYS[town]


def reading_of(reader: Reader, town: str, message: Json) -> Reading:
    """How a message is read, after the one before it."""
    who, today = sender(str(message["as"]).lower()), day_of(town, message)
    before = message.get("previous")
    previous = reader.read(before, sender=who, today=today) if before else None
    return reader.read(message["text"], sender=who, today=today, previous=previous)


def verdict(town: str, message: Json, got: Json) -> Verdict:
    """What a reading is worth, against what is expected of the message."""
    found = _Judge(message, got, day_of(town, message).isoformat()).verdict()
    barred = message["expect"].get("must_not_store", [])
    stored = _stored(got["intent"], _items(got))
    if any(_equal(i.get("value"), number) for i in stored for number in barred):
        return Verdict(False, True)
    return found


def facts_meant(town: str, message: Json, got: Json) -> tuple[bool, ...]:
    """Of each item of a reading, whether it is a fact that the message tells."""
    return _Judge(message, got, day_of(town, message).isoformat()).facts_meant()


def _allowed(expected: Json, field: str) -> list[Any]:
    return [expected.get(field), *expected.get("accept", {}).get(field, [])]


def _number(value: object) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _equal(one: object, other: object) -> bool:
    try:
        return _number(one) == _number(other)
    except InvalidOperation:
        return one == other


def _near(one: object, other: object) -> bool:
    """The same percentage, give or take its rounding."""
    a, b = _number(one), _number(other)
    return a is not None and b is not None and abs(a - b) <= Decimal("0.5")


def _objective(code: str | None) -> str | None:
    return code.rsplit(".", 1)[0] if code else None


def _items(got: Json) -> list[dict[str, Any]]:
    """Its items; what no item says for itself, each inherits from the whole."""
    items = [dict(item) for item in got["items"]]
    one_asked = any(i.get("ambiguous") for i in items)
    one_refused = any(i.get("refusal") for i in items)
    for item in items:
        item["refused"] = item.get("refusal") or (None if one_refused else got.get("refusal"))
        asked = item.get("ambiguous") or (got.get("ambiguous") and not one_asked)
        item["asked"] = bool(asked) or item["refused"] in _ASKED_BY_REFUSING
    return items


def _stored(intent: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said = ("value", "numerator", "mode", "indicator")
    return [
        i
        for i in items
        if intent in _CLAIMS
        and not i["asked"]
        and not i["refused"]
        and any(i.get(k) is not None for k in said)
    ]


def _unit(scope: str | None) -> str | None:
    """A service's, area's or person's scope as the unit it comes to."""
    words = (scope or "").upper().replace(".", " ").split()
    roles = ("EQ", "DIRIGENTE", "DIPENDENTE")
    unit = "".join(words[1:] if len(words) > 1 and words[0] in roles else words)
    return {"SEGRETARIO": "SG", "APL1": "APL", "ENTE": None, "": None}.get(unit, unit)


class _Judge:
    def __init__(self, message: Json, got: Json, today: str) -> None:
        self._expect: Json = message["expect"]
        self._writer = str(message["as"])
        self._got = got
        self._intent = got["intent"]
        self._today = today
        self._items = _items(got)
        self._claims = _stored(self._intent, self._items)
        refusals = {got.get("refusal"), *(i["refused"] for i in self._items)}
        self._refused = refusals - {None}
        doubts = self._refused & set(_ASKED_BY_REFUSING)
        self._asked = bool(got.get("ambiguous") or doubts or self._intent == "unclear") or any(
            i["asked"] for i in self._items
        )

    def verdict(self) -> Verdict:
        expect, intent = self._expect, self._intent
        good = intent in _allowed(expect, "intent")
        claim = intent in _CLAIMS
        if good and intent in ("unclear", "help", "greeting"):
            return Verdict(self._refusal_kept())
        if claim and good and expect["intent"] not in _CLAIMS and not expect.get("objective"):
            told = self._asked or bool(self._refused) or not expect.get("ambiguous")
            return Verdict(not self._claims and told, bool(self._claims))
        if claim and (expect["intent"] in _CLAIMS or "report" in _allowed(expect, "intent")):
            return self._of_claims(good)
        return self._of_questions(good)

    def facts_meant(self) -> tuple[bool, ...]:
        """Of each item, whether some expected fact is just that."""
        expect = self._expect
        facts = [expect, *expect.get("also", []), *(f for a in expect.get("alt", []) for f in a)]
        return tuple(any(_about(f, i) and self._same(f, i) for f in facts) for i in self._items)

    def _refusal_kept(self) -> bool:
        must = self._expect.get("refuse")
        free = None in self._expect.get("accept", {}).get("refuse", [])
        return not must or free or _REFUSALS.get(must, "not_allowed") in self._refused

    def _of_claims(self, good: bool) -> Verdict:
        expect = self._expect
        if expect["intent"] not in _CLAIMS:
            free = {"ambiguous": [False, True], "value": ["1"],
                    "mode": ["absolute", "increment", "ratio", "milestone"]}  # fmt: skip
            expect = {**expect, "mode": None, "accept": {**expect.get("accept", {}), **free}}
        tries = [[expect, *expect.get("also", [])], *expect.get("alt", [])]
        best = max(
            (self._against(facts) for facts in tries),
            key=lambda v: (v.right, not v.wrongly_offered, not v.needless),
        )
        added = not good and any(i.get("mode") == "increment" for i in self._claims)
        return Verdict(good and best.right, best.wrongly_offered or added, best.needless)

    def _against(self, expected: list[Json]) -> Verdict:
        left = list(self._items)
        right, wrong, needless = True, False, False
        for want in expected:
            item = self._meant(want, left)
            if item is not None:
                left.remove(item)
            one = self._fact(want, item, alone=len(expected) == 1, none_left=not left)
            right, wrong = right and one.right, wrong or one.wrongly_offered
            needless = needless or one.needless
        if any(item in self._claims for item in left):
            return Verdict(False, True, needless)
        if left and not self._asked:
            right = right and all(i["refused"] for i in left)
        return Verdict(right, wrong, needless)

    def _meant(self, want: Json, left: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The item that speaks of an expected fact, the best where several do."""
        refusals = self._refusals_of(want)
        may_ask = True in _allowed(want, "ambiguous")

        def fits(item: dict[str, Any]) -> bool:
            refused = bool(item["refused"]) and item["refused"] in refusals
            return refused or (item["asked"] and may_ask) or self._same(want, item)

        about = [i for i in left if _about(want, i)]
        return next((i for i in about if fits(i)), about[0] if about else None)

    @staticmethod
    def _refusals_of(want: Json) -> set[str | None]:
        named = {_REFUSALS.get(v, "not_allowed") for v in _allowed(want, "refuse")}
        free = None in want.get("accept", {}).get("refuse", [])
        return named - {None} if want.get("refuse") and not free else named

    def _fact(
        self, want: Json, item: dict[str, Any] | None, *, alone: bool, none_left: bool
    ) -> Verdict:
        refusals = self._refusals_of(want)
        refused = item["refused"] if item else (self._got.get("refusal") if alone else None)
        asked = item["asked"] if item else (self._asked and none_left)
        offered = item is not None and item in self._claims
        if refused and refused in refusals:
            return Verdict(True)
        if want.get("refuse") and None not in want.get("accept", {}).get("refuse", []):
            return Verdict(False, offered)
        if refused and not asked:
            return Verdict(False)
        may_ask = True in _allowed(want, "ambiguous")
        if asked:
            return Verdict(may_ask, False, not may_ask)
        must_ask = want.get("ambiguous") and False not in _allowed(want, "ambiguous")
        if must_ask or item is None or not self._same(want, item):
            return Verdict(False, offered)
        return Verdict(True)

    def _same(self, want: Json, item: Json) -> bool:
        """Value, mode, terms and day are what was meant."""
        if item.get("mode") not in _allowed(want, "mode") and not self._undoes(want):
            return False
        days = _allowed(want, "date") + ([self._today] if want.get("date") is None else [])
        return _same_value(want, item) and item.get("date") in days

    def _undoes(self, want: Json) -> bool:
        """Whether a fact is taken back, and its label leaves the mode it keeps unsaid."""
        figures = (want.get(field) for field in ("mode", "value", "numerator"))
        return self._expect["intent"] == "correct" and all(figure is None for figure in figures)

    def _of_questions(self, good: bool) -> Verdict:
        expect = self._expect
        judged = self._intent == "validate" and not self._asked and not self._refused
        wrong = bool(self._claims)
        wrong = wrong or (judged and "validate" not in _allowed(expect, "intent"))
        if expect["intent"] in _CLAIMS or self._intent in _CLAIMS:
            good = False
        if not self._refusal_kept():
            return Verdict(False, wrong)
        refused = self._refused - set(_ASKED_BY_REFUSING)
        if refused and _REFUSALS.get(expect.get("refuse"), "not_allowed") not in refused:
            return Verdict(False, wrong)
        if expect.get("refuse") and refused:
            return Verdict(good, wrong)
        if self._asked and True not in _allowed(expect, "ambiguous"):
            return Verdict(False, wrong, True)
        if self._asked:
            return Verdict(good, wrong)
        good = good and self._scoped()
        return self._decided(good, wrong)

    def _scoped(self) -> bool:
        expect, items = self._expect, self._items
        about = {i.get("objective") or _objective(i.get("indicator")) for i in items} or {None}
        if expect.get("objective"):
            return any(v in about for v in _allowed(expect, "objective"))
        if not expect.get("scope"):
            return True
        own = _unit(self._writer.rpartition(".")[2])
        want = {_unit(s) for s in _allowed(expect, "scope")}
        named = {_unit(i.get("scope")) for i in items if i.get("scope")}
        have = named or ({None} if about != {None} else {own})
        free = None in _allowed(expect, "scope") or (have == {None} and about != {None})
        return bool(have & want) or free

    def _decided(self, good: bool, wrong: bool) -> Verdict:
        if not self._expect.get("decision") or not good:
            return Verdict(good, wrong)
        decisions = {i.get("decision") for i in self._items if i.get("decision")}
        if not decisions or decisions & set(_allowed(self._expect, "decision")):
            return Verdict(good, wrong)
        return Verdict(False, True)


def _about(want: Json, item: Json) -> bool:
    """Whether an item speaks of the expected indicator."""
    indicator, objective = item.get("indicator"), item.get("objective")
    indicators, objectives = _allowed(want, "indicator"), _allowed(want, "objective")
    if indicator is None:
        free = None in indicators or bool(item["asked"])
        return free and (objective is None or None in objectives or objective in objectives)
    free = None in indicators and (item["asked"] or objectives == [None])
    return indicator in indicators or bool(
        free and (None in objectives or _objective(indicator) in objectives)
    )


def _same_value(want: Json, item: Json) -> bool:
    if item.get("mode") == "ratio":
        return _same_terms(want, item) or (
            want.get("numerator") is None
            and any(_near(v, item.get("value")) or _near(v, _share(item))
                    for v in _allowed(want, "value") if v is not None)
        )  # fmt: skip
    if want.get("mode") == "ratio":
        return any(_near(item.get("value"), v) for v in _allowed(want, "value") if v is not None)
    return any(_equal(item.get("value"), v) for v in _allowed(want, "value"))


def _same_terms(want: Json, item: Json) -> bool:
    terms = (item.get("numerator"), item.get("denominator"))
    return terms != (None, None) and all(
        any(_equal(term, v) for v in _allowed(want, name))
        for term, name in zip(terms, ("numerator", "denominator"), strict=True)
    )


def _share(item: Json) -> Decimal | None:
    above, below = _number(item.get("numerator")), _number(item.get("denominator"))
    return above * 100 / below if above is not None and below else None
