"""What of a message only says that the rest was right: `le multe erano 25, le ore vanno bene`."""

import datetime as dt
from collections.abc import Iterator, Sequence

from handlers.understand.correcting.bearing import values_of
from handlers.understand.cutting.clauses import BREAKS
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Day, Mark, Number, Piece, Word
from handlers.understand.reading import Item
from italian.regex import regex

_RIGHT = regex(
    r"ok|okay|ben{1,2}e|giust[oaie]|corrett[oaie]|confermat[oaie]|buon[oaie]|invariat[oaie]|cosi|com"
    r"|conferm[oa]|confermiamo|rest[ai](?:no)?|riman(?:e|gono)|posto"
)
"""What closes a clause that says that something was right."""
_KEPT = regex(r"ok|conferm[oa]|confermiamo|lascia(?:te|mo)?|tieni|tenete|mantieni|rest[ai](?:no)?")
"""What opens one."""
_THE_REST = frozenset({"resto", "altro", "altra", "altri", "altre", "tutto"})


def without_confirmed(pieces: Sequence[Piece], before: Sequence[Item]) -> tuple[Piece, ...]:
    """Without what is only said to be right, where something else is told; nor the day that was
    told for one of them (`le multe erano di ieri, le ore di oggi`)."""
    clauses = list(_clauses(pieces))
    days = set[dt.date | None]().union(*map(_days_in, clauses))
    known = {i.date for i in before}
    anew = len(before) > 1 and len(days) > 1 and bool(days - known)
    anew = anew and not any(isinstance(p, Number) for p in pieces)
    kept: list[Piece] = []
    for clause in clauses:
        as_it_was = anew and not _days_in(clause).isdisjoint(known)
        kept += clause[: 0 if as_it_was else _told_up_to(clause, before)]
    tells = any(isinstance(p, Number | Day) or terms_in([p]) for p in kept)
    return tuple(kept) if tells else tuple(pieces)


def _clauses(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    clause: list[Piece] = []
    for at, piece in enumerate(pieces):
        breaks = isinstance(piece, Word) and piece.text in BREAKS
        if isinstance(piece, Mark) or (breaks and not _is_copula(pieces, at)):
            yield clause
            clause = []
        clause.append(piece)
    yield clause


def _is_copula(pieces: Sequence[Piece], at: int) -> bool:
    """`le multe è giusto`, `com'è`: no `e` that joins."""
    said = at + 1 < len(pieces) and _RIGHT.fullmatch(pieces[at + 1].text)
    return bool(pieces[at].text == "e" and (said or (at and pieces[at - 1].text == "com")))


def _days_in(clause: Sequence[Piece]) -> set[dt.date | None]:
    return {p.day for p in clause if isinstance(p, Day)}


def _told_up_to(clause: Sequence[Piece], before: Sequence[Item]) -> int:
    """How much of a clause tells something: what follows its figure may say that more is right."""
    words = [p for p in clause if not isinstance(p, Mark) and p.text not in BREAKS]
    if not words or isinstance(words[-1], Number):
        return len(clause)
    figures = [at for at, p in enumerate(clause) if isinstance(p, Number)]
    days = [at for at, p in enumerate(clause) if isinstance(p, Day)]
    opens = _KEPT.fullmatch(words[0].text) and not figures
    if not opens and not _RIGHT.fullmatch(words[-1].text):
        return len(clause)
    for at in (figures[-1:], days[-1:]):
        if at and _names(clause[at[0] + 1 :]):
            return at[0] + 1
    values = [p.value for p in clause if isinstance(p, Number)]
    as_told = all(any(abs(value) in values_of(item) for item in before) for value in values)
    return 0 if as_told and (values or days or _names(clause)) else len(clause)


def _names(pieces: Sequence[Piece]) -> bool:
    """Whether something is named as right: `l'IMU va bene`, `il resto ok`."""
    terms = (t for t in terms_in(pieces) if not _RIGHT.fullmatch(t.word))
    return any(terms) or any(p.text in _THE_REST for p in pieces)
