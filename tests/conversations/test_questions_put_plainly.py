"""Whatever people put around a question, and however they name a thing, it is the same question."""

import pytest

from .conftest import Town
from .test_guide import demo as demo
from .test_questions import asked as asked
from .test_two_questions_at_once import said


@pytest.mark.parametrize(
    ("plain", "as_said"),
    [
        (
            "quali obiettivi sono in ritardo?",
            "quali obiettivi sono in ritardo, che sto in riunione",
        ),
        (
            "quali obiettivi sono in linea?",
            "dammi una bella notizia va: quali obiettivi sono in linea",
        ),
        (
            "quali obiettivi sono in ritardo?",
            "bon, quali obiettivi sono in ritardo così mi organizzo",
        ),
        ("obiettivi in ritardo e senza prove", "in ritardo e pure senza prove: quali obiettivi?"),
        ("indicatori senza target", "indicatori senza target quali sono punto interrogativo"),
    ],
)
def test_what_says_nothing_of_it_changes_nothing(asked: Town, plain: str, as_said: str) -> None:
    assert said(asked, "segretario", as_said) == said(asked, "segretario", plain)


@pytest.mark.parametrize(
    "question",
    ["quali obiettivi sono in ritardo, quelli del PNRR?", "obiettivi in ritardo del PNRR"],
)
def test_what_tells_of_which_it_is_asked_is_never_left_out(asked: Town, question: str) -> None:
    (told,) = said(asked, "segretario", question)
    assert told.startswith("Non so"), told


def test_a_thing_is_the_same_by_its_name_and_by_its_code(asked: Town) -> None:
    by_name = said(asked, "segretario", "metti a confronto stato civile e sportello veloce")
    assert by_name == said(asked, "segretario", "metti a confronto AS4.4 e AS4.1")


def test_an_office_types_its_codes_without_their_letters(asked: Town) -> None:
    assert said(asked, "eq.as4", "perché il 4.3 è così basso?") == said(
        asked, "eq.as4", "perché AS4.3 è così basso?"
    )


def test_two_things_are_asked_of_what_is_named_before_them(asked: Town) -> None:
    told = said(asked, "segretario", "AS4.3, chi lo aggiorna e quando scade?")
    assert told == [
        *said(asked, "segretario", "chi aggiorna AS4.3?"),
        *said(asked, "segretario", "quando scade AS4.3?"),
    ]


def test_records_without_evidence_come_oldest_first_where_it_is_asked(asked: Town) -> None:
    (told,) = said(asked, "segretario", "dati privi di evidenze, dal più vecchio")
    title, *rows = told.splitlines()
    assert "senza prove" in title
    numbers = [int(row.split()[1]) for row in rows if row.startswith("n. ")]
    assert numbers == sorted(numbers)
    assert numbers


def test_words_for_evidence_name_nothing_of_the_plan_where_evidence_is_asked_about(
    demo: Town,
) -> None:
    """`prove` is also what a breathalyser makes."""
    nucleo = demo.person("nucleo").says("chi non ha prove tra gli obiettivi finiti")
    nucleo.sees("raggiunti, senza prove · Comune").does_not_see("etilometro")
