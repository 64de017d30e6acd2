"""Which of two numbers is the numerator: the indicator's own terms say it, not their order."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from handlers.understand.cutting.scan import words_of
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.terms import key_of, terms_of
from handlers.understand.pieces import Cue, Manner, Mark, Number, Piece, Word
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.later import dataclass
from ledger.plan import Indicator

_OF_IT = regex(r"\b(?:ne|n')\b")
_OVER = frozenset({"su", "sui", "sulle", "sugli"})
_WHOLE = _OVER | {"dei", "delle", "degli"}
_OF = _WHOLE | {"di"}
_APART = 8
"""Words between the two numbers of a pair, at most."""
_SPAN = regex(r"giorn[oi]|gg|or[ae]|minuti|mes[ei]|settiman[ae]")
_COMMA_PLACES = 3
"""How many words a comma counts for: what it parts is far."""

_LEFT_BEFORE = regex(
    r"\b(?:manca(?:no)?|resta(?:no)?|riman(?:e|gono)|ancora da|tranne|eccetto|salvo|fuorche|meno"
    r"|rimast[oaie] (?:apert|fuor|indietr|da)\w*)\b"
)
_LEFT_AFTER = regex(
    r"\b(?:ancora da|da \w+(?:are|ere|ire|rre)|(?:rimast|restat)[oaie]|ancora senza)\b"
    r"|^(?:[a-z']+ )?ancora (?:in|su|a|ferm[oaie]|apert[oaie]|col|con) \w"
    r"|^(?:ne |ci )?manca(?:no)? (?!all)"
)
_DENIED = regex(
    r"\b(?:non|nn) (?:[a-z']+ ){0,3}"
    rf"(?:\w{{2,}}{PARTICIPLE}[oaie]|pag\w+|rispond\w+|rientr\w+|arriv\w+)\b"
)
"""Said not to be done: `24 non le abbiamo accolte`."""
_NEGATIVE = regex(
    r"\b(?:non|senza|oltre|insolut|inevas|pers[oaie]|respint|morosit|mancat|pendent|in corso"
    r"|sospes|arretrat|giacen)"
)
"""Names of a part that is itself what was not done."""
_NEAR = 4
"""Words within which what is said to be left is the number."""
_OPPOSITES = tuple((any_of([one]), any_of([other])) for one, other in LEXICON.measures.opposites)


def without_rest(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """`su 16 cause persi 5, vinti 11`, `312 domande, tutte tranne 20, quindi 292`: of a whole and
    both its parts, the whole and one of them."""
    numbers = [at for at, p in enumerate(pieces) if isinstance(p, Number)]
    values = sorted(p.value for p in pieces if isinstance(p, Number))
    if len(values) != 3 or values[0] + values[1] != values[2]:
        return pieces
    for one, other in _OPPOSITES:
        kept = [at for at in numbers if _is_beside(pieces, at, one)]
        rest = [at for at in numbers if _is_beside(pieces, at, other)]
        if len(kept) == len(rest) == 1 and kept != rest:
            gone = {
                rest[0] + step for step in (-1, 0, 1) if _matches(pieces, rest[0] + step, other)
            }
            return [p for at, p in enumerate(pieces) if at not in gone | {rest[0]}]
    return _without_what_is_left(pieces, numbers)


def _without_what_is_left(pieces: Sequence[Piece], numbers: Sequence[int]) -> Sequence[Piece]:
    parts = [(at, *_between_marks(pieces, at)) for at in numbers]
    left = [
        (start, end)
        for at, start, end in parts
        if _LEFT_BEFORE.search(words_of(pieces[start:at]))
        or _LEFT_AFTER.search(words_of(pieces[at + 1 : end]))
    ]
    if len(left) != 1 or len({start for _, start, _ in parts}) != len(parts):
        return pieces
    start, end = left[0]
    return [*pieces[:start], *pieces[end:]]


def _between_marks(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    marks = [n for n, p in enumerate(pieces) if isinstance(p, Mark)]
    start = max((n for n in marks if n < at), default=0)
    return start, min((n for n in marks if n > at), default=len(pieces))


def _is_beside(pieces: Sequence[Piece], at: int, said: re.Pattern[str]) -> bool:
    return _matches(pieces, at - 1, said) or _matches(pieces, at + 1, said)


def _matches(pieces: Sequence[Piece], at: int, said: re.Pattern[str]) -> bool:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return isinstance(piece, Word) and bool(said.fullmatch(piece.text))


def pair_of_the_rest(
    indicator: Indicator, pieces: Sequence[Piece], part: Decimal, whole: Decimal
) -> Decimal:
    """`persi 13 su 34`, where those won are measured, or `ne mancano 40 su 160`: what is left of
    the whole, else the part."""
    rest = is_rest(indicator, pieces, part) or is_opposite(indicator, pieces)
    return whole - part if rest and part <= whole else part


def is_opposite(indicator: Indicator, pieces: Sequence[Piece]) -> bool:
    """Whether what is said is the opposite of what a ratio measures: `9 fuori dai termini`."""
    text = " ".join(p.text for p in pieces)
    above = clean(indicator.numerator or indicator.name.partition(" su ")[0])
    for sides in _OPPOSITES:
        for its, other in (sides, sides[::-1]):
            measured = its.search(other.sub(" ", above))
            if measured and other.search(text) and not its.search(other.sub(" ", text)):
                return True
    return False


def is_rest(indicator: Indicator, pieces: Sequence[Piece], part: Decimal) -> bool:
    """Whether the part of a pair is said to be what is left, or was not done."""
    above = clean(indicator.numerator or indicator.name.partition(" su ")[0])
    left = _is_what_is_left(pieces, part) and not _LEFT_BEFORE.search(above)
    return (left or _is_denied(pieces, part)) and not _NEGATIVE.search(above)


def _is_denied(pieces: Sequence[Piece], part: Decimal) -> bool:
    """`su 110 domande 24 non le abbiamo accolte`, `non ne hanno pagate 200`."""
    told = [n for n, p in enumerate(pieces) if isinstance(p, Number) and p.value == part]
    if len(told) != 1:
        return False
    rest = " ".join(p.text for p in pieces[told[0] + 1 :] if not isinstance(p, Number))
    before = " ".join(p.text for p in pieces[max(0, told[0] - _NEAR) : told[0]])
    return bool(_DENIED.match(rest) or _DENIED.search(before))


def _is_what_is_left(pieces: Sequence[Piece], part: Decimal) -> bool:
    """`ne mancano da riparare 40`, `40 ancora da riparare`; not `120, manca il rapporto`."""
    numbers = [p for p in pieces if isinstance(p, Number)]
    told = [n for n, p in enumerate(pieces) if isinstance(p, Number) and p.value == part]
    if len(told) != 1 or sum(1 if p.over is None else 2 for p in numbers) != 2:
        return False
    before = " ".join(p.text for p in pieces[max(0, told[0] - _NEAR) : told[0]])
    after = " ".join(p.text for p in pieces[told[0] + 1 :])
    return bool(_LEFT_BEFORE.search(before) or _LEFT_AFTER.search(after))


def ratio_terms(indicator: Indicator) -> tuple[frozenset[str], frozenset[str]]:
    """What only the numerator is called, and what only the denominator is."""
    over, _, under = re.sub(r"\s*/\s*", " su ", indicator.name).partition(" su ")
    above = {t.key for t in terms_of(indicator.numerator or over)}
    below = {t.key for t in terms_of(indicator.denominator or under)}
    if under:
        above |= {t.key for t in terms_of(over) if t.doing}
        below |= {t.key for t in terms_of(under) if t.doing}
    return frozenset(above - below), frozenset(below - above)


def with_pairs(pieces: Sequence[Piece]) -> list[Piece]:
    """`16 pratiche su 21`: one pair, whatever words stand between its two numbers.

    It stands after those words, so that they stay nearer to the first number than to the second.
    """
    found: list[Piece] = []
    for piece in _whole_first(pieces):
        first = _open_pair(found) if isinstance(piece, Number) and not piece.sign else None
        if first is None or not isinstance(piece, Number):
            found.append(piece)
            continue
        number = found[first]
        assert isinstance(number, Number)
        del found[-1], found[first]
        found.append(replace(number, over=piece.value, doubt=number.doubt or piece.doubt))
    return found


def _whole_first(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """`su 80 buche segnalate ne abbiamo tappate 69`, `su 200 atti 12 non assegnati`, `su 48 in
    tutto 34`: the whole is told first, then its part."""
    numbers = [at for at, p in enumerate(pieces) if isinstance(p, Number)]
    if len(numbers) != 2 or numbers[0] == 0 or pieces[numbers[0] - 1].text not in _OF:
        return pieces
    first, last = numbers
    whole, part = pieces[first], pieces[last]
    assert isinstance(whole, Number) and isinstance(part, Number)
    plain = not any(n.percent or n.money or n.sign or n.over is not None for n in (whole, part))
    between = " ".join(p.text for p in pieces[first + 1 : last])
    undone = last + 1 < len(pieces) and pieces[last + 1].text == "non"
    next_to = pieces[first - 1].text in _OVER and not any(
        isinstance(p, Word | Mark) for p in pieces[first + 1 : last]
    )
    of_it = bool(_OF_IT.search(between)) or undone or next_to
    if not plain or not of_it or part.value > whole.value or _is_a_span(pieces, first):
        return pieces
    pair = replace(part, over=whole.value, doubt=part.doubt or whole.doubt)
    return [*pieces[: first - 1], *pieces[first + 1 : last], pair, *pieces[last + 1 :]]


def _open_pair(pieces: Sequence[Piece]) -> int | None:
    """Where the number stands that a closing `su` pairs with what follows."""
    if not pieces or not isinstance(pieces[-1], Word) or pieces[-1].text not in _OVER:
        return None
    for at in range(len(pieces) - 2, max(-1, len(pieces) - 2 - _APART), -1):
        piece = pieces[at]
        if isinstance(piece, Number) and _is_a_span(pieces, at):
            continue
        if isinstance(piece, Number):
            return at if piece.over is None and not piece.percent else None
        if not isinstance(piece, Word):
            return None
    return None


def _is_a_span(pieces: Sequence[Piece], at: int) -> bool:
    """`88 pubblicate entro 5 giorni su 94`: how long it took, between the two of a pair."""
    before, after = pieces[at - 1] if at else None, pieces[at + 1]
    within = before is not None and before.text in ("in", "entro", "nei", "nelle")
    return within and isinstance(after, Word) and bool(_SPAN.fullmatch(after.text))


@dataclass(frozen=True)
class _Places:
    """Where in a stretch each word and each number stands."""

    words: tuple[tuple[int, str], ...]
    numbers: tuple[tuple[int, Decimal], ...]

    def named(self, keys: frozenset[str]) -> bool:
        return any(key in keys for _, key in self.words)

    def distance(self, number: int, keys: frozenset[str]) -> int:
        """Words between a number and the nearest of some terms; 0 where none is said."""
        near = [abs(at - self.numbers[number][0]) for at, key in self.words if key in keys]
        return min(near, default=0)


def _places(pieces: Sequence[Piece]) -> _Places:
    words: list[tuple[int, str]] = []
    numbers: list[tuple[int, Decimal]] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, Word | Cue):  # `totali` may be of the name of the whole
            words.append((at, key_of(piece.text)))
        elif isinstance(piece, Number):
            numbers.append((at, piece.value))
            if piece.over is not None:
                at += 1
                numbers.append((at, piece.over))
        elif isinstance(piece, Mark):
            at += _COMMA_PLACES - 1
        at += 1
    return _Places(tuple(words), tuple(numbers))


def pair_of(indicator: Indicator, pieces: Sequence[Piece]) -> tuple[Decimal, Decimal] | None:
    """Numerator and denominator of the two numbers in a stretch, by the terms said beside them.

    None where there are not two numbers, or no term tells them apart: a pair with only one of its
    terms named stays in the order it was typed, and so does `su 200 atti 12 non assegnati`.
    """
    above, below = ratio_terms(indicator)
    places = _places(pieces)
    named = [places.named(above), places.named(below)]
    told = all(named) or (_apart(pieces) and _out_of(pieces))
    if len(places.numbers) != 2 or not any(named) or not told:
        return None
    straight = places.distance(0, above) + places.distance(1, below)
    crossed = places.distance(1, above) + places.distance(0, below)
    if straight == crossed:
        return None
    (_, first), (_, second) = places.numbers
    if straight < crossed:
        return first, second
    return None if is_rest(indicator, pieces, first) else (second, first)


def _apart(pieces: Sequence[Piece]) -> bool:
    """The two numbers stand each by itself, as those of two facts would."""
    return sum(isinstance(p, Number) for p in pieces) == 2


def _out_of(pieces: Sequence[Piece]) -> bool:
    """`dei 40 ricorsi accolti 12`: one of the two is said to be the whole."""
    return any(
        isinstance(number, Number)
        and (word.text in _WHOLE or (isinstance(word, Cue) and word.manner is Manner.TOTAL))
        for word, number in itertools.pairwise(pieces)
    )


def term_said(indicator: Indicator, pieces: Sequence[Piece]) -> str | None:
    """`numerator` or `denominator`, where just one of the two is named."""
    above, below = ratio_terms(indicator)
    places = _places(pieces)
    if places.named(above) == places.named(below):
        return None
    return "numerator" if places.named(above) else "denominator"
