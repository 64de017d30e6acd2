"""Files and pictures in chat: the workbook of a service, charts, the scheda as PDF, plain mode."""

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.clock import FixedClock
from ledger.commands.ente import AdoptRegulation, SetScoresInChat
from ledger.commands.plan import SetTarget
from ledger.people import CLI
from ledger.regulation import bundled
from reports.foglio import service_book
from reports.word import docx_of
from reports.year import relazione

from ..ledger.conftest import amount
from ..reports.conftest import NOON, winter
from ..town import copy_of
from .conftest import Person, Town

__all__ = ["winter"]

Fill = dict[str, tuple[object, object]]
"""By code, the new value and its day."""


def sheet(town: Town, unit: str, fill: Fill, change: Callable[[Any], None] | None = None) -> Path:
    """The workbook of a service, filled in as people do."""
    book = openpyxl.load_workbook(io.BytesIO(service_book(town.ledger, unit, None)))
    page = book["Dati"]
    for row in page.iter_rows(min_row=2):
        if row[0].value in fill:
            row[6].value, row[7].value = fill[str(row[0].value)]  # type: ignore[assignment]
    if change is not None:
        change(page)
    path = town.path.with_name("foglio.xlsx")
    book.save(path)
    return path


def test_the_workbook_of_one_s_service_is_sent_and_filled(town: Town, maria: Person) -> None:
    maria.says("/foglio").sees("Il foglio di AS4 per il 2024")
    (sent,) = [call for call in town.calls if call["method"] == "sendDocument"]
    assert sent["file"].startswith("foglio-AS4-2024")
    filled: Fill = {
        "AS4.3.1": (240, None),
        "AS4.4.1": ("12/40", "31/08/2024"),
        "AS4.1.2": ("sì", None),
    }
    maria.sends_file(sheet(town, "AS4", filled))
    maria.sees("AS4.3.1", "240", "AS4.4.1", "12 su 40", "31/08/2024", "raggiunto")
    maria.sees_buttons("Conferma")
    maria.taps("Togli 1").sees("240").does_not_see("raggiunto")
    maria.taps("Conferma").sees("Registrato")
    assert town.value("AS4.3.1") == "240"
    assert town.value("AS4.1.2") is None, "taken off the card"
    proofs = [e.event for e in town.events("EvidenceAttached")]
    assert {p.name for p in proofs} == {"foglio.xlsx"}  # type: ignore[union-attr]
    assert len(proofs) == len(town.events("ProgressRecorded")) == 2


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ({"AS4.3.1": ("tanti", None)}, "Riga 4: «tanti» non va bene per AS4.3.1"),
        ({"AS4.3.1": ("#REF!", None)}, "«#REF!» non va bene"),
        ({"AS4.3.1": (240, "31/09/2024")}, "«31/09/2024» non è un giorno"),
        ({"AS4.3.1": (240, "31/12/2024")}, "Riga 4:"),
        ({"AS4.3.1": (None, "01/09/2024")}, "di AS4.3.1 c'è il giorno ma non il valore"),
        ({"AS4.4.1": (40, None)}, "servono due numeri"),
        ({"AS4.1.2": ("forse", None)}, "scrivi sì o no"),
        ({"AS4.3.1": (2.5, None)}, "Riga 4:"),
        ({}, "nessun valore nuovo"),
    ],
)
def test_what_cannot_be_read_is_told_row_by_row(
    town: Town, maria: Person, fill: Fill, said: str
) -> None:
    good: Fill = {"AS4.1.1": (30, None)} if fill else {}
    maria.sends_file(sheet(town, "AS4", {**good, **fill})).sees(said)
    assert town.events("ProgressRecorded", "EvidenceAttached") == []
    assert maria.buttons == []


def test_an_edited_heading_and_a_code_said_twice_are_told(town: Town, maria: Person) -> None:
    def rename(page: Any) -> None:
        page["G1"] = "Valore"

    def repeat(page: Any) -> None:
        page["A5"] = "AS4.3.1"

    maria.sends_file(sheet(town, "AS4", {"AS4.3.1": (1, None)}, rename))
    maria.sees("Riga 1: l'intestazione «Nuovo valore» non c'è più, al suo posto c'è «Valore»")
    both: Fill = {"AS4.3.1": (1, None), "AS4.4.1": ("1/2", None)}
    maria.sends_file(sheet(town, "AS4", both, repeat)).sees("Riga 5:")
    assert town.events("ProgressRecorded") == []


