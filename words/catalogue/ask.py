"""Questions and their answers, help, and what the bot says when it does not understand."""

TEXTS = {
    "button.scope": "{code}",
    "button.why": "Perché?",
    "button.up": "▲ Su",
    "button.also_mine": "Anche {code}",
    "button.year": "{year}",
    "button.scope_year": "{code} nel {year}",
    "button.back_to_year": "Torna al {year}",
    # States
    "State.not_started": "non avviato",
    "State.on_track": "in linea",
    "State.at_risk": "a rischio",
    "State.late": "in ritardo",
    "State.done": "raggiunto",
    "State.cancelled": "cancellato",
    "State.no_target": "senza valore da raggiungere",
    # Status
    "status.headline": "<b>{percent} %</b> · {code} {name}",
    "ask.if_done": "<b>Se fosse raggiunto</b> · {code} {name} (non ho registrato nulla)",
    "ask.if_done.of": "{code} {name}: da {now} a {then}",
    "status.empty": "<b>{code}</b> {name}: nel piano {year} non ha obiettivi.",
    "status.none": "<b>{code}</b> {name}: nessuna percentuale, mancano i valori da raggiungere.",
    "status.cancelled": "<b>{code}</b> {name}: cancellato dal piano.",
    "status.expected": "{bar} atteso al {day}: {expected} %",
    "status.as_of": "Com'era al {day}, per quel che se ne sa oggi:",
    "status.known_at": "Com'era al {day}, per quel che se ne sapeva allora:",
    "status.future": "Il {day} deve ancora venire: chiedi com'è oggi, o com'era in un giorno passato.",
    "status.of_year": "Nel piano {year}:",
    "status.bad_day": "«{typed}» non è un giorno che esiste: scrivilo come 30/06/2024.",
    "button.then_known": "Come si sapeva allora",
    "button.now_known": "Come si sa oggi",
    "status.row": "{code} {title}: {figure}, {state}",
    "status.plain": "{row}",
    "status.provisional": "{row} (da validare)",
    "status.indicator": "{code} {name}: {value} su {target}, {state}",
    "status.indicator_open": "{code} {name}: {value}, {state}",
    "status.step": "{code} {name}: {value}, {state}",
    "status.step_done": "{code} {name}: {state}",
    "status.step_late": "{code} {name}: {state}, {days} {days:giorno|giorni} dopo il termine",
    "status.more": "… e {count:ancora|altri} {count}",
    "status.states": "Obiettivi: {states}",
    "status.count.not_started": "{count} {count:non avviato|non avviati}",
    "status.count.on_track": "{count} in linea",
    "status.count.at_risk": "{count} a rischio",
    "status.count.late": "{count} in ritardo",
    "status.count.done": "{count} {count:raggiunto|raggiunti}",
    "status.count.cancelled": "{count} {count:cancellato|cancellati}",
    "status.count.no_target": "{count} senza valore da raggiungere",
    "list.comma": "{left}, {right}",
    "status.left_out": "Indicatori fuori dal conto perché senza valore da raggiungere: {count}",
    "status.deadline": "Termine {day}: {state}",
    "status.reported_on": "Ultimo dato del {day}",
    "status.baseline": "L'anno prima: {value}",
    "status.pace": "A questo ritmo: {value} su {target} al {day}",
    "status.ask_target": "Chi dirige l'area può fissarlo con /target {code} e il valore.",
    "status.anomaly": "⚠️ Da sistemare nel piano: {kind}.",
    # Why
    "why.title": "<b>{code}</b> {name}: <b>{figure}</b>",
    "why.ask": "Di quale numero vuoi il perché? Scrivi /perche e il codice, per esempio /perche AS4.3.",
    "why.cause": "Pesa di più: {code} {name}: {percent} % contro {expected} % atteso ({points} punti)",
    "why.ahead": "Porta avanti: {code} {name}: {percent} % contro {expected} % atteso ({points} punti)",
    "why.above": "Atteso al {day}: {expected} %. È sopra di {points} punti.",
    "why.below": "Atteso al {day}: {expected} %. È sotto di {points} punti.",
    "why.even": "Atteso al {day}: {expected} %, proprio quanto c'è.",
    "why.above.thing": "Atteso al {day}: {expected} %. È sopra di {points} punti: {state}.",
    "why.below.thing": "Atteso al {day}: {expected} %. È sotto di {points} punti: {state}.",
    "why.even.thing": "Atteso al {day}: {expected} %, proprio quanto c'è: {state}.",
    "why.rule.step": "Regola: un passo vale 100 quando è raggiunto, prima vale 0.",
    "why.rule.no_target": "Regola: senza un valore da raggiungere non c'è percentuale.",
    "why.rule.up_ratio": "Regola: valore diviso obiettivo, al massimo 100.",
    "why.rule.up_step": "Regola: obiettivo a zero o meno, quindi 100 se raggiunto, altrimenti 0.",
    "why.rule.up_from_baseline": "Regola: quanta strada è fatta dal valore di partenza all'obiettivo.",
    "why.rule.down_from_baseline": (
        "Regola: si deve scendere; quanta strada è fatta dal valore di partenza all'obiettivo."
    ),
    "why.rule.down_ratio": (
        "Regola: si deve scendere; 100 quando si è all'obiettivo o sotto, prima obiettivo diviso valore."
    ),
    "why.rule.down_step": "Regola: si deve scendere a zero o meno; 100 se raggiunto, altrimenti 0.",
    "why.rule.objective": "Regola: media degli indicatori secondo il peso, tra quelli che hanno un valore.",
    "why.rule.group": "Regola: media degli obiettivi secondo il peso, tra quelli che hanno un valore.",
    "why.rule.area": "Regola: media dei servizi che hanno un valore.",
    "why.rule.ente": (
        "Regola: media delle aree, dei gruppi trasversali e degli obiettivi del Segretario "
        "che hanno un valore; ogni gruppo conta quanto un'area."
    ),
    "why.rule.groups": (
        "Regola: media dei gruppi che hanno un valore, ognuno quanto gli altri; in un gruppo gli "
        "obiettivi contano secondo il peso."
    ),
    "why.rule.cancelled": "L'obiettivo è cancellato: non conta più.",
    "why.input.value": "Valore: {fact}",
    "why.input.target": "Da raggiungere: {fact}",
    "why.input.baseline": "Valore di partenza: {fact}",
    "why.input.start": "Dal {fact}",
    "why.input.deadline": "Termine: {fact}",
    "why.input.day": "Conto fatto al {fact}",
    "why.input.numerator": "Numeratore: {fact}",
    "why.input.denominator": "Denominatore: {fact}",
    "why.input.days_late": "Giorni dopo il termine: {fact}",
    "why.part": "{code}: {figure}, peso {weight} %",
    "why.target_before": "Valore da raggiungere fissato il {day}, prima dell'inizio del periodo.",
    "why.target_after": "Valore da raggiungere fissato il {day}, a periodo iniziato.",
    "why.events": "Registrazioni alla base: {count} ({events})",
    # Years
    "anno.set": (
        "Fino al {until} qui si parla del <b>{year}</b>: domande, elenchi e procedure. "
        "I dati che registri vanno sempre nel piano del loro giorno."
    ),
    "anno.back": "Qui si parla di nuovo del <b>{year}</b>.",
    "anno.which": "Qui si parla del <b>{year}</b>. Di quale anno vuoi parlare?",
    "anno.unread": "«{typed}» non è un anno: scrivi per esempio /anno 2024.",
    "anno.note": "(Questa chat parla del {year}: /anno per cambiare.)",
    "compare.title": (
        "<b>{code}</b> {name}: il {year} accanto al {former}\n"
        "(oggi {day} · {same_day} · a fine {former})"
    ),
    "compare.row": "{code} {name}: <b>{now}</b> · {then} · {end}",
    "compare.no_plan": (
        "Del {year} non c'è il piano: di {code} {name} so l'anno prima di "
        "<b>{count}</b> {count:indicatore|indicatori}, come {count:lo|li} stampa questo piano."
    ),
    "compare.only_now": "Del {year}: <b>{now}</b> · {code}",
    "compare.no_plan.none": (
        "Non ho con che confrontare {code} {name}: del {year} non c'è il piano, e questo non ne "
        "stampa i valori."
    ),
    "compare.printed": "{code} {name}: <b>{now}</b> · l'anno prima {former}",
    "compare.missing": "Nel {year} {code} non c'era, o era un'altra cosa.",
    # The house itself
    "told.day": "<b>{day}</b>: {name} del {year}, tra {left} {left:giorno|giorni}.",
    "told.day.past": "<b>{day}</b>: {name} del {year}, {left} {left:giorno|giorni} fa.",
    "told.objecting": (
        "<b>{days}</b> {days:giorno lavorativo|giorni lavorativi} da quando la scheda è consegnata per "
        "le osservazioni, e altrettanti a chi valuta per rispondere. Si scrivono da /scheda."
    ),
    "told.rules": "Sì: per il <b>{year}</b> vale il regolamento della registrazione n. {seq}, in vigore dal piano {since}.",
    "told.bands": "Quanto premio dà il punteggio finale, per chi è {role}:",
    "told.band": "da <b>{lowest}</b> punti in su: <b>{share} %</b> del premio ({label})",
    "told.bands.paid": "In euro dipende dal fondo, che va fissato; si paga a performance di ente validata e schede firmate.",
    "told.parts": (
        "Nel punteggio di chi è {role}, su 100 punti: obiettivi <b>{objectives}</b>, "
        "performance dell'ente <b>{entity}</b>, comportamenti <b>{behaviours}</b>."
    ),
    "told.made": "Come si forma il premio di chi è {role}, secondo il regolamento:",
    "told.made.by": "Obiettivi e comportamenti li valuta {by}; la performance dell'ente l'approva la Giunta e la valida il Nucleo.",
    "told.made.by.dipendente": "il dirigente, su proposta dell'EQ",
    "told.made.by.eq": "il dirigente",
    "told.made.by.dirigente": "il Nucleo",
    "told.made.by.segretario": "il Sindaco",
    "told.made.bands": "Il punteggio dà la parte di premio che spetta: {bands}.",
    "told.made.band": "da {lowest} punti <b>{share} %</b>",
    "told.made.fund": "Il fondo lo fissa l'ufficio personale, con un atto: si divide tra le aree, e in ciascuna tra le persone secondo l'inquadramento.",
    "told.made.maximum": "Quanto è il premio intero lo fissa l'ufficio personale, con un atto.",
    "told.made.organisational": "Il <b>{percent} %</b> del fondo va secondo la performance dell'ente.",
    "told.made.cut.score": "Spetta per la parte dell'anno in servizio; una sanzione dell'anno abbassa il punteggio.",
    "told.made.cut.premium": "Spetta per la parte dell'anno in servizio; una sanzione dell'anno abbassa il premio.",
    "told.made.bonus": "Ai migliori va in più il <b>{percent} %</b> del premio medio: quanti siano lo fissa l'ufficio personale.",
    "told.made.paid": "Si paga a performance dell'ente validata e schede firmate, quando l'ufficio personale rende definitivo l'elenco.",
    "told.sanctions": "Quanto toglie una sanzione dell'anno, con una, due o più dello stesso grado:",
    "told.sanction": "{grade}: <b>{one}</b>, <b>{two}</b> o <b>{more} %</b> in meno",
    "told.sanctions.out": "{names}: niente valutazione e niente premio.",
    "told.no_rules": "No: per il <b>{year}</b> nessun regolamento è stato adottato. Lo adotta il Segretario con /regolamento.",
    "scheda.private": "Schede e punteggi di una persona li leggono solo lei, chi la valuta, il Nucleo e l'ufficio personale.",
    "premiums.private": "Il premio di una persona lo leggono solo lei, chi la valuta, il Nucleo e l'ufficio personale.",
    "told.to_settle": "Nel piano {count:resta|restano} <b>{count}</b> {count:punto|punti} da sistemare, e {mine} {mine:puoi sistemarlo|puoi sistemarli} tu:",
    "told.of_kind": "{count} {count:volta|volte}: {what}",
    "told.record": (
        "<b>{count}</b> {count:evento|eventi} nel registro, ciascuno legato al precedente. Che sia "
        "integro, e che le copie ci siano, lo prova chi tiene il servizio con i comandi verify e doctor."
    ),
    "means.at_risk": (
        "<b>A rischio</b>: {points} punti o più sotto l'atteso di oggi, o un passo non ancora fatto con il "
        "termine entro {days} giorni."
    ),
    "means.late": "<b>In ritardo</b>: il termine è passato e il 100 % non c'è ancora.",
    "means.on_track": "<b>In linea</b>: meno di {points} punti sotto l'atteso di oggi, e il termine non è passato.",
    "means.not_started": "<b>Non avviato</b>: nessun dato finora, e il termine non è passato.",
    "means.done": "<b>Raggiunto</b>: è al 100 %.",
    "means.expected": (
        "<b>Atteso</b>: dove si dovrebbe essere oggi, andando dritti da inizio anno al termine; un passo "
        "vale 0 fino al suo termine e 100 dopo."
    ),
    "means.no_target": "<b>Senza valore da raggiungere</b>: manca il target, quindi non c'è percentuale e resta fuori dal conto.",
    "means.validated": "<b>Validato</b>: chi risponde dell'area ha confermato il dato con /valida; prima è «da validare», e conta già.",
    "means.contested": "<b>Contestato</b>: chi valida l'ha respinto con un motivo; non conta finché non viene riscritto.",
    "means.weight": "<b>Peso</b>: quanta parte del suo gruppo conta; dove nessuno lo fissa, è diviso in parti uguali.",
    "means.target": "<b>Target</b>: il valore da raggiungere entro il termine; lo fissa chi dirige l'area.",
    "means.progress": (
        "<b>Percentuale</b>: valore diviso target, al massimo 100; un obiettivo è la media pesata dei suoi "
        "indicatori, un'area la media dei suoi servizi. Di un numero in particolare: /perche e il codice."
    ),
    "means.transversal": "<b>Trasversale</b>: un obiettivo di più aree insieme; i suoi dati li scrivono i dirigenti.",
    "means.baseline": "<b>Valore di partenza</b>: il dato dell'anno prima, accanto al target per confronto.",
    # Deadlines
    "deadlines.title": "Scadenze di {name}: scadute {count}",
    "deadlines.title_none": "Scadenze di {name}: nessuna è passata",
    "deadlines.none": "Nessuna scadenza aperta per {name}.",
    "deadlines.not_a_day": "{row} ⚠️ il piano dice «{text}», che non è un giorno: da sistemare",
    "deadlines.stands": "Oggi: {row}",
    "deadlines.row": "{day} ({when}) {code} {title}",
    "deadlines.past": "⚠️ scaduto da {days} {days:giorno|giorni}",
    "deadlines.today": "oggi",
    "deadlines.left": "tra {days} {days:giorno|giorni}",
    # What an objective is
    "objective.title": "<b>{code}</b> {title}",
    "objective.text": "{text}",
    "objective.strategic": "Obiettivo strategico: {code} {title}",
    "objective.assessore": "Assessorato: {post}",
    "objective.mandate": "Linea di mandato: {code} {title}",
    "objective.impact": "Impatto atteso: {text}",
    "objective.stakeholders": "Portatori di interesse: {text}",
    "objective.ptpct": "Misure anticorruzione (PTPCT): {text}",
    "objective.facts": "Peso {weight} % nel suo gruppo, termine {deadline}",
    "objective.owners": "Responsabili: {owners}",
    "objective.indicator": "{code} {name}: da raggiungere {target}",
    "objective.no_target": "{code} non ha un valore da raggiungere, e quindi nessuna percentuale. Può fissarlo: {who}.",
    # History
    "history.title": "Storia di <b>{code}</b> {name}",
    "history.which": "Di quale indicatore di {code} vuoi la storia?",
    "history.ask": "Di quale indicatore? Scrivi /storico e il codice, per esempio /storico AS4.3.1.",
    "history.gone": "Non è più nel piano dal {day}.",
    "history.year": "{year} ({code}): {value} su {target}, {figure}",
    "history.step_year": "{year} ({code}): {value}",
    "history.empty": "Nessuna registrazione finora.",
    "history.older": "… (le più vecchie sono nel registro)",
    "history.row": "n. {seq}, {at}, {actor}, per il {day}: {what}",
    "history.pair": "{numerator} su {denominator}",
    "history.value.absolute": "totale {value}",
    "history.value.increment": "in più {value}",
    "history.value.ratio": "{value} %",
    "history.value.milestone": "passo {value} (1 raggiunto, 0 no)",
    "history.nothing": "",
    "history.ProgressRecorded": "{what}",
    "history.ProgressCorrected": "corretta la n. {report}: {what} («{reason}»)",
    "history.ProgressUndone": "ritirata la n. {report} («{reason}»)",
    "history.ProgressValidated": "validata la n. {report}",
    "history.ProgressContested": "contestata la n. {report} («{reason}»)",
    "history.EvidenceAttached": "prova allegata alla n. {report}: {name}",
    "history.TargetSet": "da raggiungere: {target}",
    "history.BaselineSet": "valore di partenza: {baseline}",
    "history.DeadlineSet": "nuovo termine: {deadline}",
    "history.AliasAdded": "si chiama anche «{words}»",
    "history.AliasRemoved": "non si chiama più «{words}»",
    # Greetings and help
    "still_waiting": "Poi riprendiamo: aspetto ancora la tua risposta, o /annulla.",
    "not_taken": "Questo non lo prendo come risposta: l'aspetto ancora. «annulla» lascia stare.",
    "not_taken.back": (
        "Questo non lo prendo come risposta: l'aspetto ancora. «indietro» torna alla domanda di "
        "prima, «annulla» lascia stare."
    ),
    "nameless": (
        "Non so chi sei: qui scrivi a nome del gruppo o di un canale. Scrivimi col tuo nome, oppure "
        "in privato."
    ),
    "stranger": "Questo servizio è per chi ha un invito del Comune: scrivi /start e il codice ricevuto.",
    "thanks": "Prego! Quando c'è un dato da segnare, scrivimi.",
    "leaves": "A presto! Quando c'è un dato da segnare, scrivimi.",
    "welcome": "Buongiorno, {name}.",
    "help.reads": (
        "Chiedi come a un collega: rispondo con il numero, e gli elenchi si aprono fino in fondo. "
        "Prima di <b>Conferma</b> non scrivo nulla."
    ),
    "help.writes": (
        "Scrivi quel che è successo, come lo diresti a un collega. Per esempio:\n\n"
        "— altre 12 CIE oggi\n"
        "<i>Ho letto così. Registro?\n"
        "AS4.3.1 CIE rilasciate\n"
        "da 240 carte a 252 carte (+12)</i>\n"
        "— Conferma\n"
        "<i>AS4.3.1 CIE rilasciate: 252 carte\n"
        "AS4.3: 42 % ▓▓▓▓░░░░░░ atteso oggi 70,96 %, a rischio.</i>\n"
        "— come va AS4.3?\n"
        "<i>42 % · AS4.3 Servizi anagrafici</i>\n\n"
        "Prima di <b>Conferma</b> non scrivo nulla; dopo, puoi sempre correggere o ritirare."
    ),
    "help.eq": "Aggiorni gli indicatori del tuo servizio: /obiettivi per sceglierli dal menu.",
    "help.dirigente": (
        "Chiedi «come va l'area?», valida con /valida, fissa i valori con /target, /peso, /termine."
    ),
    "help.segretario": (
        "Vedi tutto l'ente con /stato, validi i dirigenti con /valida, sistemi il piano con /anomalie."
    ),
    "help.nucleo": "Leggi ogni numero con /stato e /perche; validi i dati del Segretario con /valida.",
    "help.sindaco": "Leggi l'ente con /stato; fissi i valori degli obiettivi del Segretario con /target.",
    "help.giunta": "Leggi l'ente e le aree con /stato.",
    "help.personale": "Leggi l'ente con /stato; vedi persone e incarichi con /persone.",
    "help.admin": "Inviti le persone con /invita e il loro codice; le vedi con /persone.",
    "help.dipendente": "Leggi come vanno gli obiettivi con /stato.",
    "help.foot": "Altro: /stato, /scadenze, /storico, /perche, /annulla.",
    # Not understood
    "missed": "Non ho capito. Scrivi il codice e il valore (AS4.3.1 240), o apri /obiettivi.",
    "missed.here": "Non ho capito: me lo scrivi in un altro modo?",
    "missed.not_theirs": "Non ho capito che cosa vuoi fare. Se è un dato di un obiettivo, lo scrive {who}.",
    "missed.may": "Qui {may}.",
    "button.here.cycle": "Le fasi dell'anno",
    "button.here.campaigns": "I monitoraggi",
    "button.here.evaluate": "Valuta",
    "button.here.how": "Come va l'ente",
    "button.here.grading": "La pesatura",
    "button.here.checks": "Le verifiche",
    "button.here.facts": "Fatti del personale",
    "button.here.premiums": "Fondi e premi",
    "button.here.people": "Le persone",
    "button.here.invite": "Invita una persona",
    "button.here.scheda": "La mia scheda",
    "missed.often": (
        "Facciamo prima dal menu. Se non trovi l'indicatore, chiedi a chi dirige la tua area."
    ),
    "empty": "Il messaggio è vuoto: scrivi il dato, per esempio AS4.3.1 240.",
    "too_long": "Il messaggio supera {limit} caratteri: scrivi un fatto alla volta.",
    "voice.how": (
        "Qui non ascolto i vocali: detta con il microfono della tastiera del telefono, e mi arriva "
        "scritto. Per esempio: «altre 12 CIE oggi»."
    ),
    "voice.heard": "🎙 Ho sentito: «{text}».",
    "voice.failed": (
        "Non sono riuscito a capire il vocale, e non ho registrato nulla: scrivilo, o dettalo con il "
        "microfono della tastiera."
    ),
    "second.read": "Non ero sicuro: l'ha letto il secondo lettore dell'ente. Controlla bene.",
    "unsupported": "Qui leggo testo, foto e documenti: scrivi il dato a parole, per esempio AS4.3.1 240.",
    "command.unknown": "Non conosco /{name}. Forse /{nearest}? Con /aiuto vedi cosa posso fare.",
    "private_only": "Questo non si fa in un gruppo: scrivimelo in privato.",
    "left": "Va bene, lascio stare: non ho registrato nulla.",
    "which_open": "Quale? Non c'è una scheda aperta, ma ci sono valutazioni cominciate.",
    "nothing_open": "Non c'è nulla in sospeso. Un dato scrivilo per intero, col nome o col codice.",
    # What each command is for
    "command.anno": "di quale anno si parla qui",
    "command.start": "inizia con il codice di invito",
    "command.obiettivi": "i miei obiettivi",
    "command.stato": "come va",
    "command.scadenze": "cosa scade",
    "command.storico": "chi ha scritto cosa",
    "command.perche": "perché questo numero",
    "command.prove": "le prove di un indicatore",
    "command.parole": "le parole che ho imparato",
    "command.aiuto": "come funziona",
    "command.annulla": "lascia stare",
    "command.valida": "cosa aspetta la mia validazione",
    "command.target": "fissa il valore da raggiungere",
    "command.base": "fissa il valore di partenza",
    "command.peso": "fissa il peso",
    "command.termine": "fissa il termine",
    "command.alias": "aggiunge un altro nome",
    "command.elimina": "cancella un obiettivo",
    "command.nuovo": "aggiunge un obiettivo",
    "command.anomalie": "sistema il piano",
    "command.persone": "persone e incarichi",
    "command.invita": "invita una persona",
}
