"""Commands with several arguments, asked by buttons; questions typed meanwhile are answered."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

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


def test_money_is_set_step_by_step(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale").says("/premi").sees("Premi 2024").taps("Fissa o registra")
    office.taps("Fondo dei dipendenti").sees("Quanti euro?").says("-5").sees("qui non va")
    office.says("50.000 €").sees("Con quale atto?").says("delibera 9").sees("Di che giorno")
    office.says("01/01/2030").sees("qui non va").says("10/09/2024")
    office.sees("50.000,00 €", "delibera 9 del 10/09/2024").taps("Conferma")
    office.says("/premi").taps("Fissa o registra").taps("Massimo di una persona").says("eq.as4")
    office.says("6000").says("decreto 2").taps("16/09/2024")
    office.sees("Fisso il massimo di eq.as4 a 6.000,00 €").taps("Conferma")
    office.says("/premi").taps("Fissa o registra").says("quota").says("10").says("det. 1")
    office.taps("15/09/2024").sees("maggiorazione: 10 %").taps("Conferma")
    office.says("/premi").taps("Fissa o registra").taps("L'elenco diventa").sees("mancano")
    assert [len(town.events(kind)) for kind in ("PoolSet", "MaximumSet", "BonusQuotaSet")] == [
        1
    ] * 3
    nucleo = town.person("nucleo").says("/premi").sees("Premi 2024")
    assert not any("Fissa" in label for row in nucleo.buttons for label in row)


def test_a_post_is_graded_step_by_step_and_approved(town: Town) -> None:
    criteria = [{"name": "Complessità", "maximum": 60}, {"name": "Personale", "maximum": 40}]
    bands = [{"from": 0, "pay": "5000"}, {"from": 40, "pay": "9000"}]
    graded = {"eq_grading.criteria": criteria, "eq_grading.bands": bands}
    town.ledger.execute(AdoptRegulation(bundled().with_settings(graded)), actor=CLI, cause="test")
    town.person("giunta").says("/pesatura").sees("Nessuna pesatura aspetta")
    nucleo = town.person("nucleo").says("/pesatura").sees("Di quale servizio").taps("AS4")
    nucleo.sees("Complessità: quanti punti, da 0 a 60?").says("61").sees("qui non va").taps("45")
    nucleo.sees("Personale: quanti punti, da 0 a 40?").says("12,5")
    nucleo.sees("Propongo per AS4", "Complessità: 45", "Personale: 12,5").taps("Conferma")
    giunta = town.person("giunta").says("/pesatura").sees_buttons("AS4 Demografici").taps("AS4")
    giunta.says("delibera 3").taps("16/09/2024").sees("AS4, 9.000,00 €").taps("Conferma")
    giunta.says("/pesatura AS4").sees("Approvata con delibera 3 del 16/09/2024")
    segretario = town.person("segretario").says("/pesatura AS4; complessità 45; personale 10")
    segretario.sees("Pesare i posti di EQ non spetta a te").does_not_see("premi")


def test_a_refused_answer_says_of_which_command_and_how_to_leave_it(town: Town) -> None:
    office = town.person("personale")
    office.says("/assenza").says("eq.as4").says("31/02/2025")
    office.sees("«31/02/2025» non esiste", "Sto compilando /assenza", "Da quando?")
    office.says("boh").sees("«boh» qui non va", "Sto compilando /assenza").button("Annulla")
    office.taps("Annulla").sees("non ho registrato nulla")


@pytest.mark.parametrize(
    "title",
    [
        "Nuovo obiettivo di digitalizzazione degli atti",
        "Aggiungi un obiettivo di cortesia allo sportello",
        "Elimina AS4.3 dalla carta",
        "Sposta AS4.3 al 30 novembre",
        "Valida tutto in un giorno",
        "Assegna AS4.1 a eq.as3",
    ],
)
def test_a_title_is_what_is_typed_whatever_order_it_begins_like(bruno: Person, title: str) -> None:
    bruno.says("/nuovo").says("AS4").says(title).sees("Con quale indicatore si misura")
    bruno.says("come va AS4?").sees("AS4.3", "aspetto ancora")
    bruno.says("Elimina le code, pratiche").taps("Conteggio").says("200")
    bruno.says("31/12/2024").sees(f"«{title}»", "Elimina le code, pratiche")
