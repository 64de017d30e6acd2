"""A bare question is about what was just recorded, changed or shown, whatever had been asked
before it."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town

RECORDED = {
    "quanti ne mancano": "carte · AS4.3.1",
    "entro quando": "31/12/2024 (tra 106 giorni)",
    "e il peso?": "nel suo gruppo · AS4.3.1",
    "chi lo valida?": "Chi può: Validare · AS4.3.1",
}


@pytest.mark.parametrize("asks", RECORDED)
def test_a_bare_question_after_a_record_is_of_what_was_recorded(town: Town, asks: str) -> None:
    maria = town.person("eq.as4")
    maria.says("come va AS4.1?").says("AS4.3.1 240").taps("Conferma")
    maria.says(asks).sees(RECORDED[asks])


@pytest.mark.parametrize("talk", ["che freddo oggi", "qui nevica da stamattina"])
def test_talk_of_the_weather_takes_away_nothing_of_what_was_spoken_of(
    town: Town, talk: str
) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240").taps("Conferma").says(talk)
    maria.says("quante ne mancano?").sees("carte · AS4.3.1")


CHANGED = {"e il peso?": "nel suo gruppo · AS4.3.1", "chi se ne occupa?": "risponde · AS4.3.1"}


@pytest.mark.parametrize("asks", CHANGED)
def test_a_bare_question_after_an_act_in_words_is_of_what_was_changed(
    town: Town, asks: str
) -> None:
    bruno = town.person("dirigente.as")
    bruno.says("come va AS3?").says("imposta il target di AS4.3.1 a 700").taps("Conferma")
    bruno.says(asks).sees(CHANGED[asks])


def test_when_after_who_evaluates_is_the_day_of_the_schede(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    maria = town.person("eq.as4").says("come va AS4.3?").says("chi mi valuta?")
    maria.says("e quando?").sees("Schede di valutazione")


@pytest.mark.parametrize("words", ["ritira l'ultima", "annulla"])
def test_an_order_after_a_record_is_no_question_about_it(town: Town, words: str) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240").taps("Conferma")
    maria.says(words).does_not_see("Poi, dall'ultima", "nel suo gruppo")


def test_a_question_of_its_own_is_not_how_the_thing_it_names_stands(town: Town) -> None:
    maria = town.person("eq.as4").says("come va AS4?")
    maria.says("e AS4.3 chi la segue?").sees("risponde · AS4.3")


def test_a_bare_question_after_two_records_at_once_is_of_both(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240 e AS4.1.1 50")
    maria.taps("Conferma").says("quanti ne mancano?").sees("· AS4.3.1", "· AS4.1.1")


def test_what_was_recorded_goes_by_the_words_it_was_told_with_while_the_talk_goes_on(
    town: Town,
) -> None:
    maria = town.person("eq.as4")
    maria.says("oggi 12 CIE per i coscritti").taps("Conferma")
    maria.says("altri 3 coscritti").sees("AS4.3.1", "(+3)").taps("Annulla")
    assert "coscritti" not in str(town.events())
    town.now_is("2024-09-16T16:00:00+02:00")
    maria.says("altri 3 coscritti").does_not_see("(+3)")
