"""What waits, gone through card by card: what is passed over or contested is none of the rest."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def three(town: Town, maria: Person) -> list[int]:
    """Three reports of AS4, oldest first."""
    for text in ("AS4.3.1 240", "AS4.1.1 50", "AS4.1.2 fatto ieri"):
        maria.says(text).taps("Conferma")
    return [e.seq for e in town.events()]


def test_the_rest_is_neither_what_was_passed_over_nor_what_is_being_contested(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("/valida AS4").taps("Salta").says("questa la contesto: manca il verbale")
    bruno.sees(f"Contesto la n. {three[1]}").says("valida il resto")
    bruno.sees("Valido 1 registrazione", f"n. {three[0]}", f"n. {three[1]}").taps("Conferma")
    assert [e.event.report for e in town.events("ProgressValidated")] == three[2:]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said", ["no, fammi vedere la successiva", "no salta", "no, passa alla prossima"]
)
def test_no_and_the_next_is_the_next(bruno: Person, three: list[int], said: str) -> None:
    bruno.says("/valida AS4").says(said).sees(f"n. {three[1]}").does_not_see("correggo")


def test_which_is_contested_is_said_by_its_place_or_left_in_words(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("contesta, manca il verbale").says("la seconda").sees(f"Contesto la n. {three[1]}")
    bruno.says("no").says("contesta, manca il verbale").says("salta").sees("lascio stare")


def test_what_is_contested_of_a_day_is_one_of_that_day(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("ieri 5 CIE").taps("Conferma").says("oggi 3 CIE").taps("Conferma")
    first = town.events()[0].seq
    bruno.says("contesto, il numero delle CIE di ieri non torna").sees(f"Contesto la n. {first}")
