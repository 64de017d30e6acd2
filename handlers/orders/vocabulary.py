"""Words that several acts of the `table` are said with, as parts of its patterns."""

from italian.regex import regex

OPEN = (
    r"(?:apr\w+|apert\w|avvi\w*|lanc\w+|indi(?:ci|re|co|ca)|inizi\w*|cominci\w*|fa(?:i"
    r"|cciamo|re)|part\w+|via a(?:l|lla)?)"
)
CLOSE = r"(?:chiu[ds]\w*|conclu[ds]\w*|stop|termin(?:a|are|iamo|i)\b|ferm\w+)"
LATER = (
    r"(?:prorog\w*|prolung\w+|allung\w+|slitt\w+|rinvi\w+|spost\w+|tempo <t>"
    r"|(?:da|dai|dare|diamo|dia|conced\w+) <t>|ancora \w+ (?:giorn[oi]|settiman[ae]))"
)
STAYS = r"\b(?:rest|riman|lasc|ten|tien)\w+ (?:\w+ )?apert\w"
ROUND = (
    r"(?:campagna|monitoraggio|rilevazione|ricognizione|verifica(?: infrannuale"
    r"| periodica)?|raccolta(?: dei)?(?: dati)?)"
)
NOW = r"(?:(?:ok|ora|adesso|allora|quindi|poi|intanto) )*"
"""Before an imperative that nobody else does: `il nucleo valuta …` tells."""
BID = (
    r"(?:a|i|ami|aci|ala|alo|are|armi|arci|ate|iamo|imi|ici|ere|ermi|erci|ete|o|[ai][mc]el[aoie])\b"
)
GIVE = (
    rf"(?:(?:mand|invi|prepar|stamp|esport|scaric|predispon|gener){BID}|predisporre|stampar\w+"
    r"|d(?:ai|ammi|are|armi|ia)\b|fa(?:i|mmi|re|rmi|ccia|cci)?\b|serv(?:e|ono|irebbe)|occorr\w+"
    r"|gradi\w+|copia|voglio|vorrei)"
)
VERBS = (
    r"(?:spost|prorog|rinvi|(?:con)?valid|contest|cancell|elimin|togl|tolg|cambi|modific|apr|chiud"
    r"|mand|scriv|sollecit|ricord|invit|assegn|mett|port|alz|abbass|pubblic|registr|segn|ritir"
    r"|annull|fiss|firm|approv|valut)"
)
"""How the verbs of acts begin."""
_GOAL = r"(?:(?:pure|anche|subito) )*(?:l'|(?:il |un )?nuovo |un )obiettivo\b"
_SETS = (
    r"(?:(?:alz|innalz|rialz|port|abbass|aument|increment|elev|impost|fiss|cambi|modific|ritocc"
    r"|ridetermin)(?:a|i|o|hi|ate|are|iamo|hiamo|ino|hino)|ridu(?:ci|co|rre|ciamo|cete|ca|cano)"
    r"|diminu(?:isci|isco|ire|iamo|isca)|(?:stabil|defin)(?:isci|isco|ire|iamo|isca)"
    r"|mett(?:i|o|ere|iamo|a))"
)
_SET_DONE = (
    r"(?:alzat|innalzat|rialzat|portat|abbassat|aumentat|incrementat|elevat|impostat|fissat"
    r"|cambiat|modificat|ritoccat|rideterminat|ridott|diminuit|stabilit|definit|mess)[oa]"
)
_BY_OR_TO = r"(?:(?:fino )?a|ad|di|del|dell'|in)"
PASSIVE = r"(?:va|vanno|vada|(?:puo|possono) essere|sia|siano|venga|vengano)"
"""Before a participle: it is to be done."""
GOAL_SET = (
    rf"(?:\b{_SETS} {_GOAL}|\b{_SETS} {_BY_OR_TO} ?<n> {_GOAL}"
    rf"|\bobiettivo\b.*\b{PASSIVE} {_SET_DONE} {_BY_OR_TO} ?<n>)"
)
"""An `obiettivo` that is itself set, raised or brought to a figure: its target."""
SETS_GOAL = regex(GOAL_SET)
VALUE = (
    r"(?:target|tgt|traguard[oi]|pes[oi]|scadenz[ae]|termin[ei]|base(?:line)?|punto di partenza"
    r"|valor[ei] (?:attes[oi]|obiettivo|da raggiungere|di partenza|inizial[ei]))"
)
"""What is set of an objective or an indicator."""
AS_BEFORE = (
    r"(?:(?:quell[oa] )?(?:di prima|originale|originari[oa])|come prima"
    r"|com['e] ?(?:e )?era(?: prima)?)"
)
POST = r"(?:incarico|posto|rapporto di lavoro|contratto)"
ROLE = (
    r"(?P<role>segretari[oa](?: generale)?|dirigente|(?:incaricat[oa] )?eq|elevata qualificazione"
    r"|posizione organizzativa|dipendente|istruttore|funzionario|operatore"
    r"|(?:componente del |membro del )?nucleo|sindac[oa]|assessor[ea]|giunta|ufficio personale"
    r"|amministrator[ei]|admin)"
)
"""What somebody may be enrolled as."""
FORMS = r"(?:pdf|word|docx?|excel|xlsx?|csv)"
FORM = regex(rf"\b(?P<form>{FORMS[3:-1]})\b")
PAPER = r"(?:relazione|monitoraggio|verbale|determina|scheda|calendario|elenco|piano|grafico)"
SHEET = r"(?:scheda|valutazione)"
GONE = r"cancellazione|annullamento|eliminazione|soppressione|stralcio"
FUND = (
    r"(?:fondo|budget|monte premi|risorse|somma|stanziamento|retribuzione di risultato"
    r"|risultato(?! atteso)|premialita|premi[o]?|produttivita|incentivi)"
)
STAFF = (
    r"(?:dirigent[ei]|eq|posizioni organizzative|elevate qualificazioni|dipendenti|segretario"
    r"|personale)\b"
)
