"""A bare question is about what was just recorded, changed or shown, whatever had been asked
before it."""

import pytest

from .conftest import Town

RECORDED = {
    "quanti ne mancano": "carte · AS4.3.1",
    "entro quando": "Scadenze di CIE rilasciate",
    "e il peso?": "nel suo gruppo · AS4.3.1",
    "chi lo valida?": "Chi può: Validare · AS4.3.1",
}


@pytest.mark.parametrize("asks", RECORDED)
def test_a_bare_question_after_a_record_is_of_what_was_recorded(town: Town, asks: str) -> None:
    maria = town.person("eq.as4")
    maria.says("come va AS4.1?").says("AS4.3.1 240").taps("Conferma")
    maria.says(asks).sees(RECORDED[asks])


CHANGED = {"e il peso?": "nel suo gruppo · AS4.3.1", "chi se ne occupa?": "risponde · AS4.3.1"}


@pytest.mark.parametrize("asks", CHANGED)
def test_a_bare_question_after_an_act_in_words_is_of_what_was_changed(
    town: Town, asks: str
) -> None:
    bruno = town.person("dirigente.as")
    bruno.says("come va AS3?").says("imposta il target di AS4.3.1 a 700").taps("Conferma")
    bruno.says(asks).sees(CHANGED[asks])
