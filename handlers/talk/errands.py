"""Messages that people would send others through the bot: it carries none, and says what it does.

dirigente  manda un messaggio a tutti gli eq: domani chiudo i dati   →  no; reminding, that it does
eq         avvisa il dirigente che ho finito                         →  no; who validates sees it

Nothing of what was to be told is read as a fact.
"""

from handlers import ask
from handlers.desk import Desk, answer, button
from handlers.staff import somebody
from handlers.turn import Outcome
from italian.closed import WISH, before
from italian.regex import regex
from ledger.people import Role
from words.say import say

_NOTE = (
    r"(?:(?:un|una|il|la|questo|questa|l') ?)?(?:messaggi[oa]|messaggino|e-?mail|mail|avviso"
    r"|comunicazione|nota|pec|circolare|whatsapp|sms|notifica|lettera)"
)
_TO = before("a")
SENT = regex(
    rf"{WISH}(?:mand|invi|scriv|sped|inoltr|gir|prepar)\w* {_NOTE}(?: {_TO}(?P<who>.+?))?"
    r"(?:(?: ?[:,]| che\b| dicendo| per\b| con\b| di\b).*)?"
)
TOLD = regex(
    rf"{WISH}(?:(?:scriv|dill|rifer|comunic|dic|rispond)\w* {_TO}|di' ?{_TO}"
    r"|(?:avvis|avvert|inform|contatt|chiam|allert)\w* (?:(?:il|la|lo|i|gli|le|tutt[ie]) |l' ?)?"
    rf"|fai sapere {_TO})(?P<who>.+?)(?:(?: ?[:,]| che\b| dicendo| di\b| per\b).*)?"
)
_NO_QUESTION = r"(?! (?:quant|qual|quando|come|chi|cosa|che cosa|a che|perche|dove)\w*)"
"""`ricordami quanto manca` asks, and wants it now."""
REMIND_ME = regex(
    rf"{WISH}(?:ricorda(?:mi|ci|melo|celo){_NO_QUESTION}|fammi(?:lo)? ricordare"
    r"|avvisa(?:mi|ci)|avverti(?:mi|ci)"
    r"|sveglia(?:mi|ci)|metti(?:mi)? (?:un )?(?:promemoria|sveglia)|fammi un promemoria)\b.*"
)
OF_AN_ACT = regex(
    r"(?:avvis|avvert|inform|dillo|digli|faglielo|fallo|comunica)\w*(?:l[oaie]|gliel[oa])?"
    r"(?: (?:sapere|tu|anche a lui|anche a lei|subito))?"
)
"""Whoever an act concerns: alone, after it."""
EVERYBODY = regex(r"(?:tutti|tutte|gli uffici|gli altri|i colleghi|tutti gli .*|tutti i .*)")


def asked(desk: Desk, plain: str) -> Outcome | None:
    """What is said to who would have a message carried; None for anything else."""
    if (no_reminder := reminder(plain)) is not None:
        return no_reminder
    if OF_AN_ACT.fullmatch(plain):
        return answer(say("errand.told_already"))
    found = SENT.fullmatch(plain)
    if found is None:
        found = TOLD.fullmatch(plain)
        if found is None or not _is_somebody(desk, found["who"]):
            return None
    roles = {post.role for post in desk.posts}
    if Role.SEGRETARIO in roles:
        cells = (
            button("open_campaign", "frmgo:campagna"),
            button("here.campaigns", "go:campagna:-"),
        )
        return answer(say("errand.none"), say("errand.campaigns"), buttons=(cells,))
    if Role.DIRIGENTE in roles:
        shown = ((button("here.campaigns", "go:campagna:-"),),)
        return answer(say("errand.none"), say("errand.remind"), buttons=shown)
    return answer(say("errand.none"), say("errand.seen"), buttons=((button("help", "help:-"),),))


def reminder(plain: str) -> Outcome | None:
    """What is said to who would be reminded of an act at their own hour: it is not begun now."""
    if REMIND_ME.fullmatch(plain.strip(" .!?")) is None:
        return None
    settings = ((button("reminders", "go:impostazioni:-"),),)
    return answer(say("errand.remind_me"), buttons=settings)


def _is_somebody(desk: Desk, who: str) -> bool:
    """A person, everybody, or an office that is called by its name."""
    if EVERYBODY.fullmatch(who) is not None or somebody.meant(desk, who):
        return True
    about, plan = ask.names_of(desk).of(who), desk.view.plan
    return (
        about.said
        and not about.unread
        and set(about.codes)
        <= {
            *plan.areas,
            *plan.area_of_service,
        }
    )
