"""What several documents say of the record: names, units, scores, and the receipt of an event."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ledger.events import Envelope
from ledger.events.papers import PaperKind
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.progress.standings import objectives_in
from ledger.scoring.numbers import show_two
from ledger.view import View
from reports.columns import BookSheet
from reports.paper import Paper, Seal, told

SEAL = "TRAGUARDO"


def name_of(view: View, person: str) -> str:
    """A person as a document calls them; a code that is nobody's as it stands."""
    if person == CLI:
        return told("console")
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
    """The event of a number, which must be there."""
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


STREAMS_AT_ONCE = 400
"""Names in one question; a store has its limits."""


@dataclass(frozen=True)
class Drawn:
    """A paper with what its entry in the record says. `subject` is a code of the plan or a person.

    `table` is the document's main table as data, for who wants it in columns.
    """

    kind: PaperKind
    subject: str
    year: int
    paper: Paper
    rests_on: int
    table: BookSheet | None = None


def last_of(ledger: Ledger, streams: Iterable[str]) -> Envelope:
    """The newest event that a document rests on: its instant is the document's date.

    Neither the ledger's head nor the entry of a document: other people's facts change no file.
    """
    names = list(dict.fromkeys(streams))
    parts = [names[i : i + STREAMS_AT_ONCE] for i in range(0, len(names), STREAMS_AT_ONCE)]
    found = [event for part in parts if (event := ledger.log.last_of(part)) is not None]
    return max(found, key=lambda event: event.seq)


def plan_streams(view: View, scope: str = ENTE) -> Iterator[str]:
    """Where the facts about a scope's objectives are told, in the names of today and of before."""
    year = view.year
    yield from ("plan", f"plan:{year}")
    for objective in objectives_in(view.plan, scope):
        yield from (f"objective:{objective.code}", f"objective:{year}:{objective.code}")
        group = objective.group_name
        yield from (f"weights:{group}", f"weights:{year}:{group}")
        for indicator in objective.indicators:
            yield from (f"indicator:{indicator.code}", f"indicator:{year}:{indicator.code}")


def year_streams(view: View) -> Iterator[str]:
    """Where the evaluation and the money of a year are told."""
    year = view.year
    yield from (f"entity:{year}", f"cycle:{year}", f"premiums:{year}", f"nucleo:{year}")
    yield "regulation"
    for person in view.people():
        yield from (f"scheda:{person.code}:{year}", f"person:{person.code}")


def whole(percent: Fraction | None) -> int | None:
    """A percent for a bar: never drawn longer than it is."""
    return None if percent is None else int(percent)


def percent(figure: Fraction | None) -> str:
    """A share as it is printed, `62,5 %`, or the word for none."""
    return told("none") if figure is None else told("percent", number=figure)
