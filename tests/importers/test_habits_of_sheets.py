"""What the sheets of an objective print, and what the objectives of a plan show together."""

from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from importers import read_plan
from importers.forms.inline import said_inline
from importers.tables.roles import Role
from importers.values.works import phase_said

from .test_habits_of_offices import read


@pytest.mark.parametrize(
    ("item", "start", "end"),
    [
        ("Ricognizione (gennaio–marzo)", "1/1", "marzo"),
        ("Lavori (da aprile a settembre)", "1/4", "settembre"),
        ("Collaudo (dicembre)", "1/12", "dicembre"),
    ],
)
def test_months_beside_a_piece_of_work_are_when_it_goes_on(item: str, start: str, end: str) -> None:
    said = phase_said(item)
    assert (said[Role.START], said[Role.DEADLINE]) == (start, end)


def test_a_word_of_labels_within_a_name_heads_no_day() -> None:
    said = said_inline("Fatture pagate oltre scadenza: ≤ 5% (2025: 11,4%)", 2026)
    assert said == {
        Role.INDICATOR: "Fatture pagate oltre scadenza",
        Role.TARGET: "≤ 5%",
        Role.BASELINE: "11,4%",
    }


@pytest.mark.parametrize("heading", ["N.", "N. unità"])
@pytest.mark.parametrize("before", [(), ("Descrizione",)], ids=["bare", "described"])
def test_work_people_and_money_of_a_sheet_are_kept_whatever_their_headings(
    heading: str, before: tuple[str, ...], tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Comune di Prova - Piano degli obiettivi 2026",),
        ("SCHEDA OBIETTIVO",),
        ("Area", "Area Tecnica"),
        ("Obiettivo n.", "1.1"),
        ("Titolo", "Strade bianche"),
        ("Termine", "31/12/2026"),
        (),
        ("Indicatore", "Valore 2025", "Valore atteso 2026"),
        ("Metri sistemati", "120", "400 metri"),
        (),
        ("TAPPE",),
        ("Descrizione", "Peso", "Inizio previsto", "Fine prevista"),
        ("Rilievi", 40, "15/01/2026", "31/03/2026"),
        (),
        ("RISORSE UMANE",),
        ("Area professionale", heading, "% tempo dedicato"),
        ("Istruttori", 2, 40),
        (),
        ("RISORSE FINANZIARIE",),
        (*before, "Capitolo", "Importo"),
        (*["Ghiaia"][: len(before)], "2041/1", 38000),
        (*["Rulli"][: len(before)], "1081/5", "#RIF!"),
    ):
        sheet.append(row)
    book.save(tmp_path / "piano.xlsx")
    plan = read_plan(tmp_path / "piano.xlsx")
    [objective] = plan.objectives
    assert [(p.title, p.weight) for p in objective.phases] == [("Rilievi", Decimal(40))]
    assert [(p.area, p.number, p.percent) for p in objective.people] == [
        ("Istruttori", Decimal(2), Decimal(40))
    ]
    assert [(b.chapter, b.amount) for b in objective.budget] == [
        ("2041/1", Decimal(38000)),
        ("1081/5", None),
    ]
    assert [a.where for a in plan.anomalies if a.kind == "broken_cell"] == [objective.code]


def test_a_line_that_no_list_knows_is_told_and_kept_as_printed(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Obiettivi strategici:\nOS.1 = Mare pulito\nOS.2 = Scuola\n\nAREA TECNICA\n\n"
        "Servizio Opere\n\n"
        "1) Argini puliti\n   Strategico: OS.1   Peso: 50   Scadenza: 31/12/2026\n"
        "   Chi: EQ Opere\n"
        "   - Chilometri puliti: 25 km [2025: 10] (peso 100)\n\n"
        "2) Fontane riparate\n   Strategico: OS.8   Peso: 50   Scadenza: 31/12/2026\n"
        "   Chi: EQ Opere\n"
        "   - Fontane riparate: 9 fontane [2025: 2] (peso 100)\n\n"
        "SEGRETARIO GENERALE\n\n"
        "1) Controlli sugli atti\n   Strategico: OS.2   Peso: 100   Scadenza: 31/12/2026\n"
        "   - Atti controllati: n. 160 atti [2025: 120] (peso 100)\n",
        "piano.txt",
    )
    assert [(o.code, o.strategic) for o in plan.objectives] == [
        ("A11.1", "OS.1"),
        ("A11.2", "OS.8"),
        ("SG.1", "OS.2"),
    ]
    assert [(a.kind, a.where, a.text) for a in plan.anomalies] == [
        ("unknown_code", "A11.2", "OS.8")
    ]


def test_numbers_that_go_on_from_unit_to_unit_are_codes(tmp_path: Path) -> None:
    head = "N.;Obiettivo;Peso;Indicatore;Target 2026;Scadenza\n"
    plan = read(
        tmp_path,
        f"SETTORE TECNICO\nServizio Opere\n{head}"
        "01;Argini puliti;50;Chilometri puliti;25 km;31/12/2026\n"
        "02;Fontane riparate;50;Fontane riparate;9 fontane;31/12/2026\n"
        f"Servizio Verde\n{head}"
        "03;Panchine nuove;100;Panchine posate;30 panchine;31/12/2026\n",
    )
    assert [o.printed for o in plan.objectives] == ["01", "02", "03"]


def test_the_head_of_the_pages_names_the_ente(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Comune di Prova – Piano degli obiettivi"
    for line in (
        "Piano dettagliato degli obiettivi 2026",
        "Area Tecnica",
        "Obiettivo 1: Argini puliti",
        "Peso: 100%",
        "Indicatori",
        "- Chilometri puliti: 25 km",
    ):
        document.add_paragraph(line)
    document.save(str(tmp_path / "piano.docx"))
    assert read_plan(tmp_path / "piano.docx").ente == "Comune di Prova"


def test_a_second_indicator_that_is_the_same_in_every_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "piano.csv"
    rows = (
        f"Affari;Protocollo;OB.0{n};{title};50;2026-01-30;EQ;{measure};{n};n. 4{n};"
        f"Questionari raccolti;1;n. 9{n}"
        for n, (title, measure) in enumerate(
            (("Ridurre i tempi dei certificati", "Certificati"), ("Digitalizzare", "Pratiche")), 1
        )
    )
    head = "Area;Servizio;Codice;Obiettivo;Peso;Termine;Titolare;" + ";".join(
        f"Indicatore {n};Valore iniziale {n};Target {n}" for n in (1, 2)
    )
    path.write_text("\n".join(("Comune di Prova - Anno 2026", "", head, *rows)), "utf-8")
    targets = [
        [(one.name, str(one.target)) for one in objective.indicators]
        for objective in read_plan(path).objectives
    ]
    assert targets == [
        [("Certificati", "41"), ("Questionari raccolti", "91")],
        [("Pratiche", "42"), ("Questionari raccolti", "92")],
    ]
