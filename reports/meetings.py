"""The meetings of the Nucleo for its verbale: who was there, what was decided, by whom agreed; and
the support it was asked for. Source: R-36."""

from collections.abc import Iterator, Sequence

from ledger.projections import nucleo
from ledger.projections.nucleo import Meeting, Proposal
from ledger.view import View
from reports.paper import Block, Facts, Heading, Text, table, told
from reports.record import name_of
from words.say import say
from words.wording import plain_text


def meetings_of(view: View, members: Sequence[str]) -> Iterator[Block]:
    """Each meeting of the year; a blank one to fill in where none was recorded."""
    found = nucleo.meetings(view.tables, view.year)
    known = {p.seq: p for p in nucleo.proposals(view.tables, view.year)}
    if not found:
        rows = (
            (told("verbale.when"), told("verbale.blank")),
            (told("verbale.members"), ", ".join(members) or told("none")),
        )
        yield Facts(rows, told("verbale.meeting"))
    for meeting in found:
        yield from _meeting(view, meeting, known)
    asked = nucleo.support(view.tables, view.year)
    if asked:
        yield Heading(told("verbale.support"))
    for request in asked:
        who = name_of(view, request.actor)
        of = name_of(view, request.person) if request.person else told("none")
        facts = {"who": who, "day": request.day, "of": of, "text": request.text}
        yield Text(told("verbale.asked", **facts))


def _meeting(view: View, meeting: Meeting, known: dict[int, Proposal]) -> Iterator[Block]:
    present = ", ".join(name_of(view, p) for p in meeting.present)
    rows = [
        (told("verbale.when"), told("day", day=meeting.day)),
        (told("verbale.present"), present),
        (told("verbale.chair"), name_of(view, meeting.chair)),
        (told("verbale.words"), meeting.text or told("none")),
    ]
    yield Facts(tuple(rows), told("verbale.meeting"))
    if meeting.decided:
        head = [told(f"column.{name}") for name in ("what", "proposed_by", "agreed", "against")]
        decided = [_decided(view, known[seq]) for seq in meeting.decided if seq in known]
        yield table(head, decided, (1, 0.4, 0.6, 0.6), told("verbale.decided"))


def _decided(view: View, proposal: Proposal) -> tuple[str, ...]:
    person = name_of(view, proposal.person) if proposal.person else None
    agreed = [name_of(view, v.actor) for v in proposal.votes if v.agrees]
    against = [
        told("verbale.against", who=name_of(view, v.actor), reason=v.reason or "")
        for v in proposal.votes
        if not v.agrees
    ]
    return (
        plain_text(say(f"nucleo.kind.{proposal.kind}", person=person)),
        name_of(view, proposal.actor),
        ", ".join(agreed),
        ", ".join(against) or told("none"),
    )
