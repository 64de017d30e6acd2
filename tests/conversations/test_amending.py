"""Setting and changing the plan by chat, adding and cancelling, settling its anomalies."""

from decimal import Decimal

import pytest

from .conftest import Person, Town

ONE_LINE = [
    ("/target AS4.3.1 500", "da 600 carte a 500 carte", "TargetSet"),
    ("/target AS3.1.4 01/10/2024", "da 10/10/2024 a 01/10/2024", "TargetSet"),
    ("/base AS3.1.1 120", "da 100 pratiche a 120 pratiche", "BaselineSet"),
    ("/peso AS4.3 50", "peso da 33,33 % a 50 %", "WeightsSet"),
    ("/peso AS4.3 50%", "peso da 33,33 % a 50 %", "WeightsSet"),
    ("/peso AS4.1 20 AS4.3 50 AS4.4 30", "peso da 33,33 % a 30 %", "WeightsSet"),
    ("/termine AS4.4 30/11/2024", "da 30/06/2024 a 30/11/2024", "DeadlineSet"),
    ("/termine AS4.3.1 30 novembre", "a 30/11/2024", "DeadlineSet"),
    ("/alias AS4.1.1 sportello unico", "«sportello unico»", "AliasAdded"),
    ("/elimina AS4.4 fusa con AS4.1", "perché: «fusa con AS4.1»", "ObjectiveCancelled"),
]


@pytest.mark.parametrize(("line", "card", "event"), ONE_LINE, ids=[r[0] for r in ONE_LINE])
def test_with_everything_on_one_line_the_card_comes_at_once(
    bruno: Person, town: Town, line: str, card: str, event: str
) -> None:
    bruno.says(line).sees(card).sees_buttons("Conferma", "Annulla")
    assert town.events() == []
    bruno.taps("Conferma").sees("Registrato: n. ")
    assert [e.type for e in town.events()] == [event]


STEPS = [
    ("/target", ("AS4.3.1", "500"), "TargetSet"),
    ("/target AS4.3.1", ("500",), "TargetSet"),
    ("/base", ("AS3.1.1", "120"), "BaselineSet"),
    ("/peso", ("AS4.3", "50"), "WeightsSet"),
    ("/termine", ("AS4.3", "30/11/2024"), "DeadlineSet"),
    ("/alias", ("AS4.1.1", "sportello unico"), "AliasAdded"),
    ("/elimina", ("AS4.4", "fusa con AS4.1"), "ObjectiveCancelled"),
]


@pytest.mark.parametrize(("command", "answers", "event"), STEPS, ids=[r[0] for r in STEPS])
def test_what_is_missing_is_asked_one_thing_at_a_time(
    bruno: Person, town: Town, command: str, answers: tuple[str, ...], event: str
) -> None:
    bruno.says(command)
    for answer in answers:
        assert bruno.text.count("?") + bruno.text.count("Scrivi") >= 1
        bruno.says(answer)
    bruno.taps("Conferma")
    assert [e.type for e in town.events()] == [event]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/target AS4.3.1 tanti", "«tanti» non è un valore"),
        ("/target AS4.1.2 5", "passo (fatto o no)"),
        ("/target AS4.3.1 600", "è già così"),
        ("/target AS4.3.1 -5", "-5 non è un valore possibile"),
        ("/peso AS4.3 100", "non resterebbe nulla"),
        ("/peso AS4.3 120", "da 0 a 100"),
        ("/termine AS4.3 31/02/2025", "non è un giorno che esiste"),
        ("/alias AF1.1.1 incassi", "non spetta a te"),
        ("/elimina AS9.9 x", "non c'è nel piano"),
        ("/elimina AS4.3.1 x", "il codice del suo obiettivo, AS4.3"),
    ],
)
def test_an_amendment_that_cannot_be_says_why(
    bruno: Person, town: Town, line: str, told: str
) -> None:
    bruno.says(line).sees(told)
    assert town.events() == []


def test_a_card_of_an_amendment_can_be_left(bruno: Person, town: Town) -> None:
    bruno.says("/target AS4.3.1 500").taps("Annulla")
    bruno.says("/target AS4.3.1").says("/annulla")
    assert town.events() == []


def test_an_alias_is_understood_from_then_on(bruno: Person, maria: Person, town: Town) -> None:
    bruno.says("/alias AS4.1.1 utenti serviti").taps("Conferma")
    maria.says("utenti serviti 70").sees("AS4.1.1 pratiche allo sportello", "70 pratiche")


