"""Lists of persons as personnel offices keep them."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from importers import NotReadable, PersonRow, read_people

ROWS = [
    ("Matricola", "Cognome", "Nome", "Qualifica", "Servizio", "Decorrenza"),
    ("N1", "Verdì", "Nicolò", "E.Q.", "AS4", "01.02.2026"),
    ("N2", "Neri", "Bice", "Istruttore amministrativo", "AS4", "1/2/2026"),
]


def read(path: Path, text: str, encoding: str = "utf-8") -> list[PersonRow]:
    path.write_bytes(text.encode(encoding))
    return read_people(path)


@pytest.mark.parametrize(
    ("sign", "encoding", "around"),
    [
        (";", "utf-8-sig", ""),
        (";", "cp1252", ""),
        ("\t", "utf-16", ""),
        (",", "utf-8", ""),
        (";", "utf-8", "\u00a0 "),
    ],
)
def test_a_list_is_read_however_it_was_saved(
    sign: str, encoding: str, around: str, tmp_path: Path
) -> None:
    rows = [sign.join(f"{around}{cell}{around}" for cell in row) for row in ROWS]
    text = "\r\n".join((sign * 5, f"Personale in servizio{sign * 5}", *rows))
    first, second = read(tmp_path / "gente.csv", text, encoding)
    assert (first.code, first.name, first.role) == ("n1", "Nicolò Verdì", "eq")
    assert (second.role, second.of, second.since) == ("dipendente", "AS4", dt.date(2026, 2, 1))


def test_a_workbook_will_do(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(list(row))
    book.save(tmp_path / "gente.xlsx")
    assert [row.name for row in read_people(tmp_path / "gente.xlsx")] == [
        "Nicolò Verdì",
        "Bice Neri",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "vuoto"),
        ("n1;Ugo Neri;eq;AS4\n", "colonne codice, nome e ruolo"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match=why):
        read(tmp_path / "gente.csv", text)


def test_a_day_that_is_none_is_left_to_its_row_so_that_all_are_told(tmp_path: Path) -> None:
    file = tmp_path / "persone.csv"
    file.write_text("Codice;Nome;Ruolo;Dal\nn1;Ugo Neri;eq;31/02/2026\nn2;Ada Blu;eq;1/3/2026\n")
    first, second = read_people(file)
    assert (first.unread, first.since) == ("31/02/2026", None)
    assert (second.unread, second.since) == (None, dt.date(2026, 3, 1))
