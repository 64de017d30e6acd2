"""Whether somebody may be evaluated now, by whom, and what has to come before.

dirigente   /valuta   →  prima la Giunta approva la performance di ente; ⏳ beside who waits
"""

from collections.abc import Sequence

from handlers.desk import Desk
from handlers.talk.words import refusal
from ledger.commands.conciliazione import AnswerObservations
from ledger.commands.cycle import need_phase
from ledger.commands.evaluation import (
    Contribute,
    IssueScheda,
    contribution_kind,
    evaluator_of,
    may_contribute,
    may_issue,
    need_evaluable,
)
from ledger.errors import Refusal
from ledger.errors_smvp import EntityMissing, PhaseNeeded, ProposalMissing
from ledger.people.positions import Position, holders_of
from ledger.projections import evaluation as record
from words.say import Say, say


def capacity(desk: Desk, position: Position) -> str | None:
    """`evaluator`, `proposal`, `earlier`, or None for who has no part in it."""
    if desk.person == position.person:
        return None
    signers = holders_of(desk.view, position.evaluators, position.signing_day, desk.today)
    if desk.person in signers:
        return "evaluator"
    found = contribution_kind(desk.view, desk.person, position, desk.today)
    return found[0] if found else None


def refuse_at_once(desk: Desk, position: Position, answered: str) -> None:
    """Every no that is known before a point is given is said before the first question."""
    kind, year = capacity(desk, position), position.year
    if answered:
        need_phase(desk.view, AnswerObservations, year)
        need_evaluable(desk.view, position)
    elif kind in ("proposal", "earlier"):
        need_phase(desk.view, Contribute, year)
        may_contribute(desk.view, desk.person, position, desk.today)
    else:
        extra = (*position.proposers, *position.earlier)
        if kind is None:
            evaluator_of(desk.view, desk.person, position, desk.today, extra)
        need_phase(desk.view, IssueScheda, year)
        may_issue(desk.view, desk.person, position, desk.today)


def what_stops(desk: Desk, position: Position) -> Refusal | None:
    """Why a scheda, or a proposal, cannot be begun yet."""
    try:
        refuse_at_once(desk, position, "")
    except Refusal as no:
        return no
    return None


def stopped_lines(desk: Desk, year: int, stopped: Sequence[tuple[str, Refusal]]) -> list[Say]:
    """What has to come first, and who does it: what holds for everybody once, then whom the rest
    holds up."""
    lines: list[Say] = []
    if any(isinstance(no, EntityMissing) for _, no in stopped):
        entity = record.entity(desk.view.tables, year)
        lines.append(say(f"evaluation.first.{entity.step if entity else 'nothing'}", year=year))
    phase = next((no for _, no in stopped if isinstance(no, PhaseNeeded)), None)
    if phase is not None:
        lines.append(refusal(phase))
    waiting = [who for who, no in stopped if isinstance(no, ProposalMissing)]
    if waiting:
        lines.append(say("evaluation.first.proposal", people=", ".join(waiting)))
    known = (EntityMissing, PhaseNeeded, ProposalMissing)
    return [*lines, *(refusal(no) for _, no in stopped if not isinstance(no, known))]
