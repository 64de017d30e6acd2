"""What a question was held to holds no more where the next one names its own things whole."""

import pytest

from .conftest import Person, Town


def test_a_ranking_is_of_all_and_not_of_those_filtered_before(town: Town) -> None:
    segretario = town.person("segretario")
    segretario.says("quali aree sono sopra l'atteso?").sees("sopra l'atteso")
    segretario.says("dammi la classifica delle aree").does_not_see("sopra l'atteso", "su 3")


def test_deadlines_are_of_objectives_after_areas(town: Town) -> None:
    segretario = town.person("segretario")
    segretario.says("quali aree sono sotto l'atteso?")
    segretario.says("scadenze di dicembre").sees("obiettivi").does_not_see("aree con obiettivi")


def test_the_picture_of_the_area_is_of_the_area(maria: Person, bruno: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("come va AS4.3.1?").says("fammi un grafico dell'area").sees("AS Area Servizi")


def test_a_no_looks_for_nothing_in_a_list(bruno: Person) -> None:
    bruno.says("elenco degli obiettivi").says("no").does_not_see("Con «no»")


@pytest.mark.parametrize(
    "words",
    ["chi deve ancora mandarmi le prove?", "chi non mi ha mandato le prove?", "chi è senza prove?"],
)
def test_who_owes_the_proofs_is_who_has_objectives_without(bruno: Person, words: str) -> None:
    bruno.says(words).sees("senza prove").does_not_see("indicatori fermi", "Non so")
