"""January to July, day by day: this year at work, last year validated, evaluated and closed.

The same town with the same codes in 2024 and 2025. Nobody reports, unless a test says so.
"""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.calendar import (
    CloseCampaign,
    DeclineReminder,
    FinishPhase,
    OpenCampaign,
    ReturnReminder,
    Snooze,
)
from ledger.commands.cycle import CloseYear
from ledger.commands.ente import AdoptRegulation, ApproveEntity, ProposeEntity, ValidateEntity
from ledger.events.calendar import Subject
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Plan
from ledger.regulation import bundled
from scheduler.reminders import line_key

from ..ledger.evaluation.conftest import Office
from ..town import PLAN, at, copy_of, opened
from .conftest import Year

FIRST, LAST = "2025-01-02", "2025-07-31"


def next_year() -> Plan:
    """The same objectives a year later."""
    text = PLAN.model_dump_json(by_alias=True).replace('"2024-', '"2025-')
    return Plan.model_validate_json(text).model_copy(update={"year": 2025, "anomalies": ()})


@pytest.fixture
def years(ledger_path: Path) -> Year:
    """The evening of 1 January 2025: one plan, and the regulation its year is evaluated by."""
    ledger = Ledger.open(ledger_path, FixedClock(at("2025-01-01", 20)))
    ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    ledger.close()
    return opened(Year(ledger_path, FixedClock(at("2025-01-01", 20))))


@pytest.fixture
def both(years: Year) -> Year:
    """The evening before 16 January: both plans."""
    years.days(FIRST, "2025-01-15")
    years.does(CLI, AdoptPlan(next_year()))
    return years


Line = tuple[str, int | None, str]


def told(year: Year, first: str, last: str, to: str | None = None) -> dict[str, list[Line]]:
    """By day, what was told to somebody: kind, year, subject."""
    found: dict[str, list[Line]] = {}
    for day, notice in year.days(first, last):
        if to in (None, notice.to):
            lines = [(m.kind, m.subject.year, m.subject.text) for m in notice.lines]
            found.setdefault(day.isoformat(), []).extend(lines)
    return found


def days_of(lines: dict[str, list[Line]], line: Line) -> list[str]:
    return [day for day, of_day in lines.items() if line in of_day]


def test_the_same_code_of_two_years_is_two_things_told_each_by_its_own_day(both: Year) -> None:
    lines = told(both, "2025-01-16", LAST, "eq.as4")
    assert days_of(lines, ("deadline", 2025, "AS4.4")) == [
        "2025-05-30",  # thirty days before is Saturday 31 May
        "2025-06-16",
        "2025-06-23",
        "2025-06-27",  # the day before is a Sunday
        "2025-06-30",
    ]
    overdue = days_of(lines, ("overdue", 2024, "AS4.4"))
    assert (overdue[0], overdue[-1]) == ("2025-01-20", "2025-04-28"), "until the schede are due"
    assert days_of(lines, ("overdue", 2025, "AS4.4"))[0] == "2025-07-07", "due on a Monday"
    assert days_of(lines, ("stale", 2025, "AS4.3.1"))[0] == "2025-02-10"
    assert not days_of(lines, ("stale", 2024, "AS4.3.1")), "of a past year nobody is asked anew"


def test_a_morning_is_one_message_whatever_the_years_and_no_line_comes_twice(both: Year) -> None:
    both.days("2025-01-16", LAST)
    assert max(Counter((n.to, n.day) for _, n in both.told).values()) == 1
    keys = Counter(line_key(n.to, m) for _, n in both.told for m in n.lines)
    assert {key: n for key, n in keys.items() if n > 1} == {}
    assert max(Counter(n.to for _, n in both.told).values()) <= 60, "a hundred a year, no more"


def test_what_a_plan_still_needs_is_asked_of_the_year_that_lasts(both: Year) -> None:
    lines = told(both, "2025-01-16", LAST)
    kinds = ("no_target", "weights", "anomaly", "digest")
    years = {year for of_day in lines.values() for kind, year, _ in of_day if kind in kinds}
    assert years == {2025}
    assert ("no_target", 2025, "AF1.1") in lines["2025-01-20"]


def test_a_report_of_one_year_silences_nothing_of_the_other(both: Year) -> None:
    both.on("2025-06-12")
    both.says("eq.as4", "AS4.4.1", "60")
    lines = told(both, "2025-06-13", "2025-06-30", "eq.as4")
    assert days_of(lines, ("deadline", 2025, "AS4.4")) == [
        "2025-06-23",
        "2025-06-27",
        "2025-06-30",
    ]
    both.says("eq.as4", "AS4.4.1", "100")
    assert not days_of(told(both, "2025-07-01", LAST, "eq.as4"), ("overdue", 2025, "AS4.4"))


