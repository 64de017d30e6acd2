"""A spreadsheet of the old kind, `.xls`: values as they were last shown."""

from collections.abc import Callable
from typing import Any

import xlrd  # type: ignore[import-untyped]  # no types

from importers.errors import Locked, NotWhatItSays, TooManyCells
from importers.files.sheets import Sheet, SheetRow, Value
from importers.files.workbook import MOST_COLUMNS, MOST_ROWS, value_of
from importers.whole.grid import MOST_CELLS

_EXPECTED = "un foglio di calcolo .xls"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_old_sheets(
    content: bytes, name: str, progress: Callable[[float], None] | None = None
) -> list[Sheet]:
    """Raises NotReadable: not such a workbook, locked, or with far too many cells."""
    if not content.startswith(_OLD_OFFICE):
        raise NotWhatItSays(name, _EXPECTED)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    except xlrd.XLRDError as wrong:
        if "encrypted" in str(wrong).lower() or "password" in str(wrong).lower():
            raise Locked(name) from None
        raise NotWhatItSays(name, _EXPECTED) from None
    except Exception:  # xlrd raises whatever a damaged record makes it meet
        raise NotWhatItSays(name, _EXPECTED) from None
    sheets = book.sheets()
    if sum(sheet.nrows * min(sheet.ncols, MOST_COLUMNS) for sheet in sheets) > 4 * MOST_CELLS:
        raise TooManyCells(name, MOST_CELLS)
    found: list[Sheet] = []
    for i, sheet in enumerate(sheets):
        found.append(_sheet(book, sheet))
        if progress:
            progress((i + 1) / len(sheets) / 2)
    return found


def _sheet(book: Any, sheet: Any) -> Sheet:
    rows = tuple(_row(book, sheet, r) for r in range(min(sheet.nrows, MOST_ROWS)))
    merged = tuple(
        (left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells
    )
    hidden = frozenset(i for i, info in sheet.colinfo_map.items() if info.hidden)
    return Sheet(sheet.name, sheet.visibility != 0, rows, merged, hidden)


def _row(book: Any, sheet: Any, r: int) -> SheetRow:
    values: list[Value] = []
    percent: set[int] = set()
    struck = written = 0
    for i in range(min(sheet.row_len(r), MOST_COLUMNS)):
        cell = sheet.cell(r, i)
        value, is_percent = _value(book, cell)
        values.append(value)
        if value is not None:
            written += 1
            struck += _is_struck(book, cell)
        if is_percent:
            percent.add(i)
    while values and values[-1] is None:
        values.pop()
    info = sheet.rowinfo_map.get(r)
    is_hidden = bool(info and info.hidden)
    return SheetRow(
        r + 1, values, percent, is_hidden=is_hidden, is_struck=written > 0 and struck * 2 > written
    )


def _value(book: Any, cell: Any) -> tuple[Value, bool]:
    """The value of a cell, and whether it is shown as percent."""
    if cell.ctype == xlrd.XL_CELL_DATE:
        return value_of(xlrd.xldate_as_datetime(cell.value, book.datemode), is_percent=False), False
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return value_of(bool(cell.value), is_percent=False), False
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A"), False
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        shown = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        number = int(cell.value) if cell.value == int(cell.value) else cell.value
        return value_of(number, is_percent="%" in shown), "%" in shown
    return value_of(cell.value, is_percent=False) if cell.value else None, False


def _is_struck(book: Any, cell: Any) -> bool:
    return bool(book.font_list[book.xf_list[cell.xf_index].font_index].struck_out)
