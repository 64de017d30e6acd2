"""Files that prove what was reported: what counts as one, and by whom it is attached."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.commands.authority import Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.progress import of_reporters
from ledger.errors import EvidenceEmpty, EvidenceTooLarge, EvidenceType
from ledger.events import EvidenceAttached
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.view import View

EVIDENCE_LIMIT_MB = 20
EVIDENCE_TYPES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/pkcs7-mime": ".p7m",
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
"""What counts as evidence, and the ending its file gets."""


@dataclass(frozen=True, config=UNBUILT)
class AttachEvidence:
    """A file already stored by its SHA-256."""

    report: int
    sha256: str
    size: int
    media_type: str
    name: str


def check_evidence(size: int, media_type: str) -> None:
    """Refuses a file that is empty, too large, or of a kind nobody can open as proof."""
    if size == 0:
        raise EvidenceEmpty()
    if size > EVIDENCE_LIMIT_MB * 1024 * 1024:
        raise EvidenceTooLarge(EVIDENCE_LIMIT_MB)
    if media_type not in EVIDENCE_TYPES:
        raise EvidenceType(media_type)


def attach_evidence(
    view: View, command: AttachEvidence, actor: str, now: dt.datetime
) -> list[Decision]:
    """Of a report whose indicator is still in the plan. Raises IndicatorGone."""
    report = view.report(command.report)
    view.of(report.year).plan.resolve(report.indicator)
    check_evidence(command.size, command.media_type)
    event = EvidenceAttached(
        year=report.year,
        report=report.seq,
        indicator=report.indicator,
        sha256=command.sha256,
        size=command.size,
        media_type=command.media_type,
        name=command.name,
    )
    return [Decision(event, report.day)]


DECIDERS: dict[type, Decider] = dict((decides(AttachEvidence, attach_evidence),))
RULES: dict[type, Rule] = dict(
    (
        allows(
            AttachEvidence,
            lambda view, command, day: [of_reporters(view, view.report(command.report))],
        ),
    )
)
