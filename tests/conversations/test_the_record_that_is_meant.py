"""What is put right or taken back in words is the record that the words mean, and never another."""

from pathlib import Path

import pytest

from .conftest import Person, Town


@pytest.fixture
def week(maria: Person, town: Town) -> Person:
    """Maria's identity cards of three days and the practices at the desk of today, told last."""
    maria.says("al 31 agosto le CIE sono 200").taps("Conferma")
    for words in ("venerdì 14 CIE", "ieri 6 CIE", "oggi 3 CIE", "oggi 20 pratiche allo sportello"):
        maria.says(words).taps("Conferma")
    return maria


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("ritira le 14 CIE", ("Ritiro", "AS4.3.1", "13/09/2024", "14 carte")),
        ("ritira le 6 CIE di ieri", ("Ritiro", "AS4.3.1", "15/09/2024", "6 carte")),
        ("togli 6 CIE di ieri", ("Ritiro", "AS4.3.1", "15/09/2024", "6 carte")),
        ("togli le 3 CIE", ("Ritiro", "AS4.3.1", "16/09/2024", "3 carte")),
        ("ritira le 14 CIE del 13", ("Ritiro", "13/09/2024", "14 carte")),
        ("togli 2 CIE da venerdì", ("Correggo", "13/09/2024", "14 carte", "(+12)")),
        ("tolgo una CIE di ieri, era un duplicato", ("Correggo", "6 carte", "(+5)")),
        ("2 CIE in meno ieri", ("Correggo", "6 carte", "(+4)")),
        ("due CIE di venerdì erano doppie, toglile", ("Correggo", "14 carte", "(+12)")),
        ("le CIE di ieri erano 9, non 6", ("Correggo", "15/09/2024", "6 carte", "(+9)")),
        ("erano 9 le CIE di ieri, non 6", ("Correggo", "15/09/2024", "6 carte", "(+9)")),
        ("c'è stato un errore ieri, le CIE erano 9 non 6", ("Correggo", "6 carte", "(+9)")),
        ("CIE: ieri erano 9 non 6", ("Correggo", "6 carte", "(+9)")),
        ("le CIE di oggi erano 4", ("Correggo", "16/09/2024", "3 carte", "(+4)")),
        ("le CIE di stamattina erano 4", ("Correggo", "16/09/2024", "3 carte", "(+4)")),
        ("le 6 CIE di ieri erano 5", ("Correggo", "15/09/2024", "6 carte", "(+5)")),
        ("non 6 CIE ma 5", ("Correggo", "15/09/2024", "6 carte", "(+5)")),
        ("meno 2 CIE ieri", ("Correggo", "15/09/2024", "6 carte", "(+4)")),
        ("Anna ha segnato 2 CIE in più ieri, toglile", ("Correggo", "15/09/2024", "(+4)")),
        ("le 6 CIE in via Verdi le ha fatte la provincia, togli", ("Ritiro", "6 carte")),
        ("correggi le CIE di venerdì: erano 12", ("Correggo", "13/09/2024", "(+12)")),
        ("erano 15 le CIE, non 14", ("Correggo", "13/09/2024", "(+15)")),
        ("togli 4 CIE di giovedì", ("-4", "12/09/2024", "non ho una tua registrazione")),
    ],
)
def test_the_record_of_the_thing_the_day_and_the_figure_that_are_said(
    week: Person, words: str, seen: tuple[str, ...]
) -> None:
    week.says(words).sees("AS4.3.1", *seen)


@pytest.mark.parametrize(
    "words", ["ritira le 11 CIE", "ritira le 20 CIE", "le CIE di ieri erano 9, non 7"]
)
def test_where_none_is_so_nothing_is_touched_and_the_nearest_are_shown(
    week: Person, words: str
) -> None:
    week.says(words).sees("Non trovo una tua registrazione di AS4.3.1", "Se è una di queste")
    assert not week.buttons_of_a_card()
    assert any("6 carte del 15/09/2024" in label for row in week.buttons for label in row)


