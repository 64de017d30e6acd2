"""One fact as it would be recorded: mode, value, day; or the question that stands in the way."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from handlers.understand import steps
from handlers.understand.clauses import Stretch
from handlers.understand.counting import Around, counted_beside, said_beside
from handlers.understand.manners import EMPTIED, ONE_MORE, takes_away
from handlers.understand.naming import Namer
from handlers.understand.pieces import Cue, Day, Manner, Mark, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Mode, NotTaken, Reading
from handlers.understand.setting import Context
from handlers.understand.shape import Shape
from handlers.understand.steps import Step
from handlers.understand.terms import terms_in, terms_of
from handlers.understand.told import Passage
from handlers.understand.values import (
    LEFT_WORDS,
    Figured,
    asks,
    in_unit,
    is_left,
    is_stock,
    measured,
    moves,
    unit_said,
)
from handlers.understand.vocabulary import Vocabulary
from handlers.understand.when import act_day, dated
from ledger.plan import Direction, Indicator, Kind
from words.say import Say, say

_HAVE = frozenset({"ho", "ha", "abbiamo", "avete", "hanno"})
_ONE = frozenset({"il", "lo", "la", "l", "un", "una", "uno"})
"""What follows an active verb where one thing was done: `abbiamo inviato la comunicazione`."""
_HELD = frozenset({"fatto", "fatta", "tenuto", "tenuta"})
_DENIED = re.compile(r"\bnon\b(?! solo)")
_YEAR = re.compile(r"20[12]\d")
_COMPLETED = re.compile(r"\b(?:conclus|complet|ultimat|terminat|finit)\w*")
"""`finita la scansione degli atti` closes a work, and says nothing of how many."""
_ONE_SAID = re.compile(r"\bun(?:o|a|')?\b")
_DONE_TO = re.compile(r"\b\w{3,}(?:at|it|ut|es|os|as|is|us|rt|lt|nt|tt)[ieao]\b")
"""Something done: a participle, whichever it is."""
_RISEN = re.compile(r"\b(?:aument|cresc|cresciut|arriv|sal[iu]t)\w*")
"""What says that more is left to do."""
_ARRIVING = frozenset({"receive", "request", "present", "start"})
"""Doing words that add to what is left to do."""
_WHO = frozenset({"chi", "che", "cui", "ancora"})
_PART, _MORE = 2.3, 0.4
"""Powers of ten below, and above, what is aimed at, within which people or times are its own."""
_ONE_DONE = re.compile(r"\w{3,}(?:at|it|ut|es|os|as|is|us|rt|lt|nt|tt)[oa]")
_ACHIEVED = re.compile(r"\b\w{2,}(?:at|it|ut|es|os|us|rt|lt|tt)[ieao]\b")
_MANY_DONE = re.compile(r"\w{3,}(?:at|it|ut|es|os|as|us|rt|lt|tt)[ei]")
_STILL = re.compile(r"\bda \w+(?:are|ere|ire)\b")


class Items:
    """Turns what was told into what would be recorded."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer

    def item(self, told: Passage, setting: Context) -> Item:
        """What would be recorded, or what stands in the way."""
        indicator = told.named.indicator
        if indicator is None:
            return told.named.item
        item = self._valued(indicator, told, setting.today)
        if item.refusal is NotTaken.NOT_ALLOWED:
            return replace(dated(item, told.day, setting.today), refusal=NotTaken.NOT_ALLOWED,
                           ambiguous=False, question=None)  # fmt: skip
        if item.refusal:
            return item
        done = steps.steps_in(list(told.named.terms)) | steps.steps_in(terms_in(told.stretch))
        return dated(item, self._day(told, item, done, setting), setting.today)

    def _day(self, told: Passage, item: Item, done: frozenset[str], setting: Context) -> Day | None:
        day = told.day
        indicator = told.named.indicator
        if day and day.when is When.SINCE and indicator and is_stock(indicator):
            new_year = day.day and (day.day.month, day.day.day) == (1, 1)
            day = day if new_year else replace(day, when=When.AT)
        if item.mode is Mode.INCREMENT and told.number is None and day and day.when is When.SINCE:
            day = replace(day, when=When.DAY)
        if item.mode is Mode.MILESTONE and day:
            if item.value == 0 and not told.by_code and not _as_of(day, setting.today):
                return None
            if item.value == 1 and day.when is When.SINCE:
                day = replace(day, when=When.DAY)
        if told.number is None and day and day.when is When.PERIOD and day.text.startswith("d"):
            return act_day(told.stretch, done)
        if told.number is not None and day and day.when is When.DAY:
            return day
        return act_day(told.stretch, done) or day

    def _valued(self, indicator: Indicator, told: Passage, today: dt.date) -> Item:
        item = told.named.item
        refusal = item.refusal
        counted = counts(self._namer.vocabulary, indicator.code, told.stretch)
        if _only_step(indicator, told) and not counted:
            found = self._stepped(indicator, told, item)
            if found.ambiguous and told.number is not None:
                found = self._numbered(indicator, told.number, told, item, today)
        elif told.number is not None:
            found = self._numbered(indicator, told.number, told, item, today)
        elif indicator.kind.is_step:
            found = self._stepped(indicator, told, item)
        else:
            found = _one_new(indicator, told, item)
        return replace(found, refusal=refusal, ambiguous=False) if refusal else found

    def _numbered(
        self, indicator: Indicator, number: Number, told: Passage, item: Item, today: dt.date
    ) -> Item:
        if question := _odd(indicator, number, told, today):
            return asks(item, question)
        counted = indicator.kind is Kind.COUNT and number.over is None
        if counted and not told.by_code and self._of_others(indicator, told, number):
            one = _one_new(indicator, told, item)
            beside = asks(item, say("understand.something_else", value=number.value))
            return beside if one.ambiguous else one
        if _is_a_count(indicator, number, told):
            return asks(item, say("understand.something_else", value=number.value))
        if _only_article(told, number):
            return _one_new(indicator, told, item)
        if is_stock(indicator) and moves(told.text) and not told.manners and not is_left(indicator):
            return asks(item, say("understand.moved", value=number.value))
        manners = told.manners
        if indicator.direction is Direction.DOWN:
            manners |= _left_or_cleared(indicator, told)
        return measured(
            indicator, Figured(number, manners, told.day, told.by_code, told.pair), item
        )

    def _of_others(self, indicator: Indicator, told: Passage, number: Number) -> bool:
        """Whether the number counts something beside the indicator: `20 turni per la CIE`."""
        if told.named.taught:
            return False
        unit = unit_said(told.stretch)
        if unit is not None:
            return not in_unit(indicator, unit)
        at = told.stretch.index(told.number) if told.number in told.stretch else -1
        counted, _ = Around(told.stretch, at).counted() if at >= 0 else ("", None)
        if told.manners:
            return False
        if at == 1 and Around(told.stretch, at).word(-1) in ("per", "con"):
            return True
        if not said_beside(counted) or _of_its_size(
            self._namer.vocabulary.profiles[indicator.code].size, number, counted
        ):
            return False
        return not counts(self._namer.vocabulary, indicator.code, told.stretch)

    def _stepped(self, indicator: Indicator, told: Passage, item: Item) -> Item:
        objective = self._namer.objectives[indicator.objective]
        wanted = steps.steps_of(objective, indicator)
        matter = f"{objective.title} {indicator.name}".lower()
        judged = steps.judge(wanted, terms_in(told.stretch), told.text, matter)
        match judged:
            case Step.REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.NOT_REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(0))
            case Step.TO_DO:
                return asks(item, say("understand.to_do"))
            case Step.ANOTHER:
                return asks(item, say("understand.another_step", indicator=indicator.code))
            case Step.UNSAID if told.day and (
                (indicator.kind is Kind.DATE and told.by_code) or _happened(told)
            ):
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.UNSAID:
                return asks(item, say("understand.reached", indicator=indicator.code))
            case other:
                assert_never(other)


