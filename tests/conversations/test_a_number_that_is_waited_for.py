"""A number of one indicator is waited for: what is said of another is another message."""

import pytest

from .conftest import Person

OTHERS = {
    "atti 30 su 36": "AS4.4.1",
    "7 pratiche": "AS4.1.1",
    "oggi 5 pratiche allo sportello": "AS4.1.1",
    "AS4.1.1 25": "AS4.1.1",
}


@pytest.mark.parametrize(("said", "code"), OTHERS.items())
def test_from_the_menu_it_goes_where_it_says(maria: Person, said: str, code: str) -> None:
    maria.says("/obiettivi").taps("AS4.3").sees("Scrivi il totale").says(said)
    maria.sees(code).does_not_see("AS4.3.1")


@pytest.mark.parametrize(("said", "code"), OTHERS.items())
def test_after_a_record_was_withdrawn_it_does_too(maria: Person, said: str, code: str) -> None:
    maria.says("12 CIE oggi").taps("Conferma").taps("Ritira").taps("Conferma")
    maria.taps("Scrivi il dato").sees("Scrivi il totale").says(said)
    maria.sees(code).does_not_see("AS4.3.1")


@pytest.mark.parametrize("said", ["25", "+25", "25 CIE", "25 carte", "altre 25", "25 ieri"])
def test_the_number_that_is_waited_for_is_taken(maria: Person, said: str) -> None:
    maria.says("/obiettivi").taps("AS4.3").sees("Scrivi il totale").says(said)
    maria.sees("AS4.3.1", "25 carte").sees_buttons("Conferma")
