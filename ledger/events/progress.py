"""What was reported, corrected, taken back, judged, proved."""

from decimal import Decimal
from typing import Literal

from ledger.events.base import PlanFact, Words
from ledger.people import Role

Mode = Literal["absolute", "increment", "ratio", "milestone"]


class ProgressRecorded(PlanFact):
    """An officer reported how an indicator stands, and confirmed what the bot had read.

    The envelope's `effective_on` is the day of the fact. `capacity` is the role they spoke in.
    """

    type: Literal["ProgressRecorded"] = "ProgressRecorded"
    indicator: str
    mode: Mode
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    capacity: Role
    note: Words[str | None] = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


class ProgressCorrected(PlanFact):
    """A report was corrected; it keeps its place. `report` is the seq of what it corrects.

    `capacity` is the role of who corrected: whoever judges that role judges the report now.
    """

    type: Literal["ProgressCorrected"] = "ProgressCorrected"
    report: int
    indicator: str
    mode: Mode
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    capacity: Role
    reason: Words[str]

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


class ProgressUndone(PlanFact):
    """A report was taken back."""

    type: Literal["ProgressUndone"] = "ProgressUndone"
    report: int
    indicator: str
    reason: Words[str]

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


class ProgressValidated(PlanFact):
    """Who answers for the office confirmed a report."""

    type: Literal["ProgressValidated"] = "ProgressValidated"
    report: int
    indicator: str

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


class ProgressContested(PlanFact):
    """Who answers for the office rejected a report, with the reason; it no longer counts."""

    type: Literal["ProgressContested"] = "ProgressContested"
    report: int
    indicator: str
    reason: Words[str]

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


class EvidenceAttached(PlanFact):
    """A file that proves a report, kept outside the log and bound by its SHA-256."""

    type: Literal["EvidenceAttached"] = "EvidenceAttached"
    report: int
    indicator: str
    sha256: str
    size: int
    media_type: str
    name: Words[str]

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.indicator}"


ProgressEvent = (
    ProgressRecorded
    | ProgressCorrected
    | ProgressUndone
    | ProgressValidated
    | ProgressContested
    | EvidenceAttached
)
"""Every event of this module: being here is how one is found."""
