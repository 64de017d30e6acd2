"""One ruled table made of several set one under the other: each is brought to its own columns.

A form drawn as one table parts its width in another way on every few rows, and the columns of the
whole are wherever any of them has a rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from importers.whole.grid import Row


def narrowed(rows: Sequence[Row]) -> list[Row]:
    """The rows of such a table without the columns that none of their own has; others as they are.

    Rows go together while the rules of one are all among those of the other, as those of a shared
    heading are among those of the columns under it.
    """
    table = [row for row in rows if not row.is_paragraph]
    if not table or not all(row.across for row in table):
        return list(rows)
    return [_kept(row, _own(run)) for run in _runs(rows) for row in run]


def without_empty_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows without columns that are empty in all rows as wide; of a sheet, the last ones.

    What stands between others in a sheet has a letter, by which people speak of columns. Rows
    right over or under others that are not as wide are of one table with them: they stay.
    """
    held: dict[tuple[str | None, int], set[int]] = {}
    for row in rows:
        if not row.is_paragraph and not row.is_blank:
            held.setdefault((row.sheet, len(row.cells)), set()).update(row.filled)
    for row, below in pairwise(rows):
        if len(row.cells) != len(below.cells) and not (row.is_paragraph or below.is_paragraph):
            held.pop((row.sheet, len(row.cells)), None)
            held.pop((below.sheet, len(below.cells)), None)
    kept: list[Row] = []
    for row in rows:
        columns = held.get((row.sheet, len(row.cells)), set())
        if row.sheet is not None and columns:
            columns = set(range(max(columns) + 1))
        is_wide = not row.is_paragraph and len(columns) > 1
        kept.append(_kept(row, sorted(columns)) if is_wide else row)
    return kept


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows that are parted alike, or more finely and less."""
    run: list[Row] = []
    finest: frozenset[int] = frozenset()
    for row in rows:
        starts = _starts(row)
        if run and (len(row.cells) != len(run[0].cells) or not _agree(starts, finest)):
            yield run
            run, finest = [], frozenset()
        run.append(row)
        finest |= starts
    if run:
        yield run


def _starts(row: Row) -> frozenset[int]:
    return frozenset(range(len(row.cells))) - row.across


def _agree(one: frozenset[int], other: frozenset[int]) -> bool:
    return one <= other or other <= one


def _own(run: Sequence[Row]) -> list[int]:
    """The columns in which some row of a run has a cell of its own, and some text stands."""
    starts = set().union(*map(_starts, run))
    return sorted(i for i in starts if any(row.cells[i] for row in run) or i == 0)


def _kept(row: Row, columns: Sequence[int]) -> Row:
    if len(columns) == len(row.cells):
        return row
    at = {old: new for new, old in enumerate(columns)}
    return replace(
        row,
        cells=tuple(row.cells[i] for i in columns),
        down=frozenset(at[i] for i in row.down if i in at),
        across=frozenset(at[i] for i in row.across if i in at),
    )
