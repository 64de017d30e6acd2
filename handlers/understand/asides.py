"""Numbers said in passing, beside the one that counts: `con 3 colleghi`, `in 2 giorni`."""

import re
from collections.abc import Sequence

from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Number, Piece, Word

_BESIDE = re.compile("|".join(f"{word}$" for word in LEXICON.beside))
_ASIDE_BEFORE = frozenset({"con", "in", "per", "ogni", "da", "dopo", "durante"})


def without_asides(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without such numbers, as long as another number is left."""
    kept = list(pieces)
    many = sum(isinstance(p, Number) for p in kept)
    for test in (_denied, _beside, _spelled_again):
        for at in range(len(kept) - 1, -1, -1):
            if many > 1 and isinstance(kept[at], Number) and test(kept, at):
                del kept[at]
                many -= 1
    return kept


def _word(pieces: Sequence[Piece], at: int) -> str:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return piece.text if isinstance(piece, Word) else ""


def _denied(pieces: Sequence[Piece], at: int) -> bool:
    """`45 non 54`, `non 54 ma 45`."""
    return _word(pieces, at - 1) == "non"


def _beside(pieces: Sequence[Piece], at: int) -> bool:
    """`con 3 colleghi`, `3 operatori hanno`, `in 2 giorni`, `in due`: not what is counted."""
    number = pieces[at]
    if isinstance(number, Number) and number.in_words and _word(pieces, at - 1) == "in":
        return True
    said = _word(pieces, at - 1) in _ASIDE_BEFORE or _word(pieces, at + 2) == "hanno"
    return said and bool(_BESIDE.match(_word(pieces, at + 1)))


def _spelled_again(pieces: Sequence[Piece], at: int) -> bool:
    """`12 (dodici)`: the same number, once more in words."""
    before = [p for p in pieces[max(0, at - 2) : at] if isinstance(p, Number)]
    number = pieces[at]
    again = isinstance(number, Number) and any(b.value == number.value for b in before)
    return again and at + 1 < len(pieces) and pieces[at + 1].text == ")"
