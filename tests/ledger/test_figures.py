"""How a figure is made, by rule, each case worked by hand.

Source: contract, "How figures are made".
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.plan import Direction, Indicator, Kind, Origin
from ledger.progress.figures import (
    Report,
    State,
    Value,
    expected_of,
    forecast,
    progress_of,
    rounded,
    rule_of,
    state_of,
    step_due_soon,
    value_of,
    weighted,
)

from .conftest import amount

DAY = dt.date(2024, 9, 16)


def reported(number: int, mode: str = "absolute", validated: bool = False) -> Report:
    return Report(1, DAY, mode, Decimal(number), None, None, validated)


def pair(numerator: int, denominator: int) -> Report:
    return Report(1, DAY, "ratio", None, Decimal(numerator), Decimal(denominator), False)


VALUES: list[tuple[str, list[Report], int | None, Fraction | None]] = [
    ("nothing reported", [], None, None),
    ("a total replaces", [reported(240), reported(45)], None, Fraction(45)),
    ("an increment adds", [reported(240), reported(12, "increment")], None, Fraction(252)),
    ("an increment alone starts at 0", [reported(12, "increment")], None, Fraction(12)),
    ("on what is left, from the baseline", [reported(-15, "increment")], 100, Fraction(85)),
    ("a total forgets the rest", [reported(12, "increment"), reported(5)], None, Fraction(5)),
    ("a ratio replaces", [pair(1, 3), pair(2, 3)], None, Fraction(200, 3)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "start", "number"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES]
)
def test_what_reports_come_to(
    reports: list[Report], start: int | None, number: Fraction | None
) -> None:
    value = value_of(reports, amount(start))
    assert (value.number if value else None) == number


@pytest.mark.parametrize(
    ("flags", "validated"),
    [
        ([("absolute", True)], True),
        ([("absolute", False), ("absolute", True)], True),
        ([("absolute", True), ("increment", False)], False),
        ([("absolute", False), ("increment", True)], False),
        ([("absolute", True), ("increment", True)], True),
    ],
)
def test_a_value_is_validated_when_all_that_makes_it_up_is(
    flags: list[tuple[str, bool]], validated: bool
) -> None:
    value = value_of([reported(1, mode, flag) for mode, flag in flags], None)
    assert value is not None and value.validated is validated


def indicator(
    kind: Kind = Kind.COUNT,
    target: str | None = "600",
    base: str | None = None,
    direction: Direction = Direction.UP,
    origin: Origin = Origin.ZERO,
) -> Indicator:
    return Indicator(
        code="AS4.3.1", name="prova", kind=kind, direction=direction, origin=origin,
        target=amount(target), baseline=amount(base),
    )  # fmt: skip


DOWN, BASE = Direction.DOWN, Origin.BASELINE

PROGRESS: list[tuple[str, Indicator, int | str | None, str | None]] = [
    ("milestone not reached", indicator(Kind.MILESTONE, None), None, "0"),
    ("milestone reached", indicator(Kind.MILESTONE, None), 1, "100"),
    ("milestone said not to be", indicator(Kind.MILESTONE, None), 0, "0"),
    ("date reached", indicator(Kind.DATE, None), 1, "100"),
    ("no target", indicator(target=None), 240, None),
    ("no target, no report", indicator(target=None), None, None),
    ("no report yet", indicator(), None, "0"),
    ("up: value / target", indicator(), 240, "40"),
    ("up: exact", indicator(target="3"), 1, "100/3"),
    ("up: capped at 100", indicator(), 700, "100"),
    ("up: never below 0", indicator(Kind.CURRENCY), -50, "0"),
    ("up: the printed baseline is only shown", indicator(base="540"), 240, "40"),
    ("up from baseline", indicator(base="540", origin=BASE), 570, "50"),
    ("up from baseline: below it", indicator(base="540", origin=BASE), 500, "0"),
    ("up from a baseline above the target", indicator(base="700", origin=BASE), 300, "50"),
    ("up from a baseline at the target", indicator(base="600", origin=BASE), 300, "50"),
    ("up: target 0 reached", indicator(target="0"), 0, "100"),
    ("up: target below 0", indicator(Kind.INDEX, "-5"), -6, "0"),
    ("up: target below 0 reached", indicator(Kind.INDEX, "-5"), -4, "100"),
    ("down from baseline", indicator(target="20", base="100", direction=DOWN), 60, "50"),
    ("down from baseline: worse", indicator(target="20", base="100", direction=DOWN), 120, "0"),
    ("down: baseline below target", indicator(target="20", base="10", direction=DOWN), 40, "50"),
    ("down: reached", indicator(target="20", direction=DOWN), 20, "100"),
    ("down: target / value", indicator(target="10", direction=DOWN), 40, "25"),
    ("down: to 0, not there", indicator(target="0", direction=DOWN), 1, "0"),
    ("down: to 0, there", indicator(target="0", direction=DOWN), 0, "100"),
    ("down: to 0 from a baseline", indicator(target="0", base="50", direction=DOWN), 20, "60"),
    ("down: from: baseline changes nothing",
     indicator(target="10", direction=DOWN, origin=BASE), 40, "25"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "number", "percent"), [r[1:] for r in PROGRESS], ids=[r[0] for r in PROGRESS]
)
def test_progress_of_an_indicator(
    measure: Indicator, number: int | str | None, percent: str | None
) -> None:
    value = None if number is None else Value(Fraction(number), None, None, DAY, False)
    assert progress_of(measure, value) == (None if percent is None else Fraction(percent))


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        (indicator(Kind.DATE, None), "step"),
        (indicator(target=None), "no_target"),
        (indicator(), "up_ratio"),
        (indicator(target="0"), "up_step"),
        (indicator(base="540", origin=BASE), "up_from_baseline"),
        (indicator(target="20", base="100", direction=DOWN), "down_from_baseline"),
        (indicator(target="20", direction=DOWN), "down_ratio"),
        (indicator(target="0", direction=DOWN), "down_step"),
    ],
)
def test_a_figure_names_its_rule(measure: Indicator, rule: str) -> None:
    assert rule_of(measure) == rule


JAN, DEC = dt.date(2024, 1, 1), dt.date(2024, 12, 31)

EXPECTED: list[tuple[str, Kind, dt.date, dt.date, dt.date, str]] = [
    ("first day", Kind.COUNT, JAN, DEC, JAN, "0"),
    ("day 259 of 365", Kind.COUNT, JAN, DEC, DAY, "5180/73"),
    ("the deadline", Kind.COUNT, JAN, DEC, DEC, "100"),
    ("past the deadline", Kind.COUNT, JAN, DEC, dt.date(2025, 3, 1), "100"),
    ("before the start", Kind.COUNT, dt.date(2024, 6, 1), DEC, JAN, "0"),
    ("added in the year", Kind.COUNT, dt.date(2024, 9, 6), dt.date(2024, 9, 26), DAY, "50"),
    ("deadline not after the start", Kind.COUNT, JAN, JAN, JAN, "0"),
    ("deadline not after the start, past", Kind.COUNT, JAN, JAN, dt.date(2024, 1, 2), "100"),
    ("a step up to its deadline", Kind.MILESTONE, JAN, DAY, DAY, "0"),
    ("a step after its deadline", Kind.DATE, JAN, DAY, dt.date(2024, 9, 17), "100"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "start", "deadline", "today", "percent"),
    [row[1:] for row in EXPECTED],
    ids=[row[0] for row in EXPECTED],
)
def test_what_is_expected_by_today(
    kind: Kind, start: dt.date, deadline: dt.date, today: dt.date, percent: str
) -> None:
    assert expected_of(kind, start, deadline, today) == Fraction(percent)


STATES: list[tuple[str, int | None, int, bool, bool, bool, State]] = [
    ("no figure", None, 50, False, False, True, State.NO_TARGET),
    ("done, even late", 100, 100, True, False, True, State.DONE),
    ("past its deadline", 99, 100, True, False, True, State.LATE),
    ("exactly 10 behind", 40, 50, False, False, True, State.AT_RISK),
    ("9 behind", 41, 50, False, False, True, State.ON_TRACK),
    ("a step soon due", 50, 0, False, True, True, State.AT_RISK),
    ("behind comes before not started", 0, 50, False, False, False, State.AT_RISK),
    ("nothing reported yet", 0, 5, False, False, False, State.NOT_STARTED),
    ("on track", 60, 50, False, False, True, State.ON_TRACK),
]


@pytest.mark.parametrize(
    ("progress", "expected", "past", "soon", "reported_", "state"),
    [row[1:] for row in STATES],
    ids=[row[0] for row in STATES],
)
def test_the_first_state_that_holds(
    progress: int | None, expected: int, past: bool, soon: bool, reported_: bool, state: State
) -> None:
    deadline = dt.date(2024, 9, 15) if past else DEC
    figure = None if progress is None else Fraction(progress)
    found = state_of(
        figure, Fraction(expected), deadline, DAY, step_due_soon=soon, reported=reported_
    )
    assert found is state


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("5180/73", "70.96"), ("100/3", "33.33"), ("1/8", "0.13"), ("-1/8", "-0.13"),
        ("100", "100"), ("625/10", "62.5"), ("0", "0"), ("1/1000", "0"),
    ],
)  # fmt: skip
def test_figures_are_shown_with_two_decimals_half_up(number: str, shown: str) -> None:
    assert f"{rounded(Fraction(number)):f}" == shown


def test_weights_are_rescaled_over_what_has_a_figure() -> None:
    parts = [(Fraction(50), Fraction(40)), (Fraction(25), None), (Fraction(25), Fraction(100))]
    assert weighted(parts) == 60
    assert weighted([(Fraction(0), Fraction(40))]) is None
    assert weighted([(Fraction(50), None)]) is None


# A forecast, linear from the year's start

HALF = dt.date(2024, 7, 1)
"""182 of 365 days after 1 January."""


@pytest.mark.parametrize(
    ("measure", "number", "today", "ahead"),
    [
        (indicator(), 182, HALF, "365"),
        (indicator(Kind.CURRENCY), 91, HALF, "365/2"),
        (indicator(target="0", base="200", direction=DOWN), 109, HALF, "35/2"),
        (indicator(), 5, dt.date(2024, 1, 30), None),
        (indicator(), 30, dt.date(2024, 1, 31), "365"),
        (indicator(), 5, dt.date(2025, 1, 1), None),
        (indicator(target="10", direction=Direction.DOWN), 15, HALF, None),
        (indicator(Kind.INDEX), 5, HALF, None),
        (indicator(Kind.PERCENT), 5, HALF, None),
        (indicator(Kind.RATIO), 5, HALF, None),
        (indicator(Kind.MILESTONE, None), 1, HALF, None),
    ],
)
def test_the_pace_goes_on_only_for_what_has_one(
    measure: Indicator, number: int, today: dt.date, ahead: str | None
) -> None:
    value = Value(Fraction(number), None, None, today, False)
    found = forecast(measure, value, JAN, DEC, today)
    assert found == (None if ahead is None else Fraction(ahead))


@pytest.mark.parametrize(("days", "soon"), [(31, False), (30, True), (0, True)])
def test_a_step_is_due_soon_from_the_thirtieth_day_before(days: int, soon: bool) -> None:
    step = indicator(Kind.MILESTONE, None)
    assert step_due_soon(step, Fraction(0), DEC, DEC - dt.timedelta(days=days)) is soon
