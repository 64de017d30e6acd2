"""A list of the chat as a workbook: its code, figures and term where a row has them, its words."""

import datetime as dt
from collections.abc import Sequence

from ledger.ledger import Ledger
from ledger.progress.standings import ObjectiveStanding
from ledger.readings.query import (
    AmendedRow,
    ChangeRow,
    FileRow,
    HolderRow,
    IndicatorRow,
    MadeRow,
    MonthRow,
    ObjectiveRow,
    PersonRow,
    Query,
    ReportedRow,
    Row,
    SchedaRow,
    ScopeRow,
    StaffCountRow,
    StaffRow,
    SupposedRow,
    UnitRow,
    WorthRow,
    answer,
)
from reports.columns import BookSheet, Cell, Column
from reports.paper import told
from reports.sheets import workbook_of
from words import answers, titles
from words.say import Say
from words.wording import plain_text

COLUMNS = (
    ("code", 12, "text"),
    ("reached", 12, "percent"),
    ("expected", 12, "percent"),
    ("deadline", 12, "day"),
    ("line", 110, "text"),
)


def answer_book(ledger: Ledger, reader: str, query: Query, today: dt.date) -> bytes:
    """What a question lists, whole. Raises Refusal where the reader may not ask it."""
    found = answer(ledger, reader, query, today)
    plan = ledger.view.on(today).of(query.year).plan
    rows = tuple((*_cells(row), plain_text(answers.line(found, row))) for row in found.rows)
    return _book(ledger, plain_text(titles.title(found, plan)), COLUMNS, rows)


def lines_book(ledger: Ledger, title: Sequence[Say], lines: Sequence[Say]) -> bytes:
    """A list that is no question: a line a row."""
    named = " ".join(plain_text(line) for line in title)
    rows = tuple((plain_text(line),) for line in lines)
    return _book(ledger, named, COLUMNS[-1:], rows)


def _book(
    ledger: Ledger,
    title: str,
    named: tuple[tuple[str, int, str], ...],
    rows: tuple[tuple[Cell, ...], ...],
) -> bytes:
    columns = tuple(
        Column(told(f"column.{name}"), told(f"about.{name}"), width, form)
        for name, width, form in named
    )
    at = ledger.log.head().recorded_at or ledger.now()
    return workbook_of((BookSheet(told("book.list"), columns, rows),), title, at)


def _cells(row: Row) -> tuple[Cell, ...]:
    """Code, reached, expected, term; empty where a row has none."""
    match row:
        case ObjectiveRow() | IndicatorRow():
            stands = row.standing
            of = stands.objective if isinstance(stands, ObjectiveStanding) else stands.indicator
            return of.code, stands.progress, stands.expected, stands.deadline
        case UnitRow() | ScopeRow():
            return row.code, row.progress, row.expected, None
        case ChangeRow():
            return row.code, row.after, None, None
        case ReportedRow():
            return row.indicator.code, None, None, row.report.day
        case PersonRow() | HolderRow() | StaffRow() | SchedaRow():
            return row.person, None, None, None
        case MadeRow() | SupposedRow():
            return row.indicator.code, None, None, None
        case WorthRow():
            return row.code, row.progress, None, None
        case FileRow() | AmendedRow() | StaffCountRow():
            return row.code, None, None, None
        case MonthRow():
            return None, row.after, None, row.until
