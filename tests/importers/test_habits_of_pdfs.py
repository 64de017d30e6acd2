"""What only pages show: headings written upwards, boxes within boxes, labels in small print."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]  # no types
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]  # no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # no types
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from importers import read_plan
from importers.pdfs.pdf_headers import said_in
from importers.pdfs.pdf_running import PageLines, without_running
from ledger.plan import Plan

GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 8)]
HEAD = ("COMUNE DI PROVA", "Piano dettagliato degli obiettivi 2026")


class Upwards(Flowable):  # type: ignore[misc]  # no types
    """A text written from the foot of its cell upwards, or from its head downwards."""

    def __init__(self, text: str, turn: int) -> None:
        super().__init__()
        self.text, self.turn = text, turn

    def wrap(self, *_: float) -> tuple[float, float]:
        return 10, 44

    def draw(self) -> None:
        self.canv.rotate(self.turn)
        self.canv.setFont("Helvetica-Bold", 7)
        at = (2, -8) if self.turn > 0 else (-42, 2)
        self.canv.drawString(*at, self.text)


def read(tmp_path: Path, *story: object) -> Plan:
    style = getSampleStyleSheet()["BodyText"]
    told = [Paragraph(one, style) if isinstance(one, str) else one for one in (*HEAD, *story)]
    SimpleDocTemplate(str(tmp_path / "piano.pdf"), pagesize=landscape(A4)).build(told)
    return read_plan(tmp_path / "piano.pdf")


def table(rows: Sequence[Sequence[Any]], *widths: float) -> Any:
    return Table(rows, colWidths=widths, style=GRID)


@pytest.mark.parametrize("turn", [90, -90])
def test_headings_written_up_or_down_a_page_are_read_with_what_the_legend_says(
    tmp_path: Path, turn: int
) -> None:
    up = [Upwards(said, turn) for said in ("N. ob.", "P.Ob.", "Scad.", "P.Ind.", "V.A.", "30/6")]
    plan = read(
        tmp_path,
        "Legenda: P.Ob. = peso dell'obiettivo nel Settore (totale 100); P.Ind. = peso "
        "dell'indicatore nell'obiettivo; V.A. = valore atteso al 31/12/2026; Scad. = termine "
        "dell'obiettivo. Le colonne 30/6 si compilano in sede di monitoraggio.",
        table(
            [
                [up[0], "Obiettivo", up[1], up[2], "Indicatore", up[3], up[4], up[5]],
                ["SETTORE TECNICO", *[""] * 7],
                ["1", "Argini puliti", "60", "30/11/2026", "Chilometri", "100", "12", ""],
                ["2", "Fontane riparate", "40", "31/10/2026", "Fontane", "100", "7", ""],
            ],
            *(30, 180, 40, 70, 150, 40, 60, 40),
        ),
    )
    assert [(one.title, one.weight, one.deadline) for one in plan.objectives] == [
        ("Argini puliti", Decimal(60), date(2026, 11, 30)),
        ("Fontane riparate", Decimal(40), date(2026, 10, 31)),
    ]
    assert [one.indicators[0].target for one in plan.objectives] == [Decimal(12), Decimal(7)]


def form(code: str, title: str, measure: str) -> list[object]:
    return [
        table([["SCHEDA OBIETTIVO GESTIONALE 2026"]], 600),
        table([["Settore", "Lavori Pubblici"], ["Responsabile", "ing. Anna Neri"]], 120, 480),
        table(
            [["Codice obiettivo", code, "Peso", "50%", "Termine", "30/11/2026"]],
            *[100] * 6,
        ),
        table([["Titolo dell'obiettivo", title]], 120, 480),
        table(
            [
                ["Indicatore", "Valore di partenza", "Valore atteso", "Peso %"],
                [measure, "3", "9", 100],
            ],
            *[150] * 4,
        ),
        table([["Risorse finanziarie", "Non sono previste"], ["Note del Nucleo", ""]], 120, 480),
        Spacer(1, 12),
    ]


def test_the_same_title_over_every_form_is_no_objective_and_a_box_ends_the_table_above(
    tmp_path: Path,
) -> None:
    forms = (
        form("OBG 01", "Argini puliti", "Chilometri puliti"),
        form("OBG 02", "Fontane riparate", "Fontane in funzione"),
        form("OBG 03", "Ponti controllati", "Ponti visti"),
    )
    plan = read(tmp_path, *(one for form in forms for one in form))
    assert [one.title for one in plan.objectives] == [
        "Argini puliti",
        "Fontane riparate",
        "Ponti controllati",
    ]
    assert [[one.name for one in each.indicators] for each in plan.objectives] == [
        ["Chilometri puliti"],
        ["Fontane in funzione"],
        ["Ponti visti"],
    ]


def test_a_label_of_the_town_s_own_stands_over_its_value_as_the_known_ones_beside_it(
    tmp_path: Path,
) -> None:
    def sheet(number: int, title: str) -> list[object]:
        small = [["Referente\nNeri", f"Peso\n{number}0", "Termine\n30/11/2026", "Quartieri\ntutti"]]
        return [
            f"Obiettivo {number} – {title}",
            table(small, *[150] * 4),
            "Indicatori",
            "• Opere: 9",
        ]

    plan = read(tmp_path, "Settore Tecnico", *sheet(4, "Argini puliti"), *sheet(6, "Ponti visti"))
    assert [(one.weight, one.deadline) for one in plan.objectives] == [
        (Decimal(40), date(2026, 11, 30)),
        (Decimal(60), date(2026, 11, 30)),
    ]


def test_the_name_of_a_form_over_a_code_is_its_label(tmp_path: Path) -> None:
    def sheet(code: str, title: str) -> list[object]:
        return [
            table(
                [["Scheda obiettivo", "Peso", "Termine finale"], [code, "50", "30/11/2026"]],
                200,
                200,
                200,
            ),
            table([["Titolo dell'obiettivo"], [title]], 600),
            table(
                [["N.", "Fase", "Entro il", "Peso fase"], ["1", "Gara", "31/03/2026", "100%"]],
                *[150] * 4,
            ),
            Spacer(1, 12),
        ]

    plan = read(
        tmp_path,
        "Settore Tecnico",
        *sheet("TEC/1", "Argini puliti"),
        *sheet("TEC/2", "Ponti visti"),
    )
    assert [(one.printed, one.title, one.weight) for one in plan.objectives] == [
        ("TEC/1", "Argini puliti", Decimal(50)),
        ("TEC/2", "Ponti visti", Decimal(50)),
    ]


def test_a_line_that_stands_within_pages_too_is_no_foot_of_theirs() -> None:
    measure = "a) Pratiche concluse (target 401)"
    pages = [
        PageLines([line_of(text) for text in ("Piano 2026", *own, measure)], [])
        for own in (("Uno", "Due", measure, f"Obiettivo {n}", "Peso") for n in (1, 2, 3))
    ]
    kept = [[said_in(line) for line in page.lines] for page in without_running(pages)]
    assert [said.count(measure) for said in kept] == [2, 2, 2]
    assert [said.count("Piano 2026") for said in kept] == [1, 0, 0]


def line_of(text: str) -> list[dict[str, Any]]:
    """A line of a page as pdfplumber tells its words."""
    return [
        {"text": word, "x0": 10.0 * n, "x1": 10.0 * n + 8, "top": 0.0, "bottom": 8.0}
        for n, word in enumerate(text.split())
    ]
