"""Whether a number that was said of an indicator is a figure of it, or what else it may be."""

import datetime as dt

from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.around import Around
from handlers.understand.figures.counting import COURTESIES
from handlers.understand.figures.leftover import DENIED, DONE_TO, STILL
from handlers.understand.figures.pairs import is_rest
from handlers.understand.figures.values import is_left, is_stock, moves, unit_said
from handlers.understand.naming.shape import counted_in, on_a_scale
from handlers.understand.naming.terms import terms_in, terms_of
from handlers.understand.pieces import Manner, Mark, Number, Word
from handlers.understand.telling import steps
from handlers.understand.telling.told import Passage
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.later import replace
from ledger.plan import Direction, Indicator, Kind
from words.say import Say, say

_YEAR, _LONG_AGO = regex(r"20[12]\d"), regex(r"19\d\d")
_REGISTERED = regex(r"\bregistrat[ei]\b")
"""What is written down of a thing, where something else is counted that is done with it."""
_WRITTEN_DOWN = regex(r"\b(?:registr|iscri|trascri|protocoll|inseri|adesion|aderen)\w*")
_MADE = regex(r"\b(?:fatt|emess|notificat|elevat|staccat|spedit|stampat)[ei]\b")
"""What is done with acts, one by one."""
_CASHED = regex(r"\b(?:incass|riscoss|introit|versat)\w*")
"""What is done with money."""
_NOT_SO = regex(r"\bnon \w+")
_SOON = 4
"""Words after a number within which it is said what was done."""
_ALL = 100
_OF_ALL = regex(r"\b(?:de[il]|delle|degli|sui?|sulle|sugli) [\d.\x01]+ da \w+re\b")
"""`dei 1900 da fare`: how many there were in all."""
_TITLE = regex(rf"^[a-z' ]+ : (?=.*\b\w{{3,}}{PARTICIPLE}[ei]\b)")
"""What stands over what was done: `terreni da pulire: 46 ordinanze consegnate`."""
_EACH = regex(
    r"(?:[a-z]+[aei] )?(?:l|all|ogni|a|al) (anno|mese|giorno|settimana)\b"
    r"(?! (?:di|in|scors\w+|passat\w+)\b)"
)
"""What follows a figure that is so many each time."""
_EVERY_TIME = regex(r"(?:[a-z]+ ){1,3}(?:a|ad|per) ogni [a-z]+$")
_CHANGED = regex(r"\b(?:rispetto|contro|aument|peggior|miglior|salit|cresc|sal[ei]\b)")
"""What says by how much an index has changed, and not where it stands."""
_LETTERS = regex(r"\d [a-z]")
_WHO = frozenset({"chi", "che", "cui", "ancora"})
_ALONE = frozenset({*COURTESIES, "solo", "sola"})
"""What follows a figure and is none of what it counts: `uno solo da gennaio`."""


def _of_old_papers(told: Passage, number: Number) -> bool:
    """`registri 1964 digitalizzati`: a year, as it stands between a thing and what was done."""
    at = told.stretch.index(number) if number in told.stretch else 0
    follows = told.stretch[at + 1 : at + 2]
    between = at > 0 and bool(follows) and isinstance(follows[0], Word)
    return between and told.day is None and bool(_LONG_AGO.fullmatch(number.text))


def odd(indicator: Indicator, number: Number, told: Passage, today: dt.date) -> Say | None:
    """What to ask where a number is said of something still to do, of a year, of a step, of a
    count before this one, or is denied; None where it may be a figure, as none of a day is (`ieri
    non ne abbiamo fatta nessuna`)."""
    pair = number.over is not None or (indicator.kind.in_percent and told.pair)
    if indicator.kind is Kind.RATIO and _is_a_mark(number):
        return say("understand.something_else", value=number.value)
    if pair and _says_the_rest(indicator, told, number):
        return _rest_of_a_count(indicator, number)
    text = steps.without(_TITLE.sub("", _OF_ALL.sub(" ", told.text)), indicator.name.lower())
    due = steps.to_do(text) or _still_to_do(indicator, text)
    if (due and not pair) or told.expected_by(today):
        return say("understand.to_do")
    things = indicator.kind is Kind.COUNT or (indicator.kind is Kind.CURRENCY and not number.money)
    if (
        things
        and number.over is None
        and steps.before_it(indicator, list(told.named.terms), told.text)
    ):
        return say("understand.another_count", indicator=indicator.code)
    year = _YEAR.fullmatch(number.text) or _of_old_papers(told, number)
    if year and not told.manners and not told.by_code:
        return say("understand.year", words=number.text)
    if indicator.kind.is_step and number.value not in (0, 1) and not told.by_code:
        return say("understand.reached", indicator=indicator.code)
    none = not number.value and told.day is not None and indicator.direction is Direction.UP
    if _denied(told, number) and not none and not DENIED.search(indicator.name.lower()):
        return say("understand.denied", value=number.value)
    return None


def as_its_own(indicator: Indicator, told: Passage, number: Number) -> Number:
    """`ITP a +3,7`: the sign of what an index stands at; not `+2 rispetto a giugno`."""
    if number.sign != "+" or indicator.kind is not Kind.INDEX or number.points or told.by_code:
        return number
    changed = Manner.ADDED in told.manners or _CHANGED.search(told.text)
    return number if changed else replace(number, sign="")


def _is_a_mark(number: Number) -> bool:
    """`4,4 su 5`: what people think of it, and no part of what was counted."""
    return on_a_scale(number) and number.value != int(number.value)


