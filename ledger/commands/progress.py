"""Reporting, correcting, taking back, validating, contesting, proving."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import capacity_of, reporters, require, validators
from ledger.errors import (
    Act,
    BadValue,
    FutureDay,
    NeedsPair,
    NeedsTotal,
    NoPlanOf,
    NothingToUndo,
    NotWaiting,
    ObjectiveGone,
    OwnReport,
    ReasonNeeded,
    WrongKind,
    ZeroDenominator,
)
from ledger.events import (
    Mode,
    ProgressContested,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
)
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import Direction, Indicator, Kind
from ledger.progress.figures import Report, Value, in_order, value_of
from ledger.view import ReportRow, View

NEWEST = 2**62
"""Stands for the seq that a report not yet recorded will have: after all the others."""

LIVE = ("provisional", "validated")


@dataclass(frozen=True)
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
class RecordProgress:
    """One or more facts, recorded together or not at all."""

    items: tuple[Said, ...]


@dataclass(frozen=True)
class CorrectProgress:
    """What a report should have said. On another indicator, the report moves there."""

    report: int
    said: Said
    reason: str


@dataclass(frozen=True)
class UndoProgress:
    """Takes back a report; None is the last one of who asks."""

    report: int | None
    reason: str


@dataclass(frozen=True)
class ValidateProgress:
    reports: tuple[int, ...]


@dataclass(frozen=True)
class ContestProgress:
    report: int
    reason: str


def check_value(view: View, said: Said, today: dt.date, replacing: int | None = None) -> None:
    """Refuses what an indicator cannot hold. `replacing` is the report being corrected."""
    plan = view.plan
    indicator = plan.indicators[said.indicator]
    gone = plan.cancelled.get(indicator.objective)
    if gone:
        raise ObjectiveGone(indicator.objective, gone.on)
    if said.day and said.day > today:
        raise FutureDay(said.day)
    _check_shape(indicator, said)
    if said.mode != "milestone":
        _check_number(view, indicator, said, replacing, today)


def _check_shape(indicator: Indicator, said: Said) -> None:
    if (said.mode == "milestone") != indicator.kind.is_step:
        raise WrongKind(indicator.code, indicator.kind)
    if said.mode == "milestone" and said.value not in (0, 1):
        raise BadValue(indicator.code, str(said.value))
    if said.mode == "ratio" and not indicator.kind.in_percent:
        raise WrongKind(indicator.code, indicator.kind)
    if indicator.kind is Kind.RATIO and said.mode != "ratio":
        raise NeedsPair(indicator.code)
    if said.denominator is not None and said.denominator == 0:
        raise ZeroDenominator(indicator.code)
    if said.mode != "ratio" and said.value is None:
        raise WrongKind(indicator.code, indicator.kind)


def _check_number(
    view: View, indicator: Indicator, said: Said, replacing: int | None, today: dt.date
) -> None:
    numbers = [n for n in (said.value, said.numerator, said.denominator) if n is not None]
    if not numbers or any(not n.is_finite() or abs(n) >= Decimal(10) ** 15 for n in numbers):
        raise BadValue(indicator.code, str(next(iter(numbers), "")))
    if indicator.kind is Kind.COUNT and any(n != n.to_integral_value() for n in numbers):
        raise BadValue(indicator.code, str(numbers[0]))
    if said.mode == "increment":
        _check_increment(view, indicator, said, replacing, today)
    elif indicator.kind not in (Kind.INDEX, Kind.CURRENCY) and min(numbers) < 0:
        raise BadValue(indicator.code, str(min(numbers)))


def _check_increment(
    view: View, indicator: Indicator, said: Said, replacing: int | None, today: dt.date
) -> None:
    """An increment needs something to stand on, and may not take a count below zero."""
    change = value_change(view, said, today, replacing)
    down = indicator.direction is Direction.DOWN
    if down and indicator.baseline is None and change.stands_on is None:
        raise NeedsTotal(indicator.code)
    negative = change.after is not None and change.after.number < 0
    if negative and indicator.kind not in (Kind.INDEX, Kind.CURRENCY):
        raise BadValue(indicator.code, str(said.value))


@dataclass(frozen=True)
class Change:
    """An indicator's value now, what a report would stand on, and the value it would make."""

    now: Value | None
    stands_on: Value | None
    after: Value | None


def value_change(view: View, said: Said, today: dt.date, replacing: int | None = None) -> Change:
    """What recording a fact would do to its year; `replacing` is a report being corrected.

    A fact later than all the others goes on from where they stand, however many they are.
    """
    indicator = view.plan.indicators[said.indicator]
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    now, day = view.standing(said.indicator), said.day or today
    new = Report(
        replacing or NEWEST, day, said.mode, said.value, said.numerator, said.denominator, False
    )
    if replacing is None and (now is None or now.reported_on <= day):
        return Change(now, now, value_of([new], start, now))
    others = [r for r in view.counted_reports(said.indicator) if r.seq != replacing]
    before = sorted((r for r in others if (r.day, r.seq) < (day, new.seq)), key=in_order)
    whole = sorted([*others, new], key=in_order)
    return Change(now, value_of(before, start), value_of(whole, start))


