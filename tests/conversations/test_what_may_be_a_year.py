"""A figure that may be a year is asked about before anything can be confirmed."""

import pytest

from .conftest import Town

MAY_BE_YEARS = ("CIE 2024 rilasciate", "rilasciate 2023 CIE", "carte d'identità 2024")


@pytest.mark.parametrize("text", MAY_BE_YEARS)
def test_nothing_can_be_confirmed_until_it_is_said_which_it_is(town: Town, text: str) -> None:
    person = town.person("eq.as4").says(text)
    person.sees("è un anno o il valore?")
    assert person.buttons == [["Annulla"]]


def test_the_figure_written_with_its_point_answers(town: Town) -> None:
    person = town.person("eq.as4").says("CIE 2024 rilasciate").says("2.024")
    person.sees("2.024").does_not_see("è un anno o il valore?").taps("Conferma")
    assert town.events()
