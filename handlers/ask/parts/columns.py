"""What a question asks beside each thing of its answer, apart from which things it asks of.

obiettivi non avviati con la scadenza            →   obiettivi non avviati | deadline
obiettivi scaduti: chi li segue e da quanto?     →   obiettivi scaduti | holder, days late
quanto pesano?                                   →   (of what was told before) | weight
AT4.2: ultimo dato, chi, quando, validato o no   →   AT4.2: ultimo dato
etilometro: fatti, target, atteso                →   come va etilometro
tutti i dati di agosto, e quali sono validati    →   tutti i dati di agosto
"""

import re
from collections.abc import Collection, Iterator

from handlers.ask import cues
from handlers.ask.plain.spelling import put_right
from handlers.desk import Desk
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass, replace
from ledger.readings.query import Column

_ITS = r"(?:(?:la|le|il|i|gli|lo|loro|relativ\w+|rispettiv\w+|su[aoe]i?|l['’]) ?)*"
_ARE = r"(?: (?:l[oaei]|ci|sono|e|stanno|stati|gia|ancora))*"
_NOW = r"(?: (?:ad?|per|al giorno d'))?(?: ?(?:oggi|adesso|ora))?"
_LATE = r"(?:ritardo|scadut[oaie]|fuori (?:termine|tempo)|oltre (?:il termine|la scadenza))"
_THEM = r"(?:l[aeoi]|l'|ne|se ne|ce l[aeoi])"
_TO_VALIDATE = (
    r"(?:aspett\w+(?: (?:la|di|una|essere|ancora))*(?: (?:validazion[ei]|validat[ie]|risposta))?"
    r"|(?:sono )?(?:da|in attesa di) (?:farmi |farci |ancora )?(?:validar\w*|validazione)"
    r"|non (?:sono )?(?:ancora )?validat[ie]|(?:sono )?(?:ancora )?ferm[ie])"
)
_REACHED = (
    rf"(?:(?:la |il )?(?:data|giorno) )?(?:in cui |quando |in che (?:data|giorno) ){_THEM} ?"
    r"(?:ho|abbiamo|hanno|sono stat[ie]|e stat[oa]) \w+"
)
_LAST = r"ultim[oaie] (?:dat[oi]|registrazion[ei]|aggiornament[oi]|valor[ei]|inseriment[oi])"
_OF_IT = (
    r"(?: (?:di quest[aeio]|di quell[aeio]|ne|sono|e|quell[aeio]|gia|stat[aeio]|risultano|mi|ci"
    r"|hanno|ha|me ne|ce ne|dati))*"
)
NAMED: tuple[tuple[Column | None, re.Pattern[str]], ...] = (
    (Column.LATE, regex(
        rf"(?:(?:da|di) )?(?:quant[io](?: (?:giorni|tempo))?|quando|che (?:data|giorno))"
        rf"{_ARE}(?: (?:di|in))? ?{_LATE}|(?:da|di) quanti giorni{_ARE}"
        rf"|da quant[oi]{_ARE}(?: tempo)?|da (?:quando|che (?:data|giorno)){_ARE}"
        rf"|(?:i )?giorni di ritardo|quanti giorni (?:di ritardo|mancano|restano|rimangono)"
        rf"|quanto tempo (?:manca|mancano|resta|rimane)"
    )),
    (Column.DEADLINE, regex(
        rf"{_ITS}(?:scadenz\w+|termin[ei])|(?:entro |per )?quando{_ARE} scad\w+"
        r"|(?:entro|per) quando (?:sono|vanno \w+)"
        r"|(?:la )?data di (?:scadenza|fine)|che scadenz[ae] hanno"
    )),
    (Column.WEIGHT, regex(
        rf"{_ITS}pes[oi]|quanto (?:pes\w+|valgono|contano)(?: ognun\w| ciascun\w)?"
    )),
    (Column.EXPECTED, regex(
        rf"{_ITS}(?:valor[ei] |percentual[ei] )?(?:attes[oaie]|previst[oaie]){_NOW}"
        rf"|(?:a )?quanto (?:dovrebb|dovev|dovr)\w+ (?:fare|essere|stare|segnare|aver\w+)"
        rf"(?: arrivat[oaie])?{_NOW}|quanto (?:era|e) (?:attes|previst)[oa]{_NOW}"
    )),
    (Column.HOLDER, regex(
        rf"{_ITS}(?:nom[ei] d(?:el|ei|i) )?(?:chi {_THEM} (?!valid|ha\b|hanno\b)\w+"
        rf"(?: (?:aggiorn|scriv|segu|gest|cur)\w+| in carico)?|responsabil[ei]|referent[ei])"
        r"|di chi(?: e| sono)?"
        r"|chi (?:ne )?(?:e|sono) (?:il |i |la )?(?:responsabil[ei]|referent[ei])"
        r"|a chi (?:tocca|toccano|spetta|spettano)"
    )),
    (Column.VALIDATED, regex(
        rf"quant[aeio]{_OF_IT} (?:validat|convalidat|confermat)[aeio]"
    )),
    (Column.WAITING, regex(
        rf"quant[ie](?: (?:dati|registrazioni|ne|ci|hanno|ha|sono|ancora|gli|mi|cose))*"
        rf" {_TO_VALIDATE}|{_ITS}dati (?:da validare|in attesa)"
        r"|(?:il |la )?(?:prim[oa]|piu vecchi[oa])(?: dato)?"
        r"(?: (?:ancora )?(?:da validare|in attesa|che aspett\w+(?: la validazione)?))?"
        r" (?:di|da) (?:che (?:giorno|data)|quando)(?: (?:e|aspetta))?"
        r"|quell[oai] (?:da validare|in attesa|che aspett\w+(?: la validazione)?)"
        r" (?:di|da) (?:che (?:giorno|data)|quando)(?: (?:e|sono))?"
    )),
    (Column.DONE, regex(
        r"quanti (?:obiettivi )?(?:(?:ne|sono|hanno|ha|gia|stati) )*"
        r"(?:raggiunt|chius|complet|finit)\w+(?: obiettivi)?"
    )),
    (Column.MISSING, regex(
        r"(?:(?:che )?cosa|che|quali|(?:che |quali )?passi)(?: passi)?"
        r"(?: (?:gli|le|ci|ancora|ne))* (?:manca|mancano|resta|restano|rimane|rimangono)"
        rf"(?: (?:ancora|da fare|(?:per|a) {_THEM}? ?\w+[aei]r\w+))*"
        rf"|{_ITS}passi (?:mancanti|che mancano)"
        r"|(?:per|a) (?:chiud|fin|complet)\w+ (?:che )?(?:cosa )?manca"
    )),
    (Column.LAST, regex(
        rf"{_ITS}{_LAST}|{_ITS}(?:data|giorno)(?: dell?'?(?: ?(?:ultim[oa])) \w+)?|{_REACHED}"
        rf"|(?:in|di|da) che (?:data|giorno)|quando (?:l[iaeo] )?(?:abbiamo|hanno|ho) \w+"
        rf"|{_ITS}(?:data|giorno) (?:di|del|dell')(?: ?(?:aggiornamento|ultimo \w+|raggiungimento))"
    )),
    (Column.FIGURE, regex(
        rf"{_ITS}(?:percentual[ei]|avanzament[oi])|(?:a )?(?:che|quale) percentuale{_ARE}"
    )),
    (None, regex(
        rf"{_ITS}(?:serviz(?:io|i)|uffic(?:io|i)|are[ae]|stat[oi]|codic[ei]|numer[oi]|valor[ei])"
        r"|a (?:che punto|quanto)(?: (?:sono|stanno|e|sta))?"
        rf"|quanto (?:segna|segnano|fa|fanno){_NOW}"
        r"|(?:quant[aeio] )?(?:(?:fanno|sono|ne (?:ho|abbiamo) fatt\w|fa) )?in (?:tutto|totale)"
        r"|come (?:vanno|stanno|sono mess[ei])"
    )),
)  # fmt: skip
"""The words by which each is asked; None for what a row tells of itself."""
LEAD = regex(
    r"(?:(?:ed?|con|piu|anche|pure|poi|mentre|dimmi|dammi|dirmi|fammi (?:vedere|sapere)|mettimi"
    r"|mettici|vedi|per|x|di|a|da|ad|in|ognun[oa]|ciascun[oa]|tutt[ie]|ogni (?:uno|una)|fianco"
    r"|accanto|quest[ie]|loro|insieme|sapere|vorrei|voglio|invece|ma)\b[ :,]*)*?"
)
"""What leads an attribute: `e dimmi pure`, `per ognuno`."""
TAIL = regex(
    r"(?: (?:di|per|a|x) (?:ognun[oa]|ciascun[oa]|loro|tutt[ie]|quest[ie])"
    r"| ognun[oa]| ciascun[oa]| uno per uno| grazie| per favore)*"
)
CUT = re.compile(
    r"\s*[,;:?]+\s*|\s+(?=(?:ed?|con|(?<!\bil )(?<!\bla )pi[uù]|mentre|insieme a"
    r"|(?:per|x) (?:ogn|ciasc)\w+|(?:di|a) fianco|accanto)\s)",
    re.IGNORECASE,
)
"""Where what is asked beside each thing may begin."""
ENDS = re.compile(r"[ ,;:]+(?:(?:ed?|poi|con)[ ,;:]*)*$", re.IGNORECASE)
IS = re.compile(r"\be['’](?=\s)", re.IGNORECASE)
BETWEEN = regex(r"\b(?:tra|fra)(?: \w+){1,2}$")
"""`la differenza tra raggiunto e atteso`: the second of two that are compared."""
MOST = 4
"""Columns of a row."""


