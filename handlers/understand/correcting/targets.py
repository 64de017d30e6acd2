"""Which of the facts told before a correction speaks of: by its place, name, figure or day.

What of a message only says that the rest was right is no correction of it: `le multe erano 25,
le ore vanno bene`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from handlers.understand.correcting.amending import ARTICLES, Amendment, is_old, is_value
from handlers.understand.cutting.clauses import BREAKS
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.terms import terms_in
from handlers.understand.naming.vocabulary import Vocabulary
from handlers.understand.pieces import Day, Mark, Number, Piece, Word
from handlers.understand.reading import Item
from italian.regex import regex
from italian.words import stem

_PLACES = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "ultim": -1}
_NTH = rf"({'|'.join(_PLACES)})[oa]"
_PLACE = regex(
    rf"\b{_NTH} (?:numero|dato|valore|cifra|fatto|voce|riga)\b"
    rf"|\b(?:il|la|l'|quell[oa]) ?{_NTH}(?: de(?:i|lle) \w+)?"
    r"(?=\W*$|[,:;]| (?:e|era|erano|sono|va|vanno|invece|\w{4,}l[oaie])\b)"
)
"""Which of the facts told before: `il secondo numero era 3`, `l'ultimo era di ieri`."""
_ITS_NOUN = regex(
    r"[\d\x01]\S* (?:i|gli|le|il|la|l') ?(?P<after>\w{4,})\W*$"
    r"|\b(?:i|gli|le|il|la|l') ?(?P<before>\w{4,}) (?:erano|eran|era|sono|son|so) [\d\x01]"
)
"""The noun that a figure counts, at an end: `erano 4 i contratti`, `le multe erano 4`."""
_ALIKE = 0.2
"""Nearness from which a word may mean what a fact is about."""
_RIGHT = regex(
    r"ok|okay|ben{1,2}e|giust[oaie]|corrett[oaie]|confermat[oaie]|buon[oaie]|invariat[oaie]|cosi|com"
    r"|conferm[oa]|confermiamo|rest[ai](?:no)?|riman(?:e|gono)|posto"
)
"""What closes a clause that says that something was right."""
_KEPT = regex(r"ok|conferm[oa]|confermiamo|lascia(?:te|mo)?|tieni|tenete|mantieni|rest[ai](?:no)?")
"""What opens one."""
_UNDO = any_of(LEXICON.corrections.undo)
_PUTTING = frozenset({"metti", "scrivi", "segna", "erano", "sono", "era", "e", "con", "in", "so"})
"""Words before the figure that takes the place of what is taken back."""
_TOLD = regex(r"\b(?:erano|sono|era|e|stat[aoei]|vengono|viene) $")
"""Before what would be an order, it is a tale: `tre erano annullate`."""
_OPENING = 30
"""Characters within which `annulla` is an order and not a tale."""
_THE_REST = frozenset({"resto", "altro", "altra", "altri", "altre", "tutto"})


def target_of(amendment: Amendment, before: Sequence[Item]) -> Item | None:
    """Which of those facts is meant: the one of that place, the one named, with the old figure, of
    the day that is said; the only one."""
    at = _place_in(amendment.text) if len(before) > 1 else None
    if at is not None:
        return before[at] if at < len(before) else None
    left = list(before)
    for fits in (_is_named, _is_valued, _is_of_its_day):
        left = [i for i in left if fits(amendment, i)] or left
    return left[0] if len(left) == 1 else None


def counts_another_thing(amendment: Amendment, target: Item, vocabulary: Vocabulary) -> bool:
    """`no, erano 4 i contratti`, after CIE: the noun of the figure, which names no indicator, is
    none of the fact's words and means nothing like them."""
    code = target.indicator
    if code is None or amendment.number is None or amendment.named.code is not None:
        return False
    found = _ITS_NOUN.search(amendment.text)
    noun = found and (found["after"] or found["before"])
    return any(
        term.word == noun
        and not term.doing
        and term.word not in target.words.split()
        and vocabulary.explained(term, frozenset({code})) == 0
        and vocabulary.senses.nearest(stem(term.word), code) < _ALIKE
        for term in amendment.named.terms
    )


def taken_back(amendment: Amendment, before: Sequence[Item]) -> list[Item]:
    """The facts that are to go: the one of that place, those named, with that figure or of that
    day; all of the message before."""
    at = _place_in(amendment.text) if len(before) > 1 else None
    if at is not None:
        return [before[at]] if at < len(before) else []
    code = amendment.named.code
    left = [i for i in before if code in (None, i.indicator)]
    for fits in (_is_valued, _is_of_its_day):
        left = [i for i in left if fits(amendment, i)] or left
    return left


def takes_back(text: str, amendment: Amendment, sure: bool) -> bool:
    """Whether a record is to go, and nothing is put in its place."""
    undo = [m for m in _UNDO.finditer(text) if not _TOLD.search(text, 0, m.start())]
    if not undo:
        return False
    at_an_end = undo[0].start() < _OPENING or undo[-1].end() >= len(text.rstrip(" .!"))
    number = amendment.number
    placed = number is not None and (
        number.text not in ARTICLES and _put_in_place(amendment.pieces, number)
    )
    return (at_an_end or sure) and not placed


def _put_in_place(pieces: Sequence[Piece], number: Number) -> bool:
    """`annulla, erano 45`, `cancella e metti 45`; not a tale: `annulla, 3 sono di un privato`."""
    at = pieces.index(number)
    return at > 0 and pieces[at - 1].text in _PUTTING


def _place_in(text: str) -> int | None:
    found = _PLACE.search(text)
    return _PLACES[found[1] or found[2]] if found else None


def _is_named(amendment: Amendment, item: Item) -> bool:
    return item.indicator == amendment.named.code


def _is_valued(amendment: Amendment, item: Item) -> bool:
    return any(is_old(item, n.value) for n in (amendment.old, amendment.number) if n is not None)


def _is_of_its_day(amendment: Amendment, item: Item) -> bool:
    return amendment.day is not None and item.date == amendment.day.day


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
    as_told = all(any(is_value(item, value) for item in before) for value in values)
    return 0 if as_told and (values or days or _names(clause)) else len(clause)


def _names(pieces: Sequence[Piece]) -> bool:
    """Whether something is named as right: `l'IMU va bene`, `il resto ok`."""
    terms = (t for t in terms_in(pieces) if not _RIGHT.fullmatch(t.word))
    return any(terms) or any(p.text in _THE_REST for p in pieces)
