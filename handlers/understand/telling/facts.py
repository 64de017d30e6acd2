"""Reports: which indicators, which values, which days, one or several in a message."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from handlers.understand.cutting.clauses import Stretch, chunks, has_number, stretches
from handlers.understand.cutting.scan import Scanned, words_of
from handlers.understand.figures.around import ONE_DONE, Home
from handlers.understand.figures.asides import (
    without_aims,
    without_included,
    without_limits,
    without_told_before,
)
from handlers.understand.figures.counting import Counting
from handlers.understand.figures.pairs import (
    is_opposite,
    pair_of,
    term_said,
    with_pairs,
    without_rest,
)
from handlers.understand.figures.values import asks
from handlers.understand.figures.when import (
    as_measured,
    dated,
    day_of,
    with_periods,
    with_short_days,
)
from handlers.understand.naming.naming import Named, Namer
from handlers.understand.naming.terms import MOST_WORDS, Term, terms_in, terms_of
from handlers.understand.naming.vocabulary import NAME
from handlers.understand.pieces import Day, Manner, Number, Piece, Word
from handlers.understand.reading import Intent, Item, Reading
from handlers.understand.setting import Context
from handlers.understand.telling import steps
from handlers.understand.telling.apart import with_sums
from handlers.understand.telling.carried_on import as_a_share, gone_on
from handlers.understand.telling.items import Items, counts
from handlers.understand.telling.nothing import without_reason_said, without_reasons
from handlers.understand.telling.one_thing import just_one
from handlers.understand.telling.siblings import Siblings
from handlers.understand.telling.tales import of_the_tale, without_strange_steps, without_tale
from handlers.understand.telling.telling import (
    beside_one,
    day_told_after,
    heading_of,
    manners_of,
    new_ones,
    on_a_day,
    one_joined,
    one_said,
    tells_step,
)
from handlers.understand.telling.together import said_once, summed_up
from handlers.understand.telling.told import (
    Passage,
    merged,
    shared,
    vouched,
    without_parts,
    without_strangers,
    without_years_past,
)
from ledger.later import replace
from ledger.plan import Indicator, Kind
from words.say import say

_NEAR = 8
"""Facts, or words, back in which what is left unsaid is looked for."""
_SOMETHING = 0.3
"""Share of the words from which a stretch without a number may tell a fact."""
_AKIN = 0.15
"""Nearness to what the sender reports from which a message speaks of it."""
_MOSTLY = 0.5
"""Share of the words from which they are its name."""
_MISSING = frozenset({"manca", "mancano"})


class Facts:
    """Reads the facts a message reports."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self.items = Items(namer)
        self.counting = Counting()
        self._siblings = Siblings(namer)

    def read(self, scanned: Scanned, setting: Context) -> Reading | None:
        """The facts a message tells, or None where it tells none."""
        told = self.told(scanned, setting)
        if not told:
            return self._half_said(scanned, setting)
        items = said_once(self.items.item(one, setting) for one in told)
        knows = self._namer.vocabulary.knows
        if len(items) == 1 and not _about_something(told[0], items[0], knows):
            return None
        return summed_up(Intent.REPORT, items)

    def _half_said(self, scanned: Scanned, setting: Context) -> Reading | None:
        """`lavori al museo a metà`: something happened, but neither a value nor a step is told."""
        pieces = self._telling(scanned.pieces, setting)[:MOST_WORDS]
        named = self._namer.named(pieces, setting)
        if named.indicator is None or named.code not in setting.own:
            return None
        if scanned.text.endswith("?") and any(_is_to_come(day, setting) for day in scanned.days):
            return None
        if named.indicator.kind is Kind.DATE and scanned.codes:
            told = self.one(pieces, setting)
            return summed_up(Intent.REPORT, (self.items.item(told, setting),))
        heard = steps.at_second_hand(scanned.text)
        told = replace(self.one(pieces, setting), at_second_hand=heard)
        alone = self.items.item(told, setting)
        step = named.indicator.kind.is_step
        done = step or just_one(pieces)
        if done and not alone.ambiguous and alone.value and _plainly(named):
            return summed_up(Intent.REPORT, (alone,))
        if not scanned.days and not steps.partly(scanned.text):
            return None
        if scanned.days and not alone.ambiguous and alone.value:
            return summed_up(Intent.REPORT, (alone,))
        best = named.choice.best if named.choice else None
        if best is not None and best.share < _SOMETHING:
            return None  # `oggi fa caldo` speaks of nothing
        question = say(
            "understand.reached" if step else "understand.how_much", indicator=named.code
        )
        asked = asks(named.item, question)
        if told.day is not None and told.day.day is None:
            asked = dated(asked, told.day, setting.today)
        return summed_up(Intent.REPORT, (asked,))

    def told(self, scanned: Scanned, setting: Context) -> list[Passage]:
        """The stretches of a message and what each speaks of."""
        found: list[Passage] = []
        heading: Day | None = None
        for sentence in scanned.sentences():
            day = day_told_after(sentence) if found else None
            if day and day.day and day.day <= setting.today and not any(t.day for t in found):
                found = [replace(t, day=day) for t in found]
                continue
            told = self._sentence(sentence, setting, found)
            heading = heading if told else heading_of(sentence) or heading
            found += [t if t.day else replace(t, day=heading) for t in told]
        found = without_reasons(without_tale(scanned, found))
        found = with_sums(self._siblings.told(found, setting))
        found = without_strange_steps(found, self._namer.vocabulary.explained)
        found = without_parts(found, self._counts_nothing)
        found = without_strangers(found, self.items.counts_strange, self.items.counts_its)
        found = merged(shared(without_years_past(found, setting.today)))
        found = [as_a_share(t, setting.before) for t in vouched(found, scanned.text)]
        return found if heading else gone_on(scanned, found, setting)

    def _sentence(
        self, sentence: Sequence[Piece], setting: Context, before: Sequence[Passage]
    ) -> list[Passage]:
        """The facts of one sentence; what it leaves unsaid is taken from those before."""
        pieces = self._telling(sentence, setting)
        whole = self._two_terms(pieces, setting)
        if whole:
            return [replace(whole, sentence=tuple(sentence))]
        found: list[Passage] = []
        for stretch in stretches(pieces, self._standing(pieces, setting)):
            tells = has_number(stretch) or tells_step(stretch) or one_joined(stretch)
            if tells or (found and on_a_day(stretch)):
                one = self._one(stretch, setting, [*before, *found][-_NEAR:])
                if not tells and not _is_step(one):
                    continue
                so_far = words_of(p for p in pieces if p.start < stretch[-1].end)
                heard = steps.at_second_hand(so_far)
                found.append(replace(one, at_second_hand=heard, sentence=tuple(sentence)))
        return found

    def _telling(self, sentence: Sequence[Piece], setting: Context) -> list[Piece]:
        """What a sentence tells, pairs put together and numbers that measure nothing left out."""
        pieces = with_short_days(with_periods(without_reason_said(sentence)), setting.today)
        pieces = without_told_before(without_limits(without_included(without_aims(pieces))))
        pieces = with_pairs(without_rest(pieces))
        if not any(isinstance(p, Number) for p in pieces):
            return pieces
        return self.counting.without_asides(
            pieces,
            lambda term: self._namer.vocabulary.explained(term, setting.own),
            self._home(pieces, setting),
            lambda part: self._home(part, setting),
        )

    def _home(self, pieces: Sequence[Piece], setting: Context) -> Home | None:
        """What a sentence most likely speaks of."""
        best = self._namer.likeliest(pieces, setting)
        if best is None:
            return None
        likeliest, vocabulary = self._namer.indicators[best.code], self._namer.vocabulary
        return Home(
            likeliest,
            self._namer.objectives[likeliest.objective].indicators,
            lambda term: vocabulary.explained(term, frozenset({likeliest.code})),
            vocabulary.profiles[likeliest.code].size,
            best.share,
        )

    def _two_terms(self, pieces: Sequence[Piece], setting: Context) -> Passage | None:
        """`presentati 40, accolti 12`: one ratio whose terms are said apart."""
        numbers = [p for p in pieces if isinstance(p, Number)]
        if not _two_of(numbers) or any(_is_whole_fact(n) for n in numbers):
            return None
        named = self._namer.named(pieces, setting)
        if named.indicator is None or not named.indicator.kind.in_percent:
            return None
        if named.code not in setting.own:
            return None
        if not _whole_first(pieces) and not self._of_one(named, pieces, setting):
            return None
        first = numbers[0]
        second = next((n for n in numbers if n.value != first.value), numbers[1])
        pair = pair_of(named.indicator, pieces)
        all_of_it = len({n.value for n in numbers}) == 1
        if pair is None and (all_of_it or _both_done(named.indicator, pieces)):
            pair = _by_size(first, second)
        if pair is None and named.indicator.kind is not Kind.RATIO and not _whole_first(pieces):
            return None
        if pair is None and "reject" in steps.steps_in(terms_in(pieces)):
            return None
        if pair is None and _whole_first(pieces):
            pair = second.value, first.value
        pair = pair or _by_size(first, second)
        both = replace(first, over=second.value, doubt=first.doubt or second.doubt)
        return Passage(tuple(pieces), named, both, day_of(pieces), manners_of(pieces), pair)

    def _of_one(self, whole: Named, pieces: Sequence[Piece], setting: Context) -> bool:
        """Whether no part of a sentence speaks of something else than the whole does."""
        assert whole.indicator
        its = self._namer.vocabulary.profiles[whole.indicator.code].words
        parts = [s for s in stretches(pieces) if has_number(s)]
        parts = [s for s in parts if not is_opposite(whole.indicator, s)]
        surely = whole.choice.sure if whole.choice else 1.0
        named = [
            self._namer.named(part, setting, before=whole.code)
            for part in parts
            if any(not t.doing and its.get(t.key, 0.0) < NAME for t in terms_in(part))
        ]
        return all(
            one.code in (whole.code, None)
            or one.code not in setting.own
            or (one.choice and one.choice.sure < surely and not _plainly(one))
            for one in named
        )

    def _standing(self, pieces: Sequence[Piece], setting: Context) -> list[bool]:
        """Which chunks tell a step of their own (`carta approvata e pubblicata` tells two)."""
        standing: list[bool] = []
        nouns: list[Term] = []
        last: str | None = None
        cut = chunks(pieces)
        for chunk in cut:
            terms = terms_in(chunk)
            named = None
            joined = has_number(pieces) and one_joined(chunk)
            joined = joined or (len(cut) > 1 and self._one_of_several(chunk, cut, setting))
            dated = on_a_day(chunk) and not has_number(pieces)
            tells = joined or tells_step(chunk) or dated
            if not has_number(chunk) and tells and terms:
                named = self._namer.named(chunk, setting, around=nouns[-_NEAR:])
            code = named.code if named else None
            kind = named.indicator.kind if named and named.indicator else None
            one = kind is Kind.COUNT and (joined or self._one_told(chunk, pieces, setting))
            alone = kind is not None and (kind.is_step or one)
            standing.append(alone and code != last)
            last = code or last
            nouns += [t for t in terms if not t.doing]
        return standing

    def _one_of_several(self, chunk: Stretch, cut: Sequence[Stretch], setting: Context) -> bool:
        """`un controllo e 42 verbali`: one of the one, beside many of something else."""
        if has_number(chunk) or not one_said(chunk):
            return False
        parts = [part for part in cut if has_number(part)]
        named = [self._namer.named(part, setting) for part in [chunk, *parts]]
        codes = [one.code for one in named if _plainly(one) and one.code in setting.own]
        return len(codes) == len(named) > 1 and codes[0] not in codes[1:]

    def _one_told(self, chunk: Stretch, pieces: Sequence[Piece], setting: Context) -> bool:
        """`frana sistemata ieri e 2 barriere tolte`: one thing, named by words of its own."""
        done = any(isinstance(p, Word) and ONE_DONE.fullmatch(p.text) for p in chunk)
        if not done or not (has_number(pieces) or on_a_day(chunk)) or not just_one(chunk):
            return False
        choice = self._namer.named(chunk, setting).choice
        best = choice.best if choice else None
        return best is not None and best.share >= _SOMETHING and not best.features["does_other"]

    def one(self, pieces: Sequence[Piece], setting: Context) -> Passage:
        """A stretch that tells one fact by itself."""
        return self._one(tuple(pieces), setting, ())

    def _one(self, stretch: Stretch, setting: Context, before: Sequence[Passage]) -> Passage:
        last = next((t.code for t in reversed(before) if t.code), None)
        last = last or (setting.last_indicator if not before else None)
        around = [t for told in before[-1:] for t in told.named.terms]
        named = self._namer.named(stretch, setting, around=around, before=last)
        named = _again(stretch, before) or named
        if named.code not in setting.own:
            named = self._without_missing(stretch, setting) or named
        indicator = named.indicator
        stretch = as_measured(stretch, indicator, setting.today)
        number = next((p for p in stretch if isinstance(p, Number)), None)
        if number and indicator and beside_one(stretch, number, indicator):
            number = number if counts(self._namer.vocabulary, indicator.code, stretch) else None
        pair = term = None
        if named.indicator and named.indicator.kind.in_percent and number:
            pair = pair_of(named.indicator, stretch)
            term = term_said(named.indicator, stretch) if number.over is None else None
        day = day_of(stretch)
        day = None if day and number and of_the_tale(stretch, number) else day
        manners = manners_of(stretch)
        if number and indicator and not manners and new_ones(stretch, number, indicator):
            manners = frozenset({Manner.ADDED})
        return Passage(stretch, named, number, day, manners, pair, term)

    def _counts_nothing(self, told: Passage) -> bool:
        """Whether a number is said of something the plan does not have: `3 urgenti`."""
        if told.code and self.items.counts_strange(told):
            return True
        at = told.stretch.index(told.number) if told.number in told.stretch else 0
        follows = at + 1 < len(told.stretch) and isinstance(told.stretch[at + 1], Word)
        vocabulary = self._namer.vocabulary
        known = any(vocabulary.knows(t) or vocabulary.means(t) for t in told.named.terms)
        return not known and (follows or bool(told.named.terms))

    def _without_missing(self, stretch: Stretch, setting: Context) -> Named | None:
        """`contratto: manca solo la firma` speaks of the contract, not of signing."""
        at = next((at for at, p in enumerate(stretch) if p.text in _MISSING), 0)
        named = self._namer.named(stretch[:at], setting) if at else None
        return named if named and named.code in setting.own else None


