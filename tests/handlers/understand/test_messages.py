"""Messages as officers write them, read over two plans: the tables stand in `messages/`."""

import re
from collections import Counter
from pathlib import Path

import pytest

import handlers.understand
from handlers.understand import reading_json
from words.catalogue import TEXTS

from .table import TODAY, Case, cases, differences, reader_of, sender, wrongly_offered

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_read_as_it_was_meant(case: Case) -> None:
    assert differences(case) == []
    assert not wrongly_offered(case)


def test_the_tables_are_many_and_over_two_plans() -> None:
    counted = Counter(case.plan for case in CASES)
    assert len(counted) == 2
    assert counted.total() >= 400


def test_no_message_stands_twice_in_the_tables() -> None:
    said = Counter((case.plan, case.who, case.before, case.text) for case in CASES)
    assert [message for message, times in said.items() if times > 1] == []


@pytest.mark.parametrize(
    "module", sorted(Path(handlers.understand.__path__[0]).glob("*.py")), ids=lambda path: path.stem
)
def test_every_question_the_reader_asks_has_its_sentence(module: Path) -> None:
    assert set(re.findall(r'"(understand\.\w+)"', module.read_text())) - TEXTS.keys() == set()


@pytest.mark.parametrize(
    "text", ["di 40 pratiche anpr ne mancano 12", "pratiche anpr 40, ne mancano 12"]
)
def test_what_is_left_of_a_count_is_asked_about_and_never_offered(text: str) -> None:
    reading = reader_of("sample").read(text, sender=sender("eq.as4"), today=TODAY)
    assert reading.items
    assert all(i.ambiguous and i.question for i in reading.items)
    assert not any(i.question and i.question.key == "understand.is_it" for i in reading.items)


@pytest.mark.parametrize(
    "text",
    ["alza l'obiettivo delle CIE a 650", "porta a 700 l'obiettivo dei certificati anagrafici"],
)
def test_where_an_objective_is_to_be_brought_is_no_figure_of_it(text: str) -> None:
    reading = reader_of("sample").read(text, sender=sender("eq.as4"), today=TODAY)
    assert [i.question.key for i in reading.items if i.question] == ["understand.to_do"]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("contesta la 870 perché non torna", "reject"),
        ("respingo la n. 870, manca la firma", "reject"),
        ("non valido la registrazione 870", "reject"),
        ("valida la 870", "approve"),
        ("convalido la n° 870", "approve"),
    ],
)
def test_a_record_judged_by_its_number_is_no_figure(text: str, decision: str) -> None:
    def read(who: str) -> dict[str, object]:
        reading = reader_of("sample").read(text, sender=sender(who), today=TODAY)
        assert {item.decision for item in reading.items} == {decision}
        told = reading_json(reading, lambda question: question.key)
        return {name: told[name] for name in ("intent", "ambiguous", "refusal")}

    plain = {"intent": "validate", "ambiguous": False}
    assert read("eq.as4") == {**plain, "refusal": "not_allowed"}
    assert read("dirigente.as") == {**plain, "refusal": None}
