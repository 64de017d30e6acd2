"""A `non` in a sentence is no correction of what was recorded last."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def written(maria: Person) -> Person:
    return maria.says("AS4.3.1 240").taps("Conferma")


@pytest.mark.parametrize(
    "words",
    [
        "questo non è mio",
        "questo non è di mia competenza",
        "oggi non ho nulla da dire",
        "non ho niente da dire su AS4.4.1, manca l'indicatore",
    ],
)
def test_what_says_nothing_of_a_record_puts_none_right(written: Person, words: str) -> None:
    written.says(words).does_not_see("correggo", "Correggo")
    assert not written.buttons_of_a_card()


@pytest.mark.parametrize("words", ["AS4.1.2 non ancora", "AS4.1.2 non ancora fatto"])
def test_a_step_that_is_named_is_told_whatever_was_recorded_last(
    written: Person, town: Town, words: str
) -> None:
    written.says(words).sees("AS4.1.2", "non raggiunto").taps("Conferma")
    assert (town.value("AS4.1.2"), town.value("AS4.3.1")) == ("0", "240")


@pytest.mark.parametrize(
    "words", ["non è così", "non va bene", "no, era sbagliato", "scusa, ho sbagliato"]
)
def test_what_says_that_it_is_wrong_is_asked_what_is_right(written: Person, words: str) -> None:
    written.says(words).sees("qual è il valore giusto")


def test_what_is_named_as_not_right_is_asked_of_its_own_record(written: Person) -> None:
    written.says("AS4.1.1 50").taps("Conferma")
    written.says("le CIE non sono giuste").sees("dato giusto di AS4.3.1")
    written.says("/annulla").says("le CIE non tornano").sees("dato giusto di AS4.3.1")


@pytest.mark.parametrize(
    "words",
    [
        "il software ci ha bloccato 6 fascicoli",
        "abbiamo avuto 6 riunioni con la società",
        "ci sono 6 ricorsi nuovi ma non ancora decisi",
    ],
)
def test_a_remark_with_a_figure_puts_no_record_right(maria: Person, town: Town, words: str) -> None:
    maria.says("oggi altre 5 CIE").taps("Conferma").says(words).does_not_see("Correggo")