def test_somebody_else_s_workbook_and_one_of_an_amended_plan_are_refused(
    town: Town, maria: Person
) -> None:
    maria.sends_file(sheet(town, "AS3", {"AS3.1.3": (40, None)})).sees("Riga 4:", "AS3")
    old = sheet(town, "AS4", {"AS4.3.1": (10, None), "AS4.1.1": (5, None)})
    command = SetTarget("AS4.3.1", amount(700))
    town.ledger.execute(command, actor="dirigente.as", cause="test")
    maria.sends_file(old).sees("AS4.3.1 nel piano è cambiato").does_not_see("AS4.1.1")
    assert town.events("ProgressRecorded") == []


def test_any_other_workbook_is_a_proof_as_before(town: Town, maria: Person) -> None:
    book = openpyxl.Workbook()
    path = town.path.with_name("conti.xlsx")
    book.save(path)
    maria.says("AS4.3.1 12").taps("Conferma")
    maria.sends_file(path).sees("Allego «conti.xlsx»")


VALUES: dict[str, st.SearchStrategy[object]] = {
    "AS3.1.1": st.integers(0, 10**6),
    "AS3.1.2": st.decimals(0, 10**6, places=2).map(float),
    "AS3.1.3": st.decimals(0, 100, places=1).map(lambda d: str(d).replace(".", ",")),
    "AS3.1.4": st.sampled_from(["sì", "no", "x", 1, 0]),
}


def test_what_is_filled_in_comes_back_as_it_was(town: Town) -> None:
    """Every kind of indicator, whatever the values: the card's facts are the cells."""
    officer = town.person("eq.as3")

    @settings(max_examples=12)
    @given(st.fixed_dictionaries(VALUES))
    def check(values: dict[str, object]) -> None:
        officer.sends_file(sheet(town, "AS3", {code: (v, None) for code, v in values.items()}))
        before = len(town.events("ProgressRecorded"))
        officer.taps("Conferma")
        recorded = [e.event for e in town.events("ProgressRecorded")[before:]]
        said = {e.indicator: e.value for e in recorded}  # type: ignore[union-attr]
        assert said == {code: expected(v) for code, v in values.items()}

    check()


def expected(cell: object) -> Decimal:
    words = {"sì": "1", "x": "1", "no": "0"}
    return Decimal(words.get(str(cell), str(cell).replace(",", ".")))


@pytest.fixture
def winter_town(winter: Path, tmp_path: Path) -> Iterator[Town]:
    town = Town(copy_of(winter, tmp_path / "traguardo.db"), clock=FixedClock(NOON))
    yield town
    town.close()


def photo(town: Town) -> dict[str, Any]:
    (sent,) = [call for call in town.calls if call["method"] == "sendPhoto"]
    return sent


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/grafico AS", ("AS", "Area Servizi", "AS3", "AS4")),
        ("/grafico AS4.3.1", ("AS4.3.1", "CIE rilasciate")),
        ("/grafico ente anni", ("anno per anno", "2024:")),
        ("/grafico AS4.1 fasi", ("Sportello veloce", "dal 01/01/2024 al 31/12/2024")),
        ("fammi il grafico dell'area servizi", ("Area Servizi",)),
        ("mostrami il grafico di AS4.3.1", ("CIE rilasciate",)),
    ],
)
def test_a_picture_comes_with_its_words(
    town: Town, bruno: Person, text: str, said: tuple[str, ...]
) -> None:
    bruno.says(text).sees(*said)
    assert photo(town)["file"].endswith(".png")


def test_a_picture_of_nothing_is_said(town: Town, bruno: Person) -> None:
    bruno.says("/grafico AS fasi").sees("non c'è ancora nulla da disegnare")


def test_plain_mode_is_a_card_and_is_remembered(town: Town, bruno: Person) -> None:
    bruno.says("/stato AS").sees("░")
    bruno.says("/testo").sees("in sole parole").sees_buttons("Conferma", "Annulla").taps("Conferma")
    bruno.says("/stato AS").sees("Area Servizi").does_not_see("░", "▓")
    town.restart()
    bruno.says("/grafico AS").sees("AS4")
    assert [call["method"] for call in town.calls if call["text"]] == ["sendMessage"]
    bruno.says("/testo").taps("Conferma")
    bruno.says("/stato AS").sees("░")
    town.person("eq.as4").says("/stato AS").sees("░")


