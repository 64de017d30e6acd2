"""The Segretario sends the plan as a file: the review, another reading of a column, Conferma."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from ledger.commands.people import AddPerson
from ledger.commands.progress import RecordProgress
from ledger.people import CLI, Role
from ledger.progress.change import Said
from ledger.projections.changes import changes
from reports.kinds import DRAWN, Asked

from ..town import at
from .conftest import Person, Town

HEADER = ["Servizio", "Obiettivo", "Indicatore", "Valore atteso", "Note", "Scadenza", "Resp."]
ROWS: list[list[object]] = [
    ["Anagrafe", "Meno attesa allo sportello", "Utenti serviti", 900, 60, "31/12/2025", "EQ"],
    ["Anagrafe", "Archivio ordinato", "Fascicoli descritti", 250, 40, "30/06/2025", "EQ"],
]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    write(tmp_path / "piano.xlsx", ROWS)
    return tmp_path / "piano.xlsx"


def write(
    path: Path, rows: list[list[object]], ente: str = "Comune di Prova", year: int = 2025
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([f"{ente} - Piano degli obiettivi {year}"], HEADER, *rows):
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
    segretario.sends_file(plan_file, "piano").sees(
        "~ A11.1 Meno attesa allo sportello", "A11.1.1 target: da 900 utenti a 950 utenti"
    )


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


def adopted_in_the_year(town: Town, plan_file: Path) -> Person:
    """The small town's plan of 2025, adopted, its year begun."""
    segretario = town.person("segretario")
    segretario.sends_file(plan_file).taps("Conferma")
    town.clock.move(at("2025-06-16"))
    return segretario


def test_a_plan_changed_in_its_year_says_why_once_for_all_it_changes(
    town: Town, plan_file: Path
) -> None:
    segretario = adopted_in_the_year(town, plan_file)
    write(plan_file, [[*ROWS[0][:3], 950, *ROWS[0][4:]], [*ROWS[1][:3], 260, *ROWS[1][4:]]])
    segretario.sends_file(plan_file, "piano").sees("Scrivi il motivo e l'atto")
    segretario.says("arriva un collega; delibera 40 del 12/06/2025")
    segretario.sees("«arriva un collega»", "delibera 40 del 12/06/2025").taps("Conferma")
    segretario.does_not_see("da spiegare")
    assert [c.unexplained for c in changes(town.ledger.view.tables, 2025)] == [False, False]


def test_a_plan_changed_without_a_reason_waits_for_one_and_one_is_enough(
    town: Town, plan_file: Path
) -> None:
    segretario = adopted_in_the_year(town, plan_file)
    write(plan_file, [[*ROWS[0][:3], 950, *ROWS[0][4:]], [*ROWS[1][:3], 260, *ROWS[1][4:]]])
    segretario.sends_file(plan_file, "piano").taps("Conferma").sees("restano da spiegare")
    first, second = changes(town.ledger.view.tables, 2025)
    assert (first.unexplained, second.unexplained) == (True, True)
    segretario.says("/modifiche 2025").sees(
        "senza motivo 2", "con il piano corretto del 16/06/2025"
    )
    segretario.says(f"/modifiche 2025 {first.seq} arriva un collega; delibera 40 del 12/06/2025")
    segretario.taps("Conferma").says("/modifiche 2025").sees("senza motivo 0")


def test_what_a_corrected_plan_drops_is_named_with_its_data_and_stays_among_the_changes(
    town: Town, plan_file: Path
) -> None:
    pair = ["", "", "Reclami risolti", 80, "", "31/12/2025", "EQ"]
    write(plan_file, [ROWS[0], pair, ROWS[1]])
    segretario = adopted_in_the_year(town, plan_file)
    told = RecordProgress((Said("A11.1.2", "absolute", Decimal(30)),))
    post = AddPerson("eq.a11", "Ada Nuova", Role.EQ, "A11", since=dt.date(2025, 1, 1))
    town.ledger.execute(post, actor=CLI, cause="test")
    town.ledger.execute(told, actor="eq.a11", cause="test")
    moved = [ROWS[0][0], "Archivio ordinato e digitale", *ROWS[1][2:]]
    new = ["", "", "Fascicoli digitalizzati", 20, "", "30/06/2025", "EQ"]
    write(plan_file, [ROWS[0], moved, new])
    segretario.sends_file(plan_file, "piano").sees(
        "Indicatori: 1 aggiunto, 1 tolto",
        "- A11.1.2 Reclami risolti — ⚠️ ha dati registrati",
        "+ A11.2.2 Fascicoli digitalizzati",
        "titolo: da «Archivio ordinato» a «Archivio ordinato e digitale»",
    )
    segretario.taps("Conferma").says("/modifiche 2025").sees(
        "A11.1.2, tolto: «Reclami risolti»",
        "A11.2.2, aggiunto: «Fascicoli digitalizzati»",
        "A11.2, titolo: da Archivio ordinato a Archivio ordinato e digitale",
    )
    segretario.says("/anno 2025").says("che cosa è cambiato oggi nel piano?").sees("A11.1")
    drawn = DRAWN["monitoring"](town.ledger, Asked(year=2025))
    assert "Reclami risolti" in repr(drawn.paper)


def test_the_plan_of_another_ente_is_doubted_before_it_is_adopted(
    town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "altro.xlsx"
    write(file, ROWS, "Comune di Altrove")
    town.person("segretario").sends_file(file).sees(
        "Il documento è di «Comune di Altrove», il registro di «Comune di Prova»",
        "Lo adotto lo stesso?",
    )
    write(file, ROWS, year=2022)
    town.person("segretario").sends_file(file).sees("del 2022; il registro ha il piano 2024")
