"""A query's answer as a page of a list: its rows, what each opens, and the ways on."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.conversation import NotAButton
from handlers.desk import Desk, button
from handlers.standing import status
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.turn import Button, Outcome
from ledger.plan import ENTE
from ledger.readings.query import (
    Answer,
    ChangeRow,
    FileRow,
    Filter,
    IndicatorRow,
    NotAQuery,
    ObjectiveRow,
    PersonRow,
    Query,
    ReportedRow,
    Row,
    UnitRow,
    What,
    written,
)
from ledger.readings.query import answer as answer_of
from ledger.readings.query.model import read
from words import answers, titles
from words.apart import apart
from words.phrases import listed
from words.say import Say, say

LIST = "q"
"""The name under which queries open page by page."""

SAY_IT_ALL = (What.GAP, What.MADE, What.STANDS, What.SUPPOSED, What.WORTH)
"""A row of these alone needs no title."""

OF_THEMSELVES = (What.HOLDERS, What.MADE, What.RIGHTS, What.STANDS, What.SUPPOSED, What.WORTH)
"""What is asked of nothing else: the way on is to what it is about."""

OF_SCOPE = (What.OBJECTIVES, What.INDICATORS, What.GAP)


def show(desk: Desk, query: Query, *first: Say) -> Outcome:
    """A query's first page, led by what there is to say before it."""
    query = replace(query, year=query.year or desk.year, of=_of_plan(desk, query.of))
    about = written(query)
    listed = source(desk, about)
    return listing.shown(desk, LIST, about, replace(listed, title=(*first, *listed.title)))


def _of_plan(desk: Desk, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, those of persons as what their posts are of."""
    found: list[str] = []
    for code in codes:
        is_person = desk.record.person(code) is not None
        found += [p.unit for p in desk.record.posts(code) if p.unit] if is_person else [code]
    return tuple(dict.fromkeys(found))


def source(desk: Desk, about: str) -> Listed:
    """The whole list a query asks for. Raises NotAButton for what was never one of ours."""
    try:
        query = read(about)
    except NotAQuery:
        raise NotAButton() from None
    found = answer_of(desk.ledger, desk.person, query, desk.today)
    plan = desk.record.of(query.year).plan
    rows = [answers.line(found, row) for row in found.rows]
    shown: tuple[Button, ...] = ()
    title: list[Say] = [*status.of_year(desk.in_year(query.year)), titles.title(found, plan)]
    title += [told] if (told := apart(found)) is not None else []
    title += _whose_hand(desk, found)
    cells = [cell(desk, row, query) for row in found.rows]
    if query.only and rows:
        first = tuple(say("query.first", row=row) for row in rows[: query.only])
        shown = tuple(cell for cell in cells[: query.only] if cell is not None)
        rows, cells = rows[query.only :], cells[query.only :]
        title = [*title[:-1], *first]
        if rows:
            title.append(say("query.then", order=titles.order_of(query)))
    elif len(rows) == 1 and query.what in SAY_IT_ALL and not found.query.filters:
        title = title[:-1]
    foot = tuple(_foot(desk, found))
    first_cells = (shown[: listing.CELLS],) if shown else ()
    return Listed(tuple(title), tuple(rows), tuple(cells), (*first_cells, *foot))


HANDS = (
    (Filter.UNVALIDATED, (What.RECORDS, What.REPORTS), What.VALIDATORS),
    (Filter.NO_TARGET, (What.OBJECTIVES, What.INDICATORS), What.ASSIGNERS),
)
"""Who has to act on what a list is of."""
MOST = 3
"""Persons that are named."""


def _whose_hand(desk: Desk, found: Answer) -> list[Say]:
    """Who has to validate what waits, or to set what is missing; of one's own that were validated,
    how many others wait, and for whom."""
    query, count = found.query, len(found.rows)
    if query.what is What.REPORTS and query.filters == {Filter.VALIDATED}:
        waiting = replace(query, filters=frozenset({Filter.UNVALIDATED}))
        rest = answer_of(desk.ledger, desk.person, waiting, desk.today)
        people = _people(desk, rest, What.VALIDATORS) if rest.rows else None
        return [say("query.hand.V", people=people, count=len(rest.rows))] if people else []
    whose = next((w for f, of, w in HANDS if f in query.filters and query.what in of), None)
    people = _people(desk, found, whose) if whose and count else None
    key = f"query.hand.{whose}" if count > 1 else f"query.hand.{whose}.one"
    return [say(key, people=people, count=count)] if people else []


def _people(desk: Desk, found: Answer, whose: What) -> Say | None:
    """Who has them to do; of several how many each, most first."""
    query = found.query
    own = query.what is What.REPORTS and not query.of
    of = status.own_units(desk) if own else query.of
    asked = Query(whose, of, year=query.year)
    rows = [
        row
        for row in answer_of(desk.ledger, desk.person, asked, desk.today).rows
        if isinstance(row, PersonRow) and row.person
    ]
    if len(rows) > 1 and query.since:
        return None  # How many of a stretch each has is not told.
    key = "query.hand.person" if len(rows) > 1 and not own else "query.hand.alone"
    told = [say(key, person=row.person, count=row.count) for row in rows[:MOST]]
    if len(rows) > MOST:
        return say("query.hand.others", people=listed(told), count=len(rows) - MOST)
    return listed(told) if told else None


def cell(desk: Desk, row: Row, query: Query) -> Button | None:
    """What a row opens."""
    year = f":{query.year}" if query.year else ""
    match row:
        case UnitRow(code=code) if query.what is What.LINES:
            inside = written(Query(What.OBJECTIVES, (code,), order=query.order, year=query.year))
            return button("scope", f"ls:{LIST}:{inside}:0", code=code)
        case UnitRow(code=code) | ChangeRow(code=code):
            return button("scope", f"st:{code}{year}", code=code)
        case ObjectiveRow():
            code = row.standing.objective.code
            return button("scope", f"st:{code}{year}", code=code)
        case IndicatorRow():
            code = row.standing.indicator.code
            return button("scope", f"st:{code}{year}", code=code)
        case FileRow(code=code):
            return button("scope", f"proofs:{code}{year}", code=code)
        case ReportedRow():
            return button("record", f"mine:{row.report.seq}", seq=row.report.seq)
    return None


def _foot(desk: Desk, found: Answer) -> Iterator[tuple[Button, ...]]:
    """The ways on: why, the whole ente, the other side of the list."""
    query, plan = found.query, desk.record.of(found.query.year).plan
    cells = []
    year = f":{query.year}" if query.year else ""
    if len(query.of) == 1 and query.what in OF_SCOPE and _is_scope(plan, query.of[0]):
        cells.append(button("why", f"why:{query.of[0]}{year}"))
    if query.what in OF_THEMSELVES:
        cells += [
            button("scope", f"st:{code}{year}", code=code)
            for code in query.of[: listing.CELLS]
            if _is_scope(plan, code)
        ]
    narrow = (What.REPORTS, *OF_THEMSELVES)
    wide = query.of and query.of != (ENTE,) and query.what not in narrow
    if wide and not (set(query.of) & set(plan.indicators)):
        everywhere = written(replace(query, of=()))
        cells.append(button("whole_ente", f"ls:{LIST}:{everywhere}:0"))
    if not found.rows and not cells:
        cells.append(button("how", f"st:{status.default_scope(desk)}{year}"))
    if cells:
        yield tuple(cells)


def _is_scope(plan: object, code: str) -> bool:
    known = (*plan.areas, *plan.area_of_service, *plan.objectives, *plan.indicators)  # type: ignore[attr-defined]
    return code in known
