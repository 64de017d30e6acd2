"""Sheets of one form, written anew in the one shape that every reader knows.

A form is learnt from its repetition (`formwords`): what comes back from sheet to sheet is printed,
what differs is filled in. Each sheet then comes out as its labels beside their answers, with the
title first and its measures as one table, wherever its boxes stood.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from importers.forms.formitems import Band, Grid, Item, Other, Pair, heads_of, items_of
from importers.forms.formsteps import in_step
from importers.forms.formwords import FormWords, bare, key_of, uncounted
from importers.forms.titles import HEADED
from importers.tables.bandedheads import without_band
from importers.tables.compound import votes
from importers.tables.headings import role_of
from importers.tables.looks import is_code
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, cleaned, one_line, undigited, without_furniture

_CODE = "Codice obiettivo"
_NOTES, _PROSE = "Note", "Descrizione"
_LEAST_PROSE = 8
_SHEET = "SCHEDA OBIETTIVO"
_OF_MEASURES = frozenset(
    {
        Role.TARGET, Role.BASELINE, Role.VALUE, Role.EXPECTED, Role.UNIT, Role.INDICATOR_WEIGHT,
        Role.INDICATOR_DEADLINE, Role.FORMULA, Role.NUMERATOR, Role.DENOMINATOR, Role.EVIDENCE,
        Role.KIND,
    }
)  # fmt: skip
_OF_BOTH = frozenset({Role.WEIGHT, Role.DEADLINE, Role.TIMING})
"""What an objective has, and each of its measures may have."""
_UNITS = (Role.AREA, Role.SERVICE)
_FEWEST = 2
"""Sheets from which a form comes back."""
_OFTEN = 1.5
"""Times a sheet that a label stands which is of measures."""


def learnt_rows(rows: Sequence[Row], *, are_scattered: bool = False) -> Sequence[Row]:
    """The rows of a document of sheets; those of any other as they are.

    Scattered ones are told box by box, and tables of measures may stand before their titles.
    """
    kept = _unprinted([without_band(row) for row in map(cleaned, rows) if row is not None])
    words = FormWords(kept)
    if not words.titles:
        return rows
    items = items_of(kept, words)
    if are_scattered:
        items = in_step(items, words.titles)
    titles = [i for i, item in enumerate(items) if _is_title(item, words)]
    if len(titles) < _FEWEST or _is_table_of_objectives(items):
        return rows
    return list(_written(items, titles, words))


def _unprinted(rows: Sequence[Row]) -> list[Row]:
    """The rows with what every page repeats at the head of the document, and nowhere else."""
    once = without_furniture(rows)
    stays = {id(row) for row in once}
    gone = {undigited(row) for row in rows if id(row) not in stays and not row.is_blank}
    heads = [row for row in once if undigited(row) in gone]
    return [*heads, *(row for row in once if undigited(row) not in gone)]


def _is_title(item: Item, words: FormWords) -> bool:
    """A label of titles with one; a code beside it says that the title stands somewhere else."""
    return isinstance(item, Pair) and item.key in words.titles and not is_code(item.value)


def _is_table_of_objectives(items: Sequence[Item]) -> bool:
    """Whether titles stand in rows under their heading: a table, and no form."""
    return any(
        isinstance(item, Grid) and any(one.role is Role.OBJECTIVE for one in item.heads)
        for item in items
    )


def _written(items: Sequence[Item], titles: Sequence[int], words: FormWords) -> Iterator[Row]:
    """The sheets one after another, with what stands between them."""
    starts = list(_starts(items, titles))
    held: Row | None = None
    times = Counter(item.key for item in items if isinstance(item, Pair))
    items = list(_once(items))
    last = max(i for i, item in enumerate(items) if not isinstance(item, Other)) + 1
    around = [*items[: starts[0]], *items[last:]]
    yield from (item.row for item in around if isinstance(item, Other))
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        sheet = _Sheet(times, len(titles), words)
        for item in items[start:end]:
            sheet.take(item)
        held = sheet.headed(held)
        yield from sheet.rows()


def _once(items: Sequence[Item]) -> Iterator[Item]:
    """The items with what stands over every sheet where it first stands only; a unit goes on."""
    seen: set[tuple[str, ...]] = set()
    for item in items:
        if isinstance(item, Other) and not _is_told(item.row):
            is_new = item.row.cells not in seen
            seen.add(item.row.cells)
            yield item if is_new else Other(replace(item.row, cells=("",)))
        else:
            yield item


def _is_told(row: Row) -> bool:
    """A unit, or what a label of a sheet says: it may be the same in many."""
    first = one_line(row.cells[0])
    is_pair = len(row.fresh) > 1 and role_of(bare(first)) is not None
    return is_pair or named_unit(first) is not None


def _starts(items: Sequence[Item], titles: Sequence[int]) -> Iterator[int]:
    """Where each sheet begins: with what stands over the title in the first one."""
    first = titles[0]
    while first and isinstance(items[first - 1], (Pair, Band)):
        first -= 1
    over = {_key(item) for item in items[first : titles[0]]}
    for title, before in zip(titles, [-1, *titles], strict=False):
        start = title
        while start - 1 > before and _is_over(items[start - 1], over):
            start -= 1
        yield start


def _is_over(item: Item, over: set[str]) -> bool:
    return isinstance(item, Other) or _key(item) in over


def _told(label: str, role: Role | None, value: str) -> tuple[str, str]:
    """A label with its answer; what a town asks in words of its own is prose, or a note."""
    is_prose = len(value.split()) >= _LEAST_PROSE
    is_told = role is not None or bool(votes(label, 0))
    if is_told and not (is_prose and role is Role.REASON):
        return label, value
    return (_PROSE, value) if is_prose else (_NOTES, f"{label}: {value}")


def _key(item: Item) -> str:
    return item.key if isinstance(item, (Pair, Band)) else ""


@dataclass
class _Sheet:
    """One sheet while it is put together."""

    times: Counter[str]
    count: int
    words: FormWords
    over: list[Row] = field(default_factory=list)
    units: list[Row] = field(default_factory=list)
    title: list[Row] = field(default_factory=list)
    own: list[Row] = field(default_factory=list)
    measures: list[dict[str, str]] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """The headings of its measures, by their keys."""
    tables: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    measured_at: Row | None = None
    is_in_measure: bool = False

    def headed(self, held: Row | None) -> Row | None:
        """Who answers for its unit, told over the first of its sheets and meant for all of them."""
        owners = [row for row in self.own if role_of(row.cells[0]) is Role.OWNER]
        if self.units:
            before = [row for row in owners if self.title and row.line < self.title[0].line]
            return before[0] if before and self.units[-1].line < before[0].line else None
        if held is None or owners or not self.title or held.sheet != self.title[0].sheet:
            return None
        self.own.append(held)
        return held

    def take(self, item: Item) -> None:
        if isinstance(item, Pair):
            self._take_pair(item)
        elif isinstance(item, Grid):
            self.is_in_measure = False
            self._take_grid(item)
        elif isinstance(item, Other):
            self._take_other(item.row)

    def _take_other(self, row: Row) -> None:
        """A row that is none of the form; the code that heads a sheet is its objective's."""
        headed = None if self.title else HEADED.match(one_line(row.cells[0]))
        if headed is not None and not headed["title"] and not headed["code"].isdecimal():
            self.own.append(replace(row, cells=(_CODE, headed["code"])))
        elif self.measures or self.tables:
            self.after.append(row)
        else:
            (self.own if self.title else self.over).append(row)

    def _take_pair(self, pair: Pair) -> None:
        role = pair.label.role
        row = pair.label.row
        cells = _told(bare(pair.label.text), role, pair.value)
        line = Row(row.line, cells, row.sheet, page=row.page)
        if role is Role.INDICATOR:
            self.is_in_measure = True
            self.measured_at = self.measured_at or row
            self.measures.append({})
            self._add(pair)
        elif self.is_in_measure and self._is_of_measure(pair, role):
            self._add(pair)
        elif pair.key in self.words.titles and is_code(pair.value):
            self.own.append(replace(line, cells=(_CODE, pair.value)))
        elif pair.key in self.words.titles and not self.title:
            self.title.append(line)
        elif role in _UNITS:
            self.units.append(line)
        else:
            self.is_in_measure = False
            self.own.append(line)

    def _is_of_measure(self, pair: Pair, role: Role | None) -> bool:
        if pair.key in self.measures[-1]:
            return False
        is_often = self.times[pair.key] > self.count * _OFTEN
        return role in _OF_MEASURES or (role in _OF_BOTH and is_often)

    def _add(self, pair: Pair) -> None:
        key = "" if pair.label.role is Role.INDICATOR else pair.key
        self.heads.setdefault(key, uncounted(pair.label.text))
        self.measures[-1][key] = pair.value

    def _take_grid(self, grid: Grid) -> None:
        heads, at = heads_of(grid), grid.heads[0].row
        if not any(one.role is Role.INDICATOR for one in grid.heads):
            self.tables.append(Row(at.line, heads, at.sheet, page=at.page))
            self.tables += [Row(line, cells, at.sheet, page=at.page) for line, cells in grid.rows]
            self.tables.append(Row(grid.rows[-1][0], ("",), at.sheet, page=at.page))
            return
        self.measured_at = self.measured_at or at
        keys = ["" if one.role is Role.INDICATOR else key_of(one.text) for one in grid.heads]
        for key, head in zip(keys, heads, strict=True):
            self.heads.setdefault(key, head)
        for _, cells in grid.rows:
            self.measures.append(dict(zip(keys, cells, strict=True)))

    def rows(self) -> Iterator[Row]:
        yield from self.over
        if not self.title:
            yield from (*self.units, *self.own)
            return
        first = self.title[0]
        blank = Row(first.line, ("",), first.sheet, page=first.page)
        yield from (blank, Row(first.line, (_SHEET,), first.sheet, page=first.page))
        yield from (*self.units, *self.title, *self.own)
        if self.measures and self.measured_at is not None:
            at = self.measured_at
            yield blank
            yield Row(at.line, tuple(self.heads.values()), at.sheet, page=at.page)
            for measure in self.measures:
                cells = tuple(measure.get(key, "") for key in self.heads)
                yield Row(at.line, cells, at.sheet, page=at.page)
            yield blank
        yield from (*self.tables, *self.after)
