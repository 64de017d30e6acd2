"""What the plans of `prose` speak of: units, titles, what is measured, works and reasons."""

UNITS = (
    "Affari generali", "Lavori pubblici", "Servizi alla persona", "Tributi", "Polizia locale",
    "Cultura e turismo", "Ragioneria", "Edilizia privata", "Ambiente", "Biblioteca e museo",
)  # fmt: skip
TITLES = (
    "Riduzione dei tempi di rilascio dei certificati", "Digitalizzazione delle pratiche edilizie",
    "Cura del verde di quartiere", "Recupero dell'evasione", "Sportello unico del cittadino",
    "Aggiornamento del piano di protezione civile", "Iscrizioni alla mensa in rete",
    "Contrasto all'abbandono dei rifiuti", "Promozione della lettura nelle frazioni",
    "Rispetto dei tempi di pagamento", "Inventario dei beni mobili", "Presidio del territorio",
    "Sostegno agli anziani soli", "Regolamento dei mercati", "Efficienza degli edifici comunali",
    "Calendario unico degli eventi", "Formazione del personale", "Censimento degli alloggi",
)  # fmt: skip
COUNTS = (
    "Sopralluoghi effettuati", "Questionari raccolti", "Utenti serviti", "Alberi messi a dimora",
    "Controlli eseguiti nelle ore serali", "Incontri pubblici di presentazione", "Libri prestati",
    "Abbandoni rimossi entro sette giorni", "Letture animate per bambini", "Posti controllati",
)  # fmt: skip
SHARES = (
    "Domande evase nei termini", "Fatture pagate entro la scadenza", "Utenti soddisfatti",
    "Segnalazioni chiuse", "Istanze presentate in rete", "Dipendenti che hanno seguito un corso",
)  # fmt: skip
TIMES = (
    "Tempo medio di risposta al cittadino", "Durata media del procedimento",
    "Attesa media tra prenotazione e appuntamento",
)  # fmt: skip
SUMS = ("Somme accertate", "Contributi liquidati", "Stock del debito al 31 dicembre")
STEPS = ("Regolamento approvato in Consiglio", "Collaudo con esito positivo")
DATES = ("Pubblicazione del bando", "Proposta trasmessa al Consiglio")
WORKS = ("Ricognizione iniziale", "Avvio dei procedimenti", "Verifiche sul posto", "Relazione")
ABOUT = (
    "Le richieste sono in crescita e impegnano il personale oltre l'orario.",
    "L'attività prosegue quella degli anni scorsi e coinvolge le associazioni del territorio, "
    "che hanno chiesto tempi certi e modulistica chiara.",
    "Si intende dare risposte migliori a chi abita e lavora nelle frazioni. Non sono previste "
    "spese aggiuntive.",
)
