"""Points of the plan to settle, in words: `quanti pesi non tornano?`, `sistemiamo le date`; after
their menu `le date` alone.

What people call a matter (dates, weights, codes) is of several kinds of points together.
"""

from collections import Counter

from handlers import anomalies
from handlers.anomaly_readings import CALLED, PLURALS, matter_in
from handlers.ask import follow
from handlers.desk import Desk, answer, button
from handlers.turn import Outcome
from italian.regex import regex
from ledger.rows import OpenAnomaly
from words.say import say

_POINTS = r"(?:anomali[ae]|(?:punti|errori|cose)(?= (?:del piano|da sistemare)))"
COUNTED = regex(
    r"^(?:e |ma )?(?:quante|quali|che|ci sono|c'e|quanti|quali sono le|elenca\w* le|le) "
    rf"(?:altre |ancora |delle |qualche )*{_POINTS}"
    r"(?: (?:del|nel|di) (?:piano|peg|pdo))?(?: (?:ci sono|sono|e|restano|rimangono|ancora|abbiamo"
    r"|apert[eio]|da sistemare|da correggere|in tutto|hai trovato|ha il piano|nel piano))*$"
)
OF_A_MATTER = regex(
    rf"^(?:e |ma )?(?:quant[ei]|quali|che|ci sono|c'e|in quanti) (?P<what>{PLURALS})\b.*"
    r"\b(?:non (?:torn\w+|vanno|va bene|quadr\w+|fanno 100|esist\w+)|sbagliat[ei]|da sistemare"
    r"|da correggere|scritt[ei] male|non valid[ei]|incomplet[ei]|anomal\w+)(?: .*)?$"
)
_SETTLE = (
    r"(?:sistem(?:iamo|are|a|o)|corregg(?:iamo|ere|i|o)|risolv(?:iamo|ere|i|o)"
    r"|aggiust(?:iamo|are|a|o)|mett(?:iamo|ere|i|o) a posto)"
)
_LEAD = r"(?:(?:ok|bene|adesso|ora|allora|dai|intanto|vorrei|voglio|posso|devo)[ ,]+)*"
_THE = r"(?:tutt[ei] )?(?:(?:le|i|gli|la|il) |l')?"
SETTLED = regex(
    rf"{_LEAD}{_SETTLE}(?:le|li)? {_THE}(?P<what>{PLURALS}|{_POINTS}|piano)"
    r"(?: (?:sbagliat[ei]|mancanti|che non (?:tornano|vanno)|da sistemare|(?:del|nel) piano))*"
)
CHOSEN = regex(
    rf"{_LEAD}(?:(?:partiamo|cominciamo|iniziamo|vediamo|comincia|parti|inizia|prima|fammi vedere"
    rf"|mostrami|passiamo|e) ?)*(?:(?:da|dai|dalle|dagli|a|ai|alle) )?{_THE}(?P<what>{PLURALS})"
)
"""A matter alone, after the menu of all of them."""


def counted(desk: Desk, plain: str) -> Outcome | None:
    """How many there are, by what is wrong; None for any other question."""
    of = OF_A_MATTER.match(plain)
    if of is None and not COUNTED.match(plain):
        return None
    matter = matter_in(of["what"]) if of else None
    found = _of(desk.view.anomalies(), matter)
    if not found:
        return answer(say("anomalies.none_of" if matter else "anomalies.none", what=matter))
    mine = len(_of(anomalies.mine(desk), matter))
    kinds = Counter(anomaly.kind for anomaly in found).most_common()
    lines = [say("told.of_kind", what=say(f"anomaly.{kind}"), count=count) for kind, count in kinds]
    data = f"anoall:{matter}" if matter else "anoleave:0"
    row = ((button("oggi.settle", data, count=mine),),) if mine else ()
    return answer(say("told.to_settle", count=len(found), mine=mine), *lines, buttons=row)


def _of(found: list[OpenAnomaly], matter: str | None) -> list[OpenAnomaly]:
    return [a for a in found if matter is None or a.kind in CALLED[matter][1]]


def said(desk: Desk, plain: str) -> Outcome | None:
    """The points of a matter, to go through, for who may settle any; None for anything else."""
    found = SETTLED.fullmatch(plain)
    if found is None and follow.matter(desk) == "anomalies":
        found = CHOSEN.fullmatch(plain)
    if found is None or not anomalies.mine(desk):
        return None
    return anomalies.start(desk, matter_in(found["what"]) or "")
