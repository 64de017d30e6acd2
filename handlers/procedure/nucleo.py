"""The Nucleo di Valutazione as a body. Source: R-36.

nucleo      /valuta dirigente.as … Conferma              →  proposal n. 812, the others are told
nucleo.b    [Leggi la proposta] [D'accordo] … Conferma
nucleo      /nucleo seduta 10/02/2025; presenti nucleo, nucleo.b; visti i dati del monitoraggio
bot         Verbalizzo …: decide la n. 812, la scheda di dirigente.as.   [Conferma] [Annulla]
sindaco     /nucleo supporto segretario; un parere sui controlli interni
nucleo      /nucleo relazione 2024                       →  the Relazione is validated
"""

import datetime as dt
import re
from collections.abc import Sequence

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, ask, button
from handlers.evaluating import evaluation_steps, preview
from handlers.evaluating.whom import Whom, take_year
from handlers.procedure import collegial, entity, phases
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_day
from handlers.talk.words import listed
from handlers.turn import Button, Outcome, Reply
from ledger.commands.authority import require
from ledger.commands.conciliazione import AnswerObservations
from ledger.commands.ente import RefuseEntity, ValidateEntity
from ledger.commands.evaluation import IssueScheda, Judgement, position_of, sheet_of
from ledger.commands.grading import GradePost
from ledger.commands.nucleo import (
    HoldMeeting,
    RequestSupport,
    ValidateRelazione,
    VoteOnAct,
    majority,
    members_wanted,
    read_act,
)
from ledger.commands.nucleo import decidable as decided_by
from ledger.errors import Act
from ledger.errors_nucleo import NoSuchProposal
from ledger.events import Envelope
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import nucleo as record
from ledger.projections.nucleo import Meeting, Proposal
from ledger.scoring.numbers import read_number
from words.say import Say, Two, say

TALK = "nucleo"
READERS = (str(Role.NUCLEO), str(Role.SEGRETARIO))
WORDS_LENGTH = 2000


