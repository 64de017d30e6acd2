"""A step that stops the work of others says so first, and can be taken back."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.projections import cycle
from ledger.regulation import bundled

from .conftest import Person, Town


@pytest.fixture
def segretario(town: Town) -> Person:
    """In September, with one report made."""
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.person("eq.as4").says("AS4.3.1 300 al 30/8/2024").taps("Conferma")
    return town.person("segretario")


def test_closing_a_running_year_says_what_stops_what_is_missing_and_asks_why(
    segretario: Person, town: Town
) -> None:
    segretario.says("/ciclo chiudi").sees(
        "Il 2024 non è ancora finito",
        "i dati degli obiettivi (incaricati EQ, dirigenti, Segretario)",
        "le schede di 8 persone",
        "performance di ente validata",
        "1 dato resta senza convalida",
        "scrivi perché",
    )
    assert not segretario.buttons_of_a_card()
    segretario.says("l'ente è stato fuso").sees("Perché: «l'ente è stato fuso»").taps("Conferma")
    closure = cycle.closure(town.ledger.view.tables, 2024)
    assert closure is not None and closure.reason == "l'ente è stato fuso"
    segretario.says("/ciclo").sees("perché: «l'ente è stato fuso»")
    assert town.ledger.differs_from_rebuild() == []


def test_a_phase_that_stops_the_reports_asks_why_and_is_taken_back_by_its_button(
    segretario: Person, town: Town
) -> None:
    segretario.says("/ciclo fase g il resto non è dovuto").taps("Conferma")
    segretario.says("/ciclo").taps("Passa a: misurazione dei risultati")
    segretario.sees("relazione del monitoraggio", "scrivi perché").says("/annulla")
    segretario.says("/ciclo fase i si è finito prima").sees(
        "valutazione individuale", "Da quel momento si fermano, per tutti: i dati degli obiettivi"
    )
    segretario.taps("Conferma").does_not_see("fase i").taps("Torna a: monitoraggio infrannuale")
    segretario.sees("Riporto il 2024 alla fase «monitoraggio infrannuale»?", "scrivi perché")
    segretario.says("premuto per errore").taps("Conferma").sees("monitoraggio infrannuale")
    town.person("eq.as4").says("AS4.3.1 310 al 31/8/2024").taps("Conferma").sees("310")
    assert [p.phase for p in cycle.phases(town.ledger.view.tables, 2024)] == ["g", "i", "g"]


def test_the_first_phases_opened_over_reports_ask_why(segretario: Person) -> None:
    segretario.says("/ciclo").taps("Passa a: pianificazione di mandato")
    segretario.sees("si fermano, per tutti: i dati degli obiettivi", "scrivi perché")


def test_the_nucleo_is_told_what_is_early_of_the_relazione(segretario: Person, town: Town) -> None:
    town.person("nucleo").says("/nucleo relazione 2024").sees(
        "Il Nucleo valida la Relazione 2024?",
        "Il 2024 non è ancora finito",
        "performance di ente validata",
        "le schede di",
    )
