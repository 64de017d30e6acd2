"""Reporting, correcting, taking back, validating, contesting, proving."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pydantic.dataclasses import dataclass

from ledger.bounds import LONGEST_REASON
from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, capacity_of, reporters, validators
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import (
    Act,
    BadValue,
    FutureDay,
    NeedsIndicator,
    NeedsPair,
    NeedsTotal,
    NoPlanOf,
    NotWaiting,
    OwnReport,
    ReasonNeeded,
    WrongKind,
    ZeroDenominator,
)
from ledger.events import (
    ProgressContested,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.plan import Direction, Indicator, Kind
from ledger.progress.change import Said, value_change
from ledger.rows import ReportRow
from ledger.view import View

LIVE = ("provisional", "validated")


@dataclass(frozen=True, config=UNBUILT)
class RecordProgress:
    """One or more facts, recorded together or not at all."""

    items: tuple[Said, ...]


@dataclass(frozen=True, config=UNBUILT)
class CorrectProgress:
    """What a report should have said. On another indicator, the report moves there."""

    report: int
    said: Said
    reason: str


@dataclass(frozen=True, config=UNBUILT)
class UndoProgress:
    """Takes back a report."""

    report: int
    reason: str


@dataclass(frozen=True, config=UNBUILT)
class ValidateProgress:
    """Reports that their validator has checked."""

    reports: tuple[int, ...]


@dataclass(frozen=True, config=UNBUILT)
class ContestProgress:
    """A report that does not hold: it counts no more, and its author hears why."""

    report: int
    reason: str


def check_value(view: View, said: Said, today: dt.date, replacing: int | None = None) -> None:
    """Refuses what an indicator cannot hold. `replacing` is the report being corrected."""
    plan = view.plan
    indicator = plan.indicators[_indicator(view, plan.alive(said.indicator))]
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
    if not numbers:
        raise BadValue(indicator.code, "")
    if indicator.kind is Kind.COUNT and any(n != n.to_integral_value() for n in numbers):
        raise BadValue(indicator.code, str(numbers[0]))
    if said.mode == "increment":
        _check_increment(view, indicator, said, replacing, today)
    elif indicator.kind not in (Kind.INDEX, Kind.CURRENCY) and min(numbers) < 0:
        raise BadValue(indicator.code, str(min(numbers)))


def _check_increment(
    view: View, indicator: Indicator, said: Said, replacing: int | None, today: dt.date
) -> None:
    """An increment needs something to stand on, and may not take a count below zero. Where stands
    what it adds to is read only for who could: most adds and has what it starts from."""
    needs_total = indicator.direction is Direction.DOWN and indicator.baseline is None
    takes_away = (said.value or 0) < 0 and indicator.kind not in (Kind.INDEX, Kind.CURRENCY)
    if not needs_total and not takes_away:
        return
    change = value_change(view, said, today, replacing)
    if needs_total and change.stands_on is None:
        raise NeedsTotal(indicator.code)
    if takes_away and change.after is not None and change.after.number < 0:
        raise BadValue(indicator.code, str(said.value))


def record_progress(
    view: View, command: RecordProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """Each fact goes to the plan of its day. Raises NoPlanOf where that year has none."""
    today = day_of(now)
    decisions = []
    for said in command.items:
        day = said.day or today
        of_year, code = _spoken_of(view, said, today)
        said = said if said.indicator == code else replace(said, indicator=code)
        check_value(of_year, said, today)
        event = ProgressRecorded(
            year=of_year.year,
            indicator=code,
            mode=said.mode,
            value=said.value,
            numerator=said.numerator,
            denominator=said.denominator,
            capacity=capacity_of(view, actor, reporters(of_year.plan, code), today),
            note=said.note,
        )
        decisions.append(Decision(event, day))
    return decisions


def _spoken_of(view: View, said: Said, today: dt.date) -> tuple[View, str]:
    """The year a fact belongs to, and its indicator there.

    Raises NoPlanOf, UnknownCode, IndicatorGone, NeedsIndicator.
    """
    of_year = view.of(plan_year(view, said.day or today))
    return of_year, _indicator(of_year, of_year.plan.resolve(said.indicator))


def _indicator(view: View, code: str) -> str:
    if code not in view.plan.indicators:
        raise NeedsIndicator(code, tuple(i.code for i in view.plan.objectives[code].indicators))
    return code


def plan_year(view: View, day: dt.date) -> int:
    """The year whose plan a fact of that day belongs to. Raises NoPlanOf where it has none."""
    years = view.years
    if day.year not in years:
        raise NoPlanOf(day.year, tuple(years))
    return day.year


def _still_there(view: View, report: ReportRow) -> View:
    """The report's year, once its indicator is known to be in the plan still.

    Raises IndicatorGone.
    """
    of_year = view.of(report.year)
    of_year.plan.resolve(report.indicator)
    return of_year


def correct_progress(
    view: View, command: CorrectProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """In its place, or undone here and recorded where it moves. Raises NotWaiting, ReasonNeeded."""
    today = day_of(now)
    report = view.report(command.report)
    of_year = _still_there(view, report)
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
    check_value(of_year, said, today, replacing=report.seq)
    event = ProgressCorrected(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        mode=said.mode,
        value=said.value,
        numerator=said.numerator,
        denominator=said.denominator,
        capacity=capacity_of(view, actor, reporters(of_year.plan, report.indicator), today),
        reason=_reason(command.reason),
    )
    return [Decision(event, said.day or report.day)]


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonNeeded()
    return text.strip()[:LONGEST_REASON]


def undo_progress(
    view: View, command: UndoProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """Once, and with a reason. Raises NotWaiting, ReasonNeeded."""
    report = view.report(command.report)
    _still_there(view, report)
    if report.status == "undone":
        raise NotWaiting(report.seq, report.indicator)
    event = ProgressUndone(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        reason=_reason(command.reason),
    )
    return [Decision(event, report.day)]


def _judge(view: View, seq: int, actor: str) -> ReportRow:
    """The report, where it is not the judge's own and its indicator is still in the plan."""
    report = view.report(seq)
    _still_there(view, report)
    if report.actor == actor:
        raise OwnReport(report.indicator)
    return report


