"""Ways of writing that an office has and its readers never notice, each in a few lines."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document

from importers import open_document, read_plan
from importers.dates import deadline_days
from importers.inline import is_value, said_inline
from importers.roles import Role
from importers.works import phase_said
from ledger.plan import Plan

HEAD = "Comune di Prova\nPiano della performance 2026\n\n"


def read(tmp_path: Path, text: str, name: str = "piano.csv") -> Plan:
    (tmp_path / name).write_text(HEAD + text, encoding="utf-8")
    return read_plan(tmp_path / name)


@pytest.mark.parametrize(
    ("item", "target", "baseline"),
    [
        ("Alberi piantati: 5 alberi (2 nel 2025)", "5 alberi", "2"),
        ("Tempo di risposta: non oltre 60 minuti (erano 85)", "non oltre 60 minuti", "85"),
        ("Incasso: € 95.000 (€ 40.000 nel 2025)", "€ 95.000", "€ 40.000"),
        ("Incontri: valore atteso n. 6 (consuntivo 2025: n. 2)", "n. 6", "n. 2"),
    ],
)
def test_last_year_s_figure_in_brackets_is_the_baseline(
    item: str, target: str, baseline: str
) -> None:
    said = said_inline(item, 2026)
    assert (said[Role.TARGET], said[Role.BASELINE]) == (target, baseline)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("entro la fine di giugno", "2026-06-30"),
        ("entro la fine del mese di aprile", "2026-04-30"),
        ("a fine settembre", "2026-09-30"),
    ],
)
def test_the_end_of_a_month_is_its_last_day(text: str, day: str) -> None:
    assert [str(one.day) for one in deadline_days(text, 2026)] == [day]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Fase 2 (30%): Gara - dal 15/01/2026 al 31/03/2026",
            ("Gara", "30%", "15/01/2026", "31/03/2026"),
        ),
        (
            "a) Collaudo – peso 40% – entro il 31 marzo 2026",
            ("Collaudo", "40%", None, "entro il 31 marzo 2026"),
        ),
    ],
)
def test_a_piece_of_work_in_one_line_has_its_weight_and_its_days(
    text: str, said: tuple[str | None, ...]
) -> None:
    parts = phase_said(text)
    roles = (Role.PHASE, Role.PHASE_WEIGHT, Role.START, Role.DEADLINE)
    assert tuple(parts.get(role) for role in roles) == said


def test_the_posts_are_those_that_a_legend_explains(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Legenda\nSigla;Significato\nRS;Responsabile del servizio\nDA;Dirigente dell'area\n\n"
        "Area;Servizio;Obiettivo;Resp.;Peso;Indicatore;Target 2026\n"
        "Area Tecnica;Opere;Argini puliti;RS;60;Chilometri puliti;12\n"
        "Area Tecnica;Opere;Fontane riparate;DA;40;Fontane riparate;7\n",
    )
    assert [one.owners for one in plan.objectives] == [("eq:A11",), ("dirigente:A1",)]
    assert [service.name for area in plan.areas for service in area.services] == ["Opere"]
    assert plan.anomalies == ()


def test_the_day_beside_a_cell_of_works_is_the_objective_s(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Servizio;Obiettivo;Attività;Indicatore;Target 2026;Peso;Scadenza;Responsabile\n"
        "Opere;Argini puliti;Gara, poi lavori;Chilometri puliti;12;60;30/06/2026;EQ\n"
        "Opere;Fontane riparate;Rilievo;Fontane riparate;7;40;30/09/2026;EQ\n",
    )
    assert [str(one.deadline) for one in plan.objectives] == ["2026-06-30", "2026-09-30"]
    assert [one.phases[0].end for one in plan.objectives] == [None, None]


def test_rows_called_phase_or_indicator_hang_under_their_objective(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Area Tecnica\n"
        "Cod.;Obiettivo, fasi e indicatori;Peso;Dal;Al;Consuntivo 2025;Atteso 2026\n"
        "T-1;Argini puliti;60;;30/09/2026;;\n"
        ";Fase 1 Gara;100;01/02/2026;30/04/2026;;\n"
        ";Ind. 1 Chilometri puliti;;;;8;12\n"
        "T-2;Fontane riparate;40;;;;\n"
        ";Fase 1 Rilievo;50;01/01/2026;31/03/2026;;\n"
        ";Fase 2 Lavori;50;01/04/2026;30/11/2026;;\n",
    )
    first, second = plan.objectives
    assert ([i.name for i in first.indicators], [p.title for p in first.phases]) == (
        ["Chilometri puliti"],
        ["Gara"],
    )
    assert [(i.name, str(i.weight), str(i.deadline)) for i in second.indicators] == [
        ("Rilievo", "50", "2026-03-31"),
        ("Lavori", "50", "2026-11-30"),
    ]


def test_numbered_values_go_each_with_its_indicator(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Servizio;Obiettivo;Indicatori;Peso indicatori;Target 2026;Peso;Scadenza;Responsabile\n"
        'Opere;Argini puliti;"1. Chilometri puliti\n2. Rifiuti tolti";"1. 60%\n2. 40%";'
        '"1. n. 12 chilometri\n2. n. 35 sacchi";100;30/06/2026;EQ\n',
    )
    assert [(str(i.weight), str(i.target)) for i in plan.objectives[0].indicators] == [
        ("60", "12"),
        ("40", "35"),
    ]


def test_the_code_of_another_unit_is_told(tmp_path: Path) -> None:
    rows = "".join(
        f"{unit};{code};Obiettivo {code} del {unit};{weight};Atti fatti;{target}\n"
        for unit, code, weight, target in (
            ("Servizio Opere", "01.1", 50, 3), ("Servizio Opere", "01.2", 50, 4),
            ("Servizio Tributi", "02.1", 50, 5), ("Servizio Tributi", "01.9", 50, 6),
            ("Servizio Scuola", "03.1", 50, 7), ("Servizio Scuola", "03.2", 50, 8),
        )
    )  # fmt: skip
    plan = read(tmp_path, f"Servizio;Cod.;Obiettivo;Peso;Indicatore;Target 2026\n{rows}")
    assert [(a.kind, a.text) for a in plan.anomalies] == [("code_mismatch", "01.9")]


def test_a_card_of_the_unit_tells_who_answers_for_its_objectives() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova – Piano degli obiettivi 2026")
    for unit, head, titles in (
        ("01 – Affari generali", "dott.ssa Elsa Pini, titolare di EQ", ("Sportello", "Archivio")),
        ("02 – Tributi", "dott. Aldo Rea, titolare di EQ", ("Evasione", "Pagamenti")),
    ):
        card = document.add_table(rows=0, cols=2)
        for label, value in (("Centro di responsabilità", unit), ("Responsabile", head)):
            cells = card.add_row().cells
            cells[0].text, cells[1].text = label, value
        document.add_paragraph("")
        heads = ("N.", "Obiettivo", "Indicatore", "Risultato atteso", "Tempi", "Peso")
        table = document.add_table(rows=0, cols=len(heads))
        rows = [(f"{unit[:2]}.{n}", t, "Atti fatti", "10", "31/12/2026", "50")
                for n, t in enumerate(titles, start=1)]  # fmt: skip
        for said in (heads, *rows):
            for cell, text in zip(table.add_row().cells, said, strict=True):
                cell.text = text
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    plan = open_document(out.getvalue(), "piano.docx").reading().plan
    assert [one.printed for one in plan.objectives] == ["01.1", "01.2", "02.1", "02.2"]
    assert [one.owners for one in plan.objectives] == [("eq:A11",)] * 2 + [("eq:A21",)] * 2


def test_labels_in_everyday_words_are_read(tmp_path: Path) -> None:
    sheets = "".join(
        f"R{n} {title}\nA chi è affidato: E.Q.\n"
        f"Entro quando: {day}/11/2026\nQuanto vale: {weight}%\n"
        f"Cosa vogliamo ottenere: un paese più ordinato\nCome lo misuriamo: {measure}\n"
        f"Da dove partiamo: 5\nDove vogliamo arrivare: {target}\n\n"
        for n, title, day, weight, measure, target in (
            (1, "Argini puliti", 10, 60, "Chilometri puliti", 12),
            (2, "Fontane riparate", 20, 40, "Fontane riparate", 7),
        )
    )
    plan = read(tmp_path, f"Servizio Opere pubbliche\n\n{sheets}", "piano.txt")
    assert [(o.title, str(o.weight), str(o.deadline)) for o in plan.objectives] == [
        ("Argini puliti", "60", "2026-11-10"),
        ("Fontane riparate", "40", "2026-11-20"),
    ]
    assert [str(i.target) for o in plan.objectives for i in o.indicators] == ["12", "7"]
    assert [str(i.baseline) for o in plan.objectives for i in o.indicators] == ["5", "5"]


def test_tables_that_a_layout_sets_side_by_side_are_read_one_after_the_other() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova – Piano degli obiettivi 2026")
    document.add_paragraph("Ufficio anagrafe")
    for n, title in ((1, "Sala d'attesa"), (2, "Schede dei residenti")):
        outer = document.add_table(rows=1, cols=2).rows[0].cells
        form = outer[0].add_table(rows=0, cols=2)
        for label, value in (("Codice", f"O.0{n}"), ("Obiettivo", title), ("Peso", "50%")):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = label, value
        works = outer[1].add_table(rows=0, cols=3)
        for said in (("Attività", "Peso", "Entro il"), ("Acquisto", "100", f"3{n - 1}/05/2026")):
            for cell, text in zip(works.add_row().cells, said, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    plan = open_document(out.getvalue(), "piano.docx").reading().plan
    assert [(o.title, o.printed) for o in plan.objectives] == [
        ("Sala d'attesa", "O.01"),
        ("Schede dei residenti", "O.02"),
    ]
    assert [str(i.deadline) for o in plan.objectives for i in o.indicators] == [
        "2026-05-30",
        "2026-05-31",
    ]
    assert [service.name for area in plan.areas for service in area.services] == [
        "Ufficio anagrafe"
    ]


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("entro e non oltre il 30/6", True),
        ("Stock del debito scaduto a fine anno", False),
    ],
)
def test_a_measure_may_name_a_day_and_be_no_value(text: str, value: bool) -> None:
    assert is_value(text) is value


def test_what_is_expected_may_be_a_yes_without_a_colon() -> None:
    said = said_inline("- Argine consegnato: atteso SI", 2026)
    assert (said[Role.INDICATOR], said[Role.TARGET]) == ("Argine consegnato", "SI")
