"""What was just told is what a bare question that follows is about.

eq         AS4.3.1 240  →  Conferma     quanti ne mancano?   →  of AS4.3.1
eq         chi mi valuta?              quando?              →  the day of the schede
dirigente  imposta il target di AS4.3.1 a 700  →  Conferma     e il peso?   →  of AS4.3.1

Questions keep by themselves what they were about; this is of everything else: records, acts, cards,
buttons.
"""

from collections.abc import Iterable, Iterator

from handlers import validation
from handlers.ask import follow
from handlers.ask.asked import Asked
from handlers.desk import CHAT, Desk, Draft, remembered
from handlers.turn import Outcome
from ledger.plan.inforce import PlanInForce
from words.say import Say

MATTERS = {
    **{"evaluators": "schede", "scheda": "schede", "anomalies": "anomalies"},
    **{"campaign": "campaigns", "invite": "invitations"},
}
"""What of the house an answer was about, by the entries of the catalogue that said it."""


def noted(desk: Desk, outcome: Outcome) -> Outcome:
    """The same answer; where it told of one thing, the chat keeps which."""
    draft: Draft = outcome.draft or {}
    if follow.KEPT in draft.get(CHAT, {}):
        return outcome
    if draft.get("talk") == validation.ONE:  # Gone through one by one: the topic is all of them.
        scope = str(draft["scope"]).partition("~")[0]
        return follow.noted(desk, outcome, Asked(code=scope), "waiting")
    lines = [line for reply in outcome.replies if reply.to is None for line in reply.lines]
    matters = [line.key.partition(".")[0] for line in lines[:1]]
    if matters and matters[0] in MATTERS:
        kept = {"matter": MATTERS[matters[0]], "day": desk.today.isoformat()}
        return remembered(desk, outcome, **{follow.KEPT: kept})
    code = _one(desk.view.plan, dict.fromkeys(_codes(lines)))
    return outcome if code is None else follow.noted(desk, outcome, Asked(code=code))


def _codes(lines: Iterable[Say]) -> Iterator[str]:
    for line in lines:
        said = line.facts.get("code")
        if isinstance(said, str):
            yield said
        yield from _codes(fact for fact in line.facts.values() if isinstance(fact, Say))


def _one(plan: PlanInForce, said: Iterable[str]) -> str | None:
    """The one indicator or objective that was told of, or the objective of several of its
    indicators; None where more was, or nothing."""
    codes = [code for code in said if code in plan.indicators or code in plan.objectives]
    objectives = {plan.objective_of(code).code for code in codes}
    if len(objectives) != 1:
        return None
    counted = [code for code in codes if code in plan.indicators]
    return codes[0] if codes[0] not in counted or len(counted) == 1 else objectives.pop()
