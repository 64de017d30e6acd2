"""What a colleague would say in the same breath: who acts next, against what, by when."""

import re

from .conftest import Town
from .test_questions import asked as asked


def test_what_waits_is_told_from_the_oldest_with_who_has_to_validate_it(asked: Town) -> None:
    maria = asked.person("eq.as4").says("quali miei dati non sono ancora validati?")
    assert "Tocca a dirigente.as" in maria.text.splitlines()[1]
    numbers = [int(n) for n in re.findall(r"^n\. (\d+)", maria.text, re.M)]
    assert len(numbers) > 1
    assert numbers == sorted(numbers)


def test_of_several_who_validate_each_is_told_with_how_many(asked: Town) -> None:
    chief = asked.person("nucleo").says("dati non validati")
    assert re.search(r"Tocca a .*dirigente\.as \(\d+\)", chief.text), chief.text


def test_who_may_set_what_is_missing_is_told_with_it(asked: Town) -> None:
    chief = asked.person("segretario").says("quali indicatori sono senza target?")
    chief.sees(
        "Li fissa: dirigente.af" if "indicatori" in chief.text[:14] else "Lo fissa: dirigente.af"
    )


def test_what_is_at_risk_stands_beside_what_was_expected_and_what_is_late_beside_its_day(
    asked: Town,
) -> None:
    chief = asked.person("segretario").says("quali obiettivi sono a rischio?")
    chief.sees("a rischio, atteso 70,96 %")
    chief.says("quali obiettivi sono in ritardo?").sees("in ritardo, termine 30/06/2024")


def test_the_worst_says_by_what_measure(asked: Town) -> None:
    chief = asked.person("segretario").says("quali servizi vanno peggio?")
    chief.sees("dalla percentuale più bassa")
    chief.says("quali servizi sono più indietro?").sees("prima chi è più indietro")


def test_of_all_objectives_how_many_are_in_each_state_is_told(asked: Town) -> None:
    chief = asked.person("segretario").says("quanti obiettivi ci sono?")
    assert chief.text.splitlines()[1].startswith("Obiettivi: 1 in ritardo"), chief.text


def test_who_owes_data_is_told_with_the_indicators(asked: Town) -> None:
    chief = asked.person("dirigente.af").says("chi mi deve ancora mandare i dati?")
    chief.sees("eq.af1", "AF1.1.2")


def test_how_much_a_count_fell_is_told_in_what_it_counts(asked: Town) -> None:
    maria = asked.person("eq.as4").says("di quanto sono salite le CIE da giugno?")
    assert re.match(r"\+[\d.,]+ carte dal", maria.text), maria.text


def test_what_is_asked_leads(asked: Town) -> None:
    maria = asked.person("eq.as4")
    assert "a settimana" in maria.says("quante CIE a settimana mi servono?").text[:30]
    assert "600 carte" in maria.says("qual è il target delle CIE?").text.splitlines()[0]
    assert maria.says("quando scade AS4.3?").text.startswith("31/12/2024")


def test_without_a_campaign_who_is_silent_is_told(asked: Town) -> None:
    chief = asked.person("segretario").says("chi manca all'appello?")
    chief.sees("Nessun monitoraggio aperto", "fermi dal")
    assert len(chief.text.splitlines()) <= 10


def test_nothing_open_says_so_and_proposes_nothing(asked: Town) -> None:
    asked.person("eq.as4").says("no").sees("Non c'è nulla in sospeso").does_not_see("ritira")
