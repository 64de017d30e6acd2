"""What the command line says."""

HELP = {
    "Usage: ": "Uso: ",
    "Options": "Opzioni",
    "Commands": "Comandi",
    "[OPTIONS]": "[OPZIONI]",
    "COMMAND [ARGS]...": "COMANDO [ARGOMENTI]...",
    "Show this message and exit.": "Mostra questo aiuto.",
    "Show the version and exit.": "Mostra la versione.",
    "[required]": "[obbligatoria]",
    "; required]": "; obbligatoria]",
    "[default: ": "[se manca: ",
    "env var: ": "variabile: ",
}
"""What click writes on a help page, and how it is said here."""

METAVARS = {
    "TEXT": "TESTO",
    "INTEGER": "NUMERO",
    "FILENAME": "FILE",
    "PATH": "PERCORSO",
    "DIRECTORY": "CARTELLA",
    "SOURCE": "ORIGINE",
    "TARGET": "META",
    "CODE": "CODICE",
    "SCOPE": "AMBITO",
    "KIND": "TIPO",
    "FOLDER": "CARTELLA",
    "NAMES": "NOMI",
    "WORKERS": "INDIRIZZI",
    "OP": "REGOLA",
    "SEQ": "EVENTO",
    "YEAR": "ANNO",
    "NAME": "NOME",
}
"""What click calls the arguments, and how they are called here."""

