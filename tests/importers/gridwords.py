"""The words that offices put into ordinary tables, and around them."""

from .boxes import LABELS

WORDS = {
    **LABELS,
    "code": ("N.", "Cod.", "Codice", "N. ob.", "ID", "Codice obiettivo"),
    "weight": ("Peso", "Peso %", "Ponderazione", "Peso obiettivo", "Pesatura", "Peso ob. (%)"),
    "works": ("Fasi", "Attività", "Fasi di attuazione", "Azioni previste", "Fasi e tempi"),
    "unit": ("U.M.", "Unità di misura", "UM"),
    "both": ("Obiettivo / Indicatore", "Obiettivi e indicatori", "Descrizione"),
    "chapter": ("Capitolo", "Cap. di spesa", "Capitoli"),
    "amount": ("Importo", "Stanziamento", "Risorse (€)"),
    "kind": ("Tipo", "Livello", "Riga"),
}  # fmt: skip
NOISE = (
    ("Note", ("", "", "In convenzione", "Rinviato dal 2025")),
    ("Fonte dati", ("Protocollo", "Gestionale", "Relazione")),
    ("Consuntivo", ("",)),
    ("% raggiungimento", ("",)),
    ("Missione", ("01", "03", "12")),
    ("Tipologia", ("Sviluppo", "Mantenimento")),
    ("Linea di mandato", ("Comune efficiente", "Una città per tutti")),
    ("Uffici coinvolti", ("Tutti", "Segreteria, CED", "")),
    ("Stakeholder", ("Cittadini", "Imprese e cittadini")),
)  # fmt: skip
OWNERS = (
    "dott.ssa Anna Neri", "ing. Carlo Verdi", "rag. Ugo Bruni", "Responsabile del Servizio",
    "Dirigente", "Maria Rossi", "geom. Ivo Dell'Acqua",
)  # fmt: skip
BANDS = (
    "SETTORE {NAME}", "Settore {name}", "AREA {NAME}", "Area {name}", "{NAME}",
    "SETTORE {NAME} - Responsabile: {who}", "Servizio {name}", "Area {name} ({who})",
    "CENTRO DI RESPONSABILITÀ: {NAME}", "{i}. Settore {name}", "Settore {i} – {name}",
)  # fmt: skip
PAIRS = (
    ("SETTORE {NAME}", "Servizio {name}"), ("AREA {NAME}", "Ufficio {name}"),
    ("Settore {name}", "Servizio: {name}"), ("Direzione {name}", "Unità organizzativa {name}"),
)  # fmt: skip
GROUPS = ("Linea strategica {i} - Una città per tutti", "MISSIONE 0{i} - Servizi istituzionali")
UNDER = ("Responsabile: {who}", "Personale assegnato: 2 funzionari, 4 istruttori")
CODES = ("{n}", "OB.{n:02d}", "Ob. {n}", "{u}.{k}", "OB{u}{k:02d}", "G-{n:02d}")
WEIGHTS = ("{w}", "{w}%", "{w} %", "{w}/100", "share", "{w} punti", "{w},00", "{w}0")
WORKS = ("{i}. {t} ({day})", "- {t}: entro il {day}", "{i}) {t} – {day}", "{t}", "- {t}")
TOTALS = ("Totale", "TOTALE PESI", "Totale {name}", "Somma dei pesi")
FEET = (
    "Legenda: U.M. = unità di misura; n.d. = non disponibile",
    "I valori dell'anno precedente sono quelli della Relazione sulla performance.",
    "Approvato con deliberazione di Giunta n. 41 del 27/03/2026",
)
SIGNERS = ("Il Segretario comunale", "Il Responsabile", "Il Sindaco", "dott. Aldo Perin")
