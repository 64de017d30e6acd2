"""Questions in words, answered from the record.

    dirigente   quali obiettivi dell'area tecnica sono in ritardo senza prove?
    bot         2 obiettivi su 14 in ritardo, senza prove · AT Area Tecnica
                AT1.2 …                                    [AT1.2] [AT3.1] [Perché?] [Tutto l'ente]

The words fill a `Query`, the record answers it, the catalogue says it: one way for all of them.
What was not understood is said and the nearest questions are offered, never another's answer.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from handlers import listing, status, why
from handlers.ask.about import Names
from handlers.ask.examples import nearest
from handlers.ask.parse import Asked, parse
from handlers.conversation import NotAButton
from handlers.desk import Desk, answer, button
from handlers.listing import Listed
from handlers.turn import Button, Outcome
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.reading import Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import (
    Answer,
    ChangeRow,
    FileRow,
    IndicatorRow,
    NotAQuery,
    ObjectiveRow,
    Query,
    ReportedRow,
    Row,
    UnitRow,
    What,
    written,
)
from ledger.readings.query import answer as answer_of
from ledger.readings.query.model import read
from words import answers
from words.say import Say, say

LIST = "q"
"""The name under which queries open page by page."""

HOW_MANY = regex(r"\bquant[ie]\b")
"""Of a count, nothing but what is counted by that name is an answer."""

READERS_TALK = any_of(LEXICON.questions.talk)
OF_SCOPE = (What.OBJECTIVES, What.INDICATORS, What.GAP)


def answered(desk: Desk) -> Outcome | None:
    """The answer to a question; None for what is none that a query says."""
    asked = parse(desk.turn.text, names_of(desk), desk.today, visited(desk))
    if asked is None:
        return None
    if asked.unread:
        return not_understood(desk, asked)
    if asked.why is not None:
        return why.show_why(desk, asked.why or status.default_scope(desk))
    assert asked.query is not None
    return show(desk, asked.query)


def show(desk: Desk, query: Query) -> Outcome:
    """A query's first page."""
    query = replace(query, year=query.year or desk.year)
    about = written(query)
    return listing.shown(desk, LIST, about, source(desk, about))


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
    title: list[Say] = [*status.of_year(desk.in_year(query.year)), answers.title(found, plan)]
    cells = [_cell(desk, row, query) for row in found.rows]
    if query.only and rows:
        first = tuple(say("query.first", row=row) for row in rows[: query.only])
        shown = tuple(cell for cell in cells[: query.only] if cell is not None)
        rows, cells = rows[query.only :], cells[query.only :]
        title = [*title[:-1], *first]
        if rows:
            title.append(say("query.then", order=answers.order_of(query)))
    elif len(rows) == 1 and query.what is What.GAP and not found.query.filters:
        title = title[:-1]
    foot = tuple(_foot(desk, found))
    first_cells = (shown[: listing.CELLS],) if shown else ()
    return Listed(tuple(title), tuple(rows), tuple(cells), (*first_cells, *foot))


def _cell(desk: Desk, row: Row, query: Query) -> Button | None:
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
    wide = query.of and query.of != (ENTE,) and query.what is not What.REPORTS
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


def names_of(desk: Desk) -> Names:
    """The names this asker may use, and what is theirs where they name nothing."""
    reader = desk.reader_of(desk.view)
    return Names(desk.view.plan, reader, desk.sender(), status.own_units(desk), desk.today)


def visited(desk: Desk) -> dt.date | None:
    """The day of the asker's visit before this one, in this chat."""
    kept = desk.chat.get("visit_before")
    return dt.date.fromisoformat(str(kept)) if kept else None


def not_understood(desk: Desk, asked: Asked) -> Outcome:
    """What was understood and what was not; the question without it first among those offered."""
    words = ", ".join(f"«{word}»" for word in asked.unread[:4])
    rows: list[tuple[Button, ...]] = []
    if asked.query is not None:
        query = replace(asked.query, year=desk.year)
        found = answer_of(desk.ledger, desk.person, query, desk.today)
        told = answers.title(found, desk.view.plan)
        rows.append((button("asked_so", f"ls:{LIST}:{written(query)}:0", title=told),))
        line = say("ask.unread", words=words, title=told)
    else:
        line = say("ask.unread_all", words=words)
    near = nearest(desk, desk.turn.text, 3 - len(rows))
    return answer(line, buttons=(*rows, *((one,) for one in near)))


def unknown(desk: Desk, reading: Reading) -> Outcome | None:
    """For a question that the reader of messages took to be about one's own office because it
    knew nothing else: what it did not know, and the nearest questions. None where it knew."""
    names, code = names_of(desk), _code(reading)
    text = READERS_TALK.sub(" ", clean(desk.turn.text))
    if HOW_MANY.search(clean(desk.turn.text)) and code is not None:
        counted = names.content_of(text)
        if counted and not names.calls(code, counted):
            return not_understood(desk, Asked(unread=counted))
    if reading.as_of is not None or code not in (None, *names.own, ENTE):
        return None
    about = names.of(text.replace("?", " "))
    if not about.unread:
        return None
    return not_understood(desk, Asked(unread=about.unread))


def _code(reading: Reading) -> str | None:
    item = next(iter(reading.items), Item())
    return item.indicator or item.objective or item.scope
