"""Labels that stand beside a whole table: `INDICATORI | Descrizione | Target` over rows without.

A form puts the name of each of its tables in a column of its own, merged down or left empty under
it. The name says what the first column of the table lists, which may have no heading of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.whole.grid import Row, one_line

_NAMES = {Role.INDICATOR, Role.PHASE, Role.STAFF, Role.CHAPTER, Role.AMOUNT}
"""What tables within a form list."""
_OWN = {Role.CODE, Role.NUMBER, Role.CHAPTER, Role.INDICATOR}
"""First columns that say themselves what they list."""
_FEWEST = 3


def without_side_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows with each such label put in the heading of the column that it names."""
    found: list[Row] = []
    i = 0
    while i < len(rows):
        body = _beside(rows, i) or _named_below(rows, i)
        if body:
            found.append(_headed(rows[i]) if rows[i].cells[0] else _moved(rows[i]))
            found.extend(map(_moved, body))
        else:
            found.append(rows[i])
        i += len(body) + 1
    return found


def _beside(rows: Sequence[Row], i: int) -> list[Row]:
    """The rows of the table beside whose headings a label stands; none for any other row."""
    head = rows[i]
    if len(head.fresh) < _FEWEST or head.fresh[0] or _role(head, 0) not in _NAMES:
        return []
    if _role(head, head.fresh[1]) is None:
        return []
    body: list[Row] = []
    for row in rows[i + 1 :]:
        if row.is_paragraph or not row.fresh or row.fresh[0] == 0 or row.sheet != head.sheet:
            break
        body.append(row)
    is_second = bool(body) and all(_role(body[0], i) is not None for i in body[0].fresh)
    is_headed = head.fresh[1] == 1 or all(row.fresh[0] == 1 for row in body)
    return body if is_headed and not is_second else []


def _named_below(rows: Sequence[Row], i: int) -> list[Row]:
    """The rows of a table whose label stands before its first row: `| Capitolo | Importo`."""
    head = rows[i]
    is_head = head.fresh[:1] == (1,) and len(head.fresh) > 1 and not head.is_paragraph
    if not is_head or any(_role(head, k) is None for k in head.fresh):
        return []
    body: list[Row] = []
    for row in rows[i + 1 :]:
        if not set(row.fresh) & set(head.fresh) or row.sheet != head.sheet:
            break
        if 0 in row.fresh and (body or role_of(one_line(row.cells[0])) not in _NAMES):
            break
        body.append(row)
    return body if body and 0 in body[0].fresh else []


def _role(row: Row, i: int) -> Role | None:
    text = one_line(row.cells[i]).rstrip(": ")
    return role_of(text) if is_only_heading(text) else None


def _headed(head: Row) -> Row:
    label, first, *rest = head.cells
    own = first if _role(head, 1) in _OWN else label
    return _moved(replace(head, cells=("", own, *rest)))


def _moved(row: Row) -> Row:
    return replace(
        row,
        cells=row.cells[1:],
        start=row.start + 1,
        down=frozenset(i - 1 for i in row.down if i),
        across=frozenset(i - 1 for i in row.across if i),
    )
