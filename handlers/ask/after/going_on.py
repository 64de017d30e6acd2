"""What the words after a question change of it: each slot they name takes the place of the one
before, the rest stays.

giunta   quali obiettivi di AF sono in ritardo?
giunta   e quelli a rischio?   which of them      e gli indicatori?      the things
giunta   e la tecnica?         within what        dal più indietro       in which order
giunta   e a giugno?           when               di questi quali senza prove?   of those alone

Words that fill none of them make it another question.
"""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.after import stretches
from handlers.ask.chosen.unread import TURNS
from handlers.ask.parts.about import WHOLE, Names
from handlers.ask.parts.apart import Left, filters_in, first_of, thing_in
from handlers.ask.parts.bounds import bounds_in
from handlers.ask.parts.spans import Span, coming_span, past_span
from handlers.ask.plain import typed_codes
from italian.regex import regex
from ledger.later import dataclass
from ledger.plan import ENTE
from ledger.readings.query import MOVED, Bound, Filter, Order, Query, What
from ledger.readings.query.model import STATES

LISTS = (What.AREAS, What.SERVICES, What.OBJECTIVES, What.INDICATORS, What.LINES)
"""What has states and an order."""
RECORDED = (What.RECORDS, What.REPORTS)
SPANNED = frozenset(
    {What.CHANGES, What.MADE, What.WRITERS, What.JUDGES, What.AMENDED, What.MONTHS, *RECORDED}
)
"""What is asked of a stretch of time."""

