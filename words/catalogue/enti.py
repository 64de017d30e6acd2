"""Many towns in one process: the file that lists them, the bot they share, how each one is."""

TEXTS = {
    "ente.bad_file": "{path}: {problem} Correggi il file, o rifallo con «traguardo ente add».",
    "ente.url": "{url} non è l'indirizzo di un sito intero (https://performance.comune.it, senza altro).",
    "ente.bad_name": "{name} non può essere il nome di un ente: una parola di minuscole, cifre e trattini.",
    "ente.bad_field": "«{where}» non è scritto come si deve.",
    "ente.same.db": "{one} e {other} hanno lo stesso registro: ogni ente ne ha uno suo.",
    "ente.same.url": "{one} e {other} hanno lo stesso indirizzo delle pagine: ogni ente ne ha uno suo.",
    "ente.unknown": "Nessun ente si chiama {name}; ci sono: {known}.",
    "ente.exists": "Un ente {name} c'è già: scegli un altro nome, o toglilo con «traguardo ente remove {name}».",
    "ente.shared_files": (
        "{names}: vale per un solo registro, e qui darebbe a tutti gli enti gli stessi file. "
        "Toglila dall'ambiente: chiavi, firma e tabelle stanno accanto al registro di ognuno."
    ),
    "ente.added": "Aggiunto {name} ({ente}) in {path}.",
    "ente.removed": "Tolto {name} da {path}. Il suo registro, {db}, resta dov'è.",
    "ente.none": "Nessun ente in {path}: aggiungine uno con «traguardo ente add NOME --db FILE».",
    "ente.row": "{name} · {ente} · {count} {count:evento|eventi}, {people} persone, {copy}, {bot}, {pages}",
    "ente.row.copy": "ultima copia {at}",
    "ente.row.no_copy": "nessuna copia",
    "ente.row.bot": "bot {bot}",
    "ente.row.shared": "bot {bot} con {others}",
    "ente.row.no_bot": "senza bot",
    "ente.row.broken": "{name} · non si apre: {problem}",
    "ente.title": "— {name} ({ente})",
    "ente.broken": "✗ {problem}",
    "ente.backup.done": "{name}: copia in {path}.",
    "ente.backup.failed": "{name}: nessuna copia. {problem}",
    "ente.backup.some": "{count:una copia non è riuscita|copie non sono riuscite}: le altre sono fatte.",
    "ente.wrong": "qualcosa non va: ogni riga con ✗ dice che cosa fare.",
    "ente.token": "il file del token, {path}, non si può leggere.",
    "ente.run.bot": "{names}: il bot parte.",
    "ente.run.pages": "{name}: pagine su {url}",
    "ente.run.skipped": "{name}: non parte. {problem}",
    "ente.run.nothing": "non c'è nulla da far partire: nessun ente ha un token, e le pagine sono spente.",
    "ente.page.away": "Il servizio di questo ente ora non risponde: riprova tra qualche minuto.",
    # One bot for several towns
    "union.which": "Sei in più di un ente: di quale parliamo? Te lo chiedo una volta sola.",
    "union.chosen": "Parliamo di {ente}. Per cambiare scrivi /comune.",
    "union.sign": "<b>{ente}</b>",
    "union.away": (
        "Uno degli enti di questo servizio ora non risponde: riprova tra qualche minuto. "
        "Se sei in più di uno, con /comune parli di un altro."
    ),
}
