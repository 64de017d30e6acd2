"""What left the office on paper: which document, of whom, on what it rests, and its fingerprint."""

from typing import Literal

from ledger.events.base import Fact

PaperKind = Literal[
    "scheda",
    "assignment",
    "monitoring",
    "relazione",
    "verbale",
    "payment",
    "person",
    "certificate",
]


Section = Literal["premessa", "contesto", "risultati", "criticita", "persone", "miglioramento"]
"""Parts of the Relazione sulla performance, in order."""


class DocumentIssued(Fact):
    """A document was drawn up from the record: any copy can be told to be this one or not.

    `subject` is a unit's or an indicator's code, `ENTE`, or a person's code, by kind. `rests_on` is
    the last event of the record the document shows; this event itself is no part of it.
    """

    type: Literal["DocumentIssued"] = "DocumentIssued"
    kind: PaperKind
    subject: str
    year: int
    sha256: str
    rests_on: int

    @property
    def stream(self) -> str:
        return f"document:{self.kind}:{self.year}:{self.subject}"


class RelazioneWritten(Fact):
    """One section of the year's Relazione was written, or written again: the words, not figures."""

    type: Literal["RelazioneWritten"] = "RelazioneWritten"
    year: int
    section: Section
    text: str

    @property
    def stream(self) -> str:
        return f"relazione:{self.year}"


class PlainModeSet(Fact):
    """A person chose to read without bars, pictures of faces and columns, or as before."""

    type: Literal["PlainModeSet"] = "PlainModeSet"
    person: str
    on: bool

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


PaperEvent = DocumentIssued | RelazioneWritten | PlainModeSet
"""Every event of this module: being here is how one is found."""
