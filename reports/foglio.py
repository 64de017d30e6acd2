"""The workbook of a service, to be filled in and sent back: indicators, where they stand, and two
empty columns. What it was made from is on a hidden page."""

import datetime as dt

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from ledger.ledger import Ledger
from ledger.plan import Indicator
from ledger.progress.standings import shown_value
from ledger.progress.worksheet import COLUMNS, MARK, indicators_of, worksheet_of
from reports.books import measure_of
from reports.columns import BookSheet, Cell, Column
from reports.paper import told
from reports.record import last_of, plan_streams, unit_name
from reports.sheets import saved, write_sheet
from words.measures import target_amount
from words.wording import plain_text

FORMS = ("text", "text", "text", "text", "number", "day", "number", "day")
WIDTHS = (12, 56, 16, 18, 14, 13, 18, 14)
TO_FILL = PatternFill("solid", fgColor="FFF4E0")
TEXT_FORM = "@"
NEW_VALUE, NEW_DAY = 7, 8
"""Columns to be filled in, from 1."""


def service_book(ledger: Ledger, unit: str, year: int | None) -> bytes:
    """The workbook of a service to fill in (`/foglio`), its fingerprints on a hidden page."""
    view = ledger.view.of(year)
    columns = tuple(
        Column(told(f"foglio.{name}"), told(f"foglio.about.{name}"), width, form)
        for name, width, form in zip(COLUMNS, WIDTHS, FORMS, strict=True)
    )
    indicators = indicators_of(view, unit)
    standings = view.standings([i.code for i in indicators])
    rows: list[tuple[Cell, ...]] = []
    for indicator in indicators:
        value = standings.get(indicator.code)
        rows.append(
            (
                indicator.code,
                indicator.name,
                measure_of(indicator),
                plain_text(target_amount(indicator)),
                shown_value(indicator, value) if value else None,
                value.reported_on if value else None,
                None,
                None,
            )
        )
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet(told("foglio.name"))
    write_sheet(page, BookSheet("", columns, tuple(rows)))
    for n, indicator in enumerate(indicators, start=2):
        for column in (NEW_VALUE, NEW_DAY):
            page.cell(n, column).fill = TO_FILL
        page.cell(n, NEW_VALUE).number_format = _form_of(indicator)
        page.cell(n, NEW_DAY).number_format = "DD/MM/YYYY"
    _offer_yes_and_no(page, indicators)
    _how_to(book, columns, unit_name(view, unit))
    mark = book.create_sheet(MARK)
    mark.sheet_state = "veryHidden"
    mark.cell(1, 1, worksheet_of(view, unit).text())
    event = last_of(ledger, plan_streams(view, unit))
    return saved(book, told("foglio.title", unit=unit, year=view.year), event.recorded_at)


def _form_of(indicator: Indicator) -> str:
    """As text where `12/40` is meant, which a spreadsheet would take for a day."""
    return TEXT_FORM if indicator.kind.in_percent or indicator.kind.is_step else "General"


def _offer_yes_and_no(page: object, indicators: list[Indicator]) -> None:
    choice = DataValidation(type="list", formula1=f'"{told("yes")},{told("no")}"', allow_blank=True)
    choice.showErrorMessage = False
    page.add_data_validation(choice)  # type: ignore[attr-defined]
    for n, indicator in enumerate(indicators, start=2):
        if indicator.kind.is_step:
            choice.add(f"G{n}")


def _how_to(book: Workbook, columns: tuple[Column, ...], name: str) -> None:
    heads = tuple(
        Column(told(f"explain.{key}"), "", width) for key, width in (("column", 28), ("what", 90))
    )
    rows: list[tuple[Cell, ...]] = [(name, told("foglio.how"))]
    rows += [(column.title, column.what) for column in columns]
    write_sheet(book.create_sheet(told("explain.name")), BookSheet("", heads, tuple(rows)))


def name_of_book(unit: str, year: int, day: dt.date) -> str:
    """`foglio-AS4-2024-2024-09-16.xlsx`."""
    return f"foglio-{unit}-{year}-{day.isoformat()}.xlsx"
