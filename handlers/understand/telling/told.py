"""One fact of a message before it has a value, and how several of them hang together."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from handlers.understand.cutting.clauses import Stretch
from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.around import ONES, said_beside, said_of_people
from handlers.understand.naming.naming import Named
from handlers.understand.pieces import Code, Day, Manner, Mark, Number, When, Word
from handlers.understand.telling import steps
from italian.regex import regex
from ledger.later import dataclass, replace
from ledger.plan import Direction, Kind

_SPREADING = frozenset({Manner.ADDED, Manner.TOTAL})
"""Manners that hold for the facts around them as well: `altre 12 CIE e 30 certificati`."""
_ADDING = frozenset({Manner.ADDED})
"""Those that hold for a fact that has a day of its own: `siamo a 85, oggi 4 multe`."""
_AND = frozenset({"e", "ed"})
_PART_OF = frozenset({"cui"})
_SO = regex(r"\b(?:quindi|adesso|ora|ormai)\b")
_WHO_DO = regex(r"\w{3,}(?:ant|ent)i")
_MISSING = regex(r"\b(?:manc|rest|riman)")
_THEREFORE = regex(r"\W*quindi\b")
_PRICE = regex(
    r"import\w+|quadro|economic\w+|valore|base|asta|spesa|costo|complessiv\w+|piu|total\w+"
)
"""What says how much an act is for."""
_NOW = regex(r"\b(?:adesso|ora|oramai|ormai|attualmente)\b")
"""What is said of today, whatever day was said of something else."""
_LONG = 9
"""Words of a sentence that is told by itself, beside others: it has a day of its own, or none."""
_TO = frozenset({"a", "ad", "ai", "alle", "agli"})
_GIVEN = regex(
    r"\b(?:dat|consegnat|assegnat|rilasciat|concess|erogat|distribuit|attribuit|riconosciut|pagat"
    r"|mandat|inviat|spedit|notificat|misurat|rimborsat)[ei]\b"
)
_AGREED = regex(r"\b(?:firmat|stipulat|sottoscritt|conclus|siglat|attivat)[ei]\b")
"""What is done once with each: as many were done as there are of them."""
_FOR_THEM = frozenset({"per", "con", "a"})
_RETHINKING = frozenset({"anzi", "pardon", "cioe", "scusa", "scusate", "no", "aspetta"})


@dataclass(frozen=True)
class Passage:
    """One stretch of a message and what it was found to speak of."""

    stretch: Stretch
    named: Named
    number: Number | None
    day: Day | None
    manners: frozenset[Manner]
    pair: tuple[Decimal, Decimal] | None = None
    term: str | None = None
    """Which term of a ratio its single number is, where that is said."""
    parts: tuple[Decimal, ...] = ()  # what its number is the sum of, where it was told apart
    at_second_hand: bool = False
    """Whether its sentence tells it at another's word."""
    sentence: Stretch = ()
    """The sentence it stands in, whole; nothing where it is a sentence by itself."""

    @property
    def code(self) -> str | None:
        """The code it speaks of."""
        return self.named.code

    @property
    def text(self) -> str:
        """Its words."""
        return words_of(self.stretch)

    @property
    def by_code(self) -> bool:
        """Whether a code is written in it."""
        return any(isinstance(p, Code) for p in self.stretch)

    @property
    def event(self) -> Stretch:
        """What stands before the mark that its number follows; all of it without such a mark."""
        at = self.stretch.index(self.number) if self.number in self.stretch else 0
        marks = [i for i, p in enumerate(self.stretch[:at]) if isinstance(p, Mark)]
        return self.stretch[: marks[-1]] if marks and marks[-1] else self.stretch

    @property
    def is_given(self) -> bool:
        """`buoni dati a 66 famiglie`, `patti firmati con 21 club`: as many as who got one."""
        at = self.stretch.index(self.number) if self.number in self.stretch else 0
        tie = self.stretch[at - 1].text if at > 1 else ""
        pattern = _GIVEN if tie in _TO else _AGREED if tie == "con" else None
        return pattern is not None and bool(pattern.search(self.text))

    def expected_by(self, today: dt.date) -> bool:
        """`600 CIE entro fine anno`, `da lunedì prossimo`: due by, or from, a day still to come."""
        days = (p for p in self.stretch if isinstance(p, Day) and p.when in (When.BY, When.SINCE))
        open_ended = self.day is None or self.day.when is When.SINCE
        return open_ended and any(d.day and d.day > today for d in days)

    def opens_with(self, words: frozenset[str]) -> bool:
        """Whether its first word is one of these."""
        first = next((p for p in self.stretch if not isinstance(p, Mark)), None)
        return isinstance(first, Word) and first.text in words


