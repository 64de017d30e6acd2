"""An officer reports: by code, by menu, in words; nothing is recorded before Conferma."""

import re

import pytest

from .conftest import Person, Town, receipt_of

READ = [
    ("AS4.3.1 240", "primo dato: 240 carte", "240"),
    ("as4.3.1 240", "primo dato: 240 carte", "240"),
    ("A.S.4.3.1 240", "primo dato: 240 carte", "240"),
    ("AS4.3.1 +12", "primo dato: 12 carte (+12)", "12"),
    ("AS4.3.1 1.250", "primo dato: 1.250 carte", "1250"),
    ("AS4.4.1 12/40", "primo dato: 30 % (12 su 40)", "30"),
    ("AS4.1.2 fatto ieri", "Giorno: 15/09/2024", "1"),
    ("altre 12 CIE oggi", "primo dato: 12 carte (+12)", "12"),
]


@pytest.mark.parametrize(("text", "card", "value"), READ, ids=[row[0] for row in READ])
def test_a_report_is_shown_as_it_was_read_and_recorded_on_confirmation(
    maria: Person, town: Town, text: str, card: str, value: str
) -> None:
    maria.says(text).sees("Ho letto così. Registro?", card)
    maria.sees_buttons("Conferma", "Correggi", "Annulla")
    assert town.events() == []
    maria.taps("Conferma").sees("Registrato: n. ")
    assert len(town.events()) == 1
    assert town.value(text_code(text)) == value


def text_code(text: str) -> str:
    return "AS4.3.1" if "CIE" in text else text.split()[0].upper().replace("A.S.4", "AS4")


