"""Nothing stands in another's way: one impossible fact costs its own lines, and is told.

The facts are put where no command lets them in any more: old ledgers hold them.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.clock import FixedClock
from ledger.commands.calendar import OpenCampaign
from ledger.commands.leaves import AnnounceLeave
from ledger.commands.people import Invite
from ledger.commands.personnel import RecordReorganisation
from ledger.commands.progress import RecordProgress, Said
from ledger.cycle import faults
from ledger.cycle.faults import Failure
from ledger.errors import DayOutOfBounds
from ledger.events.calendar import Subject
from ledger.ledger import Ledger
from scheduler.outbound import due_at, send_due
from scheduler.reminders import Due, Notice

from ..ledger.conftest import KEYS, copied
from ..town import at
from .conftest import Year, about

BROKEN: dict[str, tuple[str, str]] = {
    "a deadline of year 24": (
        "update objectives set deadline = '0024-06-30' where code = 'AF1.1'",
        "AF1.1",
    ),
    "a deadline of year 9999": (
        "update objectives set deadline = '9999-12-31' where code = 'AF1.1'",
        "AF1.1",
    ),
    "a target that is such a day": (
        "update indicators set deadline = '9999-12-31' where code = 'AF1.1.1'",
        "AF1.1",
    ),
    "an objective added before all days": (
        "update objectives set added_on = '0001-01-01' where code = 'AF1.1'",
        "AF1.1",
    ),
    "a report that is no number": (
        "update reports set value = 'molti' where indicator = 'AF1.1.1'",
        "AF1.1",
    ),
    "a campaign until the end of days": (
        "update campaigns set due_on = '9999-12-31'",
        "M1",
    ),
    "a campaign that ended before there were days": (
        "update campaigns set due_on = '0001-01-01'",
        "M1",
    ),
    "a reorganisation at the end of days": (
        "update reorganisations set effective = '9999-12-31'",
        "AF1",
    ),
    "a leave from the first day to the last": (
        'update absences set held = sealed(person, \'["0001-01-01","9999-12-31",null]\')',
        "AF1",
    ),
    "an invitation that never expires": (
        "update invitations set expires_at = '9999-12-31T23:59:59+00:00'",
        "eq.af1",
    ),
}


@pytest.fixture(scope="module")
def june(image: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """3 June: a report, a campaign, a reorganisation, a leave and an invitation of AF1."""
    ledger = Ledger(Path("town"), copied(image), FixedClock(at("2024-06-03")), KEYS)
    day = dt.date(2024, 6, 3)
    fact = Said("AF1.1.1", "absolute", Decimal(100))
    for actor, command in (
        ("eq.af1", RecordProgress((fact,))),
        ("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 31), scope="AF1")),
        ("personale", RecordReorganisation("AF1", day, "DGM 1", day)),
        ("personale", AnnounceLeave("eq.af1", dt.date(2024, 8, 1), dt.date(2024, 8, 9))),
        ("admin", Invite("eq.af1", "ABCD-EFGH")),
    ):
        ledger.execute(command, actor=actor, cause="test")
    yield ledger.file.conn
    put_away(ledger)


def put_away(ledger: Ledger) -> None:
    """Gives up its copy, and not the keys, which are those of every ledger in memory."""
    ledger.past.close()
    ledger.file.close()


def due_on(june: sqlite3.Connection, day: dt.date, statement: str = "") -> Due:
    """What the town would be told on a morning, with its tables altered so."""
    now = at(day.isoformat())
    ledger = Ledger(Path("town"), copied(june), FixedClock(now), KEYS)
    ledger.file.execute(statement)
    found = due_at(ledger, now)
    put_away(ledger)
    return found


def lines(found: Due) -> set[tuple[str, str, str]]:
    return {(n.to, m.kind, m.subject.text) for n in found.notices for m in n.lines}


def of_others(found: Due, broken: str) -> set[tuple[str, str, str]]:
    """What is not about the fact, nor to the office it is about, nor about the calendar itself.

    What waits for validation is gathered by unit: where the fact is all that waits there, that line
    is about it.
    """
    return {
        (to, kind, subject)
        for to, kind, subject in lines(found)
        if not subject.startswith(broken)
        and not (kind == "validation" and broken.startswith(subject))
        and to != "eq.af1"
        and kind != "fault"
    }


@given(st.sampled_from(sorted(BROKEN)), st.dates(dt.date(2024, 6, 4), dt.date(2025, 3, 31)))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_one_impossible_fact_changes_what_nobody_else_hears(
    june: sqlite3.Connection, fact: str, day: dt.date
) -> None:
    statement, broken = BROKEN[fact]
    well, ill = due_on(june, day), due_on(june, day, statement)
    assert of_others(well, broken) == of_others(ill, broken)


@pytest.mark.parametrize("fact", BROKEN)
def test_with_any_of_them_the_calendar_goes_on(june: sqlite3.Connection, fact: str) -> None:
    statement, _ = BROKEN[fact]
    assert ("eq.as4", "deadline", "AS4.4") in lines(due_on(june, dt.date(2024, 6, 28), statement))
    assert ("eq.as4", "overdue", "AS4.4") in lines(due_on(june, dt.date(2024, 7, 8), statement))


def test_what_failed_is_told_to_the_admin_once_and_kept(year: Year) -> None:
    year.ledger.file.execute("update objectives set deadline = '9999-12-31' where code = 'AF1.1'")
    told = year.on("2024-07-08")
    assert about(told["admin"], "fault") == [("fault", "AF1.1/2024/deadline")]
    assert ("stale", "AF1.1.1") in about(told["eq.af1"]), "what can be said of it still is"
    (kept,) = faults.standing(year.ledger.file)
    assert kept.subject == Subject(year=2024, code="AF1.1", step="deadline")
    assert kept.since == dt.date(2024, 7, 8)
    later = year.days("2024-07-09", "2024-07-31")
    assert not [n for _, n in later if about(n, "fault")], "once"


def test_what_is_mended_is_forgotten_after_a_week_and_told_again_if_it_comes_back(
    year: Year,
) -> None:
    spoil = "update objectives set deadline = ? where code = 'AF1.1'"
    year.ledger.file.execute(spoil, ("9999-12-31",))
    year.on("2024-07-08")
    year.ledger.file.execute(spoil, ("2024-12-31",))
    year.restart()
    year.on("2024-07-15")
    assert faults.standing(year.ledger.file)
    year.on("2024-07-16")
    assert faults.standing(year.ledger.file) == ()
    year.ledger.file.execute(spoil, ("9999-12-31",))
    year.restart()
    assert about(year.on("2024-07-17")["admin"], "fault")


def test_a_notice_that_cannot_be_handed_over_keeps_nobody_from_theirs(year: Year) -> None:
    class Clumsy(Year):
        def send(self, notice: Notice) -> tuple[Failure, ...]:
            if notice.to == "dirigente.af":
                raise RuntimeError("names of people")
            super().send(notice)
            return ()

    clumsy = Clumsy(year.path, FixedClock(at("2024-07-08", 9)))
    send_due(clumsy.ledger, clumsy)
    told = {notice.to for _, notice in clumsy.told}
    assert {"dirigente.as", "eq.as4", "segretario"} <= told
    assert "dirigente.af" not in told
    (kept,) = faults.standing(clumsy.ledger.file)
    assert (kept.subject, kept.error) == (
        Subject(person="dirigente.af", step="notice"),
        "RuntimeError",
    )
    clumsy.ledger.close()
    assert about(year.on("2024-07-08", 10)["admin"], "fault"), "at once, even in the afternoon"


@pytest.mark.parametrize("day", ["0024-06-30", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_no_command_of_the_calendar_lets_such_a_day_in(year: Year, day: str) -> None:
    impossible = dt.date.fromisoformat(day)
    with pytest.raises(DayOutOfBounds):
        year.does("segretario", OpenCampaign("Verifica", impossible))
    with pytest.raises(DayOutOfBounds):
        year.does("personale", AnnounceLeave("eq.as4", dt.date(2024, 6, 1), impossible))
