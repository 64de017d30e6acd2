"""Corrections: `erano 45 non 54`, `era per le certificazioni`, `annulla`.

A message is parted into what it says and what it takes back (`denials`); of which sort the new is
(a figure, a day, words, a manner) tells which field of the fact before it puts right. A
correction's item is the fact as if it had been said right the first time.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from handlers.understand.asking.intents import LOOKED_AT
from handlers.understand.correcting.amended_days import (
    day_anew,
    days_for_pairs,
    figures_for_days,
    in_month_of,
    of_another_day,
    of_its_day,
    put_right,
)
from handlers.understand.correcting.amending import (
    ARTICLES,
    SWAPPED,
    Amendment,
    another_named,
    denied,
    exchanged,
    is_a_remark,
    is_its_own,
    is_near,
    is_old,
    mode_of,
    of_a_step,
    of_another,
    on_scale,
    revalued,
    tells_of_another,
    with_signs,
)
from handlers.understand.correcting.denials import Parted, parted
from handlers.understand.correcting.targets import (
    counts_another_thing,
    taken_back,
    takes_back,
    target_of,
    without_confirmed,
)
from handlers.understand.cutting.clauses import chunks
from handlers.understand.cutting.scan import Scanned
from handlers.understand.figures.asides import without_then
from handlers.understand.figures.pairs import term_said
from handlers.understand.figures.values import asks
from handlers.understand.figures.when import dated
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.naming import Named, Namer
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import said, terms_in
from handlers.understand.pieces import Day, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Mode, NotTaken, Reading
from handlers.understand.setting import Context
from handlers.understand.telling.facts import Facts
from handlers.understand.telling.together import summed_up
from handlers.understand.telling.told import Passage
from italian.regex import regex
from ledger.later import replace
from ledger.plan import Kind
from words.say import say

_WORDS = LEXICON.corrections
_STRONG = any_of(_WORDS.strong)
_WEAK = any_of(_WORDS.weak)
_LATE = any_of(_WORDS.late)
_TALK = any_of([f"(?:{word})$" for word in _WORDS.talk])
_ALONE = regex(r"(?:scus\w+,? |ops,? )?(?:no,? |anzi |erano |era )")
"""How a correction starts, even where nothing is known of what it corrects."""
_SURELY, _SURELY_A_PAIR = 0.5, 0.7
"""Probabilities from which a message is a correction whatever its words; two figures anew may as
well be news."""
_SAYS = 0.3
"""Share of the words below which they name nothing."""
_NEGATIVE = regex(
    r"\b(?:(?:manca\w*|scordat\w+|dimenticat\w+|mess\w+|metti\w*|aggiungi\w*|serve|ci va)"
    r" (?:il |un |davanti il )?(?:segno )?meno\b|segno (?:meno|sbagliato)"
    r"|(?:in|e|era|erano|va|col) negativ[oaie])"
)
"""What says that a figure is below zero, and was told above."""
_OF_NOTHING = summed_up(Intent.CORRECT, (asks(Item(), say("understand.which_record")),))
"""A correction of nobody knows what."""


class Corrections:
    """Reads what is wrong with a report already made."""

    def __init__(self, namer: Namer, facts: Facts) -> None:
        self._namer = namer
        self._facts = facts

    def read(self, scanned: Scanned, setting: Context, likely: float = 0.0) -> Reading | None:
        """The correction a message is, or None; `likely`: how likely its words make one."""
        text = _LATE.sub("", scanned.text[:LOOKED_AT])
        before = _facts_of(setting)
        scanned = self.anew(scanned, setting)
        amendment = self._amendment(scanned, setting, text, before)
        pair = amendment.number is not None and amendment.number.over is not None
        sure = likely >= (_SURELY_A_PAIR if pair else _SURELY) and is_near(amendment, before)
        sure = sure and not tells_of_another(amendment, before)
        sure = sure and not self._tells_a_day(scanned, before, setting)
        remark = is_a_remark(amendment, before, self._namer.vocabulary.explains)
        sure = sure and not remark
        if of_another_day(amendment, before) and not _STRONG.search(text):
            return None
        if takes_back(text, amendment, sure) and (before or amendment.number is None):
            return summed_up(Intent.CORRECT, self._undone(amendment, before, setting))
        told_of = bool(before) or likely >= _SURELY
        strong = bool(_STRONG.search(text)) or (amendment.other_number and told_of)
        strong = strong or amendment.swaps or (bool(before) and (amendment.other_day or sure))
        strong = strong or bool(before and _NEGATIVE.search(text))
        strong = strong or another_named(amendment, before)
        if not strong and not (before and _WEAK.search(text)):
            of_nothing = (sure or _ALONE.match(text)) and not amendment.named.code
            return _OF_NOTHING if of_nothing and not before else None
        if not strong and self._tells_anew(amendment, before, text):
            return None
        several = self._several(scanned, before, setting) if before else ()
        several = several or exchanged(amendment, before)
        return summed_up(Intent.CORRECT, several or (self._corrected(amendment, before, setting),))

    @staticmethod
    def anew(scanned: Scanned, setting: Context) -> Scanned:
        """What a message says anew of the facts before it."""
        before = _facts_of(setting)
        pieces = without_confirmed(scanned.pieces, before) if before else scanned.pieces
        return replace(scanned, pieces=days_for_pairs(pieces, before, setting.today))

    def _several(
        self, scanned: Scanned, before: Sequence[Item], setting: Context
    ) -> tuple[Item, ...]:
        """All the facts said anew, where there are two or more, each in the manner of the first and
        in its place."""
        told = self._figures(scanned, setting)
        same = len({i.indicator for i in before}) == 1
        known: dict[object, Item] = {i.date if same else i.indicator: i for i in before}
        keys: list[object] = [t.day and t.day.day if same else t.code for t in told]
        if len(set(keys)) < 2 or any(key not in known for key in keys):
            return ()
        places = list(known)
        anew = sorted(zip(keys, told, strict=True), key=lambda one: places.index(one[0]))
        return tuple(
            _within(self._amended(known[key], _from(t), setting), setting) for key, t in anew
        )

    def _tells_a_day(self, scanned: Scanned, before: Sequence[Item], setting: Context) -> bool:
        """Whether several things are told that are not all those of before, or the very same
        figures: `3 CIE e 2 certificati` is a day's work, also where a day like it was told."""
        figures_told = self._figures(scanned, setting)
        told = [t for t in figures_told if t.code and t.number and t.number.text not in ARTICLES]
        if len({t.code for t in told}) < 2:
            return False
        figures = {(t.code, t.number.value) for t in told if t.number is not None}
        others = {t.code for t in told} - {i.indicator for i in before}
        return bool(others) or figures <= {(i.indicator, i.value) for i in before}

    def _figures(self, scanned: Scanned, setting: Context) -> list[Passage]:
        return [t for t in self._facts.told(scanned, setting) if t.number is not None]

    def _amendment(
        self, scanned: Scanned, setting: Context, text: str, before: Sequence[Item]
    ) -> Amendment:
        parts = parted(scanned.pieces)
        talk = [m.span() for m in (*_STRONG.finditer(text), *SWAPPED.finditer(text))]
        talk = talk if scanned.text.startswith(text) else []
        anew = figures_for_days(without_then(parts.said), before)
        pieces = tuple(p for p in anew if not _of_talk(p, talk))
        number, old = put_right(pieces, parts.gone, before)
        telling = _beside(pieces, number) if len(before) > 1 else pieces
        named = self._named(telling, parts, before, setting)
        if number is not None and of_another(named.code, number, before):
            number, old = None, number
        return Amendment(named, pieces, parts.gone, number, old, day_anew(pieces, before), text)

    def _named(
        self,
        pieces: Sequence[Piece],
        parts: Parted,
        before: Sequence[Item],
        setting: Context,
    ) -> Named:
        """What is named in the place of what was said; nothing, where words hardly name any."""
        only = before[0] if len(before) == 1 else None
        if only is not None and only.indicator:
            indicator = self._namer.indicators[only.indicator]
            if indicator.kind.in_percent and term_said(indicator, pieces):
                return Named(Item(), None, tuple(terms_in(pieces)))
            moved = self._in_place_of(only, pieces, parts, setting)
            if moved is not None:
                return moved
        named = self._of_several(pieces, before, setting) or self._namer.named(pieces, setting)
        if only and is_its_own(only, named, parts.gone, self._namer.vocabulary.explains):
            return Named(Item(), None, named.terms)
        foreign = bool(before) and named.item.refusal is not None and named.choice is not None
        return Named(Item(), None, named.terms) if foreign or hardly(named) else named

    def _of_several(
        self, pieces: Sequence[Piece], before: Sequence[Item], setting: Context
    ) -> Named | None:
        """`le rimozioni erano 5`, where verbali and rimozioni were told: one of those."""
        terms = tuple(terms_in(pieces))
        known = frozenset(i.indicator for i in before if i.indicator)
        if len(known) < 2 or not terms:
            return None
        nouns = {t.word for t in terms if not t.doing}
        said_of = [i for i in before if i.indicator and nouns and nouns <= {*i.words.split()}]
        if len(said_of) == 1 and said_of[0].indicator:
            return Named(said_of[0], self._namer.indicators[said_of[0].indicator], terms)
        choice, _ = self._namer.chooser.choose(terms, Shape(), setting.own, among=known)
        best = choice.best
        if best is None or best.share < _SAYS:
            return None
        item = next(i for i in before if i.indicator == best.code)
        return Named(item, self._namer.indicators[best.code], terms, choice)

    def _in_place_of(
        self, fact: Item, pieces: Sequence[Piece], parts: Parted, setting: Context
    ) -> Named | None:
        """`erano verbali, non controlli`: what was meant instead, where the old one is denied."""
        assert fact.indicator
        terms = tuple(terms_in(pieces))
        gone = terms_in(parts.gone)
        step = self._namer.indicators[fact.indicator].kind.is_step
        if step and all(t.doing or t.participle for t in gone):
            return None
        explains = self._namer.vocabulary.explains
        if not terms or not any(explains(fact.indicator, t) for t in gone):
            return None
        number = None if fact.value is None else Number(0, 0, "", abs(fact.value))
        others = setting.own - {fact.indicator}
        shape = Shape(number=number)
        choice, _ = self._namer.chooser.choose(terms, shape, setting.own, among=others)
        best = choice.best
        if best is None or best.share < _SAYS:
            return None
        objective = self._namer.codes.indicators[best.code]
        item = Item(objective=objective, indicator=best.code, words=said(terms))
        return Named(item, self._namer.indicators[best.code], terms, choice)

    @staticmethod
    def _tells_anew(amendment: Amendment, before: Sequence[Item], text: str) -> bool:
        """`ieri erano 18 agenti`, after something else, is news and no correction."""
        code = amendment.named.code
        told = code is not None and amendment.number is not None
        news = told and code not in {i.indicator for i in before}
        return news and amendment.old is None and not re.match(r"(?:no|anzi|ah no)\b", text)

    def _undone(
        self, amendment: Amendment, before: Sequence[Item], setting: Context
    ) -> tuple[Item, ...]:
        """The facts taken back: those named, else all of the message before."""
        code = amendment.named.code
        matching = taken_back(amendment, before)
        if code and not matching:
            hinted = bool(before) and amendment.named.choice is not None
            surely = not hinted or amendment.named.by_name
            matching = [amendment.named.item] if surely and not hinted else list(before)
        if not matching:
            return (asks(Item(), say("understand.which_record")),)
        return tuple(
            _within(
                replace(
                    i,
                    value=None,
                    numerator=None,
                    denominator=None,
                    assumed=(),
                    evidence=None,
                    ambiguous=False,
                    question=None,
                ),
                setting,
            )
            for i in matching
        )

    def _corrected(self, amendment: Amendment, before: Sequence[Item], setting: Context) -> Item:
        code = amendment.named.code
        target = target_of(amendment, before)
        if target is not None and counts_another_thing(amendment, target, self._namer.vocabulary):
            target = None
        if code and (target is None or target.indicator != code):
            if target is not None and amendment.number is None:
                moved = _within(self._moved(target, amendment, setting), setting)
                return with_signs(moved, target, amendment)
            return self._standing_alone(amendment, setting)
        if target is None or (code is None and _of_what_was_asked(amendment, setting)):
            near = tuple(i.indicator for i in before if i.indicator)
            return asks(Item(candidates=near), say("understand.which_record"))
        if _NEGATIVE.search(amendment.text) and amendment.number is None and target.value:
            turned = replace(target, value=-target.value, ambiguous=False, question=None)
            return with_signs(_within(turned, setting), target, amendment)
        if amendment.empty:
            return asks(replace(target, value=None), say("understand.right_value"))
        item = _within(self._amended(target, amendment, setting), setting)
        unsaid = item.mode is None and not item.refusal
        if unsaid or replace(item, assumed=target.assumed) == target:
            return asks(replace(target, value=None), say("understand.right_value"))
        return with_signs(item, target, amendment)

    def _moved(self, target: Item, amendment: Amendment, setting: Context) -> Item:
        """The same fact, of another indicator: `era per le certificazioni`."""
        named = amendment.named
        assert named.indicator and target.indicator
        moved = replace(target, objective=named.item.objective, indicator=named.code,
                        words=named.item.words)  # fmt: skip
        was = self._namer.indicators[target.indicator]
        counts = (Kind.COUNT, Kind.CURRENCY, Kind.INDEX)
        alike = was.kind is named.indicator.kind or {was.kind, named.indicator.kind} <= set(counts)
        if not alike or was.direction is not named.indicator.direction:
            return asks(moved, say("understand.right_value"))
        return dated(moved, amendment.day, setting.today) if amendment.day else moved

    def _standing_alone(self, amendment: Amendment, setting: Context) -> Item:
        """`le CIE erano 45`: the indicator is named, so the message says all by itself."""
        told = self._facts.one(amendment.pieces, setting)
        return self._facts.items.item(told, setting)

    def _amended(self, target: Item, amendment: Amendment, setting: Context) -> Item:
        assert target.indicator
        indicator = self._namer.indicators[target.indicator]
        amendment = of_its_day(on_scale(target, indicator, amendment), indicator, setting.today)
        if amendment.old is not None and not is_old(target, amendment.old.value):
            return asks(target, say("understand.which_record"))
        item = replace(target, ambiguous=False, question=None)
        if amendment.number is not None:
            item = revalued(item, indicator, amendment)
        elif amendment.swaps and item.numerator is not None and item.denominator is not None:
            item = replace(item, mode=Mode.RATIO, numerator=item.denominator,
                           denominator=item.numerator, value=None)  # fmt: skip
        elif indicator.kind.is_step and not amendment.other_day and of_a_step(amendment):
            item = replace(item, value=Decimal(0 if denied(amendment) else 1))
        else:
            item = replace(item, mode=mode_of(item, amendment))
        if item.refusal:
            return item
        if amendment.day is not None:
            day = in_month_of(target, amendment.day)
            if item.mode is Mode.MILESTONE and day.when is When.SINCE:
                day = replace(day, when=When.DAY)  # `no, dal 13`
            return dated(replace(item, assumed=()), day, setting.today)
        day_gone = any(isinstance(p, Day) for p in amendment.gone)
        whole = day_gone and item.mode is Mode.ABSOLUTE
        return replace(item, date=None, assumed=("date",)) if whole else item


