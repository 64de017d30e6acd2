"""`annulla` and `indietro`, typed while a question waits, are never its answer."""

import pytest

from handlers.talk.forms import FORMS
from handlers.talk.offered import commands_of
from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Person, Town

WHO = ("personale", "segretario", "dirigente.as", "nucleo", "giunta", "admin", "eq.as4")
TYPED = {"who": "eq.as4", "act": "delibera 9", "day": "10/09/2024"}
"""What answers a question that has no buttons; the others take any words."""

OTHERS = {
    "/nuovo": ("dirigente.as", ["AS4", "Sportello unico", "pratiche evase", "Conteggio"]),
    "/personale sanzione": ("personale", ["eq.as4", "multa", "12/03/2024"]),
    "/premi fondo": ("personale", ["50000"]),
    "/premi massimo": ("personale", ["eq.as4 6000"]),
}
"""Questions that no form asks, with answers that lead to the next."""


@pytest.fixture(autouse=True)
def regulation(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")


def opened(town: Town, form: str) -> Person | None:
    """Whoever is asked the form's first question."""
    for code in WHO:
        if form not in commands_of(town.ledger, code):
            continue
        person = town.person(code).presses(1, f"frmgo:{form}")
        if form_cells(person) or "?" in person.text:
            return person
    return None


def form_cells(person: Person) -> list[str]:
    shown = person.town.line.shown()
    cells = [data for row in shown[1] for _, data in row] if shown else []
    return [data for data in cells if data.startswith("frm:")]


def answered(town: Town, person: Person, form: str, questions: int) -> bool:
    """Answers so many questions of a form; whether another one is asked after them."""
    for step in FORMS[form].steps[:questions]:
        shown = town.line.shown()
        cells = form_cells(person) if person.buttons else []
        if cells and shown:
            person.presses(shown[0], cells[0])
        else:
            person.says(TYPED.get(step.name, "10"))
        if person.buttons_of_a_card() or "?" not in person.text:
            return False
    return True


@pytest.mark.parametrize("word", ["annulla", "Annulla tutto.", "lascia perdere"])
@pytest.mark.parametrize("form", FORMS)
def test_every_question_of_every_form_is_left_by_the_word(town: Town, form: str, word: str) -> None:
    before = town.ledger.log.head().seq
    for questions in range(max(len(FORMS[form].steps), 1)):
        person = opened(town, form)
        if person is None or not answered(town, person, form, questions):
            break
        person.says(word).sees("lascio stare").says("sì").sees("nulla in sospeso")
    assert town.ledger.log.head().seq == before


@pytest.mark.parametrize("word", ["indietro", "torna indietro"])
@pytest.mark.parametrize("form", FORMS)
def test_every_question_of_every_form_goes_back_to_the_one_before(
    town: Town, form: str, word: str
) -> None:
    person = opened(town, form)
    if person is None:
        return
    first = person.text
    if answered(town, person, form, 1):
        person.says(word)
        assert person.text == first
    else:
        person.presses(1, f"frmgo:{form}")
    person.says(word).sees("lascio stare").says("sì").sees("nulla in sospeso")


@pytest.mark.parametrize("command", OTHERS)
def test_questions_asked_by_a_command_of_its_own_are_left_too(town: Town, command: str) -> None:
    who, answers = OTHERS[command]
    for upto in range(len(answers) + 1):
        person = town.person(who).says(command)
        for text in answers[:upto]:
            person.says(text)
        person.says("annulla").sees("lascio stare").says("sì").sees("nulla in sospeso")
    assert not town.events("ObjectiveAdded", "PersonnelFactRecorded", "PoolSet", "MaximumSet")


def test_going_back_in_a_talk_of_its_own_asks_the_question_before(
    town: Town, bruno: Person
) -> None:
    bruno.says("/nuovo").says("AS4").says("indietro").sees("In quale servizio")
    bruno.says("AS4").says("Sportello unico").sees("Con quale indicatore")
    bruno.says("torna indietro").sees("Come si chiama")
    office = town.person("personale").says("/personale sanzione").says("eq.as4").says("multa")
    office.says("indietro").sees_buttons("multa")


def test_a_card_is_left_by_going_back(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").says("indietro").sees("non ho registrato nulla")
    maria.presses(1, "ind:AS4.3.1").says("annulla").sees("lascio stare")
    assert not town.events("ProgressReported")
