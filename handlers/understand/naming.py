"""Which indicator a stretch of a message speaks of: by code, by words taught, by words, by context.

What the sender may report comes first; another office's indicator is found too, so that it can be
refused with its owner's name rather than misread as one of theirs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.understand.codes import Codes
from handlers.understand.matcher import NOTHING, Choice, Fits, Matcher, nouns
from handlers.understand.pieces import Code, Number, Piece
from handlers.understand.reading import Item, NotTaken
from handlers.understand.setting import Setting
from handlers.understand.terms import Term, key_phrase, said, terms_in
from handlers.understand.values import asks, in_unit, unit_said
from ledger.plan import Indicator, Kind, Plan
from words.say import say

_FOREIGN = 1.3
"""How much better another office's indicator must fit to be the one meant."""
_HARDLY = 0.3
"""Below this share the words fit nothing."""


@dataclass(frozen=True)
class Named:
    """What a stretch speaks of. Without an indicator, `item` says what must be asked."""

    item: Item
    indicator: Indicator | None = None
    terms: tuple[Term, ...] = ()
    taught: bool = False
    """People have said that these words mean it."""

    @property
    def code(self) -> str | None:
        return self.indicator.code if self.indicator else None


class Namer:
    def __init__(self, plan: Plan, codes: Codes, matcher: Matcher) -> None:
        self.codes = codes
        self.matcher = matcher
        self.indicators = matcher.indicators
        self.objectives = {o.code: o for o in plan.objectives}
        self._inside = {o.code: tuple(i.code for i in o.indicators) for o in plan.objectives}
        for objective in plan.objectives:
            unit = self._inside.get(objective.unit, ())
            self._inside[objective.unit] = (*unit, *(i.code for i in objective.indicators))

    def named(
        self,
        pieces: Sequence[Piece],
        setting: Setting,
        *,
        around: Iterable[Term] = (),
        before: str | None = None,
    ) -> Named:
        """`around`: terms said earlier in the message; `before`: the indicator spoken of last."""
        terms = tuple(terms_in(pieces))
        typed = next((p for p in pieces if isinstance(p, Code)), None)
        fits = _fitting(pieces)
        if typed is not None:
            return self._by_code(typed, terms, setting, fits)
        if not terms and before:
            return self._as(before, terms, setting, assumed=("indicator",))
        taught = setting.learnt.get(key_phrase(terms))
        if taught in self.indicators:
            return replace(self._as(taught, terms, setting), taught=True)
        return self._by_words(terms, setting, fits, tuple(around), before)

    def _as(
        self, code: str, terms: tuple[Term, ...], setting: Setting, assumed: tuple[str, ...] = ()
    ) -> Named:
        item = Item(
            objective=self.codes.indicators[code],
            indicator=code,
            words=said(terms),
            assumed=assumed,
        )
        if code not in setting.own:
            item = replace(item, refusal=NotTaken.NOT_ALLOWED)
        return Named(item, self.indicators[code], terms)

    def _by_code(self, typed: Code, terms: tuple[Term, ...], setting: Setting, fits: Fits) -> Named:
        if typed.code is None:
            near = self.codes.nearest(typed.text, setting.own)
            question = say("understand.no_such_code", typed=typed.text.upper(), codes=near)
            return Named(asks(Item(candidates=near), question), None, terms)
        if typed.code in self.indicators:
            return self._as(typed.code, terms, setting)
        inside = self._inside.get(typed.code, ())
        if len(inside) == 1:
            return self._as(inside[0], terms, setting)
        choice = self.matcher.choose(terms, frozenset(inside), fits) if terms else NOTHING
        if choice.code:
            return self._as(choice.code, terms, setting)
        objective = typed.code if typed.code in self.objectives else None
        near = (choice.candidates or inside)[:5]
        item = Item(objective=objective, candidates=near, words=said(terms))
        return Named(asks(item, say("understand.which_indicator", codes=near)), None, terms)

    def _by_words(
        self,
        terms: tuple[Term, ...],
        setting: Setting,
        fits: Fits,
        around: tuple[Term, ...],
        before: str | None,
    ) -> Named:
        own = self.matcher.choose(terms, setting.own, fits)
        every = self.matcher.choose(terms, frozenset(self.indicators), fits)
        if own.code and not _much_better(every, own):
            return self._as(own.code, terms, setting)
        if around and not own.code:
            code = self._with_context(terms, around, setting, fits)
            if code:
                return self._as(code, terms, setting)
        if before and before in _level(own):
            return self._as(before, terms, setting, assumed=("indicator",))
        if every.code and every.code not in setting.own and _much_better(every, own):
            return self._as(every.code, terms, setting)
        return Named(self._asked(terms, own, every, setting), None, terms)

    def _with_context(
        self, terms: tuple[Term, ...], around: tuple[Term, ...], setting: Setting, fits: Fits
    ) -> str | None:
        """`liquidate 110`, after `fatture ricevute 120`: the noun is the one said before."""
        nouns = [t for t in around if not t.doing]
        choice = self.matcher.choose([*nouns, *terms], setting.own, fits)
        if not choice.code or choice.best is None:
            return None
        own_words = {key for t in terms for key, _ in self.matcher.look_up(t)}
        return choice.code if choice.best.said & own_words or not terms else None

    def _asked(self, terms: tuple[Term, ...], own: Choice, every: Choice, setting: Setting) -> Item:
        """The question about which one; or the refusal, where all it may be is others'."""
        share = own.best.share if own.best else 0.0
        near = own.candidates if share >= _HARDLY else ()
        best = every.best
        if not near and best and best.share >= 0.5 and best.named and nouns(best.said):
            level = _level(every)
            if not level & setting.own:
                item = Item(candidates=every.candidates, words=said(terms))
                return replace(item, refusal=NotTaken.NOT_ALLOWED)
        near = near or own.candidates or tuple(sorted(setting.own))[:5]
        item = Item(candidates=near, words=said(terms))
        return asks(item, say("understand.which_indicator", codes=near))


def _much_better(every: Choice, own: Choice) -> bool:
    """Whether the plan's best fit is clearly not among the sender's own."""
    if every.best is None or own.best is None:
        return own.best is None
    better = every.best.score >= _FOREIGN * own.best.score
    return better and every.best.code != own.best.code and every.best.share >= 0.5


def _level(choice: Choice) -> frozenset[str]:
    """The indicators that fit as well as the best one."""
    if choice.best is None:
        return frozenset()
    return frozenset(m.code for m in choice.ranked if m.score >= 0.98 * choice.best.score)


def _fitting(pieces: Sequence[Piece]) -> Fits:
    """Which kinds can hold what is said: a pair, a percentage, a number, a step."""
    number = next((p for p in pieces if isinstance(p, Number)), None)
    unit = unit_said(pieces)

    def fits(indicator: Indicator) -> bool:
        if unit is not None:
            return in_unit(indicator, unit)
        if number is None:
            return indicator.kind.is_step or indicator.kind is Kind.COUNT
        if number.money:
            return indicator.kind is Kind.CURRENCY or indicator.unit in ("€", "euro")
        if number.percent or number.over is not None:
            return indicator.kind.in_percent or indicator.unit == "%"
        return not indicator.kind.is_step

    return fits