def _says_the_rest(indicator: Indicator, told: Passage, number: Number) -> bool:
    """`su 110 domande 24 non le abbiamo accolte`: a pair by what is left of it."""
    part = min(told.pair or (number.value, number.over or number.value))
    measured = indicator.kind in (Kind.RATIO, Kind.COUNT) and not told.by_code
    return measured and is_rest(indicator, told.stretch, part)


def _rest_of_a_count(indicator: Indicator, number: Number) -> Say | None:
    """`di 40 pratiche ne mancano 12`, where those done are counted: whether they are 28."""
    if indicator.kind is not Kind.COUNT or number.over is None:
        return None
    return say("understand.something_else", value=number.over - number.value)


def _more_than_all(indicator: Indicator, told: Passage, number: Number) -> bool:
    """`catalogati altri 340 libri`, where their percentage is measured."""
    alone = number.over is None and not told.pair and not number.percent and not told.by_code
    return indicator.kind is Kind.PERCENT and alone and number.value > _ALL


def _only_registered(indicator: Indicator, told: Passage, number: Number) -> bool:
    """`3 nascite registrate`, where acts that were scanned are counted: another thing done."""
    if indicator.kind is not Kind.COUNT or number.over is not None or told.by_code:
        return False
    name = clean(indicator.name)
    at = told.stretch.index(number) if number in told.stretch else 0
    after = " ".join(p.text for p in told.stretch[at + 1 : at + _SOON])
    named = any(t.participle or t.doing for t in terms_of(name))
    return named and bool(_REGISTERED.search(after)) and not _WRITTEN_DOWN.search(name)


def _is_a_rate(indicator: Indicator, told: Passage, number: Number) -> bool:
    """`ne fanno 9000 l'anno`, `12 a ogni giro`: so many each time, and none done just now."""
    at = told.stretch.index(number) if number in told.stretch else 0
    following = words_of(told.stretch[at + 1 :])
    if _EVERY_TIME.match(following) and not told.by_code:
        return True
    each = _EACH.match(following)
    return each is not None and not told.by_code and each[1] not in clean(indicator.name)


def is_something_else(indicator: Indicator, told: Passage, number: Number) -> bool:
    """Whether what a number counts is not what is measured, though its words speak of it."""
    return (
        _only_registered(indicator, told, number)
        or _is_a_rate(indicator, told, number)
        or _more_than_all(indicator, told, number)
        or _is_a_count(indicator, told, number)
        or _things_or_money(indicator, told, number)
    )


def _things_or_money(indicator: Indicator, told: Passage, number: Number) -> bool:
    """`verbali fatti 340`, where what they brought in is measured; `incassati 2.800`, where acts
    are counted."""
    plain = not (number.money or number.percent or number.over is not None or told.by_code)
    name = clean(indicator.name)
    if not plain or told.manners or told.named.taught:
        return False
    if indicator.kind is Kind.CURRENCY:
        return bool(_MADE.search(told.text)) and not _MADE.search(name)
    paid = _CASHED.search(told.text) and not _CASHED.search(name)
    if indicator.kind is not Kind.COUNT or not paid or number not in told.stretch:
        return False
    return Around(told.stretch, told.stretch.index(number)).counted()[1] is None


def _is_a_count(indicator: Indicator, told: Passage, number: Number) -> bool:
    """Whether a plain number counts things where the indicator is a percentage."""
    is_share = number.percent or number.points or number.over is not None
    measures = indicator.kind is Kind.PERCENT or (
        indicator.kind is Kind.INDEX and not _in_a_unit(told, number)
    )
    counted = counted_in(told.stretch) if measures else None
    named = counted is not None and counted.word in clean(indicator.name).split()
    return counted is not None and not (named or is_share or told.by_code)


def _in_a_unit(told: Passage, number: Number) -> bool:
    """`21 giorni`, `21 giorni e mezzo`: what is measured, and not counted."""
    return bool(unit_said(told.stretch)) or bool(_LETTERS.search(number.text))


def moved(indicator: Indicator, told: Passage) -> bool:
    """Whether it tells who came or went, where the whole is measured."""
    one_by_one = indicator.kind in (Kind.COUNT, Kind.CURRENCY) and not is_left(indicator)
    went = moves(_NOT_SO.sub("", told.text))
    return one_by_one and is_stock(indicator) and went and not told.manners


def _denied(told: Passage, number: Number) -> bool:
    """Whether a `non` takes a number back; not one that says which things are counted.

    `a chi non paga`, `buoni pasto non pagati`, and what is denied after the number was said.
    """
    pieces = [p for p in told.stretch if not isinstance(p, Mark)]
    at = pieces.index(number) if number in pieces else len(pieces)
    for i, piece in enumerate(pieces[:-1]):
        never = piece.text == "mai" and DONE_TO.fullmatch(pieces[i + 1].text)
        if not (never or piece.text == "non") or pieces[i + 1].text == "solo":
            continue
        which = i > 0 and pieces[i - 1].text in _WHO
        back = i - 1 if i < 2 or pieces[i - 1].text != "e" else i - 2
        kind = i > 0 and terms_in([pieces[back]]) and DONE_TO.fullmatch(pieces[i + 1].text)
        if not (which or kind or i > at + 1):
            return True
    return False


def only_article(told: Passage, number: Number) -> bool:
    """`attivata una misura`: one new thing, not a total of 1."""
    at = told.stretch.index(number) + 1 if number in told.stretch else 0
    following = told.stretch[at] if 0 < at < len(told.stretch) else None
    named = isinstance(following, Word) and following.text not in _ALONE
    return number.text in ("un", "uno", "una") and not told.manners and named


def _still_to_do(indicator: Indicator, text: str) -> bool:
    """`12 CIE da rilasciare`; on a measure of what is left that is the measure itself."""
    return indicator.direction is Direction.UP and bool(STILL.search(text))
