"""What was left open: left in words, and on another day no answer to it is made of a new fact."""

import pytest

from .conftest import Person, Town


@pytest.mark.parametrize(
    "words", ["boh lascia stare", "mah, lascia perdere", "non so, annulla", "lascia stare dai"]
)
def test_a_doubt_beside_a_plain_way_out_leaves_the_card(
    maria: Person, town: Town, words: str
) -> None:
    maria.says("AS4.3.1 240").says(words).sees("non ho registrato nulla")
    maria.says("sì").sees("Non c'è nulla in sospeso")
    assert town.events() == []


def test_a_doubt_alone_keeps_the_card(maria: Person) -> None:
    maria.says("AS4.3.1 240").says("boh, forse no").sees("la scheda resta aperta")


def test_a_question_is_left_with_a_doubt_beside_it(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").says("correggi le CIE").sees("dato giusto")
    maria.says("boh lascia stare").sees("non ho registrato nulla").says("12").does_not_see(
        "Correggo"
    )


def test_a_whole_fact_told_on_another_day_is_of_that_day(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 200").taps("Conferma").says("CIE 240")
    town.now_is("2024-09-19T10:00")
    maria.says("CIE 250 come da registro").sees("250 carte", "Giorno: oggi, 19/09/2024")
    maria.sees("La scheda di prima (AS4.3.1) non è registrata").taps("Conferma")
    assert town.events()[-1].effective_on.isoformat() == "2024-09-19"


def test_what_is_said_to_be_wrong_is_still_the_card_of_days_before(
    maria: Person, town: Town
) -> None:
    maria.says("CIE 240")
    town.now_is("2024-09-19T10:00")
    maria.says("no, 250").sees("250 carte", "Giorno: 16/09/2024")


def test_on_the_same_day_the_card_is_put_right(maria: Person) -> None:
    maria.says("CIE 240").says("CIE 250 come da registro")
    maria.sees("250 carte").does_not_see("La scheda di prima")


@pytest.fixture
def asked(maria: Person) -> Person:
    """Maria, asked for the right value of the identity cards."""
    maria.says("AS4.1.1 50").taps("Conferma").says("AS4.3.1 240").taps("Conferma")
    return maria.says("correggi le CIE").sees("dato giusto di AS4.3.1")


def test_a_fact_of_something_else_is_no_right_value(asked: Person, town: Town) -> None:
    asked.says("altre 12 pratiche allo sportello").does_not_see("Correggo")
    asked.sees("AS4.1.1", "da 50 pratiche a 62 pratiche").taps("Conferma")
    assert town.value("AS4.3.1") == "240"


def test_words_without_a_figure_are_no_right_value(asked: Person) -> None:
    asked.says("fatto").sees("Scrivi il valore giusto").does_not_see("Correggo la registrazione")
    asked.says("erano 245").sees("Correggo la registrazione", "da 240 carte a 245 carte")


def test_a_step_is_put_right_in_a_word(maria: Person) -> None:
    maria.says("AS4.1.2 sì").taps("Conferma").says("correggi AS4.1.2").says("non ancora")
    maria.sees("Correggo la registrazione")


def test_a_whole_fact_told_days_later_is_no_right_value(asked: Person, town: Town) -> None:
    town.now_is("2024-09-19T10:00")
    asked.says("rilasciate 260 CIE in tutto").does_not_see("Correggo")
    asked.sees("260 carte", "Giorno: oggi, 19/09/2024")
