"""From the words of a question to the query they ask, and what of them was not understood."""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.answers import reasons
from handlers.ask.asked import Asked
from handlers.ask.chosen.unread import TURNS, turned
from handlers.ask.parts import slots
from handlers.ask.parts.about import About, Names
from handlers.ask.parts.apart import PROOFS, Left, filters_in, thing_in
from handlers.ask.parts.bounds import counts_in
from handlers.ask.parts.slots import OF_RECORDS, UNITS, Said
from handlers.ask.parts.spans import Span, past_span, silent_since
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import MOVED, OF_STATE, Bound, Filter, Order, Query, What

OF_WHO = regex(
    r"\b\w*(?:aggiorn|valid|valut|assegn|fissa|rendicont|report|comunic|registr|inseri|mand|scritt"
    r"|scriv|rispo|firm|sched|appell|stabil|tace|ferm)\w*\b"
)
"""What who owes is asked to do: not what it is about."""

OWN = regex(r"\b(?:mi[eo]i?|mi[ae]?|nostr[aieo]|dell'area|della mia|del mio)\b")
"""What is compared or ranked within one's own."""

WE = regex(
    r"\b(?:siamo|abbiamo|stiamo|sto)\b"
    r"|\bsono (?:io )?(?:migliorat|peggiorat|salit|sces|calat|cresciut)[oa]\b"
)

WHOLE = regex(r"^(?:e |ma )?(?:di quanto|quanto|cosa|che cosa|rispetto|sono|sto|dove)\b")
"""What moved, where no thing is named."""

WHATEVER = regex(
    r"^(?:e |ma )?(?:che )?(?:cosa|qualcosa|c'e qualcosa)\b(?!.*\b(?:siamo|sono io)\b)"
)
"""`cosa è peggiorato?`: of whatever it is, which of the objectives."""

DID = regex(
    r"^(?:e )?chi (?:l'|lo |la |le |li |mi |ci )?(?:ha|hanno)\b"
    r"(?! (?:da|ancora da|piu|meno|almeno|oltre|al massimo|molt[ei]|tant[ei]|dat[oi]|registrazioni"
    r"|sched[ae]|qualcosa)\b)"
)
"""Who did it, which is no question of who owes it."""

BARE = regex(r"(?<![\w.])\d+(?:[.,]\d+)?(?: ?%)?(?![\w.])")
"""A number that nothing was made of."""

MORE = regex(r"\b(?:di )?(?:piu|meno)\b")
"""`peggiorato di più`: how much it moved, which is what they are put in order by."""

BY_MORE = regex(r"\bdi piu\b")
"""The same of whatever else they are put in order by."""

LONGEST = regex(r"\bda piu tempo\b")
"""Who is silent the longest, first."""

FILED = regex(r"\b(?:caric|alleg|mand|inser|port)\w+\b")
"""What one does with evidence."""

OUGHT = regex(
    r"\b(?:deve|devono|dovrebbe)\b"
    r"|\bchi (?:(?:l[oaie]|ci) )?(?:aggiorna|registra|scrive|inserisce|comunica|rendiconta)\b"
)
"""Whose it is to write of it."""
MOST_OF = regex(
    r"^chi (?=(?:ha|hanno) (?:il )?(?:piu|meno|maggior numero di) (?:obiettiv|indicator))"
)
ALONGSIDE = tuple(frozenset({one}) for one in (Filter.ON_TRACK, Filter.LATE, Filter.AT_RISK))
MANY_ASKED = regex(
    r"^(?:e |ma )?(?:qual[ie]?|quant\w+|che|cosa|chi|elenc\w+|mostra\w*|dammi|ci sono|c'e|dove"
    r"|gli|le|i)\b"
)
SEVERAL = regex(r"\b(?:servizi|uffici|aree|settori)\b")
"""Units are asked about, and no one of them."""
NO_PROOF = regex(
    r"^(?:e )?chi (?:non (?:ha|hanno)|deve|devono|manca\w*)\b"
    r".*\b(?:prov[ae]|evidenz[ae]|allegat[oi])\b"
)

