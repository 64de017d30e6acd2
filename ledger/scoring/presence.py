"""Service in the year and presence at work. Source: R-15, R-16, R-17."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import show_number
from ledger.scoring.periods import Period, days_by_month, days_covered, days_of_year

MONTH_NEEDS_MORE_THAN = 16
"""Days of service a calendar month needs to count. Fixed: R-15."""


@dataclass(frozen=True)
class Service:
    """Days of employment in the year; `factor` multiplies the premium. `months` only by months."""

    days: int
    year_days: int
    months: int | None
    factor: Fraction


@dataclass(frozen=True)
class Absence:
    """A kind of absence and its days."""

    kind: str
    period: Period


@dataclass(frozen=True)
class Presence:
    """Days at work, and days of protected absence that count as such."""

    days: Fraction
    protected_days: Fraction = Fraction(0)
    vertical_pt_ratio: Fraction = Fraction(1)
    protected_by_law: bool = False
    """A case protected by law: never excluded (the reason is asked for by who records it)."""


@dataclass(frozen=True)
class PresenceCheck:
    """Whether presence was too short to be evaluated, and what was compared. Source: R-16, R-17."""

    effective_days: Fraction
    threshold_days: Fraction
    excluded: bool


def prorata(
    year: int, periods: Iterable[Period], suspensions: Iterable[Period], regulation: Regulation
) -> Service:
    """Share of the year in service: overlapping periods count once, suspended days are taken out.

    Source: R-15 (SMVP, Cessazioni in corso di esercizio).
    """
    served = days_covered(periods, year) - days_covered(suspensions, year)
    days, year_days = len(served), days_of_year(year)
    if regulation.settings.prorata.unit == "days":
        return Service(days, year_days, None, Fraction(days, year_days))
    months = sum(count > MONTH_NEEDS_MORE_THAN for count in days_by_month(served).values())
    return Service(days, year_days, months, Fraction(months, 12))


def presence_from_dates(
    year: int, periods: Iterable[Period], absences: Iterable[Absence], regulation: Regulation
) -> tuple[int, int]:
    """Calendar days present, and days of protected absence, within the service of the year."""
    present, protected = presence_days(year, periods, absences, regulation)
    return len(present), len(protected)


def presence_days(
    year: int, periods: Iterable[Period], absences: Iterable[Absence], regulation: Regulation
) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """The days themselves: present, and of protected absence.

    On a day with both kinds of absence the protected one wins. Source: R-16 (SMVP, Assenze).
    """
    listed = tuple(absences)
    protected_kinds = regulation.absences.protected
    served = days_covered(periods, year)
    away = days_covered((a.period for a in listed), year)
    protected = days_covered((a.period for a in listed if a.kind in protected_kinds), year)
    return served - away, served & protected


def presence_exclusion(presence: Presence, regulation: Regulation) -> PresenceCheck:
    """Too short a presence: not evaluated, no incentive.

    The threshold of a vertical part-time is scaled by its ratio (R-17); exactly the threshold is
    enough. Source: R-16, R-17 (SMVP, Assenze).
    """
    for days in (presence.days, presence.protected_days):
        if days < 0:
            raise CalcError(
                "out_of_range", f"I giorni sono {show_number(days)}: non possono essere negativi."
            )
    ratio = presence.vertical_pt_ratio
    if not 0 < ratio <= 1:
        raise CalcError(
            "out_of_range",
            f"Il part-time verticale vale {show_number(ratio)}: più di 0 e al massimo 1.",
        )
    effective = presence.days + presence.protected_days
    threshold = Fraction(regulation.settings.presence.threshold_days) * ratio
    excluded = effective < threshold and not presence.protected_by_law
    return PresenceCheck(effective, threshold, excluded)
