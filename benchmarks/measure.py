"""How a measurement is taken and kept: interleaved rounds, medians, the machine it was taken on."""

import json
import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Spread:
    """What several rounds came to; the median is the one to quote."""

    median: float
    low: float
    high: float
    rounds: int

    def __str__(self) -> str:
        return f"{self.median:9.3f}  ({self.low:.3f}–{self.high:.3f}, {self.rounds} rounds)"


def spread(rounds: Sequence[float]) -> Spread:
    return Spread(statistics.median(rounds), min(rounds), max(rounds), len(rounds))


@dataclass
class Took:
    """Seconds of several rounds: by the clock, and of this process's own processor time, which says
    more on a busy machine and nothing of what waits for a disk."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def round(self) -> Iterator[None]:
        """What is done inside is one round."""
        clock, cpu = time.perf_counter(), time.process_time()
        yield
        self.cpu.append(time.process_time() - cpu)
        self.clock.append(time.perf_counter() - clock)

    def each(self, events: int) -> "Took":
        """For one of so many events."""
        return Took([t / events for t in self.clock], [t / events for t in self.cpu])

    @property
    def microseconds(self) -> dict[str, float]:
        """The medians, for a note."""
        taken = {"clock": self.clock, "cpu": self.cpu}
        return {name: round(statistics.median(t) * 1e6, 2) for name, t in taken.items()}


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def interleaved(acts: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Took]:
    """Each in turn, round by round, so that a busy machine slows all of them alike."""
    took: dict[str, Took] = {name: Took() for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            with took[name].round():
                act()
    return took


def ratios(ours: Sequence[float], theirs: Sequence[float], blocks: int) -> list[float]:
    """Ratios of the medians of each block of neighbouring rounds."""
    size = max(1, len(ours) // blocks)
    return [
        statistics.median(ours[at : at + size]) / statistics.median(theirs[at : at + size])
        for at in range(0, size * min(blocks, len(ours)), size)
    ]


def percentile(times: Iterable[float], percent: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


@dataclass
class Results:
    """What one run found: ratios ours to theirs, and figures that stand alone."""

    events: int
    """How large the large ledger is."""
    ratios: dict[str, Spread] = field(default_factory=dict)
    cpu: dict[str, Spread] = field(default_factory=dict)
    """The same ratios of processor time."""
    absolute: dict[str, Spread] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)

    def ratio(self, name: str, rounds: Sequence[float], aim: str) -> None:
        self.ratios[name] = spread(rounds)
        print(f"{name:26} {self.ratios[name]}  aim {aim}", flush=True)

    def compared(self, name: str, ours: Took, theirs: Took, blocks: int, aim: str) -> None:
        """A ratio of times, by the clock and by the processor."""
        self.cpu[name] = spread(ratios(ours.cpu, theirs.cpu, blocks))
        self.ratio(name, ratios(ours.clock, theirs.clock, blocks), aim)
        print(f"{'  of processor time':26} {self.cpu[name]}", flush=True)

    def figure(self, name: str, rounds: Sequence[float], aim: str) -> None:
        self.absolute[name] = spread(rounds)
        print(f"{name:26} {self.absolute[name]}  aim {aim}", flush=True)

    def note(self, name: str, fact: object) -> None:
        """What a reader of the figures may want to know beside them."""
        self.notes[name] = fact
        print(f"{name:26} {fact}", flush=True)

    def write(self, path: Path = RESULTS) -> None:
        """Each key of the run, over those of earlier runs that this one did not measure."""
        kept = json.loads(path.read_text()) if path.exists() else {}
        document = {
            "machine": machine(),
            "ratios": _merged(kept, "ratios", self.ratios),
            "cpu": _merged(kept, "cpu", self.cpu),
            "absolute": _merged(kept, "absolute", self.absolute),
            "spread": kept.get("spread", {})
            | {
                name: {"min": found.low, "max": found.high, "rounds": found.rounds}
                for name, found in {**self.ratios, **self.absolute}.items()
            },
            "notes": kept.get("notes", {}) | self.notes,
        }
        path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def _merged(kept: dict[str, object], part: str, found: dict[str, Spread]) -> dict[str, object]:
    before = kept.get(part)
    rounded = {name: float(f"{one.median:.4g}") for name, one in found.items()}
    return (before if isinstance(before, dict) else {}) | rounded


def machine() -> str:
    """What the figures were taken on, and how busy it was."""
    load = " ".join(f"{n:.1f}" for n in os.getloadavg())
    parts = (
        _processor(),
        f"{os.cpu_count()} cores",
        platform.platform(terse=True),
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"eventsourcing {version('eventsourcing')}",
        f"load {load}",
    )
    return ", ".join(parts)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
