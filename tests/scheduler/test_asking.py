"""What may be asked of the calendar, and by whom; how long, and for whom, it waits."""

import datetime as dt

import pytest

from ledger.commands import RULES, groups, leaves
from ledger.commands import calendar as commands
from ledger.commands.calendar import (
    ChangeSettings,
    CloseCampaign,
    DeclineReminder,
    FinishPhase,
    MarkReachable,
    MarkUnreachable,
    OpenCampaign,
    ReturnReminder,
    Snooze,
    TellNotice,
)
from ledger.commands.groups import BindGroup, MoveGroup, UnbindGroup
from ledger.commands.leaves import AnnounceLeave, EndLeave, WithdrawLeave
from ledger.commands.people import AddPerson
from ledger.errors import (
    BadPeriod,
    NoChange,
    NotAllowed,
    NotEnrolled,
    PastDay,
    Refusal,
    UnknownMatter,
)
from ledger.events.calendar import Subject
from ledger.people import CALENDAR, CLI, Role

from ..town import POSTS, at
from .conftest import Year, about

TOPIC = Subject(year=2024, code="AS4.4")
EVERYBODY = {code for code, *_ in POSTS}
AUGUST = (dt.date(2024, 8, 1), dt.date(2024, 8, 9))

MAY: list[tuple[object, set[str]]] = [
    (Snooze(TOPIC, at("2024-01-03")), EVERYBODY),
    (ChangeSettings(hour=10), EVERYBODY),
    (DeclineReminder("AS4.4"), EVERYBODY),
    (MarkReachable("eq.as4"), EVERYBODY),
    (ReturnReminder("eq.as4", "AS4.4"), {"dirigente.as", "segretario"}),
    (ReturnReminder("segretario", "SG.1"), {"sindaco"}),
    (ReturnReminder("dirigente.af", "TR.1"), {"segretario"}),
    (AnnounceLeave("eq.as4", *AUGUST), {"personale"}),
    (EndLeave("eq.as4"), {"personale"}),
    (WithdrawLeave("eq.as4", 1), {"personale"}),
    (BindGroup("-100", "AA"), {"dirigente.as"}),
    (UnbindGroup("AF1"), {"dirigente.af"}),
    (OpenCampaign("Verifica", dt.date(2024, 7, 31)), {"segretario"}),
    (CloseCampaign("M1"), {"segretario"}),
    (FinishPhase("relazione", 2023), {"segretario"}),
    (TellNotice("eq.as4", 1, ()), set()),
    (MarkUnreachable("eq.as4"), set()),
    (MoveGroup("-100", "-200"), set()),
]


def refusal(year: Year, command: object, actor: str) -> Refusal | None:
    try:
        year.ledger.consider(command, actor=actor)
    except Refusal as no:
        return no
    return None


def test_every_command_of_the_calendar_says_who_may_give_it() -> None:
    ours = {**commands.DECIDERS, **leaves.DECIDERS, **groups.DECIDERS}
    assert {type(command) for command, _ in MAY} == ours.keys()
    assert ours.keys() <= RULES.keys()


@pytest.mark.parametrize(("command", "allowed"), MAY, ids=lambda v: type(v).__name__)
def test_who_may_ask_what(year: Year, command: object, allowed: set[str]) -> None:
    for person in EVERYBODY:
        refused = isinstance(refusal(year, command, person), NotAllowed)
        assert refused == (person not in allowed), person
    assert isinstance(refusal(year, command, "nessuno"), NotEnrolled)


@pytest.mark.parametrize("command", [command for command, _ in MAY], ids=lambda c: type(c).__name__)
def test_who_holds_no_post_today_asks_nothing(year: Year, command: object) -> None:
    until = dt.date(2024, 1, 1)
    year.does(CLI, AddPerson("ex.eq", "Ex", Role.EQ, "AS4", until=until))
    assert isinstance(refusal(year, command, "ex.eq"), NotEnrolled)


def test_what_the_program_records_the_program_may(year: Year) -> None:
    year.does(CALENDAR, MarkUnreachable("eq.as4"))
    assert "eq.as4" in year.ledger.view.agenda().unreachable
    assert isinstance(refusal(year, Snooze(TOPIC, at("2024-01-03")), CALENDAR), NotEnrolled)
    assert isinstance(refusal(year, EndLeave("eq.as4"), CALENDAR), NotEnrolled)


@pytest.mark.parametrize(
    ("later", "fine"),
    [
        (dt.timedelta(0), False),
        (dt.timedelta(seconds=1), True),
        (dt.timedelta(days=31), True),
        (dt.timedelta(days=31, seconds=1), False),
    ],
    ids=str,
)
def test_a_reminder_is_put_off_to_a_later_instant_and_a_month_at_most(
    year: Year, later: dt.timedelta, fine: bool
) -> None:
    answer = refusal(year, Snooze(TOPIC, year.clock.now() + later), "eq.as4")
    assert answer is None if fine else isinstance(answer, BadPeriod)


def test_nobody_stands_in_for_themselves(year: Year) -> None:
    with pytest.raises(BadPeriod):
        year.does("personale", AnnounceLeave("eq.as4", *AUGUST, "eq.as4"))
    with pytest.raises(BadPeriod):
        year.does("personale", AnnounceLeave("eq.as4", AUGUST[1], AUGUST[0]))
    year.does("personale", AnnounceLeave("eq.as4", AUGUST[0], AUGUST[0], "eq.as3"))


def test_a_substitute_who_is_away_too_hears_nothing_in_their_place(year: Year) -> None:
    since, until = dt.date(2024, 6, 24), dt.date(2024, 6, 28)
    year.does("personale", AnnounceLeave("eq.as4", since, until, "eq.as3"))
    year.does("personale", AnnounceLeave("eq.as3", until, until))
    assert ("deadline", "AS4.4") in about(year.on("2024-06-24")["eq.as3"])
    told = year.on("2024-06-28")
    assert "eq.as3" not in told
    assert ("deadline", "AS4.4") not in [line for n in told.values() for line in about(n)]


def test_a_campaign_that_ends_on_the_weekly_day_is_late_a_week_later(year: Year) -> None:
    year.on("2024-07-26")
    year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 8, 5)))
    with pytest.raises(PastDay):
        year.does("segretario", OpenCampaign("Oggi", dt.date(2024, 7, 26)))
    told = [
        notice.day.isoformat()
        for _, notice in year.days("2024-07-27", "2024-08-19")
        if notice.to == "eq.as4" and about(notice, "monitoring")
    ]
    assert told == ["2024-07-29", "2024-08-02", "2024-08-05", "2024-08-12", "2024-08-19"]


NOTHING_TO_DO: list[tuple[object, str, type[Refusal]]] = [
    (ReturnReminder("eq.as4", "AS4.4"), "dirigente.as", NoChange),
    (FinishPhase("vacanze", 2023), "segretario", UnknownMatter),
    (WithdrawLeave("eq.as4", 1), "personale", NoChange),
    (EndLeave("eq.as4"), "personale", NoChange),
    (CloseCampaign("M1"), "segretario", UnknownMatter),
]


@pytest.mark.parametrize(("command", "who", "why"), NOTHING_TO_DO, ids=lambda v: type(v).__name__)
def test_what_is_not_there_is_refused(
    year: Year, command: object, who: str, why: type[Refusal]
) -> None:
    assert isinstance(refusal(year, command, who), why)


def test_a_phase_is_done_once(year: Year) -> None:
    year.does("segretario", FinishPhase("relazione", 2023))
    assert isinstance(refusal(year, FinishPhase("relazione", 2023), "segretario"), NoChange)
