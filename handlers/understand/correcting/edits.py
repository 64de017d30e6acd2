"""All that a message may do to what was told before it: each edit that is possible, proposed.

Which of them is meant is not looked at here (`weighing`): a figure is taken for every fact that
can hold it, a day for every fact, and every fact may be taken back.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from handlers.understand.correcting.denials import Parted, parted
from handlers.understand.cutting.scan import words_of
from handlers.understand.days.dates import short_day
from handlers.understand.figures.values import Figured, asks, measured
from handlers.understand.figures.when import dated
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import Term, said, terms_in
from handlers.understand.pieces import Code, Cue, Day, Manner, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Mode, Reading
from handlers.understand.setting import Context
from handlers.understand.telling.telling import manners_of
from handlers.understand.telling.together import summed_up
from italian.regex import regex
from ledger.later import dataclass, replace
from ledger.plan import Direction, Indicator, Kind
from words.say import say

MOST_FIGURES, MOST_DAYS, MOST_FACTS, MOST_OTHERS = 4, 3, 4, 3
"""Figures and days of a message, facts before it and other indicators, that are looked at."""
_COUNTED = 2
"""Words, at most, of what is said to be fewer."""
_COUNTING = frozenset({Manner.ADDED, Manner.TOTAL})
_SO_COUNTED = {
    frozenset({Manner.ADDED}): Mode.INCREMENT,
    frozenset({Manner.TOTAL}): Mode.ABSOLUTE,
}
_DENIED = {
    frozenset({Manner.ADDED}): frozenset({Manner.TOTAL}),
    frozenset({Manner.TOTAL}): frozenset({Manner.ADDED}),
}
_LEAST_SHARE = 0.1
"""Share of the words from which another indicator may be meant."""
_BARE_DAY = regex(r"(?:(?:il|al|del|dal|di) |l'|dell'|all')?(\d{1,2})")
_TALK = any_of(
    [f"(?:{w})$" for w in (*LEXICON.corrections.talk, *LEXICON.corrections.undo)]
    + ["(?:sostitui|mod|corre|rett|metti|scus|asp|sorry|pota|vabb)\\w*$"]
)
_THE_DAY = regex(
    r"\bgiorno (?:(?P<before>prima|precedente)|dopo|seguente|successivo)\b"
    r"|\b(?P<eve>vigilia)\b|\bindomani\b"
)
_THOUSANDS = (1000, 1_000_000)


class Sort(StrEnum):
    """What an edit does."""

    NEWS = "news"
    """Nothing: the message tells, or asks, what it says by itself."""
    ON = "on"
    """More of a fact is told."""
    UNDO = "undo"
    VALUE = "value"
    TERM = "term"
    DAY = "day"
    OTHER = "other"
    """It was another indicator."""
    STEP = "step"
    MODE = "mode"
    SWAP = "swap"
    SEVERAL = "several"
    ALONE = "alone"
    """A fact of an earlier message is put right."""
    ASK = "ask"
    """Something is wrong, and it is not said what."""
    NOTHING = "nothing"
    """It only talks."""


@dataclass(frozen=True)
class Other:
    """An indicator that the words may name, with how well they do."""

    code: str
    share: float = 1.0
    score: float = 9.0


@dataclass(frozen=True)
class Edit:
    """One thing that a message may do to what was told before it."""

    sort: Sort
    reading: Reading
    of: Item | None = None
    """The fact before it that it changes; None where it changes several, or none."""
    number: Number | None = None
    day: Day | None = None
    other: Other | None = None
    """The other indicator it says was meant."""
    how: str = ""
    """Which way, where a sort has several."""


@dataclass(frozen=True)
class Told:
    """A message beside the facts before it."""

    pieces: tuple[Piece, ...]
    parts: Parted
    terms: tuple[Term, ...]
    """What it says, but for what it takes back and the talk around it."""
    before: tuple[Item, ...]
    numbers: tuple[Number, ...]
    days: tuple[Day, ...]
    others: tuple[Other, ...]
    """Indicators, of the sender's, that its words may name."""

    @property
    def manners(self) -> frozenset[Manner]:
        """How its figures are said to count."""
        return frozenset(p.manner for p in self.pieces if isinstance(p, Cue))


