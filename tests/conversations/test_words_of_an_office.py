"""What people say of people and papers: posts given and ended, leaves of one's own, messages to
others, documents by their form, and going through what waits by place."""

import pytest

from .conftest import Town

POSTS = {
    "aggiungi mario.rossi come EQ di AS3 dal 1 ottobre": ("Nome: Mario Rossi", "Dal: 01/10/2024"),
    "iscrivi Vera Verdi come dipendente di AS4": ("Codice: vera.verdi", "Area o servizio: AS4"),
    "dai a eq.as3 l'interim di AS4 dal 1 ottobre": ("incarico ad interim", "Persona: eq.as3"),
    "eq.as4 va in pensione il 31/12": ("cessazione", "Ultimo giorno: 31/12/2024"),
    "eq.as4 non è più eq di AS4 dal 1 ottobre": ("cessazione", "Ultimo giorno: 30/09/2024"),
    "togli a eq.as4 l'incarico di eq dal 1 ottobre": ("cessazione", "Ultimo giorno: 30/09/2024"),
    "inserisci mario bianchi come istruttore dei demografici": ("mario.bianchi", "AS4"),
    "fino al 30 settembre firma eq.as3 al posto di eq.as4": (
        "incarico ad interim",
        "Persona: eq.as3",
        "30/09/2024",
    ),
}


@pytest.mark.parametrize("says", POSTS)
def test_a_post_in_words_is_its_card_for_who_may_and_a_refusal_for_others(
    town: Town, says: str
) -> None:
    town.person("personale").says(says).sees(*POSTS[says])
    town.person("segretario").says(says).sees("non spetta a te", "ufficio personale")
    assert town.events("PersonAdded", "PostEnded") == []


@pytest.mark.parametrize("says", ["sono in ferie da lunedì", "da domani sono in malattia"])
def test_a_leave_of_ones_own_is_told_to_nobody_and_said_so(town: Town, says: str) -> None:
    town.person("eq.as4").says(says).sees("ufficio personale (personale)", "non l'ho avvisato")
    assert town.events() == []


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("dirigente.as", "manda un messaggio a tutti gli eq: domani chiudo i dati"),
        ("eq.as4", "avvisa il dirigente che ho finito 12 pratiche"),
        ("segretario", "scrivi ai demografici che mancano i dati"),
    ],
)
def test_messages_are_carried_to_nobody_and_read_as_no_fact(
    town: Town, who: str, says: str
) -> None:
    person = town.person(who).says(says).sees("Non porto messaggi ad altri", "Quello che faccio")
    person.says("sì").does_not_see("Registrato")
    assert town.events() == []


PAPERS = {
    "mi dai il pdf della situazione?": "Monitoraggio 2024",
    "il monitoraggio in word": "Monitoraggio 2024",
    "voglio il pdf": "Quale documento",
    "mandami l'excel degli obiettivi a rischio": "L'elenco, ",
    "esporta tutto in excel": "L'elenco, ",
}


@pytest.mark.parametrize("says", PAPERS)
def test_a_paper_is_asked_for_by_its_form(town: Town, says: str) -> None:
    town.person("dirigente.as").says(says).sees(PAPERS[says])


def test_what_waits_is_gone_through_by_place_and_by_age(town: Town) -> None:
    maria = town.person("eq.as4")
    for count in (240, 241, 242):
        maria.says(f"AS4.3.1 {count}").taps("Conferma")
    bruno = town.person("dirigente.as").says("/valida").sees("1 di ")
    bruno.says("prossima").sees("2 di ").says("la terza").sees("3 di ")
    bruno.says("le più vecchie").sees("1 di ").says("la più recente").does_not_see("1 di ")
    assert town.events("ProgressValidated") == []
