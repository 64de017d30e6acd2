"""Reports and acts: what they say, what they admit is missing, and that the money adds up."""

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.papers import WriteRelazione
from ledger.commands.premiums import SetPool
from ledger.evaluation.payout import payout
from ledger.ledger import Ledger
from reports.columns import csv_of
from reports.kinds import DRAWN, Asked, content_of
from reports.payment import annex_of, frozen_cases, payment

from ..ledger.evaluation.conftest import ACT, YEAR
from .conftest import STAFF, run
from .reading import Read

PAID = (*STAFF, "eq.as3", "eq.as4", "dirigente.as", "segretario")
ASKED = {
    "assignment": Asked(person="eq.as4"),
    "person": Asked(person="eq.as4"),
    "certificate": Asked(of="AS4.3.1"),
}


def drawn(ledger: Ledger, kind: str) -> bytes:
    return content_of(DRAWN[kind](ledger, ASKED.get(kind, Asked())), "pdf")


@pytest.mark.parametrize("kind", DRAWN)
def test_every_document_is_archival_accessible_and_the_same_twice(
    winter_ledger: Ledger, on_day: Callable[[str], Ledger], kind: str
) -> None:
    content = drawn(winter_ledger, kind)
    read = Read(content)
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in read.says_of_itself
    assert "<pdfuaid:part>1</pdfuaid:part>" in read.says_of_itself
    assert read.named("/TH")
    done = run(winter_ledger.path, "report", "relazione", "-o", str(winter_ledger.path) + ".pdf")
    assert done.exit_code == 0, done.stderr
    assert drawn(on_day("2025-02-10"), kind) == content, "an entered document changes no other"


def test_an_assignment_tells_targets_weights_and_terms(winter_ledger: Ledger) -> None:
    text = Read(drawn(winter_ledger, "assignment")).text
    assert "AS4.3.1 CIE rilasciate 600 carte 100,00 31/12/2024" in text
    assert "Per presa visione, eq.as4" in text


def test_a_monitoring_made_too_early_says_what_is_missing(winter_ledger: Ledger) -> None:
    text = Read(drawn(winter_ledger, "monitoring")).text
    assert "Bozza: manca ancora" in text
    assert "indicatori con dati da validare: 1" in text
    assert "AS Area Servizi: 22,08 %, atteso 100 %" in text, "the chart says itself in words"


def test_the_relazione_holds_what_was_written_by_section_and_version(
    winter_ledger: Ledger,
) -> None:
    for text in ("Prima stesura.", "L'anno è stato lungo."):
        command = WriteRelazione(YEAR, {"premessa": text})
        winter_ledger.execute(command, actor="segretario", cause="test")
    text = Read(drawn(winter_ledger, "relazione")).text
    assert "L'anno è stato lungo. Testo alla versione 2." in text
    assert "Prima stesura" not in text
    assert "il testo «Premessa»" not in text
    assert "il testo «Che cosa migliorare»" in text


@pytest.mark.parametrize("kind", ["relazione", "monitoring"])
def test_a_year_that_is_over_is_reckoned_alike_on_paper_and_on_the_command_line(
    winter_ledger: Ledger, kind: str
) -> None:
    """What was due on its last day is expected once that day is over."""
    done = run(winter_ledger.path, "status", "AS", "--year", str(YEAR), "--json")
    area = json.loads(done.stdout)
    assert (area["progress"], area["expected"]) == ("22.08", "100")
    text = Read(drawn(winter_ledger, kind)).text
    assert "AS Area Servizi: 22,08 %, atteso 100 %" in text
    assert "SG.1.1 controlli svolti 9 controlli 12 controlli 75 % 100 % non raggiunto en" in text
    assert f"31/12/{YEAR}" in text
    assert "in ritardo" not in text


def test_the_verbale_lists_the_nucleo_s_evaluations_and_the_checks(winter_ledger: Ledger) -> None:
    text = Read(drawn(winter_ledger, "verbale")).text
    assert "Dirigente.As (dirigente.as) 1 79,17 MASSIMA" in text
    assert "eq.aa1: manca la valutazione" in text


def test_a_certificate_bears_the_seal_of_its_report(winter_ledger: Ledger) -> None:
    read = Read(drawn(winter_ledger, "certificate"))
    assert "540 carte" in read.text
    (figure,) = read.named("/Figure")
    event = next(e for e in winter_ledger.log.after() if e.type == "ProgressRecorded")
    assert str(figure["/Alt"]).endswith(f"TRAGUARDO:{event.seq}:{event.hash}")


def test_a_person_s_own_file_holds_every_event_about_them(winter_ledger: Ledger) -> None:
    text = Read(drawn(winter_ledger, "person")).text
    theirs = [e for e in winter_ledger.log.after() if e.stream.startswith("scheda:eq.as4:")]
    assert theirs
    assert "sanzione registrata" in text
    assert "che cosa: multa" in text
    assert "punti: 4; motivo: prova" in text, "what a scheda holds is opened too"
    assert all(re.search(rf"\b{e.seq}\b", text) for e in theirs)


