"""What the personnel office enters of people, each fact with the act that proves it; and money."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from ledger.events.base import Fact, Personal
from ledger.people import Role


class PersonnelFact(Fact):
    """A fact of a person's service between two days, both included; open where they are None."""

    person: str
    since: dt.date | None = None
    until: dt.date | None = None
    act: str
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

    type: Literal["PersonMoved"] = "PersonMoved"
    role: Role
    unit: str | None = None


class EmploymentSuspended(PersonnelFact):
    """The employment was suspended: those days are not of service."""

    type: Literal["EmploymentSuspended"] = "EmploymentSuspended"


class AbsenceRecorded(PersonnelFact):
    """A person was absent; which kind says whether it counts as presence."""

    type: Literal["AbsenceRecorded"] = "AbsenceRecorded"
    what: Personal


class VerticalPartTimeRecorded(PersonnelFact):
    """A person works on part of the days: `amount` is the ratio, more than 0 and at most 1."""

    type: Literal["VerticalPartTimeRecorded"] = "VerticalPartTimeRecorded"
    amount: Decimal


class LegalProtectionRecorded(PersonnelFact):
    """A case protected by law: too short a presence does not exclude. `what` is the reason."""

    type: Literal["LegalProtectionRecorded"] = "LegalProtectionRecorded"
    what: Personal


class SanctionImposed(PersonnelFact):
    """A disciplinary sanction was imposed on the day `since`."""

    type: Literal["SanctionImposed"] = "SanctionImposed"
    what: Personal


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
    reason: Personal
    act: str
    act_on: dt.date

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


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
    """The fund of the staff's premiums, or of the dirigenti's result pay."""

    type: Literal["PoolSet"] = "PoolSet"
    pool: Literal["staff", "dirigenti"]
    amount: Decimal
    act: str
    act_on: dt.date


class BonusQuotaSet(PremiumFact):
    """The share of positively evaluated staff who get the top bonus, more than 0, at most 1."""

    type: Literal["BonusQuotaSet"] = "BonusQuotaSet"
    quota: Decimal
    act: str
    act_on: dt.date


class MaximumSet(PremiumFact):
    """The maximum result pay of one person."""

    type: Literal["MaximumSet"] = "MaximumSet"
    person: str
    amount: Decimal
    act: str
    act_on: dt.date


class PayoutListApproved(PremiumFact):
    """The personnel office fixed what is paid: a JSON text, euros by person."""

    type: Literal["PayoutListApproved"] = "PayoutListApproved"
    lines: Personal
