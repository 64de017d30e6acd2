"""Forms as offices lay them out in a workbook, and lists under the labels of a text."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from importers import open_document, read_plan
from importers.pdfs.wrapped import wrapped_rows
from importers.units.owners import names_surname
from ledger.plan import Plan

from .test_forms_and_their_tables import book_of


def plan_of(*rows: tuple[object, ...]) -> Plan:
    content = book_of(("Comune di Prova - Obiettivi 2026",), (), *rows)
    return open_document(content, "schede.xlsx").reading().plan


def told(plan: Plan) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    return [
        (
            one.title,
            str(one.weight),
            str(one.deadline),
            [(i.name, str(i.target), str(i.weight)) for i in one.indicators],
        )
        for one in plan.objectives
    ]


ARGINI = (
    "Argini puliti",
    "60",
    "2026-09-30",
    [("Chilometri puliti", "12", "70"), ("Rifiuti tolti", "35", "30")],
)
FONTANE = ("Fontane della piazza", "40", "2026-10-31", [("Fontane riparate", "9", "100")])


def test_labels_over_their_values_beside_a_table_are_one_form() -> None:
    head = ("Servizio", None, None, None, None, "Indicatore", "Anno 2025", "Atteso 2026", "Peso")

    def form(title: str, weight: str, day: str, *measures: tuple[object, ...]) -> list[tuple]:
        left: list[tuple[object, ...]] = [
            ("OP.1 – Opere pubbliche",),
            ("Obiettivo",),
            (title,),
            ("Peso", "Termine", "Responsabile"),
            (weight, day, "Dirigente del Settore"),
        ]
        rows = []
        for i, row in enumerate(left):
            beside = measures[i] if i < len(measures) else ()
            rows.append((*row, *[None] * (5 - len(row)), *beside))
        return [("SCHEDA OBIETTIVO",), head, *rows, (), ()]

    plan = plan_of(
        ("OP – Settore Opere",),
        (),
        *form(
            "Argini puliti",
            "60%",
            "30/09/2026",
            ("Chilometri puliti", 8, 12, "70%"),
            ("Rifiuti tolti", 20, 35, "30%"),
        ),
        *form("Fontane della piazza", "40%", "31/10/2026", ("Fontane riparate", 2, 9, "100%")),
    )
    assert told(plan) == [ARGINI, FONTANE]
    assert [area.services[0].name for area in plan.areas if area.code == "OP"] == [
        "Opere pubbliche"
    ]


def test_a_label_beside_a_table_names_a_column_without_heading_and_a_number_opens_the_next() -> (
    None
):
    def form(n: int, title: str, weight: int, day: str, *measures: tuple[object, ...]) -> list:
        return [
            ("Obiettivo n.", n, None, None, "Peso", weight),
            ("Descrizione", title),
            ("Termine previsto", day),
            ("Indicatori", None, None, "Valore 2025", "Valore atteso 2026", "% ind."),
            *[(None, name, None, *figures) for name, *figures in measures],
            ("Note / criticità",),
            (),
        ]

    plan = plan_of(
        ("Area Tecnica",),
        ("Responsabile", "ing. Anna Neri"),
        (),
        *form(
            1,
            "Argini puliti",
            60,
            "30/09/2026",
            ("Chilometri puliti", 8, 12, 70),
            ("Rifiuti tolti", 20, 35, 30),
        ),
        *form(2, "Fontane della piazza", 40, "31/10/2026", ("Fontane riparate", 2, 9, 100)),
    )
    assert told(plan) == [ARGINI, FONTANE]


def test_a_form_goes_on_over_empty_rows_and_ends_where_it_is_signed() -> None:
    def form(title: str, weight: str, day: str, *measures: tuple[object, ...]) -> list:
        return [
            ("Settore", None, "Responsabile", None, "Obiettivo strategico DUP"),
            ("Settore Opere", None, "Neri", None, "OS3"),
            (),
            ("OBIETTIVO",),
            (title,),
            ("Peso dell'obiettivo nel settore", None, weight, "Da concludere entro il", None, day),
            (),
            ("INDICATORI DI RISULTATO",),
            ("Descrizione", None, "Anno 2025", "Atteso 2026", "Peso", "Esito"),
            *[(name, None, *figures) for name, *figures in measures],
            (),
            ("Il Responsabile del settore", None, None, "Il Nucleo di valutazione"),
            (),
        ]

    plan = plan_of(
        *form(
            "Argini puliti",
            "60%",
            "30/09/2026",
            ("Chilometri puliti", 8, 12, "70%"),
            ("Rifiuti tolti", 20, 35, "30%"),
        ),
        *form("Fontane della piazza", "40%", "31/10/2026", ("Fontane riparate", 2, 9, "100%")),
    )
    assert told(plan) == [ARGINI, FONTANE]
    assert [area.name for area in plan.areas] == ["Settore Opere"]


def test_days_of_a_review_are_headings_and_marked_items_go_with_their_figures() -> None:
    plan = plan_of(
        (
            "ARTICOLAZIONE", None, "OBIETTIVO", None, "MISURAZIONE", None, "TEMPI", None,
            "VERIFICHE", None,
        ),
        (
            "Settore", "Servizio", "Descrizione", "Peso", "Indicatori", "Risultato atteso",
            "Avvio", "Termine", "30/06", "31/12",
        ),
        (
            "Settore Tecnico", "Opere", "Argini puliti", 60,
            "I1. Chilometri puliti\nI2. Rifiuti tolti", "I1: 12\nI2: n. 35 sacchi",
            "01/02/2026", "30/09/2026",
        ),
        (
            "Settore Tecnico", "Opere", "Fontane della piazza", 40,
            "Fontane riparate", "9", "01/02/2026", "31/10/2026",
        ),
    )  # fmt: skip
    assert [(o.title, str(o.weight)) for o in plan.objectives] == [
        ("Argini puliti", "60"),
        ("Fontane della piazza", "40"),
    ]
    measures = [(i.name, str(i.target)) for o in plan.objectives for i in o.indicators]
    assert measures == [
        ("Chilometri puliti", "12"),
        ("Rifiuti tolti", "35"),
        ("Fontane riparate", "9"),
    ]
    assert plan.areas[0].services[0].name == "Opere"


def test_a_value_that_reads_as_a_label_stays_a_value_in_a_table_on_its_side() -> None:
    plan = plan_of(
        ("Ufficio Tecnico",),
        (),
        (None, "OBIETTIVO 1", "OBIETTIVO 2"),
        ("Titolo", "Argini puliti", "Fontane della piazza"),
        ("Punti", 60, 40),
        ("Da concludere entro", "30/09/2026", "31/10/2026"),
        ("Indicatore 1", "Fine lavori", "Fontane riparate"),
        ("Valore atteso", "31/05/2026", 9),
        ("Indicatore 2", "Rifiuti tolti", "Panchine nuove"),
        ("Valore atteso", 35, 4),
    )
    assert [[i.name for i in o.indicators] for o in plan.objectives] == [
        ["Fine lavori", "Rifiuti tolti"],
        ["Fontane riparate", "Panchine nuove"],
    ]


_TEXT = """\
COMUNE DI PROVA
Piano degli obiettivi 2026-2028

