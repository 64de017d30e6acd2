"""The append-only log: a protocol of few methods, and the stores that keep it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.errors import ChainBroken
from ledger.events import Envelope, Fact, canonical

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
        return self.whose or self.decision.event.whose(self.actor)


@dataclass(frozen=True)
class Head:
    """The newest event: its number, its hash, its instant (None in an empty log)."""

    seq: int
    hash: str
    recorded_at: dt.datetime | None


class Log(Protocol):
    def append(self, entries: Sequence[Entry], recorded_at: dt.datetime) -> list[Envelope]:
        """Writes the entries, numbered and chained, inside the caller's transaction."""
        ...

    def after(self, seq: int = 0) -> Iterator[Envelope]:
        """Every event with a greater seq, in order."""
        ...

    def every(self) -> Iterator[Envelope]:
        """Whatever the store holds, in order, as it was written: for who checks it."""
        ...

    def stream(self, name: str) -> Iterator[Envelope]:
        """The events of one stream, in order."""
        ...

    def last_of(self, names: Sequence[str]) -> Envelope | None:
        """The newest event of these streams; None where nothing happened in any."""
        ...

    def with_key(self, prefix: str) -> list[Envelope]:
        """The events recorded under an idempotency key (`key`, or `key:0`, `key:1`, ...)."""
        ...

    def head(self) -> Head: ...


def envelope_hash(e: Envelope) -> str:
    """SHA-256 over the canonical envelope, which holds the hash of the event before."""
    return hashlib.sha256(body_of(e).encode()).hexdigest()


def body_of(e: Envelope) -> str:
    """What is hashed of an event, in the chain and in the tree: everything but its own hash."""
    return canonical(
        {
            "seq": e.seq,
            "stream": e.stream,
            "version": e.version,
            "type": e.type,
            "schema": e.schema,
            "recorded_at": e.recorded_at.isoformat(),
            "effective_on": e.effective_on.isoformat(),
            "actor": e.actor,
            "cause": e.cause,
            "key": e.key,
            "data": e.data,
            "prev": e.prev,
        }
    )


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