LEADS = regex(
    r"^(?:(?:ok|bene|perfetto|va bene|capito|si|no|anzi|scusa\w*|aspett\w+|aspe|e|ed|ma|mentre|solo"
    r"|soltanto|solamente|invece|quindi|dunque|allora|poi|ora|adesso|pero|(?:la |una )?stessa \w+"
    r"|lo stesso|idem|uguale|(?:volevo dire|intendevo|dicevo|parlavo di))\b[ ,.!]*)+"
)
"""Says that it goes on from what was said, or puts it right."""
THEM = regex(
    r"^(?:(?:ri)?(?:mett|ordin|elenc|mostr|filtr|classific)\w*(?:l[ie]|mel[ie]|cel[ie])|dammel[ie])\b"
    r"(?: (?:in (?:ordine|fila)(?! (?:di|per)\b)|tutt[ie]|ordinat[ie]))*[ ,:]*"
)
"""Tells what to do with what was told: `mettili in ordine`."""
LED = regex(
    r"^(?:di|d[ae]l(?:l[aeo]|l')?|dei|degli|per|in|nel(?:l[aeo]|l')?|nei|negli|su|sul(?:l[aeo]|l')?"
    r"|tra|fra) ?"
)
"""What a piece of a question begins with: `della finanziaria?`"""
TAILS = regex(r"(?<!\bda)[ ,]+(?:invece|pero|allora|poi|va|dai|per favore|grazie|aspetta|eh)$")
INSTEAD = regex(r"\b(?:invece|pero)\b")
OF_THESE = regex(
    r"\b(?:di|tra|fra|in mezzo a) (?:quest[ie]|quell[ie]|loro|essi)\b"
    r"(?: (?:che|qui|li)(?: (?:mi|ci|hai|ha|detto|dato|mostrato|elencato))*)?"
    r"(?: (?:tre|due|quattro|cinque))?[ ,:]*"
)
ONLY = regex(r"\b(?:solo|soltanto|solamente)\b")
THE_ONE = regex(r"^(?:(?:(?:qual|chi) e )?(?:il|la|l'|lo)|quell[oa]|quale?)\b")
"""One alone is asked for: `il migliore`, `quello che è calato di più`."""
SAID = regex(
    r"\b(?:(?:che )?cosa (?:c'e|ci sono)|quell[eaoi]|quei|quali|quale|qual|quant[ie]|che|chi|ce ne"
    r"|c'e|ci sono|sono"
    r"|stanno|sta|e|in tutto|suo[i]?|su[ae]|(?:mett|ordin|elenc|mostr|filtr)\w*)\b"
)
"""Words of the asking that fill nothing."""
MORE = regex(r"\b(?:di )?piu\b")
"""Of what is put in order: `calato di più`."""
EMPTY = regex(r"\b(?:manco|mica|nemmeno|neanche|proprio|davvero) ")
COUNTS = regex(r"quant[ie](?: (?:ne|ce ne|ci|sono|stanno|in tutto|in totale))*")
WHO = regex(r"\bchi\b")
THING = regex(
    r"(?:le|gli|i|per|tra le|tra i|tra gli)? ?(?:aree|servizi|uffici|obiettivi|indicatori)"
)
BARE_THING, FEW = 2, 5
"""Words of a thing that is named alone (`gli indicatori`), and of what says not that it goes on."""
NOUN = regex(
    r"\b(?:cose|dat[oi]|registrazion[ei]|prov[ae]|person[ae]|colleghi|dirigent[ei]|eq|sched[ae]"
    r"|scadenz[ae])\b"
)
"""What a question is about that goes on from nothing."""
WHOLE_LIST = regex(
    r"\b(?:classifica|graduatoria|elenco|lista)(?: \w+)? (?:di|de[il]|degli|delle) "
    r"(?:tutt[ie] )?(?:gli |le |i )?(?:aree|servizi|uffici|obiettivi|indicatori)\b"
)
"""A list that is named whole: what the one before was held to holds no more."""
BEFORE = regex(
    r"\b(?:in |nel |nella |di |del |della )?(?:la |il |l'|quell[ao] )?"
    r"(?P<unit>settimana|mese|giorno)(?: di| ancora)? (?:prima|precedente)\b"
)
"""The stretch that ends where the one before begins."""
SIDE = regex(r"\b(?P<side>sopra|sotto|bene|male)(?: (?:l'|il )?(?:attes[oi]|previsto))?\b")
SIDES = {
    "sopra": Filter.ABOVE,
    "sotto": Filter.BELOW,
    "bene": Filter.WELL,
    "male": Filter.BADLY,
}
"""The other side of a list of what goes well, or is behind what was expected."""
TURNED: dict[str, str] = {"<": ">", "l": "g", ">": "<", "g": "l", "=": "="}
EARLIER = regex(
    r"^(?:quell[ao] |il |la )?(?:(?:volta |dato )?(?:di |ancora )?prima|precedente|penultim[ao])$"
)
"""Of what was recorded last, the one before it too; of a stretch, the one before."""
ANOTHER = regex(
    r"\b(?:perche|come|dove|cosa(?! (?:c'e|ci sono))|a che|quando|quanto|(?:a|di|da) chi)\b"
)
"""Asks something else of them, and changes nothing of what was asked."""
UNITS = {
    What.AREAS: regex(r"\b(?:aree?|settor[ei])\b"),
    What.SERVICES: regex(r"\b(?:serviz(?:io|i)|uffic(?:io|i))\b"),
}
GROUPS = (
    STATES
    | {Filter.WELL, Filter.BADLY, Filter.OPEN, Filter.BELOW, Filter.ABOVE}
    | {Filter.MISSES, Filter.NOT},
    frozenset({Filter.UNPROVED, Filter.PROVED}),
    frozenset({Filter.UNVALIDATED, Filter.VALIDATED, Filter.CONTESTED, Filter.WITHDRAWN}),
)
"""Of each of these one alone holds: another takes its place."""


@dataclass(frozen=True)
class Change:
    """What the words fill; what is empty stays as it was."""

    what: What | None = None
    of: tuple[str, ...] = ()
    filters: frozenset[Filter] = frozenset()
    bounds: tuple[Bound, ...] = ()
    order: Order | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    within: bool = False
    """Whether only of those that were told."""
    one: bool = False
    counted: bool = False
    """Whether only their number is asked for."""


def goes_on(plain: str) -> bool:
    """Whether words say that they go on from what was asked before."""
    if THEM.match(plain):
        return True
    led = LED.match(plain) and len(plain.split()) <= FEW
    return bool(LEADS.match(plain) or INSTEAD.search(plain) or OF_THESE.search(plain) or led)


def bare(plain: str) -> str:
    """The words without those that only go on."""
    led = THEM.sub("", LEADS.sub("", plain)) or plain
    return " ".join(INSTEAD.sub(" ", TAILS.sub("", led)).split())