def test_the_scheda_is_a_file_for_who_may_read_it(
    winter_town: Town,
) -> None:
    person = winter_town.person("eq.as4")
    person.says("/scheda").taps("Scarica il PDF")
    (sent,) = [call for call in winter_town.calls if call["method"] == "sendDocument"]
    assert sent["file"] == "scheda-2024-eq.as4.pdf"
    (event,) = winter_town.events("DocumentIssued")
    assert event.actor == "eq.as4"


def test_people_have_all_that_is_held_on_them(winter_town: Town) -> None:
    person = winter_town.person("eq.as4")
    person.says("/imieidati")
    sent = [call["file"] for call in winter_town.calls if call["method"] == "sendDocument"]
    assert sent == ["dati-eq.as4.json", "dati-personali-2024-eq.as4.pdf"]


def test_people_hear_who_read_their_scores(winter_town: Town) -> None:
    person, dirigente = winter_town.person("eq.as4"), winter_town.person("dirigente.as")
    person.says("chi ha letto la mia scheda?").sees("Nessun altro")
    winter_town.ledger.execute(SetScoresInChat(True), actor="admin", cause="test")
    person.says("/scheda")
    person.says("/letture").sees("Nessun altro")
    dirigente.says("/scheda eq.as4")
    person.says("chi ha letto la mia scheda?").sees("dirigente.as: 2024, in chat")
    dirigente.says("/letture").sees("Nessun altro")


def test_a_section_of_the_relazione_is_written_by_the_segretario(town: Town) -> None:
    segretario = town.person("segretario")
    segretario.says("/relazione altro").sees("premessa, contesto")
    segretario.says("/relazione premessa Un anno di lavoro.").sees("Premessa", "Un anno di lavoro.")
    segretario.taps("Conferma").sees("Registrato")
    (event,) = town.events("RelazioneWritten")
    assert event.actor == "segretario"
    town.person("eq.as4").says("/relazione premessa Altro.").sees("Segretario")
    assert len(town.events("RelazioneWritten")) == 1


def relazione_with(town: Town, own: dict[str, str]) -> Path:
    """The Relazione as it stands, with texts typed under its headings as Word does."""
    document = docx.Document(io.BytesIO(docx_of(relazione(town.ledger, None).paper)))
    for paragraph in list(document.paragraphs):
        if paragraph.style.name == "Heading 1" and paragraph.text in own:
            below = document.paragraphs[
                [p.text for p in document.paragraphs].index(paragraph.text) + 1
            ]
            below.insert_paragraph_before(own[paragraph.text], style="Normal")
    path = town.path.with_name("relazione.docx")
    document.save(str(path))
    return path


def test_the_relazione_comes_back_in_word_part_by_part(town: Town) -> None:
    segretario = town.person("segretario")
    segretario.says("/relazione").sees("rimandami il documento")
    (sent,) = [call for call in town.calls if call["method"] == "sendDocument"]
    assert sent["file"] == "relazione-2024.docx"
    segretario.sends_file(relazione_with(town, {}))
    segretario.sees("nessun testo è diverso")
    texts = {"Premessa": "Un anno di lavoro.", "Che cosa migliorare": "I tempi."}
    filled = relazione_with(town, texts)
    segretario.sends_file(filled)
    segretario.sees("Premessa", "Un anno di lavoro.", "Che cosa migliorare").does_not_see(
        "contesto"
    )
    segretario.taps("Conferma").sees("ora c'è il tuo testo in: Premessa, Che cosa migliorare")
    written = [e.event for e in town.events("RelazioneWritten")]
    assert [(e.section, e.text) for e in written] == [  # type: ignore[union-attr]
        ("premessa", "Un anno di lavoro."),
        ("miglioramento", "I tempi."),
    ]
    segretario.sends_file(relazione_with(town, {}))
    segretario.sees("nessun testo è diverso")


def test_a_part_rewritten_meanwhile_is_said_before_it_is_replaced(town: Town) -> None:
    segretario = town.person("segretario")
    old = relazione_with(town, {"Premessa": "Dal documento."})
    segretario.says("/relazione premessa Dalla chat.").taps("Conferma")
    segretario.sends_file(old)
    segretario.sees(
        "Dal documento.", "«Premessa» intanto è stata riscritta (ora è alla versione 1)"
    )


