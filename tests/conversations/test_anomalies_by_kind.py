"""Many points of a plan: how many of each kind, and one kind or one unit at a time."""

import re

import pytest

from handlers.plan import anomalies

from .conftest import Town


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the small town's three are many."""
    monkeypatch.setattr(anomalies, "FEW", 1)


def test_many_are_listed_by_kind_and_worked_through_by_kind(town: Town) -> None:
    boss = town.person("dirigente.af").says("/anomalie")
    boss.sees("2 punti del piano che puoi sistemare: 1 con una lettura proposta, 1 senza")
    boss.sees("ne tocca 1 a te per primo: è quello di /oggi")
    boss.sees_buttons("1 · un giorno che non esiste", "1 · valore da raggiungere mancante")
    boss.taps("1 · valore da raggiungere").sees("1 di 1", "AF1.1.2")
    boss.says("/anomalie").taps("1 · un giorno").sees("1 di 1", "AF1.1").taps("Conferma")
    boss.sees("Sistemato AF1.1", "AF1.1.2")
    boss.says("/anomalie").sees("1 di 1")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("AF", "2 punti del piano"),
        ("af1.1", "2 punti del piano"),
        ("AF1.1.2", "1 di 1"),
        ("giorno", "1 di 1"),
        ("bad_date", "1 di 1"),
        ("date", "1 di 1"),
        ("codice", "Di «codice» non c'è nulla"),
        ("AS4", "Di «AS4» non c'è nulla"),
    ],
)
def test_they_are_chosen_by_unit_and_by_kind(town: Town, typed: str, seen: str) -> None:
    town.person("dirigente.af").says(f"/anomalie {typed}").sees(seen)


def test_what_waits_on_one_s_desk_is_what_its_button_opens(town: Town) -> None:
    boss = town.person("dirigente.af").says("/oggi")
    (count,) = re.findall(r"(\d+) punt[oi] del piano da sistemare", boss.text)
    boss.taps("Sistema il piano").sees(f"1 di {count}")


@pytest.mark.parametrize(
    ("says", "seen"),
    [
        ("sistemiamo le date", "1 di 1"),
        ("correggi i target mancanti", "AF1.1.2"),
        ("sistemiamo il piano", "2 punti del piano"),
        ("ci sono date sbagliate?", "1 volta: il giorno non esiste"),
        ("quanti pesi non tornano?", "non c'è nulla da sistemare"),
    ],
)
def test_points_are_asked_and_gone_through_by_what_people_call_them(
    town: Town, says: str, seen: str
) -> None:
    town.person("dirigente.af").says(says).sees(seen)


def test_after_their_menu_a_matter_alone_is_of_them_and_of_nobody_else(town: Town) -> None:
    town.person("dirigente.af").says("/anomalie").says("prima le date").sees("1 di 1")
    town.person("eq.as4").says("sistemiamo le date").does_not_see("1 di 1")


def test_the_ways_to_ask_that_are_shown_are_of_what_there_is(town: Town) -> None:
    boss = town.person("dirigente.af").says("/anomalie codice")
    boss.sees("/anomalie AF1.1, /anomalie un giorno che non esiste")
    boss.says("/anomalie un giorno che non esiste").sees("1 di 1", "AF1.1")


def test_a_few_say_too_why_they_are_not_as_many_as_what_is_owed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anomalies, "FEW", 6)
    boss = town.person("dirigente.af").says("/anomalie").sees("1 di 2")
    boss.sees("ne tocca 1 a te per primo: è quello di /oggi")


@pytest.mark.parametrize(
    "question",
    ["quali dati non tornano?", "ci sono numeri che non quadrano?", "cosa non torna nel piano?"],
)
def test_what_does_not_add_up_is_what_the_plan_has_to_settle(town: Town, question: str) -> None:
    town.person("nucleo").says(question).sees("da sistemare").does_not_see("non conosco")
