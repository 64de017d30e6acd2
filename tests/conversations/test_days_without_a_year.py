"""A day without its year, in what is ordered of a plan: that of the plan's year."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.clock import FixedClock

from ..town import at, copy_of, new_ledger
from .conftest import Town

SPRING = at("2024-03-15")


@pytest.fixture(scope="module")
def in_spring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spring") / "traguardo.db"
    new_ledger(path, SPRING).close()
    return path


@pytest.fixture
def spring(in_spring: Path, tmp_path: Path) -> Iterator[Town]:
    town = Town(copy_of(in_spring, tmp_path / "traguardo.db"), clock=FixedClock(SPRING))
    yield town
    town.close()


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("proroga AS4.3 al 30/11", "30/11/2024"),
        ("sposta il termine di AS4.3 al 30 novembre", "30/11/2024"),
        ("il termine di AS4.3 va al 15 dicembre", "15/12/2024"),
        ("anticipa AS4.3 al 31 ottobre", "31/10/2024"),
        ("/termine AS4.3 30/11", "30/11/2024"),
        ("/termine AS4.3 30 novembre", "30/11/2024"),
    ],
)
def test_in_spring_the_autumn_that_is_meant_is_that_of_the_plan(
    spring: Town, said: str, after: str
) -> None:
    """The autumn that is nearest is that of the year before."""
    boss = spring.person("dirigente.as").says(said)
    boss.sees(f"da 31/12/2024 a {after}").does_not_see("dopo la fine")


def test_a_year_that_is_said_is_taken(spring: Town) -> None:
    boss = spring.person("dirigente.as").says("proroga AS4.3 al 30/11/2025")
    boss.sees("a 30/11/2025", "dopo la fine del 2024")


def test_a_day_that_is_over_in_that_year_is_doubted(town: Town) -> None:
    boss = town.person("dirigente.as").says("proroga AS4.3 al 31 gennaio")
    boss.sees("a 31/01/2025", "dopo la fine del 2024")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("dirigente.as", "/nuovo AS3; Fiera; espositori; count; 30; 30 novembre"),
        ("segretario", "apri un monitoraggio con termine 30 novembre"),
    ],
)
def test_so_is_that_of_what_is_opened(spring: Town, who: str, said: str) -> None:
    spring.person(who).says(said).sees("30/11/2024").sees_buttons("Conferma")
