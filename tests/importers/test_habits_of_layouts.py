"""Ways of laying a document out that an office has, each in a few lines."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from docx.document import Document

from importers import open_document, read_plan

from .test_habits_of_offices import read


def test_a_column_may_say_whether_the_text_beside_is_an_indicator_or_a_piece_of_work(
    tmp_path: Path,
) -> None:
    plan = read(
        tmp_path,
        "Area;Descrizione area;Servizio;Descrizione servizio;Cod. obiettivo;Obiettivo;Punti;"
        "Referente;Tipo riga;Indicatore o fase;Peso %;Dato 2025;Target 2026;Scadenza\n"
        "T;Tecnica;T1;Opere;T1-1;Argini puliti;60;Dir. Area T ing. Ugo Neri;Indicatore;"
        "Chilometri puliti;70;8;12;30-set-26\n"
        ";;;;;;;;Indicatore;Rifiuti tolti;30;20;35;31-ott-26\n"
        "T;Tecnica;T1;Opere;T1-2;Fontane riparate;40;P.O. T1 geom. Ada Re;Fase;"
        "Rilievo;50;;;31-mar-26\n"
        ";;;;;;;;Fase;Lavori;50;;;30-nov-26\n",
    )
    assert [(a.code, a.name) for a in plan.areas] == [("T", "Tecnica")]
    assert [(o.title, o.owners, str(o.deadline)) for o in plan.objectives] == [
        ("Argini puliti", ("dirigente:T",), "2026-10-31"),
        ("Fontane riparate", ("eq:T1",), "2026-11-30"),
    ]
    assert [
        (i.name, str(i.weight), str(i.deadline)) for o in plan.objectives for i in o.indicators
    ] == [
        ("Chilometri puliti", "70", "2026-09-30"),
        ("Rifiuti tolti", "30", "2026-10-31"),
        ("Rilievo", "50", "2026-03-31"),
        ("Lavori", "50", "2026-11-30"),
    ]


def test_a_sheet_that_lists_the_others_is_an_index_and_no_plan() -> None:
    book = openpyxl.Workbook()
    index = book.worksheets[0]
    index.title = "Indice"
    said = (("T1-1", "Argini puliti", 60), ("T1-2", "Fontane riparate", 40))
    for row in (("Comune di Prova – Obiettivi 2026",), ("Scheda", "Obiettivo", "Punti"), *said):
        index.append(row)
    for code, title, weight in said:
        sheet = book.create_sheet(code)
        for cells in (
            ("Servizio", "T1 – Opere"),
            ("Codice", code, "Punti", weight),
            ("Denominazione", title),
            ("Referente", "P.O. T1"),
            (),
            ("Indicatore", "Peso indicatore", "Dato 2025", "Target 2026", "Entro il"),
            ("Lavori fatti", "100%", 3, 9, "30/06/2026"),
            (),
            ("Cronoprogramma", "1° trim.", "2° trim.", "3° trim.", "4° trim."),
            ("Gara", "X"),
            ("Collaudo", "", "X"),
        ):
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    plan = open_document(out.getvalue(), "piano.xlsx").reading().plan
    assert [(o.title, [i.name for i in o.indicators]) for o in plan.objectives] == [
        ("Argini puliti", ["Lavori fatti"]),
        ("Fontane riparate", ["Lavori fatti"]),
    ]
    assert [[p.title for p in o.phases] for o in plan.objectives] == [["Gara", "Collaudo"]] * 2


def test_codes_and_titles_set_a_little_apart_are_headings_and_lists(tmp_path: Path) -> None:
    sheets = "".join(
        f"T.M.1/0{n}  {title}\n"
        f"    Strategico {served}; peso {weight} millesimi; da concludere entro il 30.0{n}.2026\n"
        f"    Responsabile: Funzionario E.Q. dott. Ugo Neri\n"
        f"    • {measure}: {target} [2025: 4]\n\n"
        for n, title, served, weight, measure, target in (
            (6, "Argini puliti", "OS1", 600, "Chilometri puliti", 12),
            (7, "Fontane riparate", "OS2", 400, "Fontane riparate", 7),
        )
    )
    plan = read(
        tmp_path,
        "LINEE PROGRAMMATICHE\nL1  Il paese ordinato\nL2  Il paese bello\n\n"
        "OBIETTIVI STRATEGICI\nOS1  Fiumi sicuri (linea L1)\nOS2  Piazze vive (linea L2)\n\n"
        f"SETTORE T.M. - TECNICO\n\nServizio T.M.1 - Opere\n\n{sheets}"
        "    Somma dei pesi del Servizio: 1000\n",
        "piano.txt",
    )
    assert [(line.code, line.title) for line in plan.mandate] == [
        ("L1", "Il paese ordinato"),
        ("L2", "Il paese bello"),
    ]
    assert [(aim.title, aim.mandate) for aim in plan.strategic] == [
        ("Fiumi sicuri", "L1"),
        ("Piazze vive", "L2"),
    ]
    assert [(o.title, o.strategic, str(o.weight), str(o.deadline)) for o in plan.objectives] == [
        ("Argini puliti", "OS1", "60", "2026-06-30"),
        ("Fontane riparate", "OS2", "40", "2026-07-30"),
    ]
    assert [(str(i.target), str(i.baseline)) for o in plan.objectives for i in o.indicators] == [
        ("12", "4"),
        ("7", "4"),
    ]


def test_dots_may_lead_from_a_label_to_its_value_without_a_colon(tmp_path: Path) -> None:
    sheets = "".join(
        f"Scheda obiettivo n. {n}\n"
        f"Titolo ............. {title}\n"
        "Descrizione ........ Si intende superare la gestione attuale, che richiede passaggi\n"
        "                     ripetuti tra gli uffici.\n"
        f"Responsabile ....... Responsabile del Servizio (E.Q.)\nPeso ............... {weight}%\n"
        f"Scadenza ........... 30.1{n}.2026\nIndicatori\n  1) {measure}\n"
        f"     atteso 2026: n. {target}   (valore 2025: 5)\n\n"
        for n, title, weight, measure, target in (
            (1, "Argini puliti", 60, "Chilometri puliti", 12),
            (2, "Fontane riparate", 40, "Fontane riparate", 7),
        )
    )
    plan = read(tmp_path, f"Servizio Opere pubbliche\n\n{sheets}", "piano.txt")
    assert [(o.title, str(o.weight), str(o.deadline)) for o in plan.objectives] == [
        ("Argini puliti", "60", "2026-11-30"),
        ("Fontane riparate", "40", "2026-12-30"),
    ]
    found = [i for o in plan.objectives for i in o.indicators]
    assert [(i.name, str(i.target), str(i.baseline)) for i in found] == [
        ("Chilometri puliti", "12", "5"),
        ("Fontane riparate", "7", "5"),
    ]


def test_a_list_of_objectives_before_their_sheets_names_them_and_adds_none() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova – Piano degli obiettivi 2026")
    document.add_paragraph("Organigramma")
    units = {"Area Tecnica": ("Opere", "Ambiente"), "Area Contabile": ("Tributi",)}
    listed = ((area, "; ".join(own)) for area, own in units.items())
    filled(document, [("Area", "Servizi"), *listed])
    number = 0
    for area, own in units.items():
        document.add_paragraph(area.upper())
        for service in own:
            document.add_paragraph(f"Servizio {service}")
            first, number = number + 1, number + 2
            titles = [(n, f"Obiettivo del servizio {service} {n}") for n in (first, number)]
            said = [(str(n), title, "50%") for n, title in titles]
            filled(document, [("N.", "Obiettivi del Servizio", "Peso"), *said])
            for n, title in titles:
                document.add_paragraph("")
                filled(document, [
                    (f"Obiettivo n. {n}", title, "", ""),
                    ("Assegnato a", "Responsabile del Servizio (E.Q.)", "", ""),
                    ("Da concludere entro il", "30/06/2026", "Peso", "50%"),
                    ("Indicatore", "", "Risultato atteso", "Valore 2025"),
                    ("Atti fatti", "", "12", "7"),
                ])  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    plan = open_document(out.getvalue(), "piano.docx").reading().plan
    assert [(a.name, [s.name for s in a.services]) for a in plan.areas] == [
        ("Area Tecnica", ["Opere", "Ambiente"]),
        ("Area Contabile", ["Tributi"]),
    ]
    assert [(o.printed, str(o.weight), len(o.indicators)) for o in plan.objectives] == [
        (str(n), "50", 1) for n in range(1, 7)
    ]


def filled(document: Document, rows: list[tuple[str, ...]]) -> None:
    """A table of a document with those cells."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for said in rows:
        for cell, text in zip(table.add_row().cells, said, strict=True):
            cell.text = text