AREA TE - TECNICA

Servizio TE.1 - Opere

Obiettivo: Argini puliti
Situazione di partenza: gli argini sono coperti di rovi e nessuno li percorre.
Risultato atteso: argini percorribili a piedi.
Peso: 60%
Scadenza: 30/09/2026
Indicatori
  1) N. chilometri puliti (peso 70%)
     2025: 8   2026: 12   2027: 15   2028: 15
  2) Tempo medio di intervento (peso 30%)
     2025: 15   2026: max 8 gg   2027: 7 gg   2028: 6 gg

Obiettivo: Fontane della piazza
Situazione di partenza: metà delle fontane è a secco.
Risultato atteso: tutte le fontane in funzione.
Peso: 40%
Scadenza: 31/10/2026
Indicatori
  1) N. fontane riparate (peso 100%)
     2025: 2   2026: 9   2027: 0   2028: 0
"""


def test_the_figures_of_all_years_under_each_item_are_those_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    path.write_text(_TEXT, encoding="utf-8")
    plan = read_plan(path)
    measures = [
        [(str(i.baseline), str(i.target), str(i.weight)) for i in one.indicators]
        for one in plan.objectives
    ]
    assert measures == [[("8", "12", "70"), ("15", "8", "30")], [("2", "9", "100")]]


def test_what_stands_where_other_sheets_name_their_unit_is_a_unit(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab, name, title in (
        ("Tec", "Ufficio Tecnico", "Argini puliti"),
        ("Seg", "Ufficio Segreteria", "Archivio in ordine"),
        ("PL", "Polizia Locale in convenzione", "Scuole sicure"),
    ):
        sheet = book.create_sheet(tab)
        for row in (
            ("Comune di Prova - Obiettivi 2026",),
            (name, None, "Responsabile: Anna Neri"),
            (),
            ("Obiettivo", "Peso", "Scadenza", "Indicatore", "Target"),
            (title, 100, "30/09/2026", "Giornate di lavoro", 12),
        ):
            sheet.append(row)
    book.save(tmp_path / "obiettivi.xlsx")
    plan = read_plan(tmp_path / "obiettivi.xlsx")
    assert [(o.code, o.title) for o in plan.objectives] == [
        ("A11.1", "Argini puliti"),
        ("A21.1", "Archivio in ordine"),
        ("A31.1", "Scuole sicure"),
    ]
    assert [area.name for area in plan.areas][2] == "Polizia Locale in convenzione"


def test_a_form_that_labels_area_and_service_names_the_unit_better_than_its_sheet(
    tmp_path: Path,
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab, area, service, title in (
        ("S1.1 Segreteria e Protoc", "Area Affari", "S1.1 – Segreteria e Protocollo", "Archivio"),
        ("S2.1 Opere", "Area Tecnica", "S2.1 – Opere", "Argini puliti"),
        ("S2.2 Verde", "Area Tecnica", "S2.2 – Verde", "Prati in ordine"),
    ):
        sheet = book.create_sheet(tab)
        for row in (
            ("Comune di Prova",),
            ("Piano della performance 2026",),
            (),
            ("Area", area),
            ("Servizio", service),
            ("Titolare di E.Q.", "dott. Neri"),
            (),
            ("N.", "Descrizione", "Peso %", "Scadenza", "Indicatore", "Target 2026"),
            (1, title, 100, "30/09/2026", "Giornate di lavoro", 12),
            (),
            ("Risorse umane assegnate",),
            ("Area", "Unità in servizio"),
            ("Istruttori", 3),
        ):
            sheet.append(row)
    book.save(tmp_path / "obiettivi.xlsx")
    plan = read_plan(tmp_path / "obiettivi.xlsx")
    assert [(a.code, a.name, [s.code for s in a.services]) for a in plan.areas] == [
        ("S1", "Area Affari", ["S11"]),
        ("S2", "Area Tecnica", ["S21", "S22"]),
    ]
    assert [(o.code, o.title) for o in plan.objectives] == [
        ("S11.1", "Archivio"),
        ("S21.1", "Argini puliti"),
        ("S22.1", "Prati in ordine"),
    ]
    assert not plan.anomalies


def test_objectives_common_to_all_units_are_transversal() -> None:
    table = ("Obiettivo", "Peso", "Scadenza", "Indicatore", "Target")
    plan = plan_of(
        (
            "comuni a tutte le Direzioni – ambito di ente",
            None,
            "Coordinamento: Segretario generale",
        ),
        (),
        table,
        ("Pagamenti puntuali", 100, "31/12/2026", "Giorni di ritardo", 0),
        (),
        ("Direzione Tecnica", None, "Dirigente: Neri"),
        (),
        table,
        ("Argini puliti", 100, "30/09/2026", "Chilometri puliti", 12),
    )
    assert [(o.code, o.title) for o in plan.objectives] == [
        ("TR.1", "Pagamenti puntuali"),
        ("A11.1", "Argini puliti"),
    ]


def test_a_column_that_counts_the_indicators_stands_before_their_names() -> None:
    def form(n: int, title: str, weight: int, day: str, *measures: tuple[object, ...]) -> list:
        head = ("Indicatori", "Denominazione", "Peso %", "Valore atteso")
        counted = [(f"Ind. {i}", *one) for i, one in enumerate(measures, start=1)]
        first = (f"Obiettivo n. {n}", title, "Peso", weight)
        return [first, ("Data di conclusione", day), head, *counted, ()]

    plan = plan_of(
        ("Settore", "Opere"),
        *form(
            1,
            "Argini puliti",
            60,
            "30/09/2026",
            ("Chilometri puliti", 70, 12),
            ("Rifiuti tolti", 30, 35),
        ),
        *form(2, "Fontane della piazza", 40, "31/10/2026", ("Fontane riparate", 100, 9)),
    )
    assert told(plan) == [ARGINI, FONTANE]


def test_the_second_line_of_a_name_that_says_of_the_total_is_no_total() -> None:
    said = [
        ["Pratiche evase allo sportello sul", "41%", "70%"],
        ["totale delle richieste", "", ""],
        ["Totale pesi", "", "100"],
    ]
    assert wrapped_rows(said) == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("said", "is_one"), [("Giannelli", True), ("Del Fabbro", True), ("n.d.", False)]
)
def test_a_surname_alone_says_who_answers(said: str, *, is_one: bool) -> None:
    assert names_surname(said) is is_one
