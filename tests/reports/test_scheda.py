"""The scheda on paper: the form of each role, what the file is, and that it never changes."""

import datetime as dt
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.errors_smvp import ScoresArePrivate
from ledger.evaluation.schede import latest
from ledger.ledger import Ledger
from reports.made import Made, issue
from reports.paper import Heading, Paper, Text
from reports.pdf import pdf_of
from reports.scheda import rests_on, scheda_paper

from .conftest import run
from .reading import Read

YEAR = 2024
HOUSE = Path(__file__).parents[2]


def scheda(ledger: Ledger, person: str) -> bytes:
    version = latest(ledger.view, person, YEAR)
    assert version is not None
    return pdf_of(scheda_paper(ledger, version))


@pytest.mark.parametrize(
    ("person", "form", "said"),
    [
        ("segretario", "Segretario Generale", ["SG-3.5", "Totale Funzioni istituzionali", "35 %"]),
        ("dirigente.as", "Dirigente", ["DR-IV.B", "B, 25 % di S", "AA1.1"]),
        ("eq.as4", "Incaricato di Elevata Qualificazione", ["EQ-VI", "multa", "76,85", "5 %"]),
        ("dipendente.as4", "Dipendente", ["DP-VI.B", "20,75", "BUONA", "80 %"]),
    ],
)
def test_each_role_has_its_form_part_by_part(
    winter_ledger: Ledger, person: str, form: str, said: list[str]
) -> None:
    text = Read(scheda(winter_ledger, person)).text
    parts = ["Parte A", "Parte B", "Parte C", "Punteggio finale", "Notifica", "Firme", "Protocollo"]
    for words in (form, *parts, *said):
        assert words in text, f"«{words}» is not in:\n{text}"


def test_an_objective_shows_target_value_weight_and_weighted_score(winter_ledger: Ledger) -> None:
    text = Read(scheda(winter_ledger, "eq.as4")).text
    assert "AS4.3 Servizi anagrafici 33,33 80,00 26,66" in text
    assert "AS4.3.1 CIE rilasciate 600 carte 540 carte 90,00" in text
    assert "Giorni di presenza 366, di cui tutelati 0" in text
    assert "AS4.3: il valore riconosciuto è 80,00, gli indicatori dicevano 90,00" in text


def test_the_file_is_archival_and_accessible(winter_ledger: Ledger) -> None:
    read = Read(scheda(winter_ledger, "eq.as4"))
    about = read.says_of_itself
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert read.root["/Lang"] == "it-IT"
    assert read.root["/MarkInfo"]["/Marked"]
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.pdf.metadata is not None
    assert read.pdf.metadata.title == "Scheda di valutazione 2024"
    assert read.fonts_are_inside
    headings = [tag["/T"] for name in ("/H1", "/H2") for tag in read.named(name)]
    assert headings[:2] == ["Scheda di valutazione 2024", "Parte A. Performance di ente"]
    heads = read.named("/TH")
    assert heads
    assert all("/Scope" in str(tag["/A"]) for tag in heads)
    assert all(tag["/Alt"] for tag in read.named("/Figure"))


def test_the_same_record_gives_the_same_file(
    winter_ledger: Ledger, on_day: Callable[[str], Ledger]
) -> None:
    """Whatever the day, with its own fingerprint entered, whatever happened to others."""
    first = scheda(winter_ledger, "eq.as4")
    version = latest(winter_ledger.view, "eq.as4", YEAR)
    assert version is not None
    made = Made("scheda", "eq.as4", YEAR, first, rests_on(winter_ledger, version))
    event = issue(winter_ledger, made, actor="personale", cause="test")
    assert issue(winter_ledger, made, actor="personale", cause="test") == event
    winter_ledger.execute(
        AcknowledgeScheda("eq.as3", YEAR, 1, read_on="page"), actor="eq.as3", cause="test"
    )
    later = on_day("2025-06-01")
    assert scheda(later, "eq.as4") == first
    later.execute(
        AcknowledgeScheda("eq.as4", YEAR, 1, read_on="paper"), actor="eq.as4", cause="test"
    )
    assert scheda(later, "eq.as4") != first, "now it is notified"


def test_who_may_not_read_a_scheda_may_not_enter_its_document(winter_ledger: Ledger) -> None:
    made = Made("scheda", "eq.as4", YEAR, b"", 1)
    with pytest.raises(ScoresArePrivate):
        issue(winter_ledger, made, actor="eq.as3", cause="test")


