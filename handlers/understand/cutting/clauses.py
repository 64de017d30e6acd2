"""One message, several facts: where one ends and the next begins.

A sentence is cut at commas and conjunctions into chunks; chunks are then joined again so that each
stretch holds one number (or one step said to be done) and the words that go with it.
"""

import itertools
from collections.abc import Iterator, Sequence

from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.pieces import Code, Day, Mark, Number, Piece, Word

BREAKS = frozenset(
    "e ed mentre invece poi ma nonche anzi pardon cioe scusa scusate aspetta cui".split()  # noqa: SIM905
)
_OTHER_WORDS = LEXICON.empty_words
_UNIT = any_of(LEXICON.measures.continuous_units)

Stretch = tuple[Piece, ...]


def has_number(stretch: Sequence[Piece]) -> bool:
    """Whether a number is in it."""
    return any(isinstance(p, Number) for p in stretch)


def names_something(stretch: Sequence[Piece]) -> bool:
    """Whether it has words that may name an indicator, or a code."""
    return any(
        isinstance(p, Code) or (isinstance(p, Word) and p.text not in _OTHER_WORDS) for p in stretch
    )


def chunks(sentence: Sequence[Piece]) -> list[Stretch]:
    """Cuts at commas, brackets and conjunctions; a number and its neighbours stay together."""
    parts: list[list[Piece]] = [[]]
    for piece in sentence:
        marked = isinstance(piece, Mark) and piece.text in ",;()\n-"
        joins = isinstance(piece, Word) and piece.text in BREAKS and not _only_a_day(parts[-1])
        if marked or joins:
            parts.append([piece])
        else:
            parts[-1].append(piece)
    return [cut for part in parts if part for cut in _single_numbers(part)]


def _only_a_day(part: Sequence[Piece]) -> bool:
    """`, oggi invece 19`: what follows goes with its day; nor is anything cut off before it."""
    said = [p for p in part if not isinstance(p, Mark)]
    return not part or (len(said) == 1 and isinstance(said[0], Day))


def _single_numbers(part: Sequence[Piece]) -> Iterator[Stretch]:
    """`CIE 240 certificati 340` has no comma: cut it so that each number keeps its words."""
    numbers = [at for at, p in enumerate(part) if isinstance(p, Number)]
    if len(numbers) < 2:
        yield tuple(part)
        return
    words_first = names_something(part[: numbers[0]])
    days_first = numbers[0] > 0 and isinstance(part[numbers[0] - 1], Day)
    start = 0
    for this, following in itertools.pairwise(numbers):
        cut = this + 1
        if words_first:
            while cut < following and isinstance(part[cut], Day) and not days_first:
                cut += 1
            if cut + 1 < following and _UNIT.fullmatch(part[cut].text):
                cut += 1
        else:
            cut = following
            while cut > this + 1 and not names_something(part[cut - 1 : cut]):
                cut -= 1
        yield tuple(part[start:cut])
        start = cut
    yield tuple(part[start:])


def stretches(sentence: Sequence[Piece], anchors: Sequence[bool] | None = None) -> list[Stretch]:
    """Stretches of a sentence with one number each.

    `anchors` tells which chunks stand by themselves without a number (a step said to be done).
    """
    cut = chunks(sentence)
    standing = [has_number(c) or bool(anchors and anchors[at]) for at, c in enumerate(cut)]
    groups: list[list[Piece]] = []
    filled = False
    for at, chunk in enumerate(cut):
        bare_next = (
            at + 1 < len(cut) and has_number(cut[at + 1]) and not names_something(cut[at + 1])
        )
        opens = standing[at] or (names_something(chunk) and bare_next)
        if not groups or (filled and opens):
            groups.append([])
            filled = False
        groups[-1] += chunk
        filled = filled or standing[at]
    return [tuple(group) for group in groups]
