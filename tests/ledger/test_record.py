"""Properties of the record: rebuilt equals incremental, a changed byte is found, a key acts once,
whoever else holds the file leaves no gap, and the database itself refuses to forget."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import projections
from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.errors import ChainBroken, Refusal
from ledger.errors_file import LedgerExists, LedgerLocked
from ledger.ledger import Ledger
from ledger.log import GENESIS
from ledger.log.sqlite import COLUMNS
from ledger.progress.standings import standing
from ledger.projections import reports

from ..town import MORNING, at
from .conftest import KEYS, copied, in_memory, plus, said
from .histories import HISTORIES, Step, live

FREELY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def report(ledger: Ledger, value: int = 1, key: str | None = None) -> list[int]:
    command = RecordProgress((plus("AS4.3.1", value),))
    return [e.seq for e in ledger.execute(command, actor="eq.as4", cause="test", key=key)]


@given(history=HISTORIES)
@FREELY
def test_rebuilt_equals_incremental_for_any_history_however_many_rows_are_kept_back(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    live(ledger, history)
    assert ledger.differs_from_rebuild() == []
    with patch.object(reports, "KEPT_BACK", 3), patch.object(reports, "REMEMBERED", 7):
        assert ledger.differs_from_rebuild() == []
    ledger.rebuild()
    assert ledger.differs_from_rebuild() == []
    assert ledger.verify().seq == ledger.log.head().seq


@given(history=HISTORIES)
@FREELY
def test_replayed_to_the_last_instant_equals_now(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    live(ledger, history)
    last = ledger.log.head().recorded_at
    assert last is not None
    with ledger.view_at(None, last) as view:
        replayed = standing(view, "ENTE", at("2024-12-30").date())
    assert replayed == standing(ledger.view, "ENTE", at("2024-12-30").date())


@given(before=HISTORIES, after=HISTORIES)
@FREELY
def test_what_was_known_then_can_be_had_again_whatever_came_later(
    memory: Callable[[], Ledger], before: list[Step], after: list[Step]
) -> None:
    ledger = memory()
    live(ledger, before)
    then = ledger.log.head().recorded_at
    assert then is not None
    later = then + dt.timedelta(days=1)
    with ledger.view_at(then, then) as view:
        answered = standing(view, "ENTE", later.date())
    live(ledger, after, since=later)
    with ledger.view_at(then, then) as view:
        assert standing(view, "ENTE", later.date()) == answered


# Any changed byte is found


def altered(ledger: Ledger, seq: int, column: str, value: object) -> ChainBroken | None:
    """What verify says of a copy where somebody with the file in hand changed one field."""
    copy = in_memory(ledger._db.conn)
    for trigger in ("events_no_update", "events_no_delete"):
        copy.execute(f"drop trigger {trigger}")
    copy.execute(f"update events set {column} = ? where seq = ?", (value, seq))
    try:
        Ledger(Path("copy"), copy, FixedClock(MORNING)).verify()
    except ChainBroken as broken:
        return broken
    return None


def stored(ledger: Ledger, seq: int, column: str) -> object:
    row = ledger._db.execute(f"select {column} from events where seq = ?", (seq,)).fetchone()
    return row[0]


@pytest.fixture(scope="module")
def one_year(image: sqlite3.Connection) -> Iterator[Ledger]:
    with closing(copied(image)) as db:
        ledger = Ledger(Path("year"), db, FixedClock(MORNING), KEYS)
        for value in range(5):
            report(ledger, value + 1)
        yield ledger


TEXTS = [name for name in COLUMNS.split(", ") if name not in ("seq", "version", "schema")]


@pytest.mark.parametrize("column", TEXTS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_changed_character_of_any_text_is_found_at_its_event(
    one_year: Ledger, column: str, data: st.DataObject
) -> None:
    seq = data.draw(st.integers(1, one_year.log.head().seq))
    text = str(stored(one_year, seq, column))
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=0x2FF).filter(
        lambda c: c != text[place]
    ))  # fmt: skip
    broken = altered(one_year, seq, column, text[:place] + other + text[place + 1 :])
    assert broken is not None and broken.seq == seq


@pytest.mark.parametrize("column", TEXTS)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_character_too_many_or_too_few_is_found(
    one_year: Ledger, column: str, data: st.DataObject
) -> None:
    seq = data.draw(st.integers(1, one_year.log.head().seq))
    text = str(stored(one_year, seq, column))
    place = data.draw(st.integers(0, len(text) - 1))
    less = altered(one_year, seq, column, text[:place] + text[place + 1 :])
    more = altered(one_year, seq, column, f"{text[:place]} {text[place:]}")
    assert less is not None and less.seq == seq
    assert more is not None and more.seq == seq


@pytest.mark.parametrize("column", ["version", "schema"])
@pytest.mark.parametrize("value", [0, 99, 2.5, "x", b"1"])
def test_a_changed_number_is_found(one_year: Ledger, column: str, value: object) -> None:
    broken = altered(one_year, 7, column, value)
    assert broken is not None and broken.seq == 7


@pytest.mark.parametrize("column", TEXTS)
def test_bytes_that_are_no_text_are_found(one_year: Ledger, column: str) -> None:
    copy = in_memory(one_year._db.conn)
    copy.execute("drop trigger events_no_update")
    copy.execute(f"update events set {column} = cast(x'ff41' as text) where seq = 7")
    with pytest.raises(ChainBroken) as broken:
        Ledger(Path("copy"), copy, FixedClock(MORNING)).verify()
    assert broken.value.seq == 7


def test_a_missing_event_is_named(one_year: Ledger) -> None:
    copy = in_memory(one_year._db.conn)
    copy.execute("drop trigger events_no_delete")
    copy.execute("delete from events where seq = 7")
    with pytest.raises(ChainBroken) as broken:
        Ledger(Path("copy"), copy, FixedClock(MORNING)).verify()
    assert (broken.value.seq, broken.value.why) == (7, "missing")


def test_a_renumbered_event_is_missing_where_it_was(one_year: Ledger) -> None:
    broken = altered(one_year, 7, "seq", 700)
    assert broken is not None and broken.seq == 7


def test_two_events_that_changed_places_are_found(one_year: Ledger) -> None:
    copy = in_memory(one_year._db.conn)
    copy.execute("drop trigger events_no_update")
    for was, now_is in ((7, -1), (8, 7), (-1, 8)):
        copy.execute("update events set seq = ? where seq = ?", (now_is, was))
    with pytest.raises(ChainBroken) as broken:
        Ledger(Path("copy"), copy, FixedClock(MORNING)).verify()
    assert broken.value.seq == 7


def test_the_first_event_follows_nothing(one_year: Ledger) -> None:
    assert next(one_year.log.after()).prev == GENESIS


# The database refuses to forget


@pytest.mark.parametrize(
    "statement",
    [
        "update events set data = '{}' where seq = 3",
        "update or ignore events set data = '{}' where seq = 3",
        "update or replace events set seq = 4 where seq = 3",
        "delete from events where seq = 3",
        "delete from events",
        "insert into events select 3, stream, 99, type, schema, recorded_at, effective_on, actor,"
        " cause, 'new', data, prev, hash from events where seq = 3",
        "insert or replace into events select 3, stream, 99, type, schema, recorded_at,"
        " effective_on, actor, cause, 'new', data, prev, hash from events where seq = 3",
        "insert or replace into events select (select max(seq) + 1 from events), stream, 99, type,"
        " schema, recorded_at, effective_on, actor, cause, key, data, prev, hash"
        " from events where seq = 3",
        "insert or replace into events select (select max(seq) + 1 from events), stream, version,"
        " type, schema, recorded_at, effective_on, actor, cause, 'new', data, prev, hash"
        " from events where seq = 3",
        "insert into events select (select max(seq) + 2 from events), stream, 99, type, schema,"
        " recorded_at, effective_on, actor, cause, 'new', data, prev, hash from events"
        " where seq = 3",
        "insert into events select * from events where seq = 3"
        " on conflict (seq) do update set data = '{}'",
    ],
    ids=lambda statement: " ".join(str(statement).split()[:3]),
)
def test_the_database_refuses_to_change_what_was_written(ledger_path: Path, statement: str) -> None:
    other = sqlite3.connect(ledger_path, isolation_level=None)
    before = other.execute("select * from events order by seq").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)
    assert other.execute("select * from events order by seq").fetchall() == before
    other.close()


# A key acts once


@given(keys=st.lists(st.sampled_from("abcd"), max_size=12))
@FREELY
def test_the_same_key_twice_acts_once(memory: Callable[[], Ledger], keys: list[str]) -> None:
    ledger = memory()
    first: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        seqs = report(ledger, n + 1, key)
        assert first.setdefault(key, seqs) == seqs, "the same answer as the first time"
    recorded = [e.key for e in ledger.log.stream("indicator:2024:AS4.3.1")]
    assert recorded == list(dict.fromkeys(keys))


def test_several_facts_under_one_key_act_once(ledger: Ledger) -> None:
    command = RecordProgress((plus("AS4.3.1", 2), said("AS4.4.1", of=(1, 2))))
    once = ledger.execute(command, actor="eq.as4", cause="test", key="k")
    assert ledger.execute(command, actor="eq.as4", cause="test", key="k") == once
    assert [e.key for e in once] == ["k:0", "k:1"]


def test_a_refusal_leaves_nothing_under_its_key(ledger: Ledger) -> None:
    head = ledger.log.head()
    wrong = RecordProgress((plus("AS4.3.1", 2), said("AS4.4.1", of=(1, 0))))
    with pytest.raises(Refusal):
        ledger.execute(wrong, actor="eq.as4", cause="test", key="k")
    assert ledger.log.head() == head
    assert report(ledger, key="k") == [head.seq + 1]


# Several at once


def chain_holds(ledger: Ledger, events: int) -> None:
    seqs = [e.seq for e in ledger.log.after()]
    assert seqs == list(range(1, events + 1))
    assert ledger.verify().seq == events
    assert ledger.differs_from_rebuild() == []


EACH = 12


def test_two_processes_on_one_file_leave_no_gap(open_ledger: Callable[[], Ledger]) -> None:
    ledger = open_ledger()
    before = ledger.log.head().seq
    ledger.close()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                own = open_ledger()
                for _ in range(EACH):
                    report(own)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    ledger = open_ledger()
    chain_holds(ledger, before + 2 * EACH)
    standing_ = ledger.view.standing("AS4.3.1")
    assert standing_ is not None and standing_.number == 2 * EACH


def test_two_threads_on_one_file_leave_no_gap(
    ledger_path: Path, open_ledger: Callable[[], Ledger]
) -> None:
    """Also when both are asked to do the same things: each is done once."""
    done: list[list[int]] = []

    def work() -> None:
        with closing(Ledger.open(ledger_path, FixedClock(MORNING))) as own:
            done.append([seq for n in range(EACH) for seq in report(own, key=f"k{n}")])

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2 and done[0] == done[1]
    ledger = open_ledger()
    chain_holds(ledger, done[0][-1])


def test_a_file_held_by_somebody_else_is_said_to_be_locked(
    open_ledger: Callable[[], Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.file.BUSY_SECONDS", 0.05)
    ledger, other = open_ledger(), open_ledger()
    with other.transaction(), pytest.raises(LedgerLocked):
        report(ledger)
    assert len(report(ledger)) == 1


# The file


def test_tables_of_an_older_shape_are_made_again_on_opening(
    open_ledger: Callable[[], Ledger],
) -> None:
    ledger = open_ledger()
    report(ledger, 5)
    ledger._db.execute("update projected set version = ?", (projections.VERSION - 1,))
    ledger._db.execute("delete from reports")
    ledger.close()
    again = open_ledger()
    assert again.differs_from_rebuild() == []
    assert again.view.standing("AS4.3.1") is not None


def test_tables_somebody_changed_are_named_and_mended(ledger: Ledger) -> None:
    report(ledger, 5)
    ledger._db.execute("update folds set number = '999'")
    assert ledger.differs_from_rebuild() == ["folds"]
    ledger.rebuild()
    assert ledger.differs_from_rebuild() == []


def test_a_ledger_takes_its_name_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "nuovo.db"
    with pytest.raises(RuntimeError), Ledger.creation(path) as unfinished:
        Ledger.create(unfinished, FixedClock(MORNING)).close()
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with Ledger.creation(path) as unfinished:
        Ledger.create(unfinished, FixedClock(MORNING)).close()
        assert not path.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "nuovo.db",
        "nuovo.db.keys",
        "nuovo.db.keys.master",
    ]
    with pytest.raises(LedgerExists), Ledger.creation(path):
        pass


def test_the_file_is_as_durable_as_sqlite_makes_it(ledger: Ledger) -> None:
    def pragma(name: str) -> object:
        return ledger._db.execute(f"pragma {name}").fetchone()[0]

    full = 2
    assert (pragma("journal_mode"), pragma("synchronous")) == ("wal", full)
