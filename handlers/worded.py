"""Acts said in words, as their commands do them: the same cards, the same refusals.

segretario  apri un monitoraggio di metà anno entro il 31/07   →  the card of /campagna
dirigente   cancella AS4.3 perché non è più finanziato         →  the card of /elimina
admin       invita eq.as4                                      →  the invitation
"""

import re
from collections.abc import Callable

from handlers import (
    added,
    amend,
    anomaly_words,
    campaign_words,
    leaves,
    money_words,
    people,
    post_words,
    premiums,
)
from handlers.conversation import Conversation, Press, number, word
from handlers.desk import Desk, answer, button
from handlers.turn import Outcome
from italian.regex import regex
from words.say import say

_CODE = r"(?P<code>[a-z][\w.-]*\.\d+)"

CANCEL = regex(
    r"(?P<verb>cancella|elimina|stralcia|sopprimi|togli|leva|rimuovi|annulla|ritira)(?: dal piano)?"
    rf"(?P<named> l['’]obiettivo| obiettivo)? {_CODE}(?P<plan> dal piano)?"
    r"(?:[ ,:;]+(?:perch[eé]|per|motivo:?)?\s*(?P<why>.*))?",
    re.IGNORECASE,
)
RECORDS_TOO = ("togli", "leva", "rimuovi", "annulla", "ritira")
"""What is said of records as well as of objectives."""

REINSTATE = regex(
    r"(?:ripristina|riprendi|riattiva|rimetti(?: nel piano)?|annulla la cancellazione di)"
    rf"(?: l['’]obiettivo| obiettivo)? {_CODE}"
    r"(?:[ ,:;]+(?:perch[eé]|per|motivo:?)?\s*(?P<why>.*))?",
    re.IGNORECASE,
)
ADD = regex(
    r"(?:aggiungi|inserisci|crea|voglio aggiungere|vorrei aggiungere)(?: un)?(?: nuovo)? obiettivo"
    r"(?: (?:in|ad?|per|nel|al|a)(?: servizio)? (?P<unit>[\w.]+))?"
    r"(?: ?[:,;]\s*(?P<what>.+))?",
    re.IGNORECASE,
)
ADD_INDICATOR = regex(
    r"(?:aggiungi|inserisci|crea|voglio aggiungere|vorrei aggiungere)(?: un)?(?: nuovo)?"
    r" indicatore\b.*",
    re.IGNORECASE,
)
INVITE = regex(
    r"(?:(?:invita(?:re)?|(?:manda|fai|dai|crea|prepara|genera)(?:re)?(?: un| l['’])? ?"
    r"(?:invito|codice(?: d(?:['’]|i )invito)?)(?: a| per)?) )(?P<who>\S+(?: \S+){0,3})",
    re.IGNORECASE,
)
PREMIUMS = regex(
    r"(?:simula|prova|calcola|mostra(?:mi)?|fammi vedere|quanto (?:vengono|fanno))"
    r"(?: i| gli| le)? (?:premi|indennita|premi dell'anno)(?: (?P<year>20\d\d))?",
    re.IGNORECASE,
)


def said(desk: Desk, plain: str) -> Outcome | None:
    """The card of an act said in words; None for anything else. `plain` is the text cleaned."""
    if (leave := leaves.said(desk, plain)) is not None:
        return leave
    if (points := anomaly_words.said(desk, plain)) is not None:
        return points
    if (fund := money_words.said(desk)) is not None:
        return fund
    if (post := post_words.said(desk, plain)) is not None:
        return post
    text = " ".join(desk.turn.text.split()).strip(" .!?")
    for pattern, act in ACTS:
        if found := pattern.fullmatch(text):
            return act(desk, found)
    return campaign_words.said(desk, text)


def _cancel(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """`Ritira AS4.3` may be of what was last recorded in it, and of an indicator it is."""
    plan = desk.view.plan
    code = plan.resolve(found["code"])
    if found["verb"].lower() in RECORDS_TOO and not (found["named"] or found["plan"]):
        last = desk.record.last_report_by(desk.person)
        if code not in plan.objectives or (last and last.indicator.startswith(f"{code}.")):
            return None
    return amend.open_amendment(desk, "elimina", f"{found['code']} {found['why'] or ''}".strip())


def _reinstate(desk: Desk, found: re.Match[str]) -> Outcome:
    return amend.open_amendment(desk, "riprendi", f"{found['code']} {found['why'] or ''}".strip())


def _add(desk: Desk, found: re.Match[str]) -> Outcome:
    return added.said(desk, found["unit"] or "", found["what"] or "")


def _add_indicator(desk: Desk, found: re.Match[str]) -> Outcome:
    """One is added with its objective, or by the plan's own file: which is told."""
    added.require_somewhere(desk)
    return answer(say("new.indicator"), buttons=((button("new_objective", "go:nuovo:-"),),))


def _invite(desk: Desk, found: re.Match[str]) -> Outcome | None:
    if desk.turn.kind == "group":
        return answer(say("private_only"))
    return people.invite_named(desk, found["who"].strip(" ,.«»"))


def _premiums(desk: Desk, found: re.Match[str]) -> Outcome:
    return premiums.start(desk, found["year"] or "")


ACTS: tuple[tuple[re.Pattern[str], Callable[[Desk, re.Match[str]], Outcome | None]], ...] = (
    (CANCEL, _cancel),
    (REINSTATE, _reinstate),
    (ADD, _add),
    (ADD_INDICATOR, _add_indicator),
    (INVITE, _invite),
    (PREMIUMS, _premiums),
)

LEAVES = Conversation(
    talk=leaves.UNTIL,
    buttons={
        "back": Press(leaves.offer_back, (word,), aside=False),
        "leaveoff": Press(leaves.withdraw, (word, number)),
        "leaveact": Press(leaves.with_its_act, (number, word)),
    },
    waits=leaves.until_said,
)
"""The last day that is waited for, and the button of who came back."""
