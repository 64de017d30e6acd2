"""What was just told is what a bare question that follows is about.

eq         AS4.3.1 240  →  Conferma     quanti ne mancano?   →  of AS4.3.1
eq         chi mi valuta?              quando?              →  the day of the schede
dirigente  imposta il target di AS4.3.1 a 700  →  Conferma     e il peso?   →  of AS4.3.1

Questions keep by themselves what they were about; this is of everything else: records, acts, cards,
buttons.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from handlers.ask.after import follow
from handlers.ask.asked import Asked
from handlers.desk import CHAT, Desk, Draft, remembered
from handlers.plan import amend
from handlers.reminding import campaigns
from handlers.reporting import contesting, taking_back, validation
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.cards import card_in
from handlers.turn import Outcome
from ledger.plan.inforce import PlanInForce
from ledger.readings.query import Query, What
from words.say import Say, say

MATTERS = {
    **{"evaluators": "schede", "scheda": "schede", "anomalies": "anomalies"},
    **{"campaign": "campaigns", "invite": "invitations", "leave": "leaves"},
}
"""What of the house an answer was about, by the entries of the catalogue that said it."""
OF_THE_PLAN = (None, REPORT, amend.TALK, taking_back.TALK, contesting.FOR_REASON, campaigns.TALK)
"""What may be open beside an answer: a step of anything else waits for its own words."""


def noted(desk: Desk, outcome: Outcome) -> Outcome:
    """The same answer; where it told of one thing, the chat keeps which."""
    draft: Draft = outcome.draft or {}
    if follow.KEPT in draft.get(CHAT, {}):
        return outcome
    if draft.get("talk") == validation.ONE:  # Gone through one by one: the topic is all of them.
        scope = str(draft["scope"]).partition("~")[0]
        return follow.noted(desk, outcome, Asked(code=scope), "waiting")
    if draft.get("talk") not in OF_THE_PLAN:
        return outcome
    lines = [line for reply in outcome.replies if reply.to is None for line in reply.lines]
    matters = [line.key.partition(".")[0] for line in lines[:1]]
    if matters and matters[0] in MATTERS:
        kept = {"matter": MATTERS[matters[0]], "day": desk.today.isoformat()}
        return remembered(desk, outcome, **{follow.KEPT: kept})
    codes = tuple(dict.fromkeys(_codes(lines)))
    if (code := _one(desk.view.plan, codes)) is not None:
        return follow.noted(desk, outcome, Asked(code=code), follow.ACTED)
    counted = tuple(code for code in codes if code in desk.view.plan.indicators)
    if not 1 < len(counted) <= follow.FEW:
        return outcome
    return follow.noted(desk, outcome, Asked(Query(What.INDICATORS, counted)), follow.ACTED)


def beside_a_card(desk: Desk, outcome: Outcome) -> Outcome:
    """An answer about what the open card of a report is of says that its figure is not in it."""
    before, draft = desk.draft, outcome.draft or {}
    open_ = before.get("talk") == REPORT and "command" in before and "id" in before
    if not open_ or draft.get("id") != before["id"] or not outcome.replies:
        return outcome
    codes = {fact.indicator for fact in card_in(before).facts}
    first, *others = outcome.replies
    if not codes & set(_codes(first.lines)) or not _tells_a_figure(first.lines):
        return outcome
    told = replace(first, lines=(*first.lines, say("card.not_counted")))
    return replace(outcome, replies=(told, *others))


def _tells_a_figure(lines: Iterable[Say]) -> bool:
    facts = [fact for line in lines for fact in line.facts.values()]
    if any(isinstance(fact, Fraction | Decimal) for fact in facts):
        return True
    inner = [fact for fact in facts if isinstance(fact, Say)]
    return bool(inner) and _tells_a_figure(inner)


def _codes(lines: Iterable[Say]) -> list[str]:
    """What lines name, and what they are made of, in the order it is said."""
    found: list[str] = []
    for line in lines:
        if isinstance(said := line.facts.get("code"), str):
            found.append(said)
        for fact in line.facts.values():
            if isinstance(fact, Say):
                found += _codes((fact,))
    return found


def _one(plan: PlanInForce, said: Iterable[str]) -> str | None:
    """The one indicator or objective that was told of, or the objective of several of its
    indicators; None where more was, or nothing."""
    codes = [code for code in said if code in plan.indicators or code in plan.objectives]
    objectives = {plan.objective_of(code).code for code in codes}
    if len(objectives) != 1:
        return None
    counted = [code for code in codes if code in plan.indicators]
    return codes[0] if codes[0] not in counted or len(counted) == 1 else objectives.pop()
