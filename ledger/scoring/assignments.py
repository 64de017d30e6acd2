"""Which unit's scheda a person gets after a move, who proposes, evaluates, signs. R-18, R-19."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ledger.later import dataclass
from ledger.people import Role
from ledger.regulation import Regulation
from ledger.scoring.errors import CalcError
from ledger.scoring.parts import rules_of
from ledger.scoring.periods import Period, days_by_month, days_covered


@dataclass(frozen=True)
class Assignment:
    """A unit, with the role held in it, between two days."""

    unit: str
    period: Period


@dataclass(frozen=True)
class Prevalence:
    """Calendar months of each unit; the unit that prevails, or what to do where none does."""

    months: Mapping[str, int]
    prevalent: str | None
    fallback: str | None


@dataclass(frozen=True)
class Evaluators:
    """Who evaluates, and whose compulsory, not binding, proposal comes first."""

    evaluator: str
    proposer: str | None


def prevalence(year: int, assignments: Sequence[Assignment], regulation: Regulation) -> Prevalence:
    """The unit that scores most months, month by month by the days spent in it.

    Source: R-18 (SMVP, Trasferimento o nuova assegnazione).
    """
    settings = regulation.settings.prevalence
    days = _days_by_unit(year, assignments)
    months = {
        unit: sum(count > settings.more_than_days for count in days_by_month(of_unit).values())
        for unit, of_unit in days.items()
    }
    if settings.count == "days":
        scores = {unit: len(of_unit) for unit, of_unit in days.items()}
    else:
        scores = months
    best = max(scores.values(), default=0)
    winners = [unit for unit, score in scores.items() if score == best]
    if best > 0 and len(winners) == 1:
        return Prevalence(months, winners[0], None)
    return Prevalence(months, None, settings.tie)


def final_evaluator(year: int, assignments: Sequence[Assignment]) -> str:
    """The unit whose evaluator signs: that of 31 December, or the last one before.

    Source: R-19 (SMVP, Individuazione del soggetto competente).
    """
    last_days = {unit: max(d) for unit, d in _days_by_unit(year, assignments).items() if d}
    if not last_days:
        raise CalcError(
            "nobody", f"Nessuna assegnazione cade nel {year}: indica dove era la persona."
        )
    return max(last_days, key=lambda unit: last_days[unit])


def _days_by_unit(year: int, assignments: Sequence[Assignment]) -> dict[str, set[dt.date]]:
    """Days of the year spent in each unit. Assignments may not overlap."""
    taken: set[dt.date] = set()
    by_unit: dict[str, set[dt.date]] = {}
    for assignment in assignments:
        days = days_covered([assignment.period], year)
        if taken & days:
            raise CalcError(
                "overlapping_periods",
                f"Le assegnazioni si sovrappongono il {min(taken & days)}: correggi le date.",
            )
        taken |= days
        by_unit.setdefault(assignment.unit, set()).update(days)
    return by_unit


def evaluators(
    role: str, *, sector_interim_segretario: bool, has_eq: bool, regulation: Regulation
) -> Evaluators:
    """Who evaluates a person of this role.

    In a sector the Segretario holds ad interim the EQ is evaluated by the Nucleo, and dipendenti by
    the Segretario, who acts as their dirigente (X-15).
    Source: R-19 (SMVP, Individuazione del soggetto competente).
    """
    rules_of(role, regulation)
    if role == Role.SEGRETARIO:
        return Evaluators(Role.SINDACO, None)
    if role == Role.DIRIGENTE:
        return Evaluators(Role.NUCLEO, None)
    if role == Role.EQ:
        return Evaluators(Role.NUCLEO if sector_interim_segretario else Role.DIRIGENTE, None)
    return Evaluators(
        Role.SEGRETARIO if sector_interim_segretario else Role.DIRIGENTE,
        Role.EQ if has_eq else None,
    )
