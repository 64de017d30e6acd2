"""Rows put together as tables, each under its header and after the words that introduce it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.grid import Row, one_line
from importers.headings import Role, header_roles
from importers.units import named_unit

_PAGE_MARK = re.compile(r"(?:pag(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:di|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    line: int
    text: str
    is_sheet: bool = False
    """The name of a sheet of a workbook."""

    @property
    def is_title(self) -> bool:
        """Short, and not a sentence."""
        words = self.text.split()
        return len(words) <= 12 and not self.text.rstrip().endswith((".", ";", ":", ","))


@dataclass
class Table:
    line: int
    columns: tuple[Role | None, ...] = ()
    titles: tuple[str, ...] = ()
    """The cells of the header as printed."""
    sheet: str | None = None
    rows: list[Row] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    """Lines of the rows that come first after a blank line: a page may have cut the row above."""

    def cell(self, row: Row, role: Role) -> str:
        """The row's cell under the heading; nothing where the row has another shape."""
        if len(row.cells) != len(self.columns) or role not in self.columns:
            return ""
        return row.cells[self.columns.index(role)]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role in self.columns if role)


Block = Paragraph | Table


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """Paragraphs and tables in order. A header repeated on a new page goes on with its table."""
    blocks: list[Block] = []
    table: Table | None = None
    last: Table | None = None
    broken = False
    for row in rows:
        if row.is_blank:
            broken = True
            continue
        if row.is_paragraph:
            text = one_line(row.cells[0])
            if _PAGE_MARK.fullmatch(text):
                continue
            last = _still_heads(last or table, row)
            table = None
            blocks.append(Paragraph(row.line, row.cells[0], row.sheet == text))
            continue
        roles = header_roles(row.cells)
        if roles:
            if table is None or table.columns != roles:
                table = Table(row.line, roles, tuple(one_line(c) for c in row.cells), row.sheet)
                blocks.append(table)
                broken = False
            last = None
            continue
        if table is None:
            table = _headed_like(last, row)
            last = None
            blocks.append(table)
        if broken:
            table.breaks.add(row.line)
        broken = False
        table.rows.append(row)
    return blocks


def _still_heads(table: Table | None, row: Row) -> Table | None:
    """A header goes on past the name of a unit, and in a sheet past any title in between."""
    if table is None or not table.columns:
        return None
    same_sheet = row.sheet is not None and table.sheet == row.sheet
    return table if same_sheet or named_unit(one_line(row.cells[0])) else None


def _headed_like(table: Table | None, row: Row) -> Table:
    if table is None or len(row.cells) > len(table.columns):
        return Table(row.line, sheet=row.sheet)
    return Table(row.line, table.columns, table.titles, row.sheet)
