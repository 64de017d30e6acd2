"""What is said before, within and after a report, and is about nothing that is reported.

`non ti spaventare, firmato il decentrato`; `12 CIE, domani sono in permesso`; `(speriamo che piova
meno)`. Read with the report, its negations, wishes and numbers would be taken for the report's. A
clause goes where no word of it speaks of what its sender reports, nothing in it says how far the
report holds, and another clause tells a fact by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from handlers.understand import steps
from handlers.understand.around import BEFORE, SINGULAR, Around, counted_beside
from handlers.understand.asides import numbers_at
from handlers.understand.clauses import has_number
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.pieces import Code, Cue, Day, Mark, Person, Piece, Word
from handlers.understand.scan import Scanned, words_of
from handlers.understand.telling import tells_step
from handlers.understand.terms import Term, terms_in
from handlers.understand.vocabulary import Vocabulary
from italian.regex import regex

Knows = Callable[[Term], float]
"""How well the sender's own indicators explain a word, 0 to 1."""

_MARKS = frozenset(",;:.!?\n()-")
_SPEAKS, _HARDLY = 0.6, 0.3
"""How well a word must be explained to speak of what is reported, and at most to be talk."""
_TALE = 40
"""Words from which a message is a tale, which is read for what is plainly told."""
_QUALIFIES = any_of((*LEXICON.small_talk.qualifies, *LEXICON.steps.unknown, *LEXICON.outsiders))
"""How far the report holds, or whose it is."""
_OF_US = any_of(LEXICON.small_talk.of_us)
"""What who writes does or is: a day beside it is that of no report."""
_TO_YOU = regex(r"\b(?:ti|vi|te) \w+")
"""What is said to who reads: `non ti dico`."""
_IF = regex(rf"se (?!{'|'.join(LEXICON.small_talk.courteous)})")
_LABEL = any_of(LEXICON.small_talk.labels)
"""What is numbered in any office: rooms, extensions, chapters of the budget."""
_SPARE = frozenset({"ho", "dopo", "da", "avevo", "prima"})
"""Before how long who writes has, or waited: `ho cinque minuti`."""
_ARTICLES = frozenset({"un", "uno", "una", "nessuno", "niente"})
"""Figures that are none where something is denied: `non è stata una passeggiata`."""
_HOUR = frozenset({"alle", "dalle", "delle", "ore", "h"})


def to_the_point(scanned: Scanned, vocabulary: Vocabulary, own: frozenset[str]) -> Scanned:
    """The message without what is said beside its facts; `own` is what its sender reports."""
    clauses = list(_clauses(scanned.pieces))
    if len(clauses) < 2 or sum(isinstance(p, Word) for p in scanned.pieces) > _TALE:
        return scanned

    def knows(term: Term) -> float:
        return vocabulary.explained(term, own)

    talk = [_is_talk(clause, knows) for clause in clauses]
    kept = [c for c, beside in zip(clauses, talk, strict=True) if not beside]
    if not any(talk) or not _tell(kept, knows):
        return scanned
    return replace(scanned, pieces=tuple(piece for clause in kept for piece in clause))


def _clauses(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces cut before each mark, so that a clause goes with the mark before it."""
    start = 0
    for at, piece in enumerate(pieces):
        if isinstance(piece, Mark) and piece.text in _MARKS and at > start:
            yield tuple(pieces[start:at])
            start = at
    yield tuple(pieces[start:])


def _tell(clauses: Sequence[Sequence[Piece]], knows: Knows) -> bool:
    """Whether some clauses tell a fact by themselves: how many of what is known, or that it was
    done."""
    pieces = [piece for clause in clauses for piece in clause]
    if any(isinstance(p, Code) for p in pieces):
        return True
    named = any(knows(t) >= _SPEAKS for t in terms_in(pieces) if not t.doing)
    return named and any(has_number(c) or tells_step(c) for c in clauses)


def _is_talk(clause: Sequence[Piece], knows: Knows) -> bool:
    """Whether a clause is about nothing that is reported."""
    if any(isinstance(p, Code | Person) for p in clause):
        return False
    text = words_of(p for p in clause if not isinstance(p, Mark))
    wished, of_us = steps.to_do(text), bool(_OF_US.search(text))
    if not _is_strange(terms_in(clause), text, knows, _SPEAKS if wished or of_us else _HARDLY):
        return False
    if _QUALIFIES.search(text) or _IF.match(text) or steps.put_off(text):
        return False
    if steps.at_second_hand(text) or (not of_us and any(isinstance(p, Day) for p in clause)):
        return False
    counts = any(isinstance(p, Cue) for p in clause)
    denied = steps.denied(text)
    return wished or (
        not counts
        and all(
            _is_label(clause, at) or (denied and clause[at].text in _ARTICLES)
            for at in numbers_at(clause)
        )
    )


def _is_strange(terms: Sequence[Term], text: str, knows: Knows, most: float) -> bool:
    """Whether something is named, or said to who reads, and none of it is known beyond `most`."""
    if any(t.doing or knows(t) > most for t in terms):
        return False
    return any(not t.participle for t in terms) or (not terms and bool(_TO_YOU.search(text)))


def _is_label(clause: Sequence[Piece], at: int) -> bool:
    """Whether a number tells which one, when or how long, and not how many were done: `int. 118`,
    `in stanza 12 non si respira`, `20 minuti che provo`."""
    around = Around(clause, at)
    number, before = around.number, around.word(-1)
    if number.percent or number.money or number.sign:
        return False
    noun = around.word(-2) if BEFORE.get(before) == "nr" else before
    if not around.word(1):
        return before in _HOUR or bool(_LABEL.fullmatch(noun))
    which = before in _HOUR or (bool(SINGULAR.fullmatch(noun)) and noun not in BEFORE)
    spare = {around.word(-1), around.word(-2)} & _SPARE
    lasts = counted_beside(around.word(1)) == "time" and (spare or around.word(2) not in ("", "di"))
    return which or bool(lasts)
