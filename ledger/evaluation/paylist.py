"""What a payout list is made of: one line a scheda, what is missing, what it is supposed to be."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from ledger.evaluation.schede import Judged
from ledger.later import dataclass
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
    """`entity`, `scheda`, `outdated`, `notification`, `conciliazione`, `absence`, `class`, `pool`,
    `maximum`, `payment_times`."""
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
    organisational: Fraction = NOTHING
    """Part of the fund that goes by the performance of the ente (R-32)."""
    excluded: str | None = None
    figure: Figure | None = None
    held: bool = False
    """The facts its scheda rests on changed after the issue: not paid until it is issued anew."""

    @property
    def total(self) -> Fraction:
        """Everything a person is paid for the year, euro."""
        return self.amount + self.bonus + self.organisational


FUND_OF: Mapping[Role, str] = {
    Role.DIPENDENTE: "staff",
    Role.DIRIGENTE: "dirigenti",
    Role.EQ: "eq",
    Role.SEGRETARIO: "segretario",
}
"""Each kind of people is paid from a fund of its own."""


@dataclass(frozen=True)
class Fund:
    """What is set aside for some people, what is paid from it, what is left."""

    name: str
    amount: Fraction
    paid: Fraction

    @property
    def left(self) -> Fraction:
        """What nobody is paid, euro."""
        return self.amount - self.paid


@dataclass(frozen=True)
class Difference:
    """What a person was given by the definitive list, and what would be due today."""

    key: str
    fixed: Fraction
    now: Fraction

    @property
    def amount(self) -> Fraction:
        """What is still to be paid, or to be taken back where it is negative; euro."""
        return self.now - self.fixed


@dataclass(frozen=True)
class FixedList:
    """The definitive list of a year: the event, its day, and how many adjustments followed."""

    seq: int
    day: dt.date
    adjustments: int


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
    funds: tuple[Fund, ...] = ()
    warnings: tuple[str, ...] = ()
    """`bonus_source`, `eq_result`: what the contract or the law asks to look at."""
    fixed: FixedList | None = None
    differences: tuple[Difference, ...] = ()
    """What today's facts would change of a definitive list; never a change of it."""


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
    held: bool = False
