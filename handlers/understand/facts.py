"""Reports: which indicators, which values, which days, one or several in a message."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from handlers.understand import steps
from handlers.understand.asides import without_asides
from handlers.understand.clauses import Stretch, chunks, has_number, stretches
from handlers.understand.manners import EMPTIED, takes_away
from handlers.understand.naming import Named, Namer
from handlers.understand.pairs import pair_of, term_said, with_pairs
from handlers.understand.pieces import Code, Cue, Day, Manner, Mark, Number, Piece, When, Word
from handlers.understand.reading import Intent, Item, Mode, NotTaken, Reading
from handlers.understand.scan import Scanned, words_of
from handlers.understand.setting import Setting
from handlers.understand.steps import Step
from handlers.understand.terms import LINKS, Term, terms_in
from handlers.understand.told import Told, merged, shared, without_parts
from handlers.understand.values import Said, asks, in_unit, is_stock, measured, moves, unit_said
from handlers.understand.when import act_day, dated, day_of, with_periods, with_short_days
from ledger.plan import Direction, Indicator, Kind
from words.say import Say, say

_HAVE = frozenset({"ho", "ha", "abbiamo", "avete", "hanno"})
_ONE = frozenset({"il", "lo", "la", "l", "un", "una", "uno"})
"""What follows an active verb where one thing was done: `abbiamo inviato la comunicazione`."""
_HELD = frozenset({"fatto", "fatta", "tenuto", "tenuta"})
_DENIED = re.compile(r"\bnon\b(?! solo)")
_NEAR = 8
"""Facts, or words, back in which what is left unsaid is looked for."""
_BRIEF = 2
"""A number beside so few words is a fact, even where the words are none of the plan's."""
_YEAR = re.compile(r"20[12]\d")
_PLACING = LINKS | frozenset({"al", "ai", "all", "allo", "alla", "alle", "nel", "nella", "presso"})
"""Words after which a noun says where or when, and not what is counted."""
_MISSING = frozenset({"manca", "mancano"})
_COMPLETED = re.compile(r"\b(?:conclus|complet|ultimat|terminat|finit)\w*")
"""`finita la scansione degli atti` closes a work, and says nothing of how many."""
_ONE_SAID = re.compile(r"\bun(?:o|a|')?\b")
_STILL = re.compile(r"\bda \w+(?:are|ere|ire)\b")