def test_a_proof_corrected_after_the_issue_is_said(winter_ledger: Ledger) -> None:
    version = latest(winter_ledger.view, "eq.as4", YEAR)
    assert version is not None
    lines = tuple(
        replace_proposed(line) if line.code == "AS4.3" else line
        for line in version.sheet.objectives
    )
    older = replace(version, sheet=version.sheet.model_copy(update={"objectives": lines}))
    text = Read(pdf_of(scheda_paper(winter_ledger, older))).text
    assert "AS4.3: dopo l'emissione i dati degli indicatori sono cambiati" in text


def replace_proposed(line: object) -> object:
    return line.model_copy(update={"proposed": "50"})  # type: ignore[attr-defined]


LETTERS = "".join(
    chr(c)
    for first, last in ((0x41, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1FFF))
    for c in range(first, last + 1)
    if unicodedata.name(chr(c), "").split()[0:1] in (["LATIN"], ["GREEK"], ["CYRILLIC"])
    and chr(c).isalpha()
)


def page(*texts: str) -> Paper:
    at = dt.datetime(2025, 2, 10, tzinfo=dt.UTC)
    return Paper("Prova", "Comune di Prova", at, tuple(Text(text) for text in texts))


def test_names_of_every_latin_greek_and_cyrillic_letter_are_printed() -> None:
    text = Read(pdf_of(page(LETTERS))).text
    assert "segno di sostituzione" not in text
    assert {"Ș", "ω", "Ж", "ẞ"} <= set(text)


def test_a_sign_the_font_lacks_is_replaced_and_said() -> None:
    text = Read(pdf_of(page("Maria 漢 Rossi 😀"))).text
    assert "Maria � Rossi �" in text
    assert "U+6F22, U+1F600" in text


def test_a_text_of_fifty_thousand_characters_is_printed_whole() -> None:
    read = Read(pdf_of(page("osservazione " * 3800 + "fine")))
    assert len(read.pdf.pages) > 5
    assert read.text.count("osservazione") == 3800
    assert "fine" in read.text


@settings(max_examples=30)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_no_text_breaks_a_document(texts: list[str]) -> None:
    blocks = tuple(Heading(text or "x") for text in texts)
    pdf_of(replace(page(*texts), blocks=blocks, subtitle=" ".join(texts)))


def test_the_command_writes_the_file_and_its_seal_is_verified(
    winter_path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "scheda.pdf"
    done = run(winter_path, "scheda", "pdf", "eq.as4", "--as", "personale", "-o", str(out))
    assert done.exit_code == 0, done.stderr
    (alt,) = [str(tag["/Alt"]) for tag in Read(out.read_bytes()).named("/Figure")]
    seal = alt.split()[-1]
    assert run(winter_path, "verify", "--seal", seal).exit_code == 0
    forged = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    assert run(winter_path, "verify", "--seal", forged).exit_code == 1
    assert run(winter_path, "verify", "--seal", "qualcosa").exit_code == 2


def test_a_refused_scheda_leaves_no_file(winter_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "scheda.pdf"
    done = run(winter_path, "scheda", "pdf", "eq.as4", "--as", "eq.as3", "-o", str(out))
    assert done.exit_code == 1
    assert done.stderr.startswith("Errore: I punteggi di eq.as4")
    assert not out.exists()


def test_a_disk_that_fills_up_leaves_no_half_file(winter_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "scheda.pdf"
    arguments = ("scheda", "pdf", "eq.as4", "--as", "personale", "-o", str(out))
    command = [sys.executable, "-c", "from bot.cli import main; main()"]
    whole = [*command, "--db", str(winter_path), "--now", "2025-02-10T12:00", *arguments]
    limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 64; exec "$@"', "bash", *whole]
    done = subprocess.run(limited, cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("Errore: il file")
    assert list(folder.iterdir()) == []


def test_all_schede_of_a_year_are_made_in_one_go(winter_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "schede"
    done = run(winter_path, "scheda", "pdf", "--all", "--as", "personale", "-o", str(folder))
    assert done.exit_code == 0, done.stderr
    assert len(list(folder.glob("scheda-2024-*.pdf"))) == 7
    assert "7 schede" in done.stdout
    told = run(winter_path, "person", "readings", "eq.as4")
    assert "personale" in told.stdout, "each of them was read"