def test_reports_wait_for_validation_year_by_year(both: Year) -> None:
    both.says("eq.as4", "AS4.3.1", "20")
    both.says("eq.as4", "AS4.3.1", "600", day="2024-12-30")
    lines = told(both, "2025-01-16", "2025-01-31", "dirigente.as")
    for year in (2024, 2025):
        assert days_of(lines, ("validation", year, "AS4")) == ["2025-01-20", "2025-01-27"]


def test_once_a_year_is_closed_nobody_hears_of_it(both: Year) -> None:
    both.on("2025-03-14")
    both.does("segretario", CloseYear(2024, "prova"))
    lines = told(both, "2025-03-15", LAST)
    assert {year for of_day in lines.values() for _, year, _ in of_day} == {2025}


def test_what_is_put_off_or_declined_is_so_in_its_own_year(both: Year) -> None:
    both.on("2025-06-27")
    both.does("eq.as4", Snooze(Subject(year=2024, code="AS4.4"), at("2025-06-28", 9)))
    both.does("eq.as4", DeclineReminder("AS4.4", 2024))
    lines = told(both, "2025-06-28", "2025-07-14")
    assert days_of(lines, ("overdue", 2025, "AS4.4")) == ["2025-07-07", "2025-07-14"]
    assert days_of(lines, ("declined", 2024, "AS4.4:eq.as4")) == ["2025-06-30"]
    both.does("dirigente.as", ReturnReminder("eq.as4", "AS4.4", 2024))
    assert both.ledger.view.agenda().declined == {}


def test_a_campaign_is_of_one_year_and_named_among_all(both: Year) -> None:
    both.does("segretario", OpenCampaign("Consuntivo", dt.date(2025, 1, 31), year=2024))
    both.does("segretario", OpenCampaign("Avvio", dt.date(2025, 2, 10)))
    found = {c.code: c.year for c in both.ledger.view.agenda().campaigns}
    assert found == {"M1": 2024, "M2": 2025}
    both.says("eq.as4", "AS4.3.1", "20")
    by_year = {
        m.subject.year: m.codes
        for m in both.on("2025-01-16")["eq.as4"].lines
        if m.kind == "monitoring"
    }
    assert "AS4.3.1" in by_year[2024]
    assert "AS4.3.1" not in by_year[2025]
    both.does("segretario", CloseCampaign("m1"))
    lines = told(both, "2025-01-17", "2025-02-10", "eq.as4")
    assert days_of(lines, ("monitoring", 2025, "M2")) == ["2025-02-03", "2025-02-07", "2025-02-10"]
    assert not days_of(lines, ("monitoring", 2024, "M1"))


def test_the_phases_of_last_year_are_told_beside_those_of_this(both: Year) -> None:
    lines = told(both, "2025-01-16", LAST, "segretario")
    assert days_of(lines, ("phase", 2024, "relazione/2024"))[0] == "2025-05-30"
    assert days_of(lines, ("phase", 2024, "evaluation/2024"))[0] == "2025-03-31"
    assert days_of(lines, ("monitoring", 2025, "monitoring/2025"))[0] == "2025-07-01"
    assert not days_of(lines, ("phase", 2025, "piao/2025")), "the plan of 2025 is adopted"


def test_a_phase_is_done_in_its_year_only(both: Year) -> None:
    both.does("segretario", FinishPhase("relazione", 2023))
    lines = told(both, "2025-05-20", "2025-06-10", "segretario")
    assert days_of(lines, ("phase", 2024, "relazione/2024")) == ["2025-05-30"]
    both.does("segretario", FinishPhase("relazione", 2024))
    assert not days_of(told(both, "2025-06-11", LAST), ("phase", 2024, "relazione/2024"))


def test_objectives_are_to_be_assigned_by_who_leads_an_area_until_the_plan_is_adopted(
    years: Year,
) -> None:
    lines = told(years, "2025-01-02", "2025-01-15", "dirigente.as")
    assert days_of(lines, ("assignment", 2025, "AS")) == ["2025-01-02"]
    years.does(CLI, AdoptPlan(next_year()))
    assert not days_of(told(years, "2025-01-16", "2025-02-28"), ("assignment", 2025, "AS"))


def test_nobody_assigned_in_time_is_told_once_to_who_is_above_too(years: Year) -> None:
    years.days("2025-01-02", "2025-01-31")
    lines = told(years, "2025-02-03", "2025-02-03")
    assert lines["2025-02-03"].count(("assignment", 2025, "AS")) == 2, "dirigente and Segretario"
    assert not days_of(told(years, "2025-02-04", "2025-03-31"), ("assignment", 2025, "AS"))


# Evaluators and bodies