class Facts:
    def __init__(self, namer: Namer) -> None:
        self._namer = namer

    def read(self, scanned: Scanned, setting: Setting) -> Reading | None:
        """The facts a message tells, or None where it tells none."""
        told = self.told(scanned, setting)
        if not told:
            return self._half_said(scanned, setting)
        items = tuple(self.item(one, setting) for one in told)
        if len(items) == 1 and not _about_something(told[0], items[0], self._namer.matcher.knows):
            return None
        return summed_up(Intent.REPORT, _contradictions_asked(items))

    def _half_said(self, scanned: Scanned, setting: Setting) -> Reading | None:
        """`lavori al museo a metà`: something happened, but neither a value nor a step is told."""
        if not scanned.days and not steps.partly(scanned.text):
            return None
        named = self._namer.named(scanned.pieces, setting)
        if named.indicator is None or named.code not in setting.own:
            return None
        if named.indicator.kind is Kind.DATE and scanned.codes:
            told = self.one(scanned.pieces, setting)
            return summed_up(Intent.REPORT, (self.item(told, setting),))
        step = named.indicator.kind.is_step
        question = say(
            "understand.reached" if step else "understand.how_much", indicator=named.code
        )
        return summed_up(Intent.REPORT, (asks(named.item, question),))

    def told(self, scanned: Scanned, setting: Setting) -> list[Told]:
        found: list[Told] = []
        for sentence in scanned.sentences():
            found += self._sentence(sentence, setting, found)
        return merged(shared(without_parts(found)))

    def _sentence(
        self, sentence: Sequence[Piece], setting: Setting, before: Sequence[Told]
    ) -> list[Told]:
        """The facts of one sentence; what it leaves unsaid is taken from those before."""
        pieces = without_asides(with_pairs(with_short_days(with_periods(sentence), setting.today)))
        whole = self._two_terms(pieces, setting)
        if whole:
            return [whole]
        found: list[Told] = []
        for stretch in stretches(pieces, self._standing(pieces, setting)):
            if has_number(stretch) or tells_step(stretch):
                found.append(self._one(stretch, setting, [*before, *found][-_NEAR:]))
        return found

    def _two_terms(self, pieces: Sequence[Piece], setting: Setting) -> Told | None:
        """`presentati 40, accolti 12`: one ratio whose terms are said apart."""
        numbers = [p for p in pieces if isinstance(p, Number)]
        if len(numbers) != 2 or any(n.over is not None or n.percent or n.sign for n in numbers):
            return None
        named = self._namer.named(pieces, setting)
        if named.indicator is None or not named.indicator.kind.in_percent:
            return None
        pair = pair_of(named.indicator, pieces)
        if pair is None:
            return None
        doubt = numbers[0].doubt or numbers[1].doubt
        both = replace(numbers[0], over=numbers[1].value, doubt=doubt)
        return Told(tuple(pieces), named, both, day_of(pieces), manners_of(pieces), pair)

    def _standing(self, pieces: Sequence[Piece], setting: Setting) -> list[bool]:
        """Which chunks tell a step of their own (`carta approvata e pubblicata` tells two)."""
        standing: list[bool] = []
        nouns: list[Term] = []
        last: str | None = None
        for chunk in chunks(pieces):
            terms = terms_in(chunk)
            named = None
            if not has_number(chunk) and tells_step(chunk) and terms:
                named = self._namer.named(chunk, setting, around=nouns[-_NEAR:])
            code = named.code if named else None
            alone = bool(named and named.indicator and named.indicator.kind.is_step)
            standing.append(alone and code != last)
            last = code or last
            nouns += [t for t in terms if not t.doing]
        return standing

    def one(self, pieces: Sequence[Piece], setting: Setting) -> Told:
        """A stretch that tells one fact by itself."""
        return self._one(tuple(pieces), setting, ())

    def _one(self, stretch: Stretch, setting: Setting, before: Sequence[Told]) -> Told:
        around = [t for told in before[-1:] for t in told.named.terms]
        last = next((t.code for t in reversed(before) if t.code), None)
        last = last or (setting.last_indicator if not before else None)
        named = self._namer.named(stretch, setting, around=around, before=last)
        if named.code not in setting.own:
            named = self._without_missing(stretch, setting) or named
        number = next((p for p in stretch if isinstance(p, Number)), None)
        pair = term = None
        if named.indicator and named.indicator.kind.in_percent and number:
            pair = pair_of(named.indicator, stretch)
            term = term_said(named.indicator, stretch) if number.over is None else None
        return Told(stretch, named, number, day_of(stretch), manners_of(stretch), pair, term)

    def _without_missing(self, stretch: Stretch, setting: Setting) -> Named | None:
        """`contratto: manca solo la firma` speaks of the contract, not of signing."""
        at = next((at for at, p in enumerate(stretch) if p.text in _MISSING), 0)
        named = self._namer.named(stretch[:at], setting) if at else None
        return named if named and named.code in setting.own else None

    def item(self, told: Told, setting: Setting) -> Item:
        """What would be recorded, or what stands in the way."""
        indicator = told.named.indicator
        if indicator is None:
            return told.named.item
        item = self._valued(indicator, told, setting.today)
        if item.refusal is NotTaken.NOT_ALLOWED:
            return replace(dated(item, told.day, setting.today), refusal=NotTaken.NOT_ALLOWED,
                           ambiguous=False, question=None)  # fmt: skip
        if item.refusal:
            return item
        done = steps.steps_in(list(told.named.terms)) | steps.steps_in(terms_in(told.stretch))
        return dated(item, self._day(told, item, done), setting.today)

    def _day(self, told: Told, item: Item, done: frozenset[str]) -> Day | None:
        day = told.day
        indicator = told.named.indicator
        if day and day.when is When.SINCE and indicator and is_stock(indicator):
            new_year = day.day and (day.day.month, day.day.day) == (1, 1)
            day = day if new_year else replace(day, when=When.AT)
        if item.mode is Mode.MILESTONE and item.value == 0 and day and day.when is When.PERIOD:
            return None
        if told.number is None and day and day.when is When.PERIOD and day.text.startswith("d"):
            return act_day(told.stretch, done)
        return act_day(told.stretch, done) or day

    def _valued(self, indicator: Indicator, told: Told, today: dt.date) -> Item:
        item = told.named.item
        refusal = item.refusal
        if told.number is not None:
            found = self._numbered(indicator, told.number, told, item, today)
        elif indicator.kind.is_step:
            found = self._stepped(indicator, told, item)
        else:
            found = _one_new(indicator, told, item)
        return replace(found, refusal=refusal, ambiguous=False) if refusal else found

    def _numbered(
        self, indicator: Indicator, number: Number, told: Told, item: Item, today: dt.date
    ) -> Item:
        if steps.to_do(told.text) or _still_to_do(indicator, told.text) or told.expected_by(today):
            return asks(item, say("understand.to_do"))
        counted = indicator.kind is Kind.COUNT and number.over is None
        if counted and steps.before_it(indicator, list(told.named.terms)):
            return asks(item, say("understand.another_count", indicator=indicator.code))
        if _YEAR.fullmatch(number.text) and not told.manners and not told.by_code:
            return asks(item, say("understand.year", words=number.text))
        if indicator.kind.is_step and number.value not in (0, 1) and not told.by_code:
            return asks(item, say("understand.reached", indicator=indicator.code))
        if _DENIED.search(told.text) and not _DENIED.search(indicator.name.lower()):
            return asks(item, say("understand.denied", value=number.value))
        if counted and not told.by_code and self._of_others(indicator, told):
            return asks(item, say("understand.something_else", value=number.value))
        if _only_article(told, number):
            return _one_new(indicator, told, item)
        if is_stock(indicator) and moves(told.text) and not told.manners:
            return asks(item, say("understand.moved", value=number.value))
        manners = told.manners
        if indicator.direction is Direction.DOWN:
            manners |= _left_or_cleared(told)
        return measured(indicator, Said(number, manners, told.day, told.pair), item)

    def _of_others(self, indicator: Indicator, told: Told) -> bool:
        """Whether the number counts something beside the indicator: `20 turni per la CIE`."""
        if told.named.taught:
            return False
        unit = unit_said(told.stretch)
        if unit is not None:
            return not in_unit(indicator, unit)
        head = _counted(told.stretch)
        return head is not None and not self._namer.matcher.explains(indicator.code, head)

    def _stepped(self, indicator: Indicator, told: Told, item: Item) -> Item:
        objective = self._namer.objectives[indicator.objective]
        wanted = steps.steps_of(objective, indicator)
        matter = f"{objective.title} {indicator.name}".lower()
        judged = steps.judge(wanted, terms_in(told.stretch), told.text, matter)
        match judged:
            case Step.REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.NOT_REACHED:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(0))
            case Step.TO_DO:
                return asks(item, say("understand.to_do"))
            case Step.ANOTHER:
                return asks(item, say("understand.another_step", indicator=indicator.code))
            case Step.UNSAID if indicator.kind is Kind.DATE and told.by_code and told.day:
                return replace(item, mode=Mode.MILESTONE, value=Decimal(1))
            case Step.UNSAID:
                return asks(item, say("understand.reached", indicator=indicator.code))


