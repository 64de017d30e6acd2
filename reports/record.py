"""What several documents say of the record: names, units, scores, and the receipt of an event."""

from fractions import Fraction

from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.scoring.numbers import show_two
from ledger.view import View
from reports.paper import Seal, told

SEAL = "TRAGUARDO"


def name_of(view: View, person: str) -> str:
    """A person as a document calls them; a code that is nobody's as it stands."""
    found = view.person(person)
    return told("person", name=found.name, code=person) if found else person


def unit_name(view: View, unit: str) -> str:
    """A unit's code and name."""
    plan = view.plan
    names = {s.code: s.name for _, s in plan.plan.services()}
    names |= {code: area.name for code, area in plan.areas.items()}
    names |= {ENTE: plan.plan.ente, TRANSVERSAL: told("transversal"), SEGRETARIO: told("of_sg")}
    return told("scheda.unit_value", code=unit, name=names[unit]) if unit in names else unit


def cut(score: Fraction) -> str:
    """Two decimals, cut, with a comma. Source: R-12."""
    return show_two(score).replace(".", ",")


def envelope_of(ledger: Ledger, seq: int) -> Envelope:
    return next(ledger.log.after(seq - 1))


def seal_code(event: Envelope) -> str:
    """What a QR code holds: enough to find the event and to know that it is the same."""
    return f"{SEAL}:{event.seq}:{event.hash}"


def seal_of(ledger: Ledger, seq: int) -> Seal:
    """The receipt of one event, for the foot of a document."""
    event = envelope_of(ledger, seq)
    lines = (
        told("seal.event", seq=event.seq),
        told("seal.at", at=event.recorded_at),
        told("seal.hash", hash=event.hash),
        told("seal.check"),
    )
    return Seal(lines, seal_code(event))
