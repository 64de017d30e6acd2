"""Files that prove a report: with it, before its confirmation, after it, and back again."""

import hashlib
from pathlib import Path

import pytest
from docx import Document

from bot.console import console
from ledger.events import EvidenceAttached

from .conftest import Line, Person, Town


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "verbale.pdf"
    path.write_bytes(b"%PDF-1.7 verbale")
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"\xff\xd8 foto")
    return path


def test_a_photo_with_the_report_is_bound_to_it(maria: Person, town: Town, photo: Path) -> None:
    maria.sends_photo(photo, "AS4.3.1 240").sees("Prova: ")
    assert town.events() == []
    maria.taps("Conferma")
    report, bound = town.events()
    assert bound.type == "EvidenceAttached"
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert (bound.event.report, bound.event.sha256) == (report.seq, digest)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../../etc/passwd.pdf", "«passwd.pdf»"),
        ("C:\\Windows\\..\\verbale.pdf", "«verbale.pdf»"),
        ("fdp.\u202efdp.exe\x00\u2028", "«fdp.fdp.exe»"),
        ("a.pdf»\n\nRegistrato: n. 999\n«b.pdf", "«a.pdf» Registrato: n. 999 «b.pdf»"),
        ("v" * 5000 + ".pdf", "v" * 80 + "»"),
        ("<b>&amp;</b>.pdf", "«b>.pdf»"),
        ("..", "«..»"),
        ("\u200b", "«documento»"),
    ],
)
def test_the_name_of_a_file_is_one_line_and_leads_nowhere(
    maria: Person, town: Town, minutes: Path, sent: str, shown: str
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    name = console.file_id(minutes)
    maria.sends(
        document={"file_id": name, "file_unique_id": name, "file_size": 16, "file_name": sent}
    )
    maria.sees(shown).taps("Conferma")
    bound = town.events()[-1].event
    assert isinstance(bound, EvidenceAttached)
    assert "\n" not in bound.name and "/" not in bound.name and len(bound.name) <= 80
    (kept,) = town.ledger.evidence.folder.iterdir()  # type: ignore[attr-defined]
    assert kept.name == bound.sha256


def test_a_document_after_the_report_is_asked_about(
    maria: Person, town: Town, minutes: Path
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.sends_file(minutes).sees("Allego «verbale.pdf»", "AS4.3.1 CIE rilasciate")
    assert len(town.events()) == 1
    maria.taps("Conferma").sees("«verbale.pdf» è allegato")
    assert [e.type for e in town.events()] == ["ProgressRecorded", "EvidenceAttached"]


def test_the_button_under_a_receipt_asks_for_the_file(
    maria: Person, town: Town, minutes: Path
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").taps("Allega una prova").sees("Manda ora la foto")
    maria.sends_file(minutes).taps("Conferma")
    assert len(town.events("EvidenceAttached")) == 1


def test_a_file_sent_while_a_card_is_open_joins_it(
    maria: Person, town: Town, minutes: Path
) -> None:
    maria.says("AS4.3.1 240").sends_file(minutes).sees("240 carte", "Prova: verbale.pdf")
    maria.taps("Conferma")
    assert [e.type for e in town.events()] == ["ProgressRecorded", "EvidenceAttached"]


def test_a_file_without_any_report_says_what_to_do(maria: Person, minutes: Path) -> None:
    maria.sends_file(minutes).sees("scrivi prima il dato")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("eq.as4", True),
        ("dirigente.as", True),
        ("segretario", True),
        ("nucleo", True),
        ("eq.as3", False),
        ("dirigente.af", False),
        ("dipendente.as4", False),
        ("sindaco", False),
        ("admin", False),
    ],
)
def test_who_may_see_a_proof_gets_the_file_back(
    town: Town, maria: Person, minutes: Path, who: str, may: bool
) -> None:
    maria.sends_file(minutes, "AS4.3.1 240").taps("Conferma")
    reader = town.person(who).says("/prove AS4.3.1")
    if not may:
        reader.sees("non spetta a te").does_not_see("verbale")
        return
    reader.taps("verbale.pdf")
    sent = [c for c in town.calls if c["method"] == "sendDocument"]
    assert [(c["to"], c["file"]) for c in sent] == [(who, "verbale.pdf")]


def test_a_proof_that_was_tampered_with_is_not_handed_out(
    town: Town, maria: Person, minutes: Path
) -> None:
    maria.sends_file(minutes, "AS4.3.1 240").taps("Conferma")
    (kept,) = (town.path.parent / f"{town.path.name}.evidence").iterdir()
    kept.write_bytes(b"altro")
    maria.says("/prove AS4.3.1").taps("verbale.pdf").sees("non è più quello allegato")


def test_no_proof_goes_to_a_group(town: Town, maria: Person, minutes: Path) -> None:
    maria.sends_file(minutes, "AS4.3.1 240").taps("Conferma")
    maria.says(":group").says("/prove AS4.3.1")
    (call,) = [c for c in town.calls if c["text"]]
    assert call["to"] == "gruppo"
    maria.taps("verbale.pdf")
    assert not [c for c in town.calls if c["method"] == "sendDocument"]


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("programma.exe", 10, "non vale come prova"),
        ("grande.pdf", 20 * 1024 * 1024 + 1, "supera 20 MB"),
        ("vuoto.pdf", 0, "vuoto"),
    ],
)
def test_what_proves_nothing_is_refused_in_one_sentence(
    maria: Person, town: Town, tmp_path: Path, name: str, size: int, told: str
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)
    maria.says("AS4.3.1 240").taps("Conferma").sends_file(path).sees(told)
    assert len(maria.text.splitlines()) == 1
    assert len(town.events()) == 1
    assert not (town.path.parent / f"{town.path.name}.evidence").exists()


