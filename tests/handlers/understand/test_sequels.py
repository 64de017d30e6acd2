"""What follows on what was told puts it right, takes it back, carries it on, or tells more."""

import datetime as dt

import pytest

from handlers.understand.reading import Intent, Item, Reading

from .table import TODAY, reader_of, sender

YESTERDAY = TODAY - dt.timedelta(1)


def read(text: str, *before: str) -> Reading:
    """A message after others, each taken as confirmed."""
    reading: Reading | None = None
    for said in (*before, text):
        reading = reader_of("sample").read(
            said, sender=sender("eq.as4"), today=TODAY, previous=reading
        )
    assert reading is not None
    return reading


def only(reading: Reading) -> Item:
    (item,) = reading.items
    assert not item.ambiguous
    return item


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("anzi 16", "16"),
        ("no 21", "21"),
        ("erano 15 non 12", "15"),
        ("ho contato male, 14", "14"),
        ("scusa, 13 le CIE", "13"),
        ("una in meno", "11"),
        ("RETT. CIE 18", "18"),
    ],
)
def test_a_figure_takes_the_place_of_the_one_before_it_in_its_manner(
    words: str, value: str
) -> None:
    item = only(read(words, "oggi 12 CIE"))
    assert (item.indicator, item.mode, item.date) == ("AS4.3.1", "increment", TODAY)
    assert str(item.value) == value


def test_a_correction_is_corrected_again() -> None:
    reading = read("no scusa, 18", "oggi 12 CIE", "anzi 16")
    item = only(reading)
    assert reading.intent is Intent.CORRECT
    assert (item.indicator, str(item.value), item.date) == ("AS4.3.1", "18", TODAY)


@pytest.mark.parametrize(
    "words", ["annulla", "toglila", "come non detto", "cancella quella di prima"]
)
def test_what_was_told_is_taken_back_in_many_words(words: str) -> None:
    reading = read(words, "oggi 12 CIE")
    item = only(reading)
    assert reading.intent is Intent.CORRECT
    assert (item.indicator, item.value) == ("AS4.3.1", None)


@pytest.mark.parametrize("words", ["era ieri", "non oggi, ieri", "no, ieri"])
def test_another_day_moves_the_fact_with_its_figure(words: str) -> None:
    item = only(read(words, "oggi 12 CIE"))
    assert (str(item.value), item.date) == ("12", YESTERDAY)


@pytest.mark.parametrize(
    ("words", "day"),
    [("altre 3 nel pomeriggio", TODAY), ("e ieri 5", YESTERDAY), ("il giorno prima 5", YESTERDAY)],
)
def test_more_of_the_same_is_added(words: str, day: dt.date) -> None:
    reading = read(words, "oggi 12 CIE")
    item = only(reading)
    assert reading.intent is Intent.REPORT
    assert (item.indicator, item.mode) == ("AS4.3.1", "increment")
    assert item.date in (day, None)


def test_another_thing_told_on_is_counted_as_the_first_was() -> None:
    item = only(read("e 30 certificati", "oggi 12 CIE"))
    assert (item.indicator, item.mode) == ("AS4.3.2", "increment")
    assert item.date in (None, TODAY)  # Without a day it is of the day it is written.


def test_what_was_asked_about_is_taken_as_answered_the_likeliest_way() -> None:
    first = read("oggi 12 carte")
    assert first.ambiguous or only(first).indicator == "AS4.3.1"
    assert only(read("no 21", "oggi 12 carte")).indicator == "AS4.3.1"


@pytest.mark.parametrize("words", ["no", "scusa, ho sbagliato", "anzi 5"])
def test_where_what_or_which_is_not_said_nothing_is_offered(words: str) -> None:
    reading = read(words, "oggi 3 CIE e 2 pratiche allo sportello")
    assert all(item.ambiguous for item in reading.items)


@pytest.mark.parametrize(
    "words",
    [
        "abbiamo avuto 6 riunioni con la società",
        "oggi non ho nulla da dire",
        "niente oggi, siamo in due in ufficio",
        "siamo solo in tre allo sportello",
        "altri 6 bollini",
    ],
)
def test_a_remark_puts_nothing_right(words: str) -> None:
    reading = read(words, "oggi 12 CIE")
    assert all(item.ambiguous or item.refusal for item in reading.items)
