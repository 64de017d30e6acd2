"""Premiums of the staff and result pay of the others: amounts, what stays in the fund, what is
still missing before a list may be final. A simulation is the same question with other numbers.

Source: R-24 to R-29; the gate: nothing is final before the Nucleo's validation and the end of each
person's conciliazione.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.paylist import AS_IT_IS, NOTHING, Case, Missing, PayLine, Payout, Suppose
from ledger.evaluation.schede import (
    Judged,
    course,
    evaluated_people,
    exclusion,
    facts_of,
    judged,
    prorata_of,
    standing_versions,
)
from ledger.evaluation.staff_pay import cut, staff_list
from ledger.people import Role
from ledger.people.positions import Position
from ledger.people.service import YearOfService
from ledger.projections import evaluation, personnel
from ledger.projections.evaluation import Version
from ledger.regulation import Regulation
from ledger.scoring.bands import payout_band
from ledger.scoring.numbers import show_number, show_two, to_cents
from ledger.scoring.pools import dirigenti_maxima
from ledger.scoring.scheda import Figure, SchedaFacts, Status, premium
from ledger.view import View


def payout(view: View, year: int, today: dt.date, suppose: Suppose = AS_IT_IS) -> Payout:
    """The list of a year as things stand today. Raises NoRegulation, CalcError."""
    regulation = regulation_of(view, year).regulation
    cases = _cases(view, year, regulation, suppose)
    missing = _gate(view, year, cases, today)
    role_lines, role_missing = _result_pay(view, year, cases, regulation)
    staff = [c for c in cases if c.position.role is Role.DIPENDENTE]
    if regulation.settings.pool.count_eq_holders:
        # They make points and have no premium: their own result pay is apart.
        staff += [replace(c, score=None) for c in cases if c.position.role is Role.EQ]
    found = staff_list(view, year, staff, regulation, suppose)
    return replace(
        found,
        lines=tuple(sorted((*role_lines, *found.lines), key=lambda line: line.key)),
        missing=(*missing, *role_missing, *found.missing),
    )


def _cases(view: View, year: int, regulation: Regulation, suppose: Suppose) -> list[Case]:
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
        cases.append(Case(position, key, service, status, found, score))
    return cases


def _judged(view: View, version: Version, position: Position, service: YearOfService) -> Judged:
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
        if case.judged is None:
            found.append(Missing("scheda", case.key))
            continue
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
    found = judged(view, version)
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
            "maximum": show_number(line.maximum),
            "share_pct": show_number(line.share_percent),
            "bonus": show_two(line.bonus),
        },
        _money_events(view, version.year),
    )
    score = replace(found.score, amount_exact=line.total)
    return replace(found, score=score, figures=(*found.figures, figure))


def _money_events(view: View, year: int) -> tuple[int, ...]:
    found = (personnel.pool(view.tables, year, name) for name in ("staff", "quota"))
    return tuple(money.seq for money in found if money is not None)


def maxima_of(
    view: View, year: int, cases: Sequence["Case"]
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
        amount = to_cents(cut(premium(maximum, share, facts, regulation), case, regulation))
        figure = None
        if case.judged is not None:
            trail = judged(view, case.judged.version, facts).figures
            figure = next((f for f in trail if f.name == "amount"), None)
        lines.append(
            replace(line, share_percent=share, maximum=maximum, amount=amount, figure=figure)
        )
    return lines, missing


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