def told_after(
    pieces: Sequence[Piece], before: Sequence[Item], namer: Namer, setting: Context
) -> Told:
    """What a message has to edit by."""
    figures = [replace(p, reached=False) for p in pieces if isinstance(p, Number)]
    days = [p for p in pieces if isinstance(p, Day)]
    figures += [f for f in map(_as_figure, days) if f]
    days += [d for d in (short_day(n, setting.today) for n in figures) if d and d.day]
    parts = parted(pieces)
    naming = [p for p in parts.said if not _of_talk(p)]
    terms = tuple(terms_in(naming))
    choice, _ = namer.chooser.choose(terms, Shape.of(naming), setting.own)
    told = (c for c in choice.ranked if c.share >= _LEAST_SHARE and terms)
    named = [Other(c.code, c.share, c.score) for c in told]
    typed = (namer.named([p], setting).code for p in pieces if isinstance(p, Code))
    named = [Other(code) for code in typed if code] or named
    return Told(
        tuple(pieces),
        parts,
        terms,
        tuple(before[-MOST_FACTS:]),
        tuple(figures[:MOST_FIGURES]),
        tuple(days[:MOST_DAYS]),
        tuple(named[: MOST_OTHERS + len(before)]),
    )


def _of_talk(piece: Piece) -> bool:
    return isinstance(piece, Word) and bool(_TALK.match(piece.text))


def _as_figure(day: Day) -> Number | None:
    """`il 26 era il numero di giugno`: a figure that looks like a day."""
    found = _BARE_DAY.fullmatch(day.text)
    return Number(day.start, day.end, day.text, Decimal(found[1])) if found else None


def _beside(fact: Item, pieces: Sequence[Piece], today: dt.date) -> tuple[Day, ...]:
    """`il giorno prima`: the day before that of the fact."""
    found = _THE_DAY.search(words_of(pieces))
    if found is None:
        return ()
    apart = -1 if found["before"] or found["eve"] else 1
    day = (fact.date or today) + dt.timedelta(apart)
    return (Day(found.start(), found.start(), found[0], When.DAY, day),)


def _in_month_of(fact: Item, day: Day) -> Day:
    """`l'11, non il 12`, of a fact of July: a bare day is of the month that was told first."""
    if fact.date is None or day.day is None or not _BARE_DAY.fullmatch(day.text):
        return day
    last = calendar.monthrange(fact.date.year, fact.date.month)[1]
    return replace(day, day=fact.date.replace(day=min(day.day.day, last)))


def proposed(of: Told, namer: Namer, today: dt.date) -> Iterator[Edit]:
    """Every edit of one fact that is possible."""
    told = of
    for fact in told.before:
        days = (_in_month_of(fact, day) for day in of.days)
        told = replace(of, days=(*days, *_beside(fact, of.pieces, today)))
        indicator = namer.indicators[fact.indicator or ""]
        yield Edit(Sort.UNDO, _put_right(_undone(fact)), fact)
        yield from _figures(fact, indicator, told, today)
        for day in told.days:
            if day.day != fact.date:
                yield Edit(Sort.DAY, _put_right(_on(fact, day, today)), fact, None, day)
        yield from _others(fact, told, namer, today)
        yield from _stepped(fact, told, today)
        yield from _turned(fact, told)
        yield from _more(fact, indicator, told, today)
    if len(of.before) > 1:
        yield Edit(Sort.UNDO, _put_right(*map(_undone, of.before)), how="all")


def anew(
    fact: Item, number: Number, day: Day | None, told: Told, namer: Namer, today: dt.date
) -> Item:
    """A fact with another figure in its place, counted as it was."""
    indicator = namer.indicators[fact.indicator or ""]
    valued = next(_valued(fact, indicator, number, told), None)
    item = valued[2] if valued and not indicator.kind.is_step else fact
    return _on(item, day, today) if day and day.day != fact.date else item


def _put_right(*items: Item) -> Reading:
    return summed_up(Intent.CORRECT, items)


def _guessed(fact: Item) -> tuple[str, ...]:
    """That its indicator was only likely stays so, whatever is put right of it."""
    return tuple(field for field in fact.assumed if field == "indicator")


def _undone(fact: Item) -> Item:
    return replace(fact, value=None, numerator=None, denominator=None, assumed=(), evidence=None)


