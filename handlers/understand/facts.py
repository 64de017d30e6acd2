"""Reports: which indicator, which value, which day, one or several in a message."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from handlers.turn import say
from handlers.understand import steps
from handlers.understand.codes import Codes
from handlers.understand.lexicon import LEXICON
from handlers.understand.matcher import Choice, Matcher, learnt_key
from handlers.understand.normal import stem
from handlers.understand.phrases import fold
from handlers.understand.pieces import Code, Day, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Mode, NotTaken, Reading
from handlers.understand.scan import Scanned
from handlers.understand.setting import Setting
from handlers.understand.values import Manner, Said, asks, measured, refused
from ledger.plan import Indicator, Kind, Plan


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")(?!\w)")


_TOTAL = _any(LEXICON.total_phrases)
_ADDED = _any([*LEXICON.increment_words, *LEXICON.increment_phrases])
_LEFT = _any(LEXICON.left_phrases)
_CLEARED = re.compile(r"\b(?:" + "|".join(LEXICON.cleared_stems) + r")\w*")


class Facts:
    def __init__(self, plan: Plan, codes: Codes, matcher: Matcher) -> None:
        self._codes = codes
        self._matcher = matcher
        self._indicators = {i.code: i for _, i in plan.indicators()}
        self._of_objective = {o.code: o.indicators for o in plan.objectives}

    def read(self, scanned: Scanned, setting: Setting) -> Reading:
        item = self._item(scanned, setting)
        if item is None:
            return Reading(Intent.UNCLEAR, (), True, None, say("understand.unclear"))
        return summed_up(Intent.REPORT, (item,))

    def _item(self, scanned: Scanned, setting: Setting) -> Item | None:
        day = next((d for d in scanned.days if d.when is not When.BY), None)
        number = next(iter(scanned.numbers), None)
        has_step = steps.done(scanned.text) or steps.not_reached(scanned.text)
        if number is None and not has_step:
            return None
        named = self._named(scanned, setting, number)
        if named.indicator is None:
            return named
        indicator = self._indicators[named.indicator]
        if indicator.code not in setting.own:
            return replace(named, refusal=NotTaken.NOT_ALLOWED)
        item = self._valued(indicator, scanned, number, day, named)
        return dated(item, day, setting.today)

    def _valued(
        self,
        indicator: Indicator,
        scanned: Scanned,
        number: Number | None,
        day: Day | None,
        item: Item,
    ) -> Item:
        text = scanned.text
        if number is not None:
            said = Said(number, manners(text), day, bool(scanned.codes))
            return measured(indicator, said, item)
        if steps.to_do(text):
            return asks(item, say("understand.to_do"))
        reached = not steps.not_reached(text)
        if indicator.kind.is_step:
            return replace(item, mode=Mode.MILESTONE, value=Decimal(int(reached)))
        if indicator.kind is Kind.COUNT and reached:
            return replace(item, mode=Mode.INCREMENT, value=Decimal(1), assumed=("value",))
        return asks(item, say("understand.how_much", indicator=indicator.code))

    def _named(self, scanned: Scanned, setting: Setting, number: Number | None) -> Item:
        """The indicator a stretch names, by code or by words, or a question with candidates."""
        typed = next(iter(scanned.codes), None)
        if typed is not None:
            return self._by_code(typed, setting)
        words = fold(w.text for w in scanned.words)
        key = learnt_key(words)
        if key in setting.learnt:
            code = setting.learnt[key]
            return Item(objective=self._codes.indicators[code], indicator=code, words=key)
        choice = self._choose(words, setting)
        if choice.code:
            return Item(
                objective=self._codes.indicators[choice.code], indicator=choice.code, words=key
            )
        question = say("understand.which_indicator", codes=choice.candidates)
        return asks(Item(candidates=choice.candidates, words=key), question)

    def _choose(self, words: list[str], setting: Setting) -> Choice:
        own = self._matcher.choose(words, setting.own)
        if own.code:
            return own
        others = self._matcher.choose(words, frozenset(self._indicators))
        if others.code and others.code not in setting.own:
            return others
        return own

    def _by_code(self, typed: Code, setting: Setting) -> Item:
        if typed.code is None:
            near = self._codes.nearest(typed.text, setting.own)
            question = say("understand.no_such_code", typed=typed.text.upper(), codes=near)
            return asks(Item(candidates=near), question)
        if typed.code in self._indicators:
            return Item(objective=self._codes.indicators[typed.code], indicator=typed.code)
        inside = tuple(i.code for i in self._of_objective.get(typed.code, ()))
        if len(inside) == 1:
            return Item(objective=typed.code, indicator=inside[0])
        objective = typed.code if typed.code in self._of_objective else None
        question = say("understand.which_indicator", codes=inside[:5])
        return asks(Item(objective=objective, candidates=inside[:5]), question)


def manners(text: str) -> frozenset[Manner]:
    """How the words around a number say it counts."""
    found = set()
    if _ADDED.search(text):
        found.add(Manner.ADDED)
    if _TOTAL.search(text):
        found.add(Manner.TOTAL)
    if _LEFT.search(text):
        found.add(Manner.LEFT)
    if _CLEARED.search(text):
        found.add(Manner.CLEARED)
    return frozenset(found)


def dated(item: Item, day: Day | None, today: dt.date) -> Item:
    """The item with its day; a day that does not exist is refused, a future one asked about."""
    if day is None or day.when is When.SINCE:
        return replace(item, assumed=(*item.assumed, "date"))
    if day.day is None:
        return refused(
            item, NotTaken.BAD_DATE, say("understand.bad_date", typed=day.text, nearest=day.nearest)
        )
    dated_item = replace(item, date=day.day)
    if day.day > today:
        return asks(dated_item, say("understand.future", date=day.day))
    if day.assumed:
        return replace(dated_item, assumed=(*item.assumed, "date"))
    return dated_item


def summed_up(intent: Intent, items: tuple[Item, ...]) -> Reading:
    """What stands at the top: doubts and refusals that concern the whole message."""
    ambiguous = all(i.ambiguous for i in items)
    refusals = {i.refusal for i in items}
    refusal = refusals.pop() if len(refusals) == 1 else None
    question = next((i.question for i in items if i.question), None) if ambiguous else None
    return Reading(intent, items, ambiguous, refusal, question)


_ = (Piece, Word, stem)
