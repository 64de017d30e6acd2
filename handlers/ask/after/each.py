"""What is asked beside each of the things of a question, or of those that were told before.

dirigente   obiettivi scaduti e chi li segue   →   the list, with who answers on each row
dirigente   da quanti giorni?                  →   the same rows, each with its days
"""

from collections.abc import Callable

from handlers.ask.after import follow, them
from handlers.ask.after.going_on import LISTS
from handlers.ask.after.several import asking, both, is_answer, kept_of, saying
from handlers.ask.asked import Asked
from handlers.ask.asker import names_of
from handlers.ask.kinds import is_a_name
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.columns import Parted, parted, told_anyway
from handlers.ask.parts.slots import UNITS
from handlers.ask.plain import coded
from handlers.ask.showing import show
from handlers.desk import Desk, keep
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.later import replace
from ledger.readings.query import Column, Order, Query, What
from ledger.readings.query import answer as answer_of
from words.answers import line

Answer = Callable[[Desk], Outcome]

NOWHERE_ELSE = {Column.LATE, Column.EXPECTED, Column.WAITING, Column.VALIDATED}
"""What of one thing that was told before no other answer tells."""
OF_MADE = {Column.VALIDATED, Column.WAITING}
"""What is asked of how much was made."""
MANY = regex(r"\b(?:li|le|sono|scadono|pesano|valgono|stanno|ognun\w|ciascun\w|loro)\b|vano\b")
"""Asks of several, where the card of one was told that lists what is in it."""
BY_FIGURE = (Order.WORST, Order.BEST, Order.LOWEST, Order.BEHIND)
AS_IT_IS = regex(r"\b(?:tutto|totale|quanto|punto)\b")
"""Asks what the line of one thing tells; `i servizi` may be a name."""
OF_ONE = {
    Column.LATE: regex(r"\b(?:giorni|ritard|scadut|fuori)"),
    Column.LAST: regex(r"\b(?:ultim|aggiornament)"),
    Column.HOLDER: regex(r"\b(?:segu|respons|aggiorn|cur|gest)"),
}
"""Of one thing `da quando`, `in che data` and `a chi tocca` may ask of what was just told of it."""
OF_PARTS = {Column.LATE, Column.DEADLINE}
"""What units have none of."""


def answered(desk: Desk, answer: Answer) -> Outcome:
    """The answer to a message: what it asks beside each thing, two things, or one."""

    def one_or_two(desk: Desk) -> Outcome:
        desk = asking(told_anyway(desk))
        return both(desk, answer) or answer(desk)

    beside = _beside(desk, one_or_two)
    return keep(desk, beside) if beside is not None else one_or_two(desk)


def _beside(desk: Desk, answer: Answer) -> Outcome | None:
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
        whole = told_anyway(desk) is not desk or _asks_one(desk, asked)
        return None if whole else both(desk, answer) or _of_one(there, asked, first)
    if not asked.columns:
        return first
    shown = _shown(desk, replace(query, columns=asked.columns))
    return replace(shown, replies=(*first.replies[:-1], *shown.replies))


def _asks_one(desk: Desk, asked: Parted) -> bool:
    """`CIE: ultimo dato`: a thing, and one thing asked of it."""
    names = names_of(desk)
    named = coded.by_code(names, clean(asked.of))
    return len(asked.columns) < 2 and is_a_name(named, names.reader.naming)


def _has(what: What, asked: Parted) -> bool:
    """Whether things of that sort have what is asked."""
    if what is What.MADE:
        return bool(asked.columns) and {*asked.columns} <= OF_MADE
    return what in LISTS and (what not in UNITS or not OF_PARTS & {*asked.columns})


def _of_those_before(desk: Desk, asked: Parted) -> Outcome | None:
    query = follow.query_of(desk) or follow.query_of(desk, "list")
    if query is None and MANY.search(clean(desk.turn.text)):
        query = follow.stood_for(desk, names_of(desk))
    if query is not None and _has(query.what, asked):
        return _shown(desk, replace(query, columns=asked.columns))
    one = _one(desk, asked) if {*asked.columns} <= NOWHERE_ELSE else None
    return None if one is None else _shown(desk, one)


def _of_one(desk: Desk, asked: Parted, first: Outcome) -> Outcome | None:
    """The answer about one thing, with its line that tells what is asked beside it."""
    one = _one(desk, asked)
    if one is None:
        return None
    found = answer_of(desk.ledger, desk.person, one, desk.today)
    *replies, last = first.replies
    lines = (*last.lines, *(line(found, row) for row in found.rows))
    return replace(first, replies=(*replies, replace(last, lines=lines)))


def _one(desk: Desk, asked: Parted) -> Query | None:
    """The one thing that was told of, where it surely is what is asked about."""
    code, plain = follow.code_of(desk), clean(asked.said)
    plan = desk.view.plan
    if code not in {*them.units_with(desk), *plan.objectives, *plan.indicators}:
        return None
    if not all(p.search(plain) for column, p in OF_ONE.items() if column in asked.columns):
        return None
    if not asked.columns and not AS_IT_IS.search(plain):
        return None
    query = Query(names_of(desk).kind(code), (code,), columns=asked.columns, year=desk.year)
    return query if _has(query.what, asked) else None


def _shown(desk: Desk, query: Query) -> Outcome:
    if query.what is What.INDICATORS and query.order in BY_FIGURE:  # Its line tells no percentage.
        query = replace(query, columns=tuple(dict.fromkeys((Column.FIGURE, *query.columns))))
    return follow.noted(desk, show(desk, query), Asked(query))
