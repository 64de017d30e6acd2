"""What is asked beside each of the things of a question, or of those that were told before.

dirigente   obiettivi scaduti e chi li segue   →   the list, with who answers on each row
dirigente   da quanti giorni?                  →   the same rows, each with its days
"""

from collections.abc import Callable

from handlers.ask.after import follow, them
from handlers.ask.after.going_on import LISTS
from handlers.ask.after.several import is_answer, kept_of, saying
from handlers.ask.asked import Asked
from handlers.ask.asker import names_of
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.columns import Parted, parted
from handlers.ask.parts.slots import UNITS
from handlers.ask.showing import show
from handlers.desk import Desk
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.later import replace
from ledger.readings.query import Column, Order, Query, What

Answer = Callable[[Desk], Outcome]

OF_ONE = frozenset({Column.LATE, Column.EXPECTED, Column.WAITING})
"""What of one thing alone no other answer tells."""
MANY = regex(r"\b(?:li|le|sono|scadono|pesano|valgono|stanno|ognun\w|ciascun\w|loro)\b|vano\b")
"""Asks of several, where the card of one was told that lists what is in it."""
BY_FIGURE = (Order.WORST, Order.BEST, Order.LOWEST, Order.BEHIND)
IS_LATE = regex(r"\b(?:giorni|ritard|scadut|fuori)")
"""`da quando` alone may be since when it is held, or stands where it does."""
OF_PARTS = {Column.LATE, Column.DEADLINE}
"""What units have none of."""


def told(desk: Desk, answer: Answer) -> Outcome | None:
    """The rows of a question, or of the answer before, with what is asked beside each; None where
    nothing such is asked."""
    asked = parted(desk.turn.text, names_of(desk).reader.naming)
    if asked is None:
        return None
    return _with_columns(desk, asked, answer) if asked.of else _of_those_before(desk, asked)


def _with_columns(desk: Desk, asked: Parted, answer: Answer) -> Outcome | None:
    first = answer(saying(desk, f"{asked.of}?"))
    if not is_answer(desk, first) or first.replies[0].lines[0].key == "ask.aside":
        return None
    there = replace(saying(desk, asked.of), chat={**desk.chat, **kept_of(first)})
    thing = thing_in(clean(asked.of))
    many = thing is not None and thing[0] in LISTS and thing[1][0].rstrip().endswith(("i", "e"))
    query = follow.query_of(there) or (follow.stood_for(there, names_of(desk)) if many else None)
    if query is None or not _has(query.what, asked):
        return None
    if not asked.columns:
        return first
    shown = _shown(desk, replace(query, columns=asked.columns))
    return replace(shown, replies=(*first.replies[:-1], *shown.replies))


def _has(what: What, asked: Parted) -> bool:
    """Whether things of that sort have what is asked."""
    return what in LISTS and (what not in UNITS or not OF_PARTS & {*asked.columns})


def _of_those_before(desk: Desk, asked: Parted) -> Outcome | None:
    query = follow.query_of(desk) or follow.query_of(desk, "list")
    if query is None and MANY.search(clean(desk.turn.text)):
        query = follow.stood_for(desk, names_of(desk))
    if query is not None and _has(query.what, asked):
        return _shown(desk, replace(query, columns=asked.columns))
    if Column.LATE in asked.columns and not IS_LATE.search(clean(desk.turn.text)):
        return None
    code = follow.code_of(desk) if set(asked.columns) <= OF_ONE else None
    known = them.units_with(desk) | {*desk.view.plan.objectives, *desk.view.plan.indicators}
    if code not in known:
        return None
    what = names_of(desk).kind(code)
    if not _has(what, asked):
        return None
    return _shown(desk, Query(what, (code,), columns=asked.columns, year=desk.year))


def _shown(desk: Desk, query: Query) -> Outcome:
    if query.what is What.INDICATORS and query.order in BY_FIGURE:  # Its line tells no percentage.
        query = replace(query, columns=tuple(dict.fromkeys((Column.FIGURE, *query.columns))))
    return follow.noted(desk, show(desk, query), Asked(query))
