"""The day of a fact: which of the days said is its own, and what a day that cannot be comes to."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from handlers.understand.days.dates import short_day
from handlers.understand.days.day_words import WEEKDAYS
from handlers.understand.figures.around import ONE_DONE
from handlers.understand.figures.values import asks, in_unit, refused
from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Act, Day, Number, Piece, When, Word
from handlers.understand.reading import Item, NotTaken
from italian.regex import regex
from ledger.later import replace
from ledger.plan import Indicator
from words.say import say

_DECISIONS = ("del", "det", "decreto", "ord", "dg", "dcc", "dd", "gm", "gc", "cc", "atto")
_PROMISED = frozenset({"mando", "mandiamo", "invio", "inviamo", "aggiorno", "riscrivo"})
"""`3 CIE, il resto lo mando domani`: when something else will be told."""
_TO_YOU = frozenset({"ti", "te", "vi", "ve"})
_LATEST = frozenset({"ultimo", "ultima", "ultimi", "ultime"})
_EXACTLY = ("il ", "l'", "ieri", "oggi")
"""`3 incontri, l'ultimo il 9`: the day of one of those counted."""
_OF = ("di ", "del ", "della ", "dell'")
"""`dopo l'acquazzone di sabato 5 sopralluoghi domenica`: the day of something else."""
_AMONG = frozenset({"tra", "fra"})
_HOURS = regex(r"(?:ore|h) \d+")
_LETTERS = ("prot", "nota", "circolare", "lettera", "pec", "comunicazione")


def day_of(pieces: Iterable[Piece]) -> Day | None:
    """The day a stretch names for its fact: a deadline or a start is none."""
    row = list(pieces)
    days = [p for at, p in enumerate(row) if isinstance(p, Day) and not _compared(row, at)]
    told = [d for d in days if d.when in (When.DAY, When.AT, When.PERIOD)]
    exact = [d for d in told if d.when is not When.PERIOD]
    if len(exact) > 1 and all(d.when is When.DAY for d in exact):
        exact = [d for d in exact if not d.text.startswith(_OF)] or exact
    since = [d for d in days if d.when is When.SINCE]
    return next(iter([*exact, *told, *since]), None)


def _compared(pieces: Sequence[Piece], at: int) -> bool:
    """`rispetto a settembre`: a day that is only compared with."""
    if at + 1 < len(pieces) and pieces[at + 1].text == "no":
        return True  # `stanotte no, ma ieri 2 incidenti`
    latest = at > 0 and pieces[at - 1].text in _LATEST
    if latest and pieces[at].text.startswith((*_EXACTLY, *WEEKDAYS)):
        return True
    promised = any(p.text in _PROMISED for p in pieces[max(0, at - 3) : at])
    if promised and any(isinstance(p, Number) or p.text in _TO_YOU for p in pieces[:at]):
        return True
    return any(p.text in ("rispetto", "contro") for p in pieces[max(0, at - 2) : at])


def act_day(pieces: Iterable[Piece], steps: frozenset[str]) -> Day | None:
    """The day of an act, where the fact is that act: an approval and its resolution."""
    before = ""
    for piece in pieces:
        by_it = before == "con" and bool(steps)
        if isinstance(piece, Act) and piece.dated and (by_it or _is_the_act(piece.kind, steps)):
            return Day(piece.start, piece.end, piece.text, When.DAY, piece.day, piece.nearest)
        before = piece.text if isinstance(piece, Word) else ""
    return None


def decides(piece: Piece) -> bool:
    """Whether it is an act by which something is decided, and not a road or a lot."""
    return isinstance(piece, Act) and piece.kind.replace(".", "").startswith(_DECISIONS)


def _is_the_act(kind: str, steps: frozenset[str]) -> bool:
    plain = kind.replace(".", "")
    if plain.startswith(_DECISIONS):
        return not steps or bool(steps & LEXICON.acts.decision)
    if plain.startswith(_LETTERS):
        return bool(steps & LEXICON.acts.letter)
    if plain.startswith(("contratto", "rep")):
        return bool(steps & LEXICON.acts.contract)
    return False


def with_short_days(pieces: Sequence[Piece], today: dt.date) -> list[Piece]:
    """`30/6 180 CIE`, `albo approvato 3/9`: a slashed pair beside a number that is none, or right
    after what was done to one thing, is a day, where it can be one."""
    pairs = {p: short_day(p, today) for p in pieces if isinstance(p, Number) and p.slashed}
    dated = [day for day in pairs.values() if day]
    if len(dated) < sum(isinstance(p, Number) for p in pieces):
        return [pairs.get(p) or p if isinstance(p, Number) else p for p in pieces]
    after = [None, *pieces]
    return [
        (isinstance(p, Number) and _one_done(last) and pairs.get(p)) or p
        for last, p in zip(after, pieces, strict=False)
    ]


def _one_done(piece: Piece | None) -> bool:
    return isinstance(piece, Word) and bool(ONE_DONE.fullmatch(piece.text))


def as_measured(
    stretch: tuple[Piece, ...], indicator: Indicator | None, today: dt.date
) -> tuple[Piece, ...]:
    """What a stretch says of its indicator: a pair said of a step is its day (`lavori ultimati
    25.06`), and hours are a figure where nothing else is measured (`pattuglia serale ore 5`)."""
    if indicator is None:
        return stretch
    if indicator.kind.is_step:
        return tuple((isinstance(p, Number) and short_day(p, today)) or p for p in stretch)
    kinds = {*map(type, stretch)}
    return _with_hours(stretch, indicator) if Act in kinds and Number not in kinds else stretch


def _with_hours(stretch: tuple[Piece, ...], indicator: Indicator) -> tuple[Piece, ...]:
    hours = [p for p in stretch if isinstance(p, Act) and _HOURS.fullmatch(p.text)]
    if len(hours) != 1 or not in_unit(indicator, "ore"):
        return stretch
    one = hours[0]
    number = Number(one.start, one.end, one.text, Decimal(one.text.split()[-1]))
    return tuple(number if p is one else p for p in stretch)


def with_days_each(pieces: Sequence[Piece]) -> list[Piece]:
    """`lunedì e martedì 4 e 3 CIE`: each figure gets its day; one figure of both days is counted
    at the second."""
    row = list(pieces)
    days = [at for at, p in enumerate(row) if isinstance(p, Day)]
    numbers = [at for at, p in enumerate(row) if isinstance(p, Number)]
    if len(days) != 2 or not _both(row, days) or not 1 <= len(numbers) <= 2:
        return row
    second = row[days[1]]
    if len(numbers) == 1 and isinstance(second, Day):
        merged = replace(second, when=When.PERIOD, assumed=True)
        return [*row[: days[0]], merged, *row[days[1] + 1 :]]
    if not _both(row, numbers) or numbers[0] < days[1]:
        return row
    return [*row[: days[0] + 1], *row[days[1] + 1 : numbers[1]], second, *row[numbers[1] :]]


def _both(pieces: Sequence[Piece], at: Sequence[int]) -> bool:
    """Whether two pieces are joined by nothing but `e`, days that something happened on."""
    first, second = at
    told = all(p.when is When.DAY for p in (pieces[first], pieces[second]) if isinstance(p, Day))
    return told and second == first + 2 and pieces[first + 1].text in ("e", "ed")


def with_periods(sentence: Sequence[Piece]) -> list[Piece]:
    """`tra lunedì e mercoledì`, `dal 2 al 6 settembre`: one period, counted at its end."""
    pieces = with_days_each(sentence)
    found: list[Piece] = []
    for piece in pieces:
        start = _opened(found) if isinstance(piece, Day) and piece.day else None
        if start is None or not isinstance(piece, Day):
            found.append(piece)
            continue
        days = [p.day for p in found[start:] if isinstance(p, Day) and p.day]
        new_year = any((d.month, d.day) == (1, 1) for d in days)
        among = start > 0 and found[start - 1].text in _AMONG
        del found[start:]
        so_far = new_year or (piece.text.endswith("oggi") and not among)
        found.append(replace(piece, when=When.PERIOD, assumed=True, from_new_year=so_far))
    return found


def _opened(pieces: Sequence[Piece]) -> int | None:
    """Where a period opens that the next day closes."""
    last = pieces[-1] if pieces else None
    if isinstance(last, Day):
        return len(pieces) - 1 if last.when is When.SINCE else None
    if isinstance(last, Number):
        opened = len(pieces) > 1 and pieces[-2].text in ("dal", "dall")
        return len(pieces) - 2 if opened and last.over is None and last.value <= 31 else None
    if len(pieces) < 3 or last is None or last.text not in ("e", "ed"):
        return None
    day, opening = pieces[-2], pieces[-3]
    return len(pieces) - 2 if isinstance(day, Day) and opening.text in _AMONG else None


def dated(item: Item, day: Day | None, today: dt.date) -> Item:
    """The item with its day; a day that does not exist is refused, a future one asked about."""
    if day is None or day.when is When.SINCE:
        return replace(item, assumed=(*item.assumed, "date"))
    if day.day is None:
        nearest = "understand.bad_date" if day.nearest else "understand.no_such_day"
        question = say(nearest, typed=day.text, nearest=day.nearest)
        return refused(item, NotTaken.BAD_DATE, question)
    item = replace(item, date=day.day)
    if day.day > today:
        return asks(item, say("understand.future", date=day.day))
    return replace(item, assumed=(*item.assumed, "date")) if day.assumed else item
