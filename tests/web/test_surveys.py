"""Citizens' questionnaires: asked on a page, answered by anybody, confirmed by their owner."""

import datetime as dt
from contextlib import closing
from decimal import Decimal
from urllib.parse import unquote

import httpx
import pytest

from ledger.ledger import Ledger
from ledger.projections.surveys import of_year
from ledger.readings.surveys import outcome
from ledger.surveys import Answers

from .conftest import Browser, Office, text_of
from .test_acting import confirms

ADDRESS = "/questionario/2024/Q1"
ANSWER = {"d0": "5", "d1": "4", "d2": "2"}


def opens(browser: Browser, **more: str) -> Browser:
    browser.opens("/questionari")
    questions = {
        f"{lang}{n}": f"{text} {n}?"
        for n in range(3)
        for lang, text in (("it", "Una"), ("en", "One"))
    }
    asked = {"indicatore": "AS3.1.3", "titolo": "Sportello unico", "chiude": "2024-10-31"}
    browser.sends("/questionari", **{**asked, **questions, **more})
    return browser


@pytest.fixture
def asked(office: Office) -> Browser:
    """A questionnaire of AS3, open, with its officer at their browser."""
    confirmed = confirms(opens(office.enters("eq.as3")).sees("Sportello unico", "3 domande"))
    return confirmed.sees("Registrato", "Sportello unico", "3 domande")


def test_a_questionnaire_goes_from_its_questions_to_the_indicator(
    office: Office, asked: Browser
) -> None:
    with httpx.Client(base_url=office.url) as citizen:
        page = citizen.get(ADDRESS)
        assert "Una 0?" in page.text and 'lang="it"' in page.text
        assert "Comune di Prova" in page.text
        english = citizen.get(ADDRESS, params={"lingua": "en"})
        assert "One 2?" in english.text and '<html lang="en">' in english.text
        assert "Vai al contenuto" not in english.text and "neither name" in english.text
        assert citizen.post(ADDRESS, data={}).status_code == 400
        sent = citizen.post(ADDRESS, data={**ANSWER, "parole": "Tutto bene, grazie a Rosa"})
        assert "la risposta è arrivata" in sent.text
        again = citizen.post(ADDRESS, data={**ANSWER, "d0": "1"})
        assert "la risposta è arrivata" in again.text
    with httpx.Client(base_url=office.url) as other:
        other.post(ADDRESS, data={"d0": "4", "d1": "4", "d2": "3"})
    asked.opens("/questionari")
    asked.sees("Q1", "Sportello unico", "AS3.1.3", "Indicatore")
    asked.opens("/questionari/Q1")
    asked.sees("Risposte: 2", "Tutto bene, grazie a Rosa", f"http://127.0.0.1{ADDRESS}")
    confirms(_pressed(asked, "/questionari/Q1/chiudi"))
    asked.opens("/questionari/Q1")
    asked.sees("Soddisfatti: 66,67 %", "2 risposte")
    content = asked.opens("/questionari/Q1/documento")
    assert content.content.startswith(b"%PDF")
    asked.opens("/questionari/Q1")
    card = _pressed(asked, "/questionari/Q1/registra")
    confirms(card.sees("AS3.1.3", "66,67", "Giorno: oggi", "Prova: questionario-2024-Q1.pdf"))
    (proof,) = office.ledger.view.evidence_of("AS3.1.3")
    assert office.ledger.evidence.get(proof.sha256) == content.content
    assert httpx.get(f"{office.url}{ADDRESS}").text.count("chiuso") == 1


def _pressed(browser: Browser, path: str) -> Browser:
    browser.sends(path)
    return browser


def test_its_code_is_read_off_a_dark_page_too(office: Office, asked: Browser) -> None:
    """Black on nothing is black on black where the page is dark: the code brings its own white."""
    picture = asked.opens("/questionari/Q1").text.partition('src="data:image/svg+xml')[2]
    assert 'fill="#fff"' in unquote(picture.partition('"')[0]).replace("'", '"')


