"""What every store of the log promises, tried on a file and on a real PostgreSQL server."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from ledger import stores
from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress, UndoProgress
from ledger.errors import NotWaiting
from ledger.errors_file import LedgerExists, LedgerUnreachable
from ledger.errors_proof import GuardsMissing
from ledger.ledger import Ledger
from ledger.log.postgres import PostgresLog
from ledger.log.table import row_of

from ...town import MORNING, at, found
from ..conftest import plus

CODE = "AS4.3.1"
Make = Callable[[], str]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small town in a file, to be moved wherever a test wants it."""
    path = tmp_path_factory.mktemp("town") / "town.db"
    ledger = Ledger.create(path, FixedClock(at("2024-01-02", 8)))
    found(ledger)
    ledger.close()
    return path


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest, town: Path, tmp_path: Path) -> str:
    """Where the small town's ledger is: a file, or a server."""
    if request.param == "server":
        address: str = request.getfixturevalue("on_server")()
    else:
        address = str(tmp_path / "ledger.db")
    stores.migrate(str(town), address)
    return address


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    opened = worker(store)
    yield opened
    opened.close()


def worker(store: str) -> Ledger:
    return Ledger.open(stores.followed(store), FixedClock(MORNING))


def report(ledger: Ledger, value: int = 1, key: str | None = None) -> int:
    command = RecordProgress((plus(CODE, value),))
    return ledger.execute(command, actor="eq.as4", cause="test", key=key)[0].seq


def stands(ledger: Ledger) -> int:
    value = ledger.view.standing(CODE)
    return int(value.number) if value else 0


def test_events_go_on_from_the_head_and_the_chain_holds(ledger: Ledger) -> None:
    before = ledger.log.head().seq
    assert [report(ledger), report(ledger, 4)] == [before + 1, before + 2]
    assert ledger.verify() == ledger.log.head()
    assert (stands(ledger), ledger.differs_from_rebuild()) == (5, [])


def test_a_key_acts_once_and_a_refusal_leaves_nothing(ledger: Ledger) -> None:
    seq = report(ledger, 3, key="card:1")
    assert report(ledger, 3, key="card:1") == seq
    ledger.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test")
    with pytest.raises(NotWaiting):
        ledger.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test", key="again")
    assert (ledger.log.with_key("again"), ledger.log.head().seq) == ([], seq + 1)


def test_what_is_recorded_together_is_there_whole_or_not_at_all(ledger: Ledger) -> None:
    before = ledger.log.head()
    with pytest.raises(RuntimeError), ledger.transaction():
        ledger.record(RecordProgress((plus(CODE, 1),)), actor="eq.as4", cause="test")
        raise RuntimeError("the power went")
    assert (ledger.log.head(), stands(ledger)) == (before, 0)
    assert report(ledger) == before.seq + 1


def test_of_several_attempts_one_may_fail_and_leaves_nothing(ledger: Ledger) -> None:
    before = ledger.log.head().seq
    with ledger.transaction():
        ledger.record(RecordProgress((plus(CODE, 1),)), actor="eq.as4", cause="test")
        with pytest.raises(RuntimeError), ledger.attempt():
            ledger.record(RecordProgress((plus(CODE, 10),)), actor="eq.as4", cause="test")
            raise RuntimeError("this one alone")
        ledger.record(RecordProgress((plus(CODE, 2),)), actor="eq.as4", cause="test")
    assert (ledger.log.head().seq, stands(ledger)) == (before + 2, 3)
    assert ledger.verify().seq == before + 2


def test_what_one_worker_records_the_other_reads_and_decides_on(store: str, ledger: Ledger) -> None:
    other = worker(store)
    seq = report(ledger, 7)
    assert stands(other) == 7
    other.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test")
    with pytest.raises(NotWaiting):
        ledger.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test")
    assert (stands(ledger), other.log.head()) == (0, ledger.log.head())
    other.close()


def test_the_past_is_the_same_in_every_store(ledger: Ledger) -> None:
    seq = report(ledger, 7)
    ledger.clock = FixedClock(at("2024-09-20", 9))
    ledger.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test")
    with ledger.view_at(None, at("2024-09-17", 9)) as view:
        value = view.standing(CODE)
    assert value is not None and int(value.number) == 7
    assert stands(ledger) == 0


APPENDING = """
import sys
from pathlib import Path
from decimal import Decimal
from ledger import stores
from ledger.clock import FixedClock, parse_instant
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger
from ledger.progress.change import Said
address, tables, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
stores.follow(tables, address)
ledger = Ledger.open(tables, FixedClock(parse_instant("2024-09-16T10:00")))
said = Said("AS4.3.1", "increment", Decimal(1))
for _ in range(count):
    ledger.execute(RecordProgress((said,)), actor="eq.as4", cause="test")
ledger.close()
"""


