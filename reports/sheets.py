"""Workbooks: real numbers and dates, headings that stay, filters, a page set up to print, and a
sheet that says how each column comes about. No text ever becomes a formula."""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ledger.bounds import FORMULA
from reports.columns import BookSheet, Cell, Column, plain_number
from reports.paper import told

HEAD = PatternFill("solid", fgColor="17324D")
HEAD_FONT = Font(bold=True, color="FFFFFF")
TOP = Alignment(vertical="top", wrap_text=True)
LINE = Border(top=Side(style="thin"))
FORMATS = {"number": "#,##0.##", "percent": "0.00", "money": "#,##0.00", "day": "DD/MM/YYYY"}
LONGEST = 32_767
"""Characters of a cell."""


def workbook_of(sheets: Sequence[BookSheet], title: str, at: dt.datetime) -> bytes:
    """One sheet for each table, and the explanation. `at` is the record's own instant."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        write_sheet(book.create_sheet(sheet.name[:31]), sheet)
    _explain(book, sheets)
    return saved(book, title, at)


def saved(book: Workbook, title: str, at: dt.datetime) -> bytes:
    """The workbook's bytes, dated by the record (UTC) and not by the day of writing."""
    book.properties.title, book.properties.creator = title, "Traguardo"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_sheet(page: Any, sheet: BookSheet) -> None:
    """Fills one page: headings, widths, cells, and the row of sums where there is one."""
    for n, column in enumerate(sheet.columns, start=1):
        cell = page.cell(1, n, column.title)
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD, TOP
        page.column_dimensions[get_column_letter(n)].width = column.width
    for r, row in enumerate(sheet.rows, start=2):
        for n, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            write_cell(page.cell(r, n), column, value)
    last = len(sheet.rows) + 1
    if sheet.total:
        for cell in page[last]:
            cell.font, cell.border = Font(bold=True), LINE
    letter = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{letter}{last - 1 if sheet.total else last}"
    page.freeze_panes = "A2"
    set_up_print(page)


def set_up_print(page: Any) -> None:
    """Lying down, as wide as the paper, the headings on each page, its name and number below."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def write_cell(cell: Any, column: Column, value: Cell) -> None:
    """A number or a day as what it is; a text as text, whatever it begins with."""
    if value is None:
        return
    if isinstance(value, dt.date):
        cell.value, cell.number_format = value, FORMATS["day"]
    elif isinstance(value, str):
        write_text(cell, value)
    else:
        _write_number(cell, column, value)


def write_text(cell: Any, text: str) -> None:
    """A cell that stays text: what a spreadsheet would run is quoted, what it cannot hold goes."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    cell.data_type = "s"
    cell.alignment = TOP
    if text.startswith(FORMULA):
        cell.quotePrefix = True


def _write_number(cell: Any, column: Column, value: Decimal | Fraction | int) -> None:
    """As a number where a sheet can hold it, else as the text of it: never another number."""
    places = {"money": 2, "percent": 2}.get(column.form)
    text = plain_number(value, places)
    number = float(text)
    if Decimal(repr(number)) != Decimal(text):
        write_text(cell, text.replace(".", ","))
        return
    whole = Decimal(text) == Decimal(text).to_integral_value() and column.form != "money"
    cell.value = int(Decimal(text)) if whole else number
    cell.number_format = FORMATS.get(column.form, "General")


def _explain(book: Workbook, sheets: Sequence[BookSheet]) -> None:
    """What each column is and how it comes about."""
    columns = tuple(
        Column(told(f"explain.{name}"), "", width)
        for name, width in (("sheet", 24), ("column", 28), ("what", 90))
    )
    rows = [(sheet.name, column.title, column.what) for sheet in sheets for column in sheet.columns]
    write_sheet(book.create_sheet(told("explain.name")), BookSheet("", columns, tuple(rows)))
