"""Objectives in words: cancelled, taken back, added.

dirigente  elimina l'obiettivo del noleggio con conducente, slitta al 2025   →  the card of /elimina
dirigente  nuovo obiettivo per i lavori pubblici: asfaltare via Roma          →  what is missing
"""

import datetime as dt
import re

from handlers import ask
from handlers.ask import follow
from handlers.desk import Desk, answer, button, led_by
from handlers.plan import added, amend, amended_things
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require, unit_setters
from ledger.errors import Act
from ledger.plan import SEGRETARIO, TRANSVERSAL
from words.say import say

_WISH = r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti|mi)[ ,]+)*"
_WHY = (
    r"(?:\s*(?:[,:;]\s*|\s(?=perch[eé]|poich[eé]|siccome|motivo)|(?<=\d)\s+(?=per\s))"
    r"(?:perch[eé]|per|motivo:?)?\s*(?P<why>.*))?"
)
_NAMED = (
    r"(?P<named>(?:(?:l['’]|dell['’]|gli|un) ?)?obiettivo"
    r"(?: (?:di|del|della|dei|degli|delle|sul|sulla)| dell['’])? ?)?"
)
CANCEL = regex(
    rf"{_WISH}(?P<verb>cancell|elimin|stralc|sopprim|togl|lev|rimuov|annull|ritir)"
    r"(?:a|i|ia|are|iamo|ere|iere|ete)(?P<off> dal piano)? "
    rf"{_NAMED}(?P<thing>\S.*?)(?P<plan> dal piano)?{_WHY}",
    re.IGNORECASE,
)
RECORDS_TOO = ("togl", "lev", "rimuov", "annull", "ritir")
"""What is said of records as well as of objectives."""
CODE = regex(r"\b[A-Za-z]{1,4}\.?[A-Za-z]?\.?\d*\.\d+(?:\.\d+)?\b")
OF_RECORDS = regex(
    r"\b(?:dat[oi]|registrazion\w+|ultim\w+|report|numer\w+|oggi|ieri|stamattina|quell[oaie]"
    r"|tutt\w|prov[ae]|allegat\w|foto|file|invit\w+|campagn\w+|monitoraggi\w+)\b|\d",
    re.IGNORECASE,
)
REINSTATE = regex(
    r"(?:ripristin(?:a|are|iamo)|riprend(?:i|ere|iamo)|riattiv(?:a|are|iamo)"
    r"|rimett(?:i|ere|iamo)(?: nel piano)?|annulla(?:re)? la cancellazione (?:di|del|della))"
    rf" {_NAMED}(?P<thing>\S.*?){_WHY}",
    re.IGNORECASE,
)
BACK = regex(
    r"(?:rimettil|ripristinal|riprendil|riattival|rimettiamol|riprendiamol)[oaie](?: nel piano)?",
    re.IGNORECASE,
)
"""Of what was just cancelled."""
_ADD = (
    r"(?:(?:aggiung|inser|cre|propo|prop|met)\w*(?:i|a|ere|ire|are|rre|isci|iamo|o)|nuovo"
    r"|d[aà]i|assegna)"
)
_IN = (
    r"(?: (?:in|a|ad|al|alla|ai|per|nel|nella|per il|per la|per i|per gli|per le|agli|alle|del"
    r"|della|dei|degli|delle|di)(?: servizio| area)? | (?:all|nell|dell|per l)['’] ?)"
)
ADD = regex(
    rf"{_WISH}{_ADD}(?: (?:un|un altro|altro))?(?: nuovo)? obiettivo(?:{_IN}(?P<unit>[^:,;]+?))?"
    r"(?: ?[:,;]\s*(?P<what>.+))?",
    re.IGNORECASE,
)
ADD_ABOUT = regex(
    rf"{_WISH}{_ADD}(?: (?:un|un altro|altro))?(?: nuovo)? obiettivo (?:su|sul|sulla|sui|sulle"
    r"|sugli|sull['’]|che|chiamato) ?(?P<what>.+)",
    re.IGNORECASE,
)
GIVE = regex(
    rf"{_WISH}(?:d[aà]i|assegna|metti|aggiungi){_IN}(?P<unit>.+?) (?:un (?:altro |nuovo )?"
    r"|altro )obiettivo(?: ?[:,;]\s*| su(?:l|lla|i)? )(?P<what>.+)",
    re.IGNORECASE,
)
ADD_INDICATOR = regex(
    rf"{_WISH}(?:aggiung|inser|cre|met)\w* (?:.{{0,40}} )?(?:un )?(?:nuovo |altro )?indicatore\b.*",
    re.IGNORECASE,
)
BY = regex(r"(?P<title>.+?),? (?P<day>entro (?:il |la |l['’])?\S.*)", re.IGNORECASE)
NO_UNIT = regex(r"(?:mi[oaei]+|nostr[oaei]+|nuov[oaei]+)")


def said(desk: Desk, text: str) -> Outcome | None:
    """The card of an act on an objective; None for anything else. Raises Refusal."""
    spoken = follow.code_of(desk)
    if BACK.fullmatch(text) and spoken in desk.view.plan.objectives:
        return amend.open_amendment(desk, "riprendi", str(spoken))
    if found := REINSTATE.fullmatch(text):
        return _amended(desk, "riprendi", found["thing"], found["why"])
    if found := ADD_INDICATOR.fullmatch(text):
        return _indicator(desk)
    for frame in (GIVE, ADD_ABOUT, ADD):
        if found := frame.fullmatch(text):
            told = found.groupdict()
            return added_in(desk, told.get("unit") or "", told.get("what") or "")
    if found := CANCEL.fullmatch(text):
        return _cancelled(desk, found)
    return None


def _cancelled(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """`Ritira AS4.3` may be of what was last recorded in it, and of an indicator it is."""
    record_too = found["verb"].lower() in RECORDS_TOO
    plainly = found["named"] or found["off"] or found["plan"]
    if not plainly and OF_RECORDS.search(CODE.sub(" ", found["thing"])):
        return None
    if not plainly and record_too:
        thing = amended_things.named(desk, found["thing"], "peso")
        last = desk.record.last_report_by(desk.person)
        if thing is None or thing.code not in desk.view.plan.objectives:
            return None
        if last and last.indicator.startswith(f"{thing.code}."):
            return None
    return _amended(desk, "elimina", found["thing"], found["why"])


def _amended(desk: Desk, name: str, words: str, why: str | None) -> Outcome | None:
    thing = amended_things.named(desk, words, "peso")
    if thing is None and name == "riprendi":
        return _by_code(desk, words, why)
    if thing is None or len(thing.which) > 1:
        return None
    code = desk.view.plan.objective_of(thing.code).code
    return amend.open_amendment(desk, name, f"{code} {why or ''}".strip())


def _by_code(desk: Desk, words: str, why: str | None) -> Outcome | None:
    """What was cancelled is named by its code, or by its title."""
    plan = desk.view.plan
    said = clean(words).strip()
    found = [c for c in plan.cancelled if said in (c.lower(), clean(plan.objectives[c].title))]
    if len(found) != 1:
        return None
    return amend.open_amendment(desk, "riprendi", f"{found[0]} {why or ''}".strip())


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
