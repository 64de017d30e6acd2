"""What a payout list is made of: one line a scheda, what is missing, what it is supposed to be."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ledger.evaluation.schede import Judged
from ledger.people import Role
from ledger.people.positions import Position
from ledger.people.service import YearOfService
from ledger.scoring.bonus import TopBonus
from ledger.scoring.pools import SectorShare
from ledger.scoring.scheda import Figure, Status

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Missing:
    """What a list waits for. `person` is empty for what concerns the whole ente."""

    what: str
    """`entity`, `scheda`, `notification`, `conciliazione`, `class`, `pool`, `maximum`."""
    person: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True)
class PayLine:
    """What one scheda pays, in euros to the cent. `key` is the person, with the unit where there
    are two schede."""

    key: str
    person: str
    role: Role
    sector: str | None
    share_percent: Fraction
    maximum: Fraction | None
    amount: Fraction
    bonus: Fraction = NOTHING
    excluded: str | None = None
    figure: Figure | None = None

    @property
    def total(self) -> Fraction:
        return self.amount + self.bonus


@dataclass(frozen=True)
class Payout:
    """A whole list. `pool` is spent in `lines` or stays in the fund as `residual`, to the cent."""

    year: int
    lines: tuple[PayLine, ...]
    missing: tuple[Missing, ...]
    pool: Fraction | None = None
    sectors: Mapping[str, SectorShare] = field(default_factory=dict)
    residual: Fraction = NOTHING
    bonus: TopBonus | None = None


@dataclass(frozen=True)
class Suppose:
    """A simulation: another fund, another D of one person. Nothing is recorded."""

    pool: Fraction | None = None
    scores: Mapping[str, Fraction] = field(default_factory=dict)


AS_IT_IS = Suppose()


@dataclass(frozen=True)
class Case:
    """One scheda, issued or not, with the service it pays for."""

    position: Position
    key: str
    service: YearOfService
    status: Status
    judged: Judged | None
    score: Fraction | None
