"""What a question keeps of the one before, and what it changes of it."""

import pytest

from .conftest import Person, Town
from .test_absences_in_words import office as office
from .test_questions import asked as asked
from .test_two_questions_at_once import said


@pytest.mark.parametrize(
    ("before", "then", "span"),
    [
        ("cosa è cambiato questa settimana?", "e la settimana prima", "09/09/2024 al 15/09/2024"),
        ("cosa è cambiato questo mese?", "e il mese prima?", "01/08/2024 al 31/08/2024"),
        ("cosa è cambiato ieri?", "e il giorno prima?", "14/09/2024"),
    ],
)
def test_the_stretch_before_ends_where_the_one_that_was_asked_of_begins(
    asked: Town, before: str, then: str, span: str
) -> None:
    assert span in said(asked, "segretario", before, then)[0].splitlines()[0]


def test_another_state_takes_the_place_of_the_one_before_and_the_rest_is_kept(asked: Town) -> None:
    (told,) = said(asked, "segretario", "obiettivi in ritardo senza prove", "e quelli a rischio")
    assert "a rischio, senza prove" in told.splitlines()[0]


def test_a_number_is_a_code_of_the_office_that_was_asked_of(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "cosa ho registrato quest'anno?", "solo quelli del 4.3")
    assert "AS4.3" in told
    assert "AS4.1" not in told


def test_of_what_waits_those_of_an_office_are_told_apart(asked: Town) -> None:
    (told,) = said(asked, "dirigente.as", "cosa devo validare?", "di questi quali sono di as4")
    assert "AS4" in told.splitlines()[0]
    assert "da validare" in told.splitlines()[0]


def test_since_then_is_since_the_day_that_was_asked_of(asked: Town) -> None:
    then = ("come stavamo a fine giugno", "quale obiettivo è salito di più da allora")
    (told,) = said(asked, "dirigente.as", *then)
    assert "dal 30/06/2024" in told
    rose = "chi è migliorato di più da fine giugno"
    (areas,) = said(asked, "segretario", rose, "tra le aree invece chi è calato")
    assert "dal 30/06/2024" in areas.splitlines()[0]


def test_how_many_wait_and_by_whom_is_told_of_each_who_validates(asked: Town) -> None:
    waiting, whose = said(asked, "sindaco", "quanti dati restano da validare e da chi")
    assert "da validare" in waiting.splitlines()[0]
    assert "dirigente.as" in whose


@pytest.mark.parametrize("months", ["luglio e giugno", "giugno e luglio"])
def test_months_are_told_in_no_order(asked: Town, months: str) -> None:
    (told,) = said(asked, "eq.as4", f"quante CIE a {months}?")
    assert "dal 01/06/2024 al 31/07/2024" in told


def test_of_two_things_the_one_that_stands_worse_comes_first(asked: Town) -> None:
    (told,) = said(asked, "segretario", "stato civile e sportello veloce, quale sta peggio")
    assert "AS4.4" in told
    assert "AS4.1" in told


def test_a_last_day_by_its_number_is_the_first_such_of_the_absence(office: Person) -> None:
    office.says("eq.as4 è in malattia da domani").says("fino al 30").sees("al 30/")