def test_only_who_reports_on_the_indicator_opens_closes_and_reads_the_words(
    office: Office, asked: Browser
) -> None:
    httpx.post(f"{office.url}{ADDRESS}", data={**ANSWER, "parole": "una cosa privata"})
    other = office.enters("eq.as4")
    opens(other)
    assert other.page is not None and other.page.status_code == 403
    other.opens("/questionari/Q1")
    assert "una cosa privata" not in text_of(other.page.text)
    for path in ("chiudi", "importa"):
        other.opens("/questionari/Q1")
        assert other.sends(f"/questionari/Q1/{path}").status_code == 403, path


def test_answers_gathered_elsewhere_are_added_whole_or_not_at_all(
    office: Office, asked: Browser
) -> None:
    def adds(table: str) -> int:
        asked.opens("/questionari/Q1")
        assert asked.page is not None
        token = asked.page.text.partition('name="gettone" value="')[2].partition('"')[0]
        files = {"file": ("risposte.csv", table.encode(), "text/csv")}
        sent = asked.client.post("/questionari/Q1/importa", data={"gettone": token}, files=files)
        return sent.status_code

    (found,) = of_year(office.ledger.view.tables, 2024)
    assert adds("a;b;c\n5;4;3\n\n1;;2\n") == 200
    assert Answers(office.ledger).count(found) == 2
    assert adds("5;4;3\n5;9;3\n") == 409
    assert adds("niente") == 409
    assert Answers(office.ledger).count(found) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"it0": ""}, "da 3 a 8 domande"),
        ({"en1": ""}, "in italiano e in inglese"),
        ({"titolo": " "}, "Servono un titolo"),
        ({"indicatore": "AS3.1"}, "misura un indicatore"),
        ({"chiude": "2024-01-31"}, "non è nel futuro"),
    ],
)
def test_what_a_questionnaire_lacks_is_said(
    office: Office, more: dict[str, str], said: str
) -> None:
    browser = opens(office.enters("eq.as3"), **more)
    browser.sees(said)
    assert of_year(office.ledger.view.tables, 2024) == []


def test_it_takes_no_answer_after_its_day_nor_a_flood(office: Office, asked: Browser) -> None:
    codes = [httpx.post(f"{office.url}{ADDRESS}", data=ANSWER).status_code for _ in range(30)]
    assert codes[0] == 200 and codes[-1] == 429
    assert httpx.get(f"{office.url}/questionario/2024/Q9").status_code == 404
    office.clock.move(dt.datetime(2024, 11, 1, 12, tzinfo=dt.UTC))
    assert "chiuso" in httpx.get(f"{office.url}{ADDRESS}").text


def test_nothing_kept_of_an_answer_says_who_or_when(office: Office, asked: Browser) -> None:
    httpx.post(f"{office.url}{ADDRESS}", data=ANSWER, headers={"User-Agent": "Telefono-di-Rosa"})
    rows = office.ledger.file.execute("select * from survey_answers").fetchall()
    assert rows == [(2024, "Q1", "[5, 4, 2]", "")]


def test_share_mean_and_margin_are_those_of_the_hand() -> None:
    """Ten people, two questions: 12 marks of 20 from 4 up; the mean is 73 / 20."""
    found = outcome(10, [[0, 1, 3, 4, 2], [1, 1, 2, 3, 3]])
    assert (found.satisfied, found.marks, found.share) == (12, 20, 60)
    assert found.mean == Decimal("3.65")
    assert found.margin == Decimal("30.4")  # 1,96 · √(0,6 · 0,4 / 10) = 0,3036


def test_a_rebuild_leaves_the_answers_alone(office: Office, asked: Browser) -> None:
    httpx.post(f"{office.url}{ADDRESS}", data=ANSWER)
    with closing(Ledger.open(office.path, office.clock)) as again:
        again.rebuild()
        (found,) = of_year(again.view.tables, 2024)
        assert Answers(again).count(found) == 1