def counts(vocabulary: Vocabulary, code: str, stretch: Stretch) -> bool:
    """Whether the noun after a number is what the indicator counts."""
    counted = Shape.of(stretch).counted
    return counted is not None and vocabulary.explains(code, counted)


def _of_its_size(size: float | None, number: Number, counted: str) -> bool:
    """Whether so many people, or times, may be what an indicator aims at: `118 ragazzi` of 150."""
    if size is None or counted_beside(counted) not in ("people", "volte") or number.value < 1:
        return False
    return -_PART < math.log10(float(number.value)) - size < _MORE


def _odd(indicator: Indicator, number: Number, told: Passage, today: dt.date) -> Say | None:
    """What to ask where a number is said of something still to do, of a year, of a step, of a
    count before this one, or is denied; None where it may be a figure."""
    pair = indicator.kind.in_percent and (told.pair or number.over is not None)
    due = steps.to_do(told.text) or _still_to_do(indicator, told.text)
    if (due and not pair) or told.expected_by(today):
        return say("understand.to_do")
    counted = indicator.kind is Kind.COUNT and number.over is None
    if counted and steps.before_it(indicator, list(told.named.terms)):
        return say("understand.another_count", indicator=indicator.code)
    if _YEAR.fullmatch(number.text) and not told.manners and not told.by_code:
        return say("understand.year", words=number.text)
    if indicator.kind.is_step and number.value not in (0, 1) and not told.by_code:
        return say("understand.reached", indicator=indicator.code)
    if _denied(told, number) and not _DENIED.search(indicator.name.lower()):
        return say("understand.denied", value=number.value)
    return None


def _is_a_count(indicator: Indicator, number: Number, told: Passage) -> bool:
    """Whether a plain number counts things where the indicator is a percentage."""
    is_share = number.percent or number.points or number.over is not None
    counted = indicator.kind is Kind.PERCENT and Shape.of(told.stretch).counted
    return bool(counted) and not (is_share or told.by_code)