def changed(plain: str, query: Query, names: Names) -> Query | None:
    """The query before with what the words change of it; None where they do not go on from it, or
    some of them change nothing of it."""
    rest = bare(plain)
    if WHOLE_LIST.search(plain) and not goes_on(plain):
        return None
    if EARLIER.match(rest) and query.order is Order.NEWEST and query.only:
        return replace(query, only=query.only + 1)
    if (
        EARLIER.match(rest)
        and query.since is not None
        and (unit := stretches.unit_of(query, names.today))
    ):
        since, until = stretches.before(query.since, unit)
        return replace(query, since=since, until=until)
    change = None if ANOTHER.search(rest) else _change(plain, rest, query, names)
    if change is None or change in (Change(), Change(within=True)):
        return None
    alone = goes_on(plain) or not (change.of or change.what or NOUN.search(plain))
    if not alone and change != Change(change.what):
        return None  # It names by itself what it is about.
    few = FEW if alone else BARE_THING
    if not goes_on(plain) and len(plain.split()) > few:
        return None
    made = applied(_not_to_come(query, change, names.today), change)
    of_lists = query.what in (*LISTS, *RECORDED)
    return None if made == query and not of_lists else made


def _not_to_come(query: Query, change: Change, today: dt.date) -> Query:
    """`e quelli già scaduti?`, of what falls due from today: what is overdue already does not, and
    is asked of with no term."""
    spanned = change.within or change.since or change.until
    coming = Filter.DUE in query.filters and (query.until or today) >= today
    if Filter.LATE not in change.filters or spanned or not coming:
        return query
    return replace(query, filters=query.filters - {Filter.DUE}, since=None, until=None)


def _change(plain: str, rest: str, query: Query, names: Names) -> Change | None:
    """What the words fill; None where some of them fill nothing."""
    within = OF_THESE.search(rest) is not None or (
        ONLY.search(plain) is not None and query.what in (*LISTS, *RECORDED)
    )
    text = EMPTY.sub("", OF_THESE.sub(" ", rest)).strip()
    one = THE_ONE.match(text) is not None
    counted = COUNTS.fullmatch(text) is not None and query.what in (*LISTS, *RECORDED)
    numbered, text = _numbered(text, query, names)
    text, bounds = _bounds(text, query)
    span = _span(text, query, names)
    left, filters = filters_in(Left(span.rest))
    text, filters = _side(left.text, filters, query, only=ONLY.search(plain) is not None)
    left, order = first_of(Left(text), cues.ORDERS)
    if (named := _named(left.text, query, names)) is None:
        return None
    what, of = named
    if cues.DUE.search(plain) and span.until is not None:
        filters |= {Filter.DUE} if query.filters & STATES else {Filter.DUE, Filter.OPEN}
    spanned = (span.since, span.until)
    return Change(what, numbered or of, filters, bounds, order, *spanned, within, one, counted)


def _named(text: str, query: Query, names: Names) -> tuple[What | None, tuple[str, ...]] | None:
    """The things and the scope that are named; None where something else is, or somebody."""
    what, told = None, _spaced(SAID.sub(" ", text))
    about = names.of(told)
    if not about.said or about.unread or THING.fullmatch(told):
        what, text = _things(text, query)
        told = _spaced(WHOLE.sub(" ", SAID.sub(" ", text)))
        about = names.of(told)
    if WHO.search(text) and (what or query.what) not in UNITS:
        return None
    unknown = about.unread or (not about.said and names.content_of(told))
    if unknown or TURNS.search(MORE.sub(" ", told)):
        return None
    return what, (ENTE,) if WHOLE.search(text) else about.codes if about.said else ()


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _numbered(text: str, query: Query, names: Names) -> tuple[tuple[str, ...], str]:
    """What the office that was asked of has under a number."""
    units = set(query.of) - {ENTE} or set(names.own)
    found = typed_codes.without_letters(names.plan, text, units)
    return ((found[1],), _out(text, found[0])) if found is not None else ((), text)


