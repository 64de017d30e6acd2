"""One thing counted place by place, or half a day by half a day: `6 CIE allo sportello e 3 in
delegazione`. What it comes to is told with its parts, and asked about: none is let go."""

from collections.abc import Sequence
from decimal import Decimal

from handlers.understand.cutting.clauses import BREAKS
from handlers.understand.figures.around import ONES, PLACING, Around, is_placed
from handlers.understand.pieces import Day, Manner, Mark, Number, Piece, When, Word
from handlers.understand.telling.told import Passage
from italian.regex import regex
from ledger.later import replace
from ledger.plan import Kind

_HALF = regex(r"\b(?:stamattina|stamani|(?:sta)?(?:sera|notte)|mattin[oa]|mattinata|pomeriggio)\b")
_JOINING = frozenset({"e", "ed", "poi", "piu"})


def with_sums(told: Sequence[Passage]) -> list[Passage]:
    """The facts, those that only tell one thing apart put together."""
    found: list[Passage] = []
    for one in told:
        last = found[-1] if found else None
        if last and _goes_on(last, one):
            found[-1] = _with(last, one)
        else:
            found.append(one)
    return found


def _with(last: Passage, one: Passage) -> Passage:
    assert last.number and one.number
    parts = (*(last.parts or (last.number.value,)), one.number.value)
    number = replace(last.number, value=sum(parts, Decimal(0)))
    stretch = tuple(number if p is last.number else p for p in last.stretch)
    manners = last.manners or frozenset({Manner.ADDED} if _by_half(last, one) else ())
    summed = replace(last, number=number, stretch=stretch, parts=parts, manners=manners)
    return replace(summed, day=last.day or one.day)


def _goes_on(last: Passage, one: Passage) -> bool:
    """Whether the next is of the same thing, told apart from it only by its place or half day."""
    indicator = last.named.indicator
    if indicator is None or indicator.kind is not Kind.COUNT or one.code not in (None, last.code):
        return False
    if one.by_code or not (_is_plain(last.number) and _is_plain(one.number)):
        return False
    if not _is_joined(one) or one.manners or last.manners - {Manner.ADDED}:
        return False
    days = {t.day.day for t in (last, one) if t.day}
    on_days = all(t.day is None or t.day.when is When.DAY for t in (last, one))
    return on_days and len(days) < 2 and (_by_place(last, one) or _by_half(last, one))


def _is_plain(number: Number | None) -> bool:
    if number is None or number.text in ONES or number.over is not None:
        return False
    if number.doubt or number.sign:
        return False
    return not (number.percent or number.money) and number.value > 0


def _is_joined(one: Passage) -> bool:
    first, *rest = one.stretch
    opens = next((p for p in (first, *rest) if not isinstance(p, Mark)), first)
    if isinstance(opens, Word) and opens.text in BREAKS:
        return opens.text in _JOINING
    return isinstance(first, Mark)


def _by_place(last: Passage, one: Passage) -> bool:
    at = one.stretch.index(one.number) if one.number in one.stretch else 0
    unnamed = Around(one.stretch, at).word(1) in PLACING
    placed = _is_placed(last.stretch, last.number) and _is_placed(one.stretch, one.number)
    return placed and (unnamed or one.code == last.code)


def _is_placed(stretch: Sequence[Piece], number: Number | None) -> bool:
    return number in stretch and is_placed(stretch, stretch.index(number))


def _by_half(last: Passage, one: Passage) -> bool:
    return all(
        any(isinstance(p, Word | Day) and _HALF.search(p.text) for p in t.stretch)
        for t in (last, one)
    )
