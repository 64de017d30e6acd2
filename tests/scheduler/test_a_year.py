"""A whole year of the sample plan, day by day: who is told what, once, whatever happens to us.

Everybody reports late or never, so that every kind of notice has its say. The days are asked about
at night, in the morning and in the afternoon.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from importers import read_plan
from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.calendar import OpenCampaign
from ledger.commands.people import AddPerson
from ledger.commands.progress import RecordProgress
from ledger.cycle.working import WorkingDays
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.progress.change import Said
from ledger.regulation import bundled
from scheduler.reminders import line_key

from ..town import at, copy_of, opened
from .conftest import Year

SAMPLE = Path(__file__).parents[2] / "ledger" / "sample_plan.yaml"
FIRST, LAST = dt.date(2024, 1, 2), dt.date(2024, 12, 31)
GONE = dt.date(2024, 6, 10)
"""The last day before three weeks of downtime, in the year that has them."""

EVERY_MESSAGE = Path(__file__).with_name("a_year.txt")
"""Read and kept: when the calendar is to say something else, its new lines are read here first."""

GATHERED = ("stale", "no_target", "weights", "anomaly")

HOURS = (3, 9, 15)
WORK = WorkingDays(bundled())

Told = list[tuple[str, dt.date, tuple[str, ...]]]


@pytest.fixture(scope="module")
def founded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "year.db"
    ledger = Ledger.create(path, FixedClock(at("2024-01-02", 0)))
    plan = read_plan(SAMPLE)
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    for role in (Role.SEGRETARIO, Role.NUCLEO, Role.SINDACO, Role.PERSONALE, Role.ADMIN):
        ledger.execute(AddPerson(str(role), str(role), role), actor=CLI, cause="test")
    units = [(Role.DIRIGENTE, area.code) for area in plan.areas]
    for role, unit in [*units, *((Role.EQ, service.code) for _, service in plan.services())]:
        code = f"{role}.{unit.lower()}"
        ledger.execute(AddPerson(code, code, role, unit), actor=CLI, cause="test")
    ledger.close()
    return path


def new_year(founded: Path, folder: Path) -> Year:
    return Year(copy_of(founded, folder / "year.db"), FixedClock(at("2024-01-02", 0)))


def calendar_days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for n in range((last - first).days + 1):
        yield first + dt.timedelta(days=n)


def work_of(year: Year, day: dt.date) -> None:
    """What offices do on a day, the same in every telling of the year."""
    plan = year.ledger.view.plan
    if day == dt.date(2024, 7, 1):
        year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 31), "infra-annual"))
    chance = random.Random(str(day))
    for _, indicator in plan.plan.indicators():
        who = f"eq.{indicator.code.split('.')[0].lower()}"
        if chance.random() < 1 / 90 and year.ledger.view.person(who) is not None:
            step, ratio = indicator.kind.is_step, indicator.kind == "ratio"
            said = Said(indicator.code, "milestone" if step else "absolute", Decimal(1))
            if ratio:
                said = Said(indicator.code, "ratio", None, Decimal(1), Decimal(2))
            year.does(who, RecordProgress((said,)))


def live(year: Year, first: dt.date, last: dt.date, *, dies: random.Random | None = None) -> None:
    """`dies`: now and then the process is killed while it tells, or ends; another follows."""
    if dies is not None:
        year.dies_before = lambda notice: dies.random() < 1 / 25
    for day in calendar_days(first, last):
        for hour in HOURS:
            if hour == 15:
                year.clock.move(at(day.isoformat(), 12))
                work_of(year, day)
            survives(year, day, hour)
        if dies is not None and dies.random() < 1 / 10:
            year.restart()


def survives(year: Year, day: dt.date, hour: int) -> None:
    while True:
        try:
            year.on(day.isoformat(), hour)
        except KeyboardInterrupt:
            year.restart()
        else:
            return


def told(year: Year) -> Told:
    return [
        (notice.to, notice.day, tuple(line_key(notice.to, line) for line in notice.lines))
        for _, notice in year.told
    ]


@pytest.fixture(scope="module")
def lived(founded_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The year of who never stopped; beside it, the file as it was on the evening of `GONE`."""
    year = new_year(founded_sample, tmp_path_factory.mktemp("lived"))
    live(year, FIRST, GONE)
    year.ledger.close()
    copy_of(year.path, year.path.with_name("gone.db"))
    year.restart()
    live(year, GONE + dt.timedelta(days=1), LAST)
    yield year
    year.close()


