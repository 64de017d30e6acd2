"""Said of people and of acts in words: what others have to do, what the bot carries to nobody."""

TEXTS = {
    "anomalies.none_of": "Nel piano non c'è nulla da sistemare di questo ({what}). 👍",
    "amend.no_pause": (
        "Un obiettivo non si sospende: {code} si può prorogare, o cancellare con il suo motivo (e poi riprendere)."
    ),
    "button.move_deadline": "Sposta il termine di {code}",
    "button.cancel_objective": "Cancella {code}",
    "cannot.rename": (
        "Il titolo di {code} si cambia con il file del piano: aggiornalo e mandamelo, ti mostro la differenza prima di adottarlo. "
        "Qui posso dargli un altro nome con cui riconoscerlo."
    ),
    "button.name_it": "Dagli un altro nome",
    "cannot.unbind": "La chat di {person} si stacca quando usa un nuovo invito: quello di prima non vale più. Te lo preparo?",
    "button.invite_again": "Invita di nuovo {person}",
    "cannot.quiet": (
        "Una pausa di tutti gli avvisi fino a un giorno non c'è. Nelle impostazioni scegli quando scriverti e che cosa non ricevere; "
        "un singolo promemoria si rimanda con il suo pulsante."
    ),
    "cannot.unset": "Un valore del piano non si toglie: se ne fissa un altro.",
    "cannot.settle": "Tra i punti da sistemare di {code} non ce n'è uno che chieda una data. Che cosa vuoi fare?",
    "button.points_of": "I punti di {code}",
    "order.then": "Poi: {words}",
    "amend.which_one": "Di quale parli?",
    "amend.which": "Di quale parli? Scegli: {value} va a quello.",
    "errand.remind_me": (
        "Promemoria a un'ora scelta da te non ne tengo. Ti avviso io di termini, dati fermi e validazioni: nelle impostazioni scegli giorno e ora."
    ),
    "button.reminders": "Quando ti avviso",
    "errand.told_already": (
        "Di una contestazione, di un incarico o di un atto scrivo da solo a chi riguarda. Altri messaggi non ne porto."
    ),
    "prove.now": "Mandami adesso la foto o il file: lo allego a questo dato.",
    "validate.theirs": "{code}: {count} {count:dato|dati} da validare, ma non da te. Chi valida: {who}.",
    "campaign.not_yet": "Il monitoraggio non è ancora aperto: prima Conferma, poi ti dico chi manca.",
    "campaign.stays": "Il termine di {code} resta il {due}: per cambiarlo chiudilo e aprine un altro col giorno nuovo.",
    "validate.none_of": "Di {person} non c'è nulla che aspetti te.",
    "card.not_counted": "Il dato della scheda aperta qui non c'è ancora: conta dopo Conferma.",
    "new.so_far": "Obiettivo nuovo: «{title}», servizio {unit}, termine {day}.",
    "errand.none": "Non porto messaggi ad altri: questo scrivilo tu, con la posta o a voce.",
    "errand.campaigns": (
        "Quello che faccio: con un monitoraggio chiedo i dati a chi li deve e li ricordo, e ricordo da solo termini e validazioni."
    ),
    "errand.remind": (
        "Quello che faccio: con un monitoraggio aperto dal Segretario ricordo i dati a chi li deve («sollecita tutti»), "
        "e ricordo da solo termini e validazioni."
    ),
    "errand.seen": (
        "Quello che faccio: i tuoi dati arrivano da soli a chi li valida, e ricordo i termini a chi deve scrivere."
    ),
    "leave.own": (
        "Le assenze le registra l'ufficio personale ({who}): diglielo tu, io non l'ho avvisato. "
        "Finché non è registrata, gli avvisi arrivano a te."
    ),
    "paper.list_in_excel": "Gli elenchi li mando in Excel.",
    "money.no_fund": "Il fondo dei premi {year} non è ancora fissato.",
    "money.fund.fondo": "<b>{amount} €</b> per i premi {year} dei dipendenti, fondo fissato il {day}",
    "money.fund.dirigenti": "{amount} € per i dirigenti, fissati il {day}",
    "money.fund.eq": "{amount} € per gli EQ, fissati il {day}",
    "money.fund.segretario": "{amount} € per il Segretario, fissati il {day}",
    "money.who": "Lo fissa l'ufficio personale ({who}), con il suo atto.",
    "duties.of": "<b>{count}</b> {count:cosa aspetta|cose aspettano} {person}:",
    "duties.none": "{person} non ha nulla in sospeso.",
    "duties.row": "{person}: {count} {count:cosa|cose} da fare",
    "duties.of_all": "<b>{count}</b> su {people} {count:ha|hanno} qualcosa da fare:",
}