OF_ENTE = (What.AREAS, What.SERVICES, What.LINES, What.VALIDATORS, What.EVALUATORS, What.ASSIGNERS)
"""What is asked of the whole ente, where nothing else is said."""


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None = None) -> Asked | None:
    """None for what is no question of these."""
    if (plain := cues.question_in(text)) is None:
        return None
    if (why := reasons.parse(plain, names, today, visited)) is not None:
        return why
    return (
        _who(plain, names, today, visited)
        or _moved(plain, names, today, visited)
        or _files(plain, names)
        or _listed(plain, names, today, visited)
        or _of_line(plain, names)
    )


def _who(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    things = any(_is_a_thing(names, code) for code in names.codes_in(plain))
    if (cues.WORST_OFFICE.match(plain) and not things) or MOST_OF.match(plain):
        return _listed(f"quale servizio {plain[4:]}", names, today, visited)
    if NO_PROOF.match(plain):
        of = names.own if names.own != (ENTE,) else ()
        return Asked(Query(What.SERVICES, of, frozenset({Filter.UNPROVED}), Order.WORST))
    for what, pattern in cues.WHO:
        if pattern.search(plain):
            if DID.match(plain):
                return None
            counted, bounds = counts_in(plain)
            span = past_span(counted, today, visited)
            rest = MORE.sub(" ", OF_WHO.sub(" ", LONGEST.sub(" ", span.rest)))
            about = names.of(rest)
            less = tuple(re.findall(r"\bmeno\b", span.rest))
            if what is What.REPORTERS and about.said and _owes(plain, names, about.codes):
                return Asked(Query(What.HOLDERS, about.codes), unread=about.unread)
            of = about.codes if about.said or what not in OF_ENTE else ()
            since = span.since or (silent_since(plain, today) if what is What.REPORTERS else None)
            order = Order.OLDEST if what is What.REPORTERS and LONGEST.search(plain) else Order.PLAN
            query = Query(what, of, order=order, since=since, bounds=bounds)
            if what is What.REPORTERS and span.since and span.until and span.until < today:
                idle = frozenset({Filter.SILENT})  # Of a stretch that is over: who wrote nothing.
                query = replace(query, what=What.WRITERS, filters=idle, until=span.until)
            return Asked(query, unread=(*about.unread, *less))
    return None


def _owes(plain: str, names: Names, codes: tuple[str, ...]) -> bool:
    """`chi deve aggiornare AS4.2?`: whose it is, of one thing."""
    asks = OUGHT.search(plain) and not TURNS.search(plain)
    return bool(asks) and all(_is_a_thing(names, code) for code in codes)


def _moved(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    found = cues.CHANGES.search(plain)
    if not found:
        return None
    span = past_span(plain, today, visited)
    rest = cues.CHANGES.sub(" ", span.rest)
    about = names.of(rest)
    plan = names.plan
    of_one = any(code in plan.objectives or code in plan.indicators for code in about.codes)
    if of_one and not (span.since or span.until) and "fatto" in found[0] and about.said:
        return None  # What was done for it, in all: how it stands.
    since = span.since or span.until or today - dt.timedelta(days=7)
    until = span.until if span.until and span.until < today else None
    return Asked(Query(What.CHANGES, about.codes, since=since, until=until), unread=about.unread)


def _files(plain: str, names: Names) -> Asked | None:
    if not cues.FILES.search(plain) or filters_in(Left(plain))[1]:
        return None
    about = names.of(FILED.sub(" ", cues.FILES.sub(" ", plain)))
    return Asked(Query(What.FILES, about.codes), unread=about.unread)


def _listed(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """Units, objectives, indicators, which of them and in which order."""
    said = slots.read(plain, today, visited)
    which, order = bool(said.filters or said.bounds), said.order
    if _untold_of_records(said) or not (which or order or _only_counted(plain, names)):
        return None
    if DID.match(plain) or (said.what is None and not which and not _narrowed(plain, order, names)):
        return None
    if not (which or said.only or said.what) and _is_of_one_thing(plain, names):
        return None
    about = names.of(FILED.sub(" ", said.left) if said.filters & PROOFS else said.left)
    left = (MORE if order in MOVED else BY_MORE).sub(" ", said.left)
    unread = (*about.unread, *BARE.findall(left), *(turned(plain) if TURNS.search(left) else ()))
    if order in MOVED and re.search(r"\bmeno\b", said.left):
        unread = (*unread, "meno")
    if (alone := _alone(plain, said, about, names, unread)) is not None:
        return alone
    what = said.what or _ours(plain, said, about, names)
    if Filter.NONE in said.filters and what not in UNITS:
        return Asked(unread=turned(plain))
    if said.what is None and order in MOVED and about.said and _are_units(names, about.codes):
        what = names.kind(about.codes[0])
    if order in (Order.MOST, Order.FEWEST) and what not in UNITS:
        return Asked(unread=unread or ("più",))
    ours = (OWN.search(plain) or WE.search(plain)) and names.own != (ENTE,)
    own = about.said or what not in OF_ENTE or ours
    query = Query(
        what,
        about.codes if own else (),
        said.filters,
        order or _usual_order(said.filters, said.bounds),
        only=said.only or (1 if _is_one(plain, said) else None),
        bounds=said.bounds,
    )
    query = _spanned(query, said.span, plain, today)
    if said.span.since and query.since is None and query.until is None:
        unread = (*unread, *_lost(plain, said.span))
    return Asked(query, unread=unread)


def _untold_of_records(said: Said) -> bool:
    """Whether records are asked for by what is told of other things alone: `dati in ritardo`."""
    told = said.filters <= OF_RECORDS | PROOFS and said.order in (None, *slots.SORTING)
    return said.what is What.RECORDS and bool(said.bounds or not told)


def _alone(
    plain: str, said: Said, about: About, names: Names, unread: tuple[str, ...]
) -> Asked | None:
    """What is asked of one thing or one unit alone, which is no list; there is no office in an
    objective, however a question names both."""
    thing = thing_in(plain) if said.what in UNITS and about.said else None
    if thing is not None and all(_is_a_thing(names, code) for code in about.codes):
        return Asked(unread=(thing[1][0],), code=about.codes[0])
    if (one := _of_one(said, about, names)) is not None:
        return Asked(code=one, unread=unread)
    if _is_of_one_unit(plain, said, about, names):
        return Asked(Query(What.STANDS, about.codes), unread=unread)
    return None


def _of_one(said: Said, about: About, names: Names) -> str | None:
    """`sono in linea con i certificati?`: of one indicator it is asked how it stands."""
    if said.what is not None or not said.filters or not about.said or len(about.codes) != 1:
        return None
    states = (frozenset(OF_STATE.values()) - {Filter.CANCELLED}) | {
        Filter.WELL,
        Filter.BADLY,
        Filter.NOT,
        Filter.OPEN,
    }
    of_state = said.filters <= states and not said.bounds
    return about.codes[0] if of_state and _is_a_thing(names, about.codes[0]) else None


def _is_a_thing(names: Names, code: str) -> bool:
    return code in names.plan.indicators or code in names.plan.objectives


def _is_of_one_unit(plain: str, said: Said, about: About, names: Names) -> bool:
    """`il mio servizio è in linea?`: whether one unit keeps to what is expected of it."""
    if (
        MANY_ASKED.match(plain)
        or SEVERAL.search(plain)
        or said.bounds
        or said.order
        or len(about.codes) != 1
    ):
        return False
    if said.what not in (None, *UNITS) or not (about.said or OWN.search(plain)):
        return False
    return _are_units(names, about.codes) and said.filters in ALONGSIDE


def _is_one(plain: str, said: Said) -> bool:
    """Whether the first alone is asked for: `quale è messa peggio`, `quale rischia di più`."""
    return bool((said.order or BY_MORE.search(said.left)) and cues.ONE.search(plain))


def _ours(plain: str, said: Said, about: About, names: Names) -> What:
    """What is listed where no thing is named: of `quanto siamo migliorati`, one's own units."""
    order = said.order
    if said.filters and said.filters <= OF_RECORDS:
        return What.RECORDS
    if Filter.OVERRUN in said.filters:
        return What.INDICATORS
    if set(about.codes) <= set(names.plan.indicators):
        return What.INDICATORS
    if order not in MOVED or WHATEVER.match(plain) or not (WE.search(plain) or WHOLE.search(plain)):
        return What.OBJECTIVES
    return names.kind(names.own[0]) if names.own != (ENTE,) else What.AREAS


def _are_units(names: Names, codes: tuple[str, ...]) -> bool:
    return set(codes) <= {*names.plan.areas, *names.plan.area_of_service}


def _only_counted(plain: str, names: Names) -> bool:
    """Whether all of them are asked for: how many, or those of something that is named."""
    listed = cues.ALL_OF.match(plain)
    return bool(cues.COUNTED.match(plain) or (listed and names.of(plain[listed.end() :]).said))


def _narrowed(plain: str, order: Order | None, names: Names) -> bool:
    """Whether an order is of something, where no thing is named."""
    moved = order in MOVED and (WE.search(plain) or WHOLE.search(plain))
    ours = bool(moved) or order is Order.HEAVIEST
    return bool(ours or names.codes_in(plain) or cues.ONE.search(plain))


def _is_of_one_thing(plain: str, names: Names) -> bool:
    """`AS4.3.1 va bene?` asks how one thing stands, which is no list."""
    codes = names.codes_in(plain)
    return len(codes) == 1 and (
        codes[0] in names.plan.indicators or codes[0] in names.plan.objectives
    )


def _usual_order(filters: frozenset[Filter], bounds: tuple[Bound, ...]) -> Order:
    if Filter.SILENT in filters:
        return Order.OLDEST
    if not filters:
        return Order.WORST if bounds else Order.PLAN
    return Order.BEST if filters & {Filter.WELL, Filter.ABOVE} else Order.WORST


def _spanned(query: Query, span: Span, plain: str, today: dt.date) -> Query:
    """A day alone is how it was then; with what moves or is silent, since when."""
    if Filter.DUE in query.filters or query.what is What.RECORDS:
        return replace(query, since=span.since, until=span.until)
    if Filter.HEARD in query.filters:
        heard = span.since or span.until or silent_since(plain, today)
        past = span.until if span.until and span.until < today else None
        return replace(query, since=heard, until=past)
    moving = query.order in (Order.IMPROVED, Order.FELL) or Filter.SILENT in query.filters
    if moving:
        since = span.since or span.until
        if since is None and Filter.SILENT in query.filters:
            since = silent_since(plain, today)
        over = span.since and span.until and span.until < today
        return replace(query, since=since, until=span.until if over else None)
    within = replace(query, since=span.since, until=span.until)
    ended = query.filters & {Filter.DONE, Filter.CANCELLED} and span.since is not None
    if ended or within.newly_judged:
        return within
    return replace(query, until=span.until) if span.until else query


def _lost(plain: str, span: Span) -> tuple[str, ...]:
    """The words of a stretch of time that nothing was made of."""
    rest = span.rest.split()
    return tuple(word for word in plain.split() if word not in rest)


def _of_line(plain: str, names: Names) -> Asked | None:
    """`a che punto è OS7?`, `come vanno le linee di mandato?`: the programme."""
    thing = thing_in(plain)
    rest = Left(plain).without(thing[1]).text if thing else plain
    if lines := names.lines_in(plain):
        about = names.of(plain)
        return Asked(Query(What.OBJECTIVES, lines[:1], order=Order.WORST), unread=about.unread)
    if thing is None or thing[0] is not What.LINES:
        return None
    about = names.of(rest)
    unread = (*about.unread, *(turned(plain) if TURNS.search(rest) else ()))
    return Asked(Query(What.LINES, order=Order.LOWEST), unread=unread)