def shared(told: Sequence[Passage]) -> list[Passage]:
    """Days and manners said once hold for the facts beside: `oggi 12 CIE e 30 certificati`."""
    dated = [t for t in told if t.day is not None]
    only = dated[0] if len(dated) == 1 else None
    found: list[Passage] = []
    for one in told:
        before = found[-1] if found else None
        common = only.day if only and _of_one_day(one, only) else None
        day = one.day or common or (before.day if before and not only else None)
        apart = only is not None and len(one.sentence) > _LONG and one.sentence != only.sentence
        if before and not one.day and (apart or _NOW.search(one.text)):
            day = None
        whole = Manner.TOTAL in one.manners and not one.day
        if whole and _in_its_time(replace(one, day=day)):
            day = None
        manners = one.manners
        signed = one.number is not None and bool(one.number.sign)
        if before and not manners and not signed and before.manners & _SPREADING:
            of_its_day = one.day is not None and (one.day.when is When.DAY or _of_a_while(one))
            manners = before.manners & (_ADDING if of_its_day else _SPREADING)
        found.append(replace(one, day=day, manners=manners))
    last = found[-1].manners if found else frozenset()
    if len(found) > 1 and last == {Manner.TOTAL} and not any(t.manners for t in found[:-1]):
        found = [
            t if _in_its_time(own) or (t.number and t.number.sign) else replace(t, manners=last)
            for t, own in zip(found[:-1], told[:-1], strict=True)
        ] + found[-1:]
    return found


def _in_its_time(told: Passage) -> bool:
    """Whether it happened on a day, or between two, and so is no total: `tra lunedì e ieri 24`."""
    day = told.day
    return day is not None and day.when in (When.DAY, When.PERIOD) and not day.from_new_year


def _of_one_day(one: Passage, dated: Passage) -> bool:
    """Whether the only day said, beside one fact, holds for another as well.

    A day that opens a fact does, unless it sets that fact apart from one of the same indicator
    (`CIE 412 (ieri 405)`); one that closes it does among facts of a sort: the day of a step is not
    that of a count.
    """
    opens = next((isinstance(p, Day) for p in dated.stretch if not isinstance(p, Mark)), False)
    if opens:
        return one.code is None or one.code != dated.code
    return _sort_of(one) == _sort_of(dated)


def _sort_of(told: Passage) -> str:
    """Whether it tells how many, one without a number included, a share, or a step."""
    indicator = told.named.indicator
    if indicator is not None and indicator.kind.in_percent:
        return "share"
    one = indicator is not None and indicator.kind is Kind.COUNT
    return "count" if one or told.number is not None else "step"


def vouched(told: Sequence[Passage], text: str) -> list[Passage]:
    """What is doubted is told as at another's word: in its own sentence, or, where there is but one
    figure, anywhere in the message (`12 CIE... mah, verifico`)."""
    only = sum(t.number is not None for t in told) < 2
    return [
        replace(t, at_second_hand=True)
        if steps.doubted(text if only else words_of(t.sentence))
        else t
        for t in told
    ]


def without_parts(told: Sequence[Passage], strange: Callable[[Passage], bool]) -> list[Passage]:
    """Without what is no fact of its own: parts of what was told, and what is said beside it.

    `240 CIE di cui 12 oggi`; `17 accessi, 3 urgenti`; `5 verifiche, 2 erano irregolari`.
    `strange` tells whether a number counts nothing of the plan.
    """
    kept: list[Passage] = []
    for one in told:
        last = kept[-1] if kept else None
        part = one.opens_with(_PART_OF) and last and one.code in (None, last.code)
        beside = last and (
            _for_people(last, one)
            or _came_in_so_many(last, one)
            or _rest_of(last, one)
            or _price_of(last, one)
            or _share_of(last, one)
            or _left_beside(last, one)
            or (_beside(last, one) and strange(one))
        )
        if not part and not beside:
            kept.append(one)
    return kept


def without_strangers(
    told: Sequence[Passage],
    strange: Callable[[Passage], bool],
    its: Callable[[Passage], bool],
) -> list[Passage]:
    """`150 libri nuovi e altri 9 iscritti`: of two of one indicator, those that it counts."""
    if len(told) < 2:
        return list(told)
    plain = {t.code for t in told if t.number is not None and its(t)}
    return [t for t in told if t.number is None or t.code not in plain or its(t) or not strange(t)]


