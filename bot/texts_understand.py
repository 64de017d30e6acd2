"""What the reader asks, in Italian; merged into the catalogue. Facts are filled by `str.format`."""

TEXTS: dict[str, str] = {
    "understand.empty": "Non ho ricevuto testo: scrivi per esempio «AS4.3.1 240», oppure /aiuto.",
    "understand.unclear": "Non sono sicuro di aver capito. Intendevi uno di questi?",
    "understand.too_long": "Il messaggio è troppo lungo: al massimo {longest} caratteri. "
    "Puoi dividerlo in più messaggi?",
    "understand.which_indicator": "Di quale indicatore parli?",
    "understand.no_such_code": "Il codice {typed} non c'è nel piano. Intendevi uno di questi?",
    "understand.dot": "Intendi {decimal} oppure {whole}?",
    "understand.about": "«{words}» è un dato approssimato: qual è il numero esatto?",
    "understand.unreadable": "Non riesco a leggere il numero «{words}»: me lo riscrivi?",
    "understand.year": "«{words}» è un anno o il valore?",
    "understand.percent_of_count": "Qui si contano unità, non percentuali: quante sono in tutto?",
    "understand.over_zero": "Un rapporto non può avere denominatore 0: quanti sono in tutto?",
    "understand.negative": "{value} non può essere: il valore è zero o più. Qual è quello giusto?",
    "understand.not_whole": "{value} non è un numero intero: qual è il valore giusto?",
    "understand.step_number": "Qui si dice se il passo è compiuto, non un numero: "
    "è fatto oppure no?",
    "understand.ratio_term": "{value} su quanti? Scrivi per esempio «{value} su 40».",
    "understand.ratio_increment": "Per un rapporto servono i due numeri in tutto: "
    "quanti su quanti, dall'inizio dell'anno?",
    "understand.cleared_or_left": "{value} sono le pratiche smaltite o quelle che restano?",
    "understand.to_do": "Registro solo ciò che è già avvenuto: a oggi a che punto siamo?",
    "understand.how_much": "Quanto vale oggi questo indicatore?",
    "understand.bad_date": "Il giorno «{typed}» non esiste. Forse {nearest}?",
    "understand.future": "{date} deve ancora venire: di che giorno è il dato?",
}
