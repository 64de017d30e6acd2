"""Questions that put one figure beside another: another unit's, what was expected, what it was:
`confronta AS e AF`, `siamo sotto l'atteso?`, `come va il comune rispetto a giugno?`."""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.asked import Asked
from handlers.ask.parts import slots
from handlers.ask.parts.about import OWN_AREA, Names
from handlers.ask.parts.apart import Left, filters_in, first_of, thing_in
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import Filter, Order, Query, What

_SAID = cues.SAID["beside"]

LOOKS_BACK = dt.timedelta(days=30)

MANY = _SAID["many"]
"""Asks which of many: a list, and no figure of one."""

YEARS = _SAID["years"]
"""A year beside another is somebody else's question."""

EXPECTED = _SAID["expected"]
POINTS = _SAID["points"]
SINCE = _SAID["since"]
"""What leads the day that something is compared with."""
COMPARED_TO = _SAID["compared_to"]
STOOD = _SAID["stood"]
LATE_SINCE = _SAID["late_since"]
LATE = _SAID["late"]
MOVED = _SAID["moved"]
HOW = _SAID["how"]
OTHERS = _SAID["others"]
BY_NUMBER = regex(r"\b(?:per|quanto a|in base al) (?:il )?numero di (?:obiettivi|indicatori)\b")
"""Units are put side by side by how many of something each has."""
AREA = regex(r"\barea\b")
VERSUS = _SAID["versus"]
STANDS = _SAID["stands"]
RANKED = regex(
    r"^(?:e |ma )?(?:siamo|sono)(?: \w+mente| davvero| proprio| sempre| ancora)? "
    r"(?:gli |i |le |il |la |l')?(?P<end>ultim|prim|peggior|miglior)\w+ "
    r"(?:(?:dell'|nell'|di tutta l')(?P<area>area)|(?:del|di tutto il|nel) comune"
    r"|(?:dell'|nell')ente|(?:tra|fra|di tutti) (?:i|gli) (?:servizi|uffici))$"
)


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    plain = cues.question_in(text)
    if plain is None or cues.WHY.match(plain) or cues.WORTH.search(plain):
        return None
    return (
        _side_by_side(plain, names, today)
        or _late_since(plain, names)
        or _stood(plain, names, today)
        or _expected(plain, names)
        or two_days(plain, names, today)
        or _since(plain, names, today, visited)
        or _ranked(plain, names)
        or _others(plain, names)
        or _versus(plain, names)
        or _compared(plain, names)
    )


def _expected(plain: str, names: Names) -> Asked | None:
    """One figure beside what was expected of it by today."""
    found = EXPECTED.search(plain)
    if found is None or MANY.match(plain):
        return None
    rest = POINTS.sub(" ", EXPECTED.sub(" ", plain))
    about, thing = names.of(rest), thing_in(rest)
    if thing and not about.said:
        return None
    if thing and thing[1][0].rstrip().endswith("i") and not filters_in(Left(plain))[1]:
        return Asked(Query(thing[0], about.codes, order=Order.BEHIND), unread=about.unread)
    return Asked(Query(What.STANDS, about.codes), unread=about.unread)


def _late_since(plain: str, names: Names) -> Asked | None:
    """`da quando AF3.3 è in ritardo?`: since its deadline."""
    found = LATE_SINCE.search(plain)
    if found is None:
        return None
    about = names.of(LATE.sub(" ", LATE_SINCE.sub(" ", plain)))
    plan = names.plan
    indicators = all(code in plan.indicators for code in about.codes)
    what = What.INDICATORS if indicators else What.OBJECTIVES
    late = frozenset({Filter.LATE})
    return Asked(Query(what, about.codes, late, Order.DEADLINE), unread=about.unread)


def _stood(plain: str, names: Names, today: dt.date) -> Asked | None:
    """`com'eravamo a fine giugno?`: how one thing stood on a day, or as a stretch ended."""
    found = STOOD.search(plain)
    if found is None or MANY.match(plain) or COMPARED_TO.search(plain) or YEARS.search(plain):
        return None
    if thing_in(plain) and slots.read(plain, today, None).narrows:
        return None  # Which of them it was.
    span = past_span(_out(plain, found), today, None)
    if span.until is None:
        return None
    about = names.of(HOW.sub(" ", span.rest))
    if len(about.codes) > 1 and about.said:
        found_ = side_by_side(names, about.codes, Order.WORST).query
        return Asked(found_ and replace(found_, until=span.until), unread=about.unread)
    return Asked(code=about.codes[0], as_of=span.until, unread=about.unread)


