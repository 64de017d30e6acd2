"""Words that mean other things from year to year: the day of a fact chooses the plan they are of.

In 2024 the CIE are AS4.1.1 and what is left AS4.1.2; in 2025 the other way round. AS4.2 counts
scanned papers, then weddings. The museum (AX) is only in 2024's plan, tourism (AZ) in 2025's.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.cycle import CloseYear
from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.commands.plan import CancelObjective
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import Plan
from ledger.regulation import bundled

from ..town import at, copy_of
from .conftest import Town

PLAN_2024 = """
ente: Comune di Prova
year: 2024
areas:
  - {code: AS, name: Area Servizi, services: [{code: AS4, name: Demografici}]}
  - {code: AX, name: Area Cultura, services: [{code: AX1, name: Musei}]}
objectives:
  - code: AS4.1
    title: Servizi anagrafici
    indicators:
      - {code: AS4.1.1, name: CIE rilasciate, kind: count, unit: carte, target: "600",
         aliases: [CIE]}
      - {code: AS4.1.2, name: pratiche arretrate, kind: count, unit: pratiche, target: "20",
         baseline: "100", direction: down}
  - code: AS4.2
    title: Archivio digitale
    indicators:
      - {code: AS4.2.1, name: atti di nascita scansionati, kind: count, unit: atti,
         target: "400", aliases: [pergamene]}
  - code: AX1.1
    title: Museo aperto
    indicators:
      - {code: AX1.1.1, name: visitatori del museo, kind: count, unit: visitatori,
         target: "1000", aliases: [visitatori]}
"""
PLAN_2025 = """
ente: Comune di Prova
year: 2025
areas:
  - {code: AS, name: Area Servizi, services: [{code: AS4, name: Demografici}]}
  - {code: AZ, name: Area Turismo, services: [{code: AZ1, name: Turismo}]}
objectives:
  - code: AS4.1
    title: Servizi anagrafici
    indicators:
      - {code: AS4.1.2, name: CIE rilasciate, kind: count, unit: carte, target: "800",
         aliases: [CIE], continues: AS4.1.1}
      - {code: AS4.1.1, name: pratiche arretrate, kind: count, unit: pratiche, target: "10",
         baseline: "60", direction: down, continues: AS4.1.2}
  - code: AS4.2
    title: Matrimoni civili
    indicators:
      - {code: AS4.2.1, name: matrimoni celebrati, kind: count, unit: matrimoni, target: "30",
         aliases: [matrimoni]}
  - code: AZ1.1
    title: Turismo in crescita
    indicators:
      - {code: AZ1.1.1, name: turisti accolti, kind: count, unit: turisti, target: "600",
         aliases: [turisti]}
"""
PEOPLE = (
    ("segretario", Role.SEGRETARIO, None),
    ("dirigente.as", Role.DIRIGENTE, "AS"),
    ("eq.as4", Role.EQ, "AS4"),
    ("eq.ax1", Role.EQ, "AX1"),
    ("eq.az1", Role.EQ, "AZ1"),
    ("dipendente.as4", Role.DIPENDENTE, "AS4"),
)


def plan(text: str) -> Plan:
    return Plan.model_validate(yaml.safe_load(text))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both plans adopted; 480 CIE at the end of 2024."""
    path = tmp_path_factory.mktemp("years") / "traguardo.db"
    clock = FixedClock(at("2024-03-01"))
    ledger = Ledger.create(path, clock)
    ledger.execute(AdoptPlan(plan(PLAN_2024)), actor=CLI, cause="test")
    for code, role, unit in PEOPLE:
        if unit != "AZ1":
            ledger.execute(AddPerson(code, code, role, unit), actor=CLI, cause="test")
    clock.move(at("2025-01-10"))
    ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    ledger.execute(AdoptPlan(plan(PLAN_2025)), actor=CLI, cause="test")
    ledger.execute(AddPerson("eq.az1", "eq.az1", Role.EQ, "AZ1"), actor=CLI, cause="test")
    ledger.close()
    return path


