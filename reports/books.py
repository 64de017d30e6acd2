"""The workbooks of the office: plan, monitoring, schede, premiums, what is due."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.evaluation.payout import payout
from ledger.evaluation.schede import course, evaluated_people, judged, standing_versions
from ledger.ledger import Ledger
from ledger.plan import ENTE, Indicator
from ledger.progress.standings import IndicatorStanding, shown_value, standing
from ledger.readings.series import day_of_reckoning
from ledger.view import View
from reports.columns import BookSheet, Cell, Column
from reports.objectives import worst_first
from reports.paper import told
from reports.payment import annex_of, frozen_cases, paid_before
from reports.record import last_of, name_of, plan_streams, year_streams
from reports.sheets import workbook_of


def _columns(*named: tuple[str, int, str]) -> tuple[Column, ...]:
    return tuple(
        Column(told(f"column.{name}"), told(f"about.{name}"), width, form)
        for name, width, form in named
    )


def plan_book(ledger: Ledger, year: int | None) -> bytes:
    """The plan with where it stands: objectives on one sheet, indicators on the other."""
    view = ledger.view.of(year)
    sheets = (_objectives(view, ledger.today()), indicators_sheet(view, ENTE, ledger.today()))
    event = last_of(ledger, plan_streams(view))
    return workbook_of(sheets, told("book.plan", year=view.year), event.recorded_at)


def _objectives(view: View, today: dt.date) -> BookSheet:
    columns = _columns(
        ("unit", 10, "text"),
        ("code", 10, "text"),
        ("objective_only", 60, "text"),
        ("owner", 30, "text"),
        ("weight", 10, "percent"),
        ("deadline", 12, "day"),
        ("reached", 12, "percent"),
        ("expected", 12, "percent"),
        ("state", 16, "text"),
    )
    stands = standing(view, ENTE, day_of_reckoning(view, today))
    rows = tuple(
        (
            row.objective.unit,
            row.objective.code,
            row.objective.title,
            ", ".join(row.objective.owners),
            row.weight,
            row.deadline,
            row.progress,
            row.expected,
            told("state", state=row.state),
        )
        for row in stands.objectives
    )
    return BookSheet(told("book.objectives"), columns, rows)


INDICATORS = (
    ("unit", 10, "text"),
    ("code", 12, "text"),
    ("indicator", 60, "text"),
    ("measure", 14, "text"),
    ("baseline", 12, "number"),
    ("target", 14, "number"),
    ("value", 14, "number"),
    ("numerator", 12, "number"),
    ("denominator", 12, "number"),
    ("reported", 12, "day"),
    ("validated", 10, "text"),
    ("reached", 12, "percent"),
    ("expected", 12, "percent"),
    ("state", 16, "text"),
    ("deadline", 12, "day"),
)


def indicators_sheet(view: View, scope: str, today: dt.date) -> BookSheet:
    """Every indicator of a scope, the objectives furthest behind first."""
    stands = standing(view, scope, day_of_reckoning(view, today))
    rows = tuple(
        _indicator(row.objective.unit, part)
        for row in worst_first(stands.objectives)
        for part in row.indicators
    )
    return BookSheet(told("book.indicators"), _columns(*INDICATORS), rows)


def _indicator(unit: str, part: IndicatorStanding) -> tuple[Cell, ...]:
    indicator, value = part.indicator, part.value
    return (
        unit,
        indicator.code,
        indicator.name,
        measure_of(indicator),
        indicator.baseline,
        indicator.target,
        shown_value(indicator, value) if value else None,
        value.numerator if value else None,
        value.denominator if value else None,
        value.reported_on if value else None,
        told("yes" if value.validated else "no") if value else None,
        part.progress,
        part.expected,
        told("state", state=part.state),
        part.deadline,
    )


def measure_of(indicator: Indicator) -> str:
    """What the numbers of an indicator count."""
    return indicator.unit or told(f"measure.{indicator.kind}")


def monitoring_book(ledger: Ledger, scope: str, year: int | None) -> bytes:
    """The figures of a scope's indicators today, as a workbook (XLSX)."""
    view = ledger.view.of(year)
    event = last_of(ledger, plan_streams(view, scope))
    sheet = indicators_sheet(view, scope, ledger.today())
    return workbook_of([sheet], told("monitoring.title", year=view.year), event.recorded_at)