@dataclass(frozen=True)
class Parted:
    """Of which things it is asked, empty where none are named; what is asked beside each."""

    of: str
    columns: tuple[Column, ...]
    said: str
    """The words that ask for these."""


def parted(text: str, naming: Collection[str] = ()) -> Parted | None:
    """A question whose last words ask what stands beside each thing of it; None for any other."""
    text = IS.sub("è", text.strip(" ?.!"))
    for start in (0, *(cut.start() for cut in CUT.finditer(text))):
        found = [*_columns(text[start:], naming)]
        if found and all(known for known, _ in found):
            columns = tuple(dict.fromkeys(one for _, one in found if one is not None))
            if (start or columns) and not BETWEEN.search(clean(text[:start])):
                return Parted(ENDS.sub("", text[:start]), columns[:MOST], text[start:])
    return None


def _columns(text: str, naming: Collection[str]) -> Iterator[tuple[bool, Column | None]]:
    """Of each piece whether it asks such a thing, and which."""
    for piece in CUT.split(text):
        if piece.strip(" ,"):
            yield _column(put_right(cues.written_out(clean(piece)), naming).strip(" ,?.!"))


def _column(plain: str) -> tuple[bool, Column | None]:
    for column, pattern in NAMED:
        if re.fullmatch(rf"{LEAD.pattern}(?:{pattern.pattern}){TAIL.pattern}", plain):
            return True, column
    return False, None


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
ASKING = re.compile(
    r"\b(?:chi|cosa|qual\w*|quant\w*|come|quando|perch\w+|dove|che)\b", re.IGNORECASE
)


def told_anyway(desk: Desk) -> Desk:
    """The question without what the line of one record, or the card of one thing, tells anyway."""
    text = desk.turn.text
    if (last := OF_THE_LAST.fullmatch(text)) is not None:
        asked = f"{last['of'].rstrip(' ,;:')}?"
    elif (one := OF_ONE.fullmatch(text)) is not None and not ASKING.search(one["of"]):
        asked = f"come va {one['of'].strip()}?"
    elif (records := OF_RECORDS.fullmatch(text)) and not ASKING.search(records["of"]):
        asked = f"{records['of'].rstrip(' ,;:')}?"
    else:
        return desk
    return replace(desk, turn=replace(desk.turn, text=asked))
