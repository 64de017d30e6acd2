"""What the calendar says of its own accord, and what people ask of it."""

TEXTS = {
    # The morning's message
    "notice.title": "Buongiorno. Al {day}:",
    "notice.again": "Come mi avevi chiesto:",
    "notice.back": "Rieccoti. Mentre non c'eri è rimasto questo:",
    "notice.more": "… e altre {count} cose: le trovi con /scadenze.",
    "notice.deadline": "⏳ <b>{code}</b> {title}: entro il {due}, {when}{missing}",
    "notice.in": "tra {days} giorni",
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
    "notice.monitoring": "📋 Monitoraggio {code}, entro il {due}: ti restano {count} dati ({codes})",
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
    "notice.unreachable": "🔕 {person} non riceve più i messaggi dal {since}: avvisalo a voce.",
    "notice.invitation": "✉️ L'invito di {person} scade il {due} e non è stato usato.",
    "notice.validation": "✅ <b>{code}</b>: {count} dati da validare, il primo del {since}",
    "notice.stale": "🔇 Nessun dato dal {since}: {codes} ({count} indicatori)",
    "notice.no_target": (
        "🎯 Senza valore da raggiungere: {codes} ({count} indicatori). Si fissa con /target."
    ),
    "notice.weights": (
        "⚖️ Pesi non fissati, per ora divisi in parti uguali: {codes} ({count} obiettivi). "
        "Si fissano con /peso."
    ),
    "notice.anomaly": "🧩 Punti del piano da sistemare: {codes} ({count} in tutto). /anomalie",
    "notice.digest": "",
    "notice.waiting": "Dati in attesa di validazione: {count}",
    "button.owed": "{code}: che cosa manca",
    "button.phase_done": "Fatto",
    "button.return": "{code}: è suo",
    "button.scheda_of": "Scheda di {person}",
    "button.validate": "Valida {code}",
    # Refusals
    "Act.cycle": "Aprire e chiudere campagne e fasi",
    "Act.absence": "Registrare le assenze",
    "Act.group": "Legare un gruppo all'area",
    "Act.remind": "Decidere degli avvisi",
    "error.BadPeriod": "Le date non vanno: controlla che l'inizio venga prima della fine e non sia troppo lontano.",
    "error.PastDay": "Il {day} non è nel futuro: scegli un giorno che deve ancora venire.",
    "error.OutOfHours": "Gli avvisi partono nei giorni di lavoro dalle {from_hour} alle {to_hour}: scegli lì dentro.",
    "error.CannotSilence": "Questi avvisi ({kind}) non si possono spegnere: sono parte del ciclo.",
    "error.UnknownMatter": "«{code}» non è una campagna o una fase aperta: guarda /campagna.",
}
