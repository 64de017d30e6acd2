"""A spreadsheet, `.xlsx`: cells as they show, formulas refused and never evaluated."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from importers.archive import check_archive
from importers.errors import FormulaCell, NotWhatItSays
from importers.grid import Row

MOST_ROWS = 100_000
MOST_COLUMNS = 200
_EXPECTED = "un foglio di calcolo .xlsx"

Value = str | Decimal | dt.date | None


@dataclass(frozen=True)
class SheetRow:
    """One row's values; percentages are in percent (0.68 shown as 68% is 68)."""

    number: int
    values: tuple[Value, ...]
    percent: frozenset[int] = frozenset()
    """Positions of the cells shown as percent."""


@dataclass(frozen=True)
class Sheet:
    name: str
    is_hidden: bool
    rows: tuple[SheetRow, ...]


def read_sheets(
    content: bytes, name: str, progress: Callable[[float], None] | None = None
) -> list[Sheet]:
    """Every sheet with its rows.

    Raises:
        NotReadable: not a workbook, locked, with macros, a bomb, or with a formula in a cell.
    """
    check_archive(content, name, holds="xl/workbook.xml", expected=_EXPECTED)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
    except Exception:  # openpyxl raises whatever its XML reader meets
        raise NotWhatItSays(name, _EXPECTED) from None
    try:
        total = len(book.worksheets)
        sheets: list[Sheet] = []
        for i, sheet in enumerate(book.worksheets):
            rows = tuple(_rows(sheet, name, total > 1))
            sheets.append(Sheet(sheet.title, sheet.sheet_state != "visible", rows))
            if progress:
                progress((i + 1) / total / 2)
        return sheets
    finally:
        book.close()


def _rows(sheet: Any, name: str, several: bool) -> Iterator[SheetRow]:
    limits = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(**limits), start=1):
        values: list[Value] = []
        percent: set[int] = set()
        for i, cell in enumerate(cells):
            value = cell.value
            if value is None:
                values.append(None)
                continue
            if cell.data_type == "f":
                where = f"{get_column_letter(i + 1)}{number}"
                raise FormulaCell(name, f"{sheet.title}!{where}" if several else where)
            is_percent = isinstance(value, (int, float)) and "%" in (cell.number_format or "")
            if is_percent:
                percent.add(i)
            values.append(_value(value, is_percent=is_percent))
        while values and values[-1] is None:
            values.pop()
        yield SheetRow(number, tuple(values), frozenset(percent))


def _value(value: object, *, is_percent: bool) -> Value:
    if isinstance(value, bool):
        return "SI" if value else "NO"
    if isinstance(value, (int, float)):
        exact = Decimal(repr(value))
        return (exact * 100).normalize() if is_percent else exact
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return unescaped(str(value)).strip() or None


def escaped(text: str) -> str:
    """Characters that a sheet cannot hold, written as Office does (`_x0007_`)."""
    guarded = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda c: f"_x{ord(c.group()):04X}_", guarded)


def unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda c: chr(int(c[1], 16)), text)


def shown(row: SheetRow, i: int) -> str:
    """A cell as a person reads it."""
    value = row.values[i]
    if value is None:
        return ""
    if isinstance(value, Decimal):
        figure = f"{value.normalize():f}".replace(".", ",")
        return f"{figure}%" if i in row.percent else figure
    return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value


def sheet_rows(sheets: list[Sheet]) -> list[Row]:
    """The visible sheets as rows of a document, each opened by its name."""
    rows: list[Row] = []
    for sheet in sheets:
        if sheet.is_hidden or not any(row.values for row in sheet.rows):
            continue
        rows.append(Row(1, ("",), sheet.name))
        rows.append(Row(1, (sheet.name,), sheet.name))
        for row in sheet.rows:
            cells = tuple(shown(row, i) for i in range(len(row.values)))
            rows.append(Row(row.number, cells or ("",), sheet.name))
    return rows
