"""What a document was seen to hold: its tables, its headings, and what of it no plan took.

It is what a person needs to say how a template is read, and what a filled template is made of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from importers.files.sheets import column_letter
from importers.forms.labelpairs import parts_of
from importers.review.mapping import PlanMap, signature
from importers.tables.headings import role_of
from importers.tables.matching import Column
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.values.words import squeezed
from importers.whole.grid import PAGE_MARK, Row, one_line
from italian.regex import regex
from ledger.plan import Plan

_MOST_PROSE = 160
"""Characters; a longer text is prose, which a plan need not hold."""
_LEAST_LETTERS = 3
_LEAST_TITLE = 12
_MOST_TITLE_WORDS = 12
_LABEL = regex(r"(?P<label>[^\W\d][^:.;]{1,40}?)\s*:\s*\S")
"""A line with something before a colon and something after it."""


@dataclass(frozen=True)
class TableRead:
    """A table, and what each of its columns was taken for; without columns where nothing told."""

    line: int
    sheet: str | None
    page: int | None
    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    """The rows of all the tables of that shape."""
    head: tuple[str, ...] = ()
    """Its row of headings; of a table without one its first row."""
    is_out: bool = False
    """Somebody said that it is none of the plan's."""
    start: int = 0
    """Columns of its sheet that stand before it."""

    printed: tuple[str, ...] = ()
    """Its headings as the document prints them, where the readers know them by other words."""

    def letter(self, at: int) -> str:
        """The name that a spreadsheet gives one of its columns."""
        return column_letter(self.start + at + 1)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.body)


@dataclass(frozen=True)
class Place:
    """A text of the document and where it first stands."""

    text: str
    line: int
    page: int | None = None
    sheet: str | None = None
    times: int = 1
    level: int = 0


@dataclass(frozen=True)
class Sight:
    """What stands in a document, however much of it was understood."""

    rows: tuple[Row, ...] = ()
    """As they stand, before anything that people said of the template."""
    tables: tuple[TableRead, ...] = ()
    headings: tuple[Place, ...] = ()
    explained: frozenset[str] = frozenset()
    """Texts that people have spoken of already, or that stand under headings that tell them."""
    known: PlanMap = field(default_factory=PlanMap)
    """What was known of the template when it was read."""
    plan: Plan | None = field(default=None, compare=False)
    """What was read, or what could be made of a document without objectives."""

    def with_plan(self, plan: Plan) -> "Sight":
        """The same document, with the plan that was read in it."""
        return replace(self, plan=plan)

    @property
    def unused(self) -> tuple[Place, ...]:
        """Short texts of the document that are nowhere in the plan, those said most often first."""
        return tuple(_unused(self))


_COUNTED = regex(r"^(?:n\.|n[°º]|nr\.?)\s*(?:\d{1,3}\s+)?|^\d{1,3}[.)]\s+", re.IGNORECASE)
"""What numbers a title, or says that something is counted: `n. 3 …`, `N. pratiche`."""
_TELLING = (Role.OBJECTIVE, Role.DESCRIPTION, Role.INDICATOR, Role.PHASE, Role.AREA, Role.SERVICE)
NOTHING = Sight()
"""Of files of ours, which are no documents."""


def seen(rows: Sequence[Row], blocks: Sequence[Block], known: PlanMap) -> Sight:
    """What a document holds, from its rows and the blocks they make."""
    said = {*known.said, *map(squeezed, known.said.values())}
    explained = frozenset({*said, *map(squeezed, _under_headings(blocks))})
    headings = tuple(_headings(rows, blocks))
    places = {(row.sheet, row.line): row for row in rows}
    tables = tuple(_as_printed(table, places) for table in _tables(blocks, known))
    return Sight(tuple(rows), tables, headings, explained, known)


def _as_printed(table: TableRead, places: Mapping[tuple[str | None, int], Row]) -> TableRead:
    """The table with the headings that stand in the document, column by column."""
    row = places.get((table.sheet, table.line))
    said = row.cells[table.start :] if row is not None else ()
    printed = [*map(one_line, said[: len(table.head)])]
    printed += [""] * (len(table.head) - len(printed))
    heads = zip(table.head, printed, strict=True)
    return replace(
        table,
        printed=tuple(
            own if own and squeezed(own) not in squeezed(head) else head for head, own in heads
        ),
    )


