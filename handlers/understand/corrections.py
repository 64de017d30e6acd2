"""Corrections: `erano 45 non 54`, `era per le certificazioni`, `annulla`.

A correction's item is the fact as if it had been said right the first time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from handlers.understand import steps
from handlers.understand.facts import Facts, manners_of
from handlers.understand.items import summed_up
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming import Named, Namer
from handlers.understand.pairs import pair_of, term_said
from handlers.understand.pieces import Cue, Day, Manner, Number, Piece, Word
from handlers.understand.reading import Intent, Item, Mode, NotTaken, Reading
from handlers.understand.scan import Scanned
from handlers.understand.setting import Context
from handlers.understand.told import Passage
from handlers.understand.values import Figured, asks, measured
from handlers.understand.when import dated, day_of
from italian.regex import regex
from ledger.plan import Direction, Indicator, Kind
from words.say import say

Pair = tuple[Decimal, Decimal]

_WORDS = LEXICON.corrections
_UNDO = any_of(_WORDS.undo)
_STRONG = any_of(_WORDS.strong)
_WEAK = any_of(_WORDS.weak)
_LATE = any_of(_WORDS.late)
_TALK = any_of([f"(?:{word})$" for word in _WORDS.talk])
_NOT_THE_TOTAL = any_of(_WORDS.not_the_total)
_NOT_MORE = any_of(_WORDS.not_more)
_OLD = regex(
    r"\bnon(?: (?:erano|era|sono|e))?\s(?:\w+\s)?$"
    r"|\b(?:invece (?:di|che)|al posto di|anziche)\s(?:i |le |gli )?$"
)
_GONE_AFTER = regex(r",? (?:no\b[ ,]|era sbagliat|e sbagliat|non era|erano sbagliat)")
_ALONE = regex(r"(?:scus\w+,? |ops,? )?(?:no,? |anzi |erano |era )")
"""How a correction starts, even where nothing is known of what it corrects."""
_NOT_BUT = regex(r"\bnon (?:erano|era|sono|e) [^\d,;.]{1,40}? (?:ma|bensi)\b")
"""`non erano CIE ma certificati`: what was said before goes."""
_NOT_THIS = regex(r"non [^\d,;.]{1,40}, ")
"""`non certificati, CIE`: the same, said shortly."""
_TAKE_IT_BACK = regex(r"\b(?:cancella|annulla|elimina|togli|leva)l[oaie]\W*$")
_NOT_ON = regex(r"\bnon (?:e |era |erano |sono )?$")
"""What takes a day back: `non è di ieri`."""
_SAYS = 0.3
"""Share of the words below which they name nothing."""
_ARTICLES = frozenset({"un", "uno"})
_NEARLY = Decimal("0.03")
"""How far an old figure may be from the one on record and still be that one, as a share."""
_BARE = regex(r"(?:ah |ma )?(?:no|nono|no no|anzi|aspetta|ops|scus\w+)[\s.!,]*")
"""Nothing but that something is wrong."""
_BEFORE = 60
"""Characters before a number that may say it is the old one."""
_OPENING = 30
"""Characters within which `annulla` is an order and not a tale."""


@dataclass(frozen=True)
class _Amendment:
    """What a correction says anew."""

    named: Named
    pieces: tuple[Piece, ...]
    number: Number | None
    old: Number | None
    day: Day | None
    text: str
    other_day: bool
    """A day is put in the place of another: `non oggi, ieri`."""

    @property
    def empty(self) -> bool:
        if _BARE.fullmatch(self.text):
            return True
        said = self.number or self.day or manners_of(self.pieces)
        return not said and not steps.denied(self.text) and not steps.done(self.text)


class Corrections:
    """Reads what is wrong with a report already made."""

    def __init__(self, namer: Namer, facts: Facts) -> None:
        self._namer = namer
        self._facts = facts

    def read(self, scanned: Scanned, setting: Context, sure: bool = False) -> Reading | None:
        """The correction a message is, or None; `sure` where its words are most likely one."""
        text = _LATE.sub("", scanned.text)
        undo, strong = _UNDO.search(text), bool(_STRONG.search(text))
        before = _facts_of(setting)
        amendment = self._amendment(scanned, setting, text)
        strong = strong or (amendment.old is not None and amendment.number is not None)
        takes_back = undo is not None and ((undo.start() < _OPENING and not strong) or sure)
        takes_back = takes_back or bool(_TAKE_IT_BACK.search(text))
        if takes_back and amendment.number is None:
            return summed_up(Intent.CORRECT, self._undone(amendment, before, setting))
        strong = strong or (bool(before) and (amendment.other_day or sure))
        strong = strong or _another_named(amendment, before)
        if not strong and not (before and _WEAK.search(text)):
            return _unknown_fact() if _ALONE.match(text) and not amendment.named.code else None
        if not strong and self._tells_anew(amendment, before, text):
            return None
        several = self._several(scanned, before, setting) if before else ()
        return summed_up(Intent.CORRECT, several or (self._corrected(amendment, before, setting),))

    def _several(
        self, scanned: Scanned, before: Sequence[Item], setting: Context
    ) -> tuple[Item, ...]:
        """All the facts said anew, where there are two or more, each in the manner of the first."""
        told = [t for t in self._facts.told(scanned, setting) if t.number is not None]
        known = {i.indicator: i for i in before}
        if len({t.code for t in told}) < 2 or any(t.code not in known for t in told):
            return ()
        return tuple(
            _within(self._amended(known[t.code], _from(t), setting), setting) for t in told
        )

    def _amendment(self, scanned: Scanned, setting: Context, text: str) -> _Amendment:
        gone = _NOT_BUT.search(text) or _NOT_THIS.match(text)
        pieces = tuple(
            p
            for p in scanned.pieces
            if not (isinstance(p, Word) and _TALK.match(p.text)) and not _put_aside(text, p, gone)
        )
        other_day = len(scanned.days) > sum(isinstance(p, Day) for p in pieces)
        numbers = [p for p in pieces if isinstance(p, Number) and p.text != "una"]
        numbers = [n for n in numbers if n.text not in _ARTICLES] or numbers
        old = next(
            (n for n in numbers if _is_gone(scanned.text, n)),
            None,
        )
        numbers = [n for n in numbers if n is not old and not _by_how_much(pieces, n)] or numbers
        number = next((n for n in numbers if n is not old), None)
        kept = tuple(p for p in pieces if p is not old)
        named = self._namer.named(kept, setting)
        if _facts_of(setting) and hardly(named):
            named = Named(Item(), None, named.terms)
        return _Amendment(named, kept, number, old, day_of(kept), text, other_day)

    @staticmethod
    def _tells_anew(amendment: _Amendment, before: Sequence[Item], text: str) -> bool:
        """`ieri erano 18 agenti`, after something else, is news and no correction."""
        code = amendment.named.code
        told = code is not None and amendment.number is not None
        news = told and code not in {i.indicator for i in before}
        return news and amendment.old is None and not re.match(r"(?:no|anzi|ah no)\b", text)

    def _undone(
        self, amendment: _Amendment, before: Sequence[Item], setting: Context
    ) -> tuple[Item, ...]:
        """The facts taken back: those named, else all of the message before."""
        code = amendment.named.code
        matching = [i for i in before if code in (None, i.indicator)]
        if code and not matching:
            hinted = bool(before) and amendment.named.choice is not None
            surely = not hinted or amendment.named.by_name
            matching = [amendment.named.item] if surely else list(before)
        if not matching:
            return (asks(Item(), say("understand.which_record")),)
        return tuple(
            _within(replace(i, value=None, numerator=None, denominator=None, assumed=()), setting)
            for i in matching
        )

    def _corrected(self, amendment: _Amendment, before: Sequence[Item], setting: Context) -> Item:
        code = amendment.named.code
        target = _target(amendment, before)
        if code and (target is None or target.indicator != code):
            if target is not None and amendment.number is None:
                return _within(self._moved(target, amendment), setting)
            return self._standing_alone(amendment, setting)
        if target is None:
            near = tuple(i.indicator for i in before if i.indicator)
            return asks(Item(candidates=near), say("understand.which_record"))
        if amendment.empty:
            return asks(replace(target, value=None), say("understand.right_value"))
        return _within(self._amended(target, amendment, setting), setting)

    def _moved(self, target: Item, amendment: _Amendment) -> Item:
        """The same fact, of another indicator: `era per le certificazioni`."""
        named = amendment.named
        assert named.indicator and target.indicator
        moved = replace(target, objective=named.item.objective, indicator=named.code,
                        words=named.item.words)  # fmt: skip
        was = self._namer.indicators[target.indicator]
        counts = (Kind.COUNT, Kind.CURRENCY, Kind.INDEX)
        alike = was.kind is named.indicator.kind or {was.kind, named.indicator.kind} <= set(counts)
        if not alike or was.direction is not named.indicator.direction:
            return asks(moved, say("understand.right_value"))
        return moved

    def _standing_alone(self, amendment: _Amendment, setting: Context) -> Item:
        """`le CIE erano 45`: the indicator is named, so the message says all by itself."""
        told = self._facts.one(amendment.pieces, setting)
        return self._facts.items.item(told, setting)

    def _amended(self, target: Item, amendment: _Amendment, setting: Context) -> Item:
        assert target.indicator
        indicator = self._namer.indicators[target.indicator]
        if amendment.old is not None and not _is_old(target, amendment.old.value):
            return asks(target, say("understand.which_record"))
        item = replace(target, ambiguous=False, question=None)
        if amendment.number is not None:
            item = self._revalued(item, amendment)
        elif indicator.kind.is_step and (steps.denied(amendment.text) or amendment.named.terms):
            denied = steps.denied(amendment.text)
            item = replace(item, value=Decimal(0 if denied else 1))
        else:
            item = replace(item, mode=_mode(item, amendment))
        if item.refusal or amendment.day is None:
            return item
        return dated(replace(item, assumed=()), amendment.day, setting.today)

    def _revalued(self, item: Item, amendment: _Amendment) -> Item:
        assert item.indicator and amendment.number
        pair = _terms_anew(item, self._namer.indicators[item.indicator], amendment.pieces)
        if pair:
            return replace(item, value=None, numerator=pair[0], denominator=pair[1])
        indicator = self._namer.indicators[item.indicator]
        number, mode = amendment.number, _mode(item, amendment)
        term = term_said(indicator, amendment.pieces)
        if item.mode is Mode.RATIO and number.over is None and not number.percent:
            if term is None and amendment.named.terms:
                term = _nearest_term(item, number.value)
            if term is None or item.numerator is None:
                return asks(item, say("understand.ratio_term", value=number.value))
            terms = {"numerator": item.numerator, "denominator": item.denominator}
            terms[term] = number.value
            return replace(item, numerator=terms["numerator"], denominator=terms["denominator"])
        manners = {Manner.ADDED if mode is Mode.INCREMENT else Manner.TOTAL}
        if indicator.direction is Direction.DOWN and mode is Mode.INCREMENT:
            manners.add(Manner.CLEARED)
        cleared = replace(item, value=None, numerator=None, denominator=None, assumed=())
        if indicator.kind is Kind.RATIO:
            manners.clear()
        return measured(indicator, Figured(number, frozenset(manners)), cleared)


def _terms_anew(item: Item, indicator: Indicator, pieces: Sequence[Piece]) -> Pair | None:
    """Both terms of a ratio said anew: `emessi 1.480 spediti 1.350`."""
    numbers = [p for p in pieces if isinstance(p, Number)]
    if not indicator.kind.in_percent or len(numbers) != 2 or any(n.over for n in numbers):
        return None
    return pair_of(indicator, pieces)


def _is_gone(text: str, number: Number) -> bool:
    """Whether a number is the one taken back: `non 54`, `380 no, 308`."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    return bool(_OLD.search(before) or _GONE_AFTER.match(text, number.end))


