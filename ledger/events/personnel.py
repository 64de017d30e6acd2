"""What the personnel office enters of people, each fact with the act that proves it; and money."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from ledger.events.base import Fact, Personal, Words
from ledger.people import Role


class PersonnelFact(Fact):
    """A fact of a person's service between two days, both included; open where they are None.

    That somebody was punished, protected or away is as private as when: which of these facts it is
    is sealed too.
    """

    SEALED_AS: ClassVar[str | None] = "PersonnelFactRecorded"
    person: str
    since: dt.date | None = None
    until: dt.date | None = None
    act: Words[str]
    act_on: dt.date

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class EmploymentRecorded(PersonnelFact):
    """A person is employed, in a class of the CCNL."""

    type: Literal["EmploymentRecorded"] = "EmploymentRecorded"
    what: str


class PersonMoved(PersonnelFact):
    """A person was assigned to a unit in a role: what they held before ends the day before."""

    SEALED_AS: ClassVar[str | None] = None
    type: Literal["PersonMoved"] = "PersonMoved"
    role: Role
    unit: str | None = None


class EmploymentSuspended(PersonnelFact):
    """The employment was suspended: those days are not of service."""

    type: Literal["EmploymentSuspended"] = "EmploymentSuspended"


class AbsenceRecorded(PersonnelFact):
    """A person was absent; which kind says whether it counts as presence."""

    type: Literal["AbsenceRecorded"] = "AbsenceRecorded"
    what: Personal[str]


class VerticalPartTimeRecorded(PersonnelFact):
    """A part-time as it was recorded before its kind was asked: `amount` is the ratio, more than 0
    and at most 1. None is written any more."""

    type: Literal["VerticalPartTimeRecorded"] = "VerticalPartTimeRecorded"
    amount: Decimal


class PartTimeRecorded(PersonnelFact):
    """A person works part-time. `what`: horizontal, or vertical with the weekdays or periods due,
    as `ledger.people.parttime` writes it; `amount` the ratio, more than 0 and at most 1."""

    type: Literal["PartTimeRecorded"] = "PartTimeRecorded"
    what: str
    amount: Decimal


class LegalProtectionRecorded(PersonnelFact):
    """A case protected by law: too short a presence does not exclude. `what` is the reason."""

    type: Literal["LegalProtectionRecorded"] = "LegalProtectionRecorded"
    what: Personal[str]


class SanctionImposed(PersonnelFact):
    """A disciplinary sanction was imposed on the day `since`."""

    type: Literal["SanctionImposed"] = "SanctionImposed"
    what: Personal[str]


class InterimGranted(PersonnelFact):
    """An interim is paid. Dirigente: `amount` the base, None for the maximum. EQ: `what` the
    fascia, `amount` the position pay of the post."""

    type: Literal["InterimGranted"] = "InterimGranted"
    unit: str
    what: str | None = None
    amount: Decimal | None = None


class PositionPayRecorded(PersonnelFact):
    """Yearly position pay of a person, in euros."""

    type: Literal["PositionPayRecorded"] = "PositionPayRecorded"
    amount: Decimal


class PersonnelFactAnnulled(Fact):
    """A fact, named by its seq, does not hold: a sanction annulled, an entry corrected."""

    type: Literal["PersonnelFactAnnulled"] = "PersonnelFactAnnulled"
    person: str
    fact: int
    reason: Personal[str]
    act: Personal[str]
    act_on: Personal[dt.date]

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class TrainingRecorded(Fact):
    """Hours of training a person followed on a day: told by the personnel office or by them."""

    type: Literal["TrainingRecorded"] = "TrainingRecorded"
    person: str
    hours: Personal[Decimal]
    what: Personal[str]
    document: Personal[str | None] = None
    """SHA-256 of the certificate, when one was given."""

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PostGraded(Fact):
    """The Nucleo graded an EQ post: points by criterion, and the position pay they come to (R-33).
    A proposal until the Giunta approves it."""

    type: Literal["PostGraded"] = "PostGraded"
    unit: str
    points: Mapping[str, Decimal]
    pay: Decimal

    @property
    def stream(self) -> str:
        return f"unit:{self.unit}"


class GradingApproved(Fact):
    """The Giunta approved the grading of a post, named by its seq."""

    type: Literal["GradingApproved"] = "GradingApproved"
    unit: str
    grading: int
    act: str
    act_on: dt.date

    @property
    def stream(self) -> str:
        return f"unit:{self.unit}"


class UnitReorganised(Fact):
    """A unit was reorganised from a day on: new objectives are due within a term (R-20)."""

    type: Literal["UnitReorganised"] = "UnitReorganised"
    unit: str
    effective: dt.date
    act: str
    act_on: dt.date

    @property
    def stream(self) -> str:
        return f"unit:{self.unit}"


class PremiumFact(Fact):
    """Money of a year, in euros, with the act that sets it."""

    year: int

    @property
    def stream(self) -> str:
        return f"premiums:{self.year}"


class PoolSet(PremiumFact):
    """The fund of the staff's premiums, or of the result pay of dirigenti, EQ, Segretario."""

    type: Literal["PoolSet"] = "PoolSet"
    pool: Literal["staff", "dirigenti", "eq", "segretario"]
    amount: Decimal
    act: str
    act_on: dt.date


class BonusQuotaSet(PremiumFact):
    """The share of positively evaluated staff who get the top bonus, more than 0, at most 1."""

    type: Literal["BonusQuotaSet"] = "BonusQuotaSet"
    quota: Decimal
    act: str
    act_on: dt.date


class PaymentTimesRecorded(PremiumFact):
    """The ente's indicator of timeliness of payments of the year, in days: zero or below is in
    time (D.L. 13/2023, art. 4-bis)."""

    type: Literal["PaymentTimesRecorded"] = "PaymentTimesRecorded"
    days: Decimal
    act: str
    act_on: dt.date


class MaximumSet(PremiumFact):
    """The maximum result pay of one person."""

    type: Literal["MaximumSet"] = "MaximumSet"
    person: str
    amount: Personal[Decimal]
    act: Personal[str]
    act_on: Personal[dt.date]


class PayoutListApproved(PremiumFact):
    """The personnel office fixed what is paid: from now on it changes only by an adjustment.

    `lines` is a JSON text, by person: `total` always; with it the `amount`, the `bonus` and what
    they come from, as `ledger.evaluation.fixed` writes them.
    """

    SCHEMA = 2
    type: Literal["PayoutListApproved"] = "PayoutListApproved"
    lines: Personal[str]
    funds: str = "{}"
    """JSON: by fund, what was set aside and what was paid from it."""


class PayoutAdjusted(PremiumFact):
    """The personnel office paid, or took back, what came to differ from the definitive list:
    the lines that take the place of those of the same persons."""

    type: Literal["PayoutAdjusted"] = "PayoutAdjusted"
    lines: Personal[str]
    act: str
    act_on: dt.date


PersonnelEvent = (
    EmploymentRecorded
    | PersonMoved
    | EmploymentSuspended
    | AbsenceRecorded
    | VerticalPartTimeRecorded
    | PartTimeRecorded
    | LegalProtectionRecorded
    | SanctionImposed
    | InterimGranted
    | PositionPayRecorded
    | PersonnelFactAnnulled
    | TrainingRecorded
    | PostGraded
    | GradingApproved
    | UnitReorganised
    | PoolSet
    | BonusQuotaSet
    | PaymentTimesRecorded
    | MaximumSet
    | PayoutListApproved
    | PayoutAdjusted
)
"""Every event of this module: being here is how one is found."""
