"""The record itself: an event and its place in the log."""

import datetime as dt
from collections.abc import Collection
from contextlib import suppress

from ledger.commands.authority import posts_on, require
from ledger.errors import Act, NotAllowed, UnknownEvent
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
    if not isinstance(found.event, OF_THE_ENTE) and not _own(found, reader):
        require(ledger.view, reader, Act.READ_SCORES, ENTE, ABOUT_PEOPLE, day)
    return found


def _own(found: Envelope, reader: str) -> bool:
    """Whether it is about the reader: what is recorded of a person they may read."""
    return getattr(found.event, "person", None) == reader


def openable(ledger: Ledger, reader: str, seqs: Collection[int], day: dt.date) -> set[int]:
    """Which of these events a reader may open, each with its page."""
    found = set()
    for seq in seqs:
        with suppress(NotAllowed, UnknownEvent):
            found.add(event_for(ledger, reader, seq, day).seq)
    return found
