"""Why not, and what to do next: one entry for each class of `ledger.errors`."""

TEXTS = {
    "Act.report": "Registrare i dati",
    "Act.validate": "Validare",
    "Act.set": "Fissare i valori",
    "Act.add": "Aggiungere obiettivi",
    "Act.cancel": "Cancellare",
    "Act.settle": "Sistemare il piano",
    "Act.people": "Vedere o iscrivere persone",
    "Act.invite": "Invitare",
    "Act.adopt": "Adottare il piano o il regolamento",
    "Act.read_evidence": "Vedere le prove",
    "Act.settings": "Cambiare le impostazioni",
    "error.spoken": "{sentence}",
    "error.NotAllowed": "{act} per {subject} non spetta a te: può farlo {who}.",
    "error.NotAllowedToAnybody": "{act} per {subject} non spetta a te.",
    "error.NotAllowedAtAll": "{act} non spetta a te: può farlo {who}.",
    "error.NotEnrolled": "Non risulti tra le persone iscritte: chiedi un invito all'amministratore.",
    "error.NoPlanOf": "Per il {year} non c'è un piano adottato: ci sono {years}. Scrivi il dato con il suo giorno, la domanda con il suo anno.",
    "error.NoPlan": "A quella data non c'è ancora un piano adottato: scegli un giorno successivo.",
    "error.UnknownCode": "Il codice «{code}» non c'è nel piano. Forse intendevi: {nearest}.",
    "error.UnitNotHere": "{unit} è un'area o un servizio: qui serve il codice di un obiettivo o di un indicatore, come AS4.3.",
    "error.NeedsIndicator": "{code} è un obiettivo: scegli uno dei suoi indicatori ({indicators}).",
    "error.NeedsObjective": "{code} è un indicatore: scrivi il codice del suo obiettivo, {objective}.",
    "error.AnotherPerson": "{person} è già il codice di {name}: per un'altra persona scegli un altro codice, per un altro incarico della stessa scrivi il nome com'è iscritto.",
    "error.NotADay": "«{text}» non è un giorno come 31/12/2024: correggilo e riprova.",
    "error.EndsBeforeStart": "L'incarico finirebbe il {until}, prima di cominciare il {since}: correggi uno dei due giorni.",
    "error.WrongUnit": "{unit} non va bene per il ruolo «{role}»: un dirigente è di un'area, EQ e dipendenti di un servizio.",
    "error.NoSuchAlias": "{code} non si chiama «{words}»: i nomi che si possono togliere sono {known}.",
    "error.BadWeight": "{weight} non è un peso possibile per {code}: scrivi un numero da 0 a 100.",
    "error.NothingLeft": "Nel gruppo {group} non resterebbe nulla per {missing}: scrivi anche il loro peso, in modo che tutti facciano 100.",
    "error.UnknownPerson": "«{person}» non è tra le persone iscritte: controlla il codice con /persone.",
    "error.UnknownPerson.shell": "«{person}» non è tra le persone iscritte: controlla il codice con «traguardo person list».",
    "error.UnknownReport": "La registrazione n. {report} non c'è: controlla il numero con /storico.",
    "error.UnknownUnit": "«{unit}» non è un'area o un servizio del piano: scrivi un codice che c'è, come {known}.",
    "error.UnknownRole": (
        "«{role}» non è un ruolo: scrivi segretario, dirigente, eq, dipendente, nucleo, giunta, "
        "sindaco, personale o admin."
    ),
    "error.UnitNeeded": "Per il ruolo {role} serve l'area o il servizio: aggiungilo con --of.",
    "error.UnitNotWanted": "Il ruolo {role} vale per tutto l'ente: togli --of.",
    "error.WrongKind": (
        "{code} misura un {kind} e questo valore non gli si addice: guarda com'è fatto con /stato {code}."
    ),
    "error.StepHasNoTarget": "{code} è un passo (fatto o no), già «SI»: non ha un valore da fissare. Quando è fatto scrivi «{code} fatto».",
    "error.BadValue": "{value} non è un valore possibile per {code}: controlla e riscrivilo.",
    "error.ZeroDenominator": "Su zero non si può dividere: per {code} scrivi un totale diverso da 0.",
    "error.NeedsTotal": (
        "Per {code} non so da quanto si parte: scrivi quante ne restano in tutto, per esempio {code} 40."
    ),
    "error.NeedsPair": "{code} è un rapporto: scrivi i due numeri, per esempio {code} 12/40.",
    "error.FutureDay": "Il {day} deve ancora venire: scrivi il giorno in cui è successo.",
    "error.DeadlinePast": "Il {day} è già passato e {code} risulterebbe subito scaduto: scrivi un termine da oggi in poi.",
    "error.IndicatorGone": "{code} non è più nel piano dal {day}: la sua storia resta, con /storico {code}.",
    "error.ObjectiveGone": "{code} è stato cancellato il {day}: scegli un altro obiettivo.",
    "error.NotCancelled": "{code} è nel piano: non c'è una cancellazione da riprendere.",
    "error.NothingToUndo": "Non hai registrazioni da ritirare o correggere.",
    "error.AlreadySettled": "Il punto su {where} è già stato sistemato: vai avanti con /anomalie.",
    "error.NotWaiting": "La n. {report} di {code} è già stata decisa o ritirata: guarda /storico {code}.",
    "error.OwnReport": "Non puoi validare un tuo dato ({code}): spetta a un altro.",
    "error.ReasonNeeded": "Serve un motivo: scrivilo in poche parole.",
    "error.NoChange": "{code} è già così: non c'è nulla da cambiare.",
    "error.WeightsNot100": (
        "I pesi del gruppo {group} farebbero {total} e devono fare 100: indica anche gli altri ({missing}) "
        "nello stesso messaggio, per esempio «pesi: AS4.1 60, AS4.3 40»."
    ),
    "error.NothingContinued": "Il piano dice che qualcosa continua da «{code}», ma nei piani in registro ({years}) quel codice non c'è: correggi «Continua da» e mandalo di nuovo.",
    "error.BadCode": "Il codice «{code}» non va bene o è già usato: scegline un altro.",
    "error.InvitationInvalid": (
        "Il codice di invito non è valido, è scaduto o è già stato usato: chiedine uno nuovo."
    ),
    "error.TooManyAttempts": "Troppi tentativi: riprova tra {minutes} minuti.",
    "error.EvidenceTooLarge": "Il file supera {limit_mb} MB: mandane uno più piccolo o una foto.",
    "error.EvidenceType": (
        "Un file di tipo {media_type} non vale come prova: manda un PDF, una foto o un documento."
    ),
    "error.EvidenceInfected": (
        "L'antivirus segnala questo file, e non lo conservo: fallo controllare e manda una copia pulita."
    ),
    "error.EvidenceNotScanned": (
        "L'antivirus non risponde e il file non è stato controllato: riprova tra poco, o avvisa l'amministratore."
    ),
    "error.EvidenceEmpty": "Il file è vuoto: controllalo e mandalo di nuovo.",
    "error.NoEvidence": "Per {code} non ci sono prove allegate.",
    "error.CalcError": "{message}",
    "error.RegulationFaults": "Il regolamento non va bene: {faults}",
    "error.LedgerMissing": (
        "Il registro {path} non c'è: crealo con «traguardo init» o indica il file giusto con --db."
    ),
    "error.LedgerExists": (
        "Il registro {path} esiste già, e resta com'è: scegli un altro nome con --db, oppure, se era "
        "una prova, togli {path} e i file che cominciano con lo stesso nome, e riprova."
    ),
    "error.NotALedger": "{path} non è un registro di Traguardo: indica il file giusto con --db.",
    "error.NewerLedger": "{path} è di una versione più nuova di Traguardo: aggiorna il programma.",
    "error.LedgerUnreachable": (
        "Il registro {path} non risponde: controlla che il server sia acceso e raggiungibile, "
        "poi riprova."
    ),
    "error.LedgerLocked": "Il registro è occupato da un altro programma: riprova tra poco.",
    "error.NotOnServer": (
        "Il registro {path} è in un file: più processi dietro un front lo vogliono su PostgreSQL. "
        "Portalo là con traguardo migrate."
    ),
    "error.LedgerReadOnly": (
        "Il registro {path} non si può aprire in scrittura: controlla i permessi del file e della cartella."
    ),
    "error.ChainBroken": (
        "Il registro non è integro: il primo evento che non torna è il n. {seq}. "
        "Ferma tutto e recupera una copia di sicurezza."
    ),
    "error.NotAnInstant": "«{text}» non è una data che esiste: scrivi per esempio 16/09/2024, o 2024-09-16T10:00 dove serve l'ora.",
}
