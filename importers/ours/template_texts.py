"""What the empty workbook says to who fills it in."""

import datetime as dt
from decimal import Decimal

from importers.ours.layout import Cell

INSTRUCTIONS = (
    "Il piano degli obiettivi in un foglio di calcolo",
    "Compila un foglio alla volta, una riga per ogni voce. Le intestazioni non vanno cambiate; "
    "le celle che non servono restano vuote.",
    "Ente: il nome dell'ente e l'anno del piano.",
    "Servizi: una riga per servizio, con l'area da cui dipende. I codici sono di lettere e cifre, "
    "senza punti né spazi (AS, AS4). Nel codice stampato puoi scrivere quello che usa il documento "
    "(A.S.4).",
    "Strategici e Operativi: gli obiettivi del DUP. Missioni e programmi su due cifre, separati da "
    "punto e virgola (01; 08).",
    "Obiettivi: il codice è quello del servizio, un punto e un numero (AS4.1); TR.1 per i "
    "trasversali, SG.1 per quelli del Segretario. I responsabili sono incarichi, non persone: "
    "dirigente:AS; eq:AS4; segretario.",
    "Pesi: in percentuale, e insieme fanno 100 nel servizio (o nel gruppo, se lo indichi). Quello "
    "che manca a 100 si divide in parti uguali tra chi non ha un peso; se nessuno ce l'ha, tutti "
    "pesano uguale.",
    "Indicatori: il codice è quello dell'obiettivo, un punto e un numero (AS4.1.1). Il tipo si "
    "sceglie dal menu: conteggio, rapporto, percentuale, traguardo (fatto o non fatto), importo, "
    "indice, data. Di un rapporto scrivi numeratore e denominatore; il target è in percentuale.",
    "Target: un numero, oppure una data per il tipo data. Se ancora non c'è, lascia vuoto: sarà "
    "chiesto a chi lo deve fissare. Verso: diminuisce quando è meglio un valore più basso.",
    "Continua da: il codice che l'obiettivo o l'indicatore aveva nel piano dell'anno prima, se "
    "prosegue; così gli anni si leggono uno accanto all'altro.",
    "Mandato, Fasi, Personale e Risorse: le linee programmatiche, e per ogni obiettivo le fasi di "
    "lavoro, chi ci lavora e i capitoli di spesa. Si conservano e si mostrano; non entrano in "
    "nessun calcolo.",
    "Non usare formule: il programma non le calcola e rifiuta il file. Incolla i valori.",
    "Il foglio Esempi mostra come si compila; non viene letto. Nemmeno il foglio Dal documento, "
    "dove c'è: è quel che sta nel documento di partenza, da cui copiare.",
)
DOCUMENT_SHEET = "Dal documento"
DOCUMENT_HEAD: tuple[Cell, ...] = ("Dove", "Riga", "Che cosa c'è scritto")

EXAMPLES: dict[str, list[list[Cell]]] = {
    "Ente": [["Comune di Esempio", Decimal(2025)]],
    "Servizi": [["AS", "Area Servizi", "AS4", "A.S.4", "Servizi demografici"]],
    "Mandato": [["L1", "Città di tutti"]],
    "Strategici": [["OS7", "Amministrazione efficiente", "01", "L1", "Bilancio"]],
    "Operativi": [
        ["OS7.09", "Carta dei servizi", "in corso", "pluriennale", "01", "11", "AS4", None]
    ],
    "Obiettivi": [
        ["AS4.1", "Carte d'identità nei tempi", "Ridurre l'attesa allo sportello",
         "Apertura pomeridiana su appuntamento", "OS7.09", None, "OS7", "OS7.09", "2025",
         dt.date(2025, 12, 31), Decimal(60), "dirigente:AS; eq:AS4"],
        ["AS4.2", "Registri digitali", None, None, None, None, "OS7", None, "2025; 2026",
         dt.date(2025, 6, 30), Decimal(40), "dirigente:AS; eq:AS4", None, None, None, "AS4.5"],
    ],
    "Indicatori": [
        ["AS4.1.1", "Carte d'identità rilasciate", "conteggio", "carte", None, None,
         Decimal(540), Decimal(600), "cresce", None, None, None, "CIE; carte"],
        ["AS4.1.2", "Giorni di attesa", "indice", "giorni", None, None,
         Decimal(30), Decimal(10), "diminuisce"],
        ["AS4.2.1", "Certificati rilasciati su richiesti", "rapporto", None,
         "certificati rilasciati", "certificati richiesti", None, Decimal(95), "cresce",
         None, None, None, None, "AS4.5.1"],
        ["AS4.2.2", "Registri in uso", "traguardo"],
    ],
    "Fasi": [
        ["AS4.2", "Scansione dei registri", dt.date(2025, 2, 1), dt.date(2025, 5, 31), Decimal(70)]
    ],
    "Personale": [["AS4.1", "istruttori", Decimal(2), Decimal(30)]],
    "Risorse": [["AS4.2", "1020/3", Decimal(12000)]],
}  # fmt: skip