def test_a_list_and_headed_sheets_with_columns_to_fill_in_are_one_plan(tmp_path: Path) -> None:
    document = docx.Document()

    def table(*rows: tuple[str, ...]) -> None:
        made = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, said in zip(made.add_row().cells, row, strict=True):
                cell.text = said

    def sheet(number: int, title: str, work: str) -> None:
        document.add_heading(f"Obiettivo {number} – {title}", 3)
        document.add_paragraph("Peso: 50%   Conclusione: 31/10/2026")
        table(
            ("Attività", "Entro", "Peso %", "Fatto (sì/no)"),
            (f"Progetto {work}", "31/03/2026", "40", ""),
            (f"Verifica {work}", "31/10/2026", "60", ""),
        )

    document.add_heading("Comune di Prova - Piano degli obiettivi 2026", 1)
    table(
        ("Servizio", "Obiettivo", "Peso %"),
        ("Contabilità e Personale", "1. Inventario dei beni", "50"),
        ("", "2. Imposta di soggiorno", "50"),
        ("Ufficio Tecnico", "1. Muri a secco", "50"),
        ("", "2. Argini puliti", "50"),
    )
    units = {
        "I. Contabilità e Personale": ("Inventario dei beni", "Imposta di soggiorno"),
        "II. Ufficio Tecnico": ("Muri a secco", "Argini puliti"),
    }
    for unit, titles in units.items():
        document.add_heading(unit, 2)
        document.add_paragraph("Responsabile del servizio: Anna Neri")
        for number, title in enumerate(titles, start=1):
            sheet(number, title, f"{unit[:2]}{number}")
    document.add_heading("Dotazione organica", 2)
    table(("Profilo", "Posti previsti", "Posti coperti"), ("Istruttore", "4", "3"))
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [(one.code, one.title, one.weight, len(one.indicators)) for one in plan.objectives] == [
        ("A11.1", "Inventario dei beni", Decimal(50), 2),
        ("A11.2", "Imposta di soggiorno", Decimal(50), 2),
        ("A21.1", "Muri a secco", Decimal(50), 2),
        ("A21.2", "Argini puliti", Decimal(50), 2),
    ]
    assert {one.deadline for one in plan.objectives} == {date(2026, 10, 31)}
    assert plan.anomalies == ()


