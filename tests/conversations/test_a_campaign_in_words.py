"""A monitoring that is open, asked about and reminded in the words people use for it."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def asking(town: Town) -> Town:
    chief = town.person("segretario")
    chief.says("apri un monitoraggio entro il 30/09/2024").taps("Conferma").sees("Aperto M1")
    return town


@pytest.mark.parametrize(
    "asked",
    [
        "sono a posto con la verifica?",
        "mi resta qualcosa per M1?",
        "ho risposto a tutto per la verifica?",
        "quanto manca per chiudere la verifica M1?",
        "M1",
        "M1: che cosa manca",
    ],
)
def test_what_one_still_owes_to_it(asking: Town, asked: str) -> None:
    asking.person("eq.as4").says(asked).sees("M1 Monitoraggio al 30/09/2024: mancano 4 dati")


@pytest.mark.parametrize(
    "said",
    [
        "manda un sollecito a eq.as4",
        "manda un promemoria a eq.as4",
        "ricorda a eq.as4 la verifica",
        "sollecita eq.as4 per le CIE",
        "ricorda a eq.as4 di aggiornare entro venerdì",
    ],
)
def test_one_is_reminded_by_name(asking: Town, said: str) -> None:
    asking.person("dirigente.as").says(said).sees("Ricordato a 1: eq.as4")
    assert "chiede i dati" in asking.text_for("eq.as4")


@pytest.mark.parametrize(
    "said",
    [
        "ricorda ai colleghi di rispondere alla verifica",
        "ricorda a tutti di aggiornare entro venerdì",
    ],
)
def test_all_who_owe_something_are_reminded(asking: Town, said: str) -> None:
    asking.person("segretario").says(said).sees("Ricordato a")
    assert asking.events("ProgressRecorded") == []


@pytest.mark.parametrize(
    "said",
    [
        "delego eq.as4 a validare i dati di AS4",
        "delego la validazione a dirigente.af dal 10 luglio",
        "lascio la delega a dirigente.af dal 10 al 20 luglio",
    ],
)
def test_who_would_delegate_is_told_how_that_is_done(bruno: Person, said: str) -> None:
    bruno.says(said).sees("serve un incarico, anche ad interim")
    assert not bruno.buttons_of_a_card()


@pytest.mark.parametrize(
    "said",
    ["CIE rilasciate invariate", "nessuna variazione sulle CIE", "confermo il dato delle CIE"],
)
def test_what_did_not_move_is_answered_with_the_total_there_is(asking: Town, said: str) -> None:
    maria = asking.person("eq.as4")
    maria.says("AS4.3.1 251").taps("Conferma")
    asking.now_is("2024-09-20T10:00")
    asking.person("segretario").says("apri una verifica entro il 31/10/2024").taps("Conferma")
    maria.says(said).sees("AS4.3.1", "251 carte, come risulta già").taps("Conferma")
    assert [e.type for e in asking.events("ProgressRecorded")] == ["ProgressRecorded"] * 2


@pytest.mark.parametrize(
    "asked", ["mandami l'elenco di chi non ha risposto in excel", "dammi un foglio con chi manca"]
)
def test_a_list_of_who_owes_is_no_correction(asking: Town, asked: str) -> None:
    chief = asking.person("segretario").says(asked).sees("M1", "mancano")
    assert "Correggo" not in chief.text and chief.buttons


@pytest.mark.parametrize("said", ["annulla il monitoraggio", "chiudi lo stesso M1"])
def test_it_is_closed_in_the_words_the_bot_uses_too(asking: Town, said: str) -> None:
    asking.person("segretario").says(said).sees("il monitoraggio M1?")


def test_when_it_closes_is_its_own_day(asking: Town) -> None:
    asking.person("segretario").says("quando si chiude il monitoraggio?").sees("30/09/2024")


def test_what_one_office_owes_to_it_is_only_theirs(asking: Town) -> None:
    chief = asking.person("segretario").says("cosa manca ad AS4 per il monitoraggio?")
    chief.sees("M1 Monitoraggio al 30/09/2024 (AS4)", "eq.as4").does_not_see("eq.as3")
