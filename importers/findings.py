"""What a document got wrong, noted while it is read and placed once codes are known."""

from dataclasses import dataclass, field

from importers.grid import one_line
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
