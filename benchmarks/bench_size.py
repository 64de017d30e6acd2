"""What size costs: a ledger of a million events beside one of a thousand.

Questions of the chat on both; the past against the present; a rebuild against the mere decoding of
a log of `eventsourcing`; `verify` against a plain SELECT of every column; a process started on the
large one, its memory, the bytes of an event with its tables.
"""

import asyncio
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from benchmarks import bulk
from benchmarks.measure import Results, Took, interleaved, percentile, seconds
from benchmarks.sourced import Indicator, Town
from benchmarks.talking import talking
from ledger.clock import FixedClock, day_of, parse_instant
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger
from ledger.progress.change import Said
from ledger.progress.standings import standing

SMALL = 1000
ROUNDS = 5
PERSON = "dirigente.a1"
SCOPES = ("A1", "A1-1", "A1-1.1", "A1-1.1.1")
QUESTIONS = (
    "/stato A1",
    "/stato A1-1.1",
    "/perche A1-1.1.1",
    "/storico A1-1.1.1",
    "/scadenze A1",
    "/obiettivi",
    "come siamo messi con l'area A1?",
)
ASKED = 40
"""How often each question is asked of each ledger."""
MOMENTS = 60
SOURCED = 100_000
"""Events of the other library's log: its speed does not depend on how many."""
CLI = (sys.executable, "-m", "traguardo")


def opened(path: Path) -> tuple[Ledger, FixedClock]:
    clock = FixedClock(parse_instant(bulk.ASKED))
    return Ledger.open(path, clock), clock


async def _questions(paths: dict[str, Path]) -> dict[str, dict[str, list[float]]]:
    """Seconds of each question on each ledger, asked of the two in turn."""
    took: dict[str, dict[str, list[float]]] = {q: {n: [] for n in paths} for q in QUESTIONS}
    (first, one), (second, other) = paths.items()
    a, clock_a = opened(one)
    b, clock_b = opened(other)
    async with talking(a, clock_a, PERSON) as small, talking(b, clock_b, PERSON) as large:
        for n in range(ASKED + 2):
            for question in QUESTIONS:
                for name, talk in ((first, small), (second, large)):
                    start = time.perf_counter()
                    await talk.line(question)
                    if n >= 2:
                        took[question][name].append(time.perf_counter() - start)
    a.close()
    b.close()
    return took


def questions(results: Results, small: Path, large: Path) -> None:
    took = asyncio.run(_questions({"small": small, "large": large}))
    slow = [percentile(t["large"], 99) / percentile(t["small"], 99) for t in took.values()]
    results.ratio("question_large_vs_small", slow, "p99 ≤ 1.2")
    told = {
        q: [round(statistics.median(t[n]) * 1000, 2) for n in ("small", "large")]
        for q, t in took.items()
    }
    results.note("question_ms_small_large", told)


def the_past(results: Results, path: Path) -> None:
    """The standing of a scope as of and as known at any instant, against the same about now."""
    ledger, clock = opened(path)
    chance = random.Random(2)
    now, then = Took(), Took()
    one_more = RecordProgress((Said("A1-1.1.1", "increment", Decimal(1)),))
    for n, instant in enumerate(bulk.instants(chance, MOMENTS * ROUNDS)):
        scope = SCOPES[n % len(SCOPES)]
        known = (None, instant)[n % 2]

        def present(scope: str = scope) -> None:
            standing(ledger.view, scope, day_of(clock.now()))

        def past(scope: str = scope, known: object = known, at: object = instant) -> None:
            with ledger.view_at(at, known) as view:  # type: ignore[arg-type]
                standing(view, scope, day_of(at))  # type: ignore[arg-type]

        # Where things stand now is remembered until something is recorded: here it always was.
        ledger.execute(one_more, actor=PERSON, cause="bench")
        with now.round():
            present()
        with then.round():
            past()
    results.compared("asof_vs_now", then, now, ROUNDS, "≤ 3")
    slowest = [round(percentile(then.clock, p) * 1000, 2) for p in (50, 99)]
    results.note("asof_ms_p50_p99", slowest)
    ledger.close()


