"""Numbers of a sentence that were so before, or were added up: what it came to is told as well."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understand.pieces import Cue, Number, Piece

NOW = frozenset(
    "ora adesso oggi attualmente orm ormai adess quindi stamattina stamani stamane stasera".split()  # noqa: SIM905
)
_BEFORE_THEN = frozenset({"prima", "precedenza", "precedentemente", "inizialmente"})
_WERE = frozenset({"era", "erano", "eravamo", "stavamo", "avevamo", "partivamo"})
_ARE = frozenset({"siamo", "sono", "abbiamo", "e'"})
_EXACTLY = frozenset({"preciso", "precisamente", "precisione", "esattamente", "esattezza"})
_WERE_THEN = _WERE | frozenset({"prima", "avevo", "aveva"})
_SUMMING = frozenset({"quindi", "totale", "in tutto", "in totale", "totali", "fanno", "cioe", "="})
"""What stands before a sum of what was said."""


def numbers_at(pieces: Sequence[Piece]) -> list[int]:
    """Where the numbers of a sentence stand."""
    return [at for at, p in enumerate(pieces) if isinstance(p, Number)]


def without_past(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what it was before: `erano 37, ora ne ho 31`; or only nearly: `42mila, di preciso
    42.318`."""
    gone: set[int] = set()
    for this, following in pairwise(numbers_at(pieces)):
        between = {w for p in pieces[this + 1 : following] for w in p.text.split()}
        back = {w for p in pieces[max(0, this - 4) : this] for w in p.text.split()}
        was = bool(back & _WERE_THEN)
        now = between & NOW and (between & _ARE or not between & {"e", "ed"})
        if between & _BEFORE_THEN and between & _WERE:
            gone.add(following)
        elif between & _EXACTLY or (was and now):
            gone.add(this)
    return [p for at, p in enumerate(pieces) if at not in gone]


def without_addends(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what was added up: `9 b&b e 2 affittacamere quindi 11 strutture`."""
    numbers = [at for at, p in enumerate(pieces) if isinstance(p, Number) and p.over is None]
    if len(numbers) < 3:
        return list(pieces)
    *added, last = numbers
    values = [p.value for p in pieces if isinstance(p, Number)]
    summed = len(values) == len(numbers) and sum(values[:-1]) == values[-1]
    between = {p.text for p in pieces[added[-1] : last]}
    if not summed or not between & _SUMMING:
        return list(pieces)
    sums = {at for at in range(added[-1], last) if isinstance(pieces[at], Cue)}
    return [p for at, p in enumerate(pieces) if at not in sums and at not in added]
