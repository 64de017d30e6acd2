"""Points of the plan to settle, in words: `quanti pesi non tornano?`, `sistemiamo le date`; after
their menu `le date` alone.

What people call a matter (dates, weights, codes) is of several kinds of points together.
"""

from collections import Counter

from handlers.ask.after import follow
from handlers.desk import Desk, answer, button
from handlers.plan import amended_things, anomalies
from handlers.plan.anomaly_readings import CALLED, PLURALS, asked, matter_in, read
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
ANYTHING_WRONG = regex(
    r"(?:e |ma )?(?:quali|quanti|che|ci sono|cosa|che cosa)"
    r"(?: (?:dat[oi]|valor[ei]|numer[oi]|cose|punti))?(?: che)? "
    r"(?:non (?:torn|quadr)\w+|(?:e |sono )?(?:incoeren|anomal)\w+)(?: (?:nel|del) piano)?"
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


AS_PROPOSED = regex(
    rf"(?:.* )?(?P<what>{PLURALS})\b.*\b(?:come (?:li |le )?(?:proponi|propone|proposto|proposti"
    r"|suggerisci|leggi|hai letto|dici|nella proposta)|la tua (?:proposta|lettura))\b.*"
)
AS_THEY_ARE = regex(
    rf"(?:.* )?(?P<what>{PLURALS})\b.*\b(?:lasci\w+|rest(?:ano|ino|a)|tieni\w*|vanno bene)\b"
    r".*\b(?:cosi|come (?:sono|stanno)|in parti uguali|uguali)\b.*"
)
ALL_OF_A_YEAR = regex(rf"(?:le |i |gli )?(?P<what>{PLURALS})\b.* (?:del|al|nel) (?:19|20)\d\d")
_IS = r"(?:e|sarebbe|va letto(?: come)?|diventa|deve essere|:|=)"
CODE_IS = (
    regex(
        rf"(?:il )?codice(?: (?:giusto|corretto|esatto))? (?:di|del|della|dei|per|dell') ?"
        rf"(?P<thing>.+?) {_IS} (?P<value>os ?\d[\d.]*)"
    ),
    regex(
        rf"(?:per |di |a )?(?P<thing>.+?),? (?:il )?codice(?: (?:giusto|corretto|esatto))? "
        rf"(?:{_IS} )?(?P<value>os ?\d[\d.]*)"
    ),
)
DAY_IS = regex(
    r"(?:il |la data )?(?P<printed>\d{1,2}(?:[/ ]\S+)?(?:[/ ]\d{4})?) (?:di|del|della|dei|dell') ?"
    rf"(?P<thing>.+?) {_IS} (?:il )?(?P<value>\d{{1,2}}[/ ].+)"
)


def counted(desk: Desk, plain: str) -> Outcome | None:
    """How many there are, by what is wrong; None for any other question."""
    of = OF_A_MATTER.match(plain)
    if of is None and not COUNTED.match(plain) and not ANYTHING_WRONG.fullmatch(plain):
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
    found = found or ALL_OF_A_YEAR.fullmatch(plain)
    if found is not None and anomalies.mine(desk):
        return anomalies.start(desk, matter_in(found["what"]) or "")
    return _of_a_kind(desk, plain) or _of_a_thing(desk, plain)


def _of_a_kind(desk: Desk, plain: str) -> Outcome | None:
    """All of a matter at once: as each is proposed, or as they stand; one card."""
    for frame, read_, mark in ((AS_PROPOSED, True, ""), (AS_THEY_ARE, False, anomalies.AS_IS)):
        found = frame.fullmatch(plain)
        matter = matter_in(found["what"]) if found else None
        kinds = [
            a.kind
            for a in (_of(anomalies.mine(desk), matter) if matter else [])
            if (a.reading is not None) is read_
        ]
        if kinds:
            return anomalies.offer_kind(desk, f"{mark}{kinds[0]}")
        if matter and anomalies.mine(desk):
            return anomalies.start(desk, matter)
    return None


def _of_a_thing(desk: Desk, plain: str) -> Outcome | None:
    """The reading that is told of one thing's point: `il codice di AS1.3 è OS2.34`. Raises
    NotAllowed."""
    for frame, way in (*((one, "code") for one in CODE_IS), (DAY_IS, "bad_date")):
        found = frame.fullmatch(plain)
        thing = amended_things.named(desk, found["thing"], "peso") if found else None
        if found is None or thing is None:
            continue
        words = found["value"].upper() if way == "code" else found["value"]
        if (told := settled(desk, thing.code, way, words)) is not None:
            return told
    return None


def settled(desk: Desk, code: str, way: str, words: str) -> Outcome | None:
    """The card of a point of a thing with the reading that is told; None where it has none that is
    asked so. Raises NotAllowed."""
    objective = desk.view.plan.objective_of(code).code
    for anomaly in desk.view.anomalies():
        inside = anomaly.where == objective or anomaly.where.startswith(f"{objective}.")
        if inside and asked(anomaly.kind) == way:
            value = read(desk, anomaly, words)
            return None if value is None else anomalies.offer(desk, anomaly, value)
    return None
