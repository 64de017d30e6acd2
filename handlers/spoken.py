"""Plain words: read once, then answered by what they were read as.

officer   altre 12 CIE oggi            →  a card
dirigente come va l'area servizi?      →  how it stands
anybody   boh                          →  guesses as buttons; after three misses, the menu
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers import correcting, enrol, evidence, menu, progress, smvp, status, validation
from handlers.desk import Desk, answer, button
from handlers.progress import keep
from handlers.turn import Outcome
from handlers.typed import split_code
from handlers.understand.reading import Intent, Item, Reading
from ledger.clock import day_of
from ledger.errors import ObjectiveGone
from ledger.plan import ENTE
from words.say import say

MISSES = 3


def show_history(desk: Desk, rest: str) -> Outcome:
    return status.show_history(desk, rest) if rest else answer(say("history.ask"))


def read(desk: Desk, context: Reading | None) -> Reading:
    """What the words say; without another context, after the sender's last record.

    A correction may come days later. A question that names nothing asks about that record only
    while the talk is still of it, on the same day; what is due is asked of the whole office.
    """

    def after(previous: Reading | None) -> Reading:
        return desk.reader.read(
            desk.turn.text, sender=desk.sender(), today=desk.today, previous=previous
        )

    if context is not None:
        return after(context)
    last = desk.view.last_report_by(desk.person)
    reading = after(correcting.report_reading(last) if last else None)
    fresh = last is not None and day_of(last.recorded_at) == desk.today
    general = reading.intent is Intent.QUERY_DEADLINES
    stale = reading.intent in ASKING and last is not None and (general or not fresh)
    return after(None) if stale else reading


def _still_there(desk: Desk) -> None:
    """The reader knows only what is in the plan: of what left it, the code says since when."""
    plan = desk.view.plan
    code, _ = split_code(plan, desk.turn.text)
    if code in plan.indicators or code in plan.objectives:
        objective = plan.objective_of(code).code
        if gone := plan.cancelled.get(objective):
            raise ObjectiveGone(objective, gone.on)


def answered(desk: Desk) -> Outcome:
    """Plain words, by what they were read as."""
    _still_there(desk)
    simulated = smvp.suppose(desk, desk.turn.text)
    if simulated is not None:
        return keep(desk, simulated)
    quoted = desk.view.report(desk.turn.about) if desk.turn.about else None
    reading = read(desk, correcting.report_reading(quoted) if quoted else None)
    if desk.turn.edited:
        return correcting.edited(desk, reading)
    if desk.turn.attachment is not None and reading.intent is not Intent.REPORT:
        return evidence.received_alone(desk, desk.turn.attachment)
    if reading.refusal and not reading.items:
        return keep(desk, answer(reading.question or say("missed")))
    return BY_INTENT[reading.intent](desk, reading)


def _report(desk: Desk, reading: Reading) -> Outcome:
    unsure = any(item.ambiguous or item.refusal for item in reading.items)
    if not reading.items or (reading.ambiguous and not unsure):
        return keep(desk, answer(reading.question or say("missed")))
    proof = None
    if desk.turn.attachment is not None:
        evidence.require_reporter(desk)
        proof = evidence.keep(desk, desk.turn.attachment)
    return progress.read_report(desk, reading, proof)


def _scope(reading: Reading) -> str | None:
    item = reading.items[0] if reading.items else Item()
    return item.indicator or item.objective or item.scope


def _ask_status(desk: Desk, reading: Reading) -> Outcome:
    if reading.ambiguous and reading.question:
        return keep(desk, answer(reading.question, buttons=_candidates(reading)))
    return keep(desk, status.show_status(desk, _scope(reading), reading.as_of))


def _candidates(reading: Reading) -> tuple[Any, ...]:
    codes = reading.items[0].candidates if reading.items else ()
    return tuple((button("scope", f"st:{code}", code=code),) for code in codes)


def _ask_objective(desk: Desk, reading: Reading) -> Outcome:
    """What an objective is; of none in particular, the list of one's own."""
    scope = _scope(reading)
    if scope is None or scope == ENTE:
        return keep(desk, menu.show_objectives(desk))
    return keep(desk, status.show_objective(desk, scope))


def _ask_history(desk: Desk, reading: Reading) -> Outcome:
    return keep(desk, show_history(desk, _scope(reading) or ""))


def _validate(desk: Desk, reading: Reading) -> Outcome:
    return validation.show_waiting(desk, _scope(reading))


def _missed(desk: Desk, reading: Reading) -> Outcome:
    """Guesses as buttons; after three misses in a row, the menu and a person to ask."""
    missed = desk.draft.get("missed", 0) + 1
    outcome = answer(reading.question or say("missed"), buttons=_guesses(desk, reading))
    if missed >= MISSES:
        outcome = answer(say("missed.often"), buttons=((button("menu", "objs:0"),),))
    return replace(outcome, draft={**desk.draft, "missed": missed})


def _guesses(desk: Desk, reading: Reading) -> tuple[Any, ...]:
    """What the words may have been about; where they are like nothing, what people mostly want."""
    if found := _candidates(reading):
        return found
    plan = desk.view.plan
    codes = desk.reader.guesses(desk.turn.text, sender=desk.sender(), today=desk.today)
    if codes:
        return tuple(
            (button("named", f"ind:{code}", code=code, name=plan.indicators[code].name),)
            for code in codes
        )
    scope = status.default_scope(desk)
    return (
        (
            button("menu", "objs:0"),
            button("how", f"st:{scope}"),
            button("due", f"due:{scope}"),
        ),
    )


ASKING = frozenset(
    {Intent.QUERY_STATUS, Intent.QUERY_DEADLINES, Intent.QUERY_OBJECTIVE, Intent.HISTORY}
)

BY_INTENT: dict[Intent, Callable[[Desk, Reading], Outcome]] = {
    Intent.REPORT: _report,
    Intent.CORRECT: correcting.read_correction,
    Intent.VALIDATE: _validate,
    Intent.EVALUATE: lambda desk, reading: smvp.evaluate(desk, _scope(reading)),
    Intent.QUERY_STATUS: _ask_status,
    Intent.QUERY_DEADLINES: lambda desk, r: keep(desk, status.show_deadlines(desk, _scope(r))),
    Intent.QUERY_OBJECTIVE: _ask_objective,
    Intent.HISTORY: _ask_history,
    Intent.HELP: lambda desk, reading: keep(desk, enrol.show_help(desk)),
    Intent.GREETING: lambda desk, reading: keep(desk, enrol.greet(desk)),
    Intent.UNCLEAR: _missed,
}
