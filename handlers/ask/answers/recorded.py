"""Questions about what was recorded and by whom: `chi ha registrato di più?`, `di chi è AS4.3?`,
`quante CIE a giugno?`."""

import datetime as dt

from handlers.ask import cues
from handlers.ask.after import them
from handlers.ask.answers.mine import judged_in
from handlers.ask.asked import Asked
from handlers.ask.chosen import unread
from handlers.ask.parts import slots
from handlers.ask.parts.about import Names
from handlers.ask.parts.spans import Span, past_span
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query.model import PER_AREA, PER_SERVICE

HOW_MANY_LAST = regex(r"^(?:e )?(?:i|gli|le) (.+?),? quant[ie] (?:sono|siamo|ne abbiamo fatt[ie])$")
"""`i certificati di luglio quanti sono?`"""
WORKED = regex(
    r"\b(?:ho|abbiamo|ha|hanno|sono stat[ei]) (?:chius|evas|lavorat|smaltit|complet|finit|rilasciat"
    r"|emess|gestit|conclus)\w*\b"
)
"""What one does with what is counted."""
HOW_MUCH = regex(r"^(?:e )?quant[oaie]\b")
WROTE = regex(
    r"\b(?:ha|hanno|abbiamo|sono|stat[oaie])? ?"
    r"(?:scritt|registrat|inserit|comunicat|mandat|fatt|aggiornat|arrivat)[oaie]\b"
)
OF_UNITS = ("are", "serviz", "uffic")
MY_OWN = regex(r"^(?:e )?chi (?:mi|ci) (?:ha|hanno)\b")
LEAST = regex(r"\bmeno\b")
SO_FAR = regex(
    r"\b(?:finora|fin qui|in tutto|in totale|ad oggi|a oggi|manca\w*|resta\w*|rimane|rimangono)\b"
)
"""What is asked of all that was made, not of a stretch."""


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    if (plain := cues.question_in(text)) is None:
        return None
    plain = HOW_MANY_LAST.sub(r"quanti \1", plain)
    span = past_span(plain, today, visited)
    return (
        _by_unit(plain, span, names)
        or _writers(plain, span, names)
        or _holders(plain, names)
        or _made(plain, span, names)
    )


def _by_unit(plain: str, span: Span, names: Names) -> Asked | None:
    """How many were recorded within a stretch of time, or of those how many wait, in each unit:
    `dati arrivati la settimana scorsa, per area`."""
    each = slots.PER.search(plain)
    if each is None or not each["unit"].startswith(OF_UNITS) or not slots.RECORD.match(plain):
        return None
    waits = judged_in(plain) or frozenset[Filter]()
    areas = each["unit"].startswith("are")
    if span.since is None:
        return _waiting(plain, names, What.AREAS if areas else What.SERVICES, waits)
    words = PER_AREA if areas else PER_SERVICE
    own = names.own if names.own != (ENTE,) else ()
    return Asked(Query(What.WRITERS, own, waits, since=span.since, until=span.until, words=words))


def _waiting(plain: str, names: Names, units: What, waits: frozenset[Filter]) -> Asked | None:
    """How many records wait now, in each unit; None where it is not asked of what waits."""
    if waits != {Filter.UNVALIDATED}:
        return None
    about = names.of(slots.read(slots.PER.sub(" ", plain), names.today, None).left)
    of = about.codes if about.said else ()
    return Asked(Query(units, of, waits, Order.MOST), unread=about.unread)


def _writers(plain: str, span: Span, names: Names) -> Asked | None:
    """Who recorded how much; of one indicator or objective it is its story, told elsewhere."""
    found = cues.WRITERS.search(plain)
    if cues.LAST.search(plain):
        return None
    if found is None and not cues.WRITERS_THEN.search(plain):
        return None
    about = names.of(WROTE.sub(" ", cues.WRITERS_THEN.sub(" ", cues.WRITERS.sub(" ", span.rest))))
    plan = names.plan
    if any(code in plan.objectives or code in plan.indicators for code in about.codes):
        return None
    if found is None and not (span.since or span.until or about.said):
        return None
    since = span.since or span.until or dt.date(plan.plan.year, 1, 1)
    mine = MY_OWN.search(plain) is not None
    of = about.codes if about.said else (names.own if mine else (ENTE,))
    order = Order.LOWEST if LEAST.search(plain) else Order.PLAN
    query = Query(What.WRITERS, of, order=order, since=since, until=span.until)
    return Asked(query, unread=about.unread)


def _holders(plain: str, names: Names) -> Asked | None:
    """Who answers for something; without anything named it is one's own."""
    found = cues.HOLDERS.search(plain)
    if found is None:
        return None
    about = names.of(cues.HOLDERS.sub(" ", plain))
    query = Query(What.HOLDERS, about.codes)
    if about.said and "dirigent" in found[0]:
        query = them.of_post(names, query, "dirigente")
    return Asked(query, unread=about.unread)


def _made(plain: str, span: Span, names: Names) -> Asked | None:
    """How much of something was made in a stretch of time; of a day alone it is how it stood."""
    if span.since is None or not HOW_MUCH.match(plain) or SO_FAR.search(plain):
        return None
    plain, rest = WORKED.sub(" ", plain), WORKED.sub(" ", span.rest)
    about = names.of(HOW_MUCH.sub(" ", rest))
    plan = names.plan
    known = [code for code in about.codes if code in plan.indicators or code in plan.objectives]
    units = {*plan.areas, *plan.area_of_service}
    if about.said and set(about.codes) <= units and WROTE.search(plain):
        # Of a unit there is no sum: what of it moved, from what to what.
        query = Query(What.CHANGES, about.codes, since=span.since, until=span.until)
        return Asked(query, unread=about.unread)
    if not about.said or not known or unread.left(names, plain, known[0]).words:
        return None
    return Asked(Query(What.MADE, tuple(known), since=span.since, until=span.until))
