"""The year as a cycle: who moves it on, what each phase allows, closing and reopening.

A year whose phases nobody opened is not kept by phases, and allows everything until it is closed.
Source: SMVP, phases a to k of the cycle.
"""

import datetime as dt
from typing import get_args

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands import (
    adoption,
    anomalies,
    changes,
    conciliazione,
    ente,
    evaluation,
    evidence,
    grading,
    objectives,
    personnel,
    plan,
    premiums,
    progress,
    talks,
)
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, decides
from ledger.cycle.monitored import monitored
from ledger.cycle.needs import LEAVES, PUBLICATIONS, lacks
from ledger.errors import Act, FutureDay, NoChange, NoPlan, ReasonNeeded
from ledger.errors_smvp import (
    ActNeeded,
    Lack,
    PhaseBackwards,
    PhaseLacks,
    PhaseNeeded,
    UnknownOutput,
    YearIsClosed,
    YearIsOpen,
)
from ledger.evaluation.adopted import regulation_of
from ledger.events import (
    MonitoringReported,
    PhaseOpened,
    PhaseOutputRecorded,
    YearClosed,
    YearReopened,
)
from ledger.events.cycle import Phase
from ledger.later import UNBUILT
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
    ente.RefuseEntity: "h",
    evaluation.Contribute: "i",
    evaluation.IssueScheda: "i",
    premiums.ApprovePayout: "k",
    premiums.AdjustPayout: "k",
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
        *changes.DECIDERS,
        *anomalies.DECIDERS,
        *ente.DECIDERS,
        *evaluation.DECIDERS,
        *talks.DECIDERS,
        *conciliazione.DECIDERS,
        *personnel.DECIDERS,
        *premiums.DECIDERS,
        *objectives.DECIDERS,
        *grading.DECIDERS,
    }
    - {grading.RecordTraining, ente.AdoptRegulation, ente.SetScoresInChat}
)
"""What changes a year, and so nothing of it once the year is closed."""


@dataclass(frozen=True, config=UNBUILT)
class OpenPhase:
    """`reason` is why the year goes on without what the phases before should have left."""

    year: int
    phase: Phase
    reason: str = ""


@dataclass(frozen=True, config=UNBUILT)
class RecordOutput:
    """A document of a phase, or a page published, with its act. `output` is a name of
    `ledger.cycle.needs`."""

    year: int
    output: str
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class ReportMonitoring:
    """The infra-annual monitoring: its figures, what they mean, the corrections it asks for."""

    year: int
    report: str = ""
    corrections: str = ""


@dataclass(frozen=True, config=UNBUILT)
class CloseYear:
    """From now on nothing of the year changes."""

    year: int


@dataclass(frozen=True, config=UNBUILT)
class ReopenYear:
    """Something of a closed year has to change, for a reason that stays on record."""

    year: int
    reason: str


def guard(view: View, command: object, today: dt.date) -> None:
    """Says no to what a closed year, or its phase, does not allow. Raises YearIsClosed,
    PhaseNeeded."""
    if type(command) not in OF_THE_YEAR:
        return
    for year in _years(view, command, today):
        need_phase(view, type(command), year)


def need_phase(view: View, kind: type, year: int) -> None:
    """Says no to a kind of command before anything of it is asked. Raises YearIsClosed,
    PhaseNeeded."""
    _open(view, year)
    found = view.recall(("phases", year), lambda: cycle.phases(view.tables, year))
    if not found:
        return
    present = found[-1].phase
    earliest, latest = EARLIEST.get(kind, "a"), LATEST.get(kind, "k")
    if present < earliest:
        raise PhaseNeeded(year, earliest, present)
    if present > latest:
        raise PhaseNeeded(year, latest, present)


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
    """Forward, when what the phases before leave is there or is said why not; back only by
    reopening a closed year."""
    today = day_of(now)
    _open(view, command.year)
    found = cycle.phases(view.tables, command.year)
    present = found[-1].phase if found else ""
    if command.phase == present:
        raise NoChange(command.phase)
    if command.phase < present and not _reopened(view, command.year):
        raise PhaseBackwards(command.phase, present)
    missing = lacks(view, command.year, command.phase, today)
    if missing and not command.reason.strip():
        raise PhaseLacks(command.phase, tuple(Lack(name) for name in missing))
    event = PhaseOpened(
        year=command.year,
        phase=command.phase,
        lacks=missing,
        reason=(command.reason.strip() or None) if missing else None,
    )
    return [Decision(event, today)]


def record_output(
    view: View, command: RecordOutput, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises UnknownOutput for one that no phase leaves and no law has published."""
    today = day_of(now)
    _open(view, command.year)
    if command.output not in {*LEAVES, *PUBLICATIONS}:
        raise UnknownOutput(command.output)
    if not command.act.strip():
        raise ActNeeded()
    if command.act_on > today:
        raise FutureDay(command.act_on)
    event = PhaseOutputRecorded(
        year=command.year,
        output=command.output,
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def _open(view: View, year: int) -> None:
    closure = view.recall(("closure", year), lambda: cycle.closure(view.tables, year))
    if closure is not None and closure.closed:
        raise YearIsClosed(year, closure.day)


def _reopened(view: View, year: int) -> bool:
    closure = cycle.closure(view.tables, year)
    return closure is not None and not closure.closed


def report_monitoring(
    view: View, command: ReportMonitoring, actor: str, now: dt.datetime
) -> list[Decision]:
    """The figures are those of the day, taken here and kept with the report."""
    today = day_of(now)
    _open(view, command.year)
    found = cycle.phases(view.tables, command.year)
    if found and found[-1].phase != "g":
        raise PhaseNeeded(command.year, "g", found[-1].phase)
    event = MonitoringReported(
        year=command.year,
        report=command.report.strip(),
        corrections=command.corrections.strip() or None,
        figures=monitored(view, command.year, today),
    )
    return [Decision(event, today)]


def close_year(view: View, command: CloseYear, actor: str, now: dt.datetime) -> list[Decision]:
    """Freezes the year with the regulation it kept to."""
    today = day_of(now)
    _open(view, command.year)
    event = YearClosed(year=command.year, regulation=regulation_of(view, command.year).seq)
    return [Decision(event, today)]


def reopen_year(view: View, command: ReopenYear, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises YearIsOpen, ReasonNeeded."""
    today = day_of(now)
    closure = cycle.closure(view.tables, command.year)
    if closure is None or not closure.closed:
        raise YearIsOpen(command.year)
    if not command.reason.strip():
        raise ReasonNeeded()
    return [Decision(YearReopened(year=command.year, reason=command.reason.strip()), today)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(OpenPhase, open_phase),
        decides(RecordOutput, record_output),
        decides(ReportMonitoring, report_monitoring),
        decides(CloseYear, close_year),
        decides(ReopenYear, reopen_year),
    )
)

RULES: dict[type, Rule] = dict.fromkeys(
    DECIDERS, lambda view, command, day: [Grounds(Act.CYCLE, ENTE, SEGRETARIO)]
)
