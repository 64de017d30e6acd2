"""Ordinary tables, whatever their columns, their rows and what stands around them, are read."""

import pytest

from importers import open_document
from importers.forms.signatures import without_signatures
from importers.whole.grid import Row

from .gridded import GRIDDED
from .grids import drawn_grid
from .said import read_back
from .test_forms_of_workbooks import plan_of

_READ = {"xlsx": 0.99, "csv": 0.99, "tabs": 0.97, "columns": 0.6}
"""What of the facts is read at least; columns set by spaces lose the lines of their cells."""
_SEEDS = 12


@pytest.mark.parametrize("kind", list(_READ))
def test_what_a_table_says_is_read_back_however_it_is_laid_out(kind: str) -> None:
    name, make = GRIDDED[kind]
    drawn = (drawn_grid(seed) for seed in range(100, 100 + _SEEDS))
    read = read_back((make(grid, pages), name, facts) for grid, pages, facts in drawn)
    assert read.found >= read.told * _READ[kind]
    assert read.invented <= read.told * (0.02 if _READ[kind] > 0.9 else 0.2)


def test_a_weight_that_changes_within_an_objective_is_of_its_indicators() -> None:
    plan = plan_of(
        ("Settore", "Obiettivo", "Indicatore", "Target", "Ponderazione", "Pesatura"),
        ("Tecnico", "Argini puliti", "Chilometri puliti", 12, "70%", "60%"),
        (None, None, "Rifiuti tolti", 35, "30%", None),
        ("Tecnico", "Fontane della piazza", "Fontane riparate", 9, "100%", "40%"),
    )
    assert [str(one.weight) for one in plan.objectives] == ["60", "40"]
    assert [[str(i.weight) for i in one.indicators] for one in plan.objectives] == [
        ["70", "30"],
        ["100"],
    ]


def test_numbered_days_are_those_of_each_indicator() -> None:
    plan = plan_of(
        ("Settore", "Obiettivo", "Indicatore 1", "Target 1", "Scadenza 1", "Indicatore 2",
         "Target 2", "Scadenza 2", "Peso", "Entro il"),
        ("Tecnico", "Argini puliti", "Chilometri puliti", 12, "30/06/2026", "Rifiuti tolti", 35,
         "30/09/2026", 60, "31/12/2026"),
        ("Tecnico", "Fontane della piazza", "Fontane riparate", 9, "31/03/2026", None, None, None,
         40, "31/10/2026"),
    )  # fmt: skip
    assert [str(one.deadline) for one in plan.objectives] == ["2026-12-31", "2026-10-31"]
    assert [str(i.deadline) for i in plan.objectives[0].indicators] == ["2026-06-30", "2026-09-30"]


def test_pieces_of_work_listed_in_a_cell_have_their_days() -> None:
    plan = plan_of(
        ("Settore", "Obiettivo", "Fasi e tempi", "Peso", "Indicatore", "Target"),
        ("Tecnico", "Argini puliti", "1) Gara – 31/03/2026\n2) Lavori – 30/11/2026", 60,
         "Chilometri puliti", 12),
        ("Tecnico", "Fontane riaccese", "1) Progetto – 30/04/2026\n2) Posa – 31/10/2026", 40,
         "Fontane riaccese in piazza", 9),
    )  # fmt: skip
    assert [[(w.title, str(w.end)) for w in one.phases] for one in plan.objectives] == [
        [("Gara", "2026-03-31"), ("Lavori", "2026-11-30")],
        [("Progetto", "2026-04-30"), ("Posa", "2026-10-31")],
    ]


def test_levels_told_by_letters_after_the_codes_are_levels() -> None:
    plan = plan_of(
        ("Cod.", "Obiettivo / Indicatore", "Linea di mandato", "Peso", "Termine", "Target", "Data"),
        ("Settore Tecnico",),
        ("1.1", "Argini puliti", "Una città per tutti", 60, "31/12/2026", None, None),
        ("1.1.a", "Chilometri puliti", None, None, None, 12, "30/06/2026"),
        ("1.1.b", "Rifiuti tolti", None, None, None, 35, "30/09/2026"),
        ("1.2", "Fontane della piazza", "Una città per tutti", 40, "31/10/2026", None, None),
        ("1.2.a", "Fontane riparate", None, None, None, 9, "31/03/2026"),
        ("Totale", None, None, 100, None, None, None),
    )
    assert [(one.title, str(one.weight), [i.name for i in one.indicators])
            for one in plan.objectives] == [
        ("Argini puliti", "60", ["Chilometri puliti", "Rifiuti tolti"]),
        ("Fontane della piazza", "40", ["Fontane riparate"]),
    ]  # fmt: skip


