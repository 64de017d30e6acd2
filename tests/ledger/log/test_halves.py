"""Two processes that verify a log, each its half, find what one would."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.chain import COLUMNS, GENESIS, Sees, body_text
from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.errors import ChainBroken
from ledger.ledger import Ledger
from ledger.log import Head, text_hash, verify
from ledger.log.halves import verified

from ...town import at, found
from ..conftest import plus

CODE = "AS4.3.1"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    made = Ledger.create(
        tmp_path_factory.mktemp("year") / "a town.db", FixedClock(at("2024-01-02"))
    )
    with closing(made):
        found(made)
        for _ in range(30):
            made.execute(RecordProgress((plus(CODE, 1),)), actor="eq.as4", cause="test")
        yield made


def by_two(ledger: Ledger, sees: Sees | None = None) -> Head:
    return verified(ledger.log, sees, long=0)


def test_by_two_it_comes_to_what_one_finds(ledger: Ledger) -> None:
    one: list[bytes] = []
    two: list[bytes] = []
    head = verify(ledger.log.stored(), lambda seq, said, leaf: one.append(leaf))
    assert head == ledger.log.head() == by_two(ledger)
    assert head == by_two(ledger, lambda seq, said, leaf: two.append(leaf))
    assert (len(one), one) == (head.seq, two)


def test_events_recorded_meanwhile_are_not_missed_for(ledger: Ledger) -> None:
    before = by_two(ledger)
    ledger.execute(RecordProgress((plus(CODE, 1),)), actor="eq.as4", cause="test")
    assert by_two(ledger).seq == before.seq + 1


@pytest.mark.parametrize("column", ["data", "prev", "hash", "version", "effective_on"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.51, 0.9])
def test_a_change_in_either_half_is_named(ledger: Ledger, column: str, part: float) -> None:
    seq = int(ledger.log.head().seq * part)
    broken = spoilt(ledger, f"update events set {column} = {column} || '000' where seq = {seq}")
    assert (broken.seq, broken.why) == (seq, "altered")


def test_what_is_gone_is_named_wherever_it_was(ledger: Ledger) -> None:
    end = ledger.log.head().seq
    for seq in (3, end // 2, end // 2 + 1, end - 1):
        broken = spoilt(ledger, f"delete from events where seq = {seq}")
        assert (broken.seq, broken.why) == (seq, "missing")


def test_a_stream_that_begins_anew_in_the_second_half_is_found(ledger: Ledger) -> None:
    """Its hashes made right by who did it, so that only the count of its versions tells."""
    middle = ledger.log.head().seq // 2
    broken = spoilt(
        ledger, f"update events set version = version + 1000 where seq > {middle}", chained=True
    )
    assert broken.seq == middle + 1


def spoilt(ledger: Ledger, statement: str, *, chained: bool = False) -> ChainBroken:
    """What two find in a copy that somebody with the file in hand changed."""
    path = Path(ledger.path).with_name("spoilt.db")
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        ledger.file.conn.backup(copy)
        copy.execute("pragma journal_mode = delete")
        for guard in ("events_no_update", "events_no_delete"):
            copy.execute(f"drop trigger {guard}")
        copy.execute(statement)
        if chained:
            chain_again(copy)
    with closing(Ledger.open(path, ledger.clock, as_it_is=True)) as other:
        with pytest.raises(ChainBroken) as broken:
            by_two(other)
        with pytest.raises(ChainBroken) as by_one:
            verify(other.log.stored())
    assert (broken.value.seq, broken.value.why) == (by_one.value.seq, by_one.value.why)
    return broken.value


def chain_again(copy: sqlite3.Connection) -> None:
    prev = GENESIS
    for row in copy.execute(f"select {COLUMNS} from events order by seq").fetchall():
        hash_ = text_hash(body_text(*row[:11], prev))
        copy.execute("update events set prev = ?, hash = ? where seq = ?", (prev, hash_, row[0]))
        prev = hash_
