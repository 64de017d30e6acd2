"""Evaluating people: what is asked, what is answered, why not."""

TEXTS = {
    # Why not
    "Act.evaluate": "Valutare",
    "Act.entity": "Decidere la performance di ente",
    "Act.conciliazione": "Prendere visione e osservare",
    "Act.personnel": "Registrare i fatti del personale",
    "Act.premiums": "Fissare fondi e premi",
    "Act.read_scores": "Leggere i punteggi",
    "error.NoRegulation": (
        "Per il {year} non è adottato nessun regolamento: il Segretario lo adotta con «traguardo regulation adopt»."
    ),
    "error.RegulationFrozen": (
        "Il regolamento del {year} non si cambia più: ci sono già schede emesse o l'anno è chiuso."
    ),
    "error.EntityStep": (
        "La performance di ente del {year} ora è: {step}. Prima il Segretario la propone, poi la Giunta la approva, "
        "poi il Nucleo la valida."
    ),
    "error.SamePerson": "I tre passaggi della performance di ente {year} vanno fatti da tre persone diverse.",
    "error.OutOfRange": "Per {subject} il valore {value} è fuori misura: va da {lowest} a {highest}.",
    "error.NotEvaluated": "{person} non si valuta: {why}.",
    "error.NoPosition": "{person} nel {year} non ha un incarico che si valuta: controlla gli incarichi con /persone.",
    "error.OwnEvaluation": "Nessuno valuta sé stesso: tocca al tuo valutatore.",
    "error.ObjectiveMissing": "Per {person} manca o non c'entra il valore di {code}: indicalo da 0 a 100.",
    "error.ItemReason": "Per {item} hai dato 0 punti: serve un motivo scritto.",
    "error.ValueReason": "Per {code} il valore è diverso da quello calcolato: scrivi perché.",
    "error.ProposalMissing": "Per {person} manca la proposta obbligatoria: prima la scrive {who} con /valuta {person}.",
    "error.ConferenceMissing": (
        "Per {person} manca il confronto in conferenza dei dirigenti: registralo con /colloquio {person} conferenza e il giorno."
    ),
    "error.EntityMissing": (
        "La performance di ente del {year} non è ancora validata dal Nucleo: prima di allora nessuna scheda è definitiva."
    ),
    "error.Issued": "La scheda di {person} è già stata emessa (versione {version}) da {actor} il {at}: guardala con /scheda {person}.",
    "error.ContributionMoved": (
        "Intanto {actor} ha scritto su {person} (il {at}): riapri con /valuta {person}, i tuoi punti sono rimasti."
    ),
    "error.NoScheda": "La scheda {year} di {person} non c'è ancora: arriva quando il valutatore la emette.",
    "error.NotNotified": "La scheda non risulta ancora notificata: prima se ne prende visione con /scheda.",
    "error.AlreadyNotified": "La scheda di {person} è già notificata, dal {day}.",
    "error.AlreadyObserved": "Le osservazioni ci sono già, del {day}: ora risponde il valutatore.",
    "error.NothingToAnswer": "Su {person} non ci sono osservazioni da decidere.",
    "error.AlreadyAnswered": "Alle osservazioni di {person} ha già risposto {actor}, il {day}: guarda /scheda {person}.",
    "error.NoOutcome": "Non c'è ancora una risposta da accettare: aspetta quella del valutatore.",
    "error.AlreadySigned": "L'esito è già firmato, dal {day}.",
    "error.OldVersion": "La scheda di {person} è cambiata: quella che vale è la versione {version}. Riaprila con /scheda.",
    "error.BadFact": "Per «{kind}» manca o non va bene {needs}: controlla e riscrivilo.",
    "error.UnknownFact": (
        "«{fact}» non è un fatto che si registra qui: scegli servizio, assegnazione, sospensione_rapporto, assenza, part_time, "
        "tutela, sanzione, interim o posizione."
    ),
    "error.ActNeeded": "Serve l'atto che lo prova: scrivilo con il suo giorno.",
    "error.NoPool": "Per il {year} mancano fondo e massimi: non c'è ancora nulla da pagare.",
    "error.PayoutNotReady": "L'elenco {year} non può essere definitivo: mancano {missing} cose, guardale con /premi.",
    "error.YearIsClosed": "Il {year} è chiuso dal {day}: perché cambi qualcosa il Segretario deve riaprirlo con /ciclo riapri e il motivo.",
    "error.YearIsOpen": "Il {year} non è chiuso: non c'è nulla da riaprire.",
    "error.PhaseBackwards": "L'anno è già alla fase {present}: alla fase {phase} non si torna se non riaprendo un anno chiuso.",
    "error.PhaseNeeded": "Questo si fa nella fase {phase}, e l'anno è alla fase {present}: il Segretario la sposta con /ciclo.",
}
