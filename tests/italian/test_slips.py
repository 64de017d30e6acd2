"""Slips of the finger: what is put right, and what is no slip."""

import pytest

from italian.slips import put_right


def nothing(word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lanno scorso 810, questanno 604", "l'anno scorso 810, quest'anno 604"),
        ("incasstai oggi 5.150", "incassati oggi 5.150"),
        ("totle da inzio anno", "totale da inizio anno"),
        ("la setimana scorsa nesuno", "la settimana scorsa nessuno"),
        ("ho sblagliato, sono quattordci", "ho sbagliato, sono quattordici"),
    ],
)
def test_a_word_one_slip_away_from_one_that_is_read_by_is_that_word(typed: str, meant: str) -> None:
    assert put_right(typed, nothing) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "allora le saline e i canoni",  # near `altre`, `salite`: usual words
        "registralo e approvami il resto",  # verbs with their pronoun
        "mail a inzio@comune.it",
        "evneto in piazza",  # of nothing that messages are read by
    ],
)
def test_what_is_a_word_or_near_none_stays_as_it_was_typed(typed: str) -> None:
    assert put_right(typed, nothing) == typed


def test_a_word_of_the_plan_is_no_slip() -> None:
    assert put_right("notificari 12", lambda word: word == "notificari") == "notificari 12"
