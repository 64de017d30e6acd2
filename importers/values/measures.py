"""What one indicator measures, read from its words and from what stands beside it."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from importers.values.dates import Day, days_in
from importers.values.figures import (
    NUMBER,
    Quantity,
    goes_down,
    is_ambiguous,
    quantity,
    says_nothing,
    unit_of,
)
from importers.values.indicators import is_counted, ratio_terms, share_terms, tidy, without_count
from importers.values.measurewords import (
    is_many,
    is_of_time,
    kind_by_words,
    kind_of_things,
    noun_of,
    shrinks,
)
from importers.values.words import STOP
from importers.whole.grid import one_line
from italian.regex import regex
from ledger.plan import Direction, Kind

_NOT_A_COUNT = r"(?:delibera|legge|lgs|art|lotto|stralcio|dm|d\.m)\.?\s*$"
"""What a number after it identifies instead of counting."""
_LIMIT_WORD = (
    r"≥|>|≤|<|=|\balmeno\b|\bmax\b\.?|\bmassimo\b|\bminimo\b|\bentro\b"
    r"|\bnon (?:oltre|superiore|inferiore|meno|più)(?: a| di)?\b"
)
_LIMIT = regex(rf"(?:{_LIMIT_WORD})[^\d]{{0,12}}\d.*$", re.IGNORECASE)
_OPENING = regex(
    rf"\s*(?:\w+(?:zione|mento|sione)\s+di\s+)?(?:(?:€|{_LIMIT_WORD}|min\.?|su)\s*)*"
    r"(?:n\.|n°|nr\.?|numero)?\s*(?=\d)",
    re.IGNORECASE,
)
_BY = regex(rf"\b(?:del|dell['’]|di|al|all['’])\s*({NUMBER}\s*%)", re.IGNORECASE)
_SPAN = regex(
    rf"(?:\bd(?:a|al|allo|alla|all['’])\s*(?P<old>(?:n\.?\s*|€\s*)?{NUMBER}\s*[%€]?)\s*(?:[\w.]+\s+){{0,2}}"
    rf"a(?:l|llo|lla|ll['’])?\s*"
    rf"|^\W*(?P<left>(?:n\.?\s*|€\s*)?{NUMBER}[^\d→]*)(?:→|[-=]+>)\s*)"
    r"(?P<new>(?:(?:n\.|almeno|oltre|max|entro|[≥≤€])\s*)*\S*\d.*)$",
    re.IGNORECASE,
)
_WITHIN = r"(?i)\s*\(?\bentro(?: e non oltre)?(?: il giorno| il| l['’])?\s*"
_YES = regex(r"\W*(?:s[iì]?['’]?|on/off|s[iì]?/no?|fatto|realizzat[oa])\W*", re.IGNORECASE)
_YES_OR_NO = regex(r"s[iì]?\s?[/-]\s?no?|on/off", re.IGNORECASE)
_NUMBERED = regex(r"n\.?|nr\.?|n°|num(?:ero)?\.?", re.IGNORECASE)
_GROWTH = regex(r"\W*(?:\+\s?\d|incremento|aumento|crescita)", re.IGNORECASE)
"""`+5% sul 2025`: by how much more, not how much."""
_GIVEN = r"\s+(?:di\b|d['’])\s*(?!\s|attes|ritard)"
_TIME_SPENT = regex(rf"(?:settimane|mesi){_GIVEN}", re.IGNORECASE)
"""`Settimane di apertura`: time that is given, and counted as things are."""
_DAYS_OF = regex(rf"(?:giorn[io]|giornate|or[ae]){_GIVEN}", re.IGNORECASE)
"""What may be time given as well as waited for: `Giorni di apertura`, `di istruttoria`."""
_OF_TIME = ("giorni", "minuti", "settimane", "mesi")


@dataclass(frozen=True)
class Measure:
    """What an indicator is, ready for the plan."""

    name: str
    kind: Kind
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    baseline: Decimal | None = None
    target: Decimal | dt.date | None = None
    direction: Direction = Direction.UP
    deadline: dt.date | None = None
    """Said together with a quantity: `n. 12 incontri entro il 30/11/2025`."""
    unread: str | None = None
    """A target that could not be read."""
    bad_day: Day | None = None
    """A day in the target that does not exist."""


def measure(
    phrase: str,
    year: int,
    *,
    target: str = "",
    baseline: str = "",
    unit: str = "",
    formula: str = "",
    kind: str = "",
) -> Measure:
    """Reads an indicator with what its row says beside it. Source: contract, targets."""
    phrase, target, baseline = tidy(phrase), one_line(target), one_line(baseline)
    if _YES_OR_NO.fullmatch(one_line(unit)) and not days_in(target, year):
        return Measure(phrase, Kind.MILESTONE)
    said = "" if says_nothing(target) else target
    span = _SPAN.search(said)
    if span:
        baseline, said = baseline or span["old"] or span["left"], span["new"]
    terms = ratio_terms(phrase) or (ratio_terms(formula) if formula else None)
    if terms is None and any("%" in one for one in (said, baseline, unit)):
        terms = share_terms(phrase)
    read = _Read(phrase, year, one_line(unit))
    if terms:
        found = read.ratio(terms, said)
    elif said:
        found = read.with_target(said)
    else:
        found = read.alone()
    start = None if says_nothing(baseline) else quantity(baseline)
    is_open = bool(target) and " " in phrase and is_many(noun_of(phrase))  # `Domande accolte | —`
    is_awaited = start or is_open or re.search(r"[a-z]", target) or _tells_figure(one_line(unit))
    is_told = re.search(r"[a-z]", target) or (start is not None and _is_of_another(start, found))
    is_unsaid = not said and isinstance(found.target, Decimal) and is_told
    if is_unsaid or (found.kind is Kind.MILESTONE and not said and is_awaited):
        found = read.to_be_measured(start)
    found = _typed(found, kind)
    if start is None:
        return found
    is_growth = _GROWTH.match(said) is not None
    if _is_given_time(found, start.value) and not goes_down(said):
        return replace(found, kind=Kind.COUNT, baseline=start.value, direction=Direction.UP)
    below = isinstance(found.target, Decimal) and found.target < start.value and not is_growth
    direction = Direction.DOWN if below else found.direction
    return replace(found, baseline=start.value, direction=direction)


def _is_of_another(start: Quantity, found: Measure) -> bool:
    """`Guasti riparati entro 48 ore`, of which 70% were last year: the term is no target."""
    return start.unit is not None and found.unit is not None and start.unit != found.unit


def _is_given_time(found: Measure, start: Decimal) -> bool:
    """`Giorni di apertura`, from 180 to 240: days that are given, and not waited for."""
    is_more = isinstance(found.target, Decimal) and found.target > start
    return is_more and _DAYS_OF.match(found.name) is not None


def _tells_figure(unit: str) -> bool:
    """`n.`, `%`, `gg`: what is measured in them is no step."""
    return bool(unit) and (_NUMBERED.fullmatch(unit) or unit_of(unit)) is not None


def _typed(found: Measure, kind: str) -> Measure:
    """The kind a column names wins, where it names one of ours."""
    wanted = kind.strip().lower()
    return replace(found, kind=Kind(wanted)) if wanted in {k.value for k in Kind} else found


@dataclass(frozen=True)
class _Read:
    phrase: str
    year: int
    unit: str

    @property
    def things(self) -> str:
        """What is counted: `Atti scansionati` of `N. atti scansionati`."""
        return without_count(self.phrase) or self.phrase

    def ratio(self, terms: tuple[str, str], target: str) -> Measure:
        terms = terms[0], re.sub(r"\s*[x*×]\s*100\s*$", "", terms[1])
        top, bottom = (tidy(without_count(term)) or term for term in terms)
        amount = quantity(target) if target and not is_ambiguous(target) else None
        name = re.sub(r"\s*[x*×]\s*100\s*$", "", self.phrase)
        base = Measure(name, Kind.RATIO, numerator=top, denominator=bottom)
        if amount is None:
            return replace(base, unread=target or None)
        down = Direction.DOWN if amount.down else Direction.UP
        return replace(base, target=amount.value, direction=down)

    def with_target(self, target: str) -> Measure:
        """The target decides what the words leave open."""
        if _YES.fullmatch(target):
            return Measure(self.phrase, Kind.MILESTONE)
        if is_ambiguous(target):
            return replace(self.to_be_measured(None), unread=target)
        days = days_in(target, self.year)
        bare = re.sub(_WITHIN + re.escape(days[-1].text), "", target) if days else target
        amount = quantity(bare)
        if days and (amount is None or bare == target):
            return self._day(self.phrase, days[-1])
        if amount is not None:
            found = self._figure(amount, bare)
            return replace(found, deadline=days[-1].day) if days else found
        if quantity(self.phrase) or is_counted(self.phrase):
            return replace(self.alone(), unread=target)
        return Measure(self.phrase, Kind.MILESTONE)

    def _day(self, name: str, day: Day) -> Measure:
        bad = day if day.day is None else None
        return Measure(name, Kind.DATE, target=day.day, bad_day=bad)

    def _figure(self, amount: Quantity, said: str) -> Measure:
        kind = self._kind_of(amount)
        down = amount.down or (goes_down(said) and amount.unit is not None)
        direction = Direction.DOWN if down or shrinks(self.phrase, kind) else Direction.UP
        unit = self._unit(kind, amount)
        return Measure(self.phrase, kind, unit=unit, target=amount.value, direction=direction)

    def _kind_of(self, amount: Quantity) -> Kind:
        if amount.unit == "%":
            return Kind.PERCENT
        if amount.unit == "€":
            return Kind.CURRENCY
        is_time = amount.unit in _OF_TIME and not _TIME_SPENT.match(self.phrase)
        if is_time and not (amount.counted or is_counted(self.phrase)):
            return Kind.INDEX
        if amount.counted or is_counted(self.phrase):
            return Kind.COUNT
        by_unit = unit_of(self.unit) if self.unit else None
        if by_unit in ("%", "€"):
            return Kind.PERCENT if by_unit == "%" else Kind.CURRENCY
        if by_unit in _OF_TIME:
            return Kind.INDEX
        return kind_by_words(self.phrase) or Kind.COUNT

    def _unit(self, kind: Kind, amount: Quantity | None) -> str | None:
        if kind is Kind.PERCENT:
            return "%"
        if kind is Kind.CURRENCY:
            return "€"
        if self.unit and not _NUMBERED.fullmatch(self.unit):
            return unit_of(self.unit) or self.unit
        if amount and amount.unit and amount.unit not in "%€":
            return amount.unit
        if kind is Kind.INDEX:
            return "giorni" if is_of_time(self.phrase) else None
        if amount and (noun := noun_of(amount.rest)):
            both = tidy(amount.rest).lower()
            is_phrase = f" {both} " in f" {self.things.lower()}"
            return (
                both if is_phrase else noun
            )  # `Posti di controllo serali | n. 9 posti di controllo`
        noun = noun_of(self.things)
        return noun if is_counted(self.phrase) or is_many(noun) else None

    def to_be_measured(self, start: Quantity | None) -> Measure:
        """A figure is awaited (`n.d.`) or stood there last year: it is no step."""
        kind = self._kind_of(start) if start else kind_by_words(self.phrase) or Kind.COUNT
        direction = Direction.DOWN if shrinks(self.phrase, kind) else Direction.UP
        return Measure(self.phrase, kind, unit=self._unit(kind, start), direction=direction)

    def alone(self) -> Measure:
        """No target beside it: the words may hold one (`n. 2 corsi`, `≥ 95% pratiche evase`)."""
        days = days_in(self.phrase, self.year)
        if days and re.search(_WITHIN + re.escape(days[-1].text), self.phrase):
            return self._by_a_day(days[-1])
        amount = self._stated()
        if amount is not None:
            return self._without_limit(self._stated_measure(amount))
        kind = kind_by_words(self.phrase) or kind_of_things(self.phrase)
        if kind is None:
            return Measure(self.phrase, Kind.MILESTONE)
        direction = Direction.DOWN if shrinks(self.phrase, kind) else Direction.UP
        unit = noun_of(self.things) if kind is Kind.COUNT else self._unit(kind, None)
        return Measure(self.phrase, kind, unit=unit, direction=direction)

    def _without_limit(self, found: Measure) -> Measure:
        """`Giorni medi di pagamento <= 30` is named by what is measured."""
        sign = re.search(r"\s*(?:≥|≤|>=|<=|=>|=<|>|<)\s*[\d.,]+\s*%?\s*$", found.name)
        if sign is None or len(found.name[: sign.start()].split()) < 2:
            return found
        return replace(found, name=tidy(found.name[: sign.start()]))

    def _by_a_day(self, day: Day) -> Measure:
        """`Regolamento approvato entro il 30/06/2025`; with a quantity, the day is its deadline."""
        name = tidy(re.sub(_WITHIN + re.escape(day.text), "", self.phrase)) or self.phrase
        rest = _Read(name, self.year, self.unit)
        if day.day is not None and name != self.phrase and rest._stated() is not None:
            return replace(rest.alone(), deadline=day.day)
        return self._day(name, day)

    def _stated(self) -> Quantity | None:
        """A quantity the phrase opens with, or closes with after a limit."""
        opening = _OPENING.match(self.phrase)
        if opening and not re.match(r"(?:19|20)\d\d\b(?!\.)", self.phrase[opening.end() :]):
            return quantity(self.phrase)
        limit = _LIMIT.search(self.phrase)
        if limit:
            return quantity(limit.group())
        share = _BY.search(self.phrase)
        if share:
            return quantity(share[1])
        inner = re.search(r"\b(?:n\.|n°|nr\.?)\s*\d", self.phrase, re.IGNORECASE)
        before = self.phrase[: inner.start()] if inner else ""
        if inner and not re.search(_NOT_A_COUNT, before, re.IGNORECASE):
            return quantity(self.phrase[inner.start() :])
        return None

    def _stated_measure(self, amount: Quantity) -> Measure:
        """The name is what is counted, without the figure the phrase opens with."""
        read = self._figure(amount, self.phrase)
        opens = re.match(
            rf"\s*(?:(?:{_LIMIT_WORD}|min\.?)\s*)*(?:n\.|n°|nr\.?)?\s*\d",
            self.phrase,
            re.IGNORECASE,
        )
        if not (opens and amount.rest and self.phrase.endswith(amount.rest)):
            return read
        bare = amount.rest
        if amount.unit:
            words = r"^(?:%|€|per cento|gg\.?|giorni|euro)\s*(?:di|delle|dei|degli)?\s*"
            bare = re.sub(words, "", bare, flags=re.IGNORECASE)
        is_short = len(bare.split()) < 2 and amount.unit is not None
        hangs_on = bare[:1].islower() and bare.split()[0] in STOP
        return read if is_short or hangs_on else replace(read, name=tidy(bare) or self.phrase)


def is_odd_share(found: Measure, written: str) -> bool:
    """A target in percent that looks like a share of one: 0.9 for 90%."""
    is_share = isinstance(found.target, Decimal) and 0 < found.target < 1
    return found.kind.in_percent and is_share and "%" not in written
