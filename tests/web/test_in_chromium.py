"""In a real browser: accessible in light and dark, on a phone and on a desk; from link to report.

Needs Chromium, as Debian packages it; where there is none these tests are skipped and say so.
"""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ledger.commands.ente import AdoptRegulation
from ledger.commands.progress import RecordProgress, Said
from ledger.people import CLI
from ledger.regulation import bundled
from web.public import publish

from .conftest import Office

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 320))
SEEN = {
    "eq.as4": (
        "/",
        "/ambito/ENTE",
        "/obiettivo/AS4.3",
        "/indicatore/AS4.3.1",
        "/indicatore/AS4.1.2",
        "/registrazione/{seq}",
        "/perche/ENTE",
        "/evento/{seq}",
        "/scrivi",
        "/impostazioni",
        "/accessibilita",
        "/nulla",
        "/?al=2024-06-30",
    ),
    "dirigente.as": (
        "/valuta",
        "/valuta/eq.as4",
        "/obiettivi",
        "/obiettivi/eq.as4",
        "/valida",
        "/scheda",
        "/piano?ramo=OS7",
        "/cerca?q=pratiche",
    ),
    "nucleo": ("/verifiche", "/nucleo", "/premi", "/ciclo"),
    "segretario": ("/relazione", "/documenti", "/ciclo", "/ciclo/manca/anomaly"),
    "personale": (
        "/persone/iscrizione",
        "/premi",
        "/persona/eq.as4",
        "/persona/eq.as4/fatto/assenza",
    ),
    "admin": ("/persone", "/persona/eq.as4", "/medico", "/inviti", "/impostazioni/fattore"),
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def busy(office: Office) -> int:
    """Some work done, and the rules to judge it by; the last report's number."""
    office.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    seq = 0
    for value in ("120", "240", "310"):
        said = Said("AS4.3.1", "absolute", Decimal(value))
        (e,) = office.ledger.execute(RecordProgress((said,)), actor="eq.as4", cause="test")
        seq = e.seq
    return seq


def faults(page: Page) -> list[str]:
    """What axe finds, and what does not fit: in light on a desk, in dark on a phone."""
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        if page.evaluate(wide):
            found.append(f"{scheme} {width}: wider than the window")
        result = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        found += [
            f"{scheme} {width}: {v['id']}: {v['nodes'][0]['failureSummary'][:300]}"
            for v in result["violations"]
        ]
    return found


@pytest.mark.parametrize("person", SEEN)
def test_pages_are_accessible(office: Office, busy: int, chromium: Browser, person: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(office.link(person))
    found = {}
    for path in SEEN[person]:
        page.goto(office.url + path.format(seq=busy))
        page.evaluate(AXE)
        if wrong := faults(page):
            found[path] = wrong
    context.close()
    assert found == {}


def test_the_door_is_accessible(office: Office, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{office.url}/entra?codice=inventato")
    page.evaluate(AXE)
    assert faults(page) == []
    context.close()


def test_the_public_page_is_accessible(
    office: Office, busy: int, chromium: Browser, tmp_path: Path
) -> None:
    publish(office.ledger, tmp_path)
    context = chromium.new_context()
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.evaluate(AXE)
    assert faults(page) == []
    context.close()


def test_from_the_link_to_the_report_by_keyboard_without_javascript(
    office: Office, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(office.link("eq.as4"))
    page.get_by_role("link", name="AS4.3", exact=True).press("Enter")
    page.get_by_role("link", name="AS4.3.1", exact=True).press("Enter")
    page.get_by_label("Valore (carte)").fill("12")
    page.get_by_label("in più").press("Space")
    page.get_by_role("button", name="Fammi vedere").press("Enter")
    assert "CIE rilasciate" in page.inner_text("main")
    page.get_by_role("button", name="Conferma").press("Enter")
    assert "impronta" in page.inner_text("main")
    page.get_by_role("link", name="Continua").press("Enter")
    assert "12 carte" in page.inner_text("main")
    context.close()
    stands = office.ledger.view.standing("AS4.3.1")
    assert stands is not None
    assert stands.number == 12


def test_a_report_by_keys_alone(office: Office, chromium: Browser) -> None:
    """Tab to each link, field and button, and Enter: nobody touches a mouse."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(office.link("eq.as4"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    page.keyboard.press("Enter")
    _tabs_to(page, "AS4.3.1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicatore/AS4.3.1")
    _tabs_to(page, "valore")
    page.keyboard.type("12")
    _tabs_to(page, "totale")
    page.keyboard.press("ArrowDown")
    _tabs_to(page, "Fammi vedere")
    page.keyboard.press("Enter")
    page.wait_for_url("**/carta")
    _tabs_to(page, "Conferma")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fatto")
    context.close()
    stands = office.ledger.view.standing("AS4.3.1")
    assert stands is not None
    assert stands.number == 12


TABS = 60


def _tabs_to(page: Page, wanted: str) -> None:
    """Tab until what has the focus says that word, or is called so; what has it can be seen."""
    said = "(e => [e.id, e.textContent.trim()])(document.activeElement)"
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(said):
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", f"«{wanted}» has the focus and does not show"
            return
    raise AssertionError(f"«{wanted}» is not reached")


def test_two_browsers_and_one_of_them_without_javascript(
    office: Office, busy: int, chromium: Browser
) -> None:
    """One records: the other sees it come, the third presses «Aggiorna»."""
    maria, bruno = chromium.new_context(), chromium.new_context()
    plain = chromium.new_context(java_script_enabled=False)
    pages = [context.new_page() for context in (maria, bruno, plain)]
    for page, who in zip(pages, ("eq.as4", "dirigente.as", "segretario"), strict=True):
        page.goto(office.link(who))
    mine, live, still = pages
    with live.expect_response(lambda answer: answer.url.endswith("/vivo")):
        live.goto(f"{office.url}/indicatore/AS4.3.1")
    still.goto(f"{office.url}/indicatore/AS4.3.1")
    live.wait_for_timeout(1000)
    mine.goto(f"{office.url}/indicatore/AS4.3.1")
    mine.get_by_label("Valore (carte)").fill("333")
    mine.get_by_role("button", name="Fammi vedere").click()
    mine.get_by_role("button", name="Conferma").click()
    live.get_by_text("333 carte").first.wait_for(timeout=20_000)
    assert live.get_by_role("link", name="Aggiorna").count() == 0
    assert "333 carte" not in still.inner_text("main")
    still.get_by_role("link", name="Aggiorna").click()
    assert "333 carte" in still.inner_text("main")
    for context in (maria, bruno, plain):
        context.close()


def test_a_choice_is_not_lost_when_others_record(
    office: Office, busy: int, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(office.link("dirigente.as"))
    with page.expect_response(lambda answer: answer.url.endswith("/vivo")):
        page.goto(f"{office.url}/valida")
    page.get_by_role("checkbox").first.uncheck()
    page.locator("h1").click()
    page.wait_for_timeout(1000)
    said = Said("AS4.3.1", "increment", Decimal(5))
    with page.expect_response(lambda answer: answer.url.endswith("/valida"), timeout=20_000):
        office.ledger.execute(RecordProgress((said,)), actor="eq.as4", cause="test")
    page.wait_for_timeout(500)
    assert not page.get_by_role("checkbox").first.is_checked()
    context.close()


def test_nothing_is_asked_of_other_sites_and_nothing_fails(
    office: Office, busy: int, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(office.link("eq.as4"))
    page.goto(f"{office.url}/indicatore/AS4.3.1")
    context.close()
    assert [url for url in asked if not url.startswith((office.url, "data:"))] == []
    assert wrong == []


def test_an_open_page_shows_what_others_record(
    office: Office, busy: int, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(office.link("dirigente.as"))
    with page.expect_response(lambda answer: answer.url.endswith("/vivo")):
        page.goto(f"{office.url}/valida")
    page.get_by_text("Registrazioni da validare (3)").wait_for()
    page.wait_for_timeout(1000)  # The stream says where it starts from before anything changes.
    said = Said("AS4.3.1", "increment", Decimal(5))
    office.ledger.execute(RecordProgress((said,)), actor="eq.as4", cause="test")
    page.get_by_text("Registrazioni da validare (4)").wait_for(timeout=20_000)
    context.close()