def test_a_target_changed_moves_the_figure_and_the_record_says_when(bruno: Person) -> None:
    bruno.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/target AS4.3.1 480").taps("Conferma")
    bruno.says("/perche AS4.3.1").sees("50 %", "fissato il 16/09/2024, a periodo iniziato")
    bruno.says("/storico AS4.3.1").sees("da raggiungere: 480")


def test_a_cancelled_objective_leaves_the_menu_and_the_sums(bruno: Person, maria: Person) -> None:
    bruno.says("/elimina AS4.4 fusa").taps("Conferma")
    maria.says("/obiettivi").sees("I tuoi obiettivi (2)")
    maria.says("/stato AS4.4").sees("cancellato")
    head = bruno.town.ledger.log.head()
    maria.says("AS4.4.1 12/40").sees("AS4.4 è stato cancellato")
    assert bruno.town.ledger.log.head() == head


def test_an_objective_is_added_step_by_step(bruno: Person, town: Town) -> None:
    bruno.says("/nuovo").sees("In quale servizio?").says("as3")
    bruno.sees("Come si chiama").says("Fiera di primavera")
    bruno.sees("Con quale indicatore").says("espositori").taps("Conteggio")
    bruno.sees("Quale valore").says("trenta").sees("Entro quando?").says("31/12/2024")
    bruno.sees("Aggiungo AS3.2 «Fiera di primavera»", "da raggiungere 30")
    assert town.events() == []
    bruno.taps("Conferma").sees("Aggiunto AS3.2")
    assert town.ledger.view.plan.indicators["AS3.2.1"].target == Decimal(30)
    town.person("eq.as3").says("AS3.2.1 10").taps("Conferma").sees("33,33 %")


def test_an_objective_is_added_with_everything_on_one_line(bruno: Person, town: Town) -> None:
    line = "/nuovo AS3; Fiera di primavera; espositori; count; 30; 31/12/2024"
    bruno.says(line).sees_buttons("Conferma").taps("Conferma")
    assert "AS3.2" in town.ledger.view.plan.objectives


def test_each_step_says_what_was_wrong_and_asks_again(bruno: Person, town: Town) -> None:
    bruno.says("/nuovo").says("ZZ9").sees("«ZZ9» non è un servizio del piano").says("AS3")
    bruno.says("Prova").says("prove").says("boh").sees("«boh» non è tra i tipi").taps("Conteggio")
    bruno.says("tanti").sees("«tanti» non è un numero").says("-")
    bruno.says("31/02/2025").sees("non è un giorno che esiste").says("31/12/2024")
    bruno.sees("da raggiungere —").taps("Conferma")
    assert len(town.events("ObjectiveAdded")) == 1


@pytest.mark.parametrize("kind", ["conteggio", "Conteggio", "un conteggio", "IL CONTEGGIO"])
def test_the_label_of_a_button_is_typed_as_well_as_pressed(bruno: Person, kind: str) -> None:
    bruno.says("/nuovo AS3; Fiera; espositori").says("500")
    bruno.sees("«500» non è tra i tipi").sees_buttons("Conteggio")
    bruno.says(kind).sees("Quale valore").says("30").says("31/12/2024").sees_buttons("Conferma")
    bruno.says(f"/nuovo AS3; Fiera; espositori; {kind}; 30; 31/12/2024").sees_buttons("Conferma")


def test_a_line_that_leaves_the_kind_out_is_asked_only_that(bruno: Person, town: Town) -> None:
    bruno.says("/nuovo AS3; Sportello serale; persone servite; 500; 31/12/2024")
    bruno.sees("Che cosa misura?").sees_buttons("Conteggio").taps("Conteggio")
    bruno.sees("Sportello serale", "da raggiungere 500", "31/12/2024").taps("Conferma")
    assert town.ledger.view.plan.indicators["AS3.2.1"].target == Decimal(500)
    bruno.says("/nuovo AS3; Fiera; espositori; boh").sees("«boh»").sees_buttons("Conteggio")


@pytest.mark.parametrize(
    "line",
    [
        "/nuovo AS3; Fiera; espositori; count; 9999999999999999; 31/12/2024",
        "/nuovo AS3; Fiera; espositori; count; 30; 31/12/9999",
        "/nuovo AS3; Fiera; espositori; count; 30; 31/12/0024",
    ],
)
def test_an_objective_beyond_all_bounds_is_asked_again(
    bruno: Person, town: Town, line: str
) -> None:
    bruno.says(line).sees("«").does_not_see("riferimento")
    assert town.events() == []


def test_a_weight_beyond_a_hundred_is_asked_again(bruno: Person) -> None:
    bruno.says("/peso AS4.1 20 AS4.3 50 AS4.4 30").taps("Conferma")
    bruno.says("/nuovo AS4; Fiera; espositori; count; 30; 31/12/2024").says("150")
    bruno.sees("da 0 a 100").says("40").sees_buttons("Conferma")


