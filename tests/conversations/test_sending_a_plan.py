"""The Segretario sends the plan as a file: the review, another reading of a column, Conferma."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from .conftest import Town

HEADER = ["Servizio", "Obiettivo", "Indicatore", "Valore atteso", "Note", "Scadenza", "Resp."]
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
        "Comune di Prova", "2025", "E  Note: non letta", "Meno attesa allo sportello"
    )
    segretario.sees_buttons("Conferma", "Annulla", "Cambia una colonna")
    segretario.says("la colonna E è il peso").sees("E  Note: peso", "peso 60")
    assert town.events() == []
    segretario.taps("Conferma").sees("Piano 2025 adottato")
    (adopted,) = town.events("PlanAdopted")
    assert adopted.actor == "segretario"
    assert [str(o.weight) for o in town.ledger.view.of(2025).plan.plan.objectives] == ["60", "40"]
    write(plan_file, [[*ROWS[0][:3], 950, *ROWS[0][4:]], ROWS[1]])
    segretario.sends_file(plan_file, "piano").sees("~ A11.1: A11.1.1 target")


def test_a_column_is_changed_by_buttons_too(town: Town, plan_file: Path) -> None:
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).taps("Cambia una colonna").taps("E · Note")
    segretario.sees("L'ho letta come: non letta").taps("peso")
    segretario.sees("E  Note: peso").taps("Conferma")
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


PROSE = """Comune di Prova
Programma 2025

Intervento 1 - Orti urbani assegnati
Gira: 100%
Lo vediamo da: Orti assegnati
Numero: 40
"""


def test_a_plan_nobody_foresaw_is_explained_by_buttons_and_words_and_its_map_kept(
    town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "programma.txt"
    file.write_text(PROSE, encoding="utf-8")
    segretario = town.person("segretario")
    segretario.sends_file(file, "il piano").sees("non trovo obiettivi", "riga 4", "«Gira»")
    segretario.sees_buttons("Annulla", "Che cos'è un testo", "Modello già riempito")
    segretario.taps("Modello già riempito").sees("Dal documento")
    assert town.calls[-1]["method"] == "sendDocument"
    segretario.says("«Intervento 1» è un obiettivo; «Numero» è il target")
    segretario.says("la colonna Z è il peso").sees("non trovo la colonna Z")
    segretario.taps("Che cos'è un testo")
    segretario.taps("Gira").sees("Che cos'è «Gira»?").taps("peso")
    segretario.sees_buttons("Conferma", "Annulla").says("«Lo vediamo da» è l'indicatore")
    segretario.sees("Orti assegnati: target 40").taps("Conferma").sees(
        "Piano 2025 adottato", "mappa"
    )
    assert town.calls[-1]["method"] == "sendDocument"


def test_the_map_of_another_year_is_sent_after_the_plan(town: Town, tmp_path: Path) -> None:
    file, kept = tmp_path / "programma.txt", tmp_path / "mappa.toml"
    file.write_text(PROSE, encoding="utf-8")
    words = {"Intervento": "obiettivo", "Gira": "peso", "Lo vediamo da": "indicatore"}
    words["Numero"] = "target"
    lines = [f'"{label}" = "{word}"' for label, word in words.items()]
    kept.write_text("\n".join(["[etichette]", *lines]), encoding="utf-8")
    segretario = town.person("segretario")
    segretario.sends_file(file, "il piano").sends_file(kept).sees("Orti assegnati: target 40")
    segretario.taps("Conferma").sees("Piano 2025 adottato")


def test_a_table_that_is_no_plan_is_left_out_by_a_button(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "due.csv"
    old = [[row[0], f"Vecchio {row[1]}", row[2], "31/12/2024"] for row in ROWS]
    tables = [[HEADER, *ROWS], [["Servizio", "Obiettivo", "Indicatore", "Scadenza"], *old]]
    texts = ["\n".join(";".join(map(str, row)) for row in rows) for rows in tables]
    file.write_text("Comune di Prova;Piano 2025\n" + "\n\n".join(texts), encoding="utf-8")
    segretario = town.person("segretario")
    segretario.sends_file(file).sees("4 esecutivi").taps("Cambia una colonna")
    segretario.taps("Tabella 2").taps("Questa tabella non si legge")
    segretario.sees("2 esecutivi", "(non si legge)")
