"""What is asked of one person, named by code, by name or by post: their scheda, their absences; and
who is at the head of the asker.

nucleo      la scheda del dirigente finanziario   →  as /scheda dirigente.af shows it, or refuses it
personale   eq.af3 ha assenze?                    →  as /assenza eq.af3
eq          chi è il mio dirigente?               →  who holds that post today
"""

from handlers import ask
from handlers.ask.parts.about import OWN
from handlers.desk import Desk, answer
from handlers.staff import somebody
from handlers.turn import Outcome
from italian.regex import regex
from ledger.people import Role
from ledger.plan import ENTE
from ledger.readings.query import Query, What
from words.say import say

_SHOW = (
    r"(?:(?:mi|ci|me|puoi|posso|possiamo|potrei|vorrei|voglio|fai|fammi|fate|facci|dammi|dacci|dimmi"
    r"|dirmi|serv\w+|apri\w*|mostra\w*|mostri|vedere|vediamo|leggere|sapere|avere|far|serve|guarda\w*"
    r"|com'e|qual e|quant'e|quali sono|a che punto e|c'e|esiste|e (?:gia )?pronta) )*"
)
_PAPER = (
    r"(?:la |le |i |il |lo |una )?"
    r"(?:(?:punteggi\w*|vot[oi]|risultat[oi]|esito) (?:della |nella |di )?)?"
    r"(?:sched[ae](?: di valutazione)?|valutazion[ei](?: finale)?|punteggi\w*|vot[oi]|pagell[ae])"
)
_TO = r"(?:di |de[lis] |della |dello |degli |dei |dell' ?)"
_YET = r"(?: (?:c'e|esiste|e|gia|pronta|firmata|scritta|fatta|chiusa|quant'e|20\d\d))*"
SCHEDA = regex(rf"{_SHOW}{_PAPER} (?:{_TO}|(?=(?:eq|dirigente|dipendente)\b))(?P<who>\S.*?){_YET}")
SCORED = regex(
    r"(?:e |ma )?(?:che |quale |qual e il )(?:voto|punteggio|valutazione) (?:ha|aveva)"
    r"(?: preso| avuto| ricevuto)? (?P<who>\S.*)"
    r"|(?:e |ma )?quanto ha (?:preso|avuto)(?: di (?:valutazione|voto|punteggio)"
    r"| (?:alla|nella) valutazione) (?P<taker>\S.*)"
    r"|(?:e |ma )?come e stat[oa] valutat[oa] (?P<judged>\S.*)"
    r"|(?P<first>\S+\.\S+) ha (?:gia |ancora )?(?:la|una) (?:scheda|valutazione)"
)
"""Asks for the score itself: whoever it is of, who may not read it is told who may."""
VOTE = regex(r"\b(?:vot[oi]|punteggi\w*)\b")
_AWAY = r"(?:assenz[ae]|ferie|malatti[ae]|permess[oi]|conged[oi]|maternita|aspettativ[ae])"
ABSENCES = (
    regex(
        r"(?:e |ma )?(?P<who>\S+(?: \S+){0,5}?),? (?:quando|da quando|fino a quando|in che giorni) "
        rf"(?:e|sara|torna|rientra|manca)(?: stat[oa])?(?: (?:assente|via|in {_AWAY}|a lavoro))?"
    ),
    regex(
        r"(?:e |ma )?(?:quando|da quando|fino a quando|in che giorni) "
        rf"(?:e|sara|torna|rientra|manca)(?: stat[oa])? (?:assente |via |in {_AWAY} )?(?P<who>\S.*)"
    ),
    regex(
        r"(?P<who>\S+(?: \S+){0,5}?),? (?:ha|aveva|risultano|quante|quali|che|ha avuto|ha fatto)"
        rf"(?: (?:delle|qualche|dei|altre|giorni di|ha))* {_AWAY}"
        r"(?: (?:ha|registrat[aei]|annunciat[aei]|quest'anno|in corso|segnat[aei]))*"
    ),
    regex(
        r"(?:e |ma )?(?:(?:quali|quante|che|ci sono|mostra\w*|elenc\w+|dammi|le|eventuali) )*"
        rf"{_AWAY}"
        r"(?: (?:registrat[aei]|annunciat[aei]|risult\w+|quest'anno|in corso))* (?:ha |per |a "
        rf"|{_TO})(?P<who>\S.*)"
    ),
)
_HEAD = (
    r"(?:mi|nostr)[oa] (?P<head>dirigente|cap[oa](?: ?area| diretto)?|superiore(?: diretto)?"
    r"|responsabile|direttore|direttrice|eq|referente)"
)
MY_HEAD_ALONE = regex(_HEAD)
MY_HEAD = regex(
    rf"(?:e |ma )?chi (?:e|sarebbe|e che e|fa da) (?:il |la |l')?{_HEAD}"
    r"(?: (?:qui|diretto|adesso|ora|qui dentro))*"
)


def asked(desk: Desk, plain: str) -> Outcome | None:
    """None for any other question. Raises Refusal, for who may not be told."""
    scored = SCORED.fullmatch(plain)
    if (found := scored or SCHEDA.fullmatch(plain)) is not None:
        words = next(filter(None, found.groupdict().values()))
        if (who := _one(desk, words)) is not None:
            return _private(desk) or desk.press(desk, f"go:scheda:{who}")
        if MY_HEAD_ALONE.search(words):
            return answer(say("scheda.of_whom"))  # `del mio dirigente`: never one's own.
        about = ask.names_of(desk).of(OWN.sub(" ", plain))
        asks = scored or (VOTE.search(plain) and not about.said)
        return answer(say("scheda.private")) if asks else None
    for pattern in ABSENCES:
        found = pattern.fullmatch(plain)
        if found is not None and (who := _one(desk, found["who"])) is not None:
            return _private(desk) or desk.press(desk, f"go:assenza:{who}")
    found = MY_HEAD.fullmatch(plain)
    return None if found is None else _head(desk, found["head"])


def _private(desk: Desk) -> Outcome | None:
    return answer(say("private_only")) if desk.turn.kind == "group" else None


def _one(desk: Desk, words: str) -> str | None:
    """The one person that words mean."""
    found = somebody.meant(desk, words)
    return found[0] if len(found) == 1 else None


def _head(desk: Desk, head: str) -> Outcome | None:
    """Who is above the asker: of an EQ the dirigente, of a dipendente the EQ where they are not
    asked for by the post, of a dirigente the Segretario."""
    posts = desk.record.held(desk.person, desk.today)
    area_of = desk.view.plan.area_of_service
    services = [p.unit for p in posts if p.unit is not None and p.unit in area_of]
    nearest = {p.role for p in posts} == {Role.DIPENDENTE} and head != "dirigente"
    of = services if nearest or head == "eq" else [area_of[s] for s in services]
    if not of and any(p.role is Role.DIRIGENTE for p in posts):
        of = [ENTE]
    return ask.show(desk, Query(What.HOLDERS, tuple(dict.fromkeys(of)))) if of else None
