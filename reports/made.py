"""Documents as made, by chat, page or command line: bytes, name, entry in the record.

Whoever asks is the actor; the ledger says whether they may. The same document is entered once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.commands.papers import IssueDocument
from ledger.evaluation.payout import payout
from ledger.evaluation.schede import standing_versions
from ledger.events import Envelope
from ledger.events.papers import PaperKind
from ledger.ledger import Ledger
from ledger.plan import ENTE
from ledger.projections.evaluation import Version
from reports.kinds import BOOKS, DRAWN, Asked, content_of
from reports.pdf import pdf_of
from reports.scheda import rests_on, scheda_paper

NAMES: Mapping[PaperKind, str] = {
    "monitoring": "monitoraggio",
    "assignment": "assegnazione",
    "payment": "determina",
    "certificate": "attestato",
    "person": "dati-personali",
}
"""What a file is called by its kind, where that is no Italian word."""


@dataclass(frozen=True)
class Made:
    """A document as made: its bytes, and what its event says of it."""

    kind: PaperKind
    subject: str
    year: int
    content: bytes
    rests_on: int

    @property
    def sha256(self) -> str:
        """Its fingerprint, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """The same document enters the record once."""
        return f"document:{self.kind}:{self.subject}:{self.year}:{self.sha256}"

    @property
    def command(self) -> IssueDocument:
        """The command that enters it in the record."""
        return IssueDocument(self.kind, self.subject, self.year, self.sha256, self.rests_on)

    def named(self, form: str) -> str:
        """What the file is called: `monitoraggio-2024-AS.pdf`."""
        of = "" if self.subject == ENTE else f"-{self.subject.replace('@', '-')}"
        return f"{NAMES.get(self.kind, self.kind)}-{self.year}{of}.{form}"


def issue(ledger: Ledger, made: Made, *, actor: str, cause: str) -> Envelope:
    """Enters a document in the record, and notes whose amounts it tells. Raises Refusal."""
    (event,) = ledger.execute(made.command, actor=actor, cause=cause, key=made.key)
    if made.kind == "payment":
        _trace_payments(ledger, actor, made.year)
    return event


def book(ledger: Ledger, kind: str, asked: Asked, *, actor: str) -> bytes:
    """A workbook of the office; whose scores or amounts it tells is noted. Raises Refusal."""
    content, view = BOOKS[kind](ledger, asked), ledger.view.of(asked.year)
    if kind == "payment":
        _trace_payments(ledger, actor, view.year)
    if kind == "schede":
        for person in {version.person for version in standing_versions(view, view.year)}:
            ledger.trace_reading(actor, person, view.year, "paper")
    return content


def _trace_payments(ledger: Ledger, actor: str, year: int) -> None:
    lines = payout(ledger.view.of(year), year, ledger.today()).lines
    ledger.trace_amounts(actor, [line.person for line in lines], year, "paper")


def document(ledger: Ledger, kind: str, form: str, asked: Asked) -> Made:
    """A document of the office in one of its forms. Raises Refusal."""
    drawn = DRAWN[kind](ledger, asked)
    return Made(drawn.kind, drawn.subject, drawn.year, content_of(drawn, form), drawn.rests_on)


def scheda(ledger: Ledger, version: Version, content: bytes | None = None) -> Made:
    """A version of a scheda as PDF, drawn up here or already."""
    subject = f"{version.person}@{version.part}" if version.part else version.person
    if content is None:
        content = pdf_of(scheda_paper(ledger, version))
    return Made("scheda", subject, version.year, content, rests_on(ledger, version))