def _is_step(told: Passage) -> bool:
    return told.named.indicator is not None and told.named.indicator.kind.is_step


def _again(stretch: Stretch, before: Sequence[Passage]) -> Named | None:
    """`non è passato in consiglio, quindi non approvato`: the same step of the same thing."""
    terms = terms_in(stretch)
    told = before[-1] if before else None
    if told is None or has_number(stretch) or not terms or any(not t.doing for t in terms):
        return None
    same = {t.key for t in terms} <= {t.key for t in told.named.terms}
    return told.named if same and told.number is None else None


def _is_to_come(said: Day, setting: Context) -> bool:
    """`che tempo fa domani?`: nothing has happened yet of what is asked."""
    return said.day is not None and said.day > setting.today


def _plainly(named: Named) -> bool:
    """Whether most of what was said is what it is called."""
    best = named.choice.best if named.choice else None
    return best is not None and best.share >= _MOSTLY


_OUT_OF = frozenset({"su", "sui", "sulle", "dei", "degli", "delle"})


def _whole_first(pieces: Sequence[Piece]) -> bool:
    """`dei 61 piani ne abbiamo attivati 59`: the first number is said to be the whole."""
    row = [p for p in pieces if isinstance(p, Word | Number)]
    at = next(i for i, p in enumerate(row) if isinstance(p, Number))
    return at > 0 and row[at - 1].text in _OUT_OF


