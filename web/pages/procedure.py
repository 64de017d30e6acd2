"""What follows a scheda: observations, the evaluator's reply, the signature; each by a card.

The chat's own deeds, so that the same people hear the same of it. Source: R-22, R-23.
"""

import hashlib

from handlers.proofs.evidence import NAME_LENGTH
from ledger.commands.evidence import check_evidence
from ledger.errors import ReasonNeeded
from ledger.errors_smvp import NoScheda
from ledger.evaluation.schede import latest
from web.pages.cards import offer_deed
from web.rendering import Answer
from web.routes import PageRoute, post
from web.visit import Visit

TEXT_LENGTH = 4000
TABLE = "conciliazione"


def _whom(visit: Visit) -> str:
    """The scheda of the address and year, as the deeds name it. Raises NoScheda."""
    person, _, part = visit.place["person"].lower().partition("@")
    view = visit.ledger.view.of(visit.year)
    if latest(view, person, view.year, part.upper()) is None:
        raise NoScheda(person, view.year)
    return f"{person}@{part.upper()}~{view.year}" if part else f"{person}~{view.year}"


def _back(visit: Visit) -> str:
    return visit.link(f"/scheda/{visit.place['person']}")


def observe(visit: Visit) -> Answer:
    """Observations in words, in a document, or in both. Raises Refusal."""
    text, file, document = visit.form.get("testo", "").strip()[:TEXT_LENGTH], visit.upload, None
    if file is not None:
        check_evidence(len(file.content), file.media_type)
        visit.scan()
        document = hashlib.sha256(file.content).hexdigest()
        text = text or file.name[:NAME_LENGTH]
    args = {"whom": _whom(visit), "text": text, "document": document}
    answer = offer_deed(visit, TABLE, "observe", args, _back(visit))
    if file is not None:
        visit.ledger.evidence.put(file.content)
    return answer


def reply(visit: Visit) -> Answer:
    """The evaluator keeps the scheda, and says why. Raises ReasonNeeded, Refusal."""
    text = visit.form.get("testo", "").strip()[:TEXT_LENGTH]
    if not text:
        raise ReasonNeeded()
    args = {"whom": _whom(visit), "text": text}
    return offer_deed(visit, TABLE, "reply", args, _back(visit))


def sign(visit: Visit) -> Answer:
    """The person accepts what was answered, or says they do not. Raises Refusal."""
    args = {"whom": _whom(visit), "accepted": visit.form.get("accetto") == "1"}
    return offer_deed(visit, TABLE, "sign", args, _back(visit))


ROUTES: tuple[PageRoute, ...] = (
    post("/scheda/{person}/osservazioni", observe),
    post("/scheda/{person}/risposta", reply),
    post("/scheda/{person}/esito", sign),
)
