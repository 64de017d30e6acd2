"""Which indicator a stretch of a message speaks of: by code, by words taught, by words, by context.

What the sender may report comes first; another office's indicator is found too, so that it can be
refused with its owner's name rather than misread as one of theirs.
"""

from collections.abc import Iterable, Sequence

from handlers.understand.cutting.codes import Codes
from handlers.understand.figures.values import asks
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.candidates import Candidate
from handlers.understand.naming.choosing import Choice, Chooser, learnt
from handlers.understand.naming.shape import Shape, of_paying
from handlers.understand.naming.terms import Term, key_phrase, said, terms_in
from handlers.understand.pieces import Code, Piece
from handlers.understand.reading import Item, NotTaken
from handlers.understand.setting import Context
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass, replace
from ledger.plan import Indicator, Plan
from words.say import say

_SHADOW = 0.45
"""Share of the words that another office's must explain beyond one's own to be preferred."""
_AS_WELL = 0.75
"""Part of another office's share of the words at which one's own may be meant as well."""
_PLAIN_ENOUGH = 0.75
"""Probability from which a figure alone is of the only one that can hold it."""
_NOTHING, _AKIN = 0.05, 0.15
"""Share of the words, and nearness to them, below which they say nothing of an indicator."""
_PLAINLY = 0.5
"""Part of an indicator's name from which words plainly are its own."""
_SURELY = 0.85
"""Probability from which one's own is meant, however well others' fit."""
_WHOLLY = 0.9
"""Share of the words from which they say nothing but that indicator's name."""
_FAR_BETTER = 0.4
"""Share of its own words by which a stretch alone says more than with those before it."""
_HARDLY = 0.2
"""Below this share the words fit nothing."""


@dataclass(frozen=True)
class Named:
    """What a stretch speaks of. Without an indicator, `item` says what must be asked."""

    item: Item
    indicator: Indicator | None = None
    terms: tuple[Term, ...] = ()
    choice: Choice | None = None
    """How it was found, where words told it."""
    taught: bool = False
    """People have said that these words mean it."""

    @property
    def code(self) -> str | None:
        """The code of the indicator; None where none was found."""
        return self.indicator.code if self.indicator else None

    @property
    def by_name(self) -> bool:
        """Whether the words are plainly its own."""
        best = self.choice.best if self.choice else None
        return best is not None and best.features["cover"] >= _PLAINLY


