"""Cells as other offices' users met them: days, numbers, weights, years and codes of every kind."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from importers import PlanMap, map_text, read_document, read_map, read_plan
from ledger.plan import Plan

HEAD = "Comune di Prova;Piano degli obiettivi 2024\n"
COLUMNS = "Servizio;Obiettivo;Indicatore;Target;Peso;Scadenza;Responsabile\n"


def from_csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Plan:
    file = tmp_path / "piano.csv"
    file.write_bytes(text.encode(encoding))
    return read_plan(file)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31-dic-24", dt.date(2024, 12, 31)),
        ("31 dic 2024", dt.date(2024, 12, 31)),
        ("2024/12/31", dt.date(2024, 12, 31)),
        ("31.12.2024", dt.date(2024, 12, 31)),
        ("1° semestre 2024", dt.date(2024, 6, 30)),
        ("III trimestre", dt.date(2024, 9, 30)),
        ("entro giugno", dt.date(2024, 6, 30)),
        ("fine anno", dt.date(2024, 12, 31)),
    ],
)
def test_days_as_people_write_them(written: str, day: dt.date, tmp_path: Path) -> None:
    plan = from_csv(tmp_path, f"{HEAD}{COLUMNS}Tributi;Rimborsi;n. rimborsi;40;100;{written};EQ\n")
    assert plan.objectives[0].deadline == day
    assert plan.anomalies == ()


def test_a_bare_number_in_place_of_a_day_is_asked(tmp_path: Path) -> None:
    plan = from_csv(tmp_path, f"{HEAD}{COLUMNS}Tributi;Rimborsi;n. rimborsi;40;100;45657;EQ\n")
    [asked] = plan.anomalies
    assert plan.objectives[0].deadline is None
    assert (asked.kind, asked.text, asked.reading) == ("bad_date", "45657", "2024-12-31")


@pytest.mark.parametrize("written", ["1/3", "30+20", "500 +/- 10", "dodici"])
def test_a_figure_that_may_mean_two_things_is_asked(written: str, tmp_path: Path) -> None:
    plan = from_csv(
        tmp_path, f"{HEAD}{COLUMNS}Tributi;Atti;quantità di atti;{written};100;31/12/2024;EQ\n"
    )
    assert plan.objectives[0].indicators[0].target is None
    assert [(a.kind, a.text) for a in plan.anomalies] == [("no_target", written)]


@pytest.mark.parametrize("written", ["1e999999", "9" * 5000, "#RIF!", "###"])
def test_what_is_no_figure_is_none(written: str, tmp_path: Path) -> None:
    plan = from_csv(tmp_path, f"{HEAD}{COLUMNS}Tributi;Atti;n. atti;{written};100;31/12/2024;EQ\n")
    assert plan.objectives[0].indicators[0].target in (None, Decimal(1))


@pytest.mark.parametrize(
    ("written", "proposed"), [(("0,25", "0,25", "0,5"), "25; 25; 50"),
                              (("300", "300", "400"), "30; 30; 40")],
)  # fmt: skip
def test_weights_in_another_measure_get_one_proposal(
    written: tuple[str, ...], proposed: str, tmp_path: Path
) -> None:
    rows = "".join(
        f"Tributi;Atti {i};n. atti;10;{weight};31/12/2024;EQ\n" for i, weight in enumerate(written)
    )
    plan = from_csv(tmp_path, HEAD + COLUMNS + rows)
    assert [(a.kind, a.where, a.reading) for a in plan.anomalies] == [
        ("weight_sum", "A11", proposed)
    ]


def test_weights_by_row_add_up_in_the_objective(tmp_path: Path) -> None:
    rows = (
        "Tributi;Adempimenti;% copertura;85%;60;31/12/2024;EQ\n"
        "Tributi;Adempimenti;% rimborsi;70%;20;31/12/2024;EQ\n"
        "Tributi;Contrasto;n. lettere;1.800;20;31/12/2024;EQ\n"
    )
    plan = from_csv(tmp_path, HEAD + COLUMNS + rows)
    assert [o.weight for o in plan.objectives] == [80, 20]
    assert [i.weight for i in plan.objectives[0].indicators] == [60, 20]
    assert plan.anomalies == ()


@pytest.mark.parametrize(
    "columns",
    [
        "2023 consuntivo;2024 target;2025 target",
        "Consuntivo 2023;Target 2024;Target 2025",
    ],
)
def test_the_plan_s_year_is_read_and_later_ones_are_left_out(columns: str, tmp_path: Path) -> None:
    plan = from_csv(
        tmp_path,
        f"{HEAD}Servizio;Obiettivo;Indicatore;{columns};Peso;Scadenza;Responsabile\n"
        "Tributi;Sportello;n. aperture;40;45;50;100;31/12/2024;EQ\n",
    )
    [indicator] = plan.objectives[0].indicators
    assert (indicator.baseline, indicator.target) == (40, 45)
    assert plan.anomalies == ()


def test_a_column_of_codes_is_not_the_title(tmp_path: Path) -> None:
    plan = from_csv(
        tmp_path,
        f"{HEAD}N.;Settore;Obiettivo strategico;Obiettivo operativo;Descrizione;Scadenza;"
        "Indicatore\n"
        "1;Tecnico;0101;01010601;Check-list degli immobili;31.12.2024;n. fascicoli (target 12)\n"
        "2;Tecnico;0101;01010602;Censimento alloggi;31.10.2024;n. alloggi censiti (target 120)\n",
    )
    assert [(o.printed, o.title) for o in plan.objectives] == [
        ("01010601", "Check-list degli immobili"),
        ("01010602", "Censimento alloggi"),
    ]
    assert [i.target for _, i in plan.indicators()] == [12, 120]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "utf-16"])
def test_accents_are_right_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    rows = "Cultura;Perché leggere: città aperta;n. letture;20;100;31/12/2024;EQ\n"
    plan = from_csv(tmp_path, HEAD + COLUMNS + rows, encoding)
    assert plan.objectives[0].title == "Perché leggere: città aperta"


def test_control_and_turning_characters_leave_titles(tmp_path: Path) -> None:
    rows = "Cultura;Let\u202ete\u200bre\x07;n. letture;20;100;31/12/2024;EQ\n"
    assert from_csv(tmp_path, HEAD + COLUMNS + rows).objectives[0].title == "Lettere"


def test_hidden_and_struck_rows_are_left_out_and_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Comune di Prova - Piano degli obiettivi 2024"])
    sheet.append(["Servizio", "Obiettivo", "Indicatore", "Target", "Peso", "Responsabile"])
    for title, weight in (("Vivo", 100), ("Nascosto", 50), ("Barrato", 50)):
        sheet.append(["Tributi", title, "n. atti", 5, weight, "EQ"])
    sheet.append(["Totale", None, None, None, "=SUM(E3:E5)"])
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[5]:
        cell.font = Font(strike=True)
    book.save(tmp_path / "piano.xlsx")
    plan = read_plan(tmp_path / "piano.xlsx")
    assert [o.title for o in plan.objectives] == ["Vivo"]
    assert [(a.kind, a.line) for a in plan.anomalies] == [("hidden_row", 4), ("struck_row", 5)]


def test_a_map_written_by_one_reading_guides_the_next(tmp_path: Path) -> None:
    file = tmp_path / "piano.csv"
    file.write_text(
        f"{HEAD}Servizio;Obiettivo;Indicatore;Target;Quanto conta;Responsabile\n"
        "Tributi;Rimborsi;n. rimborsi;40;100;EQ\n"
    )
    first = read_document(file)
    assert first.plan.objectives[0].weight == 100
    told = map_text([table.columns for table in first.tables], PlanMap(), 2024)
    (tmp_path / "mappa.toml").write_text(
        told.replace('"Quanto conta" = "peso"', '"Quanto conta" = "ignora"')
    )
    second = read_document(file, known=read_map(tmp_path / "mappa.toml"))
    assert second.plan.objectives[0].weight is None
