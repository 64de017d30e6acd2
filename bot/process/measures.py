"""How the installation does, in numbers, for a Prometheus server: no name, code or text in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector

from bot.process.upkeep import BACKUP, Diary
from bot.store import Store
from ledger.ledger import Ledger

Figure = tuple[str, str, float]
"""A name, what it is, how much."""


class Measures(Collector):
    """Asked anew at each collection, of the ledgers as they are then."""

    def __init__(self, towns: Mapping[str, Callable[[], Sequence[Figure]]]) -> None:
        """By name; one alone has none."""
        self._towns = towns

    def collect(self) -> Iterable[Gauge]:
        """The gauges of every town; of more than one, each under its name."""
        gauges: dict[str, Gauge] = {}
        for town, figures in self._towns.items():
            labels = {"ente": town} if town else {}
            for name, told, value in figures():
                gauge = gauges.setdefault(name, Gauge(name, told, labels=list(labels)))
                gauge.add_metric(list(labels.values()), value)
        return gauges.values()


def figures_of(ledger: Ledger) -> Iterator[Figure]:
    """Of the record, and of the bot that serves it."""
    behind = "Events that the tables of this worker do not know yet."
    yield "traguardo_events_behind", behind, ledger.behind()
    head = ledger.log.head()
    yield "traguardo_events", "Events in the log.", head.seq
    if head.recorded_at is not None:
        at = head.recorded_at.timestamp()
        yield "traguardo_last_event_seconds", "Instant of the newest event.", at
    newest = ledger.checkpoints.newest()
    signed = newest.note.size if newest is not None else 0
    yield "traguardo_signed_events", "Events under the newest checkpoint.", signed
    if not ledger.read_only:
        yield from _of_the_bot(ledger)


def _of_the_bot(ledger: Ledger) -> Iterator[Figure]:
    with closing(Store(ledger.path, "telegram", ledger.clock)) as store:
        failed = sum(count for _, count in store.outbox.failures())
        yield "traguardo_letters_waiting", "Messages to be sent.", store.outbox.count()
        yield "traguardo_letters_failed", "Messages that could not be sent.", failed
        yield "traguardo_files_owed", "Files to be fetched.", store.owed.count()
        yield "traguardo_ills", "What the bot says is wrong with it.", len(store.ills())
        copied = Diary(store.db).last(BACKUP)
    if copied is not None:
        yield "traguardo_last_backup_seconds", "Last copy tried.", copied.timestamp()


def up(is_up: bool) -> Figure:
    """Whether a town's ledger is open and its bot runs, where it has one."""
    return "traguardo_up", "Whether the town is served.", int(is_up)


def measured(ledger: Ledger) -> bytes:
    """The text that `/metrics` answers with, for the one town of a process."""
    return measured_all({"": lambda: list(figures_of(ledger))})


def measured_all(towns: Mapping[str, Callable[[], Sequence[Figure]]]) -> bytes:
    """The same for all of its towns."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Measures(towns))
    return generate_latest(registry)