def test_of_several_that_are_so_it_is_asked_which(week: Person, town: Town) -> None:
    week.says("ieri altre 6 CIE").taps("Conferma").says("ritira le 6 CIE di ieri")
    week.sees("Quale registrazione ritiro?").says("le CIE di ieri erano 7")
    week.sees("in tutto 12 carte. Quale correggo?")
    second = town.events()[-1].seq
    week.taps(f"n. {second}").sees(f"Correggo la registrazione n. {second}", "(+7)")


def test_the_open_card_of_another_thing_is_not_moved(week: Person) -> None:
    week.says("oggi 5 atti").says("CIE: ieri erano 9 non 6")
    week.sees("Correggo", "AS4.3.1", "(+9)")


def test_what_waits_on_the_card_comes_down_by_what_is_taken_off(week: Person) -> None:
    week.says("oggi altre 8 CIE").says("togli 2 CIE").sees("(+6)").does_not_see("Correggo")
    week.says("togli 6 CIE").sees("Non resta nulla da registrare")


@pytest.mark.parametrize("words", ["pratiche 8 e CIE 5", "CIE 5 e pratiche 8"])
def test_of_several_facts_the_record_takes_its_own_and_the_others_have_a_card(
    week: Person, town: Town, words: str
) -> None:
    week.says(f"correggi la n. {town.events()[-2].seq}").says(words)
    week.sees("Correggo", "AS4.3.1", "3 carte", "(+5)").taps("Conferma")
    week.sees("AS4.1.1", "8 pratiche")


def test_several_facts_of_other_things_put_no_open_card_right(week: Person) -> None:
    week.says("oggi altre 8 CIE").says("certificati 20 e atti 3").sees("La scheda di prima")


def test_what_is_of_another_office_takes_nothing_of_ones_own(week: Person) -> None:
    week.says("ritira i 3 accertamenti tributari di ieri").does_not_see("Ritiro la registrazione")


def test_the_figure_of_another_month_is_a_datum_of_its_own(town: Town) -> None:
    """No record of March is moved to January."""
    officer = town.person("eq.as4")
    officer.says("al 31 agosto le CIE sono 200").taps("Conferma")
    officer.says("le CIE di luglio erano 18").does_not_see("Correggo")


@pytest.mark.parametrize(
    "words",
    [
        "non sono d'accordo: la sede era chiusa tre mesi",
        "non è giusto: abbiamo avuto due operai in meno",
        "non condivido, lo sportello è stato fermo tre settimane",
    ],
)
def test_a_complaint_puts_no_figure_right(week: Person, words: str) -> None:
    week.says(words).sees("non cambio nessun dato", "le mie osservazioni")
    assert not week.buttons_of_a_card()


def test_what_is_said_to_be_right_is_no_complaint(week: Person) -> None:
    week.says("non è giusto, erano 14").sees("Correggo", "(+14)")


def test_a_proof_goes_to_the_record_that_it_is_said_to_be_of(
    week: Person, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "verbale.pdf"
    file.write_bytes(b"%PDF-1.4 verbale")
    week.sends_file(file).sees("AS4.1.1").says("la prova è per le CIE di venerdì")
    week.sees("Allego «verbale.pdf»", "AS4.3.1", "13/09/2024").does_not_see("Correggo")
    week.taps("Conferma").sees("AS4.3.1")
    week.says("il verbale è delle CIE di ieri").sees("Manda ora la foto o il documento", "AS4.3.1")


def test_what_is_contested_is_the_record_named_before_the_verb(week: Person, bruno: Person) -> None:
    bruno.says("/valida")
    bruno.says("le CIE sono 6, ma in cassa ne risultano 5: contesto")
    bruno.sees("Contesto la n.", "AS4.3.1", "6 carte", "«in cassa ne risultano 5»")
