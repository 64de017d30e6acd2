"""Correcting before and after, taking back, editing: always a new event, with a reason."""

from .conftest import Person, Town


def reported(maria: Person, text: str = "AS4.3.1 240") -> int:
    maria.says(text).taps("Conferma")
    return maria.town.events()[-1].seq


def test_correggi_takes_the_next_words_as_the_right_ones(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Correggi").sees("Che cosa correggo?")
    assert town.events() == []
    maria.says("AS4.3.1 45").sees("primo dato: 45 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "45"
    assert len(town.events()) == 1, "what was not confirmed was never recorded"


def test_correggi_keeps_the_day_that_was_right(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240 il 13/09/2024").taps("Correggi").says("AS4.3.1 245")
    maria.sees("245 carte", "13/09/2024").taps("Conferma")
    assert town.events()[0].effective_on.isoformat() == "2024-09-13"


def test_the_record_just_made_is_taken_back_by_its_button(maria: Person, town: Town) -> None:
    reported(maria, "AS4.3.1 200")
    seq = reported(maria)
    maria.taps("Ritira").sees(f"Ritiro la registrazione n. {seq}").taps("Conferma")
    maria.sees(f"Ritirata la n. {seq}", "200 carte", "Registrato: n. ")
    (undone,) = town.events("ProgressUndone")
    assert undone.event.reason  # type: ignore[union-attr]
    assert town.value("AS4.3.1") == "200"


def test_taking_back_can_be_left(maria: Person, town: Town) -> None:
    reported(maria)
    maria.taps("Ritira").taps("Annulla")
    assert town.value("AS4.3.1") == "240"


def test_what_is_taken_back_is_taken_back_once(maria: Person, town: Town) -> None:
    reported(maria)
    again = maria.button("Ritira")
    maria.taps("Ritira").taps("Conferma").presses(*again).sees("è già stata ritirata")
    assert len(town.events("ProgressUndone")) == 1


def test_an_edited_message_proposes_a_correction(maria: Person, town: Town) -> None:
    seq = reported(maria)
    maria.edits("AS4.3.1 245").sees(f"Correggo la registrazione n. {seq} così?", "245 carte")
    assert town.value("AS4.3.1") == "240"
    maria.taps("Conferma")
    assert town.value("AS4.3.1") == "245"
    (event,) = town.events("ProgressCorrected")
    assert event.event.report == seq  # type: ignore[union-attr]


def test_an_edited_message_that_recorded_nothing_says_so(maria: Person, town: Town) -> None:
    maria.says("/stato AS4").edits("AS4.3.1 245").sees("in un messaggio nuovo")
    assert town.events() == []


def test_the_history_shows_every_version_who_and_when(maria: Person, town: Town) -> None:
    seq = reported(maria)
    maria.edits("AS4.3.1 245").taps("Conferma")
    town.person("dirigente.as").says("/valida AS4.3.1").taps("Conferma")
    maria.says("/storico AS4.3.1")
    maria.sees("totale 240", f"corretta la n. {seq}: totale 245", f"validata la n. {seq}")
    maria.sees("eq.as4", "dirigente.as", "16/09/2024 10:00", "per il 16/09/2024")


def test_a_dirigente_may_correct_what_an_officer_wrote(maria: Person, town: Town) -> None:
    reported(maria)
    bruno = town.person("dirigente.as")
    bruno.says("/storico AS4.3.1").sees("totale 240")
    bruno.says("AS4.3.1 250").taps("Conferma")
    town.person("segretario").says("/valida AS4.3.1").sees("250 carte", "dirigente.as")


def test_the_last_figure_moves_to_the_indicator_named_whatever_was_written_of_it(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.1.1 50").taps("Conferma")
    maria.says("AS4.3.1 +6").taps("Conferma")
    maria.says("scusa era AS4.1.1").sees("da 50 pratiche a 56 pratiche (+6)", "Intanto AS4.3.1")
    maria.taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("56", None)


def test_the_last_is_what_was_put_right_last(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    first = town.events()[0].seq
    maria.says("AS4.1.1 50").taps("Conferma")
    maria.says("no, le CIE erano 245").sees(f"n. {first}").taps("Conferma")
    maria.says("ritira l'ultima").sees(f"Ritiro la registrazione n. {first}").says("no")
    maria.says("erano 246").sees(f"n. {first}", "246 carte").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("246", "50")


def test_of_a_card_of_several_the_last_is_the_one_put_right(maria: Person, town: Town) -> None:
    maria.says("240 CIE e 50 pratiche allo sportello").taps("Conferma")
    first = town.events()[0]
    maria.says("le CIE erano 245").taps("Conferma")
    maria.says("ritira l'ultima").sees(f"Ritiro la registrazione n. {first.seq}")


def test_that_it_is_validated_makes_no_record_the_last(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("AS4.1.1 50").taps("Conferma")
    last = town.events()[-1].seq
    bruno.says("/valida AS4.3.1").taps("Conferma")
    maria.says("ritira l'ultima").sees(f"Ritiro la registrazione n. {last}")
