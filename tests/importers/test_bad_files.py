"""Files that are not read: one clear sentence each, no formula run, no bomb unpacked."""

import io
import zipfile
from pathlib import Path
from random import Random

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]  # no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # no types

from importers import NotReadable, errors, read_plan
from importers.files.text_file import text_rows
from importers.whole import unread
from importers.whole.document import plan_of


def refused(path: Path) -> NotReadable:
    with pytest.raises(NotReadable) as caught:
        read_plan(path)
    return caught.value


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADER: list[object] = ["Servizio", "Obiettivo", "Indicatore", "Target", "Peso"]


@pytest.mark.parametrize("name", ["a.txt", "a.yaml", "a.xlsx", "a.csv", "a.docx", "a.pdf"])
def test_an_empty_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b" \n")
    assert isinstance(refused(tmp_path / name), errors.Empty)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "piano.txt"), errors.NotFound)


def test_an_extension_nobody_reads(tmp_path: Path) -> None:
    wrong = refused(tmp_path / "piano.pages")
    assert isinstance(wrong, errors.UnknownFormat)
    assert ".xlsx" in str(wrong)


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_a_text_of_something_else(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("Caro diario, oggi 3 marzo 2025\nho visto il mare.\n")
    assert isinstance(refused(tmp_path / name), unread.NotAPlan)


def test_a_plan_that_does_not_say_its_year(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Servizio;Obiettivo;Indicatore;Target\nNidi;Posti;n. posti;9\n")
    assert isinstance(refused(tmp_path / "a.csv"), unread.NoYear)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf", "a.txt", "a.yaml", "a.csv"])
def test_an_archive_under_another_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(zipped(**{"foto.jpg": b"\xff\xd8\xff" * 50}))
    assert isinstance(refused(tmp_path / name), errors.NotWhatItSays)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf"])
def test_a_text_under_another_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("Piano degli obiettivi 2025")
    assert isinstance(refused(tmp_path / name), errors.NotWhatItSays)


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(HEADER)[:-300])
    assert isinstance(refused(tmp_path / "a.xlsx"), errors.NotWhatItSays)


def test_two_hundred_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(200 * 2**20)
    wrong = refused(tmp_path / "a.pdf")
    assert isinstance(wrong, errors.TooLarge)
    assert "200 MB" in str(wrong)


def test_a_formula_without_its_value_is_asked_about_and_not_evaluated(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Piano degli obiettivi 2025"],
        HEADER,
        ["Nidi", "Posti", "n. posti", "=10+8", 100],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook(*rows))
    plan = read_plan(tmp_path / "a.xlsx")
    asked = [(a.where, a.line, a.text) for a in plan.anomalies if a.kind == "broken_cell"]
    assert asked == [("A11.1.1", 3, "=10+8")]
    assert plan.objectives[0].indicators[0].target is None


@pytest.mark.parametrize("cell", ["=10+8", "=cmd|' /C calc'!A0", "@SUM(A1)", "+A1(2)"])
def test_a_formula_in_a_csv_is_refused(cell: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Servizio;Obiettivo;Target\nNidi;Posti;"{cell}"\n')
    wrong = refused(tmp_path / "a.csv")
    assert isinstance(wrong, errors.FormulaCell)
    assert wrong.place == "riga 2, colonna 3"


def test_macros_are_refused(tmp_path: Path) -> None:
    content = zipped(**{"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"\x00"})
    (tmp_path / "a.xlsx").write_bytes(content)
    assert isinstance(refused(tmp_path / "a.xlsx"), errors.MacroInside)


@pytest.mark.parametrize(
    ("name", "holds"), [("a.xlsx", "xl/workbook.xml"), ("a.docx", "word/document.xml")]
)
def test_a_zip_bomb_is_not_unpacked(name: str, holds: str, tmp_path: Path) -> None:
    content = zipped(**{holds: b"<x/>", "grande.xml": b"0" * (300 * 2**20)})
    (tmp_path / name).write_bytes(content)
    assert len(content) < 2**20
    assert isinstance(refused(tmp_path / name), errors.Bomb)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    content = zipped(**{"xl/workbook.xml": b"<x/>", "grande.xml": b"0" * (300 * 2**20)})
    true, false = (300 * 2**20).to_bytes(4, "little"), (4).to_bytes(4, "little")
    (tmp_path / "a.xlsx").write_bytes(content.replace(true, false))
    assert isinstance(refused(tmp_path / "a.xlsx"), (errors.Bomb, errors.NotWhatItSays))


def test_entities_in_office_xml_are_refused(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    (tmp_path / "a.docx").write_bytes(zipped(**{"word/document.xml": laughs}))
    assert isinstance(refused(tmp_path / "a.docx"), errors.Bomb)


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("segreta"))
    canvas.drawString(72, 720, "Piano degli obiettivi 2025")
    canvas.save()
    assert isinstance(refused(tmp_path / "a.pdf"), errors.Locked)


def test_a_scanned_pdf(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for _ in range(3):
        canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    wrong = refused(tmp_path / "a.pdf")
    assert isinstance(wrong, errors.Scanned)
    assert wrong.pages == 3


def test_a_broken_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnon proprio\n%%EOF\n")
    assert isinstance(refused(tmp_path / "a.pdf"), errors.NotReadable)


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    old_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    content = old_office + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(content)
    assert isinstance(refused(tmp_path / "a.xlsx"), errors.Locked)


def test_a_word_document_of_something_else(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Gentile signora, le scrivo il 3 marzo 2025.")
    letter.save(str(tmp_path / "lettera.docx"))
    assert isinstance(refused(tmp_path / "lettera.docx"), unread.NotAPlan)


def test_every_refusal_is_one_italian_sentence_that_says_what_to_do() -> None:
    cases = [
        errors.NotFound("a"), errors.UnknownFormat("a", [".txt"]), errors.TooLarge("a", 1, 1),
        errors.Empty("a"), errors.NotWhatItSays("a", "un PDF"), errors.Locked("a"),
        errors.Scanned("a", 2), errors.ConverterMissing("a", "LibreOffice", ".docx"),
        errors.TooManyPages("a", 9, 8), errors.TooManyCells("a", 9),
        errors.FormulaCell("a", "B2"),
        errors.MacroInside("a"), errors.Bomb("a"), unread.NotAPlan("a"), unread.NoYear("a"),
        errors.BadMap("a", "non va"), errors.BadPeople("a"),
        errors.Faults("a", ["riga 1: manca"]), errors.UnwritableFormat("a", [".csv"]),
        errors.NotRole("luna", ["peso"]), errors.NotThere("la tabella 9"),
    ]  # fmt: skip
    assert {type(case) for case in cases} == set(_leaves(NotReadable))
    for case in cases:
        sentence = str(case)
        assert sentence.endswith(".") and ":" in sentence and "\n" not in sentence


def _leaves(kind: type) -> list[type]:
    kinds = kind.__subclasses__()
    return [leaf for one in kinds for leaf in _leaves(one)] if kinds else [kind]


TOWNS = sorted((Path(__file__).parent / "towns").glob("*.txt"))
JUNK = [
    "",
    "-",
    "31/02/2025",
    "999%",
    "n.d.",
    "1/0",
    "TOTALE",
    "Segretario",
    "A.S.",
    "=",
    "II",
    "%",
]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(TOWNS))
def test_a_damaged_document_is_read_or_refused(random: Random, town: Path) -> None:
    lines = [line.split("\t") for line in town.read_text(encoding="utf-8").split("\n")]
    for _ in range(random.randint(1, 12)):
        cells = random.choice(lines)
        match random.randrange(4):
            case 0:
                random.shuffle(cells)
            case 1:
                cells[random.randrange(len(cells))] = random.choice(JUNK)
            case 2:
                cells[:] = [" ".join(cells)]
            case _:
                lines.insert(random.randrange(len(lines)), list(cells))
    text = "\n".join("\t".join(cells) for cells in lines)
    try:
        plan = plan_of(text_rows(text), town.name)
    except NotReadable:
        return
    codes = [o.code for o in plan.objectives] + [s.code for _, s in plan.services()]
    assert len(codes) == len(set(codes))