def _on(fact: Item, day: Day, today: dt.date) -> Item:
    if fact.mode is Mode.MILESTONE and day.when is When.SINCE:
        day = replace(day, when=When.DAY)  # `no, dal 13`
    return dated(replace(fact, assumed=_guessed(fact), evidence=None), day, today)


def _figures(fact: Item, indicator: Indicator, told: Told, today: dt.date) -> Iterator[Edit]:
    """Each figure in the place of the fact's, on its day or another."""
    if indicator.kind.is_step:
        return
    for number in told.numbers:
        for how, figure, item in _valued(fact, indicator, number, told):
            sort = Sort.TERM if how in ("numerator", "denominator") else Sort.VALUE
            yield Edit(sort, _put_right(item), fact, figure, None, None, how)
            for day in told.days:
                if day.day != fact.date and day.start != number.start:
                    anew = _put_right(_on(item, day, today))
                    yield Edit(sort, anew, fact, figure, day, None, how)


def _valued(
    fact: Item, indicator: Indicator, number: Number, told: Told
) -> Iterator[tuple[str, Number, Item]]:
    clean = replace(fact, assumed=(*_guessed(fact), "date"), evidence=None)
    if _by_how_much(told.pieces, number):
        less = _lessened(clean, number.value)
        if less is not None:
            yield "fewer", number, less
        return
    if fact.numerator is not None and number.over is None and not number.percent:
        yield "numerator", number, replace(clean, numerator=number.value)
        yield "denominator", number, replace(clean, denominator=number.value)
        return
    unsaid = replace(clean, value=None, numerator=None, denominator=None)
    if fact.mode is Mode.RATIO:
        percent = number.over is None
        figured = Figured(replace(number, percent=percent))
        yield "", number, measured(indicator, figured, unsaid)
        return
    mode = _mode(fact, told, number)
    for how, value in _scaled(fact, number):
        figure = replace(number, value=value)
        manners = _counted(fact, indicator, mode)
        yield how, figure, measured(indicator, Figured(figure, manners), unsaid)


def _lessened(fact: Item, less: Decimal) -> Item | None:
    """`sono uno in meno`: taken off the figure before it, the part of a pair."""
    if fact.numerator is not None:
        return replace(fact, numerator=fact.numerator - less) if fact.numerator > less else None
    enough = fact.value is not None and fact.value > less
    return replace(fact, value=fact.value - less) if enough and fact.value else None


def _by_how_much(pieces: Sequence[Piece], number: Number) -> bool:
    """`50 in meno`, `una dote in meno`: by how much, and not how many."""
    at = next((i for i, p in enumerate(pieces) if p.start == number.start), 0) + 1
    words = list(takewhile(lambda p: isinstance(p, Word), pieces[at : at + _COUNTED]))
    after = pieces[at + len(words) : at + len(words) + 1]
    return any(isinstance(p, Cue) and p.manner is Manner.FEWER for p in after)


def _scaled(fact: Item, number: Number) -> Iterator[tuple[str, Decimal]]:
    """The figure as it stands; in thousands, where the one before it was."""
    yield "", number.value
    for scale in _THOUSANDS:
        if fact.value and Decimal("0.5") < number.value * scale / abs(fact.value) < 2:
            yield "scaled", number.value * scale


def _mode(fact: Item, told: Told, number: Number | None = None) -> Mode:
    """The first report's, unless it is said that it was a total, or was not."""
    said, gone = manners_of(_of_counting(told, number)), manners_of(told.parts.gone)
    if fact.mode not in (Mode.ABSOLUTE, Mode.INCREMENT) or said & gone:
        return fact.mode or Mode.ABSOLUTE  # `non siamo a 12, siamo a 14`
    if any(n.sign == "+" for n in told.numbers):
        return Mode.INCREMENT
    counted = (said | _DENIED.get(gone & _COUNTING, frozenset())) & _COUNTING
    return _SO_COUNTED.get(counted, fact.mode)


def _of_counting(told: Told, number: Number | None) -> Iterator[Piece]:
    """Without by how much a figure was wrong: `contati due in più, 46`, `uno zero in più`."""
    start = number.start if number else -1
    last: Piece | None = None
    for piece in told.parts.said:
        beside = isinstance(last, Number) and last.start != start
        wrong = isinstance(last, Word) and last.text.startswith(("zero", "cifr"))
        if not (isinstance(piece, Cue) and (beside or wrong or "quindi" in piece.text)):
            yield piece
        last = piece


