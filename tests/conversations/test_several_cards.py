"""Cards opened one over the other: each is told, and each comes back. What is taken off one."""

import pytest

from .conftest import Person, Town


def three_cards(maria: Person) -> Person:
    return maria.says("AS4.3.1 +2").says("AS4.1.2 fatto").says("AS4.1.1 +4")


def test_every_card_that_was_set_aside_comes_back_the_last_first(maria: Person, town: Town) -> None:
    three_cards(maria).sees("Le schede di prima (AS4.1.2, AS4.3.1) non sono registrate")
    maria.taps("Conferma").sees("AS4.1.2").taps("Conferma").sees("AS4.3.1").taps("Conferma")
    assert [town.value(code) for code in ("AS4.3.1", "AS4.1.2", "AS4.1.1")] == ["2", "1", "4"]


def test_a_card_taken_up_first_leaves_the_others_waiting(maria: Person, town: Town) -> None:
    three_cards(maria).taps("Prima quella di AS4.3.1").says("no, 5").sees("(+5)")
    maria.taps("Conferma").sees("AS4.1.1").taps("Annulla").sees("AS4.1.2").taps("Conferma")
    assert [town.value(code) for code in ("AS4.3.1", "AS4.1.2", "AS4.1.1")] == ["5", "1", None]


def test_what_is_said_again_takes_the_place_of_its_own_card(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 +2").says("AS4.1.2 fatto").says("AS4.3.1 +2").taps("Conferma")
    maria.sees("AS4.1.2").taps("Conferma").does_not_see("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.2")) == ("2", "1")
    assert len(town.events("ProgressRecorded")) == 2


def test_a_figure_retyped_before_conferma_takes_the_place_of_the_first(
    maria: Person, town: Town
) -> None:
    maria.says("altre 12 CIE oggi").says("altre 5 CIE oggi").does_not_see("La scheda di prima")
    maria.taps("Conferma").does_not_see("Registro?")
    assert town.value("AS4.3.1") == "5"


def test_a_yes_to_several_cards_asks_which_of_all_of_them(maria: Person) -> None:
    three_cards(maria).says("sì").sees("Quale?")
    told = ["Conferma AS4.1.1", "Prima quella di AS4.1.2", "Prima quella di AS4.3.1"]
    assert maria.buttons == [[label] for label in told]


def test_what_is_pending_tells_of_the_cards_that_wait(maria: Person) -> None:
    three_cards(maria).says("cosa ho in sospeso?")
    maria.sees("Più schede aspettano il tuo sì (AS4.1.1, AS4.1.2, AS4.3.1)")


def test_the_card_of_a_correction_gives_back_the_one_it_was_opened_over(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.1.1 50").taps("Conferma").says("AS4.3.1 +2")
    maria.says("le pratiche allo sportello erano 45").sees("Correggo").taps("Conferma")
    maria.sees("AS4.3.1").taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("45", "2")


@pytest.mark.parametrize("words", ["togli le CIE", "togli la seconda", "annulla le CIE"])
def test_a_line_is_taken_off_the_open_card_and_no_record_is_touched(
    maria: Person, town: Town, words: str
) -> None:
    maria.says("AS4.3.1 +5").taps("Conferma").says("oggi altre 3 pratiche allo sportello e 2 CIE")
    maria.says(words).sees("AS4.1.1", "(+3)").does_not_see("AS4.3.1", "Ritiro").taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("3", "5")


def test_when_the_last_line_is_taken_off_the_card_that_waits_is_next(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.1.1 50").says("AS4.3.1 +2").says("togli le CIE").sees("AS4.1.1")
    maria.taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("50", None)


def test_who_speaks_of_a_record_takes_back_the_record(maria: Person) -> None:
    maria.says("AS4.3.1 +5").taps("Conferma").says("oggi altre 3 pratiche allo sportello e 2 CIE")
    maria.says("ritira la registrazione delle CIE").sees("Ritiro la registrazione")


def test_a_figure_that_the_line_does_not_hold_takes_off_no_line(maria: Person) -> None:
    maria.says("oggi altre 3 pratiche allo sportello e 4 CIE").says("togli 2 CIE")
    maria.sees("correggo?")
