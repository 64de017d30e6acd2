"""Whether what was read is offered for recording, or asked about first.

Everything that speaks for a reading and against it is a sign; how much each says is learnt from
towns that were left out (`weights.json`), so that the probability is that of a town nobody knows.
"""

import datetime as dt
import math
import operator
from collections.abc import Mapping, Sequence

from handlers.understand.cutting.scan import Scanned
from handlers.understand.figures.around import Around, counted_beside, said_of_people
from handlers.understand.figures.values import asks, is_stock, unit_said
from handlers.understand.figures.when import decides
from handlers.understand.naming.choosing import LITTLE, Choice, dot, learnt, probability
from handlers.understand.naming.shape import counted_in
from handlers.understand.naming.terms import terms_of
from handlers.understand.pieces import Code, Mark, Number, Word
from handlers.understand.reading import ASKING, Evidence, Intent, Item, Mode, Reading
from handlers.understand.telling.together import contradictions_asked, without_asides_told
from handlers.understand.telling.told import Passage
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.later import replace
from ledger.plan import Indicator, Kind
from words.say import say

SHOWN = 5
"""Candidates that an explanation shows."""
_ARE = frozenset({"abbiamo", "siamo", "eravamo", "avevamo", "stiamo"})
_HARDLY_SURE = 0.25
"""Doubt of the indicator from which it is asked which one is meant, and not whether this one is."""
_MANY_WORDS = 25
_HARDLY_NAMED = 0.1
"""Share of the words below which none of them names an indicator."""
_WHOLLY = 0.95
"""Share of the words from which a whole name was said and nothing else."""
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_NEAR_DAY = 6
"""Words from a number to its day, at most."""
_MANY_DONE = regex(rf"\b\w{{3,}}{PARTICIPLE}[ei]\b")
_TELL_APART = (
    "unlikely", "one_assumed", "share", "day", "manners", "mode_assumed", "v_counts",
    "v_counts_strange", "v_left_beside", "in_words",
)  # fmt: skip
"""Signs by which one of two figures is the one that is meant."""
_SAID_ELSEWHERE = frozenset({"bias", "number"})
"""Features of a choice that are signs of a fact already."""


def weighed(choice: Choice | None) -> tuple[tuple[str, float, Mapping[str, float]], ...]:
    """The likeliest indicators of a choice, with scores and features."""
    ranked = choice.ranked[:SHOWN] if choice else ()
    return tuple((c.code, c.score, c.features) for c in ranked)


def told_evidence(
    item: Item, indicator: Indicator, told: Passage, vouched: Mapping[str, float]
) -> Evidence:
    """What speaks for a fact that was told, and against it."""
    choice, number = told.named.choice, told.number
    likely = number.likely if number else 1.0
    numbers = sum(isinstance(p, Number) for p in told.sentence)
    counts = not (indicator.kind.in_percent or indicator.kind is Kind.INDEX)
    found = {
        f"kind_{indicator.kind}": 1.0,
        "number": float(number is not None),
        "unlikely": 1.0 - likely,
        "very_unlikely": float(likely < 0.7),
        "in_words": float(number is not None and number.in_words),
        "pair": float(item.numerator is not None),
        "pair_counted": float(number is not None and number.over is not None and counts),
        "day": float(told.day is not None),
        "manners": float(bool(told.manners)),
        "one_assumed": float("value" in item.assumed),
        "stock_added": float(item.mode is Mode.INCREMENT and is_stock(indicator)),
        "not_reached": float(item.mode is Mode.MILESTONE and item.value == 0),
        "beside_numbers": float("value" in item.assumed) * numbers,
        **_one_of_many(item, indicator, told),
        "day_apart": float(_is_apart(told)),
        "after_act": float(number is not None and any(map(decides, told.sentence))),
        "given_to": float(told.is_given),
        "by_code": float(told.by_code or told.named.taught),
        **_unexplained(indicator, told),
        **vouched,
    }
    return _evidence(item, choice, found)


def _one_of_many(item: Item, indicator: Indicator, told: Passage) -> dict[str, float]:
    """What speaks against one thing, where none was counted: others were, or many were done."""
    one = "value" in item.assumed
    numbers = [at for at, p in enumerate(told.sentence) if isinstance(p, Number)]
    counted = [Around(told.sentence, at).counted()[0] for at in numbers]
    people = any(word and counted_beside(word) == "people" for word in counted)
    return {
        "one_of_people": float(one and bool(numbers) and said_of_people(indicator)),
        "one_by_people": float(one and people),
        "one_by_many": float(one and bool(numbers) and bool(_MANY_DONE.search(told.text))),
        "one_by_figure": float(one and told.number is not None),
    }


def _is_apart(told: Passage) -> bool:
    """Whether its day stands in another clause than its number."""
    if told.day is None or told.number not in told.stretch or told.day not in told.stretch:
        return told.day is not None and told.number is not None
    ends = sorted((told.stretch.index(told.number), told.stretch.index(told.day)))
    between = told.stretch[ends[0] : ends[1]]
    return len(between) > _NEAR_DAY or any(isinstance(p, Mark) for p in between)


