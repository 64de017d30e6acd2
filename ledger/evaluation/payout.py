"""Premiums of the staff and result pay of the others: amounts, what stays in the fund, what is
still missing before a list may be final. A simulation is the same question with other numbers.

Source: R-24 to R-29; the gate: nothing is final before the Nucleo's validation and the end of each
person's conciliazione.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ledger.evaluation.adopted import regulation_at, regulation_of
from ledger.evaluation.fixed import with_fixed
from ledger.evaluation.paylist import (
    AS_IT_IS,
    FUND_OF,
    NOTHING,
    Case,
    Fund,
    Missing,
    PayLine,
    Payout,
    Suppose,
)
from ledger.evaluation.schede import (
    Judged,
    brought_up,
    course,
    evaluated_people,
    exclusion,
    facts_of,
    judged,
    outdated,
    position_of_version,
    prorata_of,
    standing_versions,
)
from ledger.evaluation.staff_pay import cut, staff_list
from ledger.people import Role
from ledger.people.positions import Position
from ledger.people.service import YearOfService, year_of_service
from ledger.projections import evaluation, payments
from ledger.projections.evaluation import Version
from ledger.regulation import Regulation
from ledger.scoring.bands import payout_band
from ledger.scoring.numbers import show_number, show_two, to_cents
from ledger.scoring.pools import dirigenti_maxima
from ledger.scoring.scheda import Figure, SchedaFacts, Status, premium
from ledger.view import View


def payout(view: View, year: int, today: dt.date, suppose: Suppose = AS_IT_IS) -> Payout:
    """The list of a year: as it was fixed, or as things stand today where it was not. A
    simulation is always of today. Raises NoRegulation, CalcError."""
    if suppose != AS_IT_IS:
        return computed(view.of(year), year, today, suppose)

    def found() -> Payout:
        return with_fixed(view, computed(view.of(year), year, today))

    # Whose amounts are told is noted, for which the same list is asked for again.
    return view.recall_of_record(("payout", year, today), found)


def computed(view: View, year: int, today: dt.date, suppose: Suppose = AS_IT_IS) -> Payout:
    """What today's facts come to, whatever was fixed. Raises NoRegulation, CalcError."""
    regulation = regulation_of(view, year).regulation
    cases = _cases(view, year, regulation, suppose)
    missing = _gate(view, year, cases, today)
    role_lines, role_missing = _result_pay(view, year, cases, regulation)
    staff = [c for c in cases if c.position.role is Role.DIPENDENTE]
    if regulation.settings.pool.count_eq_holders:
        # They make points and have no premium: their own result pay is apart.
        staff += [replace(c, score=None) for c in cases if c.position.role is Role.EQ]
    found = staff_list(view, year, staff, regulation, suppose)
    held = {case.key for case in cases if case.held}
    lines = sorted((*role_lines, *found.lines), key=lambda line: line.key)
    return replace(
        found,
        lines=tuple(replace(line, held=line.key in held) for line in lines),
        missing=(*missing, *role_missing, *found.missing),
        funds=_funds(view, year, found, lines),
        warnings=_warnings(view, year, cases, lines, regulation),
    )


def _funds(view: View, year: int, staff: Payout, lines: Sequence[PayLine]) -> tuple[Fund, ...]:
    """What is set aside for each kind of people: by an act, else the maxima of who is paid."""
    found = []
    for role, name in FUND_OF.items():
        own = [line for line in lines if line.role is role]
        paid = sum((line.total for line in own), NOTHING)
        if name == "staff":
            if staff.pool is not None:
                found.append(Fund(name, staff.pool, staff.pool - staff.residual))
            continue
        money = payments.pool(view.tables, year, name)
        maxima = sum((line.maximum or NOTHING for line in own), NOTHING)
        if own or money:
            found.append(Fund(name, Fraction(money.amount) if money else maxima, paid))
    return tuple(found)


def _warnings(
    view: View,
    year: int,
    cases: Sequence[Case],
    lines: Sequence[PayLine],
    regulation: Regulation,
) -> tuple[str, ...]:
    """R-32: a bonus on top of the premiums that no source pays; R-33: result pay of EQ below its
    least part of position and result."""
    settings, found = regulation.settings, []
    on_top = settings.bonus.funding == "on_top" and settings.bonus.source is None
    if on_top and payments.pool(view.tables, year, "quota") is not None:
        found.append("bonus_source")
    pays = {c.key: c.service.position_pay for c in cases if c.position.role is Role.EQ}
    result = sum((ln.maximum or NOTHING for ln in lines if ln.key in pays), NOTHING)
    position = sum((pay or NOTHING for pay in pays.values()), NOTHING)
    least = Fraction(settings.eq.result_min_pct) / 100 * (position + result)
    if position and all(pays.values()) and result < least:
        found.append("eq_result")
    return tuple(found)


