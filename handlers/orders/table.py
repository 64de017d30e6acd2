"""The acts there are, by the words for them: verb or noun, in any form, wherever it stands.

Words are matched with slots in their place (`<o>` an objective, `<t>` a day): see `pieces`. Of what
several acts may be said with, the first of the table is meant.
"""

from handlers.orders import table_of_the_house
from handlers.orders.acts import Does, Row, row
from handlers.orders.vocabulary import (
    AS_BEFORE,
    CLOSE,
    FORMS,
    GIVE,
    GOAL_SET,
    GONE,
    LATER,
    NOW,
    OPEN,
    PAPER,
    PASSIVE,
    ROLE,
    ROUND,
    STAYS,
    VALUE,
)
from italian.closed import WISH

_ADD = r"(?:(?:aggiung|inser|cre|propo|met)\w+|nuovo|d[ai]i|assegna)"
_NEW = r"(?:(?<!\ba )un(?: altro| nuovo)?|altro|nuovo)"

ROWS: tuple[Row, ...] = (
    *table_of_the_house.ROWS,
    row(
        Does.DOCUMENT,
        rf"^(?!\w+(?:at|it|ut|es|os|tt)[oaie]\b).*\b{PAPER}\b.*\b{FORMS}\b"
        rf"|\b{GIVE}\b.*\b{FORMS}\b|\b(?:copia|mi fai|fammi|dammi)\b"
        rf".*\b{PAPER}\b",
        "oiup",
        beside=rf"\b{PAPER}\b",
    ),
    row(
        Does.DOCUMENT,
        rf"\b{GIVE}\b.*\bchi (?:manca|deve|non ha|ancora)\b",
        "oiup",
        beside=r"\b(?:elenco|lista|foglio|file|tabella|excel|csv|pdf)\b",
    ),
    row(
        Does.REMIND,
        r"\b(?:scriv(?:i|ere|iamo)|avvis(?:a|i|are|iamo)|avvert(?:i|ire|iamo)|richiam(?:a|are|iamo))"
        r" (?:(?:a|ad|al|alla|all'|ai|agli|l'|la|il|i|gli|le) ?)?(?:<[pu]>|tutt[ie]\b|chi\b)",
        "pu",
        lists=True,
        beside=r"\b(?:dat[oi]|invi\w+|consegn\w+|monitoraggio|campagna|rilevazione|risp\w+"
        r"|manca(?:no)?)\b",
    ),
    row(
        Does.CAMPAIGN_CLOSE,
        rf"\b(?:{CLOSE}|annull\w+|interromp\w+)\b.*\b(?:{ROUND}|m\d+)\b|\b{ROUND}\b.*\bchiu[ds]\w+",
        "",
    ),
    row(Does.CAMPAIGN_CLOSE, r"^(?:(?:me )?la chiud\w+|chiud\w+la)\b", "", beside=ROUND),
    row(
        Does.CAMPAIGN_EXTEND,
        rf"\b{LATER}.*\b{ROUND}(?!\w)|\b{ROUND}(?!\w).*\b{LATER}"
        rf"|{STAYS}.*\b{ROUND}|\b{ROUND}\b.*{STAYS}",
        "td",
        "t",
    ),
    row(
        Does.CAMPAIGN_OPEN,
        rf"\b(?:{OPEN}|nuov[oa]) (?:[\w']+ )*?{ROUND}(?!\w)"
        rf"|\b{ROUND}(?!\w).*\b(?:apert\w|da {OPEN})|\bcampagna\b.*<t>",
        "tfd",
    ),
    row(
        Does.CAMPAIGN_OPEN,
        r"\b(?:(?:ri)?chied(?:i|iamo|ere)|fa(?:i|cciamo|re) (?:aggiornare|mandare)|raccogli\w*)"
        r" (?:i dati|gli aggiornamenti|(?:un |l')?aggiornamento)\b.*<t>",
        "tfdu",
        "t",
    ),
    row(
        Does.REMIND,
        r"\bsollecit\w*|\bpromemoria\b|\bricord(?:a|i|alo|ala|ate|iamo|are)\b|\bavviso\b"
        r"|\b(?:mand|invi)\w+ (?:un |il )?richiamo\b|\brammenta(?:lo|re)?\b"
        r"|\brichiamo (?:a|ad|al|alla|all'|ai) ?<[pu]>"
        r"|\bscriv\w+ a(?:i|gli)? (?:tutt[ie]|chi|quell[ie]|quanti) ",
        "pu",
        lists=True,
    ),
    row(
        Does.DOCUMENT,
        rf"^(?!.*\bcompil).*\b{GIVE}\b.*\b{PAPER}\b"
        rf"|\b{PAPER}\b.*\b(?:(?:mi|ci|me l[oa]|l[oa]) {GIVE})"
        r"|^(?:il )?grafico\b",
        "oiup",
    ),
    row(
        Does.EVALUATE,
        r"^(?!.*\bfase\b).*(?<!mia )\bvalut(?:are|o|iamo|azione)\b(?! io\b)|\bvaluta <p>"
        rf"|^{NOW}valuta (?:(?:anche|pure|il|la|lo) )*(?:l')?(?:<p>|{ROLE}\b)"
        r"|\bi voti a\b|\b(?:apr|compil)\w+ (?:\w+ )*?la scheda\b",
        "p",
    ),
    row(
        Does.SANCTION,
        r"\bsanzion\w+|\brimprovero\b|\bsospensione\b|\bcensura\b|\brichiamo (?:scritto|verbale)\b",
        "pdn",
        "p",
    ),
    row(
        Does.PART_TIME,
        r"\bpart ?-? ?time\b|\btempo parziale\b|\borario ridotto\b"
        r"|\brid(?:uzione|otto|uce|urre|uco) (?:d(?:i |el)?l?'? ?|l')?orario\b"
        r"|<p> (?:passa|scende|sale|va|lavora) (?:\w+ )?al? <n>",
        "pntfd",
        "nft",
    ),
    row(
        Does.BACK,
        r"\brientr\w+|\btornat[oa]\b|\bassenza\b.*\b(?:finit|conclus|terminat|cessat)[oa]\b"
        r"|<p> (?:ri)?torna\b|^(?:ri)?torna <p>|\briprend\w* servizio\b"
        r"|\bdi nuovo (?:in servizio|al lavoro)\b|\bchiu[ds]\w+ l'assenza\b",
        "ptf",
        "p",
    ),
    row(
        Does.ABSENCE,
        r"\b(?:malattia|certificato medico|malat[oa]|ammalat[oa]|infortunio|maternita|ferie"
        r"|aspettativa|congedo|permesso|assent[ei]|assenza)\b"
        r"|<p> (?:manca|manchera|non c'è|non ci sara) (?=.*<[tf]>)",
        "ptfd",
        "p",
        lists=True,
    ),
    row(
        Does.ALIAS,
        r"\balias\b|(?<!ho )(?<!abbiamo )\bchiam(?:iamo|ano|ato|ata)\b"
        r"|\bquando (?:dico|dic\w+)\b|\bintend(?:o|iamo)\b"
        r"|\bsinonim[oi]\b|\b(?:soprannome|altro nome|nome in piu)\b|\bdic\w+ (?:tutt[ie] )?<q>",
        "oiq",
        "oi",
    ),
    row(Does.RENAME, r"\brinomin\w+|\btitolo\b|\bdenominazione\b", "oiq", "oi"),
    row(
        Does.AS_BEFORE,
        r"^(?!.*<[nt]>).*\b(?:torn|port|riport|mett|rimett|ripristin|cambi)\w*\b"
        rf"(?=.*\b(?:{VALUE}|valore)\b).*\b{AS_BEFORE}\b",
        "oi",
    ),
    row(
        Does.RESTORE,
        r"^(?!.*\b(?:target|pes[oi]|scadenz\w+|termine|base|valore)\b).*"
        rf"(?:\b(?:annull|revoc|ritir)\w* (?:l[ao] |dell[ao] |(?:del)?l')(?:{GONE})\b"
        rf"|\b(?:{GONE})\b.*\b(?:annull|revoc|ritir)at[ao]\b|\bripristin\w+|\briattiv\w+"
        r"|\brimett\w+(?: in (?:vita|piedi)| nel piano)?|\briprend\w+"
        r"|\b(?:torna|rientra|di nuovo|tornare|rientrare) nel piano\b)",
        "oid",
        "oi",
    ),
    row(Does.RESTORE, r"^(?:rimett|ripristin|riprend|riattiv)\w*l[oaie](?: nel piano)?$", "oid"),
    row(
        Does.ADD_OBJECTIVE,
        r"\b(?:aggiung|inser|cre)\w+\b.*\bobiettivo\b|\bnuovo obiettivo\b|\bobiettivo nuovo\b",
        "uqtd",
        "u",
    ),
    row(
        Does.CONTEST,
        r"\b(?:contest(?:o|a|i|ino|are|a(?:r|te)?l[oaie]|iamo|ato|ata)\b|resping\w+|respint[oa]\b"
        r"|(?:bocci|rigett)(?:o|a|are|iamo|alo|ala)\b|rimand\w+ indietro)"
        r"|\bnon (?:l[oaie] |l')?(?:accett|(?:con)?valid)(?:o|iamo)\b|\bsono contrari[oa] a\w*"
        r"|\b(?:ho|avevo) (?:con)?validat\w+ per (?:sbaglio|errore)\b",
        "roiupn",
        lists=True,
    ),
    row(
        Does.VALIDATE,
        r"(?<!\bda )\b(?:con)?valid(?:a|o|i|ino|are|iamo|a(?:mi|l[oai])|azione)\b"
        r"|^da (?:con)?validare$|\bper validat[oaie]\b|\bapprov(?:a|o|iamo|ali|ale)\b|^ok <r>$"
        r"|^accett(?:a|o|are|iamo) .*<[roiup]>|<r> (?:va|vanno) bene\b"
        r"|<r> (?:è|e|e') (?:corrett|giust)[oa]\b"
        r"|\bconferm(?:o|a|iamo) (?:quanto|i dati|il dato|tutto|quell[oi]) .*<"
        r"|<[roiu]> (?:(?:è|e|sono) )?(?:ok|a posto)$|^validat[oaie]$"
        rf"|(?:<[roiu]>|resto|altr[ie]|restanti|{PASSIVE}) (?:con)?validat[oaie]\b(?! <t>)"
        r"|\bva(?:nno)? bene tutt[oie]\b|\btutt[oie] (?:va(?:nno)? bene|ok|a posto)\b"
        r"|\b(?:do|da|dai|dia|diamo|dare|mett\w+) (?:il|l') ?(?:mi[oa] |nostr[oa] )?(?:visto|ok"
        r"|benestare|via libera|assenso)\b",
        "roiupn",
        lists=True,
    ),
    row(
        Does.UNSET,
        r"\b(?:cancell|elimin|stralc|soppr[ei]|abol|togl|tolg|lev|rimuov|annull|azzer)\w* "
        r"(?:il |lo |la |i |gli |le |l'|anche |pure )*"
        rf"{VALUE}\b",
        "oi",
    ),
    row(
        Does.TAKE_BACK,
        r"\b(?:ritir|annull)(?!at[oaie] in\b)\w*"
        r"|\b(?:togl|tolg|lev|cancell|elimin)\w*(?:\b.*(?:<r>|\bultim\w+)|l[oa]$)",
        "roi",
        beside=r"<r>|\bultim[oa] (?:dato|registrazione|cosa|cifra|numero|mio)"
        r"|(?<!tutto )\b(?:quell|ultim)[oa] che (?:[tv]i |le )?ho (?:appena |gia |solo )?"
        r"\w+(?:at|it|ut|tt)[oa]\b",
    ),
    row(
        Does.PAUSE,
        r"\b(?:sospend(?:i|ere|iamo)|congel(?:a|are|iamo)|blocc(?:a|are)|ferm(?:a|are|iamo)"
        r"|mett\w+ (?:in pausa|in sospeso|da parte))"
        r"(?: (?:<t>|il|lo|la|i|gli|le|l'|obiettivo|l'obiettivo))* <[oi]>",
        "oit",
        "oi",
    ),
    row(
        Does.CANCEL,
        r"\b(?!^\w+at[ie]\b)(?:cancell|elimin|stralc|soppr[ei]|abol|abrog|depenn|espung)(?!azion)\w*"
        r"|\b(?:annull\w+|(?:cancell|elimin)azione) (?:(?:il|lo|la|i|gli|le|l'|del|dell'|di"
        r"|(?:l'|dell')?obiettivo) ?)*<o>|<o> (?:e |è |va |viene |sia )?annullato\b"
        r"|\b(?:togl|tolg|lev|rimuov)\w*(?:l[oa]\b|\b.*"
        r"(?:<o>|\bobiettivo\b|dal piano))|(?:^| )via (?:<o>|dal piano)"
        r"|\b(?:cass|abbandon)(?:a|o|are|iamo) (?:l'obiettivo )?<o>|<o> decade\b"
        r"|\bdichiar\w+ decadut[oa]\b|\brinunci(?:a|o|amo|are) (?:a|ad|al|all') ?(?:obiettivo )?<o>"
        r"|<o>.*\b(?:va|vada|sia|viene|venga|essere) (?:tolt|levat|rimoss)[oaie]\b"
        r"|<i>.*\b(?:tolt|levat|rimoss)[oaie] dal piano\b",
        "oid",
        "oi",
    ),
    row(Does.CANCEL, r"^annull\w*l[oa] (?:nel|dal) piano$", "oid"),
    row(
        Does.BASE,
        r"\bbase(?:line)?\b|\b(?:valore|dato|punto) (?:di partenza|iniziale|storico)\b",
        "oind",
        "n",
        lists=True,
    ),
    row(
        Does.TARGET,
        r"\b(?:target|tgt|traguardo|obiettivo annuale)\b|\b(?:alz|abbass|innalz)(?:a|i|iamo"
        r"|are) <i>"
        r"|\b(?:val(?:ore)?|ris(?:ultato)?) (?:att(?:eso)?|da raggiungere|obiettivo)\b"
        rf"|\bobiettivo da raggiungere\b|{GOAL_SET}",
        "oind",
        "n",
        lists=True,
    ),
    row(
        Does.GOAL,
        r"\b(?:port|mett|fiss)\w* <i> (?:a|ad|al) <n>$|^(?!.*\bpes[oi]\b).*\bfiss(?:a|o|iamo|are"
        r"|i) (?:a|ad) <n>|\b(?:port|mett|fiss|alz"
        r"|abbass)\w+l[oaie] (?:a|ad) <n>$",
        "oind",
        "n",
    ),
    row(
        Does.WEIGHT,
        r"\b(?:ri)?pes(?:o|i|a|are|ano|ino|asse|atura)\b|\bponder\w+|\bincidenza\b"
        r"|<o> (?:val|cont|incid)(?:e|a|ga|i|ono|ano) (?:per (?:il |l')?)?<n>"
        r"|<o> .*\bdev(?:e|ono) (?:valere|contare|incidere)\b",
        "oind",
        "n",
        lists=True,
    ),
    row(
        Does.DEADLINE,
        r"\b(?:scad\w*|termin[ei]|data (?:ultima|limite|finale)|prorog\w*|differi\w+|slitt\w+"
        r"|posticip\w+"
        r"|(?<!in )anticip\w+|rinvi\w+)"
        r"|<[oi]> (?:(?:lo|la|va|viene|me|portato|portata) )*(?:mand\w+|port\w+|spost\w+|va)?"
        r" ?(?:<t>|entro)|\b(?:spost|port|mand)\w+ <[oi]> <t>|\b(?:conced\w+|dai|diamo|dia) <t>"
        r"|<[oi]> (?:è )?da \w+(?:are|ire) <t>|^(?:la )?data di <[oi]>$|\bconced\w+ .*<t>"
        r"|<[oi]> (?:va|vada|deve essere|dev'essere) \w+(?:at|it|us|os)[oa] <t>"
        r"|<t> (?:va|deve essere|dev'essere) \w+(?:at|it|us|os)[oa] <[oi]>"
        r"|<[oi]> (?:l[oaie] |si )?(?:chiud|fini|complet|conclud|termina)\w* (?:entro )?<t>"
        r"|\b(?:da|dai|dare|dammi|diamo|dia|diamoci|prend\w+|ha|avra)"
        r"(?: (?:a|ad|al|all') ?(?:obiettivo )?<[oi]>)? tempo <t>"
        r"|<[oi]> dev\w+ \w+(?:are|ere|ire)(?:si)? <t>"
        r"|\bnuova data\b|\bdata (?:di|per|del|dell'obiettivo) (?:l'obiettivo )?<[oi]> .*"
        r"\b(?:cambi|spost|mett|port|fiss|divent)\w*"
        r"|^entro <t> <[oi]>|<t> <[oi]>$"
        r"|\b(?:port|spost|mand)\w*l[oa] <t>",
        "oitd",
        "t",
        lists=True,
    ),
    row(Does.DEADLINE, r"\bproroga\b", "oitd", "oi"),
    row(Does.ASSIGN, r"^(?:gli )?obiettiv[oi] <[oi]>", "poiutf", "oi", beside=r"^(?:a )?<p> :"),
    row(
        Does.ASSIGN,
        r"\bassegn\w+|\blavora\b|\bsegue\b|\bse ne occupa\b|\b(?:affid|attribu|incaric)\w+"
        r"|\bpassal[oa]\b|<o> a <p>|\bmett\w+ (?:anche |pure )?<p> (?:su|sull'obiettivo) <[oi]>"
        r"|<p> lavorera (?:su|sull'obiettivo) <[oi]>"
        r"|<p> (?:(?:con|:) )?(?:gli |l')?obiettiv[oi]:? <[oi]>|^<p> su(?:ll'obiettivo)? <[oi]>"
        r"|\ba <p> v(?:a|anno)\b|<p> prend(?:e|a|era) (?:in carico |anche )*(?:<o>|l'obiettivo)",
        "poiutf",
        "oiu",
        lists=True,
    ),
    row(
        Does.ADD_OBJECTIVE,
        rf"^{WISH}(?:{_ADD}(?: .*)? ?{_NEW} obiettivo\b"
        r"|nuovo obiettivo(?=$| (?:per|in|a|su(?:l|llo|lla|i|gli|lle)?)\b| [:,]))",
        "uqtd",
    ),
    row(Does.ADD_INDICATOR, rf"^{WISH}{_ADD}(?: .*)? ?{_NEW} indicatore\b", "oiuqntd"),
)
