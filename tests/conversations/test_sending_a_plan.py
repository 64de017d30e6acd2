"""The Segretario sends the plan as a file: the review, another reading of a column, Conferma."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from .conftest import Town

HEADER = ["Servizio", "Obiettivo", "Indicatore", "Valore atteso", "Incide per", "Scadenza", "Resp."]
ROWS: list[list[object]] = [
    ["Anagrafe", "Meno attesa allo sportello", "Utenti serviti", 900, 60, "31/12/2025", "EQ"],
    ["Anagrafe", "Archivio ordinato", "Fascicoli descritti", 250, 40, "30/06/2025", "EQ"],
]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    write(tmp_path / "piano.xlsx", ROWS)
    return tmp_path / "piano.xlsx"


def write(path: Path, rows: list[list[object]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Comune di Prova - Piano degli obiettivi 2025"], HEADER, *rows):
        sheet.append(row)
    book.save(path)


def test_the_segretario_sees_how_it_was_read_changes_a_column_and_adopts(
    town: Town, plan_file: Path
) -> None:
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).sees(
        "Comune di Prova", "2025", "E  Incide per: non letta", "Meno attesa allo sportello"
    )
    segretario.sees_buttons("Conferma", "Annulla", "Cambia una colonna")
    segretario.says("la colonna E è il peso").sees("E  Incide per: peso", "peso 60")
    assert town.events() == []
    segretario.taps("Conferma").sees("Piano 2025 adottato")
    (adopted,) = town.events("PlanAdopted")
    assert adopted.actor == "segretario"
    assert [str(o.weight) for o in town.ledger.view.of(2025).plan.plan.objectives] == ["60", "40"]
    write(plan_file, [[*ROWS[0][:3], 950, *ROWS[0][4:]], ROWS[1]])
    segretario.sends_file(plan_file, "piano").sees("~ A11.1: A11.1.1 target")


def test_a_column_is_changed_by_buttons_too(town: Town, plan_file: Path) -> None:
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).taps("Cambia una colonna").taps("E · Incide per")
    segretario.sees("L'ho letta come: non letta").taps("peso")
    segretario.sees("E  Incide per: peso").taps("Conferma")
    assert len(town.events("PlanAdopted")) == 1


def test_a_word_that_no_column_can_be_is_told_and_the_card_stays(
    town: Town, plan_file: Path
) -> None:
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).says("la colonna E è la luna").sees("può essere:", "peso")
    segretario.taps("Conferma")
    assert len(town.events("PlanAdopted")) == 1


def test_annulla_adopts_nothing(town: Town, plan_file: Path) -> None:
    town.person("segretario").sends_file(plan_file).taps("Annulla")
    assert town.events() == []


def test_a_plan_of_who_may_not_adopt_is_taken_for_a_proof(town: Town, plan_file: Path) -> None:
    town.person("eq.as4").sends_file(plan_file).does_not_see("Conferma", "Comune di Prova")
    assert town.events() == []


def test_a_file_without_a_plan_is_a_proof_unless_it_is_called_one(
    town: Town, tmp_path: Path
) -> None:
    letter = tmp_path / "lettera.txt"
    letter.write_text("Gentile signora,\nle scrivo il 3 marzo 2025 per la gita.\n")
    segretario = town.person("segretario")
    segretario.sends_file(letter).does_not_see("obiettivi")
    segretario.sends_file(letter, "il piano").sees("non trovo obiettivi")


def test_a_file_with_a_plan_may_still_be_a_proof(town: Town, plan_file: Path) -> None:
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).taps("È una prova").does_not_see("Comune di Prova")
    assert town.events("PlanAdopted") == []
