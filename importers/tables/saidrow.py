"""One row of a table, each of its parts under the role of its column."""

import re
from dataclasses import replace

from importers.forms.inline import works_of
from importers.tables.roles import OF_INDICATOR, Role
from importers.tables.tables import Table
from importers.values.dates import months_named
from importers.values.figures import in_thousandths, says_nothing
from importers.values.words import unaccented
from importers.whole.grid import Row
from italian.regex import regex

_POST = regex(r"dirigent|responsabil|segretari|titolar|incaricat|\bp\.\s?o\b|\be\.?\s?q\b")
TEXTS = (Role.OBJECTIVE, Role.DESCRIPTION)
OF_PHASE = (Role.PHASE, Role.PHASE_WEIGHT, Role.START, Role.DEADLINE, Role.OWNER)

_SIGNED = {Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT}
"""Weights whose heading may say their measure; that of an objective is asked for its own."""

_OF_SET = (*OF_INDICATOR, Role.INDICATOR_DEADLINE)
_UNITS = (Role.AREA, Role.SERVICE)
_AND_OWNER = regex(r"[/\n]\s*(?:responsabil|dirigent|titolar|referent)", re.IGNORECASE)
"""`Area / Responsabile` over a unit and, on the line under it, who heads it."""


class SaidRow:
    """One row of a table, each part under its role."""

    def __init__(self, row: Row, table: Table, year: int) -> None:
        self.line = row.line
        self.said: dict[Role, str] = {}
        self.carried: set[Role] = set()
        """Parts said by a cell that began above."""
        self.months: list[int] = []
        self.more: list[dict[Role, str]] = []
        """The second, third … indicator of a row that has columns for each."""
        self.works: list[dict[Role, str]] = []
        """The activities of a row that has columns for each."""
        years: dict[Role, int] = {}
        if sum(column.role is Role.PHASE for column in table.columns) > 1:
            table = self._activities(row, table)
        for i, (column, cell) in enumerate(zip(table.columns, row.cells, strict=False)):
            if column.role is not None and cell:
                self._put(column.role, i, cell, row, table, years, year)
        if sum(column.role is Role.INDICATOR for column in table.columns) > 1:
            self._several(row, table, year)

    def _put(
        self,
        role: Role,
        i: int,
        cell: str,
        row: Row,
        table: Table,
        years: dict[Role, int],
        year: int,
    ) -> None:
        """Takes the cell of one column."""
        column = table.columns[i]
        if role is Role.MONTH:
            self.months.extend(_months_of(table, i))
        elif role in (Role.TARGET, Role.BASELINE) and column.year is not None:
            self._of_year(role, column.year, cell, years, year)
        elif role is Role.OWNER and self._shares_owner(table):
            before = self.said.get(role)
            owner = _with_post(cell, column.title)
            self.said[role] = f"{before}; {owner}" if before else owner
        elif role in _UNITS and "\n" in cell and _AND_OWNER.search(column.title):
            self.said[role], self.said[Role.OWNER] = cell.rsplit("\n", 1)
        elif role is Role.YEARS and _is_year(cell) and _is_year(self.said.get(role, "")):
            self.said[role] = f"{self.said[role]}-{cell}"
        elif role not in self.said:
            self.said[role] = _with_sign(cell, column.title) if role in _SIGNED else cell
            if i in row.down:
                self.carried.add(role)

    def _activities(self, row: Row, table: Table) -> Table:
        """Columns such as `Attività 1, Peso 1, Entro il 1`: taken; the table without them."""
        first = next(i for i, column in enumerate(table.columns) if column.role is Role.PHASE)
        left = list(table.columns)
        sets: dict[int, dict[Role, str]] = {}
        last = 0
        for i, column in enumerate(table.columns):
            if i < first or column.role not in OF_PHASE:
                continue
            last += column.role is Role.PHASE
            own = sets.setdefault(_number_of(column.title) or last, {})
            if i < len(row.cells) and row.cells[i]:
                own.setdefault(column.role, row.cells[i])
            left[i] = replace(column, role=None)
        self.works = [own for own in sets.values() if own.get(Role.PHASE)]
        return replace(table, columns=tuple(left))

    def _several(self, row: Row, table: Table, year: int) -> None:
        """Columns such as `Indicatore 1, Target 1, Indicatore 2, Target 2`, each set by itself."""
        sets: dict[int, dict[Role, str]] = {}
        last = 0
        for column, cell in zip(table.columns, row.cells, strict=False):
            if column.role not in _OF_SET:
                continue
            last += column.role is Role.INDICATOR
            own = sets.setdefault(_number_of(column.title) or last, {})
            if column.role is Role.BASELINE and cell and column.year:
                own[column.role] = cell
            elif cell and not (column.role is Role.TARGET and (column.year or 0) > year):
                own.setdefault(column.role, cell)
        if not sets:
            return
        first, *more = sets.values()
        for role in _OF_SET:
            self.said.pop(role, None)
        self.said.update(first)
        for own in more:
            if Role.INDICATOR_DEADLINE in own:
                own[Role.DEADLINE] = own.pop(Role.INDICATOR_DEADLINE)
        self.more = [own for own in more if own.get(Role.INDICATOR)]

    @staticmethod
    def _shares_owner(table: Table) -> bool:
        return sum(column.role is Role.OWNER for column in table.columns) > 1

    def _of_year(
        self, role: Role, named: int, cell: str, years: dict[Role, int], year: int
    ) -> None:
        """Of several years' columns the plan's, or the last before it."""
        if role is Role.TARGET and named > year:
            return
        if role not in years or abs(named - year) < abs(years[role] - year):
            self.said[role], years[role] = cell, named

    @property
    def is_piece(self) -> bool:
        """Whether an indicator or a piece of work stands in a column of its own."""
        return Role.INDICATOR in self.said or Role.PHASE in self.said

    def take_piece(self, level: Role) -> None:
        """What the row says its indicator is, beside the objective: its days are its own."""
        del self.said[Role.KIND]
        if level is Role.PHASE and Role.PHASE not in self.said:
            self._rename(Role.INDICATOR, Role.PHASE)
            self._rename(Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT)
        if level in (Role.INDICATOR, Role.PHASE):
            self._rename(Role.DEADLINE, Role.INDICATOR_DEADLINE)

    def _rename(self, role: Role, wanted: Role) -> None:
        if role in self.said:
            self.said.setdefault(wanted, self.said.pop(role))
            if role in self.carried:
                self.carried.add(wanted)

    @property
    def text(self) -> str:
        """What the row says the objective is."""
        return self.said.get(Role.OBJECTIVE) or self.said.get(Role.DESCRIPTION) or ""

    @property
    def text_goes_on(self) -> bool:
        """Whether that began in a row above."""
        return any(role in self.carried for role in TEXTS)


