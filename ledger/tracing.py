"""Who read whose scores is written down: at once, or once the snapshot it was read in is over."""

import datetime as dt
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from ledger.people import traces
from ledger.writing import Writing


class Tracing(Writing):
    """The part of a ledger that keeps these traces."""

    read_only: bool
    _traced: list[Callable[[Database], None]]

    @abstractmethod
    def now(self) -> dt.datetime:
        """The present instant, in UTC."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment; after it is written whose scores were read."""
        with super().snapshot():
            yield
        self._write_traces()

    def trace_reading(self, reader: str, person: str, year: int, way: str) -> None:
        """Notes that somebody read a person's scores, by `chat`, `page`, `cli` or `paper`: at once,
        or after the snapshot it was read in."""
        now = self.now()
        self._traced.append(lambda db: traces.trace(db, reader, person, year, way, now))
        self._write_traces()

    def trace_amounts(self, reader: str, persons: Iterable[str], year: int, way: str) -> None:
        """The same of who is on a list of payments that somebody read."""
        whose, now = sorted(persons), self.now()
        self._traced.append(lambda db: traces.trace_amounts(db, reader, whose, year, way, now))
        self._write_traces()

    def _write_traces(self) -> None:
        if self._traced and not self.read_only and not self._db.conn.in_transaction:
            with self.transaction():
                for trace in self._traced:
                    trace(self._db)
            self._traced.clear()

    def readings_of(self, person: str) -> list[traces.Reading]:
        """Who read a person's scores, the newest first."""
        return traces.readings_of(self._db, person)
