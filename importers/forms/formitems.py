"""What the sheets of a form say, one thing after another: answers to labels, rows under headings.

Labels wait until answers come. Those of one row are answered by the columns below them; those that
stand on lines of their own by what suits each best, in their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importers.forms.formwords import FormWords, Said, uncounted
from importers.tables.cellwise import in_rows
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, ends_page, one_line

TABLED = frozenset(
    {Role.INDICATOR, Role.PHASE, Role.ACTION, Role.STAFF, Role.CHAPTER, Role.AMOUNT, Role.MONTH}
)
"""What heads a little table, though it may have one row only."""
_WORKS = (Role.PHASE, Role.ACTION)
_OF_WORK: dict[Role | None, str] = {
    Role.PHASE: "Fase", Role.ACTION: "Fase", Role.DEADLINE: "Termine"
}  # fmt: skip
_SCALARS = frozenset({Role.OBJECTIVE, Role.AREA, Role.OWNER, Role.CODE, Role.DESCRIPTION})
_NAMED = (Role.AREA, Role.SERVICE, Role.OWNER)
_LEAST_TABLED = 2
_MOST_BANDS = 2


@dataclass(frozen=True)
class Pair:
    """A label with its answer."""

    label: Said
    value: str

    @property
    def key(self) -> str:
        """Of its label."""
        return self.label.key


@dataclass(frozen=True)
class Grid:
    """Headings, and the rows under them."""

    heads: tuple[Said, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each with the line that it stands on."""


@dataclass(frozen=True)
class Band:
    """A label that nothing answers: the heading of a part of the form."""

    label: Said

    @property
    def key(self) -> str:
        """Of its label."""
        return self.label.key


@dataclass(frozen=True)
class Other:
    """A row that is none of the form."""

    row: Row


Item = Pair | Grid | Band | Other


def items_of(rows: Sequence[Row], words: FormWords) -> list[Item]:
    """All that the rows of a document say."""
    reader = _Reader(words)
    before: Row | None = None
    for above, row in pairwise([Row(0, ("",)), *rows]):
        if not row.is_blank:
            is_parted = above.is_blank and before is not None and before.page == row.page
            reader.take(row, is_parted=is_parted)
            before = row
    reader.answer()
    return reader.items


class _Reader:
    """Labels that wait for their answers, and the answers so far."""

    def __init__(self, words: FormWords) -> None:
        self.words = words
        self.items: list[Item] = []
        self.labels: list[Said] = []
        self.answers: list[Said] = []
        self.is_spaced = False
        """A blank line stands between the labels and their answers, as between these."""

    def take(self, row: Row, *, is_parted: bool) -> None:
        """A row, and whether a blank one stands before it."""
        said = self.words.said(row)
        if is_parted and self.answers and not self.is_spaced:
            self.answer()
        if self.labels and not self.answers:
            self.is_spaced = is_parted
        if len(said) == 1 and (self._is_unit_over(said[0]) or self._is_outside(row)):
            self.answer()
        are_labels = [one.is_label and not one.value for one in said]
        if len(said) == 1 and ends_page(said[0].text):
            return
        if len(said) == 1 and said[0].is_band:
            self.answer()
            self.items.append(Band(said[0]))
        elif all(are_labels):
            self._take_labels(said)
        elif any(one.is_label for one in said) and not self._is_row_under(said):
            self.answer()
            self.items.extend(_beside(said))
        elif self.labels:
            self.answers.extend(said)
        else:
            self.items.append(Other(row))

    def _is_unit_over(self, said: Said) -> bool:
        """Whether a unit is named over the sheets to come, and answers no label."""
        unit = None if said.is_label or not self.answers else named_unit(one_line(said.text))
        is_asked = any(one.role in _NAMED for one in self.labels)
        return unit is not None and unit.level is not None and not is_asked

    def _is_outside(self, row: Row) -> bool:
        """Whether a paragraph stands under a table that has its answers."""
        return bool(self.answers) and row.is_paragraph and not self.answers[-1].row.is_paragraph

    def _is_row_under(self, said: Sequence[Said]) -> bool:
        """Whether a row stands under headings, though what it opens with comes back elsewhere."""
        are_heads = len(self.labels) > 1 and self.labels[0].row is self.labels[-1].row
        return are_heads and len(said) > 1 and not any(one.is_sure for one in said)

    def _take_labels(self, said: Sequence[Said]) -> None:
        is_row = len(said) > 1
        was_row = len(self.labels) > 1 and self.labels[-1].row is self.labels[-2].row
        if self.answers or (self.labels and (is_row or was_row)):
            self.answer()
        self.labels.extend(said)

    def answer(self) -> None:
        """The labels that wait, with what came after them."""
        labels, answers = self.labels, self.answers
        self.labels, self.answers = [], []
        if not answers:
            self.items.extend(map(Band, labels))
        elif len(labels) == 1:
            self.items.append(Pair(labels[0], "\n".join(one.text for one in answers)))
        elif labels[0].row is labels[-1].row:
            self.items.extend(_under(labels, answers))
        else:
            self.items.extend(_in_order(labels, answers))


