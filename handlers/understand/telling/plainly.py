"""Facts told so shortly that nothing but the fact can be meant."""

from decimal import Decimal

from handlers.understand.cutting.scan import Scanned
from handlers.understand.pieces import Code, Cue, Manner, Mark, Number, Piece, Word
from italian.closed import closed_words

_COURTESIES = closed_words("closing") | {"per"}


def plainly_reported(scanned: Scanned) -> bool:
    """`AS4.3.1 240`, `AS4.3.1 +12 ieri`, `+12`, `siamo a 250`: a code and its figure, what is added
    or where it has come to, whatever was said before; with a question mark it is a question."""
    if "?" in scanned.text:
        return False
    match [p for p in scanned.pieces if not isinstance(p, Mark)]:
        case (
            [Code(), Number(), *rest]
            | [Number(sign="+"), *rest]
            | [Cue(manner=Manner.TOTAL), Number(), *rest]
            | [Number(over=Decimal()), *rest]
            | [Code(), Word(text="si" | "fatto"), *rest]
        ):
            return not any(isinstance(p, Word | Cue | Code) and not _is_courtesy(p) for p in rest)
        case _:
            return False


def _is_courtesy(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.text in _COURTESIES