def _under_headings(blocks: Sequence[Block]) -> Iterator[str]:
    """The cells of columns that the review names, and that tell no objective nor a part of it."""
    for block in blocks:
        if isinstance(block, Table):
            told = [bool(c.title) and c.role not in _TELLING for c in block.columns]
            for row in block.rows:
                yield from (cell for cell, is_told in zip(row.cells, told, strict=False) if is_told)


def _tables(blocks: Sequence[Block], known: PlanMap) -> tuple[TableRead, ...]:
    """Those with headings, each shape once; of those without, the ones that are no form."""
    found: dict[object, TableRead] = {}
    for block in blocks:
        if not isinstance(block, Table) or not block.rows:
            continue
        titles = tuple(column.title for column in block.columns)
        head = titles or block.rows[0].cells
        if not block.columns and not _is_grid(block):
            continue
        key = block.columns or signature(head)
        before = found.get(key)
        body = (*(before.body if before else ()), *block.rows)
        first = before or TableRead(
            block.line,
            block.sheet,
            block.page,
            block.columns,
            (),
            tuple(map(one_line, head)),
            known.leaves_out("tabelle", signature(head)),
            block.start,
        )
        found[key] = replace(first, body=body)
    return tuple(found.values())


def _is_grid(table: Table) -> bool:
    """Rows of one width and no labels: a table whose headings were not made out."""
    if len(table.rows) < 2 or len(table.rows[0].filled) < 2:
        return False
    firsts = [one_line(row.cells[row.filled[0]]) for row in table.rows if row.filled]
    labels = sum(role_of(first.rstrip(": ")) is not None for first in firsts)
    return labels * 2 < len(firsts)


def _headings(rows: Sequence[Row], blocks: Sequence[Block]) -> Iterator[Place]:
    """Titles between the tables, as they stand."""
    pages = {row.line: row.page for row in rows if row.is_paragraph}
    for block in blocks:
        if isinstance(block, Paragraph):
            text = one_line(block.text)
            is_short = block.is_title and len(text.split()) <= _MOST_TITLE_WORDS
            is_label = _LABEL.match(text) is not None
            is_title = bool(block.level) or (is_short and not is_label)
            if is_title and _has_letters(text) and not parts_of(text):
                yield Place(text, block.line, pages.get(block.line), level=block.level)


def _unused(sight: Sight) -> Iterator[Place]:
    plan = sight.plan
    held = squeezed(" ".join(texts_of(plan))) if plan is not None else ""
    heads = {
        squeezed(title)
        for table in sight.tables
        if table.columns
        for title in (*table.head, *table.printed)
    }
    heads |= sight.explained
    titles = [squeezed(o.title) for o in plan.objectives] if plan is not None else []
    found: dict[str, Place] = {}

    def titled(text: str) -> bool:
        """`Obiettivo n. 3 – Archivio digitale   Peso 40`: a title, with what stands beside it."""
        return any(len(title) > _LEAST_TITLE and title in squeezed(text) for title in titles)

    for row in sight.rows:
        for i in row.fresh:
            text = one_line(row.cells[i])
            if text == row.sheet:
                continue
            text = _label_alone(text)
            key = squeezed("".join("0" if c.isdigit() else c for c in text))
            if key in found:
                found[key] = replace(found[key], times=found[key].times + 1)
            elif squeezed(text) not in heads and _is_unused(text, held) and not titled(text):
                found[key] = Place(text, row.line, row.page, row.sheet, level=row.level)
    yield from sorted(found.values(), key=lambda place: -place.times)


def _label_alone(text: str) -> str:
    """`Conta` of `Conta: 40%`: the label is what somebody may explain, once for all."""
    found = _LABEL.match(text)
    return found["label"] if found and role_of(found["label"]) is None else text


def _is_unused(text: str, held: str) -> bool:
    """Whether a text might say something of the plan and is not in it."""
    if len(text) > _MOST_PROSE or not _has_letters(text) or PAGE_MARK.fullmatch(text):
        return False
    if role_of(text.rstrip(": ")) is not None or parts_of(text):
        return False
    return squeezed(_COUNTED.sub("", text)) not in held


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS


def texts_of(plan: Plan) -> Iterator[str]:
    """Every text of a plan."""

    def within(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from within(inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                yield from within(inner)

    yield from within(plan.model_dump())
