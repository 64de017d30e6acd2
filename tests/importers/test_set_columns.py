"""Texts whose columns stand by spaces alone: rows are told by what would not have fitted above."""

from decimal import Decimal

from importers import open_document
from importers.files.setcolumns import set_rows

_HEAD = "N.  Obiettivo                Fasi             Peso  Indicatore              Target"
_PLAN = f"""Comune di Prova
Piano degli obiettivi 2026

Settore Tecnico
{_HEAD}
1   Fossi puliti prima       - Sopralluoghi   60%   Chilometri di fossi     38 km
    delle piogge             - Pulizia              puliti
    Si parte dalle frazioni                         Segnalazioni chiuse     90%
    di collina.

2   Strade sicure            - Rilievo        40%   Buche chiuse            ≥ 120
    Le buche sono molte.     - Asfaltatura          Collaudo eseguito       SI
"""


def test_rows_end_where_a_figure_stands_under_another() -> None:
    rows = [row.cells for row in set_rows(_PLAN) if len(row.cells) > 1]
    assert rows[1] == (
        "1",
        "Fossi puliti prima delle piogge\nSi parte dalle frazioni di collina.",
        "- Sopralluoghi\n- Pulizia",
        "60%",
        "Chilometri di fossi puliti",
        "38 km",
    )
    assert rows[2] == ("", "", "", "", "Segnalazioni chiuse", "90%")


def test_a_plan_set_in_columns_is_read_with_its_weights_works_and_measures() -> None:
    plan = open_document(_PLAN.encode(), "piano.txt").reading().plan
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert plan.objectives[1].title.startswith("Strade sicure")
    assert [[i.name for i in one.indicators] for one in plan.objectives] == [
        ["Chilometri di fossi puliti", "Segnalazioni chiuse"],
        ["Buche chiuse", "Collaudo eseguito"],
    ]
    assert [p.title for p in plan.objectives[0].phases] == ["Sopralluoghi", "Pulizia"]


def test_a_measure_without_its_figure_is_a_row_where_measures_begin_rows() -> None:
    third = "\n3   Ponti in ordine          - Verifica       10%   Ponti                   9\n"
    text = _PLAN + third + " " * 52 + "Cantieri\n"
    rows = [row.cells for row in set_rows(text) if len(row.cells) > 1]
    assert rows[-1] == ("", "", "", "", "Cantieri", "")


def test_a_text_without_columns_is_read_by_its_lines() -> None:
    assert set_rows("Settore Tecnico\n\nObiettivo 1: Fossi puliti\nPeso: 60%\n") == []


def test_the_first_measure_under_its_heading_is_no_end_of_a_row_above() -> None:
    def line(*cells: str) -> str:
        return "".join(cell.ljust(width) for cell, width in zip(cells, (54, 20, 16), strict=False))

    head = line("Indicatore", "Unità di misura", "Valore 2025") + "Valore atteso 2026"
    lines = (
        "Comune di Prova - Piano degli obiettivi 2026",
        "SETTORE TECNICO",
        line("Obiettivo 1: Verifica delle dichiarazioni", "Peso: 60/100", "Termine: 30/11/2026"),
        head,
        line("dichiarazioni verificate / dichiarazioni ricevute", "%", "94%") + "100%",
        line("Atti trascritti", "n.", "3") + "9",
        line("Obiettivo 2: Trascrizione degli atti", "Peso: 40/100", "Termine: 30/11/2026"),
        head,
        line("tempo medio di trascrizione", "giorni", "55") + "30",
        line("Atti corretti", "n.", "33") + "39",
    )
    plan = open_document("\n\n".join(lines).encode(), "piano.txt").reading().plan
    assert [[one.name for one in goal.indicators] for goal in plan.objectives] == [
        ["dichiarazioni verificate / dichiarazioni ricevute", "Atti trascritti"],
        ["tempo medio di trascrizione", "Atti corretti"],
    ]
    assert plan.anomalies == ()
