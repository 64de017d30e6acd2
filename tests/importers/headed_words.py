"""How offices head, number and surround what documents of headings and tables say."""

UNITS = (
    ("Settore {area}", "Servizio {service}"),
    ("SETTORE {AREA}", "Servizio {service}"),
    ("{u}. Settore {area}", "{u}.{s} Servizio {service}"),
    ("Settore {u} – {area}", "Servizio {u}.{s} – {service}"),
    ("Area {letter} – {area}", "Servizio {letter}.{s} – {service}"),
    ("AREA {AREA}", "Servizio {service}"),
    ("Obiettivi del Settore {area}", "Servizio {service}"),
    ("Area {area}", "Ufficio {service}"),
)
GOALS = (
    "Obiettivo {k} – {title}", "Obiettivo n. {k}: {title}", "Obiettivo {u}.{a} – {title}",
    "Obiettivo {n} – {title}", "{u}.{a} {title}", "OB.{n:02d} – {title}", "Obiettivo: {title}",
    "Obiettivo operativo {n}: {title}",
)  # fmt: skip
BANDS = (
    ("Obiettivo n. {k}", "{title}"), ("Obiettivo", "{title}"), ("Obiettivo n. {n} – {title}", ""),
    ("Obiettivo {u}.{a}", "{title}"), ("Titolo dell'obiettivo", "{title}"),
    ("OP{n:02d}", "{title}"), ("OP{n:02d} – {title}", ""), ("{letter}{a}", "{title}"),
)  # fmt: skip
CODES = ("{k}", "{n}", "OB{n:02d}", "{u}.{a}", "OP {n:02d}", "{letter}{a}")
EMPTY = ("Note", "Realizzato", "Verifica al 30/06", "Punteggio", "Consuntivo 2026")
PREFACE = (
    "Il presente documento è redatto ai sensi dell'art. 10 del D.Lgs. 150/2009. Gli obiettivi "
    "sono stati concordati con i responsabili nella conferenza del 18 gennaio.",
    "I pesi degli obiettivi sono riferiti alla struttura di appartenenza (totale 100).",
    "Accanto al risultato atteso è riportato, dove disponibile, il dato dell'anno precedente.",
)
LEGENDS = (
    "Legenda: SI = realizzato entro il termine; n.d. = non disponibile.",
    "Il raggiungimento è verificato dal Nucleo di valutazione entro il mese di marzo.",
    "(*) Dati rilevati dal controllo di gestione.",
)
AROUND = (
    "index", "preface", "staff", "summary", "public", "legend", "signed", "closes", "edges",
)  # fmt: skip
WIDTHS = {
    "title": 40, "about": 40, "name": 34, "works": 36, "area": 20, "service": 20, "code": 11,
    "weight": 14, "share": 14, "later": 16, "target": 18,
}  # fmt: skip
CLOSES = ("Monitoraggio", "4. Monitoraggio e rendicontazione", "Allegati", "Note metodologiche")
