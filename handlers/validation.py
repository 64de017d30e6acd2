"""Validating and contesting.

dirigente   /valida AS4
bot         1 di 5 · n. 731 · AS4.3.1 CIE rilasciate: +12 carte, di eq.as4.
            [Conferma] [Contesta] [Salta] [Valida tutte]
"""

from collections.abc import Iterable

from handlers.desk import Desk, answer, ask, button, confirm_row
from handlers.turn import Outcome, Reply
from handlers.words import amount
from ledger.commands.authority import may_validate, require, validators
from ledger.commands.progress import ContestProgress, ValidateProgress
from ledger.errors import Act, NotWaiting
from ledger.people import Role
from ledger.plan import ENTE
from ledger.progress.standings import objectives_in
from ledger.view import ReportRow
from words.say import Say, say

VALIDATING_ROLES = (Role.DIRIGENTE, Role.SEGRETARIO, Role.NUCLEO)


def waiting_for(desk: Desk, scope: str) -> list[ReportRow]:
    """The reports in a scope that wait for this person, oldest first."""
    plan = desk.view.plan
    inside = {o.code for o in objectives_in(plan, scope)}
    return [
        row
        for row in desk.view.waiting()
        if row.actor != desk.person
        and (row.indicator == scope or plan.indicators[row.indicator].objective in inside)
        and (scope not in plan.indicators or row.indicator == scope)
        and may_validate(desk.view, desk.person, row.indicator, row.capacity, desk.today)
    ]


def show_waiting(desk: Desk, scope: str | None, after: int = 0) -> Outcome:
    """The next report that waits, one card at a time."""
    plan = desk.view.plan
    code = plan.resolve_scope(scope or ENTE)
    _require_validator(desk, code)
    rows = waiting_for(desk, code)
    left = [row for row in rows if row.seq > after] or rows
    if not left:
        return answer(say("validate.nothing", scope=code), replace=bool(desk.turn.pressed))
    row = left[0]
    buttons = [
        button("confirm", f"val:{row.seq}:{code}"),
        button("contest", f"con:{row.seq}:{code}"),
    ]
    if len(rows) > 1:
        buttons.append(button("skip", f"nextval:{row.seq}:{code}"))
    more = ((button("validate_all", f"valall:{code}", count=len(rows)),),) if len(rows) > 1 else ()
    return answer(
        say("validate.count", position=rows.index(row) + 1, count=len(rows)),
        *_card(desk, row),
        buttons=(tuple(buttons), *more),
        replace=bool(desk.turn.pressed),
    )


def _require_validator(desk: Desk, scope: str) -> None:
    """Says who validates, to who never could. Raises NotAllowed."""
    roles = {post.role for post in desk.sender().posts}
    if roles.isdisjoint(VALIDATING_ROLES):
        code = scope if scope in desk.view.plan.indicators else ""
        who: Iterable[str] = (
            validators(desk.view.plan, code, Role.EQ) if code else map(str, VALIDATING_ROLES)
        )
        require(desk.view, desk.person, Act.VALIDATE, scope, tuple(who), desk.today)


def _card(desk: Desk, row: ReportRow) -> list[Say]:
    indicator = desk.view.plan.indicators[row.indicator]
    if row.numerator is not None:
        what = say("history.pair", numerator=row.numerator, denominator=row.denominator)
    elif row.mode == "increment":
        what = say("validate.increment", value=amount(indicator, row.value))
    else:
        what = amount(indicator, row.value)
    lines = [
        say("validate.card", seq=row.seq, code=row.indicator, name=indicator.name, what=what),
        say("validate.by", actor=row.actor, day=row.day, at=row.recorded_at),
    ]
    deadline = desk.view.plan.deadline(row.indicator)
    if row.recorded_at.date() > deadline:
        lines.append(say("validate.late", deadline=deadline))
    proofs = [e for e in desk.view.evidence_of(row.indicator) if e.report == row.seq]
    if proofs:
        lines.append(say("validate.proofs", count=len(proofs)))
    return lines


def validate(desk: Desk, report: int, scope: str) -> Outcome:
    """Conferma: the report is validated and the next one comes."""
    row = desk.view.report(report)
    try:
        # The last change is part of the key: a report corrected meanwhile is another matter.
        key = f"validate:{report}:{row.changed_seq}:{desk.person}"
        desk.execute(ValidateProgress((report,)), key)
    except NotWaiting:
        pass  # Somebody else already decided: the next card tells what still waits.
    return show_waiting(desk, scope, after=report)


def ask_validate_all(desk: Desk, scope: str) -> Outcome:
    rows = waiting_for(desk, scope)
    card = desk.new_id()
    draft = {
        "talk": "validate_all",
        "id": card,
        "reports": [row.seq for row in rows],
        "scope": scope,
    }
    codes = ", ".join(dict.fromkeys(row.indicator for row in rows))
    line = say("validate.all", count=len(rows), codes=codes[:300])
    return ask(draft, line, buttons=(confirm_row(card),), replace=True)


def validate_all(desk: Desk) -> Outcome:
    """Every report that was on the list, in one transaction."""
    reports = tuple(desk.draft["reports"])
    desk.execute(ValidateProgress(reports), f"card:{desk.draft['id']}")
    return answer(say("validate.done", count=len(reports)), replace=True)


def ask_reason(desk: Desk, report: int, scope: str) -> Outcome:
    row = desk.view.report(report)
    draft = {"talk": "contest", "report": report, "scope": scope, "id": desk.new_id()}
    return ask(draft, say("contest.why", seq=report, code=row.indicator))


def contest(desk: Desk) -> Outcome:
    """The reason was written: the report no longer counts, and its author hears why."""
    report, reason = desk.draft["report"], " ".join(desk.turn.text.split())[:500]
    row = desk.view.report(report)
    desk.execute(ContestProgress(report, reason), f"card:{desk.draft['id']}")
    indicator = desk.view.plan.indicators[row.indicator]
    told = say(
        "contest.told",
        seq=report,
        code=row.indicator,
        name=indicator.name,
        reason=reason,
        actor=desk.person,
    )
    outcome = answer(say("contest.done", seq=report, actor=row.actor))
    return Outcome((*outcome.replies, Reply((told,), to=row.actor, about=report)))
