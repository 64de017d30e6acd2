"""The determina of payment and its annex: what each is paid, from which fund, to the cent.

Cases that are not final yet are in the annex with their reason and are not paid; after a reopening
the annex says what changes from the list fixed before.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ledger.evaluation.paylist import Missing, PayLine, Payout
from ledger.evaluation.payout import payout
from ledger.evaluation.schede import evaluated_people
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import payments
from ledger.scoring.numbers import read_number, show_two
from ledger.view import View
from reports.columns import BookSheet, Cell, Column
from reports.paper import Block, Facts, Heading, Paper, Signatures, Text, table, told
from reports.record import Drawn, last_of, name_of, plan_streams, seal_of, year_streams
from reports.year import money
from words.wording import number

NOTHING = Fraction(0)


def payment(ledger: Ledger, year: int | None, *, codes_only: bool = False) -> Drawn:
    """The act with its annex. `codes_only`: people by code, as the office may choose.

    Raises NoRegulation.
    """
    view = ledger.view.of(year)
    found = payout(view, view.year, ledger.today())
    before = paid_before(view)
    frozen = frozen_cases(found)
    event = last_of(ledger, [*plan_streams(view), *year_streams(view)])
    annex = annex_of(view, found, frozen, before, codes_only=codes_only)
    blocks: list[Block] = [
        *_premises(view, found, before),
        Heading(told("payment.decides")),
        *_decisions(found, frozen),
        Signatures((told("payment.sign"),)),
        seal_of(ledger, event.seq),
        Heading(told("payment.annex")),
        _annex_table(annex),
    ]
    paper = Paper(
        told("payment.title", year=view.year),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=told("payment.subtitle"),
        draft=tuple(_what_is_missing(found)),
        wide=True,
    )
    return Drawn("payment", ENTE, view.year, paper, event.seq, annex)


Frozen = Mapping[str, tuple[Missing, ...]]
"""Who is not paid yet, and all that is waited for; by key of their line, which may be wanting."""


def frozen_cases(found: Payout) -> Frozen:
    """Whoever something of their own is waited for."""
    cases: dict[str, tuple[Missing, ...]] = {}
    for missing in found.missing:
        if missing.person:
            cases[missing.person] = (*cases.get(missing.person, ()), missing)
    return cases


def _every_line(view: View, found: Payout, frozen: Frozen) -> list[PayLine]:
    """One for each person: who waits for what a line is made of has one with no money in it."""
    roles = {}
    for position in evaluated_people(view, view.year):
        key = f"{position.person}@{position.part}" if position.part else position.person
        roles[key] = position.role
    known = {line.key for line in found.lines}
    bare = [
        PayLine(key, key.partition("@")[0], roles[key], None, NOTHING, None, NOTHING)
        for key in frozen
        if key not in known and key in roles
    ]
    return sorted((*found.lines, *bare), key=lambda line: line.key)


def paid_before(view: View) -> dict[str, Fraction]:
    """What was fixed so far, adjustments included, by key; empty before the first list."""
    fixed: dict[str, Fraction] = {}
    for row in payments.payouts(view.tables, view.year):
        fixed |= {key: read_number(line["total"]) for key, line in row.lines.items()}
    return fixed


def annex_of(
    view: View,
    found: Payout,
    frozen: Frozen,
    before: dict[str, Fraction],
    *,
    codes_only: bool,
) -> BookSheet:
    """One row a person, and the sums. What is not final is told and counts nothing."""
    columns = tuple(
        Column(told(f"column.{name}"), told(f"about.{name}"), width, form)
        for name, width, form in (
            ("person", 30, "text"),
            ("role", 18, "text"),
            ("fund", 14, "text"),
            ("sector", 10, "text"),
            ("money_maximum", 14, "money"),
            ("quota", 10, "percent"),
            ("amount", 14, "money"),
            ("bonus", 16, "money"),
            ("total", 14, "money"),
            ("difference", 16, "money"),
            ("note", 40, "text"),
        )
    )
    rows = [
        _row(view, line, frozen.get(line.key, ()), before, codes_only=codes_only)
        for line in _every_line(view, found, frozen)
    ]
    sums = tuple(_sum(rows, n) for n in range(6, 10))
    total: tuple[Cell, ...] = (told("total"), None, None, None, None, None, *sums, None)
    return BookSheet(told("payment.annex_name"), columns, (*rows, total), total=True)


def _row(
    view: View,
    line: PayLine,
    waits: tuple[Missing, ...],
    before: dict[str, Fraction],
    *,
    codes_only: bool,
) -> tuple[Cell, ...]:
    pays = not waits
    total = line.total if pays else NOTHING
    fund = "staff" if line.role is Role.DIPENDENTE else "result"
    maximum = None if line.maximum is None else _cents(line.maximum)
    return (
        line.key if codes_only else name_of(view, line.person),
        told("role", role=line.role),
        told(f"fund.{fund}"),
        line.sector,
        maximum,
        line.share_percent,
        line.amount if pays else NOTHING,
        line.bonus if pays else NOTHING,
        total,
        total - before[line.key] if line.key in before else None,
        _note(line, waits),
    )


def _note(line: PayLine, waits: tuple[Missing, ...]) -> str:
    if line.excluded is not None:
        return told(f"excluded.{line.excluded}")
    return "; ".join(_wait(missing) for missing in waits)


def _wait(missing: Missing) -> str:
    if missing.due_on is not None:
        return told("payment.frozen_until", day=missing.due_on)
    return told(f"payment.waits.{missing.what}")


def _sum(rows: list[tuple[Cell, ...]], column: int) -> Fraction:
    found = [row[column] for row in rows]
    return sum((cell for cell in found if isinstance(cell, Fraction)), NOTHING)


def _cents(amount: Fraction) -> Fraction:
    """Cut to the cent: what is shown of a maximum, never more than it is."""
    return read_number(show_two(amount))


def _premises(view: View, found: Payout, before: dict[str, Fraction]) -> Iterator[Block]:
    yield Text(told("scheda.protocol"))
    yield Heading(told("payment.seen"))
    for fund in ("staff", "dirigenti"):
        money_of = payments.pool(view.tables, view.year, fund)
        if money_of is not None:
            amount = money(Fraction(money_of.amount))
            yield Text(told(f"payment.fund.{fund}", amount=amount, seq=money_of.seq))
    yield Text(told("payment.rules", year=view.year))
    if before:
        yield Text(told("payment.reopened", total=money(sum(before.values(), NOTHING))))
    for name, share in sorted(found.sectors.items()):
        amount = money(share.amount)
        yield Text(told("payment.sector", sector=name, amount=amount, points=share.points))


def _decisions(found: Payout, frozen: Frozen) -> Iterator[Block]:
    paid = [line for line in found.lines if line.key not in frozen and line.total > 0]
    total = sum((line.total for line in paid), NOTHING)
    rows = [
        (told("payment.people"), str(len(paid))),
        (told("payment.total"), money(total)),
        (told("payment.frozen"), str(len(frozen))),
        (told("payment.set_aside"), _set_aside(found, frozen)),
    ]
    if found.pool is not None:
        rows.append((told("relazione.residual"), money(found.residual)))
    yield Facts(tuple(rows), told("payment.summary"))


def _set_aside(found: Payout, frozen: Frozen) -> str:
    """What suspended cases would be paid, and of how many that cannot be told yet."""
    reckoned = {line.key for line in found.lines if line.share_percent is not None}
    untold, amount = len(frozen.keys() - reckoned), money(total_of(found, frozen))
    return told("payment.set_aside_in_part", amount=amount, count=untold) if untold else amount


def total_of(found: Payout, keys: Iterable[str]) -> Fraction:
    """What the lines of these keys come to, in euros."""
    return sum((line.total for line in found.lines if line.key in set(keys)), NOTHING)


def _what_is_missing(found: Payout) -> Iterator[str]:
    """Once for each kind: the annex says of whom."""
    counts: dict[str, int] = {}
    for missing in found.missing:
        counts[missing.what] = counts.get(missing.what, 0) + 1
    for what, count in counts.items():
        yield told("payment.missing", what=told(f"payment.waits.{what}"), count=count)
    if not found.lines:
        yield told("payment.nobody")


def _annex_table(sheet: BookSheet) -> Block:
    head = [column.title for column in sheet.columns]
    rows = [
        [_shown(column, cell) for column, cell in zip(sheet.columns, row, strict=True)]
        for row in sheet.rows
    ]
    widths = (1, 0.6, 0.5, 0, 0, 0, 0, 0, 0, 0, 0.9)
    right = (4, 5, 6, 7, 8, 9)
    return table(head, rows, widths, told("payment.annex_caption"), right=right, total=True)


def _shown(column: Column, cell: Cell) -> str:
    if cell is None:
        return ""
    if column.form == "money" and isinstance(cell, Fraction):
        sign = "-" if cell < 0 else ""
        units, cents = divmod(int(abs(cell) * 100), 100)
        return f"{sign}{number(Fraction(units))},{cents:02d}"
    return number(cell) if isinstance(cell, Fraction) else str(cell)
