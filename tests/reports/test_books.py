"""Workbooks: numbers that are numbers, texts that stay texts, and another program that agrees."""

import csv
import datetime as dt
import io
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.ledger import Ledger
from reports.columns import BookSheet, Column, csv_of
from reports.sheets import workbook_of

from ..town import copy_of
from .conftest import run

AT = dt.datetime(2025, 2, 10, tzinfo=dt.UTC)
OFFICE = shutil.which("soffice")
KINDS = ("plan", "monitoring", "schede", "payment", "due")


def book_of(path: Path, kind: str, *more: str, to: Path) -> Any:
    out = to / f"{kind}.xlsx"
    done = run(path, "report", kind, *more, "-o", str(out))
    assert done.exit_code == 0, done.stderr
    return openpyxl.load_workbook(out)


def row_with(page: Any, text: str) -> list[Any]:
    (found,) = [row for row in page.iter_rows(values_only=True) if text in row]
    return list(found)


def test_the_plan_s_workbook_has_real_numbers_and_dates(winter_path: Path, tmp_path: Path) -> None:
    page = book_of(winter_path, "plan", to=tmp_path)["Indicatori"]
    row = row_with(page, "AS4.3.1")
    assert row[2:4] == ["CIE rilasciate", "carte"]
    assert row[5:7] == [600, 540]
    assert row[9].date() == dt.date(2024, 11, 4)
    assert row[10:12] == ["sì", 90]


@pytest.mark.parametrize("kind", KINDS)
def test_every_workbook_can_be_filtered_printed_and_understood(
    winter_path: Path, tmp_path: Path, kind: str
) -> None:
    book = book_of(winter_path, kind, to=tmp_path)
    explained = {row[1] for row in book["Spiegazioni"].iter_rows(min_row=2, values_only=True)}
    for page in book.worksheets:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        if page.title != "Spiegazioni":
            assert {cell.value for cell in page[1]} <= explained


def test_schede_and_premiums_are_told_by_person(winter_path: Path, tmp_path: Path) -> None:
    row = row_with(book_of(winter_path, "schede", to=tmp_path)["Schede"], "Eq.As4 (eq.as4)")
    assert row[6:14] == [24.9, 32, 24, 80.9, 5, 76.85, "MASSIMA", 100]
    page = book_of(winter_path, "payment", "--codes", to=tmp_path)["Allegato"]
    assert row_with(page, "eq.as4")[4] == 3200


TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+39 0776",
        "-5",
        "@SUM(A1)",
        "\t=2",
        '=HYPERLINK("http://x")',
        "\r=cmd",
        "\n=1",
        "＝1",
    ]
)


def one_column(texts: list[str]) -> BookSheet:
    return BookSheet("Prova", (Column("Testo", "un testo"),), tuple((text,) for text in texts))


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_no_text_becomes_a_formula(texts: list[str]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([one_column(texts)], "x", AT)))
    for text, (cell,) in zip(texts, book["Prova"].iter_rows(min_row=2), strict=True):
        assert cell.data_type in ("s", "n", "inlineStr"), (text, cell.data_type)
        assert cell.data_type != "f"
        assert cell.value is None or isinstance(cell.value, str)
    written = csv_of(one_column(texts)).decode("utf-8-sig")
    for (field,) in list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))[1:]:
        assert not field.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.fixture(scope="module")
def reopened(winter: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, Any]]:
    """By kind, a workbook as written and as LibreOffice saves it after reading: one run for all."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    place = tmp_path_factory.mktemp("office")
    ledger = copy_of(winter, place / "traguardo.db")
    written = {kind: book_of(ledger, kind, to=place) for kind in KINDS}
    tricky = place / "texts.xlsx"
    tricky.write_bytes(workbook_of([one_column(["=1+1", "+39 0776", "-5", "@SUM(A1)"])], "x", AT))
    written["texts"] = openpyxl.load_workbook(tricky)
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{place}/profile"]
    more = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(place / "read")]
    books = [str(place / f"{kind}.xlsx") for kind in written]
    subprocess.run([*command, *more, *books], check=True, capture_output=True, timeout=300)
    return {
        kind: (book, openpyxl.load_workbook(place / "read" / f"{kind}.xlsx"))
        for kind, book in written.items()
    }


def same(written: object, read: object) -> bool:
    if isinstance(written, int | float) and isinstance(read, int | float):
        return math.isclose(written, read, rel_tol=1e-12)
    return written == read


@pytest.mark.parametrize("kind", [*KINDS, "texts"])
def test_libreoffice_reads_every_cell_as_it_was_written(
    reopened: dict[str, tuple[Any, Any]], kind: str
) -> None:
    """Numbers stay numbers, days days, and no text is computed."""
    written, read = reopened[kind]
    assert read.sheetnames == written.sheetnames
    cells = [cell for page in written for row in page.iter_rows() for cell in row]
    assert len(cells) > len(written.sheetnames)
    wrong = []
    for cell in cells:
        other = read[cell.parent.title][cell.coordinate]
        if not same(cell.value, other.value) or other.data_type == "f":
            wrong.append((cell.parent.title, cell.coordinate, cell.value, other.value))
    assert wrong == []


def test_libreoffice_reads_the_figures_of_the_year_and_can_filter_them(
    reopened: dict[str, tuple[Any, Any]],
) -> None:
    page = reopened["plan"][1]["Indicatori"]
    assert page.auto_filter.ref == reopened["plan"][0]["Indicatori"].auto_filter.ref
    row = row_with(page, "AS4.3.1")
    assert row[5:7] == [600, 540]
    assert row[9].date() == dt.date(2024, 11, 4)
    schede = row_with(reopened["schede"][1]["Schede"], "Eq.As4 (eq.as4)")
    assert schede[11:14] == [76.85, "MASSIMA", 100]
    assert reopened["texts"][1]["Prova"]["A2"].value == "=1+1"


def test_whose_scores_and_amounts_a_workbook_tells_is_noted(
    winter_path: Path, winter_ledger: Ledger, tmp_path: Path
) -> None:
    book_of(winter_path, "schede", to=tmp_path)
    book_of(winter_path, "payment", to=tmp_path)
    assert run(winter_path, "premiums").exit_code == 0
    read = {(r.reader, r.year, r.way) for r in winter_ledger.readings_of("dipendente.as4")}
    assert read == {
        ("cli", 2024, "paper"),
        ("cli", 2024, "paper.amounts"),
        ("cli", 2024, "cli.amounts"),
    }
    told = run(winter_path, "person", "readings", "dipendente.as4").stdout
    assert "cli  2024  da riga di comando, l'elenco dei premi" in told
