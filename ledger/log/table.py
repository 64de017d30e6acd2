"""What all stores of the log share: the columns, a row and its envelope, what is read of rows."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.chain import COLUMNS as COLUMNS
from ledger.errors import ChainBroken
from ledger.events import UPCASTERS, Envelope
from ledger.events.sealed import Opener
from ledger.log import GENESIS, Entry, Head, Row, chained

STREAMS_REMEMBERED = 20_000

EMPTY = Head(0, GENESIS, None)

INSTANTS_KEPT = 4096
"""Of events that searches looked at: the first looks of all of them are the same."""


class StoredLog(ABC):
    """The questions of a log, over a table that holds `COLUMNS` as they were written."""

    def __init__(self, keys: Opener) -> None:
        """The `keys` seal what is personal before it is written, and open it when it is read."""
        self._keys = keys
        self._adoptions: list[tuple[int, int]] | None = None
        self._newest: dict[str, int] = {}
        self._newest_under = ""
        self._head: Head | None = None
        self._instants: dict[int, dt.datetime] = {}

    @abstractmethod
    def _found(self, clause: str, values: Sequence[object]) -> Iterator[Sequence[object]]:
        """Rows of `COLUMNS`; a value's place in the clause is `?`."""

    @abstractmethod
    def _one(self, query: str, values: Sequence[object] = ()) -> Sequence[object] | None:
        """The first row of any query; a value's place in it is `?`."""

    @abstractmethod
    def _is_open(self) -> bool:
        """Whether a transaction of ours is: what is read in it may never have been."""

    @abstractmethod
    def put(self, envelopes: Sequence[Envelope]) -> None:
        """Writes events as they are, inside the transaction of the caller: just chained, or moved
        here from another store. The table refuses what does not go on from its head."""

    @abstractmethod
    def rows(self, seq: int = 0) -> Iterator[Row]:
        """Every event with a greater seq, in order: the few columns that tables are made from."""

    @abstractmethod
    def _adopted(self) -> Iterable[tuple[int, int]]:
        """When plans were adopted, of which year, while one at a time was in force."""

    def append(self, entries: Sequence[Entry], recorded_at: dt.datetime) -> list[Envelope]:
        """Chains the entries on the head and writes them, in the transaction of the caller."""
        head = self._head or self.head()
        if head.hash != self._newest_under or len(self._newest) > STREAMS_REMEMBERED:
            # Somebody else wrote, or what we wrote was taken back.
            self._newest = {}
        versions = {
            name: self._version(name) for name in {e.decision.event.stream for e in entries}
        }
        made = chained(entries, head, versions, recorded_at, self._keys)
        self.put(made)
        self._newest |= {envelope.stream: envelope.version for envelope in made}
        if made:
            last = made[-1]
            head = Head(last.seq, last.hash, last.recorded_at)
        self._newest_under, self._head = head.hash, head
        return made

    def look_again(self) -> None:
        """What was read of the head is forgotten: others write between our transactions."""
        self._head = None

    def _version(self, stream: str) -> int:
        return self._newest[stream] if stream in self._newest else self.length(stream)

    def after(self, seq: int = 0) -> Iterator[Envelope]:
        """Every event with a greater seq, in order."""
        return self._read("where seq > ? order by seq", (seq,))

    def every(self) -> Iterator[Envelope]:
        """Whatever the store holds, as it was written."""
        return self._read("order by seq", (), lift=False)

    @property
    def file(self) -> str | None:
        """The file that holds it; None where it is elsewhere."""
        return None

    def stored(
        self, first: int | None = None, last: int | None = None
    ) -> Iterator[Sequence[object]]:
        """The same as it lies in the store, nothing read of it; or from one number to another."""
        if first is not None:
            return self._found("where seq >= ? order by seq", (first,))
        if last is not None:
            return self._found("where seq <= ? order by seq", (last,))
        return self._found("order by seq", ())

    def at(self, seq: int) -> Envelope | None:
        """One event; None where there is none."""
        return next(self._read("where seq = ?", (seq,)), None)

    def stream(
        self, name: str, first: int | None = None, last: int | None = None
    ) -> Iterator[Envelope]:
        """The events of one stream, in order; or from one version to another."""
        if first is None or last is None:
            return self._read("where stream = ? order by version", (name,))
        clause = "where stream = ? and version between ? and ? order by version"
        return self._read(clause, (name, first, last))

    def length(self, stream: str) -> int:
        """How many events a stream has: its versions have no gap."""
        row = self._one("select max(version) from events where stream = ?", (stream,))
        return int(str(row[0])) if row and row[0] else 0

    def of_types(self, names: Sequence[str]) -> Iterator[Envelope]:
        """The events of some types, by the names they have in the log, in order."""
        places = ",".join("?" * len(names))
        return self._read(f"where type in ({places}) order by seq", names)

    def actor_of(self, seq: int) -> str | None:
        """Who recorded an event."""
        row = self._one("select actor from events where seq = ?", (seq,))
        return str(row[0]) if row else None

    def last_of(self, names: Sequence[str]) -> Envelope | None:
        """The newest event of these streams."""
        places = ",".join("?" * len(names))
        found = self._read(f"where stream in ({places}) order by seq desc limit 1", names)
        return next(found, None)

    def with_key(self, prefix: str) -> list[Envelope]:
        """What was recorded under an idempotency key."""
        # `key;` sorts right after every `key:...`, so the index finds them as one range; `+` keeps
        # the store from walking the whole log in the order of seq instead.
        return list(
            self._read(
                "where +seq > 0 and (key = ? or (key >= ? and key < ?)) order by +seq",
                (prefix, f"{prefix}:", f"{prefix};"),
            )
        )

    def head(self) -> Head:
        """The newest event: its number, hash and instant."""
        row = self._one("select seq, hash, recorded_at from events order by seq desc limit 1")
        if row is None:
            return EMPTY
        return Head(int(str(row[0])), str(row[1]), dt.datetime.fromisoformat(str(row[2])))

    def known_by(self, instant: dt.datetime, most: int | None = None) -> int:
        """Instants never go back: halving finds it, without an index of them. At the roundest
        number in between, so that all searches begin with the same looks."""
        instant = instant.astimezone(dt.UTC)  # as the log's are: a zone is asked at each look
        low, high = 0, self.head().seq
        if most is not None and most < high:
            # Mostly that one: what was known at an instant of a day was known by its end.
            known = self._instant_of(most)
            low, high = (most if known is not None and known <= instant else 0), most
        while low < high:
            bits = (low ^ high).bit_length() - 1
            middle = high >> bits << bits
            at = self._instant_of(middle)
            if at is not None and at <= instant:
                low = middle
            else:
                high = middle - 1
        return low

    def _instant_of(self, seq: int) -> dt.datetime | None:
        """When an event was recorded: what cannot be taken back any more is remembered."""
        if seq in self._instants:
            return self._instants[seq]
        row = self._one("select recorded_at from events where seq = ?", (seq,))
        if row is None:
            return None
        found = dt.datetime.fromisoformat(str(row[0]))
        if not self._is_open():
            if len(self._instants) >= INSTANTS_KEPT:
                self._instants.clear()
            self._instants[seq] = found
        return found

    def _read(
        self, clause: str, values: Sequence[object], *, lift: bool = True
    ) -> Iterator[Envelope]:
        for row in self._found(clause, values):
            yield self._lifted(envelope_of(row, self._keys)) if lift else envelope_of(row)

    def _lifted(self, envelope: Envelope) -> Envelope:
        """With the year it was about, where it was written before events named theirs."""
        if (envelope.type, envelope.schema) not in UPCASTERS:
            return envelope
        if self._adoptions is None:
            self._adoptions = list(self._adopted())
        before = [year for at, year in self._adoptions if at < envelope.seq]
        return replace(envelope, plan_year=before[-1] if before else 0)


