"""Draws the pictures of the README from the demo, in Chromium, so that they show what there is.

make pictures        # needs Debian's chromium; writes docs/pictures/
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bot.cli.creation import create_demo
from bot.cli.group import CommonOptions
from ledger.access import Access
from ledger.clock import FixedClock, parse_instant
from ledger.ledger import Ledger
from traguardo.pages import site_setting
from web.server import Address, beside
from web.site import site

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
ON = "2024-09-16T10:00"
TALK, BOARD = (390, 660), (1100, 760)
COLOURS = 64
"""A picture of words needs no more, and is a tenth as large."""


def main() -> None:
    """Both pictures; says what is missing where there is no browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed: apt install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path, clock = Path(folder) / "demo.db", FixedClock(parse_instant(ON))
        create_demo(CommonOptions(str(path), ON))
        address = Address("127.0.0.1", 0, "http://127.0.0.1")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--lang=it"]
        )
        with beside(site(site_setting(path, clock, address)), address) as port:
            at = f"http://127.0.0.1:{port}"
            page = browser.new_page()
            page.goto(f"{at}/entra?codice={_link(path, clock, 'dirigente.as')}")
            _board(page, at)
            talk = browser.new_page()
            talk.goto(f"{at}/entra?codice={_link(path, clock, 'eq.as4')}")
            _talk(talk, at)
        browser.close()


def _link(path: Path, clock: FixedClock, person: str) -> str:
    ledger = Ledger.open(path, clock)
    try:
        return Access(ledger).link(person)
    finally:
        ledger.close()


def _board(page: Page, at: str) -> None:
    page.set_viewport_size({"width": BOARD[0], "height": BOARD[1]})
    page.goto(f"{at}/ambito/AS")
    _keep(page, "page.png")


def _talk(page: Page, at: str) -> None:
    page.set_viewport_size({"width": TALK[0], "height": TALK[1]})
    page.goto(f"{at}/scrivi")
    page.fill("#testo", "altre 12 CIE oggi")
    page.locator("form.form button").click()
    page.locator(".card-shown").wait_for()
    page.locator("main").scroll_into_view_if_needed()
    _keep(page, "talk.png")


def _keep(page: Page, name: str) -> None:
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        small = shot.convert("RGB").quantize(COLOURS)
        small.save(FOLDER / name, optimize=True)
    print(f"{FOLDER / name}: {(FOLDER / name).stat().st_size} byte")


if __name__ == "__main__":
    main()
