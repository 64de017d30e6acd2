"""The fund: heads, sectors, premiums of the staff, maxima of dirigenti. R-24 to R-26, R-28."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ledger.later import dataclass
from ledger.people import Role
from ledger.regulation import Regulation
from ledger.scoring.bands import payout_band
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import need_amount, need_between, share_out, to_cents
from ledger.scoring.periods import Period, need_in_order

WHOLE = Fraction(100)


@dataclass(frozen=True)
class Head:
    """One person of the staff, in a sector and a class of the CCNL."""

    sector: str
    area: str
    period: Period
    eq_holder: bool = False


@dataclass(frozen=True)
class SectorShare:
    """What a sector gets of the pool: its points, the exact euros, the cents."""

    points: Fraction
    exact: Fraction
    amount: Fraction


@dataclass(frozen=True)
class StaffMember:
    """`score` None: not evaluated. `counted`: in service on 1 January."""

    id: str
    area: str
    score: Fraction | None
    factor: Fraction = Fraction(1)
    counted: bool = True


@dataclass(frozen=True)
class Premiums:
    """Premiums by id, exact and in cents; what is not paid stays in the fund."""

    exact: Mapping[str, Fraction]
    amounts: Mapping[str, Fraction]
    scaled: bool
    residual: Fraction


def coefficient(area: str, regulation: Regulation) -> Fraction:
    """Weight of one head of a class of the CCNL.

    Source: R-25 (SMVP, Le performance individuali dei dipendenti).
    """
    coefficients = regulation.settings.pool.coefficients.model_dump()
    if area not in coefficients:
        raise CalcError(
            "unknown_class",
            f"«{area}» non è un'area di inquadramento: usa {', '.join(coefficients)}.",
        )
    return Fraction(coefficients[area])


def headcount(
    heads: Iterable[Head], day: dt.date, regulation: Regulation
) -> dict[str, dict[str, int]]:
    """Heads in service on a day (1 January) by sector and class, EQ holders left out.

    Source: R-24 (SMVP, Le performance individuali dei dipendenti).
    """
    count_holders = regulation.settings.pool.count_eq_holders
    found: dict[str, dict[str, int]] = {}
    for head in heads:
        coefficient(head.area, regulation)
        need_in_order(head.period)
        if head.period.covers(day) and (count_holders or not head.eq_holder):
            sector = found.setdefault(head.sector, {})
            sector[head.area] = sector.get(head.area, 0) + 1
    return found


def pool_split(
    pool: Fraction, sectors: Mapping[str, Mapping[str, int]], regulation: Regulation
) -> dict[str, SectorShare]:
    """The pool divided among sectors by the points of their heads, to the cent.

    Source: R-25 (SMVP, Le performance individuali dei dipendenti).
    """
    need_amount("Il fondo", pool)
    points = {
        sector: sum(
            (heads * coefficient(area, regulation) for area, heads in by_area.items()),
            Fraction(0),
        )
        for sector, by_area in sectors.items()
    }
    total = sum(points.values(), Fraction(0))
    if total == 0:
        raise CalcError("nobody", "Nessun settore ha personale: non c'è tra chi dividere il fondo.")
    exact = {sector: pool * own / total for sector, own in points.items()}
    amounts = share_out(exact, pool)
    return {s: SectorShare(points[s], exact[s], amounts[s]) for s in points}


def staff_premiums(
    pool: Fraction, staff: Sequence[StaffMember], regulation: Regulation
) -> Premiums:
    """Premiums of a sector's staff: own maximum by share of the band by part of the year.

    The maximum is the sector's money by coefficient over those counted on 1 January. Premiums that
    exceed the money, as those who came later may make them, are scaled down in proportion.
    Source: R-26 (SMVP, Le performance individuali dei dipendenti).
    """
    need_amount("La somma del settore", pool)
    need_distinct(member.id for member in staff)
    counted = sum((coefficient(m.area, regulation) for m in staff if m.counted), Fraction(0))
    for member in staff:
        coefficient(member.area, regulation)
        need_between("Il fattore di servizio", member.factor, 0, 1)
    if counted == 0:
        raise CalcError(
            "nobody", "Nessuno era in servizio il 1° gennaio: non c'è tra chi dividere la somma."
        )
    exact = {m.id: pool / counted * _due(m, regulation) for m in staff}
    total = sum(exact.values(), Fraction(0))
    scaled = total > pool
    if scaled:
        exact = {key: premium * pool / total for key, premium in exact.items()}
    amounts = {key: to_cents(premium) for key, premium in exact.items()}
    if sum(amounts.values()) > pool:
        amounts = share_out(exact, pool)
    return Premiums(exact, amounts, scaled, pool - sum(amounts.values(), Fraction(0)))


def _due(member: StaffMember, regulation: Regulation) -> Fraction:
    """What a member takes of each unit of coefficient."""
    if member.score is None:
        return Fraction(0)
    share = payout_band(Role.DIPENDENTE, member.score, regulation).share_percent / WHOLE
    return coefficient(member.area, regulation) * share * member.factor


def dirigenti_maxima(
    pool: Fraction, position_pay: Mapping[str, Fraction]
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Maximum result pay of each dirigente by position pay: exact euros, and cents.

    Source: R-28 (SMVP, Attribuzione della retribuzione di risultato).
    """
    need_amount("Il fondo", pool)
    for pay in position_pay.values():
        need_amount("La retribuzione di posizione", pay)
    total = sum(position_pay.values(), Fraction(0))
    if total == 0:
        raise CalcError(
            "no_position_pay",
            "Le retribuzioni di posizione fanno 0: non c'è in base a cosa dividere il fondo.",
        )
    exact = {key: pool * pay / total for key, pay in position_pay.items()}
    return exact, share_out(exact, pool)


def need_distinct(ids: Iterable[str]) -> None:
    """Raises CalcError when an identifier stands twice."""
    seen: set[str] = set()
    for key in ids:
        if key in seen:
            raise CalcError("duplicate", f"«{key}» compare due volte: toglilo o cambialo.")
        seen.add(key)