def _rest_of(last: Passage, one: Passage) -> bool:
    """`riparate 120 su 160, ne mancano 40`: what the pair says already."""
    pair, number, indicator = last.number, one.number, last.named.indicator
    if pair is None or pair.over is None or number is None or number.over is not None:
        return False
    nothing_new = all(t.doing or t.participle for t in one.named.terms) and not one.by_code
    measured = indicator is not None and indicator.direction is Direction.DOWN
    left = one.manners == {Manner.LEFT} and not measured
    return left and nothing_new and number.value == pair.over - pair.value


def _price_of(last: Passage, one: Passage) -> bool:
    """`variante approvata, importo 310.000 euro`: what the act came to, and nothing spent."""
    step = last.named.indicator is not None and last.named.indicator.kind.is_step
    money = one.number is not None and one.number.money and not one.by_code
    return step and money and all(_PRICE.fullmatch(t.word) for t in one.named.terms)


def _for_people(last: Passage, one: Passage) -> bool:
    """`120 ore per 40 dipendenti`: for how many, and no fact of its own."""
    row = [p for p in one.stretch if isinstance(p, Word | Number)]
    opens = len(row) > 2 and row[0].text in _FOR_THEM and isinstance(row[1], Number)
    return opens and last.number is not None and said_beside(row[2].text)


def _came_in_so_many(last: Passage, one: Passage) -> bool:
    """`un laboratorio, venuti in 20`: how many were there, and no fact of its own."""
    indicator = last.named.indicator
    if one.number is None or one.number not in one.stretch or one.code not in (None, last.code):
        return False
    at = one.stretch.index(one.number)
    told_in = at > 0 and one.stretch[at - 1].text == "in" and not one.by_code
    ends = not any(isinstance(p, Word) for p in one.stretch[at + 1 :])
    return told_in and ends and indicator is not None and not said_of_people(indicator)


def _share_of(last: Passage, one: Passage) -> bool:
    """`24 camion fermati, 7 sanzionati`, `143 visitatori, 60 paganti`: some of those just counted,
    and nothing named anew."""
    same = last.code is not None and one.code == last.code
    if not same or not _plain(last) or not _plain(one) or one.day or one.manners:
        return False
    assert last.number and one.number
    terms = one.named.terms
    unnamed = bool(terms) and all(
        t.doing or t.participle or _WHO_DO.fullmatch(t.word) for t in terms
    )
    return unnamed and one.number.value < last.number.value and not one.opens_with(_RETHINKING)


def _left_beside(last: Passage, one: Passage) -> bool:
    """`3 finiti e 5 ancora aperti`, where those finished are counted: others, that wait; not
    `40, ne mancano 12`, which may be a part of them."""
    if one.code not in (None, last.code):
        return False
    indicator = last.named.indicator
    upward = indicator is not None and indicator.direction is Direction.UP
    nothing_new = all(t.doing or t.participle for t in one.named.terms) and not one.by_code
    left = one.manners == {Manner.LEFT} and one.number is not None and _plain(last)
    return upward and left and nothing_new and not last.manners and not _MISSING.search(one.text)


def _plain(told: Passage) -> bool:
    """A number alone, neither a pair nor a percentage, of what is counted."""
    number, indicator = told.number, told.named.indicator
    counted = indicator is not None and indicator.kind is Kind.COUNT
    return counted and number is not None and number.over is None and not number.percent


def _beside(last: Passage, one: Passage) -> bool:
    """Whether a number further on may be said of the fact before, and not be one of its own."""
    if one.by_code or one.number is None or last.number is None or one.manners or one.day:
        return False
    return (
        not one.opens_with(_RETHINKING | _AND)
        and last.code is not None
        and one.code in (None, last.code)
    )


def without_years_past(told: Sequence[Passage], today: dt.date) -> list[Passage]:
    """`1,5 giorni, l'anno scorso erano 3`: what is only compared with goes."""
    now = {
        t.code for t in told if t.day is None or t.day.day is None or t.day.day.year == today.year
    }
    return [
        t for t in told
        if not (t.day and t.day.day and t.day.day.year < today.year and t.code in now)
    ]  # fmt: skip


