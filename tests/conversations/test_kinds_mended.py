"""What asks in the words of a fact, misspelt, or of a whole, is answered with the figure asked."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from handlers.ask.plain import spelling

from .conftest import Town
from .reckoning import NEW_YEAR, NEW_YEAR_S_EVE, Reckoning
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned

Told = Callable[[Reckoning], str]


def shown(number: Fraction | None) -> str:
    """As people read a figure here: two decimals at most, a comma."""
    assert number is not None
    text = f"{float(round(number, 2)):.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def made(month: int, indicator: str = "AS4.3.1") -> Told:
    """How much its value rose from the month's beginning to its end."""

    def of(reckoned: Reckoning) -> str:
        reports = sorted((t for t in reckoned.told.values() if t.indicator == indicator), key=_day)
        value = before = Fraction(0)
        for one in reports:
            value = one.number if one.mode == "absolute" else value + one.number
            before = value if one.day.month < month else before
            if one.day.month == month:
                return f"{shown(value - before)} carte dal"
        return "0 carte dal"

    return of


def _day(told: object) -> str:
    return str(told.day)  # type: ignore[attr-defined]


def behind(code: str) -> Told:
    def of(reckoned: Reckoning) -> str:
        gap = (reckoned.expected(code) or 0) - (reckoned.progress(code) or 0)
        return f"{shown(Fraction(gap))} punti sotto l'atteso"

    return of


def missing(indicator: str) -> Told:
    def of(reckoned: Reckoning) -> str:
        target = Fraction(reckoned.indicators[indicator]["target"])
        return f"{shown(target - (reckoned.value(indicator) or 0))} carte"

    return of


def by_year_s_end(indicator: str) -> Told:
    """Its value so far, kept up to the last day of the year."""

    def of(reckoned: Reckoning) -> str:
        value = (reckoned.value(indicator) or 0) * (NEW_YEAR_S_EVE - NEW_YEAR).days
        return f"A questo ritmo: {value // (reckoned.today - NEW_YEAR).days} carte"

    return of


def percent(code: str) -> Told:
    return lambda reckoned: f"{shown(reckoned.progress(code))} %"


FIGURES: tuple[tuple[str, tuple[str, ...], Told], ...] = (
    ("eq.as4", ("cie a giugno",), made(6)),
    ("eq.as4", ("CIE di settembre",), made(9)),
    ("eq.as4", ("cie del mese di marzo",), made(3)),
    ("eq.as4", ("come va AS4.3.1", "quindi siamo sotto di quanto"), behind("AS4.3.1")),
    ("eq.as4", ("come va AS4.3.1", "quanti punti siamo sotto"), behind("AS4.3.1")),
    ("eq.as4", ("di quanto devono ancora salire le CIE",), missing("AS4.3.1")),
    ("eq.as4", ("a questo ritmo quante CIE faremo a dicembre",), by_year_s_end("AS4.3.1")),
    ("eq.as4", ("le CIE come le calcola",), percent("AS4.3.1")),
    ("eq.as4", ("come si calcola lo stato civile",), percent("AS4.4")),
    ("eq.as4", ("come si compone AS4.3",), percent("AS4.3")),
    ("segretario", ("quanti obietivi sono raggiunti",), lambda r: f"{done(r)} obiettivo su"),
    ("segretario", ("ke obiettivi sono raggiunti",), lambda r: f"{done(r)} obiettivo su"),
)


def done(reckoned: Reckoning) -> int:
    return sum(reckoned.state(code) == "done" for code in reckoned.objectives)


@pytest.mark.parametrize(("who", "said", "told"), FIGURES, ids=[" / ".join(f[1]) for f in FIGURES])
def test_the_figure_asked_is_the_figure_told(
    asked: Town, reckoned: Reckoning, who: str, said: tuple[str, ...], told: Told
) -> None:
    person = asked.person(who).says("/annulla")
    for text in said:
        person.says(text)
    person.sees(told(reckoned))


@pytest.mark.parametrize("text", ["cie", "rilasciate le carte la settimana scorsa"])
def test_a_fact_half_told_is_asked_for_its_figure(asked: Town, text: str) -> None:
    asked.person("eq.as4").says("/annulla").says(text).sees("ma quanto?")


def test_the_services_of_a_dirigente_are_those_of_their_areas(asked: Town) -> None:
    person = asked.person("dirigente.as").says("/annulla").says("mi fai la classifica dei servizi")
    person.sees("AS4 Demografici").does_not_see("AF1 Bilancio")
    person.says("mi fai la classifica dei servizi di tutto l'ente").sees("AF1 Bilancio")


def test_the_line_that_an_objective_belongs_to_is_told(asked: Town) -> None:
    person = asked.person("eq.as4").says("/annulla").says("a che linea si collega AS4.3")
    person.sees("OS7 Amministrazione efficiente")


def test_who_asks_of_another_s_verbs_after_a_list_of_records_is_not_given_that_list(
    asked: Town,
) -> None:
    person = asked.person("segretario").says("/annulla").says("quante registrazioni a giugno")
    person.says("chi ha validato di più").sees("validata")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quanti obietivi", "quanti obiettivi"),
        ("le registrazoni di luglio", "le registrazioni di luglio"),
        ("i servzi in ritardo", "i servizi in ritardo"),
        ("le scadnze", "le scadenze"),
        ("le carte vano bene", "le carte vanno bene"),
        ("quante ne ho fato", "quante ne ho fatto"),
    ],
)
def test_misspelt_words_of_asking_are_put_right(typed: str, meant: str) -> None:
    assert spelling.put_right(typed, frozenset()) == meant


@pytest.mark.parametrize("word", ["mense", "integro", "marca", "sgravi", "alberi", "verbali"])
def test_a_word_that_may_name_something_is_left_as_it_is(word: str) -> None:
    assert spelling.put_right(word, frozenset()) == word


def test_a_word_of_the_plan_is_never_put_right() -> None:
    assert spelling.put_right("servzi", frozenset({"servzi"})) == "servzi"