@pytest.fixture
def january(written: Path, tmp_path: Path) -> Iterator[Town]:
    """20 January 2025."""
    town = Town(copy_of(written, tmp_path / "traguardo.db"))
    town.now_is("2025-01-20T10:00")
    yield town
    town.close()


def figures(town: Town) -> dict[str, str]:
    """Every value on record: `2024 AS4.1.1` to its number."""
    found = {}
    for year in town.ledger.view.years:
        view = town.ledger.view.of(year)
        for code in view.plan.indicators:
            if (value := view.standing(code)) is not None:
                found[f"{year} {code}"] = str(value.number)
    return found


@pytest.mark.parametrize(
    "words", ["no, era al 31/12/2024", "no, era del 31 dicembre", "erano 510 al 31/12/2024"]
)
def test_a_correction_of_the_day_follows_the_indicator_into_its_year(
    january: Town, words: str
) -> None:
    maria = january.person("eq.as4").says("siamo a 510 CIE").taps("Conferma")
    assert figures(january) == {"2025 AS4.1.2": "510"}
    if words.startswith("no"):
        maria.says(words).sees("Correggo la registrazione", "AS4.1.1 CIE", "Nel piano 2024.")
        maria.taps("Conferma")
        assert figures(january) == {"2024 AS4.1.1": "510"}
        maria.says("no, era di ieri").sees("Correggo", "AS4.1.2 CIE", "19/01/2025")
        maria.taps("Conferma")
        assert figures(january) == {"2025 AS4.1.2": "510"}


def test_so_does_one_of_an_open_card(january: Town) -> None:
    maria = january.person("eq.as4").says("siamo a 510 CIE").says("no, era al 31/12/2024")
    maria.sees("AS4.1.1 CIE rilasciate", "510 carte", "Nel piano 2024.").taps("Conferma")
    assert figures(january) == {"2024 AS4.1.1": "510"}
    maria.says("altre 3 CIE il 30 dicembre").says("no, era ieri").sees("AS4.1.2 CIE", "19/01/2025")


def test_a_correction_of_the_day_within_the_year_adds_nothing(january: Town) -> None:
    maria = january.person("eq.as4").says("siamo a 510 CIE").taps("Conferma")
    maria.says("no, era di ieri").sees("Correggo la registrazione", "19/01/2025").taps("Conferma")
    assert january.events("ProgressRecorded", "ProgressCorrected")[-1].type == "ProgressCorrected"
    maria.says("altre 5 CIE").taps("Conferma").says("ieri erano 4").does_not_see("Correggo")


def test_a_record_corrected_by_its_button_follows_too(january: Town) -> None:
    maria = january.person("eq.as4").says("siamo a 510 CIE").taps("Conferma")
    maria.says("/miei").taps("n. ").taps("Correggi").says("505 al 31/12/2024")
    maria.sees("AS4.1.1 CIE rilasciate", "Nel piano 2024.")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("AX1.1.1 900 al 31/12/2024", "900 visitatori"),
        ("il 30 dicembre 2024 altri 12 visitatori", "12 visitatori"),
        ("AX1.1.1 900", "31/12/2024"),
        ("900 visitatori", "Nel piano 2025 non c'è: è del 2024"),
    ],
)
def test_who_is_only_in_last_year_s_plan_reports_on_it(
    january: Town, words: str, shown: str
) -> None:
    axel = january.person("eq.ax1").says(words).sees("AX1.1.1", "Nel piano 2024.", shown)
    axel.taps("Conferma")
    assert list(figures(january)) == ["2024 AX1.1.1"]


def test_and_finds_it_in_the_menu_and_on_the_desk(january: Town) -> None:
    axel = january.person("eq.ax1").says("/oggi").sees("AX1.1 Museo aperto", "piano 2024")
    axel.taps("Aggiorna AX1.1").sees("visitatori del museo").says("950")
    axel.sees("31/12/2024", "Nel piano 2024.").taps("Conferma")
    assert figures(january) == {"2024 AX1.1.1": "950"}
    axel.says("/oggi").sees("sei a posto")
    axel.says("/obiettivi").sees("Nel piano 2024:").sees_buttons("AX1.1 Museo aperto")


