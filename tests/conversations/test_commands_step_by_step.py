"""Commands with several arguments, asked by buttons; questions typed meanwhile are answered."""

import pytest

from .conftest import Person, Town


def test_an_absence_is_asked_step_by_step(town: Town) -> None:
    office = town.person("personale").says("/assenza").sees("Chi è assente?")
    office.says("eq.as4").sees("Da quando?").taps("16/09/2024").sees("Fino a quando")
    office.says("30/9").sees("Chi riceve gli avvisi").taps("Nessuno")
    office.sees("eq.as4 è assente dal 16/09/2024 al 30/09/2024").taps("Conferma")
    assert [e.type for e in town.events()] == ["PersonnelFactRecorded"]


def test_a_name_is_looked_for_and_an_answer_that_is_none_is_asked_again(town: Town) -> None:
    office = town.person("personale").says("/assenza").says("dirigente")
    assert all("dirigente" in row[0] for row in office.buttons), office.buttons
    office.says("zzz").sees("«zzz» qui non va", "Chi è assente?")
    office.says("eq.as3").says("mai").sees("«mai» qui non va", "Da quando?")


def test_a_question_typed_meanwhile_is_answered_and_the_talk_goes_on(town: Town) -> None:
    office = town.person("personale").says("/assenza").says("eq.as4")
    office.says("come va l'ente?").sees("Comune di Prova", "aspetto ancora la tua risposta")
    office.says("chi non ha aggiornato?").sees("aspetto ancora la tua risposta")
    office.says("17/09/2024").sees("Fino a quando")


def test_old_buttons_of_a_talk_that_went_on_or_was_left_are_stale(town: Town) -> None:
    office = town.person("personale").says("/assenza")
    message, data = office.button("eq.as4")
    office.says("eq.as3").presses(message, data).sees("non vale più")
    office.says("/annulla").presses(message, data).sees("non vale più")
    office.says("dirigente").does_not_see("riferimento")
    assert town.events() == []


def test_adding_an_objective_keeps_hold_of_no_question(bruno: Person, town: Town) -> None:
    bruno.says("/nuovo").sees("In quale servizio?").taps("AS4").sees("Come si chiama")
    bruno.says("come va AS4?").sees("Demografici", "aspetto ancora")
    bruno.says("Sportello itinerante").sees("Con quale indicatore")


def test_an_invitation_is_pressed_and_holds_nothing_back(town: Town) -> None:
    admin = town.person("admin").says("/invita").sees("Chi invito?")
    admin.says("come va AS4?").sees("Demografici").says("eq.as4").sees("Invito per eq.as4")
    town.person("eq.as4").says("/invita").sees("Invitare non spetta a te")


def test_a_delay_and_a_campaign_are_asked_too(town: Town, bruno: Person) -> None:
    bruno.says("/scostamento").taps("AS4.3").says("lo sportello è chiuso").says("due turni")
    bruno.sees("AS4.3", "«lo sportello è chiuso»", "due turni").taps("Conferma")
    boss = town.person("segretario").says("/campagna").sees("/campagna 16/10/2024")
    boss.taps("Apri un monitoraggio").taps("Verifica infrannuale").taps("01/10/2024")
    boss.sees("Verifica infrannuale", "01/10/2024").taps("Conferma")
    assert town.events("CampaignOpened")


def test_one_s_own_sheet_comes_at_once_and_of_many_is_asked(maria: Person, bruno: Person) -> None:
    maria.says("/foglio").sees("Il foglio di AS4")
    bruno.says("/foglio").sees("Di quale servizio?").taps("AS3").sees("Il foglio di AS3")


@pytest.mark.parametrize("command", ["/target", "/peso", "/termine", "/elimina", "/alias"])
def test_who_may_change_nothing_is_told_at_once_who_may(town: Town, command: str) -> None:
    town.person("admin").says(command).sees("non spetta a te", "può farlo")


def test_a_target_that_is_done_already_is_doubted(maria: Person, bruno: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/target AS4.3.1 200").sees("È già fatto: siamo a 240 carte")
    bruno.says("/target AS4.3.1 700").does_not_see("È già fatto")
    maria.says("AS3.1.1 60")
    bruno.says("AS3.1.1 60").taps("Conferma")
    bruno.says("/target AS3.1.1 80").sees("È già fatto: siamo a 60 pratiche")
    bruno.says("/target AS3.1.1 30").does_not_see("È già fatto")
