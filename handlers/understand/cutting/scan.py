"""From a cleaned text to its pieces: what is a code, an act, a day, a number, a cue, a word."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from handlers.understand.cutting.acts import find_acts
from handlers.understand.cutting.codes import Codes
from handlers.understand.cutting.manners import find_cues
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Code, Day, Mark, Number, Person, Piece, Word
from italian.regex import regex
from ledger.later import dataclass

_WORD_OR_MARK = regex(r"[^\W\d_]+|[;:,.!?\n()]|(?<=\s)-(?=\s)")
_SHORTENED = regex(
    rf"(?<![a-z])(?:[a-z]|ed|nr|num|art|artt|prot|tel|dott|sig|{'|'.join(LEXICON.abbreviations)}"
    r"|[a-z]{2,9}[bcdfghlmnpqrstvz](?<!con)(?<!per)(?<!non)(?<!gas)(?<!bus)(?<!sms))\.$"
)
"""A dot that closes an abbreviation closes no sentence: few words of Italian end so."""
_STOPPED = regex(r"[a-z]{5}\.$")
_FILLER = "\x01"
"""Stands for what is already claimed; no grammar reads across it."""


@dataclass(frozen=True)
class Scanned:
    """A message taken into pieces."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """The days in it, as said."""
        return tuple(p for p in self.pieces if isinstance(p, Day))

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes in it."""
        return tuple(p for p in self.pieces if isinstance(p, Code))

    @property
    def people(self) -> tuple[Person, ...]:
        """The people in it."""
        return tuple(p for p in self.pieces if isinstance(p, Person))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in it."""
        return tuple(p for p in self.pieces if isinstance(p, Number))

    def sentences(self) -> list[tuple[Piece, ...]]:
        """Its pieces parted at full stops, semicolons, new lines; each keeps its closing mark."""
        parts: list[tuple[Piece, ...]] = []
        start = 0
        for at, piece in enumerate(self.pieces, 1):
            if isinstance(piece, Mark) and piece.text in ".;!?\n":
                parts.append(self.pieces[start:at])
                start = at
        parts.append(self.pieces[start:])
        return [part for part in parts if any(not isinstance(p, Mark) for p in part)]


def words_of(pieces: Iterable[Piece]) -> str:
    """The text of a stretch, codes and claimed phrases included."""
    return " ".join(p.text for p in pieces)


def scan(text: str, codes: Codes, today: dt.date) -> Scanned:
    """Cuts a cleaned text; what one grammar claims the next ones do not see."""
    grammars: Sequence[Callable[[str], Iterator[Piece]]] = (
        codes.find,
        lambda s: find_acts(s, today),
        lambda s: find_days(s, today),
        find_numbers,
        find_cues,
    )
    pieces: list[Piece] = []
    left = text
    for grammar in grammars:
        claimed = [_without_stop(piece) for piece in grammar(left)]
        pieces += claimed
        left = _without(left, claimed)
    for match in _WORD_OR_MARK.finditer(left):
        kind = Word if match[0][0].isalpha() else Mark
        if match[0] != "." or not _SHORTENED.search(text, max(0, match.start() - 15), match.end()):
            pieces.append(kind(match.start(), match.end(), match[0]))
    return Scanned(text, tuple(sorted(pieces, key=lambda p: p.start)))


def _without_stop(piece: Piece) -> Piece:
    """`il 15 novembre.`: the dot after a whole word closes a sentence, and is of no day."""
    if not isinstance(piece, Day) or not _STOPPED.search(piece.text):
        return piece
    return replace(piece, end=piece.end - 1, text=piece.text[:-1])


def _without(text: str, claimed: Iterable[Piece]) -> str:
    parts, at = [], 0
    for piece in claimed:
        parts += [text[at : piece.start], _FILLER * (piece.end - piece.start)]
        at = piece.end
    return "".join([*parts, text[at:]])