def validate_progress(
    view: View, command: ValidateProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """Each once, all or none. Raises NotWaiting, OwnReport."""
    decisions = []
    for seq in dict.fromkeys(command.reports):
        report = _judge(view, seq, actor)
        if report.status != "provisional":
            raise NotWaiting(seq, report.indicator)
        event = ProgressValidated(year=report.year, report=seq, indicator=report.indicator)
        decisions.append(Decision(event, report.day))
    return decisions


def contest_progress(
    view: View, command: ContestProgress, actor: str, now: dt.datetime
) -> list[Decision]:
    """Also one already validated. Raises NotWaiting, OwnReport, ReasonNeeded."""
    report = _judge(view, command.report, actor)
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
        case UndoProgress(report=seq):
            return (view.report(seq).year,)
        case _:
            return (view.year,)


DECIDERS: dict[type, Decider] = dict(
    (
        decides(RecordProgress, record_progress),
        decides(CorrectProgress, correct_progress),
        decides(UndoProgress, undo_progress),
        decides(ValidateProgress, validate_progress),
        decides(ContestProgress, contest_progress),
    )
)


def of_reporters(view: View, report: ReportRow) -> Grounds:
    """Whoever may report on an indicator may correct, take back and prove its reports."""
    who = reporters(view.of(report.year).plan, report.indicator)
    return Grounds(Act.REPORT, report.indicator, who)


def _may_record(view: View, command: RecordProgress, day: dt.date) -> list[Grounds]:
    found = [_spoken_of(view, said, day) for said in command.items]
    return [Grounds(Act.REPORT, code, reporters(of.plan, code)) for of, code in found]


def _may_correct(view: View, command: CorrectProgress, day: dt.date) -> list[Grounds]:
    """Where the report moves to another indicator, or to another year's plan, there too."""
    report, said = view.report(command.report), command.said
    own = of_reporters(view, report)
    moved = replace(said, day=said.day or report.day)
    stays = moved.day == report.day or (moved.day and moved.day.year == report.year)
    if said.indicator == report.indicator and stays:
        return [own]
    return [own, *_may_record(view, RecordProgress((moved,)), day)]


def _may_judge(view: View, reports: Iterable[int]) -> list[Grounds]:
    rows = [view.report(seq) for seq in reports]
    return [
        Grounds(
            Act.VALIDATE,
            row.indicator,
            validators(view.of(row.year).plan, row.indicator, row.capacity),
        )
        for row in rows
    ]


RULES: dict[type, Rule] = dict(
    (
        allows(RecordProgress, _may_record),
        allows(CorrectProgress, _may_correct),
        allows(
            UndoProgress,
            lambda view, command, day: [of_reporters(view, view.report(command.report))],
        ),
        allows(ValidateProgress, lambda view, command, day: _may_judge(view, command.reports)),
        allows(ContestProgress, lambda view, command, day: _may_judge(view, (command.report,))),
    )
)
