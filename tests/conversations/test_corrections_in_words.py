"""Corrections as people say them: "erano 45", "no, 50", "ritira l'ultima"."""

import pytest

from .conftest import Person, Town


@pytest.mark.parametrize("words", ["erano 45", "no, 45", "scusa, 45", "volevo dire 45"])
def test_the_last_record_is_corrected_by_words(maria: Person, town: Town, words: str) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    (report,) = town.events()
    maria.says(words).sees(f"Correggo la registrazione n. {report.seq} così?", "a 45 carte")
    assert town.value("AS4.3.1") == "240"
    maria.taps("Conferma")
    assert town.value("AS4.3.1") == "45"
    (event,) = town.events("ProgressCorrected")
    assert event.event.reason  # type: ignore[union-attr]


def test_a_card_not_yet_confirmed_is_corrected_by_words(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").says("erano 45").sees("primo dato: 45 carte").taps("Conferma")
    assert [e.type for e in town.events()] == ["ProgressRecorded"]
    assert town.value("AS4.3.1") == "45"


def test_after_correggi_only_what_was_wrong_is_said(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Correggi").says("erano 15").sees("primo dato: 15 carte")
    maria.taps("Conferma")
    assert town.value("AS4.3.1") == "15"


def test_an_increment_corrected_stays_an_increment(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 200").taps("Conferma")
    maria.says("altre 54 CIE oggi").taps("Conferma")
    maria.says("erano 45").taps("Conferma")
    assert town.value("AS4.3.1") == "245"


def test_a_quoted_message_is_the_one_corrected(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    first = town.events()[-1].seq
    maria.quotes("erano 45").sees(f"n. {first}", "45 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "45"


def test_the_last_record_is_taken_back_by_words(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 200").taps("Conferma")
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("ritira l'ultima").sees("Ritiro la registrazione").taps("Conferma")
    assert town.value("AS4.3.1") == "200"


def test_taking_back_speaks_of_the_record_even_with_a_card_open(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 200").taps("Conferma")
    maria.says("AS4.3.1 +3").says("ritira l'ultima").sees("Ritiro la registrazione")
    maria.taps("Conferma")
    assert town.value("AS4.3.1") is None


def test_with_nothing_recorded_there_is_nothing_to_correct(maria: Person, town: Town) -> None:
    maria.says("erano 45").does_not_see("Registro?")
    assert town.events() == []


def test_several_facts_in_one_message_are_recorded_together(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 +1 e AS4.4.1 12/40").sees("1.", "2.", "30 % (12 su 40)")
    maria.taps("Conferma")
    assert len(town.events("ProgressRecorded")) == 2


def test_one_of_several_facts_can_be_taken_off_the_card(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 +1 e AS4.4.1 12/40").taps("Togli 1").does_not_see("CIE")
    maria.taps("Conferma")
    assert [e.stream for e in town.events()] == ["indicator:2024:AS4.4.1"]


def test_a_fact_of_the_same_message_is_put_right_in_its_own_manner(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 54").taps("Conferma")
    maria.says("altre 12 CIE e altre 4 pratiche allo sportello").taps("Conferma")
    maria.says("ah no le CIE erano 13").sees("(+13)").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("67", "4")
    maria.says("no, le CIE in tutto sono 60").sees("da 67 carte a 60 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "60"


DAY = "3 CIE e 2 pratiche allo sportello"


def test_of_two_facts_the_one_that_is_named_is_put_right(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("oggi altre 9 CIE e 2 pratiche allo sportello").taps("Conferma")
    maria.says("ma erano 8 CIE").sees("Correggo", "da 249 carte a 248 carte (+8)").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("248", "2")


@pytest.mark.parametrize("again", [DAY, f"oggi {DAY}", f"{DAY} e 1 registro di nascita"])
def test_a_day_like_the_one_before_is_no_correction(maria: Person, town: Town, again: str) -> None:
    maria.says(f"altre {DAY}").taps("Conferma")
    maria.says(f"altre {again}").does_not_see("Correggo").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("6", "4")


def test_the_figures_of_another_day_are_no_correction_of_the_day_before(
    maria: Person, town: Town
) -> None:
    maria.says("oggi 3 CIE e 2 pratiche allo sportello").taps("Conferma")
    town.now_is("2024-09-17T10:00")
    maria.says("oggi 3 CIE e 4 pratiche allo sportello").does_not_see("Correggo").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("6", "6")


def test_the_old_figure_says_which_fact_of_a_card_is_put_right(maria: Person, town: Town) -> None:
    maria.says("oggi 3 CIE e 2 pratiche allo sportello").taps("Conferma")
    maria.says("come va AS4.3?")
    maria.says("non erano 3 erano 4").sees("AS4.3.1", "(+4)").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("4", "2")


def test_where_several_facts_may_be_meant_a_press_says_which(maria: Person, town: Town) -> None:
    maria.says("oggi 3 CIE e 2 pratiche allo sportello").taps("Conferma")
    maria.says("anzi 5").sees("Quale registrazione correggo?").taps("AS4.1.1")
    maria.sees("AS4.1.1", "(+5)").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("3", "5")


def test_two_facts_put_right_at_once_have_a_card_each(maria: Person, town: Town) -> None:
    maria.says("oggi 3 CIE e 2 pratiche allo sportello").taps("Conferma")
    maria.says("scusa, 4 CIE e 6 pratiche allo sportello").sees("AS4.3.1", "(+4)")
    maria.taps("Conferma").sees("AS4.1.1", "(+6)").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("4", "6")


def test_a_report_of_more_things_after_correggi_loses_none(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Correggi").says("oggi 6 CIE e 2 pratiche allo sportello")
    maria.sees("AS4.3.1", "AS4.1.1", "(AS4.3.1) non è registrata")


@pytest.mark.parametrize("words", ["una in meno", "una carta in meno", "ne ho contata una in meno"])
def test_what_is_fewer_is_taken_off_what_was_added(maria: Person, town: Town, words: str) -> None:
    maria.says("AS4.3.1 15").taps("Conferma").says("altre 3 CIE oggi").taps("Conferma")
    maria.says(words).sees("da 18 carte a 17 carte (+2)").taps("Conferma")
    assert town.value("AS4.3.1") == "17"


def test_what_is_taken_off_is_asked_so_that_a_yes_answers_it(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 15").taps("Conferma").says("AS4.1.1 50").taps("Conferma")
    maria.says("una CIE in meno").sees("Tolgo 1 da quanto già registrato?").says("sì")
    assert town.value("AS4.3.1") == "14"
