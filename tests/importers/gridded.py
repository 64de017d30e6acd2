"""Ordinary tables as files: a workbook, a csv, rows pasted with tabs, columns set by spaces."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .gridparts import Line, Page
from .grids import Grid

_WIDEST, _GAP = 34, 2


def as_workbook(grid: Grid, pages: Sequence[Page]) -> bytes:
    book = Workbook()
    book.remove(book["Sheet"])
    for page in pages:
        _fill(book.create_sheet(page.name), page.lines, grid.start)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Worksheet, lines: Sequence[Line], start: int) -> None:
    for r, line in enumerate(lines, start=1):
        for c, cell in enumerate(line, start=1 + start):
            if cell.text or cell.value is not None:
                box = sheet.cell(r, c, cell.text if cell.value is None else cell.value)
                box.number_format = cell.look or ("DD/MM/YYYY" if isinstance(cell.value, date)
                                                  else "General")  # fmt: skip
            if cell.down > 1 or cell.across > 1:
                sheet.merge_cells(start_row=r, start_column=c, end_row=r + cell.down - 1,
                                  end_column=c + cell.across - 1)  # fmt: skip


def _texts(grid: Grid, pages: Sequence[Page]) -> Iterator[list[str]]:
    """The lines of all pages; where only the sheet's name tells the unit, it is copied too."""
    for page in pages:
        if grid.units == "tabs":
            yield [page.name]
        yield from ([cell.text for cell in line] for line in page.lines)
        yield []


def as_csv(grid: Grid, pages: Sequence[Page]) -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=";").writerows(_texts(grid, pages))
    return held.getvalue().encode()


def as_tabs(grid: Grid, pages: Sequence[Page]) -> bytes:
    """Copied from the workbook: a cell of several lines is in quotes."""
    held = io.StringIO()
    csv.writer(held, delimiter="\t").writerows(_texts(grid, pages))
    return held.getvalue().encode()


def as_columns(grid: Grid, pages: Sequence[Page]) -> bytes:
    """A page whose columns stand by spaces alone."""
    named = [[page.name] if grid.units == "tabs" else [] for page in pages]
    lines = [[*name, *_set(page)] for name, page in zip(named, pages, strict=True)]
    return "\n".join(line for page in lines for line in page).encode()


def _set(page: Page) -> Iterator[str]:
    wide = max(map(len, page.lines))
    sizes = [0] * wide
    for line in page.lines:
        if len(line) > 1:
            for i, cell in enumerate(line):
                longest = max(map(len, cell.text.split("\n")))
                sizes[i] = max(sizes[i], min(longest, _WIDEST))
    for line in page.lines:
        if len(line) <= 1:
            yield line[0].text if line else ""
            continue
        columns = [
            [piece for part in cell.text.split("\n") for piece in wrap(part, size) or [""]]
            if size else [""]
            for cell, size in zip(line, sizes, strict=False)
        ]  # fmt: skip
        for i in range(max(map(len, columns))):
            yield "".join(
                (column[i] if i < len(column) else "").ljust(size + _GAP)
                for column, size in zip(columns, sizes, strict=False)
            ).rstrip()
    yield ""


Make = Callable[[Grid, Sequence[Page]], bytes]
GRIDDED: dict[str, tuple[str, Make]] = {
    "xlsx": ("piano.xlsx", as_workbook),
    "csv": ("piano.csv", as_csv),
    "tabs": ("piano.txt", as_tabs),
    "columns": ("piano.txt", as_columns),
}
"""The name of a file of each kind, and what makes it."""