def test_the_answer_is_short_and_ends_with_the_receipt(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.sees("AS4.3.1 CIE rilasciate: 240 carte", "AS4.3: 40 %", "atteso oggi 70,96 %")
    assert len(maria.text.splitlines()) <= 4
    (event,) = town.events()
    assert receipt_of(maria.text) == (event.seq, event.hash[:8])


def test_an_increment_says_from_what_to_what(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("altre 12 CIE oggi").sees("da 240 carte a 252 carte (+12)")


def test_annulla_records_nothing(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Annulla").sees("non ho registrato nulla")
    maria.says("AS4.3.1 240").says("/annulla").sees("non ho registrato nulla")
    assert town.events() == []


def test_yes_and_no_in_words_are_answers_to_the_card(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").says("no").sees("non ho registrato nulla")
    assert town.events() == []
    maria.says("AS4.3.1 240").says("sì").sees("Registrato: n. ")
    assert town.value("AS4.3.1") == "240"


def test_from_the_menu_a_step_takes_three_taps_and_a_number_two(maria: Person, town: Town) -> None:
    maria.says("/obiettivi").taps("AS4.1").taps("AS4.1.2").taps("Conferma")
    assert town.value("AS4.1.2") == "1"
    maria.says("/obiettivi").taps("AS4.3").sees("Scrivi il totale").says("250")
    maria.sees("primo dato: 250 carte").taps("Conferma")
    maria.says("/obiettivi").taps("AS4.3").says("+12").sees("da 250 carte a 262 carte (+12)")


def test_the_menu_shows_only_what_one_may_report(town: Town) -> None:
    labels = [row[0] for row in town.person("dirigente.as").says("/obiettivi").buttons]
    assert [label.split()[0] for label in labels] == ["AS4.1", "AS4.3", "AS4.4", "AS3.1", "AA1.1"]
    reader = town.person("dipendente.as4").says("/obiettivi")
    reader.sees("Non hai obiettivi da aggiornare")


@pytest.mark.parametrize(
    ("before", "text", "doubt"),
    [
        ("AS4.3.1 240", "AS4.3.1 45", "È meno di quanto risulta (240 carte)"),
        ("AS4.3.1 20", "AS4.3.1 500", "più di dieci volte"),
        ("AS4.1.1 1", "AS4.4.1 50/40", "Supera il 100 %"),
        ("AS4.1.1 1", "AS4.4.1 12/40", "Il termine era il 30/06/2024"),
    ],
)
def test_a_doubt_is_written_on_the_card_and_does_not_forbid(
    maria: Person, town: Town, before: str, text: str, doubt: str
) -> None:
    maria.says(before).taps("Conferma")
    maria.says(text).sees(doubt).sees_buttons("Conferma").taps("Conferma")
    assert len(town.events()) == 2


def test_a_late_report_bears_both_dates(maria: Person, town: Town) -> None:
    maria.says("AS4.4.1 38/40 il 28/06/2024").taps("Conferma")
    (event,) = town.events()
    assert event.effective_on.isoformat() == "2024-06-28"
    assert event.recorded_at == town.clock.now()
    maria.says("/storico AS4.4.1").sees("16/09/2024 10:00", "per il 28/06/2024")
    town.person("dirigente.as").says("/valida AS4.4.1").sees("scritto dopo il termine")


def test_a_new_report_takes_the_place_of_one_not_yet_confirmed(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240")
    old = maria.button("Conferma")
    maria.says("AS4.1.1 50").presses(*old).sees("non vale più")
    assert town.events() == []
    maria.says("sì").sees("Quale?").taps("Conferma AS4.1.1")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == (None, "50")


def test_an_open_card_outlives_a_question(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240")
    card = maria.button("Conferma")
    maria.says("/stato AS4").sees("AS4 Demografici")
    maria.says("come va AS4.3?").sees("AS4.3 Servizi anagrafici")
    maria.says("/aiuto").says("/scadenze").presses(*card).sees("Registrato: n. ")
    assert town.value("AS4.3.1") == "240"


def test_an_open_card_outlives_the_process(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240")
    town.restart()
    maria.taps("Conferma").sees("Registrato: n. ")


def test_pressing_twice_records_once(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 +12")
    card = maria.button("Conferma")
    maria.presses(*card).presses(*card).sees("È già registrato: n. ")
    assert town.value("AS4.3.1") == "12"


def test_killed_between_record_and_reply_the_next_run_says_it_and_records_no_more(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 +12")
    town.dies_after_recording("eq.as4", "Conferma")
    assert town.value("AS4.3.1") == "12"
    maria.says("ciao").sees("AS4.3.1 CIE rilasciate: 12 carte", "Registrato: n. ")
    (event,) = town.events()
    assert receipt_of(maria.text) == (event.seq, event.hash[:8])


def test_a_button_forged_for_somebody_else_s_card_does_nothing(town: Town, maria: Person) -> None:
    maria.says("AS4.3.1 240")
    message, data = maria.button("Conferma")
    town.person("eq.as3").presses(message, data).sees("non vale più")
    assert town.events() == []


@pytest.mark.parametrize(
    "data", ["ok", "ok:", "ok:zzz", "val:1:AS4", "undo:1", "undo:x", "proof:1:AS4.3.1", "", "🎉"]
)
def test_a_button_that_was_never_shown_records_nothing(
    maria: Person, town: Town, data: str
) -> None:
    maria.says("ciao").presses(1, data)
    assert town.events() == []
    assert maria.text and "riferimento" not in maria.text


def test_what_could_be_two_indicators_is_asked_with_buttons(maria: Person, town: Town) -> None:
    maria.says("AS4 340")
    assert town.events() == []
    assert maria.text.endswith("?") or "Scrivi" in maria.text


def test_after_three_misses_the_menu_is_offered(maria: Person) -> None:
    maria.says("bla bla").says("xyz").says("perepè").sees("Facciamo prima dal menu")
    maria.taps("Mostra i miei obiettivi").sees("I tuoi obiettivi (3)")


def test_every_amount_on_a_card_is_written_as_in_italy(town: Town) -> None:
    revenue = town.person("eq.af1")
    revenue.says("AF1.1.1 12.500,50").sees("primo dato: 12.500,5 €")
    assert re.search(r"Giorno: oggi, 16/09/2024", revenue.text)


def test_so_may_several_of_one_message(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").says("AS4.1.1 50").taps("Conferma")
    maria.says("6 CIE e 9 pratiche allo sportello").taps("Non il totale: in più")
    maria.sees("da 240 carte a 246 carte (+6)", "da 50 pratiche a 59 pratiche (+9)")


def test_a_total_lower_than_the_one_on_record_may_have_been_in_more(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("CIE 14").sees("da 240 carte a 14 carte", "È meno di quanto risulta")
    maria.taps("Non il totale: in più").sees("da 240 carte a 254 carte (+14)")
    maria.taps("Conferma").sees("254 carte")


def test_what_is_not_understood_is_answered_with_guesses(maria: Person) -> None:
    maria.says("asdf").sees_buttons("Mostra i miei obiettivi", "Come va", "Cosa scade")
    maria.taps("Cosa scade").sees("Scadenze")
    maria.says("cie").sees("AS4.3.1 CIE rilasciate", "ma quanto?").says("7").sees("7 carte")


def test_the_end_of_a_work_is_not_one_more_of_what_is_counted(maria: Person) -> None:
    maria.says("finito il rilascio delle CIE").does_not_see("(+1)")


def test_words_whose_meaning_was_confirmed_need_no_question_again(
    maria: Person, town: Town
) -> None:
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")
    maria.taps("AS4.3.1 CIE rilasciate").sees("(+4)").taps("Annulla")
    assert town.events("AliasAdded") == []
    maria.says("altri 4 bollini oggi").taps("AS4.3.1 CIE rilasciate").taps("Conferma")
    maria.says("altri 5 bollini oggi").sees("AS4.3.1", "da 4 carte a 9 carte (+5)").taps("Conferma")
    maria.says("/storico AS4.3.1").sees("si chiama anche «bollini»")
    maria.says("/senzalias AS4.3.1").sees("Nomi aggiunti finora: bollini").says("bollini")
    maria.taps("Conferma")
    maria.says("altri 6 bollini oggi").does_not_see("(+6)")


def test_a_name_nobody_gave_cannot_be_taken_away(maria: Person, town: Town) -> None:
    maria.says("/senzalias AS4.3.1 patenti").sees("non si chiama «patenti»")
    town.person("eq.as3").says("/senzalias AS4.3.1 patenti").sees("non spetta a te")