def _unexplained(indicator: Indicator, told: Passage) -> dict[str, float]:
    """What stands in a fact and is not accounted for by the indicator it was read as."""
    counted = counted_in(told.stretch)
    text = counted.word if counted else ""
    name = clean(indicator.name)
    done = [t for t in told.named.terms if t.participle or t.doing]
    another = [t for t in done if t.word[:-1] not in name]
    named = any(t.participle or t.doing for t in terms_of(indicator.name))
    beside = counted_beside(text) if text else None
    return {
        "people_beside": float(beside == "people" and not said_of_people(indicator)),
        "time_beside": float(beside in ("time", "volte")),
        "done_otherwise": float(named and bool(another) and len(another) == len(done)),
        "done_unnamed": float(not named and bool(another)),
        "labelled": float("n" in told.text.split()),
        "without_unit": float(indicator.kind is Kind.INDEX and not unit_said(told.stretch)),
        "numbers_more": float(sum(isinstance(p, Number) for p in told.stretch) > 1),
        "present": float(any(p.text.endswith("iamo") and p.text not in _ARE
                             for p in told.stretch if isinstance(p, Word))),
        "article": float(told.number is not None and told.number.text in ("un", "uno", "una")),
        "small": float(told.number is not None and 0 < told.number.value < 4),
        "words_left": min(1.0, max(0, len(told.named.terms) - 3) / 5),
    }  # fmt: skip


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
        **{name: value for name, value in surety.items() if name not in _SAID_ELSEWHERE},
    }
    return Evidence(weighed(choice), signs)


def guarded(
    reading: Reading, scanned: Scanned, wants: Mapping[Intent, float], today: dt.date
) -> Reading:
    """The reading with what is not sure enough asked about before it is offered."""
    common = _of_message(reading, scanned, wants)
    common["past_year"] = float(any(int(y) < today.year for y in _YEAR.findall(scanned.text)))
    items = tuple(_guarded(item, common | _beside(item, reading)) for item in reading.items)
    if reading.intent is Intent.REPORT:
        items = contradictions_asked(without_asides_told(items))
    if len(items) == len(reading.items) and all(map(operator.is_, items, reading.items)):
        return reading
    ambiguous = all(i.ambiguous for i in items)
    question = next((i.question for i in items if i.question), None) if ambiguous else None
    return replace(reading, items=items, ambiguous=ambiguous, question=question)


def _beside(item: Item, reading: Reading) -> dict[str, float]:
    """How a fact compares with those that the message tells beside it."""
    others = [i for i in reading.items if i is not item]
    mine = item.evidence.signs if item.evidence else {}
    if not others:
        return {}
    share = max(i.evidence.signs.get("share", 0.0) if i.evidence else 0.0 for i in others)
    own = mine.get("share", 0.0)
    named = mine.get("name", 0.0) + mine.get("concept", 0.0)
    again = [i for i in others if i.indicator == item.indicator]
    return {
        "beside_low": 1.0 - own,
        "beside_weaker": max(0.0, share - own),
        "beside_unnamed": float(named < _HARDLY_NAMED),
        "beside_second": float(item is not reading.items[0]),
        "beside_else": mine.get("v_counts_else", 0.0) + mine.get("v_counts_strange", 0.0),
        "beside_same": float(bool(again)),
        "beside_asked": float(any(i.ambiguous for i in again)),
        "beside_kind": float(any(i.mode is not item.mode for i in others)),
        **_against_the_same(mine, [i.evidence.signs for i in again if i.evidence]),
    }


def _against_the_same(
    mine: Mapping[str, float], others: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """Which of two figures of one indicator what stands around them speaks for."""
    if not others:
        return {}

    def ahead(sign: str) -> float:
        return mine.get(sign, 0.0) - max(other.get(sign, 0.0) for other in others)

    return {f"same_{sign}": ahead(sign) for sign in _TELL_APART}


def _guarded(item: Item, common: Mapping[str, float]) -> Item:
    if item.evidence is None or not offered(item):
        return item
    signs = {**item.evidence.signs, **common}
    sure = probability(dot(learnt().accept, signs)) if learnt().accept else 1.0
    item = replace(item, evidence=replace(item.evidence, signs=signs, offer=sure))
    # `fatto`, said of the step that was just spoken of, leaves nothing to guess.
    answered = signs.get("indicator_assumed") and signs.get("mode_milestone")
    if sure >= learnt().least or signs.get("by_code") or answered or _names_only(signs):
        return item
    assert item.evidence is not None
    level = _level(item.evidence)
    if signs.get("unsure", 0.0) > _HARDLY_SURE and len(level) > 1:
        unnamed = Item(candidates=level, words=item.words, evidence=item.evidence)
        return asks(unnamed, say("understand.which_indicator", codes=level))
    doubted = replace(item, evidence=replace(item.evidence, is_doubted=True))
    return asks(doubted, say("understand.is_it"))


def _names_only(signs: Mapping[str, float]) -> bool:
    """`2 corsi generali`: nothing but a whole name and its figure, of which nothing is doubtful."""
    left = sum(signs.get(f"v_left_{where}", 0.0) for where in ("before", "after", "tied"))
    strange = signs.get("level") or signs.get("kind_bare") or left
    return bool(signs.get("whole")) and signs.get("share", 0.0) > _WHOLLY and not strange


def _level(evidence: Evidence) -> tuple[str, ...]:
    """Codes of the likeliest indicators, the best first and those little behind it."""
    best = max((score for _, score, _ in evidence.weighed), default=0.0)
    return tuple(code for code, score, _ in evidence.weighed if score >= best - LITTLE)


def taken(reading: Reading) -> Reading:
    """The reading without mere doubts: it is the answer to a question about one fact."""
    items = tuple(_undoubted(item) for item in reading.items)
    left = [item for item in items if item.ambiguous]
    return replace(
        reading,
        items=items,
        ambiguous=reading.ambiguous and bool(left or not items),
        question=reading.question if left or not items else None,
    )


def _undoubted(item: Item) -> Item:
    doubted = item.evidence is not None and item.evidence.is_doubted
    return replace(item, ambiguous=False, question=None) if doubted else item


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
