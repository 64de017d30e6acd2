"""The acts of the house and of who is in it, by the words for them: see `table`."""

from handlers.orders.acts import Does, Row, row
from handlers.orders.vocabulary import (
    CLOSE,
    FUND,
    OPEN,
    PASSIVE,
    POST,
    ROLE,
    SHEET,
    STAFF,
)

ROWS: tuple[Row, ...] = (
    row(
        Does.DELAY,
        r"^(?!.*\bmedi[oa]\b).*\bscostament[oi]\b"
        r"|\b(?:(?:giustific|motiv)(?:o|a|are|hiamo|iamo)|spieg(?:o|are|hiamo))\b.*\britardo\b",
        "oi",
    ),
    row(
        Does.DELAY,
        r"^<[oi]> (?:è|e) (?:\w+ )?(?:indietro|in ritardo|ferm[oa]|sotto l'atteso)$",
        "oi",
        beside=r"^(?!.*\b(?:prorog|spost|slitt|port|rinvi|target|pes[oi]|scadenz|termin|cancell)\w*)"
        r".*\b(?:perche|poiche|siccome|causa|per (?:il|la|lo|i|gli|le)|per l')(?!\w)",
    ),
    row(
        Does.ENTITY,
        r"\b(?:approv|ratific|(?:con)?valid)\w*\b.*\bperformance\b"
        r"|\bperformance\b.*\b(?:approv|ratific|valid)\w*",
        "d",
    ),
    row(Does.OBSERVE, r"\bosserv(?:o|a|are|azion[ei])\b", "", beside=rf"\b{SHEET}\b"),
    row(
        Does.REFUSE,
        r"\bnon (?:la |l')?(?:accett|firm)\w*|\brifiut(?:o|are|ala|iamo)\b",
        "",
        beside=rf"\b{SHEET}\b",
    ),
    row(
        Does.ACCEPT,
        r"\baccett(?:o|a|are|iamo)\b|\b(?:firm|sottoscriv)\w+ (?:\w+ ){0,3}accettazione\b",
        "",
        beside=rf"\b{SHEET}\b",
    ),
    row(Does.PHASE, rf"\b(?:{OPEN}|{CLOSE}|pass(?:a|i|o|are|iamo)\b)", "", beside=r"\bfase\b"),
    row(Does.PREMIUMS_FINAL, r"\bpremi\b.*\bdefinitiv\w+|\bdefinitiv\w+.*\bpremi\b", ""),
    row(Does.PREMIUMS_FINAL, rf"\b{CLOSE}.*\bpremi\b", "", beside=r"\bdefinitiv\w+"),
    row(Does.POOL, rf"\b(?:{FUND}|stanzi\w+)\b", "end", "e"),
    row(Does.POOL, rf"\b(?:fondo|budget|monte premi)\b|\b{FUND} (?:\w+ )*?{STAFF}", "end", "n"),
    row(Does.POOL, rf"\b{STAFF}.*<e>|<e>.*\b{STAFF}", "end", "e"),
    row(Does.POOL, r"^<e>(?: <d>)?$", "end", "e", beside=rf"^(?:\w+ ){{0,2}}{STAFF}:? ?:"),
    row(
        Does.PUBLISH,
        rf"\bpubblic(?:a|are|hi|hino|hiamo|o|ate(?! <n>))\b|\b{PASSIVE} pubblicat[oaie]\b(?! <t>)"
        r"|\bmett\w+ (?:online|on line|sul sito)\b",
        "",
    ),
    row(
        Does.QUIET,
        r"\b(?:niente|nessun\w*|basta|stop)(?: \w+)? (?:promemoria|avvis\w+|sollecit\w+|messaggi"
        r"|notifiche)\b"
        r"|\b(?:sospend|ferm|silenzi)\w+ (?:i |gli |le )?(?:promemoria|avvis\w+|sollecit\w+"
        r"|notifiche)"
        r"|\bnon (?:scriver|disturbar|ricordar|avvisar|sollecitar)mi\b"
        r"|\bnon (?:mi )?mand\w+ (?:promemoria|avvis\w+"
        r"|sollecit\w+|messaggi)\b|\bsilenzio\b"
        r"|\bin pace\b",
        "t",
        "t",
    ),
    row(
        Does.YEAR,
        r"\b(?:pass(?:a|iamo|are)|vai|andiamo|lavor\w+|ragion\w+|torn\w+|spost\w+)\b.*<y>",
        "y",
        "y",
    ),
    row(Does.SETTLE, r"\banomali[ae]\b", "oitn", "tn"),
    row(
        Does.UNBIND,
        r"\b(?:stacc|scolleg|sganc|disconnett|togl|tolg|lev|disattiv)\w*\b.*"
        r"\b(?:chat|telefono|cellulare|telegram|bot)\b",
        "p",
    ),
    row(
        Does.INVITE,
        r"\binvit(?:o|a|i|are|alo|iamo)\b|\babilit(?:a|are|i) <p>"
        r"|\b(?:codice|link) (?:d(?:'|i )|per )(?:\w+ )?(?:ingresso|acces\w+|entr\w+|invito)\b",
        "p",
    ),
    row(
        Does.END_POST,
        rf"\b{POST}\b.*\b(?:cess\w+|finisc\w+|termina\w*|{CLOSE})|(?:{CLOSE}|cess\w+)\b.*"
        rf"\b{POST}\b|\bsi (?:dimette|è dimess[oa])\b|\blascia (?:il servizio|il comune)\b"
        r"|\b(?:va|andra|è andat[oa]) in pensione\b|<p> (?:cess(?:a|era)|lascia)\b"
        rf"|<p> non (?:lavora|è) piu (?:qui|con noi|in servizio|(?:il |la |l')?{ROLE})\b"
        rf"|\btrasferit[oa] altrove\b|\b(?:togl|rimuov|lev|revoc)\w+ .*\b(?:ruolo|{POST})\b",
        "ptfd",
    ),
    row(
        Does.INTERIM,
        r"(?:\b(?:da|dai|dare|affid|assegn|attribu)\w* .*|<p>.*)\binterim\b"
        r"|\b(?:firm|rispond|subentr|copr|suppli|lavor)\w+ <p> (?:al posto di|per) "
        r"(?:conto di )?<p>",
        "puftd",
        "p",
    ),
    row(
        Does.ADD_PERSON,
        r"\b(?:aggiung|iscriv|inser|arrivat|assunt)\w+\b.*\b(?:dipendente|dirigente|eq)\b"
        r"|\bnuov[oa] (?:utente|collega|persona|assunt[oa])\b",
        "putfd",
        "u",
    ),
    row(
        Does.ADD_PERSON,
        r"\b(?:aggiung|iscriv|inser|nomin|mett|registr)\w+ .*\b(?:come|quale|in qualita di"
        rf"|ruolo di) (?:nuov[oa] )?{ROLE}\b",
        "putfd",
    ),
)
