"""Workbooks: numbers that are numbers, texts that stay texts, and another program that agrees."""

import csv
import datetime as dt
import io
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.columns import BookSheet, Column, csv_of
from reports.sheets import workbook_of

from .conftest import run

AT = dt.datetime(2025, 2, 10, tzinfo=dt.UTC)
OFFICE = shutil.which("soffice")


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


@pytest.mark.parametrize("kind", ["plan", "monitoring", "schede", "payment", "due"])
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
    ["=1+1", "+39 0776", "-5", "@SUM(A1)", "\t=2", '=HYPERLINK("http://x")', "\r=cmd"]
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
        assert not field.startswith(("=", "+", "-", "@"))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    columns = (
        Column("Testo", "", 10),
        Column("Euro", "", 10, "money"),
        Column("Giorno", "", 10, "day"),
    )
    rows = (("=1+1", Fraction(12345, 100), dt.date(2024, 9, 16)),)
    (tmp_path / "x.xlsx").write_bytes(workbook_of([BookSheet("Prova", columns, rows)], "x", AT))
    assert OFFICE is not None
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    more = ["--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "x.xlsx")]
    subprocess.run([*command, *more], check=True, capture_output=True, timeout=120)
    head, row = csv.reader((tmp_path / "x.csv").read_text().splitlines())
    assert head == ["Testo", "Euro", "Giorno"]
    assert row[:2] == ["=1+1", "123.45"]
    assert row[2] in ("16/09/2024", "09/16/2024"), "a day, written as the country here writes it"