def merged(told: Sequence[Passage]) -> list[Passage]:
    """Joins what speaks of one fact: a second thought, the other term, the total after the more."""
    found: list[Passage] = []
    for one in told:
        last = found[-1] if found else None
        if last and _is_the_one_done(last, one):
            found[-1] = replace(last, number=one.number, manners=last.manners | one.manners)
            continue
        joined = _joined(last, one) if last else one
        if joined is not one:
            found[-1] = joined
        else:
            found.append(one)
    return found


def _joined(last: Passage, one: Passage) -> Passage:
    """The two as one, or `one` where they are two facts."""
    same = one.code == last.code and one.code is not None
    if one.opens_with(_RETHINKING) and one.number and last.number and one.code is None:
        return replace(last, number=one.number)
    indicator = one.named.indicator
    days = {t.day.day for t in (last, one) if t.day}
    again = same and len(days) < 2 and last.number and one.number
    if again and last.number and one.number and last.number.value == one.number.value:
        if _THEREFORE.match(one.text) and last.number.sign == one.number.sign:
            return replace(last)  # `oggi 4 strade, quindi 4 interventi`
        return replace(one, day=one.day or last.day, manners=one.manners | last.manners)
    if same and indicator is not None and indicator.kind.is_step and not one.by_code:
        return _one_step(last, one)
    counted = last.number is not None and last.number.text not in ONES
    if same and not counted and one.number and Manner.TOTAL in one.manners:
        return replace(one, day=one.day or last.day)  # `stipulato un contratto, con questo 14`
    if not same or not last.number or not one.number:
        return one
    if one.opens_with(_RETHINKING):
        return replace(last, number=one.number)
    if {last.term, one.term} == {"numerator", "denominator"}:
        above, below = (last, one) if last.term == "numerator" else (one, last)
        assert above.number and below.number
        pair = (above.number.value, below.number.value)
        number = replace(last.number, over=one.number.value)
        return replace(last, number=number, pair=pair, term=None)
    down = indicator is not None and indicator.direction is Direction.DOWN
    if down and Manner.LEFT in one.manners and Manner.LEFT not in last.manners:
        return replace(one, day=last.day if one.day is None else one.day)
    return _come_to(last, one)


def _is_the_one_done(last: Passage, one: Passage) -> bool:
    """`firmato ieri il rogito, uno in più`: one done, counted after it was told."""
    indicator, days = one.named.indicator, {t.day.day for t in (last, one) if t.day}
    if indicator is None or indicator.kind is not Kind.COUNT or one.code != last.code:
        return False
    told = last.number is None and len(days) == 1 and Manner.TOTAL not in one.manners
    return told and one.number is not None and one.number.value == 1


def _come_to(last: Passage, one: Passage) -> Passage:
    """What the two come to, where the later says what it has come to; else the later alone."""
    assert last.number and one.number
    then = Manner.TOTAL in one.manners and Manner.TOTAL not in last.manners
    added = Manner.ADDED in last.manners or last.number.sign == "+"
    if (then and (added or _SO.search(one.text))) or _THEREFORE.match(one.text):
        return replace(one, day=last.day if one.day is None else one.day)
    now = then or (one.day is None and _NOW.search(one.text))
    if now and _of_a_while(last) and last.number.value < one.number.value:
        return replace(one)  # another object: in the place of the last
    so_far = Manner.TOTAL in last.manners and not one.manners
    if so_far and _of_a_while(one) and one.number.value < last.number.value:
        return last
    if _grown(last, one):
        return replace(one, manners=one.manners | {Manner.TOTAL})
    return one


def _of_a_while(told: Passage) -> bool:
    """`36 a luglio, 98 in totale`: how many of those were of one month, or week."""
    return told.day is not None and told.day.when is When.PERIOD and not told.day.from_new_year


def _grown(last: Passage, one: Passage) -> bool:
    """`441 al 31 agosto, oggi 468`: what it had come to then, and has come to now."""
    of_then = last.day is not None and last.day.when is When.AT
    of_now = one.day is not None and one.day.when is When.DAY and not one.manners
    return (
        of_then
        and of_now
        and last.number is not None
        and one.number is not None
        and (one.number.value > last.number.value and not one.number.sign)
    )


def _one_step(last: Passage, one: Passage) -> Passage:
    """What is said further of a step (`con 14 voti`, `dura 3 anni`) is no fact of its own."""
    stretch = (*last.stretch, *one.stretch)
    return replace(last, stretch=stretch, day=last.day or one.day, number=last.number)