def _both_done(indicator: Indicator, pieces: Sequence[Piece]) -> bool:
    """`43 richiesti, 41 stipulati`, of contracts asked for and signed: a part and its whole."""
    done = {t.word[:-1] for t in terms_of(indicator.name) if t.participle}
    return len(done & {t.word[:-1] for t in terms_in(pieces) if t.participle}) > 1


def _two_of(numbers: Sequence[Number]) -> bool:
    """Two figures, however often each was said: `presentate 33, definite 33` are two as well."""
    return len({n.value for n in numbers}) == 2 or len(numbers) == 2


def _is_whole_fact(number: Number) -> bool:
    return number.over is not None or number.percent or bool(number.sign)


def _by_size(first: Number, second: Number) -> tuple[Decimal, Decimal]:
    """A part and its whole, where no word tells them apart: the part is the smaller."""
    return min(first.value, second.value), max(first.value, second.value)


def _about_something(told: Passage, item: Item, knows: Callable[[Term], bool]) -> bool:
    """Whether a lone fact speaks of the plan at all, or is only talk."""
    if item.indicator or item.objective or told.by_code or item.refusal:
        return True
    terms, best = told.named.terms, told.named.choice.best if told.named.choice else None
    if told.number is None:
        return best is not None and best.share >= _SOMETHING
    akin = best is not None and best.features["kin"] > _AKIN
    return len(terms) <= 1 or akin or any(knows(t) for t in terms)
