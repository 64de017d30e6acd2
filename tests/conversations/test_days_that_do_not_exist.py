"""A day that no calendar has is called so, by whatever command it is typed in."""

import pytest

from .conftest import Person, Town

LINES = {
    "/campagna 31/06/2024 Verifica": "segretario",
    "/assenza eq.as4 31/06/2024 01/08/2024": "personale",
    "/assenza eq.as4 01/06/2024 31/06/2024": "personale",
    "/colloquio eq.as4 inizio 31/06/2024; parlato": "dirigente.as",
    "/termine AS4.3 31/06/2024": "dirigente.as",
    "/nuovo AS4; Sportello; pratiche; count; 20; 31/06/2024": "dirigente.as",
    "/nucleo seduta 31/06/2024; presenti tutti": "nucleo",
}


@pytest.mark.parametrize(("line", "who"), LINES.items())
def test_a_command_says_that_the_day_does_not_exist(town: Town, line: str, who: str) -> None:
    person = town.person(who).says(line)
    person.sees("31/06/2024»")
    assert "non esiste" in person.text or "non è un giorno che esiste" in person.text
    assert person.text.count("esiste") == 1
    assert not person.buttons_of_a_card() and not town.events()


def test_a_line_without_a_wrong_day_says_nothing_of_days(bruno: Person) -> None:
    bruno.says("/colloquio eq.as4 inizio").does_not_see("non esiste")
    bruno.says("/termine AS4.3 30/11/2024").does_not_see("non esiste")
