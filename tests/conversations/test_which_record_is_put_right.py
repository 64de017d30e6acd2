"""A correction is of the record it points at; what had been left out comes on top."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def two_days(maria: Person, town: Town) -> Person:
    """Maria, who told 5 identity cards yesterday and 3 today."""
    maria.says("al 31 agosto le CIE sono 200").taps("Conferma")
    maria.says("ieri 5 CIE").taps("Conferma")
    return maria.says("oggi 3 CIE").taps("Conferma")


@pytest.mark.parametrize("words", ["le CIE di ieri erano 4 non 5", "le CIE erano 4 e non 5"])
def test_the_record_of_that_day_or_figure_is_put_right_and_not_the_last(
    two_days: Person, words: str
) -> None:
    two_days.says(words).sees("da 208 carte a 207 carte (+4)", "Giorno: 15/09/2024")


def test_what_is_denied_and_was_never_told_moves_no_other_record(maria: Person) -> None:
    maria.says("oggi 4 CIE").taps("Conferma").says("le CIE di ieri erano 4 non 5")
    maria.sees("Non trovo una tua registrazione di AS4.3.1").does_not_see("Correggo")


def test_who_validates_contests_what_they_put_right_of_others(maria: Person, town: Town) -> None:
    maria.says("oggi 2 CIE").taps("Conferma")
    dirigente = town.person("dirigente.as")
    dirigente.says("le CIE sono 1 e non 2").sees("Contesto la n.", "AS4.3.1")


@pytest.mark.parametrize(
    "words",
    [
        "ieri ho fatto pure 2 CIE che non avevo segnato",
        "ieri ne ho fatte anche 2 di cui non avevo detto",
        "ieri altre 2 CIE che mi ero persa",
        "ieri altre 2 che mi erano sfuggite",
        "ieri le CIE erano 2 in più, non il totale",
    ],
)
def test_what_was_left_out_is_added(maria: Person, words: str) -> None:
    maria.says("al 31 agosto le CIE sono 200").taps("Conferma")
    maria.says("oggi 4 CIE").taps("Conferma")
    maria.says(words).does_not_see("Correggo").sees("da 204 carte a 206 carte (+2)")


def test_a_figure_alone_right_after_a_no_is_of_the_card_that_was_declined(maria: Person) -> None:
    maria.says("AS4.1.1 50").taps("Conferma").says("al 31 agosto le CIE sono 200").taps("Conferma")
    maria.says("oggi 20 pratiche allo sportello").says("no").says("24")
    maria.sees("AS4.1.1", "da 50 pratiche a 74 pratiche (+24)").says("no").says("come va AS4?")
    maria.says("30").does_not_see("AS4.1.1", "a 80 pratiche")


@pytest.mark.parametrize(
    "words",
    [
        "il 12 settembre le CIE erano 6 in più, non il totale",
        "le 6 CIE del 12 erano in più",
        "anche le 6 CIE del 12 erano in più",
        "le CIE di giovedì erano in più",
    ],
)
def test_a_total_that_was_none_is_put_right_where_it_stands(maria: Person, words: str) -> None:
    maria.says("al 31 agosto le CIE sono 200").taps("Conferma")
    maria.says("al 12 settembre le CIE sono 6").taps("Conferma").says("AS4.1.1 50")
    maria.taps("Conferma").says(words).sees("Correggo la registrazione", "a 206 carte (+6)")
    maria.sees("Giorno: 12/09/2024")
    maria.taps("Conferma").says(words).sees("dice già così")


def test_what_was_never_told_makes_no_figure_up(maria: Person) -> None:
    maria.says("al 31 agosto le CIE sono 200").taps("Conferma")
    maria.says("le CIE di giovedì erano in più").sees("Non trovo una tua registrazione")
    maria.says("le 6 CIE del 12 erano in più").sees("a 206 carte (+6)", "Giorno: 12/09/2024")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("chi ha corretto più spesso i propri dati?", "eq.as4"),
        ("controlla i dati modificati a posteriori", "AS4.3.1"),
        ("quali registrazioni sono state corrette a settembre?", "AS4.3.1"),
        ("quali dati sono stati rettificati?", "AS4.3.1"),
        ("quanti dati sono stati corretti?", "AS4.3.1"),
    ],
)
def test_what_was_put_right_since_is_listed_and_by_whom(
    town: Town, maria: Person, question: str, told: str
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").says("erano 230").taps("Conferma")
    maria.says("AS4.4.1 12/40").taps("Conferma")
    answer = town.person("nucleo").says(question).text
    assert answer.startswith("1 registrazione corretta"), answer
    assert told in answer
    assert "AS4.4.1" not in answer
