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
    BeforeItsTime,
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
    """`reason` is why the year goes on without what the phases before should have left, stops its
    reports before it is over, or goes back."""

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
    """From now on nothing of the year changes. `reason` is why it is closed before it is over, or
    without what it should have left."""

    year: int
    reason: str = ""


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


STOPPABLE: tuple[type, ...] = (
    progress.RecordProgress,
    ente.ProposeEntity,
    evaluation.IssueScheda,
    premiums.ApprovePayout,
)
"""What each office does of a year, one command of each."""


def allows(phase: str, kind: type) -> bool:
    """Whether a phase allows a kind of command; a year without phases allows everything."""
    return not phase or EARLIEST.get(kind, "a") <= phase <= LATEST.get(kind, "k")


def stops(view: View, year: int, phase: str | None) -> tuple[type, ...]:
    """What may be done now and no longer once a phase is opened, or, with None, the year closed."""
    found = cycle.phases(view.tables, year)
    present = found[-1].phase if found else ""
    return tuple(
        kind
        for kind in STOPPABLE
        if allows(present, kind) and (phase is None or not allows(phase, kind))
    )


def is_early(view: View, year: int, phase: str | None, today: dt.date) -> bool:
    """Whether a step ends the reports of a year that still runs, or closes it before it is over."""
    if today > dt.date(year, 12, 31):
        return False
    ends = progress.RecordProgress in stops(view, year, phase)
    return phase is None or (ends and year in view.years and _has_reports(view.of(year)))


def _has_reports(view: View) -> bool:
    return any(view.counted_reports(code) for code in view.plan.indicators)


def left_undone(view: View, year: int, today: dt.date) -> tuple[str, ...]:
    """What the whole year should leave and has not."""
    return lacks(view, year, AFTER_ALL, today)


AFTER_ALL = "l"
"""After the last of the phases."""


def open_phase(view: View, command: OpenPhase, actor: str, now: dt.datetime) -> list[Decision]:
    """Forward, when what the phases before leave is there or is said why not; back, and before its
    time, with a reason."""
    today, reason = day_of(now), command.reason.strip()
    _open(view, command.year)
    found = cycle.phases(view.tables, command.year)
    present = found[-1].phase if found else ""
    if command.phase == present:
        raise NoChange(command.phase)
    if command.phase < present and not reason and not _reopened(view, command.year):
        raise PhaseBackwards(command.phase, present)
    missing = lacks(view, command.year, command.phase, today)
    if missing and not reason:
        raise PhaseLacks(command.phase, tuple(Lack(name) for name in missing))
    if not reason and is_early(view, command.year, command.phase, today):
        raise BeforeItsTime(command.year)
    event = PhaseOpened(
        year=command.year,
        phase=command.phase,
        lacks=missing,
        reason=reason or None,
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
    """Freezes the year with the regulation it kept to. Raises BeforeItsTime."""
    today, year, reason = day_of(now), command.year, command.reason.strip()
    _open(view, year)
    regulation = regulation_of(view, year).seq
    if not reason and (is_early(view, year, None, today) or left_undone(view, year, today)):
        raise BeforeItsTime(year)
    event = YearClosed(year=year, regulation=regulation, reason=reason or None)
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
