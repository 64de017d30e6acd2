"""Above or below the mean of those like it: `quali servizi sono sopra la media?`.

The mean is of the figures of everything the question lists, without its filters; what has no figure
has no part in it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from handlers import ask, listing
from handlers.ask.parse import Asked, parse
from handlers.conversation import NotAButton
from handlers.desk import Desk
from handlers.listing import Listed
from handlers.turn import Outcome
from ledger.readings.query import IndicatorRow, NotAQuery, ObjectiveRow, Order, What, written
from ledger.readings.query import answer as answer_of
from ledger.readings.query.model import read
from ledger.readings.query.rows import Row, UnitRow
from words import answers
from words.say import say

LIST = "md"
MEAN = re.compile(
    r"\b(?:(?P<above>sopra|oltre|meglio del|superior[ei] al|maggior[ei] del|più alt[oaie] del)"
    r"|(?:sotto|peggio del|inferior[ei] al|minor[ei] del|più bass[oaie] del))"
    r"(?: ?la|l[ao])? media(?: (?:dell['’]ente|generale))?(?=\W|$)",
    re.I,
)
OF = (What.AREAS, What.SERVICES, What.OBJECTIVES, What.INDICATORS)
UNITS = (What.AREAS, What.SERVICES)
AS_A_BOUND = " sotto il 40% "
"""Stands where the mean was said, so that the rest is read as of any other figure."""


def asked(desk: Desk, text: str) -> Outcome | None:
    """The answer to words about a mean; None for others."""
    found = MEAN.search(text)
    if found is None:
        return None
    plain = f"{text[: found.start()]}{AS_A_BOUND}{text[found.end() :]}"
    read_as = parse(plain, ask.names_of(desk), desk.today, ask.visited(desk))
    query = read_as.query if read_as is not None and not read_as.unread else None
    if query is None or query.what not in OF:
        return ask.not_understood(desk, Asked(unread=("media",)))
    above = found["above"] is not None
    order = Order.BEST if above else Order.WORST
    query = replace(query, bounds=(), order=order, only=None, year=query.year or desk.year)
    about = ("a" if above else "b") + written(query)
    return listing.shown(desk, LIST, about, source(desk, about))


def source(desk: Desk, about: str) -> Listed:
    """All that is above (`a`) or below (`b`) the mean. Raises NotAButton."""
    try:
        query = read(about[1:])
    except NotAQuery:
        raise NotAButton() from None
    found = answer_of(desk.ledger, desk.person, query, desk.today)
    alone = len(query.of) == 1 and query.what in UNITS and query.of[0] in _kind(desk, query.what)
    like = replace(query, filters=frozenset(), of=() if alone else query.of)
    every = answer_of(desk.ledger, desk.person, like, desk.today)
    mean = _mean(every.rows)
    rows = [row for row in found.rows if _is_of(about[0], _figure(row), mean)]
    title = say(
        f"query.mean.{about[0]}.{query.what.name.lower()}",
        count=len(rows),
        whole=len(every.rows),
        mean=mean,
    )
    cells = tuple(ask.cell(desk, row, query) for row in rows)
    return Listed((title,), tuple(answers.line(found, row) for row in rows), cells)


def _kind(desk: Desk, what: What) -> Iterable[str]:
    plan = desk.view.plan
    return plan.areas if what is What.AREAS else plan.area_of_service


def _figure(row: Row) -> Fraction | None:
    if isinstance(row, ObjectiveRow | IndicatorRow):
        return row.standing.progress
    return row.progress if isinstance(row, UnitRow) else None


def _mean(rows: Iterable[Row]) -> Fraction | None:
    figures = [figure for row in rows if (figure := _figure(row)) is not None]
    return sum(figures, Fraction(0)) / len(figures) if figures else None


def _is_of(side: str, figure: Fraction | None, mean: Fraction | None) -> bool:
    if figure is None or mean is None:
        return False
    return figure > mean if side == "a" else figure < mean
