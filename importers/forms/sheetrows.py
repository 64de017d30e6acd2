"""The sheet of an objective set as a table: rows of labels and values, bands, single rows."""

from collections.abc import Sequence

from importers.forms.labelled import LabelReader
from importers.forms.labelpairs import (
    TELLS_OBJECTIVE,
    band_of,
    is_data,
    is_sheet_title,
    is_spelt_out,
    pairs_of,
)
from importers.forms.titles import HEADED
from importers.tables.headings import role_of
from importers.tables.roles import OF_INDICATOR, Role
from importers.tables.tables import Paragraph, Table
from importers.values.asides import facts_apart_of, facts_in, served_in
from importers.whole.grid import Row, one_line

_PAIR = 2
_WEIGHTS = {Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT}


class SheetReader(LabelReader):
    """Reads sheets that are tables, beside those that are lines."""

    def title_row(self, row: Row) -> bool:
        """A row of a table that is only the heading of a sheet: `SCHEDA OBIETTIVO N. 3`."""
        if len(row.fresh) != 1:
            return False
        text = row.cells[row.fresh[0]]
        is_heading = HEADED.match(one_line(text)) or is_sheet_title(text)
        return bool(is_heading) and self._heading(Paragraph(row.line, text), ())

    def scalars(self, table: Table) -> None:
        """A table of one row whose headings are labels of the open sheet."""
        [row] = table.rows
        for column, cell in zip(table.columns, row.cells, strict=False):
            if column.role is not None and cell:
                self.take(column.role, cell, row.line)

    def _serves_in(self, row: Row) -> bool:
        """`DUP | Obiettivo strategico OS1`: whatever its label, the value says what is served."""
        if self.sheet is None or len(row.fresh) != _PAIR or role_of(row.cells[row.fresh[0]]):
            return False
        served = served_in(row.cells[row.fresh[1]])
        self.sheet.said.update(served)
        return bool(served)

    def _weighs(self, row: Row, table: Table) -> bool:
        """`Rilevante ai fini della valutazione | peso obiettivo 20`, under the indicators."""
        if self.sheet is None or not 0 < len(row.fresh) <= _PAIR or not table.columns:
            return False
        at = row.fresh[-1]
        is_of_weights = at < len(table.columns) and table.columns[at].role in _WEIGHTS
        facts = [] if is_of_weights else facts_in(row.cells[at], self.year)
        if [role for role, _ in facts] != [Role.WEIGHT]:
            return False
        self.sheet.said.setdefault(*facts[0])
        return True

    def pairs(self, row: Row, table: Table) -> bool:
        """A row of a sheet: `Peso | 30 | Scadenza | 31/12/2025`."""
        if len(row.filled) > 2 and table.roles & {Role.OBJECTIVE, Role.DESCRIPTION}:
            return False
        if table.columns and row.fresh[:1] != (0,):
            return False
        if (band := band_of(row)) is not None:
            heading, rest = band
            self._heading(heading, ())
            return not rest or self._labels(rest, row.line)
        if self._weighs(row, table):
            return True
        if is_data(row, table) or is_spelt_out(row):
            return False
        if self._serves_in(row):
            return True
        found = list(pairs_of([row.cells[i] for i in row.fresh]))
        if not found or not any(value for _, value in found):
            return False
        self._take_all(found, row.line)
        return True

    def _take_all(self, found: Sequence[tuple[Role | None, str]], line: int) -> None:
        """Takes the labels of a row with their values; those of an objective open its sheet."""
        for role, value in found:
            if role is None:
                continue
            is_of_unit = role is Role.OWNER or role in OF_INDICATOR
            if self.sheet is None and not is_of_unit and role in TELLS_OBJECTIVE:
                self.sheet = self._begin(line)
            if value:
                for own, said in facts_apart_of(role, value, self.year):
                    self.take(own, said, line)
            else:
                self.open_role = role