def _one_new(indicator: Indicator, told: Told, item: Item) -> Item:
    """One new thing without a number is an increment of 1; anything else needs the number."""
    how_much = asks(item, say("understand.how_much", indicator=indicator.code))
    if indicator.kind is not Kind.COUNT or steps.to_do(told.text) or steps.denied(told.text):
        return how_much
    if indicator.direction is Direction.DOWN:
        emptied = EMPTIED.search(told.text)
        return replace(item, mode=Mode.ABSOLUTE, value=Decimal(0)) if emptied else how_much
    if steps.before_it(indicator, list(told.named.terms)):
        return asks(item, say("understand.another_count", indicator=indicator.code))
    if _COMPLETED.search(told.text) and not _ONE_SAID.search(told.text):
        return how_much
    if _just_one(told.stretch):
        return replace(
            item, mode=Mode.INCREMENT, value=Decimal(1), assumed=(*item.assumed, "value")
        )
    return how_much


def _counted(stretch: Stretch) -> Term | None:
    """The noun a number is said of, where it follows: `20 appuntamenti`; none in `20 in sede`."""
    at = next(i for i, p in enumerate(stretch) if isinstance(p, Number))
    for piece in stretch[at + 1 :]:
        if isinstance(piece, Mark | Code | Number):
            return None
        if not isinstance(piece, Word) or piece.text == "di":
            continue
        terms = terms_in([piece])
        if terms and not piece.text.startswith("nuov"):
            return None if terms[0].doing else terms[0]
        if piece.text in _PLACING:
            return None
    return None


