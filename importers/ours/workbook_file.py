"""Our own workbook: a plan exported sheet by sheet, and the empty one to fill in."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from importers.files.workbook import escaped
from importers.ours.layout import ANOMALIES, PARTS, Cell, Column, Part, records
from importers.ours.template_texts import DOCUMENT_HEAD, DOCUMENT_SHEET, EXAMPLES, INSTRUCTIONS
from importers.whole.grid import Row
from ledger.plan import Plan

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_EXAMPLE = Font(italic=True, color="808080")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDEST = 40
_LAST_ROW = 2000
EXAMPLE_MARK = "Esempio"
"""Rows of the template that begin with it are left out when it is read."""


def plan_workbook(plan: Plan) -> bytes:
    """The plan, one sheet for each of its parts."""
    book = _book(PARTS)
    for part, cells in records(plan):
        _append(book[part.sheet], cells)
    return _saved(book)


def template_workbook(plan: Plan | None = None, seen: Sequence[Row] = ()) -> bytes:
    """A workbook to fill in: instructions, headings, drop-downs, and examples that are not read.

    `plan` is what is known already; `seen` the rows of a document, put in a sheet of their own to
    copy from, which is not read either.
    """
    parts = tuple(part for part in PARTS if part is not ANOMALIES)
    book = _book(parts)
    for part, cells in records(plan) if plan is not None else ():
        if part is not ANOMALIES:
            _append(book[part.sheet], cells)
    guide = book.create_sheet("Istruzioni", 0)
    guide.column_dimensions["A"].width = 110
    for line in INSTRUCTIONS:
        guide.append([line])
        guide.cell(guide.max_row, 1).alignment = _WRAPPED
    guide.cell(1, 1).font = Font(bold=True, size=14)
    examples = book.create_sheet("Esempi", 1)
    for part in parts:
        _example(examples, part)
    if seen:
        _of_document(book.create_sheet(DOCUMENT_SHEET), seen)
    book.active = 0
    return _saved(book)


def _of_document(sheet: Any, seen: Sequence[Row]) -> None:
    """The rows of a document as they stand, each with its place."""
    _append(sheet, DOCUMENT_HEAD)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    sheet.freeze_panes = "A2"
    for at, row in enumerate((row for row in seen if not row.is_blank), start=2):
        place = row.sheet or (f"pagina {row.page}" if row.page else None)
        _write_row(sheet, at, [place, Decimal(row.line), *(cell or None for cell in row.cells)])


def _example(sheet: Any, part: Part) -> None:
    """The headings of one part and rows that show how it is filled in."""
    sheet.append([f"{EXAMPLE_MARK}: foglio {part.sheet}"])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    _append(sheet, [column.title for column in part.columns])
    for row in EXAMPLES[part.sheet]:
        _append(sheet, row)
        for cell in sheet[sheet.max_row]:
            cell.font = _EXAMPLE
    sheet.append([])


def _book(parts: Iterable[Part]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for part in parts:
        sheet = book.create_sheet(part.sheet)
        sheet.append([column.title for column in part.columns])
        sheet.freeze_panes = "A2"
        for i, column in enumerate(part.columns, start=1):
            head = sheet.cell(1, i)
            head.font, head.fill = Font(bold=True), _HEAD
            sheet.column_dimensions[get_column_letter(i)].width = column.width
            _drop_down(sheet, column, i)
    return book


def _drop_down(sheet: Any, column: Column, i: int) -> None:
    if column.words is None:
        return
    listed = ",".join(column.words.values())
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    choice.error = f"Scegli una voce: {listed.replace(',', ', ')}."
    letter = get_column_letter(i)
    choice.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(choice)


def _append(sheet: Any, cells: Sequence[Cell]) -> None:
    """A row whose texts stay texts: one that begins with `=` is never a formula."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    _write_row(sheet, row, cells)


def _write_row(sheet: Any, row: int, cells: Sequence[Cell]) -> None:
    for i, value in enumerate(cells, start=1):
        if value is None:
            continue
        cell = sheet.cell(row, i)
        if isinstance(value, Decimal):
            _write_number(cell, value)
        elif isinstance(value, dt.date):
            cell.value, cell.number_format = value, "DD/MM/YYYY"
        else:
            _write_text(cell, value)


def _write_number(cell: Any, value: Decimal) -> None:
    """As a number where a sheet can hold it exactly, otherwise as text."""
    if Decimal(repr(float(value))) == value:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    else:
        _write_text(cell, f"{value:f}".replace(".", ","))


def _write_text(cell: Any, value: str) -> None:
    cell.value = escaped(value)
    cell.data_type = "s"
    if len(value) > _WIDEST or "\n" in value:
        cell.alignment = _WRAPPED
    if value[:1] in "=+-@":
        cell.quotePrefix = True


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