def _from(told: Passage) -> _Amendment:
    return _Amendment(told.named, told.stretch, told.number, None, told.day, told.text, False)


def hardly(named: Named) -> bool:
    """Whether words that named an indicator say next to nothing of it."""
    best = named.choice.best if named.choice else None
    return named.choice is not None and (best is None or best.share < _SAYS)


def _by_how_much(pieces: Sequence[Piece], number: Number) -> bool:
    """`50 in meno`: by how much, and not how many."""
    at = pieces.index(number)
    near = pieces[at + 1 : at + 2]
    return any(isinstance(p, Cue) and p.manner is Manner.FEWER for p in near)


def _facts_of(setting: Context) -> tuple[Item, ...]:
    """The facts of the message before; what was asked, or answered, is none."""
    before = setting.before
    if before is None or before.intent not in (Intent.REPORT, Intent.CORRECT):
        return ()
    return tuple(i for i in before.items if i.indicator and not i.refusal)


def _target(amendment: _Amendment, before: Sequence[Item]) -> Item | None:
    """Which of those facts is meant: the one named, the one with the old value, the only one."""
    code = amendment.named.code
    named = [i for i in before if i.indicator == code]
    old = amendment.old
    valued = [i for i in before if old is not None and _is_old(i, old.value)]
    for found in (named, valued, list(before)):
        if len(found) == 1:
            return found[0]
    return None


