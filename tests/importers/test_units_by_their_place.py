"""Units that no word says are units: known by where their names stand."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from importers import open_document, read_plan
from importers.units.unitnames import named_unit

from .test_habits_of_offices import read


def test_a_heading_beside_those_of_units_over_who_answers_names_one_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Comune di Prova - Piano degli obiettivi 2026", 1)
    for unit, title in (("Area Tecnica", "Argini puliti"), ("Polizia Locale", "Scuole sicure")):
        document.add_heading(unit, 2)
        document.add_paragraph("Responsabile: Anna Neri")
        document.add_paragraph(f"OBIETTIVO N. 1 – {title}")
        form = document.add_table(rows=0, cols=2)
        for label, value in (
            ("Peso", "100 su 100"),
            ("Situazione di partenza", "Le verifiche si fanno oggi a mano e solo su richiesta."),
            ("Risultato atteso", "Verifiche regolari in tutte le zone."),
            ("Indicatori", "I1) verifiche svolte: n. 9 verifiche;\nI2) zone coperte: n. 4 zone"),
            ("Tempi", "entro il 30 novembre 2026"),
        ):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = label, value
        document.add_paragraph()
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [area.name for area in plan.areas] == ["Area Tecnica", "Polizia Locale"]
    assert [(one.code, [i.name for i in one.indicators]) for one in plan.objectives] == [
        ("A11.1", ["verifiche svolte", "zone coperte"]),
        ("A21.1", ["verifiche svolte", "zone coperte"]),
    ]
    assert plan.anomalies == ()


def test_objectives_of_the_segretario_are_of_no_unit_though_a_line_says_who_answers(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    document.add_heading("Comune di Prova - Piano della performance 2026", 1)
    document.add_heading("Area Tecnica", 2)
    for heading, title in (
        ("A.T.1 – Opere", "Argini puliti"),
        ("A.T.2 – Verde", "Panchine nuove"),
        ("", "Controlli interni"),
    ):
        if heading:
            document.add_heading(heading, 3)
        else:
            document.add_heading("Obiettivi del Segretario comunale", 2)
            document.add_paragraph("Responsabile: Segretario comunale.")
        table = document.add_table(rows=0, cols=5)
        for said in (
            ("Obiettivo", "Peso", "Scadenza", "Indicatore", "Valore atteso"),
            (title, "100%", "31/12/2026", "Verifiche svolte", "n. 4 verifiche"),
        ):
            for cell, text in zip(table.add_row().cells, said, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [(one.code, one.title) for one in plan.objectives] == [
        ("AT1.1", "Argini puliti"),
        ("AT2.1", "Panchine nuove"),
        ("SG.1", "Controlli interni"),
    ]
    assert plan.anomalies == ()


def test_a_service_named_as_a_column_is_a_row_where_every_row_says_its_level() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Amministrazione"
    for row in (
        ("Comune di Prova - Piano degli obiettivi 2026",),
        ("Settore", "Amministrazione"),
        (),
        ("Livello", "Denominazione", "Peso %", "Consuntivo 2025", "Atteso 2026", "Termine"),
        ("Servizio", "Personale"),
        ("Obiettivo", "Concorsi più rapidi", 100, None, None, "31/12/2026"),
        ("Indicatore", "Giorni di un concorso", 60, 175, 120),
        ("Indicatore", "Concorsi conclusi", 40, 2, 6),
        (),
        ("Servizio", "Sistemi Informativi"),
        ("Obiettivo", "Servizi in rete", 100, None, None, "31/10/2026"),
        ("Indicatore", "Servizi attivati", 100, 3, 9),
    ):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)

    plan = open_document(content.getvalue(), "piano.xlsx").reading().plan
    assert [service.name for _, service in plan.services()] == ["Personale", "Sistemi Informativi"]
    assert [(o.code, len(o.indicators)) for o in plan.objectives] == [("A11.1", 2), ("A12.1", 1)]


def test_a_name_under_the_label_of_areas_is_one_though_no_word_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Comune di Prova - Piano degli obiettivi 2026", 1)
    units = ("Settore Affari Generali", "Settore Tecnico", "Polizia Locale")
    for number, unit in enumerate(units, start=1):
        form = document.add_table(rows=0, cols=4)
        for said in (
            ("Centro di responsabilità", unit, "Responsabile", "dr. Anna Neri"),
            ("Codice obiettivo", f"BL/{number}", "Peso", "100%"),
            ("Titolo", f"Servizi migliori numero {number}"),
            ("Indicatore", "Verifiche svolte", "Target", "n. 4 verifiche"),
            ("Scadenza", "30/11/2026"),
        ):
            for cell, text in zip(form.add_row().cells, said, strict=False):
                cell.text = text
        document.add_paragraph()
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [area.name for area in plan.areas] == [
        "Settore Affari Generali",
        "Settore Tecnico",
        "Polizia Locale",
    ]
    assert [one.code for one in plan.objectives] == ["A11.1", "A21.1", "A31.1"]


def test_what_stands_where_areas_do_over_its_first_objective_is_one_too(tmp_path: Path) -> None:
    units = ("Area Tecnica", "Area Finanziaria", "Polizia Municipale")
    plan = read(
        tmp_path,
        "\n".join(
            f"==========\n{unit}\nResponsabile: comandante Anna Neri\n==========\n\n"
            f"Obiettivo n. 1: Servizi migliori numero {n}\n\n"
            "Il servizio va reso più vicino a chi lo chiede. Peso attribuito: 100. "
            "Termine: 30 novembre 2026.\n\nIndicatori e risultati attesi:\n"
            "  a) varchi attivati: n. 3 varchi;\n  b) permessi rilasciati: 900.\n"
            for n, unit in enumerate(units, start=1)
        ),
        "piano.txt",
    )
    assert [area.name for area in plan.areas] == list(units)
    assert [(one.code, one.weight, len(one.indicators)) for one in plan.objectives] == [
        ("A11.1", Decimal(100), 2),
        ("A21.1", Decimal(100), 2),
        ("A31.1", Decimal(100), 2),
    ]
    assert plan.anomalies == ()


def test_what_stands_with_who_heads_it_as_areas_do_across_a_table_is_one_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Comune di Prova - Piano degli obiettivi 2026",),
        ("N.", "Obiettivo", "Peso", "Scadenza", "Indicatore", "Target"),
        ("AREA TECNICA - Responsabile: ing. Carlo Verdi",),
        (1, "Argini puliti", 100, "30/09/2026", "Chilometri puliti", 12),
        ("AREA TRIBUTI - Responsabile: rag. Anna Neri",),
        (2, "Banca dati bonificata", 100, "30/11/2026", "Posizioni verificate", 90),
        ("CORPO UNICO DI VIGILANZA - Responsabile: Comandante Ivo Bruni",),
        (3, "Scuole sicure", 100, "30/06/2026", "Ore di lezione", 60),
    ):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    plan = open_document(content.getvalue(), "piano.xlsx").reading().plan
    assert [area.name for area in plan.areas] == [
        "Area Tecnica",
        "Area Tributi",
        "Corpo Unico di Vigilanza",
    ]
    assert [(one.code, one.title) for one in plan.objectives] == [
        ("A11.1", "Argini puliti"),
        ("A21.1", "Banca dati bonificata"),
        ("A31.1", "Scuole sicure"),
    ]
    assert plan.anomalies == ()


_SHEETS_OF_AREAS = {
    "Entrate": ("PEG 2026 – Settore Entrate", ("Servizio Tributi", "Servizio Economato")),
    "Ambiente e verde": ("PEG 2026 – Settore Ambiente", ("Servizio Rifiuti", "Servizio Parchi")),
}


def test_the_title_of_a_plan_names_the_area_that_its_services_are_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, (title, services) in _SHEETS_OF_AREAS.items():
        sheet = book.create_sheet(name)
        sheet.append(["Comune di Prova"])
        sheet.append([title])
        sheet.append([])
        sheet.append(["Cod.", "Obiettivo", "Peso", "Indicatori", "Target 2026"])
        for k, service in enumerate(services):
            sheet.append([service.upper()])
            sheet.append([f"OB.{k}1", f"Sportello di {name}", "60%", "Utenti serviti", 900])
            sheet.append([f"OB.{k}2", f"Archivio di {name}", "40%", "Fascicoli ordinati", 300])
    book.save(tmp_path / "peg.xlsx")
    plan = read_plan(tmp_path / "peg.xlsx")
    assert [(a.name, [s.name for s in a.services]) for a in plan.areas] == [
        ("Settore Entrate", ["Servizio Tributi", "Servizio Economato"]),
        ("Settore Ambiente", ["Servizio Rifiuti", "Servizio Parchi"]),
    ]
    assert [o.code for o in plan.objectives] == [
        *("A11.1", "A11.2", "A12.1", "A12.2"),
        *("A21.1", "A21.2", "A22.1", "A22.2"),
    ]


def test_a_band_across_a_table_is_a_unit_where_the_other_bands_are_areas(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Comune di Prova - Piano della performance 2026", 1)
    table = document.add_table(rows=1, cols=5)
    head = ("Codice", "Obiettivo", "Peso", "Indicatore", "Target 2026")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    goals = {"Area Affari generali": "Sedute in rete", "Area Tecnica": "Argini puliti",
             "Polizia locale": "Scuole sicure"}  # fmt: skip
    for n, (unit, title) in enumerate(goals.items(), start=1):
        band = table.add_row().cells
        band[0].merge(band[-1]).text = unit
        row = (f"OP.{n}", title, "100", f"N. verifiche di {title.lower()}", "9")
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "piano.docx"))
    plan = read_plan(tmp_path / "piano.docx")
    assert [area.name for area in plan.areas] == list(goals)
    assert [one.code for one in plan.objectives] == ["A11.1", "A21.1", "A31.1"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("S1.1 Servizio Segreteria e Contratti", "S1.1"),
        ("S.2 UFFICIO TRIBUTI", "S.2"),
        ("OB1 Servizio Civile Universale", None),
        ("S1.1 Servizio reso ai cittadini", None),
    ],
)
def test_a_code_right_before_the_word_for_a_service_is_its_code(
    title: str, code: str | None
) -> None:
    unit = named_unit(title)
    assert (unit and (unit.level, unit.printed)) == (("service", code) if code else None)


def test_areas_without_a_code_take_the_letter_of_their_services(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Piano dettagliato degli obiettivi 2026"])
    sheet.append(["Cod.", "Obiettivo", "Peso (%)", "Indicatore", "Target 2026"])
    for area, code, name in (
        ("Settore Affari Generali", "S1.1", "Segreteria"),
        ("Settore Tecnico", "S2.1", "Opere"),
    ):
        sheet.append([area])
        sheet.append([f"{code} Servizio {name}"])
        sheet.append([f"{code}-01", f"Meno attese per {name}", 60, "N. pratiche chiuse", "n. 4"])
        sheet.append([f"{code}-02", f"Moduli chiari per {name}", 40, "N. moduli", "n. 9"])
    book.save(tmp_path / "piano.xlsx")

    plan = read_plan(tmp_path / "piano.xlsx")
    assert [(area.code, [one.code for one in area.services]) for area in plan.areas] == [
        ("S1", ["S11"]),
        ("S2", ["S21"]),
    ]
    assert [one.code for one in plan.objectives] == ["S11.1", "S11.2", "S21.1", "S21.2"]
    assert plan.anomalies == ()


def test_a_band_of_the_segretario_in_a_list_of_objectives_heads_those_of_no_area() -> None:
    text = """Comune di Prova - Obiettivi 2026;;;;;
