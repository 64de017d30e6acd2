"""Sheets of a workbook, whichever program wrote them, and the rows a document sees in them."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from importers.whole.grid import Row

Value = str | Decimal | dt.date | None
Box = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1, as merged cells are told."""


@dataclass
class SheetRow:
    """One row's values; percentages are in percent (0.68 shown as 68% is 68)."""

    number: int
    values: list[Value]
    percent: set[int] = field(default_factory=set)
    """Positions of the cells shown as percent."""
    euro: set[int] = field(default_factory=set)
    """Positions of the cells shown as money."""
    formulas: dict[int, str] = field(default_factory=dict)
    """Formulas whose value nobody left, by position, as they are written."""
    is_hidden: bool = False
    is_struck: bool = False

    def fill(self, other: "SheetRow") -> None:
        """Takes the values of its formulas from the same row read for its values."""
        for i in list(self.formulas):
            if i < len(other.values) and other.values[i] is not None:
                self.values.extend([None] * (i + 1 - len(self.values)))
                self.values[i] = other.values[i]
                del self.formulas[i]
                self.percent |= {i} & other.percent
                self.euro |= {i} & other.euro

    @property
    def width(self) -> int:
        """Cells up to the last with something in it."""
        return max(len(self.values), *(i + 1 for i in self.formulas), 0)

    def shown(self, i: int) -> str:
        """A cell as a person reads it."""
        value = self.values[i] if i < len(self.values) else None
        if value is None:
            return self.formulas.get(i, "")
        if isinstance(value, Decimal):
            figure = f"{value.normalize():f}".replace(".", ",")
            figure = f"€ {figure}" if i in self.euro else figure
            return f"{figure}%" if i in self.percent else figure
        return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook as it was read."""

    name: str
    is_hidden: bool
    rows: tuple[SheetRow, ...]
    merged: tuple[Box, ...] = ()
    hidden_columns: frozenset[int] = frozenset()


Hidden = Literal[
    "hidden_column", "hidden_row", "hidden_sheet", "later_target", "recognised", "struck_row"
]
"""`recognised` is a page whose letters were made out from its picture."""


@dataclass(frozen=True)
class LeftOut:
    """A row that is there and was not read, and why."""

    why: Hidden
    line: int
    text: str
    sheet: str


def sheet_rows(sheets: list[Sheet]) -> tuple[list[Row], list[LeftOut]]:
    """The visible sheets as rows of a document, each opened by its name; what was left out.

    A formula without its value is shown as it is written, and asked about where it is read.
    """
    rows: list[Row] = []
    left: list[LeftOut] = []
    for sheet in sheets:
        if not any(row.values for row in sheet.rows):
            continue
        if sheet.is_hidden:
            left.append(LeftOut("hidden_sheet", 1, sheet.name, sheet.name))
            continue
        rows.append(Row(1, ("",), sheet.name))
        rows.append(Row(1, (sheet.name,), sheet.name))
        rows.extend(_Laid(sheet, left).rows())
    return rows, left


@dataclass
class _Laid:
    """One sheet as rows, its merged cells resolved."""

    sheet: Sheet
    left: list[LeftOut]

    def rows(self) -> list[Row]:
        down, across = self._merged()
        found: list[Row] = []
        above: dict[int, str] = {}
        self._hidden_columns()
        for row in self.sheet.rows:
            cells = self._seen(row)
            said = " ".join(cell for cell in cells if cell)
            if said and (row.is_hidden or row.is_struck):
                why: Hidden = "hidden_row" if row.is_hidden else "struck_row"
                self.left.append(LeftOut(why, row.number, said, self.sheet.name))
                continue
            own_down = down.get(row.number, frozenset())
            own_across = across.get(row.number, frozenset())
            if own_down and cells:
                cells.extend([""] * (max(own_down) + 1 - len(cells)))
                for i in own_down:
                    cells[i] = above.get(i, "")
            above = dict(enumerate(cells)) if cells else above
            found.append(
                Row(row.number, tuple(cells) or ("",), self.sheet.name, own_down, own_across)
            )
        return found

    def _seen(self, row: SheetRow) -> list[str]:
        """The cells of a row without those of hidden columns."""
        hidden = self.sheet.hidden_columns
        return ["" if i in hidden else row.shown(i) for i in range(row.width)]

    def _hidden_columns(self) -> None:
        """Each hidden column that holds something is told by what stands first in it."""
        for i in sorted(self.sheet.hidden_columns):
            said = next((row for row in self.sheet.rows if row.shown(i)), None)
            if said is not None:
                text = f"{column_letter(i + 1)}: {said.shown(i)}"
                self.left.append(LeftOut("hidden_column", said.number, text, self.sheet.name))

    def _merged(self) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
        down: dict[int, set[int]] = {}
        across: dict[int, set[int]] = {}
        last = self.sheet.rows[-1].number if self.sheet.rows else 0
        for left, top, right, bottom in self.sheet.merged:
            right = min(right, left + 200)
            for number in range(top, min(bottom, last) + 1):
                across.setdefault(number, set()).update(range(left, right))
                if number > top:
                    down.setdefault(number, set()).add(left - 1)
        return _frozen(down), _frozen(across)


def column_letter(number: int) -> str:
    """The name that a spreadsheet gives a column, from 1: `A`, `Z`, `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def formula_place(sheet: Sheet, row: SheetRow, *, several: bool) -> str:
    """The first formula of a row, as a spreadsheet names its cell."""
    where = f"{column_letter(min(row.formulas) + 1)}{row.number}"
    return f"{sheet.name}!{where}" if several else where


def _frozen(found: dict[int, set[int]]) -> dict[int, frozenset[int]]:
    return {number: frozenset(columns) for number, columns in found.items()}
