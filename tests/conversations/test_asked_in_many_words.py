"""What people say around a question changes nothing of its answer."""

import pytest

from .conftest import Town
from .test_questions import asked as asked


@pytest.mark.parametrize(
    ("who", "plainly", "said"),
    [
        ("eq.as4", "quanto manca alle CIE?", "buongiorno, potresti cortesemente dirmi {}"),
        ("eq.as4", "quanto manca alle CIE?", "volevo sapere {}"),
        ("eq.as4", "quanto manca alle CIE?", "siccome devo chiudere il mese, {}"),
        ("eq.as4", "quanto manca alle CIE?", "{} dato che il target è 600"),
        ("eq.as4", "perché AS4.3 è a rischio?", "{} mentre AS4.1 è in linea"),
        ("eq.as4", "perché AS4.3 è a rischio?", "{} se le CIE sono 240"),
        ("eq.as4", "quando scade AS4.1?", "{} perché l'assessore me lo chiede"),
        ("segretario", "perché l'ente sta al 30?", "{} mi pare strano"),
        ("segretario", "perché l'ente sta al 30?", "per quale ragione l'ente sta al 30?"),
        ("segretario", "quali obiettivi sono in ritardo?", "potrebbe gentilmente dirmi {}"),
        ("eq.as4", "perché siamo bassi con le CIE?", "perché siamo così bassi sulle CIE"),
    ],
)
def test_what_is_said_around_a_question_changes_nothing_of_its_answer(
    asked: Town, who: str, plainly: str, said: str
) -> None:
    person = asked.person(who)
    answer = person.says(plainly).text
    assert "Non so" not in answer and "Di questo" not in answer
    assert person.says(said.format(plainly.rstrip("?"))).text == answer
