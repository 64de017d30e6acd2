"""Figures and days in a sentence, as an Italian would write them."""

from decimal import Decimal

import pytest

from words.say import say
from words.wording import plain_text

from .conftest import Town


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        ("80", "l'80 %"), ("8", "l'8 %"), ("11", "l'11 %"), ("89.5", "l'89,5 %"), ("1", "l'1 %"),
        ("18", "il 18 %"), ("12", "il 12 %"), ("0", "lo 0 %"), ("100", "il 100 %"),
    ],
)  # fmt: skip
def test_the_article_is_elided_before_a_number_said_with_a_vowel(percent: str, told: str) -> None:
    assert told in plain_text(say("public.unit", percent=Decimal(percent)))


def test_a_step_that_is_reached_says_so_once(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.1.2 fatto").taps("Conferma")
    maria.says("/stato AS4.1").sees("raggiunto").does_not_see("raggiunto, raggiunto")


def test_the_days_of_what_changed_are_written_as_people_write_them(town: Town) -> None:
    bruno = town.person("dirigente.as").says("/termine AS4.3 30/11/2024; delibera 3 del 2/9/2024")
    bruno.taps("Conferma")
    town.person("segretario").says("chi ha modificato il piano?").sees(
        "da 31/12/2024", "30/11/2024"
    ).does_not_see("2024-1")