def _out(plain: str, found: re.Match[str]) -> str:
    return f"{plain[: found.start()]} {plain[found.end() :]}"


def two_days(plain: str, names: Names, today: dt.date) -> Asked | None:
    """`confronta giugno e settembre`: from the end of the one to the end of the other."""
    if not COMPARED_TO.search(plain) or YEARS.search(plain):
        return None
    pair = re.split(r"\b(?:e|con|contro|a|ad|al)\b", plain, maxsplit=3)
    spans = [past_span(f" {part} ", today, None) for part in pair]
    days = [(span.since, span.until or today) for span in spans if span.since or span.until]
    if len(days) < 2:
        return None
    rest = " ".join(span.rest for span in spans)
    about = names.of(HOW.sub(" ", COMPARED_TO.sub(" ", rest)))
    starts = [since for since, _ in days if since is not None]
    if len(starts) == len(days) and about.codes[0] in names.plan.indicators:
        last = max(until for _, until in days)  # What was made in each, month by month.
        months = Query(What.MONTHS, about.codes[:1], since=min(starts), until=last)
        return Asked(months, unread=about.unread)
    first, second = sorted(until for _, until in days)[:2]
    until = second if second < today else None
    query = Query(What.STANDS, about.codes, since=first, until=until)
    return Asked(query, unread=about.unread)


