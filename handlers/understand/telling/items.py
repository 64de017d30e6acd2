"""One fact as it would be recorded: mode, value, day; or the question that stands in the way."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import assert_never

from handlers.understand.cutting.clauses import Stretch
from handlers.understand.figures.around import Around, counted_beside, said_beside, said_of_people
from handlers.understand.figures.leftover import left_by_name, left_or_cleared
from handlers.understand.figures.numbered import (
    as_its_own,
    is_something_else,
    moved,
    odd,
    only_article,
)
from handlers.understand.figures.pairs import pair_of_the_rest
from handlers.understand.figures.values import (
    Figured,
    asks,
    in_its_unit,
    in_unit,
    is_stock,
    measured,
    unit_said,
)
from handlers.understand.figures.when import act_day, dated
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.shape import counted_in
from handlers.understand.naming.terms import terms_in, terms_of
from handlers.understand.naming.vocabulary import Vocabulary
from handlers.understand.pieces import Day, Manner, Number, When, Word
from handlers.understand.reading import Evidence, Item, Mode, NotTaken
from handlers.understand.setting import Context
from handlers.understand.telling import steps
from handlers.understand.telling.offering import told_evidence, weighed
from handlers.understand.telling.one_thing import one_new
from handlers.understand.telling.steps import Step
from handlers.understand.telling.told import Passage
from handlers.understand.telling.vouching import Vouching
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.later import replace
from ledger.plan import Direction, Indicator, Kind
from words.say import say

_IN_A_YEAR = regex(r"ann[oi]|^(?:nel|durante il) ")
_MANY_DONE = regex(rf"\b\w{{3,}}{PARTICIPLE}[ei]\b")
_OF_ONE_DAY = -0.7
"""Power of ten, of what is aimed at in a year, that is too much of it for a day."""
_PART, _MORE = 2.3, 0.4
"""Powers of ten below, and above, what is aimed at, within which people or times are its own."""
_RECENT = 7
"""Days within which what was added since a day was added on it: `una in più da ieri`."""
_WE_DO = regex(r"\b(?!abbiamo|siamo|stiamo)\w{2,}iamo\b")
"""What is done now, or then: `lo aggiorniamo entro ottobre`."""
_FIGURED = regex(r"\d|\bil \w+$")
_MEETING = regex(
    r"\b(?:riunion|incontr|convoca|sopralluog|visit|scad|termin|fissat|previst|slitt|rinvi|prov[ae]\b"
    r"|sollecit|richie|chiest|sentit|appuntament|audizion|tavol|iniz|part[eio]|avvi|propost)\w*"
)
"""What goes before a step, or is held for it on a day."""
_ACHIEVED = regex(rf"\b\w{{2,}}{PARTICIPLE}[ieao]\b")


class Items:
    """Turns what was told into what would be recorded."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._vouching = Vouching(namer.vocabulary)

    def item(self, told: Passage, setting: Context) -> Item:
        """What would be recorded, or what stands in the way."""
        indicator = told.named.indicator
        if indicator is None:
            nowhere = (
                told.day is not None and told.day.day is None and told.day.when is not When.SINCE
            )
            unnamed = replace(told.named.item, evidence=Evidence(weighed(told.named.choice)))
            return dated(unnamed, told.day, setting.today) if nowhere else unnamed
        item = self._valued(indicator, told, setting.today)
        vouched = self._vouching.signs(indicator.code, told.sentence or told.stretch, told.number)
        item = replace(item, evidence=told_evidence(item, indicator, told, vouched))
        if item.refusal is NotTaken.NOT_ALLOWED:
            return replace(dated(item, told.day, setting.today), refusal=NotTaken.NOT_ALLOWED,
                           ambiguous=False, question=None)  # fmt: skip
        if item.refusal:
            return item
        if told.parts and not item.ambiguous:
            return dated(_summed(item, told.parts), told.day, setting.today)
        if told.at_second_hand and not item.ambiguous:
            return asks(item, say("understand.second_hand"))
        figure = told.number is not None and not told.by_code
        if figure and self._last_year(told.day, setting.today):
            return asks(item, say("understand.last_year"))
        done = steps.steps_in(list(told.named.terms)) | steps.steps_in(terms_in(told.stretch))
        return dated(item, self._day(told, item, done, setting), setting.today)

    def _last_year(self, day: Day | None, today: dt.date) -> bool:
        """`l'anno scorso eravamo a 180`, `agosto 2025 fecero 890`: no figure of this year's."""
        if day is None or day.day is None or day.day.year == self._namer.year:
            return False
        whole = day.when is When.PERIOD or _IN_A_YEAR.search(day.text)
        return bool(whole) and day.day.year < today.year

    def _day(self, told: Passage, item: Item, done: frozenset[str], setting: Context) -> Day | None:
        day = told.day
        indicator = told.named.indicator
        if day and day.when is When.SINCE and indicator and is_stock(indicator):
            new_year = day.day and (day.day.month, day.day.day) == (1, 1)
            day = day if new_year else replace(day, when=When.AT)
        if item.mode is Mode.INCREMENT and day and day.when is When.SINCE:
            recent = day.day is not None and 0 <= (setting.today - day.day).days <= _RECENT
            if told.number is None or (recent and not day.from_new_year):
                day = replace(day, when=When.DAY)
        if item.mode is Mode.MILESTONE and day:
            if item.value == 0 and not told.by_code and not _as_of(day, setting.today):
                return None
            if day.when is When.SINCE and "anno" in day.text:
                return None
            if item.value == 1 and day.when is When.SINCE:
                day = replace(day, when=When.DAY)
        if told.number is None and day and day.when is When.PERIOD and day.text.startswith("d"):
            return act_day(told.stretch, done)
        of_a_day = day is not None and day.when is When.DAY
        decided = item.mode is not Mode.INCREMENT or bool(done & LEXICON.acts.decision)
        if of_a_day and (told.number is not None or not decided):
            return day
        return act_day(told.stretch, done) or day

    def _valued(self, indicator: Indicator, told: Passage, today: dt.date) -> Item:
        item = told.named.item
        refusal = item.refusal
        counted = counts(self._namer.vocabulary, indicator.code, told.stretch)
        if _only_step(indicator, told) and not counted:
            found = self._stepped(indicator, told, item, today)
            if found.ambiguous and told.number is not None and not told.number.in_words:
                found = self._numbered(indicator, told.number, told, item, today)
        elif told.number is not None:
            found = self._numbered(indicator, told.number, told, item, today)
        elif indicator.kind.is_step:
            found = self._stepped(indicator, told, item, today)
        else:
            found = one_new(indicator, told, item)
        return replace(found, refusal=refusal, ambiguous=False) if refusal else found

    def _numbered(
        self, indicator: Indicator, number: Number, told: Passage, item: Item, today: dt.date
    ) -> Item:
        number = as_its_own(indicator, told, in_its_unit(indicator, told.stretch, number))
        if question := odd(indicator, number, told, today):
            return asks(item, question)
        counted = indicator.kind is Kind.COUNT and number.over is None
        beside = asks(item, say("understand.something_else", value=number.value))
        if counted and not told.by_code and self._of_others(indicator, told, number):
            one = one_new(indicator, replace(told, stretch=told.event), item)
            return beside if one.ambiguous or self._many_done(indicator, told) else one
        if counted and not told.by_code and (number.money or number.percent):
            one = one_new(indicator, told, item)
            if not one.ambiguous:
                return one
        if is_something_else(indicator, told, number):
            return beside
        if only_article(told, number):
            return one_new(indicator, told, item)
        if moved(indicator, told):
            return asks(item, say("understand.moved", value=number.value))
        manners = told.manners
        if indicator.direction is Direction.DOWN:
            manners = left_by_name(indicator, told) | left_or_cleared(indicator, told)
        pair = told.pair or ((number.value, number.over) if number.over is not None else None)
        if pair and indicator.kind is Kind.RATIO and not told.by_code:
            part = pair_of_the_rest(indicator, told.stretch, *pair)
            pair = told.pair if part == pair[0] else (part, pair[1])
        else:
            pair = told.pair
        return measured(indicator, Figured(number, manners, told.day, told.by_code, pair), item)

    def _many_done(self, indicator: Indicator, told: Passage) -> bool:
        """`fermati 44 mezzi`: what was done, was done to many, and not to the one named before; nor
        is it one of those, where it is what is counted that is done (`assistenza: chiuse 9`)."""
        done = {m[0] for m in _MANY_DONE.finditer(told.text)}
        its = bool(done & set(clean(indicator.name).split()))
        return its or (bool(done) and not self._names_one(indicator, told.event))

    def _of_others(self, indicator: Indicator, told: Passage, number: Number) -> bool:
        """Whether the number counts something beside the indicator: `20 turni per la CIE`."""
        if told.named.taught or told.is_given:
            return False
        unit = unit_said(told.stretch)
        if unit is not None:
            return not in_unit(indicator, unit)
        at = told.stretch.index(told.number) if told.number in told.stretch else -1
        counted, _ = Around(told.stretch, at).counted() if at >= 0 else ("", None)
        missing = told.manners == {Manner.LEFT} and counted_beside(counted) == "people"
        if told.manners and not (missing and indicator.direction is Direction.UP):
            return False
        known = self._counted_by(indicator, told.stretch, at)
        if missing and not known:
            return True
        if not known and self._at_one(indicator, told, number, counted):
            return True
        if at > 0 and Around(told.stretch, at).word(-1) in ("per", "con") and not known:
            return at == 1 or bool(counted)
        size = self._namer.vocabulary.profiles[indicator.code].size
        return said_beside(counted) and not _of_its_size(size, number, counted) and not known

    def _at_one(self, indicator: Indicator, told: Passage, number: Number, counted: str) -> bool:
        """`festa dei nonni, 120 presenti`: how many were there, where feasts are counted."""
        if told.event is not told.stretch and self._names_one(indicator, told.event):
            return bool(counted)
        people = counted_beside(counted) == "people" and not said_of_people(indicator)
        size = self._namer.vocabulary.profiles[indicator.code].size
        if not people or told.day is None or size is None or number.value < 1:
            return False
        if math.log10(float(number.value)) - size < _OF_ONE_DAY:
            return False
        others = (t for t in told.named.terms if not t.doing and t.word != counted)
        explains = self._namer.vocabulary.explains
        return any(
            not t.attached and not t.word.endswith(("i", "e")) and explains(indicator.code, t)
            for t in others
        )

    def counts_its(self, told: Passage) -> bool:
        """Whether the noun after its number is one of its indicator's name."""
        if told.named.indicator is None or told.number not in told.stretch:
            return False
        at = told.stretch.index(told.number)
        return self._counted_by(told.named.indicator, told.stretch, at)

    def counts_strange(self, told: Passage) -> bool:
        """Whether the noun after its number is none of what its indicator measures."""
        sure = told.by_code or told.named.taught
        if told.code is None or told.number not in told.stretch or sure:
            return False
        counted, term = Around(told.stretch, told.stretch.index(told.number)).counted()
        noun = term is not None and not term.doing and not term.participle
        return noun and self._vouching.is_strange(told.code, counted)

    def _names_one(self, indicator: Indicator, event: Stretch) -> bool:
        """`posto di blocco ieri sera,`: one of those counted, before what was counted at it."""
        head = next((t for t in terms_in(event) if not t.doing), None)
        its = next((t for t in terms_of(indicator.name) if not t.doing), None)
        single = head is not None and not head.word.endswith(("i", "e"))
        return single and head is not None and its is not None and head.key == its.key

    def _counted_by(self, indicator: Indicator, stretch: Stretch, at: int) -> bool:
        """Whether what follows a number is what the indicator counts: `3 turni di visita`."""
        following = list(takewhile(lambda p: isinstance(p, Word), stretch[at + 1 : at + 5]))
        terms = terms_in(following)
        said = any(self._namer.vocabulary.explains(indicator.code, term) for term in terms)
        first = next((p.text for p in following if p.text != "di"), "")
        said = said or (len(first) > 2 and first in clean(indicator.name).split())
        people = bool(terms) and counted_beside(terms[0].word) == "people"
        return said or (people and said_of_people(indicator))

    def _stepped(self, indicator: Indicator, told: Passage, item: Item, today: dt.date) -> Item:
        by_then = told.expected_by(today) and not told.by_code
        if by_then and (_WE_DO.search(told.text) or not _achieved(told)):
            denied = steps.denied(told.text)
            unreached = replace(item, mode=Mode.MILESTONE, value=Decimal(0))
            return unreached if denied else asks(item, say("understand.to_do"))
        objective = self._namer.objectives[indicator.objective]
        wanted = steps.steps_of(objective, indicator)
        matter = f"{objective.title} {indicator.name}".lower()
        judged = steps.judge(wanted, terms_in(told.stretch), told.text, matter)
        match Step.NOT_REACHED if _none_done(told, wanted) else judged:
            case Step.REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.NOT_REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(0))
            case Step.TO_DO:
                return asks(item, say("understand.to_do"))
            case Step.ANOTHER:
                return asks(item, say("understand.another_step", indicator=indicator.code))
            case Step.UNSAID if (
                (told.day and indicator.kind is Kind.DATE and told.by_code)
                or _happened(told)
                or _was_on(told, today)
                or steps.done_in_one(told.text, matter)
            ):
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.UNSAID:
                return asks(item, say("understand.reached", indicator=indicator.code))
            case other:
                assert_never(other)


