"""What stands in an order beside what it orders: why, and what is only said along with it."""

import re

from italian.regex import regex

LED = regex(
    r"^(?:perche|poiche|siccome|dato che|visto che|visto|atteso che|considerato che|in quanto|causa"
    r"|a causa d\w+|a seguito d\w+|per via d\w+|avendo|essendo|in seguito|stante|motiv[oi]\b:?"
    r"|il motivo(?: [eè])?(?: che)?|che tanto|dal momento che|con l[ao']|con il|che (?:non|[eè]"
    r"|manca\w*))(?!\w)"
)
"""Begins a reason."""
LED_INSIDE = regex(
    r" (?=(?:perche|poiche|siccome|dato che|visto che|atteso che|in quanto|a causa d\w+"
    r"|per via d\w+"
    r"|a seguito d\w+|essendo|(?<!per )causa|motivo:|che non)\b)|(?<=<[ntoi]>) (?=per (?:(?:il"
    r"|lo|la|i|gli|le) |l')"
    r"(?!monitoraggio|raccolta|rilevazione|campagna|<))"
    r"|(?<=<o>) (?=per (?!il <|favor|piacer|cortes))"
    r"|(?<=<[nt]>) (?=per (?!favor|piacer|cortes|cento|tutt|ogni|quest|quell|ora\b|adesso|intanto"
    r"|conto|(?:il|la|lo|i|gli|le) |l'|area|servizi|uffici|settor|obiettiv|indicator|dirigent|eq\b"
    r"|dipendent|segretari|sol[oi]\b|almeno|sempre|malatt|feri|matern|congedo|aspettativ|infortun"
    r"|permess|lutto)[a-z])"
    r"|(?<=<[ntoirud]>) (?=per (?:mancanza|carenza|assenza|ragion\w+|motiv\w+|esigenz\w+"
    r"|sopr\w+ut\w|necessita|error\w+|ritard\w+|indisponibilita|effetto|colpa)\b)"
)
"""Where a reason begins within a clause."""
ORDER_AFTER = regex(
    r"\b(?:è|ha|hanno|sono|ho|abbiamo|siamo|manca|mancano)(?: (?!(?:che|chi|si|non) )\S+)+?"
    r" (?=(?:spost|port|prorog|rinvi|elimin|cancell|togl|valid|contest|mett|assegn|alz|abbass|fiss)"
    r"(?:a|i|ere|are|iamo) (?:(?:il|la|lo|l'|obiettivo|termine|scadenza|target|peso|di|del) ?)*"
    r"<[oiupr]>)"
)
"""Where an order begins behind a reason that has a verb of its own: `visto che la gara è andata
deserta sposta <o> <t>`."""
_OF_IT = r"(?:l'|lo |la )(?:avev(?:o|amo) |ho |abbiamo )"
_IS = r"(?:risulta|era|è|e) (?:gia |stat[oa] )?"
_DONE = r"(?:(?:cancell|elimin|annull|prorog|spost|valid|contest|ritir)at|tolt)"
"""The act itself, said once more: `obiettivo eliminato`, `risulta tolto`, `l'avevo tolto io`."""
CHAT = regex(
    r"^(?:(?:e|ed|ma|cosi|con|allora|ok|beh|dunque|ecco|intanto|anche|pure|gia) )*"
    r"(?:grazie|buon\w*|saluti|ciao|salve|egregi\w*|gentil\w*|car[oa]|senta|senti|detto|allora|ecco"
    r"|scus\w*|mi (?:scus|perdon|raccomand|us|salut)\w+|(?:per|con) (?:favore|piacere|cortesia"
    r"|garbo)"
    r"|cortes\w*|pls|please|la prego|si prega|le sarei|voglia|abbia|pardon|ok|va'"
    r"|(?:lo|ne|me lo|me la|me ne|ce lo|glielo) (?:\w+i|\w+a)(?: \w+){0,2}$"
    r"|l[ae] (?:registr|segn|inser|annot|scriv|mett)\w+"
    r"|(?:cambi|modific|spost)(?:a|are|i|hi) (?:il |la )?(?:scadenza|termine|data|peso|target)$"
    r"|(?:registr|inser|scriv|annot|segn|provved|conferm|prend|mett|tien|tenga|impar|fammi|facci"
    r"|prepar|aggiorn|corregg|proced)\w*(?: \w+){0,3}$"
    r"|da \w+(?:ere|are|ire)\b|(?:il|tutto il) resto\b|(?:gli|sugli|agli|le) altr[ie]\b"
    r"|se (?:possibile|puo|puoi|non)\b|quando (?:puo|puoi)\b|gia che\b|tutt[ie] e due\b|senza \w+"
    r"|non \w+ (?:\w+ )?(?:<\w>|di prima|altro|niente|nulla)|non (?:piu|oltre|prima)\b"
    r"|a suo tempo\b|entramb[ie]\b|come (?:detto|da)\b"
    r"|per tutti\b|d'ora in\b|ultimo giorno\b|si chiama\b"
    rf"|(?:obiettivo |indicatore |{_OF_IT}|{_IS})?{_DONE}[oaie](?: (?:io|noi|gia))*$)"
)
"""Courtesies, and words that only bid to write it down: no reason for what is ordered."""
LINKED = frozenset({".", "!", "?", "e", "ed", "poi", "ma", "pero"})
"""Stops and links behind an order after which something else is said, and no reason."""
LEAD = regex(
    r"^(?:(?:e|anzi|ok|poi)\b[ ,]*)*(?:(?:mett|scriv|aggiung|indic|inser|segn)\w*\s+"
    r"(?:come |il |la |per )?(?:motiv\w+|ragione|giustificazione)(?: [eè]'?)?(?: che\b)?:?"
    r"|perch[eé]|poich[eé]|siccome|(?:il )?motivo(?: [eè]'?)?(?: che\b)?:?|aggiung\w+:?)\s*",
    2,
)
"""What leads to a reason, as it was typed."""
BUT = regex(
    r"\b(?:tranne|eccetto|salvo|fuorche|esclud\w+|esclus[oaei]|a parte|meno(?= <)|ad eccezione"
    r"|con l'esclusione|non|invece(?! (?:(?:a|ad|al|all') ?)?<[tfney]>)|anziche|al posto"
    r"|lasci\w* (?:fuori|da parte|indietro|stare))\b"
    r"(?=(?: (?:piu|di|del|della|dell'|dei|degli|delle|da|dal|dalla|quanto|riguarda|la|il|l'|i"
    r"|gli|le|per|dat[oi]|quell[oaie]|registrazion[ei]|numer[oi]|tutt[oaie]))* ?<)"
)
"""Leaves out what follows it."""
NOT_THIS = regex(
    r"<[oiupr]> (?:no(?= (?:che|perche|poiche|siccome)\b|$)|a parte$|esclus[oaie]$"
    r"|l[oaie] lasci\w*)|\blasci\w* (?:(?:il|la|i|le|l') ?)?<[oiupr]>"
)
"""`valida tutto, la 863 no`; `… ma lascia <i> com'è`."""


def trimmed(text: str) -> str:
    """A reason without what leads to it."""
    return re.sub(r"^(?:motivo:?|perch[eé]|poich[eé]|ch[eé])\s+", "", text, flags=re.I).strip(
        " ,;.:"
    )
