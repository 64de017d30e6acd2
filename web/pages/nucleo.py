"""The Nucleo as a body: what waits for a meeting, votes, meetings, the support asked. Source: R-36.

Every form gives the card of one of the chat's deeds.
"""

from collections.abc import Sequence

from handlers.procedure import collegial
from handlers.procedure.nucleo import (
    READERS,
    WORDS_LENGTH,
    content,
    decidable,
    proposal_line,
    proposal_of,
)
from handlers.talk.typed import read_day
from handlers.talk.words import listed
from ledger.commands.authority import require
from ledger.commands.nucleo import majority, members_wanted
from ledger.errors import Act, NotAnInstant, ReasonNeeded
from ledger.errors_nucleo import NoSuchProposal
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import nucleo as record
from ledger.projections.nucleo import Proposal, Vote
from ledger.readings.office import roles_of
from web.pages.cards import offer_deed
from web.rendering import Answer, Page
from web.routes import PageRoute, get, post
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import Say, say

TABLE = "nucleo"
MEMBERS = (str(Role.NUCLEO),)


def body(visit: Visit) -> Answer:
    """Proposals with who agrees, meetings, support, and a member's forms. Raises NotAllowed."""
    view, year = visit.view, visit.view.year
    require(view, visit.person, Act.NUCLEO, ENTE, READERS, visit.today)
    found = record.proposals(view.tables, year)
    waiting = [p for p in found if p.is_open]
    members = view.holders(str(Role.NUCLEO), visit.today)
    ready = set(decidable(visit.desk, year, members))
    facts = {
        "year": year,
        "members": [(code, _name(visit, code)) for code in members],
        "wanted": members_wanted(view, year),
        "majority": majority(view, year),
        "waiting": [(p.seq, proposal_line(p), p.seq in ready) for p in waiting],
        "validated": record.validated_relazione(view.tables, year),
        "is_member": Role.NUCLEO in roles_of(view, visit.person, visit.today),
        "today": visit.today,
    }
    tables = (
        Table(
            "proposals",
            columns("proposal#", "what", "agree", "against", "state"),
            [_proposal_row(visit, p) for p in found],
        ),
        Table(
            "meetings",
            columns("day", "present", "chair", "decided", "text"),
            [_meeting_row(found, m) for m in record.meetings(view.tables, year)],
        ),
        Table(
            "support",
            columns("day", "asked_by", "person", "text"),
            [cells(s.day, s.actor, s.person, s.text) for s in record.support(view.tables, year)],
        ),
    )
    return Page("nucleo.html", say("page.nucleo.title", year=year), facts, tables)


def _name(visit: Visit, code: str) -> str:
    person = visit.view.person(code)
    return person.name if person else code


def _agreed(votes: Sequence[Vote], agrees: bool) -> str | None:
    return ", ".join(v.actor for v in votes if v.agrees is agrees) or None


def _proposal_row(visit: Visit, proposal: Proposal) -> tuple[Cell, ...]:
    state = "open" if proposal.is_open else "decided" if proposal.met else "replaced"
    link = visit.link(f"/nucleo/{proposal.seq}") if proposal.is_open else None
    return cells(
        Cell(proposal.seq, link),
        collegial.kind_words(proposal.kind, proposal.person),
        _agreed(proposal.votes, True),
        _agreed(proposal.votes, False),
        say(f"page.nucleo.state.{state}"),
    )


def _meeting_row(found: Sequence[Proposal], meeting: record.Meeting) -> tuple[Cell, ...]:
    decided = [collegial.kind_words(p.kind, p.person) for p in found if p.seq in meeting.decided]
    present = ", ".join(meeting.present)
    said: Say | None = listed(decided) if decided else None
    return cells(meeting.day, present, meeting.chair, said, meeting.text)


def proposal(visit: Visit) -> Answer:
    """All that one proposal decides, and the form of a vote. Raises NotAllowed, NoSuchProposal."""
    require(visit.view, visit.person, Act.NUCLEO, ENTE, MEMBERS, visit.today)
    found = _asked(visit)
    facts = {
        "number": found.seq,
        "what": collegial.kind_words(found.kind, found.person),
        "actor": _name(visit, found.actor),
        "day": found.day,
        "lines": content(visit.desk, found),
        "votes": [(_name(visit, v.actor), v.agrees, v.reason) for v in found.votes],
        "votes_too": visit.person != found.actor,
    }
    title = say("page.nucleo.proposal", number=found.seq)
    return Page("proposal.html", title, facts)


def _asked(visit: Visit) -> Proposal:
    """The proposal of the address. Raises NoSuchProposal."""
    typed = visit.place["seq"]
    seq = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else 0
    return proposal_of(visit.desk, seq)


def vote(visit: Visit) -> Answer:
    """The card of a vote. Raises NoSuchProposal, ReasonNeeded, Refusal."""
    found, reason = _asked(visit), _words(visit, "motivo")
    args = {"proposal": found.seq, "agrees": visit.form.get("voto") == "si", "reason": reason}
    return offer_deed(visit, TABLE, "vote", args, visit.link("/nucleo"))


def meet(visit: Visit) -> Answer:
    """The card of a meeting. Raises NotAnInstant, Refusal."""
    form, many = visit.form, visit.many
    day = read_day(form.get("giorno", ""), visit.today)
    if day is None:
        raise NotAnInstant(form.get("giorno", ""))
    args = {
        "year": visit.view.year,
        "day": day.isoformat(),
        "present": list(many.get("presenti", ())),
        "proposals": [_number(n) for n in many.get("decide", ())],
        "text": _words(visit, "testo"),
        "chair": form.get("presiede", "").strip().lower(),
    }
    return offer_deed(visit, TABLE, "meeting", args, visit.link("/nucleo"))


def _number(typed: str) -> int:
    """Raises NoSuchProposal."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 12):
        raise NoSuchProposal(0)
    return int(typed)


def relazione(visit: Visit) -> Answer:
    """The card by which the Relazione is validated. Raises Refusal."""
    args = {"year": visit.view.year, "text": _words(visit, "testo")}
    return offer_deed(visit, TABLE, "relazione", args, visit.link("/nucleo"))


def support(visit: Visit) -> Answer:
    """The card by which who evaluates asks for support. Raises ReasonNeeded, Refusal."""
    text = _words(visit, "testo")
    if not text:
        raise ReasonNeeded()
    person = visit.form.get("persona", "").strip().lower()
    args = {"year": visit.view.year, "person": person, "text": text}
    return offer_deed(visit, TABLE, "support", args, visit.link("/valuta"))


def _words(visit: Visit, name: str) -> str:
    return visit.form.get(name, "").strip()[:WORDS_LENGTH]


ROUTES: tuple[PageRoute, ...] = (
    get("/nucleo", body, of_people=True),
    get("/nucleo/{seq}", proposal, of_people=True),
    post("/nucleo/seduta", meet),
    post("/nucleo/relazione", relazione),
    post("/nucleo/supporto", support),
    post("/nucleo/{seq}/voto", vote),
)