def start(desk: Desk, typed: str) -> Outcome:
    """`/nucleo`, `/nucleo 2024`, and what to do."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year, typed = take_year(desk, typed)
    word, _, rest = typed.partition(" ")
    if word.endswith(";"):  # Support that is asked for nobody in particular.
        word, rest = word.rstrip(";"), f"; {rest}"
    word, rest = word.lower(), rest.strip()
    if not word:
        return show(desk, year)
    if word == "seduta":
        return _meeting(desk, year, rest)
    if word == "supporto":
        return _support(desk, year, rest)
    if word == "relazione":
        year, rest = take_year(desk, rest) if rest else (year, "")
        return deed.offer(desk, TALK, DEEDS, "relazione", {"year": year, "text": rest})
    return answer(say("nucleo.how"))


def show(desk: Desk, year: int) -> Outcome:
    """What waits for a meeting, who agrees, the meetings held, the support asked for."""
    require(desk.view, desk.person, Act.NUCLEO, ENTE, READERS, desk.today)
    tables = desk.view.tables
    members = desk.view.holders(str(Role.NUCLEO), desk.today)
    wanted = members_wanted(desk.view, year)
    names = ", ".join(members)
    lines = [say("nucleo.title", year=year, members=names, count=len(members), wanted=wanted)]
    waiting = [p for p in record.proposals(tables, year) if p.is_open]
    lines += [proposal_line(p) for p in waiting]
    if not waiting:
        lines.append(say("nucleo.nothing"))
    lines += [_meeting_line(desk, year, m) for m in record.meetings(tables, year)]
    for asked in record.support(tables, year):
        facts = {"actor": asked.actor, "day": asked.day, "text": asked.text}
        key = "nucleo.support_of" if asked.person else "nucleo.support"
        lines.append(say(key, **facts, person=asked.person))
    validated = record.validated_relazione(tables, year)
    if validated is not None:
        lines.append(say("nucleo.relazione", year=year, day=validated.day))
    rows = [(button("read_numbered", f"nuc:{p.seq}", number=p.seq),) for p in waiting]
    if waiting and desk.person in members:
        rows.append((_meeting_button(year),))
    return answer(*lines, say("nucleo.how"), buttons=tuple(rows))


def proposal_line(proposal: Proposal) -> Say:
    """What it decides, who agrees, who does not."""
    agree = ", ".join(v.actor for v in proposal.votes if v.agrees)
    against = ", ".join(v.actor for v in proposal.votes if not v.agrees)
    return say(
        "nucleo.waiting_against" if against else "nucleo.waiting",
        number=proposal.seq,
        what=collegial.kind_words(proposal.kind, proposal.person),
        agree=agree,
        against=against,
    )


def _meeting_line(desk: Desk, year: int, meeting: Meeting) -> Say:
    by_seq = {p.seq: p for p in record.proposals(desk.view.tables, year)}
    found = [by_seq[seq] for seq in meeting.decided if seq in by_seq]
    decided = [collegial.kind_words(p.kind, p.person) for p in found]
    return say(
        "nucleo.met",
        day=meeting.day,
        present=", ".join(meeting.present),
        decided=listed(decided),
        text=meeting.text or say("amount.none"),
    )


def proposal_of(desk: Desk, seq: int) -> Proposal:
    """One that still waits for a meeting. Raises NoSuchProposal."""
    year = record.year_of_proposal(desk.view.tables, seq)
    found = record.proposals(desk.view.tables, year) if year is not None else []
    proposal = next((p for p in found if p.seq == seq and p.is_open), None)
    if proposal is None:
        raise NoSuchProposal(seq)
    return proposal


def read(desk: Desk, seq: int) -> Outcome:
    """A proposal whole, to a member of the Nucleo: they are to decide it."""
    require(desk.view, desk.person, Act.NUCLEO, ENTE, (str(Role.NUCLEO),), desk.today)
    proposal = proposal_of(desk, seq)
    rows: list[tuple[Button, ...]] = []
    if desk.person != proposal.actor:
        rows = [(button("agree", f"nucok:{seq}"), button("disagree", f"nucno:{seq}"))]
    lines = [proposal_line(proposal), *content(desk, proposal)]
    return answer(*lines, buttons=tuple(rows))


def content(desk: Desk, proposal: Proposal) -> list[Say]:
    """Everything it decides, for a member of the Nucleo."""
    act = read_act(proposal.act)
    match act:
        case IssueScheda(judgement=said) | AnswerObservations(changed=said) if said is not None:
            return _judged(desk, said)
        case AnswerObservations(text=text):
            return [say("conciliazione.card_reply", text=text)]
        case ValidateEntity() | RefuseEntity():
            lines = entity.lines(desk, proposal.year)
            value = getattr(act, "value", None)
            if value is not None:
                lines.append(say("cycle.entity_value", value=Two(value)))
            return [*lines, say("cycle.entity_reason", text=act.reason)] if act.reason else lines
        case GradePost(points=points):
            return [say("grading.points", name=n, points=p) for n, p in points.items()]
    return []


def _judged(desk: Desk, said: Judgement) -> list[Say]:
    """Every point and value with its reason, and what they come to."""
    position = position_of(desk.view, said.person, said.year, said.part)
    sheet = sheet_of(desk.view, position, said)
    rows = [(o.code, Two(read_number(o.value)), o.reason) for o in sheet.objectives]
    rows += [(code, Two(item.number), item.reason) for code, item in said.items.items()]
    lines = [say("nucleo.points", code=c, points=n, reason=why or "") for c, n, why in rows]
    return [*lines, *preview.of_sheet(desk, position, sheet)]


def agree(desk: Desk, seq: int) -> Outcome:
    """The card by which a member agrees with what another proposed. Raises Refusal."""
    args = {"proposal": seq, "agrees": True, "reason": ""}
    return deed.offer(desk, TALK, DEEDS, "vote", args)


def disagree(desk: Desk, seq: int) -> Outcome:
    """Against it: the reason is asked for. Raises Refusal."""
    command = VoteOnAct(proposal_of(desk, seq).year, seq, agrees=False, reason="…")
    desk.ledger.consider(command, actor=desk.person)
    return ask({"talk": TALK, "step": "against", "proposal": seq}, say("nucleo.why_against"))


def written(desk: Desk) -> Outcome:
    """Why they do not agree."""
    reason = desk.turn.text.strip()[:WORDS_LENGTH]
    args = {"proposal": int(desk.draft["proposal"]), "agrees": False, "reason": reason}
    return deed.offer(desk, TALK, DEEDS, "vote", args)


def _vote(desk: Desk, args: Args) -> object:
    year = proposal_of(desk, args["proposal"]).year
    return VoteOnAct(year, args["proposal"], args["agrees"], args["reason"])


def _vote_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    proposal = proposal_of(desk, args["proposal"])
    what = collegial.kind_words(proposal.kind, proposal.person)
    key = "nucleo.card.agree" if args["agrees"] else "nucleo.card.against"
    return (say(key, number=proposal.seq, what=what, reason=args["reason"]),)


def _voted(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """The proposer hears it, and that the majority is there."""
    proposal = proposal_of(desk, args["proposal"])
    members = desk.view.holders(str(Role.NUCLEO), desk.today)
    there = len(proposal.agreed_by(members)) >= majority(desk.view, proposal.year)
    silent = [m for m in members if m not in {vote.actor for vote in proposal.votes}]
    follows = [say("nucleo.majority")] if there else []
    if not there and silent:
        follows = [say("nucleo.waits_for", members=", ".join(silent))]
    lines = (proposal_line(proposal), *follows)
    cell = _meeting_button(proposal.year) if there else _all_of(proposal.year)
    told = (say("nucleo.told.voted", actor=desk.person), *lines)
    own = Reply((say("nucleo.voted"), *lines), ((cell,),))
    if desk.person == proposal.actor:
        return (own,)
    return own, Reply(told, ((cell,),), to=proposal.actor)


def _meeting_button(year: int) -> Button:
    return button("hold_meeting", f"frmgo:{TALK}:{year}")


def _all_of(year: int) -> Button:
    return button("follows.nucleo", f"go:nucleo:-:{year}")


def _meeting(desk: Desk, year: int, typed: str) -> Outcome:
    """`/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b; decide 812, 813; presiede nucleo;
    parole`. Without naming them it decides all that have the majority of those present."""
    head, *parts = [part.strip() for part in typed.split(";")]
    day = read_day(head, desk.today) if head else None
    present: tuple[str, ...] = ()
    numbers: tuple[int, ...] | None = None
    chair, words = "", []
    for part in parts:
        name, _, said = part.partition(" ")
        if name.lower() in ("presenti", "presenti:"):
            present = tuple(p.lower() for p in re.split(r"[,\s]+(?:e\s+)?", said.strip()) if p)
        elif name.lower() in ("decide", "decide:", "decidono"):
            numbers = tuple(int(n) for n in re.findall(r"\d+", said))
        elif name.lower() == "presiede":
            chair = said.strip().lower()
        else:
            words.append(part)
    if day is None or not present:
        return answer(say("nucleo.meeting_how"))
    if numbers is None:
        numbers = decidable(desk, year, present)
    args = {
        "year": year,
        "day": day.isoformat(),
        "present": list(present),
        "proposals": list(numbers),
        "text": "; ".join(words)[:WORDS_LENGTH],
        "chair": chair,
    }
    return deed.offer(desk, TALK, DEEDS, "meeting", args)


def decidable(desk: Desk, year: int, present: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the proposals that a meeting of some members may decide."""
    return tuple(p.seq for p in decided_by(desk.view, year, present))


