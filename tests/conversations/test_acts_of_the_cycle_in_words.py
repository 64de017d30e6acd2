"""Documents of the cycle approved by an act that is told: their card, or who records them."""

import pytest

from .conftest import Town


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("il DUP è stato approvato con delibera 12 del 20/07/2024", "DUP"),
        ("registra: DUP approvato, delibera 12 del 20/07/2024", "DUP"),
        ("abbiamo approvato il PIAO 2024 con delibera 3 del 30/01/2024", "PIAO approvato"),
        (
            "la relazione del monitoraggio annuale è stata approvata con delibera 88 del 2/9/2024",
            "relazione del monitoraggio",
        ),
        ("la giunta ha approvato la nota di aggiornamento al DUP, atto 9 del 5/9/2024", "nota"),
    ],
)
def test_the_segretario_records_it_by_its_card(town: Town, text: str, what: str) -> None:
    anna = town.person("segretario").says(text).sees(what)
    anna.sees_buttons("Conferma").taps("Conferma")
    assert len(town.events("PhaseOutputRecorded")) == 1


def test_the_giunta_hears_who_records_it(town: Town) -> None:
    giunta = town.person("giunta")
    giunta.says("abbiamo approvato la relazione del monitoraggio, delibera 88 del 30/08/2024")
    giunta.sees("Segretario").does_not_see("Registrare i dati")


def test_who_records_data_of_an_office_tells_of_their_own(town: Town) -> None:
    maria = town.person("eq.as4")
    maria.says("abbiamo approvato il DUP con delibera 12 del 20/07/2024").does_not_see("Documento")
    assert not town.events("PhaseOutputRecorded")
