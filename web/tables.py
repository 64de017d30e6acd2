"""A table once: as HTML, as CSV, as XLSX.

A cell holds a value, not a text: an exact number, a day, a state, something to say. HTML shows it
as people read it; files hold what programs read (plain decimals, ISO days).
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar, overload

from openpyxl import Workbook
from openpyxl.styles import Font

from ledger.progress.figures import State, plain, rounded
from reports.columns import harmless
from words.say import Say, say
from words.wording import plain_text

T = TypeVar("T")

ROWS_SHOWN = 50
"""On one page of a table; files hold all rows."""

MONEY = "#,##0.00"

SHEET_NAME_LETTERS = 31
NOT_IN_A_SHEET_NAME = r"[\\/*?:\[\]]"


@dataclass(frozen=True)
class Column:
    """`name` is the field's in a file, its heading is `page.col.<name>` in the catalogue."""

    name: str
    numeric: bool = False
    title: Say | None = None
    """Of a column that is of a person or a thing of the record."""
    money: bool = False
    """Euro: always with its cents."""
    in_files: bool = False
    """What a page says in one cell with another and a file in a column of its own: a unit."""

    @property
    def heading(self) -> Say:
        """What stands above it."""
        title = self.title or say(f"page.col.{self.name}")
        return say("page.col.in_euro", title=title) if self.money else title


@dataclass(frozen=True)
class Cell:
    """A value, where it leads, and the bar drawn beside it."""

    value: object
    href: str | None = None
    bar: tuple[Fraction, Fraction | None] | None = None
    """How much of a hundred is reached, and how much was expected."""
    shown: Say | None = None
    """How a page says it, where it says more than a file: a number with its unit."""
    links: tuple[tuple[str, str | None], ...] = ()
    """The parts of a value that lead each somewhere of its own: events."""


class Made(Sequence[tuple[Cell, ...]], Generic[T]):
    """Rows made when they are looked at: of a thousand a page shows fifty."""

    def __init__(self, of: Sequence[T], make: Callable[[T], tuple[Cell, ...]]) -> None:
        self._of, self._make = of, make

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[Cell, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | list[tuple[Cell, ...]]:
        if isinstance(at, slice):
            return [self._make(one) for one in self._of[at]]
        return self._make(self._of[at])

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return map(self._make, self._of)


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
    """A name that ends in `#` is a column of numbers, in `€` of euro, in `~` one of files only."""
    return tuple(
        Column(n.rstrip("#€~"), n[-1] in "#€", money=n[-1] == "€", in_files=n[-1] == "~")
        for n in names
    )


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


def cents(value: object) -> Decimal:
    """An amount of euro, what is under a cent cut, as everywhere."""
    assert isinstance(value, Decimal | Fraction | int), "money is a number"
    return Decimal(int(Fraction(value) * 100)).scaleb(-2)


def _values(table: Table, row: tuple[Cell, ...]) -> list[object]:
    """A row as a file holds it: euro to the cent."""
    return [
        cents(cell.value) if column.money and cell.value is not None else cell.value
        for column, cell in zip(table.columns, row, strict=True)
    ]


def as_csv(table: Table) -> bytes:
    """UTF-8, commas, one header line (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([exact(value) for value in _values(table, row)] for row in table.rows)
    return out.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = re.sub(NOT_IN_A_SHEET_NAME, "-", plain_text(table.caption))[:SHEET_NAME_LETTERS]
    sheet.append([plain_text(column.heading) for column in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([_native(value) for value in _values(table, row)])
    for at, column in enumerate(table.columns, start=1):
        if column.money:
            for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
                cell.number_format = MONEY
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
    if isinstance(value, StrEnum):
        return plain_text(say("page.fact", fact=value))
    return exact(value)
