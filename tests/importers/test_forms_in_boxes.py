"""One form a page in boxes: titles of their own, running titles, months, people, money, feet."""

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle

from importers import open_document, read_plan
from importers.forms.signatures import without_signatures
from importers.pdfs.wrapped import wrapped_rows
from importers.units.owners import names_persons
from importers.units.unitnames import named_unit
from importers.whole.grid import Row
from ledger.plan import Plan

RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
MONTHS = list("GFMAMGLASOND")
GOALS = ("Orti urbani assegnati ai cittadini", "Fontane riaccese in centro", "Alberate censite")


def form(n: int, title: str) -> list[Any]:
    """A page: the title under its label, weight and day in one row, measures, months."""
    wide = [
        ("SCHEDA OBIETTIVO DI PERFORMANCE 2026", "", "", ""),
        ("Area", "Territorio", "Servizio", "Verde pubblico"),
        ("Responsabile", "dott. Anna Neri", "Scheda", f"{n} di {len(GOALS)}"),
        ("Titolo dell’obiettivo", "", "", ""),
        (title, "", "", ""),
        ("Finalità", "", "", ""),
        ("Dare ai quartieri luoghi curati.", "", "", ""),
        ("Peso dell’obiettivo", "30 %", "Data di completamento", "31/10/2026"),
    ]
    spans = [("SPAN", (0, k), (3, k)) for k in (0, 3, 4, 5, 6)]
    measures = [
        ("Dimensione", "Indicatore", "Dato storico 2025", "Valore atteso 2026", "Peso"),
        ("Qualità", f"Interventi di {title.lower()}", "1", f"{n + 3} interventi", "100%"),
    ]
    works = [("Fase", *MONTHS), ("Cantiere", *("X" * 4), *([""] * 8))]
    return [
        Table(
            wide, colWidths=[130, 110, 130, 110], style=TableStyle([*RULED.getCommands(), *spans])
        ),
        Table(measures, colWidths=[70, 180, 80, 80, 70], style=RULED),
        Table(works, colWidths=[180, *([25] * 12)], style=RULED),
        PageBreak(),
    ]


def test_titles_under_their_labels_in_boxes_are_titles_and_running_lines_are_none(
    tmp_path: Path,
) -> None:
    def edges(canvas: Any, document: Any) -> None:
        canvas.drawString(60, 815, "Comune di Prova – PIAO 2026-2028 – Performance")
        canvas.drawString(280, 20, f"Pag. {document.page}")

    path = tmp_path / "schede.pdf"
    parts = [part for n, title in enumerate(GOALS, start=1) for part in form(n, title)]
    SimpleDocTemplate(str(path), pagesize=A4).build(parts, onFirstPage=edges, onLaterPages=edges)
    plan = read_plan(path)
    assert [one.title for one in plan.objectives] == list(GOALS)
    assert [(str(one.weight), str(one.deadline)) for one in plan.objectives] == [
        ("30", "2026-10-31")
    ] * len(GOALS)
    assert [one.indicators[0].target for one in plan.objectives] == [4, 5, 6]


def text_plan(text: str) -> Plan:
    return open_document(text.encode(), "piano.txt").reading().plan


OBJECTIVE = """
OBIETTIVO N. {n}
{title}

Lavori in economia e controllo degli esiti.
Peso: 50/100
Termine: 30.09.2026
Indicatori:
- Interventi conclusi: n. {n} interventi (anno 2025: 1)
"""


