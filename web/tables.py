"""A table once: as HTML, as CSV, as XLSX.

A cell holds a value, not a text: an exact number, a day, a state, something to say. HTML shows it
as people read it; files hold what programs read (plain decimals, ISO days).
"""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.styles import Font

from ledger.progress.figures import State, plain, rounded
from reports.columns import harmless
from words.say import Say, say
from words.wording import plain_text

ROWS_SHOWN = 50
"""On one page of a table; files hold all rows."""

SHEET_NAME_LETTERS = 31


@dataclass(frozen=True)
class Column:
    """`name` is the field's in a file, its heading is `page.col.<name>` in the catalogue."""

    name: str
    numeric: bool = False
    title: Say | None = None
    """Of a column that is of a person or a thing of the record."""

    @property
    def heading(self) -> Say:
        """What stands above it."""
        return self.title or say(f"page.col.{self.name}")


@dataclass(frozen=True)
class Cell:
    """A value, where it leads, and the bar drawn beside it."""

    value: object
    href: str | None = None
    bar: tuple[Fraction, Fraction | None] | None = None
    """How much of a hundred is reached, and how much was expected."""


@dataclass(frozen=True)
class Table:
    """`name` is the catalogue's `page.table.<name>`, which is also its caption."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    picks: tuple[int, ...] = ()
    """One per row, where rows are chosen by a tick: what the form sends."""

    @property
    def caption(self) -> Say:
        """The table's name, as a screen reader says it."""
        return say(f"page.table.{self.name}")


def columns(*names: str) -> tuple[Column, ...]:
    """A name that ends in `#` is a column of numbers."""
    return tuple(Column(n.rstrip("#"), n.endswith("#")) for n in names)


def cells(*values: object) -> tuple[Cell, ...]:
    """A row of plain values, those that are cells already as they are."""
    return tuple(v if isinstance(v, Cell) else Cell(v) for v in values)


def exact(value: object) -> str:
    """A value as programs read it."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return f"{rounded(value):f}"
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, State):
        return str(value)
    if isinstance(value, Say):
        return harmless(plain_text(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(str(value))


def as_csv(table: Table) -> bytes:
    """UTF-8, commas, one header line (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([exact(cell.value) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = plain_text(table.caption)[:SHEET_NAME_LETTERS].replace("/", "-")
    sheet.append([plain_text(column.heading) for column in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([_native(cell.value) for cell in row])
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _native(value: object) -> object:
    """Numbers and days as a spreadsheet's own."""
    if isinstance(value, Fraction):
        return rounded(value)
    if isinstance(value, Decimal | int) or (isinstance(value, dt.date) and type(value) is dt.date):
        return value
    if isinstance(value, State):
        return plain_text(say("page.fact", fact=value))
    return exact(value)
