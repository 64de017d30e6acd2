"""Reporting, correcting, taking back, proving, validating by forms: each through its card."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal

import httpx
import pytest

from bot.store import Store
from ledger.commands.people import BindChat, Invite
from ledger.commands.progress import RecordProgress, Said
from ledger.events import ProgressRecorded, SchedaAcknowledged
from ledger.ledger import STRANGER
from ledger.people import CLI
from ledger.progress.scanner import VARIABLE as SCANNER

from ..ledger.evaluation.conftest import Office as Hall
from .conftest import Browser, Office

PEOPLE = 100
REPORT = "/indicatore/AS4.3.1/registra"


def events(office: Office, type_: str) -> list[object]:
    return [e.event for e in office.ledger.log.after() if e.type == type_]


def recorded(office: Office, code: str, value: str, who: str = "eq.as4") -> int:
    said = Said(code, "absolute", Decimal(value))
    (e,) = office.ledger.execute(RecordProgress((said,)), actor=who, cause="test")
    return e.seq


def confirms(browser: Browser, choice: str = "conferma") -> Browser:
    browser.sends("/carta", scelta=choice)
    return browser


def test_a_report_shows_its_card_before_it_is_recorded(office: Office, maria: Browser) -> None:
    recorded(office, "AS4.3.1", "240")
    before = office.ledger.log.head().seq
    maria.opens("/indicatore/AS4.3.1")
    maria.sends(REPORT, valore="12", modo="increment")
    maria.sees("da 240 carte a 252 carte", "(+12)", "Conferma")
    assert office.ledger.log.head().seq == before
    confirms(maria).sees("Registrato", "impronta")
    assert str(office.ledger.view.standing("AS4.3.1").number) == "252"  # type: ignore[union-attr]
    (e,) = list(office.ledger.log.after(before))
    assert (e.actor, e.cause.partition(":")[0]) == ("eq.as4", "page")


def test_a_card_confirmed_twice_records_once(office: Office, maria: Browser) -> None:
    maria.opens("/indicatore/AS4.3.1")
    maria.sends(REPORT, valore="12")
    card = maria.page
    confirms(maria)
    maria.page = card
    confirms(maria).sees("Registrato")
    assert len(events(office, "ProgressRecorded")) == 1


def test_an_old_card_records_nothing(office: Office, maria: Browser) -> None:
    maria.opens("/indicatore/AS4.3.1")
    form = maria.page
    maria.sends(REPORT, valore="12")
    old = maria.page
    maria.page = form
    maria.sends(REPORT, valore="99")
    maria.page = old
    confirms(maria)
    assert maria.page.status_code == 409
    assert events(office, "ProgressRecorded") == []


def test_a_card_given_up_records_nothing(office: Office, maria: Browser) -> None:
    maria.opens("/indicatore/AS4.3.1")
    maria.sends(REPORT, valore="12")
    confirms(maria, "annulla")
    assert maria.page is not None
    assert maria.page.url.path == "/indicatore/AS4.3.1"
    assert events(office, "ProgressRecorded") == []


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"valore": "molte"}, 409, "AS4.3.1"),
        ({"valore": ""}, 409, "AS4.3.1"),
        ({"valore": "12,5"}, 409, "AS4.3.1"),
        ({"valore": "12", "giorno": "31/02/2024"}, 404, "31/02/2024"),
        ({"valore": "12", "giorno": "2024-12-24"}, 409, "24/12/2024"),
        ({"valore": "12", "giorno": "2023-03-01"}, 404, "2023"),
    ],
)
def test_what_cannot_be_is_said_and_not_recorded(
    office: Office, maria: Browser, fields: dict[str, str], status: int, words: str
) -> None:
    maria.opens("/indicatore/AS4.3.1")
    answer = maria.sends(REPORT, **fields)
    maria.sees(words)
    assert answer.status_code == status
    assert events(office, "ProgressRecorded") == []


def test_a_ratio_and_a_step_are_reported_as_what_they_are(office: Office, maria: Browser) -> None:
    maria.opens("/indicatore/AS4.4.1")
    maria.sends("/indicatore/AS4.4.1/registra", numeratore="16", denominatore="21")
    confirms(maria)
    maria.opens("/indicatore/AS4.1.2")
    maria.sends("/indicatore/AS4.1.2/registra", valore="1", giorno="2024-09-10")
    confirms(maria)
    pair, step = events(office, "ProgressRecorded")
    assert isinstance(pair, ProgressRecorded)
    assert isinstance(step, ProgressRecorded)
    assert (pair.mode, pair.numerator, pair.denominator) == ("ratio", 16, 21)
    assert (step.mode, step.value) == ("milestone", 1)
    assert office.ledger.view.reports_of("AS4.1.2")[0].day == dt.date(2024, 9, 10)


@pytest.mark.parametrize("who", ["eq.as3", "dirigente.af", "dipendente.as4", "nucleo", "admin"])
def test_who_may_not_report_is_refused_even_with_a_form(office: Office, who: str) -> None:
    browser = office.enters(who)
    page = browser.opens("/indicatore/AS4.3.1")
    assert "Nuovo dato" not in page.text
    assert browser.sends(REPORT, valore="12").status_code == 403
    assert events(office, "ProgressRecorded") == []


def test_a_report_is_corrected_and_taken_back_with_a_reason(office: Office, maria: Browser) -> None:
    seq = recorded(office, "AS4.3.1", "240")
    maria.opens(f"/registrazione/{seq}")
    correct = f"/registrazione/{seq}/correggi"
    assert maria.sends(correct, valore="250", motivo=" ").status_code == 409
    maria.opens(f"/registrazione/{seq}")
    maria.sends(correct, valore="250", motivo="errore di battitura")
    confirms(maria.sees("250 carte"))
    assert str(office.ledger.view.standing("AS4.3.1").number) == "250"  # type: ignore[union-attr]
    maria.opens(f"/registrazione/{seq}")
    maria.sends(f"/registrazione/{seq}/ritira", motivo="contata due volte")
    confirms(maria)
    assert office.ledger.view.standing("AS4.3.1") is None


def test_a_proof_is_kept_with_its_report_and_given_to_who_may(
    office: Office, maria: Browser
) -> None:
    seq = recorded(office, "AS4.3.1", "240")
    path = f"/registrazione/{seq}/prova"
    token = maria.opens(f"/registrazione/{seq}").text.partition('name="gettone" value="')[2]
    data = {"gettone": token.partition('"')[0]}
    proof = b"%PDF-1.4 verbale"

    def attach(name: str, content: bytes, kind: str) -> int:
        files = {"file": (name, content, kind)}
        maria.page = maria.client.post(path, data=data, files=files)
        return maria.page.status_code

    program = b"MZ\x90\x00\x03"
    assert attach("x.exe", program, "application/x-msdownload") == 409
    assert attach("verbale.pdf", program, "application/pdf") == 409, "by content"
    assert attach("verbale.pdf", proof, "application/octet-stream") == 200
    confirms(maria.sees("verbale.pdf"))
    (row,) = office.ledger.view.evidence_of("AS4.3.1")
    address = f"/prova/AS4.3.1/{row.seq}"
    assert office.enters("nucleo").opens(address).content == proof
    assert office.enters("eq.as3").opens(address).status_code == 403
    assert maria.opens("/prova/AS4.3.1/99999").status_code == 404


@pytest.fixture
def antivirus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SCANNER, "sh -c 'grep -q EICAR && exit 1; exit 0'")


def test_no_page_keeps_a_file_that_the_antivirus_finds_something_in(
    antivirus: None, office: Office, maria: Browser
) -> None:
    seq = recorded(office, "AS4.3.1", "240")
    token = maria.opens("/scrivi").text.partition('name="gettone" value="')[2]
    for path in (f"/registrazione/{seq}/prova", "/scrivi"):
        maria.page = maria.client.post(
            path,
            data={"gettone": token.partition('"')[0]},
            files={"file": ("verbale.pdf", b"%PDF-1.4 EICAR", "application/pdf")},
        )
        maria.sees("L'antivirus segnala questo file")
    assert list(office.ledger.evidence.files()) == []


def test_many_are_validated_with_one_press(office: Office) -> None:
    seqs = [recorded(office, "AS4.3.1", value) for value in ("240", "250")]
    other = recorded(office, "AF1.1.2", "3", "eq.af1")
    bruno = office.enters("dirigente.as")
    bruno.opens("/valida")
    bruno.sees("Aspettano te 2 registrazioni")
    bruno.sends("/valida", scelte=[str(seq) for seq in seqs])
    confirms(bruno)
    assert [office.ledger.view.report(seq).status for seq in seqs] == ["validated"] * 2
    bruno.opens("/valida")
    bruno.sees("Nulla da validare")
    bruno.page = bruno.client.get("/")
    assert bruno.sends("/valida", scelte=str(other)).status_code == 403


def test_one_is_contested_with_its_reason(office: Office) -> None:
    seq = recorded(office, "AS4.3.1", "240")
    bruno = office.enters("dirigente.as")
    bruno.opens(f"/registrazione/{seq}")
    bruno.sends(f"/registrazione/{seq}/contesta", motivo="manca il verbale")
    confirms(bruno.sees("manca il verbale"))
    assert office.ledger.view.report(seq).status == "contested"


def test_who_reported_hears_of_it_in_chat_once_the_bot_looks(office: Office) -> None:
    office.ledger.execute(Invite("eq.as4", "INVITO"), actor=CLI, cause="test")
    office.ledger.execute(BindChat("INVITO", "4242"), actor=STRANGER, cause="test")
    seqs = [recorded(office, "AS4.3.1", value) for value in ("240", "250")]
    bruno = office.enters("dirigente.as")
    bruno.opens(f"/registrazione/{seqs[0]}")
    bruno.sends(f"/registrazione/{seqs[0]}/contesta", motivo="manca il verbale")
    confirms(bruno)
    bruno.opens("/scrivi")
    bruno.sends("/scrivi", testo="/valida AS4.3.1")
    pressed = bruno.page.text.rpartition("Contesta")[0].rpartition('name="premi" value="')[2]
    bruno.sends("/scrivi", premi=pressed.partition('"')[0])
    bruno.sends("/scrivi", testo="manca la firma")
    pressed = bruno.page.text.rpartition("Conferma")[0].rpartition('name="premi" value="')[2]
    bruno.sends("/scrivi", premi=pressed.partition('"')[0])
    with closing(Store(office.path, "telegram", office.ledger.clock)) as bot:
        letters = bot.adopt().letters
    assert [letter.chat for letter in letters] == [4242, 4242]
    assert "manca il verbale" in letters[0].text
    assert "manca la firma" in letters[1].text
    assert str(seqs[1]) in letters[1].text


def test_a_page_as_of_a_day_says_what_stood_then(office: Office, maria: Browser) -> None:
    recorded(office, "AS4.3.1", "240")
    maria.opens("/indicatore/AS4.3.1", al="2024-09-15")
    maria.sees("Com'era il 15/09/2024", "Valore —")
    maria.opens("/indicatore/AS4.3.1")
    maria.sees("240 carte")


def test_the_conversation_of_the_chat_goes_on_in_a_page(office: Office, maria: Browser) -> None:
    maria.opens("/scrivi")
    maria.sends("/scrivi", testo="altre 12 CIE oggi")
    maria.sees("Registro?", "12 carte", "Conferma")
    card = maria.page
    button = card.text.partition('name="premi" value="')[2].partition('"')[0]
    maria.sends("/scrivi", premi=button)
    maria.sees("impronta")
    assert len(events(office, "ProgressRecorded")) == 1
    maria.page = card
    maria.sends("/scrivi", premi=button)
    assert len(events(office, "ProgressRecorded")) == 1


def test_a_button_that_is_not_on_the_page_cannot_be_pressed(office: Office, maria: Browser) -> None:
    seq = recorded(office, "AS4.3.1", "240")
    bruno = office.enters("dirigente.as")
    bruno.opens("/scrivi")
    bruno.sends("/scrivi", premi=f"val:{seq}:AS")
    assert office.ledger.view.report(seq).status == "provisional"


def test_a_hundred_people_at_once_are_all_served(office: Office) -> None:
    """Each enters, reports and confirms; every report is there once."""

    def works(n: int) -> int:
        with httpx.Client(base_url=office.url, follow_redirects=True, timeout=120) as client:
            browser = Browser(office, client)
            browser.opens(links[n])
            browser.opens("/indicatore/AS4.3.1")
            browser.sends(REPORT, valore="1", modo="increment")
            return browser.sends("/carta", scelta="conferma").status_code

    links = [office.link("eq.as4") for _ in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as people:
        assert set(people.map(works, range(PEOPLE))) == {200}
    assert len(events(office, "ProgressRecorded")) == PEOPLE
    assert str(office.ledger.view.standing("AS4.3.1").number) == str(PEOPLE)  # type: ignore[union-attr]
    office.ledger.verify()


def test_a_scheda_is_noted_where_it_was_read_whole(office: Office) -> None:
    """By default chats show no scores: the page is where it is read."""
    hall = Hall(office.ledger).entity("83").confers("eq.as4", by="dirigente.as")
    hall.issues("eq.as4", by="dirigente.as")
    maria = office.enters("eq.as4")
    maria.opens("/scheda/eq.as4", anno="2024")
    maria.sees("EQ-I", "Prendo visione").sends("/scheda/eq.as4/visione")
    confirms(maria)
    (noted,) = events(office, "SchedaAcknowledged")
    assert isinstance(noted, SchedaAcknowledged) and noted.read_on == "page"