def _out(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _bounds(text: str, query: Query) -> tuple[str, tuple[Bound, ...]]:
    """Between which figures; of a bound before, the other side of it."""
    rest, bounds = bounds_in(text)
    turned = SIDE.search(text) if query.bounds and not bounds else None
    if turned is None or turned["side"] not in ("sopra", "sotto"):
        return rest, bounds
    signs = ">g" if turned["side"] == "sopra" else "<l"
    other = tuple(
        b if b.sign in signs else Bound(TURNED[b.sign], b.percent)  # type: ignore[arg-type]
        for b in query.bounds
    )
    return _out(text, turned), other


def _side(
    text: str, filters: frozenset[Filter], query: Query, *, only: bool
) -> tuple[str, frozenset[Filter]]:
    """The other side of a list, or `only` one side of it: `solo quelle sotto`."""
    turned = SIDE.search(text)
    apart = query.filters & {*SIDES.values()} or (only and query.what in LISTS)
    if turned is None or filters or not apart:
        return text, filters
    return _out(text, turned), frozenset({SIDES[turned["side"]]})


def _things(text: str, query: Query) -> tuple[What | None, str]:
    """The things that are named, in the words by which a list is asked for."""
    if (thing := thing_in(text)) is not None:
        return thing[0], _out(text, thing[1])
    if query.what in LISTS:
        for what, pattern in UNITS.items():
            if found := pattern.search(text):
                alone = not re.search(r"[a-z]", SAID.sub(" ", _out(text, found)))
                return (what, _out(text, found)) if alone else (None, text)
    return None, text


def _span(text: str, query: Query, names: Names) -> Span:
    """When: of what falls due what is to come, of all else what has been."""
    if (before := _span_before(text, query)) is not None:
        return before
    if Filter.DUE in query.filters or cues.DUE.search(text):
        span = coming_span(cues.DUE.sub(" ", text), names.today)
        return span if span.until else Span(None, None, text)
    return past_span(text, names.today, None)


def _span_before(text: str, query: Query) -> Span | None:
    """`e la settimana prima?`: the week, month or day before the one that was asked of."""
    found = BEFORE.search(text)
    if found is None or query.since is None:
        return None
    return Span(*stretches.before(query.since, found["unit"]), _out(text, found))


def applied(query: Query, change: Change) -> Query | None:
    """A query with the slots of a change in the place of its own; None for slots it has not."""
    made: Query | None = query
    for put in (_put_things, _put_scope, _put_filters, _put_order, _put_span):
        made = None if made is None else put(made, change)
    return made


def _put_things(query: Query, change: Change) -> Query | None:
    if change.what is None or change.what is query.what:
        return query
    if query.what not in LISTS or change.what not in LISTS:
        return None
    of = query.of if change.what not in (What.AREAS, What.LINES) else ()
    return replace(query, what=change.what, of=of, only=None)


def _put_scope(query: Query, change: Change) -> Query | None:
    if not change.of:
        return query
    if query.who or query.what is What.LINES:
        return None
    return replace(query, of=change.of if change.of != (ENTE,) else ())


def _put_filters(query: Query, change: Change) -> Query | None:
    """Others of the same sort take the place of those before; others of another sort stand beside
    them where only of those told is asked, else alone."""
    if change.bounds:
        query = replace(query, bounds=change.bounds, only=None)
    if not change.filters:
        return query
    judged = change.filters <= GROUPS[2]
    if query.what not in LISTS and not (query.what in RECORDED and judged):
        return None
    kept = query.filters
    for group in GROUPS:
        kept = kept - group if change.filters & group else kept
    beside = change.within or kept != query.filters or not query.filters
    filters = (kept if beside else frozenset()) | change.filters
    order = query.order
    if not change.within and order not in MOVED:
        order = Order.BEST if Filter.WELL in filters else Order.WORST
        order = query.order if query.what in RECORDED else order
    return replace(query, filters=filters, order=order, only=None)


def _put_order(query: Query, change: Change) -> Query | None:
    if change.order is None:
        return query
    if query.what not in (*LISTS, *RECORDED):
        return None
    only = 1 if change.one and not change.filters else None
    return replace(query, order=change.order, only=only)


def _put_span(query: Query, change: Change) -> Query | None:
    since, until = change.since, change.until
    if since is None and until is None:
        return query
    due = Filter.DUE in query.filters
    open_ended = query.order in MOVED or Filter.SILENT in query.filters
    if open_ended and not due:
        return replace(query, since=since or until, until=until if since else None)
    if due or query.what in SPANNED or query.since is not None:
        return replace(query, since=since or until, until=until)
    return replace(query, until=until) if query.what in LISTS and until else None
