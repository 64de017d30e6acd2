"""Questions that the rules of the year answer, and how-tos of one thing in particular."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town
from .test_questions import asked as asked
from .test_two_questions_at_once import said

RULES = (
    ("dipendente.as4", "con che voto prendo tutto il premio", "da 90 punti in su: 100 %"),
    ("dipendente.as4", "quanto pesano gli obiettivi nel mio voto", "obiettivi 25"),
    ("personale", "rimprovero scritto quanto toglie al punteggio", "3, 5 o 10 % in meno"),
    ("dipendente.as4", "entro quanti giorni posso fare ricorso sulla valutazione", "10 giorni"),
    ("sindaco", "lo valuto io il segretario", "(sindaco)"),
    ("nucleo", "chi valuta gli eq dell'area servizi", "dirigente dell'area AS"),
)


def test_what_the_rules_say_is_said(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    for who, text, told in RULES:
        assert told in plainly(town.person(who).says(text).text)


@pytest.mark.parametrize(
    ("who", "text", "told"),
    [
        ("personale", "come si calcola il premio?", "da 90 punti 100 %"),
        ("sindaco", "con quali criteri vengono distribuiti i premi", "l'ufficio personale"),
        ("eq.as4", "da cosa dipende la retribuzione di risultato?", "Quanto è il premio intero"),
        ("dipendente.as4", "mi spieghi la formula del premio", "30 % del premio medio"),
        ("dirigente.as", "il premio come viene determinato?", "li valuta il Nucleo"),
        ("nucleo", "in base a che cosa si forma il premio di un eq", "li valuta il dirigente"),
    ],
)
def test_how_the_premium_is_made_is_said_from_the_score_to_who_sets_the_money(
    town: Town, who: str, text: str, told: str
) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    lines = plainly(town.person(who).says(text).text).splitlines()
    assert lines[0].startswith("Come si forma il premio di chi è")
    assert any(told in line for line in lines)


@pytest.mark.parametrize(
    ("who", "text", "first"),
    [
        ("dirigente.as", "come faccio a contestare un dato", "Con /valida"),
        ("segretario", "come si avvia una campagna di monitoraggio", "/campagna"),
        ("eq.as4", "come si manda il foglio excel con tutti i dati", "/foglio"),
    ],
)
def test_how_one_thing_is_done_is_said_first(asked: Town, who: str, text: str, first: str) -> None:
    (answer,) = said(asked, who, text)
    assert first in plainly(answer).splitlines()[0]


def test_a_premium_of_another_sort_is_no_question_to_the_rules(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    prize = town.person("eq.as4").says("come funziona il premio letterario?")
    prize.does_not_see("Come si forma il premio")


def test_a_thing_named_alone_is_told_before_its_figure_is_asked(asked: Town) -> None:
    (answer,) = said(asked, "eq.as4", "carte di identità rilasciate")
    assert "su 600 carte" in answer.splitlines()[0]
    assert "ma quanto?" in answer


def test_when_something_was_reached_is_the_day_it_was_recorded(asked: Town) -> None:
    (answer,) = said(asked, "eq.as4", "quando è stato approvato il regolamento dello sportello?")
    assert answer.startswith("n. ")
    assert "raggiunto" in answer


def test_what_is_to_be_done_by_a_day_keeps_the_day(asked: Town) -> None:
    (answer,) = said(asked, "eq.as4", "cosa devo fare entro fine mese")
    assert "30/09/2024" in answer.splitlines()[0]
    assert "31/12/2024" not in answer


def test_an_order_that_says_it_is_wanted_is_the_order(asked: Town) -> None:
    asked.person("dirigente.as").says("/annulla")
    asked.person("dirigente.as").says("voglio spostare la scadenza di AS4.3 al 15 novembre")
    assert "15/11/2024" in asked.person("dirigente.as").text
    assert asked.person("dirigente.as").buttons_of_a_card()


def plainly(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")
