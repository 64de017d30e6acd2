"""One-time links, sessions, and what is asked of every form."""

import datetime as dt
from contextlib import closing

import pytest

from bot.store import Store
from ledger.access import IDLE_MINUTES, LINK_MINUTES
from ledger.people import CLI

from .conftest import Browser, Office

REPORT = "/indicatore/AS4.3.1/registra"


def later(office: Office, minutes: int) -> None:
    office.clock.move(office.clock.now() + dt.timedelta(minutes=minutes))


def test_a_link_opens_a_session_and_leads_home(office: Office) -> None:
    browser = office.stranger()
    page = browser.opens(office.link("eq.as4"))
    assert (page.status_code, page.url.path, page.history[0].status_code) == (200, "/", 303)
    assert "codice" not in str(page.url)


def test_a_link_is_used_up(office: Office) -> None:
    link = office.link("eq.as4")
    assert office.stranger().opens(link).status_code == 200
    late = office.stranger()
    assert late.opens(link).status_code == 403
    assert late.opens("/").status_code == 401


def test_looking_at_a_link_does_not_use_it_up(office: Office) -> None:
    link = office.link("eq.as4")
    office.stranger().client.head(link)
    assert office.stranger().opens(link).status_code == 200


def test_a_link_holds_ten_minutes(office: Office) -> None:
    link = office.link("eq.as4")
    later(office, LINK_MINUTES + 1)
    assert office.stranger().opens(link).status_code == 403


def test_a_code_may_be_typed(office: Office) -> None:
    browser = office.stranger()
    browser.opens("/entra")
    code = office.link("nucleo").partition("codice=")[2]
    assert browser.sends("/entra", codice=code).url.path == "/"


def test_an_idle_session_is_over(office: Office, maria: Browser) -> None:
    later(office, IDLE_MINUTES - 1)
    assert maria.opens("/").status_code == 200
    later(office, IDLE_MINUTES - 1)
    assert maria.opens("/").status_code == 200
    later(office, IDLE_MINUTES + 1)
    assert maria.opens("/").status_code == 401


def test_who_holds_no_post_any_more_is_out(office: Office) -> None:
    from ledger.commands.people import AddPerson
    from ledger.people import Role

    day = office.ledger.today()
    hired = AddPerson("prova.eq", "Prova", Role.EQ, "AS4", until=day)
    office.ledger.execute(hired, actor=CLI, cause="test")
    browser = office.enters("prova.eq")
    assert browser.opens("/").status_code == 200
    later(office, 24 * 60)
    assert browser.opens("/").status_code == 401


def test_who_leaves_is_out(maria: Browser) -> None:
    maria.opens("/")
    assert maria.sends("/esci").url.path == "/entra"
    assert maria.opens("/").status_code == 401


def test_a_session_is_closed_from_another_browser(office: Office, maria: Browser) -> None:
    other = office.enters("eq.as4")
    page = other.opens("/impostazioni").text
    ids = [part.partition('"')[0] for part in page.split('name="sessione" value="')[1:]]
    assert len(ids) == 2
    for id_ in ids:
        other.opens("/impostazioni")
        other.sends("/esci", sessione=id_)
    assert maria.opens("/").status_code == 401


@pytest.mark.parametrize("path", ["/", "/ambito/ENTE", "/medico", "/vivo", "/nulla", "/evento/1"])
def test_nothing_is_shown_without_a_session(office: Office, path: str) -> None:
    assert office.stranger().opens(path).status_code == 401


def test_health_is_told_to_anybody(office: Office) -> None:
    assert office.stranger().opens("/salute").json() == {"status": "ok"}
    assert office.stranger().opens("/pronto").json()["status"] == "ready"


def test_a_bot_that_is_not_well_is_not_ready_and_says_by_what_name(office: Office) -> None:
    with closing(Store(office.ledger.path, "telegram", office.ledger.clock)) as store:
        store.ails("token", "InvalidToken")
        answer = office.stranger().opens("/pronto")
        assert (answer.status_code, answer.json()["ills"]) == (503, ["token"])
        assert office.stranger().opens("/salute").status_code == 200, "it lives"
        store.heals("token")
    assert office.stranger().opens("/pronto").status_code == 200


def test_a_made_up_cookie_opens_nothing(office: Office) -> None:
    browser = office.stranger()
    browser.client.cookies.set("traguardo", "x" * 43)
    assert browser.opens("/").status_code == 401


def test_a_form_without_its_token_records_nothing(office: Office, maria: Browser) -> None:
    before = office.ledger.log.head().seq
    for token in ("", "x" * 43):
        answer = maria.client.post(REPORT, data={"valore": "12", "gettone": token})
        assert answer.status_code == 403
    assert maria.opens("/carta").url.path == "/"
    assert office.ledger.log.head().seq == before


def test_a_token_of_somebody_else_is_refused(office: Office, maria: Browser) -> None:
    other = office.enters("dirigente.as")
    other.opens("/indicatore/AS4.3.1")
    maria.page = other.page
    assert maria.sends(REPORT, valore="12").status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://altrove.example"}]
)
def test_a_form_of_another_site_is_refused(maria: Browser, headers: dict[str, str]) -> None:
    maria.opens("/indicatore/AS4.3.1")
    maria.client.headers.update(headers)
    assert maria.sends(REPORT, valore="12").status_code == 403


def test_wrong_links_are_limited_by_address(office: Office) -> None:
    browser = office.stranger()
    seen = [browser.opens("/entra", codice=f"inventato{n}").status_code for n in range(12)]
    assert seen[0] == 403
    assert seen[-1] == 429


def test_pages_bring_nothing_from_elsewhere_and_no_script_of_their_own(maria: Browser) -> None:
    page = maria.opens("/indicatore/AS4.3.1")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.text.count("<script") == page.text.count('<script src="/static/') == 2
    assert "style=" not in page.text
    assert "onclick" not in page.text


def test_the_cookie_is_out_of_reach_of_scripts(office: Office) -> None:
    browser = office.stranger()
    browser.client.follow_redirects = False
    cookie = browser.opens(office.link("eq.as4")).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
