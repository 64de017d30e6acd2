"""A record of one's own is put right, or taken back, by its place in the list that was told."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def listed(town: Town, maria: Person) -> list[int]:
    """Three records of today, the newest first, as they were just listed."""
    for text in ("AS4.1.1 +3", "AS4.3.1 +9", "AS4.3.1 +2"):
        maria.says(text).taps("Conferma")
    maria.says("che ho scritto oggi?").sees("3 tue registrazioni")
    return [e.seq for e in town.events("ProgressRecorded")][::-1]


@pytest.mark.parametrize(
    ("text", "which", "told"),
    [
        ("correggi la seconda, erano 12", 1, "(+12)"),
        ("la terza, erano 8", 2, "(+8)"),
        ("correggi la prima: erano 5", 0, "(+5)"),
    ],
)
def test_the_one_of_that_place_is_put_right(
    maria: Person, listed: list[int], text: str, which: int, told: str
) -> None:
    maria.says(text).sees(f"Correggo la registrazione n. {listed[which]}", told)


def test_without_a_figure_what_is_right_is_asked_of_that_one(
    maria: Person, listed: list[int]
) -> None:
    maria.says("correggi la terza").sees("al posto di 3").says("erano 4")
    maria.sees(f"Correggo la registrazione n. {listed[2]}")


def test_the_one_of_that_place_is_taken_back(maria: Person, listed: list[int]) -> None:
    maria.says("ritira la seconda").sees(f"Ritiro la registrazione n. {listed[1]}")


@pytest.mark.parametrize("what", ["quello di oggi", "quello che ho scritto oggi", "oggi"])
def test_all_of_a_day_is_taken_back_one_by_one(
    maria: Person, town: Town, listed: list[int], what: str
) -> None:
    maria.says(f"ritira tutto {what}").sees("Le ritiro una alla volta")
    offered = [label for row in maria.buttons for label in row]
    assert [label.split(":")[0] for label in offered] == [f"n. {seq}" for seq in listed]
    assert all(" del 16/09/2024" in label for label in offered)
    assert town.events("ProgressUndone") == []
