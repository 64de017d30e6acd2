"""A plan may print nobody beside its objectives: who reports on them answers for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.ledger import Ledger

from ..town import PLAN, at, found
from .conftest import Town


@pytest.fixture
def unowned(tmp_path: Path) -> Iterator[Town]:
    path = tmp_path / "traguardo.db"
    bare = tuple(
        o.model_copy(update={"owners": ()}) if o.unit == "AS4" else o for o in PLAN.objectives
    )
    ledger = Ledger.create(path, FixedClock(at("2024-01-02", 8)))
    found(ledger, PLAN.model_copy(update={"objectives": bare}))
    ledger.close()
    town = Town(path)
    yield town
    town.close()


@pytest.mark.parametrize(
    "asked", ["di chi è AS4.3?", "chi segue i servizi anagrafici?", "chi si occupa delle CIE?"]
)
def test_who_answers_for_an_objective_is_who_reports_on_it(unowned: Town, asked: str) -> None:
    unowned.person("segretario").says(asked).sees("eq.as4, incaricato EQ di AS4", "dirigente.as")


def test_the_objective_says_so_too(unowned: Town) -> None:
    unowned.person("segretario").says("che cos'è AS4.3?").sees("Responsabili: incaricato EQ")
