"""Premiums of the staff and result pay of the others: amounts, what stays in the fund, what is
still missing before a list may be final. A simulation is the same question with other numbers.

Source: R-24 to R-29; the gate: nothing is final before the Nucleo's validation and the end of each
person's conciliazione.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ledger.adopted import regulation_of
from ledger.people import Role
from ledger.positions import Position
from ledger.projections import evaluation, personnel
from ledger.projections.evaluation import Version
from ledger.regulation import Regulation
from ledger.schede import (
    Judged,
    course,
    evaluated_people,
    exclusion,
    facts_of,
    judged,
    prorata_of,
    standing_versions,
)
from ledger.scoring.bands import payout_band
from ledger.scoring.bonus import PaidMember, TopBonus, top_bonus
from ledger.scoring.numbers import share_out, to_cents
from ledger.scoring.pools import (
    SectorShare,
    StaffMember,
    coefficient,
    dirigenti_maxima,
    pool_split,
    staff_premiums,
)
from ledger.scoring.scheda import Figure, SchedaFacts, Status, premium
from ledger.service import YearOfService
from ledger.view import View

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
class _Case:
    """One scheda, issued or not, with the service it pays for."""

    position: Position
    key: str
    service: YearOfService
    status: Status
    judged: Judged | None
    score: Fraction | None


def payout(view: View, year: int, today: dt.date, suppose: Suppose = AS_IT_IS) -> Payout:
    """The list of a year as things stand today. Raises NoRegulation, CalcError."""
    regulation = regulation_of(view, year).regulation
    cases = _cases(view, year, regulation, suppose)
    missing = _gate(view, year, cases, today)
    role_lines, role_missing = _result_pay(view, year, cases, regulation)
    staff = [c for c in cases if c.position.role is Role.DIPENDENTE]
    found = _staff(view, year, staff, regulation, suppose)
    return replace(
        found,
        lines=tuple(sorted((*role_lines, *found.lines), key=lambda line: line.key)),
        missing=(*missing, *role_missing, *found.missing),
    )


def _cases(view: View, year: int, regulation: Regulation, suppose: Suppose) -> list[_Case]:
    issued = {(v.person, v.part): v for v in standing_versions(view, year)}
    cases = []
    for position in evaluated_people(view, year):
        status, service = exclusion(view, position, regulation)
        version = issued.get((position.person, position.part))
        found = _judged(view, version, position, service) if version else None
        score = found.score.final if found and found.score else None
        key = f"{position.person}@{position.part}" if position.part else position.person
        score = suppose.scores.get(position.person, score)
        if status is not Status.EVALUATED:
            score = None
        cases.append(_Case(position, key, service, status, found, score))
    return cases


def _judged(view: View, version: Version, position: Position, service: YearOfService) -> Judged:
    facts = facts_of(version.sheet, service=service, prorata=prorata_of(position, service))
    return judged(view, version, facts)


def _gate(view: View, year: int, cases: Sequence[_Case], today: dt.date) -> tuple[Missing, ...]:
    found = []
    entity = evaluation.entity(view.tables, year)
    if entity is None or entity.step != "validated":
        found.append(Missing("entity"))
    for case in cases:
        if case.status is not Status.EVALUATED:
            continue
        if case.judged is None:
            found.append(Missing("scheda", case.key))
            continue
        stands = course(view, case.judged.version, today)
        if stands.state == "issued":
            found.append(Missing("notification", case.key))
        elif not stands.ended:
            found.append(Missing("conciliazione", case.key, stands.due_on))
    return tuple(found)


def maxima_of(
    view: View, year: int, cases: Sequence["_Case"]
) -> dict[str, tuple[Fraction, tuple[int, ...]]]:
    """Maximum result pay by person, with its events: set by hand, else by position pay (R-28)."""
    by_hand = personnel.maxima(view.tables, year)
    found: dict[str, tuple[Fraction, tuple[int, ...]]] = {
        person: (Fraction(money.amount), (money.seq,)) for person, money in by_hand.items()
    }
    fund = personnel.pool(view.tables, year, "dirigenti")
    pays = {
        c.position.person: c.service.position_pay
        for c in cases
        if c.position.role is Role.DIRIGENTE and c.service.position_pay is not None
    }
    if fund is None or not any(pays.values()):
        return found
    _, amounts = dirigenti_maxima(Fraction(fund.amount), pays)
    for case in cases:
        if case.position.person in amounts:
            events = (fund.seq, *case.service.events["position_pay"])
            found.setdefault(case.position.person, (amounts[case.position.person], events))
    return found


def _result_pay(
    view: View, year: int, cases: Sequence[_Case], regulation: Regulation
) -> tuple[list[PayLine], list[Missing]]:
    """Segretario, dirigenti, EQ. Source: R-10, R-13, R-14, R-28."""
    maxima = maxima_of(view, year, cases)
    lines, missing = [], []
    for case in cases:
        position = case.position
        if position.role is Role.DIPENDENTE:
            continue
        line = PayLine(case.key, position.person, position.role, None, NOTHING, None, NOTHING)
        if case.status is not Status.EVALUATED:
            lines.append(replace(line, excluded=str(case.status)))
            continue
        if position.person not in maxima:
            missing.append(Missing("maximum", case.key))
            continue
        maximum, events = maxima[position.person]
        if case.score is None:
            lines.append(replace(line, maximum=maximum))
            continue
        share = payout_band(position.role, case.score, regulation).share_percent
        facts = _pay_facts(case, maximum, events)
        amount = to_cents(_cut(premium(maximum, share, facts, regulation), case, regulation))
        figure = None
        if case.judged is not None:
            trail = judged(view, case.judged.version, facts).figures
            figure = next((f for f in trail if f.name == "amount"), None)
        lines.append(
            replace(line, share_percent=share, maximum=maximum, amount=amount, figure=figure)
        )
    return lines, missing


def _pay_facts(case: _Case, maximum: Fraction, events: tuple[int, ...]) -> SchedaFacts:
    prorata = prorata_of(case.position, case.service)
    if case.judged is None:
        dirigente = case.service.dirigente_interim
        is_dirigente = case.position.role is Role.DIRIGENTE
        return SchedaFacts(
            role=case.position.role,
            maximum=maximum,
            prorata=prorata,
            dirigente_interim=dirigente if is_dirigente else None,
            eq_interim=case.service.eq_interim if case.position.role is Role.EQ else (),
        )
    return facts_of(
        case.judged.version.sheet,
        service=case.service,
        maximum=maximum,
        maximum_events=events,
        prorata=prorata,
    )


def _cut(amount: Fraction, case: _Case, regulation: Regulation) -> Fraction:
    """Where sanctions are taken off the premium and not off the score (R-07)."""
    if regulation.settings.sanctions.apply_to != "premium" or case.judged is None:
        return amount
    score = case.judged.score
    return amount if score is None else amount * (1 - score.reduction_percent / 100)


def _staff(
    view: View,
    year: int,
    cases: Sequence[_Case],
    regulation: Regulation,
    suppose: Suppose,
) -> Payout:
    """Sectors, premiums, top bonus. Source: R-24 to R-27. A sector is an area of the plan."""
    if not cases:
        return Payout(year, (), ())
    fund = personnel.pool(view.tables, year, "staff")
    pool = suppose.pool if suppose.pool is not None else Fraction(fund.amount) if fund else None
    missing = [Missing("class", c.key) for c in cases if c.service.ccnl_class is None]
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
    sectors = pool_split(pool, heads, regulation)
    lines: list[PayLine] = []
    for name, share in sectors.items():
        members = [c for c in classed if sector_of[c.key] == name]
        lines += _sector_lines(view, name, share.amount, members, counted, regulation)
    paid, bonus = _with_bonus(view, year, lines, classed, regulation)
    within = bonus is not None and bonus.scale != 1
    spent = sum((line.total if within else line.amount for line in paid), NOTHING)
    return Payout(year, tuple(paid), tuple(missing), pool, sectors, pool - spent, bonus)


def _sector(view: View, case: _Case, first: dt.date) -> str:
    """The area of 1 January; of who came later, that of their scheda."""
    held = [p for p in view.posts(case.position.person) if p.role is Role.DIPENDENTE]
    unit = next((p.unit for p in held if p.held_on(first)), case.position.post.unit)
    return view.plan.area_of_service.get(unit or "", unit or "")


def _counts(case: _Case, first: dt.date) -> bool:
    """In service on 1 January; a person with two schede counts once, where they were that day."""
    return case.service.serves_on(first) and (
        not case.position.part or case.position.post.held_on(first)
    )


def _sector_lines(
    view: View,
    sector: str,
    amount: Fraction,
    cases: Sequence[_Case],
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
            to_cents(_cut(premiums.amounts[case.key], case, regulation)),
            regulation,
        )
        for case in cases
    ]


def _staff_line(
    case: _Case,
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
    cases: Sequence[_Case],
    regulation: Regulation,
) -> tuple[list[PayLine], TopBonus | None]:
    """The bonus of the best; where it must stay in the pool, all premiums shrink with it."""
    quota = personnel.pool(view.tables, year, "quota")
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
