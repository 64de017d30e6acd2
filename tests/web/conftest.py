"""A real server over a real ledger, and browsers that are not Chromium: cookies, forms, links."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from ledger.access import Access
from ledger.clock import FixedClock
from ledger.ledger import Ledger
from traguardo.pages import site_setting
from web.server import Address, beside
from web.site import site

from ..town import MORNING

FIELD = re.compile(r'<input type="hidden" name="([\w.]+)" value="([^"]*)"')


@dataclass
class Browser:
    """Somebody at a browser; `enters` uses a link as a person would."""

    office: "Office"
    client: httpx.Client
    page: httpx.Response | None = None

    def opens(self, path: str, **query: str) -> httpx.Response:
        self.page = self.client.get(path, params=query or None)
        return self.page

    def sends(self, path: str, **fields: object) -> httpx.Response:
        """A form of the page now open, its hidden fields with it."""
        hidden = dict(FIELD.findall(self.page.text)) if self.page else {}
        self.page = self.client.post(path, data={**hidden, **fields})
        return self.page

    def sees(self, *words: str) -> "Browser":
        assert self.page is not None
        text = text_of(self.page.text)
        for said in words:
            assert said in text, f"«{said}» is not in:\n{text}"
        return self


def text_of(html: str) -> str:
    inside = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside))


@dataclass
class Office:
    """The served pages of a town."""

    url: str
    path: Path
    ledger: Ledger
    clock: FixedClock
    browsers: list[httpx.Client] = field(default_factory=list)

    def link(self, person: str) -> str:
        return f"{self.url}/entra?codice={Access(self.ledger).link(person)}"

    def stranger(self) -> Browser:
        client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=30)
        self.browsers.append(client)
        return Browser(self, client)

    def enters(self, person: str) -> Browser:
        browser = self.stranger()
        assert browser.opens(self.link(person)).status_code == 200
        return browser


@contextmanager
def served(path: Path, on: dt.datetime) -> Iterator[Office]:
    """The pages of a ledger's file, on a real port, its clock standing at an instant."""
    clock = FixedClock(on)
    ledger = Ledger.open(path, clock)
    address = Address("127.0.0.1", 0, "http://127.0.0.1")
    with beside(site(site_setting(path, clock, address)), address) as port:
        found = Office(f"http://127.0.0.1:{port}", path, ledger, clock)
        yield found
        for client in found.browsers:
            client.close()
    ledger.close()


@pytest.fixture
def office(ledger_path: Path) -> Iterator[Office]:
    with served(ledger_path, MORNING) as found:
        yield found


@pytest.fixture
def maria(office: Office) -> Browser:
    """EQ of AS4."""
    return office.enters("eq.as4")
