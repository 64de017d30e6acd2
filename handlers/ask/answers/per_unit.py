"""What is asked of each unit at once: `quanti dati da validare per area`, `registrazioni per
servizio`, `differenza tra atteso e reale, area per area`."""

import datetime as dt
import re

from handlers.ask.answers.mine import judged_in
from handlers.ask.cues import ROLES
from handlers.ask.kinds import Kind as K
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.slots import PER, UNITS
from handlers.ask.parts.spans import past_span
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query.model import PER_AREA, PER_SERVICE

WAITING = frozenset({Filter.UNVALIDATED})
KINDS = (K.UNVALIDATED, K.HOW_MANY_RECORDS, K.COMPARED, K.EXPECTED, K.STAFF)


def asked(kind: K, plain: str, today: dt.date) -> Query | None:
    """The answer to a kind, told of each unit; None where it is not asked so."""
    thing, each = thing_in(plain), PER.search(plain)
    ranked = kind is K.HOW_MANY_RECORDS and thing is not None and thing[0] in UNITS
    if kind not in KINDS or not (each or ranked):
        return None
    if kind is K.STAFF and any(pattern.search(plain) for _, pattern in ROLES):
        return None  # Of one role, who they are.
    areas = each["unit"].startswith("are") if each else thing is not None and thing[0] is What.AREAS
    what = What.AREAS if areas else What.SERVICES
    of_a_stretch = past_span(plain, today, None).since is not None
    if kind is K.HOW_MANY_RECORDS and judged_in(plain) == WAITING:
        kind = K.UNVALIDATED  # How many are counted, of those that wait.
    if kind is K.UNVALIDATED and not of_a_stretch:
        return Query(what, (), WAITING, Order.MOST)
    if kind in (K.COMPARED, K.EXPECTED):
        return Query(what, order=Order.BEHIND)
    order = Order.LOWEST if re.search(r"\bmeno\b", plain) else Order.PLAN
    words = PER_AREA if areas else PER_SERVICE
    what = What.STAFF if kind is K.STAFF else What.WRITERS
    waits = WAITING if kind is K.UNVALIDATED else frozenset()
    return Query(what, (), waits, order, words=words)
