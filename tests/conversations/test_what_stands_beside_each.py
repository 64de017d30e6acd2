"""What is asked beside each thing of a list is told on its row, in the same question or after."""

import pytest

from .conftest import Town
from .test_questions import asked as asked
from .test_two_questions_at_once import said

LATE = "quali obiettivi sono in ritardo"
BESIDE = [
    ("chi li segue", "risponde dirigente.as"),
    ("da quanti giorni", "scaduto da 78 giorni"),
    ("quanto pesano", "peso "),
    ("quando scadevano", "termine 30/06/2024"),
    ("quanto dovrebbero fare oggi", "atteso oggi"),
    ("che passi mancano", "manca AS4.4."),
    ("quanti dati aspettano la validazione", "da validare"),
    ("la data dell'ultimo aggiornamento", "ultimo dato del"),
]
"""What is asked of each, and what a row says of it."""


@pytest.mark.parametrize(("asks", "told"), BESIDE, ids=[asks for asks, _ in BESIDE])
@pytest.mark.parametrize("joined", ["{} e {}?", "{}, e per ognuno {}"])
def test_a_row_tells_what_is_asked_beside_it(
    asked: Town, asks: str, told: str, joined: str
) -> None:
    person = asked.person("segretario").says(joined.format(LATE, asks))
    _, row, *_ = person.text.splitlines()
    assert row.startswith("AS4.4") and told in row, person.text


@pytest.mark.parametrize(("asks", "told"), BESIDE, ids=[asks for asks, _ in BESIDE])
def test_what_is_asked_after_a_list_is_of_its_rows(asked: Town, asks: str, told: str) -> None:
    person = asked.person("segretario").says(f"{LATE}?").says(f"e {asks}?")
    _, row, *_ = person.text.splitlines()
    assert row.startswith("AS4.4") and told in row, person.text


def test_several_columns_stand_in_the_order_they_were_asked(asked: Town) -> None:
    text = f"{LATE}: chi li segue, quanto pesano e da quanti giorni sono fuori termine"
    row = asked.person("segretario").says(text).text.splitlines()[1]
    assert row.index("risponde") < row.index("peso") < row.index("scaduto da")


def test_what_is_due_is_told_by_the_days_that_are_left(asked: Town) -> None:
    rows = asked.person("eq.as4").says("i miei obiettivi a rischio e quanti giorni mancano").text
    assert "al termine mancano 106 giorni" in rows


def test_columns_go_on_from_page_to_page(asked: Town) -> None:
    person = asked.person("segretario").says("tutti gli indicatori, con chi li segue")
    assert "risponde" in person.text
    assert "risponde" in person.says("gli altri").text


@pytest.mark.parametrize("few", ["solo i primi due", "i primi 2", "dammi solo i primi due"])
def test_the_first_of_a_list_alone_are_shown(asked: Town, few: str) -> None:
    person = asked.person("segretario").says("i servizi dal peggiore al migliore")
    rows = [line for line in person.text.splitlines() if " · " in line and "▓" in line]
    shown = [line for line in person.says(few).text.splitlines() if "▓" in line]
    assert shown == rows[:2]


def test_what_is_taken_off_a_list_leaves_its_other_conditions(asked: Town) -> None:
    person = asked.person("segretario").says("obiettivi sotto il 90%")
    assert "AS4.4" in person.text
    rest = person.says("togli quelli già scaduti").text
    assert "sotto il 90 %" in rest and "AS4.4" not in rest


def test_of_one_thing_what_is_asked_beside_it_is_told_under_its_answer(asked: Town) -> None:
    text = asked.person("eq.as4").says("quanto pesa AS4.3 e quanto dovrebbe fare oggi").text
    assert "33,33 %" in text and "atteso 70,96 %" in text


def test_units_that_are_named_are_put_in_line_by_their_own_figures(asked: Town) -> None:
    person = asked.person("segretario").says("in fila AS, AF e AA dalla peggiore")
    rows = [line for line in person.text.splitlines() if "▓" in line]
    assert len(rows) == 3 and "AF Area" in rows[0] and "AA Area" in rows[2]


@pytest.mark.parametrize("text", ["la mia area come va?", "l'area mia a che punto è?"])
def test_one_s_own_area_is_no_area_that_is_called_like_it(asked: Town, text: str) -> None:
    assert "AF Area" in asked.person("dirigente.af").says(text).text.splitlines()[0]


def test_how_a_thing_stands_and_which_inside_it_is_worst_are_two_answers(asked: Town) -> None:
    text = "la mia area a quanto sta, e il servizio messo peggio qual è e quanto fa"
    area, worst = said(asked, "dirigente.as", text)
    assert "AS Area Servizi" in area.splitlines()[0] and "AS Area" not in worst.splitlines()[0]
