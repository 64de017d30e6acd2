"""`.csv`: any office's table with `;` or `,`, or a whole plan of ours in one table."""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from decimal import Decimal

from importers.errors import FormulaCell
from importers.ours.layout import PARTS, Cell, Part, records
from importers.ours.tabular import Record
from importers.whole.grid import Row
from italian.regex import regex
from ledger.bounds import FORMULA
from ledger.plan import Plan

_ROW = "Riga del piano"
"""The first heading of a whole plan of ours; its cells say which table the row belongs to."""
_RISKY = (*FORMULA, "'")
_FORMULA = regex(r"^(?:=\s*[\w(+\-\"@]|[+\-@]\s*[A-Za-z]\w*\s*[|!]|(?:[+\-]|@\s*)[A-Za-z]\w*\s*\()")

csv.field_size_limit(2**20)


_PASTED = regex(r'(?:^|\t)"(?:[^"\n]|"")*\n(?:[^"]|"")*"(?=\t|\r?\n|\Z)', re.MULTILINE)
"""A cell of several lines, as it comes out of a workbook among tabs."""


def is_pasted(text: str) -> bool:
    """Whether a text was copied out of a workbook: cells of several lines stand in quotes."""
    return any(
        "\t" in text[max(at - 1, 0) : end + 1]
        for at, end in (found.span() for found in _PASTED.finditer(text))
    )


def csv_rows(text: str, name: str, delimiter: str | None = None) -> list[Row]:
    """Rows with the line each begins on."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text))
    line = 1
    for cells in reader:
        while cells and not cells[-1].strip():
            cells.pop()
        rows.append(Row(line, tuple(cells) or ("",), name))
        line = reader.line_num + 1
    return rows


def refuse_formulas(rows: Sequence[Row], name: str) -> None:
    """A cell that a spreadsheet would run is not data."""
    for row in rows:
        for i, cell in enumerate(row.cells):
            if _FORMULA.match(cell.lstrip()):
                raise FormulaCell(name, f"riga {row.line}, colonna {i + 1}")


def delimiter_of(text: str) -> str:
    """The sign found most steadily in the first lines, outside quotes."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:20] if line.strip()]
    return max(";,\t|", key=lambda sign: sum(line.count(sign) for line in lines))


def plan_records(rows: Sequence[Row]) -> list[Record] | None:
    """The records of a plan of ours; None for any other table."""
    if not rows or rows[0].cells[0] != _ROW:
        return None
    titles = rows[0].cells
    parts = {part.row: part for part in PARTS}
    found: list[Record] = []
    for row in rows[1:]:
        part = parts.get(row.cells[0])
        if part is not None:
            said = dict(zip(titles, row.cells, strict=False))
            cells = tuple(_read(said.get(column.title)) for column in part.columns)
            found.append(Record(part, cells, f"riga {row.line}"))
    return found


def _read(cell: str | None) -> Cell:
    if not cell:
        return None
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RISKY else cell


def plan_csv(plan: Plan) -> str:
    """The whole plan in one table, safe to open in a spreadsheet; numbers with the comma."""
    titles = [_ROW, *dict.fromkeys(c.title for part in PARTS for c in part.columns)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(titles)
    for part, cells in records(plan):
        writer.writerow(_written(part, cells, titles))
    return out.getvalue()


def _written(part: Part, cells: Sequence[Cell], titles: Sequence[str]) -> list[str]:
    said = {column.title: _safe(cell) for column, cell in zip(part.columns, cells, strict=True)}
    return [part.row, *(said.get(title, "") for title in titles[1:])]


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return f"'{cell}" if cell.startswith(_RISKY) else cell
