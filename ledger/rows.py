"""What a view answers with: people, reports, anomalies, invitations, proofs, as plain values."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ledger.people import Post, Role


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class ReportRow:
    """One report as it stands now. `changed_seq` is the last event that touched it."""

    seq: int
    year: int
    indicator: str
    day: dt.date
    mode: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    actor: str
    capacity: Role
    recorded_at: dt.datetime
    status: str
    changed_seq: int


@dataclass(frozen=True)
class OpenAnomaly:
    id: int
    year: int
    kind: str
    where: str
    line: int | None
    printed: str | None
    reading: str | None
    settled: bool


@dataclass(frozen=True)
class Invitation:
    person: str
    expires_at: dt.datetime
    used: bool
    inviter: str


@dataclass(frozen=True)
class Awaiting:
    """A chat that waits for a second person to say whose it is."""

    user_id: str
    code_hash: str
    inviter: str


@dataclass(frozen=True)
class EvidenceRow:
    seq: int
    report: int
    indicator: str
    sha256: str
    size: int
    media_type: str
    name: str
