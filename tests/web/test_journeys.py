"""Each role in a real browser: in by the link, their own work done, out with a PDF.

One Chromium and one served ledger for all; each works on what is theirs, so in any order.
"""

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ledger.commands.progress import RecordProgress, Said

from ..reports.reading import Read
from ..town import copy_of
from .conftest import WINTER, Office, served

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def town(year_over: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = copy_of(year_over, tmp_path_factory.mktemp("journeys") / "traguardo.db")
    with served(path, WINTER) as found:
        fact = Said("AS4.1.1", "absolute", Decimal(170), day=dt.date(2024, 11, 4))
        found.ledger.execute(RecordProgress((fact,)), actor="eq.as4", cause="test")
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, town: Office) -> Iterator[Page]:
    context = chromium.new_context(base_url=town.url)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def presses(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def confirms(page: Page) -> None:
    presses(page, "Conferma")
    assert "Registrato" in page.inner_text("main")


def reports(indicator: str, value: str) -> Callable[[Page], None]:
    def work(page: Page) -> None:
        page.goto(f"/indicatore/{indicator}")
        page.get_by_label("Valore").fill(value)
        page.get_by_label("Giorno del fatto").fill("2024-12-20")
        presses(page, "Fammi vedere")
        confirms(page)

    return work


def judges(person: str) -> Callable[[Page], None]:
    """Every objective 80, every item its second best, each with a reason."""

    def work(page: Page) -> None:
        page.goto(f"/valuta/{person}")
        for field in page.locator('input[name^="v."]').all():
            field.fill("80")
        for field in page.locator('input[name^="m."]').all():
            field.fill("ho guardato i fatti")
        for item in page.locator("fieldset:has(input[type=radio])").all():
            item.locator("input[type=radio]").nth(-2).check()
        page.locator('form:has(input[name="visti"]) button').click()
        confirms(page)

    return work


def takes_note(page: Page) -> None:
    page.goto("/scheda/dipendente.as4")
    presses(page, "Prendo visione")
    confirms(page)


def validates(page: Page) -> None:
    page.goto("/valida")
    page.locator("tr", has_text="AS4.1.1").get_by_role("checkbox").check()
    presses(page, "Valida le scelte")
    confirms(page)


def invites(page: Page) -> None:
    page.goto("/persona/eq.as4")
    page.get_by_role("button", name="Invita").click()
    assert "eq.as4" in page.inner_text("main")


def supposes(page: Page) -> None:
    page.goto("/premi?percento=120")
    assert "6.000,00 €" in page.inner_text("main")


def reads(page: Page) -> None:
    page.get_by_role("link", name="Ente", exact=True).click()
    page.get_by_role("link", name="AS4.3", exact=True).first.click()
    assert "Servizi anagrafici" in page.inner_text("main")


@dataclass(frozen=True)
class Journey:
    """The work, what it leaves in the record, where the PDF is and a word it holds."""

    work: Callable[[Page], None]
    leaves: tuple[str, ...]
    shelf: str
    button: str
    holds: str


PAPERS, OWN = "/documenti", "Scarica il PDF"
RELAZIONE = "Relazione sulla performance in PDF"
JOURNEYS = {
    "dipendente.as4": Journey(
        takes_note, ("SchedaAcknowledged",), "/scheda/dipendente.as4", OWN, "dipendente.as4"
    ),
    "eq.as3": Journey(
        reports("AS3.1.1", "3"), ("ProgressRecorded",), "/scheda/eq.as3", OWN, "eq.as3"
    ),
    "dirigente.as": Journey(
        validates, ("ProgressValidated",), f"{PAPERS}?ambito=AS", "Monitoraggio in PDF", "AS4.1.1"
    ),
    "segretario": Journey(
        reports("SG.1.1", "9"), ("ProgressRecorded",), PAPERS, RELAZIONE, "SG.1.1"
    ),
    "nucleo": Journey(
        judges("dirigente.as"), ("SchedaIssued",), PAPERS, "Verbale del Nucleo in PDF", "83"
    ),
    "sindaco": Journey(judges("segretario"), ("SchedaIssued",), PAPERS, RELAZIONE, "AS4.3"),
    "giunta": Journey(reads, (), PAPERS, RELAZIONE, "AS4.3"),
    "personale": Journey(supposes, (), PAPERS, "Determina dei premi in PDF", "eq.as3"),
    "admin": Journey(invites, ("InvitationIssued",), PAPERS, "Monitoraggio in PDF", "AS4.1.1"),
}


@pytest.mark.parametrize("person", JOURNEYS)
def test_from_the_link_to_the_work_to_the_pdf(town: Office, page: Page, person: str) -> None:
    journey, before = JOURNEYS[person], town.ledger.log.head().seq
    page.goto(town.link(person))
    journey.work(page)
    page.goto(journey.shelf)
    with page.expect_download() as download:
        presses(page, journey.button)
    content = Path(download.value.path()).read_bytes()
    assert journey.holds in Read(content).text
    events = list(town.ledger.log.after())
    prints = {e.event.sha256 for e in events if e.type == "DocumentIssued"}
    assert hashlib.sha256(content).hexdigest() in prints, "what left the house is in the record"
    left = [e for e in events if e.seq > before]
    assert {e.type for e in left} - {"DocumentIssued"} == set(journey.leaves)
    assert {e.actor for e in left} <= {person}
