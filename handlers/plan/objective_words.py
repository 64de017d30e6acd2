"""Objectives added in words, and what is told of who would add an indicator alone.

dirigente  nuovo obiettivo per i lavori pubblici: asfaltare via Roma          →  what is missing
"""

import datetime as dt
import re

from handlers import ask
from handlers.desk import Desk, answer, button, led_by
from handlers.plan import added
from handlers.turn import Outcome
from italian.closed import WISH
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require, unit_setters
from ledger.errors import Act
from ledger.plan import SEGRETARIO, TRANSVERSAL
from words.say import say

_ADD = (
    r"(?:(?:aggiung|inser|cre|propo|prop|met)\w*(?:i|a|ere|ire|are|rre|isci|iamo|o)|nuovo"
    r"|d[aà]i|assegna)"
)
_IN = (
    r"(?: (?:in|a|ad|al|alla|ai|per|nel|nella|per il|per la|per i|per gli|per le|agli|alle|del"
    r"|della|dei|degli|delle|di)(?: servizio| area)? | (?:all|nell|dell|per l)['’] ?)"
)
ADD = regex(
    rf"{WISH}{_ADD}(?: (?:un|un altro|altro))?(?: nuovo)? obiettivo(?:{_IN}(?P<unit>[^:,;]+?))?"
    r"(?: ?[:,;]\s*(?P<what>.+))?",
    re.IGNORECASE,
)
ADD_ABOUT = regex(
    rf"{WISH}{_ADD}(?: (?:un|un altro|altro))?(?: nuovo)? obiettivo (?:su|sul|sulla|sui|sulle"
    r"|sugli|sull['’]|che|chiamato) ?(?P<what>.+)",
    re.IGNORECASE,
)
GIVE = regex(
    rf"{WISH}(?:d[aà]i|assegna|metti|aggiungi){_IN}(?P<unit>.+?) (?:un (?:altro |nuovo )?"
    r"|altro )obiettivo(?: ?[:,;]\s*| su(?:l|lla|i)? )(?P<what>.+)",
    re.IGNORECASE,
)
ADD_INDICATOR = regex(
    rf"{WISH}(?:aggiung|inser|cre|met)\w* (?:.{{0,40}} )?(?:un )?(?:nuovo |altro )?indicatore\b.*",
    re.IGNORECASE,
)
BY = regex(r"(?P<title>.+?),? (?P<day>entro (?:il |la |l['’])?\S.*)", re.IGNORECASE)
NO_UNIT = regex(r"(?:mi[oaei]+|nostr[oaei]+|nuov[oaei]+)")


def said(desk: Desk, text: str) -> Outcome | None:
    """The card of an objective that is added; None for anything else. Raises Refusal."""
    if found := ADD_INDICATOR.fullmatch(text):
        return _indicator(desk)
    for frame in (GIVE, ADD_ABOUT, ADD):
        if found := frame.fullmatch(text):
            told = found.groupdict()
            return added_in(desk, told.get("unit") or "", told.get("what") or "")
    return None


def _indicator(desk: Desk) -> Outcome:
    """One is added with its objective, or by the plan's own file: which is told."""
    added.require_somewhere(desk)
    return answer(say("new.indicator"), buttons=((button("new_objective", "go:nuovo:-"),),))


def added_in(desk: Desk, unit: str, what: str) -> Outcome:
    """With its office, where words name one, and what they say of it. Raises NotAllowed."""
    code = _unit(desk, unit)
    if code is None:  # It was no office: it is what the objective is about.
        code, what = "", f"{unit}, {what}".strip(" ,")
    if found := BY.fullmatch(what):
        what = f"{found['title']}, {found['day']}"
    if code:
        plan = desk.view.plan
        require(desk.view, desk.person, Act.ADD, code, unit_setters(plan, code), desk.today)
    told = added.said(desk, code, what)
    given = dict(told.draft or {}).get("given") or {}
    if not isinstance(given, dict) or "title" not in given:
        return told
    day = dt.date.fromisoformat(given["deadline"]) if "deadline" in given else None
    return led_by(told, say("new.so_far", unit=given.get("unit"), title=given["title"], day=day))


def _unit(desk: Desk, words: str) -> str | None:
    """The service, or the group, that words name; empty where they say none; None for others."""
    plain = " ".join(clean(words).split())
    if not plain or NO_UNIT.fullmatch(plain):
        return ""
    if plain.startswith(("segretari", "sg")):
        return SEGRETARIO
    if plain.startswith("trasversal"):
        return TRANSVERSAL
    about, plan = ask.names_of(desk).of(plain), desk.view.plan
    codes = about.codes if about.said and not about.unread else ()
    if len(codes) == 1 and codes[0] in plan.area_of_service:
        return codes[0]
    return words if re.fullmatch(r"[a-z]{1,4}\d*", plain) else None
