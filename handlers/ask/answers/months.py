"""Questions that go by the month: `in che mese ho fatto più CIE?`, `le CIE mese per mese`,
`a luglio ho lavorato più che a giugno?`."""

import datetime as dt

from handlers.ask import cues
from handlers.ask.asked import Asked
from handlers.ask.parts.about import Names
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from ledger.readings.query import Order, Query, What
from ledger.readings.query.months import RECORDED
from ledger.readings.query.rights import ONESELF

_SAID = cues.SAID["months"]
BY_MONTH, COUNTED, MOST, LEAST = (_SAID[name] for name in ("by", "records", "most", "least"))
ASKING, NOT_MADE, BETWEEN = _SAID["asking"], _SAID["not_made"], _SAID["between"]
WORKED = regex(r"\b(?:ho|abbiamo|ha|hanno|sono stat[ie]) \w{3,}[oaie]\b")
"""What is done with what is counted names nothing of it."""
MINE = regex(r"\b(?:ho|mi[eo]i?|mie)\b")


def ranked(plain: str) -> Order:
    """In which order months are asked for: as they come, or that of the most, or of the least."""
    if LEAST.search(plain):
        return Order.FEWEST
    return Order.MOST if MOST.search(plain) else Order.PLAN


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    plain = cues.question_in(text)
    if plain is None or cues.WHY.match(plain) or NOT_MADE.search(plain):
        return None
    between = BETWEEN.search(plain) if ranked(plain) is not Order.PLAN else None
    by_month = BY_MONTH.search(plain)
    if by_month is None and between is None:
        return None
    since = until = None
    rest = plain
    if by_month is None and between is not None:
        first, second = (past_span(f"a {between[name]}", today, None) for name in ("a", "b"))
        if first.since is None or second.since is None:
            return None
        since = min(first.since, second.since)
        until = max(first.until or today, second.until or today)
        rest = f"{rest[: between.start()]} {between['m']} {rest[between.end() :]}"
    else:
        span = past_span(BY_MONTH.sub(" ", plain), today, visited)
        since, until = span.since, span.until
        rest = span.rest if since else BY_MONTH.sub(" ", plain)
    rest = WORKED.sub(" ", ASKING.sub(" ", BY_MONTH.sub(" ", rest)))
    of_records = COUNTED.search(plain)
    about = names.of(MOST.sub(" ", LEAST.sub(" ", COUNTED.sub(" ", rest))))
    order = ranked(plain)
    unread, codes = about.unread, about.codes
    if not of_records and len(codes) > 1:
        unread = (*unread, *codes[1:]) if about.said else unread
        codes = codes[:1]  # A month is of one thing: of several posts, the first.
    one = 1 if order is not Order.PLAN and between is None else None
    who = ONESELF if of_records and MINE.search(plain) else ""
    of = codes if about.said or not of_records else ()
    query = Query(
        What.MONTHS,
        of,
        frozenset(),
        order,
        since,
        until,
        one,
        RECORDED if of_records else "",
        who=who,
    )
    return Asked(query, unread=unread)
