"""A question is answered by what is asked, however it is put: the kind is learnt, and an answer of
another kind is never given as if it were the one."""

import json
from pathlib import Path

import pytest

from handlers.ask import kinds
from handlers.ask.answers import by_kind
from handlers.ask.kinds import Kind
from handlers.understand import Reader
from words.catalogue import TEXTS

from ..handlers.understand import table
from .conftest import Town
from .test_questions import asked as asked

QUESTIONS = Path(__file__).parents[1] / "handlers" / "ask" / "kinds"
SAMPLED = 40
"""Of the questions that were learnt from, one in so many."""


def questions() -> list[tuple[str, str]]:
    lines = [
        line
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    read = [json.loads(line) for line in lines]
    return [(one["kind"], one["text"]) for one in read]


def test_what_was_learnt_is_known() -> None:
    naming = Reader(table.plan_of("sample")).naming
    sample = questions()[::SAMPLED]
    known = sum(kind in list(kinds.likely(text, naming))[:3] for kind, text in sample)
    assert known >= 0.97 * len(sample)


def test_every_kind_is_asked_by_somebody() -> None:
    assert {kind for kind, _ in questions()} == set(Kind)


def test_every_kind_that_can_be_offered_has_a_name() -> None:
    may = {*by_kind.QUERIES, *by_kind.OPENS, Kind.WHO_MAY, Kind.CAN_I, Kind.MADE_IN_SPAN}
    assert {f"button.kind.{kind}" for kind in may} <= TEXTS.keys()


ANSWERED = (
    ("eq.as4", "quante CIE la settimana mi toccano per arrivarci", "24 carte a settimana"),
    ("eq.as4", "ultimi dati", "n. "),
    ("eq.as4", "chi vede quello che scrivo?", "chiunque è iscritto"),
    ("eq.as4", "che tempo fa domani?", "Non so dirlo"),
    ("eq.as4", "quanto guadagna un istruttore", "Non so dirlo"),
    ("eq.as4", "quanto prendo di premio quest'anno", "regolamento"),
    ("eq.as4", "posso spostare io la scadenza di AS4.3?", "No, tu no"),
    ("dirigente.as", "quali pesi non sono ancora stati fissati", "senza un peso fissato"),
    ("segretario", "elenco obiettivi sotto al 30", "sotto il 30 %"),
    ("eq.as4", "mi dici come si carica una fotografia", "Le prove."),
    ("eq.as4", "dove trovo la mia valutazione", "regolamento"),
)


@pytest.mark.parametrize(("who", "question", "told"), ANSWERED, ids=[q for _, q, _ in ANSWERED])
def test_what_is_asked_is_what_is_answered(asked: Town, who: str, question: str, told: str) -> None:
    asked.person(who).says("/annulla").says(question).sees(told)


def test_what_names_nothing_goes_on_about_the_thing_just_answered(asked: Town) -> None:
    maria = asked.person("eq.as4").says("/annulla").says("come va AS4.3.1?").sees("40 %")
    maria.says("e a che ritmo devo andare").sees("AS4.3.1 CIE rilasciate").does_not_see("AS4.4")


def test_where_no_kind_is_sure_the_likeliest_are_buttons_that_answer(asked: Town) -> None:
    person = asked.person("dirigente.as").says("e per le CIE che aria tira da quelle parti?")
    assert person.text.startswith(("Non so", "Di questo non so")), person.text
    labels = [row[0] for row in person.buttons]
    assert len(labels) == 3
    person.taps(labels[0]).does_not_see("Non so")


def test_a_greeting_around_a_fact_is_no_greeting(asked: Town) -> None:
    text = asked.person("segretario").says("buongiorno, adottato il regolamento grazie").text
    assert not text.startswith(("Buongiorno", "Ciao")), text