def test_a_full_group_takes_a_new_objective_with_new_weights_in_the_same_act(
    bruno: Person, town: Town
) -> None:
    bruno.says("/peso AS4.1 20 AS4.3 50 AS4.4 30").taps("Conferma")
    bruno.says("/nuovo AS4; Fiera; espositori; count; 30; 31/12/2024").sees("quale peso prende")
    bruno.says("40").sees("AS4.1: 12 %", "AS4.3: 30 %", "AS4.4: 18 %").taps("Conferma")
    weights = town.ledger.view.plan.weights
    assert [weights[f"AS4.{n}"] for n in (1, 3, 4, 5)] == [12, 30, 18, 40]
    assert len(town.events("ObjectiveAdded")) == 1


# Anomalies


def test_an_anomaly_is_settled_as_proposed(town: Town) -> None:
    boss = town.person("dirigente.af")
    boss.says("/anomalie").sees("1 di 2", "AF1.1", "riga 534", "«31/09/2024»", "30/09/2024")
    boss.taps("Conferma")
    assert [e.type for e in town.events()] == ["AnomalySettled", "DeadlineSet"]
    boss.sees("AF1.1.2", "manca il valore da raggiungere")


def test_another_reading_can_be_typed(town: Town) -> None:
    boss = town.person("dirigente.af")
    boss.says("/anomalie").taps("Scrivo io").says("mai").sees(
        "«mai» qui non va", "Qual è il termine giusto"
    )
    boss.says("01/10/2024").sees("Lo leggo 01/10/2024")
    assert town.events() == [], "what was typed is shown before it is recorded"
    boss.taps("Conferma").sees("Sistemato AF1.1: 01/10/2024")
    assert town.ledger.view.plan.deadline("AF1.1").isoformat() == "2024-10-01"


def test_it_can_be_left_open_and_is_found_again(town: Town) -> None:
    boss = town.person("dirigente.af")
    boss.says("/anomalie").taps("Lascia aperta").taps("Lascia aperta").sees("2 restano aperte")
    boss.says("/anomalie").sees("1 di 2", "AF1.1")
    assert town.events() == []


def test_a_missing_target_is_asked_of_who_may_set_it(town: Town) -> None:
    boss = town.person("dirigente.af")
    boss.says("/anomalie").taps("Lascia aperta").taps("Scrivo io").says("80").taps("Conferma")
    assert town.ledger.view.plan.indicators["AF1.1.2"].target == 80


def test_each_settles_their_own(town: Town, maria: Person, bruno: Person) -> None:
    maria.says("/anomalie").sees("restano 3 punti aperti per altri")
    bruno.says("/anomalie").sees("1 di 1", "AA1.1").taps("Conferma")
    bruno.sees("restano 2 punti aperti per altri")
    town.person("segretario").says("/anomalie").sees("1 di 2")


def test_an_anomaly_settled_by_somebody_else_is_not_settled_twice(town: Town) -> None:
    boss, secretary = town.person("dirigente.af"), town.person("segretario")
    boss.says("/anomalie")
    card = boss.button("Conferma")
    secretary.says("/anomalie").taps("Conferma")
    boss.presses(*card).does_not_see("riferimento")
    assert len(town.events("AnomalySettled")) == 1


def test_the_sindaco_sets_what_the_segretario_is_measured_by(town: Town) -> None:
    town.person("sindaco").says("/target SG.1.1 20").taps("Conferma").sees("Registrato: n. ")
    town.person("segretario").says("/target SG.1.1 1").sees("può farlo Sindaco")


def test_a_question_is_no_value_whatever_was_being_asked(bruno: Person, town: Town) -> None:
    bruno.says("/base AS3.1.1 abc").sees("non è un valore")
    bruno.says("come va AS?").sees("AS").does_not_see("non è un valore")
    bruno.says("chi è in ritardo con più del 50%?").does_not_see("Lo fisso")
    assert not town.events("BaselineSet")


def test_a_step_has_no_figure_to_set_and_says_that_it_is_one(bruno: Person, town: Town) -> None:
    for typed in ("SI", "sì", "5", ""):
        bruno.says(f"/target AS4.1.2 {typed}").sees("AS4.1.2 è un passo (fatto o no), già «SI»")
    assert town.events() == []


def test_the_card_of_a_weight_shows_those_that_share_what_is_left(bruno: Person) -> None:
    bruno.says("/peso AS4.3 40").sees("AS4.3", "a 40").sees("AS4.1", "AS4.4", "a 30")
