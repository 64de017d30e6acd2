"""Acts said in words, as their commands do them: the same cards, the same refusals.

segretario  apri un monitoraggio di metà anno entro il 31/07   →  the card of /campagna
dirigente   cancella AS4.3 perché non è più finanziato         →  the card of /elimina
admin       invita eq.as4                                      →  the invitation
"""

import re
from collections.abc import Callable

from handlers.ask.after import follow
from handlers.conversation import Conversation, Press, number, word
from handlers.desk import Desk, answer, keep
from handlers.evaluating import premiums
from handlers.plan import anomaly_words, changes
from handlers.procedure import output_words
from handlers.reminding import campaign_words
from handlers.reporting.cards import TALK as REPORT
from handlers.staff import leave_words, leaves, people
from handlers.talk.because import ACT
from handlers.turn import Outcome
from italian.regex import regex
from ledger.clock import day_of
from ledger.projections.changes import changes as changed
from words.say import say

AGAIN = regex(
    r"(?:e |anche |pure |adesso |ora )+(?:a |per )?(?P<who>[a-z]+\.[\w-]+|\w+ \w+)",
    re.IGNORECASE,
)
"""After an invitation, another."""
PROOF = regex(
    r"(?:(?:ci )?(?:mett|alleg|aggiung|attacc)(?:i|a|o|iamo|ere|are|ici|aci|igli)(?:ci|gli)?"
    r"|ti mando|posso mandarti)(?: (?:subito|ora|anche))?(?: (?:la|una|un|il|le)| l['’])? ?"
    r"(?:prov[ae]|foto|allegato|documento|file)"
    r"(?: a (?:questo|quest['’]ultimo|quello)(?: dato)?)?",
    re.IGNORECASE,
)
PREMIUMS = regex(
    r"(?:simula|prova|calcola|mostra(?:mi)?|fammi vedere|quanto (?:vengono|fanno))"
    r"(?: i| gli| le)? (?:premi|indennita|premi dell'anno)(?: (?P<year>20\d\d))?",
    re.IGNORECASE,
)

EXPLAINED = regex(
    r"(?:(?:vorrei|voglio|devo|puoi) )?(?:spieg|motiv)(?:a|o|are|iamo|hiamo) (?:la )?(?:modifica )?"
    r"(?:(?:n|nr|num)\.? ?|numero )?(?P<number>\d{1,9})(?:\s*[:;,–-]\s*|\s+|$)(?P<why>.*)",
    re.IGNORECASE,
)


SAYS_WHY = regex(
    r"(?:(?:il )?motivo(?: [eè])?\b\s*:?|perch[eé]\b:?|la ragione [eè])\s*(?P<why>\S.*)",
    re.IGNORECASE,
)
"""Right after a change that waits for its reason."""


def said(desk: Desk, plain: str) -> Outcome | None:
    """The card of an act said in words; None for anything else. `plain` is the text cleaned."""
    if (leave := leave_words.said(desk, plain)) is not None:
        return leave
    if (points := anomaly_words.said(desk, plain)) is not None:
        return points
    if (document := output_words.said(desk, plain)) is not None:
        return document
    text = " ".join(desk.turn.text.split()).strip(" .!?")
    if follow.matter(desk) == "invitations" and (more := AGAIN.fullmatch(text)):
        return people.invite_named(desk, more["who"].strip(" ,.«»"))
    if (explained := _just_changed(desk, text)) is not None:
        return explained
    for pattern, act in ACTS:
        if found := pattern.fullmatch(text):
            return act(desk, found)
    return campaign_words.said(desk, text)


def _premiums(desk: Desk, found: re.Match[str]) -> Outcome:
    return premiums.start(desk, found["year"] or "")


def _explain(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """Why a change was made, by the number that its button says; None of what is no change."""
    number, why = int(found["number"]), found["why"].strip()
    known = (c.seq for c in changed(desk.view.tables, desk.view.year) if c.is_change)
    if number not in known:
        return None
    return changes.start(desk, f"{desk.view.year} {number} {why}".strip())


def _just_changed(desk: Desk, text: str) -> Outcome | None:
    """The reason, or the act, of what the writer has just changed without one; None for other
    words."""
    led = SAYS_WHY.fullmatch(text)
    why = led["why"] if led else text if ACT.match(text) else ""
    if not why or "talk" in desk.draft or desk.turn.text.rstrip().endswith("?"):
        return None
    made = [c for c in changed(desk.view.tables, desk.view.year) if c.actor == desk.person]
    last = max(made, key=lambda change: change.seq, default=None)
    if last is None or not last.unexplained or last.day != desk.today:
        return None
    return changes.start(desk, f"{desk.view.year} {last.seq} {why}")


def _prove(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """Of the card that is open, or of what one recorded today."""
    if desk.draft.get("talk") == REPORT and "id" in desk.draft:
        return keep(desk, answer(say("prove.now")))
    last = desk.record.last_report_by(desk.person)
    if last is None or day_of(last.recorded_at) != desk.today:
        return None
    return desk.press(desk, f"attach:{last.seq}")


ACTS: tuple[tuple[re.Pattern[str], Callable[[Desk, re.Match[str]], Outcome | None]], ...] = (
    (PREMIUMS, _premiums),
    (PROOF, _prove),
    (EXPLAINED, _explain),
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
