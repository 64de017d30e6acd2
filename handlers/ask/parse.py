"""From the words of a question to the query they ask, and what of them was not understood."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from handlers.ask import cues
from handlers.ask.about import Names
from handlers.ask.spans import Span, coming_span, past_span
from italian.regex import regex
from italian.words import clean
from ledger.readings.query import Filter, Order, Query, What

MANY = regex(
    r"\b(?:i|gli|le)? ?(?:prim[ie] |ultim[ie] )?(?P<n>\d{1,2}) "
    r"(?P<rest>obiettiv|indicator|serviz|uffic|are|piu|peggior|miglior)"
)
OF_WHO = regex(
    r"\b\w*(?:aggiorn|valid|valut|assegn|fissa|rendicont|report|comunic|registr|inseri|mand|scritt"
    r"|scriv|rispo|firm|sched|appell|stabil|tace|ferm)\w*\b"
)
"""What who owes is asked to do: not what it is about."""

OF_ENTE = (What.AREAS, What.SERVICES, What.LINES, What.VALIDATORS, What.EVALUATORS, What.ASSIGNERS)
"""What is asked of the whole ente, where nothing else is said."""


@dataclass(frozen=True)
class Asked:
    """`unread`: words of the question that nothing was made of; with any, it is not answered but
    offered. `why` is the code of the figure whose reasons are asked, "" for one's own."""

    query: Query | None = None
    why: str | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """A text being read: what was found so far is taken out of it."""

    text: str

    def without(self, found: re.Match[str]) -> "Left":
        """What is left of the question once something in it was understood."""
        return Left(f"{self.text[: found.start()]} {self.text[found.end() :]}")


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None = None) -> Asked | None:
    """None for what is no question of these."""
    plain = " ".join(clean(text).split()).strip(" .!")
    if not cues.ASKS.search(plain):
        return None
    if found := cues.WHY.match(plain):
        about = names.of(re.sub(r"\d+(?:[.,]\d+)? ?%|%|\?", " ", plain[found.end() :]))
        return Asked(why=about.codes[0] if about.codes else "", unread=about.unread)
    plain = plain.rstrip("? ")
    return (
        _mine(plain, today, visited)
        or _compared(plain, names)
        or _who(plain, names, today, visited)
        or _moved(plain, names, today, visited)
        or _gap(plain, names)
        or _files(plain, names)
        or _due(plain, names, today)
        or _listed(plain, names, today, visited)
        or _of_line(plain, names)
    )


def _mine(plain: str, today: dt.date, visited: dt.date | None) -> Asked | None:
    contested = cues.MINE_CONTESTED.search(plain)
    if not contested and not cues.MINE.search(plain):
        return None
    span = past_span(plain, today, visited)
    filters = frozenset({Filter.CONTESTED}) if contested else frozenset[Filter]()
    return Asked(Query(What.REPORTS, (), filters, since=span.since, until=span.until))


def _compared(plain: str, names: Names) -> Asked | None:
    """Two or more things side by side; a year beside another is somebody else's question."""
    if not cues.COMPARE.search(plain) or re.search(r"\banno\b|\b20\d\d\b", plain):
        return None
    codes = names.codes_in(plain)
    thing = _thing(plain)
    what = thing[0] if thing else None
    if len(codes) > 1:
        return Asked(Query(names.kind(codes[0]), codes, order=Order.BEST))
    if what in (What.AREAS, What.SERVICES, What.LINES):
        return Asked(Query(what, order=Order.BEST))
    pair = re.split(r"\b(?:e|con|o|contro)\b", cues.COMPARE.sub(" ", plain))
    found = [names.of(part) for part in pair if part.strip()]
    known = tuple(dict.fromkeys(c for one in found for c in one.codes[:1] if not one.unread))
    if len(known) > 1:
        return Asked(Query(names.kind(known[0]), known, order=Order.BEST))
    return None


