"""The same plan as offices keep it: each kind of file, and what a cell of each may hold."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
import xlwt  # type: ignore[import-untyped]  # no types
from odf import opendocument, style, table, text  # type: ignore[import-untyped]  # no types
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]  # no types
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]  # no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # no types
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from importers import read_plan
from importers.errors import ConverterMissing, Scanned
from ledger.plan import Kind, Plan

TITLE = "Comune di Prova - Piano degli obiettivi 2026"
HEAD = (
    "Servizio",
    "Obiettivo",
    "Indicatore",
    "Valore 2025",
    "Target 2026",
    "Peso",
    "Scadenza",
    "Responsabile",
)
DAY = dt.date(2026, 12, 31)
ROWS: list[tuple[object, ...]] = [
    ("Qualità", "Recupero IMU", "Avvisi emessi", 120, "200", "30", DAY, "EQ"),
    ("Qualità", "Sportello", "Istanze online", "45%", "68 %", "25,5%", "31.12.2026", "EQ"),
    (
        "Qualità",
        "Rimborsi",
        "Euro rimborsati",
        "1.250,50",
        "2.000,75",
        "44,5",
        "entro dicembre",
        "EQ",
    ),
    ("Anagrafe", "CIE", "CIE rilasciate", 10, "12,5", 50, "II semestre", "EQ"),
    ("Anagrafe", "Certificati", "Certificati", 1000, 1500, 50, "31/12 di ogni anno", "EQ"),
]
SECRET = ("Anagrafe", "Nascosto", "Cose", 1, 2, 10, "31/12/2026", "EQ")
TOLD = ["hidden_column", "hidden_row", "hidden_sheet"]


def shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def told(plan: Plan) -> list[tuple[str, ...]]:
    names = {service.code: service.name for _, service in plan.services()}
    return [
        (
            names[o.unit],
            o.title,
            *(str(f"{i.target:f}") for i in o.indicators),
            f"{o.weight:f}",
            str(o.deadline),
        )
        for o in plan.objectives
    ]


EXPECTED = [
    ("Qualità", "Recupero IMU", "200", "30", "2026-12-31"),
    ("Qualità", "Sportello", "68", "25.5", "2026-12-31"),
    ("Qualità", "Rimborsi", "2000.75", "44.5", "2026-12-31"),
    ("Anagrafe", "CIE", "12.5", "50", "2026-12-31"),
    ("Anagrafe", "Certificati", "1500", "50", "2026-12-31"),
]


def xlsx(path: Path, *, old_days: bool = False, secrets: bool = False) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if old_days:
        book.epoch = CALENDAR_MAC_1904
    for row in ((TITLE,), HEAD, *ROWS, *([SECRET] if secrets else [])):
        sheet.append(list(row))
    if secrets:
        sheet.row_dimensions[sheet.max_row].hidden = True
        sheet["I2"], sheet["I3"] = "Note riservate", "segreto"
        sheet.column_dimensions["I"].hidden = True
        other = book.create_sheet("Bozze")
        other["A1"] = "vecchio"
        other.sheet_state = "hidden"
    book.save(path)


def xls(path: Path, *, secrets: bool = False) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("PDO")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for i, row in enumerate(((TITLE,), HEAD, *ROWS, *([SECRET] if secrets else []))):
        for k, value in enumerate(row):
            sheet.write(i, k, value, *([day] if isinstance(value, dt.date) else []))
    if secrets:
        sheet.write(1, 8, "Note riservate")
        sheet.write(2, 8, "segreto")
        sheet.row(7).hidden = True
        sheet.col(8).hidden = True
        other = book.add_sheet("Bozze")
        other.write(0, 0, "vecchio")
        other.visibility = 1
    book.save(str(path))


def ods(path: Path, *, secrets: bool = False) -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    unseen = style.Style(name="unseen", family="table")
    unseen.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(unseen)
    sheet = table.Table(name="PDO")
    sheet.addElement(table.TableColumn(numbercolumnsrepeated=8))
    sheet.addElement(table.TableColumn(visibility="collapse" if secrets else "visible"))
    for row in ((TITLE,), HEAD, *ROWS, *([SECRET] if secrets else [])):
        is_secret = secrets and row is SECRET
        line = table.TableRow(**({"visibility": "collapse"} if is_secret else {}))
        for value in (*row, "segreto") if secrets and len(row) == len(HEAD) else row:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=shown(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    if secrets:
        other = table.Table(name="Bozze", stylename=unseen)
        line = table.TableRow()
        cell = table.TableCell(valuetype="string")
        cell.addElement(text.P(text="vecchio"))
        line.addElement(cell)
        other.addElement(line)
        book.spreadsheet.addElement(other)
    book.save(str(path))


def odt(path: Path) -> None:
    paper = opendocument.OpenDocumentText()
    paper.text.addElement(text.P(text=TITLE))
    grid = table.Table(name="PDO")
    grid.addElement(table.TableColumn(numbercolumnsrepeated=len(HEAD)))
    for row in (HEAD, *ROWS):
        line = table.TableRow()
        for value in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=shown(value)))
            line.addElement(cell)
        grid.addElement(line)
    paper.text.addElement(grid)
    paper.save(str(path))


def word(path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph(TITLE)
    grid = paper.add_table(0, len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = shown(value)
    paper.save(str(path))


def drawn(path: Path) -> None:
    """A page with its text, as recognition leaves it: the rules of its tables are a picture."""
    grid = Table([HEAD, *[tuple(map(shown, row)) for row in ROWS]], hAlign="LEFT")
    title = Paragraph(TITLE, getSampleStyleSheet()["Title"])
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([title, grid])


def pictured(path: Path) -> None:
    """A page that is only a picture."""
    page = Canvas(str(path))
    page.rect(10, 10, 500, 500, fill=1)
    page.save()


def lines(sign: str, encoding: str, around: str = "") -> Callable[[Path], None]:
    """A text whose cells stand apart by a sign, in an encoding."""

    def write(path: Path) -> None:
        rows = [(TITLE, *[""] * (len(HEAD) - 1)), HEAD, *ROWS]
        cells = [[f"{around}{shown(value)}{around}" for value in row] for row in rows]
        path.write_bytes("\r\n".join(sign.join(row) for row in cells).encode(encoding))

    return write


FILES: dict[str, Callable[[Path], None]] = {
    "piano.xlsx": xlsx,
    "giorni-1904.xlsx": lambda path: xlsx(path, old_days=True),
    "giorni-1904.xls": xls,
    "piano.ods": ods,
    "piano.odt": odt,
    "piano.docx": word,
    "bom.csv": lines(";", "utf-8-sig"),
    "cp1252.csv": lines(";", "cp1252"),
    "tab.csv": lines("\t", "utf-8"),
    "utf16.csv": lines("\t", "utf-16"),
    "tab.txt": lines("\t", "cp1252"),
    "spazi.csv": lines(";", "utf-8", "\u00a0 "),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_plan_is_read_from_every_kind_of_file(name: str, tmp_path: Path) -> None:
    FILES[name](tmp_path / name)
    plan = read_plan(tmp_path / name)
    assert (plan.ente, plan.year, plan.anomalies) == ("Comune di Prova", 2026, ())
    assert told(plan) == EXPECTED


def test_a_cell_of_money_is_money_in_an_open_workbook_too(tmp_path: Path) -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="PDO")
    row = ("Qualità", "Sponsor", "Somme raccolte", None, Decimal(30000), "100", DAY, "EQ")
    for said in ((TITLE,), HEAD, row):
        line = table.TableRow()
        for value in said:
            is_money = isinstance(value, Decimal)
            told = {"value": str(value), "currency": "EUR"} if is_money else {}
            cell = table.TableCell(valuetype="currency" if is_money else "string", **told)
            cell.addElement(text.P(text=shown(value or "")))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(tmp_path / "piano.ods"))

    [objective] = read_plan(tmp_path / "piano.ods").objectives
    assert [(one.kind, one.target) for one in objective.indicators] == [
        (Kind.CURRENCY, Decimal(30000))
    ]


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", xlsx), ("a.xls", xls), ("a.ods", ods)])
def test_what_a_workbook_hides_is_left_out_and_told(
    name: str, write: Callable[..., None], tmp_path: Path
) -> None:
    write(tmp_path / name, secrets=True)
    plan = read_plan(tmp_path / name)
    assert told(plan) == EXPECTED
    assert sorted(anomaly.kind for anomaly in plan.anomalies) == TOLD


def test_programs_that_are_not_installed_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512)
    with pytest.raises(ConverterMissing, match="LibreOffice"):
        read_plan(tmp_path / "a.doc")
    pictured(tmp_path / "a.pdf")
    with pytest.raises(Scanned, match="ocrmypdf"):
        read_plan(tmp_path / "a.pdf")


PROGRAMS = {
    "a.doc": ("soffice", 'for last; do :; done; cp "{made}" "${{last%.doc}}.docx"'),
    "a.pdf": ("ocrmypdf", 'for last; do :; done; cp "{made}" "$last"'),
}
"""Programs that make, of a file that is not read here, one that is: the last word names a file."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_a_program_of_the_machine_makes_of_a_file_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, does = PROGRAMS[name]
    made = tmp_path / "made"
    (word if program == "soffice" else drawn)(made)
    (tmp_path / program).write_text(f"#!/bin/sh\n{does.format(made=made)}\n")
    (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    if program == "soffice":
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512)
    else:
        pictured(tmp_path / name)
    plan = read_plan(tmp_path / name)
    assert told(plan) == EXPECTED
    assert [a.kind for a in plan.anomalies] == ([] if program == "soffice" else ["recognised"])
