"""Whether what was read is offered for recording, or asked about first.

Everything that speaks for a reading and against it is a sign; how much each says is learnt from
towns that were left out (`weights.json`), so that the probability is that of a town nobody knows.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from handlers.understand.choosing import Choice, dot, learnt, probability
from handlers.understand.pieces import Code, Word
from handlers.understand.reading import ASKING, Evidence, Intent, Item, Mode, Reading
from handlers.understand.scan import Scanned
from handlers.understand.told import Passage
from handlers.understand.values import asks, is_stock
from ledger.plan import Indicator
from words.say import say

SHOWN = 5
"""Candidates that an explanation shows."""
_MANY_WORDS = 25
_WHOLLY = 0.95
"""Share of the words from which a whole name was said and nothing else."""
_OF_CHOICE = (
    "share", "lead", "close", "behind", "outshone", "level", "unnamed", "trade", "attached",
    "strange", "nothing", "misfit", "no_noun", "does", "does_other", "whole", "near", "off",
    "too_much", "size_unknown", "kin_share", "counts_it", "counts_else", "before", "rivals",
    "no_spoken", "concept", "name", "step_number", "day_index", "added_down", "kind",
)  # fmt: skip


def weighed(choice: Choice | None) -> tuple[tuple[str, float, Mapping[str, float]], ...]:
    """The likeliest indicators of a choice, with scores and features."""
    ranked = choice.ranked[:SHOWN] if choice else ()
    return tuple((c.code, c.score, c.features) for c in ranked)


def told_evidence(item: Item, indicator: Indicator, told: Passage) -> Evidence:
    """What speaks for a fact that was told, and against it."""
    choice, number = told.named.choice, told.number
    likely = number.likely if number else 1.0
    found = {
        f"kind_{indicator.kind}": 1.0,
        "number": float(number is not None),
        "unlikely": 1.0 - likely,
        "very_unlikely": float(likely < 0.7),
        "in_words": float(number is not None and number.in_words),
        "pair": float(item.numerator is not None),
        "day": float(told.day is not None),
        "manners": float(bool(told.manners)),
        "one_assumed": float("value" in item.assumed),
        "stock_added": float(item.mode is Mode.INCREMENT and is_stock(indicator)),
        "not_reached": float(item.mode is Mode.MILESTONE and item.value == 0),
        "by_code": float(told.by_code or told.named.taught),
    }
    return _evidence(item, choice, found)


def amended_evidence(item: Item, choice: Choice | None, found: Mapping[str, float]) -> Evidence:
    """The same of a fact put right."""
    return _evidence(item, choice, {"corrects": 1.0, **found})


def _evidence(item: Item, choice: Choice | None, found: dict[str, float]) -> Evidence:
    sure = choice.sure if choice else 1.0
    surety = choice.surety if choice else {}
    signs = found | {
        "bias": 1.0,
        "chosen": float(choice is not None),
        "unsure": 1.0 - sure,
        "sureness": max(-4.0, min(4.0, math.log(max(sure, 1e-6) / max(1e-6, 1 - sure)))) / 4,
        f"mode_{item.mode}": 1.0,
        "mode_assumed": float("mode" in item.assumed),
        "indicator_assumed": float("indicator" in item.assumed),
        **{name: surety.get(name, 0.0) for name in _OF_CHOICE},
    }
    return Evidence(weighed(choice), signs)


def guarded(reading: Reading, scanned: Scanned, wants: Mapping[Intent, float]) -> Reading:
    """The reading with what is not sure enough asked about before it is offered."""
    common = _of_message(reading, scanned, wants)
    items = tuple(_guarded(item, common) for item in reading.items)
    if items == reading.items and all(a is b for a, b in zip(items, reading.items, strict=True)):
        return reading
    ambiguous = all(i.ambiguous for i in items)
    question = next((i.question for i in items if i.question), None) if ambiguous else None
    return replace(reading, items=items, ambiguous=ambiguous, question=question)


def _guarded(item: Item, common: Mapping[str, float]) -> Item:
    if item.evidence is None or not offered(item):
        return item
    signs = {**item.evidence.signs, **common}
    sure = probability(dot(learnt().accept, signs)) if learnt().accept else 1.0
    item = replace(item, evidence=replace(item.evidence, signs=signs, offer=sure))
    by_name = signs.get("whole") and signs.get("share", 0.0) > _WHOLLY and not signs["level"]
    if sure >= learnt().least or signs.get("by_code") or by_name:
        return item
    return asks(item, say("understand.is_it"))


def offered(item: Item) -> bool:
    """Whether a fact would be offered for recording."""
    return not item.ambiguous and not item.refusal and item.indicator is not None


def _of_message(
    reading: Reading, scanned: Scanned, wants: Mapping[Intent, float]
) -> dict[str, float]:
    """What the whole message says of each of its facts."""
    words = sum(isinstance(p, Word) for p in scanned.pieces)
    told = sum(i.value is not None or i.numerator is not None for i in reading.items)
    return {
        "wants_report": wants.get(Intent.REPORT, 0.0),
        "wants_correct": wants.get(Intent.CORRECT, 0.0),
        "wants_unclear": wants.get(Intent.UNCLEAR, 0.0),
        "wants_answer": sum(wants.get(i, 0.0) for i in ASKING),
        "several": float(len(reading.items) > 1),
        "doubtful_beside": float(any(i.ambiguous for i in reading.items)),
        "refused_beside": float(any(i.refusal for i in reading.items)),
        "left_over": min(3.0, max(0.0, float(len(scanned.numbers) - told))),
        "long": float(words > _MANY_WORDS),
        "question": float("?" in scanned.text),
        "code": float(any(isinstance(p, Code) for p in scanned.pieces)),
    }
