"""How things stand: number first, worst first, ten lines, as of any day; why; what is due."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def worked(town: Town, maria: Person) -> Town:
    for text in ("AS4.3.1 240", "AS4.1.2 fatto ieri"):
        maria.says(text).taps("Conferma")
    return town


ASKED = [
    ("/stato", "AS4 Demografici"),
    ("/stato ente", "Comune di Prova"),
    ("/stato AS", "Area Servizi"),
    ("/stato a.s.4", "Demografici"),
    ("/stato AS4.3", "Servizi anagrafici"),
    ("/stato AS4.3.1", "CIE rilasciate"),
    ("/stato TR", "Obiettivi trasversali"),
    ("/stato SG", "Segretario Generale"),
    ("come va l'area servizi?", "Area Servizi"),
    ("come va AS4.3?", "Servizi anagrafici"),
    ("come va l'ente?", "Comune di Prova"),
]


@pytest.mark.parametrize(("question", "name"), ASKED, ids=[row[0] for row in ASKED])
def test_any_scope_is_answered_number_first_then_bar_then_expected(
    worked: Town, question: str, name: str
) -> None:
    maria = worked.person("eq.as4").says(question).sees(name)
    first, second = maria.text.splitlines()[:2]
    assert " %" in first and name in first
    assert set("▓░") & set(second) and "atteso al 16/09/2024" in second
    assert len(maria.text.splitlines()) <= 10


def test_worst_first(worked: Town, bruno: Person) -> None:
    bruno.says("/stato AS")
    rows = [
        line.split()[0] for line in bruno.text.splitlines() if line.startswith(("AS3.", "AS4."))
    ]
    assert rows == ["AS4.4", "AS3.1", "AS4.3", "AS4.1"]
    bruno.sees("AS4.4 Stato civile: 0 %, in ritardo", "1 in ritardo, 2 a rischio, 1 in linea")


def test_what_has_no_target_is_left_out_and_said(worked: Town) -> None:
    asker = worked.person("giunta").says("/stato AF").sees("senza valore da raggiungere: 1")
    asker.says("/stato AF1.1.2").sees("/target AF1.1.2")


def test_deeper_and_back_up_by_buttons(worked: Town, bruno: Person) -> None:
    bruno.says("/stato AS").taps("AS4").sees("Demografici").taps("AS4.3").sees("anagrafici")
    bruno.taps("AS4.3.1").sees("CIE rilasciate", "Ultimo dato del 16/09/2024").taps("▲ Su")
    bruno.taps("▲ Su").sees("Demografici").taps("Perché?").sees("Regola: media degli obiettivi")


def test_the_pace_is_forecast_where_there_is_one(worked: Town, maria: Person) -> None:
    maria.says("/stato AS4.3.1").sees("A questo ritmo: 338 carte su 600 carte al 31/12/2024")


@pytest.mark.parametrize(
    "question", ["/stato AS4 30/06/2024", "com'era AS4 al 30 giugno?", "/stato AS4 2024-06-30"]
)
def test_a_past_day_is_answered_as_it_was(worked: Town, maria: Person, question: str) -> None:
    maria.says(question).sees("Com'era al 30/06/2024", "0 % · AS4")


def test_why_tells_rule_inputs_and_events(worked: Town, maria: Person) -> None:
    (report, _) = worked.events()
    maria.says("/perche AS4.3.1").sees("40 %", "Regola: valore diviso obiettivo", "Valore: 240")
    maria.sees("Da raggiungere: 600", f"({report.seq})")
    maria.says("/perche AS4").sees("AS4.3: 40 %, peso 33,33 %", "AS4.1: 50 %")
    maria.says("/perche").sees("Scrivi /perche e il codice")


def test_what_is_due_soonest_first(worked: Town, maria: Person) -> None:
    maria.says("/scadenze")
    lines = maria.text.splitlines()
    assert "scaduto da 78 giorni" in lines[1] and "AS4.4" in lines[1]
    assert "tra 106 giorni" in lines[2]


@pytest.mark.parametrize(
    "asked",
    [
        "/scadenze",
        "quali termini sono passati?",
        "quanti obiettivi sono scaduti?",
        "cosa è scaduto?",
    ],
)
def test_a_step_past_its_own_day_is_due_where_its_objective_is_not_yet(
    town: Town, asked: str
) -> None:
    town.now_is("2024-10-15T09:00")
    town.person("eq.as3").says(asked).sees(
        "scadute 1",
        "10/10/2024 (⚠️ scaduto da 5 giorni) AS3.1.4 sito del mercato aperto",
        "31/12/2024 (tra 77 giorni) AS3.1 Arretrato del commercio",
    )


def test_help_is_by_role(town: Town) -> None:
    town.person("eq.as4").says("/aiuto").sees("/obiettivi").does_not_see("/invita", "/valida")
    town.person("dirigente.as").says("/aiuto").sees("/valida", "/target")
    town.person("admin").says("/aiuto").sees("/invita")


def test_commands_are_offered_by_role(town: Town) -> None:
    """`setMyCommands` goes out once, after the first turn, and not again."""
    maria = town.person("eq.as4").says("ciao")
    assert [c["method"] for c in town.calls].count("setMyCommands") == 1
    maria.says("ciao")
    assert "setMyCommands" not in [c["method"] for c in town.calls]


def test_everybody_enrolled_reads_the_whole_ente(town: Town) -> None:
    for who in ("dipendente.as4", "giunta", "nucleo", "personale", "admin", "eq.af1"):
        town.person(who).says("/stato AS4").sees("AS4 Demografici")


def test_questions_record_nothing(worked: Town, maria: Person) -> None:
    head = worked.ledger.log.head()
    for question in ("/stato", "/perche AS4", "/storico AS4.3.1", "/scadenze", "/aiuto", "ciao"):
        maria.says(question)
    assert worked.ledger.log.head() == head


def test_who_holds_another_area_ad_interim_gets_to_it_with_one_press(bruno: Person) -> None:
    bruno.says("/stato").sees("AS").taps("Anche AA").sees("Area Amm").taps("Anche AS")
    bruno.says("cosa scade?").taps("Anche AA").taps("Anche AS").sees("AS4")