def test_services_that_titles_code_end_where_the_titles_say(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Comunità delle Valli di Prova - Piano degli obiettivi 2026", 1)
    listed = document.add_table(rows=0, cols=2)
    for area, services in (
        ("Area", "Servizi"),
        ("A – Area Amministrativa", "Segreteria e Organi\nRisorse Umane"),
        ("B – Area Finanziaria", "Bilancio e Contabilità Tributi Associati"),
    ):
        cells = listed.add_row().cells
        cells[0].text, cells[1].text = area, services
    for title in (
        "A – Area Amministrativa",
        "A.1 – Segreteria e Organi",
        "A.2 – Risorse Umane",
        "B – Area Finanziaria",
        "B.1 – Bilancio e Contabilità",
        "B.2 – Tributi Associati",
    ):
        document.add_heading(title, 3 if "." in title else 2)
        for number in (1, 2) if "." in title else ():
            document.add_paragraph(f"{title[:3]}.{number} Archivio {number} di {title[6:]}")
            form = document.add_table(rows=0, cols=2)
            for label, value in (
                ("Peso", "50%"),
                ("Scadenza", "30/11/2026"),
                ("Indicatore", "Atti scansionati"),
                ("Target", "90%"),
            ):
                cells = form.add_row().cells
                cells[0].text, cells[1].text = label, value
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [one.name for _, one in plan.services()] == [
        "Segreteria e Organi",
        "Risorse Umane",
        "Bilancio e Contabilità",
        "Tributi Associati",
    ]
    assert plan.ente == "Comunità delle Valli di Prova"


def test_forms_counted_as_pages_keep_their_codes_and_what_is_set_under_their_tables(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    document.add_heading("Comune di Prova - Schede obiettivo 2026", 1)
    for number, title in ((1, "Argini puliti"), (2, "Fontane riparate")):
        form = document.add_table(rows=0, cols=4)
        for said in (
            (f"SCHEDA OBIETTIVO {number}/2",),
            ("Area", "Area Tecnica", "Responsabile", "Neri"),
            ("Codice", f"AT-0{number}", "Peso (%)", "50"),
            ("Obiettivo", title),
            ("Tipologia", "Sviluppo", "Scadenza", "31/12/2026"),
            ("INDICATORI DI RISULTATO",),
        ):
            cells = form.add_row().cells
            for cell, text in zip(cells, said, strict=False):
                cell.text = text
            if len(said) < len(cells):
                cells[len(said) - 1].merge(cells[-1])
        within = form.add_row().cells
        table = within[0].merge(within[-1]).add_table(rows=0, cols=3)
        for said in (("Indicatore", "Peso", "Risultato atteso"), ("Controlli", "100", "12")):
            for cell, text in zip(table.add_row().cells, said, strict=True):
                cell.text = text
        for said in (
            ("Risorse umane", "1 funzionario"),
            ("Risorse finanziarie", "Cap. 1043/2 – € 12.000,00\nCap. 2210 – € 500,00"),
        ):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = said
            cells[1].merge(cells[-1])
        document.add_paragraph()
    document.save(str(tmp_path / "piano.docx"))

    plan = read_plan(tmp_path / "piano.docx")
    assert [(one.printed, [i.name for i in one.indicators]) for one in plan.objectives] == [
        ("AT-01", ["Controlli"]),
        ("AT-02", ["Controlli"]),
    ]
    assert [(one.chapter, one.amount) for one in plan.objectives[0].budget] == [
        ("1043/2", Decimal(12000)),
        ("2210", Decimal(500)),
    ]
