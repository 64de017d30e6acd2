"""What a question asks beside each thing of its answer, which the answer tells anyway: put as the
order that shows it, or left out, before the question is looked at as two.

obiettivi non avviati con la scadenza            →   obiettivi non avviati, in ordine di scadenza
i miei obiettivi e quanto pesano                 →   i miei obiettivi, dal più pesante
AT4.2: ultimo dato, chi, quando, validato o no   →   AT4.2: ultimo dato
etilometro: fatti, target, atteso                →   come va etilometro
tutti i dati di agosto, e quali sono validati    →   tutti i dati di agosto
obiettivi in ritardo con il responsabile         →   obiettivi in ritardo, e di chi sono
"""

import re

from handlers.ask.parts import slots
from handlers.ask.parts.apart import thing_in
from handlers.desk import Desk
from italian.words import clean
from ledger.later import replace
from ledger.readings.query import What

_ITS = r"(?:(?:la|le|il|i|gli|lo|loro|relativ\w+|rispettiv\w+|su[aoe]i?) |l['’] ?)*"
_DUE = r"(?:scadenz\w+|termin[ei]|quando scadono|(?:entro|per) quando (?:sono|vanno \w+))"
_WEIGHT = r"(?:pes[oi]|quanto (?:pesano|valgono|contano))"
_TOLD = (
    r"(?:serviz(?:io|i)|uffic(?:io|i)|are[ae]|percentual[ei]|stat[oi]|codic[ei]|numer[oi]"
    r"|a (?:che punto|quanto|che percentuale)(?: (?:sono|stanno))?"
    r"|come (?:vanno|stanno|sono mess[ei]))"
)
_REACHED = r"quando (?:li|le|lo|la|l['’]) ?(?:ho|abbiamo|hanno|sono stat[ie]) \w+"
_SINCE = r"da (?:quando|quanto(?: tempo)?|quanti giorni)(?: (?:lo )?(?:è|sono))?"
_EACH = rf"(?:{_ITS}(?:{_DUE}|{_SINCE}|{_WEIGHT}|{_TOLD}|{_REACHED}))"
OF_A_LIST = re.compile(
    rf"(?P<of>.+?)(?P<columns>(?:,? (?:e|ed|con|più|insieme a) {_EACH})(?:(?:,| e| ed) {_EACH})*)"
    r"(?P<end>[ ?!.]*(?:grazie.*)?)",
    re.IGNORECASE,
)
ORDERS = (
    (re.compile(_REACHED, re.IGNORECASE), "dal più vecchio"),
    (re.compile(_SINCE, re.IGNORECASE), "in ordine di scadenza"),
    (re.compile(_DUE, re.IGNORECASE), "in ordine di scadenza"),
    (re.compile(_WEIGHT, re.IGNORECASE), "dal più pesante"),
)
_LAST = r"ultim[oaie] (?:dat[oi]|registrazion[ei]|aggiornament[oi]|valor[ei]|inseriment[oi])"
_WHO = r"(?:(?:da )?chi(?: l['’ ]?ha \w+)?|(?:di )?quando|in che (?:data|giorno))"
_JUDGED = (
    r"(?:(?:se )?(?:è |e' )?(?:già )?validat[oa] o \w+(?: \w+)?|se (?:è|e') (?:già )?validat[oa])"
)
_IS_JUDGED = r"(?:è|e'|é|risulta) (?:(?:già|gia|stat[oa]) )*validat[oa](?: o \w+(?: \w+)?)?"
_SAYS = rf"(?:{_WHO}|{_JUDGED}|quanto|(?:la |il )?(?:data|autore|valore))"
OF_THE_LAST = re.compile(
    rf"(?P<of>.*\b{_LAST}\b[^,?;:]*?)"
    rf"(?P<columns>(?:[,;:] ?(?:ed? )?{_SAYS}| (?:ed? )?{_WHO}| {_IS_JUDGED})"
    rf"(?:(?:, ?| )(?:ed? )?{_SAYS})*)(?P<end>[ ?!.]*)",
    re.IGNORECASE,
)
_SHOWN = (
    r"(?:(?:la |il |lo |l['’])?(?:situazione|stato|fatt[oaie]|valore|target|obiettivo|attes[oa]"
    r"|percentuale|scadenza|termine|avanzamento|quanto manca|quant[ei] (?:fatt[ei]|mancano)))"
)
OF_ONE = re.compile(
    rf"(?P<of>[^,:;?]+?)[,:; ]+{_SHOWN}(?:(?:, ?| ed? |,? più ){_SHOWN})+(?P<end>[ ?!.]*)",
    re.IGNORECASE,
)
OF_RECORDS = re.compile(
    r"(?P<of>.*\b(?:valori|dati|registrazioni|numeri|rilevazioni)\b[^,;?]*?)[,;]?(?: e| ed)? "
    r"(?:quali|quanti|se) (?:sono|risultano)(?: (?:già|gia|stat[ie]|ancora))* "
    r"(?:validat[ie]|convalidat[ie]|da validare)(?P<end>[ ?!.]*)",
    re.IGNORECASE,
)
"""Each record of a list says whether it was validated."""
OF_WHOM = re.compile(
    r"(?P<of>.*\b(?:cose|obiettivi|indicatori)\b.*?),? (?:ed? )?(?:con|più|insieme a) "
    rf"{_ITS}(?:nom[ei] d(?:el|ei|i) )?"
    r"(?:chi (?:l[aeoi]|ne|se ne) \w+|responsabil[ei]|referent[ei])"
    r"(?P<end>[ ?!.]*)",
    re.IGNORECASE,
)
"""Who answers for each of a list is asked of all of it."""
ASKING = re.compile(
    r"\b(?:chi|cosa|qual\w*|quant\w*|come|quando|perch\w+|dove|che)\b", re.IGNORECASE
)
LISTS = (What.OBJECTIVES, What.INDICATORS)


def put_as_order(desk: Desk) -> Desk:
    """The question without what its answer tells beside each thing."""
    text = desk.turn.text
    last, listed = OF_THE_LAST.fullmatch(text), OF_A_LIST.fullmatch(text)
    if last is not None:
        asked = f"{last['of'].rstrip(' ,;:')}?"
    elif listed is not None and _is_of_a_list(listed["of"]):
        ordered = slots.read(clean(listed["of"]), desk.today, None).order is not None
        order = next((o for p, o in ORDERS if p.search(listed["columns"]) and not ordered), "")
        asked = f"{listed['of']}, {order}?" if order else f"{listed['of']}?"
    elif (one := OF_ONE.fullmatch(text)) is not None and not ASKING.search(one["of"]):
        asked = f"come va {one['of'].strip()}?"
    elif (records := OF_RECORDS.fullmatch(text)) and not ASKING.search(records["of"]):
        asked = f"{records['of'].rstrip(' ,;:')}?"
    elif (whose := OF_WHOM.fullmatch(text)) is not None:
        asked = f"{whose['of']}, e di chi sono?"
    else:
        return desk
    return replace(desk, turn=replace(desk.turn, text=asked))


def _is_of_a_list(text: str) -> bool:
    """Whether words name things of which each has such a thing."""
    thing = thing_in(clean(text))
    return thing is not None and thing[0] in LISTS and thing[1][0].rstrip().endswith("i")
