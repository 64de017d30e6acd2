"""The record itself: an event and its place in the log, the files that prove a report."""

import datetime as dt

from ledger.commands.authority import evidence_readers, posts_on, require
from ledger.errors import Act, NoEvidence, UnknownEvent
from ledger.events import (
    CampaignClosed,
    CampaignOpened,
    Envelope,
    PhaseOpened,
    PlanAdopted,
    RegulationAdopted,
    YearClosed,
    YearReopened,
)
from ledger.events.base import PlanFact
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.plan import ENTE
from ledger.view import EvidenceRow, View

OF_THE_ENTE = (
    PlanFact,
    CampaignClosed,
    CampaignOpened,
    PhaseOpened,
    PlanAdopted,
    RegulationAdopted,
    YearClosed,
    YearReopened,
)
"""What an event must be about to be read by whoever is enrolled: the plan and its year."""

ABOUT_PEOPLE = (str(Role.NUCLEO), str(Role.PERSONALE))


def event_for(ledger: Ledger, reader: str, seq: int, day: dt.date) -> Envelope:
    """One event. Raises NotAllowed for what is about people, UnknownEvent for what is not there."""
    posts_on(ledger.view, reader, day)
    found = next((e for e in ledger.log.after(seq - 1) if e.seq == seq), None) if seq > 0 else None
    if found is None:
        raise UnknownEvent(seq)
    if not isinstance(found.event, OF_THE_ENTE):
        require(ledger.view, reader, Act.READ_SCORES, ENTE, ABOUT_PEOPLE, day)
    return found


def evidence_for(view: View, reader: str, code: str, day: dt.date) -> list[EvidenceRow]:
    """The files that prove an indicator's reports. Raises NotAllowed."""
    require(view, reader, Act.READ_EVIDENCE, code, evidence_readers(view.plan, code), day)
    return view.evidence_of(code)


def proof_for(view: View, reader: str, code: str, seq: int, day: dt.date) -> EvidenceRow:
    """One of those files. Raises NotAllowed, NoEvidence."""
    rows = evidence_for(view, reader, code, day)
    found = next((row for row in rows if row.seq == seq), None)
    if found is None:
        raise NoEvidence(code)
    return found
