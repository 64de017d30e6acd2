"""A yes answers the card that was said last, and none that was left open further up."""

from .conftest import Person, Town


def test_a_yes_after_what_was_not_understood_shows_the_card_again(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").says("/target AS4.3.1 700").does_not_see("Registrato")
    maria.says("sì").sees("C'è ancora questa scheda", "240")
    assert town.events() == []
    maria.says("sì").sees("Registrato")


def test_a_yes_days_later_to_an_answer_about_something_else_records_nothing(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240")
    town.now_is("2024-10-02T10:00")
    maria.says("come va AS4?").says("sì").sees("C'è ancora questa scheda", "Giorno: 16/09/2024")
    assert town.events() == []


def test_a_yes_after_a_question_of_the_same_minute_is_of_the_card(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").says("come va AS4?").says("sì").sees("Registrato")


def test_two_cards_of_one_indicator_are_told_apart_by_figure_and_day(maria: Person) -> None:
    maria.says("ieri altre 3 CIE").says("altre 4 CIE oggi").says("sì").sees("Quale?")
    maria.sees_buttons(
        "Conferma AS4.3.1: 4 carte in più del 16/09/2024",
        "Prima quella di AS4.3.1: 3 carte in più del 15/09/2024",
    )


def test_a_yes_after_an_unknown_name_validates_nothing(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").says("AS4.1.1 50").taps("Conferma")
    bruno.says("/valida AS4").says("/stato AS9.9").says("sì").sees("C'è ancora questa scheda")
    bruno.says("sì").sees("Validata la n.")
    assert len(town.events("ProgressValidated")) == 1
