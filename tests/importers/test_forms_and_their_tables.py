"""Forms that hold tables, tables that hold forms, and what stands beside what."""

import io
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from importers import open_document, read_plan
from importers.forms.inline import said_inline
from importers.tables.roles import Role
from importers.values.resources import people_in
from ledger.plan import Plan

from .test_habits_of_offices import read

RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
MONTHS = list("GFMAMGLASOND")


def pdf_of(path: Path, *parts: object) -> Plan:
    SimpleDocTemplate(str(path), pagesize=A4).build(list(parts))
    return read_plan(path)


def text(words: str) -> Paragraph:
    return Paragraph(words, getSampleStyleSheet()["Normal"])


def book_of(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T1"
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_form_with_its_indicators_on_the_right_is_one_objective() -> None:
    head = ("OBIETTIVO", None, None, "INDICATORI", "Valore 2025", "Target 2026", "Peso %")
    content = book_of(
        ("Comune di Prova - obiettivi 2026",),
        ("SERVIZIO: T.1 – Opere",),
        (),
        head,
        ("Codice", "T1-01", None, "Chilometri puliti", 8, 12, 70),
        ("Titolo", "Argini puliti", None, "Rifiuti tolti", 20, 35, 30),
        ("Peso", 60),
        ("Scadenza", "30/09/2026"),
        (),
        head,
        ("Codice", "T1-02", None, "Fontane riparate", 2, 9, 100),
        ("Titolo", "Fontane della piazza"),
        ("Peso", 40),
        ("Scadenza", "31/10/2026"),
    )
    plan = open_document(content, "schede.xlsx").reading().plan
    assert [(o.printed, o.title, str(o.weight), len(o.indicators)) for o in plan.objectives] == [
        ("T1-01", "Argini puliti", "60", 2),
        ("T1-02", "Fontane della piazza", "40", 1),
    ]
    assert [str(i.weight) for i in plan.objectives[0].indicators] == ["70", "30"]


def test_a_form_drawn_as_one_table_with_others_in_its_cells_is_read_piece_by_piece(
    tmp_path: Path,
) -> None:
    def form(code: str, title: str, chapter: str) -> Table:
        people = Table(
            [
                ["Personale", "n.", "% tempo"],
                ["Funzionari", "1", "20%"],
                ["Istruttori", "3", "40%"],
            ],
            style=RULED,
        )
        money = Table([["Capitolo", "Stanziamento 2026"], [chapter, "€ 9.000,00"]], style=RULED)
        rows = [
            ["Obiettivo", f"{code} – {title}", *[""] * 6, "Termine", *[""] * 2, "30/11/2026", ""],
            ["Cronoprogramma", *MONTHS],
            ["Rilievo", "x", "x", *[""] * 10],
            ["Lavori", *[""] * 4, "x", "x", *[""] * 6],
            ["Indicatori", "Anno 2025", *[""] * 4, "Previsto 2026", *[""] * 4, "Peso %", ""],
            ["Chilometri puliti", "8", *[""] * 4, "12", *[""] * 4, "70", ""],
            ["Rifiuti tolti", "20", *[""] * 4, "35", *[""] * 4, "30", ""],
            [people, *[""] * 5, money, *[""] * 6],
        ]
        spans = [("SPAN", (1, 0), (7, 0)), ("SPAN", (8, 0), (10, 0)), ("SPAN", (11, 0), (12, 0))]
        for row in (4, 5, 6):
            spans += [("SPAN", (1, row), (5, row)), ("SPAN", (6, row), (10, row))]
            spans.append(("SPAN", (11, row), (12, row)))
        spans += [("SPAN", (0, 7), (5, 7)), ("SPAN", (6, 7), (12, 7))]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        return Table(rows, colWidths=[150, *[28] * 12], style=TableStyle([*grid, *spans]))

    plan = pdf_of(
        tmp_path / "schede.pdf",
        text("Comune di Prova - Piano degli obiettivi 2026"),
        text("Settore Tecnico"),
        text("Servizio Opere"),
        form("01.05.01", "Argini puliti", "120/1"),
        text("&nbsp;"),
        form("01.05.02", "Fontane riparate", "130/2"),
    )
    assert [(o.printed, o.title, str(o.deadline)) for o in plan.objectives] == [
        ("01.05.01", "Argini puliti", "2026-11-30"),
        ("01.05.02", "Fontane riparate", "2026-11-30"),
    ]
    for objective in plan.objectives:
        assert [(str(i.target), str(i.weight)) for i in objective.indicators] == [
            ("12", "70"),
            ("35", "30"),
        ]
        assert [(p.title, str(p.start), str(p.end)) for p in objective.phases] == [
            ("Rilievo", "2026-01-01", "2026-02-28"),
            ("Lavori", "2026-05-01", "2026-06-30"),
        ]
        assert [(p.area, str(p.number)) for p in objective.people] == [
            ("Funzionari", "1"),
            ("Istruttori", "3"),
        ]
    assert [o.budget[0].chapter for o in plan.objectives] == ["120/1", "130/2"]


def test_a_label_across_the_whole_table_is_a_band_of_it(tmp_path: Path) -> None:
    rows = [
        ["N.", "Obiettivo", "Indicatore", "Target 2026", "Scadenza"],
        ["Area Tecnica", *[""] * 4],
        ["Servizio: Opere", *[""] * 4],
        ["1", "Argini puliti", "Chilometri puliti", "12", "30/11/2026"],
        ["Servizio: Verde", *[""] * 4],
        ["2", "Fontane riparate", "Fontane", "9", "31/12/2026"],
    ]
    bands = [("SPAN", (0, i), (-1, i)) for i in (1, 2, 4)]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    plan = pdf_of(
        tmp_path / "piao.pdf",
        text("Unione di Prova - obiettivi 2026"),
        Table(rows, style=TableStyle([grid, *bands])),
    )
    assert [s.name for a in plan.areas for s in a.services] == ["Opere", "Verde"]
    assert [(o.code, o.title) for o in plan.objectives] == [
        ("A11.1", "Argini puliti"),
        ("A12.1", "Fontane riparate"),
    ]


def test_a_list_of_objectives_and_the_sheets_it_announces_are_one_plan() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova - Piano degli obiettivi 2026")
    document.add_heading("Servizio Tecnico", 1)
    said = (("Argini puliti", "60"), ("Fontane riparate", "40"))
    lists = document.add_table(rows=0, cols=2)
    listed = [(f"n. {k} {title}", weight) for k, (title, weight) in enumerate(said, start=1)]
    for cells in (("Obiettivi", "Peso"), *listed, ("Risorse strumentali", "2 computer, 1 scanner")):
        for cell, value in zip(lists.add_row().cells, cells, strict=True):
            cell.text = value
    for k, (title, weight) in enumerate(said, start=1):
        document.add_paragraph(f"Attività obiettivo n. {k}")
        work = document.add_table(rows=0, cols=14)
        work.add_row().cells[0].merge(work.rows[0].cells[13]).text = title
        for line in (["n.", "Descrizione attività", *MONTHS], ["1", "Lavori", "x", *[""] * 11]):
            for cell, value in zip(work.add_row().cells, line, strict=True):
                cell.text = value
        document.add_paragraph("")
        measures = document.add_table(rows=0, cols=3)
        for line in (
            ["Indicatore di risultato", "Anno 2025", "Atteso 2026"],
            [f"{title} in tutto", "2", "9"],
            ["Scadenza", "30/11/2026", ""],
            ["Rilevante ai fini della valutazione  ×", f"peso obiettivo {weight}", ""],
        ):
            for cell, value in zip(measures.add_row().cells, line, strict=True):
                cell.text = value
    held = io.BytesIO()
    document.save(held)
    plan = open_document(held.getvalue(), "pdo.docx").reading().plan
    assert [a.name for a in plan.areas] == ["Servizio Tecnico"]
    assert [
        (o.title, str(o.weight), str(o.deadline), len(o.indicators), len(o.phases))
        for o in plan.objectives
    ] == [
        ("Argini puliti", "60", "2026-11-30", 1, 1),
        ("Fontane riparate", "40", "2026-11-30", 1, 1),
    ]


def test_the_form_of_the_next_objective_ends_a_table_of_its_width(tmp_path: Path) -> None:
    def form(k: int, title: str, weight: int) -> str:
        return (
            f"Settore      Tecnico                                 Responsabile     rag. O. Neri\n"
            f"Obiettivo TEC/{k}      {title}                                  Peso {weight}\n"
            "Fase      Attività                                    Peso %    Termine\n"
            "1         Rilievo degli argini                        40        31.03.2026\n\n"
            "2         Lavori di pulizia                           60        30.11.2026\n\n"
            "Risorse: 2 istruttori                                 Capitoli PEG: 120.1\n\n\n"
        )

    path = tmp_path / "pdo.txt"
    path.write_text(
        "COMUNE DI PROVA\nPiano degli obiettivi 2026\n\n"
        + form(1, "Argini puliti", 60)
        + form(2, "Fontane riparate", 40)
    )
    plan = read_plan(path)
    assert [
        (o.printed, o.title, str(o.weight), [str(i.weight) for i in o.indicators])
        for o in plan.objectives
    ] == [
        ("TEC/1", "Argini puliti", "60", ["40", "60"]),
        ("TEC/2", "Fontane riparate", "40", ["40", "60"]),
    ]
    assert not plan.anomalies


def test_titles_between_an_area_and_its_objectives_are_its_services() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova - Piano della performance 2026")
    at = 0
    for area, services in (
        ("Direzione Tecnica", ("Verde", "Strade")),
        ("Direzione Civica", ("Anagrafe",)),
    ):
        document.add_heading(area, 1)
        for service in services:
            at += 1
            document.add_heading(service, 2)
            document.add_heading(f"Obiettivo operativo {at}: Lavori conclusi a {service}", 3)
            form = document.add_table(rows=0, cols=2)
            for cells in (
                ("Responsabile", "Dirigente"),
                ("Peso", "100%"),
                ("Termine", "30/6/2026"),
            ):
                for cell, value in zip(form.add_row().cells, cells, strict=True):
                    cell.text = value
    held = io.BytesIO()
    document.save(held)
    plan = open_document(held.getvalue(), "piano.docx").reading().plan
    assert [(a.name, [s.name for s in a.services]) for a in plan.areas] == [
        ("Direzione Tecnica", ["Verde", "Strade"]),
        ("Direzione Civica", ["Anagrafe"]),
    ]


def test_days_that_change_in_some_objectives_are_of_every_row(tmp_path: Path) -> None:
    rows = [
        f"T;Tecnica;T1;Opere;T1-{k};Lavori di tipo {k};20;{name};{k + 4};{day}"
        for k, second in ((1, "31/12/2026"), (2, "30/09/2026"), (3, "30/06/2026"))
        for name, day in (("Metri puliti", "30/06/2026"), ("Rifiuti tolti", second))
    ]
    head = (
        "Area;Nome area;Servizio;Nome servizio;Cod. obiettivo;Obiettivo;Peso;Indicatore;"
        "Target 2026;Data fine"
    )
    plan = read(tmp_path, "\n".join([head, *rows]) + "\n")
    assert [str(i.deadline) for o in plan.objectives for i in o.indicators] == [
        "2026-06-30",
        "2026-12-31",
        "2026-06-30",
        "2026-09-30",
        "2026-06-30",
        "2026-06-30",
    ]


def test_a_figure_in_brackets_after_what_is_expected_is_where_it_starts() -> None:
    assert said_inline("- Classi coinvolte: ≥ 19 (11)", 2026) == {
        Role.INDICATOR: "Classi coinvolte",
        Role.TARGET: "≥ 19",
        Role.BASELINE: "11",
    }


@pytest.mark.parametrize(
    "said", ["Funzionari: 1 (50%)", "1 Funzionari, 50%", "Funzionari n. 1 – 50%"]
)
def test_people_in_one_cell_are_counted(said: str) -> None:
    [one] = people_in(said, 1)
    assert (one.text(Role.STAFF), one.text(Role.HEADCOUNT), one.text(Role.SHARE)) == (
        "Funzionari",
        "1",
        "50",
    )


def test_signs_of_the_font_of_signs_are_what_they_look_like(tmp_path: Path) -> None:
    rows = [
        ["Obiettivo", "Indicatore", "Target 2026", "Scadenza"],
        [
            "Argini puliti",
            "Giorni di attesa",
            text('<font face="Symbol">&#8804;</font> 8 gg'),
            "30/11/2026",
        ],
        ["Fontane riparate", "Fontane", text('<font face="Symbol">&#8805;</font> 9'), "30/11/2026"],
    ]
    plan = pdf_of(
        tmp_path / "p.pdf",
        text("Comune di Prova - obiettivi 2026"),
        text("Settore Tecnico"),
        Table(rows, style=RULED),
    )
    assert [
        (str(o.indicators[0].target), o.indicators[0].direction.value) for o in plan.objectives
    ] == [
        ("8", "down"),
        ("9", "up"),
    ]


def test_a_form_of_word_whose_rows_part_its_width_each_in_another_way_keeps_its_months() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova - Piano degli obiettivi 2026")
    document.add_heading("Settore Tecnico", 1)
    wide = [1, 2] * 6
    for title, weight in (("Argini puliti", "60"), ("Fontane riparate", "40")):
        form = document.add_table(rows=0, cols=22)
        for cells in (
            [("Obiettivo", 2), (title, 7), ("Peso", 6), (weight, 7)],
            [("Cronoprogramma", 4), *zip(MONTHS, wide, strict=True)],
            [("Lavori", 4), *(("x" if k in (4, 5) else "", span) for k, span in enumerate(wide))],
            [("Indicatori", 6), ("Anno 2025", 4), ("Previsto 2026", 4), ("Peso %", 8)],
            [("Metri puliti", 6), ("8", 4), ("12", 4), ("100", 8)],
        ):
            row, at = form.add_row(), 0
            for said, span in cells:
                row.cells[at].merge(row.cells[at + span - 1]).text = said
                at += span
        document.add_paragraph("")
    held = io.BytesIO()
    document.save(held)
    plan = open_document(held.getvalue(), "schede.docx").reading().plan
    assert [
        (o.title, str(o.weight), [str(i.target) for i in o.indicators], str(o.phases[0].end))
        for o in plan.objectives
    ] == [
        ("Argini puliti", "60", ["12"], "2026-06-30"),
        ("Fontane riparate", "40", ["12"], "2026-06-30"),
    ]


def test_an_operational_objective_over_a_form_without_a_title_is_the_objective(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    for line in ("Comune di Prova", "Piano della performance 2026"):
        document.add_paragraph(line)
    document.add_heading("Area Tecnica", 1)
    for code, title, about in (
        ("OP.TEC.1", "Argini puliti", "Sfalcio e rimozione dei rifiuti."),
        ("OP.TEC.1", "Fontane della piazza", "Riparazione e nuovo impianto."),
    ):
        document.add_heading(f"Obiettivo operativo {code} – {title}", 2)
        for rows in (
            (("Cosa prevediamo di fare", about), ("Entro quando", "30/09/2026"), ("Peso", "50%")),
            (("Indicatore", "Baseline 2025", "Target 2026"), ("Giorni di lavoro", "8", "12")),
        ):
            table = document.add_table(0, len(rows[0]))
            for row in rows:
                for cell, said in zip(table.add_row().cells, row, strict=True):
                    cell.text = said
            document.add_paragraph()
    document.save(str(tmp_path / "piano.docx"))
    plan = read_plan(tmp_path / "piano.docx")
    assert [(o.code, o.printed, o.title, o.description) for o in plan.objectives] == [
        ("A11.1", "OP.TEC.1", "Argini puliti", "Sfalcio e rimozione dei rifiuti."),
        ("A11.2", "OP.TEC.1", "Fontane della piazza", "Riparazione e nuovo impianto."),
    ]
    assert not plan.operational
    assert [(a.kind, a.where) for a in plan.anomalies] == [("duplicate_code", "A11.2")]
