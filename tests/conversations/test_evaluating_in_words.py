"""Evaluating said in words: `valuta il segretario` opens the page that its command opens."""

import pytest

from .conftest import Town
from .test_evaluation import validated as validated
from .test_evaluation import winter as winter


@pytest.mark.parametrize(
    ("who", "text", "whom"),
    [
        ("sindaco", "valuta il segretario", "segretario"),
        ("sindaco", "ora valuta la segretaria comunale", "segretario"),
        ("nucleo", "valuta il dirigente dell'area servizi", "dirigente.as"),
        ("nucleo", "compila la scheda della dirigente di AS", "dirigente.as"),
        ("dirigente.as", "valuta la EQ di AS4", "eq.as4"),
        ("dirigente.as", "valuta anche l'EQ dei demografici", "eq.as4"),
    ],
)
def test_who_is_evaluated_goes_by_article_role_and_office_as_by_the_code(
    validated: Town, who: str, text: str, whom: str
) -> None:
    by_code = validated.person(who).says(f"/valuta {whom}").text
    assert whom in by_code
    validated.person(who).says("/annulla")
    assert validated.person(who).says(text).text.splitlines()[1:] == by_code.splitlines()[1:]


def test_who_evaluates_others_is_told_who_evaluates_the_segretario(validated: Town) -> None:
    validated.person("dirigente.as").says("valuta il segretario").sees("spetta", "Sindaco")
