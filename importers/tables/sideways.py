"""Sheets with several tables side by side: each is read by itself, from left to right."""

from collections.abc import Sequence
from dataclasses import replace

from importers.values.words import squeezed
from importers.whole.grid import Row, one_line

_LEAST_HEADINGS = 3
_MOST_BESIDE = 4
"""Columns of a legend or of a count of people beside a plan."""


def one_under_the_other(rows: Sequence[Row]) -> list[Row]:
    """The rows of every sheet, what stands beside its table put under it."""
    found: list[Row] = []
    sheet: list[Row] = []
    for row in rows:
        if sheet and row.sheet != sheet[-1].sheet:
            found.extend(_parted(sheet))
            sheet = []
        sheet.append(row)
    return [*found, *_parted(sheet)]


def _parted(rows: list[Row]) -> list[Row]:
    """The left part of a sheet, then what stands beside it; the sheet itself where nothing does."""
    cut = _cut(rows)
    if cut is None:
        return rows
    left = [_left(row, cut) for row in rows]
    right = [_right(row, cut) for row in rows if any(i > cut for i in row.filled)]
    return [*left, *_blank(rows[-1]), *_parted(right)]


def _cut(rows: Sequence[Row]) -> int | None:
    """The empty column that parts a sheet: no heading of the widest row stands on both sides."""
    filled = {i for row in rows for i in (*row.filled, *row.across)}
    gaps = sorted(set(range(max(filled, default=0))) - filled)
    widest = max(rows, key=lambda row: len(row.fresh), default=None)
    head = next((row for row in rows if widest and len(row.fresh) * 2 > len(widest.fresh)), None)
    if head is None or len(head.fresh) < _LEAST_HEADINGS or rows[0].sheet is None:
        return None
    for gap in gaps:
        before = [i for i in head.fresh if i < gap]
        after = [i for i in head.fresh if i > gap]
        beside = {i for i in filled if i > gap}
        if not before or not beside:
            continue
        if _are_again(head, before, after):
            return gap
        if len(before) >= _LEAST_HEADINGS and len(beside) <= _MOST_BESIDE and not after:
            return gap
        if len(beside) <= _MOST_BESIDE and _is_of_few(rows, gap, beside):
            return gap
    return None


def _is_of_few(rows: Sequence[Row], gap: int, beside: set[int]) -> bool:
    """What stands beside opens by itself: two columns or more, on fewer rows than the table."""
    left = sum(any(i < gap for i in row.filled) for row in rows)
    right = [row for row in rows if any(i > gap for i in row.filled)]
    return len(beside) > 1 and len(right) * 2 <= left


def _are_again(head: Row, before: Sequence[int], after: Sequence[int]) -> bool:
    """`Obiettivo | Target | | Obiettivo | Target`: the same headings on both sides."""
    left = [squeezed(one_line(head.cells[i])) for i in before]
    right = [squeezed(one_line(head.cells[i])) for i in after]
    return len(left) >= _LEAST_HEADINGS and right[: len(left)] == left


def _left(row: Row, cut: int) -> Row:
    cells = row.cells[:cut] if len(row.cells) > cut else row.cells
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return replace(
        row,
        cells=cells or ("",),
        down=frozenset(i for i in row.down if i < cut),
        across=frozenset(i for i in row.across if i < cut),
    )


def _right(row: Row, cut: int) -> Row:
    start = cut + 1
    return replace(
        row,
        cells=row.cells[start:],
        start=row.start + start,
        down=frozenset(i - start for i in row.down if i >= start),
        across=frozenset(i - start for i in row.across if i >= start),
    )


def _blank(row: Row) -> list[Row]:
    return [Row(row.line, ("",), row.sheet)]