def test_a_total_that_names_a_unit_by_words_of_totals_makes_no_other_unit() -> None:
    plan = plan_of(
        ("AREA AFFARI GENERALI",),
        ("Obiettivo", "Peso", "Scadenza", "Indicatore", "Target"),
        ("Argini puliti", 100, "31/12/2026", "Chilometri puliti", 12),
        ("Totale Affari generali", 100),
        ("AREA TECNICA",),
        ("Fontane della piazza", 100, "31/10/2026", "Fontane riparate", 9),
        ("Somma dei pesi", 100),
    )
    assert [[s.name for s in area.services] for area in plan.areas] == [
        ["Area Affari Generali"],
        ["Area Tecnica"],
    ]


def test_a_post_and_the_person_beside_it_close_a_sheet_and_are_no_row() -> None:
    rows = [
        Row(1, ("Argini puliti", "60", "12"), "Tecnico"),
        Row(3, ("", "Il Segretario comunale", "dott. Aldo Perin"), "Tecnico"),
        Row(1, ("Fontane", "40", "9"), "Tributi"),
        Row(2, ("", "Il Segretario comunale", "dott. Aldo Perin"), "Tributi"),
    ]
    assert [row.line for row in without_signatures(rows)] == [1, 1, 2]


def test_rows_copied_out_of_a_workbook_keep_cells_of_several_lines() -> None:
    text = (
        "Comune di Prova\nPiano della performance 2026\n\n"
        "Settore\tObiettivo\tPeso\tIndicatori\tTarget\n"
        'Tecnico\tArgini puliti\t60\t"1) Chilometri puliti\n2) Rifiuti tolti"\t"12\n35"\n'
        "Tecnico\tFontane della piazza\t40\tFontane riparate\t9\n"
    )
    plan = open_document(text.encode(), "piano.txt").reading().plan
    assert [[(i.name, str(i.target)) for i in one.indicators] for one in plan.objectives] == [
        [("Chilometri puliti", "12"), ("Rifiuti tolti", "35")],
        [("Fontane riparate", "9")],
    ]


def test_objectives_with_works_and_money_keep_their_day_and_take_indicators_from_elsewhere() -> (
    None
):
    head = ("Cod.", "Denominazione", "Fasi", "Peso", "Entro il", "Capitolo", "Risorse (€)")
    works = "- Gara: entro il 31/03/2026\n- Lavori: entro il 30/11/2026"
    plan = plan_of(
        head,
        ("SETTORE TECNICO",),
        ("OB.01", "Argini puliti", works, "60%", "31/12/2026", "1043/2", 12000),
        ("OB.02", "Fontane della piazza", works, "40%", "31/10/2026", "1043/2", 12000),
        (),
        ("Indicatori degli obiettivi",),
        ("Cod.", "Indicatore", "Target 2026"),
        ("OB.01", "Chilometri puliti", 12),
        ("OB.02", "Fontane riparate", 9),
    )
    assert [
        (one.title, str(one.weight), str(one.deadline), [w.title for w in one.phases],
         [(i.name, str(i.target)) for i in one.indicators])
        for one in plan.objectives
    ] == [
        ("Argini puliti", "60", "2026-12-31", ["Gara", "Lavori"], [("Chilometri puliti", "12")]),
        ("Fontane della piazza", "40", "2026-10-31", ["Gara", "Lavori"],
         [("Fontane riparate", "9")]),
    ]  # fmt: skip


def test_works_that_every_row_of_an_objective_says_again_are_told_once() -> None:
    works = "1) Gara – 31/03/2026\n2) Lavori – 30/11/2026"
    plan = plan_of(
        ("Settore", "Obiettivo", "Fasi", "Peso (‰)", "Indicatore", "Target"),
        ("Tecnico", "Argini puliti", works, 600, "Chilometri puliti", 12),
        ("Tecnico", "Argini puliti", works, 600, "Rifiuti tolti", 35),
        ("Tecnico", "Fontane riaccese", works, 400, "Fontane riaccese in piazza", 9),
    )
    assert [len(one.phases) for one in plan.objectives] == [2, 2]
    assert plan.anomalies == ()
