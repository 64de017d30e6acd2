"""What is changed in the year says why: on the line, under the card, or afterwards."""

import importlib

import pytest

from handlers.talk.because import read_because, split_why
from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.projections.changes import changes
from ledger.regulation import bundled
from reports.kinds import DRAWN, Asked

from ..town import TODAY
from .conftest import Person, Town

LINES = [
    ("500; apre la delegazione; delibera 40 del 12/06/2024", "500", "apre la delegazione", True),
    (
        "500 per la sede chiusa, delibera G.C. n. 40 del 3 settembre 2024",
        "500",
        "per la sede",
        True,
    ),
    ("500 det. 7; 01/09/2024", "500", "", True),
    ("500; sede chiusa, det 7 del 01/09/2024", "500", "sede chiusa", True),
    ("500 carte perché chiude lo sportello", "500 carte", "chiude lo sportello", False),
    ("500", "500", "", False),
]


@pytest.mark.parametrize(("typed", "value", "reason", "act"), LINES, ids=[r[0] for r in LINES])
def test_a_reason_and_an_act_are_told_from_the_value(
    typed: str, value: str, reason: str, act: bool
) -> None:
    said, why = split_why(typed)
    because = read_because(why, TODAY)
    assert said == value
    assert because.reason.startswith(reason) and bool(because.reason) is bool(reason)
    assert (because.act_on is not None) is act


def test_why_follows_the_card_and_is_recorded(bruno: Person, town: Town) -> None:
    bruno.says("/target AS4.3.1 700").sees("Scrivi il motivo e l'atto").sees_buttons("Conferma")
    bruno.says("la delegazione apre a luglio; delibera 40 del 12/06/2024")
    bruno.sees("a 700 carte", "«la delegazione apre a luglio»", "delibera 40 del 12/06/2024")
    bruno.taps("Conferma").does_not_see("da spiegare")
    (change,) = changes(town.ledger.view.tables, 2024)
    assert (change.before, change.after, change.act) == ("600", "700", "delibera 40")
    assert not change.unexplained


ON_THE_LINE = [
    ("/target AS4.3.1 700 apre la delegazione", "700 carte", "apre la delegazione"),
    (
        "/target AS4.3.1 700 CIE rilasciate apre la delegazione",
        "700 carte",
        "apre la delegazione",
    ),
    ("/termine AS4.3 30/11 manca il collaudo", "30/11/2024", "manca il collaudo"),
    ("/termine AS4.3 30 novembre manca il collaudo", "30/11/2024", "manca il collaudo"),
    ("/peso AS4.1 60 pesa di più", "60 %", "pesa di più"),
]


@pytest.mark.parametrize(("typed", "value", "reason"), ON_THE_LINE, ids=[r[0] for r in ON_THE_LINE])
def test_a_reason_right_after_the_value_is_kept_with_the_act(
    bruno: Person, typed: str, value: str, reason: str
) -> None:
    bruno.says(f"{typed}; delibera 40 del 12/06/2024")
    bruno.sees(value, f"«{reason}»", "delibera 40 del 12/06/2024")
    bruno.says(typed).sees(value, f"«{reason}»")


def test_a_report_under_the_card_is_still_a_report(bruno: Person) -> None:
    bruno.says("/target AS4.3.1 700").says("AS4.3.1 300").sees("300 carte")


