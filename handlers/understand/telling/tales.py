"""What is told beside facts: in long messages, and of things that no fact is of."""

from collections.abc import Callable
from itertools import pairwise

from handlers.understand.cutting.clauses import Stretch, chunks
from handlers.understand.cutting.scan import Scanned, words_of
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Day, Manner, Number, Word
from handlers.understand.telling.steps import denied
from handlers.understand.telling.telling import manners_of, of_a_shift
from handlers.understand.telling.told import Passage

_LONG = 40
"""Words from which a message tells more than what is to be recorded."""
_AKIN = 0.15
"""How well a word must speak of a step, to be of it."""
_TALE = 16
"""Words of a stretch from which it is a tale, and each figure has its own day or none."""
_TURN = frozenset("comunque insomma dicevo detto ora adesso attualmente ormai".split())  # noqa: SIM905
"""Words by which a tale comes to what it is told for, or to how it stands by now."""


def without_tale(scanned: Scanned, told: list[Passage]) -> list[Passage]:
    """Of a long message, what is plainly told: the rest is how it came to that."""
    if sum(isinstance(p, Word) for p in scanned.pieces) < _LONG:
        return told
    plain = [
        t for t in told if t.number is not None and (t.by_code or t.manners or t.number.percent)
    ]
    plain = [t for t in plain if t.code is not None]
    return plain or told


def of_the_tale(stretch: Stretch, number: Number) -> bool:
    """`ieri udienza rinviata, le cause adesso sono 236`: the day is of what was told before; and
    so, in a long tale, is one that stands far from the figure."""
    parts = chunks(stretch)
    its = next((part for part in parts if number in part), stretch)
    told = [part for part in parts if any(isinstance(p, Day) for p in part)]
    back = stretch[: stretch.index(number)]
    last = max((i for i, p in enumerate(back) if isinstance(p, Day)), default=len(back))
    turned = words_of(back[last:]).split()
    if any(w in _TURN and before != "quest" for before, w in pairwise(turned)):
        return True
    if of_a_shift(stretch):
        return False
    whole = manners_of(its) == {Manner.TOTAL} or len(stretch) > _TALE
    named = any(not t.doing for t in terms_in(its))
    apart = its not in told and all(terms_in(part) for part in told)
    return whole and apart and (manners_of(its) == {Manner.TOTAL} or named)


def without_strange_steps(
    told: list[Passage], explained: Callable[[Term, frozenset[str]], float]
) -> list[Passage]:
    """`chiuso il concorso, graduatoria approvata`: what was done, after a fact, to something that
    a step is not of, tells nothing of that step. `explained`: how well indicators explain a word.
    """

    def is_strange(one: Passage) -> bool:
        indicator = one.named.indicator
        if indicator is None or not indicator.kind.is_step or one.by_code or one.number:
            return False
        if denied(one.text):
            return False
        nouns = [t for t in one.named.terms if not (t.doing or t.participle)]
        its = frozenset({indicator.code})
        return bool(nouns) and all(explained(term, its) < _AKIN for term in nouns)

    return [t for at, t in enumerate(told) if at == 0 or not is_strange(t)]