def test_processes_that_clash_leave_no_gap(on_server: Make, town: Path, tmp_path: Path) -> None:
    address = on_server()
    stores.migrate(str(town), address)
    first = worker(address)
    before = first.log.head().seq
    asked = [sys.executable, "-c", APPENDING, address]
    running = [subprocess.Popen([*asked, str(tmp_path / f"tables{n}.db"), "25"]) for n in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    assert [e.seq for e in first.log.every()] == list(range(1, before + 101))
    assert (first.verify().seq, stands(first)) == (before + 100, 100)
    assert first.differs_from_rebuild() == []
    first.close()


def test_a_worker_killed_after_the_server_committed_catches_up(on_server: Make, town: Path) -> None:
    address = on_server()
    stores.migrate(str(town), address)
    ledger = worker(address)
    ledger.file.conn.execute("begin immediate")
    ledger.record(RecordProgress((plus(CODE, 9),)), actor="eq.as4", cause="test", key="card:9")
    ledger.log.commit()
    ledger.file.conn.execute("rollback")
    ledger.close()
    again = worker(address)
    assert (stands(again), report(again, 9, key="card:9")) == (9, again.log.head().seq)
    assert again.differs_from_rebuild() == []
    again.close()


def test_the_server_itself_refuses_to_change_the_log(on_server: Make, town: Path) -> None:
    address = on_server()
    stores.migrate(str(town), address)
    with psycopg.connect(address, autocommit=True) as outside:
        for statement in (
            "update events set actor = 'altro' where seq = 3",
            "delete from events where seq = 3",
            "truncate events",
            "insert into events select seq + 1000, stream, version + 1000, type, schema, "
            "recorded_at, effective_on, actor, cause, key || 'x', data, prev, hash from events "
            "where seq = 3",
        ):
            with pytest.raises(psycopg.errors.RaiseException):
                outside.execute(statement)  # type: ignore[call-overload]
        outside.execute("alter table events disable trigger events_no_update")
    ledger = worker(address)
    with pytest.raises(GuardsMissing) as gone:
        ledger.verify()
    assert gone.value.names == ("events_no_update",)
    ledger.verify()
    ledger.close()


def test_a_lost_connection_is_made_again(on_server: Make, town: Path) -> None:
    address = on_server()
    stores.migrate(str(town), address)
    ledger = worker(address)
    report(ledger, 2)
    with psycopg.connect(address, autocommit=True) as outside:
        outside.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() "
            "and backend_type = 'client backend'"
        )
    with pytest.raises(LedgerUnreachable):
        report(ledger, 3)
    report(ledger, 3)
    assert (stands(ledger), ledger.verify()) == (5, ledger.log.head())
    ledger.close()


def rows(store: str) -> list[tuple[object, ...]]:
    ledger = worker(store)
    found = [row_of(e) for e in ledger.log.every()]
    ledger.close()
    return found


def test_a_ledger_goes_there_and_back_byte_for_byte(
    on_server: Make, town: Path, tmp_path: Path
) -> None:
    address, back = on_server(), tmp_path / "back.db"
    count = len(rows(str(town)))
    assert stores.migrate(str(town), address) == count
    assert stores.migrate(address, str(back)) == count
    assert rows(str(town)) == rows(address) == rows(str(back))
    columns = "select * from events order by seq"
    with closing(sqlite3.connect(town)) as there, closing(sqlite3.connect(back)) as again:
        assert there.execute(columns).fetchall() == again.execute(columns).fetchall()


def test_a_move_that_was_broken_off_goes_on(on_server: Make, town: Path) -> None:
    address = on_server()
    source = worker(str(town))
    log = PostgresLog(address, source.keys)
    log.found()
    log.put([e for e in source.log.every() if e.seq <= 10])
    log.commit()
    log.close()
    assert stores.migrate(str(town), address) == source.log.head().seq - 10
    assert stores.migrate(str(town), address) == 0
    source.close()


def test_one_town_is_not_moved_onto_another(on_server: Make, town: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    ledger = Ledger.create(other, FixedClock(at("2024-01-03", 8)))
    found(ledger)
    ledger.close()
    address = on_server()
    stores.migrate(str(town), address)
    with pytest.raises(LedgerExists):
        stores.migrate(str(other), address)
    assert rows(address) == rows(str(town))


def test_what_is_known_by_an_instant_is_asked_of_what_was_kept_alone(ledger: Ledger) -> None:
    founded, before = ledger.log.head().seq, at("2024-09-16", 23)
    with suppress(NotWaiting), ledger.transaction():
        ledger.record(RecordProgress((plus(CODE, 1),)), actor="eq.as4", cause="test")
        assert ledger.log.known_by(before) == founded + 1
        raise NotWaiting(founded + 1, "")
    assert ledger.log.known_by(before) == founded
    assert isinstance(ledger.clock, FixedClock)
    ledger.clock.move(at("2024-09-17", 9))
    reports = [report(ledger) for _ in range(20)]
    assert ledger.log.known_by(before) == founded
    assert ledger.log.known_by(at("2024-09-17", 8)) == founded
    assert ledger.log.known_by(at("2024-09-17", 9)) == reports[-1]
    assert ledger.log.known_by(at("2024-01-01", 0)) == 0
