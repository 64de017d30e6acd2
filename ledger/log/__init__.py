"""The append-only log: a protocol of few methods, and the stores that keep it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import Protocol

from ledger.errors import ChainBroken
from ledger.events import Envelope, Fact
from ledger.events.sealed import Opener, stored

GENESIS = "0" * 64
"""What the first event's `prev` says."""


@dataclass(frozen=True)
class Decision:
    """A fact that a command decided, and the day it is about."""

    event: Fact
    effective_on: dt.date


@dataclass(frozen=True)
class Entry:
    """A decision with who asked for it, from where, and the key that makes it happen once."""

    decision: Decision
    actor: str
    cause: str
    key: str
    whose: str | None = None
    """Whose key seals what is personal in it; None where the event itself says."""

    @property
    def subject(self) -> str:
        """The person whose key seals what is personal in it."""
        return self.whose or self.decision.event.whose(self.actor)


@dataclass(frozen=True)
class Head:
    """The newest event: its number, its hash, its instant (None in an empty log)."""

    seq: int
    hash: str
    recorded_at: dt.datetime | None


Row = tuple[int, str, int, str, str, str, str]
"""Of an event as it is stored: seq, type, schema, recorded_at, effective_on, actor, data."""


class Log(Protocol):
    """Events, appended and read; who keeps them is behind it."""

    def append(self, entries: Sequence[Entry], recorded_at: dt.datetime) -> list[Envelope]:
        """Writes the entries, numbered and chained, inside the caller's transaction."""
        ...

    def after(self, seq: int = 0) -> Iterator[Envelope]:
        """Every event with a greater seq, in order."""
        ...

    def every(self) -> Iterator[Envelope]:
        """Whatever the store holds, in order, as it was written: for who checks it."""
        ...

    def rows(self, seq: int = 0) -> Iterator[Row]:
        """The same, each as the few columns that tables are made from."""
        ...

    def at(self, seq: int) -> Envelope | None:
        """One event."""
        ...

    def known_by(self, instant: dt.datetime) -> int:
        """The number of the last event that was recorded by an instant; 0 before the first."""
        ...

    def stream(self, name: str) -> Iterator[Envelope]:
        """The events of one stream, in order."""
        ...

    def of_types(self, names: Sequence[str]) -> Iterator[Envelope]:
        """The events of some types, by the names they have in the log, in order."""
        ...

    def actor_of(self, seq: int) -> str | None:
        """Who recorded an event."""
        ...

    def last_of(self, names: Sequence[str]) -> Envelope | None:
        """The newest event of these streams; None where nothing happened in any."""
        ...

    def with_key(self, prefix: str) -> list[Envelope]:
        """The events recorded under an idempotency key (`key`, or `key:0`, `key:1`, ...)."""
        ...

    def head(self) -> Head:
        """The last event's number, hash and instant."""

    def put(self, envelopes: Sequence[Envelope]) -> None:
        """Writes events that are chained already, in the caller's transaction."""
        ...

    def lock(self) -> bool:
        """Nobody else appends until the transaction ends. True where what is read beside the log
        may be behind it, and must catch up before anything is decided."""
        ...

    def is_ahead(self, seq: Callable[[], int]) -> bool:
        """Whether there are events that the tables do not know; `seq` says the last they do."""
        ...

    def leads(self) -> bool:
        """Whether this is the one worker of the log that looks after its calendar: one at a time,
        and another as soon as it is gone."""
        ...

    def attempt(self) -> AbstractContextManager[None]:
        """Inside a transaction: what fails in it leaves nothing, and the transaction goes on."""
        ...

    def commit(self) -> None:
        """Ends what was appended in this transaction, before the tables are committed."""
        ...

    def rollback(self) -> None:
        """Takes back what was appended in this transaction."""
        ...

    def wrong_guards(self) -> tuple[str, ...]:
        """The names of guards of the store that are gone or changed, or nobody here made."""
        ...

    def put_guards_back(self, names: Sequence[str]) -> None:
        """Mends these, inside the transaction of the caller."""
        ...

    def close(self) -> None:
        """Gives the store up."""
        ...


def envelope_hash(e: Envelope) -> str:
    """SHA-256 over the canonical envelope, which holds the hash of the event before."""
    return text_hash(body_of(e))


def text_hash(body: str) -> str:
    """The same over its text."""
    return hashlib.sha256(body.encode()).hexdigest()


def body_of(e: Envelope) -> str:
    """What is hashed of an event, in the chain and in the tree: everything but its own hash."""
    return body_text(
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
    )


def body_text(
    seq: int,
    stream: str,
    version: int,
    type_: str,
    schema: int,
    recorded_at: str,
    effective_on: str,
    actor: str,
    cause: str,
    key: str,
    data: str,
    prev: str,
) -> str:
    """The canonical JSON of an envelope, its fields as the log stores them.

    Written out, keys sorted: what a general encoder makes of it, in a fifth of the time.
    """
    return (
        f'{{"actor":{quoted(actor)},"cause":{quoted(cause)},"data":{quoted(data)},'
        f'"effective_on":"{effective_on}","key":{quoted(key)},"prev":{quoted(prev)},'
        f'"recorded_at":"{recorded_at}","schema":{schema},"seq":{seq},'
        f'"stream":{quoted(stream)},"type":{quoted(type_)},"version":{version}}}'
    )


def chained(
    entries: Sequence[Entry],
    head: Head,
    versions: Mapping[str, int],
    recorded_at: dt.datetime,
    keys: Opener,
) -> list[Envelope]:
    """The entries as they go on from a head: numbered, of the next versions of their streams, each
    with the hash of the one before, what is personal sealed with its person's key.

    `versions` holds the newest of each stream that has any.
    """
    at = recorded_at if head.recorded_at is None else max(recorded_at, head.recorded_at)
    newest, seq, prev = dict(versions), head.seq, head.hash
    made = []
    for entry in entries:
        event = entry.decision.event
        stream, seq = event.stream, seq + 1
        newest[stream] = newest.get(stream, 0) + 1
        kept = stored(event, stream, entry.decision.effective_on, entry.subject, at, keys)
        written = (seq, stream, newest[stream], kept.type, event.SCHEMA)
        said = (entry.actor, entry.cause, entry.key, kept.data, prev)
        prev = text_hash(body_text(*written, at.isoformat(), kept.effective_on.isoformat(), *said))
        made.append(
            Envelope(*written, at, kept.effective_on, *said, prev, keys=keys, recorded=event)
        )
    return made


def unwitnessed(envelope: Envelope) -> None:
    """Nobody else looks at the events that are verified."""


def verify(envelopes: Iterator[Envelope], sees: Callable[[Envelope], None] = unwitnessed) -> Head:
    """Recomputes the whole chain, showing each event that holds to a witness. Raises ChainBroken
    at the first that does not: one that stands before the beginning is the first."""
    head = Head(0, GENESIS, None)
    versions: dict[str, int] = {}
    for e in envelopes:
        expected_version = versions.get(e.stream, 0) + 1
        if e.seq != head.seq + 1:
            raise ChainBroken(min(e.seq, head.seq + 1), "missing" if e.seq > 0 else "planted")
        if e.prev != head.hash or e.hash != envelope_hash(e) or e.version != expected_version:
            raise ChainBroken(e.seq, "altered")
        versions[e.stream] = e.version
        sees(e)
        head = Head(e.seq, e.hash, e.recorded_at)
    return head
