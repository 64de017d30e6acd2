"""A town of a few events, with a head that was signed and published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger

from ... import town
from ...town import MORNING, new_ledger
from ..conftest import plus

Opened = Callable[[], Ledger]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path / "traguardo.db", MORNING)
    for value in range(3):
        command = RecordProgress((plus("AS4.3.1", value + 1),))
        ledger.execute(command, actor="eq.as4", cause="test")
    ledger.close()
    return tmp_path / "traguardo.db"


@pytest.fixture
def opened(path: Path) -> Opened:
    return lambda: town.opened(Ledger.open(path, FixedClock(MORNING)))


@pytest.fixture
def ledger(opened: Opened) -> Ledger:
    return opened()
