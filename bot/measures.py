"""How the installation does, in numbers, for a Prometheus server: no name, code or text in it."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector

from bot.store import Store
from bot.upkeep import BACKUP, Diary
from ledger.ledger import Ledger


class Measures(Collector):
    """Asked anew at each collection, of the ledger as it is then."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def collect(self) -> Iterable[Gauge]:
        """The gauges of the record, asked anew each time."""
        head = self._ledger.log.head()
        yield Gauge("traguardo_events", "Events in the log.", head.seq)
        if head.recorded_at is not None:
            at = head.recorded_at.timestamp()
            yield Gauge("traguardo_last_event_seconds", "Instant of the newest event.", at)
        newest = self._ledger.checkpoints.newest()
        signed = newest.note.size if newest is not None else 0
        yield Gauge("traguardo_signed_events", "Events under the newest checkpoint.", signed)
        if not self._ledger.read_only:
            yield from self._of_the_bot()

    def _of_the_bot(self) -> Iterator[Gauge]:
        with closing(Store(self._ledger.path, "telegram", self._ledger.clock)) as store:
            failed = sum(count for _, count in store.outbox.failures())
            yield Gauge("traguardo_letters_waiting", "Messages to be sent.", store.outbox.count())
            yield Gauge("traguardo_letters_failed", "Messages that could not be sent.", failed)
            yield Gauge("traguardo_files_owed", "Files to be fetched.", store.owed.count())
            yield Gauge("traguardo_ills", "What the bot says is wrong with it.", len(store.ills()))
            copied = Diary(store.db).last(BACKUP)
        if copied is not None:
            yield Gauge("traguardo_last_backup_seconds", "Last copy tried.", copied.timestamp())


def measured(ledger: Ledger) -> bytes:
    """The text that `/metrics` answers with."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Measures(ledger))
    return generate_latest(registry)
