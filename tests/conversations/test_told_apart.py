"""One thing counted place by place, or by half days: no number of it goes without a word."""

import pytest

from .conftest import Person


@pytest.mark.parametrize(
    ("text", "parts", "sum_"),
    [
        ("oggi 6 CIE allo sportello e 3 in delegazione", "6 + 3", "9 carte"),
        ("oggi 6 CIE in via dei Mille, 3 in delegazione e 2 a domicilio", "6 + 3 + 2", "11 carte"),
        ("stamattina 4 CIE e pomeriggio 5", "4 + 5", "9 carte"),
        ("oggi 2 CIE alla Rodari, 2 alla Montessori", "2 + 2", "4 carte"),
    ],
)
def test_what_is_told_place_by_place_comes_to_its_sum(
    maria: Person, text: str, parts: str, sum_: str
) -> None:
    maria.says(text).sees(parts, sum_).taps("Conferma")
    maria.says("quante CIE?").sees(sum_)


def test_what_is_told_of_two_indicators_in_two_places_is_no_sum(maria: Person) -> None:
    maria.says("oggi 6 CIE allo sportello e 3 certificati in delegazione")
    maria.sees("6 carte", "+3 di «certificati»").does_not_see("Ho sommato")
