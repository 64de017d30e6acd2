"""Premiums of the staff: sectors, individual premiums, top bonus. Source: R-24 to R-27."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ledger.evaluation.paylist import NOTHING, Case, Missing, PayLine, Payout, Suppose
from ledger.evaluation.schede import prorata_of
from ledger.people import Role
from ledger.projections import evaluation, payments
from ledger.regulation import Regulation
from ledger.scoring.bands import payout_band
from ledger.scoring.bonus import PaidMember, TopBonus, top_bonus
from ledger.scoring.numbers import read_number, share_out, to_cents
from ledger.scoring.pools import StaffMember, coefficient, pool_split, staff_premiums
from ledger.scoring.scheda import Status
from ledger.view import View


def staff_list(
    view: View,
    year: int,
    cases: Sequence[Case],
    regulation: Regulation,
    suppose: Suppose,
) -> Payout:
    """Sectors, premiums, top bonus. Source: R-24 to R-27. A sector is an area of the plan."""
    if not cases:
        return Payout(year, (), ())
    fund = payments.pool(view.tables, year, "staff")
    pool = suppose.pool if suppose.pool is not None else Fraction(fund.amount) if fund else None
    missing = [
        Missing("class", c.key)
        for c in cases
        if c.service.ccnl_class is None and c.position.role is Role.DIPENDENTE
    ]
    classed = [c for c in cases if c.service.ccnl_class is not None]
    if pool is None:
        return Payout(year, (), (*missing, Missing("pool")))
    if not classed:
        return Payout(year, (), tuple(missing), pool, residual=pool)
    first = dt.date(year, 1, 1)
    sector_of = {c.key: _sector(view, c, first) for c in classed}
    heads: dict[str, dict[str, int]] = {}
    counted = {c.key for c in classed if _counts(c, first)}
    for case in classed:
        sector = heads.setdefault(sector_of[case.key], {})
        if case.key in counted:
            of_class = case.service.ccnl_class or ""
            sector[of_class] = sector.get(of_class, 0) + 1
    sectors = pool_split(individual_part(pool, regulation), heads, regulation)
    lines: list[PayLine] = []
    for name, share in sectors.items():
        members = [c for c in classed if sector_of[c.key] == name]
        lines += _sector_lines(name, share.amount, members, counted, regulation)
    paid, bonus = _with_bonus(view, year, lines, classed, regulation)
    paid = _organisational(view, year, paid, classed, counted, pool, regulation)
    # What other resources pay does not leave the fund.
    elsewhere = regulation.settings.bonus.source is not None
    spent = sum((ln.total - (ln.bonus if elsewhere else 0) for ln in paid), NOTHING)
    return Payout(year, tuple(paid), tuple(missing), pool, sectors, pool - spent, bonus)


def _organisational(
    view: View,
    year: int,
    lines: Sequence[PayLine],
    cases: Sequence[Case],
    counted: set[str],
    pool: Fraction,
    regulation: Regulation,
) -> list[PayLine]:
    """The part of the fund that goes by the performance of the ente, to who is not excluded: by
    coefficient and part of the year, times E. Source: R-32."""
    part = pool - individual_part(pool, regulation)
    entity = evaluation.entity(view.tables, year)
    if part == 0 or entity is None or entity.step != "validated":
        return list(lines)
    points = {c.key: coefficient(c.service.ccnl_class or "", regulation) for c in cases}
    total = sum((points[key] for key in counted), NOTHING)
    if total == 0:
        return list(lines)
    share = part * read_number(entity.value) / 100 / total
    due = {
        c.key: share * points[c.key] * prorata_of(c.position, c.service)
        for c in cases
        if c.status is Status.EVALUATED and c.position.role is Role.DIPENDENTE
    }
    over = sum(due.values(), NOTHING)
    amounts = share_out({k: v * part / over for k, v in due.items()}, part) if over > part else due
    return [replace(ln, organisational=to_cents(amounts.get(ln.key, NOTHING))) for ln in lines]


def individual_part(pool: Fraction, regulation: Regulation) -> Fraction:
    """Whole cents of the fund that go by individual performance. Source: R-32."""
    return to_cents(pool * Fraction(regulation.settings.pool.individual_pct) / 100)


def _sector(view: View, case: Case, first: dt.date) -> str:
    """The area of 1 January; of who came later, that of their scheda."""
    held = [p for p in view.posts(case.position.person) if p.role is case.position.role]
    unit = next((p.unit for p in held if p.held_on(first)), case.position.post.unit)
    return view.plan.area_of_service.get(unit or "", unit or "")


def _counts(case: Case, first: dt.date) -> bool:
    """In service on 1 January; a person with two schede counts once, where they were that day."""
    return case.service.serves_on(first) and (
        not case.position.part or case.position.post.held_on(first)
    )


def _sector_lines(
    sector: str,
    amount: Fraction,
    cases: Sequence[Case],
    counted: set[str],
    regulation: Regulation,
) -> list[PayLine]:
    if not any(c.key in counted for c in cases):
        # Nobody of the sector was there on 1 January: it has no money to divide.
        return [_staff_line(c, sector, None, NOTHING, regulation) for c in cases]
    members = [
        StaffMember(
            id=c.key,
            area=c.service.ccnl_class or "",
            score=c.score,
            factor=prorata_of(c.position, c.service),
            counted=c.key in counted,
        )
        for c in cases
    ]
    premiums = staff_premiums(amount, members, regulation)
    weight = sum((coefficient(m.area, regulation) for m in members if m.counted), NOTHING)
    return [
        _staff_line(
            case,
            sector,
            amount * coefficient(case.service.ccnl_class or "", regulation) / weight,
            to_cents(cut(premiums.amounts[case.key], case, regulation)),
            regulation,
        )
        for case in cases
        if case.position.role is Role.DIPENDENTE
    ]


def _staff_line(
    case: Case,
    sector: str,
    maximum: Fraction | None,
    amount: Fraction,
    regulation: Regulation,
) -> PayLine:
    share = NOTHING
    if case.score is not None:
        share = payout_band(Role.DIPENDENTE, case.score, regulation).share_percent
    return PayLine(
        case.key,
        case.position.person,
        Role.DIPENDENTE,
        sector,
        share,
        maximum,
        amount,
        excluded=None if case.status is Status.EVALUATED else str(case.status),
    )


def _with_bonus(
    view: View,
    year: int,
    lines: Sequence[PayLine],
    cases: Sequence[Case],
    regulation: Regulation,
) -> tuple[list[PayLine], TopBonus | None]:
    """The bonus of the best; where it must stay in the pool, all premiums shrink with it."""
    quota = payments.pool(view.tables, year, "quota")
    scores = {c.key: c.score for c in cases if c.score is not None}
    if quota is None or not scores:
        return list(lines), None
    paid = [PaidMember(ln.key, scores[ln.key], ln.amount) for ln in lines if ln.key in scores]
    found = top_bonus(paid, Fraction(quota.amount), regulation)
    bonus = to_cents(found.bonus)
    if found.scale == 1:
        winners = set(found.winners)
        return [replace(ln, bonus=bonus if ln.key in winners else NOTHING) for ln in lines], found
    spent = sum((line.amount for line in lines), NOTHING)
    exact = {f"{ln.key} premio": ln.amount * found.scale for ln in lines}
    exact |= {f"{key} maggiorazione": found.bonus for key in found.winners}
    shares = share_out(exact, spent)
    return [
        replace(
            ln,
            amount=shares[f"{ln.key} premio"],
            bonus=shares.get(f"{ln.key} maggiorazione", NOTHING),
        )
        for ln in lines
    ], found


def cut(amount: Fraction, case: Case, regulation: Regulation) -> Fraction:
    """Where sanctions are taken off the premium and not off the score (R-07)."""
    if regulation.settings.sanctions.apply_to != "premium" or case.judged is None:
        return amount
    score = case.judged.score
    return amount if score is None else amount * (1 - score.reduction_percent / 100)