;;;;;
N.;Obiettivo;Peso;Termine;Indicatore;Valore atteso 2026
Area Amministrativa;;;;;
1;Argini puliti;100;30/11/2026;Chilometri puliti;7
Area Tecnica;;;;;
2;Fontane nuove;100;30/11/2026;N. fontane;7
Segretario comunale;;;;;
3;Coordinamento dei responsabili;100;30/11/2026;N. riunioni;8
"""
    plan = open_document(text.encode(), "obiettivi.csv").reading().plan
    assert [(one.code, one.owners) for one in plan.objectives] == [
        ("A11.1", ()),
        ("A21.1", ()),
        ("SG.1", ("segretario",)),
    ]
    assert plan.anomalies == ()


def test_a_band_without_a_word_for_units_is_one_among_bands_that_have_it() -> None:
    text = """Comune di Prova - Obiettivi 2026;;;;;
Settore Territorio e polizia;;;;;
;;;;;
N.;Obiettivo;Peso;Termine;Indicatore;Valore atteso 2026
Servizio Urbanistica;;;;;
1;Argini puliti;100;30/11/2026;Chilometri puliti;7
Servizio Acque;;;;;
2;Fontane nuove;100;30/11/2026;N. fontane;7
Corpo di Polizia municipale;;;;;
3;Scuole sicure;100;30/11/2026;N. turni;8
"""
    plan = open_document(text.encode(), "obiettivi.csv").reading().plan
    assert [one.name for one in plan.areas[0].services] == [
        "Servizio Urbanistica",
        "Servizio Acque",
        "Corpo di Polizia municipale",
    ]
    assert [one.code for one in plan.objectives] == ["A11.1", "A12.1", "A13.1"]
    assert plan.anomalies == ()
