"""Which words of a message were read as what, in order: the explanation of a reading."""

from collections.abc import Iterator

from handlers.understand.cutting.scan import Scanned
from handlers.understand.pieces import Act, Code, Cue, Day, Number, Person, Piece
from handlers.understand.reading import Reading
from words.say import Say, say

MOST_PIECES = 150
"""Pieces of a message that are explained: nobody reads more."""


def explained(scanned: Scanned, reading: Reading) -> tuple[tuple[str, Say], ...]:
    """Pieces that mean something by themselves, then the words that named an indicator."""
    return (*_pieces(scanned), *_names(reading))


def _pieces(scanned: Scanned) -> Iterator[tuple[str, Say]]:
    for piece in scanned.pieces[:MOST_PIECES]:
        meaning = _meaning(piece)
        if meaning is not None:
            yield piece.text.strip(), meaning


def _meaning(piece: Piece) -> Say | None:
    match piece:
        case Code(code=None):
            return say("understand.read.no_code")
        case Code(code=code) | Person(code=code):
            return say("understand.read.code", code=code)
        case Act():
            return say("understand.read.act")
        case Day(day=None):
            return say("understand.read.no_day")
        case Day(day=day):
            return say("understand.read.day", day=day)
        case Number(over=None):
            return say(
                "understand.read.number", value=-piece.value if piece.sign == "-" else piece.value
            )
        case Number():
            return say("understand.read.pair", first=piece.value, second=piece.over)
        case Cue():
            return say(f"understand.read.{piece.manner}")
    return None


def _names(reading: Reading) -> Iterator[tuple[str, Say]]:
    for item in reading.items:
        if item.indicator and item.words:
            yield item.words, say("understand.read.indicator", code=item.indicator)
