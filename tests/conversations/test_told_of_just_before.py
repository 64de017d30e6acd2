"""Few words that go on from an act: another invitation, another day of a campaign, who stands in,
the proof of what was just recorded, and the way back from a cancellation."""

from .conftest import Person, Town


def test_another_is_invited_after_an_invitation(town: Town) -> None:
    admin = town.person("admin").says("invita eq.as3").sees("Invito per eq.as3")
    admin.says("anche eq.as4").sees("Invito per eq.as4")


def test_a_campaign_is_gone_on_with_by_its_day_and_by_who_owes(town: Town) -> None:
    chief = town.person("segretario").says("apri il monitoraggio entro il 30 settembre")
    chief.says("facciamo fino al 4 ottobre").sees("entro il 04/10/2024").taps("Conferma")
    chief.says("chi manca?").sees("Monitoraggio al 04/10/2024", "eq.as4")
    chief.says("facciamo fino al 10 ottobre").sees("Il termine di M1 resta il 04/10/2024")
    assert len(town.events("CampaignOpened")) == 1


def test_who_stands_in_is_said_before_the_last_day(town: Town) -> None:
    office = town.person("personale").says("eq.as4 è in malattia da domani")
    office.says("lo sostituisce eq.as3").sees("fino a quando?")
    office.says("fino a venerdì").sees("al 20/09/2024", "Gli avvisi vanno a eq.as3")


def test_a_proof_in_words_is_of_what_was_just_recorded(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240").says("mettici la prova")
    maria.sees("Mandami adesso la foto o il file")
    maria.taps("Conferma").says("mettici la prova").sees("prova AS4.3.1")
    assert len(town.events("ProgressRecorded")) == 1


def test_what_was_cancelled_is_put_back_without_naming_it(bruno: Person, town: Town) -> None:
    bruno.says("elimina AS4.3, slitta al 2025").taps("Conferma").says("rimettilo")
    bruno.sees("Per quale motivo si riprende AS4.3")


def test_an_answer_beside_an_open_card_says_that_its_figure_is_not_in_it(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240").says("quanti ne mancano?")
    maria.sees("AS4.3.1", "conta dopo Conferma")


def test_a_question_after_a_card_is_no_correction_of_it(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240")
    maria.says("e adesso cosa manca?").does_not_see("Giorno:")


def test_the_points_of_the_plan_are_read_as_they_are_told(town: Town) -> None:
    boss = town.person("dirigente.af")
    boss.says("le date sono tutte del 2024").sees("il giorno non esiste")
    town.person("eq.as4").says("le date sono tutte del 2024").does_not_see("1 di 1")
    assert town.events("AnomalySettled") == []


def test_what_waits_for_another_is_said_with_whom_it_waits_for(town: Town) -> None:
    bruno = town.person("dirigente.as").says("AS4.3.1 240").taps("Conferma")
    bruno.says("valida AS4.3.1").does_not_see("Conferma la 1")
    bruno.says("contesta l'ultima di eq.as3, manca la prova").sees("nulla che aspetti te")
