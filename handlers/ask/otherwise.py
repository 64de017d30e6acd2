"""The question before, put otherwise: another filter, another order, another stretch of time.

giunta   qual è l'area migliore?      →  …
giunta   e la peggiore?               →  the areas, the worst first
giunta   cosa è cambiato questa settimana?  e la settimana prima?
"""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.about import Names
from handlers.ask.apart import thing_in
from handlers.ask.asked import Asked
from handlers.ask.parse import parse
from handlers.ask.spans import past_span
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query.model import STATES

PLACE = {
    What.AREAS: "aree",
    What.SERVICES: "servizi",
    What.OBJECTIVES: "obiettivi",
    What.INDICATORS: "indicatori",
    What.LINES: "linee di mandato",
}
SIDE = regex(
    r"^(?:quali?|quell[ei]|le|i|gli|cosa)? ?(?:va |vanno |sono |stanno )?"
    r"(?P<side>sopra|sotto|bene|male)(?: (?:l'|il )?(?:attes[oi]|previsto))?$"
)
SIDES = {
    "sopra": Filter.ABOVE,
    "sotto": Filter.BELOW,
    "bene": Filter.WELL,
    "male": Filter.BADLY,
}
"""The other side of a list of what goes well, or is behind what was expected."""
EARLIER = regex(
    r"^(?:quell[ao] |il |la )?(?:(?:volta |dato )?(?:di |ancora )?prima|precedente|penultim[ao])$"
)
"""Of what was recorded last, the one before it too."""
FIRST = regex(
    r"^(?:(?:perche|come mai|quando|quanto|quanta|quanti|quante|chi|a chi|di chi|da chi|da quando"
    r"|da quanto"
    r"|come|a che|che|cosa|dove|entro|com'era|di quanto)\b)"
)
ONE = {
    What.AREAS: "area",
    What.SERVICES: "servizio",
    What.OBJECTIVES: "obiettivo",
    What.INDICATORS: "indicatore",
}
ARTICLE = regex(r"^(?:il|la|l'|lo) ?")
THEM = regex(r"^(?:il|la|l'|lo|i|le|gli|quell[aeio]|che|sono) ?")
BEFORE = regex(
    r"^(?:in |nel |nella |di |del |della )?(?:la |il |l'|quell[ao] )?"
    r"(?P<unit>settimana|mese|giorno)(?: di| ancora)? (?:prima|precedente)$"
)
"""The stretch that ends where the one before begins."""
NUMBERED = regex(
    r"^(?:quell[ioae] |i |gli |le )?(?:(?:de|su|a)(?:l|ll')|di|su|per|il|l')? ?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})$"
)
"""A code without its letters, which are of one's own office: `solo quelli del 2.3`."""
MOVERS = (Order.IMPROVED, Order.FELL)


def otherwise(rest: str, query: Query, names: Names) -> Asked | None:
    """`e la peggiore?`, `e quelli a rischio?`: the same things, put otherwise."""
    if (swapped := SIDE.match(rest)) and query.filters & {*SIDES.values()}:
        side = frozenset({SIDES[swapped["side"]]})
        return Asked(replace(query, filters=(query.filters - {*SIDES.values()}) | side))
    if EARLIER.match(rest) and query.order is Order.NEWEST and query.only:
        return Asked(replace(query, only=query.only + 1))
    return numbered(rest, query, names) or _span_before(rest, query) or _other(rest, query, names)


def _other(rest: str, query: Query, names: Names) -> Asked | None:
    """Another filter or another order."""
    place = PLACE.get(query.what)
    if place is None or thing_in(rest) or FIRST.match(rest):
        return None
    if not any(p.search(rest) for _, p in (*cues.ORDERS, *cues.FILTERS)):
        return None
    one = ARTICLE.match(rest) is not None and query.what in ONE
    noun = ONE[query.what] if one else place
    bare = THEM.sub("", rest)
    asked = parse(f"{'quale' if one else 'quali'} {noun} {bare}?", names, names.today)
    if asked is None or asked.query is None:
        return asked
    told = asked.query
    if query.filters & STATES and told.filters and told.filters <= STATES:
        # Another state in the place of the one before: what else was asked of them still holds.
        told = replace(told, filters=told.filters | (query.filters - STATES))
    if not told.of or told.of in (names.own, (ENTE,)):
        told = replace(told, of=query.of)
    return replace(asked, query=told)


def numbered(rest: str, query: Query, names: Names) -> Asked | None:
    """The same, of what one's own office has under a number; None where it has nothing."""
    found = NUMBERED.match(rest)
    if found is None:
        return None
    plan = names.plan
    units = set(query.of) - {ENTE} or set(names.own)
    mine = {o.code for o in plan.objectives.values() if _is_of(names, o.unit, units)}
    things = [c for c in plan.objectives if c in mine]
    things += [c for c in plan.indicators if plan.objective_of(c).code in mine]
    said = [c for c in things if re.sub(r"^[A-Z]+\.?", "", c) == found["number"]]
    return Asked(replace(query, of=(said[0],))) if len(said) == 1 else None


def _is_of(names: Names, unit: str, units: set[str]) -> bool:
    return bool({unit, names.plan.area_of_service.get(unit, unit)} & units)


def _span_before(rest: str, query: Query) -> Asked | None:
    """`e la settimana prima?`: the week, month or day before the one that was asked of."""
    found = BEFORE.match(rest)
    if found is None or query.since is None:
        return None
    day, unit = query.since, found["unit"]
    if unit == "settimana":
        day -= dt.timedelta(days=day.weekday())
    elif unit == "mese":
        day = day.replace(day=1)
    until = day - dt.timedelta(days=1)
    since = {
        "settimana": day - dt.timedelta(days=7),
        "mese": until.replace(day=1),
        "giorno": until,
    }[unit]
    return Asked(replace(query, since=since, until=until))


def put_otherwise(plain: str, query: Query, names: Names) -> Asked | None:
    """What goes on from the query before without a word that says so: `la settimana prima?`."""
    return _span_before(plain.rstrip(" ?"), query) or moved_too(plain, query, names)


def moved_too(plain: str, query: Query, names: Names) -> Asked | None:
    """`tra le aree invece chi è calato?`, after who rose since a day: since the same day."""
    thing = thing_in(plain)
    order = next((o for o, p in cues.ORDERS if o in MOVERS and p.search(plain)), None)
    if query.order not in MOVERS or query.since is None or order is None or thing is None:
        return None
    if thing[0] not in PLACE or past_span(plain, names.today, None).rest != plain:
        return None
    about = names.of(f"{plain[: thing[1].start()]} {plain[thing[1].end() :]}")
    if about.unread:
        return None
    told = query.of if thing[0] not in (What.AREAS, What.LINES) else ()
    of = about.codes if about.said else told
    return Asked(replace(query, what=thing[0], of=of, order=order, only=None))
