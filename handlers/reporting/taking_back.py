"""Taking a record back: one more event, with its reason; the record itself stays to be read.

officer   ritira l'ultima
bot       Ritiro la registrazione n. 731 di AS4.3.1?                 [Conferma] [Annulla]
"""

from collections.abc import Mapping
from typing import Any

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, button, keep
from handlers.reporting.cards import validated_already
from handlers.reporting.held import held
from handlers.talk.deed import present, recorded
from handlers.talk.words import objective_short, value_amount
from handlers.turn import Outcome, Reply
from italian.regex import regex
from ledger.commands.authority import reporters, require, validators
from ledger.commands.progress import UndoProgress
from ledger.errors import Act
from ledger.events import Envelope, ProgressUndone
from ledger.plan import plan_code_candidates
from ledger.progress.standings import standing
from ledger.rows import ReportRow
from ledger.view import View
from words.say import say

TALK = "undo"

BY_BUTTON = "ritirata dall'autore"
"""The reason of who takes a record back with its button, without a word."""

_CODES = regex(r"\b[A-Za-z][A-Za-z.]*\d*\.\d+(?:\.\d+)?\b")


def of_another(desk: Desk, report: ReportRow) -> Outcome | None:
    """What to say where the words name something else than the record they would take back."""
    plan = desk.record.of(report.year).plan
    typed = [c for word in _CODES.findall(desk.turn.text) for c in plan_code_candidates(word)]
    named = [c for c in typed if c in plan.objectives or c in plan.indicators]
    if not named or any(f"{report.indicator}.".startswith(f"{c}.") for c in named):
        return None
    line = say("undo.another", code=named[0], report=report.seq, other=report.indicator)
    cell = button("scope", f"st:{named[0]}", code=named[0])
    return keep(desk, answer(line, buttons=((cell,),)))


def offer(desk: Desk, report: int, reason: str = BY_BUTTON) -> Outcome:
    """Asks before a record is taken back."""
    row = desk.record.report(report)
    plan = desk.record.of(row.year).plan
    who = reporters(plan, row.indicator)
    require(desk.record, desk.person, Act.REPORT, row.indicator, who, desk.today)
    if row.status == "undone":
        return answer(say("undo.already", report=report))
    indicator = plan.indicator(plan.resolve(row.indicator))
    line = say(
        "undo.card",
        report=report,
        code=indicator.code,
        name=indicator.name,
        day=row.day,
        what=held(desk.record, row),
    )
    lines, was = (line, *validated_already(desk, row)), row.status == "validated"
    return present(desk, TALK, UndoProgress(report, reason), *lines, validated=was)


def undone(desk: Desk) -> Outcome:
    """Takes the record back, then says where the indicator and its objective stand."""
    return recorded(desk, _told)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    event = found[-1].event
    assert isinstance(event, ProgressUndone)
    view, code = desk.record.of(event.year), event.indicator
    indicator = view.plan.indicators[code]
    stands = standing(view, indicator.objective, desk.today).objectives[0]
    now = value_amount(indicator, view.standing(code))
    again = button("report_again", f"ind:{code}:{event.year}")
    told = _told_validators(desk, view, event) if draft.get("validated") else ()
    return (
        Reply(
            (
                say("undo.done", report=event.report, code=code, value=now),
                objective_short(stands),
            ),
            ((again,),),
        ),
        *told,
    )


def _told_validators(desk: Desk, view: View, event: ProgressUndone) -> tuple[Reply, ...]:
    """Whoever validates it hears that what was validated is no more."""
    row = desk.record.report(event.report)
    posts = validators(view.plan, event.indicator, row.capacity)
    who = {p for post in posts for p in desk.view.holders(post, desk.today)} - {desk.person}
    facts = {"report": event.report, "code": event.indicator, "actor": desk.person}
    line = say("undo.told", **facts, day=row.day)
    return tuple(Reply((line,), to=person, about=event.report) for person in sorted(who))


CONVERSATION = Conversation(
    talk=TALK,
    buttons={"undo": Press(offer, (number,))},
    confirm=undone,
)
