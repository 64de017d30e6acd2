"""Rows put together as tables, each under its header and after the words that introduce it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from importers.review.mapping import PlanMap
from importers.tables.factsapart import facts_apart
from importers.tables.headers import Header, header_at, is_band, is_split
from importers.tables.headings import heads_objective, is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.levels import levelled
from importers.tables.matching import Column, matched
from importers.tables.roles import LEVELS, Role
from importers.tables.rowkinds import (
    are_labelled,
    are_pairs,
    goes_on_as_form,
    heads_counts,
    heads_measures,
    is_across,
    is_boxed,
    is_of_labels,
)
from importers.units.unitnames import named_unit
from importers.values.indicators import is_counted
from importers.values.words import squeezed, stems
from importers.whole.grid import PAGE_MARK, Row, ends_page, one_line


@dataclass(frozen=True)
class Paragraph:
    """A text between tables."""

    line: int
    text: str
    is_sheet: bool = False
    """The name of a sheet of a workbook."""
    level: int = 0
    """Of a heading, where the document marks them."""

    @property
    def is_title(self) -> bool:
        """Short, and not a sentence."""
        words = self.text.split()
        return len(words) <= 12 and not self.text.rstrip().endswith((".", ";", ":", ","))


_NUMBERED_FORM = re.compile(
    r"(?i)(?:scheda )?(?:obiettivo|progetto)\s+(?:n[.r°º]{0,2}\s?)?\d{1,3}:?"
)
_CODED_TITLE = re.compile(r"[A-Z]{1,3}\.?\d{1,2}\.\d{1,2}\s+(?:[-–]\s*)?[A-ZÀ-Ù][^.:;]{2,60}$")
"""`D1.1 Affari istituzionali`: a group of rows of the table that goes on under it."""
_LEGEND = re.compile(r"(?i)\W*(?:legenda|note?\b\W*$|nota\s?:)")
_NO_ROW = re.compile(r"(?i)[a-z\d]{1,3}[).]\s|letto\b|comune di\b|citt[aà] di\b|nota\b|\*|\(")
"""`B) MISURAZIONE`, `Letto, approvato e sottoscritto`: titles and lines between tables."""
_MOST_LABELLED = 5
_PAIR = 2
_MOST_OF_TITLE = 8
_LEAST_FILLED = 3
"""Words of a title between the headings of a table and its first rows."""
_FORM_TITLE = re.compile(r"(?i)\W*scheda\b(?: (?:di |dell['’])?(?:obiettivo|progetto))?.{0,25}")
_PARTS = {Role.PHASE, Role.MONTH, Role.INDICATOR}
NUMBERED_SHEET = re.compile(r"(?i)scheda\s+(?:(?:di |dell['’])?obiettivo\s+)?n[.°º]?\s?\d{1,3}")
"""`Settore Tecnico | Scheda n. 2`: the head of a sheet, whatever stands above it."""
_TELLING = {Role.OBJECTIVE, Role.DESCRIPTION, Role.INDICATOR, Role.PHASE}


@dataclass
class Table:
    """Rows under one row of headings."""

    line: int
    columns: tuple[Column, ...] = ()
    sheet: str | None = None
    page: int | None = None
    start: int = 0
    """Columns of its sheet that stand before it."""
    rows: list[Row] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    """Lines of the rows that come first after a blank line: a page may have cut the row above."""

    def cell(self, row: Row, role: Role) -> str:
        """The row's cell under the heading; nothing where the row has another shape."""
        if len(row.cells) != len(self.columns):
            return ""
        return next(
            (cell for c, cell in zip(self.columns, row.cells, strict=True) if c.role is role), ""
        )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles its headings were read as."""
        return frozenset(column.role for column in self.columns if column.role)


Block = Paragraph | Table


def blocks_of(rows: Sequence[Row], year: int, known: PlanMap | None = None) -> list[Block]:
    """Paragraphs and tables in order. A header repeated on a new page goes on with its table.

    `known` says how the columns of a template are read; it wins over what they look like.
    """
    known = known or PlanMap()
    builder = _Builder(list(rows), known, year)
    builder.build()
    for table in builder.headed:
        parts = builder.parts(table)
        roles, titles, bodies = facts_apart(*builder.headed[table], [p.rows for p in parts], year)
        for one, body in zip(parts, bodies, strict=True):
            one.rows = body
        settled = known.settled(matched(roles, titles, builder.bodies(table), year))
        deep = levelled(settled, [one.rows for one in parts])
        for k, one in enumerate(parts):
            one.columns = deep[0] if deep else settled
            one.rows = deep[1][k] if deep else one.rows
    return builder.blocks


class _Builder:
    """Goes through the rows, keeping the open table and the header that still holds."""

    def __init__(self, rows: list[Row], known: PlanMap, year: int) -> None:
        self.rows = rows
        self.year = year
        self.known = known
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.head: list[int] = []
        """For each table, the one whose header it has."""
        self.headed: dict[int, tuple[tuple[Role | None, ...], tuple[str, ...]]] = {}
        self.open: int | None = None
        self.last: int | None = None
        """A table that ended, whose header may still hold."""
        self.broken = False

    def bodies(self, head: int) -> list[Row]:
        return [row for table in self.parts(head) for row in table.rows]

    def parts(self, head: int) -> list[Table]:
        return [t for t, h in zip(self.tables, self.head, strict=True) if h == head]

    def build(self) -> None:
        i = 0
        while i < len(self.rows):
            row = self.rows[i]
            if row.is_blank:
                self.broken = True
            elif row.is_paragraph and not self._is_short(row):
                self._paragraph(row)
            else:
                i += self._row(row, self.rows[i + 1 : i + 14])
            i += 1

    def _paragraph(self, row: Row) -> None:
        text = one_line(row.cells[0])
        if ends_page(text):
            self.last = self.last if self.last is not None else self.open
            self.open = None  # a table may go on over the page, and only one as wide
            return
        if PAGE_MARK.fullmatch(text) and not self._is_value(row):
            return
        before = self.last if self.last is not None else self.open
        heads = before is not None and not _LEGEND.match(text) and self._still_heads(before, row)
        self.last = before if heads else None
        self.open = None
        self.blocks.append(Paragraph(row.line, row.cells[0], row.sheet == text, row.level))

    def _is_short(self, row: Row) -> bool:
        """A row right under the heading of indicators, nothing beside its text."""
        headed = self.headed.get(self.head[self.open]) if self.open is not None else None
        table = self.tables[self.open] if self.open is not None else None
        if headed is None or table is None or self.broken or headed[0][:1] != (Role.INDICATOR,):
            return False
        above = table.rows[-1].line if table.rows else table.line
        text = one_line(row.cells[0])
        is_next = row.line - above == 1 and row.sheet == table.sheet is not None
        is_title = named_unit(text) is not None or role_of(text.rstrip(": ")) is not None
        is_title = is_title or text.isupper() or _NO_ROW.match(text) is not None
        return is_next and not is_title and not _FORM_TITLE.match(text) and ":" not in text

    def _is_value(self, row: Row) -> bool:
        """Whether the last line was a label by itself: a number under it is its value."""
        before = self.blocks[-1] if self.blocks else None
        if not isinstance(before, Paragraph) or row.line != before.line + 1:
            return False
        text = one_line(before.text).rstrip(":")
        return len(text.split()) <= 4 and is_only_heading(text) and role_of(text) is not None

    def _row(self, row: Row, after: Sequence[Row]) -> int:
        """Takes one row, and the one below where both make a header; how many more it took."""
        if self._opens_form(row):
            self.open = self.last = None
        if self.open is not None and self.head[self.open] in self.headed and is_of_labels(row):
            said = " – ".join(one_line(row.cells[i]) for i in row.filled)
            self._paragraph(replace(row, cells=(said.replace(": – ", ": "),)))
            return 0
        below = after[0] if after else None
        if self.broken and below is not None and heads_counts(row, below):
            self.open = self.last = None
        is_form = self._is_form(row, below) or self._is_of_level(row, below)
        header = None if is_form else header_at(row, after, self.known, self.year)
        if header is not None:
            self._header(row, header)
            return header.more
        if self.open is not None and self._is_other(row):
            self.open = None
        if self.open is None:
            self._headless(row)
        assert self.open is not None
        table = self.tables[self.open]
        if self.broken and row.sheet is None:
            table.breaks.add(row.line)
        self.broken = False
        table.rows.append(row)
        return 0

    def _is_form(self, row: Row, below: Row | None) -> bool:
        """A label and its value under another: a sheet, though the value's words be headings."""
        table = self.tables[self.open] if self.open is not None else None
        if table is None or table.columns or len(row.filled) != 2 or not table.rows:
            return False
        if self.open is not None and self.head[self.open] in self.headed:
            return False
        above = table.rows[-1]
        if heads_measures(row, below) or (below is not None and is_split(row, below)):
            return False
        return all(
            len(one.filled) == 2 and role_of(one_line(one.cells[one.filled[0]]).rstrip(": "))
            for one in (above, row)
        )

    def _is_of_level(self, row: Row, below: Row | None) -> bool:
        """`Servizio | Personale` over `Obiettivo | …`, under headings: each says its level."""
        is_open = self.open is not None and self.head[self.open] in self.headed
        if not is_open or below is None or len(row.filled) != 2 or row.filled[0]:
            return False
        return all(squeezed(one.cells[0]) in LEVELS for one in (row, below))

    def _opens_form(self, row: Row) -> bool:
        """`Obiettivo 2 | Archivio digitale` under the rows of what the objective above does."""
        before = self.open if self.open is not None else self.last
        if before is None:
            return False
        first = one_line(row.cells[row.filled[0]])
        if any(NUMBERED_SHEET.fullmatch(row.cells[i]) for i in row.filled):
            return True
        if (len(row.filled) == 1 or are_pairs(row)) and _FORM_TITLE.fullmatch(first):
            return True
        if len(row.filled) < _MOST_LABELLED and are_labelled(row):
            return row.sheet is not None
        if is_across(row):
            return heads_objective(first) and self._is_of_parts(before) and self._is_its(before)
        if row.filled[0] or not _NUMBERED_FORM.fullmatch(first):
            return False
        if len(row.filled) > _PAIR and goes_on_as_form(row):
            return self._is_of_parts(before, first_only=True)
        return (len(row.filled) == _PAIR or is_band(row)) and self._is_of_parts(before)

    def _is_its(self, table: int) -> bool:
        """Whether a table is of one objective: none stands across it, right under its header."""
        rows = self.bodies(self.head[table])
        return bool(rows) and not (
            is_across(rows[0]) and heads_objective(one_line(rows[0].cells[0]))
        )

    def _is_of_parts(self, table: int, *, first_only: bool = False) -> bool:
        """Whether a table tells what an objective does or how it is measured, and no objectives.

        Of a row that no table holds it is enough that the first heading is not of objectives.
        """
        heads = self.headed.get(self.head[table], ((),))[0]
        of_objectives = Role.OBJECTIVE in (heads[:1] if first_only else heads)
        return bool({*heads, *self.tables[table].roles} & _PARTS) and not of_objectives

    def _is_other(self, row: Row) -> bool:
        """A form right under a table of another width: a label first, and no row of the table."""
        table = self.tables[self.open] if self.open is not None else None
        headed = self.headed.get(self.head[self.open]) if self.open is not None else None
        if table is None or headed is None or row.sheet is not None or is_across(row):
            return False
        first, colon, value = one_line(row.cells[0]).partition(":")
        if is_boxed(row, len(headed[0])):
            return role_of(first) is not None
        is_label = is_known(first) or (is_only_heading(first) and role_of(first) is not None)
        if colon and value.strip() and is_label:
            is_row = len(row.cells) == len(headed[0]) and len(row.filled) > _PAIR
            is_headed = bool(stems(first) & stems(headed[1][0]))
            return len(row.filled) < len(headed[0]) and not (is_row and is_headed)
        is_counted = not set(headed[0]) & {Role.INDICATOR, Role.TARGET, Role.PHASE}
        is_counted = is_counted or (self.broken and len(row.filled) == 2) or are_pairs(row)
        return len(row.cells) != len(headed[0]) and is_label and is_counted

    def _header(self, row: Row, header: Header) -> None:
        said = (header.roles, header.titles)
        if self.open is None or self.headed.get(self.head[self.open], ((), ()))[0] != header.roles:
            same = next((h for h, known in self.headed.items() if known == said), None)
            self._opened(_table_of(row), same)
            self.headed[self.head[-1]] = said
            self.broken = False
        self.last = None

    def _opened(self, table: Table, head: int | None) -> None:
        self.tables.append(table)
        self.blocks.append(table)
        self.open = len(self.tables) - 1
        self.head.append(self.open if head is None else head)

    def _headless(self, row: Row) -> None:
        head = self.head[self.last] if self.last is not None else self._as_wide(row)
        roles = self.headed.get(head, ((), ()))[0] if head is not None else ()
        fits = len(row.cells) <= len(roles) and not (
            is_boxed(row, len(roles)) and role_of(one_line(row.cells[0]))
        )
        self._opened(_table_of(row), head if fits else None)
        self.last = None

    def _as_wide(self, row: Row) -> int | None:
        """The header of the last table of measures, where what follows is just as wide.

        Whatever stood between: a table of other things would have a header of its own.
        """
        head = next((h for h in reversed(self.head) if h in self.headed), None)
        roles = self.headed[head][0] if head is not None else ()
        is_plan = {Role.OBJECTIVE, Role.INDICATOR} <= set(roles)
        is_same = len(row.cells) == len(roles) and len(row.filled) >= _LEAST_FILLED
        return head if is_plan and is_same and row.sheet is None else None

    def _still_heads(self, table: int, row: Row) -> bool:
        """A header goes on past a unit and who heads it, and in a sheet past any title."""
        if self.head[table] not in self.headed:
            return False
        same_sheet = row.sheet is not None and self.tables[table].sheet == row.sheet
        if row.sheet is None and not self.bodies(self.head[table]):
            return len(row.cells[0].split()) <= _MOST_OF_TITLE  # the title of the first group
        text = one_line(row.cells[0])
        told = zip(*self.headed[self.head[table]], strict=True)
        roles = {role for role, title in told if not is_counted(title)}
        if roles & {Role.AREA, Role.SERVICE} and not roles & _TELLING and row.sheet is None:
            return False  # a table of units: a title that names one begins something else
        of_objectives = Role.OBJECTIVE in roles
        is_coded = of_objectives and _CODED_TITLE.match(text) is not None
        label, colon, _ = text.partition(":")
        names_head = bool(colon) and role_of(label) is Role.OWNER
        return same_sheet or is_coded or names_head or named_unit(text) is not None


def _table_of(row: Row) -> Table:
    return Table(row.line, sheet=row.sheet, page=row.page, start=row.start)
