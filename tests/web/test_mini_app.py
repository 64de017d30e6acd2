"""Inside Telegram: who opens the pages is who Telegram says, signed with the bot's token."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ledger.clock import FixedClock
from ledger.commands.people import BindChat, Invite
from ledger.ledger import STRANGER, Ledger
from ledger.people import CLI
from traguardo.pages import site_setting
from web.server import Address, beside
from web.site import site

from ..town import MORNING
from .conftest import Browser, Office

TOKEN = "123456:prova"
MARIA = 4242


@pytest.fixture
def telegram(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The pages of a town whose bot has a token, Maria's account bound to her."""
    monkeypatch.setenv("TRAGUARDO_TOKEN", TOKEN)
    clock = FixedClock(MORNING)
    ledger = Ledger.open(ledger_path, clock)
    ledger.execute(Invite("eq.as4", "INVITO"), actor=CLI, cause="test")
    ledger.execute(BindChat("INVITO", str(MARIA)), actor=STRANGER, cause="test")
    address = Address("127.0.0.1", 0, "http://127.0.0.1")
    with beside(site(site_setting(ledger_path, clock, address)), address) as port:
        office = Office(f"http://127.0.0.1:{port}", ledger_path, ledger, clock)
        yield office
        for client in office.browsers:
            client.close()
    ledger.close()


def init_data(token: str = TOKEN, user: int = MARIA, minutes_ago: int = 0, **more: str) -> str:
    """What Telegram puts after the # of a Mini App's address."""
    at = int(MORNING.timestamp()) - 60 * minutes_ago
    said = {"auth_date": str(at), "query_id": "AA", "user": json.dumps({"id": user}), **more}
    checked = "\n".join(f"{name}={said[name]}" for name in sorted(said))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    signature = hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()
    return urlencode({**said, "hash": signature})


def opens(office: Office, data: str) -> Browser:
    browser = office.stranger()
    browser.opens("/entra/app")
    browser.page = browser.client.post("/entra/app", data={"dati": data})
    return browser


@pytest.mark.parametrize(
    ("asked", "lands"),
    [("/ambito/AS4", "/ambito/AS4"), ("//altrove.it/x", "/"), ("https://altrove.it", "/")],
)
def test_a_button_leads_to_its_own_page_and_nowhere_outside(
    telegram: Office, asked: str, lands: str
) -> None:
    browser = telegram.stranger()
    browser.opens("/entra/app", a=asked)
    browser.page = browser.client.post(
        "/entra/app", params={"a": asked}, data={"dati": init_data()}
    )
    assert (browser.page.status_code, browser.page.url.path) == (200, lands)


def test_a_bound_account_comes_in(telegram: Office) -> None:
    browser = opens(telegram, init_data())
    assert browser.page is not None
    assert (browser.page.status_code, browser.page.url.path) == (200, "/")
    browser.sees("Eq.As4")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param(init_data(token="1:altro"), id="another bot's"),
        pytest.param(init_data(minutes_ago=6), id="old"),
        pytest.param(init_data(minutes_ago=-2), id="of tomorrow"),
        pytest.param(init_data(user=1), id="a stranger's"),
        pytest.param(init_data().replace("4242", "4243"), id="altered"),
        pytest.param(init_data() + "&start_param=x", id="with something added"),
        pytest.param(init_data(user=MARIA, auth_date="x"), id="without a time"),
    ],
)
def test_what_telegram_did_not_sign_now_opens_nothing(telegram: Office, data: str) -> None:
    browser = opens(telegram, data)
    assert browser.page is not None
    assert browser.page.status_code == 403
    assert browser.opens("/").status_code == 401


def test_the_same_words_open_once(telegram: Office) -> None:
    data = init_data()
    opens(telegram, data)
    again = opens(telegram, data)
    assert again.opens("/").status_code == 401


def test_without_a_token_there_is_no_such_door(office: Office) -> None:
    assert office.stranger().opens("/entra/app").status_code == 404
