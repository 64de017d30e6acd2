"""What is counted is told as a count, office by office; what a message names itself, or leaves to
be worked out, is taken as it says."""

import datetime as dt
from dataclasses import replace

import pytest

from handlers.ask import cues
from ledger.readings.query import Answer, Query, What
from words.titles import title

from .conftest import Town
from .test_questions import asked as asked


@pytest.mark.parametrize(
    "text",
    [
        "quanti dati da validare per servizio?",
        "quanti dati in attesa per ciascun EQ?",
        "quante registrazioni non ancora validate per incaricato?",
    ],
)
def test_what_waits_is_counted_office_by_office(asked: Town, text: str) -> None:
    person = asked.person("segretario").says("/annulla").says(text)
    person.sees("dati da validare ·", "· AS4 Demografici").does_not_see("registrazioni dal")


def test_of_what_waits_office_by_office_the_oldest_is_a_record(asked: Town) -> None:
    person = asked.person("segretario").says("/annulla").says("quanti dati in attesa per area?")
    person.says("il più vecchio qual è").sees("ancora da validare").does_not_see("atteso")


def test_what_lacks_of_a_thing_that_is_named_is_told_after_a_list(asked: Town) -> None:
    person = asked.person("eq.as4").says("/annulla").says("i miei indicatori fermi")
    person.says("e quante carte mi mancano per arrivare in fondo?").sees("carte · AS4.3.1")


def test_what_is_said_to_be_an_objective_may_go_by_one_word(asked: Town) -> None:
    person = asked.person("dirigente.as").says("/annulla")
    person.says("cancella l'obiettivo dello sportello perché i lavori slittano al 2025")
    person.sees("Cancello AS4.1", "i lavori slittano al 2025").taps("Annulla")


def test_an_office_without_objectives_has_nothing_to_write(asked: Town) -> None:
    plan = asked.ledger.view.plan
    without = {code: one for code, one in plan.objectives.items() if one.unit != "AA1"}
    nobody = Answer(Query(What.REPORTERS, ("AA1",)), 2024, dt.date(2024, 9, 16), (), 0)
    assert title(nobody, plan).key == "query.title.p.none"
    assert title(nobody, replace(plan, objectives=without)).key == "query.title.p.nothing"


def test_why_of_an_objective_of_one_measure_tells_what_its_figure_is_made_of(asked: Town) -> None:
    person = asked.person("eq.as4").says("/annulla").says("perché AS4.3?")
    person.sees("Valore: ").sees("Da raggiungere: 600")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "chi tra i miei eq a settembre non ha scritto ancora niente",
            "chi tra i miei eq non ha scritto ancora niente a settembre",
        ),
        (
            "chi dei nostri questa settimana non ha mandato nulla?",
            "chi dei nostri non ha mandato nulla questa settimana?",
        ),
        (
            "quali indicatori sono due settimane che non li aggiorno?",
            "quali indicatori fermi da due settimane?",
        ),
        (
            "gli obiettivi in ritardo + cosa manca",
            "gli obiettivi in ritardo con quello che manca",
        ),
        (
            "la carta risulta approvata ma non pubblicata, chi l'ha scritto?",
            "chi ha scritto carta approvata?",
        ),
        ("gli sgravi quanto fa e perché non conta?", "perche gli sgravi?"),
        (
            "indicatori già al target c/ dati da validare",
            "indicatori gia raggiunti con dati da validare",
        ),
        (
            "biblioteca: il punto indicatore per indicatore con la data dell'ultimo dato",
            "tutti gli indicatori di biblioteca, dal piu vecchio",
        ),
    ],
)
def test_what_is_asked_in_other_words_is_put_in_those_known(text: str, plain: str) -> None:
    assert cues.put_plainly(text) == plain
