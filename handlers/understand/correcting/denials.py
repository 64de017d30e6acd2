"""What a message takes back, piece by piece: `non lunedì, sabato`, `45 invece di 54`.

What is left of it is what is said in its place; of which sort (a day, a figure, words, a manner)
tells what was wrong.
"""

from collections.abc import Sequence

from handlers.understand.pieces import Code, Cue, Day, Mark, Number, Piece, Word
from italian.regex import regex
from ledger.later import dataclass

DENIED = regex(r"\b(?:non|anziche|invece di|al posto di) (?=(?:il |i |le |gli )?[+-]?\d)")
"""Before the figure whose place another one takes."""
_NOT = frozenset({"non", "nn", "mica"})
_BUT = frozenset({"ma", "bensi", "pero", "sempre", "erano", "sono", "scusa", "scusate", "metti"})
"""Words that end what is taken back."""
_INSTEAD = {("invece", "di"), ("invece", "che"), ("invece", "del"), ("invece", "dei"),
            ("invece", "delle"), ("posto", "di"), ("posto", "del"), ("posto", "dei"),
            ("posto", "delle"), ("posto", "della")}  # fmt: skip
_RATHER = frozenset({"anziche", "piuttosto"})
_COPULA = frozenset({"e", "era", "erano", "sono", "eravamo", "si", "di", "del", "quelli", "quelle",
                     "quello", "quella", "i", "le", "il", "la", "gli", "da"})  # fmt: skip
_WRONG = ("sbagliat", "errat", "scorrett", "falso")
_NOT_ONLY = frozenset({"solo", "soltanto", "sbaglio", "erro", "so"})
"""`non solo ieri`, `se non sbaglio` take nothing back."""


_HAD, _HAVE = frozenset({"avevo", "avevamo"}), frozenset({"ho", "abbiamo"})
_THEN_MEANT = frozenset({"ma", "invece", "intendevo", "volevo", "bensi"})
_NEAR = 12
"""Pieces within which what was meant follows what was said."""
_WROTE = ("segnat", "scritt", "dett")
_SAID = ("dat", "segnat", "mess", "scritt", "dett", "comunicat", "indicat", "mandat", "inviat")


@dataclass(frozen=True)
class Parted:
    """The pieces of a message by whether they are said or taken back."""

    said: tuple[Piece, ...]
    gone: tuple[Piece, ...] = ()

    def replaces(self, sort: type[Piece]) -> bool:
        """Whether a piece of a sort is said in the place of one taken back."""
        return any(isinstance(p, sort) for p in self.gone) and any(
            isinstance(p, sort) for p in self.said
        )

    @property
    def puts_right(self) -> bool:
        """Whether a figure or a day is put in the place of another."""
        return self.replaces(Number) or self.replaces(Day)


def parted(pieces: Sequence[Piece]) -> Parted:
    """A message parted into what it says and what it takes back."""
    gone: set[int] = set()
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Word) or at in gone:
            continue
        if piece.text in _NOT:
            gone |= _after_not(pieces, at)
        elif piece.text == "no":
            gone |= _and_no(pieces, at) or _before_no(pieces, at)
        elif piece.text in _RATHER or _pair(pieces, at) in _INSTEAD:
            gone |= _instead(pieces, at)
        elif piece.text in _HAD | _HAVE:
            gone |= _said_but(pieces, at) or _had_said(pieces, at)
        elif piece.text.startswith(_WRONG):
            gone |= _found_wrong(pieces, at)
    return Parted(
        tuple(p for at, p in enumerate(pieces) if at not in gone),
        tuple(p for at, p in enumerate(pieces) if at in gone),
    )


def _pair(pieces: Sequence[Piece], at: int) -> tuple[str, str]:
    return pieces[at].text, pieces[at + 1].text if at + 1 < len(pieces) else ""


def _telling(piece: Piece) -> bool:
    return isinstance(piece, Number | Day | Code)


def _after_not(pieces: Sequence[Piece], at: int) -> set[int]:
    """`non 54`, `non è di ieri`, `non veicoli fermati`: up to a comma, a `ma`, the next figure."""
    if at + 1 < len(pieces) and pieces[at + 1].text in _NOT_ONLY:
        return set()
    gone = {at}
    told = False
    for i in range(at + 1, len(pieces)):
        piece = pieces[i]
        opens = isinstance(piece, Word) and piece.text in _BUT and i > at + 1
        opens = opens or (isinstance(piece, Cue) and i > at + 3)
        if isinstance(piece, Mark) or opens or (told and _telling(piece)):
            break
        told = told or _telling(piece)
        gone.add(i)
    return gone


def _and_no(pieces: Sequence[Piece], at: int) -> set[int]:
    """`83 e no 38`: what stands after it, as after `non`."""
    told = at > 1 and pieces[at - 1].text == "e" and _telling(pieces[at - 2])
    return _after_not(pieces, at) if told and any(map(_telling, pieces[at + 1 :])) else set()


def _before_no(pieces: Sequence[Piece], at: int) -> set[int]:
    """`380 no, 308`, `no lunedì no, sabato`: what stands right before, if something follows."""
    before = pieces[at - 1] if at else None
    if before is None or not _telling(before) or not any(_telling(p) for p in pieces[at + 1 :]):
        return set()
    return {at - 1, at}


def _instead(pieces: Sequence[Piece], at: int) -> set[int]:
    """`invece di 54`, `al posto di 279 metti 281`: the first figure after it, or all the words."""
    gone = {at}
    for i in range(at + 1, len(pieces)):
        piece = pieces[i]
        if isinstance(piece, Mark) or (isinstance(piece, Word) and piece.text in _BUT):
            break
        gone.add(i)
        if _telling(piece):
            break
    return gone


def _had_said(pieces: Sequence[Piece], at: int) -> set[int]:
    """`che avevo dato come 40, sono 39`: what was told, where something else follows."""
    said = pieces[at].text in _HAD and _pair(pieces, at)[1].startswith(_SAID)
    near = range(at + 2, min(at + 5, len(pieces)))
    old = next((i for i in near if isinstance(pieces[i], Number)), None)
    if not said or old is None or not any(_telling(p) for p in pieces[old + 1 :]):
        return set()
    return set(range(at, old + 1))


def _said_but(pieces: Sequence[Piece], at: int) -> set[int]:
    """`ho scritto multe ma intendevo ore`, `ho detto 60 ma sono 1.306`: up to what was meant."""
    told = _pair(pieces, at)[1].startswith(_WROTE)
    near = range(at + 2, min(at + _NEAR, len(pieces))) if told else ()
    but = next((i for i in near if pieces[i].text in _THEN_MEANT), None)
    says = but is not None and any(isinstance(p, Word) or _telling(p) for p in pieces[but + 1 :])
    return set(range(at, but)) if but is not None and says else set()


def _found_wrong(pieces: Sequence[Piece], at: int) -> set[int]:
    """`820 era sbagliato, venduti 802`: what is called wrong, where something follows."""
    start = at - 1
    while start >= 0 and isinstance(pieces[start], Word) and pieces[start].text in _COPULA:
        start -= 1
    if start < 0 or start == at - 1 or not isinstance(pieces[start], Number | Day | Cue):
        return set()
    return set(range(start, at + 1)) if any(_telling(p) for p in pieces[at + 1 :]) else set()