def schede_book(ledger: Ledger, year: int | None) -> bytes:
    """One row a person: what each part came to, and how far the procedure is."""
    view = ledger.view.of(year)
    columns = _columns(
        ("person", 30, "text"),
        ("role", 18, "text"),
        ("unit", 10, "text"),
        ("version", 10, "number"),
        ("day", 12, "day"),
        ("evaluator", 30, "text"),
        ("part_a", 10, "percent"),
        ("part_b", 10, "percent"),
        ("part_c", 10, "percent"),
        ("part_d", 10, "percent"),
        ("reduction", 12, "percent"),
        ("score", 12, "percent"),
        ("band", 26, "text"),
        ("quota", 10, "percent"),
        ("procedure", 34, "text"),
    )
    rows = tuple(_scheda_rows(view, ledger.today()))
    event = last_of(ledger, [*plan_streams(view), *year_streams(view)])
    sheet = BookSheet(told("book.schede"), columns, rows)
    return workbook_of([sheet], told("book.schede_of", year=view.year), event.recorded_at)


def _scheda_rows(view: View, today: dt.date) -> Iterator[tuple[Cell, ...]]:
    issued = {(v.person, v.part): v for v in standing_versions(view, view.year)}
    for position in evaluated_people(view, view.year):
        version = issued.get((position.person, position.part))
        who = (
            name_of(view, position.person),
            told("role", role=position.role),
            position.post.unit,
        )
        if version is None:
            yield (*who, *([None] * 11), told("book.no_scheda"))
            continue
        found = judged(view, version)
        score = found.score
        figures: tuple[Cell, ...] = (None,) * 8
        if score is not None:
            figures = (
                _cut(score.a),
                _cut(score.b),
                _cut(score.c),
                _cut(score.d),
                score.reduction_percent,
                Decimal(score.display),
                score.payout.label,
                score.payout.share_percent,
            )
        state = told(f"procedure.{course(view, version, today).state}")
        yield (
            *who,
            version.version,
            version.day,
            name_of(view, version.actor),
            *figures,
            state,
        )


def _cut(score: Fraction) -> Fraction:
    """Two decimals, cut. Source: R-12."""
    return Fraction(int(score * 100), 100)


def payment_book(ledger: Ledger, year: int | None, *, codes_only: bool = False) -> bytes:
    """The annex of the payment list of a year as a workbook; with `codes_only` without names."""
    view = ledger.view.of(year)
    found = payout(view, view.year, ledger.today())
    sheet = annex_of(view, found, frozen_cases(found), paid_before(view), codes_only=codes_only)
    event = last_of(ledger, [*plan_streams(view), *year_streams(view)])
    return workbook_of([sheet], told("payment.title", year=view.year), event.recorded_at)


@dataclass(frozen=True)
class DueItem:
    """One thing the calendar would remind somebody of."""

    to: str
    kind: str
    subject: str
    due_on: dt.date | None


def due_book(view: View, items: Sequence[DueItem], at: dt.datetime) -> bytes:
    """What falls due, soonest first; the items come from who keeps the calendar."""
    columns = _columns(
        ("due_on", 12, "day"),
        ("subject", 14, "text"),
        ("matter", 24, "text"),
        ("person", 34, "text"),
    )
    ordered = sorted(items, key=lambda item: (item.due_on or dt.date.max, item.subject, item.to))
    rows = tuple(
        (item.due_on, item.subject, told(f"matter.{item.kind}"), name_of(view, item.to))
        for item in ordered
    )
    return workbook_of([BookSheet(told("book.due"), columns, rows)], told("book.due"), at)
