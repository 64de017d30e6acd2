"""The definitive list of a year: an event with its amounts, and what has come to differ since.

Nothing recorded later changes it: later facts are differences, paid or taken back by an adjustment.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ledger.evaluation.paylist import (
    FUND_OF,
    NOTHING,
    Difference,
    FixedList,
    Fund,
    PayLine,
    Payout,
)
from ledger.events import canonical
from ledger.people import Role
from ledger.projections import payments
from ledger.scoring.numbers import read_number, show_number, show_two
from ledger.view import View


def written_lines(lines: Iterable[PayLine]) -> str:
    """The lines as the event of a list holds them, by key."""
    return canonical({line.key: line_written(line) for line in lines})


def line_written(line: PayLine) -> dict[str, object]:
    """One line, its amounts as texts with two decimals."""
    return {
        "total": show_two(line.total),
        "person": line.person,
        "role": str(line.role),
        "sector": line.sector,
        "maximum": None if line.maximum is None else show_number(line.maximum),
        "share_pct": show_number(line.share_percent),
        "amount": show_two(line.amount),
        "bonus": show_two(line.bonus),
        "organisational": show_two(line.organisational),
        "excluded": line.excluded,
    }


def written_funds(funds: Iterable[Fund]) -> str:
    """The funds as the list keeps them: euro of the fund and euro paid, to the cent."""
    return canonical({f.name: [show_two(f.amount), show_two(f.paid)] for f in funds})


def with_fixed(view: View, live: Payout) -> Payout:
    """The list of the year as it was fixed, beside what today's facts would make of it; the live
    one where none was fixed."""
    rows = payments.payouts(view.tables, live.year)
    if not rows:
        return live
    kept: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        kept |= row.lines
    now = {line.key: line for line in live.lines}
    lines = tuple(_line(key, said, now.get(key)) for key, said in sorted(kept.items()))
    fixed = {line.key: line.total for line in lines}
    differences = tuple(
        Difference(key, fixed.get(key, NOTHING), now[key].total if key in now else NOTHING)
        for key in sorted(fixed.keys() | now.keys())
    )
    funds = _funds(view, live, lines, rows)
    staff = next((fund for fund in funds if fund.name == "staff"), None)
    return replace(
        live,
        lines=lines,
        pool=staff.amount if staff else None,
        residual=staff.left if staff else NOTHING,
        funds=funds,
        fixed=FixedList(rows[0].seq, rows[0].day, len(rows) - 1),
        differences=tuple(d for d in differences if d.amount != 0),
    )


def _paid(lines: Iterable[PayLine]) -> dict[str, Fraction]:
    paid: dict[str, Fraction] = {}
    for line in lines:
        name = FUND_OF[line.role]
        paid[name] = paid.get(name, NOTHING) + line.total
    return paid


def _paid_then(
    lines: Iterable[PayLine], rows: Iterable[payments.PayoutRow], seq: int, fund: str
) -> Fraction:
    """What had been paid from a fund before an event by the lines that can be read today."""
    said: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if row.seq < seq:
            said |= row.lines
    of_fund = {line.key for line in lines if FUND_OF[line.role] == fund}
    return sum((read_number(said[key]["total"]) for key in said.keys() & of_fund), NOTHING)


def _line(key: str, said: Mapping[str, Any], now: PayLine | None) -> PayLine:
    """A line of the list. One of a list that held only totals has the parts of today's where they
    come to the same, else its total alone."""
    total = read_number(said["total"])
    if "amount" not in said:
        if now is not None and now.total == total:
            return now
        person = key.partition("@")[0]
        base = now or PayLine(key, person, Role.DIPENDENTE, None, NOTHING, None, NOTHING)
        return replace(base, amount=total, bonus=NOTHING, organisational=NOTHING, figure=None)
    return PayLine(
        key=key,
        person=said["person"],
        role=Role(said["role"]),
        sector=said.get("sector"),
        share_percent=read_number(said["share_pct"]),
        maximum=read_number(said["maximum"]) if said.get("maximum") else None,
        amount=read_number(said["amount"]),
        bonus=read_number(said["bonus"]),
        organisational=read_number(said["organisational"]),
        excluded=said.get("excluded"),
        figure=now.figure if now is not None and now.total == total else None,
        held=now is not None and now.held,
    )


def _funds(
    view: View, live: Payout, lines: Sequence[PayLine], rows: Sequence[payments.PayoutRow]
) -> tuple[Fund, ...]:
    """What was set aside when the list was fixed, and what is paid with its adjustments."""
    row = rows[0]
    recorded = json.loads(row.funds or "{}")
    paid = _paid(lines)
    for name, before in payments.paid_before(view.tables, live.year).items():
        grown = paid.get(name, NOTHING) - _paid_then(lines, rows, before.seq, name)
        paid[name] = read_number(before.paid) + grown
    found = []
    for fund in live.funds:
        then = payments.pool(view.tables, live.year, fund.name, before=row.seq)
        amount = Fraction(then.amount) if then else fund.amount
        if fund.name in recorded:
            amount = read_number(recorded[fund.name][0])
        found.append(Fund(fund.name, amount, paid.get(fund.name, NOTHING)))
    return tuple(found)