def _who(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    if cues.WORST_OFFICE.match(plain):
        return _listed(f"quale servizio {plain[4:]}", names, today, visited)
    for what, pattern in cues.WHO:
        if pattern.search(plain):
            span = past_span(plain, today, visited)
            rest = OF_WHO.sub(" ", span.rest)
            about = names.of(rest)
            of = about.codes if about.said or what not in OF_ENTE else ()
            since = span.since or (
                today - dt.timedelta(days=30) if what is What.REPORTERS else None
            )
            return Asked(Query(what, of, since=since), unread=about.unread)
    return None


def _moved(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    found = cues.CHANGES.search(plain)
    if not found:
        return None
    span = past_span(plain, today, visited)
    rest = cues.CHANGES.sub(" ", span.rest)
    about = names.of(rest)
    since = span.since or span.until or today - dt.timedelta(days=7)
    until = span.until if span.until and span.until < today else None
    return Asked(Query(What.CHANGES, about.codes, since=since, until=until), unread=about.unread)


def _gap(plain: str, names: Names) -> Asked | None:
    if not cues.GAP.search(plain):
        return None
    about = names.of(cues.GAP.sub(" ", plain))
    return Asked(Query(What.GAP, about.codes), unread=about.unread)


def _files(plain: str, names: Names) -> Asked | None:
    if not cues.FILES.search(plain):
        return None
    about = names.of(cues.FILES.sub(" ", plain))
    return Asked(Query(What.FILES, about.codes), unread=about.unread)


def _due(plain: str, names: Names, today: dt.date) -> Asked | None:
    """What falls due within a stretch to come; without one, the reader's own list of deadlines."""
    if not cues.DUE.search(plain):
        return None
    span = coming_span(plain, today)
    if span.until is None:
        return None
    about = names.of(cues.DUE.sub(" ", span.rest))
    filters = frozenset({Filter.DUE, Filter.OPEN})
    query = Query(
        What.OBJECTIVES, about.codes, filters, Order.DEADLINE, since=span.since, until=span.until
    )
    return Asked(query, unread=about.unread)


def _listed(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """Units, objectives, indicators, which of them and in which order."""
    span = past_span(plain, today, visited)
    only = _how_many(plain)
    left = Left(MANY.sub(r" \g<rest>", span.rest))
    thing = _thing(left.text)
    what = thing[0] if thing else None
    left = left.without(thing[1]) if thing else left
    left, filters = _filters(left)
    left, order = _first(left, cues.ORDERS)
    if not filters and order is None:
        return None
    if what is None and not filters and not names.codes_in(plain) and not cues.ONE.search(plain):
        return None
    about = names.of(left.text)
    what = what or What.OBJECTIVES
    of = about.codes if about.said or what not in OF_ENTE else ()
    query = Query(
        what,
        of,
        filters,
        order or (Order.OLDEST if Filter.SILENT in filters else Order.WORST),
        only=only or (1 if order is not None and cues.ONE.search(plain) else None),
    )
    return Asked(_spanned(query, span), unread=about.unread)


def _spanned(query: Query, span: Span) -> Query:
    """A day alone is how it was then; with what moves or is silent, since when."""
    moving = query.order in (Order.IMPROVED, Order.FELL) or Filter.SILENT in query.filters
    if moving:
        return replace(query, since=span.since or span.until)
    return replace(query, until=span.until) if span.until else query


def _filters(left: Left) -> tuple[Left, frozenset[Filter]]:
    found = set()
    for one, pattern in cues.FILTERS:
        if match := pattern.search(left.text):
            found.add(one)
            left = left.without(match)
    return left, frozenset(found)


def _first(left: Left, table: cues.Table[cues.E]) -> tuple[Left, cues.E | None]:
    for one, pattern in table:
        if match := pattern.search(left.text):
            return left.without(match), one
    return left, None


def _thing(text: str) -> tuple[What, re.Match[str]] | None:
    """What is asked about: the thing that is named first, `quali aree hanno obiettivi…`."""
    found = [(m, one) for one, pattern in cues.THINGS if (m := pattern.search(text))]
    if not found:
        return None
    match, what = min(found, key=lambda pair: pair[0].start())
    return what, match


def _how_many(plain: str) -> int | None:
    """`i 3 obiettivi peggiori`, `le prime 5 aree`."""
    found = MANY.search(plain)
    return int(found["n"]) if found else None


def _of_line(plain: str, names: Names) -> Asked | None:
    """`a che punto è OS7?`, `come vanno le linee di mandato?`: the programme."""
    lines = names.lines_in(plain)
    if lines:
        return Asked(Query(What.OBJECTIVES, lines[:1], order=Order.WORST))
    thing = _thing(plain)
    what = thing[0] if thing else None
    return Asked(Query(What.LINES, order=Order.LOWEST)) if what is What.LINES else None