def test_without_a_reason_it_is_listed_until_it_is_explained(bruno: Person, town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    bruno.says("/termine AS4.3 30/11/2024").taps("Conferma").sees("da spiegare")
    (change,) = changes(town.ledger.view.tables, 2024)
    nucleo = town.person("nucleo").says("/modifiche").sees(f"⚠️ {change.seq}. AS4.3, termine")
    nucleo.says("/verifiche").sees("AS4.3: cambiato il 16/09/2024 da dirigente.as senza motivo")
    town.person("eq.as4").says(f"/modifiche {change.seq} perché sì").sees("non spetta a te")
    bruno.says(f"/modifiche {change.seq} manca il personale; det. 5 del 10/09/2024")
    bruno.sees("«manca il personale»", "det. 5 del 10/09/2024").taps("Conferma")
    nucleo.says("/modifiche").sees("«manca il personale» (det. 5 del 10/09/2024)")
    nucleo.does_not_see("⚠️")


def test_to_set_what_was_not_set_is_no_change(town: Town) -> None:
    town.person("dirigente.af").says("/target AF1.1.2 50").does_not_see("motivo").taps("Conferma")
    town.person("dirigente.af").does_not_see("da spiegare")
    town.person("segretario").says("/modifiche").sees("nulla è stato modificato")


def test_a_weight_first_set_by_an_act_is_listed_with_it(town: Town) -> None:
    boss = town.person("dirigente.as")
    boss.says("/peso AS4.1 20; non ci sono fondi; delibera 90 del 12/09/2024").taps("Conferma")
    told = ("AS4.1, peso", "20", "«non ci sono fondi» (delibera 90 del 12/09/2024)")
    boss.says("/modifiche").sees(*told)
    boss.says("che pesi ho cambiato?").sees("1 peso cambiato", "«non ci sono fondi»")


def test_people_and_money_of_an_objective_are_moved_by_an_act(bruno: Person, town: Town) -> None:
    bruno.says("/risorse AS4.3; istruttori 2 al 50 %; capitolo 1043 12.000; meno gente")
    bruno.sees("Per cambiarle")
    assert town.events() == []
    bruno.says(
        "/risorse AS4.3; istruttori 2 al 50 %; capitolo 1043 12.000; una unità trasferita; "
        "delibera 41 del 20/07/2024"
    ).sees("istruttori 2 al 50 %", "12.000,00 €", "«una unità trasferita»").taps("Conferma")
    bruno.says("/risorse AS4.3; istruttori 1; altra unità; delibera 50 del 01/09/2024")
    bruno.sees("istruttori 1", "capitolo 1043", "Prima: persone istruttori 2").taps("Conferma")
    assert town.ledger.view.plan.objectives["AS4.3"].people[0].number == 1
    town.person("segretario").says("/modifiche").sees("Risorse di AS4.3", "«altra unità»")
    assert town.ledger.differs_from_rebuild() == []


def test_the_monitoring_has_the_reasons_of_who_answers(bruno: Person, town: Town) -> None:
    ida, segretario = town.person("eq.as4"), town.person("segretario")
    segretario.says("/ciclo monitoraggio").sees("senza un motivo", "AS4.4")
    town.person("eq.as3").says("/scostamento AS4.4 chissà").sees("non spetta a te")
    ida.says("/scostamento AS4.4 lo stato civile è senza addetti; un concorso in autunno")
    ida.sees("«lo stato civile è senza addetti»", "un concorso").taps("Conferma")
    segretario.says("/ciclo monitoraggio letto in Giunta; due addetti in più")
    segretario.sees("perché: lo stato civile è senza addetti").taps("Conferma")
    assert "un concorso in autunno" in town.text_for("nucleo")
    paper = repr(DRAWN["monitoring"](town.ledger, Asked(year=2024)).paper)
    for said in ("lo stato civile è senza addetti", "un concorso in autunno", "due addetti in più"):
        assert said in paper


def test_a_change_without_its_why_is_asked_for_it_by_the_button_under_it(
    town: Town, bruno: Person
) -> None:
    bruno.says("/target AS4.3.1 500").taps("Conferma").sees("da spiegare", "Registrato")
    bruno.taps("Spiegala").sees("Scrivi il motivo e l'atto")
    bruno.says("apre la delegazione; delibera 40 del 12/06/2024").taps("Conferma")
    bruno.sees("ora dice perché", "apre la delegazione", "delibera 40").taps("Le altre")
    bruno.sees("Modifiche del 2024").does_not_see("senza motivo 1")


@pytest.mark.parametrize("words", ["spiega la n. {}: {}", "spiega la {}; {}", "spiego la n. {} {}"])
def test_a_change_is_explained_in_the_words_of_its_button(
    town: Town, bruno: Person, words: str
) -> None:
    bruno.says("/target AS4.3.1 500").taps("Conferma")
    seq, why = town.events()[-1].seq, "perché apre la delegazione; delibera 40 del 12/06/2024"
    bruno.says(words.format(seq, why)).sees("Perché: «apre la delegazione»", "delibera 40")


def test_what_is_asked_for_while_a_reason_is_waited_for_is_no_reason(
    town: Town, bruno: Person
) -> None:
    bruno.says("/target AS4.3.1 500").taps("Conferma")
    bruno.says(f"spiega la n. {town.events()[-1].seq}").sees("Scrivi il motivo e l'atto")
    bruno.says("dimmi i peggiori 3 indicatori").does_not_see("Perché: ").sees("riprendiamo")
    bruno.says("apre la delegazione").sees("Perché: «apre la delegazione»")


def test_every_card_s_deed_says_what_it_did_or_what_follows_and_for_whom() -> None:
    """A receipt alone is no answer: whatever Conferma records tells, or leads on."""
    for name in (
        "reminding.campaigns", "plan.changes", "evaluating.conciliazione", "procedure.cycle",
        "evaluating.grading", "procedure.nucleo", "evaluating.objectives",
        "reporting.office_words", "staff.personnel", "evaluating.premiums", "reminding.reminders",
    ):  # fmt: skip
        for deed_name, deed in importlib.import_module(f"handlers.{name}").DEEDS.items():
            assert (deed.done is None) != (deed.then is None), f"{name}.{deed_name}"


@pytest.mark.parametrize(
    ("said", "reason", "act"),
    [
        (
            "cambia la scadenza di AS4.3 al 20 dicembre, la fiera slitta per pioggia, delibera 70 "
            "del 02/09/2024",
            "la fiera slitta per pioggia",
            True,
        ),
        ("proroga AS4.3 al 20 dicembre, la scuola ha chiesto altre date", "la scuola ha", False),
        ("porta il target delle CIE a 700, su richiesta della giunta", "su richiesta", False),
    ],
)
def test_what_follows_a_comma_is_why(bruno: Person, said: str, reason: str, act: bool) -> None:
    bruno.says(said).sees(f"Perché: «{reason}")
    assert ("Con delibera 70 del 02/09/2024" in bruno.text) is act


def test_another_thing_after_a_comma_is_no_reason(bruno: Person) -> None:
    bruno.says("porta il target delle CIE a 700, quello delle pratiche a 300")
    bruno.does_not_see("Perché: «quello")


@pytest.mark.parametrize(
    "why", ["motivo: gara deserta", "delibera 40 del 12/06/2024; gara deserta"]
)
def test_the_reason_said_after_the_confirmation_is_of_the_change(bruno: Person, why: str) -> None:
    bruno.says("/target AS4.3.1 700").taps("Conferma").sees("da spiegare")
    bruno.says(why).sees("Perché: «gara deserta»").taps("Conferma").sees("ora dice perché")
    bruno.says(why).does_not_see("Perché: «gara deserta»")


def test_who_changed_a_term_is_told_with_why_by_the_name_of_what_it_is_of(bruno: Person) -> None:
    bruno.says("il termine di AS4.3 torna al 30 novembre; gara deserta").taps("Conferma")
    told = "da 31/12/2024 a 30/11/2024: «gara deserta»"
    bruno.says("chi ha cambiato il termine di AS4.3?").sees("1 termine cambiato", told)
    bruno.says("chi ha cambiato il termine di AS4.3.1?").sees("1 termine cambiato", told)
