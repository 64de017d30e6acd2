"""What was shut, and days not worked: no figure is told by it, whatever was told before."""

import pytest

from .conftest import Person, Town

NOT_WORKED = (
    "oggi non si è lavorato per pioggia",
    "oggi non si è lavorato",
    "ieri non abbiamo lavorato, c'era sciopero",
    "lo sportello è chiuso per lavori fino al 12",
    "la delegazione è chiusa per lavori fino al 12",
    "la biblioteca è chiusa per ferie dal 10 al 20",
    "giovedì siamo chiusi per il patrono",
    "lo sportello resta chiuso per 3 giorni",
)


@pytest.mark.parametrize("said", NOT_WORKED)
def test_it_is_no_datum(maria: Person, town: Town, said: str) -> None:
    maria.says(said).does_not_see("Ho letto")
    assert not maria.buttons_of_a_card()
    maria.says("12 CIE oggi").taps("Conferma").says(said)
    assert not maria.buttons_of_a_card()


@pytest.mark.parametrize("said", NOT_WORKED)
def test_it_answers_no_doubt_of_an_open_card(maria: Person, town: Town, said: str) -> None:
    maria.says("altre 4 tessere").says(said).does_not_see("Ho letto così")
    assert not maria.buttons_of_a_card()


@pytest.mark.parametrize(
    "said", ["oggi zero CIE, siamo chiusi per sciopero", "chiuse 12 pratiche allo sportello"]
)
def test_a_figure_told_with_it_is_one(maria: Person, said: str) -> None:
    maria.says(said)
    assert maria.buttons_of_a_card()
