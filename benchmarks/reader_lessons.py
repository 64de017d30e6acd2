"""What the reader learns from: messages with what is right of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from benchmarks import reader_frames
from handlers.understand import Reader
from ledger.plan import Plan
from tests.handlers.understand import table, towns

TABLE_SHARE, TABLE_WANTS = 0.6, 1.2
"""What a line of the tables counts for, of a message of the towns: they are many, and alike; and
what it counts for of what is wanted, beside as many frames."""
WANTS_SHARE = 0.7
"""What a message of which only is known what it wants counts for: there are many questions."""
FRAME_SHARE = 0.35
"""What a frame with a thing in it counts for: each goes with many things."""
ABOUT_SOMETHING = (*towns._CLAIMS, "query_status", "query_objective", "query_deadlines", "history")

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """A message with what is right of it."""

    reader: Reader
    sender: Any
    today: Any
    text: str
    before: str | None
    intents: tuple[str, ...]
    right: frozenset[str] | None
    """Indicators it speaks of; None where nothing is to be learnt of that."""
    values: frozenset[Decimal] | None
    """Numbers it tells; None where nothing is to be learnt of those."""
    barred: frozenset[Decimal]
    weight: float
    wants: float | None = None
    """What it counts for of what is wanted, where that is something else."""

    def read(self) -> None:
        self.reader.read(self.text, sender=self.sender, today=self.today, previous=self.previous())

    def previous(self) -> Any:
        if self.before is None:
            return None
        return self.reader.read(self.before, sender=self.sender, today=self.today)


def lessons_of_town(town: str) -> Iterator[Lesson]:
    plan = towns.plan_of(town)
    reader = Reader(plan)
    for message in towns.messages(town):
        expect = message["expect"]
        facts = [expect, *expect.get("also", []), *(f for a in expect.get("alt", []) for f in a)]
        yield replace(
            _lesson(reader, town, message),
            intents=tuple(dict.fromkeys(towns._allowed(expect, "intent"))),
            right=_right(plan, expect, facts),
            values=_values(expect, facts),
            barred=frozenset(_numbers(expect.get("must_not_store", []))),
            weight=1.0,
        )


def lessons_of_wants(town: str) -> Iterator[Lesson]:
    """Messages over a town's plan of which only is known what they want."""
    reader = Reader(towns.plan_of(town))
    for line in (towns.WANTS / f"{town}.jsonl").read_text("utf-8").splitlines():
        yield _lesson(reader, town, json.loads(line))


def lessons_of_frames(town: str, writer: str) -> Iterator[Lesson]:
    """What a writer's frames want, with the things of a town in them."""
    reader = Reader(reader_frames.plan_of(town))
    for message in reader_frames.framed(town, writer):
        yield replace(_lesson(reader, town, message), weight=FRAME_SHARE)


def _lesson(reader: Reader, town: str, message: Json) -> Lesson:
    """A message with nothing told of it but what it wants."""
    return Lesson(
        reader,
        table.sender(str(message["as"]).lower()),
        towns.day_of(town, message),
        message["text"],
        message.get("previous"),
        (message["expect"]["intent"],),
        None,
        None,
        frozenset(),
        WANTS_SHARE,
    )


def _right(plan: Plan, expect: Json, facts: Sequence[Json]) -> frozenset[str] | None:
    if expect["intent"] not in (*ABOUT_SOMETHING, "validate"):
        return None
    inside = {o.code: [i.code for i in o.indicators] for o in plan.objectives}
    right: set[str] = set()
    for fact in facts:
        right |= {v for v in towns._allowed(fact, "indicator") if v}
        if not fact.get("indicator") and not fact.get("ambiguous"):
            right |= set(inside.get(fact.get("objective"), ()))
    return frozenset(right) if right or expect.get("ambiguous") else None


def _values(expect: Json, facts: Sequence[Json]) -> frozenset[Decimal] | None:
    doubtful = any(f.get("ambiguous") or f.get("refuse") for f in facts)
    if expect["intent"] != "report" or doubtful:
        return None
    fields = ("value", "numerator", "denominator")
    return frozenset(_numbers(v for f in facts for k in fields for v in towns._allowed(f, k)))


def _numbers(values: Iterable[object]) -> Iterator[Decimal]:
    for value in values:
        try:
            yield abs(Decimal(str(value)))
        except InvalidOperation:
            continue


def lessons_of_tables() -> Iterator[Lesson]:
    for case in table.cases():
        codes = {i.code for _, i in table.plan_of(case.plan).indicators()}
        meant = [table._expected(meaning) for meaning in case.meanings]
        yield Lesson(
            table.reader_of(case.plan),
            table.sender(case.who),
            table.TODAY,
            case.text,
            case.before,
            tuple(intent for intent, *_ in meant),
            _right_of_case(case, codes, meant),
            _values_of_case(case, meant),
            frozenset(),
            TABLE_SHARE,
            TABLE_WANTS,
        )


def _right_of_case(case: table.Case, codes: set[str], meant: list[Any]) -> frozenset[str] | None:
    if any(intent not in (*ABOUT_SOMETHING, "validate") for intent, *_ in meant):
        return None
    said = {str(item.get("code")) for *_, items in meant for item in items}
    right = {c for c in codes if c in said or any(c.startswith(f"{s}.") for s in said)}
    unsure = case.phenomenon in ("which_indicator", "several_and_not_yet") and meant[0][1]
    return frozenset(right) if right or unsure else None


def _values_of_case(case: table.Case, meant: list[Any]) -> frozenset[Decimal] | None:
    intent, ambiguous, refusal, items = meant[0]
    doubtful = ambiguous or refusal or any(i.get("refusal") or i.get("ambiguous") for i in items)
    if len(meant) > 1 or case.before or intent != "report" or doubtful:
        return None
    fields = ("value", "numerator", "denominator")
    return frozenset(_numbers(i.get(k) for i in items for k in fields))