def value_without(view: View, row: ReportRow) -> Change:
    """What taking a report away would do to its indicator."""
    view = view.of(row.year)
    indicator = view.plan.indicators[row.indicator]
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    others = [r for r in view.counted_reports(row.indicator) if r.seq != row.seq]
    return Change(view.standing(row.indicator), None, value_of(others, start))


def record_progress(
    view: View, command: RecordProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """Each fact goes to the plan of its day. Raises NoPlanOf where that year has none."""
    today = day_of(now)
    decisions = []
    for said in command.items:
        day = said.day or today
        of_year = view.of(plan_year(view, day))
        plan = of_year.plan
        code = plan.resolve(said.indicator)
        if code not in plan.indicators:
            raise WrongKind(code, Act.REPORT)
        said = replace(said, indicator=code)
        post = require(view, actor, Act.REPORT, code, reporters(plan, code), today)
        check_value(of_year, said, today)
        event = ProgressRecorded(
            year=plan.year,
            indicator=code,
            mode=said.mode,
            value=said.value,
            numerator=said.numerator,
            denominator=said.denominator,
            capacity=capacity_of(view, actor, post, today),
            note=said.note,
        )
        decisions.append(Decision(event, day))
    return decisions


def plan_year(view: View, day: dt.date) -> int:
    """The year whose plan a fact of that day belongs to. Raises NoPlanOf where it has none."""
    years = view.years
    if day.year not in years:
        raise NoPlanOf(day.year, tuple(years))
    return day.year


def own_report(view: View, report: ReportRow, actor: str, today: dt.date) -> Role:
    """Whoever may report on an indicator may correct and take back its reports.

    Returns the role they do it in.
    """
    who = reporters(view.of(report.year).plan, report.indicator)
    post = require(view, actor, Act.REPORT, report.indicator, who, today)
    return capacity_of(view, actor, post, today)


def correct_progress(
    view: View, command: CorrectProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    report = view.report(command.report)
    capacity = own_report(view, report, actor, today)
    if report.status == "undone":
        raise NotWaiting(report.seq, report.indicator)
    said = command.said
    elsewhere = said.day is not None and said.day != report.day and said.day.year != report.year
    if said.indicator != report.indicator or elsewhere:
        undone = ProgressUndone(
            year=report.year,
            report=report.seq,
            indicator=report.indicator,
            reason=_reason(command.reason),
        )
        moved = replace(said, day=said.day or report.day)
        return [
            Decision(undone, report.day),
            *record_progress(view, RecordProgress((moved,)), actor, now),
        ]
    check_value(view.of(report.year), said, today, replacing=report.seq)
    event = ProgressCorrected(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        mode=said.mode,
        value=said.value,
        numerator=said.numerator,
        denominator=said.denominator,
        capacity=capacity,
        reason=_reason(command.reason),
    )
    return [Decision(event, said.day or report.day)]


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonNeeded()
    return text.strip()


def undo_progress(
    view: View, command: UndoProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    if command.report is None:
        report = view.last_report_by(actor)
        if report is None:
            raise NothingToUndo()
    else:
        report = view.report(command.report)
    own_report(view, report, actor, day_of(now))
    if report.status == "undone":
        raise NotWaiting(report.seq, report.indicator)
    event = ProgressUndone(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        reason=_reason(command.reason),
    )
    return [Decision(event, report.day)]


def _judge(view: View, seq: int, actor: str, now: dt.datetime) -> ReportRow:
    """The report, once the actor is known to be the one who may validate or contest it."""
    report = view.report(seq)
    who = validators(view.of(report.year).plan, report.indicator, report.capacity)
    require(view, actor, Act.VALIDATE, report.indicator, who, day_of(now))
    if report.actor == actor:
        raise OwnReport(report.indicator)
    return report


def validate_progress(
    view: View, command: ValidateProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    decisions = []
    for seq in command.reports:
        report = _judge(view, seq, actor, now)
        if report.status != "provisional":
            raise NotWaiting(seq, report.indicator)
        event = ProgressValidated(year=report.year, report=seq, indicator=report.indicator)
        decisions.append(Decision(event, report.day))
    return decisions


def contest_progress(
    view: View, command: ContestProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    report = _judge(view, command.report, actor, now)
    if report.status not in LIVE:
        raise NotWaiting(report.seq, report.indicator)
    event = ProgressContested(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        reason=_reason(command.reason),
    )
    return [Decision(event, report.day)]


def years_of(view: View, command: object, today: dt.date) -> tuple[int, ...]:
    """The years whose figures a command would change."""
    match command:
        case RecordProgress(items=items):
            return tuple({(said.day or today).year for said in items})
        case ValidateProgress(reports=reports):
            return tuple({view.report(seq).year for seq in reports})
        case CorrectProgress(report=seq, said=said):
            moved = {said.day.year} if said.day else set()
            return tuple({view.report(seq).year, *moved})
        case ContestProgress(report=seq):
            return (view.report(seq).year,)
        case UndoProgress(report=int(seq)):
            return (view.report(seq).year,)
        case _:
            return (view.year,)


DECIDERS: dict[type, Any] = {
    RecordProgress: record_progress,
    CorrectProgress: correct_progress,
    UndoProgress: undo_progress,
    ValidateProgress: validate_progress,
    ContestProgress: contest_progress,
}