TEXTS = {
    "cli.no_command": "manca il comando: scegline uno dall'elenco qui sopra.",
    "cli.usage.option": "l'opzione {name} non esiste qui: con --help vedi quelle che ci sono.",
    "cli.usage.missing": "manca {name}{what}: con --help vedi come si scrive.",
    "cli.usage.value": "il valore di {name} non va bene{allowed}: con --help vedi come si scrive.",
    "cli.usage.choices": " (uno tra {choices})",
    "cli.usage.command": "questo comando non esiste: con --help vedi quelli che ci sono.",
    "cli.usage.other": "il comando non è scritto bene: con --help vedi come si scrive.",
    "cli.defect": "qualcosa non ha funzionato nel programma; segnala {kind} in {place}.",
    "cli.interrupted": "interrotto; nulla è rimasto a metà.",
    "cli.file": "il file «{path}» {problem}",
    "cli.file.unusable": "non si può leggere o scrivere: controlla il nome e i permessi.",
    "cli.migrate.done": "{count:Portato|Portati} {count} {count:evento|eventi} in {path}: la catena è integra ai due capi.",
    "cli.init.done": (
        "Creato {path} con il piano di {ente}: {objectives} obiettivi, {indicators} indicatori, "
        "{anomalies} anomalie da sistemare."
    ),
    "cli.verify.ok": "La catena è integra: {count} {count:evento|eventi}, ultimo {head}.",
    "cli.rebuild.done": "Tabelle derivate rifatte dal registro.",
    "cli.rebuild.same": "Le tabelle derivate sono quelle che il registro dice.",
    "cli.rebuild.differs": "queste tabelle non sono come le dice il registro: {tables}. Lancia «rebuild».",
    "cli.person.added": "Iscritta {code} come {role}.",
    "cli.person.imported": "{count:Iscritto|Iscritti} {count} {count:incarico|incarichi}.",
    "cli.person.known": "{count:Era già iscritto|Erano già iscritti} {count}: {count:saltato|saltati}.",
    "cli.personnel.bad_row": "riga {row}: {problem} Nulla è stato registrato.",
    "cli.person.bad_row": "riga {row}: {problem}",
    "cli.person.bad_rows": "{last} Nessuna persona è stata iscritta.",
    "cli.person.reached": "{person} · chat collegata",
    "cli.person.alone": "{person} · senza chat",
    "cli.plan.indicator": "  {code} {name}: {target}",
    "cli.invited": "Codice: {code}\nSi usa così: {link}",
    "cli.plan.counts": (
        "{ente}, {year}: {areas} {areas:area|aree}, {services} {services:servizio|servizi}, "
        "{strategic} {strategic:obiettivo strategico|obiettivi strategici}, "
        "{operational} {operational:operativo|operativi}, "
        "{objectives} {objectives:esecutivo|esecutivi}, "
        "{indicators} {indicators:indicatore|indicatori}."
    ),
    "cli.plan.anomalies": "Anomalie da sistemare: {count}",
    "cli.plan.anomaly_count": "  {kind}: {count}",
    "cli.plan.anomaly": "  {where}{line}: {what}{text}",
    "cli.plan.anomaly_line": " (riga {line})",
    "cli.plan.anomaly_sheet": " (foglio «{sheet}», riga {line})",
    "cli.plan.anomaly_page": " (pagina {page})",
    "cli.plan.anomaly_codes": "  {what}: {codes}",
    "cli.plan.anomaly_text": " — «{text}»",
    "cli.plan.carried": "Bozza del piano {year} in {path}: {objectives} obiettivi ripresi dal {former}, {projected} valori di partenza stimati dal passo attuale, da rivedere. Quando è pronta: traguardo plan import {path}",
    "cli.plan.adopted": "Piano {year} adottato.",
    "cli.review.columns": "Come ho letto le colonne:",
    "cli.review.table": "  Tabella {number}{sheet}{page}, riga {line} ({rows} {rows:riga|righe}):",
    "cli.review.sheet": " del foglio «{sheet}»",
    "cli.review.sheets": " dei fogli {sheets}",
    "cli.review.page": " a pagina {page}",
    "cli.review.column": "    {letter}  {title}: {role}",
    "cli.review.not_read": "non letta",
    "cli.review.no_ente": "Non trovo il nome dell'ente, e per ora uso quello del file: «{name}». Scrivi per esempio «l'ente è Comune di Prova».",
    "cli.review.samples": "Alcuni obiettivi, come li ho letti:",
    "cli.review.objective": "  {code} {title} (peso {weight}, termine {deadline}, {owners})",
    "cli.review.no_owner": "nessun responsabile",
    "cli.review.indicator": "    {code} {name}: target {target}, valore iniziale {baseline}",
    "cli.review.measured": "{value} {unit}",
    "cli.review.step": "    {code} {name} (peso {weight}, termine {deadline})",
    "cli.review.left_out": "Lasciato fuori:",
    "cli.review.left": "  foglio «{sheet}», riga {line}, {why}: «{text}»",
    "cli.review.hidden_row": "riga nascosta",
    "cli.review.recognised": "scansione riconosciuta, da rileggere",
    "cli.review.hidden_column": "colonna nascosta",
    "cli.review.struck_row": "riga barrata",
    "cli.review.hidden_sheet": "foglio nascosto",
    "cli.review.later_target": "valore atteso di un anno seguente",
    "cli.review.headless": "    (non ne riconosco le intestazioni: questa è la prima riga)",
    "cli.review.table_out": "    (non si legge)",
    "cli.review.headings": "I titoli che ho visto:",
    "cli.review.unused": "Non usato, perché non so che cosa sia:",
    "cli.review.text": "  riga {line}{sheet}{page}{level}: «{text}»{times}",
    "cli.review.level": ", titolo di livello {level}",
    "cli.review.times": " ({count} volte)",
    "cli.review.more": "  … e ancora {count}",
    "cli.review.template": "Scritto {path}, già riempito con quel che ho letto; nel foglio «Dal documento» c'è tutto il testo. Completalo e importalo.",
    "cli.review.map": "Scritta {path}: con --map legge allo stesso modo il piano dell'anno prossimo.",
    "cli.review.no_plan": "In «{name}» non trovo obiettivi. Dimmi come si legge, oppure scrivi «modello piano.xlsx»: è già riempito con quel che c'è, e si completa a mano.",
    "cli.review.no_year": "In «{name}» non trovo l'anno del piano. Scrivi per esempio «l'anno è 2026».",
    "cli.review.ask": "Lo adotto? (sì, no, oppure che cosa cambia: «la colonna D è il peso»; ? per altri modi)",
    "cli.review.ask_strange": "Lo adotto lo stesso? (sì o no)",
    "cli.review.why": "Perché cambia in corso d'anno, e con quale atto? (per esempio: apre la delegazione; delibera 40 del 12/06/2024; invio per dirlo dopo)",
    "cli.review.teach": "Come si legge? (per esempio «la colonna D è il peso»; ? per altri modi, no per smettere)",
    "cli.review.again": (
        "Rispondi sì o no, oppure di' che cosa cambia:\n"
        "  la colonna D è il peso · la colonna D della tabella 2 è il target · la colonna K non si legge\n"
        "  la riga 5 è l'intestazione · la riga 7 non si legge\n"
        "  la tabella 2 non si legge · il foglio «Riepilogo» non si legge\n"
        "  «Pesa per» è il peso (un'etichetta) · «Note interne» non si legge\n"
        "  «Intervento 1» è un obiettivo · i titoli di livello 3 sono obiettivi\n"
        "  «Staff del Sindaco» è un'area · «Ragioneria» è un servizio\n"
        "  l'anno è 2026 · l'ente è Comune di Prova\n"
        "  più cose insieme, con il punto e virgola: la colonna D è il peso; la colonna E è il target\n"
        "  modello piano.xlsx (scrive il modello già riempito con quel che ho letto)\n"
        "  mappa mappa.toml (scrive come si legge, per l'anno prossimo)"
    ),
    "cli.review.not_adopted": "il piano non è stato adottato: rileggi come è stato letto, poi ripeti il comando con --yes (e con --map per cambiare le colonne).",
    "cli.review.refused": "il piano non è stato adottato: correggi il documento, o di' che cosa sono le colonne con --map, e riprova.",
    "cli.plan.same": "Il documento non cambia nulla del piano adottato.",
    "cli.plan.amended": (
        "Cambia il piano adottato. Obiettivi: {added} {added:aggiunto|aggiunti}, "
        "{changed} {changed:cambiato|cambiati}, {removed} {removed:tolto|tolti}. "
        "Indicatori: {new} {new:aggiunto|aggiunti}, {gone} {gone:tolto|tolti}."
    ),
    "cli.plan.gone": "non è più nel documento {file}",
    "cli.plan.general": "  ~ {field} del piano",
    "cli.plan.added": "  + {code} {title}",
    "cli.plan.removed": "  - {code} {title}{data}",
    "cli.plan.has_data": " — ⚠️ ha dati registrati, che non si conteranno più",
    "cli.plan.changed": "  ~ {code} {title}",
    "cli.plan.field": "      {code}{field}: cambia",
    "cli.plan.field_values": "      {code}{field}: da {before} a {after}",
    "cli.plan.of_indicator": "{code} ",
    "cli.plan.text": "«{text}»",
    "cli.plan.indicator_added": "      + {code} {name}",
    "cli.plan.indicator_removed": "      - {code} {name}{data}",
    "cli.plan.other_ente": "⚠️ Il documento è di «{ente}», il registro di «{ours}»: è il piano di un altro ente?",
    "cli.plan.other_year": "⚠️ Il documento è del {year}; il registro ha il piano {years}. Lo metto accanto, senza toccare quel che c'è.",
    "cli.plan.other_ente_refused": "il documento è di un altro ente: se è proprio il piano di questo registro ripeti il comando con --other-ente.",
    "cli.plan.unexplained": "Le modifiche restano da spiegare: si spiegano con /modifiche, una volta per tutte.",
    "cli.plan.exported": "Scritto {path}.",
    "cli.plan.row": "{code} {title} ({indicators} {indicators:indicatore|indicatori}, termine {deadline})",
    "cli.batch.bad_json": "La riga {row} non è JSON valido: correggila e rilancia.",
    "cli.batch.bad_line": "Alla riga {row} manca «text» o «as»: aggiungilo e rilancia.",
    "cli.understand.missing": 'manca {what}: per esempio traguardo understand "altre 12 CIE" --as eq.as4.',
    "cli.understand.missing.text": "il testo da leggere",
    "cli.understand.missing.as": "chi scrive (--as)",
    "cli.calc.missing": "manca il nome della regola, per esempio traguardo calc D, o --batch.",
    "cli.init.anomalies": "Che cosa c'è da sistemare (in chat, con /anomalie: ogni dirigente per i suoi obiettivi, il Segretario per tutto):",
    "cli.init.sample": (
        "È il piano d'esempio, non quello del tuo ente: per cominciare con il tuo togli {path} e i file "
        "che cominciano con lo stesso nome, poi traguardo init --plan FILE."
    ),
    "cli.understand.word": "  «{words}»: {meaning}",
    "cli.understand.weighed": "  candidato {code}: {score} ({features})",
    "cli.understand.sure": "  {code}, letto come s'intendeva: {percent} %",
    "cli.understand.reader.own": "Letto da: il lettore di Traguardo",
    "cli.understand.reader.second": "Letto da: il secondo lettore (TRAGUARDO_READER_URL)",
    "cli.understand.reader.silent": (
        "Letto da: il lettore di Traguardo; il secondo non ha dato una lettura che valga"
    ),
    "cli.understand.intent": "Letto come: {intent}",
    "cli.talk.unknown": "«{person}» non è tra le persone iscritte: guarda «person list».",
    "cli.run.banner": (
        "Traguardo, registro di prova. Sei {person}, oggi è il {day}.\n"
        "Prova a scrivere:  altre 12 CIE oggi\n"
        "poi  :press 1  per confermare,  /stato  per vedere come va,  :as dirigente.as  per cambiare "
        "persona,  Ctrl-D  per uscire."
    ),
    "cli.evidence.moved": "{count} {count:prova portata|prove portate} in {to}.",
    "cli.evidence.nowhere": (
        "Non c'è un archivio dove portarle: indicalo con TRAGUARDO_EVIDENCE=s3://contenitore/cartella."
    ),
    "cli.evidence.left": (
        "Restano dove sono, perché il contenuto non è più quello allegato: {names}. Chi le aveva "
        "mandate può mandarle di nuovo."
    ),
    "cli.front.settings": (
        "Servono TRAGUARDO_TOKEN e TRAGUARDO_WEBHOOK_URL, l'indirizzo pubblico a cui Telegram porta "
        "i messaggi."
    ),
    "cli.front.address": (
        "{address} non è l'indirizzo di un processo: scrivilo come http://10.0.0.5:8444."
    ),
    "cli.run.worker": (
        "TRAGUARDO_WORKER va scritto come 127.0.0.1:8444: dove questo processo ascolta il front."
    ),
    "cli.run.no_token": "manca TRAGUARDO_TOKEN, e senza il bot non parte. Per provare {path} qui: traguardo --db {path} chat --as CODICE.",
    "cli.run.token": "Telegram non riconosce il token: controlla TRAGUARDO_TOKEN.",
    "cli.run.step": "── {title}",
    "cli.run.report": "Un'incaricata EQ scrive quel che è successo",
    "cli.run.ask": "Un dirigente chiede come va",
    "cli.run.verify": "Il registro si controlla",
}
