"""Absences as the personnel office says them: the kind, the days, what was wrong taken back."""

import datetime as dt

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.projections import personnel
from ledger.regulation import bundled

from .conftest import Person, Town


@pytest.fixture
def office(town: Town) -> Person:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return town.person("personale")


def test_a_maternity_said_in_words_is_announced_and_then_recorded_with_its_act(
    office: Person, town: Town
) -> None:
    office.says("eq.as4 è in maternità dal 3 marzo al 3 agosto")
    office.sees("dal 03/03/2024 al 03/08/2024").taps("Conferma").sees("non riceve avvisi")
    office.sees("conta l'assenza registrata con il suo atto: maternità")
    office.taps("Registra con l'atto: maternità").sees("Con quale atto?").says("det. 5")
    office.says("01/03/2024").sees("Assenza: maternità", "È tutelata").taps("Conferma")
    (fact,) = personnel.facts(town.ledger.view.tables, "eq.as4")
    assert (fact.what, fact.period.start, fact.period.end) == (
        "maternita",
        dt.date(2024, 3, 3),
        dt.date(2024, 8, 3),
    )


@pytest.mark.parametrize(
    "said",
    [
        "registra la maternità di eq.as4 dal 1/10/2024 al 30/11/2024, determina 55 del 20/08/2024",
        "eq.as4 è in maternità dal 1/10/2024 al 30/11/2024 con determina 55 del 20/08/2024",
    ],
)
def test_an_absence_said_with_its_act_is_the_fact_itself(
    office: Person, town: Town, said: str
) -> None:
    """Announced before or not: what is announced is no fact of the record."""
    office.says("eq.as4 è in maternità dal 1/10/2024 al 30/11/2024").taps("Conferma")
    office.says(said).sees("Assenza: maternità", "determina 55", "20/08/2024").taps("Conferma")
    (fact,) = personnel.facts(town.ledger.view.tables, "eq.as4")
    assert (fact.what, fact.period.start, fact.period.end) == (
        "maternita",
        dt.date(2024, 10, 1),
        dt.date(2024, 11, 30),
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("eq.as4 è in malattia per causa di servizio dal 2/9/2024 al 20/9/2024",
         "malattia per causa di servizio"),
        ("segna che eq.as4 è assente per infortunio dal 2/9/2024 al 20/9/2024",
         "infortunio sul lavoro"),
        ("eq.as4 va in congedo parentale dal 20 settembre al 30 ottobre", "congedo parentale"),
        ("eq.as4 era in ferie dal 1 al 10 settembre", "ferie"),
    ],
)  # fmt: skip
def test_the_kind_is_the_one_that_was_said(office: Person, said: str, kind: str) -> None:
    office.says(said).taps("Conferma").sees(f"con il suo atto: {kind}")


def test_a_past_absence_is_corrected_and_withdrawn(office: Person, town: Town) -> None:
    office.says("/assenza eq.as4 01/08/2024 20/08/2024").taps("Conferma")
    office.says("/assenza eq.as4 01/08/2024 25/08/2024").sees(
        "Prende il posto dell'assenza annunciata dal 01/08/2024 al 20/08/2024"
    ).taps("Conferma")
    (leave,) = town.ledger.view.agenda().leaves["eq.as4"]
    assert leave.until == dt.date(2024, 8, 25)
    office.says("/assenza eq.as4 01/08/2024 25/08/2024").sees("già così")
    office.says("eq.as4 è in ferie?").sees("eq.as4: dal 01/08/2024 al 25/08/2024")
    office.says("/assenza eq.as4").taps("Ritira quella dal 01/08/2024").taps("Conferma")
    office.sees("Ritirata")
    assert "eq.as4" not in town.ledger.view.agenda().leaves
    office.says("/assenza eq.as4").sees("non ci sono assenze annunciate")
    town.person("dirigente.as").says("/assenza eq.as4").sees("può farlo")
    assert town.ledger.differs_from_rebuild() == []


def test_an_absence_of_the_record_is_no_announcement(office: Person, town: Town) -> None:
    office.says("/personale assenza; eq.as4; ferie; 01/07/2024; 20/07/2024; det. 4; 02/07/2024")
    office.taps("Conferma")
    (fact,) = personnel.facts(town.ledger.view.tables, "eq.as4")
    office.says("/assenza eq.as4").sees("non ci sono assenze annunciate")
    office.presses(1, f"leaveoff:eq.as4:{fact.seq}").sees("già così")


@pytest.mark.parametrize(
    "words", ["domani sono assente", "sono in ferie la prossima settimana", "sono malata"]
)
def test_of_oneself_who_may_not_record_it_is_told_who_does(maria: Person, words: str) -> None:
    maria.says(words).sees("registra l'ufficio personale")


