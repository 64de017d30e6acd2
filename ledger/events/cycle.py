"""The year as a cycle: its phases, the monitoring in the middle, its closing."""

from typing import Literal

from ledger.events.base import Fact

Phase = Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
"""Letters of the SMVP's own list (La performance, fasi del ciclo)."""


class CycleFact(Fact):
    year: int

    @property
    def stream(self) -> str:
        return f"cycle:{self.year}"


class PhaseOpened(CycleFact):
    """The Segretario moved the year on to a phase."""

    type: Literal["PhaseOpened"] = "PhaseOpened"
    phase: Phase


class MonitoringReported(CycleFact):
    """The report of the infra-annual monitoring, with the corrections it asks for."""

    type: Literal["MonitoringReported"] = "MonitoringReported"
    report: str
    corrections: str | None = None


class YearClosed(CycleFact):
    """Nothing of the year changes any more; `regulation` is the seq of the rules it kept to."""

    type: Literal["YearClosed"] = "YearClosed"
    regulation: int


class YearReopened(CycleFact):
    """A closed year may change again, for a reason."""

    type: Literal["YearReopened"] = "YearReopened"
    reason: str
