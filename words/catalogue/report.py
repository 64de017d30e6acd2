"""Reporting, correcting, proving, validating."""

TEXTS = {
    # Buttons
    "button.confirm": "Conferma",
    "button.correct": "Correggi",
    "button.cancel": "Annulla",
    "button.in_more": "Non il totale: in più",
    "button.of_year": "Era del {year}",
    "button.report_again": "Scrivi il dato",
    "button.see_proofs": "Vedi le prove",
    "button.waiting": "Mostra chi aspetta ({count})",
    "button.scope_of": "Come va {code}",
    "button.how": "Come va",
    "button.due": "Cosa scade",
    "button.drop": "Togli {number}",
    "button.candidate": "{code} {name}",
    "button.way": "{code} {name}: {what}",
    "button.way_of": "{number}: {way}",
    "button.undo": "Ritira",
    "button.attach": "Allega una prova",
    "button.contest": "Contesta",
    "button.skip": "Salta",
    "button.validate_all": "Valida tutte ({count})",
    "button.proof": "{name} (n. {report})",
    # Amounts
    "amount.none": "—",
    "amount.to_do": "SI",
    "amount.reached": "raggiunto",
    "amount.not_reached": "non raggiunto",
    "amount.percent": "{number} %",
    "amount.currency": "{number} €",
    "amount.number": "{number}",
    "amount.unit": "{number} {unit}",
    "amount.pair": "{shown} ({numerator} su {denominator})",
    "amount.day": "{day}",
    "figure": "{percent} %",
    "figure.none": "—",
    # The card
    "card.report": "Ho letto così. Registro?",
    "card.meant": "Intendi così? Se sì, registro.",
    "card.correct": "Correggo la registrazione n. {report} così?",
    "card.number": "{number}.",
    "card.indicator": "<b>{code}</b> {name}",
    "card.increment": "da {before} a <b>{after}</b> ({sign}{added})",
    "card.total": "da {before} a <b>{after}</b>",
    "card.past_total": "al {day}: <b>{said}</b>; il valore di oggi passa da {before} a <b>{after}</b>",
    "card.added": "{sign}{added}",
    "card.same": "<b>{after}</b>, come risulta già",
    "card.stays": "al {day}: <b>{said}</b>; il valore di oggi resta {now}",
    "card.first_increment": "primo dato: <b>{after}</b> ({sign}{added})",
    "card.first": "primo dato: <b>{after}</b>",
    "card.step": "<b>{after}</b>",
    "card.day": "Giorno: {day}",
    "card.today": "Giorno: oggi, {day}",
    "card.year": "Nel piano {year}.",
    "card.which_year": "Lo metto nel {year}: se era del {other}, premi «Era del {other}».",
    "card.left": "Intanto <b>{code}</b> {name} passa da {before} a <b>{after}</b>.",
    "card.proof": "Prova: {name}",
    "card.done": "<b>Confermato.</b>",
    "card.fix": "Che cosa correggo? Scrivi il valore giusto, il giorno o il codice.",
    "card.dropped": "Non resta nulla da registrare.",
    "card.cancelled": "Va bene, non ho registrato nulla.",
    "card.already": "È già registrato: n. {seq}.",
    "card.set_aside": "La scheda di prima ({codes}) non è registrata: torna dopo questa.",
    "card.set_aside_many": "Le schede di prima ({codes}) non sono registrate: tornano dopo questa,"
    " una alla volta.",
    "card.set_aside_other": "La scheda di prima non è registrata: sì e no valgono per questa.",
    "card.again": "C'è ancora questa scheda aperta: se il sì è per lei, ripetilo.",
    "card.behind": "C'è ancora una scheda aperta, più su: se il sì è per lei, premi lì Conferma.",
    "report.stays": "Va bene, resta com'è: non ho registrato nulla.",
    "report.unchanged": "<b>{code}</b> {name}: {value}",
    "card.of": "{code}: {what} del {day}",
    "card.in_doubt": "quel che resta da chiarire",
    "card.which": "Quale? C'è più di una scheda aperta.",
    "button.confirm_of": "Conferma {codes}",
    "button.cancel_of": "Annulla {codes}",
    "button.card_before": "Prima quella di {codes}",
    "card.kept_open": "Va bene, aspetto: la scheda resta aperta. Rispondi sì o no, o usa i suoi pulsanti.",
    "card.stale": "Questa scheda non vale più: scrivi di nuovo il dato.",
    "card.outdated": (
        "Qui c'era una scheda di una versione precedente, che non so più leggere: l'ho tolta e non ho "
        "registrato nulla. Riscrivi quel che ti serve."
    ),
    "gone.before": "Il tuo messaggio di prima parlava di altro: {why}",
    "doubt.over_hundred": "⚠️ Supera il 100 %: è giusto?",
    "doubt.older": "⚠️ C'è un dato più recente, del {day}: il valore di oggi non cambia.",
    "doubt.lower": "⚠️ È meno di quanto risulta ({before}): conferma solo se è il totale giusto.",
    "doubt.jump": "⚠️ È più di dieci volte il valore di prima: è giusto?",
    "doubt.target": "⚠️ È almeno il doppio di quanto c'è da raggiungere ({target}): è giusto?",
    "doubt.pace": "⚠️ È più di dieci volte il solito ({usual} a registrazione): è giusto?",
    "doubt.twice": "⚠️ Per quel giorno c'è già {what} in più (n. {report}): conferma solo se non sono gli stessi.",
    "doubt.late": "⚠️ Il termine era il {deadline}: resterà scritto che il dato arriva dopo.",
    "report.which": "Di quale indicatore parli?",
    # What is in doubt
    "doubt.told": "Ho letto {what} di «{words}».",
    "doubt.words": "Ho letto «{words}».",
    "doubt.left": "{count:Di ancora|Di altri} {count} {count:dato|dati} ti chiedo dopo.",
    "doubt.what": "Ho letto {what}.",
    "what.pair": "{numerator} su {denominator}",
    "what.more": "{sign}{value}",
    "what.total": "in tutto {value}",
    "what.reached": "Fatto",
    "what.not_reached": "Non ancora",
    # Why it was asked
    "asked_why.title": "Di «{text}» ho letto:",
    "asked_why.word": "· «{words}»: {meaning}",
    "asked_why.several": "· «{words}» può essere {codes}: per questo lo chiedo.",
    "asked_why.unnamed": "· non dice quale indicatore: può essere {codes}.",
    "asked_why.nobody": "· «{words}» non somiglia a nessuno dei tuoi indicatori.",
    "asked_why.missing": "· di {code} manca ancora quel che ho chiesto.",
    "asked_why.nothing": (
        "Ora non ti ho chiesto nulla. Quando chiedo qualcosa, scrivimi «perché me lo chiedi?» e ti dico "
        "come ho letto il messaggio."
    ),
    # The words of an office
    "words.none": (
        "Non ho ancora imparato parole del tuo ufficio. Quando ti chiedo di quale indicatore parli e "
        "confermi, la volta dopo non chiedo più."
    ),
    "words.title": "Le parole che ho imparato dal tuo ufficio ({count}):",
    "words.row": "{place}. «{words}» = <b>{code}</b> {name}, confermato il {said_on}, vale fino al {fades_on}",
    "words.faded": "{place}. «{words}» = <b>{code}</b> {name}, non più usato dal {said_on}: lo richiedo",
    "words.forget": "Dimentico che «{words}» vuol dire <b>{code}</b>?",
    "words.forgotten": "Dimenticato: la prossima volta che leggo «{words}» ti chiedo che cosa intendi.",
    "words.gone": "Questa parola l'ho già dimenticata: le altre con /parole.",
    "button.forget": "Dimentica {number}",
    # The receipt
    "receipt.line": "<b>{code}</b> {name}: <b>{value}</b>",
    "receipt": "Registrato: n. {seq}, impronta <code>{hash}</code>.",
    "objective.short": "{code}: <b>{percent} %</b> {bar} atteso oggi {expected} %, {state}.",
    "objective.no_figure": "{code}: nessuna percentuale finché manca il valore da raggiungere.",
    "next.validate": "Ora aspetta la validazione: {who}.",
    "next.report": "D'ora in poi lo aggiorna: {who}.",
    # Taking back and correcting
    "correct.what": "Che cosa correggo? Scrivi il codice e il valore giusto, per esempio AS4.3.1 45.",
    "undo.card": "Ritiro la registrazione n. {report} di <b>{code}</b> {name}, del {day}: {what}?",
    "doubt.validated": "⚠️ È già validata: chi l'ha validata aveva visto un'altra cifra.",
    "doubt.validated_entity": (
        "⚠️ È già validata, e su questi dati il Nucleo ha validato la performance di ente {year}."
    ),
    "undo.told": "{actor} ha ritirato la n. {report} di {code}, del {day}, che era già validata.",
    "undo.done": "Ritirata la n. {report}. <b>{code}</b> ora: {value}.",
    "undo.another": (
        "{code} non ha registrazioni tue da ritirare, e la n. {report}, che è di {other}, resta "
        "com'è. Un obiettivo lo toglie dal piano /elimina, col suo codice."
    ),
    "undo.which": "Quale registrazione ritiro? Le tue ultime sono queste.",
    "undo.none": "Non hai registrazioni di <b>{code}</b> {name} da ritirare.",
    "undo.one_by_one": "Le ritiro una alla volta: quale?",
    "put_right.none": "Non trovo una tua registrazione così: non ho cambiato nulla.",
    "complaint": (
        "Capisco, e così non cambio nessun dato. Se un tuo dato è sbagliato scrivi quale e com'era, per "
        "esempio «le CIE di ieri erano 9»; se si tratta della tua scheda scrivi «le mie osservazioni» "
        "e il perché."
    ),
    "complaint.judges": "Un dato di altri lo puoi contestare: scrivi «contesto», quale e il perché.",
    "put_right.which_of_day": (
        "Per il {day} di {code} ne hai scritte {count}, in tutto {total}. Quale correggo?"
    ),
    "put_right.nearest": "Se è una di queste, premila.",
    "put_right.which_less": "Da quale registrazione lo tolgo? Scegli il giorno.",
    "put_right.under": "⚠️ Del {day} non ho una tua registrazione da cui toglierlo: lo segno in meno?",
    "card.holds": "Ora dice: {what}, del {day}.",
    "correct.which": "Quale registrazione correggo? Le tue ultime sono queste.",
    "correct.none_so": (
        "Non trovo una tua registrazione di <b>{code}</b> {name} di quel giorno o con quel valore: "
        "non ho cambiato nulla."
    ),
    "correct.none": "Non hai registrazioni di <b>{code}</b> {name} da correggere.",
    "undo.already": "La registrazione n. {report} è già stata ritirata.",
    "edit.same": "La registrazione n. {report} dice già così: non c'è nulla da correggere.",
    "edit.stays": "La registrazione n. {report} di {code} resta com'è. Se era sbagliata, puoi ritirarla.",
    "edit.unknown": (
        "Hai modificato un messaggio che non ha registrazioni: scrivi il dato in un messaggio nuovo."
    ),
    # Evidence
    "evidence.owed": (
        "Non ho ancora «{name}» pronto: lo riprendo io e te lo propongo appena arriva."
    ),
    "evidence.card": (
        "Allego «{name}» alla registrazione n. {report}, <b>{code}</b> {indicator}, del {day}?"
    ),
    "evidence.none_so": "Non trovo una tua registrazione così: la prova aspetta. È una di queste?",
    "evidence.which_record": "Di quale registrazione è la prova?",
    "evidence.send": "Manda ora la foto o il documento che prova {code}.",
    "evidence.done": "«{name}» è allegato alla registrazione n. {report} di {code}: lo vede chi valida.",
    "evidence.done_many": (
        "«{name}» sono allegati alla registrazione n. {report} di {code}: li vede chi valida."
    ),
    "evidence.which": "Di quale indicatore vuoi vedere le prove?",
    "evidence.nowhere": "Nessun indicatore ha prove allegate: si allegano con «Allega una prova» dopo un dato.",
    "evidence.no_report": (
        "Non hai ancora registrazioni a cui allegarlo: scrivi prima il dato, o mettilo come didascalia."
    ),
    "evidence.list": "Prove allegate a <b>{code}</b>: {count}. Quale vuoi rivedere?",
    "evidence.file": "{name}, prova della registrazione n. {report} di {code}",
    "evidence.lost": (
        "Il file «{name}» non è più quello allegato: avvisa l'amministratore, che lo cerchi nelle copie."
    ),
    "evidence.not_here": "I documenti non si mandano in un gruppo: chiedilo in privato.",
    # Validating
    "validate.nothing_at_all": "Non c'è nulla che aspetti te. 👍",
    "validate.nothing": "In {scope} non c'è nulla che aspetti te. 👍",
    "validate.elsewhere": "In {scope} non c'è nulla che aspetti te; altrove {count:aspetta|aspettano} {count} {count:registrazione|registrazioni}.",
    "validate.decided": "La n. {seq} di {code} {state}: non c'è altro da decidere.",
    "validate.state.provisional": "aspetta ancora",
    "validate.state.validated": "è già validata",
    "validate.state.contested": "è già contestata",
    "validate.state.undone": "è stata ritirata da chi l'aveva scritta",
    "validate.one": "Validata la n. {seq} di {code}, scritta da {actor}.",
    "validate.left_out": "Resta{count:|no} fuori: {named}.",
    "validate.left_out.more": "{named} e altre {count}",
    "validate.but_unknown": "Non ho capito che cosa lasciare fuori: te le mostro una per una.",
    "validate.left": "Ne {count:aspetta|aspettano} ancora {count}.",
    "validate.none_left": "Non resta nulla che aspetti te. 👍",
    "validate.wait": "<b>{count}</b> registrazioni aspettano te:",
    "validate.wait.units": "<b>{count}</b> registrazioni aspettano te: {units}.",
    "validate.one_by_one": "Te le mostro una per una:",
    "validate.of_unit": "{count} di {unit}",
    "validate.row": "n. {seq} · {code} {name}: {what}, {actor}, dal {day}",
    "validate.more": "… e altre {count}. Te le mostro una per una:",
    "validate.count": "{position} di {count}",
    "validate.card": "n. {seq} · <b>{code}</b> {name}: <b>{what}</b>",
    "validate.increment": "{value} in più",
    "validate.by": "scritto da {actor} il {at}, per il {day}",
    "validate.late": "⚠️ scritto dopo il termine del {deadline}",
    "validate.proofs": "prove allegate: {count}",
    "validate.all": "Valido tutte le {count} registrazioni in attesa ({codes})?",
    "validate.some": "Valido {count} {count:registrazione|registrazioni} in attesa ({codes})?",
    "validate.done": "{count:Validata|Validate} {count} {count:registrazione|registrazioni}.",
    "contest.why": (
        "Perché contesti la n. {seq} di {code}? Scrivi il motivo: lo leggerà chi l'ha registrata."
    ),
    "contest.card": "Contesto la n. {seq} di {code} con questo motivo: «{reason}»?",
    "contest.which": "Di {code} {count:ti aspetta|ti aspettano} {count} {count:registrazione|registrazioni}. Quale contesti?",
    "contest.which_validated": "Di {code} hai già validato {count} registrazioni. Quale contesti?",
    "contest.which_of_all": "Ti aspettano {count} registrazioni. Quale contesti?",
    "button.waiting_one": "n. {seq} · {code}: {what} del {day}",
    "contest.done": "Contestata la n. {seq}: non conta più. Ho avvisato {actor}.",
    "contest.told": (
        "{actor} ha contestato la n. {seq}, <b>{code}</b> {name}: «{reason}». "
        "Il dato non conta più: correggilo o scrivine uno nuovo."
    ),
    # Menu
    "menu.objectives": "I tuoi obiettivi ({count}). Quale aggiorni?",
    "menu.only_read": "Non hai obiettivi da aggiornare. Quale area vuoi vedere?",
    "menu.indicators": "<b>{code}</b> {title}. Quale indicatore?",
    "menu.value.count": (
        "<b>{code}</b> {name}, ora {value} su {target}. Quanto? "
        "Scrivi il totale (340) o quanto in più (+12)."
    ),
    "menu.value.ratio": (
        "<b>{code}</b> {name}, ora {value} su {target}. Scrivi i due numeri, per esempio 12 su 40."
    ),
    "menu.value.percent": (
        "<b>{code}</b> {name}, ora {value} su {target}. Scrivi la percentuale, per esempio 62,5."
    ),
    "menu.value.currency": (
        "<b>{code}</b> {name}, ora {value} su {target}. Scrivi l'importo, per esempio 1.500,50."
    ),
    "menu.value.index": "<b>{code}</b> {name}, ora {value} su {target}. Scrivi il valore di oggi.",
    "button.named": "{code} {name}",
    "button.own_record": "n. {report}: {what} del {day} · {code} {name}",
    "button.next": "Altri ▸",
    "button.before": "◂ Prima",
    "button.menu": "Mostra i miei obiettivi",
}
