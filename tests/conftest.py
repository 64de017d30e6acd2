"""What all tests share: the small town's ledger, made once and copied for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ledger.clock import FixedClock
from ledger.ledger import Ledger
from ledger.progress.scanner import VARIABLE as SCANNER

from . import postgres
from .town import MORNING, OPENED, at, copy_of, new_ledger, opened

# A slow machine is no failure, and a submission is judged on the same examples as the one before:
# new ones are looked for wherever people develop.
# An antivirus that this machine happens to have has no say in the tests.
os.environ[SCANNER] = ""

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small town's ledger as it stood on 2 January, before anybody reported."""
    path = tmp_path_factory.mktemp("town") / "traguardo.db"
    new_ledger(path, at("2024-01-02", 8)).close()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A real PostgreSQL server, shared by the tests of the stores and the drills."""
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL here: install Debian's postgresql, or pgserver from PyPI")
    with postgres.server() as running:
        yield running


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    """Everything a test opened through `town.opened`."""
    yield
    while OPENED:
        OPENED.pop().close()


@pytest.fixture
def ledger_path(founded: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copy_of(founded, tmp_path / "traguardo.db")


@pytest.fixture
def open_ledger(ledger_path: Path) -> Callable[[], Ledger]:
    """Opens the test's ledger on the tests' morning, as one more process would."""
    return lambda: opened(Ledger.open(ledger_path, FixedClock(MORNING)))


@pytest.fixture
def ledger(open_ledger: Callable[[], Ledger]) -> Ledger:
    return open_ledger()