def _beside(pieces: tuple[Piece, ...], number: Number | None) -> tuple[Piece, ...]:
    """What is said of its figure: not `le ore vanno bene`, where `le multe erano 25`."""
    its = next((part for part in chunks(pieces) if number in part), pieces)
    return its if terms_in(its) else pieces


def _of_talk(piece: Piece, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece only says that something is wrong: `uno zero in più`, `ho sbagliato`."""
    if isinstance(piece, Word) and _TALK.match(piece.text):
        return True
    return not isinstance(piece, Day) and any(s <= piece.start < e for s, e in spans)


def _from(told: Passage) -> Amendment:
    return Amendment(told.named, told.stretch, (), told.number, None, told.day, told.text)


def hardly(named: Named) -> bool:
    """Whether words that named an indicator say next to nothing of it."""
    best = named.choice.best if named.choice else None
    return named.choice is not None and (best is None or best.share < _SAYS)


def _facts_of(setting: Context) -> tuple[Item, ...]:
    """The facts of the message before; what was asked, or answered, is none."""
    before = setting.before
    if before is None or before.intent not in (Intent.REPORT, Intent.CORRECT):
        return ()
    return tuple(i for i in before.items if i.indicator and not i.refusal)


def _of_what_was_asked(amendment: Amendment, setting: Context) -> bool:
    """`le rimozioni erano 5`, where what the rimozioni are was asked: not of the other fact."""
    asked = setting.before is not None and any(not i.indicator for i in setting.before.items)
    return asked and any(not t.doing for t in amendment.named.terms)


def _within(item: Item, setting: Context) -> Item:
    if item.indicator and item.indicator not in setting.own:
        return replace(item, refusal=NotTaken.NOT_ALLOWED, ambiguous=False, question=None)
    return item
