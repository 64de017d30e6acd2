"""The append-only log: a protocol of few methods, and the stores that keep it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Protocol

from ledger.chain import GENESIS as GENESIS
from ledger.chain import Chain, NotChained, Sees, Stored, body_text
from ledger.errors import ChainBroken
from ledger.events import Envelope, Fact
from ledger.events.sealed import Opener, stored
from ledger.later import dataclass


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

    @property
    def file(self) -> str | None:
        """The file that holds it; None where it is elsewhere."""
        ...

    def stored(self, first: int | None = None, last: int | None = None) -> Iterator[Stored]:
        """The same as it lies in the store, nothing read of it; or from one number to another."""
        ...

    def rows(self, seq: int = 0) -> Iterator[Row]:
        """The same, each as the few columns that tables are made from."""
        ...

    def at(self, seq: int) -> Envelope | None:
        """One event."""
        ...

    def known_by(self, instant: dt.datetime, most: int | None = None) -> int:
        """The number of the last event that was recorded by an instant, of those up to `most`; 0
        before the first."""
        ...

    def stream(
        self, name: str, first: int | None = None, last: int | None = None
    ) -> Iterator[Envelope]:
        """The events of one stream, in order; or from one version to another."""
        ...

    def length(self, stream: str) -> int:
        """How many events a stream has."""
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

    def look_again(self) -> None:
        """A transaction begins, or part of one was taken back: the head may be another."""
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
    return sha256(body.encode()).hexdigest()


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


def verify(rows: Iterable[Stored], sees: Sees | None = None) -> Head:
    """Recomputes the whole chain, showing each event that holds to a witness. Raises ChainBroken at
    the first that does not."""
    chain = Chain(sees)
    follow(chain, rows)
    return head_of(chain)


def follow(chain: Chain, rows: Iterable[Stored]) -> None:
    """Raises ChainBroken."""
    try:
        chain.follow(rows)
    except NotChained as broken:
        raise ChainBroken(broken.seq, broken.why) from None


def head_of(chain: Chain) -> Head:
    """Where a chain ends, as far as it was followed."""
    return Head(chain.seq, chain.hash, dt.datetime.fromisoformat(chain.at) if chain.at else None)
