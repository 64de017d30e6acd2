"""What a question for a list says, taken apart: which things, which of them, in which order, since
when, how many; wherever each of them stands.

in ritardo e senza prove, gli obiettivi che scadono entro fine mese, dal più indietro
    →   objectives, late, unproved, due by 30 September, the furthest behind first
"""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.parts.apart import Left, filters_in, first_of, how_many, thing_in
from handlers.ask.parts.bounds import bounds_in
from handlers.ask.parts.spans import Span, coming_span, past_span
from italian.regex import regex
from ledger.later import dataclass
from ledger.readings.query import Bound, Filter, Order, What

PER = regex(
    r"\b(?:per (?:ogni |ciascun[ao]? )?|ogni |ciascun[ao]? )"
    r"(?P<unit>area|aree|servizio|servizi|uffici\w*|linea(?: strategica| di mandato)?|linee"
    r"|obiettivo strategico)\b"
)
"""`quanti obiettivi per area`: the units, by how many they have."""

WAS_DUE = regex(
    r"\b(?:scadev\w+|erano? in scadenza|sono scadut[ei]|e scadut[oa]"
    r"|(?:erano|era) da (?:chiudere|finire))\b"
)
"""What fell due within a stretch that is over."""

SORTING = (Order.DEADLINE, Order.OLDEST, Order.NEWEST)
"""Orders that are said in words of days, and of no day."""

RECORD = regex(
    r"^(?:(?:[a-z]+\d*[:,]|e|ma|quali|quant[ie]|che|elenc\w+|dammi|mostra\w*|fammi vedere|numero"
    r"|tra|fra|di|dei|delle|i|le|mie|miei|nostr[ei]|tutt[ie]|sono|ci sono|quelli|altri|gli"
    r"|ultim[ie]|nuov[ie]) )*"
    r"(?P<record>dat[oi]|registrazion[ei]|contestazion[ei]|inseriment[oi]|aggiornament[oi]|report"
    r"|segnalazion[ei])\b"
)
"""What was recorded, as the thing that is asked about; what is done with it is asked of others."""

WROTE = regex(
    r"\b(?:(?:sono|e|stat[oaie]|che|hanno|ha) )*"
    r"(?:registrat|scritt|inserit|mandat|comunicat|arrivat|riportat|caricat|pervenut)[oaie]\b"
)
"""How records came to be."""

LOWEST = regex(r"\b(?:peggi|fanalin|maglia nera|debol|scars|meno bene)")
"""Of units: the one whose figure is the lowest, whatever was expected of it."""
UNITS = (What.AREAS, What.SERVICES, What.LINES)

CONTESTED = "contest"

OF_RECORDS = frozenset({Filter.UNVALIDATED, Filter.VALIDATED, Filter.CONTESTED})
"""What becomes of records: where no thing is named, they are meant."""


@dataclass(frozen=True)
class Said:
    """`left` is what names something, or nothing."""

    span: Span
    what: What | None
    filters: frozenset[Filter]
    bounds: tuple[Bound, ...]
    order: Order | None
    only: int | None
    left: str

    @property
    def narrows(self) -> bool:
        """Whether it says which of them."""
        return bool(self.filters or self.bounds)


def read(plain: str, today: dt.date, visited: dt.date | None) -> Said:
    """A question in plain letters, taken apart."""
    rest, bounds = bounds_in(plain)
    left, order = _sorted(Left(rest))
    left, due, span = _due(left, today)
    coming = span is not None and span.until is not None and span.until >= today
    if span is None:
        span = past_span(left.text, today, visited)
        left = Left(span.rest)
    left, record = _record(left)
    thing = thing_in(left.text) if record is None else None
    per = PER.search(plain) if cues.COUNTED.match(plain) else None
    left, filters = filters_in(left)
    what = thing[0] if thing else (None if record is None else What.RECORDS)
    filters |= {Filter.CONTESTED} if record == CONTESTED else frozenset()
    if thing and (again := thing_in(left.text)):
        left = left.without(again[1])
    if per:
        what, left = _unit_of(per), Left(PER.sub(" ", left.text))
    if order is None:
        left, order = first_of(left, cues.ORDERS)
    if order is Order.WORST and what in UNITS and not filters and LOWEST.search(plain):
        order = Order.LOWEST
    order = Order.MOST if per else order
    due |= {Filter.DONE} if Filter.OVERRUN in filters else set()
    if coming and not filters & {Filter.DONE, Filter.NOT}:
        due |= {Filter.OPEN}
    return Said(span, what, filters | due, bounds, order, how_many(plain), left.text)


def _sorted(left: Left) -> tuple[Left, Order | None]:
    """What is left without the order in time that is said first: `dal più vecchio al più nuovo`."""
    rows = ((p.search(left.text), one) for one, p in cues.ORDERS if one in SORTING)
    found = [(match, one) for match, one in rows if match]
    if not found:
        return left, None
    match, one = min(found, key=lambda row: (row[0].start(), -row[0].end()))
    return left.without(match), one


def _record(left: Left) -> tuple[Left, str | None]:
    """What is left without the records that are asked about, and the word for them."""
    found = RECORD.match(left.text)
    if found is None:
        return left, None
    kind = CONTESTED if found["record"].startswith(CONTESTED) else ""
    return Left(WROTE.sub(" ", left.without(found).text)), kind


def _unit_of(per: re.Match[str]) -> What:
    what = What.AREAS if per["unit"].startswith("are") else What.SERVICES
    return What.LINES if per["unit"].startswith(("lin", "obiettivo")) else what


def _due(left: Left, today: dt.date) -> tuple[Left, frozenset[Filter], Span | None]:
    """What falls due within a stretch to come, or fell due within one that is over."""
    if not cues.DUE.search(left.text):
        return left, frozenset(), None
    rest = cues.DUE.sub(" ", left.text)
    span = coming_span(rest, today)
    if span.until is None and WAS_DUE.search(left.text):
        span = past_span(rest, today, None)
    if span.until is None:
        return left, frozenset(), None
    return Left(span.rest), frozenset({Filter.DUE}), span


def is_all(plain: str, today: dt.date) -> bool:
    """Whether words say which of them, in which order, since when, and nothing else."""
    said = read(plain, today, None)
    return (said.narrows or said.order is not None) and said.what is None and not said.left.strip()