class Namer:
    """Finds the indicator a stretch names, by code, by alias or by its words."""

    def __init__(self, plan: Plan, codes: Codes, chooser: Chooser) -> None:
        self.year = plan.year
        self.codes = codes
        self.chooser = chooser
        self.vocabulary = chooser.vocabulary
        self.indicators = {i.code: i for _, i in plan.indicators()}
        self.objectives = {o.code: o for o in plan.objectives}
        self._inside = {o.code: tuple(i.code for i in o.indicators) for o in plan.objectives}
        for objective in plan.objectives:
            unit = self._inside.get(objective.unit, ())
            self._inside[objective.unit] = (*unit, *(i.code for i in objective.indicators))

    def inside(self, code: str) -> frozenset[str]:
        """The indicators of an objective, a service, a group; none for anything else."""
        return frozenset(self._inside.get(code, ()))

    def likeliest(self, pieces: Sequence[Piece], setting: Context) -> Candidate | None:
        """The sender's own indicator that a sentence most likely speaks of."""
        mine, _ = self.chooser.choose(terms_in(pieces), Shape.of(pieces), setting.own)
        return mine.best if mine.best and mine.best.said else None

    def named(
        self,
        pieces: Sequence[Piece],
        setting: Context,
        *,
        around: Iterable[Term] = (),
        before: str | None = None,
    ) -> Named:
        """`around`: terms said earlier in the message; `before`: the indicator spoken of last."""
        terms = tuple(terms_in(pieces))
        typed = next((p for p in pieces if isinstance(p, Code)), None)
        shape = Shape.of(pieces)
        if typed is not None:
            return self._by_code(typed, terms, setting, shape)
        if not terms and before and (shape.unit is None or shape.fits(self.indicators[before])):
            return self._as(before, terms, setting, assumed=("indicator",))
        taught = setting.learnt.get(key_phrase(terms))
        if taught in self.indicators:
            return replace(self._as(taught, terms, setting), taught=True)
        return self._by_words(terms, setting, shape, tuple(around), before)

    def named_among(
        self, terms: Sequence[Term], codes: Sequence[str], shape: Shape, setting: Context
    ) -> Named:
        """Which of some indicators, one at least, a stretch speaks of most."""
        choice, _ = self.chooser.choose(terms, shape, setting.own, among=frozenset(codes))
        code = choice.best.code if choice.best else codes[0]
        return self._as(code, tuple(terms), setting, choice=choice)

    def _as(
        self,
        code: str,
        terms: tuple[Term, ...],
        setting: Context,
        assumed: tuple[str, ...] = (),
        choice: Choice | None = None,
    ) -> Named:
        item = Item(
            objective=self.codes.indicators[code],
            indicator=code,
            words=said(terms),
            assumed=assumed,
        )
        if code not in setting.own:
            item = replace(item, refusal=NotTaken.NOT_ALLOWED)
        return Named(item, self.indicators[code], terms, choice)

    def _by_code(
        self, typed: Code, terms: tuple[Term, ...], setting: Context, shape: Shape
    ) -> Named:
        if typed.code is None:
            near = self.codes.nearest(typed.text, setting.own)
            question = say("understand.no_such_code", typed=typed.text.upper(), codes=near)
            return Named(asks(Item(candidates=near), question), None, terms)
        if typed.code in self.indicators:
            return self._as(typed.code, terms, setting)
        inside = self._inside.get(typed.code, ())
        if len(inside) == 1:
            return self._as(inside[0], terms, setting)
        choice = None
        if terms:
            choice, _ = self.chooser.choose(terms, shape, setting.own, among=frozenset(inside))
            if choice.code:
                return self._as(choice.code, terms, setting, choice=choice)
        objective = typed.code if typed.code in self.objectives else None
        near = ((choice.near if choice else ()) or inside)[:5]
        item = Item(objective=objective, candidates=near, words=said(terms))
        return Named(asks(item, say("understand.which_indicator", codes=near)), None, terms, choice)

    def _by_words(
        self,
        terms: tuple[Term, ...],
        setting: Context,
        shape: Shape,
        around: tuple[Term, ...],
        before: str | None,
    ) -> Named:
        """The sender's own where it is likely enough; another's only where that is surer."""
        mine, every = self.chooser.choose(terms, shape, setting.own, before=before)
        if not mine.code and around:
            wider = self._with_context(terms, around, setting, shape)
            mine = wider if wider and not _says_less(wider, mine) else mine
        of_nothing = bool(mine.code) and self._of_nothing(
            mine, terms, around, shape, before or shape.number is None
        )
        if mine.code and not outshone(mine, every) and not of_nothing:
            unsaid = mine.best is not None and mine.best.share < _HARDLY and mine.code == before
            assumed = ("indicator",) if unsaid else ()
            return self._as(mine.code, terms, setting, assumed, mine)
        best = every.best
        if best and best.code not in setting.own and _clearly_others(mine, every, setting):
            return self._as(best.code, terms, setting, choice=every)
        return Named(self._asked(terms, mine, every, setting), None, terms, mine)

    def _of_nothing(
        self,
        mine: Choice,
        terms: Sequence[Term],
        around: Sequence[Term],
        shape: Shape,
        told: str | bool | None,
    ) -> bool:
        """`approvato ieri`, `in tutto 120`: a step or a figure is told, and of nothing."""
        assert mine.best is not None
        if not terms and not around and not told:
            fit = sum(c.features["fits"] > 0 and c.features["off"] < 1 for c in mine.ranked)
            return fit > 1 or mine.sure < _PLAIN_ENOUGH
        best = mine.best.features
        unsaid = mine.best.share < _NOTHING and best["kin"] < _AKIN and not best["before"]
        if terms and unsaid and around:
            return mine.sure < _PLAIN_ENOUGH
        if shape.number and shape.number.money and not around and self._any_money(mine, terms):
            return True
        of_step = self.indicators[mine.best.code].kind.is_step
        bare = all(t.doing and t.participle for t in terms) and not any(not t.doing for t in around)
        return (of_step or told is True) and bare and not mine.best.features["before"]

    def _any_money(self, mine: Choice, terms: Sequence[Term]) -> bool:
        """`incassati altri 20mila euro`, where two receipts of the sender's are measured."""
        paid = [c.code for c in mine.ranked if c.features["paid_money"] and c.features["kin"]]
        name = clean(self.indicators[paid[0]].name) if paid else ""
        said = any(not of_paying(t.word) or t.word[:-1] in name for t in terms)
        return len(paid) > 1 and not said

    def _with_context(
        self, terms: tuple[Term, ...], around: tuple[Term, ...], setting: Context, shape: Shape
    ) -> Choice | None:
        """`liquidate 110`, after `fatture ricevute 120`: the noun is the one said before."""
        nouns = [t for t in around if not t.doing]
        choice, _ = self.chooser.choose([*nouns, *terms], shape, setting.own)
        if not choice.code or choice.best is None:
            return None
        own_words = {key for t in terms for key, _ in self.vocabulary.look_up(t)}
        own_words |= {t.key for t in terms}
        return choice if choice.best.said & own_words or not terms else None

    def _asked(self, terms: tuple[Term, ...], own: Choice, every: Choice, setting: Context) -> Item:
        """The question about which one; or the refusal, where all it may be is others'."""
        fits = own.best is not None and own.best.share >= _HARDLY
        best = every.best
        if not fits and best and best.share >= 0.5 and best.code not in setting.own:
            level = {c.code for c in every.ranked if c.score >= best.score - 1.0}
            if not level & setting.own:
                if len(level) == 1:
                    return self._as(best.code, terms, setting).item
                item = Item(candidates=every.near, words=said(terms))
                return replace(item, refusal=NotTaken.NOT_ALLOWED)
        near = own.near or tuple(sorted(setting.own))[:5]
        item = Item(candidates=near, words=said(terms))
        if not setting.own:
            return replace(item, candidates=every.near, refusal=NotTaken.NOT_ALLOWED)
        return asks(item, say("understand.which_indicator", codes=near))


