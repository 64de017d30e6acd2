"""A second factor for admin and Nucleo: taken up, asked at the door, lost, taken away."""

import datetime as dt
import re

import pyotp
import pytest

from .conftest import Browser, Office

PATH = "/impostazioni/fattore"


def figures(office: Office, secret: str) -> str:
    return pyotp.TOTP(secret).at(office.clock.now())


def later(office: Office, minutes: int = 2) -> None:
    office.clock.move(office.clock.now() + dt.timedelta(minutes=minutes))


@pytest.fixture
def secret(office: Office) -> str:
    """The admin's, taken up on the page."""
    admin = office.enters("admin")
    page = admin.opens(PATH)
    found = re.search(r'name="segreto" value="([A-Z2-7]{32})"', page.text)
    assert found is not None
    admin.sends(PATH, cifre="000000")
    assert office.ledger.view.second_factor("admin") is None
    admin.opens(PATH)
    found = re.search(r'name="segreto" value="([A-Z2-7]{32})"', admin.page.text)
    assert found is not None
    admin.sends(PATH, cifre=figures(office, found[1]))
    admin.sees("È attivo")
    later(office)
    return found[1]


def test_nothing_opens_before_the_figures(office: Office, secret: str) -> None:
    admin = office.enters("admin")
    assert admin.page.url.path == "/fattore"
    for path in ("/", "/persone", "/medico", PATH, "/scrivi"):
        assert admin.opens(path).url.path == "/fattore"
    assert admin.client.get("/vivo").status_code == 401
    assert admin.sends("/fattore", cifre="123456").status_code == 403
    assert admin.sends("/fattore", cifre=figures(office, secret)).url.path == "/"
    assert admin.opens("/medico").status_code == 200


def test_the_same_figures_open_nothing_twice(office: Office, secret: str) -> None:
    first, second = office.enters("admin"), office.enters("admin")
    said = figures(office, secret)
    assert first.sends("/fattore", cifre=said).url.path == "/"
    assert second.sends("/fattore", cifre=said).status_code == 403


def test_guessing_closes_the_door(office: Office, secret: str) -> None:
    admin = office.enters("admin")
    for _ in range(6):
        admin.sends("/fattore", cifre="111111")
    assert admin.client.get("/fattore").status_code == 401


def test_a_forged_form_proves_nothing(office: Office, secret: str) -> None:
    admin = office.enters("admin")
    said = {"cifre": figures(office, secret), "gettone": "inventato"}
    assert admin.client.post("/fattore", data=said).status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    hidden = dict(re.findall(r'name="(gettone)" value="([^"]*)"', admin.page.text))
    data = {**hidden, "cifre": figures(office, secret)}
    assert admin.client.post("/fattore", data=data, headers=cross).status_code == 403


def test_it_is_laid_down_with_its_figures(office: Office, secret: str) -> None:
    admin = office.enters("admin")
    admin.sends("/fattore", cifre=figures(office, secret))
    admin.opens(PATH)
    assert admin.sends(PATH, cifre="000000").status_code == 409
    admin.opens(PATH)
    admin.sends(PATH, cifre=figures(office, secret))
    admin.sees("Non è attivo")
    assert office.enters("admin").page.url.path == "/"


def test_a_second_person_takes_away_what_was_lost(office: Office, secret: str) -> None:
    second = office.enters("personale")
    second.opens("/persona/admin")
    assert second.sends("/persona/admin/fattore", motivo=" ").status_code == 409
    second.opens("/persona/admin")
    second.sends("/persona/admin/fattore", motivo="telefono perso")
    second.sees("Tolgo il secondo fattore a admin?", "telefono perso")
    second.sends("/carta", scelta="conferma")
    assert office.enters("admin").page.url.path == "/"
    (event,) = [e.event for e in office.ledger.log.after() if e.type == "SecondFactorRemoved"]
    assert event.reason == "telefono perso"  # type: ignore[union-attr]


@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as", "nucleo"])
def test_nobody_else_takes_it_away(office: Office, secret: str, who: str) -> None:
    other = office.enters(who)
    other.opens("/scrivi")
    answer = other.sends("/persona/admin/fattore", motivo="per dispetto")
    assert answer.status_code == 403
    assert office.ledger.view.second_factor("admin") == secret


def test_who_keeps_no_house_has_none(office: Office, maria: Browser) -> None:
    assert maria.opens(PATH).status_code == 403
    assert office.enters("nucleo").opens(PATH).status_code == 200


def test_the_secret_is_nowhere_in_clear(office: Office, secret: str) -> None:
    assert secret.encode() not in office.path.read_bytes()