def has_days_of_work(table: Table) -> bool:
    """Whether the days of a table are those of its pieces of work, and not of its objectives.

    They are where the work changes from row to row of one objective, and the day with it.
    """
    if _lists_works(table):
        return False
    if not table.roles & {Role.INDICATOR, Role.TARGET}:
        return True
    at = {column.role: i for i, column in enumerate(table.columns) if column.role}
    if Role.PHASE not in at or Role.DEADLINE not in at:
        return True
    text = at.get(Role.OBJECTIVE, at.get(Role.DESCRIPTION, -1))
    if Role.INDICATOR_DEADLINE in at:
        return False
    days: set[str] = set()
    above = ""
    for row in table.rows:
        fresh = row.fresh
        said = row.cells[text] if text in fresh else ""
        if (said and said != above) or text < 0:
            days, above = set(), said
        if at[Role.PHASE] in fresh and at[Role.DEADLINE] in fresh:
            days.add(row.cells[at[Role.PHASE]])
        if len(days) > 1:
            return True
    return False


def _lists_works(table: Table) -> bool:
    """Whether most cells of work hold several pieces, of which one day beside them is of none."""
    cells = [cell for row in table.rows if (cell := table.cell(row, Role.PHASE))]
    return sum(len(works_of(cell)) > 1 for cell in cells) * 2 > len(cells)


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"20\d\d", cell.strip()) is not None


def _number_of(title: str) -> int | None:
    """`Indicatore 2`, `Target n. 2`: the indicator that a heading numbers."""
    found = re.search(r"(?<!\d)(\d)\s*$", title.strip(" )°"))
    return int(found[1]) if found else None


def _months_of(table: Table, i: int) -> range:
    """The months of a column, by its title or by its place among the others."""
    place = min(sum(column.role is Role.MONTH for column in table.columns[: i + 1]), 12)
    return months_named(table.columns[i].title) or range(place, place + 1)


def _with_post(cell: str, title: str) -> str:
    """What stands under a heading that names the post, where the cell names none."""
    if not says_nothing(cell) and not _POST.search(unaccented(cell)):
        return f"{title} {cell}"
    return cell


def _with_sign(cell: str, title: str) -> str:
    """`500` under `Peso ind. (‰)`."""
    return f"{cell}‰" if in_thousandths(title) and cell.strip().isdecimal() else cell
