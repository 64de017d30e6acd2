"""What the weights are fitted from: the towns' messages as the reader meets them."""

from itertools import islice

from benchmarks.fit_reader import gathered
from benchmarks.reader_lessons import lessons_of_town


def test_messages_show_their_clauses_their_numbers_and_what_they_want() -> None:
    shown = gathered(islice(lessons_of_town("capovalle"), 20))
    assert len(shown.clauses) > 10
    assert any(row.label for row in shown.numbers)
    assert len(shown.wants) == 20
