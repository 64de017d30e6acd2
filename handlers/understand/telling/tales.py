"""Long messages: what in them is plainly told, and whether a day in one is of its figure."""

from itertools import pairwise

from handlers.understand.cutting.clauses import Stretch, chunks
from handlers.understand.cutting.scan import Scanned, words_of
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Day, Manner, Number, Word
from handlers.understand.telling.telling import manners_of, of_a_shift
from handlers.understand.telling.told import Passage

_LONG = 40
"""Words from which a message tells more than what is to be recorded."""
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
