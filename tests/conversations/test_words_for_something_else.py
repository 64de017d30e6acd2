"""Words that answer no question that waits: it stays open, and other matters are done."""

import pytest

from .conftest import Person, Town
from .test_evaluation import validated as validated
from .test_evaluation import winter as winter


@pytest.fixture
def judging(validated: Town) -> Person:
    """A dirigente in the middle of the scheda of an EQ."""
    return validated.person("dirigente.as").says("/valuta eq.as4").sees("AS4.1")


@pytest.mark.parametrize("text", ["ne ho preso visione", "mah, vediamo", "il tempo era lungo"])
def test_the_page_stays_open_and_says_of_whom_and_how_to_leave(judging: Person, text: str) -> None:
    judging.says(text).sees("la valutazione 2024 di eq.as4", "annulla", "AS4.1")
    judging.says("70 sportello chiuso a luglio").sees("AS4.3")


def test_at_the_points_too(judging: Person) -> None:
    for _ in range(5):
        if "1 di 6" in judging.text:
            break
        judging.says("70 motivo di prova")
    judging.sees("1 di 6").says("ne ho preso visione")
    judging.sees("la valutazione 2024 di eq.as4", "1 di 6")


def test_a_matter_of_one_s_own_is_done_and_the_page_is_found_again(judging: Person) -> None:
    judging.says("la mia scheda").does_not_see("serve un numero")
    judging.says("70 sportello chiuso a luglio").says("/annulla")
    judging.says("/valuta eq.as4").sees("Riprendiamo eq.as4", "AS4.3")


def test_a_datum_with_its_code_is_a_datum_wherever_words_are_waited_for(
    validated: Town, judging: Person
) -> None:
    judging.says("/colloquio eq.as4 finale 10/01/2025; parlato").taps("Conferma")
    maria = validated.person("eq.as4")
    message, data = maria.button("Aggiungo qualcosa")
    maria.presses(message, data).sees("Che cosa aggiungi")
    maria.says("AS4.3.1 5").does_not_see("Aggiungo").sees("Scrivi il dato con il suo giorno")
    assert not validated.events("TalkAnnotated")
