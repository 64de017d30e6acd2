"""The files that prove a report: read by who reports there, who validates, and the Nucleo."""

import datetime as dt

from ledger.commands.authority import evidence_readers, require
from ledger.errors import Act, NoEvidence
from ledger.rows import EvidenceRow
from ledger.view import View


def files(view: View, reader: str, code: str, today: dt.date) -> list[EvidenceRow]:
    """Every file attached to an indicator of the view's year, the oldest first.

    Raises NotAllowed with who may, NoEvidence where there is none.
    """
    require(view, reader, Act.READ_EVIDENCE, code, evidence_readers(view.plan, code), today)
    found = view.evidence_of(code)
    if not found:
        raise NoEvidence(code)
    return found


def file(view: View, reader: str, code: str, seq: int, today: dt.date) -> EvidenceRow:
    """One of them by its number. Raises NotAllowed, NoEvidence."""
    for row in files(view, reader, code, today):
        if row.seq == seq:
            return row
    raise NoEvidence(code)