def rates(results: Results, path: Path, folder: Path) -> None:
    ledger, _ = opened(path)
    events = ledger.log.head().seq
    town = Town(folder / "sourced.db")
    town.fill([Indicator(f"A1.{n}") for n in range(100)], SOURCED)
    decoded = 0

    def decode() -> None:
        nonlocal decoded
        decoded = sum(1 for _ in town.decoded())

    took = interleaved({"decode": decode, "rebuild": ledger.rebuild}, ROUNDS)
    theirs, ours = took["decode"].each(decoded), took["rebuild"].each(events)
    results.compared("rebuild_vs_eventsourcing", theirs, ours, ROUNDS, "≥ 3")
    results.note("rebuild_us_per_event", ours.microseconds)
    town.close()

    def select() -> None:
        for _ in ledger.file.conn.execute("select * from events order by seq"):
            pass

    took = interleaved({"select": select, "verify": ledger.verify}, ROUNDS)
    results.compared("verify_vs_select", took["select"], took["verify"], ROUNDS, "≥ 0.5")
    results.note("select_us_per_event", took["select"].each(events).microseconds)
    results.note("verify_us_per_event", took["verify"].each(events).microseconds)
    ledger.file.conn.execute("pragma wal_checkpoint(truncate)")
    results.figure("bytes_per_event", [path.stat().st_size / events], "< 600")
    ledger.close()


def processes(results: Results, path: Path) -> None:
    """Milliseconds of `--help`, and from nothing to the first answer; megabytes after a few."""
    command = ("--db", str(path), "--now", bulk.ASKED, "chat", "--as", PERSON, "--json")
    for name, act, aim in (
        ("help_ms", lambda: run("--help"), "< 150"),
        ("start_ms", lambda: run(*command, said="/stato A1\n"), "< 800"),
    ):
        act()  # writes the bytecode, where it is not there
        before = processor_of_children()
        results.figure(name, [seconds(act) * 1000 for _ in range(ROUNDS)], aim)
        spent = (processor_of_children() - before) / ROUNDS
        results.note(f"{name.removesuffix('_ms')}_cpu_ms", round(spent * 1000))
    said = "\n".join(QUESTIONS * 3) + "\n"
    results.figure("rss_mb", [memory_of(command, said) for _ in range(ROUNDS)], "< 150")


def processor_of_children() -> float:
    """Seconds that the processes started from here took of a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*arguments: str, said: str = "") -> None:
    subprocess.run([*CLI, *arguments], input=said, text=True, check=True, capture_output=True)


def memory_of(command: tuple[str, ...], said: str) -> float:
    """The most memory a process held, in megabytes."""
    script = (
        "import json, resource, subprocess, sys\n"
        "asked = json.load(sys.stdin)\n"
        "subprocess.run(asked['command'], input=asked['said'], text=True, check=True, "
        "stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    asked = json.dumps({"command": [*CLI, *command], "said": said})
    found = subprocess.run(
        [sys.executable, "-c", script], input=asked, text=True, check=True, capture_output=True
    )
    return int(found.stdout) / 1024


def made(path: Path, events: int) -> Callable[[], None]:
    def make() -> None:
        ledger = bulk.filled(path, events)
        ledger.rebuild()
        ledger.close()

    return make


def main(results: Results) -> int:
    with tempfile.TemporaryDirectory(prefix="traguardo-bench-") as name:
        folder = Path(name)
        small, large = folder / "small.db", folder / "large.db"
        made(small, SMALL)()
        took = seconds(made(large, results.events))
        results.note("events", results.events)
        results.note("filled_seconds", round(took, 1))
        the_past(results, large)
        questions(results, small, large)
        processes(results, large)
        rates(results, large, folder)
    return 0