def test_files_of_who_reports_nothing_are_not_kept(town: Town, minutes: Path) -> None:
    town.person("dipendente.as4").sends_file(minutes).sees("non spetta a te")
    assert not (town.path.parent / f"{town.path.name}.evidence").exists()


def test_the_act_that_proves_a_step_is_read_and_contradicts_its_day(
    maria: Person, town: Town, tmp_path: Path
) -> None:
    act = tmp_path / "delibera.docx"
    document = Document()
    for line in ("Deliberazione della Giunta n. 28 del 27/06/2024", "Oggetto: Carta dei servizi"):
        document.add_paragraph(line)
    document.save(str(act))
    maria.sends_file(act, "AS4.1.2 fatto il 28/06/2024").sees(
        "Nell'allegato leggo: delibera di Giunta n. 28 del 27/06/2024.",
        "Oggetto: «Carta dei servizi»",
        "Scrivi 28/06/2024, ma l'atto allegato è del 27/06/2024",
    )
    assert town.events() == [], "never more than a proposal"


def sends_album(person: Person, *paths: Path, caption: str | None = None) -> Person:
    """Pictures chosen together: each comes by itself, the words with the first."""

    async def act(line: Line) -> None:
        for n, path in enumerate(paths):
            name = console.file_id(path)
            size = {"file_id": name, "file_unique_id": name, "width": 90, "height": 60}
            words = {"caption": caption} if caption and n == 0 else {}
            await line.writes(photo=[size], media_group_id="album", **words)
        await line.settles()

    person.town.does(person.code, act)
    return person


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.jpg" for name in "abc"]
    for path in paths:
        path.write_bytes(b"\xff\xd8 " + path.name.encode())
    return paths


def test_an_album_is_one_card_with_all_its_proofs(
    maria: Person, town: Town, three: list[Path]
) -> None:
    sends_album(maria, *three, caption="AS4.3.1 240").sees("240 carte")
    assert maria.text.count("Prova: ") == 3
    assert len([c for c in town.calls if c["text"]]) == 1
    maria.taps("Conferma")
    report, *proofs = town.events()
    assert [e.type for e in proofs] == ["EvidenceAttached"] * 3
    assert {e.event.report for e in proofs} == {report.seq}  # type: ignore[union-attr]


def test_an_album_without_words_is_for_the_last_record(
    maria: Person, town: Town, three: list[Path]
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    sends_album(maria, *three).sees("Allego «foto-", "», «foto-")
    maria.taps("Conferma").sees("sono allegati")
    assert len(town.events("EvidenceAttached")) == 3


def test_an_album_joins_the_card_that_is_open(maria: Person, town: Town, three: list[Path]) -> None:
    maria.says("AS4.3.1 240")
    sends_album(maria, *three[:2]).sends_photo(three[2])
    assert maria.text.count("Prova: ") == 3
    maria.taps("Conferma")
    assert len(town.events("EvidenceAttached")) == 3
