"""Rows of the record as a view answers them: plain values, as they stand."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ledger.later import dataclass
from ledger.people import Post, Role
from ledger.plan.anomalies import AnomalyName
from ledger.projections import progress


@dataclass(frozen=True)
class Person:
    """Somebody enrolled: code, name, every post they hold or held."""

    code: str
    name: str
    posts: tuple[Post, ...]
    forgotten: bool = False  # nothing can be read of them any more, and `name` says so


@dataclass(frozen=True)
class ReportRow:
    """One report as it stands now. `changed_seq` is the last event that touched it, `told_seq` the
    one by which it says what it says: its own, or its last correction."""

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
    told_seq: int

    @property
    def was_corrected(self) -> bool:
        """Whether it says something else than it said when it was recorded."""
        return self.told_seq != self.seq


def report_of(version: Sequence[Any]) -> ReportRow:
    """A version of a report as its table holds it (`version_columns`)."""
    (
        since, seq, year, code, day, mode, value, numerator, denominator,
        actor, capacity, recorded, status, told,
    ) = version  # fmt: skip
    return ReportRow(
        seq, year, code, progress.day_of(day), progress.MODES[mode],
        _number(value), _number(numerator), _number(denominator),
        actor, Role(capacity), progress.instant_of(recorded), progress.STATUSES[status],
        since, told,
    )  # fmt: skip


def day_in(text: str | None) -> dt.date | None:
    """A day as tables hold it; None where there is none."""
    return dt.date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@dataclass(frozen=True)
class OpenAnomaly:
    """An anomaly of a year's plan, and whether somebody settled it."""

    id: int
    year: int
    kind: AnomalyName
    where: str
    line: int | None
    printed: str | None
    reading: str | None
    settled: bool


@dataclass(frozen=True)
class Invitation:
    """A one-time invitation and when it ends (UTC)."""

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
    """A file attached to a report, by its hash."""

    seq: int
    report: int
    indicator: str
    sha256: str
    size: int
    media_type: str
    name: str
