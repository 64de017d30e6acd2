"""Figures of one objective told side by side: `condoni: definiti 134, in giacenza 1.316`.

What was spoken of is said once, at the head; the words beside the second figure say only which of
the indicators of the same objective it is of.
"""

from collections.abc import Collection, Iterator, Sequence

from handlers.understand.figures.around import Around, said_of_people
from handlers.understand.figures.leftover import STILL
from handlers.understand.figures.values import LEFT_WORDS, STATE
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.shape import Shape
from handlers.understand.pieces import Manner, Word
from handlers.understand.setting import Context
from handlers.understand.telling.told import Passage
from italian.regex import regex
from italian.words import PARTICIPLE
from ledger.later import replace

_DONE = regex(rf"\w{{2,}}{PARTICIPLE}[ieao]")
_SHARE = regex(r"\b(?:percentual\w+|in percento|tasso)\b")
_SAYS, _HARDLY = 0.6, 0.3
"""How well a word must speak of one indicator, and how little of the other, to tell them apart."""


class Siblings:
    """Gives a figure to the indicator beside the one told before it, where its words say so."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._vocabulary = namer.vocabulary

    def told(self, found: Sequence[Passage], setting: Context) -> list[Passage]:
        """The passages, each figure of the indicator that its own words speak of."""
        told = list(found)
        if len(told) < 2:
            return told
        for at, one in enumerate(told):
            taken = {t.code for t in told if t is not one and t.code}
            last = next((t for t in reversed(told[:at]) if t.code), None)
            other = self._left_over(one, told) if taken else None
            if other is None and last is not None and _may_be_of_another(last, one):
                other = self._said(last, one, taken, setting)
            if other is not None:
                told[at] = self._of(other, last, one, setting)
        return told

    def _left_over(self, one: Passage, told: Sequence[Passage]) -> str | None:
        """`280 cani e 37 adozioni`: of two that a figure may be of, the one that is not told
        beside it."""
        choice = one.named.choice
        plain = one.number is not None and one.number.doubt is None
        if one.code or not plain or choice is None or choice.best is None:
            return None
        near = choice.near if choice.best.share > _SAYS else ()
        others = [t for t in told if t.code in near]
        rest = [self._namer.indicators[c] for c in near if c not in {t.code for t in others}]
        alike = len({self._namer.indicators[code].objective for code in near}) == 1
        if not alike or len(rest) != 1 or not others or any(map(_is_half_a_share, others)):
            return None
        return rest[0].code if choice.shape.fits(rest[0]) else None

    def _said(
        self, last: Passage, one: Passage, taken: Collection[str | None], setting: Context
    ) -> str | None:
        """The only indicator beside the one told before that the words of a figure speak of."""
        shape = Shape.of(one.stretch)
        said = [
            code
            for code in self._siblings(last, setting)
            if code not in taken
            and shape.fits(self._namer.indicators[code])
            and self._says(code, last, one)
        ]
        return said[0] if len(said) == 1 else None

    def _of(self, code: str, last: Passage | None, one: Passage, setting: Context) -> Passage:
        """A figure as of another indicator, whose thing the passage before may have named."""
        its = frozenset({code})
        head = [t for t in last.named.terms if not t.doing] if last else []
        head = [t for t in head if self._vocabulary.explained(t, its) > _SAYS]
        terms = tuple(dict.fromkeys((*head, *one.named.terms)))
        named = self._namer.named_among(terms, (code,), Shape.of(one.stretch), setting)
        waits = self._vocabulary.profiles[code].waits
        manners = frozenset({Manner.LEFT}) if waits and _is_left(one) else one.manners
        return replace(one, named=named, manners=manners)

    def _siblings(self, last: Passage, setting: Context) -> Iterator[str]:
        assert last.named.indicator
        objective = self._namer.objectives[last.named.indicator.objective]
        yield from (i.code for i in objective.indicators if i.code in setting.own)

    def _says(self, code: str, last: Passage, one: Passage) -> bool:
        """Whether some word of a figure is of an indicator, and hardly of the one told before; or
        it is said to be what is left, and that is what the indicator counts."""
        assert last.code
        if self._by_word(code, last.code, one) or self._by_people(code, last.code, one):
            return True
        indicators = self._namer.indicators
        shares = indicators[code].kind.in_percent and not indicators[last.code].kind.in_percent
        if shares and _SHARE.search(one.text):
            return True
        its, mine = frozenset({code}), frozenset({last.code})
        how_well = self._vocabulary.explained
        if any(how_well(t, its) > _SAYS and how_well(t, mine) <= _HARDLY for t in one.named.terms):
            return True
        profiles = self._vocabulary.profiles
        left = _is_left(one) and profiles[code].waits and not profiles[last.code].waits
        nouns = [t for t in one.named.terms if not t.doing and not t.participle]
        return left and all(how_well(t, its) > _HARDLY or _says_left(t.word) for t in nouns)

    def _by_word(self, code: str, before: str, one: Passage) -> bool:
        """`28 ordinanze emesse, 10 eseguite`: what was done stands in the one name alone."""
        profiles = self._vocabulary.profiles
        own = profiles[code].named - profiles[before].named
        return any(isinstance(p, Word) and p.text in own and _DONE.fullmatch(p.text)
                   for p in one.stretch)  # fmt: skip

    def _by_people(self, code: str, before: str, one: Passage) -> bool:
        """`7 laboratori e 95 ragazzi`: who was there, where they are counted as well."""
        at = one.stretch.index(one.number) if one.number in one.stretch else 0
        its, mine = self._namer.indicators[code], self._namer.indicators[before]
        counted = said_of_people(its) and not said_of_people(mine)
        return counted and Around(one.stretch, at).are_people


def _may_be_of_another(last: Passage, one: Passage) -> bool:
    """A figure that was read as another of what was told before it, or as of nothing."""
    if one.number is None or last.number is None or one.by_code or one.named.taught:
        return False
    if _is_half_a_share(last):
        return False
    return one.code in (None, last.code) and one.number.value != last.number.value


def _is_half_a_share(told: Passage) -> bool:
    """`squilli 5.100, risposti 4.330`: one of the two terms of a share."""
    indicator, number = told.named.indicator, told.number
    shares = indicator is not None and indicator.kind.in_percent
    return shares and number is not None and number.over is None


def _is_left(told: Passage) -> bool:
    """Whether it is said to be still there: `in giacenza`, `ancora in attesa`, `da definire`."""
    return Manner.LEFT in told.manners or _says_left(told.text)


def _says_left(text: str) -> bool:
    return bool(LEFT_WORDS.search(text) or STATE.search(text) or STILL.search(text))