def _cases(view: View, year: int, regulation: Regulation, suppose: Suppose) -> list[Case]:
    issued = {(v.person, v.part): v for v in standing_versions(view, year)}
    cases = []
    for position in evaluated_people(view, year):
        status, service = exclusion(view, position, regulation)
        version = issued.get((position.person, position.part))
        held = version is not None and outdated(view, position, version.sheet)
        found = _judged(view, version, position, service) if version else None
        score = found.score.final if found and found.score else None
        key = f"{position.person}@{position.part}" if position.part else position.person
        score = suppose.scores.get(position.person, score)
        if status is not Status.EVALUATED:
            score = None
            held = False
        cases.append(Case(position, key, service, status, found, score, held))
    return cases


def _judged(view: View, version: Version, position: Position, service: YearOfService) -> Judged:
    """By the facts of today: a scheda that rests on others is held back, and shows what it would
    come to."""
    version = replace(version, sheet=brought_up(view, position, version.sheet))
    facts = facts_of(version, service=service, prorata=prorata_of(position, service))
    return judged(view, version, facts)


def _gate(view: View, year: int, cases: Sequence[Case], today: dt.date) -> tuple[Missing, ...]:
    found = []
    entity = evaluation.entity(view.tables, year)
    if entity is None or entity.step != "validated":
        found.append(Missing("entity"))
    for case in cases:
        if case.status is not Status.EVALUATED:
            continue
        if case.service.untold_absences:
            found.append(Missing("absence", case.key))
        if case.judged is None:
            found.append(Missing("scheda", case.key))
            continue
        if case.held:
            found.append(Missing("outdated", case.key))
        stands = course(view, case.judged.version, today)
        if stands.state == "issued":
            found.append(Missing("notification", case.key))
        elif not stands.ended:
            found.append(Missing("conciliazione", case.key, stands.due_on))
    return tuple(found)


def full_scheda(view: View, version: Version, today: dt.date) -> Judged:
    """A version with its amount, where the maxima are set: the trail ends with it.

    The amount of staff depends on everybody's, so it is the list's, by R-26.
    """
    view = view.of(version.year)
    position = position_of_version(view, version)
    regulation = regulation_at(view, version.regulation).regulation
    service = year_of_service(view, version.person, version.year, regulation)
    facts = facts_of(version, service=service, prorata=prorata_of(position, service))
    found = judged(view, version, facts)
    key = f"{version.person}@{version.part}" if version.part else version.person
    latest_seq = max(
        v.seq
        for v in evaluation.versions(view.tables, version.year, version.person)
        if v.part == version.part
    )
    if found.score is None or version.seq != latest_seq:
        return found
    line = next((ln for ln in payout(view, version.year, today).lines if ln.key == key), None)
    if line is None or line.maximum is None:
        return found
    figure = line.figure or Figure(
        "amount",
        show_two(line.total),
        "R-26",
        {
            "maximum": show_two(line.maximum),
            "share_pct": show_number(line.share_percent),
            "prorata": show_number(found.facts.prorata),
            "bonus": show_two(line.bonus) if line.bonus else "",
            "organisational": show_two(line.organisational) if line.organisational else "",
        },
        _money_events(view, version.year),
    )
    score = replace(found.score, amount_exact=line.total)
    return replace(found, score=score, figures=(*found.figures, figure))


def _money_events(view: View, year: int) -> tuple[int, ...]:
    found = (payments.pool(view.tables, year, name) for name in ("staff", "quota"))
    return tuple(money.seq for money in found if money is not None)


def maxima_of(
    view: View, year: int, cases: Sequence["Case"]
) -> dict[str, tuple[Fraction, tuple[int, ...]]]:
    """Maximum result pay by person, with its events: set by hand, else by position pay (R-28)."""
    by_hand = payments.maxima(view.tables, year)
    found: dict[str, tuple[Fraction, tuple[int, ...]]] = {
        person: (Fraction(money.amount), (money.seq,)) for person, money in by_hand.items()
    }
    fund = payments.pool(view.tables, year, "dirigenti")
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
    view: View, year: int, cases: Sequence[Case], regulation: Regulation
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
        due = cut(premium(maximum, share, facts, regulation), case, regulation)
        amount = to_cents(due * _in_time(view, year, position.role, regulation))
        figure = None
        if case.judged is not None:
            trail = judged(view, case.judged.version, facts).figures
            figure = next((f for f in trail if f.name == "amount"), None)
        lines.append(
            replace(line, share_percent=share, maximum=maximum, amount=amount, figure=figure)
        )
    tied = regulation.settings.dirigente.payment_times_pct is not None
    if tied and payments.pool(view.tables, year, "payment_times") is None:
        missing.append(Missing("payment_times"))
    return lines, missing


def _in_time(view: View, year: int, role: Role, regulation: Regulation) -> Fraction:
    """Of result pay of dirigenti, the part tied to payment times is lost where the ente pays late.
    Source: R-37 (D.L. 13/2023, art. 4-bis)."""
    tied = regulation.settings.dirigente.payment_times_pct
    if tied is None or role is not Role.DIRIGENTE:
        return Fraction(1)
    days = payments.pool(view.tables, year, "payment_times")
    late = days is not None and days.amount > 0
    return 1 - Fraction(tied) / 100 if late else Fraction(1)


def _pay_facts(case: Case, maximum: Fraction, events: tuple[int, ...]) -> SchedaFacts:
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
        case.judged.version,
        service=case.service,
        maximum=maximum,
        maximum_events=events,
        prorata=prorata,
    )