def _hold(desk: Desk, args: Args) -> object:
    return HoldMeeting(
        args["year"],
        dt.date.fromisoformat(args["day"]),
        tuple(args["present"]),
        tuple(args["proposals"]),
        args["text"],
        args["chair"],
    )


def _meeting_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    day = dt.date.fromisoformat(args["day"])
    chair = args["chair"] or desk.person
    lines = [say("nucleo.card.meeting", day=day, present=", ".join(args["present"]), chair=chair)]
    known = {p.seq: p for p in record.proposals(desk.view.tables, args["year"])}
    for seq in args["proposals"]:
        if seq in known:
            lines.append(proposal_line(known[seq]))
    if args["text"]:
        lines.append(say("nucleo.card.text", text=args["text"]))
    return tuple(lines)


def _met(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """What was decided is told to whom it is told when one alone decides."""
    year = args["year"]
    own = Reply(
        (say("nucleo.recorded", year=year, count=len(args["proposals"])),),
        ((button("follows.verbale", f"go:documento:verbale:{year}"), _all_of(year)),),
    )
    members = [p for p in args["present"] if p != desk.person]
    line = say("nucleo.told.met", day=dt.date.fromisoformat(args["day"]), actor=desk.person)
    found = [own, *(Reply((line,), to=member) for member in members)]
    for proposal in record.proposals(desk.view.tables, year):
        if proposal.seq in args["proposals"]:
            found += _decided(desk, proposal)
    return tuple(found)


def _decided(desk: Desk, proposal: Proposal) -> tuple[Reply, ...]:
    """What follows an act for others: the person of a scheda, whoever's turn it is."""
    act = read_act(proposal.act)
    match act:
        case IssueScheda(judgement=said):
            position = position_of(desk.view, said.person, said.year, said.part)
            return evaluation_steps.told(desk, position, "evaluator")
        case AnswerObservations(changed=None):
            line = say("conciliazione.told_confirmed")
            row = (button("scheda", f"sch:{Whom(act.person, act.part, act.year)}"),)
            return (Reply((line,), (row,), to=act.person),)
        case AnswerObservations():
            position = position_of(desk.view, act.person, act.year, act.part)
            return evaluation_steps.told(desk, position, "changed")
        case RefuseEntity():
            return entity.told("refuse", desk, {"year": act.year})[1:]
    return ()


def _support(desk: Desk, year: int, typed: str) -> Outcome:
    """`/nucleo supporto eq.as4; che cosa`, or without anybody: `/nucleo supporto; che cosa`."""
    person, _, text = typed.partition(";")
    if not text.strip():
        return answer(say("nucleo.support_how"))
    args = {"year": year, "person": person.strip().lower(), "text": text.strip()[:WORDS_LENGTH]}
    return deed.offer(desk, TALK, DEEDS, "support", args)


def _asked(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    who = desk.view.holders(str(Role.NUCLEO), desk.today)
    key = "nucleo.told.support_of" if args["person"] else "nucleo.told.support"
    line = say(key, actor=desk.person, person=args["person"], text=args["text"])
    row = (_all_of(args["year"]),)
    own = Reply((say("nucleo.asked"),))
    return (own, *(Reply((line,), (row,), to=person) for person in who))


def confirmed(desk: Desk) -> Outcome:
    """Conferma on a card of this conversation."""
    return deed.confirmed(desk, DEEDS)


DEEDS = {
    "vote": Deed(_vote, _vote_card, _voted),
    "meeting": Deed(_hold, _meeting_card, _met),
    "support": Deed(
        lambda desk, args: RequestSupport(args["year"], args["text"], args["person"]),
        lambda desk, args: (
            say(
                "nucleo.card.support_of" if args["person"] else "nucleo.card.support",
                person=args["person"],
                text=args["text"],
            ),
        ),
        _asked,
    ),
    "relazione": Deed(
        lambda desk, args: ValidateRelazione(args["year"], args["text"]),
        lambda desk, args: (
            say("nucleo.card.relazione", year=args["year"]),
            *phases.before_its_time(desk, args["year"], "j"),
        ),
        then=lambda desk, args: (
            say("follows.relazione", year=args["year"]),
            phases.to_cycle(args["year"]),
        ),
    ),
}

CONVERSATION = Conversation(
    talk=TALK,
    commands={"nucleo": start},
    asides=frozenset({"nucleo"}),
    offered={"nucleo": (Role.NUCLEO, Role.SINDACO, Role.DIRIGENTE, Role.SEGRETARIO)},
    private=frozenset({"nucleo"}),
    buttons={
        "nuc": Press(read, (number,), aside=True),
        "nucok": Press(agree, (number,)),
        "nucno": Press(disagree, (number,)),
    },
    waits=lambda desk: written(desk) if "step" in desk.draft else None,
    any_words=True,
    confirm=confirmed,
)
