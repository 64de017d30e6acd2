"""What the adapter itself says: of a fault, and of `:` lines that cannot be done."""

TEXTS = {
    "defect": (
        "Qualcosa non ha funzionato da parte mia e questo messaggio non ha avuto effetto. "
        "Riprova tra poco; se succede ancora, cita all'amministratore il riferimento "
        "<code>{reference}</code>."
    ),
    "said_again": "<i>(Mi sono interrotto mentre te lo scrivevo: forse lo hai già letto.)</i>",
    "file.never": (
        "Il file «{name}» non è mai arrivato fin qui: se serve ancora, mandalo di nuovo."
    ),
    "console.unknown": (
        "Non conosco «{line}»: si può usare :press, :file, :photo, :voice, :edit, :reply, :save, :as, "
        ":now, :group, :private."
    ),
    "console.no_buttons": "Qui non c'è nessun messaggio con pulsanti da premere.",
    "console.no_such_button": "Scrivi :press e un numero da 1 a {count}.",
    "console.press_what": "Scrivi :press e il numero del pulsante, per esempio :press 1.",
    "console.no_file": "Non trovo il file «{path}»: controlla il percorso.",
    "console.not_a_photo": "«{path}» non è un'immagine: mandalo con :file.",
    "console.nothing_to_save": "Qui il bot non ha ancora mandato un file: chiedine uno, per esempio con /documento.",
    "console.already_there": "«{path}» c'è già: scrivi :save e un altro nome.",
    "console.not_saved": "Non posso scrivere «{path}»: scrivi :save e un percorso dove si può.",
    "console.saved": "Salvato in {path}.",
    "console.file_what": "Scrivi {command} e il percorso del file, poi se vuoi una didascalia.",
    "console.nothing_sent": "Non hai ancora scritto un messaggio da modificare.",
    "console.nothing_to_quote": "Il bot non ha ancora scritto un messaggio da citare.",
    "console.text_what": "Scrivi {command} e il testo del messaggio.",
    "console.not_enrolled": "«{person}» non è tra le persone iscritte: scrivi :as e un codice.",
    "console.as_what": "Scrivi :as e il codice di una persona, per esempio :as segretario.",
    "console.bad_instant": "Non riconosco «{text}»: scrivi :now 2024-09-16T10:00.",
    "console.past": "L'orologio va solo avanti: ora sono le {now}.",
    "console.running_clock": "L'orologio è quello vero e non si sposta: avvia con --now.",
}
