"""Tables pasted into a text with every cell on a line of its own, put back into rows.

The headings come one under the other; the cells under them are given to their columns by what they
look like, left to right, so that the whole run of lines fits best.
"""

from collections.abc import Sequence
from itertools import pairwise

from importers.forms.inline import BULLET, is_value
from importers.forms.titles import HEADED
from importers.tables.headings import header_roles, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import fit, looks_of
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.resources import people_in
from importers.whole.grid import one_line

_LEAST_HEADINGS = 3
_LONGEST = 160
_MOST_SPACED = 0.1
_SKIP = -0.4
"""What a column costs that a row leaves empty."""
_NEW = -0.2
_SAME = -0.9
"""What a second line of one cell costs."""
_MOST_OF_VALUE = 4
_LEAST_FIT = 0.4
_MISFIT = -0.5
_MOST_MISFITS = 0.1
_TELLS = {Role.OBJECTIVE, Role.INDICATOR, Role.PHASE}
_MEASURES = {Role.TARGET, Role.VALUE, Role.EXPECTED, Role.DEADLINE, Role.WEIGHT}
_FIGURES = {Role.TARGET, Role.BASELINE, Role.VALUE, Role.EXPECTED}
_UNITS = {Role.AREA, Role.SERVICE}

Cell = tuple[int, str]
Roles = tuple[Role | None, ...]


def cells_as_rows(lines: Sequence[str]) -> list[str]:
    """The lines with the cells of each such table in one line a row, parted by tabs."""
    said = [line for line in lines if line.strip()]
    if sum("   " in line.strip() for line in said) > _MOST_SPACED * len(said):
        return list(lines)
    found = list(lines)
    at = 0
    while at < len(lines):
        head = _heads(lines, at)
        body = _body(lines, at + len(head), _roles(head)) if head else []
        rows = in_rows(body, _roles(head)) if body else []
        if not rows:
            at += 1
            continue
        for i in range(at, body[-1][0] + 1):
            found[i] = ""
        found[at] = "\t".join(one_line(title) for title in head)
        for line, cells in rows:
            found[line] = "\t".join(cells)
        at = body[-1][0] + 1
    return found


def _roles(head: Sequence[str]) -> Roles:
    return header_roles(head) or ()


def _heads(lines: Sequence[str], at: int) -> list[str]:
    """The headings that stand one under the other from a line on; none where they head no table."""
    run: list[str] = []
    for line in lines[at:]:
        text = one_line(line).rstrip(":")
        if not text or role_of(text) is None or not is_only_heading(text):
            break
        run.append(text)
    roles = set(_roles(run)) - {None}
    is_table = len(run) >= _LEAST_HEADINGS and roles & _TELLS and roles & _MEASURES
    return run if is_table else []


def _body(lines: Sequence[str], at: int, roles: Roles) -> list[Cell]:
    """The cells under some headings, the lines of a list in one; up to what is no cell."""
    cells: list[Cell] = []
    for i in range(at, len(lines)):
        text = lines[i].strip()
        if not text or _ends(lines, i, roles):
            break
        if cells and BULLET.match(text) and BULLET.match(cells[-1][1]):
            cells[-1] = (i, f"{cells[-1][1]} {text}")
        else:
            cells.append((i, text))
    return cells


def _ends(lines: Sequence[str], at: int, roles: Roles) -> bool:
    """Whether a line is the heading of what comes after a table, and no cell of it."""
    text = one_line(lines[at])
    if len(text) > _LONGEST and not BULLET.match(text):
        return True
    if HEADED.match(text) or _heads(lines, at):
        return True
    unit = named_unit(text)
    is_unit = unit is not None and unit.level is not None
    return is_unit and (not _UNITS & set(roles) or bool(_heads(lines, at + 1)))


def in_rows(body: Sequence[Cell], roles: Roles) -> list[tuple[int, list[str]]]:
    """The cells in rows, each at the line of its last one; none where they fit no columns."""
    texts = [text for _, text in body]
    columns = _whole_rows(texts, roles) or _columns(texts, roles)
    scores = [_suits(text, roles[c]) for (_, text), c in zip(body, columns, strict=True)]
    misfits = sum(score < _MISFIT for score in scores)
    if sum(scores) < _LEAST_FIT * len(scores) or misfits > _MOST_MISFITS * len(scores):
        return []
    rows: list[tuple[int, list[str]]] = []
    for (line, text), (before, c) in zip(body, pairwise([len(roles), *columns]), strict=True):
        if c < before:
            rows.append((line, [""] * len(roles)))
        cells = rows[-1][1]
        cells[c] = f"{cells[c]} {text}".strip()
        rows[-1] = (line, cells)
    return rows


def _whole_rows(texts: Sequence[str], roles: Roles) -> list[int]:
    """The column of each cell where every row is full, dashes for what it lacks; else none."""
    size = len(roles)
    columns = [i % size for i in range(len(texts))]
    fits = [_suits(text, roles[c]) for text, c in zip(texts, columns, strict=True)]
    is_whole = len(texts) % size == 0 and all(fit >= _MISFIT for fit in fits)
    return columns if is_whole and sum(fits) > 0 else []


def _columns(texts: Sequence[str], roles: Roles) -> list[int]:
    """The column of each cell: the assignment that fits all of them best."""
    size = len(roles)
    best = [_SKIP * c + _suits(texts[0], roles[c]) for c in range(size)]
    came: list[list[int]] = []
    for text in texts[1:]:
        own = [_suits(text, role) for role in roles]
        steps = [max((best[a] + _step(a, b, size), a) for a in range(size)) for b in range(size)]
        best = [total + own[b] for b, (total, _) in enumerate(steps)]
        came.append([a for _, a in steps])
    column = max(range(size), key=best.__getitem__)
    found = [column]
    for back in reversed(came):
        column = back[column]
        found.append(column)
    return found[::-1]


def _step(a: int, b: int, size: int) -> float:
    """What it costs to go from one column to another, in the same row or the next."""
    if b > a:
        return _SKIP * (b - a - 1)
    if b == a:
        return _SAME
    return _NEW + _SKIP * (size - 1 - a) / 2 + _SKIP * b / 2


def _suits(text: str, role: Role | None) -> float:
    """How well a cell suits a column."""
    if role is None or role is Role.OTHER:
        return 0.0
    if role is Role.STAFF:
        return 1.2 if people_in(text, 0) else -1.0
    unit = named_unit(text, loosely=True) if role in _UNITS else None
    if unit is not None and (unit.level or unit.printed):
        return 1.0
    if role in _FIGURES and is_value(text):
        return 1.2
    if role in _TELLS and is_value(text) and len(text.split()) <= _MOST_OF_VALUE:
        return -1.0
    listed = 1.0 if BULLET.match(text) else 0.0
    if role in (Role.INDICATOR, Role.PHASE):
        return fit(Role.INDICATOR, looks_of([text])) + listed
    return fit(role, looks_of([text])) - listed
