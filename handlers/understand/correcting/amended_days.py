"""Which figure and which day a correction says anew, and which of those told before they are of."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from handlers.understand.correcting.amending import (
    ARTICLES,
    Amendment,
    by_how_much,
    come_to,
    is_value,
)
from handlers.understand.days.dates import short_day
from handlers.understand.figures.when import day_of
from handlers.understand.pieces import Day, Mark, Number, Piece, When, Word
from handlers.understand.reading import Item, Mode
from italian.regex import regex
from ledger.plan import Indicator

_BARE_DAY = regex(r"(?:(?:il|al|del|dal|di) |l'|dell'|all')?\d{1,2}")
_WAS = frozenset({"era", "erano"})


def put_right(
    pieces: Sequence[Piece], taken: Sequence[Piece], before: Sequence[Item]
) -> tuple[Number | None, Number | None]:
    """The figure that a correction says anew, and the one whose place it takes."""
    numbers = [p for p in pieces if isinstance(p, Number)]
    numbers = [n for n in numbers if n.text not in ARTICLES] or numbers
    gone = next((p for p in taken if isinstance(p, Number)), None)
    numbers = [n for n in numbers if not by_how_much(pieces, n)] or numbers
    numbers = [n for n in numbers if not of_that_day(pieces, n, before)] or numbers
    mentioned = [n for n in numbers if _on_record(n, before)]
    new = [n for n in numbers if n not in mentioned]
    new = come_to(new, before) or new
    if mentioned and not new and not taken and not day_of(pieces):
        new = mentioned
    if gone and mentioned and not new and not _on_record(gone, before):
        new, gone = [gone], mentioned[0]  # `no 14, no 41`, after 41
    number = next(iter(new), None)
    return number, gone or next((n for n in mentioned if n is not number), None)


def _on_record(number: Number, before: Sequence[Item]) -> bool:
    return any(is_value(item, number.value) for item in before)


def of_that_day(pieces: Sequence[Piece], number: Number, before: Sequence[Item]) -> bool:
    """`gli alloggi del 12 erano 3`, after those of the twelfth: its day, and no figure."""
    at = pieces.index(number)
    told = at > 0 and pieces[at - 1].text in ("del", "dell'", "di", "il")
    return told and any(i.date is not None and i.date.day == number.value for i in before)


_DATE = frozenset({"data", "giorno", "date"})


def days_for_pairs(
    pieces: Sequence[Piece], before: Sequence[Item], today: dt.date
) -> tuple[Piece, ...]:
    """`data giusta 14/9`, `8/9 e non 7/9`: days, where no pair was told, or a day is spoken of."""
    words = {p.text for p in pieces if isinstance(p, Word)}
    of_days = bool(words & _DATE)
    if not before or (not of_days and any(i.mode is Mode.RATIO for i in before)):
        return tuple(pieces)
    step = of_days or all(i.mode is Mode.MILESTONE for i in before)
    return tuple(
        (isinstance(p, Number) and (p.slashed or step) and short_day(p, today)) or p for p in pieces
    )


def day_anew(pieces: Sequence[Piece], before: Sequence[Item]) -> Day | None:
    """The day that is said anew: of two, not the one on record (`ho scritto ieri ma era oggi`)."""
    if any(isinstance(p, Number) for p in pieces):
        return day_of(pieces)
    known = {i.date for i in before if i.date}
    new = [p for p in pieces if not (isinstance(p, Day) and p.day in known)]
    return day_of(new) or day_of(pieces)


def figures_for_days(pieces: Sequence[Piece], before: Sequence[Item]) -> tuple[Piece, ...]:
    """`il 26 era il numero di giugno, ora sono 28`, after 26: the figure that was told, and no
    day; what it was said to be goes with it."""
    if not any(isinstance(p, Number) for p in pieces):
        return tuple(pieces)
    found: list[Piece] = []
    was = False
    for at, piece in enumerate(pieces):
        told = _figure_told(piece, before)
        if told is not None and _was_so(pieces[at + 1 :]):
            was = True
            found.append(told)
        elif not was or not isinstance(piece, Day | Word):
            found.append(piece)
            was = was and not isinstance(piece, Mark)
    return tuple(found)


def _was_so(rest: Sequence[Piece]) -> bool:
    """Whether it is said of a figure what it was, and then another one is told."""
    marks = [at for at, p in enumerate(rest) if isinstance(p, Mark)]
    then = rest[marks[0] :] if marks else ()
    return rest[0].text in _WAS and any(isinstance(p, Number) for p in then) if rest else False


def _figure_told(piece: Piece, before: Sequence[Item]) -> Number | None:
    """A piece as a figure of those told before; None where it is none of them."""
    number = piece if isinstance(piece, Number) else None
    if isinstance(piece, Day) and piece.day and _BARE_DAY.fullmatch(piece.text):
        number = Number(piece.start, piece.end, piece.text, Decimal(piece.day.day))
    known = number is not None and any(is_value(item, number.value) for item in before)
    return number if known else None


def of_another_day(amendment: Amendment, before: Sequence[Item]) -> bool:
    """`e ieri 41`, `al 30 giugno era 79`, after today's: another fact, and none put right."""
    day, number = amendment.day, amendment.number
    if day is None or day.day is None or number is None or amendment.gone:
        return False
    known = {i.date for i in before}
    other = day.when in (When.DAY, When.AT) and day.day not in known and len(before) == 1
    told = day.when is When.AT or None not in known
    return other and told and not any(is_value(i, number.value) for i in before)


def in_month_of(target: Item, day: Day) -> Day:
    """`l'11, non il 12`, of a fact of July: a bare day is of the month that was told first."""
    if target.date is None or day.day is None or not _BARE_DAY.fullmatch(day.text):
        return day
    last = calendar.monthrange(target.date.year, target.date.month)[1]
    return replace(day, day=target.date.replace(day=min(day.day.day, last)))


def of_its_day(amendment: Amendment, indicator: Indicator, today: dt.date) -> Amendment:
    """`no, 29/4`, of a step: its day, and no figure."""
    step = indicator.kind.is_step and amendment.number is not None
    day = short_day(amendment.number, today) if step and amendment.number else None
    return replace(amendment, number=None, day=day) if day else amendment
