"""Weights said in words: one card for all of them, and never a datum of what they are of."""

import pytest

from .conftest import Person, Town

TOGETHER = [
    "pesi: AS4.1 30, AS4.3 50, AS4.4 20",
    "peso AS4.1 30, AS4.3 50, AS4.4 20",
    "/peso AS4.1 30; AS4.3 50; AS4.4 20",
    "i pesi di AS4 diventano 30, 50 e 20",
    "i pesi di AS4: 30 sportello, 50 anagrafici, 20 stato civile",
    "metti AS4.1 a peso 30, AS4.3 a 50 e AS4.4 a 20",
    "AS4.1 al 30%, AS4.3 al 50% e AS4.4 al 20% di peso",
    "AS4.1 peso 30, AS4.3 peso 50, AS4.4 peso 20",
]


@pytest.mark.parametrize("words", TOGETHER)
def test_weights_told_together_are_one_card(bruno: Person, town: Town, words: str) -> None:
    bruno.says(words).sees("AS4.1", "a 30 %", "AS4.3", "a 50 %", "AS4.4", "a 20 %")
    bruno.taps("Conferma")
    assert [e.type for e in town.events()] == ["WeightsSet"]


def test_points_move_from_one_weight_to_another(bruno: Person) -> None:
    bruno.says("/peso AS4.1 30 AS4.3 50 AS4.4 20").taps("Conferma")
    bruno.says("sposta 5 punti da AS4.3 a AS4.1").sees("da 50 % a 45 %", "da 30 % a 35 %")
    bruno.says("togli 5 punti ad AS4.3 e dalli ad AS4.4").sees("da 50 % a 45 %", "da 20 % a 25 %")
    bruno.says("togli 5 punti ad AS4.3").sees("farebbero 95", "nello stesso messaggio")


@pytest.mark.parametrize(
    "words", ["peso 50 ad AS4.3 e 25 agli altri due di AS4", "pesi: AS4.3 50, 25 agli altri"]
)
def test_a_weight_may_be_told_of_all_the_others(bruno: Person, words: str) -> None:
    bruno.says(words).sees("AS4.3", "a 50 %", "AS4.1", "AS4.4", "a 25 %")


def test_others_that_are_not_as_many_as_is_said_are_asked_for(bruno: Person) -> None:
    bruno.says("peso 50 ad AS4.3 e 25 agli altri tre").sees("non ho cambiato nulla")


@pytest.mark.parametrize("words", ["i pesi di AS4 diventano 30 e 50", "peso AS4.1 30, i fuochi 5"])
def test_weights_that_are_not_all_plain_are_asked_for_and_no_datum(
    bruno: Person, town: Town, words: str
) -> None:
    bruno.says(words).sees("non ho cambiato nulla", "«pesi: AS4.1 ")
    assert not bruno.buttons_of_a_card()


def test_why_they_change_follows_them(bruno: Person) -> None:
    bruno.says("pesi: AS4.1 30, AS4.3 50, AS4.4 20, delibera 12 del 10/09/2024")
    bruno.sees("a 20 %", "delibera 12")


def test_who_sets_no_weights_is_told_who_does(maria: Person) -> None:
    maria.says("pesi: AS4.1 30, AS4.3 50, AS4.4 20").sees("non spetta a te")


def test_what_is_weighed_on_scales_is_no_weight(bruno: Person) -> None:
    bruno.says("le pratiche pesano 30 kg e le CIE 50 kg").does_not_see("peso da")


def test_why_they_change_follows_figures_alone(bruno: Person) -> None:
    bruno.says(
        "i pesi di AS4 diventano 30, 50 e 20, lo chiede la giunta, delibera 12 del 10/09/2024"
    )
    bruno.sees("a 20 %", "lo chiede la giunta", "delibera 12")
