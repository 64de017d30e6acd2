"""A real server over a real ledger, and browsers that are not Chromium: cookies, forms, links."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from ledger.access import Access
from ledger.clock import FixedClock
from ledger.commands.premiums import SetMaximum, SetPool
from ledger.ledger import Ledger
from traguardo.pages import site_setting
from web.server import Address, beside
from web.site import site

from ..ledger.evaluation.conftest import ACT, YEAR
from ..ledger.evaluation.conftest import Office as Winter
from ..town import MORNING, at, new_ledger

WINTER = at("2025-02-10", 12)

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


@pytest.fixture(scope="session")
def year_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town when its year is over: the performance of the ente validated, one EQ evaluated."""
    path = tmp_path_factory.mktemp("forms") / "traguardo.db"
    office = Winter(new_ledger(path, at("2024-01-02", 8)))
    office.reports("AS4.3.1", 540, by="eq.as4", validated_by="dirigente.as")
    office.entity("83")
    office.confers("eq.as3", by="dirigente.as")
    office.issues("eq.as3", by="dirigente.as", points=5)
    office.fact("servizio", "dipendente.as4", what="istruttori", since="2020-01-01")
    office.proposes("dipendente.as4", by="eq.as4")
    office.issues("dipendente.as4", by="dirigente.as")
    office.does(SetPool(YEAR, "staff", Decimal(5000), *ACT), by="personale")
    office.does(SetMaximum(YEAR, "eq.as3", Decimal(3200), *ACT), by="personale")
    office.ledger.close()
    return path


@pytest.fixture
def office(ledger_path: Path) -> Iterator[Office]:
    with served(ledger_path, MORNING) as found:
        yield found


@pytest.fixture
def maria(office: Office) -> Browser:
    """EQ of AS4."""
    return office.enters("eq.as4")