def test_the_personnel_office_records_its_own_leave(town: Town) -> None:
    town.person("personale").says("domani sono in ferie").sees("personale è assente dal 17/09/2024")


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("eq.as1 è in ferie a Natale", "25/12/2024", "25/12/2024"),
        ("eq.as1 è in ferie da Natale all'Epifania", "25/12/2024", "06/01/2025"),
        ("eq.as1 era in ferie a Ferragosto", "15/08/2024", "15/08/2024"),
        ("eq.as3 è in maternità dal 3 ottobre al 3 marzo", "03/10/2024", "03/03/2025"),
        ("eq.as3 in maternità dal 3 ottobre al 3 marzo", "03/10/2024", "03/03/2025"),
        ("eq.as3 malato da ieri fino a venerdì", "15/09/2024", "20/09/2024"),
        ("ferie di eq.as4 dal 20 al 30 settembre", "20/09/2024", "30/09/2024"),
        ("la malattia di eq.as4 da domani a venerdì", "17/09/2024", "20/09/2024"),
        ("eq.as3 è malato da giovedì per 10 giorni", "12/09/2024", "21/09/2024"),
        ("eq.as3 è in ferie da giovedì per 10 giorni", "19/09/2024", "28/09/2024"),
        ("eq.as4 malattia 7 giorni da oggi", "16/09/2024", "22/09/2024"),
        ("eq.as4 manca dal 25 al 29 settembre", "25/09/2024", "29/09/2024"),
        ("eq.as4 manca domani", "17/09/2024", "17/09/2024"),
    ],
)
def test_days_that_come_and_sentences_without_a_verb(
    office: Person, said: str, since: str, until: str
) -> None:
    office.says(said.replace("eq.as1", "eq.as4")).sees(f"dal {since} al {until}")
    assert office.buttons_of_a_card()


@pytest.mark.parametrize("words", ["eq.as4 in ritardo", "le ferie di eq.as4 quante sono"])
def test_other_things_said_of_a_person_are_no_absence(office: Person, words: str) -> None:
    assert "assente" not in office.says(words).text
    assert not office.buttons_of_a_card()


def test_an_absence_is_of_who_is_named_whoever_was_asked_about(office: Person) -> None:
    office.says("eq.as3 è malato da oggi").sees("fino a quando?")
    office.says("eq.as4 manca dal 18 al 22").sees("eq.as4 è assente dal 18/09/2024 al 22/09/2024")


@pytest.mark.parametrize("back", ["eq.as4 torna il 24", "torna eq.as4 il 24 settembre"])
def test_who_is_back_on_a_day_is_away_until_the_day_before(office: Person, back: str) -> None:
    office.says("eq.as4 assente dal 20 settembre al 30 settembre").says("sì")
    office.says(back).sees("dal 20/09/2024 al 23/09/2024")
    office.says("annulla").says("annulla l'assenza di eq.as4").sees("Assenze annunciate di eq.as4")
    office.says("chi sostituisce eq.as4?").sees("nessuno sostituisce")


@pytest.mark.parametrize(
    "words",
    [
        "assenze registrate 2024",
        "elenco delle assenze registrate nel 2024",
        "chi è stato assente nel 2024?",
        "quali assenze risultano quest'anno?",
    ],
)
def test_the_absences_of_a_year_are_those_since_it_began(office: Person, words: str) -> None:
    office.says(words).sees("Dal 01/01/2024 al 16/09/2024 non risulta assente nessuno")
    office.says("eq.as4 è in ferie dal 02/09/2024 al 06/09/2024").taps("Conferma")
    office.says(words).sees("eq.as4", "06/09/2024")


def test_a_day_with_its_year_is_no_question_of_the_year(office: Person) -> None:
    office.says("chi è assente il 2 settembre 2024?").sees("02/09/2024")


@pytest.mark.parametrize(
    "stands",
    [
        "sostituisce eq.as3",
        "la sostituisce eq.as3",
        "sostituirà eq.as3",
        "copre eq.as3",
        "eq.as3 la sostituisce",
        "al suo posto eq.as3",
    ],
)
@pytest.mark.parametrize("between", [", ", ". ", "; ", " e "])
def test_who_stands_in_is_not_away_too(
    office: Person, town: Town, between: str, stands: str
) -> None:
    office.says(f"eq.as4 è in ferie dal 23 settembre al 4 ottobre{between}{stands}")
    office.sees("eq.as4 è assente dal 23/09/2024 al 04/10/2024", "eq.as3")
    office.taps("Conferma").does_not_see("eq.as3 è assente")
    assert not office.buttons_of_a_card()
    (leave,) = town.ledger.view.agenda().leaves["eq.as4"]
    assert leave.substitute == "eq.as3"
    assert "eq.as3" not in town.ledger.view.agenda().leaves


def test_two_who_are_away_are_two_cards(office: Person) -> None:
    office.says("eq.as4 e eq.as3 sono in ferie dal 23 settembre al 4 ottobre")
    office.taps("Conferma").sees("eq.as3 è assente")


def test_who_stands_in_may_be_named_first(office: Person) -> None:
    office.says("eq.as3 sostituisce eq.as4 in ferie dal 23 settembre al 4 ottobre")
    office.sees("eq.as4 è assente dal 23/09/2024 al 04/10/2024", "a eq.as3")
    office.does_not_see("eq.as3 è assente")