def test_a_heading_with_its_title_ends_the_label_above_it_and_a_title_goes_on_with_its_year() -> (
    None
):
    plan = text_plan(
        "COMUNE DI PROVA\n\nPIANO DEGLI OBIETTIVI\n2026\n\n"
        + "".join(
            f"\nSETTORE {name}\nRESPONSABILE: NERI dott.ssa Anna\n\nDESCRIZIONE DELL’ATTIVITÀ\n"
            f"Il Settore cura i {what}.\n\nOBIETTIVI\n"
            + OBJECTIVE.format(n=1, title=f"Prima cura dei {what}")
            + OBJECTIVE.format(n=2, title=f"Seconda cura dei {what}")
            for name, what in (("VERDE", "parchi"), ("STRADE", "ponti"), ("SPORT", "campi"))
        )
    )
    assert plan.year == 2026
    assert [one.title for one in plan.objectives][:2] == [
        "Prima cura dei parchi", "Seconda cura dei parchi",
    ]  # fmt: skip
    measures = [one.indicators[0] for one in plan.objectives]
    assert [(one.target, one.baseline) for one in measures] == [(1, 1), (2, 1)] * 3
    assert not [one for one in plan.anomalies if one.kind == "no_owner"]


def book_plan(sheets: dict[str, list[tuple[object, ...]]]) -> Plan:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return open_document(held.getvalue(), "piano.xlsx").reading().plan


def of_centre(centre: str, unit: str, title: str) -> list[tuple[object, ...]]:
    return [
        ("Comune di Prova - obiettivi 2026",),
        ("Centro di Responsabilità", centre),
        ("Centro di Costo", unit),
        ("Obiettivo", title),
        ("Peso", 100),
        ("Termine", "31/12/2026"),
        ("Indicatore", "Valore 2025", "Target 2026"),
        (f"Atti di {title.lower()}", 10, 20),
        ("PERSONALE COINVOLTO",),
        ("Area professionale", "N. unità", "% di impiego"),
        ("Istruttori", 2, "10%"),
    ]


def test_a_centre_of_responsibility_that_is_an_area_has_only_the_centres_of_cost() -> None:
    plan = book_plan(
        {
            "S1": of_centre("Settore Risorse", "Personale", "Concorsi più rapidi"),
            "S2": of_centre("Settore Risorse", "Tributi", "Banca dati bonificata"),
        }
    )
    assert [(area.name, [one.name for one in area.services]) for area in plan.areas] == [
        ("Settore Risorse", ["Personale", "Tributi"])
    ]
    assert [[str(one.number) for one in goal.people] for goal in plan.objectives] == [["2"]] * 2


def test_names_on_tabs_say_nothing_of_how_services_are_called() -> None:
    plan = book_plan(
        {
            name: [
                ("Comune di Prova - obiettivi 2026",),
                (f"Servizio {name}",),
                ("Obiettivo", "Peso", "Termine", "Indicatore", "Target 2026"),
                (f"Cura di {name.lower()}", 100, "31/12/2026", f"Atti di {name.lower()}", 20),
            ]
            for name in ("Verde e Parchi", "Scuole")
        }
    )
    assert [one.name for _, one in plan.services()] == [
        "Servizio Verde e Parchi",
        "Servizio Scuole",
    ]


def test_the_label_of_an_area_is_no_part_of_its_name() -> None:
    named = named_unit("AREA: Risorse e Innovazione")
    assert named is not None
    assert named.name == "Risorse e Innovazione"


def test_persons_may_be_told_by_surname_first_or_by_their_rank() -> None:
    assert names_persons("NERI dott.ssa Anna")
    assert names_persons("isp. capo Rita Verdi")
    assert not names_persons("Servizio dott. Tecnico")


def test_who_signs_a_document_beside_their_post_is_none_of_it() -> None:
    rows = [
        Row(1, ("Peso", "30")),
        Row(2, ("",)),
        Row(3, ("Il Segretario comunale", "dott. Mario Neri")),
    ]
    assert without_signatures(rows) == rows[:2]
    assert without_signatures([rows[0], rows[2]]) == [rows[0], rows[2]]


def test_a_column_that_goes_on_after_a_gap_begins_a_row_whatever_else_it_says() -> None:
    lines = [
        ("Canone unico", "Proposta al Consiglio", "", "31.10.2026"),
        ("patrimoniale", "", "", ""),
        ("", "Impianti censiti", "90", ""),
    ]
    assert wrapped_rows(lines) == [[0, 1], [2]]
