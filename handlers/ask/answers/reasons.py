"""Why a figure is what it is, and why it moved: `perché AS4.3 è così basso?`, `perché è sceso il
lavoro agile da agosto?`."""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.asked import Asked
from handlers.ask.kinds import Kind
from handlers.ask.parts.about import Names
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from ledger.readings.query import Order, Query, What

FELL_OR_ROSE = regex(
    r"\b(?:e|era|sono|siamo) (?:di nuovo )?"
    r"(?:sces|salit|calat|cresciut|peggiorat|migliorat|moss)[oaie]\b"
    r"|\b(?:scend|sal|cal|cresc|peggior|miglior)(?:e|ono|a|ano)\b"
)


def parse(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for what asks no reason. `plain` is a question in plain letters."""
    found = cues.WHY.match(plain)
    if found is None:
        return None
    rest = re.sub(r"\d+(?:[.,]\d+)? ?%|%|\?", " ", plain[found.end() :])
    if (since := _why_since(rest, names, today, visited)) is not None:
        return since
    about = names.of(_without_judgement(rest))
    return Asked(why=about.codes[0] if about.codes else "", unread=about.unread)


def _why_since(rest: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """`perché è sceso il lavoro agile da agosto?`: what was recorded of it since, or what moved."""
    span = past_span(rest, today, visited)
    since = span.since or span.until
    if since is None or since >= today:
        return None
    about = names.of(_without_judgement(FELL_OR_ROSE.sub(" ", span.rest)))
    if not about.said:
        return None
    known = {*names.plan.indicators, *names.plan.objectives}
    things = all(code in known for code in about.codes)
    what, order = (What.RECORDS, Order.NEWEST) if things else (What.CHANGES, Order.PLAN)
    query = Query(what, about.codes, order=order, since=since)
    return Asked(query, unread=about.unread, kind=Kind.WHY_LOW)


def _without_judgement(text: str) -> str:
    """Of `perché siamo così indietro` nothing is left: which figure it is, is what matters."""
    for _, pattern in (*cues.ORDERS, *cues.FILTERS):
        text = pattern.sub(" ", text)
    text = re.sub(
        r"\b(?:va|vanno|male|bene|bass\w+|alt[oaie]|lent\w+|ultim\w+|prim[oaie])\b", " ", text
    )
    return re.sub(
        r"\b(?:sotto|sopra|val[eo]\w*|cosi|tanto|da dove \w+|numero|figura|percentuale)\b",
        " ",
        text,
    )