def _another_named(amendment: _Amendment, before: Sequence[Item]) -> bool:
    """`non certificati, CIE`: another indicator in the place of the one of the only fact."""
    code = amendment.named.code
    instead = code is not None and len(before) == 1 and before[0].indicator != code
    return instead and amendment.number is None and bool(_NOT_THIS.match(amendment.text))


def _put_aside(text: str, piece: Piece, gone: re.Match[str] | None) -> bool:
    """What a correction takes back: `non oggi, ieri`, `non erano CIE ma certificati`."""
    if isinstance(piece, Day):
        return bool(_NOT_ON.search(text, max(0, piece.start - 12), piece.start))
    return isinstance(piece, Word) and bool(gone and gone.start() <= piece.start < gone.end())


def _unknown_fact() -> Reading:
    """A correction of nobody knows what."""
    return summed_up(Intent.CORRECT, (asks(Item(), say("understand.which_record")),))


def _is_old(item: Item, value: Decimal) -> bool:
    known = {abs(v) for v in (item.value, item.numerator, item.denominator) if v is not None}
    return any(abs(abs(value) - v) <= v * _NEARLY for v in known)


def _mode(item: Item, amendment: _Amendment) -> Mode | None:
    """The first report's, unless the correction says that it was a total, or was not."""
    if item.mode not in (Mode.ABSOLUTE, Mode.INCREMENT):
        return item.mode
    if _NOT_THE_TOTAL.search(amendment.text):
        return Mode.INCREMENT
    if _NOT_MORE.search(amendment.text):
        return Mode.ABSOLUTE
    manners = manners_of(amendment.pieces)
    if amendment.number and amendment.number.sign == "+":
        return Mode.INCREMENT
    if Manner.ADDED in manners and Manner.TOTAL not in manners:
        return Mode.INCREMENT
    if Manner.TOTAL in manners and Manner.ADDED not in manners:
        return Mode.ABSOLUTE
    return item.mode


def _nearest_term(item: Item, value: Decimal) -> str | None:
    """Which term of a pair a new figure stands for: the one it is nearest to, if clearly so."""
    if not item.numerator or not item.denominator or item.numerator == item.denominator:
        return None
    off = {
        "numerator": abs(value - item.numerator) / item.numerator,
        "denominator": abs(value - item.denominator) / item.denominator,
    }
    nearest = min(off, key=lambda term: off[term])
    other = max(off.values())
    keeps = value <= item.denominator if nearest == "numerator" else value >= item.numerator
    return nearest if keeps and off[nearest] * 2 < other else None


def _within(item: Item, setting: Context) -> Item:
    if item.indicator and item.indicator not in setting.own:
        return replace(item, refusal=NotTaken.NOT_ALLOWED, ambiguous=False, question=None)
    return item
