"""Carries out that somebody is forgotten: the record says so, and then their key is destroyed.

In this order: what is recorded and not carried out is carried out by the next who opens the ledger.
"""

from ledger.commands.forgetting import ForgetPerson
from ledger.events import Envelope
from ledger.ledger import Ledger

FILES = {
    "EvidenceAttached": "sha256",
    "ObservationsFiled": "document",
    "TrainingRecorded": "document",
}
"""Events that name a file, and where."""

OWN_FILES = ("ObservationsFiled", "TrainingRecorded")
"""Those whose file is the person's and not the office's."""


def forget(ledger: Ledger, command: ForgetPerson, *, actor: str, cause: str) -> list[Envelope]:
    """Raises a Refusal, KeysMissing."""
    ledger.keys.need()
    own = {
        name
        for e in ledger.log.of_types(OWN_FILES)
        if (body := e.clear(command.person)).get("person") == command.person
        and (name := body.get(FILES[e.type]))
    }
    with ledger.transaction():
        events = ledger.record(command, actor=actor, cause=cause)
    ledger.finish_forgetting()
    for name in own - set(evidence_named(ledger)):
        ledger.evidence.remove(name)
    return events


def evidence_named(ledger: Ledger) -> list[str]:
    """The hashes of files that records speak of; of who was forgotten their own are named no
    more."""
    bodies = ((FILES[e.type], e.clear()) for e in ledger.log.of_types(tuple(FILES)))
    return sorted({name for field, body in bodies if (name := body.get(field))})
