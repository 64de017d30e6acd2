"""Questions that a command answers already: `chi devo valutare?` is `/valuta`, `in che fase siamo?`
is `/ciclo`. The command itself says to whom it is not open."""

import re

from handlers.desk import Desk
from italian.regex import regex
from italian.words import clean

_HOW_MUCH = (
    r"quant'?o? ?(?:e|fa|vale)|com'e|a quanto (?:e|ammonta|sta|siamo|arriva)"
    r"|(?:che|quale) (?:valore|punteggio|risultato) (?:ha|e)"
)
_PERFORMANCE = (
    r"(?:la |della )?performance(?: organizzativa| complessiva)?"
    r"(?: (?:dell'|di |del )(?:ente|comune))?"
)
"""Of the whole ente: what the Nucleo validates."""
DOORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "valuta",
        regex(
            r"(?:e )?(?:chi|quante persone|quali persone|quali schede|quante schede)"
            r" (?:devo|dobbiamo|mi restano da|mi resta da|mi tocca|ho da)(?: ancora)?"
            r" (?:valutare|firmare|scrivere|fare|compilare)"
            r"|quant[ie] (?:ne )?(?:devo|dobbiamo|mi restano da)(?: ancora)? valutare(?: noi| io)?"
            r"|(?:quali|quanti|quante) (?:dirigenti|dipendenti|eq|persone|schede)"
            r" (?:devo|dobbiamo|mi restano da)(?: ancora)? valutare"
        ),
    ),
    (
        "verifiche",
        regex(
            r"(?:quant[ei]|quali|che) (?:sono )?(?:le )?verifiche(?: .*)?"
            r"|(?:le )?verifiche (?:da fare|aperte|che restano|che mancano)(?: .*)?"
        ),
    ),
    (
        "ciclo",
        regex(
            r"(?:in |a )?(?:che|quale) fase (?:siamo|e|del ciclo)(?: (?:il |del )?ciclo.*| siamo)?"
            r"|(?:a |in )?(?:che|quale) punto (?:siamo |e |sta )?(?:con |del |nel )?(?:il )?ciclo.*"
            r"|(?:quali|che) (?:sono i )?(?:passi|passaggi|fasi) (?:del|della|per)\b.*"
            r"|quando (?:finisce|si chiude|comincia) (?:l'anno|il ciclo)(?: della performance)?"
            r"|(?:e stata|e|quando viene) (?:approvata|validata|proposta)"
            r" la performance (?:dell'|di )ente"
            rf"|(?:{_HOW_MUCH}|chi ha (?:approvato|validato|proposto)) {_PERFORMANCE}"
            rf"|(?:e )?{_PERFORMANCE},? (?:{_HOW_MUCH})"
            r"|(?:la )?performance (?:dell'|di |del )(?:ente|comune)"
            r" (?:e|e gia|e stata|e gia stata|viene|verra|quando viene|quando verra)"
            r" (?:approvata|validata|proposta)"
            r"|(?:che )?cosa manca (?:per|a) (?:chiudere|finire|completare) (?:il ciclo|l'anno)"
            r"|(?:quali|che) fasi (?:ci sono|mancano|restano).*|qual e la prossima fase"
        ),
    ),
    (
        "conciliazione",
        regex(
            r"(?:come|dove|a chi|quando|entro quando) (?:si )?(?:faccio|fa|posso fare|presento"
            r"|presenta|posso presentare|devo fare)(?: (?:un|il|la|delle|le|il mio|le mie))?"
            r" (?:ricorso|reclamo|osservazioni|contestazione della scheda)(?: .*)?"
            r"|posso (?:fare ricorso|presentare osservazioni|ricorrere)(?: .*)?"
        ),
    ),
    (
        "modifiche",
        regex(
            r"(?:quali|che) (?:modifiche|variazioni|proposte)(?: (?!.*\bd(?:a|al|all'|opo)\b).*)?"
            r"|(?:che )?cosa (?:e cambiato|e stato cambiato|e stato modificato) nel piano.*"
        ),
    ),
    (
        "documento",
        regex(r"(?:quali|che) documenti (?:posso|ci sono|puoi|ho).*"),
    ),
    (
        "persone",
        regex(
            r"(?:quali|quante) persone (?:ci sono|sono (?:iscritte|abilitate)|usano il bot)"
            r"(?: in tutto| qui| nel bot)*"
            r"|chi (?:e iscritto|sono gli iscritti|usa il bot|e abilitato)"
        ),
    ),
    (
        "campagna",
        regex(
            r"(?:quali|che|quante) (?:campagne|monitoraggi|appelli)"
            r" (?:ci sono|sono (?:aperti|aperte|in corso)).*"
            r"|(?:c'e|ci sono|e aperta|e aperto|e in corso)(?: una| un| qualche| delle| dei)?"
            r" (?:campagn[ae]|monitoraggi[o]?|appell[oi])(?: apert[aoei]| in corso)?"
            r"|a che punto (?:e|siamo con) (?:la campagna|il monitoraggio).*"
            r"|(?:chi|a chi|cosa|quanti|quali)\b.*\b(?:rispost\w+|rispond\w+|manca\w*)\b.*"
            r"\b(?:campagna|monitoraggio|appello)"
        ),
    ),
)


def asked(desk: Desk) -> str | None:
    """The command that answers a question in words; None for any other text."""
    text = " ".join(clean(desk.turn.text).split()).strip(" .!?")
    return next((name for name, pattern in DOORS if pattern.fullmatch(text)), None)