def _counted(fact: Item, indicator: Indicator, mode: Mode) -> frozenset[Manner]:
    manners = {Manner.ADDED if mode is Mode.INCREMENT else Manner.TOTAL}
    fell = fact.value is None or fact.value < 0
    if indicator.direction is Direction.DOWN and mode is Mode.INCREMENT and fell:
        manners.add(Manner.CLEARED)
    return frozenset(manners)


def _others(fact: Item, told: Told, namer: Namer, today: dt.date) -> Iterator[Edit]:
    """The same fact, of another indicator."""
    was = namer.indicators[fact.indicator or ""]
    counts = {Kind.COUNT, Kind.CURRENCY, Kind.INDEX}
    for other in told.others:
        indicator = namer.indicators[other.code]
        alike = was.kind is indicator.kind or {was.kind, indicator.kind} <= counts
        if other.code == fact.indicator or was.direction is not indicator.direction:
            continue
        objective = namer.codes.indicators[other.code]
        words = said(terms_in(told.pieces))
        moved = replace(fact, objective=objective, indicator=other.code, words=words, evidence=None)
        if not alike:
            continue
        yield Edit(Sort.OTHER, _put_right(moved), fact, None, None, other)
        for number in told.numbers:
            for how, figure, item in _valued(moved, indicator, number, told):
                yield Edit(Sort.OTHER, _put_right(item), fact, figure, None, other, how)
        for day in told.days:
            if day.day != fact.date:
                yield Edit(Sort.OTHER, _put_right(_on(moved, day, today)), fact, None, day, other)


def _stepped(fact: Item, told: Told, today: dt.date) -> Iterator[Edit]:
    """A step that was reached after all, or was not."""
    if fact.mode is not Mode.MILESTONE or fact.value is None:
        return
    turned = replace(fact, value=1 - fact.value, evidence=None)
    yield Edit(Sort.STEP, _put_right(turned), fact)
    for day in told.days:
        yield Edit(Sort.STEP, _put_right(_on(turned, day, today)), fact, None, day)


def _turned(fact: Item, told: Told) -> Iterator[Edit]:
    """The same figure, counted in the other way; above and below its line."""
    if fact.numerator is not None and fact.denominator is not None:
        swapped = replace(fact, numerator=fact.denominator, denominator=fact.numerator)
        yield Edit(Sort.SWAP, _put_right(swapped), fact)
    if fact.mode in (Mode.ABSOLUTE, Mode.INCREMENT):
        mode = _mode(fact, told)
        if mode is not fact.mode:
            turned = replace(fact, mode=mode, assumed=(*_guessed(fact), "date"))
            yield Edit(Sort.MODE, _put_right(turned), fact)
    if fact.value:
        below = replace(fact, value=-fact.value, assumed=(*_guessed(fact), "date"))
        yield Edit(Sort.MODE, _put_right(below), fact, how="below")


def _more(fact: Item, indicator: Indicator, told: Told, today: dt.date) -> Iterator[Edit]:
    """More of the same, told on: `altre 3 nel pomeriggio`, `lunedì altri 205`."""
    if fact.mode is not Mode.INCREMENT or indicator.kind.is_step:
        return
    unsaid = replace(fact, value=None, assumed=("indicator",), evidence=None)
    for number in told.numbers:
        if _by_how_much(told.pieces, number):
            continue
        manners = _counted(fact, indicator, Mode.INCREMENT)
        item = measured(indicator, Figured(number, manners), unsaid)
        yield Edit(Sort.ON, summed_up(Intent.REPORT, (item,)), fact, number)
        for day in told.days:
            on = summed_up(Intent.REPORT, (_on(item, day, today),))
            yield Edit(Sort.ON, on, fact, number, day)


def asked(before: Sequence[Item]) -> Reading:
    """That something is wrong, and not what: which fact, and what would be right?"""
    if len(before) == 1:
        return _put_right(asks(replace(before[0], value=None), say("understand.right_value")))
    near = tuple(i.indicator for i in before if i.indicator)
    return _put_right(asks(Item(candidates=near), say("understand.which_record")))
