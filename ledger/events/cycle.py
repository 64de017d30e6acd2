"""The year as a cycle: its phases, the monitoring in the middle, its closing."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ledger.events.base import Fact

Phase = Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
"""Letters of the SMVP's own list (La performance, fasi del ciclo)."""


class CycleFact(Fact):
    """A fact of the cycle of one year."""

    year: int

    @property
    def stream(self) -> str:
        return f"cycle:{self.year}"


class PhaseOpened(CycleFact):
    """The Segretario moved the year on to a phase."""

    SCHEMA = 2
    type: Literal["PhaseOpened"] = "PhaseOpened"
    phase: Phase
    lacks: tuple[str, ...] = ()
    """What the phases before should have left and did not, as `ledger.cycle.needs` names it."""
    reason: str | None = None
    """Why the year goes on without, or before its time, or back."""


class PhaseOutputRecorded(CycleFact):
    """A phase left what it must: a document, with its act; or a page was published (R-34, R-35)."""

    type: Literal["PhaseOutputRecorded"] = "PhaseOutputRecorded"
    output: str
    act: str
    act_on: dt.date


class MonitoredObjective(BaseModel):
    """A line of the report: percent as exact numbers, None where there is no figure."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    code: str
    state: str
    progress: str | None = None
    expected: str | None = None
    unreported: int = 0
    """Indicators nobody has reported on."""
    reason: str | None = None
    """Why it is behind, in its owner's words, and what is done about it."""
    measure: str | None = None
    digital: bool = False
    """An objective of digitalisation, which is monitored on what its users perceive."""
    perceived: str | None = None
    """Percent of its users' marks from 4 up, exact; None where nobody was heard."""
    people: int = 0


class MonitoringReported(CycleFact):
    """The report of the infra-annual monitoring, with the corrections it asks for."""

    SCHEMA = 4
    type: Literal["MonitoringReported"] = "MonitoringReported"
    report: str
    corrections: str | None = None
    figures: tuple[MonitoredObjective, ...] = ()
    """How each objective stood when it was reported."""


class DelayExplained(CycleFact):
    """Who answers for an objective said why it is behind, and what is done about it."""

    type: Literal["DelayExplained"] = "DelayExplained"
    code: str
    reason: str
    measure: str | None = None


class YearClosed(CycleFact):
    """Nothing of the year changes any more; `regulation` is the seq of the rules it kept to."""

    SCHEMA = 2
    type: Literal["YearClosed"] = "YearClosed"
    regulation: int
    reason: str | None = None
    """Why it is closed before it is over, or without what it should have left."""


class YearReopened(CycleFact):
    """A closed year may change again, for a reason."""

    type: Literal["YearReopened"] = "YearReopened"
    reason: str


CycleEvent = (
    PhaseOpened
    | PhaseOutputRecorded
    | MonitoringReported
    | DelayExplained
    | YearClosed
    | YearReopened
)
"""Every event of this module: being here is how one is found."""
