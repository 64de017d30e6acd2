"""Drills: several workers over one server, and what goes wrong between them and it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ledger import stores
from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.errors_file import LedgerUnreachable
from ledger.ledger import Ledger

from ... import postgres
from ...town import MORNING
from ..conftest import plus
from .conftest import Make

CODE = "AS4.3.1"

WORKING = """
import sys, time
from decimal import Decimal
from pathlib import Path
from ledger import stores
from ledger.clock import FixedClock, parse_instant
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger
from ledger.progress.change import Said
address, tables, name, count, stops = *sys.argv[1:4], int(sys.argv[4]), sys.argv[5]
stores.follow(Path(tables), address)
ledger = Ledger.open(Path(tables), FixedClock(parse_instant("2024-09-16T10:00")))
command = RecordProgress((Said("AS4.3.1", "increment", Decimal(1)),))
for n in range(count):
    key = f"{name}:{n}"
    if stops and n == count // 2:
        with ledger.transaction():
            ledger.record(command, actor="eq.as4", cause="test", key=key)
            print("holds", flush=True)
            time.sleep(600)
    (written,) = ledger.execute(command, actor="eq.as4", cause="test", key=key)
    print(written.seq, flush=True)
ledger.close()
"""


@pytest.fixture
def address(on_server: Make, founded: Path) -> str:
    """The small town's ledger on the server."""
    made = on_server()
    stores.migrate(str(founded), made)
    return made


def worker(address: str, tables: Path) -> Ledger:
    stores.follow(tables, address)
    return Ledger.open(tables, FixedClock(MORNING))


def report(ledger: Ledger, value: int = 1, key: str | None = None) -> int:
    command = RecordProgress((plus(CODE, value),))
    return ledger.execute(command, actor="eq.as4", cause="test", key=key)[0].seq


def stands(ledger: Ledger) -> int:
    value = ledger.view.standing(CODE)
    return int(value.number) if value else 0


def started(
    address: str, tables: Path, count: int, *, stops: bool = False
) -> subprocess.Popen[str]:
    """A process that records one at a time and says each number once it is recorded; `stops`: half
    way it is left holding an append that it never ends."""
    words = [address, str(tables), tables.stem, str(count), "yes" if stops else ""]
    command = [sys.executable, "-c", WORKING, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def until(process: subprocess.Popen[str], word: str) -> list[int]:
    """The numbers it said before a word."""
    assert process.stdout is not None
    return [int(line) for line in iter(process.stdout.readline, f"{word}\n") if line]


def said(process: subprocess.Popen[str]) -> list[int]:
    out, _ = process.communicate(timeout=120)
    return [int(line) for line in out.splitlines() if line.isdigit()]


def eventually(ask: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(LedgerUnreachable):
            if ask():
                return True
        time.sleep(0.05)
    return False


def test_one_of_three_workers_killed_in_mid_append_loses_nothing_it_said_and_holds_nobody(
    address: str, tmp_path: Path
) -> None:
    killed = started(address, tmp_path / "killed.db", 20, stops=True)
    others = [started(address, tmp_path / f"w{n}.db", 20) for n in range(2)]
    numbers = until(killed, "holds")
    killed.kill()
    numbers += said(killed)
    for other in others:
        numbers += said(other)
    assert len(numbers) == len(set(numbers)) == 50
    with closing(worker(address, tmp_path / "killed.db")) as again:
        assert stands(again) == 50, "what it held was never recorded, what it said was"
        assert report(again, key="killed:0") in numbers, "asked again, it is known"
        head = again.verify()
        assert [e.seq for e in again.log.every()] == list(range(1, head.seq + 1))
        assert again.differs_from_rebuild() == []


def test_a_worker_that_hangs_in_mid_append_is_cut_off_by_the_server(
    address: str, tmp_path: Path
) -> None:
    impatient = f"{address}%20-cidle_in_transaction_session_timeout%3D500"
    hangs = started(impatient, tmp_path / "hangs.db", 4, stops=True)
    until(hangs, "holds")
    os.kill(hangs.pid, signal.SIGSTOP)
    try:
        with closing(worker(address, tmp_path / "w.db")) as ledger:
            assert report(ledger) == ledger.log.head().seq
            assert ledger.verify() == ledger.log.head()
    finally:
        hangs.kill()
        hangs.communicate()


def test_a_server_that_is_restarted_is_reached_again_and_what_was_recorded_is_there(
    address: str, tmp_path: Path, server: postgres.Server
) -> None:
    with closing(worker(address, tmp_path / "w.db")) as ledger:
        report(ledger, 4, key="before")
        assert ledger.log.leads()
        server.stop()
        for ask in (lambda: report(ledger, 5, key="after"), ledger.log.leads):
            with pytest.raises(LedgerUnreachable):
                ask()
        server.start()
        assert eventually(lambda: report(ledger, 5, key="after") > 0)
        assert (stands(ledger), ledger.verify()) == (9, ledger.log.head())
        assert eventually(ledger.log.leads), "and nobody has taken the calendar meanwhile"


def test_one_worker_keeps_the_calendar_and_another_takes_it_when_it_is_gone(
    address: str, tmp_path: Path, on_server: Make, founded: Path
) -> None:
    first, second = (worker(address, tmp_path / f"{n}.db") for n in "ab")
    assert [first.log.leads(), second.log.leads(), first.log.leads()] == [True, False, True]
    elsewhere = on_server()
    stores.migrate(str(founded), elsewhere)
    with closing(worker(elsewhere, tmp_path / "c.db")) as another_town:
        assert another_town.log.leads(), "another town of the same server has its own"
    first.close()
    assert eventually(second.log.leads)
    second.close()


def test_a_worker_that_was_away_for_a_day_says_how_far_behind_it_is_and_answers_as_the_others(
    address: str, tmp_path: Path
) -> None:
    away = worker(address, tmp_path / "away.db")
    stands(away)
    away.close()
    with closing(worker(address, tmp_path / "busy.db")) as busy:
        for _ in range(60):
            report(busy)
        with closing(worker(address, tmp_path / "away.db")) as back:
            assert back.behind() == 60
            assert stands(back) == stands(busy) == 60
            assert back.behind() == 0
            assert report(back) == busy.log.head().seq
            assert stands(busy) == 61, "its own writes and those of others"
