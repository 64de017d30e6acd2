"""Questions typed in a hurry, and what they ask beside each thing."""

import pytest

from .conftest import Town
from .test_questions import asked as asked
from .test_questions import codes_in


@pytest.mark.parametrize(
    ("who", "hurried", "plainly"),
    [
        ("dirigente.af", "quali obbiettivi sn in ritado", "quali obiettivi sono in ritardo?"),
        ("dirigente.af", "qnti obiettivi nn sn raggiunti?", "quanti obiettivi non sono raggiunti?"),
        ("dirigente.as", "cs ho da validare", "cosa ho da validare"),
        ("eq.as1", "se possibile, cosa mi manca da fare?", "cosa mi manca da fare?"),
        ("eq.af2", "oggi che devo fare", "cosa devo fare"),
        ("eq.as4", "ricordami quanto manca alle CIE", "quanto manca alle CIE?"),
        ("sindaco", "il segretario ha finito tutto", "come va il segretario"),
        ("eq.as4", "confrontami le CIE con i certificati", "confronta CIE e certificati"),
        ("nucleo", "per ogni area la differenza tra raggiunto e atteso",
         "differenza tra atteso e reale area per area"),
    ],
)  # fmt: skip
def test_words_of_a_hurry_are_those_they_stand_for(
    asked: Town, who: str, hurried: str, plainly: str
) -> None:
    person = asked.person(who)
    told = person.says("/annulla").says(hurried).text
    assert "Non so" not in told
    assert told == person.says("/annulla").says(plainly).text


@pytest.mark.parametrize("ways", ["restano", "rimangono", "sono rimaste", "mi restano"])
def test_what_is_left_is_the_figure_of_a_measure_of_it(asked: Town, ways: str) -> None:
    told = asked.person("eq.as3").says(f"quante pratiche pregresse {ways}?").text
    assert told.startswith("Ne restano: ")
    assert "Ne restano" not in asked.person("eq.as4").says("quante CIE mi restano?").text


@pytest.mark.parametrize("ways", ["preso o no", "obiettivo raggiunto o no", "l'abbiamo centrato?"])
def test_whether_it_is_reached_is_told_with_its_figure(asked: Town, ways: str) -> None:
    told = asked.person("eq.as4").says(f"CIE, {ways}").text
    assert "AS4.3" in told and " %" in told and "Termine" in told


@pytest.mark.parametrize(
    "text",
    [
        "quanti dati di agosto sono ancora da validare e di quali servizi",
        "quanti dati di agosto sono ancora da validare, divisi per servizio",
        "quanti dati di agosto sono ancora da validare per servizio?",
    ],
)
def test_what_waits_of_a_stretch_is_counted_by_unit(asked: Town, text: str) -> None:
    rows = asked.person("nucleo").says(text).text.splitlines()
    assert "ancora da validare dal 01/08/2024 al 31/08/2024" in rows[0]
    counts = [int(row.split(" registrazion")[0]) for row in rows[1:] if " · " in row]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == int(rows[0].split(" ")[0])


def test_what_came_in_is_counted_by_area(asked: Town) -> None:
    rows = asked.person("segretario").says("dati arrivati la settimana scorsa, per area").text
    assert "dal 09/09/2024 al 15/09/2024" in rows.splitlines()[0]
    assert "AF Area Finanziaria" in rows


@pytest.mark.parametrize(
    "text",
    [
        "ricordami venerdi di validare i dati del bilancio",
        "Ricordami domani di prorogare AF1.2 al 31/10",
        "avvisami lunedì per validare tutto",
    ],
)
def test_who_would_be_reminded_of_an_act_does_not_begin_it(asked: Town, text: str) -> None:
    told = asked.person("dirigente.af").says("/annulla").says(text).text
    assert told.startswith("Promemoria")


def test_open_objectives_tell_their_deadline_in_whatever_order(asked: Town) -> None:
    text = "obiettivi non ancora raggiunti dal più basso, con la scadenza"
    rows = asked.person("dirigente.as").says(text).text.splitlines()
    assert "dalla percentuale più bassa" in rows[0]
    assert all("termine" in row for row in rows[1:])


def test_a_list_tells_what_each_lacks(asked: Town) -> None:
    person = asked.person("segretario")
    late = codes_in(asked, person.says("obiettivi scaduti ancora aperti").text)
    told = person.says("obiettivi scaduti ancora aperti, con quello che manca").text
    lacking = codes_in(asked, told)
    assert late and {code.rpartition(".")[0] for code in lacking} == set(late)


def test_of_a_day_it_is_due_it_tells_how_it_stands_too(asked: Town) -> None:
    told = asked.person("sindaco").says("quando finisce AS4.3?").text
    assert "31/12/2024" in told and "Oggi: AS4.3" in told


def test_of_last_year_without_a_plan_this_year_s_figure_is_told(asked: Town) -> None:
    text = "carte d'identità: ne facciamo più o meno dell'anno scorso?"
    told = asked.person("sindaco").says(text).text
    assert "Del 2024" in told and "carte" in told


def test_everybody_is_told_by_role(asked: Town) -> None:
    told = asked.person("personale").says("quanti siamo in elenco e con che ruoli").text
    assert "dirigenti" in told.splitlines()[1] and "EQ" in told.splitlines()[1]


def test_every_record_of_a_stretch_says_whether_it_was_validated(asked: Town) -> None:
    person = asked.person("eq.as4")
    listed = person.says("CIE di settembre, tutte le registrazioni?").text
    assert "valid" in listed
    assert person.says("CIE di settembre, tutti i valori, e quali sono validati").text == listed


def test_what_is_asked_of_a_person_s_objectives_is_of_what_their_post_is_of(town: Town) -> None:
    town.person("segretario").says("richiama eq.as4, non ha mandato i dati").sees("AS4")


def test_this_month_may_be_said_short(town: Town) -> None:
    town.person("eq.as4").says("cosa scade sto mese").sees("dal 16/09/2024 al 30/09/2024")