def _says_less(wider: Choice, mine: Choice) -> bool:
    """`4 controlli e 11 multe`: what the words before make of it explains its own words less."""
    alone = next((c.share for c in mine.ranked if c.code == wider.code), 0.0)
    return mine.best is not None and mine.best.share > alone + _FAR_BETTER


def outshone(mine: Choice, every: Choice) -> bool:
    """Whether the words say another office's indicator, of which one's own is but a shadow."""
    best, other = mine.best, next((c for c in every.ranked if not c.features["own"]), None)
    if best is None or other is None:
        return False
    if other.features["cover"] >= 1 and other.share > _WHOLLY and best.share < _AS_WELL:
        return True  # `SCIA commerciali`, to whom those for building are: the name of the others
    if mine.sure > _SURELY and not other.features["whole"]:
        return False
    named = other.features["whole"] > best.features["whole"] and best.features["cover"] < _PLAINLY
    return other.share > best.share + (_SHADOW / 2 if named else _SHADOW)


def _clearly_others(mine: Choice, every: Choice, setting: Context) -> bool:
    """Whether the words name another office's, and hardly fit any of the sender's own."""
    assert every.best is not None
    if not setting.own:
        return every.best.share >= _HARDLY
    own = mine.best.share if mine.best else 0.0
    if every.best.features["whole"] and every.best.share > _WHOLLY and own < _PLAINLY:
        return True
    return every.sure >= learnt().refuse and own < _AS_WELL * every.best.share


_NAMING = regex(r"[^\W\d_]{3,}")


def words_of_names(plan: Plan) -> frozenset[str]:
    """The words, as they are, by which a plan calls its units, objectives and indicators."""
    names = [name for _, i in plan.indicators() for name in (i.name, *i.aliases)]
    names += [unit.name for area, service in plan.services() for unit in (area, service)]
    names += [objective.title for objective in plan.objectives]
    known = LEXICON.empty_words
    return frozenset(w for w in _NAMING.findall(clean(" ".join(names))) if w not in known)
