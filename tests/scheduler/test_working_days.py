"""Quiet hours and days: nothing at night, at week-ends, on holidays, when the ente is closed."""

import datetime as dt

import pytest

from ledger.cycle.working import WorkingDays
from ledger.regulation import Regulation, bundled

from ..town import at


def closed_too(**settings: object) -> Regulation:
    return bundled().with_settings({f"calendar.{key}": value for key, value in settings.items()})


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


WORK = WorkingDays(bundled())


@pytest.mark.parametrize(
    "quiet",
    [
        "2024-01-06",
        "2024-04-01",
        "2024-04-25",
        "2024-05-01",
        "2024-08-15",
        "2024-11-01",
        "2024-12-25",
        "2024-12-26",
        "2024-06-22",
        "2024-06-23",
    ],
)
def test_holidays_and_week_ends_are_quiet(quiet: str) -> None:
    assert not WORK.is_working(day(quiet))


def test_the_patron_and_the_closures_of_the_ente_are_quiet() -> None:
    work = WorkingDays(closed_too(patron="06-24", extra_closures=["2024-08-16"]))
    assert not work.is_working(day("2024-06-24"))
    assert not work.is_working(day("2024-08-16"))
    assert WORK.is_working(day("2024-06-24"))


@pytest.mark.parametrize(
    ("instant", "may"),
    [(7, False), (8, True), (17, True), (18, False), (23, False), (3, False)],
)
def test_people_are_written_to_between_eight_and_six(instant: int, may: bool) -> None:
    assert WORK.may_write(at("2024-09-16", instant)) is may


def test_a_person_may_want_to_be_written_to_later_in_the_morning() -> None:
    assert not WORK.may_write(at("2024-09-16", 9), 10)
    assert WORK.may_write(at("2024-09-16", 10), 10)


def test_a_weekly_repeat_of_a_holiday_comes_the_next_working_day() -> None:
    assert WORK.weekly(day("2024-04-01"), 1) == day("2024-03-25")
    assert WORK.weekly(day("2024-04-02"), 1) == day("2024-04-02")
    assert WORK.first_weekly(day("2024-03-26"), 1) == day("2024-04-02")


def test_working_days_pass_over_leaves() -> None:
    assert WORK.after(day("2024-06-28"), 5) == day("2024-07-05")
    away = {day("2024-07-02"), day("2024-07-03")}
    assert WORK.after(day("2024-06-28"), 5, away.__contains__) == day("2024-07-09")


@pytest.mark.parametrize("night", ["2024-03-31", "2024-10-27"])
def test_the_nights_the_clock_changes_are_quiet_from_end_to_end(night: str) -> None:
    start = at(night, 0).astimezone(dt.UTC)
    quarters = [start + dt.timedelta(minutes=15 * n) for n in range(4 * 25)]
    assert not any(WORK.may_write(instant) for instant in quarters)
