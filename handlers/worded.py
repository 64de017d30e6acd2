"""Acts said in words, as their commands do them: the same cards, the same refusals.

segretario  apri un monitoraggio di metà anno entro il 31/07   →  the card of /campagna
dirigente   cancella AS4.3 perché non è più finanziato         →  the card of /elimina
admin       invita eq.as4                                      →  the invitation
"""

import re
from collections.abc import Callable

from handlers import (
    anomaly_words,
    campaign_words,
    leaves,
    money_words,
    objective_words,
    people,
    post_words,
    premiums,
)
from handlers.conversation import Conversation, Press, number, word
from handlers.desk import Desk, answer
from handlers.turn import Outcome
from italian.regex import regex
from words.say import say

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
    return campaign_words.said(desk, text) or objective_words.said(desk, text)


def _invite(desk: Desk, found: re.Match[str]) -> Outcome | None:
    if desk.turn.kind == "group":
        return answer(say("private_only"))
    return people.invite_named(desk, found["who"].strip(" ,.«»"))


def _premiums(desk: Desk, found: re.Match[str]) -> Outcome:
    return premiums.start(desk, found["year"] or "")


ACTS: tuple[tuple[re.Pattern[str], Callable[[Desk, re.Match[str]], Outcome | None]], ...] = (
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
