"""Overdue or silent after the reminders: one level up after working days, telling both."""

import datetime as dt
from pathlib import Path

from ledger.clock import FixedClock
from ledger.commands.leaves import AnnounceLeave

from ..town import at, new_ledger, opened
from .conftest import Year, about

UP = ("escalation", "AS4.4")


def first_told(year: Year, first: str, last: str, line: tuple[str, str]) -> dict[str, str]:
    """By person, the first day they were told of something."""
    found: dict[str, str] = {}
    for day, notice in year.days(first, last):
        if line in about(notice):
            found.setdefault(notice.to, day.isoformat())
    return found


def test_silence_past_the_deadline_reaches_the_dirigente_then_the_segretario(year: Year) -> None:
    # 30 June is a Sunday: five working days later is Friday 5 July, ten more are the 19th.
    days = first_told(year, "2024-06-28", "2024-07-31", UP)
    assert days == {
        "eq.as4": "2024-07-05",
        "dirigente.as": "2024-07-05",
        "segretario": "2024-07-19",
    }


def test_each_level_is_told_once(year: Year) -> None:
    told = [n.to for _, n in year.days("2024-06-28", "2024-09-30") if UP in about(n)]
    assert sorted(told) == ["dirigente.as", "dirigente.as", "eq.as4", "segretario"]


def test_a_report_in_time_keeps_it_from_going_up(year: Year) -> None:
    year.on("2024-07-03")
    year.says("eq.as4", "AS4.4.1", "70")
    assert first_told(year, "2024-07-04", "2024-07-31", UP) == {}


def test_days_of_leave_do_not_count(year: Year) -> None:
    leave = AnnounceLeave("eq.as4", dt.date(2024, 7, 1), dt.date(2024, 7, 5))
    year.does("personale", leave)
    days = first_told(year, "2024-06-28", "2024-07-16", UP)
    assert days["dirigente.as"] == "2024-07-12"


def test_silence_goes_up_too_after_its_reminder(year: Year) -> None:
    days = first_told(year, "2024-01-02", "2024-03-29", ("escalation", "AS4.3.1"))
    reminded = first_told(year, "2024-03-30", "2024-04-12", ("stale", "AS4.3.1"))
    assert days["dirigente.as"] == days["eq.as4"] < days["segretario"]
    assert reminded, "and is still asked for each week"


def test_who_has_nobody_above_is_not_told_on(year: Year) -> None:
    told = first_told(year, "2025-01-01", "2025-02-28", ("escalation", "SG.1"))
    assert told == {}


def test_nothing_goes_up_before_who_is_first_told_had_working_days_to_answer(
    tmp_path: Path,
) -> None:
    """A plan put in the record in September: what was silent since January rises from there."""
    path = tmp_path / "late.db"
    new_ledger(path, at("2024-09-16", 8)).close()
    late = opened(Year(path, FixedClock(at("2024-09-16", 8))))
    first = {to: about(notice, "escalation") for to, notice in late.on("2024-09-17").items()}
    assert "eq.as4" in first
    assert not any(first.values())
    assert first_told(late, "2024-09-18", "2024-10-31", UP) == {
        "eq.as4": "2024-09-23",
        "dirigente.as": "2024-09-23",
        "segretario": "2024-10-07",
    }