def test_cases_not_final_are_in_the_annex_and_are_not_paid(winter_ledger: Ledger) -> None:
    table = payment(winter_ledger, YEAR).table
    assert table is not None
    *rows, total = table.rows
    assert all("sospeso: " in str(row[10]) for row in rows)
    assert total[8] == 0


def test_a_case_without_a_maximum_is_suspended_wherever_it_is_told(winter_ledger: Ledger) -> None:
    table = payment(winter_ledger, YEAR, codes_only=True).table
    assert table is not None
    no_maximum = [row for row in table.rows if "manca il massimo" in str(row[10])]
    text = Read(drawn(winter_ledger, "payment")).text
    assert no_maximum and f"Casi sospesi {len(table.rows) - 1} " in text
    assert f"di cui non si può ancora dire l'importo: {len(no_maximum)}" in text
    (row,) = (row for row in table.rows if row[0] == "eq.as3")
    assert "scheda non è notificata; sospeso: manca il massimo" in str(row[10])


@pytest.fixture
def final(winter_ledger: Ledger, on_day: Callable[[str], Ledger]) -> Ledger:
    """Everybody took note, and the terms are over."""
    for person in PAID:
        winter_ledger.execute(
            AcknowledgeScheda(person, YEAR, 1, read_on="page"), actor=person, cause="test"
        )
    return on_day("2025-04-30")


FUNDS = st.integers(min_value=1, max_value=10**9).map(lambda cents: Decimal(cents) / 100)


@pytest.fixture
def fund(final: Ledger) -> Callable[[Decimal], Ledger]:
    def set_fund(amount: Decimal) -> Ledger:
        command = SetPool(YEAR, "staff", amount, *ACT)
        final.execute(command, actor="personale", cause="test")
        return final

    return set_fund


def test_the_determina_sums_to_the_cent_whatever_the_fund(
    fund: Callable[[Decimal], Ledger],
) -> None:
    @settings(max_examples=40)
    @given(FUNDS)
    def check(amount: Decimal) -> None:
        ledger = fund(amount)
        table = payment(ledger, YEAR, codes_only=True).table
        assert table is not None
        *rows, total = table.rows
        assert sum(Decimal(str(float(row[8]))) for row in rows) == Decimal(str(float(total[8])))
        staff = [row for row in rows if row[2] == "premi"]
        assert sum(row[8] for row in staff) <= amount  # type: ignore[misc]
        text = csv_of(table).decode("utf-8-sig")
        written = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        assert [line["Persona"] for line in written] == [row[0] for row in rows]
        cents = [Decimal(line["Totale €"].replace(",", ".")) for line in written]
        assert all(c == c.quantize(Decimal("0.01")) for c in cents)
        assert sum(cents) == Decimal(total[8].numerator) / total[8].denominator  # type: ignore[union-attr]

    check()


def test_after_a_reopening_the_annex_says_what_changes(
    fund: Callable[[Decimal], Ledger],
) -> None:
    ledger = fund(Decimal(6000))
    view = ledger.view
    found = payout(view, YEAR, ledger.today())
    before = {"dipendente.as4": Fraction(800), "eq.as4": Fraction(3200)}
    table = annex_of(view, found, frozen_cases(found), before, codes_only=True)
    by_person = {row[0]: row for row in table.rows}
    assert by_person["dipendente.as4"][8:10] == (1600, 800)
    assert by_person["eq.as4"][8:10] == (3200, 0)
    assert by_person["dipendente.as3"][9] is None, "was not on the list before"


def test_word_documents_hold_the_same_words(winter_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "relazione.docx"
    done = run(winter_path, "report", "relazione", "-o", str(out))
    assert done.exit_code == 0, done.stderr
    document = Document(str(out))
    assert document.paragraphs[0].text == "Relazione sulla performance 2024"
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "CIE rilasciate" in cells


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("relazione", "-o", "x.csv"), 2, "si può avere pdf, docx"),
        (("relazione", "-o", "x"), 2, "si può avere pdf, docx"),
        (("person", "-o", "x.pdf"), 2, "manca il codice"),
        (("person", "--of-person", "nessuno", "-o", "x.pdf"), 2, "nessuno"),
        (("certificate", "--of", "AS4.4.1", "-o", "x.pdf"), 1, "non c'è ancora nessun dato"),
        (("monitoring", "--of", "QQ", "-o", "x.pdf"), 2, "«QQ»"),
        (("monitoring", "--year", "2030", "-o", "x.pdf"), 1, "2030"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    winter_path: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    *most, name = arguments
    done = run(winter_path, "report", *most, str(tmp_path / name))
    assert done.exit_code == code, done.output
    assert said in done.stderr.splitlines()[-1]
    assert not (tmp_path / name).exists()
