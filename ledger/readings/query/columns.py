"""What the record tells of each row of an answer, beside what its line tells of itself."""

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction

from ledger.later import dataclass
from ledger.plan import Indicator
from ledger.progress.figures import State, value_of
from ledger.progress.standings import ObjectiveStanding, standing
from ledger.readings.query.facts import Facts
from ledger.readings.query.gap import missing_of
from ledger.readings.query.model import Column, Query, What
from ledger.readings.query.people import holders
from ledger.readings.query.rows import (
    Cell,
    HolderRow,
    IndicatorRow,
    MadeRow,
    ObjectiveRow,
    Row,
    UnitRow,
)

ENDED = (State.DONE, State.CANCELLED)
"""What has no days left, and is not late."""


@dataclass(frozen=True)
class _Thing:
    """One row: its figures, and what is inside it."""

    code: str
    progress: Fraction | None
    expected: Fraction | None
    deadline: dt.date | None
    """None for a unit: each of its objectives has its own."""
    state: State | None
    inside: tuple[ObjectiveStanding, ...]
    indicator: Indicator | None = None
    span: tuple[dt.date | None, dt.date | None] = (None, None)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that are reported of it."""
        return tuple(part.indicator.code for row in self.inside for part in row.indicators)


def cells(facts: Facts, query: Query, rows: list[Row], day: dt.date) -> Mapping[str, list[Cell]]:
    """By code, what each column that was asked tells of a row."""
    if not query.columns:
        return {}
    things = [thing for row in rows if (thing := _thing(facts, row, query, day)) is not None]
    return {t.code: [CELLS[c](facts, t, day) for c in query.columns] for t in things}


def _thing(facts: Facts, row: Row, query: Query, day: dt.date) -> _Thing | None:
    if isinstance(row, MadeRow):
        one, span = row.indicator, (query.since, query.until)
        (made,) = standing(facts.view, one.code, day).objectives
        return _Thing(one.code, None, None, made.deadline, made.state, (made,), one, span)
    if isinstance(row, UnitRow):
        inside = standing(facts.view, row.code, day).objectives
        return _Thing(row.code, row.progress, row.expected, None, None, inside)
    if not isinstance(row, ObjectiveRow | IndicatorRow):
        return None
    part = row.standing
    if isinstance(part, ObjectiveStanding):
        code, indicator, inside = part.objective.code, None, (part,)
    else:
        code, indicator = part.indicator.code, part.indicator
        inside = standing(facts.view, code, day).objectives
    return _Thing(code, part.progress, part.expected, part.deadline, part.state, inside, indicator)


def _holder(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    answers = holders(facts, Query(What.HOLDERS, (thing.code,)), day)[:1]
    if thing.deadline is None:
        return Cell(Column.HOLDER, posts=tuple(answers))
    post = facts.answering_post(thing.code)  # Who reports on it, where that is somebody else.
    reports = HolderRow(next(iter(facts.view.holders(post, day)), None), post)
    others = [] if any(one.post == post for one in answers) else [reports]
    return Cell(Column.HOLDER, posts=(*answers, *others))


def _deadline(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.DEADLINE, day=thing.deadline)


def _late(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    if thing.deadline is None or thing.state in ENDED:
        return Cell(Column.LATE)
    return Cell(Column.LATE, day=thing.deadline, count=(day - thing.deadline).days)


def _expected(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.EXPECTED, figure=thing.expected)


def _figure(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.FIGURE, figure=thing.progress)


def _weight(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.WEIGHT, figure=facts.view.plan.weights.get(thing.code))


def _last(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.LAST, day=facts.last_of(thing.indicators))


def _waiting(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    days = [facts.oldest_waiting[c] for c in thing.indicators if c in facts.oldest_waiting]
    count = sum(facts.waiting.get(code, 0) for code in thing.indicators)
    return Cell(Column.WAITING, day=min(days, default=None), count=count)


def _validated(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    since, until = thing.span[0] or dt.date.min, thing.span[1] or day
    reports = [
        report
        for code in thing.indicators
        for report in facts.view.counted_reports(code)
        if report.validated and since <= report.day <= until
    ]
    adds = thing.span[0] is None or all(report.mode == "increment" for report in reports)
    if thing.indicator is None or not adds:
        return Cell(Column.VALIDATED, count=len(reports))
    value = value_of(reports, thing.indicator.baseline)
    much = Fraction(0) if value is None else value.number
    return Cell(Column.VALIDATED, count=len(reports), figure=much, indicator=thing.indicator)


def _missing(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    if thing.indicator is not None and not thing.indicator.kind.is_step:
        value = thing.inside[0].indicators[0].value
        much = missing_of(thing.indicator, value)
        return Cell(Column.MISSING, figure=much, indicator=thing.indicator)
    parts = [part for row in thing.inside for part in row.indicators]
    left = tuple(part.indicator.code for part in parts if part.state not in ENDED)
    return Cell(Column.MISSING, codes=left, count=len(left))


def _done(facts: Facts, thing: _Thing, day: dt.date) -> Cell:
    return Cell(Column.DONE, count=sum(row.state is State.DONE for row in thing.inside))


CELLS: Mapping[Column, Callable[[Facts, _Thing, dt.date], Cell]] = {
    Column.HOLDER: _holder,
    Column.DEADLINE: _deadline,
    Column.LATE: _late,
    Column.EXPECTED: _expected,
    Column.FIGURE: _figure,
    Column.WEIGHT: _weight,
    Column.LAST: _last,
    Column.WAITING: _waiting,
    Column.VALIDATED: _validated,
    Column.MISSING: _missing,
    Column.DONE: _done,
}
