"""A record of one's own named by what it is of: corrected and taken back where it is, and no figure
of another record is ever put in its place."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def written(maria: Person) -> Person:
    """Maria after two records: the practices first, the identity cards last."""
    maria.says("AS4.1.1 50").taps("Conferma")
    return maria.says("AS4.3.1 240").taps("Conferma")


@pytest.mark.parametrize(
    "words",
    [
        "correggi le pratiche allo sportello",
        "correggi AS4.1.1",
        "devo correggere il dato delle pratiche",
        "ho sbagliato le pratiche",
        "le pratiche sono sbagliate",
        "il dato delle pratiche va corretto",
        "c'è un errore nelle pratiche",
        "le pratiche le ho sbagliate",
    ],
)
def test_what_is_said_to_be_wrong_is_asked_anew_of_its_own_record(
    written: Person, town: Town, words: str
) -> None:
    written.says(words).sees("dato giusto di AS4.1.1", "al posto di 50 pratiche")
    written.does_not_see("240")
    written.says("55").sees("Correggo la registrazione", "da 50 pratiche a 55 pratiche")
    written.taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("55", "240")


@pytest.mark.parametrize(
    "words",
    [
        "ritira le pratiche",
        "ritira AS4.1.1",
        "annulla il dato delle pratiche",
        "puoi togliere le pratiche dello sportello",
        "cancella le pratiche, ho sbagliato",
        "ritira AS4.1",
    ],
)
def test_what_is_taken_back_by_its_name_is_that_and_not_the_last(
    written: Person, town: Town, words: str
) -> None:
    written.says(words).sees("Ritiro la registrazione", "AS4.1.1").taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == (None, "240")


def test_where_nothing_was_recorded_of_it_nothing_else_is_touched(written: Person) -> None:
    written.says("ritira gli atti").sees("Non hai registrazioni di AS4.4.1")
    written.says("correggi AS4.4.1").sees("Non hai registrazioni di AS4.4.1")
    assert not written.buttons_of_a_card()


def test_where_words_name_nothing_recorded_which_one_is_asked(written: Person, town: Town) -> None:
    written.says("ritira le transenne").sees("Quale registrazione ritiro?")
    written.taps(f"n. {town.events()[0].seq}").sees("Ritiro la registrazione", "AS4.1.1")


def test_a_proof_of_something_else_takes_no_record_back(written: Person) -> None:
    written.says("ritira la prova delle pratiche").sees("Quale registrazione ritiro?")


def test_what_names_several_is_asked_with_buttons(written: Person, town: Town) -> None:
    written.says("AS4.1.2 sì").taps("Conferma")
    written.says("correggi AS4.1").sees("Quale registrazione correggo?")
    written.taps(f"n. {town.events()[0].seq}").sees("dato giusto di AS4.1.1")


def test_of_several_of_one_thing_it_is_the_last_or_that_of_the_day_said(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 200 il 12/09/2024").taps("Conferma")
    maria.says("AS4.3.1 240").taps("Conferma")
    first, last = (e.seq for e in town.events())
    maria.says("ritira le CIE").sees(f"Ritiro la registrazione n. {last}").says("no")
    maria.says("ritira le CIE del 12 settembre").sees(f"Ritiro la registrazione n. {first}")


def test_a_card_that_is_not_recorded_is_corrected_itself(written: Person) -> None:
    written.says("AS4.1.1 70").says("correggi le pratiche").sees("Che cosa correggo?")
    written.says("60").sees("da 50 pratiche a 60 pratiche")


def test_where_the_last_figure_belongs_is_still_said_in_few_words(written: Person) -> None:
    written.says("scusa era AS4.1.1").sees("Intanto AS4.3.1")


def test_who_may_cancel_objectives_takes_back_their_own_datum_first(
    town: Town, bruno: Person
) -> None:
    bruno.says("AS4.3.1 240").taps("Conferma")
    bruno.says("AS4.1.1 50").taps("Conferma")
    bruno.says("ritira le CIE").sees("Ritiro la registrazione", "AS4.3.1").says("no")
    bruno.says("elimina AS4.4 dal piano").does_not_see("registrazione")


@pytest.mark.parametrize("words", ["ritira l'ultima", "ritira tutto", "annulla l'ultimo dato"])
def test_words_that_name_nothing_are_of_the_last(written: Person, words: str) -> None:
    written.says(words).sees("Ritiro la registrazione", "AS4.3.1")