def _since(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """A figure beside what it was on a day, or a month ago where it only says that it moved."""
    moved = MOVED.search(plain)
    beside = COMPARED_TO.search(plain)
    if MANY.match(plain) or WHICH.search(plain) or YEARS.search(plain) or not (moved or beside):
        return None
    if thing_in(plain) and not names.of(plain).said:
        return None
    if cues.CHANGES.search(plain) or re.match(r"^(?:e )?(?:cosa|che cosa|che)\b", plain):
        return None
    span = past_span(plain, today, visited)
    day = span.since or span.until
    if beside and span.until and span.until < today:
        day = span.until  # A stretch is looked at as it ended.
    if day is None and not moved:
        return None
    rest = SINCE.sub(" ", MOVED.sub(" ", span.rest))
    about = names.of(HOW.sub(" ", COMPARED_TO.sub(" ", rest)))
    if beside and day is None and about.unread:
        return None
    until = span.until if moved and not beside and span.since and span.until else None
    query = Query(
        What.STANDS,
        about.codes,
        since=day or today - LOOKS_BACK,
        until=until if until and until < today else None,
    )
    return Asked(query, unread=about.unread)


def _ranked(plain: str, names: Names) -> Asked | None:
    """`siamo gli ultimi dell'area?`: all like one's own, from that end."""
    found = RANKED.match(plain)
    if found is None or names.own == (ENTE,):
        return None
    what = names.kind(names.own[0])
    of = _area(names) if found["area"] and what is What.SERVICES else ()
    order = Order.LOWEST if found["end"] in ("ultim", "peggior") else Order.BEST
    return Asked(Query(what, of, order=order))


def _others(plain: str, names: Names) -> Asked | None:
    """Beside all like one's own: the services of the area, the best first."""
    found = OTHERS.search(plain)
    if found is None or MANY.match(plain) or names.own == (ENTE,):
        return None
    kind = names.kind(names.own[0])
    what = (
        What.AREAS
        if kind is What.AREAS or (found["what"] or found["others"] or "").startswith("are")
        else kind
    )
    area_of = names.plan.area_of_service
    of = tuple(dict.fromkeys(area_of.get(unit, unit) for unit in names.own))
    rest = STANDS.sub(" ", OTHERS.sub(" ", plain))
    about = names.of(rest)
    inside = [service for service, area in area_of.items() if area in of]
    within = AREA.search(plain) is not None and len(inside) > 1  # Else of all there are.
    of = of if what is What.SERVICES and within else ()
    return Asked(Query(what, of, order=Order.BEST), unread=about.unread)


def _versus(plain: str, names: Names) -> Asked | None:
    """One thing beside another, of whatever kind: `come va AS3 rispetto all'area?`."""
    found = VERSUS.search(plain)
    if found is None or MANY.match(plain) or YEARS.search(plain) or WHICH.match(plain):
        return None
    left = names.of(STANDS.sub(" ", plain[: found.start()]))
    said = plain[found.end() :]
    right = names.of(STANDS.sub(" ", said))
    right_codes = (
        right.codes if right.said or not OWN_AREA.search(f"l'{said.strip()}") else _area(names)
    )
    if not (right.said or right_codes != right.codes) or left.unread or right.unread:
        unread = (*left.unread, *right.unread)
        return Asked(unread=unread) if unread and not thing_in(plain) else None
    codes = tuple(dict.fromkeys((*left.codes[:1], *right_codes[:1])))
    return side_by_side(names, codes) if len(codes) > 1 else None


def _area(names: Names) -> tuple[str, ...]:
    area_of = names.plan.area_of_service
    return tuple(dict.fromkeys(area_of.get(unit, unit) for unit in names.own))


def side_by_side(names: Names, codes: tuple[str, ...], order: Order = Order.BEST) -> Asked:
    """A list of what is of one kind; else each beside what was expected of it."""
    kinds = {_kind(names, code) for code in codes}
    if len(kinds) == 1 and None not in kinds:
        return Asked(Query(names.kind(codes[0]), codes, order=order))
    return Asked(Query(What.STANDS, codes))


def _kind(names: Names, code: str) -> What | None:
    plan = names.plan
    known = (*plan.areas, *plan.area_of_service, *plan.objectives, *plan.indicators)
    return names.kind(code) if code in known else None


EITHER = _SAID["either"]
US = _SAID["us"]
WHICH = _SAID["which"]
OWN = _SAID["own"]
"""What is compared within one's own."""


def _side_by_side(plain: str, names: Names, today: dt.date) -> Asked | None:
    """Two or more things named one beside the other, as they are or as they stood on a day."""
    codes = tuple(dict.fromkeys((*names.codes_in(plain), *names.lines_in(plain))))
    if US.search(plain) and len(codes) == 1 and names.own != (ENTE,):
        codes = (*names.own[:1], *codes)
    in_line = thing_in(plain) is None and all(names.kind(c) in slots.UNITS for c in codes)
    either = _order(plain) if in_line or EITHER.search(plain) else None
    if len(codes) < 2 or YEARS.search(plain) or not (cues.COMPARE.search(plain) or either):
        return None
    span = past_span(plain, today, None)
    rest = first_of(Left(span.rest), cues.ORDERS)[0].text if in_line else span.rest
    about = names.of(STANDS.sub(" ", cues.COMPARE.sub(" ", rest)))
    found = side_by_side(names, codes, either or Order.BEST)
    counted = BY_NUMBER.search(plain)
    filters = filters_in(Left(plain[counted.end() :]))[1] if counted else frozenset()
    if found.query is not None and found.query.what in slots.UNITS and filters:
        return Asked(replace(found.query, filters=filters, order=Order.MOST))
    if found.query is not None and found.query.what is not What.STANDS:
        found = replace(found, query=replace(found.query, until=span.until or span.since))
    return replace(found, unread=about.unread)


def _compared(plain: str, names: Names) -> Asked | None:
    """All of a sort side by side."""
    thing = thing_in(plain)
    if YEARS.search(plain) or thing is None or not cues.COMPARE.search(plain):
        return None
    if thing[0] in (What.AREAS, What.SERVICES, What.LINES):
        return _all_of(plain, thing[1], names, thing[0])
    return None


def _all_of(plain: str, thing: re.Match[str], names: Names, what: What) -> Asked:
    of = names.own if OWN.search(plain) and names.own != (ENTE,) else ()
    left = cues.COMPARE.sub(" ", f"{plain[: thing.start()]} {plain[thing.end() :]}")
    about = names.of(STANDS.sub(" ", left))
    order = Order.BEHIND if EXPECTED.search(plain) else Order.BEST
    return Asked(Query(what, about.codes if about.said else of, order=order), unread=about.unread)


def _order(plain: str) -> Order | None:
    return next((order for order, pattern in cues.ORDERS if pattern.search(plain)), None)
