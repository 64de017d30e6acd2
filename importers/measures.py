"""What one indicator measures, read from its words and from what stands beside it."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from importers.dates import days_in
from importers.figures import Quantity, goes_down, quantity, says_nothing, unit_of
from importers.grid import one_line
from importers.indicators import is_counted, ratio_terms, tidy, without_count
from importers.words import STOP, unaccented
from ledger.plan import Direction, Kind

_ADJECTIVE = re.compile(
    r"^(?:nuov[oaie]|ulteriori?|maggior[ei]?|altr[ioae]|total[ei]|complessiv[oaie]|divers[ei]|vari[e]?"
    r"|singol[ei]|giornate di)\b\s*",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bpercentual|\btasso\b|\bquota\b", re.IGNORECASE)
_CURRENCY = re.compile(
    r"€|\beuro\b|\bimport[oi]\b|\bstock\b|\bgettito\b|\bentrate\b|\bspes[ae]\b|\bcost[oi]\b"
    r"|\brisors[ae] finanziari|\bdebit[oi]\b",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"\bindic[ei]\b|\bindicatore\b|\btemp[oi]\b(?! determinat| pien| indeterminat)|\bitp\b"
    r"|\bgiorn(?:i|o)\b|\bgrado di\b|\blivello di\b|\bmedia\b|\bvoto\b|\bgradimento\b"
    r"|\bsoddisfazione\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\btemp[oi]\b|\btempestivit|\bitp\b|\bgiorn[io]\b|\battesa\b|\britard", re.IGNORECASE
)
_LESS = re.compile(r"^\W*(?:riduzione|diminuzione|contenimento|abbattimento|calo)\b", re.IGNORECASE)
_OWED = re.compile(r"\bdebit[oi]\b|\bdisavanzo\b|\binsolut[oi]\b")
_LEFT_OVER = re.compile(
    r"\barretrat|\bpregress|\bgiacen|\bpendent|\binevas|\bnon lavorat|\bresidu[ei] "
)
_DONE = re.compile(r"\b(?:evas|smaltit|lavorat|conclus|definit|chius)[aieo]?\b")
_NOT_A_COUNT = r"(?:delibera|legge|lgs|art|lotto|stralcio|dm|d\.m)\.?\s*$"
"""What a number after it identifies instead of counting."""
_LIMIT = re.compile(
    r"(?:≥|>|≤|<|=|\balmeno\b|\bmax\b\.?|\bmassimo\b|\bminimo\b|\bentro\b"
    r"|\bnon (?:oltre|superiore|inferiore|meno)\b)[^\d]{0,12}\d.*$",
    re.IGNORECASE,
)
_PLURAL_DONE = re.compile(
    r"^(?:\w+[ie]|CIE|SCIA|CILA|ore)\b(?:\s+\S+){0,6}?\s+(?:\w+(?:[aiu]t[ie]|[st]t[ie]|[aeu]s[ie]|ent[ie]"
    r"|ant[ie]|olt[ie]|vut[ie]))\b",
    re.IGNORECASE,
)
_WHOLE_THING = re.compile(
    r"^(?:lavori|interventi|opere|attivita|attività|procedure|atti|lavor\w*|redazione|creazione|gestione"
    r"|adozione|attuazione|\w+(?:zione|sione)|fase|rete|convenzione|relazione|gara)\b",
    re.IGNORECASE,
)
_CHANGES = (
    r"incremento|aumento|miglioramento|riduzione|diminuzione|contenimento|abbattimento|calo|valore"
    r"|ammontare|totale|rispetto|monitoraggio"
)
_WITHIN = r"(?i)\s*\(?\bentro(?: e non oltre)?(?: il giorno| il| l['’])?\s*"
_YES = re.compile(r"\W*(?:s[iì]['’]?|on/off|si/no|s[iì]/no|fatto|realizzat[oa])\W*", re.IGNORECASE)
_UNIT_FIRST = re.compile(r"^(?:ore)\b", re.IGNORECASE)


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
    unread: str | None = None
    """A target that could not be read."""
    bad_day: str | None = None
    """A day in the target that does not exist, and the proposed one."""
    proposed_day: dt.date | None = None


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
    phrase, target = tidy(phrase), one_line(target)
    said = "" if says_nothing(target) else target
    terms = ratio_terms(phrase) or (ratio_terms(formula) if formula else None)
    read = _Read(phrase, year, one_line(unit))
    if terms:
        found = read.ratio(terms, said)
    elif said:
        found = read.with_target(said)
    else:
        found = read.alone()
    found = _typed(found, kind)
    start = None if says_nothing(baseline) else quantity(one_line(baseline))
    if start is None:
        return found
    below = isinstance(found.target, Decimal) and found.target < start.value
    direction = Direction.DOWN if below else found.direction
    return _with(found, baseline=start.value, direction=direction)


def _with(base: Measure, **changes: object) -> Measure:
    return Measure(**{**base.__dict__, **changes})


@dataclass(frozen=True)
class _Read:
    phrase: str
    year: int
    unit: str

    @property
    def plain(self) -> str:
        return unaccented(self.phrase)

    @property
    def name(self) -> str:
        return without_count(self.phrase) or self.phrase

    def ratio(self, terms: tuple[str, str], target: str) -> Measure:
        top, bottom = (tidy(without_count(term)) or term for term in terms)
        amount = quantity(target) if target else None
        name = f"{top} / {bottom}" if ratio_terms(self.phrase) else self.name
        base = Measure(name, Kind.RATIO, numerator=top, denominator=bottom)
        if target and amount is None:
            return _with(base, unread=target)
        down = Direction.DOWN if amount and amount.down else Direction.UP
        return _with(base, target=amount.value if amount else None, direction=down)

    def with_target(self, target: str) -> Measure:
        """The target decides what its words leave open."""
        if _YES.fullmatch(target):
            return Measure(self.name, Kind.MILESTONE)
        days = days_in(target, self.year)
        if days:
            last = days[-1]
            if last.day is None:
                return Measure(self.name, Kind.DATE, bad_day=last.text, proposed_day=last.reading)
            return Measure(self.name, Kind.DATE, target=last.day)
        amount = quantity(target)
        if amount is None:
            if quantity(self.phrase) or is_counted(self.phrase):
                return _with(self.alone(), unread=target)
            return Measure(self.name, Kind.MILESTONE)
        return self._figure(amount, target)

    def _figure(self, amount: Quantity, target: str) -> Measure:
        kind = self._kind_of(amount)
        unit = self._unit(kind, amount)
        down = amount.down or (goes_down(target) and amount.unit is not None) or self._less(kind)
        direction = Direction.DOWN if down else Direction.UP
        return Measure(self.name, kind, unit=unit, target=amount.value, direction=direction)

    def _kind_of(self, amount: Quantity) -> Kind:
        if amount.unit == "%":
            return Kind.PERCENT
        if amount.unit == "€":
            return Kind.CURRENCY
        if amount.unit in ("giorni", "minuti", "settimane", "mesi") and not is_counted(self.phrase):
            return Kind.INDEX
        if amount.counted or is_counted(self.phrase):
            return Kind.COUNT
        by_unit = unit_of(self.unit) if self.unit else None
        if by_unit == "%":
            return Kind.PERCENT
        if by_unit == "€":
            return Kind.CURRENCY
        if by_unit in ("giorni", "minuti"):
            return Kind.INDEX
        if _PERCENT.search(self.plain):
            return Kind.PERCENT
        return self._by_words() or Kind.COUNT

    def _by_words(self) -> Kind | None:
        if is_counted(self.phrase):
            return Kind.COUNT
        if _PERCENT.search(self.phrase):
            return Kind.PERCENT
        head = _head(self.plain)
        if _INDEX.search(head):
            return Kind.INDEX
        if _CURRENCY.search(head):
            return Kind.CURRENCY
        return None

    def _unit(self, kind: Kind, amount: Quantity | None) -> str | None:
        if kind is Kind.PERCENT:
            return "%"
        if kind is Kind.CURRENCY:
            return "€"
        if self.unit and not re.fullmatch(
            r"n\.?|nr\.?|n°|num(?:ero)?\.?", self.unit, re.IGNORECASE
        ):
            return unit_of(self.unit) or self.unit
        if amount and amount.unit and amount.unit not in "%€":
            return amount.unit
        if kind is Kind.INDEX:
            return "giorni" if _TIME.search(self.plain) else None
        if amount and (noun := _noun(amount.rest)):
            return noun
        return _noun(self.name)

    def _less(self, kind: Kind) -> bool:
        """A measure of what is left, or of what should shrink."""
        if kind is Kind.INDEX and _TIME.search(self.plain):
            return True
        if kind is Kind.CURRENCY and _OWED.search(self.plain):
            return True
        if _LESS.match(self.phrase):
            return kind is not Kind.PERCENT
        left_over = _LEFT_OVER.search(self.plain)
        return bool(left_over and not _DONE.search(self.plain.replace("non lavorat", "")))

    def alone(self) -> Measure:
        """No target beside it: the words may hold one (`n. 2 corsi`, `≥ 95% pratiche evase`)."""
        days = days_in(self.phrase, self.year)
        if days and re.search(r"\bentro\b", self.plain):
            last = days[-1]
            name = tidy(re.sub(_WITHIN + re.escape(last.text), "", self.phrase)) or self.name
            if last.day is None:
                return Measure(name, Kind.DATE, bad_day=last.text, proposed_day=last.reading)
            return Measure(name, Kind.DATE, target=last.day)
        amount = self._stated()
        if amount is not None:
            return self._stated_measure(amount)
        kind = self._by_words()
        if kind is None and _LESS.match(self.phrase):
            kind = self._lessened()
        if kind is None and _PLURAL_DONE.match(self.phrase) and not _WHOLE_THING.match(self.phrase):
            kind = Kind.COUNT
        if kind is None and _UNIT_FIRST.match(self.phrase):
            kind = Kind.COUNT
        if kind is None:
            return Measure(self.name, Kind.MILESTONE)
        name = _LESS.sub("", self.name) if _LESS.match(self.name) else self.name
        unit = self._unit(kind, None) if kind is not Kind.COUNT else _noun(_article_off(name))
        direction = Direction.DOWN if self._less(kind) else Direction.UP
        return Measure(self.name, kind, unit=unit, direction=direction)

    def _lessened(self) -> Kind | None:
        """`riduzione delle pratiche` counts things, `riduzione della spesa` money."""
        if _plural(_LESS.sub("", self.phrase)):
            return Kind.COUNT
        return Kind.CURRENCY if _CURRENCY.search(self.phrase) else None

    def _stated(self) -> Quantity | None:
        """A quantity the phrase opens with, or closes with after a limit."""
        opening = re.match(
            r"\s*(?:€|almeno|minimo|min\.?|massimo|max\.?|≥|>|≤|<|n\.?|nr\.?|n°|numero"
            r"|realizzazione di|"
            r"organizzazione di|svolgimento di|effettuazione di|attivazione di|non meno di|su)?"
            r"\s*(?:almeno)?\s*(?:n\.|n°|nr\.?)?\s*(?=\d)",
            self.phrase,
            re.IGNORECASE,
        )
        if opening and not re.match(r"(?:19|20)\d\d\b(?!\.)", self.phrase[opening.end() :]):
            return quantity(self.phrase)
        limit = _LIMIT.search(self.phrase)
        if limit:
            return quantity(limit.group())
        inner = re.search(r"\b(?:n\.|n°|nr\.?)\s*\d", self.phrase, re.IGNORECASE)
        before = self.phrase[: inner.start()] if inner else ""
        if inner and not re.search(_NOT_A_COUNT, before, re.IGNORECASE):
            return quantity(self.phrase[inner.start() :])
        return None

    def _stated_measure(self, amount: Quantity) -> Measure:
        read = self._figure(amount, self.phrase)
        if self.phrase.endswith(amount.rest) and amount.rest and self._opens_with_figure():
            bare = amount.rest
            if amount.unit:
                bare = re.sub(
                    r"^(?:%|€|per cento|gg\.?|giorni|euro)\s*(?:di|delle|dei|degli)?\s*",
                    "",
                    bare,
                    flags=re.IGNORECASE,
                )
            short = len(bare.split()) < 2 and amount.unit is not None
            return _with(read, name=self.name if short else tidy(bare) or self.name)
        return read

    def _opens_with_figure(self) -> bool:
        return bool(re.match(r"\D{0,12}\d", self.phrase)) and not re.match(
            r"[^\W\d]{5,}", self.phrase
        )


def _typed(found: Measure, kind: str) -> Measure:
    """The kind a column names wins, where it names one of ours."""
    wanted = kind.strip().lower()
    known = {k.value for k in Kind}
    return _with(found, kind=Kind(wanted)) if wanted in known else found


def _article_off(text: str) -> str:
    return re.sub(r"^\s*(?:(?:di|del|dello|della|dei|degli|delle)\s+|dell['’]\s*)", "", text)


def _head(plain: str) -> str:
    """The word a measure turns on: the first, or the one that should grow or shrink."""
    words = [w for w in re.findall(r"[^\W_]+|[€%]", plain) if w not in STOP]
    grows = words[:1] and re.fullmatch(_CHANGES, words[0])
    return " ".join(words[1:2] if grows else words[:1])


def _plural(text: str) -> bool:
    word = _article_off(text).split()[:1]
    return bool(word) and word[0][-1:] in "ie" and not re.search(r"(?:zione|sione|ione)$", word[0])


def _noun(text: str) -> str | None:
    """The thing counted: the first word that is not an adjective."""
    bare = _ADJECTIVE.sub("", _article_off(text.strip()))
    found = re.match(r"[^\W\d_][\w'’-]*", bare)
    if not found:
        return None
    noun = found.group()
    return noun if noun.isupper() else noun.lower()
