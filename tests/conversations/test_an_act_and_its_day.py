"""An act and its day in one answer, wherever an act is asked for."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town

TOGETHER = ["; 11/09/2024", ", 11/09/2024", " del 11/09/2024", " 11/09/2024", "; 11 settembre 2024",
            ", del 11 settembre 2024", " dell'11/09/2024"]  # fmt: skip


@pytest.mark.parametrize("day", TOGETHER)
def test_the_day_of_an_act_is_taken_with_it_and_not_asked(town: Town, day: str) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale").says("/premi").taps("Fissa o registra")
    office.taps("Fondo delle EQ").says("35000").sees("Con quale atto")
    office.says(f"determina 6{day}").sees("Fisso il fondo delle EQ", "(determina 6 del 11/09/2024)")
    office.says("/annulla").says("/personale sanzione; eq.as4; multa; 02/09/2024")
    office.says(f"determina 6{day}").sees("determina 6", "11/09/2024").sees_buttons("Conferma")


@pytest.mark.parametrize("day", TOGETHER)
@pytest.mark.parametrize("before", ["", "75 altri dati; "])
def test_the_giunta_says_its_act_and_day_at_once(town: Town, day: str, before: str) -> None:
    town.person("segretario").says("/ciclo ente 80 stima").taps("Conferma")
    giunta = town.person("giunta").says(f"/ciclo ente {before}delibera 20{day}")
    giunta.sees("delibera 20 del 11/09/2024", "altri dati" if before else "80,00")


def test_a_number_after_a_comma_is_no_day_of_an_act(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale").says("/premi").taps("Fissa o registra")
    office.taps("Fondo delle EQ").says("35000").says("determina 6, allegato 2")
    office.sees("Di che giorno")
