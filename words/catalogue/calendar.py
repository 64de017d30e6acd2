"""What the calendar says of its own accord, and what people ask of it."""

TEXTS = {
    # What follows an act, and for whom
    "follows.group.bind": "Nel gruppo rispondo quando mi si chiama, e ci mando gli avvisi dell'area {area}.",
    "follows.group.unbind": "Gli avvisi dell'area {area} arrivano di nuovo a ciascuno in privato.",
    "follows.explain": "La leggono il Nucleo e chi fa la Relazione, con il motivo e l'atto.",
    "follows.resources": "Lo legge chi apre {code}; la variazione resta tra le modifiche.",
    "follows.purpose": "Lo legge chi apre {code}, e va nei documenti del piano.",
    "follows.delay": "Lo legge chi apre {code}, e va nella relazione del monitoraggio.",
    "follows.cycle.phase": "Da ora vale per tutti quel che questa fase permette.",
    "follows.cycle.close": "Del {year} non si scrive più nulla; lo riapre il Segretario con /ciclo {year} riapri e il motivo.",
    "follows.cycle.reopen": "Del {year} si scrive di nuovo, finché non lo richiudi.",
    "follows.privacy.yes": "Da ora ciascuno può leggere il proprio punteggio anche qui, mai in un gruppo.",
    "follows.privacy.no": "Da ora i punteggi si leggono solo sulla pagina della scheda.",
    "follows.talk": "{person} lo sa, e può aggiungere la sua parola; resta accanto alla scheda {year}.",
    "follows.conference": "Il confronto che la scheda {year} di {person} chiede ora c'è.",
    "follows.proposed": "Ora {person} dice la sua; poi li assegni con «Assegna».",
    "follows.assigned": "Ora {person} ne prende atto; finché non lo fa, l'ha tra le cose da fare.",
    "follows.consulted": "{actor} la legge, poi te li assegna: li ritrovi qui.",
    "follows.noted": "Sono gli obiettivi della tua scheda {year}.",
    "follows.replied": "Ora {person} dice se accetta: hai fatto la tua parte.",
    "follows.signed.accepted": "La scheda è definitiva: lo sa {actor}.",
    "follows.signed.not_accepted": "La scheda vale comunque, e resta scritto che non l'accetti: lo sa {actor}.",
    "button.follows.leaves": "Assenze di {person}",
    "button.follows.objectives": "Obiettivi di {person}",
    "button.follows.my_objectives": "I miei obiettivi",
    "button.follows.assign_one": "Assegna un obiettivo",
    "button.follows.assign": "Assegna",
    "button.follows.my_scheda": "La mia scheda",
    "follows.talk_add": "La tua parola resta accanto al colloquio: la legge chi ti valuta.",
    "follows.output": "La fase che l'aspettava ora l'ha, e gli avvisi di questo documento finiscono.",
    "follows.grading.grade": "Ora tocca alla Giunta approvarla: /pesatura {unit} approva e l'atto.",
    "follows.grading.approve": "L'ufficio personale la usa per la retribuzione di posizione di {unit}.",
    "follows.premiums.set": "L'elenco del {year} si rifà con questo: resta provvisorio finché non lo approvi.",
    "follows.premiums.approve": "L'elenco del {year} è definitivo: quel che cambia dopo si paga o recupera con un conguaglio.",
    "follows.premiums.adjust": "Le differenze del {year} si pagano o si recuperano con questo atto.",
    "follows.relazione": "Ora tocca al Segretario pubblicarla: è tra le cose da fare del {year}.",
    "follows.decline": "Lo sente chi dirige l'area, che può assegnarlo ad altri o rimandartelo.",
    "follows.return": "{person} lo sente con il prossimo avviso.",
    "follows.finished": "Di questa fase non ti ricordo più nulla.",
    "button.follows.changes": "Le altre modifiche",
    "button.follows.cycle": "Il ciclo dell'anno",
    "button.follows.scheda": "Scheda di {person}",
    "button.follows.grading": "Il posto di {unit}",
    "button.follows.premiums": "L'elenco dei premi",
    "button.follows.entity": "Performance di ente",
    # The morning's message
    "notice.title": "Buongiorno. Al {day}:",
    "notice.again": "Come mi avevi chiesto:",
    "notice.back": "Rieccoti. Mentre non c'eri è rimasto questo:",
    "notice.more": "… e {count:ancora|altre} {count} {count:cosa: la|cose: le} trovi con /scadenze.",
    "notice.deadline": "⏳ <b>{code}</b> {title}: entro il {due}, {when}{missing}",
    "notice.in": "tra {days} {days:giorno|giorni}",
    "notice.in.0": "oggi",
    "notice.in.1": "domani",
    "notice.missing": "; manca {codes}",
    "notice.only": "",
    "notice.overdue": "⚠️ <b>{code}</b> {title}: scaduto il {due}{missing}",
    "notice.up.overdue": (
        "⬆️ <b>{code}</b> {title}: scaduto il {due} e ancora aperto. "
        "Lo dico a chi lo aggiorna e a chi ne risponde."
    ),
    "notice.up.silent": (
        "⬆️ <b>{code}</b> {title}: nessun dato dal {since}. "
        "Lo dico a chi lo aggiorna e a chi ne risponde."
    ),
    "notice.up.evaluate": (
        "⬆️ Schede {year}: {desk} deve ancora valutare {people}; il termine era il {due}."
    ),
    "notice.up.propose": (
        "⬆️ Schede {year}: manca ancora la proposta di {desk} su {people}; il termine era il {due}."
    ),
    "notice.up.approve": "⬆️ Performance dell'ente {year}: {desk} doveva approvarla entro il {due}.",
    "notice.up.validate": "⬆️ Performance dell'ente {year}: {desk} doveva validarla entro il {due}.",
    "notice.evaluation.evaluate": "🖊 Schede {year}, entro il {due}: devi valutare {people}. /valuta",
    "notice.evaluation.evaluate.late": (
        "🖊 Schede {year}: il termine era il {due} e devi ancora valutare {people}. /valuta"
    ),
    "notice.evaluation.propose": "🖊 Schede {year}, entro il {due}: tocca a te la proposta su {people}. /valuta",
    "notice.evaluation.propose.late": (
        "🖊 Schede {year}: il termine era il {due} e manca la tua proposta su {people}. /valuta"
    ),
    "notice.entity.propose": "🏛 Performance dell'ente {year}: proponila entro il {due}. /ciclo ente",
    "notice.entity.propose.late": (
        "🏛 Performance dell'ente {year}: era da proporre entro il {due}. /ciclo ente"
    ),
    "notice.entity.approve": (
        "🏛 Performance dell'ente {year}: è proposta, tocca alla Giunta approvarla entro il {due}. /ciclo ente"
    ),
    "notice.entity.approve.late": (
        "🏛 Performance dell'ente {year}: la Giunta doveva approvarla entro il {due}. /ciclo ente"
    ),
    "notice.entity.validate": (
        "🏛 Performance dell'ente {year}: è approvata, tocca al Nucleo validarla entro il {due}. /ciclo ente"
    ),
    "notice.entity.validate.late": (
        "🏛 Performance dell'ente {year}: il Nucleo doveva validarla entro il {due}. /ciclo ente"
    ),
    "notice.publication": "🌐 {year}, entro il {due}: {what}.",
    "notice.publication.late": "🌐 {year}, era entro il {due}: {what}.",
    "button.publication_done": "Fatto: {what}",
    "notice.collegial.vote": "⚖️ La proposta n. {number} del Nucleo aspetta la tua parola, entro il {due}.",
    "notice.collegial.meet": "⚖️ Sulla proposta n. {number} del Nucleo c'è la maggioranza: manca la seduta, entro il {due}. /nucleo seduta",
    "notice.assignment": "🎯 {code}: gli obiettivi {year} sono da assegnare entro il {due}.",
    "notice.assignment.late": "🎯 {code}: gli obiettivi {year} erano da assegnare entro il {due}.",
    "notice.fault.one": (
        "🛠 Il calendario non riesce a guardare una cosa ({codes}): gli altri avvisi partono lo stesso. "
        "Che cos'è lo dice «traguardo doctor»."
    ),
    "notice.fault": (
        "🛠 Il calendario non riesce a guardare {count} {count:cosa|cose} ({codes}): gli altri avvisi partono lo stesso. "
        "Quali sono lo dice «traguardo doctor»."
    ),
    "notice.of_year": "{code} (anno {year})",
    "notice.how_of_year": "{said}. Scrivi /anno {year} e poi /valida {code}",
    "notice.monitoring.one": "📋 Monitoraggio {code}, entro il {due}: ti resta un dato ({codes})",
    "notice.monitoring": "📋 Monitoraggio {code}, entro il {due}: {count:ti resta|ti restano} {count} {count:dato|dati} ({codes})",
    "notice.phase": "🗓 {name} {year}: entro il {due}",
    "notice.conciliazione.observe": (
        "✍️ Scheda {year}: se vuoi scrivere osservazioni, hai tempo fino al {due}."
    ),
    "notice.conciliazione.answer": (
        "✍️ {person} ha scritto osservazioni sulla scheda {year}: rispondi entro il {due}."
    ),
    "notice.conciliazione.late": (
        "✍️ Sulle osservazioni di {person} (scheda {year}) la risposta era attesa entro il {due}: "
        "per ora vale la scheda com'è."
    ),
    "notice.reassignment": (
        "🔁 <b>{code}</b> {title}: riorganizzazione dal {since}, nuovi obiettivi entro il {due}. /nuovo"
    ),
    "notice.reassignment.late": (
        "🔁 <b>{code}</b> {title}: i nuovi obiettivi dopo la riorganizzazione erano da dare entro il {due}. "
        "/nuovo"
    ),
    "notice.declined": "🙋 {person} dice che <b>{code}</b> non è suo (dal {since}): di chi è?",
    "notice.carry": "📄 Del piano {year} si può avere la bozza, ricavata da quello di quest'anno.",
    "notice.unreachable": "🔕 {person} non riceve più i messaggi dal {since}: avvisalo a voce.",
    "notice.invitation": "✉️ L'invito di {person} scade il {due} e non è stato usato.",
    "notice.validation.one": "✅ <b>{code}</b>: un dato da validare, del {since}",
    "notice.validation": "✅ <b>{code}</b>: {count} {count:dato|dati} da validare, il primo del {since}",
    "notice.stale.one": "🔇 Nessun dato dal {since}: {codes}",
    "notice.stale": "🔇 Nessun dato dal {since}: {codes} ({count} {count:indicatore|indicatori})",
    "notice.no_target.one": "🎯 Senza valore da raggiungere: {codes}. Si fissa con /target.",
    "notice.no_target": (
        "🎯 Senza valore da raggiungere: {codes} ({count} {count:indicatore|indicatori}). Si fissa con /target."
    ),
    "notice.weights.one": "⚖️ Peso non fissato: {codes}. Si fissa con /peso.",
    "notice.weights": (
        "⚖️ Pesi non fissati, per ora divisi in parti uguali: {codes} ({count} {count:obiettivo|obiettivi}). "
        "Si fissano con /peso."
    ),
    "notice.anomaly.one": "🧩 Un punto del piano da sistemare: {codes}. /anomalie",
    "notice.anomaly": "🧩 Punti del piano da sistemare: {codes} ({count} in tutto). /anomalie",
    "notice.digest": "",
    "notice.area": (
        "{code} {name}: {percent} %, atteso {expected} %; {late} in ritardo, {at_risk} a rischio"
    ),
    "notice.area.none": "{code} {name}: nessuna percentuale, mancano i valori da raggiungere",
    "notice.waiting": "Dati in attesa di validazione: {count}",
    "button.owed": "{code}: che cosa manca",
    "button.phase_done": "Fatto",
    "button.return": "{code}: è suo",
    "button.scheda_of": "Scheda di {person}",
    "button.validate": "Valida {code}",
    # What people answer to it
    "button.report_now": "Aggiorna",
    "button.snooze.hour": "1 ora",
    "button.snooze.tomorrow": "Domani",
    "button.snooze.monday": "Lunedì",
    "button.not_mine": "Non è mio",
    "reminder.about": "<b>{code}</b> {name}, entro il {due}. Che faccio?",
    "reminder.about.of_year": (
        "<b>{code}</b> {name} (anno {year}), entro il {due}. Per aggiornarlo scrivi il codice, il valore "
        "e un giorno di quell'anno: «{code} … al {last}»."
    ),
    "reminder.snoozed": "Va bene: di {code} te lo ricordo il {until}.",
    "reminder.card.decline": (
        "Dico a chi risponde dell'area che {code} non è tuo: finché non decide non te ne parlo più. Confermi?"
    ),
    "reminder.card.return": "{code} resta a {person}, che torna a ricevere gli avvisi. Confermi?",
    "reminder.card.phase": "Segno come fatto: {name}. Confermi?",
    # Settings
    "settings.title": (
        "Ti scrivo nei giorni di lavoro dalle {hour}; le cose di ogni settimana di {weekday}.\n"
        "Scadenze, ritardi e termini arrivano sempre; il resto lo puoi spegnere o diradare."
    ),
    "settings.weeks.1": "ogni settimana",
    "settings.weeks.2": "ogni due",
    "settings.weeks.4": "ogni quattro",
    "button.choice": "{name}",
    "button.chosen": "• {name}",
    "button.on": "🔔 {name}",
    "button.off": "🔕 {name}",
    "weekday.1": "lunedì",
    "weekday.2": "martedì",
    "weekday.3": "mercoledì",
    "weekday.4": "giovedì",
    "weekday.5": "venerdì",
    "weekday.6": "sabato",
    "weekday.7": "domenica",
    "reminder.kind.stale": "Silenzi",
    "reminder.kind.digest": "Riepiloghi",
    "reminder.kind.no_target": "Valori mancanti",
    "reminder.kind.weights": "Pesi mancanti",
    "reminder.kind.anomaly": "Punti del piano",
    "reminder.kind.validation": "Da validare",
    "reminder.kind.invitation": "Inviti",
    "reminder.kind.monitoring": "Monitoraggi",
    "reminder.kind.phase": "Fasi",
    "reminder.kind.carry": "Bozza del piano",
    "reminder.kind.deadline": "Scadenze",
    "reminder.kind.overdue": "Ritardi",
    "reminder.kind.escalation": "Solleciti",
    "reminder.kind.conciliazione": "Conciliazione",
    "reminder.kind.reassignment": "Riorganizzazioni",
    "reminder.kind.entity": "Performance dell'ente",
    "reminder.kind.evaluation": "Valutazioni",
    "reminder.kind.publication": "Pubblicazioni",
    "reminder.kind.collegial": "Atti del Nucleo",
    "reminder.kind.assignment": "Assegnazioni",
    "reminder.kind.fault": "Guasti",
    "reminder.kind.declined": "Non è mio",
    "reminder.kind.unreachable": "Chi non riceve",
    # A calendar file
    "ics.caption": "Le tue scadenze al {day}: {count}. Aprile con il calendario che usi.",
    "ics.none": "Non hai scadenze aperte. 👍",
    # Campaigns, leaves, groups
    "campaign.how": (
        "Scrivi il giorno entro cui servono i dati e un nome: /campagna {day} Verifica infrannuale. "
        "Prima del nome può stare un'area. Per chiudere: /campagna chiudi M1."
    ),
    "campaign.none": "Nessun monitoraggio aperto. Per aprirne uno: /campagna {day} Verifica infrannuale",
    "campaign.row": "<b>{code}</b> {name} ({scope}), entro il {due}: {count:manca|mancano} {count} {count:dato|dati}",
    "campaign.title": "<b>{code}</b> {name}: {count:manca|mancano} {count} {count:dato|dati}",
    "campaign.owed": "{code} {name}",
    "campaign.card.open": (
        "Apro il monitoraggio «{name}» del {year} per {scope}: chiedo a tutti un dato aggiornato entro il {due}. "
        "Confermi?"
    ),
    "campaign.all_in": "<b>{code}</b> {name}: i dati ci sono tutti. 👍",
    "campaign.opened": (
        "Aperto <b>{code}</b> «{name}»: {count} {count:dato|dati} da {people} {people:persona|persone} entro il {due}. "
        "Lo sentono con il prossimo avviso; per chiederlo subito apri chi deve."
    ),
    "campaign.vacant": "Di questi, {count} {count:aspetta|aspettano} {posts} {posts:incarico|incarichi} di nessuno.",
    "campaign.closed": "Chiuso il monitoraggio <b>{code}</b>: nessuno deve più nulla.",
    "campaign.card.close_missing": (
        "{count:Manca|Mancano} ancora {count} {count:dato|dati}. Chiudo lo stesso il monitoraggio {code}?"
    ),
    "campaign.reminded": "Ricordato a {count}: {people}.",
    "campaign.nobody_reminded": "Non c'è nessuno da sollecitare.",
    "campaign.unreachable": "Non raggiungibili in chat: {people}.",
    "campaign.reminder": (
        "{actor} chiede i dati per «{name}»: te ne {count:manca|mancano} {count}, entro il {due}. Scegli da quale cominciare."
    ),
    "campaign.reminded_before": "Per «{name}» hai già sollecitato qualcuno, e ora non ho mandato nulla. A chi scrivo?",
    "campaign.reminded_at": "{person}: sollecitato il {at}",
    "button.remind_again": "Di nuovo a tutti",
    "button.remind_once_more": "Sollecita di nuovo",
    "button.remind_rest": "Solo gli altri ({count})",
    "campaign.name_of_day": "Monitoraggio al {day}",
    "campaign.which_done": "Quale dei passi che ti sono chiesti è fatto?",
    "campaign.which_not_done": "Quale dei passi che ti sono chiesti non è ancora fatto?",
    "campaign.which": "Di quale dei dati che ti sono chiesti è {figure}?",
    "button.owed_by_all": "Chi deve ({count} {count:dato|dati})",
    "button.remind_all": "Ricorda a tutti ({count})",
    "button.remind_one": "Ricorda a {person}",
    "button.close_campaign": "Chiudi {code}",
    "button.leave_back": "{person} è rientrato",
    "leave.until": "{person} è assente dal {since}: fino a quando? Scrivi il giorno, per esempio 30/09/2024.",
    "leave.too_many": "Dal {since} al {until} non ci sono tutti i giorni che hai scritto.",
    "leave.done": "{person} è assente dal {since} al {until}: in quei giorni non riceve avvisi.",
    "leave.no_substitute": "Nessuno sostituisce: al rientro riceve tutto insieme.",
    "leave.back_done": "{person} non è più assente: torna a ricevere gli avvisi.",
    "leave.nobody": "Oggi non è assente nessuno, e non c'è nulla in arrivo.",
    "leave.nobody_then": "Dal {since} al {until} non risulta assente nessuno.",
    "leave.nobody_on": "Il {since} non risulta assente nessuno.",
    "leave.back_then": "Rientrano in quei giorni: {count}",
    "leave.nobody_back": "In quei giorni non risulta rientrare nessuno.",
    "leave.alone": (
        "Nessuno ti sostituisce: chi registra la tua assenza può indicare chi riceve i tuoi avvisi. "
        "Gli atti restano di chi ha il posto: per farli fare a un altro serve un incarico, anche ad interim."
    ),
    "leave.not_a_proxy": "Riceve i tuoi avvisi: gli atti restano di chi ha il posto.",
    "leave.of_year": "Assenze del {year}, anche in arrivo: {count}",
    "leave.none_of_year": "Nel {year} non è annunciata nessuna assenza.",
    "leave.title": "Assenze in corso o in arrivo: {count}",
    "leave.row": "{person}: dal {since} al {until}, sostituisce {substitute}",
    "leave.row_alone": "{person}: dal {since} al {until}, nessuno sostituisce",
    "campaign.card.close": "Chiudo il monitoraggio {code}: nessuno deve più nulla. Confermi?",
    "leave.instead": "Prende il posto dell'assenza annunciata dal {since} al {until}.",
    "leave.not_a_fact": "Per la presenza nell'anno conta l'assenza registrata con il suo atto: {kind}.",
    "leave.none_of": "Di {person} non ci sono assenze annunciate.",
    "leave.all_of": "Assenze annunciate di {person}:",
    "leave.card.withdraw": "L'assenza di {person} era sbagliata e la ritiro: resta scritto che c'era. Confermi?",
    "leave.withdrawn": "Ritirata: quell'assenza di {person} non conta più.",
    "button.leave_withdraw": "Ritira quella dal {day}",
    "button.leave_fact": "Registra con l'atto: {kind}",
    "leave.how": (
        "Scrivi chi, dal, al e se c'è chi sostituisce: /assenza eq.as4 01/08/2024 20/08/2024 eq.as3. "
        "Se torna prima, o non parte: /assenza eq.as4 via. Per vederle e ritirarne una, anche passata: /assenza eq.as4"
    ),
    "leave.card": "{person} è assente dal {since} al {until}: in quei giorni nessun avviso. Confermi?",
    "leave.card.back": "Da oggi {person} non è più assente e torna a ricevere gli avvisi. Confermi?",
    "leave.substitute": "Gli avvisi vanno a {person}.",
    "group.how": "Scrivi l'area: /gruppo AS. Per smettere: /gruppo AS via.",
    "group.here": "Scrivilo nel gruppo che vuoi legare all'area.",
    "group.card.bind": (
        "Lego questo gruppo all'area {area}: riceve scadenze e riepiloghi, mai dati di persone. Confermi?"
    ),
    "group.card.unbind": "Il gruppo dell'area {area} non riceve più nulla. Confermi?",
    "command.calendario": "le mie scadenze per il calendario",
    "command.impostazioni": "quando e di che cosa essere avvisati",
    "command.campagna": "apre e chiude i monitoraggi",
    "command.assenza": "chi è assente e chi sostituisce",
    "command.gruppo": "lega un gruppo all'area",
    "cli.due.nothing": "Ora non c'è nulla da mandare.",
    # What is wrong with an installation
    "doctor.wrong": "qualcosa non va: guarda le righe con ✗, ognuna dice che cosa fare.",
    "doctor.token.none": (
        "Nessun token: il bot parla solo nella console. Per Telegram mettilo in TRAGUARDO_TOKEN."
    ),
    "doctor.token.good": "Token: Telegram lo riconosce, il bot è {name}.",
    "doctor.token.refused": "Token: Telegram non lo riconosce. Chiedine uno a BotFather e mettilo in TRAGUARDO_TOKEN.",
    "doctor.token.unreachable": (
        "Telegram non risponde ({kind}): controlla la rete, TRAGUARDO_API_BASE_URL e TRAGUARDO_PROXY."
    ),
    "doctor.clock.good": "Orologio: {now}.",
    "doctor.clock.behind": (
        "Orologio: segna {now}, ma l'ultima registrazione è del {last}. Regola l'orologio della macchina."
    ),
    "doctor.disk.good": "Disco: {free} MB liberi.",
    "doctor.disk.little": "Disco: restano {free} MB. Libera spazio prima che le registrazioni si fermino.",
    "doctor.check.failed": "Controllo «{check}»: non è riuscito ({kind}). Riferiscilo a chi segue il programma.",
    "doctor.held": (
        "Il registro è occupato da un altro programma e non ho potuto guardare: {checks}. "
        "Aspetta che finisca, o fermalo, e ripeti «doctor»."
    ),
    "doctor.fault": (
        "Calendario: lascia fuori {subject} (anno {year}, {what}) dal {since}: {kind}. "
        "Guarda se lì c'è un giorno o un valore impossibile e correggilo; gli altri avvisi partono."
    ),
    "doctor.fault.more": "Calendario: {count:ancora|altre} {count} {count:cosa lasciata|cose lasciate} fuori.",
    "doctor.calendar.no_plan": "Calendario: nessun piano adottato, quindi nessun avviso. Adottane uno con «plan import».",
    "doctor.calendar.due": "Calendario: {count} {count:messaggio|messaggi} da mandare ora (li elenca «due»).",
    "doctor.calendar.no_chat": (
        "Non hanno ancora una chat, e gli avvisi li aspettano: {people}. Invitali con «invite»."
    ),
    "doctor.calendar.unreachable": "Hanno bloccato il bot: {people}. Chiedi loro di riaprire la chat e scrivere /start.",
    "doctor.outbox.empty": "Posta in uscita: tutto consegnato.",
    "doctor.outbox.waiting": "Posta in uscita: {count} {count:messaggio aspetta. Parte|messaggi aspettano. Partono} quando il bot è acceso («run»).",
    "doctor.outbox.failed": "Posta in uscita: {count} {count:messaggio|messaggi} che Telegram ha rifiutato ({reason}).",
    "doctor.outbox.in_doubt": (
        "Posta in uscita: {count} avvisi forse arrivati e forse no, perché la connessione è caduta mentre partivano. "
        "Non si ripetono: se ne parla alla prossima scadenza."
    ),
    "doctor.chain.good": "Catena: {count} {count:evento|eventi}, tutti in ordine.",
    "doctor.chain.broken": "Catena: l'evento {seq} non torna. Ferma il bot e riprendi l'ultima copia buona del file.",
    "doctor.tables.differ": "Tabelle derivate diverse dal registro: {tables}. Rifalle con «rebuild».",
    # Refusals
    "Act.cycle": "Aprire e chiudere campagne e fasi",
    "Act.absence": "Registrare le assenze",
    "Act.group": "Legare un gruppo all'area",
    "Role.calendar": "il calendario",
    "Act.remind": "Decidere degli avvisi",
    "error.BadPeriod": "Le date non vanno: controlla che l'inizio venga prima della fine e non sia troppo lontano.",
    "error.PastDay": "Il {day} non è nel futuro: scegli un giorno che deve ancora venire.",
    "error.DayOutOfBounds": (
        "Il {day} non può essere: scrivi un giorno tra il {first_year} e il {last_year}."
    ),
    "error.NumberOutOfBounds": (
        "Il numero è troppo lungo: al massimo {digits} cifre e {decimals} decimali."
    ),
    "error.TextTooLong": (
        "Il testo è di {characters} caratteri: stai entro {most}, o allegalo come documento."
    ),
    "error.TextUnseen": (
        "Nel testo ci sono caratteri che non si vedono, o che rigirano ciò che si legge: riscrivilo a mano."
    ),
    "error.OutOfHours": "Gli avvisi partono nei giorni di lavoro dalle {from_hour} alle {to_hour}: scegli lì dentro.",
    "error.BadFrequency": "Ogni {weeks} settimane non si può: scegli ogni settimana, ogni due o ogni quattro.",
    "error.CannotSilence": "Questi avvisi ({kind}) non si possono spegnere: sono parte del ciclo.",
    "error.UnknownMatter": "«{code}» non è una campagna o una fase aperta: guarda /campagna.",
}
