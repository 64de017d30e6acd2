"""Two years side by side: reports go to the plan of their day, questions to the year they name."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.cycle import CloseYear
from ledger.commands.ente import AdoptRegulation
from ledger.plan import Plan
from ledger.regulation import bundled

from ..town import PLAN
from .conftest import Person, Town


def of_2025() -> Plan:
    """The same offices a year later: the indicator of AS4.3 is now AS4.2.1, and AS4.1 is new."""
    document = PLAN.model_dump(mode="json", by_alias=True, exclude_none=True)
    document["year"], document["anomalies"] = 2025, []
    renamed = {"AS4.3": "AS4.2", "AS4.1": "AS4.3"}
    for objective in document["objectives"]:
        code = renamed.get(objective["code"], objective["code"])
        for indicator in objective["indicators"]:
            indicator["code"] = indicator["code"].replace(objective["code"], code, 1)
            indicator.pop("deadline", None)
        objective["code"] = code
        objective["deadline"] = "2025-12-31"
    return Plan.model_validate(document)


@pytest.fixture
def january(ledger_path: Path) -> Iterator[Town]:
    """10 January 2025, the new plan adopted, last year still open."""
    town = Town(ledger_path)
    town.person("eq.as4").says("AS4.3.1 240").taps("Conferma")
    town.ledger.execute(AdoptRegulation(bundled()), actor="cli", cause="test")
    town.now_is("2025-01-10T10:00")
    town.ledger.execute(AdoptPlan(of_2025()), actor="cli", cause="test")
    town._before = town.ledger.log.head().seq
    yield town
    town.close()


def value(town: Town, year: int, code: str) -> str | None:
    standing = town.ledger.view.of(year).standing(code)
    return str(standing.number) if standing else None


def test_a_report_goes_to_the_plan_of_its_day_and_the_card_says_so(january: Town) -> None:
    maria = january.person("eq.as4").says("altre 12 CIE il 30 dicembre")
    maria.sees("AS4.3.1 CIE rilasciate", "da 240 carte a 252 carte", "Nel piano 2024.")
    maria.taps("Conferma").sees("252 carte")
    assert value(january, 2024, "AS4.3.1") == "252"
    assert value(january, 2025, "AS4.2.1") is None
    assert january.events()[0].event.year == 2024  # type: ignore[union-attr]


def test_a_total_without_a_day_goes_to_this_year_with_the_other_one_tap_away(
    january: Town,
) -> None:
    maria = january.person("eq.as4").says("CIE 260")
    maria.sees("AS4.2.1 CIE rilasciate", "Lo metto nel 2025", "se era del 2024")
    maria.taps("Era del 2024").sees("AS4.3.1", "da 240 carte a 260", "31/12/2024", "piano 2024")
    maria.taps("Era del 2025").sees("AS4.2.1", "oggi, 10/01/2025").taps("Era del 2024")
    maria.taps("Conferma")
    assert (value(january, 2024, "AS4.3.1"), value(january, 2025, "AS4.2.1")) == ("260", None)


def test_from_march_on_a_total_is_of_this_year(january: Town) -> None:
    january.now_is("2025-03-01T10:00")
    january.person("eq.as4").says("CIE 260").does_not_see("2024")


def test_a_closed_year_takes_no_report_and_says_who_may_reopen_it(january: Town) -> None:
    january.ledger.execute(CloseYear(2024, "prova"), actor="segretario", cause="test")
    maria = january.person("eq.as4")
    maria.says("altre 12 CIE il 30 dicembre").sees("Il 2024 è chiuso", "Segretario", "riaprirlo")
    assert january.events("ProgressRecorded") == []


def test_a_year_without_a_plan_names_those_there_are(january: Town) -> None:
    maria = january.person("eq.as4").says("altre 12 CIE il 30/12/2023")
    maria.sees("Per il 2023 non c'è un piano adottato", "2024", "2025")
    maria.says("/anno 2019").sees("Per il 2019 non c'è un piano adottato")
    maria.says("/stato 2019").sees("Per il 2019 non c'è un piano adottato")


def test_a_chat_speaks_of_another_year_until_told_otherwise(january: Town) -> None:
    bruno = january.person("dirigente.as").says("/anno 2024").sees("si parla del 2024")
    bruno.says("/stato AS4.3").sees("40 %", "Servizi anagrafici")
    bruno.sees("Questa chat parla del 2024")
    bruno.says("come va AS4.3?").sees("40 %", "Questa chat parla del 2024")
    bruno.says("come vanno le CIE?").sees("AS4.3", "Questa chat parla del 2024")
    bruno.says("/scadenze").sees("Nel piano 2024")
    bruno.says("/anno 2025").sees("di nuovo del 2025")
    bruno.says("/stato AS4.3").sees("Sportello veloce").does_not_see("Questa chat parla")


def test_a_chat_speaks_of_another_year_for_a_day(january: Town) -> None:
    bruno = january.person("dirigente.as").says("/anno 2024")
    january.now_is("2025-01-11T09:00")
    bruno.says("/stato").sees("Questa chat parla del 2024")
    january.now_is("2025-01-11T10:01")
    bruno.says("/stato").does_not_see("2024")


def test_the_year_of_a_chat_never_moves_a_report(january: Town) -> None:
    maria = january.person("eq.as4").says("/anno 2024").says("CIE 15")
    maria.sees("AS4.2.1", "Nel piano 2025.").taps("Conferma")
    assert value(january, 2025, "AS4.2.1") == "15"
    maria.says("/stato AS4.3.1").sees("240 carte", "Questa chat parla del 2024")


def test_the_menu_is_of_the_year_of_the_chat_and_says_so(january: Town) -> None:
    maria = january.person("eq.as4").says("/anno 2024").says("/obiettivi")
    maria.sees("Nel piano 2024:", "I tuoi obiettivi (3)").taps("AS4.3").says("250")
    maria.sees("AS4.3.1", "31/12/2024", "Nel piano 2024.").taps("Conferma")
    assert value(january, 2024, "AS4.3.1") == "250"
    maria.says("/anno 2025").says("/obiettivi").taps("AS4.2").says("20").taps("Conferma")
    assert value(january, 2025, "AS4.2.1") == "20"


def test_the_plan_of_the_chat_s_year_is_the_one_amended(january: Town) -> None:
    bruno = january.person("dirigente.as").says("/anno 2024")
    bruno.says("/target AS4.3.1 480").sees("da 600 carte a 480", "Nel piano 2024.").taps("Conferma")
    bruno.sees("AS4.3: 50 %")
    assert january.ledger.view.of(2025).plan.indicators["AS4.2.1"].target == 600


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("/stato AS4.3 2024", "40 %"),
        ("/stato AS4 2024", "Demografici"),
        ("/stato 2024", "AS4 Demografici"),
        ("com'era il 2024?", "AS4 Demografici"),
        ("com'è andato AS nel 2024?", "Area Servizi"),
        ("come andava l'ente l'anno scorso?", "Comune di Prova"),
    ],
)
def test_a_question_may_name_its_year(january: Town, asked: str, seen: str) -> None:
    maria = january.person("eq.as4").says(asked).sees("Nel piano 2024:", seen)
    assert january.events() == []
    if maria.buttons:
        maria.taps(maria.buttons[0][0]).sees("2024")


def test_after_a_list_of_the_year_before_questions_are_answered_as_ever(january: Town) -> None:
    maria = january.person("eq.as4").says("quali obiettivi erano in ritardo nel 2024?")
    maria.sees("Nel piano 2024").says("come va AS4?").sees("AS4 Demografici")
    maria.does_not_see("Nel piano 2024", "non c'è un piano adottato")


def test_buttons_of_an_answer_stay_in_its_year(january: Town) -> None:
    maria = january.person("eq.as4").says("/stato AS4 2024").taps("AS4.3").sees("anagrafici")
    maria.taps("AS4.3.1").sees("240 carte").taps("Perché?").sees("Valore: 240", "Nel piano 2024")


def test_a_year_beside_the_other_same_day_and_end(january: Town) -> None:
    january.person("eq.as4").says("altre 30 CIE").taps("Conferma")
    bruno = january.person("dirigente.as").says("confronta AS4.2 con l'anno scorso")
    bruno.sees("il 2025 accanto al 2024", "10/01/2025", "10/01/2024")
    bruno.sees("AS4.2 Servizi anagrafici: 5 % · 0 % · 40 %")
    bruno.taps("AS4.3 nel 2024").sees("40 %")
    bruno.says("confronta AS4.3 con l'anno scorso").sees("Sportello veloce")
    bruno.says("confronta l'ente con il 2024").sees("Comune di Prova", "AS Area Servizi")


def test_the_history_shows_the_years_before(january: Town) -> None:
    maria = january.person("eq.as4").says("/storico AS4.2.1")
    maria.sees("2024 (AS4.3.1): 240 carte su 600 carte, 40 %", "Nessuna registrazione")
    maria.says("/anno 2024").says("/storico AS4.3.1").sees("totale 240")


def test_the_figure_of_december_is_corrected_in_january(january: Town) -> None:
    maria = january.person("eq.as4")
    maria.says("altre 54 CIE il 30 dicembre").taps("Conferma")
    maria.says("scusa erano 45 non 54").sees("Correggo", "AS4.3.1", "30/12/2024", "piano 2024")
    maria.taps("Conferma")
    assert value(january, 2024, "AS4.3.1") == "285"


def test_what_waits_of_last_year_waits_still(january: Town) -> None:
    january.person("eq.as4").says("altre 5 CIE").taps("Conferma")
    bruno = january.person("dirigente.as").says("/valida").sees("1 di 2", "AS4.3.1", "piano 2024")
    bruno.taps("Conferma").sees("Validata", "AS4.2.1").taps("Conferma")
    bruno.sees("nulla che aspetti te")
    assert len(january.events("ProgressValidated")) == 2


def test_last_year_s_message_quoted_is_corrected_in_its_year(january: Town) -> None:
    maria = january.person("eq.as4").says("altre 54 CIE il 30 dicembre").taps("Conferma")
    maria.quotes("erano 45").sees("Correggo", "AS4.3.1").taps("Conferma")
    assert january.events("ProgressCorrected")[0].event.year == 2024  # type: ignore[union-attr]


def test_before_the_new_plan_is_adopted_only_days_of_the_old_one_are_taken(
    maria: Person, town: Town
) -> None:
    town.now_is("2025-01-10T10:00")
    maria.says("CIE 15").sees("Per il 2025 non c'è un piano adottato: ci sono 2024")
    maria.says("CIE 15 al 31/12/2024").sees("15 carte", "Nel piano 2024.").taps("Conferma")
    assert town.value("AS4.3.1") == "15"
    assert town.events()[0].effective_on == dt.date(2024, 12, 31)


def test_procedures_speak_of_the_year_of_the_chat(january: Town) -> None:
    """Without one, of the year that is being evaluated: in July this one."""
    january.now_is("2025-07-10T10:00")
    segretario = january.person("segretario").says("/ciclo").sees("performance 2025")
    segretario.says("/anno 2024").says("/ciclo").sees("performance 2024")
    segretario.says("/ciclo 2025").sees("performance 2025")


def test_what_one_wrote_is_the_year_s_before_until_something_is_written(january: Town) -> None:
    maria = january.person("eq.as4").says("altre 12 CIE il 30 dicembre").taps("Conferma")
    maria.says("/miei").sees("Nel piano 2024:", "2 tue registrazioni", "per il 30/12/2024")
    maria.says("AS4.2.1 3 al 09/01/2025").taps("Conferma")
    maria.says("/miei").sees("1 tua registrazione", "09/01/2025").does_not_see("30/12/2024")


def test_documents_of_the_procedure_are_of_the_year_being_evaluated(january: Town) -> None:
    nucleo, bruno = january.person("nucleo"), january.person("dirigente.as")
    nucleo.says("fammi il verbale").sees("Verbale del Nucleo 2024")
    nucleo.says("/documento relazione").sees("Relazione sulla performance 2024")
    nucleo.says("/documento relazione 2025").sees("Relazione sulla performance 2025")
    bruno.says("fammi il monitoraggio").sees("Monitoraggio 2025")
    bruno.says("mandami la relazione del monitoraggio").sees("Monitoraggio 2025")
    bruno.says("/documento").button("Relazione sulla performance 2024")


def test_changes_are_of_the_plan_they_were_made_in(january: Town) -> None:
    bruno = january.person("dirigente.as")
    bruno.says("/target AS4.2.1 700").taps("Conferma")
    bruno.says("/target AS4.2.1 720").taps("Conferma")
    (*_, change) = january.events("TargetSet")
    bruno.says("/modifiche").sees("2025", f"{change.seq}. AS4.2.1")
    bruno.says(f"/modifiche {change.seq}").says("arriva un collega").sees("arriva un collega")
    bruno.taps("Conferma").says("/modifiche 2024").sees("nulla è stato modificato")