def _only_article(told: Told, number: Number) -> bool:
    """`attivata una misura`: one new thing, not a total of 1."""
    plain = not told.manners and told.day is None
    return number.text == "una" and plain and _just_one(told.stretch)


def _just_one(stretch: Iterable[Piece]) -> bool:
    """`inviata la comunicazione`, `un altro corso`: the doing word is in the singular."""
    pieces = [p for p in stretch if not isinstance(p, Mark)]
    for at, piece in enumerate(pieces):
        if isinstance(piece, Cue) and piece.manner is Manner.ADDED and piece.text.startswith("un"):
            return True
        if isinstance(piece, Word) and terms_in([piece]) and terms_in([piece])[0].doing:
            if at and pieces[at - 1].text in _HAVE:
                return pieces[at + 1].text in _ONE if at + 1 < len(pieces) else False
            return piece.text.endswith(("a", "o"))
    return any(isinstance(p, Word) and p.text in _HELD for p in stretch)


def tells_step(stretch: Sequence[Piece]) -> bool:
    """Whether something is said to be done, or not to be."""
    text = words_of(stretch)
    doing = any(t.doing for t in terms_in(stretch))
    added = any(isinstance(p, Cue) and p.text.startswith("un") for p in stretch)
    told = steps.done(text) or steps.denied(text) or steps.to_do(text) or steps.partly(text)
    return doing or added or told or bool(EMPTIED.search(text))


def manners_of(stretch: Iterable[Piece]) -> frozenset[Manner]:
    return frozenset(p.manner for p in stretch if isinstance(p, Cue))


def _still_to_do(indicator: Indicator, text: str) -> bool:
    """`12 CIE da rilasciare`; on a measure of what is left that is the measure itself."""
    return indicator.direction is Direction.UP and bool(_STILL.search(text))


def _left_or_cleared(told: Told) -> frozenset[Manner]:
    """Whether a number tells what was disposed of or what remains (`non lavorate`)."""
    if _STILL.search(told.text) or _DENIED.search(told.text):
        return frozenset({Manner.LEFT})
    doing = steps.steps_in(terms_in(told.stretch))
    return frozenset({Manner.CLEARED}) if takes_away(told.text, doing) else frozenset()


def _contradictions_asked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Two totals of one indicator on one day cannot both be: both are asked about.

    What is said of a day beside a total without one (`CIE 412 (ieri 405)`) may be part of it, or
    the total of that day: it is asked about.
    """
    seen: dict[tuple[object, ...], set[object]] = {}
    for item in items:
        if item.mode in (Mode.ABSOLUTE, Mode.MILESTONE, Mode.RATIO):
            key = (item.indicator, item.date)
            seen.setdefault(key, set()).add((item.value, item.numerator, item.denominator))
    whole = {i.indicator for i in items if i.mode is Mode.ABSOLUTE and i.date is None}

    def doubtful(item: Item) -> bool:
        if item.mode is Mode.INCREMENT:
            return item.date is not None and item.indicator in whole
        return len(seen.get((item.indicator, item.date), ())) > 1

    return tuple(
        asks(i, say("understand.two_values", indicator=i.indicator)) if doubtful(i) else i
        for i in items
    )


def _about_something(told: Told, item: Item, knows: Callable[[Term], bool]) -> bool:
    """Whether a lone fact speaks of the plan at all, or is only talk."""
    if item.indicator or item.objective or told.by_code:
        return True
    terms = told.named.terms
    if any(knows(t) for t in terms):
        return True
    return told.number is not None and len(terms) <= _BRIEF


def summed_up(intent: Intent, items: tuple[Item, ...]) -> Reading:
    """What stands at the top: doubts and refusals that concern the whole message."""
    ambiguous = bool(items) and all(i.ambiguous for i in items)
    refusals = {i.refusal for i in items}
    refusal = refusals.pop() if len(refusals) == 1 else None
    question: Say | None = None
    if ambiguous:
        question = next((i.question for i in items if i.question), None)
    return Reading(intent, items, ambiguous, refusal, question)