def row_of(e: Envelope) -> tuple[object, ...]:
    """An envelope as a row of `COLUMNS`."""
    return (
        e.seq,
        e.stream,
        e.version,
        e.type,
        e.schema,
        e.recorded_at.isoformat(),
        e.effective_on.isoformat(),
        e.actor,
        e.cause,
        e.key,
        e.data,
        e.prev,
        e.hash,
    )


def envelope_of(row: Sequence[object], keys: Opener | None = None) -> Envelope:
    """Raises ChainBroken where somebody wrote what no event can hold."""
    (
        seq, stream, version, type_, schema, recorded_at, effective_on,
        actor, cause, key, data, prev, hash_,
    ) = row  # fmt: skip
    try:
        envelope = Envelope(
            int(str(seq)),
            str(stream),
            int(str(version)),
            str(type_),
            int(str(schema)),
            dt.datetime.fromisoformat(str(recorded_at)),
            dt.date.fromisoformat(str(effective_on)),
            str(actor),
            str(cause),
            str(key),
            str(data),
            str(prev),
            str(hash_),
            keys=keys,
        )
    except ValueError:
        raise ChainBroken(int(str(seq)), "altered") from None
    written = (envelope.recorded_at.isoformat(), envelope.effective_on.isoformat())
    if written != (recorded_at, effective_on):
        # The same instant in other letters: the hash, made of the instant, would not tell.
        raise ChainBroken(envelope.seq, "altered")
    return envelope
