"""What is said of the record's own safety: proofs, copies, who reads, what does not work."""

TEXTS = {
    # Errors
    "error.LedgerDamaged": (
        "Il file del registro è danneggiato: ferma tutto e ripristina una copia con "
        "«traguardo restore»."
    ),
    "error.CopyDamaged": "La copia {path} è danneggiata o incompleta: il registro non è stato toccato; usa un'altra copia.",
    "error.TablesDamaged": (
        "Nel file del registro manca una tabella, o una sua colonna: prova «traguardo rebuild»; se non "
        "basta, ripristina una copia con «traguardo restore»."
    ),
    "error.GuardsMissing": (
        "La catena è integra, ma mancavano le protezioni del registro ({names}): le ho rimesse. "
        "Chiediti chi ha aperto il file, poi rilancia «verify»."
    ),
    "error.LogRewritten": (
        "Il registro non è quello che era stato firmato: il primo evento non garantito è il "
        "n. {seq}. Ferma tutto e recupera una copia di sicurezza."
    ),
    "error.LedgerBehind": (
        "Il registro è più indietro del suo ultimo checkpoint: mancano gli eventi dal n. {seq} in "
        "poi. Recupera una copia fatta con «traguardo backup»."
    ),
    "error.BadNote": "La prova non vale: {flaw}.",
    "Flaw.form": "il testo non è quello che era stato scritto; usa il file originale",
    "Flaw.key": "la chiave pubblica non è scritta bene; usa il file originale",
    "Flaw.signature": "la firma non è di quella chiave; usa il file originale",
    "Flaw.proof": "l'evento non sta sotto quel checkpoint; chiedi una ricevuta nuova",
    "Flaw.event": "l'evento non è quello che era stato registrato; chiedi una ricevuta nuova",
    "Flaw.other": "il checkpoint è un altro; chiedi una ricevuta sotto il checkpoint che hai",
    "error.BadSigningKey": (
        "La chiave di firma {path} non si legge: rimetti quella giusta o togli il file, e ne nasce "
        "una nuova."
    ),
    "error.NoCheckpoint": (
        "L'evento n. {seq} non sta ancora sotto un checkpoint: lancia «traguardo checkpoint» o "
        "controlla il numero."
    ),
    "keys.away": (
        "Le chiavi che aprono i dati delle persone ora non ci sono, e senza non posso farlo: avvisa "
        "l'amministratore, poi ripeti."
    ),
    "error.KeysMissing": (
        "Mancano le chiavi delle persone ({path}), o sono di un altro registro: rimetti quelle giuste, "
        "o indica dove sono con TRAGUARDO_KEYS e TRAGUARDO_MASTER_KEY."
    ),
    "error.HouseKeyLost": (
        "In {path} manca la chiave della casa, o è un'altra: senza non so chi scrive da quale chat. Rimetti "
        "quel file da una copia; se non ce n'è, fanne una nuova con «traguardo rebuild --new-house-key»."
    ),
    "cli.rebuild.house.new": (
        "Nuova chiave della casa: le chat sono di nuovo riconosciute, e ciò che era in attesa (messaggi da "
        "mandare, bozze) è perso con quella di prima. Fai subito una copia delle chiavi."
    ),
    "cli.rebuild.house.there": (
        "La chiave della casa c'è: farne una nuova perderebbe ciò che è in attesa. Non tocco nulla."
    ),
    "error.BadMasterKey": (
        "{path} non è una chiave principale (64 cifre esadecimali): rimetti quella giusta."
    ),
    "error.Forgotten": (
        "Di {person} non c'è più nulla da leggere: «cancellato». Per una persona nuova usa un altro "
        "codice."
    ),
    "error.CopyExists": "{path} esiste già: scegli un altro nome, non scrivo sopra a un file.",
    "error.LogElsewhere": (
        "Il registro è su un server: portalo in un file con «traguardo migrate INDIRIZZO FILE» e "
        "copia quello."
    ),
    "error.CopyMissing": "La copia {path} non c'è: controlla il nome.",
    "error.NotACopy": "{path} non è una copia di un registro di Traguardo: indica quella giusta.",
    "error.NoSuchEvent": "L'evento n. {seq} non esiste: il registro ne ha {last}.",
    "error.CopyLocked": (
        "La copia è cifrata e questa chiave non la apre: indica quella giusta con --identity, o la "
        "frase in TRAGUARDO_BACKUP_PASSPHRASE."
    ),
    "error.BadCopyKey": (
        "«{key}» non è una chiave di age: serve un destinatario «age1…» per cifrare, un file con "
        "«AGE-SECRET-KEY-1…» per aprire."
    ),
    "error.EvidenceNowhere": "Le prove allegate non si possono tenere in {address}: {why}.",
    "Nowhere.address": "scrivi TRAGUARDO_EVIDENCE come s3://contenitore/cartella",
    "Nowhere.library": "manca boto3, che si installa con «pip install 'traguardo[s3]'»",
    "error.EvidenceUnreachable": (
        "L'archivio delle prove ({bucket}) non risponde: il file non è conservato. Rimandalo tra qualche "
        "minuto."
    ),
    "error.EvidenceMissing": (
        "Mancano o sono cambiate queste prove allegate: {names}. Recuperale da una copia di "
        "sicurezza."
    ),
    "error.OfOneself": "Incarichi, ruoli e compensi propri li registra un'altra persona: chiedi a un collega.",
    "error.SecondPersonNeeded": (
        "Per {person} serve una seconda persona: non {person}, né chi l'ha chiesto."
    ),
    "error.WrongFigures": "Le sei cifre non sono quelle di adesso: leggile di nuovo nell'app, e controlla l'ora del telefono.",
    "error.NoSecondFactor": "{person} non ha un secondo fattore: non c'è nulla da togliere.",
    "error.NothingAwaits": "Nessuna chat di {person} aspetta conferma: forse è già decisa.",
    "error.NoSuchPost.shell": "{person} non ha quell'incarico, o è già finito: guarda «traguardo person list».",
    "error.NoSuchPost": "{person} non ha quell'incarico, o è già finito: guarda /persone.",
    "chat.awaiting": (
        "Codice riconosciuto. Chi legge valutazioni è confermato da una seconda persona: ho avvisato "
        "{who}, ti scrivo appena risponde."
    ),
    "chat.confirm": (
        "Una nuova chat dice di essere di <b>{person}</b> ({name}), che legge valutazioni. Chiedi a "
        "voce se è davvero sua: la confermi?"
    ),
    "chat.confirmed": "Confermato: la chat è di {person}.",
    "chat.refused": "Rifiutata: la chat di {person} non è legata.",
    "chat.refused.told": "La chat non è stata confermata: chiedi un nuovo invito all'amministratore.",
    "chat.unbound.told": (
        "Questa chat non è più legata a una persona iscritta: {why} Se non te l'aspettavi, avvisa "
        "subito l'amministratore."
    ),
    "chat.unbound.invited": "è stato fatto un nuovo invito.",
    "chat.unbound.ended": "l'incarico è finito.",
    "chat.unbound.taken": "è stata scollegata.",
    "chat.leave": "Scollego questa chat da {person}? Per tornare ti servirà un nuovo invito.",
    "chat.left": "Fatto: questa chat non è più di nessuno. Per tornare chiedi un invito.",
    "button.not_theirs": "Non è sua",
    "command.esci": "scollega questa chat",
    "cli.person.ended": "{count:Finito|Finiti} {count} {count:incarico|incarichi} di {person}.",
    "cli.person.unbound": "La chat di {person} è scollegata.",
    "cli.person.forgotten": (
        "{person}: cancellato. La chiave è distrutta e nessuno legge più i suoi dati, nemmeno nelle "
        "copie fatte d'ora in poi; distruggi quelle fatte prima con le chiavi."
    ),
    "cli.person.forget.sure": (
        "Di {person} nessuno leggerà più nulla, e non si torna indietro. Riscrivi il codice per confermare"
    ),
    "cli.person.forget.not": "Non hai riscritto {person}: nulla è cancellato.",
    "forget.told_second": (
        "I dati di {person} sono stati cancellati (motivo: {reason}) e sei indicato come la seconda persona "
        "che lo ha deciso. Se non ne sai nulla, dillo subito all'ufficio personale e all'amministratore."
    ),
    "cli.person.forgotten.clear": "Restano in chiaro, e vanno distrutte: {paths}.",
    "cli.person.exported": "Scritto in {path} tutto ciò che il registro tiene su {person}.",
    "cli.person.confirmed": "La chat di {person} è confermata.",
    "command.imieidati": "tutto ciò che tengo su di me",
    "command.letture": "chi ha letto le mie valutazioni",
    "own_data.json": "Tutto ciò che il registro tiene su di te, per un programma.",
    "own_data.pdf": "Lo stesso, da leggere.",
    "own_data.unread": "Nessun altro ha letto le tue valutazioni né il tuo premio.",
    "own_data.readers": "Hanno letto le tue valutazioni o il tuo premio {count} {count:volta|volte}:",
    "own_data.reading": "{at}, {reader}: {year}, {way}",
    "own_data.older": "e {count:ancora una volta|altre volte} prima. Le trovi tutte in /imieidati.",
    "reading.way.chat": "in chat",
    "reading.way.page": "sulle pagine",
    "reading.way.paper": "come PDF",
    "reading.way.cli": "da riga di comando",
    "reading.way.chat.amounts": "in chat, l'elenco dei premi",
    "reading.way.page.amounts": "sulle pagine, l'elenco dei premi",
    "reading.way.paper.amounts": "in un documento, l'elenco dei premi",
    "reading.way.cli.amounts": "da riga di comando, l'elenco dei premi",
    "cli.person.readings.none": "Nessuno ha letto le valutazioni o il premio di {person}.",
    "cli.person.reading": "{at}  {reader}  {year}  {way}",
    # Commands
    "cli.verify.evidence": "Prove allegate: {count}, tutte come erano.",
    "cli.verify.new_key": (
        "Attenzione: il checkpoint di {size} eventi ha una chiave che nessuna precedente presenta: "
        "è nuova o di un altro?"
    ),
    "cli.verify.receipt": (
        "La ricevuta vale: l'evento n. {seq} ({type}, registrato {at} da {actor}) sta sotto il "
        "checkpoint di {size} eventi.\nChiave: {public}"
    ),
    "cli.verify.receipt.alone": (
        "Per sapere che il checkpoint è quello pubblicato, indicalo con --checkpoint."
    ),
    "cli.backup.done": "Copia scritta e provata: {path}, {count} {count:evento|eventi}, {files} prove.",
    "cli.backup.no_keys": (
        "Le chiavi non ci sono: tienine una copia a parte, o aggiungile con --with-keys."
    ),
    "cli.backup.keys": "Ci sono anche le chiavi: conservala come si conserva una chiave.",
    "cli.backup.plain": "Non è cifrata: con --to puoi cifrarla per chi la conserva.",
    "cli.backup.phrase": "la frase per cifrare va in TRAGUARDO_BACKUP_PASSPHRASE: mettila e riprova.",
    "cli.restore.done": "{count:Ripristinato|Ripristinati} {count} {count:evento|eventi} in {path}: la catena è integra.",
    "cli.restore.journals": (
        "Del registro di prima c'era ancora un diario ({paths}): l'ho messo da parte con «.old» in fondo al "
        "nome, perché il nuovo non lo prenda per suo. Può contenere le ultime registrazioni."
    ),
    "cli.restore.no_keys": (
        "Le chiavi delle persone non erano nella copia: mettile in {path}, o indica dove sono con "
        "TRAGUARDO_KEYS e TRAGUARDO_MASTER_KEY; fino ad allora nomi, punteggi e compensi restano chiusi."
    ),
    # Doctor
    "doctor.keys.missing": (
        "Chiavi delle persone: mancano, o sono di un altro registro ({path}). Senza, i dati delle persone "
        "restano chiusi: rimettile, o indica dove sono con TRAGUARDO_KEYS."
    ),
    "doctor.keys.house": (
        "Chiavi delle persone: in {path} manca la chiave della casa, o è un'altra, e nessuna chat è "
        "riconosciuta. Rimetti quel file da una copia; se non ce n'è, «traguardo rebuild --new-house-key»."
    ),
    "doctor.keys.good": "Chiavi delle persone: ci sono ({path}). Tienine una copia a parte.",
    "doctor.keys.together": (
        "La chiave principale ({path}) sta accanto a ciò che apre: spostala con TRAGUARDO_MASTER_KEY, o dalla "
        "a systemd come credenziale."
    ),
    "doctor.retention.person": (
        "Senza incarico da più di {years} anni: {people}. Se nessuna causa è aperta, «person forget»."
    ),
    "doctor.retention.copy": "Copie ancora in chiaro, da distruggere: {paths}.",
    "error.BadRetention": (
        "{path} non è una tabella di conservazione: servono [person] years e [clear_copy] days."
    ),
    "cli.verify.consistency": (
        "Il checkpoint di {new} eventi prosegue quello di {old}, senza cambiarne nulla. Chiave: {public}"
    ),
    "cli.verify.consistency.alone": "indica con --checkpoint il checkpoint più vecchio.",
    "notice.checkpoint": (
        "Registro: {size} eventi il {at}, radice <code>{root}</code>. Conserva questo messaggio: mostra che "
        "nessuno riscrive ciò che c'era."
    ),
    "doctor.readonly": "Il registro si può solo leggere: controlla i permessi del file.",
    "doctor.mode.good": "File: li legge solo chi li possiede.",
    "doctor.mode.open": "File che altri possono leggere: {paths}. Lancia «chmod go= {paths}».",
    "doctor.behind": "Il registro è più indietro del suo ultimo checkpoint: mancano gli eventi dal n. {seq}.",
    "doctor.checkpoint.none": "Nessun checkpoint ancora: li firma il bot ogni giorno, o «traguardo checkpoint».",
    "doctor.checkpoint.good": "Ultimo checkpoint: {at}, {count} {count:evento|eventi}.",
    "doctor.backup.none": "Nessuna copia ancora: la fa il bot ogni notte, o «traguardo backup FILE».",
    "doctor.backup.good": "Ultima copia, provata: {at}.",
    "doctor.backup.missed": (
        "L'ultima copia è del {at}: ne sono mancate almeno due. Guarda se c'è spazio, poi lancia "
        "«traguardo backup FILE»."
    ),
    "doctor.evidence.good": "Prove allegate: {count}, tutte come erano.",
    "doctor.evidence.missing": (
        "Prove mancanti o cambiate: {count}. Recuperale da una copia di sicurezza."
    ),
    "doctor.scanner.good": "Antivirus: risponde.",
    "doctor.scanner.bad": (
        "L'antivirus non risponde: nessun file è conservato finché non torna. Guarda TRAGUARDO_SCANNER "
        "(vuoto lo spegne) e il servizio di ClamAV."
    ),
    "doctor.owed": "File che aspettano di essere presi: {count}.",
    "doctor.guards": (
        "Mancavano le protezioni del registro ({names}): le ho rimesse. Chiediti chi ha aperto il "
        "file."
    ),
    "doctor.damaged": "Il file del registro è danneggiato: ripristina una copia con «traguardo restore».",
    "doctor.note": "Un checkpoint non vale più ({flaw}): qualcuno l'ha cambiato.",
    "doctor.server": "Il registro su PostgreSQL risponde: {count} {count:evento|eventi}, {behind} ancora da seguire da questa macchina.",
    "doctor.ill": "{what} Dal {since}, l'ultima volta il {last} ({detail}).",
    "doctor.ill.token": "Telegram non riconosce più il token: prendine uno da BotFather.",
    "doctor.ill.conflict": "Un altro programma è in ascolto con lo stesso token: fermane uno.",
    "doctor.ill.network": "Telegram non risponde: controlla la rete.",
    "doctor.ill.inbox": "I messaggi in arrivo non si possono scrivere: libera spazio su disco.",
    "doctor.ill.held": "Un altro programma tiene occupato il registro: fermalo, se non finisce da sé.",
    "doctor.ill.calendar": "Il calendario non riesce a dire che cosa scade: segnala il guasto.",
    "doctor.ill.sender": "I messaggi in uscita aspettano: il registro è occupato o il disco è pieno.",
    "doctor.ill.turn": "I messaggi in arrivo aspettano: il registro è occupato o il disco è pieno.",
    "doctor.ill.upkeep": "La copia o il checkpoint di ogni giorno non riescono: guarda lo spazio su disco.",
    "doctor.ill.handed": (
        "Il comando che porta fuori i checkpoint (TRAGUARDO_CHECKPOINT_COMMAND) non riesce: provalo a mano con "
        "«traguardo checkpoint | comando». Il bot riprova da sé."
    ),
    "doctor.ill.other": "Qualcosa nel programma riparte di continuo: segnala il guasto.",
}
