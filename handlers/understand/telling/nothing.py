"""Days on which nothing was done: `oggi zero CIE, server fermo`. Why is no fact of its own."""

from collections.abc import Callable, Sequence

from handlers.understand.cutting.scan import Scanned, words_of
from handlers.understand.figures.around import counted_beside
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.choosing import Choice
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Manner, Number, Piece, When, Word
from handlers.understand.telling import steps
from handlers.understand.telling.told import Passage
from italian.regex import regex
from ledger.later import replace
from ledger.plan import Kind

_OUT_OF_ORDER = any_of(LEXICON.out_of_order)
_BROKEN = any_of(LEXICON.broken)
_SPEAKS_OF = 0.5
"""Share of the words from which they name an indicator."""


def only_broken(scanned: Scanned, spoken_of: Callable[[], Choice], namer: Namer) -> bool:
    """`il server è fermo da 3 giorni`: what does not work, for how long, and no figure; where a
    step is named (`lavori al museo fermi`), that it was not taken is what is told."""
    pieces, text = scanned.pieces, scanned.text
    rest = _BROKEN.sub(" ", text)
    if scanned.codes or rest == text or steps.denied(rest) or steps.done(rest):
        return False
    if any(isinstance(p, Number) and not _of_time(pieces, at) for at, p in enumerate(pieces)):
        return False
    best = spoken_of().best
    named = best if best is not None and best.share >= _SPEAKS_OF else None
    return named is None or not namer.indicators[named.code].kind.is_step


def _of_time(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number says for how long, or until which day: `3 giorni`, `fino al 12`."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    counted = isinstance(after, Word) and counted_beside(after.text) == "time"
    return counted or bool(_UNTIL.search(words_of(pieces[:at])))


_UNTIL = regex(r"\b(?:fino|sino) (?:al|all')\W*$")


def without_reason_said(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """`stanotte niente, moto in officina`: why there was none names nothing there was none of."""
    texts = [p.text for p in pieces]
    end = texts.index(",") if "," in texts else 0
    none = any(isinstance(p, Number) and not p.value for p in pieces[:end])
    if not none or terms_in(pieces[:end]):
        return pieces
    rest = pieces[end:]
    why = not any(isinstance(p, Number) for p in rest) and _OUT_OF_ORDER.search(words_of(rest))
    return pieces[:end] if why else pieces


def without_reasons(told: Sequence[Passage]) -> list[Passage]:
    """Without what says why there was none, before it or after; a day said there stays."""
    none = next((t for t in told if _is_none(t)), None) if len(told) > 1 else None
    if none is None:
        return list(told)
    reasons = [t for t in told if _is_reason(t, none)]
    of_a_day = (t.day for t in reasons if t.day and t.day.when is When.DAY)
    day = none.day or next(of_a_day, None)
    manners = none.manners if day is None else frozenset[Manner]()  # `quindi nessun contratto`
    return [
        replace(t, day=day, manners=manners) if t is none else t
        for t in told
        if not any(t is reason for reason in reasons)
    ]


def _is_none(told: Passage) -> bool:
    number, indicator = told.number, told.named.indicator
    counts = indicator is not None and indicator.kind is Kind.COUNT
    return counts and number is not None and not number.value and number.over is None


def _is_reason(told: Passage, none: Passage) -> bool:
    """Whether it tells no figure, and of the same thing, or that something did not work."""
    if told.number is not None or told.by_code or told.sentence != none.sentence:
        return False
    return told.code in (None, none.code) or bool(_OUT_OF_ORDER.search(told.text))
