"""What a document got wrong, noted while it is read and placed once codes are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.grid import one_line
from ledger.plan import Objective
from ledger.plan.anomalies import AnomalyName

_LONGEST_TEXT = 300


@dataclass(frozen=True)
class Finding:
    """`where` is empty until the objective it belongs to has its code."""

    kind: AnomalyName
    line: int | None
    text: str | None = None
    reading: str | None = None
    where: str = ""


@dataclass
class Findings:
    """What was found wrong so far."""

    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        kind: AnomalyName,
        line: int | None,
        text: str | None = None,
        reading: str | None = None,
        where: str = "",
    ) -> None:
        """Notes one; long texts are cut."""
        shown = one_line(text)[:_LONGEST_TEXT] if text else None
        self.found.append(Finding(kind, line, shown or None, reading, where))


def bare_ones(found: Sequence[Finding], objectives: Sequence[Objective]) -> list[Finding]:
    """A target of 1 percent beside others written as shares of one may be the whole."""
    if not any(finding.kind == "odd_target" for finding in found):
        return []
    return [
        Finding("odd_target", None, "1", "100", indicator.code)
        for objective in objectives
        for indicator in objective.indicators
        if indicator.kind.in_percent and indicator.target == 1
    ]