def _summed(item: Item, parts: Sequence[Decimal]) -> Item:
    """The sum of what was told apart, which was not said itself."""
    evidence = replace(item.evidence, is_doubted=True) if item.evidence else None
    sum_ = say("understand.sum", parts=" + ".join(map(str, parts)), value=item.value)
    return asks(replace(item, evidence=evidence), sum_)


def counts(vocabulary: Vocabulary, code: str, stretch: Stretch) -> bool:
    """Whether the noun after a number is what the indicator counts."""
    counted = counted_in(stretch)
    return counted is not None and vocabulary.explains(code, counted)


def _of_its_size(size: float | None, number: Number, counted: str) -> bool:
    """Whether so many people, or times, may be what an indicator aims at: `118 ragazzi` of 150."""
    if size is None or counted_beside(counted) not in ("people", "volte") or number.value < 1:
        return False
    return -_PART < math.log10(float(number.value)) - size < _MORE


def _only_step(indicator: Indicator, told: Passage) -> bool:
    """A step with a number that cannot be its value: the words say whether it is reached."""
    number = told.number
    if not indicator.kind.is_step or number is None or told.by_code:
        return False
    return not number.percent or number.value in (0, 100)


def _none_done(told: Passage, wanted: frozenset[str]) -> bool:
    """`nessuna approvazione`: the step itself is what there was none of."""
    number = told.number
    if number is None or number.value or not number.in_words or number not in told.stretch:
        return False
    _, term = Around(told.stretch, told.stretch.index(number)).counted()
    return term is not None and bool(steps.steps_in([term]) & wanted)


def _as_of(day: Day, today: dt.date) -> bool:
    """Whether a day is the one on which a step was still to come: `al 30/9 non ancora`."""
    if day.day is None:
        return True
    told = day.when is When.AT and not day.text.startswith(("fino", "sino"))
    return day.day <= today and (told or ((today - day.day).days <= 1 and day.when is When.DAY))


def _happened(told: Passage) -> bool:
    """Whether something was done on a day, whatever it is called: `riaperto lunedì`."""
    dated = told.day is not None and told.day.when in (When.DAY, When.SINCE)
    return dated and _achieved(told) and not steps.partly(told.text)


def _was_on(told: Passage, today: dt.date) -> bool:
    """`rendiconto in BDAP 22/5`, `in servizio dal 12 giugno`: what is told with its day, past, and
    nothing else said of it, was done."""
    day = told.day
    if day is None or day.day is None or day.day > today or day.assumed or told.number:
        return False
    exact = day.when in (When.DAY, When.SINCE) and bool(_FIGURED.search(day.text))
    return exact and not _MEETING.search(told.text) and not steps.partly(told.text)


def _achieved(told: Passage) -> bool:
    """Whether something is told in a participle."""
    return bool(_ACHIEVED.search(told.text))