def test_who_may_not_write_the_relazione_sends_it_in_vain(town: Town, maria: Person) -> None:
    maria.sends_file(relazione_with(town, {"Premessa": "Mia."}))
    maria.sees("Segretario")
    assert not town.events("RelazioneWritten")


@pytest.mark.parametrize(
    ("person", "said", "file"),
    [
        ("dirigente.as", "/documento monitoraggio AS", "monitoraggio-2024-AS.pdf"),
        ("dirigente.as", "mandami la relazione in word", "relazione-2024.docx"),
        ("nucleo", "fammi la relazione", "relazione-2024.pdf"),
        ("eq.as4", "/documento attestato AS4.3.1", "attestato-2024-AS4.3.1.pdf"),
        ("eq.as4", "mandami l'attestato di AS4.3.1", "attestato-2024-AS4.3.1.pdf"),
        ("eq.as4", "stampami il monitoraggio degli obiettivi di AS4", "monitoraggio-2024-AS4.pdf"),
    ],
)
def test_documents_are_sent_where_they_are_asked_for(
    town: Town, person: str, said: str, file: str
) -> None:
    town.person("eq.as4").says("AS4.3.1 240").taps("Conferma")
    town.person(person).says(said)
    assert files_sent(town) == [file]
    assert town.events("DocumentIssued")[-1].actor == person


@pytest.mark.parametrize(
    ("opened", "goes_on", "asked_again"),
    [
        ("AS4.3.1 240", "sì", "Registrato"),
        ("/documento boh", "no", "nulla"),
        ("/scostamento AS4.3", "chiuso per lavori", "per recuperare"),
    ],
)
def test_a_document_asked_for_in_the_middle_of_something_leaves_it_open(
    town: Town, opened: str, goes_on: str, asked_again: str
) -> None:
    maria = town.person("eq.as4").says(opened)
    maria.says("fammi la relazione 2024")
    assert files_sent(town) == ["relazione-2024.pdf"]
    maria.says(goes_on)
    assert asked_again in maria.text or maria.buttons_of_a_card()


def test_words_that_only_begin_like_a_request_are_the_answer(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    head = town.person("segretario").says("/ciclo 2024 fase b").sees("scrivi perché")
    head.says("fammi la relazione 2024")
    assert files_sent(town) == ["relazione-2024.pdf"]
    head.says("prepara la relazione di mandato un altro ufficio").sees("prepara la relazione di")
    assert files_sent(town) == []


def test_the_menu_of_documents_is_by_role_and_its_buttons_send_them(winter_town: Town) -> None:
    maria, nucleo = winter_town.person("eq.as4"), winter_town.person("nucleo")
    maria.says("/documento").sees_buttons(
        "Relazione sulla performance 2024",
        "Monitoraggio 2024",
        "Assegnazione degli obiettivi 2024",
    )
    nucleo.says("/documento").taps("Verbale del Nucleo").sees("Verbale del Nucleo 2024")
    assert files_sent(winter_town) == ["verbale-2024.pdf"]
    nucleo.taps("In Word")
    assert files_sent(winter_town) == ["verbale-2024.docx"]
    nucleo.says("fammi il verbale")
    assert files_sent(winter_town) == ["verbale-2024.pdf"]


def test_the_determina_comes_with_names_or_codes_and_for_the_payroll(winter_town: Town) -> None:
    office = winter_town.person("personale")
    office.says("/documento determina").taps("Con i soli codici").sees("con i soli codici")
    office.taps("CSV per gli stipendi")
    office.says("/documento determina codici csv").sees("con i soli codici")
    assert files_sent(winter_town) == ["determina-2024.csv"]
    forms = [e.event.sha256 for e in winter_town.events("DocumentIssued")]
    assert len(forms) == 3, "with names, with codes, and the payroll's, which was asked for twice"


@pytest.mark.parametrize(
    "text",
    [
        "fammi la determina con i soli codici",
        "mandami la determina senza nomi",
        "fammi la determina in forma anonima",
        "/documento determina con i soli codici delle persone",
    ],
)
def test_a_determina_without_names_is_asked_for_in_any_words(winter_town: Town, text: str) -> None:
    winter_town.person("personale").says(text).sees("con i soli codici")


def files_sent(town: Town) -> list[str]:
    return [call["file"] for call in town.calls if call["method"] == "sendDocument"]


def test_a_document_for_other_offices_is_refused_where_it_is_made(winter_town: Town) -> None:
    winter_town.person("eq.as4").says("/documento determina").sees("personale")
    assert not files_sent(winter_town)