def as_printed(told: Told) -> str:
    """A line a message: the day, to whom, what of; kinds that are gathered with how many."""
    lines = []
    for to, day, keys in told:
        subjects: dict[str, list[str]] = {}
        for key in keys:
            kind, _, subject = key.split(":")[:3]
            subjects.setdefault(kind, []).append(subject)
        what = (
            f"{kind} {len(of) if kind in GATHERED else ' '.join(of)}"
            for kind, of in subjects.items()
        )
        lines.append(f"{day} {to}: {'; '.join(what)}")
    return "".join(f"{line}\n" for line in lines)


def test_every_message_of_the_year_is_the_one_expected(lived: Year) -> None:
    assert as_printed(told(lived)).splitlines() == EVERY_MESSAGE.read_text().splitlines()


def test_nothing_is_said_at_night_or_on_quiet_days(lived: Year) -> None:
    assert lived.told
    assert all(WORK.may_write(instant) for instant, _ in lived.told)


def test_no_line_is_said_twice_to_anybody(lived: Year) -> None:
    keys = Counter(key for _, _, keys in told(lived) for key in keys)
    assert {key: n for key, n in keys.items() if n > 1} == {}


def test_one_message_a_morning_and_a_hundred_a_year_at_most(lived: Year) -> None:
    assert max(Counter((to, day) for to, day, _ in told(lived)).values()) == 1
    totals = Counter(to for to, _, _ in told(lived))
    assert max(totals.values()) <= 100, totals.most_common(3)


def test_every_kind_the_year_has_is_told_to_somebody(lived: Year) -> None:
    kinds = {line.kind for _, notice in lived.told for line in notice.lines}
    assert kinds >= {
        "deadline",
        "overdue",
        "escalation",
        "stale",
        "monitoring",
        "validation",
        "no_target",
        "weights",
        "anomaly",
        "digest",
    }


def test_each_recipient_may_hear_what_they_are_told(lived: Year) -> None:
    """Offices of their own objectives, dirigenti of their areas; the Segretario of everything."""
    view = lived.ledger.view
    for to, _, keys in told(lived):
        person = view.person(to)
        assert person is not None
        units = {post.unit for post in person.posts if post.unit}
        ente = {post.role for post in person.posts} & {Role.SEGRETARIO, Role.NUCLEO, Role.SINDACO}
        for key in keys:
            kind, _, subject, *_ = key.split(":")
            head = subject.split(".")[0]
            area = view.plan.area_of_service.get(head, head)
            apart = kind == "monitoring" or head in ("TR", "SG") or kind == "weights"
            assert ente or apart or units & {head, area}, key


def test_processes_that_stop_or_are_killed_while_they_tell_change_nothing(
    lived: Year, founded_sample: Path, tmp_path: Path
) -> None:
    year = opened(new_year(founded_sample, tmp_path))
    live(year, FIRST, LAST, dies=random.Random(7))
    assert told(year) == told(lived)


def test_two_processes_at_once_say_it_once(founded_sample: Path, tmp_path: Path) -> None:
    year = opened(new_year(founded_sample, tmp_path))
    other = opened(Year(year.path, year.clock))
    for day in calendar_days(dt.date(2024, 6, 24), dt.date(2024, 7, 5)):
        due = year.clock.move(at(day.isoformat(), 9)), year.due_now(), other.due_now()
        for notice in (*due[1].values(), *due[2].values()):
            (year if notice.to < "m" else other).send(notice)
    keys = Counter(key for _, _, keys in told(year) + told(other) for key in keys)
    assert keys
    assert max(keys.values()) == 1


def test_after_three_weeks_of_downtime_one_message_each_gathers_what_still_holds(
    lived: Year, tmp_path: Path
) -> None:
    year = opened(new_year(lived.path.with_name("gone.db"), tmp_path))
    back = GONE + dt.timedelta(days=22)
    for day in calendar_days(GONE + dt.timedelta(days=1), back - dt.timedelta(days=1)):
        year.clock.move(at(day.isoformat(), 12))
        work_of(year, day)
    live(year, back, LAST)
    first = [entry for entry in told(year) if entry[1] == back]
    assert first
    assert max(Counter(to for to, _, _ in first).values()) == 1
    keys = Counter(key for _, _, keys in told(year) for key in keys)
    assert max(keys.values()) == 1
    later = dt.date(2024, 7, 9)
    after = [entry for entry in told(year) if entry[1] >= later]
    assert after == [entry for entry in told(lived) if entry[1] >= later], "as if nothing had been"