def test_a_closed_year_is_told_as_closed(january: Town) -> None:
    january.ledger.execute(CloseYear(2024, "prova"), actor="segretario", cause="test")
    axel = january.person("eq.ax1").says("AX1.1.1 900").sees("Il 2024 è chiuso")
    assert axel.buttons == []
    axel.says("/oggi").sees("sei a posto")


def test_no_question_is_asked_of_who_reports_nothing(january: Town) -> None:
    asks = january.person("dipendente.as4").says("boh 7").sees("lo scrive incaricato EQ")
    labels = [label for row in asks.buttons for label in row]
    assert [label for label in labels if "AS4" in label or "AX1" in label] == []


@pytest.mark.parametrize("words", ["pergamene 300", "atti di nascita scansionati 300"])
def test_names_of_last_year_alone_are_read(january: Town, words: str) -> None:
    maria = january.person("eq.as4").says("CIE 12").taps("Conferma")
    maria.says(f"{words} al 30 dicembre").sees("AS4.2.1 atti di nascita", "Nel piano 2024.")
    maria.taps("Annulla").says(words).sees(
        "AS4.2.1 atti di nascita", "31/12/2024", "Nel piano 2025 non c'è"
    )
    maria.says("altre 5 pergamene oggi").sees("è del piano 2024: in quello del 2025 non c'è")


@pytest.mark.parametrize("words", ["matrimoni 12 al 31/12/2024", "12 matrimoni il 30 dicembre"])
def test_what_is_only_this_year_s_was_not_there(january: Town, words: str) -> None:
    maria = january.person("eq.as4").says(words)
    maria.sees("AS4.2.1 matrimoni celebrati è del piano 2025: in quello del 2024 non c'è")
    assert maria.buttons == []
    zita = january.person("eq.az1").says("AZ1.1.1 30 al 31/12/2024")
    zita.sees("AZ1.1.1 turisti accolti è del piano 2025")


@pytest.mark.parametrize("words", ["AX1.1.1 900", "AX1.1.1 900 al 31/12/2024", "900 visitatori"])
def test_another_office_s_of_last_year_is_refused(january: Town, words: str) -> None:
    maria = january.person("eq.as4").says("CIE 12").taps("Conferma").says(words)
    maria.does_not_see("CIE rilasciate").sees("incaricato EQ di AX1")


def test_facts_of_two_years_in_one_message(january: Town) -> None:
    maria = january.person("eq.as4").says("al 31/12/2024 CIE 480, oggi matrimoni 3")
    maria.sees("AS4.1.1 CIE", "480 carte", "AS4.2.1 matrimoni", "3 matrimoni").taps("Conferma")
    assert figures(january) == {"2024 AS4.1.1": "480", "2025 AS4.2.1": "3"}


@pytest.mark.parametrize(
    "words",
    [
        "abbiamo chiuso il 2024 con 450 CIE",
        "alla fine del 2024 le CIE erano 450",
        "a fine anno eravamo a 450 CIE",
        "nel 2024 le CIE erano 450",
        "fine 2024: 450 CIE",
    ],
)
def test_a_year_named_in_words_is_its_end(january: Town, words: str) -> None:
    maria = january.person("eq.as4").says(words).sees("AS4.1.1 CIE", "31/12/2024").taps("Conferma")
    assert figures(january) == {"2024 AS4.1.1": "450"}
    for asked in ("quante CIE nel 2024?", "quante CIE l'anno scorso?"):
        maria.says(asked).sees("AS4.1.1 CIE rilasciate", "450 carte")
    maria.says("quante CIE?").sees("AS4.1.2 CIE rilasciate")


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("quanti atti scansionati nel 2024?", "AS4.2.1 atti di nascita scansionati"),
        ("quanti matrimoni nel 2024?", "in quello del 2024 non c'è"),
        ("confronta con due anni fa", "Per il 2023 non c'è un piano"),
        ("com'era due anni fa?", "Per il 2023 non c'è un piano"),
        ("confronta AS4.1 2025 con 2027", "Per il 2027 non c'è un piano"),
        ("confronta AS4.1.1 2024 con 2025", "il 2024 accanto al 2025"),
        ("com'era il 2024 al 30 giugno?", "Com'era al 30/06/2024"),
        ("quanto siamo cresciuti rispetto all'anno scorso?", "AS4 Demografici: il 2025 accanto"),
        ("/storico AS4.1.1 2024", "Storia di AS4.1.1 CIE rilasciate"),
        ("/stato 2024 AS4.1.1", "CIE rilasciate"),
        ("/perche AS4.2.1 2024", "atti di nascita"),
        ("/stato AX", "AX nel piano 2025 non c'è: è del 2024."),
        ("/stato AZ 2024", "AZ nel piano 2024 non c'è: è del 2025."),
        ("com'è andata la mia valutazione nel 2025?", "La scheda 2025"),
        ("mostrami la scheda 2025", "La scheda 2025"),
        ("voti del 2025", "La scheda 2025"),
        ("quanto mi spetta di premio nel 2025?", "La scheda 2025"),
        ("le mie schede", "La scheda 2024"),
        ("la mia scheda dell'anno scorso", "La scheda 2024"),
    ],
)
def test_what_is_asked_is_of_the_year_it_names(january: Town, asked: str, seen: str) -> None:
    january.person("eq.as4").says(asked).sees(seen)
    january.person("eq.as4").says("CIE 12").says(asked).sees(seen)
    assert january.events() == []


