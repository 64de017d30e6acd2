"""Who sees which page: every address, every role, every unit; and what the pages say."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import openpyxl
import pytest

from ledger.commands.calendar import OpenCampaign
from ledger.commands.people import AddPerson, EndPost
from ledger.commands.progress import RecordProgress, Said
from ledger.people import CLI, Role

from .conftest import Browser, Office, text_of

EVERYBODY = frozenset(
    {
        "admin", "segretario", "sindaco", "nucleo", "giunta", "personale", "dirigente.as",
        "dirigente.af", "eq.as3", "eq.as4", "eq.aa1", "eq.af1", "dipendente.as4",
    }
)  # fmt: skip
VALIDATORS = frozenset({"segretario", "nucleo", "dirigente.as", "dirigente.af"})
SEEN_BY: dict[str, frozenset[str]] = {
    "/": EVERYBODY,
    "/ambito/ENTE": EVERYBODY,
    "/ambito/AS": EVERYBODY,
    "/ambito/AS4": EVERYBODY,
    "/ambito/AS3": EVERYBODY,
    "/ambito/AA": EVERYBODY,
    "/ambito/AA1": EVERYBODY,
    "/ambito/AF": EVERYBODY,
    "/ambito/AF1": EVERYBODY,
    "/ambito/TR": EVERYBODY,
    "/ambito/SG": EVERYBODY,
    "/obiettivo/AS4.3": EVERYBODY,
    "/obiettivo/AF1.1": EVERYBODY,
    "/indicatore/AS4.3.1": EVERYBODY,
    "/indicatore/AS3.1.4": EVERYBODY,
    "/perche/ENTE": EVERYBODY,
    "/perche/AS4.4.1": EVERYBODY,
    "/piano": EVERYBODY,
    "/piano?ramo=OS7": EVERYBODY,
    "/cerca?q=pratiche": EVERYBODY,
    "/ciclo": EVERYBODY,
    "/evento/1": EVERYBODY,
    "/evento/2": frozenset({"nucleo", "personale", "admin"}),
    "/scrivi": EVERYBODY,
    "/scheda": EVERYBODY,
    "/documenti": EVERYBODY,
    "/questionari": EVERYBODY,
    "/impostazioni": EVERYBODY,
    "/accessibilita": EVERYBODY,
    "/valida": VALIDATORS,
    "/verifiche": frozenset({"nucleo"}),
    "/nucleo": frozenset({"nucleo", "segretario"}),
    "/persone/iscrizione": frozenset({"admin", "personale"}),
    "/persone/riorganizzazione": frozenset({"personale"}),
    "/premi": frozenset({"nucleo", "personale"}),
    "/persone": frozenset({"admin", "personale"}),
    "/persona/eq.as3": frozenset({"admin", "personale", "eq.as3"}),
    "/persona/eq.as3/fatto/sanzione": frozenset({"personale"}),
    "/inviti": frozenset({"admin", "personale"}),
    "/valuta": EVERYBODY,
    "/valuta/dipendente.as4": frozenset({"dirigente.as", "eq.as4"}),
    "/valuta/dirigente.af": frozenset({"nucleo"}),
    "/obiettivi": EVERYBODY,
    "/obiettivi/eq.as3": frozenset({"dirigente.as", "eq.as3", "nucleo", "personale"}),
    "/relazione": frozenset({"segretario"}),
    "/impostazioni/fattore": frozenset({"admin", "nucleo"}),
    "/medico": frozenset({"admin"}),
}
MISSING = (
    "/nulla",
    "/ambito/ZZ9",
    "/obiettivo/AS4.99",
    "/indicatore/AS4.3.99",
    "/perche/ZZ",
    "/evento/999999",
    "/evento/x",
    "/registrazione/999999",
    "/?anno=1999",
    "/?anno=x",
    "/?al=ieri",
    "/piano?ramo=ZZ",
    "/ambito/ENTE?formato=pdf",
    "/ambito/ENTE?formato=csv&tabella=nulla",
    "/campagna/M99",
    "/questionari/Q9",
    "/questionario/2024/Q9",
)
BY_OFFICE = frozenset({"nucleo", "segretario", "personale"})
ISSUED_TO: dict[str, frozenset[str]] = {
    "/documenti/relazione.docx": EVERYBODY,
    "/documenti/monitoring.pdf": EVERYBODY,
    "/documenti/verbale.pdf": BY_OFFICE,
    "/documenti/payment.csv": BY_OFFICE,
}


@pytest.fixture
def regulated(office: Office) -> Office:
    """The town with its regulation, so that there is something to evaluate by."""
    from ledger.commands.ente import AdoptRegulation
    from ledger.regulation import bundled

    office.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return office


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_each_page_is_seen_by_who_may(regulated: Office, person: str) -> None:
    browser = regulated.enters(person)
    seen = {path: browser.opens(path).status_code for path in SEEN_BY}
    assert seen == {path: 200 if person in who else 403 for path, who in SEEN_BY.items()}


@pytest.mark.parametrize("person", ["eq.as4", "dirigente.as", "nucleo", "personale"])
def test_documents_go_to_who_may_have_them_and_leave_their_print(
    regulated: Office, person: str
) -> None:
    browser = regulated.enters(person)
    for path, who in ISSUED_TO.items():
        browser.opens("/documenti")
        status = browser.sends(path, ambito="ENTE").status_code
        assert status == (200 if person in who else 403), path
    issued = [e for e in regulated.ledger.log.after() if e.type == "DocumentIssued"]
    assert len(issued) == sum(person in who for who in ISSUED_TO.values())
    assert {e.actor for e in issued} == {person}
    browser.opens("/documenti")
    assert browser.sends("/documenti/scheda.pdf").status_code == 404
    assert browser.client.post("/documenti/relazione.pdf").status_code == 403, "without a token"


@pytest.mark.parametrize("person", ["eq.as4", "nucleo"])
def test_what_is_offered_can_be_opened(regulated: Office, person: str) -> None:
    browser = regulated.enters(person)
    home = browser.opens("/").text
    offered = re.findall(r'<li><a href="([^"]+)"', home.partition("<nav")[2].partition("</nav>")[0])
    assert len(offered) > 5
    assert {browser.opens(path).status_code for path in offered} == {200}


def test_what_does_not_exist_is_not_found(maria: Browser) -> None:
    assert {path: maria.opens(path).status_code for path in MISSING} == dict.fromkeys(MISSING, 404)


def test_a_person_who_is_not_there_looks_like_one_who_may_not_be_seen(
    office: Office, maria: Browser
) -> None:
    assert maria.opens("/persona/nessuno").status_code == 403
    assert maria.opens("/scheda/nessuno").status_code == maria.opens("/scheda/eq.as3").status_code
    assert office.enters("admin").opens("/persona/nessuno").status_code == 404


def test_every_link_on_a_page_leads_somewhere(regulated: Office) -> None:
    browser = regulated.enters("segretario")
    seen, waiting = set(), ["/", "/ambito/ENTE", "/piano?ramo=OS7", "/ciclo", "/valida"]
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page = browser.opens(path)
        assert page.status_code == 200, path
        found = [p.replace("&amp;", "&") for p in re.findall(r'href="(/[^"#]*)', page.text)]
        waiting += [p for p in found if not p.startswith("/static/")]


def test_a_table_is_the_same_as_page_and_as_files(maria: Browser) -> None:
    page = maria.opens("/ambito/ENTE").text
    rows = list(csv.DictReader(io.StringIO(maria.opens("/ambito/ENTE", formato="csv").text)))
    assert {row["code"] for row in rows} == set(re.findall(r'/obiettivo/([A-Z0-9.]+)"', page))
    assert rows[0].keys() >= {"code", "title", "progress", "expected", "state", "deadline"}
    book = maria.opens("/ambito/ENTE", formato="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        row["code"] for row in rows
    ]


def test_a_board_is_filtered_by_its_address(maria: Browser) -> None:
    def codes(**query: str) -> set[str]:
        table = maria.opens("/ambito/AS", formato="csv", **query).text
        return {row["code"] for row in csv.DictReader(io.StringIO(table))}

    assert codes(servizio="AS3") == {"AS3.1"}
    assert codes(stato="late") == {"AS4.4"}
    assert codes(titolare="eq:AS4") == {"AS4.1", "AS4.3", "AS4.4"}
    assert codes(servizio="AS3", stato="late") == set()
    assert codes(con="unproved") == {"AS3.1", "AS4.1", "AS4.3", "AS4.4"}
    assert codes(con="unproved", stato="late") == {"AS4.4"}
    assert codes(con="vacant") == set()
    assert codes(stato="nonsense") == set()


def test_text_of_the_plan_is_shown_and_never_run(office: Office, maria: Browser) -> None:
    maria.opens("/cerca", q='"><script>alert(1)</script>')
    assert maria.page is not None
    assert "<script>alert" not in maria.page.text
    maria.opens("/ambito/ENTE", servizio='"><img src=x>')
    assert "<img" not in maria.page.text


def test_a_search_finds_by_code_word_and_alias(maria: Browser) -> None:
    assert maria.opens("/cerca", q="as4.3.1").url.path == "/indicatore/AS4.3.1"
    assert maria.opens("/cerca", q="AS").url.path == "/ambito/AS"
    maria.opens("/cerca", q="carte d'identità")
    maria.sees("AS4.3.1")
    maria.opens("/cerca", q="arretrato")
    maria.sees("AS3.1")


def test_the_doctor_says_how_the_installation_is(office: Office) -> None:
    copies = office.path.with_name(f"{office.path.name}.backups")
    copies.mkdir()
    (copies / "traguardo-2024-09-15.db").write_bytes(b"x" * 77)
    browser = office.enters("admin")
    browser.opens("/medico")
    browser.sees("Catena: 28 eventi", "traguardo-2024-09-15.db", "77")


def test_an_admin_sees_who_is_in_chat_and_invites(office: Office) -> None:
    admin = office.enters("admin")
    admin.opens("/inviti")
    admin.sees("eq.as4", "mai invitato")
    admin.opens("/persona/eq.as4")
    admin.sends("/scrivi", testo="/invita eq.as4")
    admin.sees("eq.as4")
    pressed = re.findall(r'name="premi" value="([^"]+)"', admin.page.text)
    if pressed:
        admin.sends("/scrivi", premi=pressed[0])
    admin.opens("/inviti")
    admin.sees("invito mandato")


def test_a_campaign_says_who_still_owes_what(office: Office, maria: Browser) -> None:
    command = OpenCampaign("Verifica di settembre", dt.date(2024, 9, 30), "ente", "AS4")
    office.ledger.execute(command, actor="segretario", cause="test")
    (campaign,) = office.ledger.view.agenda().campaigns
    maria.opens("/ciclo")
    maria.sees(campaign.code, "Verifica di settembre")
    maria.opens(f"/campagna/{campaign.code}")
    maria.sees("AS4.3.1", "CIE rilasciate")
    said = Said("AS4.3.1", "absolute", Decimal(5))
    office.ledger.execute(RecordProgress((said,)), actor="eq.as4", cause="test")
    assert "AS4.3.1" not in text_of(maria.opens(f"/campagna/{campaign.code}").text)


def test_who_left_an_office_does_not_get_it_back_by_asking_for_the_past(regulated: Office) -> None:
    lidia, day = regulated.enters("personale"), {"al": "2024-06-30"}
    closed = ("/persone", "/persona/eq.as3", "/evento/2")
    assert {lidia.opens(path, **day).status_code for path in closed} == {200}
    given = AddPerson("personale", "Personale", Role.DIPENDENTE, "AS4")
    regulated.ledger.execute(given, actor=CLI, cause="test")
    ended = EndPost("personale", Role.PERSONALE, None, dt.date(2024, 9, 10))
    regulated.ledger.execute(ended, actor=CLI, cause="test")
    assert {lidia.opens(path, **day).status_code for path in closed} == {403}
    assert lidia.opens("/ambito/ENTE", **day).status_code == 200


def test_who_came_later_reads_how_it_was_before(office: Office) -> None:
    person = AddPerson("eq.nuovo", "Nora Nuova", Role.EQ, "AS4")
    office.ledger.execute(person, actor=CLI, cause="test")
    nora = office.enters("eq.nuovo")
    paths = ("/", "/ambito/ENTE", "/obiettivo/AS4.3", "/indicatore/AS4.3.1", "/perche/AS4.3")
    paths += ("/piano", "/cerca?q=pratiche", "/ciclo", "/questionari", "/documenti")
    for query in ({"al": "2024-06-30"}, {"noto": "2024-09-15"}):
        seen = {path: nora.opens(path, **query).status_code for path in paths}
        assert seen == dict.fromkeys(paths, 200)
