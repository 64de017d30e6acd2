"""Offices are asked about by what they do, whatever the plan calls them."""

import pytest

from .conftest import Town
from .test_questions import asked as asked

CALLED = (
    ("come va la ragioneria?", "AF1 "),
    ("come va l'anagrafe", "AS4 "),
    ("chi si occupa di demografici?", "AS4 "),
    ("il suap come va", "AS3 "),
    ("chi segue gli affari generali", "AA1 "),
)


@pytest.mark.parametrize(("text", "told"), CALLED, ids=[text for text, _ in CALLED])
def test_an_office_is_found_by_what_it_does(asked: Town, text: str, told: str) -> None:
    assert told in asked.person("sindaco").says(text).text


def test_what_one_objective_alone_is_called_by_is_that_objective(asked: Town) -> None:
    assert "AS4.4 Stato civile" in asked.person("sindaco").says("lo stato civile?").text