def test_a_figure_of_years_ago_is_no_record_of_today(january: Town) -> None:
    january.person("eq.as4").says("due anni fa le CIE erano 300").sees("È di un altro anno")
    assert january.events() == []


def test_an_office_that_was_not_there_has_its_year_named(january: Town) -> None:
    zita = january.person("eq.az1").says("com'era il 2024?").sees("AZ1 nel piano 2024 non c'è")
    zita.taps("AZ1 nel 2025").sees("Turismo")


def test_what_waits_of_one_year_alone(january: Town) -> None:
    maria = january.person("eq.as4").says("CIE 12").taps("Conferma")
    maria.says("altre 3 CIE il 30 dicembre").taps("Conferma")
    bruno = january.person("dirigente.as").says("/valida AS4 2024").sees("1 di 1", "AS4.1.1")
    bruno.taps("Conferma").sees("Validata", "AS4 2024", "1")


def test_the_words_of_what_was_cancelled(january: Town) -> None:
    maria = january.person("eq.as4").says("CIE 12").taps("Conferma")
    january.ledger.execute(CancelObjective("AS4.2", "non serve"), actor="segretario", cause="test")
    maria.says("matrimoni celebrati 5").sees("AS4.2 è stato cancellato il 20/01/2025")
    maria.says("quanti matrimoni?").sees("AS4.2")
    maria.says("pergamene 30 al 30 dicembre").sees("AS4.2.1 atti di nascita", "Nel piano 2024.")
    assert figures(january) == {"2025 AS4.1.2": "12"}


def test_the_message_before_is_not_told_again_where_a_code_is_typed(january: Town) -> None:
    maria = january.person("eq.as4").says("matrimoni 5").taps("Conferma")
    january.ledger.execute(CancelObjective("AS4.2", "non serve"), actor="segretario", cause="test")
    maria.says("altre 5").sees("cancellato")
    maria.says("AS4.1 5").does_not_see("cancellato")


def test_what_a_script_reads_agrees_with_the_chat(written: Path, tmp_path: Path) -> None:
    path = copy_of(written, tmp_path / "traguardo.db")
    made = ["--db", str(path), "--now", "2025-01-20T10:00", "understand", "--json"]
    read = [
        json.loads(CliRunner().invoke(main, [*made, "--as", "eq.as4", *words]).output)["items"][0]
        for words in (
            ["nel 2024 le CIE erano 480"],
            ["CIE 12"],
            ["no, era al 31/12/2024", "--previous", "siamo a 510 CIE"],
        )
    ]
    told = [(item["year"], item["indicator"], item["value"]) for item in read]
    assert told == [(2024, "AS4.1.1", "480"), (2025, "AS4.1.2", "12"), (2024, "AS4.1.1", "510")]