def _denied(told: Passage, number: Number) -> bool:
    """Whether a `non` takes a number back; not one that says which things are counted.

    `a chi non paga`, `buoni pasto non pagati`, and what is denied after the number was said.
    """
    pieces = [p for p in told.stretch if not isinstance(p, Mark)]
    at = pieces.index(number) if number in pieces else len(pieces)
    for i, piece in enumerate(pieces[:-1]):
        if piece.text != "non" or pieces[i + 1].text == "solo":
            continue
        which = i > 0 and pieces[i - 1].text in _WHO
        kind = i > 0 and terms_in([pieces[i - 1]]) and _DONE_TO.fullmatch(pieces[i + 1].text)
        if not (which or kind or i > at + 1):
            return True
    return False


def _one_new(indicator: Indicator, told: Passage, item: Item) -> Item:
    """One new thing without a number is an increment of 1; anything else needs the number."""
    how_much = asks(item, say("understand.how_much", indicator=indicator.code))
    if indicator.direction is Direction.DOWN and EMPTIED.search(told.text):
        return replace(item, mode=Mode.ABSOLUTE, value=Decimal(0))
    if indicator.kind is not Kind.COUNT or steps.to_do(told.text) or steps.denied(told.text):
        return how_much
    if indicator.direction is Direction.DOWN:
        return how_much
    if steps.before_it(indicator, list(told.named.terms)):
        return asks(item, say("understand.another_count", indicator=indicator.code))
    closes = "finish" in steps.steps_in(terms_of(indicator.name))
    if _COMPLETED.search(told.text) and not _ONE_SAID.search(told.text) and not closes:
        return how_much
    if _just_one(told.stretch) or _one_happened(told):
        return replace(
            item, mode=Mode.INCREMENT, value=Decimal(1), assumed=(*item.assumed, "value")
        )
    return how_much


def _only_step(indicator: Indicator, told: Passage) -> bool:
    """A step with a number that cannot be its value: the words say whether it is reached."""
    number = told.number
    if not indicator.kind.is_step or number is None or told.by_code:
        return False
    return not number.percent or number.value in (0, 100)


def _as_of(day: Day, today: dt.date) -> bool:
    """Whether a day is the one on which a step was still to come: `al 30/9 non ancora`."""
    if day.day is None:
        return True
    told = day.when is When.AT and not day.text.startswith(("fino", "sino"))
    return day.day <= today and (told or ((today - day.day).days <= 1 and day.when is When.DAY))


def _only_article(told: Passage, number: Number) -> bool:
    """`attivata una misura`: one new thing, not a total of 1."""
    plain = not told.manners and told.day is None
    return number.text == "una" and plain and _just_one(told.stretch)


def _just_one(stretch: Iterable[Piece]) -> bool:
    """`inviata la comunicazione`, `un altro corso`: the doing word is in the singular."""
    pieces = [p for p in stretch if not isinstance(p, Mark)]
    for at, piece in enumerate(pieces):
        if isinstance(piece, Cue) and ONE_MORE.fullmatch(piece.text):
            return True
        if isinstance(piece, Word) and terms_in([piece]) and terms_in([piece])[0].doing:
            if at and pieces[at - 1].text in _HAVE:
                return pieces[at + 1].text in _ONE if at + 1 < len(pieces) else False
            return piece.text.endswith(("a", "o"))
    return any(isinstance(p, Word) and p.text in _HELD for p in stretch)


def _one_happened(told: Passage) -> bool:
    """`sfratto evitato stamattina`, `ieri lettura al nido`: one thing of a day, none in plural."""
    if told.day is None or told.day.when is not When.DAY or told.number is not None:
        return False
    words = [p.text for p in told.stretch if isinstance(p, Word)]
    if any(_MANY_DONE.fullmatch(word) for word in words) or "non" in words:
        return False
    if any(_ONE_DONE.fullmatch(word) for word in words):
        return True
    nouns = [t.word for t in told.named.terms if not t.doing and not t.attached]
    return bool(nouns) and not nouns[0].endswith(("i", "e"))


def _happened(told: Passage) -> bool:
    """Whether something was done on a day, whatever it is called: `riaperto lunedì`."""
    dated = told.day is not None and told.day.when in (When.DAY, When.SINCE)
    return dated and bool(_ACHIEVED.search(told.text)) and not steps.partly(told.text)


def _still_to_do(indicator: Indicator, text: str) -> bool:
    """`12 CIE da rilasciare`; on a measure of what is left that is the measure itself."""
    return indicator.direction is Direction.UP and bool(_STILL.search(text))


def _left_or_cleared(indicator: Indicator, told: Passage) -> frozenset[Manner]:
    """Whether a number tells what was disposed of or what remains (`non lavorate`)."""
    if _STILL.search(told.text) or _DENIED.search(told.text):
        return frozenset({Manner.LEFT})
    doing = steps.steps_in(terms_in(told.stretch))
    text = LEFT_WORDS.sub("", told.text)
    done_to = indicator.kind is Kind.COUNT and _DONE_TO.search(text) and not doing & _ARRIVING
    clears = takes_away(text, doing) or done_to
    if clears and not _RISEN.search(told.text):
        return frozenset({Manner.CLEARED})
    left = told.by_code or LEFT_WORDS.search(told.text)
    return frozenset({Manner.LEFT}) if left and not told.manners and not told.day else frozenset()


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
