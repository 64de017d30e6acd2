"""The Nucleo di Valutazione as a body: proposals, agreement, meetings, support."""

TEXTS = {
    "Act.nucleo": "Decidere gli atti del Nucleo",
    "error.MeetingNeeded": (
        "Nel {year} il Nucleo decide in seduta: l'atto si prepara in chat, gli altri membri danno l'accordo e la seduta si "
        "registra con /nucleo seduta."
    ),
    "error.NotCollegial": "Questo non si decide in seduta: fallo con il suo comando.",
    "error.NoSuchProposal": "La proposta n. {number} non c'è o è già chiusa: quelle in attesa sono in /nucleo.",
    "error.NotAMember": "{person} il {day} non è nel Nucleo: controlla i presenti e chi presiede.",
    "error.NoQuorum": "I presenti sono {present}: perché la seduta sia valida ne servono {wanted}.",
    "error.NoMajority": "Sulla n. {number} sono d'accordo in {agreed} tra i presenti: ne servono {wanted}.",
    "error.AlreadyValidated": "La Relazione del {year} è già validata, dal {day}.",
    "nucleo.card": "Il Nucleo decide in seduta: con Conferma la preparo come proposta per gli altri membri.",
    "nucleo.kind.IssueScheda": "la scheda di {person}",
    "nucleo.kind.AnswerObservations": "la risposta alle osservazioni di {person}",
    "nucleo.kind.ValidateEntity": "la validazione della performance di ente",
    "nucleo.kind.RefuseEntity": "la mancata validazione della performance di ente",
    "nucleo.kind.GradePost": "la pesatura di un posto di EQ",
    "nucleo.kind.ValidateRelazione": "la validazione della Relazione",
    "nucleo.proposed": "Proposta n. {number} preparata: {what}. La decide la seduta, quando la maggioranza è d'accordo.",
    "nucleo.told.proposed": "{actor} propone: {what} (n. {number}). Leggi e di' se sei d'accordo.",
    "nucleo.title": "<b>Nucleo di Valutazione {year}</b>: {members} ({count} di {wanted}).",
    "nucleo.nothing": "Nessuna proposta in attesa di una seduta.",
    "nucleo.waiting": "{number}. {what}: d'accordo {agree}",
    "nucleo.waiting_against": "{number}. {what}: d'accordo {agree}, contrari {against}",
    "nucleo.met": "Seduta del {day}, presenti {present}: {decided}. {text}",
    "nucleo.support": "{actor}, {day}: chiede supporto, «{text}»",
    "nucleo.support_of": "{actor}, {day}: chiede supporto per {person}, «{text}»",
    "nucleo.relazione": "La Relazione {year} è validata dal {day}.",
    "nucleo.how": (
        "/nucleo seduta GIORNO; presenti CODICI; parole · /nucleo relazione ANNO la valida · /documento verbale la stampa · "
        "Sindaco, Segretario e dirigenti chiedono supporto con /nucleo supporto PERSONA; che cosa."
    ),
    "nucleo.meeting_how": (
        "Scrivi per esempio: /nucleo seduta 10/02/2025; presenti nucleo, nucleo.b; visti i dati. Decide le proposte che hanno la "
        "maggioranza, oppure quelle che nomini (decide 812, 813); presiede chi scrive, o chi dici (presiede nucleo.b)."
    ),
    "nucleo.points": "{code}: <b>{points}</b> {reason}",
    "nucleo.why_against": "Perché non sei d'accordo? Scrivilo in una riga.",
    "nucleo.voted": "Registrato il tuo voto.",
    "nucleo.majority": "C'è la maggioranza: manca la seduta che decide.",
    "nucleo.waits_for": "Manca la parola di {members}: l'hanno tra le cose da fare.",
    "nucleo.told.voted": "{actor} ha votato.",
    "button.hold_meeting": "Registra la seduta",
    "button.follows.nucleo": "Le proposte del Nucleo",
    "button.follows.verbale": "Il verbale",
    "nucleo.card.agree": "Sei d'accordo con la proposta n. {number}: <b>{what}</b>?",
    "nucleo.card.against": "Non sei d'accordo con la proposta n. {number}: <b>{what}</b>. Perché: «{reason}»",
    "nucleo.card.meeting": "Registro la seduta del <b>{day}</b>? Presenti {present}; presiede {chair}.",
    "nucleo.card.text": "«{text}»",
    "nucleo.card.support": "Chiedo al Nucleo supporto: «{text}»?",
    "nucleo.card.support_of": "Chiedo al Nucleo supporto per valutare {person}: «{text}»?",
    "nucleo.card.relazione": "Il Nucleo valida la Relazione {year}?",
    "nucleo.recorded": "Seduta registrata, decisioni {count}. Il verbale: /documento verbale {year}.",
    "nucleo.told.met": "{actor} ha registrato la seduta del Nucleo del {day}: è in /nucleo.",
    "nucleo.told.support": "{actor} chiede il supporto del Nucleo: «{text}»",
    "nucleo.told.support_of": "{actor} chiede il supporto del Nucleo per {person}: «{text}»",
    "nucleo.support_how": "Scrivi /nucleo supporto, il codice della persona se ce n'è una, punto e virgola e che cosa chiedi.",
    "nucleo.asked": "La richiesta è al Nucleo, e resta nel suo verbale.",
    "button.read_proposal": "Leggi la proposta",
    "button.read_numbered": "Leggi la n. {number}",
    "button.agree": "D'accordo",
    "button.disagree": "Non d'accordo",
    "command.nucleo": "il Nucleo: proposte, sedute, supporto",
}
