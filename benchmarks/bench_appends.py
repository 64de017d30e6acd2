"""A durable append against a raw insert and a save of `eventsourcing`; eight writers at once.

Ours is decided (who may, what the plan says), chained, put in the tables and flushed; a raw insert
is the same row in the same table, without its guards, as durable; `eventsourcing` projects nothing.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from threading import Thread

from benchmarks.measure import Results, Took, interleaved, percentile
from benchmarks.sourced import Indicator, Town
from bot.cli.base import CommonOptions
from bot.cli.creation import create_demo
from ledger.clock import FixedClock, parse_instant
from ledger.commands.progress import RecordProgress
from ledger.group import Group
from ledger.ledger import Ledger
from ledger.log.sqlite import COLUMNS, INSERT, SCHEMA
from ledger.progress.change import Said

NOW = "2024-09-16T10:00"
PERSON = "eq.as4"
ROUNDS = 210
BLOCKS = 7
WRITERS = 8
EACH = 40
"""Appends of each writer in a round."""


def one_more() -> RecordProgress:
    return RecordProgress((Said("AS4.3.1", "increment", Decimal(1)),))


def raw_insert(ledger: Ledger, path: Path) -> Callable[[], object]:
    """The last row of the log again and again, in a table of its own."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("pragma journal_mode = wal")
    raw.execute("pragma synchronous = full")
    raw.executescript(SCHEMA.partition("create trigger")[0])
    row = ledger.file.execute(f"select {COLUMNS} from events order by seq desc limit 1").fetchone()
    numbers = count(1)

    def insert() -> None:
        n = next(numbers)
        raw.execute(INSERT, (n, row[1], n, *row[3:9], f"key{n}", *row[10:]))

    return insert


def one_by_one(results: Results, ledger: Ledger, folder: Path) -> None:
    town, indicator, command = Town(folder / "sourced.db"), Indicator("AS4.3.1"), one_more()
    took = interleaved(
        {
            "ours": partial(ledger.execute, command, actor=PERSON, cause="bench"),
            "raw": raw_insert(ledger, folder / "raw.db"),
            "sourced": partial(town.record, indicator, "bench"),
        },
        ROUNDS,
    )
    results.compared("append_vs_raw", took["raw"], took["ours"], BLOCKS, "≥ 0.75")
    results.compared("append_vs_eventsourcing", took["sourced"], took["ours"], BLOCKS, "≥ 1.4")
    town.close()


def crowd(act: Callable[[int], object]) -> list[float]:
    """Eight threads, each with so many appends: seconds of each append."""
    took: list[list[float]] = [[] for _ in range(WRITERS)]

    def work(writer: int) -> None:
        for _ in range(EACH):
            start = time.perf_counter()
            act(writer)
            took[writer].append(time.perf_counter() - start)

    threads = [Thread(target=work, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [t for each in took for t in each]


def together(results: Results, path: Path, clock: FixedClock, folder: Path) -> None:
    group, town = Group(partial(Ledger.open, path, clock)), Town(folder / "crowd.db")
    command, indicators = one_more(), [Indicator(f"AS4.{n}") for n in range(WRITERS)]
    ours, theirs = Took(), Took()
    waits: dict[str, list[float]] = {"ours": [], "sourced": []}
    for _ in range(BLOCKS):
        with ours.round():
            waits["ours"] += crowd(lambda n: group.execute(command, actor=PERSON, cause="bench"))
        with theirs.round():
            waits["sourced"] += crowd(lambda n: town.record(indicators[n], "bench"))
    results.compared("group_vs_eventsourcing", theirs, ours, BLOCKS, "≥ 2.5")
    slow = {name: round(percentile(times, 99) * 1000, 2) for name, times in waits.items()}
    results.note("group_p99_ms", slow)
    group.close()
    town.close()


def main(results: Results) -> int:
    with tempfile.TemporaryDirectory(prefix="traguardo-bench-") as name:
        folder = Path(name)
        path = folder / "demo.db"
        create_demo(CommonOptions(str(path), NOW))
        clock = FixedClock(parse_instant(NOW))
        ledger = Ledger.open(path, clock)
        one_by_one(results, ledger, folder)
        ledger.close()
        together(results, path, clock, folder)
    return 0
