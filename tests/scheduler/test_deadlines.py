"""Deadlines: 30, 14, 7, 1 days before, the day, then each week; who has reported hears nothing."""

import datetime as dt
from decimal import Decimal

from ledger.commands.plan import SetDeadline, SetTarget

from .conftest import Year, about

DUE = ("deadline", "AS4.4")


def told_of(year: Year, first: str, last: str, line: tuple[str, str], to: str) -> list[str]:
    """The days on which a person was told of something."""
    return [
        day.isoformat()
        for day, notice in year.days(first, last)
        if notice.to == to and line in about(notice)
    ]


def test_reminders_before_a_deadline_come_on_working_days(year: Year) -> None:
    days = told_of(year, "2024-05-20", "2024-06-30", DUE, "eq.as4")
    # 30 June is a Sunday: its own reminder, and that of the day before, come on Friday as one.
    assert days == ["2024-05-31", "2024-06-14", "2024-06-21", "2024-06-28"]


def test_overdue_repeats_each_week_on_one_weekday(year: Year) -> None:
    days = told_of(year, "2024-07-01", "2024-07-24", ("overdue", "AS4.4"), "eq.as4")
    assert days == ["2024-07-01", "2024-07-08", "2024-07-15", "2024-07-22"]


def test_what_is_reached_is_never_told(year: Year) -> None:
    year.on("2024-05-20")
    year.says("eq.as4", "AS4.4.1", "95")
    days = year.days("2024-05-21", "2024-07-31")
    told = {subject for _, notice in days for _, subject in about(notice) if notice.to == "eq.as4"}
    assert not {subject for subject in told if subject.startswith("AS4.4")}


def test_a_report_some_days_before_silences_the_reminder_that_follows(year: Year) -> None:
    year.on("2024-06-18")
    year.says("eq.as4", "AS4.4.1", "60")
    days = told_of(year, "2024-06-19", "2024-06-30", DUE, "eq.as4")
    assert days == ["2024-06-28"], "the reminder of the 21st is not needed, the last one is"


def test_past_the_deadline_a_measure_owes_one_last_figure(year: Year) -> None:
    year.on("2024-07-02")
    year.says("eq.as4", "AS4.4.1", "60")
    assert told_of(year, "2024-07-03", "2024-09-30", ("overdue", "AS4.4"), "eq.as4") == []


def test_a_deadline_that_moves_is_told_anew(year: Year) -> None:
    year.on("2024-06-28")
    year.does("dirigente.as", SetDeadline("AS4.4", dt.date(2024, 9, 30)))
    days = told_of(year, "2024-07-01", "2024-09-30", DUE, "eq.as4")
    assert days == ["2024-08-30", "2024-09-16", "2024-09-23", "2024-09-27", "2024-09-30"]


def test_an_indicator_with_a_day_of_its_own_is_told_by_itself(year: Year) -> None:
    days = told_of(year, "2024-09-01", "2024-10-10", ("deadline", "AS3.1.4"), "eq.as3")
    assert days == ["2024-09-10", "2024-09-26", "2024-10-03", "2024-10-09", "2024-10-10"]


def test_after_the_evaluation_of_the_year_nobody_is_asked_about_it(year: Year) -> None:
    assert told_of(year, "2025-04-14", "2025-05-30", ("overdue", "AS4.4"), "eq.as4") == [
        "2025-04-14",
        "2025-04-22",  # Easter Monday is a holiday
        "2025-04-28",
    ]


def test_open_targets_go_to_who_sets_them_until_they_are_set(year: Year) -> None:
    line = ("no_target", "AF1.1")
    assert line in about(year.on("2024-01-08")["dirigente.af"])
    year.does("dirigente.af", SetTarget("AF1.1.2", Decimal(12)))
    assert line not in about(year.on("2024-01-15").get("dirigente.af"))
