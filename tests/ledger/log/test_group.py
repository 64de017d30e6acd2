"""Many writers at once: each is answered for their own, all of it in one chain."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.errors import UnknownCode
from ledger.group import Group
from ledger.ledger import Ledger

from ...town import at, found
from ..conftest import plus

CODE = "AS4.3.1"
CLOCK = FixedClock(at("2024-01-02"))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "town.db"
    with closing(Ledger.create(path, CLOCK)) as ledger:
        found(ledger)
    yield path


def test_eight_writers_are_each_answered_with_what_is_on_disk(town: Path) -> None:
    with closing(Ledger.open(town, CLOCK)) as ledger, closing(_group(town)) as group:
        before = ledger.log.head().seq

        def write(writer: int) -> list[int]:
            command = RecordProgress((plus(CODE, writer),))
            return [
                group.execute(command, actor="eq.as4", cause=f"chat:{writer}")[0].seq
                for _ in range(5)
            ]

        with ThreadPoolExecutor(8) as crowd:
            answered = [*crowd.map(write, range(1, 9))]
        seqs = sorted(seq for each in answered for seq in each)
        assert seqs == [*range(before + 1, before + 41)]
        causes = {e.seq: e.cause for e in ledger.log.after(before)}
        assert all(causes[seq] == f"chat:{n}" for n, own in enumerate(answered, 1) for seq in own)
        standing = ledger.view.standing(CODE)
        assert standing is not None and standing.number == 5 * sum(range(1, 9))
        assert ledger.verify().seq == before + 40


def test_one_who_is_refused_takes_nobody_along(town: Path) -> None:
    with closing(_group(town)) as group:

        def write(code: str) -> object:
            try:
                return group.execute(
                    RecordProgress((plus(code, 1),)), actor="eq.as4", cause="test"
                )[0].seq
            except UnknownCode as no:
                return type(no)

        with ThreadPoolExecutor(8) as crowd:
            found_ = [*crowd.map(write, [CODE, "AS4.99.1"] * 8)]
    assert found_.count(UnknownCode) == 8
    with closing(Ledger.open(town, CLOCK)) as ledger:
        assert sorted(n for n in found_ if isinstance(n, int))[-1] == ledger.log.head().seq
        assert ledger.differs_from_rebuild() == []


def _group(town: Path) -> Group:
    return Group(partial(Ledger.open, town, CLOCK))
