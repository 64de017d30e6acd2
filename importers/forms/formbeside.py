"""A form with a table beside it, row by row: the form is put over its table.

`OBIETTIVO | | INDICATORI | Target` heads both; under it stand labels with their values on the
left, and what measures the objective on the right. The labels may stand over their values instead,
the first of them beside the headings of the table.
"""

from collections.abc import Sequence
from dataclasses import replace

from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.whole.grid import Row, one_line

_LISTS = {Role.INDICATOR, Role.PHASE}
"""What the table beside a form lists."""
_LEAST_LABELS = 3
_MOSTLY = 0.7
_WIDEST_FORM = 3
"""Columns of a form: its labels, their values, and an empty one."""


def forms_over_tables(rows: Sequence[Row]) -> list[Row]:
    """The rows with every such form, and then its table, in the place of both."""
    found: list[Row] = []
    i = 0
    while i < len(rows):
        at = _table_at(rows[i])
        body = _body(rows, i, at) if at else []
        if body:
            form = (rows[i], *body) if _is_stacked((rows[i], *body), at) else body
            found.extend(row for row in (_part(row, 0, at) for row in form) if row.filled)
            found.extend(
                row for row in (_part(row, at, None) for row in (rows[i], *body)) if row.filled
            )
        else:
            found.append(rows[i])
        i += len(body) + 1
    return found


def _table_at(head: Row) -> int:
    """Where the headings of a table begin, at the right of one for a form; 0 for any other row."""
    fresh = head.fresh
    if len(fresh) < 3 or fresh[0]:
        return 0
    at = fresh[1]
    heads = _role(head, 0) is not None and _role(head, at) in _LISTS
    return at if heads and at > 1 else 0


def _body(rows: Sequence[Row], head: int, at: int) -> list[Row]:
    """The rows of a form and of the table beside it; none where the left is no form."""
    body: list[Row] = []
    for row in rows[head + 1 :]:
        if row.is_blank or row.sheet != rows[head].sheet or _table_at(row):
            break
        body.append(row)
    is_form = _is_of_pairs(body, at) or _is_stacked((rows[head], *body), at)
    return body if is_form and any(i >= at for row in body for i in row.fresh) else []


def _is_of_pairs(body: Sequence[Row], at: int) -> bool:
    """Whether labels stand on the left of a form, each beside its value."""
    pairs = [row for row in body if sum(i < at for i in row.fresh) > 1]
    labels = sum(_role(row, 0) is not None for row in pairs)
    return at <= _WIDEST_FORM and labels >= max(_LEAST_LABELS, _MOSTLY * len(pairs))


def _is_stacked(rows: Sequence[Row], at: int) -> bool:
    """Whether every other row of a form is of labels, the values under them."""
    sides = [[i for i in row.fresh if i < at] for row in rows]
    told = [all(_role(row, i) for i in side) for row, side in zip(rows, sides, strict=True) if side]
    return len(told[::2]) >= _LEAST_LABELS and all(told[::2]) and not any(told[1::2])


def _role(row: Row, i: int) -> Role | None:
    text = one_line(row.cells[i]).rstrip(": ") if i < len(row.cells) else ""
    return role_of(text) if is_only_heading(text) else None


def _part(row: Row, start: int, end: int | None) -> Row:
    cells = row.cells[start:end]
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return replace(
        row,
        cells=cells or ("",),
        start=row.start + start,
        down=frozenset(i - start for i in row.down if start <= i < start + len(cells)),
        across=frozenset(i - start for i in row.across if start < i < start + len(cells)),
    )