def first_told(year: Year, first: str, last: str, kind: str) -> dict[tuple[str, str], str]:
    """By who heard and of what, the first day."""
    found: dict[tuple[str, str], str] = {}
    for day, notice in year.days(first, last):
        for m in notice.lines:
            if m.kind == kind:
                found.setdefault((notice.to, m.subject.text), day.isoformat())
    return found


def test_who_evaluates_and_who_proposes_hears_it_before_the_day_of_the_schede(both: Year) -> None:
    assert first_told(both, "2025-01-16", "2025-04-30", "evaluation") == {
        ("sindaco", "sindaco/2024/evaluate"): "2025-03-31",
        ("nucleo", "nucleo/2024/evaluate"): "2025-03-31",
        ("dirigente.as", "dirigente.as/2024/evaluate"): "2025-03-31",
        ("dirigente.af", "dirigente.af/2024/evaluate"): "2025-03-31",
        ("eq.as4", "eq.as4/2024/propose"): "2025-03-31",
    }
    lines = [n for _, n in both.told if n.to == "dirigente.as" and str(n.day) == "2025-04-30"]
    (line,) = (m for m in lines[0].lines if m.kind == "evaluation")
    assert line.codes == ("dipendente.as4", "eq.aa1", "eq.as3", "eq.as4")
    assert line.due_on == dt.date(2025, 4, 30)


def test_late_evaluations_are_told_each_week_and_go_one_level_up(both: Year) -> None:
    both.days("2025-01-16", "2025-04-30")
    lines = told(both, "2025-05-01", "2025-05-31")
    weekly = days_of(lines, ("evaluation", 2024, "dirigente.as/2024/evaluate"))
    assert weekly == ["2025-05-05", "2025-05-12", "2025-05-19", "2025-05-26"]
    up = [
        (str(n.day), n.to, m.subject.text)
        for _, n in both.told
        for m in n.lines
        if m.kind == "escalation" and m.subject.year == 2024 and n.day > dt.date(2025, 4, 30)
    ]
    # Five working days from 30 April, with 1 May in between, are Thursday the 8th.
    assert ("2025-05-08", "segretario", "dirigente.as/2024/evaluate") in up
    assert ("2025-05-08", "dirigente.as", "dirigente.as/2024/evaluate") in up
    assert ("2025-05-08", "dirigente.as", "eq.as4/2024/propose") in up
    assert ("2025-05-22", "segretario", "eq.as4/2024/propose") in up
    assert not [who for _, who, what in up if what.startswith("sindaco")], "nobody is above"


def test_each_body_is_told_when_its_turn_comes(both: Year) -> None:
    both.on("2025-02-03")
    both.does("segretario", ProposeEntity(2024, value=None))
    assert first_told(both, "2025-02-04", "2025-02-10", "entity") == {
        ("giunta", "giunta/2024/approve"): "2025-02-04"
    }
    both.does("giunta", ApproveEntity(2024, "delibera 12", dt.date(2025, 2, 10)))
    assert first_told(both, "2025-02-11", "2025-02-14", "entity") == {
        ("nucleo", "nucleo/2024/validate"): "2025-02-11"
    }
    both.does("nucleo", ValidateEntity(2024))
    heard = first_told(both, "2025-02-17", "2025-02-17", "evaluation")
    evaluators = {"sindaco", "nucleo", "dirigente.as", "dirigente.af"}
    assert {to for to, _ in heard} == evaluators, "their turn, well before the day"
    assert first_told(both, "2025-02-18", "2025-03-28", "evaluation") == {}


def test_a_new_proposal_is_a_new_turn(both: Year) -> None:
    both.on("2025-02-03")
    both.does("segretario", ProposeEntity(2024, value=None))
    both.on("2025-02-04")
    both.does("segretario", ProposeEntity(2024, value=None))
    assert [n.to for _, n in both.days("2025-02-05", "2025-02-07")].count("giunta") == 1


def test_who_has_done_it_hears_no_more(both: Year) -> None:
    office = Office(both.ledger)
    both.on("2025-03-31")
    office.proposes("dipendente.as4", by="eq.as4")
    heard = first_told(both, "2025-04-01", "2025-05-12", "evaluation")
    assert "eq.as4" not in {to for to, _ in heard}


# The program stops and starts


def test_a_process_each_day_tells_what_one_process_tells(both: Year, tmp_path: Path) -> None:
    both.ledger.close()
    path = copy_of(both.path, tmp_path / "restarted.db")
    other = opened(Year(path, FixedClock(both.clock.now())))
    both.restart()
    before = len(both.told)
    day, last = dt.date(2025, 1, 16), dt.date(2025, 7, 31)
    while day <= last:
        for year in (both, other):
            year.on(day.isoformat())
        other.restart()
        day += dt.timedelta(days=1)
    assert other.told
    assert [notice for _, notice in both.told[before:]] == [notice for _, notice in other.told]
