"""Questions in passing, of who reports nothing there: answered, or said not to be understood."""

import pytest

from .conftest import Person, Town

NOTHING_TO_RECORD = "Registrare i dati"


def test_who_reports_nothing_asks_how_it_stands(town: Town, maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    town.person("nucleo").says("CIE fatte finora").sees("AS4.3.1", "240 carte")


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("nucleo", "il segretario chi lo valuta, noi o il sindaco"),
        ("nucleo", "che voto ha il dirigente"),
        ("sindaco", "il segretario cosa non ha ancora fatto"),
        ("nucleo", "raggiunti al 100 ma senza nemmeno una prova"),
    ],
)
def test_what_is_asked_in_passing_is_no_order_and_no_report(
    town: Town, who: str, text: str
) -> None:
    person = town.person(who).says(text)
    person.does_not_see(NOTHING_TO_RECORD).does_not_see("da scrivere").does_not_see("Validare")
    assert town.events() == []


def test_a_figure_of_who_may_not_record_it_is_refused_as_before(town: Town) -> None:
    town.person("nucleo").says("AS4.3.1 240").sees(NOTHING_TO_RECORD)


def test_a_question_puts_no_record_right(town: Town, maria: Person) -> None:
    maria.says("oggi 3 CIE").taps("Conferma")
    maria.says("chi sta peggio di noi").does_not_see("correggo").does_not_see("Correggo")


def test_who_takes_leave_puts_no_record_right(town: Town, maria: Person) -> None:
    maria.says("oggi 3 CIE").taps("Conferma")
    maria.says("ho finito per oggi grazie").does_not_see("correggo").does_not_see("Correggo")
