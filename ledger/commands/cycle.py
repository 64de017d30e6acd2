"""The year as a cycle: who moves it on, what each phase allows, closing and reopening.

A year whose phases nobody opened is not kept by phases, and allows everything until it is closed.
Source: SMVP, phases a to k of the cycle.
"""

import datetime as dt
from typing import Any, get_args

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands import (
    adoption,
    anomalies,
    conciliazione,
    ente,
    evaluation,
    evidence,
    personnel,
    plan,
    premiums,
    progress,
)
from ledger.commands.authority import require
from ledger.errors import Act, NoChange, NoPlan, ReasonNeeded
from ledger.errors_smvp import PhaseBackwards, PhaseNeeded, YearIsClosed, YearIsOpen
from ledger.evaluation.adopted import regulation_of
from ledger.events import MonitoringReported, PhaseOpened, YearClosed, YearReopened
from ledger.events.cycle import Phase
from ledger.log import Decision
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import cycle
from ledger.view import View

SEGRETARIO = (str(Role.SEGRETARIO),)
PHASES: tuple[Phase, ...] = get_args(Phase)

EARLIEST: dict[type, Phase] = {
    progress.RecordProgress: "d",
    ente.ProposeEntity: "h",
    ente.ApproveEntity: "h",
    ente.ValidateEntity: "h",
    evaluation.Contribute: "i",
    evaluation.IssueScheda: "i",
    premiums.ApprovePayout: "k",
}
"""What belongs to a phase and not to those before it. Monitoring has its own command."""

LATEST: dict[type, Phase] = {progress.RecordProgress: "h"}
"""Once results are measured and people evaluated, figures no longer move."""

OF_THE_YEAR: frozenset[type] = frozenset(
    {
        *progress.DECIDERS,
        *evidence.DECIDERS,
        *adoption.DECIDERS,
        *plan.DECIDERS,
        *anomalies.DECIDERS,
        *ente.DECIDERS,
        *evaluation.DECIDERS,
        *conciliazione.DECIDERS,
        *personnel.DECIDERS,
        *premiums.DECIDERS,
    }
    - {ente.AdoptRegulation, ente.SetScoresInChat}
)
"""What changes a year, and so nothing of it once the year is closed."""


@dataclass(frozen=True)
class OpenPhase:
    year: int
    phase: Phase


@dataclass(frozen=True)
class ReportMonitoring:
    """The infra-annual monitoring: what it found, and the corrections it asks for."""

    year: int
    report: str
    corrections: str = ""


@dataclass(frozen=True)
class CloseYear:
    year: int


@dataclass(frozen=True)
class ReopenYear:
    year: int
    reason: str


def guard(view: View, command: object, today: dt.date) -> None:
    """Says no to what a closed year, or its phase, does not allow. Raises YearIsClosed,
    PhaseNeeded."""
    if type(command) not in OF_THE_YEAR:
        return
    for year in _years(view, command, today):
        closure = cycle.closure(view.tables, year)
        if closure is not None and closure.closed:
            raise YearIsClosed(year, closure.day)
        _in_phase(view, command, year)


def _in_phase(view: View, command: object, year: int) -> None:
    found = cycle.phases(view.tables, year)
    if not found:
        return
    present = found[-1].phase
    earliest, latest = EARLIEST.get(type(command), "a"), LATEST.get(type(command), "k")
    if present < earliest:
        raise PhaseNeeded(earliest, present)
    if present > latest:
        raise PhaseNeeded(latest, present)


def _years(view: View, command: object, today: dt.date) -> tuple[int, ...]:
    """The years a command touches: its own, those of its facts' days, else the view's."""
    judgement = getattr(command, "judgement", command)
    named = getattr(judgement, "year", None)
    if named is not None:
        return (named,)
    if isinstance(command, personnel.RecordFact):
        first = command.since or command.act_on
        last = max(first.year, command.until.year if command.until else view.year)
        return tuple(range(first.year, last + 1))
    if isinstance(command, adoption.AdoptPlan):
        return (command.plan.year,)
    if isinstance(command, evidence.AttachEvidence):
        return (view.report(command.report).year,)
    if type(command) in progress.DECIDERS:
        return progress.years_of(view, command, today)
    try:
        return (view.year,)
    except NoPlan:
        return ()


def open_phase(view: View, command: OpenPhase, actor: str, now: dt.datetime) -> list[Decision]:
    """Forward, one or more at a time; back only by reopening a closed year."""
    today = day_of(now)
    require(view, actor, Act.CYCLE, ENTE, SEGRETARIO, today)
    _open(view, command.year)
    found = cycle.phases(view.tables, command.year)
    present = found[-1].phase if found else ""
    if command.phase == present:
        raise NoChange(command.phase)
    if command.phase < present and not _reopened(view, command.year):
        raise PhaseBackwards(command.phase, present)
    return [Decision(PhaseOpened(year=command.year, phase=command.phase), today)]


def _open(view: View, year: int) -> None:
    closure = cycle.closure(view.tables, year)
    if closure is not None and closure.closed:
        raise YearIsClosed(year, closure.day)


def _reopened(view: View, year: int) -> bool:
    closure = cycle.closure(view.tables, year)
    return closure is not None and not closure.closed


def report_monitoring(
    view: View, command: ReportMonitoring, actor: str, now: dt.datetime
) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.CYCLE, ENTE, SEGRETARIO, today)
    _open(view, command.year)
    found = cycle.phases(view.tables, command.year)
    if found and found[-1].phase != "g":
        raise PhaseNeeded("g", found[-1].phase)
    if not command.report.strip():
        raise ReasonNeeded()
    event = MonitoringReported(
        year=command.year,
        report=command.report.strip(),
        corrections=command.corrections.strip() or None,
    )
    return [Decision(event, today)]


def close_year(view: View, command: CloseYear, actor: str, now: dt.datetime) -> list[Decision]:
    """Freezes the year with the regulation it kept to."""
    today = day_of(now)
    require(view, actor, Act.CYCLE, ENTE, SEGRETARIO, today)
    _open(view, command.year)
    event = YearClosed(year=command.year, regulation=regulation_of(view, command.year).seq)
    return [Decision(event, today)]


def reopen_year(view: View, command: ReopenYear, actor: str, now: dt.datetime) -> list[Decision]:
    today = day_of(now)
    require(view, actor, Act.CYCLE, ENTE, SEGRETARIO, today)
    closure = cycle.closure(view.tables, command.year)
    if closure is None or not closure.closed:
        raise YearIsOpen(command.year)
    if not command.reason.strip():
        raise ReasonNeeded()
    return [Decision(YearReopened(year=command.year, reason=command.reason.strip()), today)]


DECIDERS: dict[type, Any] = {
    OpenPhase: open_phase,
    ReportMonitoring: report_monitoring,
    CloseYear: close_year,
    ReopenYear: reopen_year,
}
