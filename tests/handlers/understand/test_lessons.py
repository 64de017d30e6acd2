"""What the weights are fitted from: the towns' messages as the reader meets them."""

from itertools import islice

from benchmarks.fit_corrections import lessons
from benchmarks.fit_reader import gathered
from benchmarks.fit_talk import cuts_of_messages
from benchmarks.reader_lessons import lessons_of_town

from .towns import plan_of


def test_messages_show_their_clauses_their_numbers_and_what_they_want() -> None:
    shown = gathered(islice(lessons_of_town("capovalle"), 20))
    assert len(shown.clauses) > 10
    assert any(row.label for row in shown.numbers)
    assert len(shown.wants) == 20


def test_a_clause_that_spoils_a_report_may_go_and_one_it_hangs_on_must_stay() -> None:
    expect = {"intent": "report", "objective": "WE1.2", "indicator": "WE1.2.1",
              "mode": "absolute", "value": "103", "ambiguous": False}  # fmt: skip
    said = "anziani col SAD al momento 103"
    texts = (f"{said}, non vedo l'ora che sia venerdì", f"se tutto va bene, {said}")
    messages = [{"id": "", "as": "eq.we1", "text": t, "expect": expect} for t in texts]
    cuts = list(cuts_of_messages("lessons", "nardo", messages))
    assert [cut.may_go for cut in cuts if "w:venerdi" in cut.signs or "w:ora" in cut.signs] == [
        True
    ]
    assert not any("w:bene" in cut.signs for cut in cuts)


def test_of_all_that_a_message_may_do_what_was_meant_is_right() -> None:
    expect = {"intent": "correct", "objective": "WE1.2", "indicator": "WE1.2.1",
              "mode": "absolute", "value": "130", "ambiguous": False}  # fmt: skip
    message = {"as": "eq.we1", "text": "anzi 130", "previous": "anziani col SAD al momento 103"}
    (lesson,) = lessons("town", "nardo", "nardo", [{**message, "expect": expect}], plan_of("nardo"))
    right = {
        outcome for outcome, is_right in zip(lesson.outcomes, lesson.right, strict=True) if is_right
    }
    assert len(right) == 1
    assert any(lesson.wrong)
