"""From a cleaned text to its pieces: what is a code, an act, a day, a number, a word."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.understand.acts import find_acts
from handlers.understand.codes import Codes
from handlers.understand.dates import find_days
from handlers.understand.numbers import find_numbers
from handlers.understand.pieces import Act, Code, Day, Mark, Number, Piece, Word

_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[;:,.!?\n()]|(?<=\s)[-+](?=\s)")
_FILLER = "\x01"


@dataclass(frozen=True)
class Scanned:
    text: str
    pieces: tuple[Piece, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        return tuple(p for p in self.pieces if isinstance(p, Day))

    @property
    def codes(self) -> tuple[Code, ...]:
        return tuple(p for p in self.pieces if isinstance(p, Code))

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(p for p in self.pieces if isinstance(p, Number))

    @property
    def acts(self) -> tuple[Act, ...]:
        return tuple(p for p in self.pieces if isinstance(p, Act))

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(p for p in self.pieces if isinstance(p, Word))


def scan(text: str, codes: Codes, today: dt.date) -> Scanned:
    """Cuts a cleaned text; what one grammar claims the next ones do not see."""
    pieces: list[Piece] = []
    left = text
    for found in (
        lambda s: codes.find(s),
        lambda s: find_acts(s, today),
        lambda s: find_days(s, today),
        find_numbers,
    ):
        claimed = list(found(left))
        pieces += claimed
        left = _without(left, claimed)
    for match in _WORD_OR_MARK.finditer(left):
        kind = Word if match[0][0].isalpha() else Mark
        pieces.append(kind(match.start(), match.end(), match[0]))
    return Scanned(text, tuple(sorted(pieces, key=lambda p: p.start)))


def _without(text: str, claimed: Iterable[Piece]) -> str:
    parts, at = [], 0
    for piece in claimed:
        parts += [text[at : piece.start], _FILLER * (piece.end - piece.start)]
        at = piece.end
    return "".join([*parts, text[at:]])
