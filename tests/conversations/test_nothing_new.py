"""Nothing new of a thing leaves it as it is: no step that was reached is told as not reached."""

import pytest

from .conftest import Person, Town


@pytest.mark.parametrize(
    "words",
    [
        "regolamento dello sportello: niente di nuovo",
        "sul regolamento dello sportello nessuna novità",
        "AS4.1.2 niente da segnalare",
    ],
)
def test_what_was_reached_stays_reached(maria: Person, town: Town, words: str) -> None:
    maria.says("AS4.1.2 fatto").taps("Conferma")
    maria.says(words).sees("resta com'è", "AS4.1.2", "raggiunto").does_not_see("non raggiunto")
    assert len(town.events()) == 1


def test_alone_it_puts_nothing_right(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma").says("niente di nuovo").does_not_see("correggo")
