"""One fact as it was said, and what recording it would do to its indicator."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from pydantic.dataclasses import dataclass as checked

from ledger.events import Mode
from ledger.later import dataclass
from ledger.plan import Direction
from ledger.progress.figures import Report, Value, in_order, value_of
from ledger.rows import ReportRow
from ledger.view import View

NEWEST = 2**62
"""Stands for the seq that a report not yet recorded will have: after all the others."""


@checked(frozen=True)
class Said:
    """One fact as confirmed by its reporter. `day` None is the day it is written."""

    indicator: str
    mode: Mode
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    day: dt.date | None = None
    note: str | None = None


@dataclass(frozen=True)
class ValueChange:
    """An indicator's value now, what a report would stand on, and the value it would make."""

    now: Value | None
    stands_on: Value | None
    after: Value | None


def value_change(
    view: View,
    said: Said,
    today: dt.date,
    replacing: int | None = None,
    beside: Sequence[Said] = (),
) -> ValueChange:
    """What recording a fact would do to its year; `replacing` is a report being corrected,
    `beside` the facts recorded with it and before it.

    A fact later than all the others goes on from where they stand, however many they are.
    """
    indicator = view.plan.indicators[said.indicator]
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    now, day = view.standing(said.indicator), said.day or today
    new = _report(said, today, replacing or NEWEST)
    earlier = [one for one in beside if one.indicator == said.indicator]
    if replacing is None and not earlier and (now is None or now.reported_on <= day):
        return ValueChange(now, now, value_of([new], start, now))
    others = [r for r in view.counted_reports(said.indicator) if r.seq != replacing]
    others += [_report(one, today, NEWEST - n) for n, one in enumerate(reversed(earlier), 1)]
    if earlier:
        now = value_of(sorted(others, key=in_order), start)
    before = sorted((r for r in others if (r.day, r.seq) < (day, new.seq)), key=in_order)
    whole = sorted([*others, new], key=in_order)
    return ValueChange(now, value_of(before, start), value_of(whole, start))


def _report(said: Said, today: dt.date, seq: int) -> Report:
    day = said.day or today
    return Report(seq, day, said.mode, said.value, said.numerator, said.denominator, False)


def value_without(view: View, row: ReportRow) -> ValueChange:
    """What taking a report away would do to its indicator."""
    view = view.of(row.year)
    indicator = view.plan.indicators[row.indicator]
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    others = [r for r in view.counted_reports(row.indicator) if r.seq != row.seq]
    return ValueChange(view.standing(row.indicator), None, value_of(others, start))
