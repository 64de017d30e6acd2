"""What was asked beside each row of a list, in a few words after its line."""

from collections.abc import Callable, Mapping, Sequence

from ledger.readings.query import Cell, Column, HolderRow, ObjectiveRow, Row, UnitRow
from words.measures import amount
from words.phrases import listed, percent, post
from words.say import Say, say

CODES = 6
"""Named of what a row lacks."""


ITSELF: Mapping[type, tuple[Column, ...]] = {
    UnitRow: (Column.FIGURE, Column.EXPECTED),
    ObjectiveRow: (Column.FIGURE,),
}
"""What a line tells anyway."""


def beside(said: Say, row: Row, cells: Sequence[Cell]) -> Say:
    """A row with what its cells tell."""
    told = [_told(cell) for cell in cells if cell.column not in ITSELF.get(type(row), ())]
    return say("query.row.beside", row=said, told=listed(told)) if told else said


def _told(cell: Cell) -> Say:
    return TOLD[cell.column](cell)


def _nothing(column: Column) -> Say:
    return say("query.cell.none", what=say(f"Column.{column}"))


def _holder(cell: Cell) -> Say:
    if not cell.posts:
        return _nothing(cell.column)
    return listed([_held(held, at) for at, held in enumerate(cell.posts)])


def _held(held: HolderRow, at: int) -> Say:
    """Who answers, then who reports."""
    key = ("query.cell.h", "query.cell.h.reports")[at] if held.person else "query.cell.h.vacant"
    return say(key, person=held.person, post=post(held.post))


def _deadline(cell: Cell) -> Say:
    return _nothing(cell.column) if cell.day is None else say("query.cell.d", day=cell.day)


def _late(cell: Cell) -> Say:
    if cell.count is None:
        return say("query.cell.l.none")
    key = "query.cell.l" if cell.count > 0 else "query.cell.l.left"
    return say(key, count=abs(cell.count), day=cell.day)


def _percent(cell: Cell) -> Say:
    if cell.figure is None:
        return _nothing(cell.column)
    return say(f"query.cell.{cell.column}", figure=percent(cell.figure))


def _last(cell: Cell) -> Say:
    return say("query.cell.n", day=cell.day) if cell.day else say("query.cell.n.never")


def _waiting(cell: Cell) -> Say:
    key = "query.cell.v" if cell.count else "query.cell.v.none"
    return say(key, count=cell.count, day=cell.day)


def _validated(cell: Cell) -> Say:
    if cell.indicator is None:
        return say("query.cell.c.reports", count=cell.count)
    return say("query.cell.c", much=amount(cell.indicator, cell.figure))


def _missing(cell: Cell) -> Say:
    if cell.indicator is not None:
        if cell.figure is None:
            return _nothing(cell.column)
        return say("query.cell.m.much", much=amount(cell.indicator, cell.figure))
    if not cell.count:
        return say("query.cell.m.none")
    left = len(cell.codes) - CODES
    more = say("query.person.more", count=left) if left > 0 else None
    return say("query.cell.m", codes=", ".join(cell.codes[:CODES]), more=more)


def _done(cell: Cell) -> Say:
    return say("query.cell.k", count=cell.count)


TOLD: Mapping[Column, Callable[[Cell], Say]] = {
    Column.HOLDER: _holder,
    Column.DEADLINE: _deadline,
    Column.LATE: _late,
    Column.EXPECTED: _percent,
    Column.FIGURE: _percent,
    Column.WEIGHT: _percent,
    Column.LAST: _last,
    Column.WAITING: _waiting,
    Column.VALIDATED: _validated,
    Column.MISSING: _missing,
    Column.DONE: _done,
}
