"""A message cut into clauses, each between two stops; a reason within one stands by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from handlers.orders import reasons
from handlers.orders.pieces import Piece
from ledger.later import dataclass


@dataclass(frozen=True)
class Clause:
    """A stretch between two stops, with the stop before it."""

    stop: str
    pieces: tuple[Piece, ...]

    @cached_property
    def plain(self) -> str:
        """Its words, slots in their place, small letters."""
        return " ".join(piece.shown for piece in self.pieces)

    @property
    def slots(self) -> list[Piece]:
        """What was cut out of it."""
        return [piece for piece in self.pieces if piece.kind]

    def text(self, typed: str) -> str:
        """As it was typed."""
        return typed[self.pieces[0].start : self.pieces[-1].end]


_STOPS = frozenset(",;:.!?()—–…")
_LINKS = frozenset({"e", "ed", "poi", "ma", "quindi", "pero"})


def clauses(pieces: Sequence[Piece]) -> Iterator[Clause]:
    """Between stops, and between `e` and what follows it."""
    stop, run = "", list[Piece]()
    for piece in pieces:
        if not piece.kind and (piece.value in _STOPS or piece.value in _LINKS):
            if run:
                yield from _reason_apart(Clause(stop, tuple(run)))
                stop, run = piece.value, []
            else:
                stop = piece.value
            continue
        run.append(piece)
    if run:
        yield from _reason_apart(Clause(stop, tuple(run)))


def _reason_apart(clause: Clause) -> Iterator[Clause]:
    """A reason within a clause stands by itself, and what is ordered behind one."""
    inside = reasons.ORDER_AFTER if reasons.LED.match(clause.plain) else reasons.LED_INSIDE
    found = inside.search(clause.plain)
    if found is None:
        yield clause
        return
    count = clause.plain[: found.end()].rstrip().count(" ") + 1
    yield replace(clause, pieces=clause.pieces[:count])
    yield Clause(" ", clause.pieces[count:])
