"""Questions of several units or things at once, of two filters that both hold, and of the first few
of a kind."""

import pytest

from .conftest import Town
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned
from .test_two_questions_at_once import said


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("meglio la finanziaria o i servizi", ("AF", "AS")),
        ("come vanno finanziaria e servizi", ("AF", "AS")),
        ("confronta tr1 e as4.3", ("TR.1", "AS4.3")),
    ],
)
def test_units_and_things_named_one_after_the_other_are_all_answered(
    asked: Town, text: str, codes: tuple[str, ...]
) -> None:
    (told,) = said(asked, "nucleo", text)
    assert all(code in told for code in codes)


def test_of_two_filters_in_one_question_both_hold(asked: Town) -> None:
    (told,) = said(asked, "segretario", "in ritardo nell'area servizi e non ancora validati")
    assert "in ritardo, con dati da validare" in told.splitlines()[0]
    (told,) = said(asked, "segretario", "cosa scade entro il 31 dicembre e non è avviato")
    assert "non avviat" in told.splitlines()[0]
    assert "31/12/2024" in told.splitlines()[0]


def test_the_worst_office_of_an_area_is_one_of_its_offices(asked: Town) -> None:
    (told,) = said(asked, "sindaco", "ufficio peggiore dell'area servizi")
    assert "AF" not in told
    assert "AS" in told.splitlines()[0]
    assert "obiettivi" not in told.splitlines()[0]


def test_as_many_as_are_asked_for_come_first(asked: Town) -> None:
    (told,) = said(asked, "segretario", "top 2 uffici per avanzamento")
    assert told.splitlines()[2].startswith("Poi")


def test_of_two_put_side_by_side_the_difference_is_told(asked: Town) -> None:
    (told,) = said(asked, "nucleo", "meglio la finanziaria o i servizi")
    assert "Differenza: 12,79 punti." in told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("totale dati registrati da luglio e quanti per area", "AS Area Servizi"),
        ("quali uffici hanno registrato meno da luglio", "1 registrazione"),
        ("differenza tra atteso e reale area per area", "AF Area Finanziaria"),
    ],
)
def test_what_is_asked_of_each_unit_is_told_of_each(asked: Town, text: str, first: str) -> None:
    (told,) = said(asked, "segretario", text)
    assert first in told.splitlines()[1]