def _beside(said: Sequence[Said]) -> Iterator[Item]:
    """Labels with their answers beside them, or within their boxes."""
    label: Said | None = None
    values: list[str] = []
    for one in [*said, None]:
        if one is not None and not one.is_label:
            values.append(one.text)
            continue
        if label is not None:
            yield Pair(label, "\n".join(values)) if values else Band(label)
        elif values:
            yield Other(replace(said[0].row, cells=("\n".join(values),)))
        label, values = one, [one.value] if one is not None and one.value else []


def _under(labels: Sequence[Said], answers: Sequence[Said]) -> Iterator[Item]:
    """Labels of one row, answered in the columns below them."""
    columns = [one.column for one in labels]
    rows: dict[int, list[str]] = {}
    for one in answers:
        at = max((i for i, column in enumerate(columns) if column <= one.column), default=0)
        cells = rows.setdefault(one.row.line, [""] * len(labels))
        cells[at] = f"{cells[at]}\n{one.text}".strip()
    yield from _told(labels, [(line, tuple(cells)) for line, cells in rows.items()])


def _in_order(labels: Sequence[Said], answers: Sequence[Said]) -> Iterator[Item]:
    """Labels one under the other, answered by what stands under all of them."""
    cells = [(one.row.line, one_line(one.text)) for one in answers]
    while len(labels) > 1 and labels[0].role in (None, labels[1].role):
        yield Band(labels[0])
        labels = labels[1:]
    for bands in range(min(_MOST_BANDS, len(labels) - 1) + 1):
        heads = labels[bands:]
        if bands and len(cells) % len(heads):
            continue
        rows = in_rows(cells, tuple(one.role for one in heads)) if len(heads) > 1 else []
        if rows or len(heads) == 1:
            break
    yield from map(Band, labels[:bands])
    if len(heads) == 1:
        yield Pair(heads[0], "\n".join(text for _, text in cells))
    elif rows:
        yield from _told(heads, [(line, tuple(row)) for line, row in rows])
    else:
        yield from map(Band, labels[bands:-1])
        yield Pair(labels[-1], "\n".join(text for _, text in cells))


def _told(labels: Sequence[Said], rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Item]:
    """A table, or what one row of answers says to its labels."""
    roles = {one.role for one in labels}
    is_table = bool(roles & TABLED) and not roles & _SCALARS
    if len(rows) >= _LEAST_TABLED or (is_table and len(labels) > 1):
        yield Grid(tuple(labels), tuple(rows))
        return
    for label, value in zip(labels, rows[0][1], strict=True):
        yield Pair(label, value) if value else Band(label)


def heads_of(grid: Grid) -> tuple[str, ...]:
    """The headings of a table as they read; of work in the words that head nothing else."""
    if not any(one.role in _WORKS for one in grid.heads):
        return tuple(uncounted(one.text) for one in grid.heads)
    return tuple(_OF_WORK.get(one.role) or uncounted(one.text) for one in grid.heads)
