"""A spreadsheet, `.xlsx`: cells as they show, formulas by the value they last had, never run."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from importers.errors import NotWhatItSays, TooManyCells
from importers.files.archive import check_archive
from importers.files.sheets import Box, Sheet, SheetRow, Value
from importers.whole.grid import MOST_CELLS
from italian.regex import regex

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_XML_BYTES = 25 * 2**20
_EXPECTED = "un foglio di calcolo .xlsx"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\shidden="(?:1|true)")[^>]*?\sr="(\d+)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*?\shidden="(?:1|true)")[^>]*>')
_IN_EURO = regex(r"€|\[\$EUR|\bEUR\b")
_MOST_MERGED = 20_000


def read_sheets(
    content: bytes, name: str, progress: Callable[[float], None] | None = None
) -> list[Sheet]:
    """Every sheet with its rows.

    Raises:
        NotReadable: not a workbook, locked, with macros, a bomb, or with far too many cells.
    """
    check_archive(content, name, holds="xl/workbook.xml", expected=_EXPECTED)
    try:
        book = _Book(content, name)
        if book.unpacked_bytes > MOST_XML_BYTES:
            raise TooManyCells(name, MOST_CELLS)
        return book.sheets(progress)
    except TooManyCells:
        raise
    except Exception:  # openpyxl raises whatever its XML reader meets
        raise NotWhatItSays(name, _EXPECTED) from None


@dataclass
class _Book:
    content: bytes
    name: str
    cells: int = 0
    archive: zipfile.ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(self.content))

    @property
    def unpacked_bytes(self) -> int:
        """Of the sheets and of the texts they share: read whole before the first row."""
        parts = ("xl/worksheets/", "xl/sharedStrings")
        return sum(e.file_size for e in self.archive.infolist() if e.filename.startswith(parts))

    def sheets(self, progress: Callable[[float], None] | None) -> list[Sheet]:
        book = self._opened(data_only=False)
        try:
            total = len(book.worksheets)
            found: list[Sheet] = []
            for i, sheet in enumerate(book.worksheets):
                found.append(self._sheet(sheet))
                if progress:
                    progress((i + 1) / total / 2)
        finally:
            book.close()
        if any(row.formulas for sheet in found for row in sheet.rows):
            self._fill_formulas(found)
        return found

    def _opened(self, *, data_only: bool) -> Any:
        return openpyxl.load_workbook(
            io.BytesIO(self.content), read_only=True, data_only=data_only, keep_links=False
        )

    def _sheet(self, sheet: Any) -> Sheet:
        # The reader that goes row by row leaves merged cells and hidden rows out.
        xml = self.archive.read(sheet._worksheet_path.lstrip("/"))
        hidden = frozenset(int(n) for n in _HIDDEN_ROW.findall(xml))
        merged: list[Box] = []
        for ref in _MERGED.findall(xml)[:_MOST_MERGED]:
            left, top, right, bottom = range_boundaries(ref.decode())
            if left and top and right and bottom:
                merged.append((left, top, right, bottom))
        rows = tuple(self._rows(sheet, hidden))
        return Sheet(
            sheet.title,
            sheet.sheet_state != "visible",
            rows,
            tuple(merged),
            _hidden_columns(xml),
        )

    def _rows(self, sheet: Any, hidden: frozenset[int]) -> Iterator[SheetRow]:
        limits = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(**limits), start=1):
            row = _row(number, cells, is_hidden=number in hidden)
            self.cells += sum(value is not None for value in row.values)
            if self.cells > MOST_CELLS:
                raise TooManyCells(self.name, MOST_CELLS)
            yield row

    def _fill_formulas(self, sheets: list[Sheet]) -> None:
        """Each formula gets the value its program left beside it, where there is one."""
        book = self._opened(data_only=True)
        try:
            for sheet, values in zip(sheets, book.worksheets, strict=True):
                values.reset_dimensions()
                by_number = {row.number: row for row in sheet.rows if row.formulas}
                limits = {"max_row": max(by_number, default=1), "max_col": MOST_COLUMNS}
                for number, cells in enumerate(values.iter_rows(**limits), start=1):
                    if number in by_number:
                        by_number[number].fill(_row(number, cells, is_hidden=False))
        finally:
            book.close()


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for found in _HIDDEN_COLUMNS.findall(xml[:100_000]):
        first, last = re.search(rb'min="(\d+)"', found), re.search(rb'max="(\d+)"', found)
        if first and last:
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))
    return frozenset(hidden)


def _row(number: int, cells: Any, *, is_hidden: bool) -> SheetRow:
    values: list[Value] = []
    percent: set[int] = set()
    euro: set[int] = set()
    formulas: dict[int, str] = {}
    struck = written = 0
    for i, cell in enumerate(cells):
        value = cell.value
        if value is None:
            values.append(None)
            continue
        written += 1
        struck += _is_struck(cell)
        if cell.data_type == "f":
            formulas[i] = _formula(value)
            values.append(None)
            continue
        if isinstance(value, (int, float)) and "%" in (cell.number_format or ""):
            percent.add(i)
        if isinstance(value, (int, float)) and _IN_EURO.search(cell.number_format or ""):
            euro.add(i)
        values.append(value_of(value, is_percent=i in percent))
    is_struck = struck * 2 > written
    while values and values[-1] is None and len(values) - 1 not in formulas:
        values.pop()
    return SheetRow(
        number, values, percent, euro, formulas, is_hidden=is_hidden, is_struck=is_struck
    )


def _formula(value: object) -> str:
    """A formula as it is written; one that fills several cells says so by its sign only."""
    text = value if isinstance(value, str) else "="
    return text if text.startswith("=") else f"={text}"


def _is_struck(cell: Any) -> bool:
    return bool(cell.font and cell.font.strike)


def value_of(value: object, *, is_percent: bool) -> Value:
    """A cell's value, exact: what a spreadsheet keeps as a float becomes the number it shows."""
    if isinstance(value, bool):
        return "SI" if value else "NO"
    if isinstance(value, (int, float)):
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) >= Decimal("1e15"):
            return None
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
    """A text with Office's escapes (`_x0007_`) read back."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda c: chr(int(c[1], 16)), text)
