"""A table as data: real numbers and dates under headings, before it is a workbook or a CSV."""

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.bounds import FORMULA

Cell = str | Decimal | Fraction | int | dt.date | None


@dataclass(frozen=True)
class Column:
    """`what` says in words how the column comes about; `width` in characters."""

    title: str
    what: str
    width: int = 14
    form: str = "text"
    """`text`, `number`, `percent`, `money`, `day`."""


@dataclass(frozen=True)
class BookSheet:
    """One sheet of a workbook on its way out: what it is called, its columns, its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    """Whether the last row sums the others up."""


def csv_of(sheet: BookSheet) -> bytes:
    """For a payroll program: semicolons, decimal comma, UTF-8 with its mark, days as ISO.

    Without the row of sums: a program that adds up the column would count everything twice.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    for row in sheet.rows[: -1 if sheet.total else None]:
        columns = zip(sheet.columns, row, strict=True)
        writer.writerow([_field(column, cell) for column, cell in columns])
    return out.getvalue().encode("utf-8-sig")


def _field(column: Column, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return harmless(cell)
    places = 2 if column.form == "money" else None
    return plain_number(cell, places).replace(".", ",")


def harmless(text: str) -> str:
    """A text that no program takes for a formula: an apostrophe tells a spreadsheet so."""
    return f"'{text}" if text.startswith(FORMULA) else text


def plain_number(value: Decimal | Fraction | int, places: int | None = None) -> str:
    """A decimal without exponent; a fraction that never ends has eight decimals, half up."""
    if isinstance(value, Fraction):
        scale = 10 ** (8 if places is None else places)
        half = (abs(value) * scale * 2 + 1) // 2
        exact = Decimal(int(half) if value >= 0 else -int(half)) / scale
    else:
        exact = Decimal(value)
    if places is not None:
        return f"{exact:.{places}f}"
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
