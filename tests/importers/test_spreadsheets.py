"""Tables as offices keep them: percent cells, merged rows, sheets by service, old encodings."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook

from importers import read_plan, write_plan
from ledger.plan import Plan

HEADER = [
    "Unità organizzativa", "Cod. unità", "Cod.", "Denominazione obiettivo", "Peso obiettivo",
    "Indicatore di performance", "Formula di calcolo", "U.M.", "Baseline", "Valore atteso",
    "Peso indicatore", "Data di scadenza", "Responsabile",
]  # fmt: skip
ROWS: list[list[Any]] = [
    ["Ragioneria", "S1.12", "R1", "Pagamenti puntuali", 40, "Tempestività dei pagamenti", None,
     "giorni", 12, "max 7 gg", 60, dt.date(2025, 12, 31), "Dirigente"],
    [None, None, None, None, None, "Fatture pagate nei termini",
     "n. fatture pagate nei termini / n. fatture ricevute", "%", 0.68, 0.9, 40,
     dt.date(2025, 6, 30), None],
    ["Ragioneria", "S1.12", "R2", "Incasso delle entrate", 60, "Importo incassato", None, "€",
     100000.5, 150000, 100, dt.date(2025, 12, 31), "Dirigente"],
    ["Tributi", "S11.2", "T1", "Bonifica della banca dati", "200/1000", "Posizioni corrette", None,
     "n.", "n.d.", "≥ 500", None, "31/12/2025", "Dirigente"],
    ["Tributi", "S11.2", "T2", "Sportello dei tributi", "700/1000", "Sportello aperto", None, None,
     "—", "SI", None, "31/12/2025", "EQ"],
]  # fmt: skip


@pytest.fixture
def borgofreddo(tmp_path: Path) -> Plan:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Comune di Borgofreddo - Piano degli obiettivi 2025"])
    for row in ([], HEADER, *ROWS):
        sheet.append(row)
    for place in ("I5", "J5"):
        sheet[place].number_format = "0%"
    book.save(tmp_path / "borgofreddo.xlsx")
    return read_plan(tmp_path / "borgofreddo.xlsx")


def test_unit_codes_that_clash_keep_a_hyphen(borgofreddo: Plan) -> None:
    assert [(a.code, [s.code for s in a.services]) for a in borgofreddo.areas] == [
        ("S1", ["S1-12"]),
        ("S11", ["S11-2"]),
    ]


def test_cells_shown_as_percent_are_in_percent(borgofreddo: Plan) -> None:
    share = borgofreddo.objectives[0].indicators[1]
    assert (share.kind, share.numerator) == ("ratio", "fatture pagate nei termini")
    assert (share.baseline, share.target) == (Decimal(68), Decimal(90))


def test_numbers_stay_exact(borgofreddo: Plan) -> None:
    assert borgofreddo.objectives[1].indicators[0].baseline == Decimal("100000.5")


def test_coefficients_are_weights_in_percent(borgofreddo: Plan) -> None:
    assert [o.weight for o in borgofreddo.objectives] == [40, 60, 20, 70]
    [short] = [a for a in borgofreddo.anomalies if a.kind == "weight_sum"]
    assert (short.where, short.text) == ("S11-2", "90")


def test_an_indicator_has_its_weight_and_its_day(borgofreddo: Plan) -> None:
    first = borgofreddo.objectives[0]
    assert [i.weight for i in first.indicators] == [60, 40]
    assert [i.deadline for i in first.indicators] == [dt.date(2025, 12, 31), dt.date(2025, 6, 30)]
    assert first.deadline == dt.date(2025, 12, 31)


def test_years_without_a_column_go_to_the_deadline_s(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Comune di Prova;Piano 2025\nServizio;Obiettivo;Indicatore;Target;Scadenza\n"
        "Nidi;Posti;n. posti;9;30/06/2027\n"
    )
    [objective] = read_plan(tmp_path / "a.csv").objectives
    assert objective.years == (2025, 2026, 2027)


@pytest.mark.parametrize("sign", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_with_either_sign_and_encoding(sign: str, encoding: str, tmp_path: Path) -> None:
    rows = [
        ["Servizio", "Obiettivo", "Indicatore", "Target", "Peso %", "Scadenza"],
        ["Cultura", '"Città aperta; festival"', "n. spettacoli", "20", "30", "30/09/2025"],
        ["Cultura", "Attività museali", "Visitatori", "≥ 1500" if encoding != "cp1252" else "1500",
         "70", "31/12/2025"],
    ]  # fmt: skip
    text = "\r\n".join(sign.join(row) for row in rows)
    (tmp_path / "piano.csv").write_bytes(text.encode(encoding))
    plan = read_plan(tmp_path / "piano.csv")
    assert [(o.code, o.title, o.weight) for o in plan.objectives] == [
        ("A11.1", "Città aperta; festival", 30),
        ("A11.2", "Attività museali", 70),
    ]
    assert [i.target for _, i in plan.indicators()] == [20, 1500]


def test_each_sheet_may_be_a_service(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Comune di Fontelunga"])
    book.active.append(["Piano della performance 2025"])
    for name, title in (("S1.1 Segreteria", "Delibere online"), ("S1.2 Tributi", "Rimborsi")):
        sheet = book.create_sheet(name)
        sheet.append([f"Obiettivi del servizio {name}"])
        sheet.append(["N.", "Obiettivo", "Indicatore", "Target", "Peso"])
        sheet.append([1, title, "n. atti", 300, 100])
    book.save(tmp_path / "piano.xlsx")
    plan = read_plan(tmp_path / "piano.xlsx")
    assert [(o.code, o.title) for o in plan.objectives] == [
        ("S11.1", "Delibere online"),
        ("S12.1", "Rimborsi"),
    ]


def test_a_sheet_of_labels_for_each_objective(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for n in (1, 2):
        sheet = book.create_sheet(f"Scheda {n}")
        sheet.append(["COMUNE DI RIVALTA SUL LAGO", None, "SCHEDA OBIETTIVO 2025"])
        sheet.append(["Settore", "Cultura", "Servizio", "Musei"])
        sheet.append(["Responsabile", "Dirigente", "Peso", "50%"])
        sheet.append(["Titolo obiettivo", f"Mostra {n}"])
        sheet.append(["Indicatore", "Valore atteso", "Peso"])
        sheet.append(["n. visite", 1000 * n, 100])
    book.save(tmp_path / "schede.xlsx")
    plan = read_plan(tmp_path / "schede.xlsx")
    assert plan.ente == "Comune di Rivalta sul Lago"
    assert [(o.code, o.title, o.weight, o.owners) for o in plan.objectives] == [
        ("A11.1", "Mostra 1", 50, ("dirigente:A1",)),
        ("A11.2", "Mostra 2", 50, ("dirigente:A1",)),
    ]
    assert [i.target for _, i in plan.indicators()] == [1000, 2000]


def test_cells_merged_downwards_belong_to_one_objective(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Altopiano - Piano degli obiettivi 2025")
    document.add_heading("Settore Vigilanza", 1)
    table = document.add_table(rows=3, cols=4)
    rows = [
        ("Obiettivo", "Responsabile", "Indicatore", "Target"),
        ("Strade sicure", "EQ", "n. controlli", "120"),
        ("", "", "n. multe / n. controlli", "30%"),
    ]
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    for column in (0, 1):
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(tmp_path / "altopiano.docx"))
    [objective] = read_plan(tmp_path / "altopiano.docx").objectives
    assert [(i.kind, i.target) for i in objective.indicators] == [("count", 120), ("ratio", 30)]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "yaml"])
def test_progress_is_told_and_ends(borgofreddo: Plan, kind: str, tmp_path: Path) -> None:
    write_plan(borgofreddo, tmp_path / f"piano.{kind}")
    heard: list[float] = []
    read_plan(tmp_path / f"piano.{kind}", progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
