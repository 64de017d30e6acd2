"""Words with a number in them, from who writes no data: what they do here, and no refusal."""

import pytest

from .conftest import Town

SAID = {
    "personale": [
        "2000",
        "dip.verdi passa a part time al 50% dal 1 aprile",
        "Vera Verdi è in maternità dal 3 marzo al 3 agosto",
    ],
    "nucleo": ["12"],
    "giunta": ["45"],
}


@pytest.mark.parametrize(("who", "text"), [(w, t) for w, texts in SAID.items() for t in texts])
def test_it_is_said_what_they_do_here_and_who_writes_data(town: Town, who: str, text: str) -> None:
    person = town.person(who).says(text).does_not_see("non spetta a te")
    person.sees("Non ho capito", "lo scrive incaricato EQ, dirigente, Segretario", "Qui ")
    assert person.buttons and not town.events()


def test_the_segretario_is_never_told_that_the_segretario_may(town: Town) -> None:
    """One with no objective of their own."""
    town.person("sindaco").says("/elimina SG.1 passa ad altri").taps("Conferma")
    boss = town.person("segretario")
    for text in ("2000", "apri la pianificazione di mandato", "passa alla fase 3"):
        boss.says(text).does_not_see("Segretario.", "non spetta a te")


@pytest.mark.parametrize("text", ["AS4.3.1 240", "altre 12 CIE oggi"])
def test_a_figure_of_an_indicator_is_still_refused_by_whose_it_is(town: Town, text: str) -> None:
    town.person("personale").says(text).sees("AS4.3.1 non spetta a te", "AS4")
