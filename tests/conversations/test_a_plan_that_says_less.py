"""A plan may print nobody beside an objective, or no indicator under it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.ledger import Ledger

from ..town import PLAN, at, found
from .conftest import Town

Saying = Callable[..., Town]


@pytest.fixture
def saying(tmp_path: Path) -> Iterator[Saying]:
    """The small town with something of its objectives otherwise: `saying({"AS4.3": {...}})`."""
    towns: list[Town] = []

    def make(otherwise: dict[str, dict[str, object]]) -> Town:
        path = tmp_path / "traguardo.db"
        objectives = tuple(o.model_copy(update=otherwise.get(o.code, {})) for o in PLAN.objectives)
        ledger = Ledger.create(path, FixedClock(at("2024-01-02", 8)))
        found(ledger, PLAN.model_copy(update={"objectives": objectives}))
        ledger.close()
        towns.append(Town(path))
        return towns[-1]

    yield make
    for town in towns:
        town.close()


@pytest.mark.parametrize(
    "asked", ["di chi è AS4.3?", "chi segue i servizi anagrafici?", "chi si occupa delle CIE?"]
)
def test_who_reports_on_an_objective_answers_for_it(saying: Saying, asked: str) -> None:
    chief = saying({"AS4.3": {"owners": ()}}).person("segretario")
    chief.says(asked).sees("eq.as4, incaricato EQ di AS4", "dirigente.as")
    chief.says("che cos'è AS4.3?").sees("Responsabili: incaricato EQ")


def test_an_objective_without_indicators_is_asked_of_nobody(saying: Saying) -> None:
    """Nothing could be written of it; that it has none waits for who sets the plan."""
    maria = saying({"AS4.4": {"indicators": ()}}).person("eq.as4")
    maria.says("/oggi").sees("AS4.3").does_not_see("AS4.4")
